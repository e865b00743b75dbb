/* The journal, read: what gomend-apply keeps in the state folder. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "host/stage.h"
#include "probe/fixrun.h"
#include "probe/redact.h"

#define FILE_MAX_BYTES ((size_t)64 * 1024 * 1024)

static int read_file(const char *path, struct strbuf *out, struct error *err)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	ssize_t got = -1;

	if (fd < 0)
		return error_errno(err, errno, "%s", path);
	if (!fstat(fd, &st) && !S_ISREG(st.st_mode))
		errno = EINVAL;
	else
		do {
			got = read(fd, strbuf_room(out, 65536), 65536);
			if (got > 0)
				strbuf_advance(out, (size_t)got);
		} while ((got > 0 && out->len < FILE_MAX_BYTES) ||
			 (got < 0 && errno == EINTR));
	if (got < 0)
		(void)error_errno(err, errno, "%s", path);
	(void)close(fd);
	return got < 0 ? -1 : 0;
}

/* STATE/txn/N/NAME; NULL: there is no state folder. */
static const char *txn_path(struct arena *a, int n, const char *name)
{
	const char *state = stage_state_dir(a);

	return state ? arena_printf(a, "%s/txn/%d/%s", state, n, name) : NULL;
}

/* What the journal does not tell any more. */
static void take_plan(struct arena *a, struct txn *t)
{
	struct plan p;

	if (history_plan(a, t->n, &p, NULL))
		return;
	t->fix = p.fix;
	t->root = p.root;
	t->title = p.title;
	t->nchanges = (int)p.nchanges;
}

static int read_txn(struct arena *a, int n, struct txn *out,
		    struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	const char *path = txn_path(a, n, "journal");
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if (path && !read_file(path, &sb, err))
		rc = journal_read(a, strbuf_str(&sb), out, err);
	out->n = n;
	strbuf_release(&sb);
	if (!rc && out->state == TXN_DAMAGED && !out->fix)
		take_plan(a, out);
	return rc;
}

/*
 * gomend setup looked at an empty folder of its own, gone since, in place of
 * the home folder: that is where it belongs.
 */
static void settle_root(struct arena *a, struct txn *t)
{
	const char *home = getenv("HOME");
	struct stat st;
	char *real;

	if (cstr_empty(home) || cstr_empty(t->root) ||
	    !cstr_starts(path_base(t->root), HISTORY_SETUP_PREFIX "-") ||
	    !lstat(t->root, &st))
		return;
	real = realpath(home, NULL);
	if (real)
		t->root = arena_strdup(a, real);
	free(real);
}

static int newest_first(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

static int list_numbers(struct arena *a, int **list, size_t *n,
			struct error *err)
{
	const char *state = stage_state_dir(a), *dir;
	const struct dirent *e;
	DIR *d;

	*list = NULL;
	*n = 0;
	if (!state)
		return 0;
	dir = path_join(a, state, "txn");
	d = opendir(dir);
	/* Nothing was ever applied. */
	if (!d && errno == ENOENT)
		return 0;
	if (!d)
		return error_errno(err, errno, "%s", dir);
	while ((e = readdir(d))) {
		char *rest;
		long number = strtol(e->d_name, &rest, 10);

		if (number > 0 && number < 1000000000 && !*rest &&
		    e->d_name[0] != '0' && e->d_name[0] != '+')
			*ARENA_PUSH(a, *list, *n) = (int)number;
	}
	(void)closedir(d);
	if (*n)
		qsort(*list, *n, sizeof(**list), newest_first);
	return 0;
}

int history_list(struct arena *a, struct txn **list, size_t *n,
		 struct error *err)
{
	int *numbers;
	size_t i, count;

	*list = NULL;
	*n = 0;
	if (list_numbers(a, &numbers, &count, err))
		return -1;
	for (i = 0; i < count; i++) {
		struct txn t;

		if (read_txn(a, numbers[i], &t, NULL))
			continue;
		/* A fix of before did not do so. */
		redact_msg(a, &t.title);
		settle_root(a, &t);
		*ARENA_PUSH(a, *list, *n) = t;
	}
	return 0;
}

int history_plan(struct arena *a, int n, struct plan *out, struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	const char *path = txn_path(a, n, "plan.json");
	struct cJSON *j = NULL;

	memset(out, 0, sizeof(*out));
	if (!path)
		return error_set(err, "%s", _("There is no journal: HOME is "
					      "not set."));
	if (access(path, F_OK) < 0 && errno == ENOENT)
		return error_set(err, "%s", _("What it changed one by one was "
					      "dropped with its undo "
					      "copies."));
	if (!read_file(path, &sb, err))
		j = json_parse(strbuf_str(&sb), err);
	strbuf_release(&sb);
	if (!j)
		return -1;
	codec_decode(&plan_codec, a, j, out);
	json_free(j);
	return 0;
}

/* ---- the last one here ---- */

static bool is_git_root(struct arena *a, const char *dir)
{
	struct stat st;

	return !lstat(path_join(a, dir, ".git"), &st);
}

/* The repository of git's that it lies in; NULL: none. */
static const char *git_root(struct arena *a, const char *dir)
{
	for (;; dir = path_dir(a, dir)) {
		if (is_git_root(a, dir))
			return dir;
		if (!strcmp(dir, "/"))
			return NULL;
	}
}

static bool is_real_folder(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISDIR(st.st_mode);
}

static bool is_of(struct arena *a, const struct txn *t, const char *dir,
		  const char *git)
{
	const char *root = t->root;
	struct plan p;

	if (cstr_empty(root))
		return false;
	/* A fix has taken it somewhere else. */
	if (!is_real_folder(root) && !history_plan(a, t->n, &p, NULL)) {
		root = plan_moved(a, &p, root);
		if (git)
			git = is_git_root(a, root) && path_under(root, dir)
				? root : git;
	}
	if (git)
		return cstr_eq(git, root);
	return path_under(root, dir) || path_under(dir, root);
}

static int none_here(struct arena *a, const char *dir,
		     const struct txn *elsewhere, struct error *err)
{
	if (!elsewhere) {
		error_hint(err, "%s", _("\"gomend history\" lists what was "
					"done."));
		return error_set(err, "%s",
				 _("There is nothing to take back."));
	}
	error_hint(err, "%s", SAY(a, N_(
		   "The last one elsewhere is {0} in {1}: \"gomend undo {2}\" "
		   "takes it back."), elsewhere->fix ? elsewhere->fix : "?",
		   elsewhere->root ? elsewhere->root : "?",
		   arena_printf(a, "%d", elsewhere->n)));
	return error_set(err, "%s", SAY(a, N_(
			 "There is nothing to take back in {0}."), dir));
}

/* Into *dir without links; *git is its repository, NULL outside of any. */
static void place_of(struct arena *a, const char **dir, const char **git)
{
	/* Roots are without links. */
	char *real = realpath(*dir, NULL);

	*dir = arena_strdup(a, real ? real : *dir);
	free(real);
	*git = git_root(a, *dir);
}

int history_last(struct arena *a, const char *dir, struct txn *out,
		 struct error *err)
{
	const struct txn *elsewhere = NULL;
	const char *git = NULL;
	struct txn *list;
	size_t i, n;

	if (history_list(a, &list, &n, err))
		return -1;
	if (dir)
		place_of(a, &dir, &git);
	for (i = 0; i < n; i++) {
		if (!txn_can_undo(&list[i]))
			continue;
		if (!dir || is_of(a, &list[i], dir, git)) {
			*out = list[i];
			return 0;
		}
		if (!elsewhere)
			elsewhere = &list[i];
	}
	return none_here(a, dir, elsewhere, err);
}

/* ---- a fix by stages ---- */

int history_whole(struct arena *a, const char *dir, int n,
		  const struct txn ***out, size_t *nout, struct error *err)
{
	const char *git = NULL;
	struct txn *list, last;
	size_t i, count;

	if (history_list(a, &list, &count, err))
		return -1;
	if (dir && !n)
		place_of(a, &dir, &git);
	for (i = 0; i < count && !n; i++)
		if (list[i].nlegs && txn_can_undo(&list[i]) &&
		    (!dir || is_of(a, &list[i], dir, git)))
			n = list[i].n;
	if (!n) {
		if (history_last(a, dir, &last, err))
			return -1;
		n = last.n;
	}
	return journal_whole(a, list, count, n, out, nout, err);
}

int history_before(struct arena *a, const struct plan *p)
{
	struct txn *list;
	size_t i, n;

	if (!p->goes_on || !p->subject || history_list(a, &list, &n, NULL))
		return 0;
	for (i = 0; i < n; i++)
		if (list[i].nlegs && cstr_eq(list[i].fix, p->fix) &&
		    cstr_eq(list[i].subject, p->subject) &&
		    (txn_can_undo(&list[i]) || list[i].state == TXN_PURGED))
			return list[i].n;
	return 0;
}
