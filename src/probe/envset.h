/*
 * An environment as a list of NAME=VALUE, and which part of it matters to go.
 */
#ifndef PROBE_ENVSET_H
#define PROBE_ENVSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "facts/origin.h"

/* In its arena; v is NULL-terminated once it holds something. */
struct envset {
	struct arena arena;
	const char **v;
	size_t n, alloc;
};

void envset_init(struct envset *e);
void envset_release(struct envset *e);
/* Replaces what stands under the name. */
void envset_put(struct envset *e, const char *name, const char *value);
/* The same from "NAME=VALUE"; what has no "=" is dropped. */
void envset_put_pair(struct envset *e, struct str pair);
void envset_remove(struct envset *e, const char *name);
/* Borrowed; NULL when unset. */
const char *envset_get(const struct envset *e, const char *name);
/* What this process was started with. */
void envset_add_own(struct envset *e);
void envset_copy(struct envset *to, const struct envset *from);
/* For a child. */
const char *const *envset_list(struct envset *e);

/*
 * The part that matters, secrets redacted, sorted by name: what is sent to
 * gomend-scan and shown.
 */
size_t envset_shown(const struct envset *e, struct arena *a,
		    const char ***list);

#endif
