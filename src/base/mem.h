/*
 * Aborting allocators.
 *
 * Out of memory ends the program: input caps keep it out of reach of a hostile
 * repository, and there is no useful way on from it.  mem_set_oom_hook() lets
 * the screen restore the terminal first.  Memory returned here is the caller's
 * and goes back with free().
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#if defined(__GNUC__)
#define ATTR_MALLOC __attribute__((malloc, returns_nonnull, warn_unused_result))
#define ATTR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define ATTR_CHECKED __attribute__((warn_unused_result))
#define ATTR_NORETURN __attribute__((noreturn))
#else
#define ATTR_MALLOC
#define ATTR_PRINTF(fmt, args)
#define ATTR_CHECKED
#define ATTR_NORETURN
#endif

#define ARRAY_SIZE(x) (sizeof(x) / sizeof((x)[0]))

/* Called once, with no memory left, before the program aborts. */
void mem_set_oom_hook(void (*hook)(void));

void *xmalloc(size_t size) ATTR_MALLOC;
void *xcalloc(size_t n, size_t size) ATTR_MALLOC;
/* xrealloc(NULL, n) allocates; n must not be 0. */
void *xrealloc(void *p, size_t size) __attribute__((warn_unused_result));
char *xstrdup(const char *s) ATTR_MALLOC;
char *xstrndup(const char *s, size_t len) ATTR_MALLOC;

/* n * size, aborting on overflow. */
size_t mem_mul(size_t n, size_t size);

/* Make room for at least `nr` elements in a malloc'd array `x` of `alloc`. */
#define ALLOC_GROW(x, nr, alloc) \
	do { \
		if ((nr) > (alloc)) { \
			(alloc) = (alloc) * 2 > (nr) ? (alloc) * 2 : (nr) + 8; \
			(x) = xrealloc((x), mem_mul((alloc), sizeof(*(x)))); \
		} \
	} while (0)

#endif
