/*
 * Build constraints: would this machine build a file?  //go:build lines,
 * // +build lines and names such as x_linux_arm64.go, as go/build reads them.
 */
#ifndef FMT_BUILDTAG_H
#define FMT_BUILDTAG_H

#include <stdbool.h>

#include "base/str.h"

struct buildtag_target {
	const char *goos, *goarch;
	bool cgo;
	int go_minor;	/* go1.N holds up to this N */
	/*
	 * As go mod tidy asks: could any machine build it?  Each tag holds and
	 * does not, as the file likes it, but for "ignore", which nobody sets.
	 */
	bool any;
};

/*
 * The value of an expression ("linux && !cgo"); a tag nobody set is
 * false.  A broken expression gives false, as the file is then not
 * built either.
 */
bool buildtag_eval(struct str expr, const struct buildtag_target *t);
/* Does every release read it: tags of plain letters, nothing left over? */
bool buildtag_valid(struct str expr);
/* // +build lines, one a line: blank is or, comma is and, lines are and. */
bool buildtag_eval_plus(struct str lines, const struct buildtag_target *t);
/* What _GOOS and _GOARCH at the end of the name say; name has no folder. */
bool buildtag_name(const char *name, const struct buildtag_target *t);

#endif
