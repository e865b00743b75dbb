#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/gomod.h"
#include "fmt/gowork.h"
#include "fmt/modfile.h"

static void positions(void **state)
{
	static const char text[] =
		"// top\n\nmodule example.com/m\n\ngo 1.21\n\n"
		"require (\n\texample.com/a v1.0.0\n"
		"\n\t\"example.com/b\" v1.0.0 // indirect\n)\n\n"
		"replace example.com/a => ./a\n";
	struct arena a = ARENA_INIT;
	struct gomod *m = gomod_parse(&a, str_from(text), GORELEASE_NEWEST);

	(void)state;
	assert_int_equal(m->f.nerrors, 0);
	assert_string_equal(m->module.text.p, "example.com/m");
	assert_int_equal(modrule_line(m->module.line), 3);
	assert_int_equal(modrule_line(m->f.go.line), 5);
	assert_int_equal(m->nrequires, 2);
	assert_int_equal(modrule_line(m->requires[0].line), 8);
	assert_int_equal(modrule_line(m->requires[1].line), 10);
	assert_int_equal(m->requires[1].line->col, 2);
	assert_string_equal(m->requires[1].mod.path.p, "example.com/b");
	assert_false(m->requires[0].indirect);
	assert_true(m->requires[1].indirect);
	assert_int_equal(m->requires[1].line->tokens[0].off,
			 strstr(text, "\"example.com/b\"") - text);
	assert_string_equal(m->f.replaces[0].new.path.p, "./a");
	assert_int_equal(m->f.replaces[0].new.version.len, 0);
	assert_null(m->f.toolchain.text.p);
	arena_release(&a);
}

/* One bad line does not hide the others. */
static void partial(void **state)
{
	struct arena a = ARENA_INIT;
	struct gomod *m = gomod_parse(&a, STR_LIT("module m\nbad\n"
		"require a.b/c v1.0.0\nrequire x\n"), GO_1_24);

	(void)state;
	assert_int_equal(m->f.nerrors, 2);
	assert_int_equal(m->f.errors[0].line, 2);
	assert_string_equal(m->f.errors[0].message,
			    "unknown directive: bad");
	assert_int_equal(m->nrequires, 1);
	assert_string_equal(m->module.text.p, "m");
	m = gomod_parse(&a, STR_LIT("module m\nbad\nrequire (\n"), GO_1_24);
	assert_int_equal(m->f.nerrors, 1);
	assert_int_equal(m->f.errors[0].line, 4);
	assert_string_equal(m->f.errors[0].message, "syntax error "
		"(unterminated block started at go.mod:3:1)");
	arena_release(&a);
}

/* A NUL does not hide what stands behind it. */
static void nuls(void **state)
{
	struct arena a = ARENA_INIT;
	struct gomod *m = gomod_parse(&a, STR_LIT("go \"1\0.2\"\n"
		"require \"a\\x00b\" x\n\"c\0d\" e\n\"f\0\" (\n)\n"), GO_1_26);

	(void)state;
	assert_int_equal(m->f.nerrors, 4);
	assert_string_equal(m->f.errors[0].message, "invalid go version "
		"'\"1.2\"': must match format 1.23.0");
	assert_string_equal(m->f.errors[1].message, "require ab: version "
		"\"x\" invalid: must be of the form v1.2.3");
	assert_string_equal(m->f.errors[2].message,
			    "unknown directive: \"cd\"");
	assert_string_equal(m->f.errors[3].message,
			    "unknown block type: \"f\"");
	arena_release(&a);
}

/* The file of a dependency may hold what came later. */
static void lax(void **state)
{
	struct arena a = ARENA_INIT;
	struct gomod *m = gomod_parse_lax(&a, STR_LIT("module m\n"
		"go 1.21.x\nlater x\nlater (\n\ty\n)\nretract [x\n"
		"toolchain go1.99.0\nreplace a => b\n"), GO_1_19);

	(void)state;
	assert_int_equal(m->f.nerrors, 0);
	assert_string_equal(m->f.go.text.p, "1.21");
	assert_null(m->f.toolchain.text.p);
	m = gomod_parse_lax(&a, STR_LIT("go x\n"), GO_1_19);
	assert_int_equal(m->f.nerrors, 1);
	arena_release(&a);
}

static void module_paths(void **state)
{
	static const struct {
		const char *text, *path;
	} t[] = {
		{ "module a.b/c\n", "a.b/c" },
		{ "junk ( \"\n  module  \"a.b/c\" // x\r\n", "a.b/c" },
		{ "module `a b`", "a b" },
		{ "module `a` b", "" },
		{ "module \"a\\q\"", "" },
		{ "modules x\nmodule\nmodule y\n", "y" },
		{ "", "" },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++)
		assert_string_equal(gomod_module_path(&a,
				str_from(t[i].text)), t[i].path);
	arena_release(&a);
}

static void problems(void **state)
{
	static const struct {
		const char *text;
		bool is_work;
		struct gomod_problem want[4];
	} t[] = {
		{ "module m\n\ngo 1.20\n", false, { { 0 } } },
		{ "go 1.21.0\ntoolchain go1.21.0\n", false, {
			{ 1, 1, "invalid go version '1.21.0': must match "
			  "format 1.23", "1.18", "1.20" },
			{ 2, 1, "unknown directive: toolchain", "1.18",
			  "1.20" } } },
		{ "go 1.x\n", false, {
			{ 1, 1, "invalid go version '1.x': must match "
			  "format 1.23", "1.18", "1.21" },
			{ 1, 1, "invalid go version '1.x': must match "
			  "format 1.23.0", "1.22", NULL } } },
		{ "toolchain local\n", true, {
			{ 1, 1, "unknown directive: toolchain", "1.18",
			  "1.20" },
			{ 1, 1, "invalid toolchain version 'local': must "
			  "match format go1.23 or local", "1.21", "1.22" },
			{ 1, 1, "invalid toolchain version 'local': must "
			  "match format go1.23.0 or default", "1.23",
			  NULL } } },
		{ "ignore x\n\tbad\n", false, {
			{ 1, 1, "unknown directive: ignore", "1.18",
			  "1.24" },
			{ 2, 2, "unknown directive: bad", "1.18", NULL } } },
		{ "module x \"\n", false, {
			{ 1, 11, "unexpected newline in string", "1.18",
			  NULL } } },
	};
	struct arena a = ARENA_INIT;
	size_t i, k, n;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		struct gomod_problem *p;

		gomod_problems(&a, str_from(t[i].text), t[i].is_work, &p, &n);
		for (k = 0; k < n; k++) {
			assert_true(k < 4 && t[i].want[k].line);
			assert_int_equal(p[k].line, t[i].want[k].line);
			assert_int_equal(p[k].col, t[i].want[k].col);
			assert_string_equal(p[k].message,
					    t[i].want[k].message);
			assert_string_equal(p[k].from, t[i].want[k].from);
			assert_true(cstr_eq(p[k].until, t[i].want[k].until));
		}
		assert_true(k == 4 || !t[i].want[k].line);
	}
	arena_release(&a);
}

/* Files beyond all measure end soon, and say so. */
static void limits(void **state)
{
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct gomod_problem *p;
	const char *json;
	size_t i, n;

	(void)state;
	for (i = 0; i <= LEXLINE_MAX_TOKENS; i++)
		strbuf_addstr(&sb, "//\n");
	assert_int_equal(modfile_json(&a, strbuf_str(&sb), "go.mod", NULL,
				      &json, &err), -1);
	assert_string_equal(err.message, "go.mod is too long to be read");
	error_release(&err);
	strbuf_reset(&sb);
	for (i = 0; i < 100000; i++)
		strbuf_addstr(&sb, "x\n");
	gomod_problems(&a, strbuf_str(&sb), false, &p, &n);
	assert_int_equal(n, 1000);
	strbuf_release(&sb);
	arena_release(&a);
}

static void refusals(void **state)
{
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	const char *json;

	(void)state;
	assert_int_equal(modfile_json(&a, STR_LIT("go 1.x\nx\n"), "d/go.mod",
				      "1.24.4", &json, &err), -1);
	assert_string_equal(err.message, "go: errors parsing d/go.mod:\n"
		"d/go.mod:1: invalid go version '1.x': must match format "
		"1.23.0\nd/go.mod:2: unknown directive: x");
	error_release(&err);
	assert_int_equal(modfile_json(&a, STR_LIT("x\n"), "go.work", "1.23",
				      &json, &err), -1);
	assert_string_equal(err.message, "go: errors parsing go.work:\n"
		"errors parsing go.work:\ngo.work:1: unknown directive: x");
	error_release(&err);
	assert_int_equal(modfile_json(&a, STR_LIT(""), "go.mod", "soon",
				      &json, &err), -1);
	error_release(&err);
	assert_int_equal(modfile_json(&a, STR_LIT("use .\n"), "x/go.work",
				      NULL, &json, NULL), 0);
	assert_string_equal(json, "{\n\t\"Use\": [\n\t\t{\n"
			    "\t\t\t\"DiskPath\": \".\"\n\t\t}\n\t],\n"
			    "\t\"Replace\": null\n}\n");
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(positions), cmocka_unit_test(partial),
		cmocka_unit_test(nuls),
		cmocka_unit_test(lax), cmocka_unit_test(module_paths),
		cmocka_unit_test(problems), cmocka_unit_test(limits),
		cmocka_unit_test(refusals),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
