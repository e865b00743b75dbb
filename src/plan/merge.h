/*
 * Several plans as one that is reviewed, applied and taken back as a whole.
 */
#ifndef PLAN_MERGE_H
#define PLAN_MERGE_H

#include "plan/plan.h"

/*
 * `more` behind `into`, whose lists were made by ARENA_PUSH; both stay in `a`.
 * -1 with err when both change one thing: the words say which, and to do one
 * after the other.
 */
int plan_merge(struct arena *a, struct plan *into, const struct plan *more,
	       struct error *err) ATTR_CHECKED;

#endif
