#include "config.h"

#include "fmt/zipdir.h"

#include <string.h>

#define END_BYTES 22
#define ENTRY_BYTES 46
/* The comment that may stand behind the end. */
#define COMMENT_MAX 65535

static uint32_t u16(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8;
}

static uint32_t u32(const char *p)
{
	return u16(p) | u16(p + 2) << 16;
}

/* The record at the end; NULL: none. */
static const char *find_end(struct str tail)
{
	size_t back;

	for (back = END_BYTES; back <= tail.len &&
	     back <= END_BYTES + COMMENT_MAX; back++) {
		const char *p = tail.p + tail.len - back;

		if (!memcmp(p, "PK\5\6", 4) &&
		    u16(p + 20) == back - END_BYTES)
			return p;
	}
	return NULL;
}

bool zipdir_read(struct str tail, uint64_t offset,
		 void (*file)(void *payload, const struct zipdir_file *f),
		 void *payload)
{
	const char *end = find_end(tail), *p;
	uint64_t at, size;
	uint32_t n, i;

	if (!end)
		return false;
	n = u16(end + 10);
	size = u32(end + 12);
	at = u32(end + 16);
	/* All ones: the true figures stand elsewhere (zip64). */
	if (n == 0xffff || size == 0xffffffff || at == 0xffffffff ||
	    at < offset || at + size > offset + (uint64_t)(end - tail.p))
		return false;
	p = tail.p + (at - offset);
	end = p + size;
	for (i = 0; i < n; i++) {
		struct zipdir_file f;
		size_t name, more;

		if (end - p < ENTRY_BYTES || memcmp(p, "PK\1\2", 4) != 0)
			return false;
		name = u16(p + 28);
		more = u16(p + 30) + u16(p + 32);
		if ((size_t)(end - p) < ENTRY_BYTES + name + more)
			return false;
		f.crc = u32(p + 16);
		f.size = u32(p + 24);
		f.name.p = p + ENTRY_BYTES;
		f.name.len = name;
		file(payload, &f);
		p += ENTRY_BYTES + name + more;
	}
	return p == end;
}

/* Eight bytes at a time, by eight tables. */
static uint32_t tables[8][256];

static void make_tables(void)
{
	uint32_t i, k, c;

	for (i = 0; i < 256; i++) {
		c = i;
		for (k = 0; k < 8; k++)
			c = c & 1 ? c >> 1 ^ 0xedb88320U : c >> 1;
		tables[0][i] = c;
	}
	for (i = 0; i < 256; i++)
		for (k = 1; k < 8; k++)
			tables[k][i] = tables[k - 1][i] >> 8 ^
				       tables[0][tables[k - 1][i] & 0xff];
}

uint32_t zipdir_crc(struct str bytes)
{
	const char *p = bytes.p;
	uint32_t c = 0xffffffffU, a, b;
	size_t n = bytes.len;

	if (!tables[0][1])
		make_tables();
	for (; n >= 8; n -= 8, p += 8) {
		a = c ^ u32(p);
		b = u32(p + 4);
		c = tables[7][a & 0xff] ^ tables[6][a >> 8 & 0xff] ^
		    tables[5][a >> 16 & 0xff] ^ tables[4][a >> 24] ^
		    tables[3][b & 0xff] ^ tables[2][b >> 8 & 0xff] ^
		    tables[1][b >> 16 & 0xff] ^ tables[0][b >> 24];
	}
	for (; n; n--, p++)
		c = c >> 8 ^ tables[0][(c ^ (unsigned char)*p) & 0xff];
	return ~c;
}
