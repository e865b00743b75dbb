#include "config.h"

#include "tests/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "probe/shells.h"

static void write_file(const char *path, const char *bytes, size_t len)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

/* A root folder in which PID 1 has the environment of a Go image. */
static void test_container_base(void **state)
{
	static const char environment[] =
		"PATH=/go/bin:/usr/local/go/bin:/usr/bin:/bin\0"
		"GOTOOLCHAIN=local\0GOPATH=/go\0PWD=/go\0SECRET=x\0TERM=y";
	char root[] = "/tmp/gomend-test-XXXXXX";
	struct arena a = ARENA_INIT;
	struct envset e;

	(void)state;
	assert_non_null(mkdtemp(root));
	assert_int_equal(mkdir(arena_printf(&a, "%s/proc", root), 0700), 0);
	assert_int_equal(mkdir(arena_printf(&a, "%s/proc/1", root), 0700), 0);
	write_file(arena_printf(&a, "%s/proc/1/environ", root), environment,
		   sizeof(environment) - 1);
	envset_init(&e);
	/* Without the engine's mark it is the machine's first process. */
	assert_false(shell_container_base(&e, root));
	assert_int_equal(e.n, 0);
	write_file(arena_printf(&a, "%s/.dockerenv", root), "", 0);
	assert_true(shell_container_base(&e, root));
	assert_string_equal(envset_get(&e, "PATH"),
			    "/go/bin:/usr/local/go/bin:/usr/bin:/bin");
	assert_string_equal(envset_get(&e, "GOTOOLCHAIN"), "local");
	assert_string_equal(envset_get(&e, "GOPATH"), "/go");
	assert_null(envset_get(&e, "SECRET"));
	assert_null(envset_get(&e, "PWD"));
	assert_null(envset_get(&e, "TERM"));
	envset_release(&e);
	(void)unlink(arena_printf(&a, "%s/.dockerenv", root));
	(void)unlink(arena_printf(&a, "%s/proc/1/environ", root));
	(void)rmdir(arena_printf(&a, "%s/proc/1", root));
	(void)rmdir(arena_printf(&a, "%s/proc", root));
	(void)rmdir(root);
	arena_release(&a);
}

static const struct assign *base_of(const struct shell_user *u,
				    const char *name)
{
	const struct assign *last = NULL;
	size_t i;

	for (i = 0; i < u->nbase_from; i++)
		if (!strcmp(u->base_from[i].name, name))
			last = &u->base_from[i];
	return last;
}

/* What PAM and login give before any shell runs, and from which line. */
static void test_login_base(void **state)
{
	static const char defs[] = "# ENV_PATH PATH=/no\n"
		"ENV_SUPATH\tPATH=/super/bin\nENV_PATH PATH=/plain/bin\n";
	static const char env[] = "# first\nexport GOPROXY=\"off\"\nTOKEN=x\n"
		"GOSUMDB=https://me:hush@sum.test\nGOFLAGS=\n";
	char root[] = "/tmp/gomend-test-XXXXXX";
	struct arena a = ARENA_INIT;
	const char *dir, *d, *e;
	struct shell_user u;

	(void)state;
	assert_non_null(mkdtemp(root));
	dir = arena_printf(&a, "%s/etc", root);
	d = arena_printf(&a, "%s/login.defs", dir);
	e = arena_printf(&a, "%s/environment", dir);
	memset(&u, 0, sizeof(u));
	envset_init(&u.base);
	/* Neither file: what login has built in, from nowhere. */
	shell_login_base(&u, root);
	assert_non_null(envset_get(&u.base, "PATH"));
	assert_null(base_of(&u, "PATH")->file);
	shell_user_release(&u);

	assert_int_equal(mkdir(dir, 0700), 0);
	write_file(d, defs, sizeof(defs) - 1);
	write_file(e, env, sizeof(env) - 1);
	memset(&u, 0, sizeof(u));
	envset_init(&u.base);
	shell_login_base(&u, root);
	assert_string_equal(envset_get(&u.base, "PATH"),
			    geteuid() ? "/plain/bin" : "/super/bin");
	assert_string_equal(base_of(&u, "PATH")->file, "/etc/login.defs");
	assert_int_equal(base_of(&u, "PATH")->line, geteuid() ? 3 : 2);
	assert_int_equal(base_of(&u, "PATH")->how, ORIGIN_INHERITED);
	assert_string_equal(envset_get(&u.base, "GOPROXY"), "off");
	assert_string_equal(base_of(&u, "GOPROXY")->file, "/etc/environment");
	assert_int_equal(base_of(&u, "GOPROXY")->line, 2);
	/* The shell gets it as it is; what is told is redacted. */
	assert_string_equal(envset_get(&u.base, "GOSUMDB"),
			    "https://me:hush@sum.test");
	assert_string_equal(base_of(&u, "GOSUMDB")->value,
			    "https://***@sum.test");
	assert_null(envset_get(&u.base, "TOKEN"));
	assert_null(envset_get(&u.base, "GOFLAGS"));
	shell_user_release(&u);

	/* Of two the file that PAM reads is the later one. */
	write_file(e, "PATH=/pam/bin\n", 14);
	memset(&u, 0, sizeof(u));
	envset_init(&u.base);
	shell_login_base(&u, root);
	assert_string_equal(envset_get(&u.base, "PATH"), "/pam/bin");
	assert_string_equal(base_of(&u, "PATH")->file, "/etc/environment");
	shell_user_release(&u);
	(void)unlink(d);
	(void)unlink(e);
	(void)rmdir(dir);
	(void)rmdir(root);
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_container_base),
	cmocka_unit_test(test_login_base),
};

CM_MAIN(tests)
