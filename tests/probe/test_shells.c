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

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_container_base),
};

CM_MAIN(tests)
