/*
 * Is everything still as it was when the plan was made, and can it be done at
 * all?  Looks, and writes nothing.
 */
#ifndef APPLY_CHECK_H
#define APPLY_CHECK_H

#include "apply/stagework.h"

/*
 * Every precondition.  What is not as it was goes out as drift records, and
 * the plan is refused.
 */
int check_work(struct work *w, struct error *err) ATTR_CHECKED;
/* One path against what it was; *what tells the difference, NULL: none. */
int check_state(const char *path, const struct plan_state *was,
		const char **what, struct error *err) ATTR_CHECKED;
/* Root writes into nobody else's home or repository. */
int check_owner(const char *root, struct error *err) ATTR_CHECKED;
/* What to do about an errno on a path. */
void check_hint(struct error *err);

#endif
