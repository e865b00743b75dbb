#include "config.h"

#include "apply/step.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "apply/at.h"
#include "base/arena.h"
#include "base/path.h"
#include "host/tree.h"

static const char *const act_names[] = {
	"place", "take", "swap", "shift", "mode", NULL
};

static const struct codec_field step_fields[] = {
	CF_ENUM(step, act, act_names),
	CF_INT(step, op),
	CF_STR(step, live),
	CF_STR(step, kept),
	CF_I64(step, parent_ino),
	CF_I64(step, new_ino),
	CF_I64(step, old_ino),
	CF_I64(step, size),
	CF_I64(step, mtime_ns),
	CF_BOOL(step, file),
	CF_BOOL(step, keep),
	CF_INT(step, mode_before),
	CF_INT(step, mode_after),
	CF_STR(step, print),
	CF_STRS(step, skips),
};
CODEC_DEFINE(step);

/* Three names: the third holds the old one while there is no exchange. */
struct names {
	struct arena a;
	struct at live, kept, third;
	struct stat live_st, kept_st;
	int64_t live_ino, kept_ino, third_ino;	/* 0: nothing there */
};

static int look(const struct at *at, int64_t *ino, struct stat *st,
		struct error *err)
{
	int rc = at->fd < 0 ? 0 : at_stat(at, st, err);

	*ino = rc > 0 ? (int64_t)st->st_ino : 0;
	return rc < 0 ? -1 : 0;
}

/* A folder that is not there holds nothing. */
static int open_name(struct at *at, const char *path, struct error *err)
{
	struct error missing = ERROR_INIT;
	int rc = at_open(at, path, &missing);

	if (rc && (missing.code == ENOENT || missing.code == ENOTDIR)) {
		rc = 0;
	} else if (rc) {
		error_origin(err, "%s", path);
		(void)error_set(err, "%s", missing.message);
		if (err)
			err->code = missing.code;
	}
	error_release(&missing);
	return rc;
}

static void close_names(struct names *n)
{
	at_close(&n->live);
	at_close(&n->kept);
	at_close(&n->third);
	arena_release(&n->a);
}

static int look_all(struct names *n, struct error *err)
{
	struct stat third_st;

	return look(&n->live, &n->live_ino, &n->live_st, err) ||
	       look(&n->kept, &n->kept_ino, &n->kept_st, err) ||
	       look(&n->third, &n->third_ino, &third_st, err) ? -1 : 0;
}

static int open_names(struct names *n, const struct step *s,
		      struct error *err)
{
	*n = (struct names){ .a = ARENA_INIT, .live = { -1, "", "" },
			     .kept = { -1, "", "" },
			     .third = { -1, "", "" } };
	if (open_name(&n->live, s->live, err) ||
	    (s->kept && open_name(&n->kept, s->kept, err)) ||
	    (s->act == STEP_SWAP &&
	     open_name(&n->third, arena_printf(&n->a, "%s.old", s->kept),
		       err)) ||
	    look_all(n, err)) {
		close_names(n);
		return -1;
	}
	return 0;
}

/*
 * Not done is a step of which nothing of ours is in place, whatever somebody
 * else has put there meanwhile: that is theirs, and there is nothing to put
 * back.
 */
static enum step_where where(const struct names *n, const struct step *s)
{
	int mode = (int)(n->live_st.st_mode & 07777);

	switch (s->act) {
	case STEP_MODE:
		if (n->live_ino != s->old_ino || mode == s->mode_before)
			return STEP_BEFORE;
		return mode == s->mode_after ? STEP_AFTER : STEP_LOST;
	case STEP_SWAP:
		if (n->live_ino == s->new_ino && n->kept_ino == s->old_ino)
			return STEP_AFTER;
		if (n->third_ino == s->old_ino)
			return (!n->live_ino && n->kept_ino == s->new_ino) ||
			       (n->live_ino == s->new_ino && !n->kept_ino) ?
			       STEP_BETWEEN : STEP_LOST;
		return n->kept_ino == s->new_ino ? STEP_BEFORE : STEP_LOST;
	case STEP_PLACE:
		if (n->live_ino == s->new_ino)
			return STEP_AFTER;
		return n->kept_ino == s->new_ino ? STEP_BEFORE : STEP_LOST;
	case STEP_TAKE:
	case STEP_SHIFT:
		break;
	}
	if (n->kept_ino == s->old_ino)
		return STEP_AFTER;
	return n->live_ino == s->old_ino || (n->live_ino && !n->kept_ino) ?
	       STEP_BEFORE : STEP_LOST;
}

/* What goes is there? */
static bool has_old(const struct names *n, const struct step *s)
{
	return s->act == STEP_PLACE ? !n->live_ino
				    : n->live_ino == s->old_ino;
}

int step_where(const struct step *s, enum step_where *out, struct error *err)
{
	struct names n;

	if (open_names(&n, s, err))
		return -1;
	*out = where(&n, s);
	close_names(&n);
	return 0;
}

static int changed(const struct step *s, struct error *err)
{
	error_origin(err, "%s", s->live);
	(void)error_set(err, "%s was changed by something else while it was "
			"being mended", s->live);
	error_hint(err, "try again when nothing else changes it");
	if (err)
		err->code = ESTALE;
	return -1;
}

static int lost(const struct step *s, struct error *err)
{
	error_origin(err, "%s", s->live);
	if (s->kept)
		(void)error_set(err, "%s is no longer what was put there; "
				"what it was is in %s", s->live, s->kept);
	else
		(void)error_set(err, "%s is no longer what was put there",
				s->live);
	error_hint(err, "look at both, put back what you want, and run "
		   "gomend again");
	if (err)
		err->code = ESTALE;
	return -1;
}

/* Whose place is taken, or gone: somebody was there since. */
static int no_place(const struct names *n, const struct step *s,
		    struct error *why, struct error *err)
{
	bool back = s->act == STEP_TAKE || s->act == STEP_SHIFT;
	const char *to = back ? s->live : s->kept;
	const char *from = back ? s->kept : s->live;
	struct arena a = ARENA_INIT;
	int code = why->code;

	/* A change of mode has only one place. */
	error_origin(err, "%s", to ? to : s->live);
	if (to && (code == EEXIST || code == ENOTEMPTY)) {
		code = EEXIST;
		(void)error_set(err, "%s is in the way: %s cannot go back "
				"there", to, from);
		error_hint(err, "move %s away and run gomend again", to);
	} else if (to && (back ? n->live.fd : n->kept.fd) < 0) {
		code = ENOENT;
		(void)error_set(err, "the folder %s is gone: %s cannot go back "
				"there", path_dir(&a, to), from);
		error_hint(err, "make the folder %s and run gomend again",
			   path_dir(&a, to));
	} else {
		if (why->hint)
			error_hint(err, "%s", why->hint);
		(void)error_set(err, "%s", why->message);
	}
	if (err)
		err->code = code;
	error_release(why);
	arena_release(&a);
	return -1;
}

/* What goes is what was checked, byte for byte as far as a look can tell? */
static bool is_watched(const struct step *s, const struct stat *st)
{
	return (int64_t)st->st_ino == s->old_ino &&
	       (!s->file || ((int64_t)st->st_size == s->size &&
			     at_mtime_ns(st) == s->mtime_ns));
}

static int right_parent(const struct names *n, const struct step *s,
			struct error *err)
{
	struct stat st;

	if (!s->parent_ino)
		return 0;
	if (n->live.fd < 0)
		return changed(s, err);
	if (fstat(n->live.fd, &st) < 0)
		return error_errno(err, errno, "cannot look at the folder of "
				   "%s", s->live);
	return (int64_t)st.st_ino == s->parent_ino ? 0 : changed(s, err);
}

/* SWAP by three renames, onward from wherever it stands. */
static int swap_forward(struct names *n, const struct step *s,
			struct error *err)
{
	if (n->live_ino == s->old_ino && n->kept_ino == s->new_ino) {
		int rc = at_exchange(&n->live, &n->kept, err);

		if (rc <= 0)
			return rc;
		if (at_rename(&n->live, &n->third, err))
			return -1;
	}
	if (n->live_ino != s->new_ino && at_rename(&n->kept, &n->live, err))
		return -1;
	return at_rename(&n->third, &n->kept, err);
}

static int swap_back(struct names *n, const struct step *s, struct error *err)
{
	if (n->live_ino == s->new_ino && n->kept_ino == s->old_ino) {
		int rc = at_exchange(&n->live, &n->kept, err);

		if (rc <= 0)
			return rc;
		if (at_rename(&n->kept, &n->third, err))
			return -1;
	}
	if (n->live_ino == s->new_ino && at_rename(&n->live, &n->kept, err))
		return -1;
	return at_rename(&n->third, &n->live, err);
}

static int do_forward(struct names *n, const struct step *s,
		      struct error *err)
{
	switch (s->act) {
	case STEP_PLACE:
		return at_rename(&n->kept, &n->live, err);
	case STEP_SWAP:
		return swap_forward(n, s, err);
	case STEP_MODE:
		return at_chmod(&n->live, s->mode_after, err);
	case STEP_TAKE:
	case STEP_SHIFT:
		break;
	}
	return at_rename(&n->live, &n->kept, err);
}

static int do_back(struct names *n, const struct step *s, struct error *err)
{
	switch (s->act) {
	case STEP_PLACE:
		return at_rename(&n->live, &n->kept, err);
	case STEP_SWAP:
		return swap_back(n, s, err);
	case STEP_MODE:
		return at_chmod(&n->live, s->mode_before, err);
	case STEP_TAKE:
	case STEP_SHIFT:
		break;
	}
	return at_rename(&n->kept, &n->live, err);
}

/*
 * What others may use goes only when none has.  Of a folder that is when it is
 * empty.  Of a file git sets the time before it relies on it, so a look at the
 * time after the rename is as good as a lock.
 */
static int back_unused(struct names *n, const struct step *s,
		       struct error *err)
{
	if (n->live_ino != s->new_ino)
		return 0;
	if (S_ISDIR(n->live_st.st_mode)) {
		if (!unlinkat(n->live.fd, n->live.name, AT_REMOVEDIR) ||
		    errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST)
			return 0;
		error_origin(err, "%s", s->live);
		return error_errno(err, errno, "cannot remove %s", s->live);
	}
	if (at_mtime_ns(&n->live_st) != s->mtime_ns)
		return 0;
	if (at_rename(&n->live, &n->kept, err) || look_all(n, err))
		return -1;
	/* One of the same name is the same, too. */
	if (at_mtime_ns(&n->kept_st) != s->mtime_ns && !n->live_ino)
		return at_rename(&n->kept, &n->live, err);
	return 0;
}

static bool same_tree(const struct step *s)
{
	char print[TREE_PRINT_BYTES];

	return !s->print || (!tree_print_but(s->kept, s->skips, s->nskips,
					     print, NULL) &&
			     !strcmp(print, s->print));
}

/* After the act: did the right one go? */
static int check_gone(struct names *n, const struct step *s,
		      struct error *err)
{
	if (s->act != STEP_TAKE && s->act != STEP_SWAP)
		return 0;
	if (look_all(n, err))
		return -1;
	if (is_watched(s, &n->kept_st) && same_tree(s))
		return 0;
	/* Somebody was faster: give it back to them. */
	if (s->act == STEP_TAKE) {
		(void)!at_rename(&n->kept, &n->live, NULL);
	} else if (at_exchange(&n->live, &n->kept, NULL) > 0) {
		(void)!at_rename(&n->live, &n->third, NULL);
		(void)!at_rename(&n->kept, &n->live, NULL);
		(void)!at_rename(&n->third, &n->kept, NULL);
	}
	return changed(s, err);
}

int step_forward(const struct step *s, struct error *err)
{
	struct names n;
	int rc = 0;

	if (open_names(&n, s, err))
		return -1;
	if (where(&n, s) != STEP_BEFORE ||
	    (s->act != STEP_PLACE && !is_watched(s, &n.live_st)))
		rc = changed(s, err);
	else
		rc = right_parent(&n, s, err) || do_forward(&n, s, err) ||
		     check_gone(&n, s, err) ? -1 : 0;
	close_names(&n);
	return rc;
}

static int go(const struct step *s, enum step_where goal,
	      int (*act)(struct names *n, const struct step *s,
			 struct error *err), struct error *err)
{
	struct error why = ERROR_INIT;
	struct names n;
	enum step_where w;
	int rc = 0;

	if (open_names(&n, s, err))
		return -1;
	w = where(&n, s);
	if (s->keep && goal == STEP_BEFORE)
		rc = back_unused(&n, s, err);
	else if (w == STEP_LOST || (goal == STEP_AFTER && w == STEP_BEFORE &&
			       !has_old(&n, s)))
		rc = lost(s, err);
	else if (w != goal && act(&n, s, &why))
		rc = no_place(&n, s, &why, err);
	close_names(&n);
	return rc;
}

int step_back(const struct step *s, struct error *err)
{
	return go(s, STEP_BEFORE, do_back, err);
}

int step_again(const struct step *s, struct error *err)
{
	return go(s, STEP_AFTER, do_forward, err);
}
