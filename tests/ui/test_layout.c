#include "config.h"

#include "tests/cm.h"

#include <string.h>

#include "tests/ui/golden.h"
#include "ui/layout.h"

static struct layout solve(int rows, int cols, enum pane_id focus, bool zoomed)
{
	struct layout_want w = { rows, cols, focus, zoomed, 6, 30 };
	struct layout l;

	layout_solve(&w, &l);
	return l;
}

static void check(int rows, int cols, const struct layout *l)
{
	int i;

	for (i = 0; i < NPANES; i++) {
		const struct rect *r = &l->pane[i];

		if (!r->rows)
			continue;
		assert_true(r->y >= 1 && r->x >= 0);
		assert_true(r->rows >= 3 && r->cols >= 8);
		assert_true(r->y + r->rows <= rows - 1);
		assert_true(r->x + r->cols <= cols);
	}
}

/* Whatever the size: panes lie inside, and the focused one is seen. */
static void test_all_sizes(void **state)
{
	int rows, cols, focus, zoom;

	(void)state;
	for (rows = 1; rows < 90; rows++)
		for (cols = 1; cols < 260; cols += 3)
			for (focus = 0; focus < NPANES; focus++)
				for (zoom = 0; zoom < 2; zoom++) {
					struct layout l = solve(rows, cols,
						(enum pane_id)focus, zoom);

					check(rows, cols, &l);
					if (rows < 10 || cols < 40)
						assert_int_equal(l.kind,
							LAYOUT_NOTICE);
					else
						assert_true(l.pane[focus].rows
							    > 0);
				}
}

static void test_kinds(void **state)
{
	(void)state;
	assert_int_equal(solve(24, 80, PANE_FINDING, false).kind,
			 LAYOUT_SINGLE);
	assert_int_equal(solve(10, 40, PANE_FINDING, false).kind,
			 LAYOUT_SINGLE);
	assert_int_equal(solve(9, 40, PANE_FINDING, false).kind,
			 LAYOUT_NOTICE);
	assert_int_equal(solve(10, 39, PANE_FINDING, false).kind,
			 LAYOUT_NOTICE);
	assert_int_equal(solve(36, 120, PANE_FINDING, false).kind,
			 LAYOUT_OVERVIEW);
	assert_int_equal(solve(60, 200, PANE_FINDING, false).kind,
			 LAYOUT_OVERVIEW);
	assert_int_equal(solve(36, 120, PANE_FINDING, true).kind,
			 LAYOUT_SINGLE);
	assert_int_equal(solve(60, 80, PANE_FINDING, false).kind,
			 LAYOUT_STACK);
	assert_int_equal(solve(20, 160, PANE_WHY, false).kind, LAYOUT_SHORT);
}

static void dump(int rows, int cols, enum pane_id focus, struct strbuf *sb)
{
	struct layout l = solve(rows, cols, focus, false);

	strbuf_addf(sb, "%dx%d\n", cols, rows);
	layout_dump(&l, rows, cols, sb);
}

static void test_boxes(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	dump(9, 40, PANE_FINDING, &sb);
	dump(10, 40, PANE_FINDING, &sb);
	dump(28, 96, PANE_FINDING, &sb);
	dump(36, 120, PANE_FINDING, &sb);
	dump(60, 200, PANE_FINDING, &sb);
	dump(50, 70, PANE_FINDING, &sb);
	dump(16, 130, PANE_WHY, &sb);
	dump(16, 130, PANE_ENV, &sb);
	assert_true(golden_same("layout.txt", &sb));
	strbuf_release(&sb);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_all_sizes),
	cmocka_unit_test(test_kinds),
	cmocka_unit_test(test_boxes),
};

CM_MAIN(tests)
