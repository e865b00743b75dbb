#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/buildtag.h"
#include "fmt/goimports.h"

static struct arena arena;

static struct gofile_head parse(const char *text)
{
	struct gofile_head h;

	assert_int_equal(goimports_parse(&arena, str_from(text), false, &h), 0);
	return h;
}

static const char *imports_of(const char *text)
{
	struct gofile_head h = parse(text);
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i;

	for (i = 0; i < h.nimports; i++)
		strbuf_addf(&sb, "%s%s:%d", i ? " " : "", h.imports[i].path,
			    h.imports[i].line);
	if (h.uses_c)
		strbuf_addstr(&sb, sb.len ? " C" : "C");
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static void imports(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "package a\n", "" },
		{ "", "" },
		{ "package a\nimport \"x\"\n", "x:2" },
		{ "package a; import \"x\"; import `y`; var z = 1", "x:1 y:1" },
		{ "package a\nimport (\n\t\"x\"\n\t_ \"y\"\n\t. \"z\"\n\tw \"v/w\""
		  "\n)\nimport \"last\"\n", "x:3 y:4 z:5 v/w:6 last:8" },
		{ "package a\nimport (\"x\";\"y\")", "x:2 y:2" },
		{ "package a\n/* import \"no\" */\n// import \"no\"\n"
		  "import /* c */ \"x\" // import \"no\"\n", "x:4" },
		{ "/* a\nb */ package a\n\nimport \"x\"", "x:4" },
		{ "package a\n// #include <x.h>\nimport \"C\"\nimport \"x\"\n",
		  "x:4 C" },
		{ "package a\nvar s = `\nimport \"no\"\n`\n", "" },
		{ "package a\nimport \"x\nimport \"y\"\n", "" },
		{ "package a\nimport importer \"x\"\nimportant()\n", "x:2" },
		{ "\xef\xbb\xbfpackage a\r\nimport \"x\"\r\n", "x:2" },
		{ "no go at all", "" },
		{ "package a\nimport (\n\"x\"\n", "x:3" },
		{ "package a\nimport \xc3\xa4 \"x\"\n", "x:2" },
		{ "package", "" },
		{ "package a\nimport \"a\\x62\"\n", "ax62:2" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(imports_of(rows[i].text), rows[i].want);
	arena_release(&arena);
}

static void heads(void **state)
{
	struct gofile_head h;

	(void)state;
	h = parse("// Copyright\n\n//go:build linux && !cgo\n\n"
		  "package x // import \"example.com/x\"\n");
	assert_string_equal(h.package, "x");
	assert_string_equal(h.import_comment, "example.com/x");
	assert_string_equal(h.go_build, "linux && !cgo");
	assert_null(h.plus_build);
	h = parse("// +build linux darwin\n// +build !cgo\n\npackage x "
		  "/* import \"y\" */\n");
	assert_string_equal(h.plus_build, "linux darwin\n!cgo\n");
	assert_string_equal(h.import_comment, "y");
	/* Without a blank line behind it, it is a comment of the package. */
	h = parse("// +build linux\npackage x\n");
	assert_null(h.plus_build);
	h = parse("// +build linux\npackage x\n\nimport \"y\"\n");
	assert_null(h.plus_build);
	h = parse("package x\n\n//go:build linux\n\nimport \"y\"\n");
	assert_null(h.go_build);
	h = parse("package x // imports \"y\"\n");
	assert_null(h.import_comment);
	h = parse("//go:buildx\npackage x\n");
	assert_null(h.go_build);
	arena_release(&arena);
}

static const char *at(const char *text, struct span span)
{
	return arena_strndup(&arena, text + span.start, span.end - span.start);
}

/* Where the paths stand, byte for byte. */
static void spans(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf// \"no\"\npackage x // import \"e/x\"\r\n"
		"import(\"a\";b /* \"no\" */ `c/d`\n_ \"e\\x2ff\"\n)\n"
		"import . \"g\"\nvar s = \"import \\\"h\\\"\"\n";
	struct gofile_head h = parse(text);

	(void)state;
	assert_int_equal(h.nimports, 4);
	assert_string_equal(at(text, h.comment_span), "e/x");
	assert_string_equal(at(text, h.imports[0].span), "a");
	assert_string_equal(at(text, h.imports[1].span), "c/d");
	/* With an escape in it, it is not what it says. */
	assert_int_equal(h.imports[2].span.end, 0);
	assert_string_equal(at(text, h.imports[3].span), "g");
	h = parse("package x\nimport `a\rb`\n");
	assert_string_equal(h.imports[0].path, "ab");
	assert_int_equal(h.imports[0].span.end, 0);
	arena_release(&arena);
}

/* Every beginning of a file either asks for more or tells all. */
static void beginnings(void **state)
{
	static const char text[] =
		"//go:build linux\n\n// Doc.\npackage x // import \"e/x\"\n\n"
		"import (\n\t\"a\"\n\tb \"c\" // d\n)\n\nimport \"e\"\n\n"
		"func main() { println(\"import\") }\n";
	struct gofile_head h;
	size_t n;

	(void)state;
	for (n = 0; n <= sizeof(text) - 1; n++) {
		struct str s = { text, n };

		if (goimports_parse(&arena, s, true, &h) < 0)
			continue;
		assert_int_equal(h.nimports, 3);
		assert_string_equal(h.imports[2].path, "e");
		assert_string_equal(h.package, "x");
		assert_string_equal(h.import_comment, "e/x");
	}
	/* The whole ends behind the head. */
	assert_int_equal(goimports_parse(&arena, str_from(text), true, &h), 0);
	arena_release(&arena);
}

static const struct buildtag_target linux_amd64 = { "linux", "amd64", true, 26, false };

static void tags(void **state)
{
	static const struct {
		const char *expr;
		bool want;
	} rows[] = {
		{ "linux", true }, { "!linux", false }, { "windows", false },
		{ "linux && amd64", true }, { "linux && arm64", false },
		{ "linux || windows", true }, { "(windows || linux) && cgo", true },
		{ "!(windows || darwin)", true }, { "ignore", false },
		{ "!ignore", true }, { "go1.18", true }, { "!go1.18", false },
		{ "unix", true }, { "gc", true }, { "gccgo", false },
		{ "windows && linux || amd64", true },
		{ "windows && (linux || amd64)", false },
		{ "linux // because", false }, { "!!linux", false },
		{ "go1.26", true }, { "go1.27", false }, { "go1.x", false },
		{ "linux &&", false }, { "(linux", false }, { "", false },
		{ "linux linux", false }, { "integration", false },
	};
	struct buildtag_target android = { "android", "arm64", false, 26, false };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(buildtag_eval(str_from(rows[i].expr),
					       &linux_amd64), rows[i].want);
	assert_true(buildtag_eval(STR_LIT("linux && !cgo"), &android));
	assert_true(buildtag_eval_plus(STR_LIT("linux darwin\n!ignore\n"),
				       &linux_amd64));
	assert_true(buildtag_eval_plus(STR_LIT("windows linux,amd64\n"),
				       &linux_amd64));
	assert_false(buildtag_eval_plus(STR_LIT("linux,arm64\n"),
					&linux_amd64));
	assert_false(buildtag_eval_plus(STR_LIT("linux\nignore\n"),
					&linux_amd64));
}

static void names(void **state)
{
	static const struct {
		const char *name;
		bool want;
	} rows[] = {
		{ "x.go", true }, { "linux.go", true }, { "windows.go", true },
		{ "x_linux.go", true }, { "x_windows.go", false },
		{ "x_linux_amd64.go", true }, { "x_linux_arm64.go", false },
		{ "x_windows_amd64.go", false }, { "x_arm64.go", false },
		{ "x_amd64_linux.go", true }, { "x_linux_test.go", true },
		{ "x_windows_test.go", false }, { "x_test.go", true },
		{ "windows_x.go", true }, { "x_windows_x.go", true },
		{ "_windows.go", false }, { "x_unix.go", true },
		{ "x_darwin.pb.go", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(buildtag_name(rows[i].name, &linux_amd64),
				 rows[i].want);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(imports), cmocka_unit_test(heads),
		cmocka_unit_test(spans),
		cmocka_unit_test(beginnings), cmocka_unit_test(tags),
		cmocka_unit_test(names),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
