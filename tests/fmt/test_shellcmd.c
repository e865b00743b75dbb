#include "config.h"

#include "tests/cm.h"

#include "fmt/shellcmd.h"

/* "LINE PROGRAM|word|word >to", one command a line; with "(" for each level of
 * a subshell, "{" of a block, "&" where it is guarded. */
static const char *list_of(struct arena *a, const char *text)
{
	struct shellcmd *v;
	const char *out = "", *program;
	size_t n = shellcmd_list(a, str_from(text), &v), i, k, at;
	int d;

	for (i = 0; i < n; i++) {
		program = shellcmd_program(&v[i], &at);
		out = arena_printf(a, "%s%d ", out, v[i].line);
		for (d = 0; d < v[i].depth; d++)
			out = arena_printf(a, "%s(", out);
		for (d = 0; d < v[i].block; d++)
			out = arena_printf(a, "%s{", out);
		out = arena_printf(a, "%s%s%s", out,
				   v[i].guarded ? "&" : "",
				   program ? program : "-");
		for (k = 0; k < v[i].nwords; k++)
			out = arena_printf(a, "%s|%s%s", out,
					   v[i].words[k].text,
					   v[i].words[k].dynamic ? "~" : "");
		for (k = 0; k < v[i].nredirects; k++)
			out = arena_printf(a, "%s %s%s", out,
					   v[i].redirects[k].op,
					   v[i].redirects[k].to.text);
		out = arena_printf(a, "%s\n", out);
		/* Each word is where it says. */
		for (k = 0; k < v[i].nwords; k++)
			assert_true(v[i].words[k].at + v[i].words[k].len <=
				    strlen(text));
	}
	return out;
}

static void test_words(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(list_of(&a,
		"go build -o 'a b' \"x\\\"y\" z\\ w # no\n"
		"A=1 B=\"$C\" sudo -E env D=2 go test ./... \\\n  -race\n"
		"/usr/local/go/bin/go version\n"),
		"0 go|go|build|-o|a b|x\"y|z w\n"
		"1 go|A=1|B=$C~|sudo|-E|env|D=2|go|test|./...|-race\n"
		"3 go|/usr/local/go/bin/go|version\n");
	assert_string_equal(list_of(&a, "$GO build; ${{ matrix.go }} x"),
			    "0 -|$GO~|build\n0 -|${{ matrix.go }}~|x\n");
	arena_release(&a);
}

/* The file that the first command of the text has a shell read; "" for none. */
static const char *script_in(struct arena *a, const char *text)
{
	struct shellcmd *v;
	const struct shellcmd_word *w;

	assert_true(shellcmd_list(a, str_from(text), &v) > 0);
	w = shellcmd_script(&v[0]);
	return w ? w->text : "";
}

static void test_script(void **state)
{
	static const char *const rows[][2] = {
		{ "./x.sh a", "./x.sh" }, { "A=1 ci/x", "ci/x" },
		{ "bash -e scripts/x", "scripts/x" }, { "sh x", "x" },
		{ "bash -ec 'go test'", "" }, { "bash", "" },
		{ "go test ./...", "" }, { "sudo ./x", "./x" },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(script_in(&a, rows[i][0]), rows[i][1]);
	arena_release(&a);
}

static void test_structure(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(list_of(&a,
		"if [ -n \"$CI\" ]; then\n  go vet ./...\nfi\n"
		"for d in $(go list ./...); do go test $d && echo ok; done\n"
		"(cd x && go build)\nf() { go run .; }\n"
		"case $x in\n a) go env ;;\nesac\ngo list || true | wc -l\n"),
		"0 {[|[|-n|$CI~|]\n1 {go|go|vet|./...\n"
		"3 {go|go|test|$d~\n3 {&echo|echo|ok\n"
		"4 (cd|cd|x\n4 (&go|go|build\n5 f|f\n5 {go|go|run|.\n"
		"7 {a|a\n7 {go|go|env\n9 go|go|list\n9 &true|true\n"
		"9 wc|wc|-l\n");
	assert_string_equal(list_of(&a,
		"echo \"v=$(git describe --tags)\" >> \"$GITHUB_ENV\" 2>&1\n"
		"cat <<EOF >>x\ngo get y\nEOF\ngo mod tidy <<-'E'\n\tgo x\n"
		"\tE\ngo vet"),
		"0 (git|git|describe|--tags\n"
		"0 echo|echo|v=$(git describe --tags)~ >>$GITHUB_ENV >&1\n"
		"1 cat|cat <<EOF >>x\n4 go|go|mod|tidy <<E\n7 go|go|vet\n");
	arena_release(&a);
}

/* Nothing is read beyond the end, and nothing hangs. */
static void test_cut_short(void **state)
{
	static const char all[] =
		"a \"b $(c 'd' `e`) ${f:-\\} ${{ g }} $((1+2))\" <<X >|y; "
		"for i in \\\n(j) && { k; } | case l in m) n;; esac #o\nX\n";
	struct arena a = ARENA_INIT;
	struct shellcmd *v;
	char deep[512];
	size_t i;

	(void)state;
	for (i = 0; i <= sizeof(all) - 1; i++) {
		char *copy = arena_strndup(&a, all, i);

		(void)shellcmd_list(&a, str_from(copy), &v);
		(void)shellcmd_list(&a, str_from(all + i), &v);
	}
	for (i = 0; i + 1 < sizeof(deep); i++)
		deep[i] = "$("[i % 2];
	deep[i] = '\0';
	(void)shellcmd_list(&a, str_from(deep), &v);
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_words),
	cmocka_unit_test(test_script),
	cmocka_unit_test(test_structure),
	cmocka_unit_test(test_cut_short),
};

CM_MAIN(tests)
