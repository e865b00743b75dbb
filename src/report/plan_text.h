/*
 * Offers, plans and the journal in words, for faces that are lines of text.
 */
#ifndef REPORT_PLAN_TEXT_H
#define REPORT_PLAN_TEXT_H

#include "plan/journal.h"
#include "plan/offer.h"
#include "report/prose.h"

/* Title, what will be done, and the myth there is about it. */
void offer_text(struct prose *p, const struct fix_offer *o);
/* One choice: its value, what else it may be, what follows, why it cannot. */
void choice_text(struct prose *p, int indent, const struct choice *c);
/*
 * The preview: the title, each change by groups, notes, and how much of it
 * there is.
 */
void plan_text(struct prose *p, const struct plan *plan);
/* Is it one of several stages, done or to come? */
bool plan_by_stages(const struct plan *plan);
/* "module, lines": those of the plan, or those that remain. */
const char *plan_stages(struct arena *a, const struct plan *plan, bool later);
/* What goes on with the next stage, as typed; NULL: none remains. */
const char *plan_next_command(struct arena *a, const struct plan *plan);
/* "module, lines": ids in one text. */
const char *stage_names(struct arena *a, const char *const *list, size_t n);
/* "module, then lines; goes on from 3": of a transaction; "" of no stages. */
const char *txn_stages(struct arena *a, const struct txn *t);
/* The same changes, taken back. */
void plan_text_undo(struct prose *p, const struct plan *plan);
/* The head of a plan that is saved as a script (fixes/script.h). */
void plan_text_script(struct arena *a, const struct plan *plan,
		      struct strbuf *out);
/* "17  26 Nov 11:15  verified  vendor/ matches go.mod again   92 MB" */
void txn_text(struct prose *p, const struct txn *t);
const char *words_txn_state(enum txn_state s);
/* The local time of it: "2026-11-26 11:15". */
const char *txn_when(struct arena *a, const struct txn *t);
/* A step of fixrun or gomend-apply, as what goes on. */
const char *words_fix_step(const char *step);

#endif
