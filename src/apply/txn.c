#include "config.h"

#include "apply/txn.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "apply/at.h"
#include "apply/check.h"
#include "apply/drift.h"
#include "apply/lock.h"
#include "apply/say.h"
#include "apply/stagework.h"
#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "host/owner.h"
#include "host/stage.h"
#include "host/tree.h"

#define LOCK_WAIT_MS 2000
#define LOCK_POLL_MS 50

/* ---- index.lock ---- */

static const char *lock_text(struct arena *a, const struct txnlog *log)
{
	return arena_printf(a, "gomend-apply %d %s\n", log->n, log->token);
}

static bool is_our_lock(struct arena *a, const struct txnlog *log,
			const char *path)
{
	struct strbuf text = STRBUF_INIT;
	struct at at;
	bool ours = false;
	int fd;

	if (at_open(&at, path, NULL))
		return false;
	fd = openat(at.fd, at.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
		    O_CLOEXEC);
	text.max_bytes = 4096;
	if (fd >= 0) {
		ours = !at_read_all(fd, &text) &&
		       cstr_eq(text.buf, lock_text(a, log));
		(void)close(fd);
	}
	strbuf_release(&text);
	at_close(&at);
	return ours;
}

static int unlock_one(struct arena *a, const struct txnlog *log,
		      const char *path, struct error *err)
{
	struct at at;
	int rc = 0;

	if (!is_our_lock(a, log, path))
		return 0;
	if (at_open(&at, path, err))
		return -1;
	if (unlinkat(at.fd, at.name, 0) < 0 && errno != ENOENT) {
		error_origin(err, "%s", path);
		rc = error_errno(err, errno, "cannot remove %s", path);
	}
	at_close(&at);
	return rc;
}

static void wait_a_little(void)
{
	struct timespec t = { 0, LOCK_POLL_MS * 1000000L };

	(void)nanosleep(&t, NULL);
}

/* What will be the lock, as long as it is not; in one of our places. */
static const char *lock_marker(struct arena *a, const struct txn_place *place,
			       size_t i)
{
	return arena_printf(a, "%s/lock-%zu", place->path, i);
}

/* The place from which a rename reaches the lock; NULL: none; -1 with err. */
static int near_place(struct arena *a, const struct txnlog *log,
		      const char *lock, const struct txn_place **out,
		      struct error *err)
{
	struct error own = ERROR_INIT;
	int rc = 0, code;
	size_t i;

	*out = NULL;
	for (i = 0; i < log->nplaces && !*out; i++) {
		rc = stage_same_mount(log->places[i].path, path_dir(a, lock),
				      &own);
		code = own.code;
		error_release(&own);
		if (rc > 0)
			*out = &log->places[i];
		if (rc < 0 && code != ENOENT) {
			error_origin(err, "%s", lock);
			return error_errno(err, code, "cannot look at %s",
					   path_dir(a, lock));
		}
	}
	return 0;
}

static int lock_one(struct engine *e, const struct txnlog *log, size_t i,
		    const char *lock, struct error *err)
{
	const struct txn_place *place;
	const char *marker;
	struct error why = ERROR_INIT;
	int waited, rc = -1;
	struct at from, to;

	if (near_place(e->a, log, lock, &place, err))
		return -1;
	if (!place) {
		error_origin(err, "%s", lock);
		return error_set(err, "there is no place on the file system "
				 "of %s for what is kept for undo", lock);
	}
	marker = lock_marker(e->a, place, i);
	/* One of before, that was cut off? */
	if (stage_remove(marker, err) ||
	    txnlog_file(marker, str_from(lock_text(e->a, log)), err) ||
	    at_open(&from, marker, err))
		return -1;
	if (at_open(&to, lock, err)) {
		at_close(&from);
		return -1;
	}
	for (waited = 0;; waited += LOCK_POLL_MS) {
		error_release(&why);
		rc = at_rename(&from, &to, &why);
		if (!rc || why.code != EEXIST || waited >= LOCK_WAIT_MS ||
		    (e->cancel && *e->cancel))
			break;
		wait_a_little();
	}
	if (rc) {
		error_origin(err, "%s", lock);
		if (why.code == EEXIST) {
			(void)error_set(err, "git is changing its index right "
					"now: %s is there", lock);
			error_hint(err, "try again when that git has ended; "
				   "if none runs, remove %s", lock);
		} else {
			(void)error_set(err, "%s", why.message);
		}
		if (err)
			err->code = why.code;
	}
	error_release(&why);
	at_close(&to);
	at_close(&from);
	return rc;
}

/* Where the locks are: as before, or where the steps carried them. */
static int unlock_all(struct arena *a, const struct txnlog *log,
		      struct error *err)
{
	size_t i, j;
	int rc = 0;

	for (i = 0; i < log->nlocks; i++) {
		for (j = 0; j < log->nplaces; j++)
			if (stage_remove(lock_marker(a, &log->places[j], i),
					 err))
				rc = -1;
		if (unlock_one(a, log, log->locks[i], err) ||
		    unlock_one(a, log, txnlog_now(a, log, 0, log->locks[i],
						  TXN_IN_PLACE), err) ||
		    unlock_one(a, log, txnlog_now(a, log, 0, log->locks[i],
						 TXN_KEPT), err))
			rc = -1;
	}
	return rc;
}

/* ---- what later ones carried away ---- */

/* Those in place that came after log, in their order. */
static int load_later(struct engine *e, const struct txnlog *log,
		      struct txnlog **list, size_t *n, struct error *err)
{
	size_t i, count;
	int *numbers;

	*list = NULL;
	*n = 0;
	if (txnlog_numbers(e->a, e->state, &numbers, &count, err))
		return -1;
	for (i = 0; i < count; i++) {
		struct txnlog one;

		if (numbers[i] <= log->n)
			continue;
		if (txnlog_load(e->a, e->state, numbers[i], &one, err))
			return -1;
		if (txn_can_undo(&one.txn) || one.txn.state == TXN_PURGED)
			*ARENA_PUSH(e->a, *list, *n) = one;
	}
	return 0;
}

/* Where it is now, if there; else NULL.  *by: what carried it first. */
static const char *carried(struct engine *e, const struct txnlog *later,
			   size_t n, const char *path, enum txn_way way,
			   const struct txnlog **by)
{
	const char *now = path;
	struct stat st;
	size_t i;

	for (i = 0; i < n; i++) {
		const char *next = txnlog_now(e->a, &later[i], 0, now, way);

		if (by && cstr_eq(now, path) && !cstr_eq(next, path))
			*by = &later[i];
		now = next;
	}
	return !cstr_eq(now, path) && at_look(now, &st, NULL) > 0 ? now : NULL;
}

/* The places as they are now, as many as there are of them: a tree that was
 * copied has them twice. */
static int follow_places(struct engine *e, struct txnlog *log,
			 struct error *err)
{
	static const enum txn_way ways[] = { TXN_IN_PLACE, TXN_KEPT };
	struct txn_place *places = NULL, *place;
	struct txnlog *later;
	size_t i, j, n, nplaces = 0;

	if (!log->nplaces)
		return 0;
	if (load_later(e, log, &later, &n, err))
		return -1;
	for (i = 0; i < log->nplaces; i++) {
		*ARENA_PUSH(e->a, places, nplaces) = log->places[i];
		for (j = 0; j < ARRAY_SIZE(ways); j++) {
			const char *now = carried(e, later, n,
						  log->places[i].path,
						  ways[j], NULL);

			if (!now)
				continue;
			place = ARENA_PUSH(e->a, places, nplaces);
			place->path = now;
			place->base = path_dir(e->a, now);
		}
	}
	log->places = places;
	log->nplaces = nplaces;
	return 0;
}

/* -1 with err: what it changed, or kept, was moved since. */
static int check_moved(struct engine *e, const struct txnlog *log,
		       struct error *err)
{
	const struct txnlog *by = NULL;
	const char *path = NULL, *now = NULL;
	struct txnlog *later;
	size_t i, n;

	if (load_later(e, log, &later, &n, err))
		return -1;
	for (i = 0; i < log->nplaces && !now; i++) {
		path = log->places[i].path;
		now = carried(e, later, n, path, TXN_IN_PLACE, &by);
	}
	for (i = 0; i < log->nafters && !now; i++) {
		path = log->afters[i].path;
		now = carried(e, later, n, path, TXN_IN_PLACE, &by);
	}
	if (!now)
		return 0;
	error_origin(err, "%s", path);
	if (!txn_can_undo(&by->txn))
		return error_set(err, "fix %d moved %s to %s for good: "
				 "what was before cannot be taken back any "
				 "more", by->n, path, now);
	error_hint(err, "first: gomend undo %d", by->n);
	return error_set(err, "fix %d moved %s to %s since, and has to "
			 "be taken back first", by->n, path, now);
}

/* ---- tidying up ---- */

static int drop_places(const struct txnlog *log, struct error *err)
{
	size_t i;
	int rc = 0;

	for (i = 0; i < log->nplaces; i++) {
		if (stage_remove(log->places[i].path, err) ||
		    stage_drop_base(log->places[i].base, err))
			rc = -1;
	}
	return rc;
}

/* The lists of trees, which only undo needs, and the plan with `plan`. */
static int drop_lists(struct arena *a, const struct txnlog *log, bool plan,
		      struct error *err)
{
	size_t i;
	int rc = 0;

	for (i = 0; i < log->nafters; i++)
		if (log->afters[i].tree &&
		    stage_remove(log->afters[i].tree, err))
			rc = -1;
	if (plan && stage_remove(path_join(a, log->dir, "plan.json"), err))
		rc = -1;
	return rc;
}

static int64_t file_bytes(const char *path)
{
	struct stat st;

	return lstat(path, &st) < 0 ? 0 : (int64_t)st.st_size;
}

/* Those count as kept: purging frees them. */
static void count_lists(struct arena *a, struct txnlog *log)
{
	size_t i;

	for (i = 0; i < log->nafters; i++)
		if (log->afters[i].tree)
			log->undo_bytes += file_bytes(log->afters[i].tree);
	log->undo_bytes += file_bytes(path_join(a, log->dir, "plan.json"));
}

static int restore_one(const struct txn_folder *f, struct error *err)
{
	struct error why = ERROR_INIT;
	struct stat st;
	struct at at;
	int rc = at_look(f->path, &st, err);

	if (rc <= 0 || (int64_t)st.st_ino != f->ino ||
	    at_mtime_ns(&st) == f->mtime_ns)
		return rc < 0 ? -1 : 0;
	if (at_open(&at, f->path, err))
		return -1;
	rc = at_set_mtime(&at, f->mtime_ns, &why);
	at_close(&at);
	/* In a folder of somebody else its time cannot be set. */
	if (rc && why.code == EPERM && st.st_uid != geteuid()) {
		rc = 0;
	} else if (rc) {
		error_origin(err, "%s", f->path);
		(void)error_set(err, "%s", why.message);
		if (err)
			err->code = why.code;
	}
	error_release(&why);
	return rc;
}

static int restore_folders(const struct txnlog *log, struct error *err)
{
	size_t i;

	for (i = 0; i < log->nfolders; i++)
		if (restore_one(&log->folders[i], err))
			return -1;
	return 0;
}

/*
 * As at_look(), but a link on the way means that the folder is not there: the
 * one left behind at the place of a tree that moved to another file system.
 */
static int look_past_links(const char *path, struct stat *st,
			   struct error *err)
{
	struct error why = ERROR_INIT;
	int rc = at_look(path, st, &why);

	if (rc < 0 && why.code == ELOOP) {
		rc = 0;
	} else if (rc < 0) {
		error_origin(err, "%s", path);
		(void)error_set(err, "%s", why.message);
		if (err)
			err->code = why.code;
	}
	error_release(&why);
	return rc;
}

/* The folders' times as they were left, so that undo can tell whether
 * somebody was there since. */
static int note_folders(struct arena *a, struct txnlog *log,
			struct error *err)
{
	struct stat st;
	size_t i;

	log->left = NULL;
	log->nleft = 0;
	for (i = 0; i < log->nfolders; i++) {
		const char *path = txnlog_now(a, log, 0, log->folders[i].path,
					      TXN_CARRIED);
		struct txn_folder *f;
		int rc = look_past_links(path, &st, err);

		if (rc < 0)
			return -1;
		if (!rc || (int64_t)st.st_ino != log->folders[i].ino)
			continue;
		f = ARENA_PUSH(a, log->left, log->nleft);
		*f = log->folders[i];
		f->mtime_ns = at_mtime_ns(&st);
	}
	return 0;
}

/* ---- syncing ---- */

/* A folder on a file system that this names: log's own, a place, or where a
 * step is that has no place.  NULL: there is none by that number. */
static const char *sync_path(struct arena *a, const struct txnlog *log,
			     size_t i)
{
	const struct step *s;

	if (!i)
		return log->dir;
	if (i <= log->nplaces)
		return log->places[i - 1].path;
	i -= log->nplaces + 1;
	s = &log->steps[i / 2];
	/* The others are renames from and to a place, so on its mount. */
	if (s->act != STEP_SHIFT && s->act != STEP_MODE)
		return NULL;
	return i % 2 ? s->kept ? path_dir(a, s->kept) : NULL
		     : path_dir(a, s->live);
}

/* Sync it, if its file system was not yet. */
static int sync_once(struct arena *a, const char *path, dev_t **seen,
		     size_t *n, struct error *err)
{
	struct stat st;
	int rc, tries = 0;
	size_t j;

	do {
		path = stage_existing(a, path, err);
		if (!path)
			return -1;
		rc = stat(path, &st);
		/* Gone this very moment: then one above it. */
	} while (rc < 0 && errno == ENOENT && ++tries < 100);
	if (rc < 0) {
		error_origin(err, "%s", path);
		return error_errno(err, errno, "cannot look at %s", path);
	}
	for (j = 0; j < *n; j++)
		if ((*seen)[j] == st.st_dev)
			return 0;
	*ARENA_PUSH(a, *seen, *n) = st.st_dev;
	return txnlog_sync(path, err);
}

/* One sync for each file system that the transaction touches. */
static int sync_all(struct arena *a, const struct txnlog *log,
		    struct error *err)
{
	size_t i, n = 0, total = 1 + log->nplaces + 2 * log->nsteps;
	dev_t *seen = NULL;

	say_progress("sync", -1, 0, 0, 0, 0);
	for (i = 0; i < total; i++) {
		const char *path = sync_path(a, log, i);

		if (path && sync_once(a, path, &seen, &n, err))
			return -1;
	}
	return 0;
}

/*
 * After an end was reached: locks, stages, and undo copies that are not needed
 * any more go; then "clean".  With `sync` on the disk before that.
 */
static int tidy(struct engine *e, struct txnlog *log, enum txn_state state,
		bool sync, struct error *err)
{
	struct arena *a = e->a;
	bool in_place = state == TXN_APPLIED || state == TXN_VERIFIED ||
			state == TXN_PURGED;
	char *boot;
	int rc;

	rc = unlock_all(a, log, err);
	if (stage_drop(log->stage, err))
		rc = -1;
	if (state == TXN_PURGED && follow_places(e, log, err))
		rc = -1;
	if ((!in_place || state == TXN_PURGED) && drop_places(log, err))
		rc = -1;
	if ((!in_place || state == TXN_PURGED) &&
	    drop_lists(a, log, state == TXN_PURGED, err))
		rc = -1;
	/* Once: later somebody may have been there. */
	if (!in_place && !log->clean && restore_folders(log, err))
		rc = -1;
	if (in_place && !log->noted && note_folders(a, log, err))
		rc = -1;
	if (rc || (sync && sync_all(a, log, err)))
		return -1;
	boot = owner_boot();
	log->boot = arena_strdup(a, boot);
	free(boot);
	log->synced = sync;
	log->txn.state = state;
	return txnlog_clean(log, err);
}

/* ---- going back ---- */

/*
 * All steps in reverse.  What is lost is passed over and told in the end, so
 * that as much as can be is as before; any other error ends it.
 */
static int back(const struct txnlog *log, const char *progress,
		struct error *err)
{
	struct error one = ERROR_INIT;
	bool lost = false;
	size_t i;
	int rc;

	for (i = log->nsteps; i-- > 0;) {
		say_progress(progress, log->steps[i].op,
			     (int64_t)(log->nsteps - i - 1),
			     (int64_t)log->nsteps, 0, 0);
		rc = step_back(&log->steps[i], &one);
		if (rc) {
			lost = one.code == ESTALE;
			if (one.origin)
				error_origin(err, "%s", one.origin);
			if (one.hint)
				error_hint(err, "%s", one.hint);
			(void)error_set(err, "%s", one.message);
			if (err)
				err->code = one.code;
			error_release(&one);
			if (!lost)
				return -1;
		}
	}
	if (lost && err)
		err->code = ESTALE;
	return lost ? -1 : 0;
}

/* What is for a person to put right. */
static bool for_person(int code)
{
	return code == ESTALE || code == EEXIST || code == ENOENT;
}

/* The journal says once why it is stuck. */
static void note_stuck(struct txnlog *log, const struct error *err)
{
	if (err && for_person(err->code) && !log->stuck)
		(void)!txnlog_mark(log, "stuck", err->message, NULL, true,
				   NULL);
}

/*
 * To the state before, whatever was done; the journal says so.  `why` is what
 * made it necessary.
 */
static int roll_back(struct engine *e, struct txnlog *log, const char *why,
		     struct error *err)
{
	say_progress("roll-back", -1, 0, 0, 0, 0);
	if (back(log, "roll-back", err)) {
		note_stuck(log, err);
		return -1;
	}
	if ((log->nsteps && sync_all(e->a, log, err)) ||
	    txnlog_mark(log, "rolled-back", why, NULL, true, err) < 0)
		return -1;
	return tidy(e, log, TXN_ROLLED_BACK, true, err);
}

/* ---- a journal that cannot be read ---- */

/* The bases where undo copies of a plan may lie, before and after its moves. */
static void plan_bases(struct engine *e, const struct plan *p,
		       const char ***bases, size_t *n)
{
	size_t i, j;
	bool beside;

	for (i = 0; i < p->nops; i++) {
		const struct plan_op *op = &p->ops[i];
		const char *paths[] = { op->path, op->kind == PLAN_MOVE ?
					op->to : NULL };

		for (j = 0; j < ARRAY_SIZE(paths) && paths[j]; j++) {
			const char *base = stage_base(e->a, paths[j],
				plan_taken(p, p->git_dir) ? NULL : p->git_dir,
				plan_taken(p, paths[j]), &beside, NULL);

			if (base)
				*ARENA_PUSH(e->a, *bases, *n) = base;
		}
	}
}

/* "PATH, PATH": our folders of transaction N in these; "": none. */
static const char *found_in(struct engine *e, int n, const char **bases,
			    size_t nbases)
{
	const char *prefix = arena_printf(e->a, "txn-%d.", n), *all = "";
	struct dirent *d;
	size_t i, j;

	for (i = 0; i < nbases; i++) {
		DIR *dir = NULL;

		for (j = 0; j < i && !cstr_eq(bases[i], bases[j]); j++)
			;
		if (j == i)
			dir = opendir(bases[i]);
		while (dir && (d = readdir(dir)))
			if (cstr_starts(d->d_name, prefix))
				all = arena_printf(e->a, "%s%s%s/%s", all,
						   *all ? ", " : "", bases[i],
						   d->d_name);
		if (dir)
			(void)closedir(dir);
	}
	return all;
}

/* Where its undo copies are, by all that can still be read. */
static const char *undo_copies(struct engine *e, const struct txnlog *log)
{
	const char **bases = NULL, *plan = path_join(e->a, log->dir,
						     "plan.json");
	struct strbuf text = STRBUF_INIT;
	struct plan p = { 0 };
	struct cJSON *j = NULL;
	size_t i, n = 0;
	int fd;

	for (i = 0; i < log->nplaces; i++)
		*ARENA_PUSH(e->a, bases, n) = log->places[i].base;
	for (i = 0; i < log->nsteps; i++)
		if (log->steps[i].act != STEP_SHIFT && log->steps[i].kept)
			*ARENA_PUSH(e->a, bases, n) = path_dir(e->a,
				path_dir(e->a, log->steps[i].kept));
	text.max_bytes = STRBUF_MAX_BYTES * 4;
	fd = open(plan, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && !at_read_all(fd, &text))
		j = json_parse(strbuf_str(&text), NULL);
	if (j) {
		codec_decode(&plan_codec, e->a, j, &p);
		if (!plan_check(&p, NULL))
			plan_bases(e, &p, &bases, &n);
	}
	json_free(j);
	strbuf_release(&text);
	if (fd >= 0)
		(void)close(fd);
	return found_in(e, log->n, bases, n);
}

/* Nothing is done by what it says, and nothing is thrown away. */
static int damaged(struct engine *e, const struct txnlog *log,
		   struct error *err)
{
	const char *copies = undo_copies(e, log);

	error_origin(err, "%s/journal", log->dir);
	if (*copies)
		error_hint(err, "see in %s/plan.json what it was to change and "
			   "in %s what was there before; put right what you "
			   "want, then remove both folders", log->dir, copies);
	else
		error_hint(err, "see in %s/plan.json what it was to change; "
			   "put right what you want, then remove that folder",
			   log->dir);
	(void)error_set(err, "%s/journal is damaged: whether it is in place "
			"cannot be told", log->dir);
	if (err)
		err->code = ESTALE;
	return -1;
}

/* ---- recovery ---- */

static int recover_one(struct engine *e, struct txnlog *log,
		       struct error *err)
{
	enum txn_state state = log->txn.state;
	const char *why = "it was cut off";
	bool quiet;

	if (state == TXN_DAMAGED)
		return damaged(e, log, err);
	if (!log->begun)
		return stage_remove(log->dir, err);
	if (state == TXN_OPEN) {
		if (roll_back(e, log, why, err))
			return -1;
		say_recovered(log->n, "rolled-back", NULL);
		return 0;
	}
	if (state == TXN_UNDOING) {
		if (back(log, "change", err)) {
			note_stuck(log, err);
			return -1;
		}
		if (sync_all(e->a, log, err) ||
		    txnlog_mark(log, "undone", NULL, log->to, true, err) < 0)
			return -1;
		state = cstr_eq(log->to, "put-back") ? TXN_PUT_BACK
						     : TXN_UNDONE;
	}
	quiet = log->clean;
	if (tidy(e, log, state, true, err))
		return -1;
	/* Clean already, in a boot before: only to be sure. */
	if (!quiet)
		say_recovered(log->n, txn_state_names[state], NULL);
	return 0;
}

struct txn_stuck {
	struct txnlog log;
	const char *why, *hint, *origin;
	int code;
};

/* What could not be put right: told, into err, and kept for holds_up(). */
static void tell_stuck(struct engine *e, const struct txnlog *log,
		       const struct error *one, struct error *err)
{
	const char *why = one->message ? one->message : "";
	struct txn_stuck *s;

	say_recovered(log->n, log->txn.state == TXN_DAMAGED ? "damaged"
							    : "stuck",
		      one->hint ?
		      arena_printf(e->a, "%s; %s", why, one->hint) : why);
	if (one->origin)
		error_origin(err, "%s", one->origin);
	if (one->hint)
		error_hint(err, "%s", one->hint);
	(void)error_set(err, "fix %d could not be put right: %s",
			log->n, why);
	if (err && !err->code)
		err->code = one->code;
	/* A lost one has nothing left that could be put right, or spoiled. */
	if (one->code == ESTALE)
		return;
	s = ARENA_PUSH(e->a, e->stuck, e->nstuck);
	s->log = *log;
	s->why = arena_strdup(e->a, why);
	s->hint = one->hint ? arena_strdup(e->a, one->hint) : NULL;
	s->origin = one->origin ? arena_strdup(e->a, one->origin) : NULL;
	s->code = one->code;
}

static int recover_all(struct engine *e, const char *boot, struct error *err)
{
	int *list, rc = 0;
	size_t n;

	if (txnlog_numbers(e->a, e->state, &list, &n, err))
		return -1;
	/* The last one first: it may stand on what one before it left. */
	while (n-- > 0) {
		struct error one = ERROR_INIT;
		struct txnlog log;

		if (txnlog_settled(e->a, e->state, list[n], boot))
			continue;
		if (txnlog_load(e->a, e->state, list[n], &log, &one) ||
		    recover_one(e, &log, &one)) {
			check_hint(&one);
			tell_stuck(e, &log, &one, err);
			rc = 1;
		}
		error_release(&one);
	}
	return rc;
}

int txn_recover(struct engine *e, const char *stage, struct error *err)
{
	char *boot;
	int rc;

	/* First: what a transaction puts back is the last word. */
	stage_sweep(stage);
	boot = owner_boot();
	rc = recover_all(e, boot, err);
	free(boot);
	return rc;
}

/* Before anything else is done.  What could not be put right is no reason not
 * to, where it is not touched. */
static int recover_first(struct engine *e, const char *stage,
			 struct error *err)
{
	struct error old = ERROR_INIT;
	int rc = txn_recover(e, stage, &old);

	if (rc < 0) {
		if (old.origin)
			error_origin(err, "%s", old.origin);
		(void)error_set(err, "%s", old.message ? old.message : "");
		if (err)
			err->code = old.code;
		check_hint(err);
	}
	error_release(&old);
	return rc < 0 ? -1 : 0;
}

static bool overlap(const char *one, const char *two)
{
	return one && two && (path_under(one, two) || path_under(two, one));
}

static bool touches(const struct txnlog *log, const char *path)
{
	size_t i;

	for (i = 0; i < log->nsteps; i++)
		if (overlap(log->steps[i].live, path) ||
		    (log->steps[i].act == STEP_SHIFT &&
		     overlap(log->steps[i].kept, path)))
			return true;
	return false;
}

/* -1 with err: something stuck lies there, and has to be put right first. */
static int held_up(const struct engine *e, const char *path,
		   struct error *err)
{
	size_t i;

	for (i = 0; i < e->nstuck; i++) {
		const struct txn_stuck *s = &e->stuck[i];

		if (!touches(&s->log, path))
			continue;
		error_origin(err, "%s", s->origin ? s->origin : path);
		if (s->hint)
			error_hint(err, "%s", s->hint);
		(void)error_set(err, "fix %d has to be put right "
				"first: %s", s->log.n, s->why);
		if (err)
			err->code = s->code;
		return -1;
	}
	return 0;
}

static int plan_held_up(const struct engine *e, const struct plan *p,
			struct error *err)
{
	size_t i;

	for (i = 0; e->nstuck && i < p->nops; i++)
		if (held_up(e, p->ops[i].path, err) ||
		    (p->ops[i].kind == PLAN_MOVE &&
		     held_up(e, p->ops[i].to, err)))
			return -1;
	return 0;
}

static int log_held_up(const struct engine *e, const struct txnlog *log,
		       struct error *err)
{
	size_t i;

	for (i = 0; e->nstuck && i < log->nsteps; i++)
		if (held_up(e, log->steps[i].live, err) ||
		    (log->steps[i].act == STEP_SHIFT &&
		     held_up(e, log->steps[i].kept, err)))
			return -1;
	return 0;
}

/* ---- apply ---- */

static int refused(int n, struct error *err)
{
	check_hint(err);
	say_end(n, "refused", err);
	error_release(err);
	return EXIT_REFUSED;
}

static int make_token(struct engine *e, const char **token,
		      struct error *err)
{
	unsigned char bytes[6];
	char *out = arena_alloc(e->a, 2 * sizeof(bytes) + 1);
	size_t i;

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return error_errno(err, errno, "there is no randomness");
	for (i = 0; i < sizeof(bytes); i++) {
		out[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
	*token = out;
	return 0;
}

/* Root leaves a state folder that its owner can use. */
static void hand_over(struct engine *e, const struct txnlog *log)
{
	const char *names[] = { log->dir, NULL, NULL, NULL, NULL, NULL };
	struct stat st;
	size_t i;

	if (geteuid() || stat(e->state, &st) < 0 || !st.st_uid)
		return;
	names[1] = path_join(e->a, log->dir, "journal");
	names[2] = path_join(e->a, log->dir, "plan.json");
	names[3] = path_join(e->a, e->state, "txn");
	names[4] = path_join(e->a, e->state, "next");
	names[5] = path_join(e->a, e->state, "lock");
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (lchown(names[i], st.st_uid, st.st_gid) < 0)
			errno = 0;
}

static int begin(struct engine *e, struct work *w, struct error *err)
{
	struct strbuf text = STRBUF_INIT;
	struct cJSON *j;
	int rc = 0;

	if (mkdir(w->log.dir, 0700) < 0) {
		error_origin(err, "%s", w->log.dir);
		return error_errno(err, errno, "cannot make %s", w->log.dir);
	}
	j = codec_encode(&plan_codec, w->plan);
	json_print(&text, j, false);
	json_free(j);
	strbuf_addch(&text, '\n');
	rc = text.cut ? error_set(err, "the plan is too large") :
	     txnlog_file(path_join(e->a, w->log.dir, "plan.json"),
			 strbuf_str(&text), err);
	strbuf_release(&text);
	return rc || txnlog_begin(&w->log, w->plan, err) ? -1 : 0;
}

/* With the lock held the index must still be the one that was looked at. */
static int lock_indexes(struct engine *e, struct work *w, struct error *err)
{
	const char *what;
	size_t i, n = 0;

	for (i = 0; i < w->plan->nops; i++) {
		const struct plan_op *op = &w->plan->ops[i];

		if (op->kind != PLAN_INDEX)
			continue;
		if (lock_one(e, &w->log, n, w->log.locks[n], err) ||
		    check_state(op->path, &op->before, &what, err))
			return -1;
		n++;
		if (!what)
			continue;
		say_drift(op->path, what, NULL);
		error_hint(err, "look at the new preview and apply that");
		return error_set(err, "something was changed since the "
				 "preview");
	}
	return 0;
}

static int change(struct work *w, struct error *err)
{
	size_t i;

	for (i = 0; i < w->log.nsteps; i++) {
		if (work_cancelled(w, err))
			return -1;
		say_progress("change", w->log.steps[i].op, (int64_t)i,
			     (int64_t)w->log.nsteps, 0, 0);
		if (step_forward(&w->log.steps[i], err))
			return -1;
	}
	return work_cancelled(w, err);
}

/* Whatever it stumbled over, this was the reason. */
static void if_cancelled(const struct engine *e, struct error *err)
{
	if (!e->cancel || !*e->cancel)
		return;
	error_release(err);
	*err = (struct error)ERROR_INIT;
	(void)error_set(err, "it was cancelled");
}

/* What failed, and then the way back, which is what counts. */
static int failed(struct engine *e, struct work *w, struct error *err)
{
	struct error worse = ERROR_INIT;
	const char *why;

	/* The way back is gone to its end. */
	tree_watch(NULL, NULL);
	if_cancelled(e, err);
	why = err->message ? err->message : "it failed";
	check_hint(err);
	if (!roll_back(e, &w->log, why, &worse)) {
		hand_over(e, &w->log);
		say_end(w->log.n, "rolled-back", err);
		error_release(err);
		return EXIT_ROLLED_BACK;
	}
	error_hint(&worse, "run gomend again: it takes up where this ended");
	error_prefix(&worse, "%s; and then it could not be put back", why);
	say_end(w->log.n, "stuck", &worse);
	error_release(&worse);
	error_release(err);
	return EXIT_BROKEN;
}

/* Begun, but nothing of the user was touched: as if it had never been. */
static int withdraw(struct engine *e, struct work *w, struct error *err)
{
	struct error left = ERROR_INIT;

	tree_watch(NULL, NULL);
	if_cancelled(e, err);
	if (unlock_all(e->a, &w->log, &left) ||
	    stage_drop(w->log.stage, &left) ||
	    drop_places(&w->log, &left) ||
	    restore_folders(&w->log, &left) ||
	    stage_remove(w->log.dir, &left)) {
		/* The next start takes it up from its journal. */
		error_hint(err, "%s", left.message ? left.message : "");
	}
	error_release(&left);
	return refused(w->log.n, err);
}

static int apply_locked(struct engine *e, struct work *w, struct error *err)
{
	const struct plan *p = w->plan;
	const char *token;

	if (!e->force_owner && check_plan_owner(e->a, p, err))
		return refused(0, err);
	if (make_token(e, &token, err) ||
	    txnlog_next(e->a, e->state, &w->log.n, err))
		return refused(0, err);
	w->log.dir = arena_printf(e->a, "%s/txn/%d", e->state, w->log.n);
	tree_watch(work_tick, w);
	if (work_layout(w, token, err) || check_work(w, err)) {
		if_cancelled(e, err);
		return refused(0, err);
	}
	say_txn(w->log.n);
	if (begin(e, w, err) || work_make_places(w, err) ||
	    lock_indexes(e, w, err))
		return withdraw(e, w, err);
	if (work_stage(w, err) || sync_all(e->a, &w->log, err) ||
	    txnlog_staged(&w->log, err) || change(w, err) ||
	    sync_all(e->a, &w->log, err))
		return failed(e, w, err);
	tree_watch(NULL, NULL);
	say_progress("commit", -1, 0, 0, 0, 0);
	count_lists(e->a, &w->log);
	if (txnlog_commit(&w->log, err) < 0)
		return failed(e, w, err);
	/* It is in place from here on; tidying up can be done later too. */
	if (tidy(e, &w->log, TXN_APPLIED, false, err))
		error_prefix(err, "applied, but not tidied up yet");
	hand_over(e, &w->log);
	say_end(w->log.n, "applied", err);
	error_release(err);
	return EXIT_DONE;
}

int txn_apply(struct engine *e, const struct plan *p)
{
	struct work w = { .a = e->a, .plan = p, .state = e->state,
			  .cancel = e->cancel };
	struct error err = ERROR_INIT;
	int rc;

	if (plan_check(p, &err) || recover_first(e, p->stage, &err) ||
	    plan_held_up(e, p, &err))
		rc = refused(0, &err);
	else
		rc = apply_locked(e, &w, &err);
	tree_watch(NULL, NULL);
	/* A stage that is not taken over is of no use to anyone. */
	if (rc != EXIT_DONE && rc != EXIT_BROKEN)
		(void)!stage_drop(p->stage, NULL);
	return rc;
}

/* ---- undo ---- */

static int load(struct engine *e, int n, struct txnlog *log,
		struct error *err)
{
	if (txnlog_load(e->a, e->state, n, log, err))
		return -1;
	if (log->txn.state == TXN_DAMAGED)
		return damaged(e, log, err);
	return log->begun ? 0 : error_set(err, "there is no fix %d",
					  n);
}

static int may_undo(const struct txnlog *log, struct error *err)
{
	switch (log->txn.state) {
	case TXN_APPLIED:
	case TXN_VERIFIED:
		return 0;
	case TXN_PURGED:
		return error_set(err, "what fix %d kept for undo was "
				 "purged", log->n);
	case TXN_ROLLED_BACK:
	case TXN_PUT_BACK:
	case TXN_UNDONE:
		return error_set(err, "fix %d is not in place", log->n);
	case TXN_OPEN:
	case TXN_UNDOING:
	case TXN_DAMAGED:
		break;
	}
	return error_set(err, "fix %d could not be put right: %s",
			 log->n, log->txn.reason ? log->txn.reason : "");
}

/* The steps as they are to be taken back: what lies in place now has maybe
 * another inode and the same content, and that is good. */
static int renew(struct engine *e, struct txnlog *log, struct error *err)
{
	struct stat st;
	size_t i;

	for (i = 0; i < log->nsteps; i++) {
		struct step *s = &log->steps[i];
		const char *live = txnlog_now(e->a, log, i + 1, s->live,
					      TXN_IN_PLACE);
		int rc;

		if (s->act == STEP_TAKE || s->act == STEP_SHIFT)
			continue;
		rc = at_look(live, &st, err);
		if (rc < 0)
			return -1;
		if (rc && s->act == STEP_MODE)
			s->old_ino = (int64_t)st.st_ino;
		else if (rc)
			s->new_ino = (int64_t)st.st_ino;
	}
	return 0;
}

/* How many files of others undo leaves; their folders do not count. */
static int64_t count_kept(const struct txnlog *log)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < log->nafters; i++)
		n += log->afters[i].keep &&
		     log->afters[i].state.type == PLAN_FILE;
	return n;
}

/* What undo leaves: neither those steps, nor the times of their folders. */
static void spare_kept(struct engine *e, struct txnlog *log)
{
	struct txn_folder *folders = NULL;
	struct step *steps = NULL;
	size_t i, j, n = 0, nfolders = 0;

	for (i = 0; i < log->nfolders; i++) {
		const char *path = log->folders[i].path;

		for (j = 0; j < log->nsteps; j++)
			if (log->steps[j].keep &&
			    cstr_eq(path_dir(e->a, log->steps[j].live), path))
				break;
		if (j == log->nsteps)
			*ARENA_PUSH(e->a, folders, nfolders) = log->folders[i];
	}
	for (i = 0; i < log->nsteps; i++)
		if (!log->steps[i].keep)
			*ARENA_PUSH(e->a, steps, n) = log->steps[i];
	log->steps = steps;
	log->nsteps = n;
	log->folders = folders;
	log->nfolders = nfolders;
}

static bool is_as_left(const struct txnlog *log, const struct txn_folder *f,
		       const struct stat *st)
{
	size_t i;

	for (i = 0; i < log->nleft; i++)
		if (cstr_eq(log->left[i].path, f->path))
			return (int64_t)st->st_ino == log->left[i].ino &&
			       at_mtime_ns(st) == log->left[i].mtime_ns;
	return false;
}

/* Folders that nobody touched since: only those look as before again. */
static int untouched_folders(struct engine *e, struct txnlog *log,
			     struct error *err)
{
	struct txn_folder *list = NULL;
	struct stat st;
	size_t i, n = 0;
	int rc;

	for (i = 0; i < log->nfolders; i++) {
		const struct txn_folder *f = &log->folders[i];
		const char *now = txnlog_now(e->a, log, 0, f->path,
					     TXN_CARRIED);

		rc = look_past_links(now, &st, err);
		if (rc < 0)
			return -1;
		/* What was taken away as a whole was kept: nobody could. */
		if ((rc && is_as_left(log, f, &st)) ||
		    !cstr_eq(txnlog_now(e->a, log, 0, f->path, TXN_KEPT),
			     now))
			*ARENA_PUSH(e->a, list, n) = *f;
	}
	log->folders = list;
	log->nfolders = n;
	return 0;
}

/* It failed on the way back: in place again, as it was before. */
static int stop_undo(struct engine *e, struct txnlog *log,
		     enum txn_state state, struct error *err)
{
	struct error worse = ERROR_INIT;
	size_t i;
	int rc = 0;

	check_hint(err);
	for (i = 0; i < log->nsteps && !rc; i++)
		rc = step_again(&log->steps[i], &worse);
	if (!rc && !sync_all(e->a, log, &worse) &&
	    txnlog_mark(log, "undo-stopped", NULL, NULL, true, &worse) >= 0) {
		log->noted = false;
		(void)!tidy(e, log, state, true, NULL);
		say_end(log->n, txn_state_names[state], err);
		error_release(&worse);
		error_release(err);
		return EXIT_ROLLED_BACK;
	}
	error_hint(&worse, "run gomend again: it takes up where this ended");
	error_prefix(&worse, "%s; and then it could not be stopped either",
		     err->message ? err->message : "");
	say_end(log->n, "stuck", &worse);
	error_release(&worse);
	error_release(err);
	return EXIT_BROKEN;
}

static int lock_for_undo(struct engine *e, struct txnlog *log,
			 struct error *err)
{
	size_t i;

	for (i = 0; i < log->nlocks; i++)
		if (lock_one(e, log, i, txnlog_now(e->a, log, 0, log->locks[i],
					    TXN_IN_PLACE),
			     err))
			return -1;
	return 0;
}

static int undo_tick(void *payload, int64_t bytes)
{
	const struct engine *e = payload;

	(void)bytes;
	return e->cancel && *e->cancel;
}

static int look_for_drift(struct engine *e, const struct txnlog *log,
			  struct error *err)
{
	size_t drift;
	int rc;

	tree_watch(undo_tick, e);
	rc = drift_check(e->a, log, &drift, err);
	tree_watch(NULL, NULL);
	if (rc) {
		if_cancelled(e, err);
		return -1;
	}
	if (drift) {
		error_hint(err, "put back by hand what was changed since, or "
			   "keep it as it is");
		return error_set(err, "what fix %d left was changed "
				 "since", log->n);
	}
	return 0;
}

static int check_undo(struct engine *e, struct txnlog *log,
		      struct error *err)
{
	if (lock_for_undo(e, log, err) || look_for_drift(e, log, err))
		return -1;
	return renew(e, log, err);
}

/* The same rule on the way back: all that the journal says is touched. */
static int log_owner(struct engine *e, const struct txnlog *log,
		     struct error *err)
{
	const char **paths = NULL;
	size_t n = 0, i;

	*ARENA_PUSH(e->a, paths, n) = log->git_dir;
	*ARENA_PUSH(e->a, paths, n) = log->stage;
	for (i = 0; i < log->nplaces; i++)
		*ARENA_PUSH(e->a, paths, n) = log->places[i].base;
	for (i = 0; i < log->nfolders; i++)
		*ARENA_PUSH(e->a, paths, n) = log->folders[i].path;
	for (i = 0; i < log->nlocks; i++)
		*ARENA_PUSH(e->a, paths, n) = log->locks[i];
	for (i = 0; i < log->nsteps; i++) {
		*ARENA_PUSH(e->a, paths, n) = log->steps[i].live;
		*ARENA_PUSH(e->a, paths, n) = log->steps[i].kept;
	}
	for (i = 0; i < log->nafters; i++)
		*ARENA_PUSH(e->a, paths, n) = log->afters[i].path;
	return check_owner(e->a, log->txn.root, paths, n, err);
}

int txn_undo(struct engine *e, int n, const char *to, const char *reason)
{
	struct error err = ERROR_INIT;
	enum txn_state state;
	struct txnlog log;

	if (recover_first(e, NULL, &err) || load(e, n, &log, &err) ||
	    may_undo(&log, &err) || log_held_up(e, &log, &err) ||
	    check_moved(e, &log, &err) ||
	    (!e->force_owner && log_owner(e, &log, &err)))
		return refused(0, &err);
	state = log.txn.state;
	spare_kept(e, &log);
	say_txn(n);
	say_progress("check", -1, 0, 0, 0, 0);
	/* The lock itself touches a folder: look first. */
	if (untouched_folders(e, &log, &err) ||
	    (log.nlocks &&
	     txnlog_mark(&log, "locked", NULL, NULL, false, &err) < 0) ||
	    check_undo(e, &log, &err) ||
	    txnlog_undo(&log, reason, to, &err) < 0) {
		if (!unlock_all(e->a, &log, NULL) && log.nlocks)
			(void)!txnlog_clean(&log, NULL);
		return refused(n, &err);
	}
	if (back(&log, "change", &err) || sync_all(e->a, &log, &err))
		return stop_undo(e, &log, state, &err);
	say_progress("commit", -1, 0, 0, 0, 0);
	if (txnlog_mark(&log, "undone", NULL, to, true, &err) < 0)
		return stop_undo(e, &log, state, &err);
	state = cstr_eq(to, "put-back") ? TXN_PUT_BACK : TXN_UNDONE;
	if (tidy(e, &log, state, true, &err))
		error_prefix(&err, "taken back, but not tidied up yet");
	say_back(n, to, count_kept(&log), &err);
	error_release(&err);
	return EXIT_DONE;
}

int txn_look(struct engine *e, int n)
{
	struct error err = ERROR_INIT;
	struct txnlog log;

	if (recover_first(e, NULL, &err) || load(e, n, &log, &err) ||
	    may_undo(&log, &err) || log_held_up(e, &log, &err) ||
	    look_for_drift(e, &log, &err))
		return refused(n, &err);
	say_end(n, txn_state_names[log.txn.state], NULL);
	return EXIT_DONE;
}

/* ---- the rest ---- */

int txn_mark(struct engine *e, int n, const char *what)
{
	struct error err = ERROR_INIT;
	struct txnlog log;

	if (recover_first(e, NULL, &err) || load(e, n, &log, &err) ||
	    may_undo(&log, &err) ||
	    txnlog_mark(&log, what, NULL, NULL, true, &err) < 0)
		return refused(n, &err);
	say_end(n, strcmp(what, "told") ? what : "applied", NULL);
	return EXIT_DONE;
}

static int purge_one(struct engine *e, int n, struct error *err)
{
	struct txnlog log;

	if (load(e, n, &log, err) || may_undo(&log, err) ||
	    log_held_up(e, &log, err) ||
	    (!e->force_owner && log_owner(e, &log, err)) ||
	    txnlog_mark(&log, "purged", NULL, NULL, true, err) < 0)
		return -1;
	return tidy(e, &log, TXN_PURGED, true, err);
}

/* Nothing of it is in place: of use to nobody but the reader of history. */
static bool is_over(const struct txnlog *log)
{
	return log->txn.state == TXN_ROLLED_BACK ||
	       log->txn.state == TXN_PUT_BACK || log->txn.state == TXN_UNDONE;
}

int txn_purge(struct engine *e, int n)
{
	struct error err = ERROR_INIT;
	struct txnlog log;
	int *list, left = 0;
	size_t i, count;

	if (recover_first(e, NULL, &err))
		return refused(n, &err);
	if (n) {
		if (purge_one(e, n, &err))
			return refused(n, &err);
		say_end(n, "purged", NULL);
		return EXIT_DONE;
	}
	if (txnlog_numbers(e->a, e->state, &list, &count, &err))
		return refused(0, &err);
	/* One that has to stay holds up no other; the first such is told. */
	for (i = 0; i < count; i++)
		if (txnlog_load(e->a, e->state, list[i], &log, &err) ||
		    (txn_can_undo(&log.txn) && purge_one(e, list[i], &err)) ||
		    (is_over(&log) && drop_lists(e->a, &log, true, &err)))
			left = left ? left : list[i];
	if (left)
		return refused(left, &err);
	say_end(0, "purged", NULL);
	return EXIT_DONE;
}
