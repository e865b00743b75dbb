/*
 * Growing byte buffer.
 *
 * Invariants: buf is never NULL and buf[len] is always NUL, so sb.buf is a C
 * string at any time.  A buffer has a cap (64 MiB unless set): what does not
 * fit is dropped and `cut` says so; it never fails otherwise.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/str.h"

struct strbuf {
	char *buf;
	size_t len, alloc;
	size_t max_bytes;
	bool cut;
};

#define STRBUF_MAX_BYTES ((size_t)64 * 1024 * 1024)

extern char strbuf_empty_[1];
#define STRBUF_INIT { strbuf_empty_, 0, 0, STRBUF_MAX_BYTES, false }

void strbuf_init(struct strbuf *sb);
void strbuf_release(struct strbuf *sb);
/* Empty, memory kept. */
void strbuf_reset(struct strbuf *sb);
/* The caller owns the string; the buffer is empty afterwards. */
char *strbuf_detach(struct strbuf *sb);
static inline struct str strbuf_str(const struct strbuf *sb)
{
	struct str s = { sb->buf, sb->len };
	return s;
}

void strbuf_add(struct strbuf *sb, const void *p, size_t len);
void strbuf_addstr(struct strbuf *sb, const char *s);
void strbuf_adds(struct strbuf *sb, struct str s);
void strbuf_addch(struct strbuf *sb, char c);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) ATTR_PRINTF(2, 3);
void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap)
	ATTR_PRINTF(2, 0);
/* Make room for `n` more bytes and give where they go; then strbuf_advance. */
char *strbuf_room(struct strbuf *sb, size_t n);
void strbuf_advance(struct strbuf *sb, size_t n);
/* Shorten to `len` bytes. */
void strbuf_setlen(struct strbuf *sb, size_t len);
/* Drop the first `n` bytes. */
void strbuf_drop(struct strbuf *sb, size_t n);

#endif
