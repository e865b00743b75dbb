#include "config.h"

#include "tests/cm.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tests/ui/golden.h"
#include "tests/ui/screen.h"

/* What each column of every row holds adds up, and no byte is a control. */
static void assert_sound(const struct surface *s)
{
	int y, x;

	for (y = 0; y < s->rows; y++) {
		int cols = 0;

		for (x = 0; x < s->cols; x++) {
			const struct cell *c = surface_cell(s, y, x);
			struct str text = { c->text, c->len };
			uint32_t cp;
			size_t n;

			cols += c->cols;
			if (c->cols == 2)
				assert_int_equal(surface_cell(s, y,
							      x + 1)->cols, 0);
			if (c->len)
				assert_int_equal(text_cols(text), c->cols);
			while ((n = text_decode(text, &cp))) {
				assert_true(cp >= 0x20 && cp != 0x7f);
				assert_true(cp < 0x80 || cp > 0x9f);
				assert_true(cp != 0x202e);
				text = str_sub(text, n, text.len - n);
			}
		}
		assert_int_equal(cols, s->cols);
	}
}

/* A stream at a size after some keys, against its golden. */
static void golden(const char *stream, int cols, int rows, const char *keys,
		   const char *what, bool ascii)
{
	struct strbuf sb = STRBUF_INIT, name = STRBUF_INIT;
	struct screen s;

	screen_open(&s, stream, cols, rows);
	if (ascii) {
		s.app.ascii = true;
		s.app.utf8 = false;
		screen_change(&s);
	}
	for (; *keys; keys++)
		screen_key(&s, *keys == '\n' ? K_ENTER
			       : (unsigned char)*keys);
	app_view(&s.app, &s.surface);
	assert_sound(&s.surface);
	surface_dump(&s.surface, &sb, true);
	strbuf_addf(&name, "%s-%dx%d%s%s%s.txt", stream ? stream : "first",
		    cols, rows, *what ? "-" : "", what, ascii ? "-ascii" : "");
	if (ascii) {
		size_t i;

		for (i = 0; i < sb.len; i++)
			assert_true((unsigned char)sb.buf[i] < 0x80);
	}
	assert_true(golden_same(name.buf, &sb));
	strbuf_release(&sb);
	strbuf_release(&name);
	screen_close(&s);
}

static void test_sizes(void **state)
{
	(void)state;
	golden("shop", 80, 24, "", "", false);
	golden("shop", 120, 36, "", "", false);
	golden("shop", 200, 60, "", "", false);
	golden("shop", 40, 10, "", "", false);
	golden("shop", 30, 5, "", "", false);
	golden("shop", 70, 50, "", "", false);
	golden("shop", 140, 16, "", "", false);
	golden("shop", 120, 36, "", "", true);
	golden("shop", 80, 24, "", "", true);
}

static void test_panes(void **state)
{
	(void)state;
	golden("shop", 80, 24, "1", "repo", false);
	golden("shop", 80, 24, "3", "why", false);
	golden("shop", 80, 24, "4", "env", false);
	golden("shop", 40, 10, "4", "env", false);
	golden("shop", 120, 36, "w", "zoom", false);
	golden("shop", 120, 36, "3", "why", false);
}

static void test_pages(void **state)
{
	(void)state;
	golden("shop", 80, 24, "?", "help", false);
	golden("shop", 120, 36, "m", "modules", false);
	golden("shop", 120, 36, "@", "commands", false);
	golden("shop", 120, 36, "c", "compare", false);
	golden("shop", 80, 24, "c", "compare", false);
	golden("shop", 120, 36, "4jjj\n", "variable", false);
	golden("shop", 80, 24, "/go", "filter", false);
	golden("shop", 120, 36, "m\njj", "chosen", false);
}

/* Where Go's version is said. */
static void test_versions(void **state)
{
	(void)state;
	golden("versions", 140, 40, "v", "", false);
	golden("versions", 80, 24, "v", "", false);
	golden("versions", 40, 10, "v", "", false);
	golden("versions", 120, 36, "v", "", true);
	golden("nogo", 80, 24, "v", "versions", false);
}

/* A log of ten causes, one of none, an empty one. */
static void test_log(void **state)
{
	static const int sizes[][2] = { { 80, 24 }, { 120, 36 }, { 200, 60 },
					{ 40, 10 } };
	struct screen s;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		screen_open(&s, "shop", sizes[i][0], sizes[i][1]);
		screen_log(&s, "ten");
		screen_golden(&s, "log-ten");
		screen_close(&s);
	}
	screen_open(&s, "shop", 80, 24);
	screen_type(&s, "L");
	screen_golden(&s, "log-asked");
	screen_key(&s, K_ESC);
	screen_log(&s, "well");
	screen_golden(&s, "log-well");
	screen_close(&s);
	screen_open(&s, "shop", 80, 24);
	screen_log(&s, "empty");
	screen_golden(&s, "log-empty");
	screen_ascii(&s);
	screen_log(&s, "ten");
	screen_type(&s, "n");
	screen_golden(&s, "log-ten");
	screen_close(&s);
}

/* The projects of a GOPATH. */
static void test_gopath(void **state)
{
	(void)state;
	golden("gopath", 200, 60, "p", "", false);
	golden("gopath", 120, 36, "p", "", false);
	golden("gopath", 80, 24, "p", "", false);
	golden("gopath", 40, 10, "p", "", true);
	/* One of them: who imports it, and the one that does, from there. */
	golden("gopath", 120, 36, "p\n", "one", false);
	golden("gopath", 80, 24, "p\n\n", "two", false);
	golden("calm", 80, 24, "?/projects\n", "projects", false);
}

/* Who set it: in the pane, on the page of a variable, and for PATH. */
static void test_origins(void **state)
{
	(void)state;
	golden("origin", 120, 36, "4", "", false);
	golden("origin", 120, 36, "4/GOFL\n\n", "flags", false);
	golden("origin", 120, 36, "4/GOARCH\n\n", "arch", false);
	golden("origin", 120, 36, "4/PATH\n\n", "path", false);
}

static void test_states(void **state)
{
	(void)state;
	golden(NULL, 120, 36, "", "", false);
	golden(NULL, 80, 24, "4", "env", false);
	golden("calm", 120, 36, "", "", false);
	golden("calm", 80, 24, "", "", false);
	golden("nogo", 120, 36, "", "", false);
	golden("nogo", 80, 24, "", "", false);
}

/* Names full of escapes: seen as text, on every pane and page. */
static void test_hostile_names(void **state)
{
	static const char *const keys[] = { "", "1", "3", "4", "m", "4\n", "w",
					    "/x", "m\n" };
	size_t i;
	int wide;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(keys); i++)
		for (wide = 0; wide < 2; wide++) {
			struct screen s;
			const char *k;

			screen_open(&s, "hostile", wide ? 140 : 60,
				    wide ? 40 : 20);
			for (k = keys[i]; *k; k++)
				screen_key(&s, *k == '\n' ? K_ENTER : *k);
			app_view(&s.app, &s.surface);
			assert_sound(&s.surface);
			screen_close(&s);
		}
	golden("hostile", 120, 36, "", "", false);
	golden("hostile", 120, 36, "", "", true);
}

/* Any size, any pane: nothing overflows, the frame stands. */
static void test_every_size(void **state)
{
	static const char *const keys[] = { "", "1", "3", "4", "?", "m" };
	int rows, cols;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(keys); i++) {
		struct screen s;

		screen_open(&s, "shop", 80, 24);
		screen_type(&s, keys[i]);
		for (rows = 1; rows < 60; rows += 7)
			for (cols = 1; cols < 210; cols += 13) {
				screen_resize(&s, cols, rows);
				app_view(&s.app, &s.surface);
				assert_sound(&s.surface);
			}
		screen_close(&s);
	}
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16;
}

/* Ten thousand keys, sizes, clicks and changes in no order at all. */
static void test_monkey(void **state)
{
	static const int keys[] = {
		'1', '2', '3', '4', 'j', 'k', 'h', 'l', 'g', 'G', '/', '!',
		'a', 'n', 'N', 'w', 'm', 's', '+', '?', '@', 'q', 'e', 'y',
		'R', K_ENTER, K_ESC, K_TAB, K_BACKTAB, K_PGUP, K_PGDN, ' ',
		K_BACKSPACE, K_CTRL('u'), K_CTRL('c'), 0x6a21, K_HOME, K_END,
	};
	static const char *const streams[] = { "shop", "hostile", "calm" };
	unsigned seed = 20240229;
	struct screen s[3];
	size_t i, k = 0;

	(void)state;
	for (i = 0; i < 3; i++)
		screen_open(&s[i], streams[i], 120, 36);
	for (i = 0; i < 10000; i++) {
		unsigned r = next_random(&seed) % 100;
		struct event ev = { .kind = EVENT_CLICK };
		struct effects e = { .n = 0 };
		struct app *app = &s[k].app;

		if (r < 80) {
			ev.kind = EVENT_KEY;
			ev.key = keys[next_random(&seed) % ARRAY_SIZE(keys)];
		} else if (r < 85) {
			ev.kind = EVENT_RESIZE;
			ev.rows = 1 + (int)(next_random(&seed) % 70);
			ev.cols = 1 + (int)(next_random(&seed) % 220);
		} else if (r < 88) {
			/* The facts of another repository come in. */
			ev.kind = EVENT_CHANGED;
			ev.view = &s[next_random(&seed) % 3].stream.view;
		} else {
			ev.kind = r < 94 ? EVENT_CLICK : EVENT_WHEEL;
			ev.twice = r & 1;
			ev.lines = r & 1 ? 3 : -3;
			ev.y = (int)(next_random(&seed) % (unsigned)app->rows);
			ev.x = (int)(next_random(&seed) % (unsigned)app->cols);
		}
		app_update(app, &ev, &e);
		arena_release(&e.arena);
		if (i % 10 == 0) {
			app_view(app, &s[k].surface);
			assert_sound(&s[k].surface);
			k = next_random(&seed) % 3;
		}
	}
	for (i = 0; i < 3; i++)
		screen_close(&s[i]);
}

static bool is_line(const struct surface *s, int y, int x)
{
	return surface_cell(s, y, x)->lines != 0;
}

/* In Chinese the same frame stands around wider words. */
static void test_chinese(void **state)
{
	const char *builddir = getenv("builddir");
	struct strbuf dir = STRBUF_INIT;
	static const int sizes[][2] = { { 80, 24 }, { 120, 36 }, { 40, 10 } };
	struct screen s;
	int i, y;

	(void)state;
	setenv("LANGUAGE", "zh_CN", 1);
	strbuf_addf(&dir, "%s/locale", builddir ? builddir : "build");
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain("gomend", dir.buf);
	bind_textdomain_codeset("gomend", "UTF-8");
	textdomain("gomend");
	screen_open(&s, "shop", 120, 36);
	app_view(&s.app, &s.surface);
	assert_sound(&s.surface);
	for (i = 0; i < NPANES; i++) {
		struct rect r = s.app.layout.pane[i];

		for (y = r.y; y < r.y + r.rows; y++) {
			assert_true(is_line(&s.surface, y, r.x));
			if (s.app.pane[i].n <= (size_t)r.rows - 2)
				assert_true(is_line(&s.surface, y,
						    r.x + r.cols - 1));
		}
	}
	screen_close(&s);
	golden("versions", 120, 36, "v", "zh", false);
	golden("versions", 40, 10, "v", "zh", false);
	for (i = 0; i < 3; i++) {
		screen_open(&s, "shop", sizes[i][0], sizes[i][1]);
		screen_log(&s, "ten");
		screen_golden(&s, "log-ten-zh");
		screen_close(&s);
	}
	golden("gopath", 120, 36, "p", "zh", false);
	golden("gopath", 80, 24, "p", "zh", false);
	strbuf_release(&dir);
	unsetenv("LANGUAGE");
	textdomain("messages");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_sizes),
	cmocka_unit_test(test_panes),
	cmocka_unit_test(test_pages),
	cmocka_unit_test(test_versions),
	cmocka_unit_test(test_log),
	cmocka_unit_test(test_gopath),
	cmocka_unit_test(test_origins),
	cmocka_unit_test(test_states),
	cmocka_unit_test(test_hostile_names),
	cmocka_unit_test(test_every_size),
	cmocka_unit_test(test_monkey),
	cmocka_unit_test(test_chinese),
};

CM_MAIN(tests)
