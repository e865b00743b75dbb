/*
 * Packages of other modules that are known to need cgo: a short list, for
 * where their files are not read.
 */
#ifndef FACTS_CGONEEDS_H
#define FACTS_CGONEEDS_H

#include <stdbool.h>

struct cgoneed {
	const char *path;	/* the import path, its major version left out */
	/* It builds without cgo, and fails when it is used. */
	bool stub;
};

/* NULL: the path is not among them. */
const struct cgoneed *cgoneeds_find(const char *import_path);
/* Does a package of the standard library use the C library with cgo on? */
bool cgoneeds_is_libc(const char *import_path);

#endif
