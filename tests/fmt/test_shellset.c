#include "config.h"

#include "tests/cm.h"

#include "fmt/shellset.h"

static const char *home(void *payload, const char *name)
{
	(void)payload;
	return strcmp(name, "HOME") ? NULL : "/h";
}

/* "LINE OP NAME=VALUE", with "~" for what would be expanded. */
static const char *list_of(struct arena *a, enum shellrc_family f,
			   const char *text)
{
	static const char *const ops[] = {
		"set", "add", "front", "default", "unset", "touch", "source"
	};
	struct shellset *v;
	const char *out = "";
	size_t n = shellset_list(a, str_from(text), f, home, NULL, &v), i;
	char *p;

	for (i = 0; i < n; i++) {
		out = p = arena_printf(a, "%s%d %s %s=%s%s\n", out, v[i].line,
				       ops[v[i].op],
				       v[i].name ? v[i].name : "",
				       v[i].value ? v[i].value : "",
				       v[i].temp ? " temp" : "");
		for (; (p = strchr(p, SHELLSET_ANY)); p++)
			*p = '~';
	}
	return out;
}

static void test_bourne(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(list_of(&a, SHELLRC_BASH,
		"# export GOA=no\n"
		"export GOA=1 GOB=\"$HOME/x\" # GOC=no\n"
		"if test -n \"$X\"; then export GOD=$(echo \"a)b\"); fi\n"
		"f() { GOE=e; }\n"
		"function g { GOF+=~/f; }\n"
		"GOG=a\\ b cmd\n"
		"case $x in a) GOH='it''s';; esac\n"
		"cat <<EOF; GOI=1\n"
		"export GOJ=no\n"
		"EOF\n"
		"for d in a; do PATH=\"$PATH:$d\"; done\n"
		". ~/x.sh && source \"$HOME\"/y\n"
		": ${GOK:=/k}\n"
		"unset GOA GOB\n"
		"GOL=\"two\n"
		"lines\"; GOM=`x`\n"
		"read -r GON; printf -v GOO x\n"
		"echo \"GOP=no\"; [ \"$GOQ\" = x ] 2>/dev/null\n"
		"declare -x GOR=~other/x\n"
		"(GOS=1)\n"
		"GOT=a\\\nb\n"),
		"2 set GOA=1\n2 set GOB=/h/x\n"
		"3 set GOD=~\n4 set GOE=e\n5 add GOF=/h/f\n"
		"6 set GOG=a b temp\n7 set GOH=its\n8 set GOI=1\n"
		"11 set PATH=~:~\n12 source =/h/x.sh\n12 source =/h/y\n"
		"13 default GOK=/k\n14 unset GOA=\n14 unset GOB=\n"
		"15 set GOL=two\nlines\n16 set GOM=~\n"
		"17 touch GON=\n17 touch GOO=\n"
		"19 set GOR=~other/x\n20 set GOS=1\n21 set GOT=ab\n");
	assert_string_equal(list_of(&a, SHELLRC_ZSH,
		"path=(/a $path\n  ~/b) ; path+=(/c)\n"
		"typeset -U path\nPATH=$commands[x]:/d\n"),
		"1 set PATH=/a:~:/h/b\n2 add PATH=:/c\n4 set PATH=~:/d\n");
	arena_release(&a);
}

static void test_fish(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(list_of(&a, SHELLRC_FISH,
		"set -gx GOA 1 2\n"
		"set -gx PATH /a $PATH (x y)\n"
		"if true; set GOB b; end; set -e GOC\n"
		"set -q GOD; set -l GOE e\n"
		"fish_add_path -g ~/d /e\n"
		"set -Ua fish_user_paths /u\n"
		"export GOF=f; setenv GOG g\n"
		"source ~/x.fish\n"
		"set -p PATH /p; set -a GOH h\n"
		"echo 'set -gx GOI no' # set -gx GOJ no\n"),
		"1 set GOA=1 2\n2 set PATH=/a:~:~\n3 set GOB=b\n"
		"3 unset GOC=\n5 front PATH=/h/d:/e\n6 front PATH=/u\n"
		"7 set GOF=f\n7 set GOG=g\n8 source =/h/x.fish\n"
		"9 front PATH=/p\n9 add GOH=h\n");
	arena_release(&a);
}

static void test_universal(void **state)
{
	static const char text[] =
		"# VERSION: 3.0\n"
		"SETUVAR --export GOFLAGS:\\x2dmod\\x3dmod\n"
		"SETUVAR GOOS:js\n"
		"SETUVAR fish_user_paths:/a\\x1e/b\n"
		"SETUVAR --export --path GOPATH:/g\n"
		"junk\nSETUVAR --export\n";
	struct arena a = ARENA_INIT;
	struct shellset *v;

	(void)state;
	assert_int_equal(shellset_universal(&a, str_from(text), &v), 3);
	assert_string_equal(v[0].name, "GOFLAGS");
	assert_string_equal(v[0].value, "-mod=mod");
	assert_int_equal(v[0].line, 2);
	assert_string_equal(v[1].name, "PATH");
	assert_int_equal(v[1].op, SHELLSET_FRONT);
	assert_string_equal(v[1].value, "/a:/b");
	assert_string_equal(v[2].value, "/g");
	arena_release(&a);
}

static void test_patterns(void **state)
{
	(void)state;
	assert_true(shellset_matches("/a/\001/b", "/a/x/y/b"));
	assert_true(shellset_matches("\001", ""));
	assert_true(shellset_matches("\001:/b", "/a:/b"));
	assert_false(shellset_matches("\001:/b", "/a:/b:/c"));
	assert_false(shellset_matches("/a", "/ab"));
	assert_true(shellset_matches("", ""));
	assert_false(shellset_matches("a", NULL));
	assert_true(shellset_is_whole("/a"));
	assert_false(shellset_is_whole("/a\001"));
}

/* What has no end ends all the same. */
static void test_broken(void **state)
{
	static const char *const texts[] = {
		"export GOA=\"x", "export GOA='x", "GOA=$(x", "GOA=${x", "GOA=`x",
		"cat <<E\nx", "<<", "a=(", "\\", "$", "${", "((((((", "<(", "'",
		"path=(/a 'b", "set -gx", "set -", "~", "{", "GOA=x\\",
	};
	struct arena a = ARENA_INIT;
	size_t i, f;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(texts); i++)
		for (f = SHELLRC_SH; f <= SHELLRC_FISH; f++)
			assert_non_null(list_of(&a, (enum shellrc_family)f,
						texts[i]));
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_bourne),
	cmocka_unit_test(test_fish),
	cmocka_unit_test(test_universal),
	cmocka_unit_test(test_patterns),
	cmocka_unit_test(test_broken),
};

CM_MAIN(tests)
