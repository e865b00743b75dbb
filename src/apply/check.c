#include "config.h"

#include "apply/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#if defined(__linux__)
#include <sys/vfs.h>
#endif
#include <unistd.h>

#include "apply/content.h"
#include "apply/say.h"
#include "base/path.h"
#include "host/stage.h"
#include "host/tree.h"

/* A block for each new file, and the journal with all it says. */
#define BLOCK_BYTES 4096
#define STATE_BYTES ((int64_t)512 * 1024)

void check_hint(struct error *err)
{
	switch (err ? err->code : 0) {
	case EROFS:
		error_hint(err, "the file system is mounted read-only: mount "
			   "it writable and try again");
		break;
	case EACCES:
	case EPERM:
		error_hint(err, "let its owner run gomend, or give yourself "
			   "the right to write there");
		break;
	case ENOSPC:
	case EDQUOT:
		error_hint(err, "free some space on that file system and try "
			   "again");
		break;
	case EIO:
		error_hint(err, "the disk reports an error: look at the "
			   "system's log (dmesg)");
		break;
	case EMFILE:
	case ENFILE:
		error_hint(err, "raise the limit of open files (ulimit -n) "
			   "and try again");
		break;
	case EXDEV:
		error_hint(err, "the file system cannot rename a folder of "
			   "an image layer: make a copy of it in its place "
			   "(cp -a, rm -r, mv) and try again");
		break;
	case EBUSY:
		error_hint(err, "something is mounted there: unmount it and "
			   "try again");
		break;
	default:
		break;
	}
}

/* ---- who ---- */

static int foreign(const char *path, struct error *err)
{
	struct stat st;

	if (stat(path, &st) < 0 || !st.st_uid)
		return 0;
	error_origin(err, "%s", path);
	error_hint(err, "run gomend as that user, or with --force-owner if "
		   "you mean it");
	return error_set(err, "%s belongs to another user, and this is root: "
			 "nothing is written there", path);
}

/* With the links followed, as far as it exists; NULL: it cannot be told. */
static const char *resolved(struct arena *a, const char *path)
{
	struct error err = ERROR_INIT;
	const char *there = stage_existing(a, path, &err);
	char *real = there ? realpath(there, NULL) : NULL;
	const char *copy = arena_strdup(a, real);

	free(real);
	error_release(&err);
	return copy;
}

/* Nobody but root can put something else in the place of any part of it. */
static int is_roots(struct arena *a, const char *path, struct error *err)
{
	struct stat st;

	/* The file itself, a link too; it need not be there. */
	if (!lstat(path, &st) && st.st_uid) {
		error_origin(err, "%s", path);
		return error_set(err, "%s belongs to another user, and this is "
				 "root: nothing is written there", path);
	}
	path = resolved(a, path);
	if (!path)
		return error_set(err, "whose it is cannot be told");
	for (;; path = path_dir(a, path)) {
		if (foreign(path, err))
			return -1;
		if (cstr_eq(path, "/"))
			return 0;
	}
}

int check_owner(struct arena *a, const char *root, const char *const *paths,
		size_t n, struct error *err)
{
	const char *home = getenv("HOME"), *real;
	struct stat st;
	size_t i;

	if (geteuid())
		return 0;
	if (home && *home && foreign(home, err))
		return -1;
	if (!root || stat(root, &st) || !st.st_uid)
		return 0;
	real = resolved(a, root);
	if (!n || !real)
		return foreign(root, err);
	for (i = 0; i < n; i++) {
		const char *at = paths[i] ? resolved(a, paths[i]) : NULL;

		if (!paths[i])
			continue;
		if (!at || path_under(root, paths[i]) || path_under(real, at))
			return foreign(root, err);
		if (is_roots(a, paths[i], err))
			return -1;
	}
	return 0;
}

int check_plan_owner(struct arena *a, const struct plan *p, struct error *err)
{
	const char **paths = NULL;
	size_t n = 0, i;

	*ARENA_PUSH(a, paths, n) = p->git_dir;
	*ARENA_PUSH(a, paths, n) = p->stage;
	for (i = 0; i < p->nops; i++) {
		*ARENA_PUSH(a, paths, n) = p->ops[i].path;
		if (p->ops[i].kind == PLAN_MOVE)
			*ARENA_PUSH(a, paths, n) = p->ops[i].to;
	}
	return check_owner(a, p->root, paths, n, err);
}

/* ---- one path ---- */

static const char *kind_name(mode_t mode)
{
	if (S_ISREG(mode))
		return "it is a file now";
	if (S_ISDIR(mode))
		return "it is a folder now";
	return S_ISLNK(mode) ? "it is a link now"
			     : "it is something else now";
}

static enum plan_type type_of(mode_t mode)
{
	if (S_ISREG(mode))
		return PLAN_FILE;
	if (S_ISDIR(mode))
		return PLAN_FOLDER;
	return S_ISLNK(mode) ? PLAN_SYMLINK : PLAN_OTHER;
}

static const char *look_differs(const struct stat *st,
				const struct plan_state *was)
{
	enum plan_type type = type_of(st->st_mode);

	if (type != was->type)
		return kind_name(st->st_mode);
	if ((int64_t)st->st_ino != was->ino || (int64_t)st->st_dev != was->dev)
		return "another one is in its place";
	if (type != PLAN_SYMLINK && (int)(st->st_mode & 07777) != was->mode)
		return "its mode was changed";
	if (type == PLAN_FOLDER)
		return NULL;
	if (type == PLAN_FILE && (int64_t)st->st_size != was->size)
		return "its bytes were changed";
	return at_mtime_ns(st) != was->mtime_ns ||
	       at_ctime_ns(st) != was->ctime_ns ?
	       "it was written to or touched" : NULL;
}

static int print_differs(const struct at *at, const struct plan_state *was,
			 const char **what, struct error *err)
{
	char print[TREE_PRINT_BYTES];
	struct arena a = ARENA_INIT;
	struct tree_entry e;
	int rc = 0;

	switch (was->type) {
	case PLAN_FILE:
		rc = content_hash(at, print, err);
		if (!rc && was->print && strcmp(print, was->print))
			*what = "its bytes were changed";
		break;
	case PLAN_FOLDER:
		if (!was->print)
			break;
		rc = tree_print(at->path, print, err);
		if (!rc && strcmp(print, was->print))
			*what = "something in it was changed";
		break;
	case PLAN_SYMLINK:
		rc = tree_lstat(&a, at->path, &e, err);
		if (!rc && (e.type != TREE_LINK ||
			    !cstr_eq(e.target, was->print)))
			*what = "it leads elsewhere";
		break;
	case PLAN_ABSENT:
	case PLAN_OTHER:
		break;
	}
	arena_release(&a);
	return rc;
}

static int state_at(const struct at *at, const struct plan_state *was,
		    struct stat *st, bool *there, const char **what,
		    struct error *err)
{
	int rc = at_stat(at, st, err);

	*what = NULL;
	if (rc < 0)
		return -1;
	*there = rc > 0;
	if (!rc != (was->type == PLAN_ABSENT))
		*what = rc ? "it is there now" : "it is gone";
	else if (rc)
		*what = look_differs(st, was);
	return *what || !rc ? 0 : print_differs(at, was, what, err);
}

int check_state(const char *path, const struct plan_state *was,
		const char **what, struct error *err)
{
	struct stat st;
	struct at at;
	bool there;
	int rc;

	if (at_open(&at, path, err))
		return -1;
	rc = state_at(&at, was, &st, &there, what, err);
	at_close(&at);
	return rc;
}

/* ---- can it be done? ---- */

static bool is_frozen(const struct at *at)
{
#if defined(HAVE_STATX) && defined(STATX_ATTR_IMMUTABLE)
	struct statx sx;

	return !statx(at->fd, at->name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS,
		      &sx) &&
	       sx.stx_attributes & (STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND);
#else
	(void)at;
	return false;
#endif
}

static int may_change(const struct at *at, const struct stat *st, bool there,
		      struct error *err)
{
	int mode = there && S_ISDIR(st->st_mode) ? W_OK : F_OK;

	if (faccessat(at->fd, ".", W_OK | X_OK, AT_EACCESS) < 0 ||
	    (mode && faccessat(at->fd, at->name, mode, AT_EACCESS) < 0)) {
		error_origin(err, "%s", at->path);
		(void)error_errno(err, errno, "cannot change %s", at->path);
		check_hint(err);
		return -1;
	}
	if (!there || !is_frozen(at))
		return 0;
	error_origin(err, "%s", at->path);
	error_hint(err, "as root: chattr -i -a %s", at->path);
	return error_set(err, "%s is marked as unchangeable (chattr)",
			 at->path);
}

/* A folder that the plan makes, or brings, in front of this operation? */
static bool plan_makes(const struct work *w, size_t before, const char *dir)
{
	size_t i;

	for (i = 0; i < before; i++) {
		const struct plan_op *op = &w->plan->ops[i];

		if ((op->kind == PLAN_MKDIR && cstr_eq(op->path, dir)) ||
		    (op->kind == PLAN_MOVE && cstr_eq(op->to, dir)) ||
		    (op->kind == PLAN_TREE && op->before.type == PLAN_ABSENT &&
		     cstr_eq(op->path, dir)))
			return true;
	}
	return false;
}

static int no_parent(const char *path, struct error *err)
{
	struct arena a = ARENA_INIT;

	error_origin(err, "%s", path);
	(void)error_set(err, "the folder %s is not there", path_dir(&a, path));
	if (err)
		err->code = ENOENT;
	error_hint(err, "make it, and try again");
	arena_release(&a);
	return -1;
}

/* 1: open; 0: the plan makes the folder first; -1 with err. */
static int reach(struct work *w, size_t i, const char *path, struct at *at,
		 struct error *err)
{
	struct error missing = ERROR_INIT;
	const char *dir = path_dir(w->a, path);

	if (!at_open(at, path, &missing))
		return 1;
	if (missing.code == ENOENT && plan_makes(w, i, dir)) {
		error_release(&missing);
		return 0;
	}
	if (missing.code == ENOENT || missing.code == ENOTDIR) {
		error_release(&missing);
		return no_parent(path, err);
	}
	error_origin(err, "%s", path);
	(void)error_set(err, "%s", missing.message);
	if (err)
		err->code = missing.code;
	check_hint(err);
	error_release(&missing);
	return -1;
}

static int not_mounted(struct work *w, const char *path, struct error *err)
{
	int same = stage_same_mount(path, path_dir(w->a, path), err);

	if (same)
		return same < 0 ? -1 : 0;
	error_origin(err, "%s", path);
	error_hint(err, "unmount it and try again");
	return error_set(err, "%s is where a file system is mounted", path);
}

/*
 * A file of several names in a lower layer of an overlay gets another inode
 * when it is first opened for writing: now, so that it can be told by it.
 */
static void copy_up(const struct at *at, struct stat *st)
{
#if defined(__linux__)
	struct statfs fs;
	int fd;

	if (!S_ISREG(st->st_mode) || st->st_nlink < 2 ||
	    fstatfs(at->fd, &fs) < 0 || fs.f_type != 0x794c7630)
		return;
	fd = openat(at->fd, at->name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK |
		    O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return;
	(void)fstat(fd, st);
	(void)close(fd);
#else
	(void)at;
	(void)st;
#endif
}

static int check_path(struct work *w, size_t i, size_t *drift,
		      struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	struct op_work *o = &w->ops[i];
	const char *what = NULL;
	struct stat dir;
	struct at at;
	int rc = reach(w, i, op->path, &at, err);

	if (rc <= 0)
		return rc;
	rc = 0;
	if (fstat(at.fd, &dir) < 0) {
		error_origin(err, "%s", op->path);
		rc = error_errno(err, errno, "cannot look at the folder of %s",
				 op->path);
	} else {
		o->parent_ino = (int64_t)dir.st_ino;
	}
	if (!rc && !o->reuse)
		rc = state_at(&at, &op->before, &o->st, &o->there, &what, err);
	if (!rc && what) {
		say_drift(op->path, what, NULL);
		++*drift;
	} else if (!rc && o->outer < 0) {
		rc = may_change(&at, &o->st, o->there, err);
		if (!rc && o->there)
			copy_up(&at, &o->st);
		if (!rc && o->there && S_ISDIR(o->st.st_mode) &&
		    op->kind != PLAN_MODE)
			rc = not_mounted(w, op->path, err);
	}
	at_close(&at);
	return rc;
}

static int check_to(struct work *w, size_t i, size_t *drift,
		    struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	struct op_work *o = &w->ops[i];
	struct stat st;
	struct at at;
	int rc;

	if (o->outer >= 0) {
		if (path_under(w->plan->ops[o->outer].path, op->to))
			return 0;
		error_origin(err, "%s", op->to);
		return error_set(err, "%s cannot be moved out of a tree that "
				 "is copied to another file system", op->path);
	}
	rc = reach(w, i, op->to, &at, err);
	if (rc <= 0)
		return rc;
	rc = at_stat(&at, &st, err);
	if (rc > 0) {
		say_drift(op->to, "it is there now", NULL);
		++*drift;
	}
	if (rc >= 0)
		rc = may_change(&at, &st, false, err);
	at_close(&at);
	return rc;
}

static int check_from(struct work *w, size_t i, size_t *drift,
		      struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	const char *what;

	(void)w;
	if (check_state(op->from, &op->from_state, &what, err))
		return -1;
	if (what) {
		say_drift(op->from, what, NULL);
		++*drift;
	}
	return 0;
}

/* ---- room ---- */

struct need {
	const char *near;
	dev_t dev;
	int64_t bytes;
};

static int add_need(struct work *w, struct need **list, size_t *n,
		    const char *path, int64_t bytes, struct error *err)
{
	const char *near = stage_existing(w->a, path, err);
	struct need *need;
	struct stat st;
	size_t i;

	if (!near)
		return -1;
	if (stat(near, &st) < 0) {
		error_origin(err, "%s", near);
		return error_errno(err, errno, "cannot look at %s", near);
	}
	for (i = 0; i < *n && (*list)[i].dev != st.st_dev; i++)
		;
	need = i < *n ? &(*list)[i] : ARENA_PUSH(w->a, *list, *n);
	need->near = near;
	need->dev = st.st_dev;
	need->bytes += bytes + BLOCK_BYTES;
	return 0;
}

/* Can what is prepared be renamed to where it is kept?  1, 0, -1. */
static int is_near(struct work *w, size_t i, struct error *err)
{
	const char *from = path_dir(w->a, w->plan->ops[i].from);
	const char *place = stage_existing(
		w->a, w->log.places[w->ops[i].place].base, err);

	return place ? stage_same_mount(from, place, err) : -1;
}

/* Bytes that staging this operation writes. */
static int op_bytes(struct work *w, size_t i, int64_t *bytes,
		    struct error *err)
{
	const struct plan_op *op = &w->plan->ops[i];
	const char *tree = NULL;
	int64_t nfiles;
	size_t j;
	int near;

	*bytes = 0;
	if (op->kind == PLAN_EDIT) {
		*bytes = op->before.size;
		for (j = 0; j < op->nedits; j++)
			*bytes += (int64_t)strlen(op->edits[j].text);
	} else if (op->kind == PLAN_WRITE && op->text) {
		*bytes = (int64_t)strlen(op->text);
	} else if (op->from && w->ops[i].place >= 0) {
		near = is_near(w, i, err);
		if (near < 0)
			return -1;
		if (!near)
			tree = op->from;
	} else if (w->ops[i].cross) {
		tree = op->path;
	}
	if (!tree)
		return 0;
	if (tree_count(tree, &nfiles, bytes, err))
		return -1;
	*bytes += nfiles * BLOCK_BYTES;
	return 0;
}

static int check_room(struct work *w, struct error *err)
{
	struct need *list = NULL;
	size_t i, n = 0;
	struct statvfs fs;

	if (add_need(w, &list, &n, w->state, STATE_BYTES, err))
		return -1;
	for (i = 0; i < w->plan->nops; i++) {
		const struct op_work *o = &w->ops[i];
		int place = o->cross ? o->to_place : o->place;
		int64_t bytes;

		if (place < 0)
			continue;
		if (op_bytes(w, i, &bytes, err) ||
		    add_need(w, &list, &n, w->log.places[place].base, bytes,
			     err))
			return -1;
	}
	for (i = 0; i < n; i++) {
		double have;

		if (statvfs(list[i].near, &fs) < 0)
			continue;
		have = (double)(geteuid() ? fs.f_bavail : fs.f_bfree) *
		       (double)fs.f_frsize;
		if (have >= (double)list[i].bytes)
			continue;
		error_origin(err, "%s", list[i].near);
		(void)error_set(err, "there is not enough room on the file "
				"system of %s: %lld bytes are needed, %lld "
				"are free", list[i].near,
				(long long)list[i].bytes, (long long)have);
		if (err)
			err->code = ENOSPC;
		check_hint(err);
		return -1;
	}
	return 0;
}

static int check_places(struct work *w, struct error *err)
{
	size_t i;

	for (i = 0; i < w->log.nplaces; i++) {
		const char *base = w->log.places[i].base;
		const char *near = stage_existing(w->a, base, err);

		if (!near)
			return -1;
		if (faccessat(AT_FDCWD, near, W_OK | X_OK, AT_EACCESS) < 0) {
			error_origin(err, "%s", near);
			(void)error_errno(err, errno, "cannot keep anything "
					  "for undo in %s", base);
			check_hint(err);
			return -1;
		}
	}
	return 0;
}

int check_work(struct work *w, struct error *err)
{
	size_t i, drift = 0;

	for (i = 0; i < w->plan->nops; i++) {
		const struct plan_op *op = &w->plan->ops[i];

		if (work_cancelled(w, err))
			return -1;
		work_at(w, "check", (int)i);
		if (check_path(w, i, &drift, err) ||
		    (op->kind == PLAN_MOVE && check_to(w, i, &drift, err)) ||
		    (op->from && check_from(w, i, &drift, err)))
			return -1;
	}
	if (drift) {
		error_hint(err, "look at the new preview and apply that");
		return error_set(err, "something was changed since the "
				 "preview");
	}
	return check_places(w, err) || check_room(w, err) ? -1 : 0;
}
