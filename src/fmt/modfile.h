/*
 * `go mod edit -json` and `go work edit -json` without Go: what a release
 * prints for a go.mod or go.work, byte for byte.
 */
#ifndef FMT_MODFILE_H
#define FMT_MODFILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* "go.work" and "x/go.work" are, and any name ending in ".work". */
bool modfile_is_work(const char *file_name);

/*
 * The release is "1.24", "1.24.4" or NULL for the newest known.  0: accepted,
 * *json is what go prints, with the last line end.  -1: refused, and
 * err->message is what go prints on stderr, lines and all, without the last
 * line end ("go: errors parsing go.mod:" and a line for each error); or the
 * release is no version of Go.
 *
 * Go 1.19 and 1.20 also look into the folders of go.work and add their module
 * paths; here they stay out, as no other file is read.
 */
int modfile_json(struct arena *a, struct str bytes, const char *file_name,
		 const char *release, const char **json, struct error *err)
	ATTR_CHECKED;

#endif
