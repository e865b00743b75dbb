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
/*
 * Root writes into nobody else's home or repository.  `paths` is all that is
 * touched; one that is NULL is none.  Where the repository at `root` is another
 * user's, a plan that leaves it alone is not refused for it: then each of the
 * paths has to lie outside of it, in folders that are root's up to "/".
 */
int check_owner(struct arena *a, const char *root, const char *const *paths,
		size_t n, struct error *err) ATTR_CHECKED;
/* The same of what a plan touches: its paths, its stage, git's folder. */
int check_plan_owner(struct arena *a, const struct plan *p, struct error *err)
	ATTR_CHECKED;
/* What to do about an errno on a path. */
void check_hint(struct error *err);

#endif
