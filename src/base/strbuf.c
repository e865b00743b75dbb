#include "config.h"

#include "base/strbuf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

char strbuf_empty_[1];

void strbuf_init(struct strbuf *sb)
{
	struct strbuf fresh = STRBUF_INIT;

	*sb = fresh;
}

void strbuf_release(struct strbuf *sb)
{
	if (sb->alloc)
		free(sb->buf);
	strbuf_init(sb);
}

void strbuf_reset(struct strbuf *sb)
{
	if (sb->alloc)
		sb->buf[0] = '\0';
	sb->len = 0;
	sb->cut = false;
}

char *strbuf_detach(struct strbuf *sb)
{
	char *s = sb->alloc ? sb->buf : xstrdup("");

	strbuf_init(sb);
	return s;
}

char *strbuf_room(struct strbuf *sb, size_t n)
{
	size_t need = sb->len + n + 1;

	if (need > sb->alloc) {
		size_t alloc = sb->alloc * 2 > need ? sb->alloc * 2 : need;

		if (alloc < 64)
			alloc = 64;
		sb->buf = xrealloc(sb->alloc ? sb->buf : NULL, alloc);
		sb->alloc = alloc;
		sb->buf[sb->len] = '\0';
	}
	return sb->buf + sb->len;
}

void strbuf_advance(struct strbuf *sb, size_t n)
{
	assert(sb->len + n < sb->alloc);
	sb->len += n;
	sb->buf[sb->len] = '\0';
}

void strbuf_add(struct strbuf *sb, const void *p, size_t len)
{
	size_t left = sb->max_bytes > sb->len ? sb->max_bytes - sb->len : 0;

	if (len > left) {
		len = left;
		sb->cut = true;
	}
	if (!len)
		return;
	memcpy(strbuf_room(sb, len), p, len);
	strbuf_advance(sb, len);
}

void strbuf_addstr(struct strbuf *sb, const char *s)
{
	strbuf_add(sb, s, strlen(s));
}

void strbuf_adds(struct strbuf *sb, struct str s)
{
	strbuf_add(sb, s.p, s.len);
}

void strbuf_addch(struct strbuf *sb, char c)
{
	strbuf_add(sb, &c, 1);
}

void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n <= 0)
		return;
	if (sb->len + (size_t)n > sb->max_bytes) {
		sb->cut = true;
		return;
	}
	(void)vsnprintf(strbuf_room(sb, (size_t)n), (size_t)n + 1, fmt, ap);
	strbuf_advance(sb, (size_t)n);
}

void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(sb, fmt, ap);
	va_end(ap);
}

void strbuf_setlen(struct strbuf *sb, size_t len)
{
	assert(len <= sb->len);
	if (sb->alloc)
		sb->buf[len] = '\0';
	sb->len = len;
}

void strbuf_drop(struct strbuf *sb, size_t n)
{
	assert(n <= sb->len);
	if (!n)
		return;
	memmove(sb->buf, sb->buf + n, sb->len - n);
	strbuf_setlen(sb, sb->len - n);
}
