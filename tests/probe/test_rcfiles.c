#include "config.h"

#include "probe/parent.h"
#include "probe/rcfiles.h"

#include "tests/cm.h"

static void check(enum shell_family family, enum place_kind kind,
		  const struct envset *env, const char *file, bool want)
{
	struct arena a = ARENA_INIT;
	const char **files;
	size_t i, n = rcfiles_list(&a, family, kind, env, &files), found = 0;

	for (i = 0; i < n; i++)
		if (!strcmp(files[i], file))
			found++;
	if (found != (want ? 1 : 0))
		fail_msg("%s: found %zu times", file, found);
	arena_release(&a);
}

static void test_families(void **state)
{
	(void)state;
	assert_int_equal(shell_family_of("/usr/bin/zsh"), SHELL_ZSH);
	assert_int_equal(shell_family_of("/bin/dash"), SHELL_POSIX);
	assert_int_equal(shell_family_of("/opt/bin/fish"), SHELL_FISH);
	assert_int_equal(shell_family_of("/usr/bin/nu"), SHELL_UNKNOWN);
	assert_int_equal(shell_family_of(NULL), SHELL_UNKNOWN);
}

static void test_lists(void **state)
{
	static const struct {
		enum shell_family family;
		const char *file;
		bool login, interactive, noninteractive;
	} rows[] = {
		{ SHELL_BASH, "/etc/profile", true, false, false },
		{ SHELL_BASH, "/h/.bash_profile", true, false, false },
		{ SHELL_BASH, "/h/.bash_login", true, false, false },
		{ SHELL_BASH, "/h/.profile", true, false, false },
		{ SHELL_BASH, "/h/.bashrc", true, true, false },
		{ SHELL_BASH, "/b/env", false, false, true },
		{ SHELL_ZSH, "/h/.zshenv", true, true, true },
		{ SHELL_ZSH, "/z/.zshenv", true, true, true },
		{ SHELL_ZSH, "/z/.zprofile", true, false, false },
		{ SHELL_ZSH, "/z/.zshrc", true, true, false },
		{ SHELL_ZSH, "/h/.zshrc", false, false, false },
		{ SHELL_ZSH, "/z/.zlogin", true, false, false },
		{ SHELL_ZSH, "/etc/zsh/zshrc", true, true, false },
		{ SHELL_FISH, "/h/.config/fish/config.fish", true, true,
		  true },
		{ SHELL_FISH, "/h/.config/fish/conf.d/", true, true, true },
		{ SHELL_POSIX, "/h/.profile", true, false, false },
		{ SHELL_POSIX, "/e/rc", true, true, false },
		{ SHELL_POSIX, "/h/.bashrc", false, false, false },
	};
	struct envset env;
	size_t i;

	(void)state;
	envset_init(&env);
	envset_put(&env, "HOME", "/h");
	envset_put(&env, "ZDOTDIR", "/z");
	envset_put(&env, "ENV", "/e/rc");
	envset_put(&env, "BASH_ENV", "/b/env");
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		check(rows[i].family, PLACE_LOGIN, &env, rows[i].file,
		      rows[i].login);
		check(rows[i].family, PLACE_INTERACTIVE, &env, rows[i].file,
		      rows[i].interactive);
		check(rows[i].family, PLACE_NONINTERACTIVE, &env,
		      rows[i].file, rows[i].noninteractive);
	}
	/* Nothing is invented where variables are not set. */
	envset_remove(&env, "ENV");
	envset_remove(&env, "ZDOTDIR");
	check(SHELL_POSIX, PLACE_INTERACTIVE, &env, "/e/rc", false);
	check(SHELL_ZSH, PLACE_INTERACTIVE, &env, "/h/.zshrc", true);
	check(SHELL_ZSH, PLACE_INTERACTIVE, &env, "/h/.zshenv", true);
	envset_remove(&env, "HOME");
	check(SHELL_BASH, PLACE_LOGIN, &env, "/etc/profile", true);
	check(SHELL_BASH, PLACE_LOGIN, &env, "/.bashrc", false);
	envset_release(&env);
}

static void who_types_there(void **state)
{
	const struct {
		struct str words;
		bool typed, login;
	} cases[] = {
		{ STR_LIT("bash\0"), true, false },
		{ STR_LIT("-bash\0"), true, true },
		{ STR_LIT("/usr/bin/zsh\0-l\0"), true, true },
		{ STR_LIT("bash\0--login\0-i\0"), true, true },
		{ STR_LIT("bash\0-li\0"), true, true },
		{ STR_LIT("sh\0script.sh\0"), false, false },
		{ STR_LIT("bash\0-c\0gomend\0"), false, false },
		{ STR_LIT("bash\0-ic\0gomend\0"), false, false },
		{ STR_LIT("bash\0--norc\0-i\0"), false, false },
		{ STR_LIT("bash\0--rcfile\0x\0-i\0"), false, false },
		{ STR_LIT("zsh\0-f\0"), false, false },
		{ STR_LIT("bash\0-\0"), false, false },
		{ STR_LIT(""), false, false },
	};
	bool login;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		assert_int_equal(parent_is_typed_in(cases[i].words, &login),
				 cases[i].typed);
		if (cases[i].typed)
			assert_int_equal(login, cases[i].login);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(who_types_there),
	cmocka_unit_test(test_families),
	cmocka_unit_test(test_lists),
};

CM_MAIN(tests)
