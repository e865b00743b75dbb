/* The commands of a fix as a list: every setting stays, said once. */
#include "config.h"

#include "probe/runlist.h"

#include <string.h>

#include "tests/cm.h"

static const char *const quiet[] = { "cd /src/x", "GOENV=off", "GOPROXY=off",
				     NULL };
static const char *const open_[] = { "cd /src/x", "GOENV=off", "GOWORK=off",
				     NULL };
static const char *const away[] = { "cd /", "-u GOFLAGS", "GOENV=off", NULL };

static const char *tidy_argv[] = { "go", "mod", "tidy",
				   "-modfile={stage}/go.mod" };
static const char *awk_argv[] = { "/usr/bin/awk", "{ print }" };

static struct plan_command tidy = { .argv = tidy_argv, .nargv = 4 };
static struct plan_command awk = { .argv = awk_argv, .nargv = 2 };

static struct fixrun_command one(struct plan_command *c,
				 const char *const *settings)
{
	struct fixrun_command out;

	memset(&out, 0, sizeof(out));
	out.command = c;
	out.line = "cd / && x";
	out.settings = settings;
	return out;
}

static const char *group_of(const struct runlist *l, const char *which)
{
	size_t i;

	for (i = 0; i < l->ngroups; i++)
		if (which ? l->groups[i].which &&
			    !strcmp(l->groups[i].which, which)
			  : !l->groups[i].which)
			return l->groups[i].text;
	return NULL;
}

static void test_groups(void **state)
{
	struct arena a = ARENA_INIT;
	struct plan_command fetch = tidy;
	struct fixrun_command list[5] = {
		one(&tidy, quiet), one(&awk, away), one(&tidy, quiet),
		one(&tidy, quiet), one(&fetch, open_),
	};
	struct fixrun_view v;
	struct runlist l;

	(void)state;
	memset(&v, 0, sizeof(v));
	v.commands = list;
	v.ncommands = 5;
	v.stage = "/src/x/.git/stage.XXXXXX";
	list[1].note = "9 bytes on its standard input";
	runlist_make(&a, &v, &l);
	assert_int_equal(l.n, 5);
	assert_string_equal(l.briefs[0],
			    "go mod tidy -modfile=<stage>/go.mod");
	assert_string_equal(l.briefs[1], "awk '{ print }'  "
			    "# 9 bytes on its standard input");
	assert_string_equal(l.lines[1], "cd / && x");
	assert_string_equal(l.stage, v.stage);
	/* What all have comes first. */
	assert_null(l.groups[0].which);
	assert_string_equal(l.groups[0].text, "GOENV=off");
	assert_string_equal(group_of(&l, "commands 1, 3\u20135:"),
			    "cd /src/x");
	assert_string_equal(group_of(&l, "commands 1, 3, 4:"), "GOPROXY=off");
	assert_string_equal(group_of(&l, "command 5:"), "GOWORK=off");
	/* As it can be typed, and a folder by itself. */
	assert_string_equal(group_of(&l, "command 2:"), "cd /");
	assert_string_equal(l.groups[l.ngroups - 2].text, "env -u GOFLAGS");
	assert_int_equal(l.ngroups, 6);
	assert_string_equal(l.network, "None of them uses the network.");
	fetch.network = true;
	runlist_make(&a, &v, &l);
	assert_string_equal(l.network, "The others do not use the network.");
	arena_release(&a);
}

/* Those that run in any case first; the others by the one that calls for
 * them, the same ones once. */
static void test_cases(void **state)
{
	struct arena a = ARENA_INIT;
	struct plan_command c[6] = { tidy, tidy, awk, tidy, awk, tidy };
	struct fixrun_command list[6];
	struct fixrun_view v;
	struct runlist l;
	size_t i;

	(void)state;
	memset(&v, 0, sizeof(v));
	c[0].id = "build";
	c[1].id = "list";
	c[2].id = "fork";
	c[2].unless = "build";
	c[3].unless = "fork";
	c[4].unless = "build";
	c[5].unless = "fork";
	c[1].network = true;
	c[0].executes = c[3].executes = MSG(&a, "git");
	for (i = 0; i < 6; i++)
		list[i] = one(&c[i], quiet);
	v.commands = list;
	v.ncommands = 6;
	runlist_make(&a, &v, &l);
	assert_int_equal(l.nsure, 2);
	assert_string_equal(l.count, "2\u20136");
	assert_true(l.sure[1] && !l.sure[2] && !l.sure[5]);
	assert_int_equal(l.ncases, 1);
	assert_int_equal(l.cases[0].by, 0);
	assert_int_equal(l.cases[0].nsame, 2);
	assert_string_equal(l.cases[0].same[0].which, "3, 5");
	assert_string_equal(l.cases[0].same[1].which, "4, 6");
	assert_int_equal(l.cases[0].same[1].i, 3);
	assert_int_equal(l.nmay, 2);
	assert_string_equal(l.may[0].which, "commands 1, 4:");
	assert_string_equal(l.may[0].text, "This may run: git");
	assert_string_equal(l.may[1].which, "command 2:");
	assert_string_equal(l.may[1].text, "It may use the network.");
	arena_release(&a);
}

static void test_alone(void **state)
{
	struct arena a = ARENA_INIT;
	struct fixrun_command list[1] = { one(&awk, away) };
	struct fixrun_view v;
	struct runlist l;

	(void)state;
	memset(&v, 0, sizeof(v));
	v.commands = list;
	v.ncommands = 1;
	runlist_make(&a, &v, &l);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.ngroups, 0);
	assert_null(l.stage);
	assert_null(l.network);
	/* One that could not even be made ready. */
	list[0].line = NULL;
	list[0].settings = NULL;
	runlist_make(&a, &v, &l);
	assert_string_equal(l.briefs[0], "");
	assert_null(l.lines[0]);
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_groups),
	cmocka_unit_test(test_cases),
	cmocka_unit_test(test_alone),
};

CM_MAIN(tests)
