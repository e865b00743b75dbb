#include "config.h"

#include "apply/gitindex.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/strbuf.h"

#define STAT_BYTES ((size_t)40)	/* times, dev, ino, mode, owner, size */
#define MODE_AT ((size_t)24)

struct reader {
	struct str s;
	size_t at, oid;		/* where, and bytes of an object name */
	unsigned version;
	struct strbuf name;
	struct sha256 *sum;
};

static uint32_t be(const char *p, size_t n)
{
	uint32_t v = 0;
	size_t i;

	for (i = 0; i < n; i++)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

static bool has(const struct reader *r, size_t n)
{
	return r->s.len - r->at >= n;
}

/* Version 4: so many bytes off the last name, then what follows up to NUL. */
static bool read_packed_name(struct reader *r)
{
	size_t strip, end;
	unsigned char c;

	if (!has(r, 1))
		return false;
	c = (unsigned char)r->s.p[r->at++];
	strip = c & 127;
	while (c & 128) {
		if (!has(r, 1) || strip > SIZE_MAX >> 9)
			return false;
		c = (unsigned char)r->s.p[r->at++];
		strip = ((strip + 1) << 7) | (c & 127);
	}
	end = r->at + str_find(str_sub(r->s, r->at, r->s.len - r->at), '\0');
	if (strip > r->name.len || end >= r->s.len)
		return false;
	strbuf_setlen(&r->name, r->name.len - strip);
	strbuf_add(&r->name, r->s.p + r->at, end - r->at);
	r->at = end + 1;
	return true;
}

static bool read_entry(struct reader *r)
{
	size_t start = r->at, end, fixed = STAT_BYTES + r->oid + 2;
	const char *p = r->s.p + start;
	uint32_t flags, more = 0;

	if (!has(r, fixed + 2))
		return false;
	flags = be(p + STAT_BYTES + r->oid, 2);
	if (flags & 0x4000) {
		more = be(p + fixed, 2);
		fixed += 2;
	}
	r->at += fixed;
	if (r->version == 4) {
		if (!read_packed_name(r))
			return false;
	} else {
		end = r->at + str_find(str_sub(r->s, r->at,
					       r->s.len - r->at), '\0');
		strbuf_reset(&r->name);
		strbuf_add(&r->name, r->s.p + r->at, end - r->at);
		/* One to eight NULs up to a multiple of eight. */
		r->at = start + ((end - start + 8) & ~(size_t)7);
		if (r->at > r->s.len)
			return false;
	}
	flags &= 0xb000;	/* assume-valid and the stage */
	more &= 0x6000;		/* skip-worktree, intent-to-add */
	sha256_add(r->sum, p + MODE_AT, 4);
	sha256_add(r->sum, p + STAT_BYTES, r->oid);
	sha256_add(r->sum, &flags, sizeof(flags));
	sha256_add(r->sum, &more, sizeof(more));
	sha256_add(r->sum, r->name.buf, r->name.len + 1);
	return true;
}

static bool read_whole(struct reader *r, struct str bytes, size_t oid)
{
	uint32_t n, i;

	r->s = bytes;
	r->oid = oid;
	r->at = 12;
	strbuf_reset(&r->name);
	if (bytes.len < 12 + oid || memcmp(bytes.p, "DIRC", 4))
		return false;
	r->version = be(bytes.p + 4, 4);
	n = be(bytes.p + 8, 4);
	if (r->version < 2 || r->version > 4)
		return false;
	r->s.len -= oid;
	for (i = 0; i < n; i++)
		if (!read_entry(r))
			return false;
	/* Then extensions, each with its length, exactly to the end. */
	while (has(r, 8)) {
		const char *p = r->s.p + r->at;
		size_t size = be(p + 4, 4);

		if (!memcmp(p, "link", 4) || !memcmp(p, "sdir", 4) ||
		    size > r->s.len - r->at - 8)
			return false;
		r->at += 8 + size;
	}
	return r->at == r->s.len;
}

int gitindex_print(struct str bytes, char out[SHA256_HEX_BYTES],
		   struct error *err)
{
	static const size_t oids[] = { 20, 32 };
	struct reader r = { .name = STRBUF_INIT };
	bool ok = false;
	size_t i;
	int rc = 0;

	for (i = 0; i < ARRAY_SIZE(oids) && !ok; i++) {
		r.sum = sha256_start();
		ok = read_whole(&r, bytes, oids[i]);
		if (sha256_end(r.sum, out, err))
			rc = -1;
	}
	strbuf_release(&r.name);
	if (!ok)
		rc = error_set(err, "it is no git index that can be read");
	return rc;
}
