/*
 * Which packages main of a module need cgo, or link to the C library: from
 * the heads of its Go files, one by one, in any order.
 */
#ifndef SCAN_CGOUSE_H
#define SCAN_CGOUSE_H

#include "base/map.h"
#include "facts/repo.h"
#include "fmt/goimports.h"

struct cgouse {
	struct arena *a;
	struct map nodes;	/* folder -> what is known of its package */
	int walks;
};
#define CGOUSE_INIT(arena) { (arena), MAP_INIT, 0 }

/* A file of module `m` that is no test; everything it names is copied. */
void cgouse_file(struct cgouse *u, const struct module *m, const char *dir,
		 const char *path, const struct gofile_head *head);
/* What they import: into m->mains, of the arena. */
void cgouse_finish(struct cgouse *u, struct module *m);
void cgouse_release(struct cgouse *u);

#endif
