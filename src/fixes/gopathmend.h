/*
 * For migrate-to-module: lines of Dockerfiles, CI files, Makefiles and scripts
 * that are of the time before modules.  Those that come to one thing in a
 * module become that; of the others the plan says what they are worth.
 */
#ifndef FIXES_GOPATHMEND_H
#define FIXES_GOPATHMEND_H

#include "fixes/fix.h"

/* What the lines are to fit: the module as it is once they are mended. */
struct gopathmend {
	const char *dir;	/* of the project, from the root */
	const char *module;	/* its path */
	bool has_sum;		/* it has a go.sum */
	bool vendored;		/* … and a vendor folder of go's */
	bool mends;		/* else they are told only */
	struct str gomod;	/* its text: what a folder replaces */
	const char *lock;	/* whose lock file the plan removes: "dep", …;
				 * NULL: none */
};

/* For choices(), where there is such a line; `more` lines of other kinds can
 * be mended. */
void gopathmend_choose(struct fix_run *run, const char *dir, int more);
int gopathmend_plan(struct fix_run *run, const struct gopathmend *to,
		    struct plan *p, struct error *err) ATTR_CHECKED;
/* Images that are too old for the go line, which is new. */
void gopathmend_images(struct fix_run *run, struct plan *p, const char *go);
/* Files with lines that could be mended and are not yet: what checks find in
 * them by the new go.mod is no reason to go back. */
void gopathmend_later(struct fix_run *run, const char *dir, struct plan *p);

#endif
