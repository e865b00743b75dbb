#include "config.h"

#include "tests/cm.h"

#include "fmt/gomod.h"
#include "fmt/gomodedit.h"

static const char whole[] =
	"// Copyright.\n"
	"\n"
	"module example.com/m // here\n"
	"\n"
	"go 1.19 // why\n"
	"\n"
	"require (\n"
	"    example.com/b   v1.0.0 // pinned\n"
	"\n"
	"\t// Above d.\n"
	"\texample.com/d v1.0.0\n"
	")\n"
	"\n"
	"require (\n"
	"\texample.com/x v1.0.0 // indirect\n"
	"\texample.com/z v1.0.0 // indirect; old\n"
	")\n"
	"\n"
	"// The reason.\n"
	"replace example.com/b => ../b // end\n"
	"\n"
	"exclude example.com/d v1.1.0\n";

/* What one change makes of a part of the text: the first `was` is `is`. */
static void expect_in(const char *text, bool is_work,
		      const struct gomodedit *c, const char *was,
		      const char *is)
{
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	const char *at = strstr(text, was);
	const char *want;
	struct str out;

	assert_non_null(at);
	want = arena_printf(&a, "%.*s%s%s", (int)(at - text), text, is,
			    at + strlen(was));
	if (gomodedit_apply(&a, str_from(text), is_work, c, 1, &out,
			    &err) < 0)
		fail_msg("%s", err.message);
	assert_string_equal(out.p, want);
	arena_release(&a);
}

#define EXPECT(text, was, is, ...) \
	expect_in(text, false, &(struct gomodedit){ .kind = __VA_ARGS__ }, was, is)
#define EXPECT_WORK(text, was, is, ...) \
	expect_in(text, true, &(struct gomodedit){ .kind = __VA_ARGS__ }, was, is)

static void words(void **state)
{
	(void)state;
	EXPECT(whole, "example.com/m", "example.com/new",
	       GOMODEDIT_SET_MODULE, .path = "example.com/new");
	EXPECT(whole, "1.19", "1.21.0", GOMODEDIT_SET_GO,
	       .version = "1.21.0");
	EXPECT(whole, "go 1.19 // why\n\n", "", GOMODEDIT_SET_GO);
	EXPECT(whole, "// why\n", "// why\n\ntoolchain go1.24.4\n",
	       GOMODEDIT_SET_TOOLCHAIN, .version = "go1.24.4");
	EXPECT(whole, "// why", "// why", GOMODEDIT_SET_TOOLCHAIN);
	EXPECT("module m\n", "m\n", "m\n\ngo 1.20\n", GOMODEDIT_SET_GO,
	       .version = "1.20");
	EXPECT("module m", "m", "m", GOMODEDIT_SET_GO);
	EXPECT("// top\n\ngo 1.20\n", "go", "module m\n\ngo",
	       GOMODEDIT_SET_MODULE, .path = "m");
	EXPECT("go 1.20\n\ntoolchain go1.21.0\n", "\ntoolchain go1.21.0\n",
	       "", GOMODEDIT_SET_TOOLCHAIN);
	EXPECT_WORK("// w\n\nuse .\n", "use", "go 1.22\n\nuse",
		    GOMODEDIT_SET_GO, .version = "1.22");
}

static void requires(void **state)
{
	(void)state;
	EXPECT(whole, "b   v1.0.0", "b   v1.0.1", GOMODEDIT_SET_REQUIRE,
	       .path = "example.com/b", .version = "v1.0.1");
	EXPECT(whole, "v1.0.0 // pinned", "v1.0.1 // indirect; pinned",
	       GOMODEDIT_SET_REQUIRE, .path = "example.com/b",
	       .version = "v1.0.1", .indirect = true, .set_indirect = true);
	EXPECT(whole, "d v1.0.0\n", "d v1.0.0 // indirect\n",
	       GOMODEDIT_SET_REQUIRE, .path = "example.com/d",
	       .version = "v1.0.0", .indirect = true, .set_indirect = true);
	EXPECT(whole, "x v1.0.0 // indirect", "x v1.0.0",
	       GOMODEDIT_SET_REQUIRE, .path = "example.com/x",
	       .version = "v1.0.0", .set_indirect = true);
	EXPECT(whole, "// indirect; old", "// old", GOMODEDIT_SET_REQUIRE,
	       .path = "example.com/z", .version = "v1.0.0",
	       .set_indirect = true);
	/* A direct one goes into the block of direct ones, in order. */
	EXPECT(whole, "// pinned\n", "// pinned\n\texample.com/c v1.2.3\n",
	       GOMODEDIT_SET_REQUIRE, .path = "example.com/c",
	       .version = "v1.2.3");
	EXPECT(whole, "x v1.0.0 // indirect\n",
	       "x v1.0.0 // indirect\n\texample.com/y v1.2.3 // indirect\n",
	       GOMODEDIT_SET_REQUIRE, .path = "example.com/y",
	       .version = "v1.2.3", .indirect = true);
	EXPECT(whole, "x v1.0.0 // indirect\n",
	       "x v1.0.0 // indirect\n", GOMODEDIT_SET_REQUIRE,
	       .path = "example.com/x", .version = "v1.0.0");
	EXPECT(whole, "\texample.com/d v1.0.0\n", "", GOMODEDIT_DROP_REQUIRE,
	       .path = "example.com/d");
	EXPECT("module m\n\nrequire a.b/c v1.0.0\n", "c v1.0.0\n",
	       "c v1.0.0\nrequire a.b/d v1.0.0\n", GOMODEDIT_SET_REQUIRE,
	       .path = "a.b/d", .version = "v1.0.0");
	EXPECT("module m\n", "m\n", "m\n\nrequire a.b/d v1.0.0\n",
	       GOMODEDIT_SET_REQUIRE, .path = "a.b/d", .version = "v1.0.0");
	EXPECT("module m", "e m", "e m\n\nrequire a.b/d v1.0.0\n",
	       GOMODEDIT_SET_REQUIRE, .path = "a.b/d", .version = "v1.0.0");
	/* The last line of a block takes the block with it. */
	EXPECT("module m\n\nrequire (\n\ta.b/d v1.0.0\n)\n\ngo 1.20\n",
	       "require (\n\ta.b/d v1.0.0\n)\n\n", "",
	       GOMODEDIT_DROP_REQUIRE, .path = "a.b/d");
	EXPECT("require (\n\t// words\n\ta.b/d v1.0.0\n)\n",
	       "\ta.b/d v1.0.0\n", "", GOMODEDIT_DROP_REQUIRE,
	       .path = "a.b/d");
	/* All lines of a path but one go. */
	EXPECT("require a.b/d v1.0.0\nrequire a.b/d v1.1.0\n",
	       "v1.0.0\nrequire a.b/d v1.1.0\n", "v1.2.0\n",
	       GOMODEDIT_SET_REQUIRE, .path = "a.b/d", .version = "v1.2.0");
}

static void crlf(void **state)
{
	(void)state;
	EXPECT("module m\r\n\r\nrequire (\r\n\ta.b/c v1.0.0\r\n)\r\n",
	       "c v1.0.0\r\n", "c v1.0.0\r\n\ta.b/d v1.0.0\r\n",
	       GOMODEDIT_SET_REQUIRE, .path = "a.b/d", .version = "v1.0.0");
	EXPECT("module m\r\n", "m\r\n", "m\r\n\r\ngo 1.20\r\n",
	       GOMODEDIT_SET_GO, .version = "1.20");
	EXPECT("module m\r\n\r\ngo 1.20 // x\r\n", "1.20", "1.21",
	       GOMODEDIT_SET_GO, .version = "1.21");
}

static void replaces(void **state)
{
	(void)state;
	EXPECT(whole, "b => ../b", "b => ../other", GOMODEDIT_SET_REPLACE,
	       .path = "example.com/b", .new_path = "../other");
	EXPECT(whole, "b => ../b", "b => example.com/f v1.0.0",
	       GOMODEDIT_SET_REPLACE, .path = "example.com/b",
	       .new_path = "example.com/f", .new_version = "v1.0.0");
	EXPECT(whole, "../b // end\n",
	       "../b // end\nreplace example.com/d v1.0.0 => \"./d e\"\n",
	       GOMODEDIT_SET_REPLACE, .path = "example.com/d",
	       .version = "v1.0.0", .new_path = "./d e");
	EXPECT(whole, "// The reason.\nreplace example.com/b => ../b // end\n\n",
	       "", GOMODEDIT_DROP_REPLACE, .path = "example.com/b");
	EXPECT_WORK("go 1.20\n\nuse (\n\t.\n\t./b\n)\n", "\t./b\n",
		    "\t./a\n\t./b\n", GOMODEDIT_ADD_USE, .path = "./a");
	EXPECT_WORK("go 1.20\n\nuse (\n\t.\n\t./b\n)\n", "\t.\n", "",
		    GOMODEDIT_DROP_USE, .path = ".");
	EXPECT_WORK("go 1.20\n", "20\n", "20\n\nreplace a.b/c => ./c\n",
		    GOMODEDIT_SET_REPLACE, .path = "a.b/c",
		    .new_path = "./c");
}

static void lists(void **state)
{
	(void)state;
	EXPECT(whole, "d v1.1.0\n", "d v1.1.0\nexclude a.b/c v1.0.0\n",
	       GOMODEDIT_ADD_EXCLUDE, .path = "a.b/c", .version = "v1.0.0");
	EXPECT(whole, "d v1.1.0\n", "d v1.1.0\n", GOMODEDIT_ADD_EXCLUDE,
	       .path = "example.com/d", .version = "v1.1.0");
	EXPECT(whole, "\nexclude example.com/d v1.1.0\n", "",
	       GOMODEDIT_DROP_EXCLUDE, .path = "example.com/d",
	       .version = "v1.1.0");
	EXPECT(whole, "d v1.1.0\n", "d v1.1.0\n\ntool a.b/cmd\n",
	       GOMODEDIT_ADD_TOOL, .path = "a.b/cmd");
	EXPECT("tool (\n\ta\n\tb\n)\n", "\ta\n", "", GOMODEDIT_DROP_TOOL,
	       .path = "a");
}

static void refused(void **state)
{
	static const struct {
		const char *text;
		bool is_work;
		struct gomodedit c;
	} t[] = {
		{ "module \"m", false, { GOMODEDIT_SET_GO,
					 .version = "1.20" } },
		{ "", false, { GOMODEDIT_SET_GO, .version = "1.x" } },
		{ "", false, { GOMODEDIT_SET_TOOLCHAIN, .version = "1.2" } },
		{ "", false, { GOMODEDIT_SET_MODULE, .path = NULL } },
		{ "", false, { GOMODEDIT_DROP_REQUIRE, .path = "a.b/c" } },
		{ "", false, { GOMODEDIT_SET_REQUIRE, .path = "a.b/c",
			       .version = "master" } },
		{ "", false, { GOMODEDIT_SET_REQUIRE, .path = "a.b/c",
			       .version = "v2.0.0" } },
		{ "", false, { GOMODEDIT_SET_REQUIRE, .path = "a b",
			       .version = "v1.0.0" } },
		{ "", false, { GOMODEDIT_SET_REPLACE, .path = "a.b/c",
			       .new_path = "x" } },
		{ "", false, { GOMODEDIT_SET_REPLACE, .path = "a.b/c",
			       .new_path = "./x", .new_version = "v1.0.0" } },
		{ "", false, { GOMODEDIT_ADD_USE, .path = "." } },
		{ "", true, { GOMODEDIT_SET_MODULE, .path = "m" } },
		{ "", true, { GOMODEDIT_DROP_USE, .path = "." } },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		struct error err = ERROR_INIT;
		struct str out;

		assert_int_equal(gomodedit_apply(&a, str_from(t[i].text),
						 t[i].is_work, &t[i].c, 1,
						 &out, &err), -1);
		assert_non_null(err.message);
		error_release(&err);
	}
	arena_release(&a);
}

/* Nothing changed is nothing touched, whatever the file holds. */
static void identity(void **state)
{
	struct arena a = ARENA_INIT;
	struct span_edits none = SPAN_EDITS_INIT;
	struct str out = span_edits_apply(&a, str_from(whole), &none);

	(void)state;
	assert_true(str_is(out, whole));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words), cmocka_unit_test(requires),
		cmocka_unit_test(crlf), cmocka_unit_test(replaces),
		cmocka_unit_test(lists), cmocka_unit_test(refused),
		cmocka_unit_test(identity),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
