#include "config.h"

#include "apply/stagework.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "apply/content.h"
#include "apply/drift.h"
#include "apply/gitindex.h"
#include "apply/say.h"
#include "base/path.h"
#include "base/text.h"
#include "host/stage.h"
#include "host/tree.h"

int work_cancelled(const struct work *w, struct error *err)
{
	return w->cancel && *w->cancel ?
	       error_set(err, "it was cancelled") : 0;
}

/* ---- paths ---- */

static bool below(const char *dir, const char *path)
{
	return path_under(dir, path) && strcmp(dir, path) != 0;
}

static const char *moved(struct arena *a, const char *path, const char *from,
			 const char *to)
{
	return path_under(from, path) ?
	       arena_printf(a, "%s%s", to, path + strlen(from)) : path;
}

const char *work_final(const struct work *w, size_t from, const char *path)
{
	size_t i;

	for (i = from; i < w->plan->nops; i++) {
		const struct plan_op *op = &w->plan->ops[i];

		if (op->kind == PLAN_MOVE)
			path = moved(w->a, path, op->path, op->to);
	}
	return path;
}

/* ---- where everything lies ---- */

static int add_place(struct work *w, const char *path, const char *token,
		     struct error *err)
{
	const struct plan *p = w->plan;
	const char *git_dir = plan_taken(p, p->git_dir) ? NULL : p->git_dir;
	struct txn_place *place;
	const char *base;
	bool beside;
	size_t i;

	base = stage_base(w->a, path, git_dir, plan_taken(p, path), &beside, err);
	if (!base)
		return -1;
	if (!text_is_utf8(str_from(base)))
		return error_set(err, "the folder %s is not UTF-8, and "
				 "nothing can be kept for undo there", base);
	for (i = 0; i < w->log.nplaces; i++)
		if (cstr_eq(w->log.places[i].base, base))
			return (int)i;
	place = ARENA_PUSH(w->a, w->log.places, w->log.nplaces);
	place->base = base;
	place->path = arena_printf(w->a, "%s/txn-%d.%s", base, w->log.n,
				   token);
	return (int)w->log.nplaces - 1;
}

/* The folder as it is now, so that it can look untouched again. */
static int add_folder(struct work *w, const char *path, struct error *err)
{
	struct txn_folder *f;
	struct stat st;
	size_t i;
	int rc;

	for (i = 0; i < w->log.nfolders; i++)
		if (cstr_eq(w->log.folders[i].path, path))
			return 0;
	rc = at_look(path, &st, err);
	if (rc <= 0 || !S_ISDIR(st.st_mode))
		return rc < 0 ? -1 : 0;
	f = ARENA_PUSH(w->a, w->log.folders, w->log.nfolders);
	f->path = path;
	f->ino = (int64_t)st.st_ino;
	f->mtime_ns = at_mtime_ns(&st);
	return 0;
}

static int add_parent(struct work *w, const char *path, struct error *err)
{
	return add_folder(w, path_dir(w->a, path), err);
}

static int lay_folders(struct work *w, size_t i, struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];

	/* What happens in a copy changes no folder of the user, but for the
	 * lock of the index. */
	if (w->ops[i].outer >= 0)
		return op->kind == PLAN_INDEX ? add_parent(w, op->path, err)
					      : 0;
	if (add_parent(w, op->path, err) ||
	    (op->kind == PLAN_MOVE && add_parent(w, op->to, err)))
		return -1;
	/* Some file systems touch a folder that gets another parent. */
	return plan_takes_tree(op) ? add_folder(w, op->path, err) : 0;
}

static int lay_op(struct work *w, size_t i, const char *token,
		  struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	struct op_work *o = &w->ops[i];
	const char *near = op->path;

	o->place = o->to_place = -1;
	if (op->kind == PLAN_INDEX) {
		size_t n = w->log.nlocks;
		const char **locks = arena_alloc(w->a,
						 (n + 1) * sizeof(*locks));

		if (n)
			memcpy(locks, w->log.locks, n * sizeof(*locks));
		locks[n] = arena_printf(w->a, "%s.lock", op->path);
		w->log.locks = locks;
		w->log.nlocks = n + 1;
	}
	if (op->kind == PLAN_MODE || (op->kind == PLAN_MOVE && !o->cross))
		return 0;
	if (o->outer >= 0)
		near = w->plan->ops[o->outer].to;
	o->place = add_place(w, near, token, err);
	if (o->place < 0)
		return -1;
	o->kept = arena_printf(w->a, "%s/%zu",
			       w->log.places[o->place].path, i);
	if (!o->cross)
		return 0;
	o->to_place = add_place(w, op->to, token, err);
	if (o->to_place < 0)
		return -1;
	o->kept_from = arena_printf(w->a, "%s.from", o->kept);
	o->kept = arena_printf(w->a, "%s/%zu",
			       w->log.places[o->to_place].path, i);
	return 0;
}

static int find_cross(struct work *w, size_t i, struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	const char *from, *to;
	int same;

	from = stage_existing(w->a, path_dir(w->a, op->path), err);
	to = from ? stage_existing(w->a, path_dir(w->a, op->to), err) : NULL;
	same = to ? stage_same_mount(from, to, err) : -1;
	w->ops[i].cross = !same;
	return same < 0 ? -1 : 0;
}

static int find_moves(struct work *w, struct error *err)
{
	const struct plan *p = w->plan;
	size_t i, j;

	for (i = 0; i < p->nops; i++) {
		struct op_work *o = &w->ops[i];
		const struct plan_op *op = &p->ops[i];

		o->outer = -1;
		if (op->kind == PLAN_MOVE && find_cross(w, i, err))
			return -1;
	}
	for (i = 0; i < p->nops; i++)
		for (j = 0; j < p->nops; j++) {
			struct op_work *o = &w->ops[i];

			if (j > i && w->ops[j].cross && o->outer < 0 &&
			    below(p->ops[j].path, p->ops[i].path))
				o->outer = (int)j;
			if (j < i && p->ops[j].kind == PLAN_MOVE &&
			    cstr_eq(p->ops[j].path, p->ops[i].path))
				o->reuse = true;
		}
	return 0;
}

int work_layout(struct work *w, const char *token, struct error *err)
{
	const struct plan *p = w->plan;
	size_t i;

	w->log.token = token;
	w->log.git_dir = p->git_dir;
	w->log.stage = p->stage;
	w->ops = arena_alloc(w->a, (p->nops + 1) * sizeof(*w->ops));
	if (find_moves(w, err))
		return -1;
	for (i = 0; i < p->nops; i++)
		if (lay_op(w, i, token, err) || lay_folders(w, i, err))
			return -1;
	for (i = 0; i < w->log.nplaces; i++)
		if (add_parent(w, w->log.places[i].base, err))
			return -1;
	return p->stage ? add_parent(w, path_dir(w->a, p->stage), err) : 0;
}

int work_make_places(struct work *w, struct error *err)
{
	size_t i;

	for (i = 0; i < w->log.nplaces; i++) {
		const struct txn_place *place = &w->log.places[i];
		struct stat st;
		struct at at;
		int rc = 0;

		if (stage_make_base(place->base, err) ||
		    at_open(&at, place->path, err))
			return -1;
		if (mkdirat(at.fd, at.name, 0700) < 0)
			rc = error_errno(err, errno, "cannot make %s",
					 place->path);
		/* Root leaves to the owner what is the owner's. */
		else if (!geteuid() &&
			 (fstat(at.fd, &st) < 0 ||
			  (st.st_uid && fchownat(at.fd, at.name, st.st_uid,
						 st.st_gid,
						 AT_SYMLINK_NOFOLLOW) < 0)))
			rc = error_errno(err, errno, "cannot hand over %s",
					 place->path);
		at_close(&at);
		if (rc)
			return -1;
	}
	return 0;
}

/* ---- making ---- */

/* What an operation is made from and beside: live, or in a copy. */
struct source {
	const char *live;	/* where it is read */
	struct at at;		/* live; fd -1: its folder is not there */
	struct at kept;
};

static void close_source(struct source *s)
{
	at_close(&s->at);
	at_close(&s->kept);
}

/* The bits of a new file or folder for which the plan names none. */
static int usual_mode(int full)
{
	mode_t mask = umask(0);

	(void)umask(mask);
	return full & ~(int)mask;
}

/*
 * The folder that a new thing gets: the live one, or the one that this plan
 * makes for it and that is still in the stage.
 */
static const char *future_parent(const struct work *w, const char *live)
{
	const char *dir = path_dir(w->a, live);
	size_t i;

	for (i = 0; i < w->log.nsteps; i++)
		if (w->log.steps[i].act == STEP_PLACE &&
		    cstr_eq(w->log.steps[i].live, dir))
			return w->log.steps[i].kept;
	return dir;
}

/* Make a new thing's kept path lie in a folder that hands down the same. */
static int in_heir(struct work *w, size_t i, struct source *s,
		   struct error *err)
{
	struct op_work *o = &w->ops[i];
	const char *heir = arena_printf(w->a, "%s.d", o->kept);
	struct at from, to;
	bool needed = false;
	int rc;

	if (at_open(&from, future_parent(w, s->live), err))
		return -1;
	rc = at_open(&to, heir, err);
	if (!rc) {
		rc = content_heir(&to, &from, &needed, err);
		at_close(&to);
	}
	at_close(&from);
	if (rc || !needed)
		return rc;
	o->kept = arena_printf(w->a, "%s/new", heir);
	at_close(&s->kept);
	return at_open(&s->kept, o->kept, err);
}

static int set_mode(const struct at *at, int mode, bool folder,
		    struct error *err)
{
	struct stat st;

	if (folder) {
		if (at_stat(at, &st, err) < 0)
			return -1;
		mode |= (int)(st.st_mode & S_ISGID);
	}
	return at_chmod(at, mode, err);
}

/* Root makes new things for the owner of the folder they go to. */
static int give_to_owner(struct work *w, struct source *s, struct error *err)
{
	struct stat st;
	int rc;

	if (geteuid())
		return 0;
	rc = at_look(future_parent(w, s->live), &st, err);
	if (rc <= 0 || !st.st_uid)
		return rc < 0 ? -1 : 0;
	if (fchownat(s->kept.fd, s->kept.name, st.st_uid, (gid_t)-1,
		     AT_SYMLINK_NOFOLLOW) < 0)
		return error_errno(err, errno, "cannot hand over %s",
				   s->kept.path);
	return 0;
}

/* What was prepared: renamed where that can be done, else copied. */
static int bring(struct work *w, const struct plan_op *op, struct source *s,
		 struct error *err)
{
	struct content_copy how = { NULL, NULL, NULL };
	struct at from;
	int rc;

	(void)w;
	if (at_open(&from, op->from, err))
		return -1;
	if (!renameat(from.fd, from.name, s->kept.fd, s->kept.name))
		rc = 0;
	else if (errno == EXDEV)
		rc = content_copy(&from, &s->kept, &how, err);
	else
		rc = error_errno(err, errno, "cannot take %s", op->from);
	at_close(&from);
	return rc;
}

static int make_edit(struct work *w, const struct plan_op *op,
		     struct source *s, struct error *err)
{
	char print[SHA256_HEX_BYTES];
	struct strbuf old = STRBUF_INIT;
	struct str text;
	int rc;

	old.max_bytes = SIZE_MAX / 4;
	rc = content_read(&s->at, &old, err);
	if (!rc)
		rc = sha256_of(strbuf_str(&old), print, err);
	if (!rc && strcmp(print, op->before.print)) {
		error_origin(err, "%s", op->path);
		rc = error_set(err, "%s was changed by something else while "
			       "it was being mended", op->path);
	}
	if (!rc)
		rc = plan_edited(w->a, op, strbuf_str(&old), &text, err);
	if (!rc)
		rc = content_write(&s->kept, text, err);
	if (!rc)
		rc = content_like(&s->kept, &s->at,
				  op->mode ? op->mode : op->before.mode, err);
	strbuf_release(&old);
	return rc;
}

static int make_file(struct work *w, size_t i, struct source *s,
		     struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	bool old = op->before.type == PLAN_FILE;
	struct stat st;
	int rc;

	if (!old && op->text && in_heir(w, i, s, err))
		return -1;
	if (op->text ? content_write(&s->kept, str_from(op->text), err)
		     : bring(w, op, s, err))
		return -1;
	if (old)
		return content_like(&s->kept, &s->at,
				    op->mode ? op->mode : op->before.mode,
				    err);
	if (give_to_owner(w, s, err))
		return -1;
	if (op->mode)
		return at_chmod(&s->kept, op->mode, err);
	if (op->text)
		return 0;	/* made with the usual mode */
	/* What was prepared in a private folder did not inherit either. */
	rc = at_look(future_parent(w, s->live), &st, err);
	if (rc < 0 || (rc && st.st_mode & S_ISGID &&
		       content_regroup(&s->kept, st.st_gid, err)))
		return -1;
	return at_chmod(&s->kept, usual_mode(0666), err);
}

static int make_folder(struct work *w, size_t i, struct source *s,
		       struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];

	if (in_heir(w, i, s, err))
		return -1;
	if (mkdirat(s->kept.fd, s->kept.name, 0777) < 0)
		return error_errno(err, errno, "cannot make %s",
				   s->kept.path);
	if (give_to_owner(w, s, err))
		return -1;
	return op->mode ? set_mode(&s->kept, op->mode, true, err) : 0;
}

static int make_link(struct work *w, size_t i, struct source *s,
		     struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	const struct stat *was = &w->ops[i].st;

	if (op->before.type == PLAN_ABSENT && in_heir(w, i, s, err))
		return -1;
	if (symlinkat(op->to, s->kept.fd, s->kept.name) < 0)
		return error_errno(err, errno, "cannot make %s",
				   s->kept.path);
	if (op->before.type == PLAN_ABSENT)
		return give_to_owner(w, s, err);
	if (w->ops[i].there && (was->st_uid != geteuid() ||
				was->st_gid != getegid()) &&
	    fchownat(s->kept.fd, s->kept.name, was->st_uid, was->st_gid,
		     AT_SYMLINK_NOFOLLOW) < 0)
		return error_errno(err, errno, "cannot keep the owner of %s",
				   op->path);
	return 0;
}

static int make_tree(struct work *w, size_t i, struct source *s,
		     struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	struct stat st;
	int rc;

	if (bring(w, op, s, err))
		return -1;
	if (op->before.type == PLAN_FOLDER) {
		rc = at_stat(&s->at, &st, err);
		if (rc < 0 || (rc && st.st_mode & S_ISGID &&
			       content_regroup(&s->kept, st.st_gid, err)))
			return -1;
		return content_like(&s->kept, &s->at,
				    op->mode ? op->mode : op->before.mode,
				    err);
	}
	rc = at_look(future_parent(w, s->live), &st, err);
	if (rc < 0 || (rc && st.st_mode & S_ISGID &&
		       content_regroup(&s->kept, st.st_gid, err)))
		return -1;
	if (give_to_owner(w, s, err))
		return -1;
	return set_mode(&s->kept, op->mode ? op->mode : usual_mode(0777),
			true, err);
}

static int make_one(struct work *w, size_t i, struct source *s,
		    struct error *err)
{
	switch (w->plan->ops[i].kind) {
	case PLAN_EDIT:
		return make_edit(w, &w->plan->ops[i], s, err);
	case PLAN_WRITE:
	case PLAN_INDEX:
		return make_file(w, i, s, err);
	case PLAN_MKDIR:
		return make_folder(w, i, s, err);
	case PLAN_LINK:
		return make_link(w, i, s, err);
	case PLAN_TREE:
		return make_tree(w, i, s, err);
	case PLAN_REMOVE:
	case PLAN_MOVE:
	case PLAN_MODE:
		break;
	}
	return 0;
}

/* ---- in a copy ---- */

/* An operation inside a tree that is copied is done to the copy, which is
 * private: nothing there needs a step of its own. */
static int settle(struct work *w, size_t i, const char *live,
		  struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	const struct op_work *outer = &w->ops[w->ops[i].outer];
	const char *top = w->plan->ops[w->ops[i].outer].path;
	struct at from, to;
	int rc = 0;

	if (op->kind == PLAN_REMOVE || (op->kind == PLAN_TREE &&
					op->before.type == PLAN_FOLDER))
		if (stage_remove(live, err))
			return -1;
	if (op->kind == PLAN_REMOVE)
		return 0;
	if (op->kind == PLAN_MODE) {
		if (at_open(&to, live, err))
			return -1;
		rc = at_chmod(&to, op->mode, err);
		at_close(&to);
		return rc;
	}
	if (at_open(&from, op->kind == PLAN_MOVE ? live : w->ops[i].kept,
		    err))
		return -1;
	if (op->kind == PLAN_MOVE)
		live = moved(w->a, op->to, top, outer->kept);
	rc = at_open(&to, live, err);
	if (!rc) {
		if (renameat(from.fd, from.name, to.fd, to.name) < 0)
			rc = error_errno(err, errno, "cannot put %s into the "
					 "copy", op->path);
		at_close(&to);
	}
	at_close(&from);
	return rc;
}

static int inner(struct work *w, size_t i, struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	size_t at = (size_t)w->ops[i].outer;
	struct source s = { NULL, { -1, "", "" }, { -1, "", "" } };
	int rc = 0;

	s.live = moved(w->a, op->path, w->plan->ops[at].path,
		       w->ops[at].kept);
	if (w->ops[i].kept) {
		rc = at_open(&s.at, s.live, err) ||
		     at_open(&s.kept, w->ops[i].kept, err) ||
		     make_one(w, i, &s, err) ? -1 : 0;
		close_source(&s);
	}
	return rc ? -1 : settle(w, i, s.live, err);
}

struct copying {
	struct work *w;
	size_t op;
	int64_t total, bytes;
	int64_t said;
	const char **skips;
	size_t nskips;
};

/* Our own index.lock is in the tree by then, and is no part of it. */
static const char **work_skips(struct work *w, const char *top, size_t *n)
{
	const char **skips = NULL;
	size_t i;

	*n = 0;
	for (i = 0; i < w->log.nlocks; i++)
		if (below(top, w->log.locks[i]))
			*ARENA_PUSH(w->a, skips, *n) =
				w->log.locks[i] + strlen(top) + 1;
	return skips;
}

static bool copy_skip(void *payload, const char *rel)
{
	struct copying *c = payload;
	size_t i;

	for (i = 0; i < c->nskips; i++)
		if (!strcmp(c->skips[i], rel))
			return true;
	return false;
}

static int copy_progress(void *payload, int64_t nfiles, int64_t bytes)
{
	struct copying *c = payload;

	/* Every so many entries and bytes, not by the clock. */
	if (nfiles / 64 + bytes / (4 * 1024 * 1024) != c->said) {
		c->said = nfiles / 64 + bytes / (4 * 1024 * 1024);
		say_progress("stage", (int)c->op, nfiles, c->total, bytes,
			     c->bytes);
	}
	return work_cancelled(c->w, NULL);
}

static int copy_tree(struct work *w, size_t i, struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	struct copying c = { w, i, 0, 0, -1, NULL, 0 };
	struct content_copy how = { copy_skip, copy_progress, &c };
	char print[TREE_PRINT_BYTES];
	struct at from, to;
	size_t j;
	int rc;

	c.skips = work_skips(w, op->path, &c.nskips);
	if (tree_count(op->path, &c.total, &c.bytes, err) ||
	    at_open(&from, op->path, err))
		return -1;
	rc = at_open(&to, w->ops[i].kept, err);
	if (!rc) {
		rc = content_copy(&from, &to, &how, err);
		at_close(&to);
	}
	at_close(&from);
	if (rc)
		return -1;
	if (op->before.type == PLAN_FOLDER) {
		if (tree_print_but(op->path, c.skips, c.nskips, print, err))
			return -1;
		if (strcmp(print, op->before.print)) {
			error_origin(err, "%s", op->path);
			return error_set(err, "%s was changed by something "
					 "else while it was copied",
					 op->path);
		}
	}
	for (j = 0; j < w->plan->nops; j++)
		if (w->ops[j].outer == (int)i && inner(w, j, err))
			return -1;
	return 0;
}

/* ---- steps, and what they leave ---- */

static struct step *add_step(struct work *w, size_t i, enum step_act act,
			     const char *live, const char *kept)
{
	const struct op_work *o = &w->ops[i];
	struct step *s = ARENA_PUSH(w->a, w->log.steps, w->log.nsteps);

	s->act = act;
	s->op = (int)i;
	s->live = live;
	s->kept = kept;
	s->parent_ino = o->parent_ino;
	if (o->there && act != STEP_PLACE) {
		s->old_ino = (int64_t)o->st.st_ino;
		s->file = S_ISREG(o->st.st_mode);
		s->size = s->file ? (int64_t)o->st.st_size : 0;
		s->mtime_ns = at_mtime_ns(&o->st);
		s->mode_before = (int)(o->st.st_mode & 07777);
	}
	if (act == STEP_TAKE || act == STEP_SWAP) {
		s->print = w->plan->ops[i].before.type == PLAN_FOLDER ?
			   w->plan->ops[i].before.print : NULL;
		s->skips = work_skips(w, live, &s->nskips);
	}
	return s;
}

static int new_inode(struct step *s, struct error *err)
{
	struct stat st;
	int rc = at_look(s->kept, &st, err);

	if (rc > 0)
		s->new_ino = (int64_t)st.st_ino;
	if (rc > 0 && s->keep)
		s->mtime_ns = at_mtime_ns(&st);
	return rc > 0 ? 0 : error_set(err, "%s is gone", s->kept);
}

static struct txn_after *add_after(struct work *w, size_t i,
				   const char *path, const struct step *s)
{
	struct txn_after *f = ARENA_PUSH(w->a, w->log.afters,
					 w->log.nafters);

	f->op = (int)i;
	f->path = work_final(w, i + 1, path);
	if (s && (s->act == STEP_SWAP || s->act == STEP_TAKE)) {
		f->kept = s->kept;
		f->kept_ino = s->old_ino;
	}
	return f;
}

/* What the staged thing is, and so what will have to be there for undo. */
static int describe(struct work *w, struct txn_after *f, const char *kept,
		    struct error *err)
{
	const struct plan_op *op = &w->plan->ops[f->op];
	char print[SHA256_HEX_BYTES];
	struct strbuf bytes = STRBUF_INIT;
	struct tree_entry e;
	struct at at;
	int rc = 0;

	if (tree_lstat(w->a, kept, &e, err))
		return -1;
	f->state.mode = (int)(e.st.st_mode & 07777);
	switch (e.type) {
	case TREE_FILE:
		f->state.type = PLAN_FILE;
		if (at_open(&at, kept, err))
			return -1;
		rc = content_hash(&at, print, err);
		f->state.print = arena_strdup(w->a, print);
		if (!rc && op->kind == PLAN_INDEX) {
			bytes.max_bytes = SIZE_MAX / 4;
			rc = content_read(&at, &bytes, err);
			f->index = !rc && !gitindex_print(strbuf_str(&bytes),
							  print, NULL);
			if (f->index)
				f->tree_print = arena_strdup(w->a, print);
			strbuf_release(&bytes);
		}
		at_close(&at);
		return rc;
	case TREE_FOLDER:
		f->state.type = PLAN_FOLDER;
		break;
	case TREE_LINK:
		f->state.type = PLAN_SYMLINK;
		f->state.print = e.target;
		return 0;
	case TREE_ABSENT:
	case TREE_OTHER:
		return error_set(err, "%s is gone", kept);
	}
	f->made = op->kind == PLAN_MKDIR;
	if (f->made)
		return 0;
	f->tree = arena_printf(w->a, "%s/tree-%d", w->log.dir, f->op);
	if (drift_list(kept, f->tree, print, err))
		return -1;
	f->tree_print = arena_strdup(w->a, print);
	return 0;
}

static int count_kept(struct work *w, const struct op_work *o,
		      const char *live, struct error *err)
{
	int64_t nfiles, bytes;

	if (!o->there)
		return 0;
	if (!S_ISDIR(o->st.st_mode)) {
		w->log.undo_bytes += o->st.st_size;
		return 0;
	}
	if (tree_count(live, &nfiles, &bytes, err))
		return -1;
	w->log.undo_bytes += bytes;
	return 0;
}

static int step_move(struct work *w, size_t i, struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	struct op_work *o = &w->ops[i];
	struct txn_after *f;
	struct step *s;

	if (!o->cross) {
		s = add_step(w, i, STEP_SHIFT, op->path, op->to);
		f = add_after(w, i, op->to, NULL);
		f->identity = true;
		f->state.ino = s->old_ino;
		return 0;
	}
	if (copy_tree(w, i, err) || count_kept(w, o, op->path, err))
		return -1;
	s = add_step(w, i, STEP_PLACE, op->to, o->kept);
	s->parent_ino = 0;
	if (new_inode(s, err))
		return -1;
	s = add_step(w, i, STEP_TAKE, op->path, o->kept_from);
	f = add_after(w, i, op->to, s);
	return describe(w, f, o->kept, err);
}

static int stage_op(struct work *w, size_t i, struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	struct op_work *o = &w->ops[i];
	struct source src = { op->path, { -1, "", "" }, { -1, "", "" } };
	struct txn_after *f;
	struct step *s;
	int rc;

	switch (op->kind) {
	case PLAN_MOVE:
		return step_move(w, i, err);
	case PLAN_REMOVE:
		s = add_step(w, i, STEP_TAKE, op->path, o->kept);
		(void)add_after(w, i, op->path, s);
		return count_kept(w, o, op->path, err);
	case PLAN_MODE:
		s = add_step(w, i, STEP_MODE, op->path, NULL);
		s->mode_after = op->mode;
		add_after(w, i, op->path, NULL)->state = op->before;
		w->log.afters[w->log.nafters - 1].state.mode = op->mode;
		w->log.afters[w->log.nafters - 1].state.print = NULL;
		return 0;
	case PLAN_EDIT:
	case PLAN_WRITE:
	case PLAN_MKDIR:
	case PLAN_LINK:
	case PLAN_TREE:
	case PLAN_INDEX:
		break;
	}
	rc = (op->before.type != PLAN_ABSENT &&
	      at_open(&src.at, op->path, err)) ||
	     at_open(&src.kept, o->kept, err) || make_one(w, i, &src, err);
	close_source(&src);
	if (rc)
		return -1;
	s = add_step(w, i, op->before.type == PLAN_ABSENT ? STEP_PLACE
							  : STEP_SWAP,
		     op->path, o->kept);
	s->keep = op->keep;
	f = add_after(w, i, op->path, s);
	f->keep = op->keep;
	if (new_inode(s, err) || describe(w, f, o->kept, err))
		return -1;
	return s->act == STEP_SWAP ? count_kept(w, o, op->path, err) : 0;
}

int work_stage(struct work *w, struct error *err)
{
	size_t i;

	for (i = 0; i < w->plan->nops; i++) {
		if (work_cancelled(w, err))
			return -1;
		say_progress("stage", (int)i, (int64_t)i,
			     (int64_t)w->plan->nops, 0, 0);
		if (w->ops[i].outer < 0 && stage_op(w, i, err))
			return -1;
	}
	return 0;
}
