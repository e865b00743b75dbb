/*
 * For use-in-workspace: modules beside each other in GOPATH that do not find
 * each other (gopath-dependents).  A go.work in the folder above them joins
 * them; where one is in effect there already, it lists them.
 */
#ifndef FIXES_SIBLINGS_H
#define FIXES_SIBLINGS_H

#include "fixes/fix.h"

bool siblings_serves(struct fix_run *run);
void siblings_choices(struct fix_run *run);
int siblings_needs(struct fix_run *run, struct error *err);
int siblings_build(struct fix_run *run, struct plan *p, struct error *err);

/* For migrate-to-module: does somebody say where go.work lies? */
bool siblings_gowork_is_set(const struct place *p);
/* One use line more in a go.work that is in effect, and its go line as new. */
int siblings_list(struct fix_run *run, struct plan *p, const char *file,
		  const char *dir, const char *go_version,
		  struct error *err) ATTR_CHECKED;

#endif
