#include "config.h"

#include "tests/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diff.h"

/* A reader of unified diffs that knows nothing of the writer. */
static char *apply(const char *old, size_t old_len, struct str text,
		   size_t *len)
{
	struct strbuf out = STRBUF_INIT;
	struct str rest = text, line;
	size_t at = 0, before, i;
	unsigned long from, n;
	bool first = true;
	char mark;

	while (rest.len) {
		size_t end = str_find(rest, '\n') + 1;

		line = str_sub(rest, 0, end);
		rest = str_sub(rest, end, rest.len - end);
		if (str_starts(line, "--- ") && first)
			continue;
		if (str_starts(line, "+++ ") && first)
			continue;
		if (str_starts(line, "@@ -")) {
			char *p;

			first = false;
			from = strtoul(line.p + 4, &p, 10);
			n = *p == ',' ? strtoul(p + 1, NULL, 10) : 1;
			/* Copy what stands before the hunk. */
			before = n ? from - 1 : from;
			for (i = 0; i < old_len && at < old_len; ) {
				size_t lines = 0, k;

				for (k = 0; k < at; k++)
					lines += old[k] == '\n';
				if (lines >= before)
					break;
				do
					strbuf_addch(&out, old[at]);
				while (old[at++] != '\n' && at < old_len);
			}
			continue;
		}
		mark = line.p[0];
		assert_true(mark == ' ' || mark == '-' || mark == '+');
		line = str_sub(line, 1, line.len - 1);
		if (str_starts(rest, "\\ No newline at end of file\n")) {
			line.len--;
			end = str_find(rest, '\n') + 1;
			rest = str_sub(rest, end, rest.len - end);
		}
		if (mark != '+') {
			assert_true(at + line.len <= old_len);
			assert_memory_equal(old + at, line.p, line.len);
			at += line.len;
		}
		if (mark != '-')
			strbuf_adds(&out, line);
	}
	strbuf_add(&out, old + at, old_len - at);
	*len = out.len;
	return strbuf_detach(&out);
}

static void check(const char *old, size_t old_len, const char *new,
		  size_t new_len)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct diff d;
	size_t len, i, plus = 0, minus = 0;
	char *made;

	diff_lines(&a, (struct str){ old, old_len }, (struct str){ new, new_len },
		   &d);
	for (i = 0; i < d.nregions; i++) {
		plus += d.regions[i].new_end - d.regions[i].new_start;
		minus += d.regions[i].old_end - d.regions[i].old_start;
		if (i)
			assert_true(d.regions[i].old_start >
				    d.regions[i - 1].old_end);
	}
	assert_int_equal(plus, d.plus);
	assert_int_equal(minus, d.minus);
	diff_unified(&d, "a", "b", &sb);
	if (old_len == new_len && !memcmp(old, new, old_len))
		assert_int_equal(sb.len, 0);
	else
		assert_true(sb.len > 0);
	made = apply(old, old_len, strbuf_str(&sb), &len);
	assert_int_equal(len, new_len);
	assert_memory_equal(made, new, new_len);
	free(made);
	strbuf_release(&sb);
	arena_release(&a);
}

static void check_text(const char *old, const char *new)
{
	check(old, strlen(old), new, strlen(new));
	check(new, strlen(new), old, strlen(old));
}

static void test_small(void **state)
{
	(void)state;
	check_text("", "");
	check_text("", "a\n");
	check_text("", "a");
	check_text("a", "a\n");
	check_text("a\nb\nc\n", "a\nx\nc\n");
	check_text("a\nb\nc\n", "b\nc\na\n");
	check_text("a\r\nb\r\n", "a\nb\r\n");
	check_text("a\nb", "a\nb\nc");
	check_text("\n\n\n", "\n\n");
	check_text("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n",
		   "1\nx\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\nx\n14\n");
}

static void test_text(void **state)
{
	static const char *const old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";
	static const char *const new = "a\nB\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl";
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct diff d;

	(void)state;
	diff_lines(&a, str_from(old), str_from(new), &d);
	assert_int_equal(d.plus, 2);
	assert_int_equal(d.minus, 1);
	diff_unified(&d, "a/f", "b/f", &sb);
	assert_string_equal(sb.buf,
		"--- a/f\n+++ b/f\n"
		"@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n"
		"@@ -9,3 +9,4 @@\n i\n j\n k\n+l\n"
		"\\ No newline at end of file\n");
	strbuf_reset(&sb);
	diff_lines(&a, STR_NONE, str_from("x\n"), &d);
	diff_unified(&d, "/dev/null", "b/f", &sb);
	assert_string_equal(sb.buf, "--- /dev/null\n+++ b/f\n"
			    "@@ -0,0 +1 @@\n+x\n");
	strbuf_reset(&sb);
	diff_lines(&a, str_from("same\n"), str_from("same\n"), &d);
	diff_unified(&d, "a", "b", &sb);
	assert_int_equal(sb.len, 0);
	assert_true(diff_is_binary((struct str){ "a\0b", 3 }));
	assert_false(diff_is_binary(str_from("a\xff\n")));
	strbuf_release(&sb);
	arena_release(&a);
}

static unsigned long seed = 12345;

static unsigned long roll(unsigned long n)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (seed >> 33) % n;
}

/* Few different lines, so that much is alike; LF missing now and then. */
static void random_text(struct strbuf *out, unsigned long lines,
			unsigned long kinds)
{
	while (lines--)
		strbuf_addf(out, "%lu%s", roll(kinds),
			    roll(9) ? "\n" : "\r\n");
	if (out->len && !roll(4))
		strbuf_setlen(out, out->len - 1);
}

static void test_random(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 4000; i++) {
		struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;

		random_text(&x, roll(30), 1 + roll(8));
		random_text(&y, roll(30), 1 + roll(8));
		check(x.buf, x.len, y.buf, y.len);
		strbuf_release(&x);
		strbuf_release(&y);
	}
}

/* More differences than the shortest way is looked for. */
static void test_huge(void **state)
{
	struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct diff d;
	int i;

	(void)state;
	for (i = 0; i < 6000; i++) {
		strbuf_addf(&x, "line %d\n", i);
		strbuf_addf(&y, "line %d\n", i);
		strbuf_addf(&x, "%lu old\n", roll(7));
		strbuf_addf(&y, "%lu new\n", roll(7));
	}
	diff_lines(&a, strbuf_str(&x), strbuf_str(&y), &d);
	/* Every "line" was found to be in both. */
	assert_int_equal(d.nregions, 6000);
	assert_int_equal(d.plus, 6000);
	arena_release(&a);
	/* Nothing is in both but by chance, and no line is there once. */
	strbuf_reset(&x);
	strbuf_reset(&y);
	random_text(&x, 3000, 60);
	random_text(&y, 3000, 60);
	check(x.buf, x.len, y.buf, y.len);
	strbuf_release(&x);
	strbuf_release(&y);
}

static void write_file(const char *path, struct str s)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(s.p, 1, s.len, f), s.len);
	assert_int_equal(fclose(f), 0);
}

/* patch-compatible: git itself takes what is written here. */
static void test_git_apply(void **state)
{
	char dir[] = "/tmp/gomend-diff-XXXXXX";
	struct strbuf cmd = STRBUF_INIT;
	int i, taken = 0;

	(void)state;
	if (system("git --version >/dev/null 2>&1") != 0)
		skip();
	assert_non_null(mkdtemp(dir));
	for (i = 0; i < 40; i++) {
		struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
		struct strbuf text = STRBUF_INIT, path = STRBUF_INIT;
		struct arena a = ARENA_INIT;
		struct diff d;

		random_text(&x, 1 + roll(40), 12);
		random_text(&y, 1 + roll(40), 12);
		diff_lines(&a, strbuf_str(&x), strbuf_str(&y), &d);
		diff_unified(&d, "a/f", "b/f", &text);
		if (text.len) {
			strbuf_addf(&path, "%s/f", dir);
			write_file(path.buf, strbuf_str(&x));
			strbuf_addstr(&path, ".new");
			write_file(path.buf, strbuf_str(&y));
			strbuf_reset(&path);
			strbuf_addf(&path, "%s/p", dir);
			write_file(path.buf, strbuf_str(&text));
			strbuf_reset(&cmd);
			strbuf_addf(&cmd, "cd %s && GIT_CEILING_DIRECTORIES=/tmp"
				    " GIT_CONFIG_GLOBAL=/dev/null git apply "
				    "--whitespace=nowarn p && cmp f f.new",
				    dir);
			assert_int_equal(system(cmd.buf), 0);
			taken++;
		}
		arena_release(&a);
		strbuf_release(&x);
		strbuf_release(&y);
		strbuf_release(&text);
		strbuf_release(&path);
	}
	assert_true(taken > 30);
	strbuf_reset(&cmd);
	strbuf_addf(&cmd, "rm -r %s", dir);
	assert_int_equal(system(cmd.buf), 0);
	strbuf_release(&cmd);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_git_apply), cmocka_unit_test(test_huge),
	cmocka_unit_test(test_random), cmocka_unit_test(test_small),
	cmocka_unit_test(test_text),
};

CM_MAIN(tests)
