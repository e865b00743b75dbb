/*
 * Expressions of GitHub Actions, the text between "${{" and "}}", as far as
 * they are static: what depends on the run is GHEXPR_UNKNOWN, and only makes
 * the whole unknown where it decides (`'a' || inputs.x` is 'a').  Of fromJSON
 * scalars and lists of scalars are followed; objects are unknown.
 */
#ifndef FMT_GHEXPR_H
#define FMT_GHEXPR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct yaml_node;

enum ghexpr_type {
	GHEXPR_UNKNOWN,
	GHEXPR_NULL,
	GHEXPR_BOOL,
	GHEXPR_NUMBER,
	GHEXPR_STRING,
	GHEXPR_LIST
};

struct ghexpr_value {
	enum ghexpr_type type;
	const char *text;	/* as a string: "" of null, "true", "1.2"; of
				 * a list "Array" */
	double number;		/* of BOOL (0 or 1) and NUMBER */
	const struct yaml_node *node;	/* of a variable: its value */
	const struct ghexpr_value *items;	/* of a list: scalars */
	size_t nitems;
};

/*
 * The value of "env.NAME", "matrix.NAME" and the like; it leaves *out unknown
 * where it knows none.
 */
typedef void ghexpr_lookup(void *payload, struct str context, struct str name,
			   struct ghexpr_value *out);

/* False where it is no expression that GitHub would take. */
bool ghexpr_eval(struct arena *a, struct str expr, ghexpr_lookup *lookup,
		 void *payload, struct ghexpr_value *out);

/* Strings are equal without regard to case there. */
bool ghexpr_same(struct str a, const char *b);

#endif
