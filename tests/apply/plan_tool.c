/*
 * A plan for gomend-apply, made from words and from what is there now.
 *
 *   plan_tool ROOT [git DIR] [stage DIR] OP…
 *     edit PATH OLD NEW      the first OLD becomes NEW
 *     write PATH TEXT        from PATH FILE        write: its bytes are FILE
 *     mkdir PATH             remove PATH           move PATH TO
 *     link PATH TEXT         mode PATH OCTAL       tree PATH FOLDER
 *     index PATH FILE        as OCTAL: the mode of the operation before it
 *     keep                   undo leaves what the operation before it made
 *     absent PATH …          as the operation, for a path that a move leaves
 *                            free: "absent link PATH TEXT"
 *   plan_tool journal FILE   how its transaction ended: "applied", …
 *   plan_tool refresh FILE   the plan in FILE for another copy of the same
 *                            files: with what tells the copies apart (inodes,
 *                            ctimes, prints of trees).  Not for other content.
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply/at.h"
#include "base/json.h"
#include "base/path.h"
#include "host/fs.h"
#include "host/tree.h"
#include "plan/journal.h"

static struct arena a = ARENA_INIT;

static void die(const char *what, const struct error *err)
{
	(void)fprintf(stderr, "plan_tool: %s: %s\n", what,
		      err && err->message ? err->message : "no");
	exit(2);
}

static void look(const char *path, bool whole, struct plan_state *out)
{
	char print[TREE_PRINT_BYTES];
	struct error err = ERROR_INIT;
	struct tree_entry e;

	if (tree_lstat(&a, path, &e, &err))
		die(path, &err);
	*out = (struct plan_state){ 0 };
	if (e.type == TREE_ABSENT)
		return;
	out->mode = (int)(e.st.st_mode & 07777);
	out->size = e.st.st_size;
	out->dev = (int64_t)e.st.st_dev;
	out->ino = (int64_t)e.st.st_ino;
	out->mtime_ns = at_mtime_ns(&e.st);
	out->ctime_ns = at_ctime_ns(&e.st);
	out->nlink = (int)e.st.st_nlink;
	switch (e.type) {
	case TREE_FILE:
		out->type = PLAN_FILE;
		if (tree_hash_file(path, print, &err))
			die(path, &err);
		out->print = arena_strdup(&a, print);
		break;
	case TREE_FOLDER:
		out->type = PLAN_FOLDER;
		if (whole && tree_print(path, print, &err))
			die(path, &err);
		if (whole)
			out->print = arena_strdup(&a, print);
		break;
	case TREE_LINK:
		out->type = PLAN_SYMLINK;
		out->print = e.target;
		break;
	case TREE_OTHER:
	case TREE_ABSENT:
		out->type = PLAN_OTHER;
		break;
	}
}

static void make_edit(struct plan_op *op, const char *old, const char *new)
{
	struct strbuf text = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct plan_edit *edit = ARENA_NEW(&a, struct plan_edit);
	size_t at;

	if (fs_read(op->path, FS_READ_MAX_BYTES, &text, &err))
		die(op->path, &err);
	at = str_search(strbuf_str(&text), old);
	if (at == text.len)
		die(old, NULL);
	edit->start = (int64_t)at;
	edit->end = (int64_t)(at + strlen(old));
	edit->text = new;
	op->edits = edit;
	op->nedits = 1;
	strbuf_release(&text);
}

static const char *const words[] = {
	"edit", "write", "mkdir", "remove", "move", "link", "mode", "tree",
	"index", "from", NULL
};

static int journal(const char *path)
{
	struct strbuf text = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct txn t;

	if (fs_read(path, FS_READ_MAX_BYTES, &text, &err) ||
	    journal_read(&a, strbuf_str(&text), &t, &err))
		die(path, &err);
	(void)puts(txn_state_names[t.state]);
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}

/* One state of the plan, looked at again. */
static void look_again(const char *path, struct plan_state *was)
{
	bool tree = was->type == PLAN_FOLDER && was->print;
	struct plan_state now;

	look(path, tree, &now);
	if (now.type != was->type || now.mode != was->mode ||
	    (now.type == PLAN_FILE && now.size != was->size) ||
	    (now.type != PLAN_FOLDER && !cstr_eq(now.print, was->print)) ||
	    (now.type != PLAN_FOLDER && now.mtime_ns != was->mtime_ns))
		die(path, NULL);
	*was = now;
}

static int refresh(const char *path)
{
	struct strbuf text = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct plan p = { 0 };
	struct cJSON *j;
	size_t i;

	if (fs_read(path, FS_READ_MAX_BYTES, &text, &err))
		die(path, &err);
	j = json_parse(strbuf_str(&text), &err);
	if (!j)
		die(path, &err);
	codec_decode(&plan_codec, &a, j, &p);
	json_free(j);
	for (i = 0; i < p.nops; i++) {
		struct plan_op *op = &p.ops[i];

		/* A path that a move leaves free is not free yet. */
		if (op->before.type != PLAN_ABSENT)
			look_again(op->path, &op->before);
		if (op->from)
			look_again(op->from, &op->from_state);
	}
	if (plan_check(&p, &err))
		die("the plan", &err);
	strbuf_release(&text);
	j = codec_encode(&plan_codec, &p);
	json_print(&text, j, false);
	(void)puts(text.buf);
	json_free(j);
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}

int main(int argc, char **argv)
{
	static const char *fingerprints[] = { "0123456789abcdef" };
	struct plan p = { .fix = "test", .title = MSG(&a, "a test") };
	struct error err = ERROR_INIT;
	struct strbuf text = STRBUF_INIT;
	struct plan_change *change;
	struct plan_op *op = NULL;
	bool absent = false;
	struct cJSON *j;
	int i = 2;

	if (argc < 2)
		return 2;
	if (argc == 3 && !strcmp(argv[1], "journal"))
		return journal(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "refresh"))
		return refresh(argv[2]);
	p.root = argv[1];
	p.findings = fingerprints;
	p.nfindings = 1;
#define ARG (i < argc ? argv[i++] : (die("too few words", NULL), ""))
	while (i < argc) {
		const char *word = ARG, *old;
		int kind;

		if (!strcmp(word, "git")) {
			p.git_dir = ARG;
			continue;
		}
		if (!strcmp(word, "stage")) {
			p.stage = ARG;
			continue;
		}
		if (!strcmp(word, "as") && op) {
			op->mode = (int)strtol(ARG, NULL, 8);
			continue;
		}
		if (!strcmp(word, "keep") && op) {
			op->keep = true;
			continue;
		}
		if (!strcmp(word, "absent")) {
			absent = true;
			continue;
		}
		kind = codec_enum(words, word, -1);
		if (kind < 0)
			die(word, NULL);
		op = ARENA_PUSH(&a, p.ops, p.nops);
		op->kind = kind > PLAN_INDEX ? PLAN_WRITE : (enum plan_kind)kind;
		op->path = ARG;
		if (!absent)
			look(op->path, op->kind == PLAN_REMOVE ||
			     op->kind == PLAN_MOVE || op->kind == PLAN_TREE,
			     &op->before);
		absent = false;
		switch (op->kind) {
		case PLAN_EDIT:
			old = ARG;
			make_edit(op, old, ARG);
			break;
		case PLAN_WRITE:
		case PLAN_TREE:
		case PLAN_INDEX:
			if (op->kind == PLAN_WRITE && strcmp(word, "from")) {
				op->text = ARG;
				break;
			}
			op->from = ARG;
			look(op->from, true, &op->from_state);
			break;
		case PLAN_MOVE:
		case PLAN_LINK:
			op->to = ARG;
			break;
		case PLAN_MODE:
			op->mode = (int)strtol(ARG, NULL, 8);
			break;
		case PLAN_MKDIR:
		case PLAN_REMOVE:
			break;
		}
		change = ARENA_PUSH(&a, p.changes, p.nchanges);
		change->kind = CHANGE_MODIFIED;
		change->op = (int)p.nops - 1;
		change->path = op->path;
	}
	if (plan_check(&p, &err))
		die("the plan", &err);
	j = codec_encode(&plan_codec, &p);
	json_print(&text, j, false);
	(void)puts(text.buf);
	json_free(j);
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}
