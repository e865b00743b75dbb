/*
 * Bump arena: many small objects that die together.
 *
 * Nothing in an arena is ever freed alone.  Everything handed out is zeroed
 * and aligned for any type.  Built with -DARENA_DEBUG each object is a malloc
 * of its own, so that AddressSanitizer sees overruns.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/mem.h"

struct arena_block;

struct arena {
	struct arena_block *blocks;
	size_t used_bytes;	/* handed out, for tests and limits */
};

#define ARENA_INIT { NULL, 0 }

void arena_init(struct arena *a);
void arena_release(struct arena *a);

void *arena_alloc(struct arena *a, size_t size)
	__attribute__((returns_nonnull, warn_unused_result));
void *arena_memdup(struct arena *a, const void *p, size_t size)
	__attribute__((returns_nonnull, warn_unused_result));
/* NULL gives NULL. */
char *arena_strdup(struct arena *a, const char *s);
/* A to Z alone become small. */
char *arena_lower(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len)
	__attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...) ATTR_PRINTF(2, 3)
	__attribute__((returns_nonnull));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	ATTR_PRINTF(2, 0) __attribute__((returns_nonnull));

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))

/*
 * Append a zeroed element to the array `arr` of `n` elements that lives in
 * the arena, and give its address.  The array grows by doubling, its old
 * copies stay behind in the arena.  Use it only for arrays made this way.
 */
#define ARENA_PUSH(a, arr, n) \
	((arr) = arena_grow_((a), (arr), (n), sizeof(*(arr))), &(arr)[(n)++])

void *arena_grow_(struct arena *a, const void *arr, size_t n, size_t size)
	__attribute__((returns_nonnull));

#endif
