#include "config.h"

#include "apply/drift.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apply/at.h"
#include "apply/content.h"
#include "apply/gitindex.h"
#include "apply/say.h"
#include "base/path.h"
#include "host/tree.h"

/* More than that is said by their number. */
#define DRIFT_MAX 200

/* ---- writing a tree down ---- */

/*
 * One entry: "TYPE MODE SIZE INO MTIME CTIME HASH INDEX", NUL, path, NUL, link
 * target, NUL; in the order of tree_walk().  Inode and times only tell that a
 * file need not be read again.  INDEX: what git's index says, if it is one.
 */
struct listing {
	const char *top;
	struct strbuf out;
	struct arena a;
	struct error *err;
};

/* What git status may write anew, and what it says then (or ""). */
static void index_print(const char *path, char out[TREE_PRINT_BYTES])
{
	struct strbuf bytes = STRBUF_INIT;
	struct at at;

	out[0] = '\0';
	if (!cstr_eq(path_base(path), "index") || at_open(&at, path, NULL))
		return;
	bytes.max_bytes = SIZE_MAX / 4;
	if (content_read(&at, &bytes, NULL) ||
	    gitindex_print(strbuf_str(&bytes), out, NULL))
		out[0] = '\0';
	strbuf_release(&bytes);
	at_close(&at);
}

static int list_entry(void *payload, const struct tree_entry *e)
{
	struct listing *l = payload;
	char hash[TREE_PRINT_BYTES] = "-", index[TREE_PRINT_BYTES] = "";
	int rc = 0;

	if (e->type == TREE_FILE) {
		char *path = e->depth ? arena_printf(&l->a, "%s/%s", l->top,
						     e->rel)
				      : arena_strdup(&l->a, l->top);

		rc = tree_hash_file(path, hash, l->err);
		index_print(path, index);
		arena_release(&l->a);
	}
	strbuf_addf(&l->out, "%d %o %" PRId64 " %" PRIu64 " %" PRId64
		    " %" PRId64 " %s %s", (int)e->type,
		    (unsigned)(e->st.st_mode & 07777),
		    e->type == TREE_FOLDER ? 0 : (int64_t)e->st.st_size,
		    (uint64_t)e->st.st_ino, at_mtime_ns(&e->st),
		    at_ctime_ns(&e->st), hash, index);
	strbuf_addch(&l->out, '\0');
	strbuf_add(&l->out, e->rel, strlen(e->rel) + 1);
	strbuf_add(&l->out, e->target ? e->target : "",
		   (e->target ? strlen(e->target) : 0) + 1);
	return rc;
}

int drift_list(const char *path, const char *list, char print[65],
	       struct error *err)
{
	struct listing l = { path, STRBUF_INIT, ARENA_INIT, err };
	int rc;

	l.out.max_bytes = SIZE_MAX / 4;
	rc = tree_walk(path, list_entry, &l, err) ||
	     sha256_of(strbuf_str(&l.out), print, err) ||
	     txnlog_file(list, strbuf_str(&l.out), err) ? -1 : 0;
	strbuf_release(&l.out);
	arena_release(&l.a);
	return rc;
}

/* ---- comparing ---- */

struct compare {
	const char *top;
	struct str rest;	/* of the list */
	struct str head, rel, target;	/* its next entry */
	bool have;
	struct arena a;
	size_t n;
	const char *kept;	/* GIT_DIR/gomend, if it is in there */
	const char **locks;
	size_t nlocks;
	struct error *err;
};

static void told_kept(size_t *n, const char *path, const char *what,
		      const char *kept)
{
	if (++*n <= DRIFT_MAX)
		say_drift(path, what, kept);
}

static void told(size_t *n, const char *path, const char *what)
{
	told_kept(n, path, what, NULL);
}

static void differs(struct compare *c, const char *rel, const char *what)
{
	told(&c->n, *rel ? arena_printf(&c->a, "%s/%s", c->top, rel) : c->top,
	     what);
	arena_release(&c->a);
}

static bool is_ours(const struct compare *c, const char *rel);

static void next_listed(struct compare *c)
{
	do
		c->have = str_cut(&c->rest, '\0', &c->head) && c->head.len &&
			  str_cut(&c->rest, '\0', &c->rel) &&
			  str_cut(&c->rest, '\0', &c->target);
	while (c->have && is_ours(c, c->rel.p));
}

/* The order of the walk: a folder before what it holds. */
static int walk_order(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (*a == *b)
		return 0;
	return (*a == '/' ? 1 : *a ? (unsigned char)*a + 1 : 0) <
	       (*b == '/' ? 1 : *b ? (unsigned char)*b + 1 : 0) ? -1 : 1;
}

struct listed {
	int type;
	unsigned mode;
	int64_t size, mtime, ctime;
	uint64_t ino;
	struct str hash, index;
};

static void parse_head(struct str head, struct listed *out)
{
	char *end = NULL;

	/* The list is NUL-terminated behind the head. */
	*out = (struct listed){ 0 };
	out->type = (int)strtol(head.p, &end, 10);
	out->mode = (unsigned)strtoul(end, &end, 8);
	out->size = strtoll(end, &end, 10);
	out->ino = strtoull(end, &end, 10);
	out->mtime = strtoll(end, &end, 10);
	out->ctime = strtoll(end, &end, 10);
	out->index = str_from(*end ? end + 1 : end);
	if (!str_cut(&out->index, ' ', &out->hash))
		out->hash = STR_LIT("");
}

static const char *entry_differs(struct compare *c,
				 const struct tree_entry *e)
{
	char hash[TREE_PRINT_BYTES];
	struct listed was;
	const char *path;

	parse_head(c->head, &was);
	if ((int)e->type != was.type)
		return "it is something else now";
	if (e->type == TREE_LINK)
		return str_is(c->target, e->target) ? NULL
						    : "it leads elsewhere";
	if ((unsigned)(e->st.st_mode & 07777) != was.mode)
		return "its mode was changed";
	if (e->type != TREE_FILE ||
	    ((int64_t)e->st.st_size == was.size && e->st.st_ino == was.ino &&
	     at_mtime_ns(&e->st) == was.mtime &&
	     at_ctime_ns(&e->st) == was.ctime))
		return NULL;
	path = e->depth ? arena_printf(&c->a, "%s/%s", c->top, e->rel)
			: c->top;
	if (was.index.len) {
		index_print(path, hash);
		if (str_is(was.index, hash))
			return NULL;
	}
	if ((int64_t)e->st.st_size != was.size)
		return "its bytes were changed";
	if (tree_hash_file(path, hash, NULL))
		return "it cannot be read";
	return str_is(was.hash, hash) ? NULL : "its bytes were changed";
}

/*
 * The lock that undo itself holds; and what gomend keeps for other undos, which
 * comes and goes with those.
 */
static bool is_ours(const struct compare *c, const char *rel)
{
	size_t i, n = strlen(c->top);

	if (c->kept && path_under(c->kept, rel))
		return true;
	for (i = 0; i < c->nlocks; i++)
		if (!strncmp(c->locks[i], c->top, n) &&
		    c->locks[i][n] == '/' && !strcmp(c->locks[i] + n + 1, rel))
			return true;
	return false;
}

static int compare_entry(void *payload, const struct tree_entry *e)
{
	struct compare *c = payload;
	const char *what;

	if (is_ours(c, e->rel))
		return 0;
	while (c->have && walk_order(c->rel.p, e->rel) < 0) {
		differs(c, c->rel.p, "it is gone");
		next_listed(c);
	}
	if (!c->have || strcmp(c->rel.p, e->rel)) {
		differs(c, e->rel, "it is new");
		return 0;
	}
	what = entry_differs(c, e);
	if (what)
		differs(c, e->rel, what);
	next_listed(c);
	return 0;
}

static int check_tree(struct arena *a, const struct txnlog *log,
		      const struct txn_after *f, size_t *n,
		      struct error *err)
{
	struct compare c = { .top = f->path, .a = ARENA_INIT, .err = err };
	struct strbuf list = STRBUF_INIT;
	char print[SHA256_HEX_BYTES];
	const char *kept;
	int fd, rc = 0;
	size_t i;

	kept = log->git_dir ? path_join(a, txnlog_now(a, log, 0, log->git_dir,
						      TXN_IN_PLACE),
					"gomend") : NULL;
	if (kept && path_under(f->path, kept))
		c.kept = path_rel(a, f->path, kept);
	for (i = 0; i < log->nlocks; i++)
		*ARENA_PUSH(a, c.locks, c.nlocks) =
			txnlog_now(a, log, 0, log->locks[i], TXN_IN_PLACE);
	list.max_bytes = SIZE_MAX / 4;
	fd = open(f->tree, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || at_read_all(fd, &list) < 0) {
		error_origin(err, "%s", f->tree);
		rc = error_errno(err, errno, "cannot read %s", f->tree);
	}
	if (fd >= 0)
		(void)close(fd);
	if (!rc)
		rc = sha256_of(strbuf_str(&list), print, err);
	if (!rc && strcmp(print, f->tree_print))
		rc = error_set(err, "%s was changed: what was left behind "
			       "cannot be told any more", f->tree);
	if (!rc) {
		c.rest = strbuf_str(&list);
		next_listed(&c);
		rc = tree_walk(f->path, compare_entry, &c, err);
		for (; !rc && c.have; next_listed(&c))
			differs(&c, c.rel.p, "it is gone");
		*n += c.n;
	}
	strbuf_release(&list);
	arena_release(&c.a);
	return rc;
}

static int check_file(const struct txn_after *f, const char **what,
		      struct error *err)
{
	struct strbuf bytes = STRBUF_INIT;
	char print[SHA256_HEX_BYTES];
	struct at at;
	int rc;

	if (at_open(&at, f->path, err))
		return -1;
	rc = content_hash(&at, print, err);
	if (!rc && strcmp(print, f->state.print))
		*what = "its bytes were changed";
	if (!rc && *what && f->index) {
		/* git writes it anew whenever it looks at the files. */
		bytes.max_bytes = SIZE_MAX / 4;
		rc = content_read(&at, &bytes, err);
		if (!rc && !gitindex_print(strbuf_str(&bytes), print, NULL) &&
		    !strcmp(print, f->tree_print))
			*what = NULL;
		strbuf_release(&bytes);
	}
	at_close(&at);
	return rc;
}

/* A folder that was made new: nothing may be in it that is not ours. */
static int check_made(struct arena *a, const struct txnlog *log,
		      const struct txn_after *f, size_t *n,
		      struct error *err);

struct made {
	struct arena *a;
	const struct txnlog *log;
	const char *top;
	size_t n;
};

static int made_entry(void *payload, const struct tree_entry *e)
{
	struct made *m = payload;
	const char *path;
	size_t i;

	if (e->depth != 1)
		return 0;
	path = arena_printf(m->a, "%s/%s", m->top, e->rel);
	for (i = 0; i < m->log->nafters; i++)
		if (cstr_eq(m->log->afters[i].path, path) &&
		    (m->log->afters[i].identity ||
		     m->log->afters[i].state.type != PLAN_ABSENT))
			return 0;
	told(&m->n, path, "it is new");
	return 0;
}

static int check_made(struct arena *a, const struct txnlog *log,
		      const struct txn_after *f, size_t *n,
		      struct error *err)
{
	struct made m = { a, log, f->path, 0 };
	int rc = tree_walk(f->path, made_entry, &m, err);

	*n += m.n;
	return rc;
}

static enum plan_type type_of(enum tree_type t)
{
	switch (t) {
	case TREE_ABSENT:
		return PLAN_ABSENT;
	case TREE_FILE:
		return PLAN_FILE;
	case TREE_FOLDER:
		return PLAN_FOLDER;
	case TREE_LINK:
		return PLAN_SYMLINK;
	case TREE_OTHER:
		break;
	}
	return PLAN_OTHER;
}

static const char *look_differs(const struct txn_after *f,
				const struct tree_entry *e)
{
	enum plan_type type = type_of(e->type);

	if (f->identity)
		return (int64_t)e->st.st_ino == f->state.ino ? NULL :
		       e->type == TREE_ABSENT ? "it is gone" :
		       "another one is in its place";
	if (f->state.type == PLAN_ABSENT)
		return type == PLAN_ABSENT ? NULL : "it is there now";
	if (type == PLAN_ABSENT)
		return "it is gone";
	if (type != f->state.type)
		return "it is something else now";
	if (type == PLAN_SYMLINK)
		return cstr_eq(e->target, f->state.print) ? NULL
			: "it leads elsewhere";
	return (int)(e->st.st_mode & 07777) == f->state.mode ? NULL
		: "its mode was changed";
}

static int check_after(struct arena *a, const struct txnlog *log,
		       const struct txn_after *f, size_t *n,
		       struct error *err)
{
	const char *what;
	struct tree_entry e;

	if (tree_lstat(a, f->path, &e, err))
		return -1;
	what = look_differs(f, &e);
	if (!what && !f->identity && f->state.type == PLAN_FILE &&
	    f->state.print && check_file(f, &what, err))
		return -1;
	if (what) {
		told_kept(n, f->path, what, f->kept);
		return 0;
	}
	if (f->tree)
		return check_tree(a, log, f, n, err);
	return f->made ? check_made(a, log, f, n, err) : 0;
}

static int check_kept(struct arena *a, const struct txn_after *f, size_t *n,
		      struct error *err)
{
	struct tree_entry e;

	if (!f->kept)
		return 0;
	if (tree_lstat(a, f->kept, &e, err))
		return -1;
	if (e.type == TREE_ABSENT)
		told(n, f->kept, "the undo copy is gone");
	else if ((int64_t)e.st.st_ino != f->kept_ino)
		told(n, f->kept, "another one is in place of the undo copy");
	return 0;
}

/* Where something will go back to must be free. */
static int check_free(struct arena *a, const struct txnlog *log, size_t *n,
		      struct error *err)
{
	struct tree_entry e;
	size_t i, j;

	for (i = 0; i < log->nsteps; i++) {
		const struct step *s = &log->steps[i];
		bool ours = false;

		if (s->act != STEP_SHIFT && s->act != STEP_TAKE)
			continue;
		for (j = i + 1; j < log->nsteps; j++)
			ours = ours || (log->steps[j].act == STEP_PLACE &&
					cstr_eq(log->steps[j].live, s->live));
		if (ours)
			continue;
		if (tree_lstat(a, s->live, &e, err))
			return -1;
		if (e.type != TREE_ABSENT)
			told(n, s->live, "it is there now");
	}
	return 0;
}

/* ---- git's work trees ---- */

struct links {
	struct arena *a;
	const struct txnlog *log;
	const char *dir;	/* what is walked */
	const char *top;	/* what would move back */
	size_t n;
};

/* A file of one line; NULL: it is none that can be read. */
static const char *read_line(struct arena *a, const char *path)
{
	struct strbuf bytes = STRBUF_INIT;
	const char *line = NULL;
	struct str s;
	struct at at;

	if (at_open(&at, path, NULL))
		return NULL;
	bytes.max_bytes = 64 * 1024;
	if (!content_read(&at, &bytes, NULL)) {
		s = str_trim(strbuf_str(&bytes));
		line = arena_strndup(a, s.p, s.len);
	}
	strbuf_release(&bytes);
	at_close(&at);
	return line;
}

/* Does undo write it, as the plan did? */
static bool is_mended(const struct txnlog *log, const char *path)
{
	size_t i;

	for (i = 0; i < log->nafters; i++)
		if (!log->afters[i].identity &&
		    cstr_eq(log->afters[i].path, path))
			return true;
	return false;
}

/* worktrees/NAME/gitdir names a file that leads back there. */
static int link_entry(void *payload, const struct tree_entry *e)
{
	struct links *l = payload;
	const char *path = path_join(l->a, l->dir, e->rel);
	const char *dir = path_dir(l->a, path), *file, *to;

	if (e->type != TREE_FILE || !cstr_eq(path_base(path), "gitdir") ||
	    !cstr_eq(path_base(path_dir(l->a, dir)), "worktrees"))
		return 0;
	file = read_line(l->a, path);
	if (!file)
		return 0;
	file = path_clean(l->a, path_join(l->a, dir, file));
	to = read_line(l->a, file);
	if (!to || !cstr_starts(to, "gitdir: ") || is_mended(l->log, file))
		return 0;
	to += strlen("gitdir: ");
	/* From within to within, and by way of neither. */
	if (!path_is_abs(to) && path_under(l->top, file))
		return 0;
	if (cstr_eq(path_clean(l->a, path_join(l->a, path_dir(l->a, file),
					       to)), dir))
		told(&l->n, file, "a git work tree that came since, and would "
		     "lead nowhere: take it away first (git worktree "
		     "remove)");
	return 0;
}

/*
 * A repository that moves back leaves the work trees behind that it was given
 * in its new place.  (In one that was copied they are new files.)
 */
static int check_links(struct arena *a, const struct txnlog *log, size_t *n,
		       struct error *err)
{
	static const char *const dirs[] = { "worktrees", "modules" };
	struct links l = { .a = a, .log = log };
	struct tree_entry e;
	const char *now;
	size_t i;

	if (!log->git_dir)
		return 0;
	now = txnlog_now(a, log, 0, log->git_dir, TXN_CARRIED);
	for (i = 0; i < log->nsteps; i++)
		if (log->steps[i].act == STEP_SHIFT &&
		    path_under(log->steps[i].kept, now))
			l.top = log->steps[i].kept;
	for (i = 0; l.top && i < ARRAY_SIZE(dirs); i++) {
		l.dir = path_join(a, now, dirs[i]);
		if (tree_lstat(a, l.dir, &e, err) ||
		    (e.type == TREE_FOLDER &&
		     tree_walk(l.dir, link_entry, &l, err)))
			return -1;
	}
	*n += l.n;
	return 0;
}

int drift_check(struct arena *a, const struct txnlog *log, size_t *n,
		struct error *err)
{
	size_t i;

	*n = 0;
	for (i = 0; i < log->nafters; i++)
		if (!log->afters[i].keep &&
		    (check_after(a, log, &log->afters[i], n, err) ||
		     check_kept(a, &log->afters[i], n, err)))
			return -1;
	if (check_free(a, log, n, err) || check_links(a, log, n, err))
		return -1;
	if (*n > DRIFT_MAX)
		say_drift("…", arena_printf(a, "and %zu more",
					    *n - DRIFT_MAX), NULL);
	return 0;
}
