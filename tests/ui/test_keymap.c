#include "config.h"

#include "tests/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/event.h"
#include "ui/keymap.h"

static void test_no_key_means_two_things(void **state)
{
	size_t i, j, a, b;

	(void)state;
	for (i = 0; i < nkeymap; i++)
		for (j = i + 1; j < nkeymap; j++) {
			if (!(keymap[i].where & keymap[j].where))
				continue;
			for (a = 0; a < KEYS_MAX && keymap[i].keys[a]; a++)
				for (b = 0; b < KEYS_MAX && keymap[j].keys[b];
				     b++)
					assert_int_not_equal(
						keymap[i].keys[a],
						keymap[j].keys[b]);
		}
}

static void test_every_row_is_whole(void **state)
{
	size_t i, j;

	(void)state;
	for (i = 0; i < nkeymap; i++) {
		assert_non_null(keymap[i].help);
		assert_true(keymap[i].keys[0] != 0);
		assert_true(keymap[i].where != 0);
		assert_true(!keymap[i].bar || keymap[i].label);
		for (j = 0; j < i; j++) {
			assert_string_not_equal(keymap[i].id, keymap[j].id);
			assert_int_not_equal(keymap[i].action,
					     keymap[j].action);
		}
	}
	/* Help, back and quit are never out of reach. */
	assert_int_equal(keymap_find('?', WHERE_REPO), ACTION_HELP);
	assert_int_equal(keymap_find(K_ESC, WHERE_TEXT), ACTION_BACK);
	assert_int_equal(keymap_find('q', WHERE_PICK), ACTION_QUIT);
	assert_int_equal(keymap_find(K_ESC, WHERE_WAIT), ACTION_BACK);
	assert_int_equal(keymap_find('a', WHERE_DIFF), ACTION_APPLY);
	assert_int_equal(keymap_find('a', WHERE_MARK), ACTION_MARK_ALL);
	assert_int_equal(keymap_find('X', WHERE_ALL), ACTION_NONE);
}

/* docs/keys.md is this table; KEYS_WRITE=1 writes it. */
static void test_docs_say_the_same(void **state)
{
	struct strbuf want = STRBUF_INIT, have = STRBUF_INIT;
	const char *srcdir = getenv("srcdir");
	char *path;
	FILE *f;
	size_t n;

	(void)state;
	keymap_markdown(&want);
	strbuf_addf(&have, "%s/docs/keys.md", srcdir ? srcdir : ".");
	path = strbuf_detach(&have);
	f = fopen(path, getenv("KEYS_WRITE") ? "w" : "r");
	if (!f)
		fail_msg("cannot open %s", path);
	if (getenv("KEYS_WRITE")) {
		fwrite(want.buf, 1, want.len, f);
	} else {
		while ((n = fread(strbuf_room(&have, 4096), 1, 4096, f)) > 0)
			strbuf_advance(&have, n);
		assert_string_equal(have.buf, want.buf);
	}
	fclose(f);
	free(path);
	strbuf_release(&want);
	strbuf_release(&have);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_key_means_two_things),
	cmocka_unit_test(test_every_row_is_whole),
	cmocka_unit_test(test_docs_say_the_same),
};

CM_MAIN(tests)
