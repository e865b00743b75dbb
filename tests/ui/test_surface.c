#include "config.h"

#include "tests/cm.h"

#include <locale.h>
#include <string.h>

#include "base/text.h"
#include "ui/surface.h"

static void make(struct surface *s, int rows, int cols)
{
	setlocale(LC_ALL, "C.UTF-8");
	surface_init(s);
	surface_reset(s, rows, cols);
}

static void shows(const struct surface *s, const char *want)
{
	struct strbuf sb = STRBUF_INIT;

	surface_dump(s, &sb, false);
	assert_string_equal(sb.buf, want);
	strbuf_release(&sb);
}

static void assert_sound(const struct surface *s)
{
	int y, x;

	for (y = 0; y < s->rows; y++) {
		int cols = 0;

		for (x = 0; x < s->cols; x++) {
			const struct cell *c = surface_cell(s, y, x);
			struct str text = { c->text, c->len };

			cols += c->cols;
			assert_true(c->len <= CELL_BYTES);
			assert_true(text_is_utf8(text));
			if (c->cols == 2)
				assert_int_equal(c[1].cols, 0);
		}
		assert_int_equal(cols, s->cols);
	}
}

static void test_put(void **state)
{
	struct surface s;

	(void)state;
	make(&s, 3, 10);
	assert_int_equal(surface_put(&s, 0, 0, 10, LOOK_TEXT, "abc"), 3);
	assert_int_equal(surface_put(&s, 1, 2, 5, LOOK_TEXT, "abcdefgh"), 5);
	assert_int_equal(surface_put(&s, 2, 8, 99, LOOK_TEXT, "xyz"), 2);
	shows(&s, "abc\n  abcd\u2026\n        x\u2026\n");
	/* Outside nothing happens. */
	assert_int_equal(surface_put(&s, -1, 0, 5, LOOK_TEXT, "no"), 0);
	assert_int_equal(surface_put(&s, 3, 0, 5, LOOK_TEXT, "no"), 0);
	assert_int_equal(surface_put(&s, 0, 10, 5, LOOK_TEXT, "no"), 0);
	assert_int_equal(surface_put(&s, 0, -1, 5, LOOK_TEXT, "no"), 0);
	surface_release(&s);
}

static void test_wide(void **state)
{
	struct surface s;

	(void)state;
	make(&s, 1, 10);
	assert_int_equal(surface_put(&s, 0, 0, 10, LOOK_TEXT, "模块ab"), 6);
	shows(&s, "模块ab\n");
	/* Half of a wide one goes with its other half. */
	surface_put(&s, 0, 1, 1, LOOK_TEXT, "x");
	shows(&s, " x块ab\n");
	assert_sound(&s);
	surface_put(&s, 0, 2, 1, LOOK_TEXT, "y");
	shows(&s, " xy ab\n");
	assert_sound(&s);
	/* One that does not fit is left out, the mark says so. */
	surface_reset(&s, 1, 10);
	assert_int_equal(surface_put(&s, 0, 0, 4, LOOK_TEXT, "模块模"), 3);
	shows(&s, "模\u2026\n");
	assert_sound(&s);
	/* Marks stand with their letter. */
	surface_reset(&s, 1, 10);
	assert_int_equal(surface_put(&s, 0, 0, 9, LOOK_TEXT, "e\u0301a"), 2);
	assert_int_equal(surface_cell(&s, 0, 0)->len, 3);
	surface_release(&s);
}

static void test_lines_join(void **state)
{
	struct rect a = { 0, 0, 3, 5 }, b = { 0, 4, 3, 5 },
		    c = { 2, 0, 3, 9 };
	struct surface s;

	(void)state;
	make(&s, 5, 9);
	surface_box(&s, a, LOOK_BORDER);
	surface_box(&s, b, LOOK_BORDER);
	surface_box(&s, c, LOOK_BORDER);
	shows(&s, "┌───┬───┐\n│   │   │\n├───┴───┤\n│       │\n└───────┘\n");
	s.ascii = true;
	shows(&s, "+---+---+\n|   |   |\n+---+---+\n|       |\n+-------+\n");
	surface_release(&s);
}

static void test_ascii(void **state)
{
	struct surface s;
	struct strbuf sb = STRBUF_INIT;
	size_t i;

	(void)state;
	make(&s, 1, 20);
	s.ascii = true;
	s.utf8 = false;
	surface_put(&s, 0, 0, 20, LOOK_TEXT, "a\u2026 \u2192 \u2713 \u6a21");
	surface_dump(&s, &sb, false);
	for (i = 0; i < sb.len; i++)
		assert_true((unsigned char)sb.buf[i] < 0x80);
	assert_string_equal(sb.buf, "a~ > + ?\n");
	strbuf_release(&sb);
	surface_release(&s);
}

/* A hundred thousand strings of any bytes, cleaned or not. */
static void test_any_bytes(void **state)
{
	unsigned seed = 7;
	struct surface s;
	int i;

	(void)state;
	make(&s, 6, 40);
	for (i = 0; i < 100000; i++) {
		struct arena a = ARENA_INIT;
		char raw[24];
		size_t n, k;
		const char *text = raw;
		int y, x, cols;

		seed = seed * 1103515245U + 12345U;
		n = seed >> 16 & 15;
		for (k = 0; k < n; k++) {
			seed = seed * 1103515245U + 12345U;
			raw[k] = (char)(1 + (seed >> 16) % 255);
		}
		raw[n] = 0;
		if (i & 1)
			text = text_clean(&a, raw);
		y = (int)(seed >> 3 & 7) - 1;
		x = (int)(seed >> 6 & 63) - 4;
		cols = (int)(seed >> 12 & 31);
		surface_put(&s, y, x, cols, LOOK_TEXT, text);
		arena_release(&a);
		if (i % 500 == 0)
			assert_sound(&s);
	}
	assert_sound(&s);
	surface_release(&s);
}

/* No colour where there is none; severity is never told by colour alone. */
static void test_theme(void **state)
{
	int r, g, d;

	(void)state;
	for (r = 0; r < NLOOKS; r++)
		for (g = 0; g < NGROUNDS; g++) {
			struct style m = theme_style((enum look)r,
						     (enum ground)g,
						     DEPTH_MONO);

			assert_true(m.fg < 0 && m.bg < 0);
			for (d = DEPTH_8; d <= DEPTH_DIRECT; d++) {
				static const int most[] = {
					[DEPTH_8] = 7, [DEPTH_16] = 15,
					[DEPTH_256] = 255,
					[DEPTH_DIRECT] = 0xffffff,
				};
				struct style c = theme_style((enum look)r,
							     (enum ground)g,
							     (enum depth)d);

				assert_in_range(c.fg + 1, 0, most[d] + 1);
				assert_in_range(c.bg + 1, 0, most[d] + 1);
			}
		}
	/* Without colour the whole selected row is reversed, and only it. */
	for (r = 0; r < NLOOKS; r++)
		for (g = 0; g < NGROUNDS; g++)
			assert_int_equal(theme_style((enum look)r,
						     (enum ground)g,
						     DEPTH_MONO).attr &
					 STYLE_REVERSE,
					 g == GROUND_CURSOR ? STYLE_REVERSE
							    : 0);
	for (r = 0; r < NLOOKS; r++)
		for (g = 0; g < r; g++)
			assert_int_not_equal(theme_letter((enum look)r),
					     theme_letter((enum look)g));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_put),
	cmocka_unit_test(test_wide),
	cmocka_unit_test(test_lines_join),
	cmocka_unit_test(test_ascii),
	cmocka_unit_test(test_any_bytes),
	cmocka_unit_test(test_theme),
};

CM_MAIN(tests)
