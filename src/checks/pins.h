/*
 * What the checks of pins share: how a row of the version ledger is shown in
 * a finding.  Pure.
 */
#ifndef CHECKS_PINS_H
#define CHECKS_PINS_H

#include "checks/modules.h"
#include "facts/ledger.h"

/* The line as it stands, and the one that its version comes from. */
void pins_evidence(struct check_run *run, struct finding *f,
		   const struct ledger_row *r);
/* The command that opens the line which has its version. */
void pins_editor(struct check_run *run, struct finding *f,
		 const struct ledger_row *r);
/* A job that setup-go gives a Go in which every go command stops: told by
 * toolchain-download. */
bool pins_stop(const struct ledger_row *r);
/* A place that names a Go too old for the module, which no other check tells:
 * told by version-pins-disagree. */
bool pins_disagree(const struct ledger *l, const struct ledger_row *r,
		   const struct module *m);
/* "1.22.12 (2026-08-19)": what a pin comes to, by a table of that date. */
const char *pins_release(struct arena *a, const struct ledger_row *r);

#endif
