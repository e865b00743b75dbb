#include "config.h"

#include "plan/plan.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"

const char *const plan_kind_names[] = {
	"edit", "write", "mkdir", "remove", "move", "link", "mode", "tree",
	"index", NULL
};
const char *const plan_type_names[] = {
	"absent", "file", "folder", "link", "other", NULL
};
const char *const plan_change_names[] = {
	"added", "modified", "removed", "moved", "mode", "link", "index", NULL
};

static const struct codec_field plan_state_fields[] = {
	CF_ENUM(plan_state, type, plan_type_names),
	CF_INT(plan_state, mode),
	CF_I64(plan_state, size),
	CF_I64(plan_state, dev),
	CF_I64(plan_state, ino),
	CF_I64(plan_state, mtime_ns),
	CF_I64(plan_state, ctime_ns),
	CF_INT(plan_state, nlink),
	CF_STR(plan_state, print),
};
CODEC_DEFINE(plan_state);

static const struct codec_field plan_edit_fields[] = {
	CF_I64(plan_edit, start),
	CF_I64(plan_edit, end),
	CF_STR(plan_edit, text),
};
CODEC_DEFINE(plan_edit);

static const struct codec_field plan_entry_fields[] = {
	CF_STR(plan_entry, path),
	CF_STR(plan_entry, before),
	CF_STR(plan_entry, after),
};
CODEC_DEFINE(plan_entry);

static const struct codec_field plan_op_fields[] = {
	CF_ENUM(plan_op, kind, plan_kind_names),
	CF_STR(plan_op, path),
	CF_STR(plan_op, to),
	CF_STR(plan_op, text),
	CF_STR(plan_op, from),
	CF_INT(plan_op, mode),
	CF_BOOL(plan_op, whole),
	CF_LIST(plan_op, edits, &plan_edit_codec),
	CF_LIST(plan_op, entries, &plan_entry_codec),
	CF_OBJ(plan_op, before, &plan_state_codec),
	CF_OBJ(plan_op, from_state, &plan_state_codec),
	CF_OBJ(plan_op, what, &msg_codec),
	CF_BOOL(plan_op, keep),
};
CODEC_DEFINE(plan_op);

static const struct codec_field plan_change_fields[] = {
	CF_ENUM(plan_change, kind, plan_change_names),
	CF_INT(plan_change, op),
	CF_STR(plan_change, path),
	CF_STR(plan_change, to),
	CF_STR(plan_change, group),
	CF_INT(plan_change, plus),
	CF_INT(plan_change, minus),
	CF_I64(plan_change, bytes_before),
	CF_I64(plan_change, bytes_after),
	CF_I64(plan_change, nfiles),
	CF_BOOL(plan_change, binary),
};
CODEC_DEFINE(plan_change);

static const struct codec_field plan_command_fields[] = {
	CF_STR(plan_command, id),
	CF_STRS(plan_command, argv),
	CF_STR(plan_command, cwd),
	CF_STRS(plan_command, env),
	CF_STR(plan_command, input),
	CF_BOOL(plan_command, late),
	CF_OBJ(plan_command, what, &msg_codec),
	CF_OBJ(plan_command, executes, &msg_codec),
	CF_STRS(plan_command, writes),
	CF_STR(plan_command, unless),
	CF_BOOL(plan_command, network),
	CF_BOOL(plan_command, unpack),
	CF_BOOL(plan_command, may_fail),
	CF_BOOL(plan_command, fork),
	CF_BOOL(plan_command, must_pass),
	CF_INT(plan_command, deadline_s),
};
CODEC_DEFINE(plan_command);

static const struct codec_field plan_leg_fields[] = {
	CF_STR(plan_leg, id),
	CF_OBJ(plan_leg, what, &msg_codec),
	CF_OBJ(plan_leg, gate, &msg_codec),
	CF_BOOL(plan_leg, later),
};
CODEC_DEFINE(plan_leg);

static const struct codec_field plan_fields[] = {
	CF_STR(plan, fix),
	CF_STR(plan, root),
	CF_STR(plan, git_dir),
	CF_OBJ(plan, title, &msg_codec),
	CF_STRS(plan, findings),
	CF_STRS(plan, places),
	CF_STRS(plan, brings),
	CF_LIST(plan, ops, &plan_op_codec),
	CF_LIST(plan, changes, &plan_change_codec),
	CF_LIST(plan, ran, &plan_command_codec),
	CF_LIST(plan, verify, &plan_command_codec),
	CF_LIST(plan, notes, &msg_codec),
	CF_LIST(plan, report, &msg_codec),
	CF_LIST(plan, legs, &plan_leg_codec),
	CF_STR(plan, subject),
	CF_BOOL(plan, goes_on),
	CF_INT(plan, continues),
	CF_STRS(plan, next_sets),
	CF_STR(plan, shell_line),
	CF_STR(plan, stage),
	CF_I64(plan, undo_bytes),
};
CODEC_DEFINE(plan);

size_t plan_command_go(const struct plan_command *c)
{
	size_t at = 0;

	if (c->nargv && cstr_eq(c->argv[0], "xargs"))
		for (at = 1; at < c->nargv && c->argv[at][0] == '-'; at++)
			;
	return at < c->nargv && cstr_eq(c->argv[at], "go") ? at : c->nargv;
}

const struct plan_leg *plan_next_leg(const struct plan *p)
{
	size_t i;

	for (i = 0; i < p->nlegs; i++)
		if (p->legs[i].later)
			return &p->legs[i];
	return NULL;
}

/* ---- is it whole? ---- */

static int check_path(const char *path, const char *what, struct error *err)
{
	struct arena a = ARENA_INIT;
	int rc = 0;

	if (cstr_empty(path) || !path_is_abs(path))
		rc = error_set(err, "the plan has %s that is not absolute: %s",
			       what, path ? path : "(none)");
	else if (!cstr_eq(path_clean(&a, path), path))
		rc = error_set(err, "the plan has %s that is not clean: %s",
			       what, path);
	else if (!text_is_utf8(str_from(path)))
		rc = error_set(err, "%s is not UTF-8, and plans name only "
			       "paths that are", what);
	arena_release(&a);
	return rc;
}

static int check_edits(const struct plan_op *op, struct error *err)
{
	int64_t at = 0;
	size_t i;

	if (op->before.type != PLAN_FILE || cstr_empty(op->before.print))
		return error_set(err, "%s: an edit of what was no file",
				 op->path);
	if (!op->nedits)
		return error_set(err, "%s: an edit that changes nothing",
				 op->path);
	for (i = 0; i < op->nedits; i++) {
		const struct plan_edit *e = &op->edits[i];

		if (e->start < at || e->end < e->start ||
		    e->end > op->before.size || !e->text)
			return error_set(err, "%s: edits that are not in "
					 "order or beyond the file", op->path);
		at = e->end;
	}
	return 0;
}

/* Whether the operation needs something there, or nothing. */
static int check_before(const struct plan_op *op, struct error *err)
{
	enum plan_type t = op->before.type;
	bool ok = true;

	if (t == PLAN_OTHER)
		return error_set(err, "%s is no file, folder or link",
				 op->path);
	if (op->keep && (t != PLAN_ABSENT || (op->kind != PLAN_WRITE &&
					      op->kind != PLAN_MKDIR)))
		return error_set(err, "%s: only what is new can stay when "
				 "the plan is taken back", op->path);
	switch (op->kind) {
	case PLAN_EDIT:
		return check_edits(op, err);
	case PLAN_WRITE:
		ok = (t == PLAN_ABSENT || t == PLAN_FILE) &&
		     !op->text != !op->from;
		break;
	case PLAN_MKDIR:
		ok = t == PLAN_ABSENT;
		break;
	case PLAN_REMOVE:
		ok = t != PLAN_ABSENT;
		break;
	case PLAN_MOVE:
		ok = t != PLAN_ABSENT && op->to;
		break;
	case PLAN_LINK:
		ok = (t == PLAN_ABSENT || t == PLAN_SYMLINK) && op->to;
		break;
	case PLAN_MODE:
		ok = (t == PLAN_FILE || t == PLAN_FOLDER) && op->mode;
		break;
	case PLAN_TREE:
		ok = (t == PLAN_ABSENT || t == PLAN_FOLDER) && op->from;
		break;
	case PLAN_INDEX:
		ok = (t == PLAN_ABSENT || t == PLAN_FILE) && op->from;
		break;
	}
	return ok ? 0 : error_set(err, "%s: nothing that can be done (%s) to "
				  "what is there (%s)", op->path,
				  plan_kind_names[op->kind],
				  plan_type_names[t]);
}

const char *plan_moved(struct arena *a, const struct plan *p,
		       const char *path)
{
	size_t i;

	for (i = 0; i < p->nops; i++) {
		const struct plan_op *op = &p->ops[i];

		if (op->kind == PLAN_MOVE && path_under(op->path, path))
			path = path_join(a, op->to,
					 path_rel(a, op->path, path));
	}
	return path;
}

const char *plan_unmoved(struct arena *a, const struct plan *p,
			 const char *path)
{
	size_t i;

	for (i = p->nops; i > 0; i--) {
		const struct plan_op *op = &p->ops[i - 1];

		if (op->kind == PLAN_MOVE && path_under(op->to, path))
			path = path_join(a, op->path,
					 path_rel(a, op->to, path));
	}
	return path;
}

bool plan_clears(const struct plan *p, const char *fingerprint,
		 const char *place)
{
	bool own = false, all = false, in_own = false, in_all = false;
	size_t i, n = cstr_empty(fingerprint) ? 0 : strlen(fingerprint);

	for (i = 0; i < p->nfindings; i++)
		if (cstr_eq(p->findings[i], fingerprint))
			break;
	if (!n || i == p->nfindings)
		return false;
	for (i = 0; i < p->nplaces; i++) {
		const char *at = strchr(p->places[i], '@');

		if (!at) {
			all = true;
			in_all = in_all || cstr_eq(p->places[i], place);
		} else if ((size_t)(at - p->places[i]) == n &&
			   cstr_starts(p->places[i], fingerprint)) {
			own = true;
			in_own = in_own || cstr_eq(at + 1, place);
		}
	}
	return own ? in_own : all ? in_all : true;
}

bool plan_takes_tree(const struct plan_op *op)
{
	return op->kind == PLAN_TREE || op->kind == PLAN_MOVE ||
	       op->kind == PLAN_REMOVE;
}

const char *plan_taken(const struct plan *p, const char *path)
{
	const char *top = NULL;
	size_t i;

	for (i = 0; path && i < p->nops; i++)
		if (plan_takes_tree(&p->ops[i]) &&
		    path_under(p->ops[i].path, path) &&
		    (!top || strlen(p->ops[i].path) < strlen(top)))
			top = p->ops[i].path;
	return top;
}

static int check_pairs(const struct plan *p, size_t at, struct error *err)
{
	const struct plan_op *op = &p->ops[at];
	size_t i;

	for (i = 0; i < at; i++) {
		const struct plan_op *o = &p->ops[i];

		/* What a move leaves free may be used again. */
		if (cstr_eq(o->path, op->path) &&
		    !(o->kind == PLAN_MOVE && op->before.type == PLAN_ABSENT))
			return error_set(err, "%s: two steps of the plan "
					 "change it", op->path);
		if (plan_takes_tree(o) && !cstr_eq(o->path, op->path) &&
		    path_under(o->path, op->path))
			return error_set(err, "%s: a step in front of it "
					 "takes %s away", op->path, o->path);
		if (plan_takes_tree(op) && op->kind != PLAN_MOVE &&
		    !cstr_eq(o->path, op->path) &&
		    path_under(op->path, o->path))
			return error_set(err, "%s: a step behind it takes %s "
					 "away", o->path, op->path);
	}
	return 0;
}

int plan_check(const struct plan *p, struct error *err)
{
	size_t i;

	if (cstr_empty(p->fix) || check_path(p->root, "a root", err))
		return error_set(err, "the plan names no fix or root");
	for (i = 0; i < p->nops; i++) {
		const struct plan_op *op = &p->ops[i];

		if (check_path(op->path, "a path", err) ||
		    (op->kind == PLAN_MOVE &&
		     check_path(op->to, "a destination", err)) ||
		    (op->from && check_path(op->from, "a prepared file", err)) ||
		    check_before(op, err) || check_pairs(p, i, err))
			return -1;
		if (op->kind == PLAN_MOVE && path_under(op->path, op->to))
			return error_set(err, "%s cannot be moved below "
					 "itself", op->path);
	}
	for (i = 0; i < p->nchanges; i++)
		if (p->changes[i].op < 0 ||
		    (size_t)p->changes[i].op >= p->nops)
			return error_set(err, "the preview names a step that "
					 "is not in the plan");
	return 0;
}

int plan_edited(struct arena *a, const struct plan_op *op, struct str old,
		struct str *out, struct error *err)
{
	size_t i, at = 0, len = old.len, used = 0;
	char *text;

	if (check_edits(op, err))
		return -1;
	if ((int64_t)old.len != op->before.size)
		return error_set(err, "%s is not what it was", op->path);
	for (i = 0; i < op->nedits; i++)
		len += strlen(op->edits[i].text);
	text = arena_alloc(a, len + 1);
	for (i = 0; i <= op->nedits; i++) {
		size_t end = i < op->nedits ? (size_t)op->edits[i].start
					    : old.len;
		size_t n;

		memcpy(text + used, old.p + at, end - at);
		used += end - at;
		if (i == op->nedits)
			break;
		n = strlen(op->edits[i].text);
		memcpy(text + used, op->edits[i].text, n);
		used += n;
		at = (size_t)op->edits[i].end;
	}
	text[used] = '\0';
	*out = (struct str){ text, used };
	return 0;
}
