/* What a fix is made of, with a host of files that stand in a table. */
#include "config.h"

#include "tests/cm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fixes/fix.h"
#include "fixes/gowords.h"
#include "fixes/handover.h"
#include "fixes/holdsearch.h"
#include "fixes/preview.h"
#include "fmt/span.h"

struct node {
	const char *path;
	enum plan_type type;
	const char *text;	/* of a file; target of a link */
	int mode, nlink;
};

static const struct node nodes[] = {
	{ "/r", PLAN_FOLDER, NULL, 0755, 2 },
	{ "/r/a.txt", PLAN_FILE, "one\ntwo\nthree\n", 0644, 1 },
	{ "/r/dangling", PLAN_SYMLINK, "gone", 0777, 1 },
	{ "/r/empty", PLAN_FILE, "", 0644, 1 },
	{ "/r/fifo", PLAN_OTHER, NULL, 0644, 1 },
	{ "/r/hard", PLAN_FILE, "x\n", 0644, 3 },
	{ "/r/link", PLAN_SYMLINK, "a.txt", 0777, 1 },
	{ "/r/locked", PLAN_FOLDER, NULL, 0555, 2 },
	{ "/r/locked/f", PLAN_FILE, "f\n", 0644, 1 },
	{ "/r/tree", PLAN_FOLDER, NULL, 0755, 3 },
	{ "/r/tree/bin", PLAN_FILE, "same\n", 0644, 1 },
	{ "/r/tree/changed", PLAN_FILE, "old\n", 0644, 1 },
	{ "/r/tree/gone", PLAN_FILE, "1\n2\n", 0644, 1 },
	{ "/r/tree/hollow", PLAN_FOLDER, NULL, 0755, 2 },
	{ "/r/tree/kept", PLAN_FILE, "same\n", 0644, 1 },
	{ "/s", PLAN_FOLDER, NULL, 0755, 2 },
	{ "/s/tree", PLAN_FOLDER, NULL, 0755, 3 },
	{ "/s/tree/bin", PLAN_FILE, "same\n", 0755, 1 },
	{ "/s/tree/changed", PLAN_FILE, "new\nnew\n", 0644, 1 },
	{ "/s/tree/ln", PLAN_SYMLINK, "kept", 0777, 1 },
	{ "/s/tree/kept", PLAN_FILE, "same\n", 0644, 1 },
	{ "/s/tree/sub", PLAN_FOLDER, NULL, 0755, 2 },
	{ "/s/tree/sub/added", PLAN_FILE, "a\nb\nc\n", 0644, 1 },
	{ "/s/text", PLAN_FILE, "prepared\n", 0644, 1 },
};

static const struct node *node(const char *path)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(nodes); i++)
		if (!strcmp(nodes[i].path, path))
			return &nodes[i];
	return NULL;
}

static const char *resolved(const char *path)
{
	if (!strcmp(path, "/r/link"))
		return "/r/a.txt";
	return !strcmp(path, "/r/dangling") ? NULL : path;
}

static int h_read(struct fix_host *h, const char *path, struct strbuf *out,
		  struct error *err)
{
	const struct node *n = resolved(path) ? node(resolved(path)) : NULL;

	(void)h;
	if (!n || n->type != PLAN_FILE)
		return error_set(err, "cannot open %s", path);
	strbuf_addstr(out, n->text);
	return 0;
}

static void fill(struct arena *a, const struct node *n, bool whole,
		 struct plan_state *out)
{
	memset(out, 0, sizeof(*out));
	if (!n)
		return;
	out->type = n->type;
	out->mode = n->mode;
	out->nlink = n->nlink;
	if (n->type == PLAN_FILE)
		out->size = (int64_t)strlen(n->text);
	if (n->type == PLAN_FILE || (n->type == PLAN_FOLDER && whole))
		out->print = arena_printf(a, "print of %s", n->path);
	if (n->type == PLAN_SYMLINK)
		out->print = n->text;
}

static int h_state(struct fix_host *h, struct arena *a, const char *path,
		   bool whole, struct plan_state *out, struct error *err)
{
	(void)h;
	(void)err;
	fill(a, node(path), whole, out);
	return 0;
}

static int h_walk(struct fix_host *h, const char *path,
		  int (*fn)(void *payload, const char *rel,
			    const struct plan_state *s),
		  void *payload, struct error *err)
{
	struct arena a = ARENA_INIT;
	struct plan_state s;
	size_t i;

	(void)h;
	(void)err;
	for (i = 0; i < ARRAY_SIZE(nodes); i++) {
		if (!strcmp(nodes[i].path, path) ||
		    !path_under(path, nodes[i].path))
			continue;
		fill(&a, &nodes[i], false, &s);
		if (fn(payload, path_rel(&a, path, nodes[i].path), &s))
			break;
	}
	arena_release(&a);
	return 0;
}

static const char *h_real(struct fix_host *h, struct arena *a,
			  const char *path)
{
	(void)h;
	path = resolved(path);
	return path && node(path) ? arena_strdup(a, path) : NULL;
}

static bool h_same_fs(struct fix_host *h, const char *one, const char *two)
{
	(void)h;
	(void)one;
	(void)two;
	return true;
}

static bool h_can_write(struct fix_host *h, const char *path)
{
	const struct node *n = node(path);

	(void)h;
	return n && (n->mode & 0200);
}

static int h_undo(struct fix_host *h, struct arena *a, const char *path,
		  const char *git_dir, const char *not_below,
		  const char **beside, struct error *err)
{
	(void)h;
	(void)a;
	(void)path;
	(void)git_dir;
	(void)not_below;
	(void)err;
	*beside = NULL;
	return 0;
}

struct bench {
	struct fix_host host;
	struct arena a;
	struct snapshot snap;
	struct place place;
	struct fix_run run;
	struct plan p;
	struct error err;
};

static int setup(void **state)
{
	static const char *env[] = { "HOME=/home/u" };
	struct bench *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	b->host = (struct fix_host){
		.read = h_read, .state = h_state, .walk = h_walk,
		.real = h_real, .same_fs = h_same_fs,
		.can_write = h_can_write, .undo_folder = h_undo, .uid = 1000
	};
	b->snap.repo.root = "/r";
	b->place.name = "shell";
	b->place.cwd = "/r/tree";
	b->place.env = env;
	b->place.nenv = 1;
	b->run.snap = &b->snap;
	b->run.place = &b->place;
	b->run.host = &b->host;
	b->run.arena = &b->a;
	b->p.fix = "test";
	b->p.root = "/r";
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	arena_release(&b->a);
	error_release(&b->err);
	free(b);
	return 0;
}

#define NONE ((struct msg){ 0 })

static void fails(struct bench *b, int rc, const char *text)
{
	assert_int_equal(rc, -1);
	assert_non_null(b->err.message);
	if (!strstr(b->err.message, text))
		fail_msg("\"%s\" does not say: %s", b->err.message, text);
	error_release(&b->err);
}

static void test_choices(void **state)
{
	static const struct choice given[] = {
		{ .name = "to", .value = "~/x" },
		{ .name = "near", .value = "../y" },
		{ .name = "sure", .value = "maybe" },
		{ .name = "how", .value = "third" },
		{ .name = "how", .value = "second" },
	};
	struct bench *b = *state;
	struct choice *c;

	b->run.given = given;
	b->run.ngiven = ARRAY_SIZE(given);
	c = fix_choice(&b->run, "to", CHOICE_PATH, NONE, NONE, "/z");
	assert_string_equal(c->value, "/home/u/x");
	c = fix_choice(&b->run, "near", CHOICE_PATH, NONE, NONE, "/z");
	assert_string_equal(c->value, "/r/y");
	c = fix_choice(&b->run, "sure", CHOICE_YES_NO, NONE, NONE, "yes");
	assert_true(msg_is_set(&c->bad));
	assert_false(fix_yes(&b->run, "sure"));
	c = fix_choice(&b->run, "how", CHOICE_ONE_OF, NONE, NONE, "first");
	/* The last word counts. */
	assert_string_equal(c->value, "second");
	c = fix_choice(&b->run, "other", CHOICE_YES_NO, NONE, NONE, "yes");
	assert_false(msg_is_set(&c->bad));
	assert_true(fix_yes(&b->run, "other"));
	assert_string_equal(fix_value(&b->run, "other"), "yes");
	assert_string_equal(fix_value(&b->run, "nothing"), "");
	assert_true(fix_given(&b->run, "to"));
	assert_false(fix_given(&b->run, "other"));
}

static void offer_choices(struct fix_run *run)
{
	struct choice *c = fix_choice(run, "how", CHOICE_ONE_OF, NONE, NONE,
				      "first");

	fix_option(run, c, "first");
	fix_option(run, c, "second");
}

static void test_offer(void **state)
{
	static const struct fix fix = {
		.id = "test", .title = "the title", .about = "the about",
		.choices = offer_choices,
	};
	static const struct choice given = { .name = "how", .value = "third" };
	struct bench *b = *state;

	b->run.fix = &fix;
	fix_offer_make(&b->run);
	assert_string_equal(b->run.offer.fix, "test");
	assert_string_equal(b->run.offer.title.id, "the title");
	assert_string_equal(b->run.offer.about.id, "the about");
	assert_int_equal(b->run.offer.nchoices, 1);
	assert_int_equal(b->run.offer.choices[0].noptions, 2);
	assert_false(msg_is_set(&b->run.offer.choices[0].bad));
	b->run.given = &given;
	b->run.ngiven = 1;
	fix_offer_make(&b->run);
	assert_int_equal(b->run.offer.nchoices, 1);
	assert_true(msg_is_set(&b->run.offer.choices[0].bad));
}

static void test_commands(void **state)
{
	static const struct fix_ran ran[] = { { .id = "tidy", .exit_code = 1, .out = "", .err = "no" } };
	struct bench *b = *state;
	struct plan_command *c;

	c = fix_command(&b->run, "tidy", "/r", NONE, "go", "mod", "tidy",
			NULL);
	assert_int_equal(c->nargv, 3);
	assert_string_equal(c->argv[2], "tidy");
	assert_int_equal(b->run.offer.ncommands, 1);
	c = fix_verify(&b->run, &b->p, "/r", NONE, "go", "vet", NULL);
	assert_int_equal(c->nargv, 2);
	assert_string_equal(c->id, "verify-1");
	assert_int_equal(b->p.nverify, 1);
	b->run.ran = ran;
	b->run.nran = 1;
	assert_int_equal(fix_ran(&b->run, "tidy")->exit_code, 1);
	assert_null(fix_ran(&b->run, "other"));
}

static void test_edit(void **state)
{
	static const struct plan_edit edit = { 4, 7, "2" };
	struct bench *b = *state;

	assert_int_equal(fix_edit(&b->run, &b->p, "/r/./a.txt", &edit, 1,
				  &b->err), 0);
	assert_int_equal(b->p.nops, 1);
	assert_int_equal(b->p.ops[0].kind, PLAN_EDIT);
	assert_string_equal(b->p.ops[0].path, "/r/a.txt");
	assert_int_equal(b->p.ops[0].before.size, 14);
	assert_int_equal(b->p.nnotes, 0);
	assert_int_equal(plan_check(&b->p, &b->err), 0);
	fails(b, fix_edit(&b->run, &b->p, "/r/new", &edit, 1, &b->err),
	      "/r/new is not there");
	fails(b, fix_edit(&b->run, &b->p, "/r/tree", &edit, 1, &b->err),
	      "/r/tree is a folder");
	fails(b, fix_edit(&b->run, &b->p, "/r/fifo", &edit, 1, &b->err),
	      "/r/fifo is not a regular file");
	fails(b, fix_edit(&b->run, &b->p, "/r/locked/f", &edit, 1, &b->err),
	      "the folder /r/locked cannot be written to");
	fails(b, fix_edit(&b->run, &b->p, "/none/f", &edit, 1, &b->err),
	      "the folder /none is not there");
	fails(b, fix_edit(&b->run, &b->p, "a.txt", &edit, 1, &b->err),
	      "is not absolute");
	fails(b, fix_edit(&b->run, &b->p, "/r/dangling", &edit, 1, &b->err),
	      "leads nowhere");
	assert_int_equal(b->p.nops, 1);
}

static void test_through_links(void **state)
{
	static const struct plan_edit edit = { 0, 1, "y" };
	struct bench *b = *state;

	/* A link is not replaced: what it leads to changes, and that is said. */
	assert_int_equal(fix_edit(&b->run, &b->p, "/r/link", &edit, 1,
				  &b->err), 0);
	assert_string_equal(b->p.ops[0].path, "/r/a.txt");
	assert_int_equal(b->p.nnotes, 1);
	assert_string_equal(b->p.notes[0].args[1], "/r/a.txt");
	assert_int_equal(fix_edit(&b->run, &b->p, "/r/hard", &edit, 1,
				  &b->err), 0);
	assert_int_equal(b->p.nnotes, 2);
	assert_int_equal(b->p.notes[1].n, 3);
}

static const char *edited(struct bench *b, const char *old)
{
	struct str out;

	assert_int_equal(b->p.ops[b->p.nops - 1].kind, PLAN_EDIT);
	assert_int_equal(plan_edited(&b->a, &b->p.ops[b->p.nops - 1],
				     str_from(old), &out, &b->err), 0);
	return arena_strndup(&b->a, out.p, out.len);
}

static void test_write(void **state)
{
	static const char *const texts[] = {
		"one\n2\nthree\n", "two\nthree\n", "one\ntwo\nthree\nfour",
		"zero\none\ntwo\nthree\n", "one\ntwo\nthree", "x", "",
		"one\n\ntwo\nthree\n", "ONE\ntwo\nTHREE\n",
	};
	struct bench *b = *state;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		assert_int_equal(fix_write(&b->run, &b->p, "/r/a.txt",
					   texts[i], 0, &b->err), 0);
		assert_string_equal(edited(b, "one\ntwo\nthree\n"), texts[i]);
	}
	/* Two lines far from each other are two edits. */
	assert_int_equal(b->p.ops[b->p.nops - 1].nedits, 2);
	fails(b, fix_write(&b->run, &b->p, "/r/a.txt", "one\ntwo\nthree\n", 0,
			   &b->err), "holds that text already");
	assert_int_equal(fix_write(&b->run, &b->p, "/r/new", "n\n", 0600,
				   &b->err), 0);
	assert_int_equal(b->p.ops[b->p.nops - 1].kind, PLAN_WRITE);
	assert_int_equal(b->p.ops[b->p.nops - 1].mode, 0600);
	assert_int_equal(fix_write(&b->run, &b->p, "/r/empty", "n\n", 0,
				   &b->err), 0);
	assert_int_equal(b->p.ops[b->p.nops - 1].kind, PLAN_WRITE);
	assert_int_equal(fix_write_from(&b->run, &b->p, "/r/new2", "/s/text",
					&b->err), 0);
	assert_string_equal(b->p.ops[b->p.nops - 1].from_state.print,
			    "print of /s/text");
	fails(b, fix_write_from(&b->run, &b->p, "/r/new3", "/s/none", &b->err),
	      "was to be prepared and is no file");
}

static void test_spans(void **state)
{
	struct span_edits e = SPAN_EDITS_INIT;
	struct bench *b = *state;

	span_edits_add(&b->a, &e, 8, 14, STR_NONE);
	span_edits_add(&b->a, &e, 0, 0, STR_LIT("zero\n"));
	assert_int_equal(fix_edit_spans(&b->run, &b->p, "/r/a.txt", &e,
					&b->err), 0);
	assert_string_equal(edited(b, "one\ntwo\nthree\n"),
			    "zero\none\ntwo\n");
}

static void test_others(void **state)
{
	struct bench *b = *state;

	assert_int_equal(fix_mkdir(&b->run, &b->p, "/r/n", 0, &b->err), 0);
	/* What lies in a folder that is planned. */
	assert_int_equal(fix_write(&b->run, &b->p, "/r/n/f", "x", 0, &b->err),
			 0);
	fails(b, fix_mkdir(&b->run, &b->p, "/r/tree", 0, &b->err),
	      "is there already");
	assert_int_equal(fix_remove(&b->run, &b->p, "/r/dangling", &b->err),
			 0);
	fails(b, fix_remove(&b->run, &b->p, "/r/none", &b->err),
	      "is not there");
	assert_int_equal(fix_move(&b->run, &b->p, "/r/tree", "/s/moved",
				  &b->err), 0);
	assert_string_equal(b->p.ops[b->p.nops - 1].before.print,
			    "print of /r/tree");
	/* A move leaves its place free. */
	assert_int_equal(fix_link(&b->run, &b->p, "/r/tree", "/s/moved",
				  &b->err), 0);
	assert_int_equal(b->p.ops[b->p.nops - 1].before.type, PLAN_ABSENT);
	fails(b, fix_move(&b->run, &b->p, "/r/a.txt", "/r/empty", &b->err),
	      "/r/empty is there already");
	fails(b, fix_link(&b->run, &b->p, "/r/a.txt", "x", &b->err),
	      "is there already");
	fails(b, fix_tree(&b->run, &b->p, "/r/a.txt", "/s/tree", &b->err),
	      "is not a folder");
	fails(b, fix_tree(&b->run, &b->p, "/r/new", "/s/text", &b->err),
	      "was to be prepared and is no folder");
	assert_int_equal(plan_check(&b->p, &b->err), 0);
}

/* ---- the preview ---- */

static const char *listed(struct bench *b)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i;

	for (i = 0; i < b->p.nchanges; i++) {
		const struct plan_change *c = &b->p.changes[i];

		strbuf_addf(&sb, "%s %s +%d -%d%s%s\n",
			    plan_change_names[c->kind], c->path, c->plus,
			    c->minus, c->to ? " to " : "", c->to ? c->to : "");
	}
	out = arena_strdup(&b->a, sb.buf);
	strbuf_release(&sb);
	return out;
}

static const char *diff_of(struct bench *b, size_t i)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;

	assert_int_equal(preview_diff(&b->host, &b->p, i, &sb, &b->err), 0);
	out = arena_strdup(&b->a, sb.buf);
	strbuf_release(&sb);
	return out;
}

static void test_preview_tree(void **state)
{
	struct bench *b = *state;

	assert_int_equal(fix_tree(&b->run, &b->p, "/r/tree", "/s/tree",
				  &b->err), 0);
	assert_int_equal(preview_changes(&b->host, &b->a, &b->p, &b->err), 0);
	assert_string_equal(listed(b),
		"mode /r/tree/bin +0 -0\n"
		"modified /r/tree/changed +2 -1\n"
		"removed /r/tree/gone +0 -2\n"
		"removed /r/tree/hollow +0 -0\n"
		"added /r/tree/ln +0 -0 to kept\n"
		"added /r/tree/sub/added +3 -0\n");
	assert_string_equal(diff_of(b, 0), "old mode 0644\nnew mode 0755\n");
	assert_string_equal(diff_of(b, 1),
			    "--- a/tree/changed\n+++ b/tree/changed\n"
			    "@@ -1 +1,2 @@\n-old\n+new\n+new\n");
	assert_string_equal(diff_of(b, 2),
			    "--- a/tree/gone\n+++ /dev/null\n"
			    "@@ -1,2 +0,0 @@\n-1\n-2\n");
	assert_string_equal(diff_of(b, 3), "deleted folder tree/hollow\n");
	assert_string_equal(diff_of(b, 4),
			    "--- /dev/null\n+++ b/tree/ln\n@@ -0,0 +1 @@\n"
			    "+kept\n\\ No newline at end of file\n");
	/* Old bytes are kept for undo. */
	assert_int_equal(b->p.undo_bytes, 5 + 4 + 4 + 5);
}

static void test_preview_files(void **state)
{
	struct bench *b = *state;

	assert_int_equal(fix_write(&b->run, &b->p, "/r/a.txt",
				   "one\n2\nthree\n", 0, &b->err), 0);
	assert_int_equal(fix_write(&b->run, &b->p, "/r/n", "x\ny", 0,
				   &b->err), 0);
	assert_int_equal(fix_mkdir(&b->run, &b->p, "/r/d", 0, &b->err), 0);
	assert_int_equal(fix_remove(&b->run, &b->p, "/r/tree", &b->err), 0);
	assert_int_equal(fix_link(&b->run, &b->p, "/r/dangling", "a.txt",
				  &b->err), 0);
	assert_int_equal(fix_move(&b->run, &b->p, "/r/hard", "/r/h", &b->err),
			 0);
	assert_int_equal(preview_changes(&b->host, &b->a, &b->p, &b->err), 0);
	assert_string_equal(listed(b),
		"modified /r/a.txt +1 -1\n"
		"added /r/n +2 -0\n"
		"added /r/d +0 -0\n"
		"removed /r/tree +0 -0\n"
		"link /r/dangling +0 -0 to a.txt\n"
		"moved /r/hard +0 -0 to /r/h\n");
	assert_int_equal(b->p.changes[3].nfiles, 4);
	assert_string_equal(diff_of(b, 1), "--- /dev/null\n+++ b/n\n"
			    "@@ -0,0 +1,2 @@\n+x\n+y\n"
			    "\\ No newline at end of file\n");
	assert_string_equal(diff_of(b, 2), "new folder d\n");
	assert_string_equal(diff_of(b, 3), "deleted folder tree\n- bin\n"
			    "- changed\n- gone\n- kept\n");
	assert_string_equal(diff_of(b, 4), "--- a/dangling\n+++ b/dangling\n"
			    "@@ -1 +1 @@\n-gone\n"
			    "\\ No newline at end of file\n+a.txt\n"
			    "\\ No newline at end of file\n");
	assert_string_equal(diff_of(b, 5), "rename from hard\nrename to h\n");
	/* A file that is not what it was any more. */
	b->p.ops[0].before.print = "another";
	fails(b, preview_diff(&b->host, &b->p, 0, &(struct strbuf)STRBUF_INIT,
			      &b->err), "has changed since the plan");
	fails(b, preview_diff(&b->host, &b->p, 99,
			      &(struct strbuf)STRBUF_INIT, &b->err),
	      "no such change");
}

static void test_registry(void **state)
{
	const char *const *ids = fixes_for("gomod-invalid");
	size_t i;

	(void)state;
	assert_non_null(ids);
	assert_string_equal(ids[0], "set-go-line");
	assert_null(fixes_for("no-such-check"));
	assert_null(fix_find("no-such-fix"));
	for (i = 0; i < nfixes; i++) {
		assert_ptr_equal(fix_find(fixes[i]->id), fixes[i]);
		assert_non_null(fixes[i]->title);
		assert_non_null(fixes[i]->about);
		assert_non_null(fixes[i]->serves);
		assert_non_null(fixes[i]->choices);
		assert_non_null(fixes[i]->build);
		if (i)
			assert_true(strcmp(fixes[i - 1]->id,
					   fixes[i]->id) < 0);
	}
	for (i = 0; i < nhandovers; i++) {
		assert_ptr_equal(handover_find(handovers[i].id), &handovers[i]);
		assert_null(fix_find(handovers[i].id));
		assert_non_null(handovers[i].title);
		assert_non_null(handovers[i].about);
		if (i)
			assert_true(strcmp(handovers[i - 1].id,
					   handovers[i].id) < 0);
	}
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

/* The cause stands at the end, and is never what is cut off. */
static void test_gowords(void **state)
{
	struct gowords_missed *m;
	struct arena a = ARENA_INIT;
	const char *one;

	(void)state;
	assert_string_equal(gowords_error(&a, NULL), "");
	assert_string_equal(gowords_error(&a,
		"go: downloading example.com/x v1.0.0\n"
		"package example.com/a\n\timports example.com/b\n"
		"\timports example.com/a: import cycle not allowed.\n"),
		"package example.com/a imports example.com/b imports "
		"example.com/a: import cycle not allowed");
	assert_string_equal(gowords_error(&a, "# example.com/a\n"
		"a.go:1:2: undefined: x\na.go:2:2: undefined: y\n"
		"a.go:3:2: undefined: z\na.go:4:2: undefined: w\n"),
		"a.go:1:2: undefined: x; a.go:2:2: undefined: y; "
		"a.go:3:2: undefined: z; … (1)");
	/* Go 1.26 of a relative import below a GOPATH with a blank. */
	assert_string_equal(gowords_error(&a, "goroutine 1 [running]:\n"
			"runtime/debug.Stack()\n"
			"\truntime/debug/stack.go:26 +0x5e\n"
			"cmd/go/internal/load.(*preload).preloadImports in goroutine 7)\n"
			"created by cmd/go/internal/par.(*Queue).Add in goroutine 7\n"
			"\tcmd/go/internal/load/pkg.go:1105 +0x27a\n"
			"unexpected directory layout:\n\troot: /g p/src\n"),
			"unexpected directory layout: root: /g p/src");
	one = gowords_error(&a, "go: a imports\n\t1 imports\n\t2 imports\n"
		"\t3 imports\n\t4 imports\n\t5 imports\n\t6 imports\n"
		"\t7 imports\n\t8 imports\n\t9 imports\n\t10 imports\n"
		"\t11 imports\n\tz: the cause\n");
	assert_non_null(strstr(one, "go: a imports"));
	assert_non_null(strstr(one, " … 7 imports"));
	assert_non_null(strstr(one, "z: the cause"));
	assert_int_equal(gowords_missing(&a,
		"go: finding module for package lost.org/y\n"
		"go: example.com/p imports\n"
		"\tlost.org/y: cannot find module providing package lost.org/y: "
		"module lookup disabled by GOPROXY=off\n"
		"go: example.com/p tested by\n\texample.com/p.test imports\n"
		"\tlost.org/t: module lost.org/t: git ls-remote -q: "
		"exit status 128:\n\tfatal: no such thing\n"
		"fatal: not to be read.\n\nCheck the rights.\n"
		"go: example.com/q imports\n"
		"\tlost.org/y: cannot find module providing package lost.org/y: "
		"module lookup disabled by GOPROXY=off\n"
		"go: example.com/p imports\n\tdep.org/d tested by\n"
		"\tdep.org/d.test imports\n\tlost.org/z: cannot find module "
		"providing package lost.org/z\n"
		"go: updates to go.mod needed\n", &m), 3);
	assert_string_equal(m[2].package, "lost.org/z");
	assert_true(m[2].test && m[2].theirs && !m[1].theirs);
	assert_string_equal(m[0].package, "lost.org/y");
	assert_string_equal(m[0].why, "module lookup disabled by GOPROXY=off");
	assert_false(m[0].test);
	assert_string_equal(m[1].package, "lost.org/t");
	assert_string_equal(m[1].why, "module lost.org/t: git ls-remote -q: "
		"exit status 128: fatal: no such thing fatal: not to be read. "
		"Check the rights.");
	assert_true(m[1].test);
	arena_release(&a);
}

/* By whom a module was required, and in which version. */
static void test_renames(void **state)
{
	struct gowords_renamed *r;
	struct arena a = ARENA_INIT;

	(void)state;
	assert_int_equal(gowords_renames(&a, NULL, &r), 0);
	assert_int_equal(gowords_renames(&a,
		"go: example.com/me imports\n"
		"\texample.com/Log: example.com/Log@v1.1.0: parsing go.mod:\n"
		"\tmodule declares its path as: example.com/log\n"
		"\t        but was required as: example.com/Log\n"
		"go: example.com/Log@v1.1.0: parsing go.mod:\n"
		"\tmodule declares its path as: example.com/log\n"
		"\t        but was required as: example.com/Log\n"
		"go: example.com/a@v1.0.0 (replaced by example.com/b@v1.2.0): "
		"parsing go.mod:\n"
		"\tmodule declares its path as: example.com/c\n"
		"\t        but was required as: example.com/a\n", &r), 2);
	assert_string_equal(r[0].from, "example.com/Log");
	assert_string_equal(r[0].to, "example.com/log");
	assert_string_equal(r[0].version, "v1.1.0");
	assert_string_equal(r[1].to, "example.com/c");
	assert_string_equal(r[1].version, "v1.0.0");
	arena_release(&a);
}

/* Goes through all builds of a search where none with one of `bad` passes. */
static int all_builds(struct fix_run *run, struct holdsearch *s, size_t n,
		      uint64_t copies, uint64_t bad)
{
	struct fix_ran *ran = NULL;
	int i;

	run->nran = 0;
	for (i = 0; ; i++) {
		struct fix_ran *r;

		holdsearch_run(s, run, n, copies, i);
		if (!s->wanted)
			break;
		assert_int_equal(s->nasked, i);
		r = ARENA_PUSH(run->arena, ran, run->nran);
		*r = (struct fix_ran){
			.id = i ? holdsearch_id(run->arena, i, "-build")
				: "hold-build",
			.exit_code = s->wanted & bad ? 1 : 0, .err = "why",
		};
		run->ran = ran;
	}
	holdsearch_run(s, run, n, copies, HOLDSEARCH_TRIES + 1);
	return i;
}

static void test_search(void **state)
{
	struct arena a = ARENA_INIT;
	struct fix_run run = { .arena = &a };
	struct holdsearch s;

	(void)state;
	/* Nothing to hold; all at once; one alone that cannot be. */
	assert_int_equal(all_builds(&run, &s, 0, 0, 0), 0);
	assert_int_equal(all_builds(&run, &s, 64, 3, 0), 1);
	assert_true(s.kept == UINT64_MAX);
	assert_int_equal(all_builds(&run, &s, 1, 1, 1), 1);
	assert_true(!s.kept && s.refused == 1);
	assert_string_equal(s.why[0]->err, "why");
	/* The copies stay where a version is what it does not build with. */
	assert_int_equal(all_builds(&run, &s, 3, 6, 1), 2);
	assert_true(s.kept == 6 && s.refused == 1);
	/* One of each. */
	assert_int_equal(all_builds(&run, &s, 4, 0xc, 9), 6);
	assert_true(s.kept == 6 && s.refused == 9);
	/* The last of eight. */
	assert_int_equal(all_builds(&run, &s, 8, 0, 0x80), 4);
	assert_true(s.kept == 0x7f && s.refused == 0x80);
	/* Too many that cannot be: some are never come to. */
	assert_int_equal(all_builds(&run, &s, 16, 0, 0xffff), 7);
	assert_true(!s.kept && s.refused && s.refused != 0xffff);
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_gowords), cmocka_unit_test(test_renames),
	cmocka_unit_test(test_search),
	TEST(test_choices), TEST(test_commands), TEST(test_edit),
	TEST(test_offer), TEST(test_others), TEST(test_preview_files),
	TEST(test_preview_tree), TEST(test_registry), TEST(test_spans),
	TEST(test_through_links), TEST(test_write),
};

CM_MAIN(tests)
