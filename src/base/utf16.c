#include "config.h"

#include "base/utf16.h"

#include <stdint.h>

#define LOOKED_AT ((size_t)4096)
#define BAD 0xfffdU

enum order { NOT_UTF16, LITTLE, BIG };

static unsigned int byte(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

/* Without a mark: of ASCII every other byte is zero, of other text few are. */
static enum order order_of_zeros(struct str s)
{
	size_t zeros[2] = { 0, 0 }, i;
	size_t n = (s.len < LOOKED_AT ? s.len : LOOKED_AT) & ~(size_t)1;

	for (i = 0; i < n; i++)
		zeros[i & 1] += !s.p[i];
	if (zeros[1] > n / 4 && zeros[0] < zeros[1] / 8 + 1)
		return LITTLE;
	return zeros[0] > n / 4 && zeros[1] < zeros[0] / 8 + 1 ? BIG
							       : NOT_UTF16;
}

static enum order order_of(struct str s, bool *marked)
{
	*marked = s.len >= 2 && byte(s, 0) + byte(s, 1) == 0xff + 0xfe &&
		  (byte(s, 0) == 0xff || byte(s, 0) == 0xfe);
	if (!*marked)
		return order_of_zeros(s);
	return byte(s, 0) == 0xff ? LITTLE : BIG;
}

bool utf16_is(struct str bytes)
{
	bool marked;

	return order_of(bytes, &marked) != NOT_UTF16;
}

static void put(struct strbuf *out, uint32_t c)
{
	static const unsigned char first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	int shift = 6 * (n - 1);

	if (n == 1) {
		strbuf_addch(out, (char)c);
		return;
	}
	strbuf_addch(out, (char)(first[n] | (c >> shift)));
	while ((shift -= 6) >= 0)
		strbuf_addch(out, (char)(0x80 | ((c >> shift) & 0x3f)));
}

static uint32_t unit(struct str s, size_t i, enum order order)
{
	return order == LITTLE ? byte(s, i) | byte(s, i + 1) << 8
			       : byte(s, i) << 8 | byte(s, i + 1);
}

void utf16_decode(struct str bytes, struct strbuf *out)
{
	bool marked;
	enum order order = order_of(bytes, &marked);
	size_t i = marked ? 2 : 0;
	uint32_t c, low;

	for (; i + 1 < bytes.len; i += 2) {
		c = unit(bytes, i, order);
		if (c < 0xd800 || c > 0xdfff) {
			put(out, c);
			continue;
		}
		low = i + 3 < bytes.len ? unit(bytes, i + 2, order) : 0;
		if (c > 0xdbff || low < 0xdc00 || low > 0xdfff) {
			put(out, BAD);
			continue;
		}
		put(out, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
		i += 2;
	}
	if (i < bytes.len)
		put(out, BAD);
}
