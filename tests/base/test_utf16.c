#include "config.h"

#include "tests/cm.h"

#include "base/utf16.h"

static void test_decode(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *text;	/* NULL: it is no UTF-16 */
	} rows[] = {
		{ "\xff\xfeg\0o\0", 6, "go" },
		{ "\xfe\xff\0g\0o", 6, "go" },
		{ "g\0o\0", 4, "go" },
		{ "\0g\0o", 4, "go" },
		{ "\xff\xfe", 2, "" },
		{ "\xff\xfe\xe9\0\x05\x8bg\0", 8, "\xc3\xa9\xe8\xac\x85g" },
		{ "\xff\xfe\x3d\xd8\0\xde", 6, "\xf0\x9f\x98\x80" },
		{ "\xfe\xff\xd8\x3d\xde\0", 6, "\xf0\x9f\x98\x80" },
		/* Halves of a pair, an odd byte, a pair that is cut off. */
		{ "\xff\xfe\x3d\xd8g\0", 6, "\xef\xbf\xbdg" },
		{ "\xff\xfe\0\xdeg\0", 6, "\xef\xbf\xbdg" },
		{ "\xff\xfeg\0o", 5, "g\xef\xbf\xbd" },
		{ "\xff\xfeg\0\x3d\xd8", 6, "g\xef\xbf\xbd" },
		{ "\xff\xfe\x3d\xd8\0", 5, "\xef\xbf\xbd\xef\xbf\xbd" },
		{ "go", 2, NULL }, { "", 0, NULL }, { "\0\0\0\0", 4, NULL },
		{ "\xff", 1, NULL }, { "\xef\xbb\xbfgo", 5, NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str s = { rows[i].bytes, rows[i].n };
		struct strbuf sb = STRBUF_INIT;

		assert_int_equal(utf16_is(s), rows[i].text != NULL);
		if (!rows[i].text)
			continue;
		utf16_decode(s, &sb);
		assert_string_equal(sb.buf, rows[i].text);
		strbuf_release(&sb);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_decode),
};

CM_MAIN(tests)
