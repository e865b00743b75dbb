#include "config.h"

#include "tests/cm.h"

#include <stdlib.h>
#include <string.h>

#include "fmt/zipdir.h"

/* What `zip -0` makes of a (3 bytes, "abc") and b/c (empty). */
static const unsigned char made[] =
	"PK\3\4\12\0\0\0\0\0\0\0\0\0\302\101\044\065\3\0\0\0\3\0\0\0\1\0\0\0" "aabc"
	"PK\3\4\12\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0" "b/c"
	"PK\1\2\36\3\12\0\0\0\0\0\0\0\0\0\302\101\044\065\3\0\0\0\3\0\0\0\1\0\0\0\0\0"
	"\0\0\0\0\0\0\0\0\0\0\0\0" "a"
	"PK\1\2\36\3\12\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\0\0"
	"\0\0\0\0\0\0\0\0\42\0\0\0" "b/c"
	"PK\5\6\0\0\0\0\2\0\2\0\140\0\0\0\103\0\0\0\0\0";

static void count(void *payload, const struct zipdir_file *f)
{
	int *n = payload;

	if (*n == 0) {
		assert_true(str_is(f->name, "a"));
		assert_int_equal(f->size, 3);
		assert_int_equal(f->crc, zipdir_crc(STR_LIT("abc")));
	} else {
		assert_true(str_is(f->name, "b/c"));
		assert_int_equal(f->size, 0);
		assert_int_equal(f->crc, 0);
	}
	++*n;
}

static void reads(void **state)
{
	struct str all = { (const char *)made, sizeof(made) - 1 };
	int n = 0;

	(void)state;
	assert_true(zipdir_read(all, 0, count, &n));
	assert_int_equal(n, 2);
	/* Only its end is at hand. */
	n = 0;
	assert_true(zipdir_read(str_sub(all, 60, all.len - 60), 60, count, &n));
	assert_int_equal(n, 2);
	n = 0;
	assert_false(zipdir_read(str_sub(all, 80, all.len - 80), 80, count,
				 &n));
	assert_int_equal(n, 0);
}

static void sums(void **state)
{
	char long_one[1000];

	(void)state;
	assert_int_equal(zipdir_crc(STR_LIT("")), 0);
	assert_int_equal(zipdir_crc(STR_LIT("123456789")), 0xcbf43926);
	memset(long_one, 'x', sizeof(long_one));
	assert_int_not_equal(zipdir_crc((struct str){ long_one, 1000 }),
			     zipdir_crc((struct str){ long_one, 999 }));
}

static void ignore(void *payload, const struct zipdir_file *f)
{
	size_t *sum = payload, i;

	/* All of the name is there to be read. */
	for (i = 0; i < f->name.len; i++)
		*sum += (unsigned char)f->name.p[i];
}

/* Cut anywhere, and with any one byte wrong: refused or read, never beyond. */
static void hostile(void **state)
{
	size_t len = sizeof(made) - 1, i, sum = 0;
	char *copy;
	int v;

	(void)state;
	for (i = 0; i < len; i++) {
		copy = malloc(i ? i : 1);
		assert_non_null(copy);
		memcpy(copy, made, i);
		assert_false(zipdir_read((struct str){ copy, i }, 0, ignore,
					 &sum));
		free(copy);
	}
	for (i = 0; i < len; i++)
		for (v = 0; v < 256; v += 51) {
			copy = malloc(len);
			assert_non_null(copy);
			memcpy(copy, made, len);
			copy[i] = (char)v;
			(void)zipdir_read((struct str){ copy, len }, 0,
					  ignore, &sum);
			(void)zipdir_read((struct str){ copy, len },
					  (uint64_t)v << 24, ignore, &sum);
			free(copy);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads), cmocka_unit_test(sums),
		cmocka_unit_test(hostile),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
