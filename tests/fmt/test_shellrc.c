#include "config.h"

#include "tests/cm.h"

#include "fmt/shellrc.h"

static const char *put(struct arena *a, const char *text, const char *line)
{
	struct span_edits edits = SPAN_EDITS_INIT;
	struct error err = ERROR_INIT;
	const char *out;

	if (shellrc_put(a, str_from(text), line, &edits, &err)) {
		out = arena_printf(a, "error: %s", err.message);
		error_release(&err);
		return out;
	}
	return span_edits_apply(a, str_from(text), &edits).p;
}

#define BLOCK(lines) "# >>> gomend >>>\n" \
	"# Written by gomend; \"gomend undo\" takes it back.\n" lines \
	"# <<< gomend <<<\n"

static void test_block(void **state)
{
	struct arena a = ARENA_INIT;
	const char *one = put(&a, "alias ll='ls -l'\n", "export A=1");

	(void)state;
	assert_string_equal(one, "alias ll='ls -l'\n\n" BLOCK("export A=1\n"));
	/* Twice is once, a second line joins, a new value replaces. */
	assert_string_equal(put(&a, one, "export A=1"), one);
	assert_string_equal(put(&a, one, "export B=2"),
			    "alias ll='ls -l'\n\n"
			    BLOCK("export A=1\nexport B=2\n"));
	assert_string_equal(put(&a, one, "export A=3"),
			    "alias ll='ls -l'\n\n" BLOCK("export A=3\n"));
	assert_string_equal(put(&a, one, "unset A"),
			    "alias ll='ls -l'\n\n" BLOCK("unset A\n"));
	arena_release(&a);
}

static void test_ends(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(put(&a, "", "unset A"), BLOCK("unset A\n"));
	assert_string_equal(put(&a, "x", "unset A"),
			    "x\n\n" BLOCK("unset A\n"));
	/* To a shell a CR is a letter: the block has none. */
	assert_string_equal(put(&a, "x\r\n", "unset A"),
			    "x\r\n\n# >>> gomend >>>\n"
			    "# Written by gomend; \"gomend undo\" takes it "
			    "back.\nunset A\n# <<< gomend <<<\n");
	arena_release(&a);
}

static void test_torn_marks(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(put(&a, "x\n# >>> gomend >>>\n", "unset A"),
			    "error: the gomend block that line 2 begins has no "
			    "end");
	assert_string_equal(put(&a, "# <<< gomend <<<\n", "unset A"),
			    "error: line 1 ends a gomend block that has no "
			    "beginning");
	assert_string_equal(put(&a, BLOCK("") BLOCK(""), "unset A"),
			    "error: line 4 begins a second gomend block");
	arena_release(&a);
}

static void check_sets(enum shellrc_family f, const char *line, bool want)
{
	struct arena a = ARENA_INIT;
	struct shellrc_set *list;
	size_t n = shellrc_find_set(&a, str_from(line), f, "GOROOT", &list);

	if ((n == 1) != want)
		fail_msg("%s: %zu", line, n);
	arena_release(&a);
}

static void test_find(void **state)
{
	static const char *const yes[] = {
		"export GOROOT=/usr/local/go", "\texport GOROOT=/x  # mine",
		"GOROOT=/x; export GOROOT", "GOROOT=/x;export GOROOT",
		"export GOROOT=\"$HOME/my go\"", "export GOROOT='/a b'\\ c",
		"GOROOT=$(go env GOROOT)", "export GOROOT=${GOROOT:-/x y}",
		"typeset -x GOROOT=/x", "declare -gx GOROOT=/x",
		"export GOROOT=", "export GOROOT=/x\r",
	};
	static const char *const no[] = {
		"# export GOROOT=/x", "export GOROOT=/x GOPATH=/y",
		"export GOROOT=/x && foo", "test -d /x && export GOROOT=/x",
		"export MYGOROOT=/x", "export GOROOTS=/x", "export GOROOT",
		"export GOROOT=`go env GOROOT`", "echo export GOROOT=/x",
		"export GOROOT='/a", "GOROOT=/x go build", "GOROOT=/x; foo",
		"export GOROOT=/x \\", "export GOROOT=$(a", "unset GOROOT",
	};
	static const char *const fish[] = {
		"set -gx GOROOT /usr/local/go", "set -x GOROOT '/a b' # c",
		"set --export -g GOROOT /x", "set -Ux GOROOT /x",
	};
	static const char *const no_fish[] = {
		"set -g GOROOT /x", "set GOROOT /x", "set -gx GOROOT /x /y",
		"set -gx GOROOT", "set -gx GOROOT (go env GOROOT)",
		"set -e GOROOT", "export GOROOT=/x",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(yes); i++)
		check_sets(SHELLRC_BASH, yes[i], true);
	for (i = 0; i < ARRAY_SIZE(no); i++)
		check_sets(SHELLRC_BASH, no[i], false);
	for (i = 0; i < ARRAY_SIZE(fish); i++)
		check_sets(SHELLRC_FISH, fish[i], true);
	for (i = 0; i < ARRAY_SIZE(no_fish); i++)
		check_sets(SHELLRC_FISH, no_fish[i], false);
}

static void test_find_place(void **state)
{
	static const char text[] = "a\n  export GOROOT=/x # y\nexport "
				   "GOROOT=\\\n/z\nGOROOT=/w\n";
	struct arena a = ARENA_INIT;
	struct shellrc_set *list;
	size_t n = shellrc_find_set(&a, str_from(text), SHELLRC_SH, "GOROOT",
				    &list);

	(void)state;
	assert_int_equal(n, 2);
	assert_int_equal(list[0].line, 2);
	assert_int_equal(list[0].start, 4);
	assert_string_equal(list[0].text, "export GOROOT=/x # y");
	assert_int_equal(list[1].line, 5);
	assert_string_equal(shellrc_disabled(&a, SHELLRC_SH, &list[0]),
			    ": # gomend: export GOROOT=/x # y");
	arena_release(&a);
}

/* What is written out or kept in a variable is not what the shell does. */
static void test_find_no_data(void **state)
{
	static const char bash[] =
		"cat >x <<EOF\nexport GOROOT=/a\nEOF\n"
		"cat <<-'END' | sh\n\texport GOROOT=/b\n\tEND\n"
		"s='\nexport GOROOT=/c\n'\n"
		"t=\"it's\nexport GOROOT=/d\n\"\n"
		"if true; then # it's so\n\texport GOROOT=/e\nfi\n";
	static const char fish[] =
		"set s 'a\nset -gx GOROOT /a\n'\nset -gx GOROOT /b\n";
	struct arena a = ARENA_INIT;
	struct shellrc_set *list;

	(void)state;
	assert_int_equal(shellrc_find_set(&a, str_from(bash), SHELLRC_BASH,
					  "GOROOT", &list), 1);
	assert_string_equal(list[0].text, "export GOROOT=/e");
	assert_int_equal(shellrc_find_set(&a, str_from(fish), SHELLRC_FISH,
					  "GOROOT", &list), 1);
	assert_string_equal(list[0].text, "set -gx GOROOT /b");
	arena_release(&a);
}

static void test_lines(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(shellrc_set_line(&a, SHELLRC_BASH, "GOFLAGS",
					     "-ldflags='-s -w'"),
			    "export GOFLAGS='-ldflags='\\''-s -w'\\'''");
	assert_string_equal(shellrc_set_line(&a, SHELLRC_FISH, "A", "it's \\"),
			    "set -gx A 'it\\'s \\\\'");
	assert_string_equal(shellrc_path_line(&a, SHELLRC_ZSH, "/home/u/go/bin",
					      "/home/u", false),
			    "case \":$PATH:\" in *:\"$HOME/go/bin\":*) ;; *) "
			    "export PATH=\"$PATH\":\"$HOME/go/bin\" ;; esac");
	assert_string_equal(shellrc_path_line(&a, SHELLRC_SH, "/home/user/b",
					      "/home/u", true),
			    "case \"$PATH:\" in /home/user/b:*) ;; *) export "
			    "PATH=/home/user/b:\"$PATH\" ;; esac");
	assert_true(shellrc_names(str_from(". ~/.bashrc"), "bashrc"));
	assert_false(shellrc_names(str_from("bashrcs"), "bashrc"));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_block),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_torn_marks),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_find_place),
		cmocka_unit_test(test_find_no_data),
		cmocka_unit_test(test_lines),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
