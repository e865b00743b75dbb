/* What the real go answers, merged into what was worked out. */
#include "config.h"

#include "tests/cm.h"

#include "base/json.h"
#include "base/str.h"
#include "scan/places.h"

struct world {
	struct arena a;
	struct place p;
	struct go_binary go;
	struct setting rows[4];
};

static void set_up(struct world *w)
{
	static const struct setting rows[] = {
		{ .name = "CC", .value = "clang", .layer = LAYER_GOENV },
		{ .name = "CGO_ENABLED", .value = "0" },
		{ .name = "GOFLAGS", .value = "-v" },
		{ .name = "GOROOT", .value = "", .known = KNOWN_UNKNOWN },
	};

	memset(w, 0, sizeof(*w));
	memcpy(w->rows, rows, sizeof(rows));
	w->go.path = w->go.resolved = "/go/bin/go";
	w->go.goroot = "/go";
	w->p.gos = &w->go;
	w->p.ngos = 1;
	w->p.settings = w->rows;
	w->p.nsettings = ARRAY_SIZE(rows);
}

static void merge(struct world *w, const char *goroot, const char *text)
{
	struct cJSON *j = json_parse(str_from(text), NULL);

	assert_non_null(j);
	places_merge_go(&w->a, &w->p, goroot, j);
	json_free(j);
}

static void agrees(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	merge(&w, "/go", "{\"GOFLAGS\":\"-v\",\"GOROOT\":\"/go\","
			 "\"GONEW\":\"x\"}");
	assert_int_equal(w.rows[2].known, KNOWN_MEASURED);
	/* What only go knew. */
	assert_string_equal(w.rows[3].value, "/go");
	assert_int_equal(w.rows[3].known, KNOWN_MEASURED);
	assert_true(w.p.confirmed);
	assert_null(w.p.disagreement);
	arena_release(&w.a);
}

static void disagrees(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	merge(&w, NULL, "{\"GOFLAGS\":\"-x\"}");
	assert_int_equal(w.rows[2].known, KNOWN_DERIVED);
	assert_string_equal(w.rows[2].value, "-v");
	assert_false(w.p.confirmed);
	assert_string_equal(w.p.disagreement, "GOFLAGS: -v, and -x to go");
	arena_release(&w.a);
}

static void of_another_go(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	merge(&w, "/other", "{\"GOFLAGS\":\"-x\"}");
	assert_null(w.p.disagreement);
	assert_false(w.p.confirmed);
	arena_release(&w.a);
}

/* To be asked, CC of the go env file had to be put into the environment. */
static void cgo_of_a_file(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	merge(&w, "/go", "{\"CGO_ENABLED\":\"1\",\"GOFLAGS\":\"-v\"}");
	assert_string_equal(w.rows[1].value, "0");
	assert_null(w.p.disagreement);
	assert_true(w.p.confirmed);
	arena_release(&w.a);
}

/* A distribution may have built in another default. */
static void built_in(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	w.rows[0].name = "GO386";
	w.rows[0].value = "sse2";
	w.rows[0].layer = LAYER_DEFAULT;
	merge(&w, "/go", "{\"GO386\":\"softfloat\",\"GOFLAGS\":\"-v\"}");
	assert_string_equal(w.rows[0].value, "softfloat");
	assert_int_equal(w.rows[0].known, KNOWN_MEASURED);
	assert_true(w.p.confirmed);
	arena_release(&w.a);
}

static void questions_are_safe(void **state)
{
	static const char *const never[] = {
		"CGO_CFLAGS", "GOGCCFLAGS", "PKG_CONFIG", "GOPROXY", "GOWORK",
		"GOTOOLCHAIN", "GOENV", "GOFLAGS"
	};
	struct world w;
	const char **names;
	size_t n, i, k;

	(void)state;
	set_up(&w);
	n = places_questions(&w.a, &w.p, &names);
	assert_true(n > 10);
	for (i = 0; i < n; i++)
		for (k = 0; k < ARRAY_SIZE(never); k++)
			assert_string_not_equal(names[i], never[k]);
	w.go.skipped = true;
	assert_int_equal(places_questions(&w.a, &w.p, &names), 0);
	arena_release(&w.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees),
		cmocka_unit_test(disagrees),
		cmocka_unit_test(of_another_go),
		cmocka_unit_test(cgo_of_a_file),
		cmocka_unit_test(built_in),
		cmocka_unit_test(questions_are_safe),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
