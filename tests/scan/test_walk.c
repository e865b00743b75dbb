#include "config.h"

#include "tests/cm.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/path.h"
#include "base/str.h"
#include "scan/walk.h"

static struct arena arena;
static char top[] = "/tmp/gomend-walk-XXXXXX";

/* An empty file and the folders above it. */
static void put(const char *rel)
{
	size_t n = strlen(top) + 1;
	char *path = path_join(&arena, top, rel);
	int fd;

	for (;;) {
		char *slash = strchr(path + n, '/');

		if (!slash)
			break;
		*slash = '\0';
		(void)mkdir(path, 0755);
		*slash = '/';
		n = (size_t)(slash - path) + 1;
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	assert_true(fd >= 0);
	(void)close(fd);
}

static int make_tree(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(top));
	put("go.mod");
	put("main.go");
	put("a/b/c/go.mod");
	put("a/b/x.go");
	put("a/b/y.go");
	put("vendor/modules.txt");
	put("vendor/x/go.mod");
	put("node_modules/go.mod");
	put(".git/go.mod");
	put(".github/workflows/ci.yaml");
	put(".github/workflows/old/no.yaml");
	put(".circleci/config.yml");
	put("other/config.yml");
	put("Godeps/Godeps.json");
	put("b/Godeps");
	put("testdata/go.mod");
	put("a/_x/y/go.mod");
	put("build.Dockerfile");
	put("Dockerfile.test");
	put("Dockerfile_test.go");
	put("Dockerfile.md");
	assert_int_equal(symlink("a", path_join(&arena, top, "link")), 0);
	assert_int_equal(symlink("..", path_join(&arena, top, "a/up")), 0);
	assert_int_equal(mkfifo(path_join(&arena, top, "a/.gitignore"), 0600),
			 0);
	return 0;
}

static int remove_tree(void **state)
{
	static const char *const files[] = {
		"a/b/c", "a/b", "a/_x/y", "a/_x", "a", "vendor/x", "vendor",
		"node_modules", ".git", ".github/workflows/old",
		".github/workflows", ".github", ".circleci", "other", "Godeps",
		"b", "testdata", "",
	};
	static const char *const names[] = {
		"go.mod", "main.go", "x.go", "y.go", "modules.txt", "ci.yaml",
		"no.yaml", "config.yml", "Godeps.json", "Godeps",
		"build.Dockerfile", "Dockerfile.test", "Dockerfile_test.go",
		"Dockerfile.md", "link", "up", ".gitignore",
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		const char *dir = path_join(&arena, top, files[i]);

		for (k = 0; k < ARRAY_SIZE(names); k++)
			(void)unlink(path_join(&arena, dir, names[k]));
		(void)rmdir(dir);
	}
	arena_release(&arena);
	return 0;
}

static struct walk walk_with(struct walk_options o)
{
	struct walk_progress p = { 0 };
	struct walk w;

	assert_int_equal(walk_run(&arena, top, &o, &p, &w, NULL), 0);
	return w;
}

static const struct walk_hit *hit(const struct walk *w, const char *path)
{
	size_t i;

	for (i = 0; i < w->nhits; i++)
		if (!strcmp(w->hits[i].path, path))
			return &w->hits[i];
	return NULL;
}

/* The same by however many threads. */
static void finds(void **state)
{
	int threads;

	(void)state;
	for (threads = 1; threads <= 8; threads++) {
		struct walk_options o = { .nthreads = threads };
		struct walk w = walk_with(o);
		const struct walk_dir *d;

		assert_null(w.cut);
		assert_int_equal(hit(&w, "go.mod")->what, WALK_GOMOD);
		assert_int_equal(hit(&w, "a/b/c/go.mod")->what, WALK_GOMOD);
		assert_false(hit(&w, "a/b/c/go.mod")->fixture);
		assert_true(hit(&w, "testdata/go.mod")->fixture);
		assert_true(hit(&w, "a/_x/y/go.mod")->fixture);
		assert_int_equal(hit(&w, "vendor")->what, WALK_VENDOR);
		assert_null(hit(&w, "vendor/x/go.mod"));
		assert_null(hit(&w, "node_modules/go.mod"));
		assert_null(hit(&w, ".git/go.mod"));
		assert_null(hit(&w, "link/b/c/go.mod"));
		assert_int_equal(hit(&w, ".github/workflows/ci.yaml")->kind,
				 FILE_GITHUB_WORKFLOW);
		assert_false(hit(&w, ".github/workflows/ci.yaml")->fixture);
		assert_null(hit(&w, ".github/workflows/old/no.yaml"));
		assert_int_equal(hit(&w, ".circleci/config.yml")->kind,
				 FILE_OTHER_CI);
		assert_null(hit(&w, "other/config.yml"));
		assert_string_equal(hit(&w, "Godeps/Godeps.json")->tool,
				    "godep");
		assert_string_equal(hit(&w, "b/Godeps")->tool, "gdm");
		assert_non_null(hit(&w, "build.Dockerfile"));
		assert_non_null(hit(&w, "Dockerfile.test"));
		assert_null(hit(&w, "Dockerfile.md"));
		assert_int_equal(hit(&w, "a/.gitignore")->what, WALK_GIT_TRAP);
		assert_int_equal(hit(&w, "a/.gitignore")->type, WALK_SPECIAL);
		d = walk_find_dir(&w, "a/b");
		assert_int_equal(d->ngofiles, 2);
		assert_null(walk_find_dir(&w, "link"));
		assert_ptr_equal(walk_find(&w, WALK_GOMOD, "a/b/c"),
				 hit(&w, "a/b/c/go.mod"));
		assert_null(walk_find(&w, WALK_GOSUM, "."));
	}
}

static void limits(void **state)
{
	struct walk_options few = { .max_entries = 5 };
	struct walk_options flat = { .max_depth = 1, .nthreads = 2 };
	struct walk_progress stop = { 0 };
	struct walk w;

	(void)state;
	w = walk_with(few);
	assert_non_null(strstr(w.cut, "more than 5 files"));
	w = walk_with(flat);
	assert_non_null(strstr(w.cut, "more than 1 deep"));
	assert_null(hit(&w, "a/b/c/go.mod"));
	assert_non_null(hit(&w, "testdata/go.mod"));
	atomic_store(&stop.cancel, true);
	assert_int_equal(walk_run(&arena, top, NULL, &stop, &w, NULL), 0);
	assert_int_equal(w.ndirs, 0);
	atomic_store(&stop.cancel, false);
	assert_int_equal(walk_run(&arena, path_join(&arena, top, "nowhere"),
				  NULL, &stop, &w, NULL), -1);
}

static void fixtures(void **state)
{
	(void)state;
	assert_true(walk_is_fixture("testdata"));
	assert_true(walk_is_fixture("a/testdata/b"));
	assert_true(walk_is_fixture("a/_b"));
	assert_true(walk_is_fixture(".hidden/a"));
	assert_false(walk_is_fixture("."));
	assert_false(walk_is_fixture(".github/workflows"));
	assert_false(walk_is_fixture("a_b/mytestdata"));
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(finds), cmocka_unit_test(limits),
		cmocka_unit_test(fixtures),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, make_tree, remove_tree);
}
