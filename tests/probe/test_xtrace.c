#include "config.h"

#include <stdlib.h>

#include "tests/cm.h"

#include "probe/xtrace.h"

#define M "gomendmark"
/* Before a command: bash's PS4 as it comes out. */
#define AT(file, line) "+" M "<0|" line "|" file ">" M " "
#define SUB(file, line) "++" M "<1|" line "|" file ">" M " "

static const char *told(struct arena *a, const struct xtrace *x)
{
	const struct assign *list;
	const char *out = "";
	size_t n = xtrace_assigns(x, &list), i;

	for (i = 0; i < n; i++)
		out = arena_printf(a, "%s%s %s=%s %s:%d\n", out,
				   assign_op_names[list[i].op],
				   list[i].name ? list[i].name : "-",
				   list[i].value ? list[i].value : "-",
				   list[i].file ? list[i].file : "-",
				   list[i].line);
	return out;
}

/* The same whether it comes at once, byte by byte, or in odd pieces. */
static const char *trace(struct arena *a, enum xtrace_style style,
			 const char *text, bool *whole)
{
	static const size_t pieces[] = { 1, 7, 1 << 20 };
	const char *first = NULL, *out;
	size_t i, at, len = strlen(text);

	for (i = 0; i < ARRAY_SIZE(pieces); i++) {
		struct xtrace *x = xtrace_new(style, M);

		for (at = 0; at < len; at += pieces[i])
			xtrace_feed(x, (struct str){ text + at,
				    len - at < pieces[i] ? len - at
							 : pieces[i] });
		xtrace_end(x);
		out = told(a, x);
		if (whole)
			*whole = xtrace_whole(x);
		xtrace_free(x);
		if (first)
			assert_string_equal(out, first);
		first = out;
	}
	return first;
}

static void test_bash(void **state)
{
	struct arena a = ARENA_INIT;
	bool whole;

	(void)state;
	assert_string_equal(trace(&a, XTRACE_BASH,
		"bash: no job control\n"
		AT("/h/.bashrc", "1") "export GOFLAGS=-mod=mod\n"
		AT("/h/.bashrc", "1") "GOFLAGS=-mod=mod\n"
		AT("/h/.bashrc", "2") ". /h/x.sh\n"
		AT("/h/x.sh", "3") "export A=1 'GOVCS=a b\nc' GOX=$'q\\tr\\x41'\n"
		AT("/h/x.sh", "4") "declare -x GOOS=js\n"
		AT("/h/x.sh", "5") "unset GOOS GOARCH\n"
		AT("/h/x.sh", "6") "PATH+=:/b\n"
		SUB("/h/x.sh", "7") "export GOWORK=sub\n"
		AT("/h/x.sh", "8") "read -r GOBIN\n"
		AT("/h/x.sh", "9") "printf -v GOTMPDIR %s x\n"
		AT("/h/x.sh", "10") "echo GOROOT=/no\n"
		AT("", "1") ": " M "\n", &whole),
		"set GOFLAGS=-mod=mod /h/.bashrc:1\n"
		"source -=/h/x.sh /h/.bashrc:2\n"
		"set GOVCS=a b\nc /h/x.sh:3\n"
		"set GOX=q\trA /h/x.sh:3\n"
		"set GOOS=js /h/x.sh:4\n"
		"unset GOOS=- /h/x.sh:5\n"
		"unset GOARCH=- /h/x.sh:5\n"
		"add PATH=:/b /h/x.sh:6\n"
		"touch GOBIN=- /h/x.sh:8\n"
		"touch GOTMPDIR=- /h/x.sh:9\n");
	assert_true(whole);
	arena_release(&a);
}

static void test_zsh(void **state)
{
	struct arena a = ARENA_INIT;
	bool whole;

	(void)state;
	assert_string_equal(trace(&a, XTRACE_ZSH,
		"noise that ends nowhere" AT("/h/.zshrc", "1")
		"path=( /a /b )\nmore noise GOOS=no\n"
		AT("/h/.zshrc", "2") "path+=( /c )\n"
		AT("/h/.zshrc", "3") "GOPATH=/h/go \n"
		AT("/h/.zshrc", "4") "export GOFLAGS='-x=1'\n"
		AT("/h/.zshrc", "5") "fpath=( /GOOS=x )\n"
		AT("/h/.zshrc", "6") "path=()\n"
		AT("/h/.zshrc", "7") "path[1]=/q\n"
		AT("zsh", "1") ": " M "\n", &whole),
		"set PATH=/a:/b /h/.zshrc:1\n"
		"add PATH=:/c /h/.zshrc:2\n"
		"set GOPATH=/h/go /h/.zshrc:3\n"
		"set GOFLAGS=-x=1 /h/.zshrc:4\n"
		"touch PATH=- /h/.zshrc:7\n");
	assert_true(whole);
	arena_release(&a);
}

static void test_plain(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(trace(&a, XTRACE_PLAIN,
		AT("", "") "export GOVCS=a b GOFLAGS=-x\n"
		AT("", "7") "GOOS=js\n"
		AT("", "") ". /h/x.sh\n", NULL),
		"set GOVCS=a b -:0\n"
		"set GOFLAGS=-x -:0\n"
		"set GOOS=js -:7\n"
		"source -=/h/x.sh -:0\n");
	arena_release(&a);
}

static void test_fish(void **state)
{
	struct arena a = ARENA_INIT;
	bool whole;

	(void)state;
	assert_string_equal(trace(&a, XTRACE_FISH,
		"> source /usr/share/fish/config.fish\n"
		"--> function lib\n"
		"--> set -gx GOX own\n"
		"> source /h/config.fish\n"
		"--> set -gx GOFLAGS -mod=mod\n"
		"--> source /h/x.fish\n"
		"----> set -x GOVCS 'it\\'s' b\\ c \\x41\n"
		"--> function f\n"
		"--> f\n"
		"----> set -l GOOS no\n"
		"----> set -q GOOS\n"
		"----> set -gx PATH /a /b\n"
		"--> lib x\n"
		"----> set -gx GOBIN /b\n"
		"--> set -a PATH /c\n"
		"--> set -p PATH /d\n"
		"--> set -g fish_user_paths /e /f\n"
		"--> set -e GOFLAGS\n"
		"--> read GOSUMDB\n"
		"warning: GOOS\n"
		"> : " M "\n", &whole),
		"set GOX=own /usr/share/fish/config.fish:0\n"
		"set GOFLAGS=-mod=mod /h/config.fish:0\n"
		"set GOVCS=it's b c A /h/x.fish:0\n"
		"set PATH=/a:/b /h/config.fish:0\n"
		"set GOBIN=/b /h/config.fish:0\n"
		"add PATH=:/c /h/config.fish:0\n"
		"front PATH=/d: /h/config.fish:0\n"
		"front PATH=/e:/f: /h/config.fish:0\n"
		"unset GOFLAGS=- /h/config.fish:0\n"
		"touch GOSUMDB=- /h/config.fish:0\n");
	assert_true(whole);
	arena_release(&a);
}

static void test_gaps(void **state)
{
	static const char *const off[] = {
		"set +x", "set +o xtrace", "set +ex", "unsetopt xtrace",
		"setopt noxtrace", "PS4='+ '", "BASH_XTRACEFD=5",
		"export PS4=x", "set -",
	};
	static const char *const harmless[] = {
		"set -- +x", "set -x", "setopt xtrace", "echo +x", "set -e",
	};
	struct arena a = ARENA_INIT;
	bool whole;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(off); i++) {
		(void)trace(&a, XTRACE_BASH,
			    arena_printf(&a, AT("/f", "1") "%s\n"
					 AT("", "1") ": " M "\n", off[i]),
			    &whole);
		assert_false(whole);
	}
	for (i = 0; i < ARRAY_SIZE(harmless); i++) {
		(void)trace(&a, XTRACE_BASH,
			    arena_printf(&a, AT("/f", "1") "%s\n"
					 AT("", "1") ": " M "\n", harmless[i]),
			    &whole);
		assert_true(whole);
	}
	(void)trace(&a, XTRACE_BASH, AT("/f", "1") "GOOS=js\n", &whole);
	assert_false(whole);
	(void)trace(&a, XTRACE_FISH, "> set -e fish_trace\n> : " M "\n",
		    &whole);
	assert_false(whole);
	arena_release(&a);
}

/* Of a secret nothing is kept, whatever it stands in. */
static void test_secrets(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(trace(&a, XTRACE_BASH,
		AT("/f", "1") "export GITHUB_TOKEN=hunter2\n"
		AT("/f", "2") "export GOPROXY=https://me:hunter2@p.test\n"
		AT("/f", "3") "export GO_TOKEN=hunter2\n"
		AT("/f", "4") "login --password hunter2\n", NULL),
		"set GOPROXY=https://***@p.test /f:2\n"
		"set GO_TOKEN=*** /f:3\n");
	arena_release(&a);
}

/* A command that is too long sets something, but to nobody knows what. */
static void test_long(void **state)
{
	struct arena a = ARENA_INIT;
	size_t n = 200 * 1024;
	char *x = arena_alloc(&a, n + 1);
	const char *text;
	bool whole;

	(void)state;
	memset(x, 'x', n);
	text = arena_printf(&a, AT("/f", "1") "GOFLAGS=-%s\n"
			    AT("/f", "2") "GOOS=js\n"
			    AT("", "1") ": " M "\n", x);
	assert_string_equal(trace(&a, XTRACE_BASH, text, &whole),
			    "touch GOFLAGS=- /f:1\nset GOOS=js /f:2\n");
	assert_true(whole);
	/* And noise without end of which nothing is kept. */
	text = arena_printf(&a, "%s" AT("/f", "2") "GOOS=js\n%s%s", x, x, x);
	assert_string_equal(trace(&a, XTRACE_ZSH, text, NULL),
			    "set GOOS=js /f:2\n");
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_bash),
	cmocka_unit_test(test_zsh),
	cmocka_unit_test(test_plain),
	cmocka_unit_test(test_fish),
	cmocka_unit_test(test_gaps),
	cmocka_unit_test(test_secrets),
	cmocka_unit_test(test_long),
};

CM_MAIN(tests)
