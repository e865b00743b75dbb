/*
 * Changes to go.mod and go.work by span: the bytes that a change does not
 * name stay as they are, comments, order and line ends with them.  What
 * `go mod edit` would make of the file says the same (see the tests), only
 * that go also formats the whole of it.
 *
 * A line that goes takes the comment at its end with it, and outside of a
 * block the comments right above it.
 */
#ifndef FMT_GOMODEDIT_H
#define FMT_GOMODEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "fmt/span.h"

/*
 * Every change fails when the lines of the file cannot be told apart, and
 * when its value is not valid; where it says so also when it is not there.
 */
enum gomodedit_kind {
	GOMODEDIT_SET_MODULE,	/* path */
	GOMODEDIT_SET_GO,	/* version: "1.24.0"; "" drops the line */
	GOMODEDIT_SET_TOOLCHAIN,	/* version: "go1.24.4"; "" drops it */
	GOMODEDIT_SET_REQUIRE,	/* path, version, indirect; adds if absent */
	GOMODEDIT_DROP_REQUIRE,	/* path; all its lines; must be there */
	GOMODEDIT_SET_REPLACE,	/* path, version ("" all), new_*; or adds */
	GOMODEDIT_DROP_REPLACE,	/* path, version; must be there */
	GOMODEDIT_ADD_EXCLUDE,	/* path, version */
	GOMODEDIT_DROP_EXCLUDE,	/* path, version; must be there */
	GOMODEDIT_ADD_TOOL,	/* path */
	GOMODEDIT_DROP_TOOL,	/* path; must be there */
	GOMODEDIT_ADD_USE,	/* path; in go.work */
	GOMODEDIT_DROP_USE	/* path; in go.work; must be there */
};

struct gomodedit {
	enum gomodedit_kind kind;
	const char *path, *version;	/* NULL is "" everywhere */
	const char *new_path, *new_version;
	bool indirect;
	/* Of SET_REQUIRE: a line that is there takes `indirect`, too. */
	bool set_indirect;
};

/* The spans that one change touches in the bytes as they are. */
int gomodedit_spans(struct arena *a, struct str bytes, bool is_work,
		    const struct gomodedit *change, struct span_edits *edits,
		    struct error *err) ATTR_CHECKED;
/* Several changes, one after the other, and the bytes then. */
int gomodedit_apply(struct arena *a, struct str bytes, bool is_work,
		    const struct gomodedit *changes, size_t n,
		    struct str *out, struct error *err) ATTR_CHECKED;

#endif
