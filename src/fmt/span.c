#include "config.h"

#include <assert.h>

#include "fmt/span.h"

size_t span_line_end(struct str bytes, size_t at)
{
	at += str_find(str_sub(bytes, at, bytes.len - at), '\n');
	return at + (at < bytes.len);
}

struct span span_of_line(struct str bytes, int line)
{
	size_t i;

	for (i = 0; i < bytes.len && line > 1; i++)
		line -= bytes.p[i] == '\n';
	return (struct span){ i, span_line_end(bytes, i) };
}

void span_edits_add(struct arena *a, struct span_edits *list, size_t start,
		    size_t end, struct str text)
{
	size_t i;

	assert(start <= end);
	(void)ARENA_PUSH(a, list->edits, list->n);
	for (i = list->n - 1; i && list->edits[i - 1].start > start; i--)
		list->edits[i] = list->edits[i - 1];
	list->edits[i] = (struct span_edit){ start, end, text };
}

struct str span_edits_apply(struct arena *a, struct str bytes,
			    const struct span_edits *list)
{
	size_t i, len = bytes.len, at = 0;
	char *out, *p;

	for (i = 0; i < list->n; i++)
		len += list->edits[i].text.len;
	p = out = arena_alloc(a, len + 1);
	for (i = 0; i < list->n; i++) {
		const struct span_edit *e = &list->edits[i];

		assert(e->start >= at && e->end <= bytes.len);
		memcpy(p, bytes.p + at, e->start - at);
		p += e->start - at;
		if (e->text.len)
			memcpy(p, e->text.p, e->text.len);
		p += e->text.len;
		at = e->end;
	}
	if (bytes.len > at)
		memcpy(p, bytes.p + at, bytes.len - at);
	p += bytes.len - at;
	return (struct str){ out, (size_t)(p - out) };
}
