#include "config.h"

#include "tests/cm.h"

#include "facts/origin.h"

#define F "/h/.bashrc"

static struct assign set(enum assign_op op, const char *name,
			 const char *value, int line)
{
	return (struct assign){ .op = op, .name = name, .value = value,
				.file = F, .line = line,
				.how = ORIGIN_TRACED };
}

static void test_last(void **state)
{
	const struct assign list[] = {
		set(ASSIGN_SET, "GOFLAGS", "-a", 1),
		set(ASSIGN_SET, "GOOS", "js", 2),
		set(ASSIGN_SET, "GOFLAGS", "-b", 3),
		set(ASSIGN_ADD, "GOFLAGS", " -c", 4),
		/* For one command alone: the value is another in the end. */
		set(ASSIGN_SET, "GOFLAGS", "-temp", 5),
	};
	struct arena a = ARENA_INIT;
	struct variable_origin o;

	(void)state;
	assert_true(origin_of(&a, list, 5, "GOFLAGS", "-b -c", &o));
	assert_int_equal(o.line, 4);
	assert_string_equal(o.file, F);
	assert_int_equal(o.how, ORIGIN_TRACED);
	assert_int_equal(o.nearlier, 2);
	assert_string_equal(o.earlier[0].value, "-b");
	assert_int_equal(o.earlier[0].line, 3);
	assert_string_equal(o.earlier[1].value, "-a");
	/* A value that nobody was seen to set. */
	assert_false(origin_of(&a, list, 5, "GOFLAGS", "-z", &o));
	assert_false(origin_of(&a, list, 5, "GOARCH", "arm", &o));
	arena_release(&a);
}

static void test_absent(void **state)
{
	const struct assign list[] = {
		set(ASSIGN_SET, "GOOS", "js", 1),
		set(ASSIGN_UNSET, "GOOS", NULL, 2),
		set(ASSIGN_SET, "GOARCH", "arm", 3),
		set(ASSIGN_UNSET, "GOARM", NULL, 4),
		set(ASSIGN_TOUCH, "GOBIN", NULL, 5),
	};
	struct arena a = ARENA_INIT;
	struct variable_origin o;

	(void)state;
	assert_true(origin_of(&a, list, 5, "GOOS", NULL, &o));
	assert_true(o.unset && !o.not_exported);
	assert_int_equal(o.line, 2);
	assert_int_equal(o.nearlier, 1);
	assert_true(origin_of(&a, list, 5, "GOARCH", NULL, &o));
	assert_true(o.not_exported && !o.unset);
	/* It never was there. */
	assert_false(origin_of(&a, list, 5, "GOARM", NULL, &o));
	/* read: whatever came of it. */
	assert_true(origin_of(&a, list, 5, "GOBIN", "/b", &o));
	assert_int_equal(o.line, 5);
	arena_release(&a);
}

/* "dir:line" of each element. */
static const char *path(struct arena *a, const struct assign *list, size_t n,
			const char *value)
{
	struct dir_origin *d;
	const char *out = "";
	size_t k = origin_of_path(a, list, n, value, &d), i;

	for (i = 0; i < k; i++)
		out = arena_printf(a, "%s%s%s:%d", out, i ? " " : "",
				   d[i].dir, d[i].line);
	return out;
}

static void test_path(void **state)
{
	struct assign list[] = {
		set(ASSIGN_SET, "PATH", "/usr/bin:/bin", 1),
		set(ASSIGN_SET, "PATH", "/a:/usr/bin:/bin", 2),
		set(ASSIGN_ADD, "PATH", ":/b", 3),
		set(ASSIGN_FRONT, "PATH", "/c:", 4),
		set(ASSIGN_SET, "PATH", "/c:/a:/usr/bin:/bin:/b:/a", 5),
	};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(path(&a, list, 5, "/c:/a:/usr/bin:/bin:/b:/a"),
			    "/c:4 /a:2 /usr/bin:1 /bin:1 /b:3 /a:5");
	/* What nobody was seen to put there. */
	assert_string_equal(path(&a, list, 3, "/a:/zz:/bin"),
			    "/a:2 /zz:0 /bin:1");
	/* Written out whole it is that line's, all of it. */
	list[1].whole = true;
	assert_string_equal(path(&a, list, 3, "/a:/usr/bin:/bin:/b"),
			    "/a:2 /usr/bin:2 /bin:2 /b:3");
	assert_string_equal(path(&a, list, 1, "/usr/bin::/bin"),
			    "/usr/bin:1 :0 /bin:1");
	assert_string_equal(path(&a, NULL, 0, NULL), "");
	assert_string_equal(path(&a, NULL, 0, ""), ":0");
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_last),
	cmocka_unit_test(test_absent),
	cmocka_unit_test(test_path),
};

CM_MAIN(tests)
