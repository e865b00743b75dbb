#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "host/owner.h"
#include "host/sha256.h"
#include "host/stage.h"
#include "host/tree.h"
#include "tests/cm.h"

static char top[] = "/tmp/gomend-test-XXXXXX";

static const char *in(const char *rel)
{
	static char paths[4][256];
	static int at;

	at = (at + 1) % 4;
	(void)snprintf(paths[at], sizeof(paths[at]), "%s/%s", top, rel);
	return paths[at];
}

static void put(const char *rel, const char *text)
{
	FILE *f = fopen(in(rel), "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* A fresh folder: a, b/, b/c, b-d, link → a. */
static int setup(void **state)
{
	(void)state;
	assert_int_equal(stage_remove(top, NULL), 0);
	assert_int_equal(mkdir(top, 0755), 0);
	put("a", "hello\n");
	assert_int_equal(mkdir(in("b"), 0750), 0);
	put("b/c", "x");
	put("b-d", "");
	assert_int_equal(symlink("a", in("link")), 0);
	return 0;
}

static int names(void *payload, const struct tree_entry *e)
{
	strbuf_addf(payload, "%d:%s:%s ", (int)e->type, e->rel,
		    e->target ? e->target : "");
	return 0;
}

static int stop_at_b(void *payload, const struct tree_entry *e)
{
	++*(int *)payload;
	return e->rel[0] == 'b' ? -7 : 0;
}

static void test_walk(void **state)
{
	struct strbuf seen = STRBUF_INIT;
	struct error err = ERROR_INIT;
	int n = 0;

	(void)state;
	assert_int_equal(mkfifo(in("pipe"), 0600), 0);
	assert_int_equal(tree_walk(top, names, &seen, &err), 0);
	assert_string_equal(seen.buf, "2:: 1:a: 2:b: 1:b/c: 1:b-d: 3:link:a "
			    "4:pipe: ");
	assert_int_equal(tree_walk(top, stop_at_b, &n, &err), -7);
	assert_int_equal(n, 3);
	assert_int_equal(tree_walk(in("none"), names, &seen, &err), -1);
	assert_int_equal(err.code, ENOENT);
	assert_string_equal(err.origin, in("none"));
	error_release(&err);
	strbuf_release(&seen);
}

static void test_lstat(void **state)
{
	struct arena a = ARENA_INIT;
	struct tree_entry e;

	(void)state;
	assert_int_equal(tree_lstat(&a, in("a"), &e, NULL), 0);
	assert_int_equal(e.type, TREE_FILE);
	assert_int_equal(e.st.st_size, 6);
	assert_int_equal(tree_lstat(&a, in("link"), &e, NULL), 0);
	assert_int_equal(e.type, TREE_LINK);
	assert_string_equal(e.target, "a");
	assert_int_equal(tree_lstat(&a, in("none"), &e, NULL), 0);
	assert_int_equal(e.type, TREE_ABSENT);
	assert_int_equal(tree_lstat(&a, in("a/below"), &e, NULL), 0);
	assert_int_equal(e.type, TREE_ABSENT);
	arena_release(&a);
}

static void test_hash(void **state)
{
	char hash[TREE_PRINT_BYTES];
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(tree_hash_file(in("a"), hash, NULL), 0);
	assert_string_equal(hash, "5891b5b522d5df086d0ff0b110fbd9d2"
			    "1bb4fc7163af34d08286a2e846f6be03");
	assert_int_equal(sha256_of(STR_LIT(""), hash, NULL), 0);
	assert_string_equal(hash, "e3b0c44298fc1c149afbf4c8996fb924"
			    "27ae41e4649b934ca495991b7852b855");
	assert_int_equal(tree_hash_file(in("link"), hash, &err), -1);
	assert_int_equal(err.code, ELOOP);
	error_release(&err);
	assert_int_equal(tree_hash_file(in("b"), hash, &err), -1);
	error_release(&err);
}

/* Each of these is seen; a neighbour, a rename and a look are not. */
static void test_print(void **state)
{
	char was[TREE_PRINT_BYTES], is[TREE_PRINT_BYTES];
	const char *skips[] = { "b" };
	struct timespec times[2] = { { 0, UTIME_OMIT }, { 5, 7 } };

	(void)state;
#define SAME() do { \
		assert_int_equal(tree_print(top, is, NULL), 0); \
		assert_string_equal(was, is); \
	} while (0)
#define OTHER() do { \
		assert_int_equal(tree_print(top, is, NULL), 0); \
		assert_string_not_equal(was, is); \
		memcpy(was, is, sizeof(was)); \
	} while (0)
	assert_int_equal(tree_print(top, was, NULL), 0);
	SAME();
	assert_int_equal(utimensat(AT_FDCWD, top, times, 0), 0);
	SAME();
	assert_int_equal(utimensat(AT_FDCWD, in("b"), times, 0), 0);
	SAME();
	assert_int_equal(rename(top, "/tmp/gomend-test-moved"), 0);
	assert_int_equal(tree_print("/tmp/gomend-test-moved", is, NULL), 0);
	assert_int_equal(rename("/tmp/gomend-test-moved", top), 0);
	assert_string_equal(was, is);
	put("a", "hellO\n");
	OTHER();
	assert_int_equal(chmod(in("b"), 0700), 0);
	OTHER();
	assert_int_equal(utimensat(AT_FDCWD, in("b/c"), times, 0), 0);
	OTHER();
	assert_int_equal(unlink(in("link")), 0);
	assert_int_equal(symlink("b", in("link")), 0);
	OTHER();
	assert_int_equal(rename(in("b-d"), in("b-e")), 0);
	OTHER();
	put("b/new", "");
	OTHER();
	assert_int_equal(tree_print_but(top, skips, 1, was, NULL), 0);
	put("b/newer", "");
	assert_int_equal(tree_print_but(top, skips, 1, is, NULL), 0);
	assert_string_equal(was, is);
}

static void test_count(void **state)
{
	int64_t n, bytes;

	(void)state;
	assert_int_equal(tree_count(top, &n, &bytes, NULL), 0);
	assert_int_equal(n, 6);
	assert_int_equal(bytes, 7);
}

static void test_remove(void **state)
{
	(void)state;
	/* A tree that cannot be written to, and a link out of it. */
	assert_int_equal(symlink("/tmp", in("b/out")), 0);
	assert_int_equal(chmod(in("b"), 0500), 0);
	assert_int_equal(stage_remove(in("b"), NULL), 0);
	assert_int_equal(access(in("b"), F_OK), -1);
	assert_int_equal(access("/tmp", F_OK), 0);
	assert_int_equal(stage_remove(in("b"), NULL), 0);
	assert_int_equal(stage_remove(in("link"), NULL), 0);
	assert_int_equal(access(in("a"), F_OK), 0);
}

static int64_t mtime_ns(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
}

static int entries(void *payload, const struct tree_entry *e)
{
	*(int *)payload += e->depth == 1;
	return 0;
}

static void test_stage(void **state)
{
	struct arena a = ARENA_INIT;
	const char *base, *stage, *kept;
	bool beside = true;
	int64_t mtime;
	int n = 0;

	(void)state;
	assert_int_equal(setenv("XDG_STATE_HOME", in("state"), 1), 0);
	assert_string_equal(stage_state_dir(&a), in("state/gomend"));
	assert_int_equal(mkdir(in("git"), 0755), 0);
	base = stage_base(&a, in("a"), in("git"), NULL, &beside, NULL);
	assert_string_equal(base, in("git/gomend"));
	assert_false(beside);
	/* Where git's folder goes away with a tree, nothing is kept in it. */
	base = stage_base(&a, in("a"), in("git"), in("git"), &beside, NULL);
	assert_string_equal(base, in("state/gomend/stage"));
	base = stage_base(&a, in("b/c"), NULL, top, &beside, NULL);
	assert_string_equal(base, "/tmp/.gomend-undo");
	assert_true(beside);
	base = stage_base(&a, in("none/yet"), in("git"), NULL, &beside, NULL);
	assert_string_equal(base, in("git/gomend"));

	mtime = mtime_ns(in("git"));
	stage = stage_make(&a, in("git/gomend"), "vendor", NULL);
	assert_non_null(stage);
	kept = stage_make(&a, in("git/gomend"), "other", NULL);
	assert_non_null(kept);
	assert_int_equal(mtime_ns(in("git")), mtime);
	/* Both are of this process, which lives. */
	stage_sweep(NULL);
	assert_int_equal(access(stage, F_OK), 0);
	assert_int_equal(tree_walk(in("state/gomend/stages"), entries, &n,
				   NULL), 0);
	assert_int_equal(n, 2);
	assert_int_equal(stage_drop(stage, NULL), 0);
	assert_int_equal(access(stage, F_OK), -1);
	assert_int_equal(access(kept, F_OK), 0);
	assert_int_equal(stage_drop(in("b"), NULL), 0);
	assert_int_equal(access(in("b/c"), F_OK), 0);
	assert_int_equal(stage_drop(kept, NULL), 0);
	assert_int_equal(access(in("git/gomend"), F_OK), -1);
	assert_int_equal(mtime_ns(in("git")), mtime);
	arena_release(&a);
}

/* A note as stage_make() writes one. */
static void note_down(const char *pid, const char *started, const char *boot,
		      const char *host, const char *stage)
{
	char note[1024];

	(void)snprintf(note, sizeof(note), "%s/state/gomend/stages/%s.%llu.%s."
		       "%s.%s%s", top, pid, owner_space(), started, boot,
		       host, strrchr(stage, '.'));
	assert_int_equal(mkdir(stage, 0700), 0);
	assert_int_equal(symlink(stage, note), 0);
}

/* Of a process that is gone. */
static void test_sweep(void **state)
{
	char note[256], me[32], *boot = owner_boot(), *host = owner_host();
	char *started = owner_started(getpid()), *p;
	const struct timespec old[2] = { { 3, 3 }, { 3, 3 } };
	struct arena a = ARENA_INIT;
	struct stat st;

	(void)state;
	for (p = host; *p; p++)
		if (*p == '.' || *p == '/')
			*p = '_';
	(void)snprintf(me, sizeof(me), "%ld", (long)getpid());
	assert_int_equal(setenv("XDG_STATE_HOME", in("state"), 1), 0);
	assert_int_equal(mkdir(in("git"), 0755), 0);
	assert_int_equal(stage_make_base(in("git/gomend"), NULL), 0);
	assert_int_equal(stage_make_base(in("state/gomend/stages"), NULL), 0);
	note_down("9999999", "1", boot, host, in("git/gomend/one.abcdef"));
	note_down("9999999", "1", boot, host, in("git/gomend/two.ghijkl"));
	/* Its number is that of another one now; and it was another boot. */
	note_down(me, "1", boot, host, in("git/gomend/three.aaaaaa"));
	note_down(me, started, "before", host, in("git/gomend/four.bbbbbb"));
	/* What lives, here or for all that is known elsewhere. */
	note_down(me, started, boot, host, in("git/gomend/five.cccccc"));
	note_down("9999999", "1", "other", "elsewhere",
		  in("git/gomend/six.dddddd"));
	/* And a folder whose mtime it was about to put back. */
	assert_int_equal(stat(in("b"), &st), 0);
	(void)snprintf(note, sizeof(note), "%s/state/gomend/stages/touched."
		       "%llu.5000000007", top, (unsigned long long)st.st_ino);
	assert_int_equal(symlink(in("b"), note), 0);
	assert_int_equal(utimensat(AT_FDCWD, in("b"), NULL, 0), 0);
	/* Another that somebody has put right since. */
	assert_int_equal(mkdir(in("right"), 0755), 0);
	assert_int_equal(stat(in("right"), &st), 0);
	(void)snprintf(note, sizeof(note), "%s/state/gomend/stages/touched."
		       "%llu.6000000007", top, (unsigned long long)st.st_ino);
	assert_int_equal(symlink(in("right"), note), 0);
	assert_int_equal(utimensat(AT_FDCWD, in("right"), old, 0), 0);
	stage_sweep(in("git/gomend/two.ghijkl"));
	assert_int_equal(mtime_ns(in("right")), 3000000003);
	assert_int_equal(access(note, F_OK), -1);
	assert_int_equal(access(in("git/gomend/one.abcdef"), F_OK), -1);
	assert_int_equal(access(in("git/gomend/two.ghijkl"), F_OK), 0);
	assert_int_equal(access(in("git/gomend/three.aaaaaa"), F_OK), -1);
	assert_int_equal(access(in("git/gomend/four.bbbbbb"), F_OK), -1);
	assert_int_equal(mtime_ns(in("b")), 5000000007);
	stage_sweep(NULL);
	assert_int_equal(access(in("git/gomend/two.ghijkl"), F_OK), -1);
	assert_int_equal(access(in("git/gomend/five.cccccc"), F_OK), 0);
	assert_int_equal(access(in("git/gomend/six.dddddd"), F_OK), 0);
	assert_int_equal(stage_drop(in("git/gomend/five.cccccc"), NULL), 0);
	assert_int_equal(stage_drop(in("git/gomend/six.dddddd"), NULL), 0);
	assert_int_equal(access(in("git/gomend"), F_OK), -1);
	assert_int_equal(rmdir(in("state/gomend/stages")), 0);
	free(boot);
	free(host);
	free(started);
	arena_release(&a);
}

static int group_end(void **state)
{
	(void)state;
	return stage_remove(top, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_walk, setup),
		cmocka_unit_test_setup(test_lstat, setup),
		cmocka_unit_test_setup(test_hash, setup),
		cmocka_unit_test_setup(test_print, setup),
		cmocka_unit_test_setup(test_count, setup),
		cmocka_unit_test_setup(test_remove, setup),
		cmocka_unit_test_setup(test_stage, setup),
		cmocka_unit_test_setup(test_sweep, setup),
	};

	if (!mkdtemp(top))
		return 1;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, group_end);
}
