/*
 * JSON with comments and trailing commas, as devcontainer.json is: its members
 * as they stand in the file.  A value is a view into it, with its quotes or
 * brackets; nothing is built, and broken text ends where it breaks.
 *
 *	struct jsonc_iter it = jsonc_begin(jsonc_get(root, "features"));
 *	while (jsonc_next(&it, &key, &value)) ...
 */
#ifndef FMT_JSONC_H
#define FMT_JSONC_H

#include <stdbool.h>

#include "base/str.h"

struct jsonc_iter {
	struct str rest;
	bool object;
};

/* The value that a file is. */
struct str jsonc_root(struct str bytes);
/* Of an object or an array; of anything else there is no member. */
struct jsonc_iter jsonc_begin(struct str value);
/* `key` is empty in an array, and has no quotes. */
bool jsonc_next(struct jsonc_iter *it, struct str *key, struct str *value);
/* The first member of that name; p NULL: there is none. */
struct str jsonc_get(struct str object, const char *key);
/* What stands between the quotes of a string, escapes as they are; p NULL: it
 * is no string. */
struct str jsonc_string(struct str value);

#endif
