#include "config.h"

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)64 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	max_align_t data[];
};

void arena_init(struct arena *a)
{
	a->blocks = NULL;
	a->used_bytes = 0;
}

void arena_release(struct arena *a)
{
	struct arena_block *b = a->blocks, *next;

	for (; b; b = next) {
		next = b->next;
		free(b);
	}
	arena_init(a);
}

static struct arena_block *block_new(size_t size)
{
	struct arena_block *b = xcalloc(1, sizeof(*b) + size);

	b->size = size;
	return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b = a->blocks;
	size_t need;
	void *p;

	if (!size)
		size = 1;
	need = mem_mul((size - 1) / sizeof(max_align_t) + 1,
		       sizeof(max_align_t));
	a->used_bytes += need;
#ifdef ARENA_DEBUG
	b = block_new(size);
	b->used = size;
	b->next = a->blocks;
	a->blocks = b;
	return b->data;
#endif
	if (need > BLOCK_BYTES / 4) {
		/* A big object gets a block of its own behind the current. */
		struct arena_block *big = block_new(need);

		big->used = need;
		if (b) {
			big->next = b->next;
			b->next = big;
		} else {
			a->blocks = big;
		}
		return big->data;
	}
	if (!b || b->size - b->used < need) {
		b = block_new(BLOCK_BYTES);
		b->next = a->blocks;
		a->blocks = b;
	}
	p = (char *)b->data + b->used;
	b->used += need;
	return p;
}

void *arena_memdup(struct arena *a, const void *p, size_t size)
{
	void *q = arena_alloc(a, size);

	if (size)
		memcpy(q, p, size);
	return q;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);

	if (len)
		memcpy(p, s, len);
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		n = 0;
	p = arena_alloc(a, (size_t)n + 1);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

void *arena_grow_(struct arena *a, const void *arr, size_t n, size_t size)
{
	void *grown;

	/* Full exactly when n is 0 or a power of two from 4 up. */
	if (n && (n < 4 || (n & (n - 1)))) {
		union { const void *c; void *v; } unconst = { .c = arr };

		/* An array that was made shorter has old elements there. */
		memset((char *)unconst.v + n * size, 0, size);
		return unconst.v;
	}
	grown = arena_alloc(a, mem_mul(n ? n * 2 : 4, size));
	if (n)
		memcpy(grown, arr, n * size);
	return grown;
}

char *arena_lower(struct arena *a, const char *s)
{
	char *out = arena_strdup(a, s), *p;

	for (p = out; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return out;
}
