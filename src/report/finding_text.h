/*
 * Findings, traces and settings in words, for the command line and the
 * screen alike.  Everything is in the user's language and safe to show.
 */
#ifndef REPORT_FINDING_TEXT_H
#define REPORT_FINDING_TEXT_H

#include "facts/finding.h"
#include "facts/snapshot.h"
#include "report/prose.h"

/* "tools/go.mod:12"; the module's folder where there is no file. */
const char *finding_where(struct arena *a, const struct finding *f);
/* "E error  vendor-out-of-date  go.mod:12" and the title below it. */
void finding_text_head(struct prose *p, const struct finding *f);
/* Places, steps, why, evidence, probe, commands and myths. */
void finding_text_body(struct prose *p, const struct snapshot *s,
		       const struct finding *f);
/*
 * The commands to type; of one hand-over where `id` is not NULL.
 */
void finding_text_commands(struct prose *p, const struct finding *f,
			    const char *id);
/* One line: "E vendor-out-of-date go.mod:12: title". */
void finding_text_line(struct prose *p, const struct finding *f);

/*
 * A decision step by step, as a table of question, answer and value; steps
 * where it goes wrong have the role `bad`.
 */
void steps_text(struct prose *p, int indent, enum role bad,
		const struct step *steps, size_t nsteps);
void trace_text(struct prose *p, const struct trace *t);
/* The myth lines of a check, trace or variable; gives how many. */
size_t myths_text(struct prose *p, int indent, const char *subject);

#endif
