/* Plans as data: what is refused, edits, several in one, and their JSON. */
#include "config.h"

#include "tests/cm.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "plan/merge.h"
#include "plan/offer.h"

static const struct plan_state file_state = {
	.type = PLAN_FILE, .mode = 0644, .size = 10, .nlink = 1,
	.print = "abc",
};
static const struct plan_state folder_state = {
	.type = PLAN_FOLDER, .mode = 0755, .nlink = 2, .print = "def",
};

static void refuses(struct plan_op *ops, size_t n, const char *text)
{
	struct plan p = { .fix = "f", .root = "/r", .ops = ops, .nops = n };
	struct error err = ERROR_INIT;

	assert_int_equal(plan_check(&p, &err), -1);
	if (!strstr(err.message, text))
		fail_msg("\"%s\" does not say: %s", err.message, text);
	error_release(&err);
}

static void accepts(struct plan_op *ops, size_t n)
{
	struct plan p = { .fix = "f", .root = "/r", .ops = ops, .nops = n };
	struct error err = ERROR_INIT;

	if (plan_check(&p, &err))
		fail_msg("%s", err.message);
}

static void test_paths(void **state)
{
	struct plan_op op = { .kind = PLAN_WRITE, .path = "/r/f",
			      .text = "x" };
	struct error err = ERROR_INIT;
	struct plan none = { .root = "/r" }, rootless = { .fix = "f" };

	(void)state;
	accepts(&op, 1);
	op.path = "r/f";
	refuses(&op, 1, "not absolute");
	op.path = NULL;
	refuses(&op, 1, "not absolute");
	op.path = "/r/../f";
	refuses(&op, 1, "not clean");
	op.path = "/r/f/";
	refuses(&op, 1, "not clean");
	op.path = "/r/\xff";
	refuses(&op, 1, "UTF-8");
	assert_int_equal(plan_check(&none, NULL), -1);
	assert_int_equal(plan_check(&rootless, &err), -1);
	error_release(&err);
}

static void test_before(void **state)
{
	struct plan_edit edit = { 1, 2, "x" };
	struct plan_op edit_op = {
		.kind = PLAN_EDIT, .path = "/r/f", .before = file_state,
		.edits = &edit, .nedits = 1
	};
	struct plan_op op = { .path = "/r/f" };

	(void)state;
	accepts(&edit_op, 1);
	edit_op.nedits = 0;
	refuses(&edit_op, 1, "changes nothing");
	edit_op.nedits = 1;
	edit_op.before = (struct plan_state){ 0 };
	refuses(&edit_op, 1, "no file");
	edit_op.before = file_state;
	edit = (struct plan_edit){ 2, 1, "x" };
	refuses(&edit_op, 1, "not in order");
	edit = (struct plan_edit){ 9, 11, "x" };
	refuses(&edit_op, 1, "beyond the file");
	edit = (struct plan_edit){ 9, 10, NULL };
	refuses(&edit_op, 1, "not in order");

	/* Nothing to write, or two things. */
	op.kind = PLAN_WRITE;
	refuses(&op, 1, "nothing that can be done");
	op.text = "x";
	op.from = "/s/f";
	refuses(&op, 1, "nothing that can be done");
	op.from = NULL;
	op.before = folder_state;
	refuses(&op, 1, "nothing that can be done");
	op.kind = PLAN_MKDIR;
	refuses(&op, 1, "nothing that can be done");
	op.kind = PLAN_REMOVE;
	accepts(&op, 1);
	op.before = (struct plan_state){ 0 };
	refuses(&op, 1, "nothing that can be done");
	op.before.type = PLAN_OTHER;
	refuses(&op, 1, "no file, folder or link");
	op = (struct plan_op){ .kind = PLAN_MOVE, .path = "/r/d",
			       .before = folder_state };
	refuses(&op, 1, "not absolute");
	op.to = "/r/d/e";
	refuses(&op, 1, "below itself");
	op.to = "/r/e";
	accepts(&op, 1);
	op = (struct plan_op){ .kind = PLAN_TREE, .path = "/r/d",
			       .from = "/s/d", .before = file_state };
	refuses(&op, 1, "nothing that can be done");
	op.before = folder_state;
	accepts(&op, 1);
	op = (struct plan_op){ .kind = PLAN_LINK, .path = "/r/d", .to = "x",
			       .before = file_state };
	refuses(&op, 1, "nothing that can be done");
	op = (struct plan_op){ .kind = PLAN_MODE, .path = "/r/d",
			       .before = file_state };
	refuses(&op, 1, "nothing that can be done");
	op.mode = 0600;
	accepts(&op, 1);
}

static void test_pairs(void **state)
{
	struct plan_op ops[2] = {
		{ .kind = PLAN_WRITE, .path = "/r/d/f", .text = "x" },
		{ .kind = PLAN_REMOVE, .path = "/r/d", .before = folder_state },
	};

	(void)state;
	refuses(ops, 2, "a step behind it takes /r/d away");
	ops[1].kind = PLAN_MOVE;
	ops[1].to = "/r/e";
	accepts(ops, 2);
	ops[1] = ops[0];
	refuses(ops, 2, "two steps of the plan change it");
	ops[0] = (struct plan_op){ .kind = PLAN_MOVE, .path = "/r/d",
				   .to = "/r/e", .before = folder_state };
	refuses(ops, 2, "a step in front of it takes /r/d away");
	ops[1] = (struct plan_op){ .kind = PLAN_LINK, .path = "/r/d",
				   .to = "/r/e" };
	accepts(ops, 2);
}

static void test_changes(void **state)
{
	struct plan_op op = { .kind = PLAN_WRITE, .path = "/r/f",
			      .text = "x" };
	struct plan_change c = { .kind = CHANGE_ADDED, .op = 1,
				 .path = "/r/f" };
	struct plan p = { .fix = "f", .root = "/r", .ops = &op, .nops = 1,
			  .changes = &c, .nchanges = 1 };

	(void)state;
	assert_int_equal(plan_check(&p, NULL), -1);
	c.op = -1;
	assert_int_equal(plan_check(&p, NULL), -1);
	c.op = 0;
	assert_int_equal(plan_check(&p, NULL), 0);
}

static void test_edited(void **state)
{
	static struct plan_edit edits[] = {
		{ 0, 0, "<" }, { 2, 4, "" }, { 4, 4, "-" }, { 10, 10, ">" },
	};
	struct plan_op op = { .kind = PLAN_EDIT, .path = "/r/f",
			      .before = file_state, .edits = edits,
			      .nedits = ARRAY_SIZE(edits) };
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct str out;

	(void)state;
	assert_int_equal(plan_edited(&a, &op, str_from("0123456789"), &out,
				     &err), 0);
	assert_string_equal(out.p, "<01-456789>");
	assert_int_equal(out.len, strlen(out.p));
	/* Other bytes of the same plan: refused by their number alone. */
	assert_int_equal(plan_edited(&a, &op, str_from("012345678"), &out,
				     &err), -1);
	assert_non_null(strstr(err.message, "is not what it was"));
	error_release(&err);
	edits[1].start = 0;
	edits[0].end = 1;
	assert_int_equal(plan_edited(&a, &op, str_from("0123456789"), &out,
				     NULL), -1);
	edits[0].end = 0;
	edits[1].start = 2;
	arena_release(&a);
}

/* ---- several in one ---- */

static struct plan edit_plan(const char *fix, struct plan_op *op,
			     struct plan_edit *edits, size_t n)
{
	*op = (struct plan_op){ .kind = PLAN_EDIT, .path = "/r/f",
				.before = file_state, .edits = edits,
				.nedits = n };
	return (struct plan){ .fix = fix, .root = "/r", .ops = op,
			      .nops = 1 };
}

/* As a fix makes it: lists that can grow. */
static struct plan grown(struct arena *a, const struct plan *p)
{
	struct plan q = { .fix = p->fix, .root = p->root,
			  .places = p->places, .nplaces = p->nplaces,
			  .shell_line = p->shell_line };
	size_t i;

	for (i = 0; i < p->nops; i++)
		*ARENA_PUSH(a, q.ops, q.nops) = p->ops[i];
	for (i = 0; i < p->nverify; i++)
		*ARENA_PUSH(a, q.verify, q.nverify) = p->verify[i];
	for (i = 0; i < p->nfindings; i++)
		*ARENA_PUSH(a, q.findings, q.nfindings) = p->findings[i];
	return q;
}

static void test_merge_edits(void **state)
{
	struct plan_edit one[] = { { 0, 2, "a" }, { 8, 9, "b" } };
	struct plan_edit two[] = { { 2, 3, "c" }, { 9, 9, "d" } };
	struct plan_edit bad[] = { { 1, 4, "e" } };
	struct plan_op op1, op2, op3;
	struct plan p1 = edit_plan("one", &op1, one, 2);
	struct plan p2 = edit_plan("two", &op2, two, 2);
	struct plan p3 = edit_plan("three", &op3, bad, 1);
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct plan all;
	struct str out;

	(void)state;
	all = grown(&a, &p1);
	assert_int_equal(plan_merge(&a, &all, &p2, &err), 0);
	assert_int_equal(all.nops, 1);
	assert_int_equal(all.ops[0].nedits, 4);
	assert_int_equal(plan_check(&all, &err), 0);
	assert_int_equal(plan_edited(&a, &all.ops[0], str_from("0123456789"),
				     &out, &err), 0);
	assert_string_equal(out.p, "ac34567bd9");
	assert_string_equal(all.fix, "one, two");
	/* The same step again changes nothing. */
	assert_int_equal(plan_merge(&a, &all, &p1, &err), 0);
	assert_int_equal(all.nops, 1);
	assert_int_equal(all.ops[0].nedits, 4);
	/* And is named once. */
	assert_string_equal(all.title.args[0], "one (2), two");
	/* One that overlaps is refused, and both are named. */
	assert_int_equal(plan_merge(&a, &all, &p3, &err), -1);
	assert_non_null(strstr(err.message, "three both change /r/f"));
	assert_non_null(strstr(err.hint, "do one after the other"));
	error_release(&err);
	/* Two insertions at one place: which comes first nobody can say. */
	bad[0] = (struct plan_edit){ 9, 9, "other" };
	assert_int_equal(plan_merge(&a, &all, &p3, NULL), -1);
	op3.before.print = "another";
	assert_int_equal(plan_merge(&a, &all, &p3, &err), -1);
	assert_non_null(strstr(err.message, "while it is looked at"));
	error_release(&err);
	arena_release(&a);
}

static void test_merge_trees(void **state)
{
	struct plan_op tree = { .kind = PLAN_TREE, .path = "/r/v",
				.from = "/s/v", .before = folder_state };
	struct plan_op in_tree = { .kind = PLAN_WRITE, .path = "/r/v/f",
				   .text = "x" };
	struct plan_op move = { .kind = PLAN_MOVE, .path = "/r/d", .to = "/t",
				.before = folder_state };
	struct plan_op in_move = { .kind = PLAN_WRITE, .path = "/r/d/f",
				   .text = "x" };
	const char *argv[] = { "go", "vet" };
	struct plan_command verify = { .id = "verify-1", .argv = argv,
				       .nargv = 2, .cwd = "/r" };
	const char *findings[] = { "0123456789abcdef" };
	struct plan trees = { .fix = "tree", .root = "/r", .ops = &tree,
			      .nops = 1, .verify = &verify, .nverify = 1,
			      .shell_line = "cd /t" };
	struct plan inner = { .fix = "inner", .root = "/r", .ops = &in_tree,
			      .nops = 1, .findings = findings,
			      .nfindings = 1, .verify = &verify, .nverify = 1,
			      .shell_line = "hash -r" };
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct plan all;

	(void)state;
	all = grown(&a, &trees);
	assert_int_equal(plan_merge(&a, &all, &inner, &err), -1);
	assert_non_null(strstr(err.message, "both change /r/v/f"));
	error_release(&err);
	all = grown(&a, &inner);
	assert_int_equal(plan_merge(&a, &all, &trees, &err), -1);
	error_release(&err);
	/* What moves takes along what is changed in it before. */
	trees.ops = &move;
	inner.ops = &in_move;
	all = grown(&a, &trees);
	assert_int_equal(plan_merge(&a, &all, &inner, &err), 0);
	assert_int_equal(all.nops, 2);
	assert_string_equal(all.ops[0].path, "/r/d/f");
	assert_int_equal(all.ops[1].kind, PLAN_MOVE);
	if (plan_check(&all, &err))
		fail_msg("%s", err.message);
	assert_int_equal(all.nverify, 1);
	assert_int_equal(all.nfindings, 1);
	assert_string_equal(all.shell_line, "cd /t; hash -r");
	arena_release(&a);
}

/* Where a finding must be gone, of one plan and of two in one. */
static void test_places(void **state)
{
	const char *one[] = { "1111111111111111" };
	const char *two[] = { "2222222222222222" };
	const char *fresh[] = { "login", "interactive" };
	const char *login[] = { "login" };
	struct plan rc = { .fix = "rc", .root = "/r", .findings = one,
			   .nfindings = 1, .places = fresh, .nplaces = 2 };
	struct plan more = { .fix = "more", .root = "/r", .findings = two,
			     .nfindings = 1 };
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct plan all;

	(void)state;
	assert_true(plan_clears(&rc, one[0], "login"));
	assert_false(plan_clears(&rc, one[0], "shell"));
	assert_false(plan_clears(&rc, two[0], "login"));
	assert_true(plan_clears(&more, two[0], "shell"));
	all = grown(&a, &more);
	assert_int_equal(plan_merge(&a, &all, &rc, &err), 0);
	assert_true(plan_clears(&all, one[0], "interactive"));
	assert_false(plan_clears(&all, one[0], "shell"));
	assert_true(plan_clears(&all, two[0], "shell"));
	more.places = login;
	more.nplaces = 1;
	all = grown(&a, &rc);
	assert_int_equal(plan_merge(&a, &all, &more, &err), 0);
	assert_true(plan_clears(&all, two[0], "login"));
	assert_false(plan_clears(&all, two[0], "interactive"));
	assert_true(plan_clears(&all, one[0], "interactive"));
	arena_release(&a);
}

/* ---- JSON ---- */

static void test_codec(void **state)
{
	static const int64_t times[] = {
		0, 1, -1, INT64_MAX, INT64_MIN, 999999999999999LL,
		1000000000000001LL, -999999999999999LL, 9007199254740991LL,
		9007199254740992LL, 9007199254740993LL, 1795686698097916493LL,
		-62135596800000000LL,
	};
	struct plan_edit edits[] = { { 0, 1, "\xe2\x82\xac\n\"\\" },
				     { 5, 5, "" } };
	struct plan_entry entries[] = { { "a", NULL, "100644 0" },
					{ "b", "100755 1", NULL } };
	const char *argv[] = { "go", "", "a b" };
	const char *env[] = { "GOWORK=off", "GOFLAGS" };
	struct plan_command cmd = {
		.id = "c", .argv = argv, .nargv = 3, .cwd = "/r", .env = env,
		.nenv = 2, .network = true, .may_fail = true,
		.deadline_s = 7,
	};
	struct plan_op op = { .kind = PLAN_INDEX, .path = "/r/.git/index",
			      .from = "/s/index", .edits = edits, .nedits = 2,
			      .entries = entries, .nentries = 2,
			      .mode = 07777 };
	struct plan_change change = { .kind = CHANGE_INDEX, .op = 0,
				      .path = "/r/a", .group = "g", .plus = 1,
				      .binary = true, .nfiles = INT64_MAX };
	struct plan p = { .fix = "f", .root = "/r", .ops = &op, .nops = 1,
			  .changes = &change, .nchanges = 1, .ran = &cmd,
			  .nran = 1, .verify = &cmd, .nverify = 1,
			  .undo_bytes = 1LL << 60 };
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(times); i++) {
		struct strbuf one = STRBUF_INIT, two = STRBUF_INIT;
		struct plan q = { 0 };
		struct cJSON *j;

		op.before = file_state;
		op.before.mtime_ns = op.before.ctime_ns = times[i];
		op.before.dev = op.before.ino = op.before.size = times[i];
		j = codec_encode(&plan_codec, &p);
		json_print(&one, j, false);
		json_free(j);
		/* Through text, as it goes over the border and into the
		 * journal. */
		j = json_parse(strbuf_str(&one), NULL);
		assert_non_null(j);
		codec_decode(&plan_codec, &a, j, &q);
		json_free(j);
		assert_true(q.ops[0].before.mtime_ns == times[i]);
		assert_true(q.ops[0].before.ino == times[i]);
		assert_true(q.ops[0].before.size == times[i]);
		j = codec_encode(&plan_codec, &q);
		json_print(&two, j, false);
		json_free(j);
		assert_string_equal(one.buf, two.buf);
		assert_string_equal(q.ops[0].edits[0].text, edits[0].text);
		assert_string_equal(q.ops[0].edits[1].text, "");
		assert_null(q.ops[0].entries[0].before);
		assert_string_equal(q.ran[0].argv[1], "");
		assert_true(q.changes[0].nfiles == INT64_MAX);
		assert_true(q.undo_bytes == 1LL << 60);
		strbuf_release(&one);
		strbuf_release(&two);
	}
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_before), cmocka_unit_test(test_changes),
	cmocka_unit_test(test_codec), cmocka_unit_test(test_edited),
	cmocka_unit_test(test_merge_edits), cmocka_unit_test(test_merge_trees),
		cmocka_unit_test(test_places),
	cmocka_unit_test(test_pairs), cmocka_unit_test(test_paths),
};

CM_MAIN(tests)
