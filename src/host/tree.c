#include "config.h"

#include "host/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/strbuf.h"
#include "host/sha256.h"

/* One open folder a level: more than any tree that is still a project. */
#define DEPTH_MAX 4096
#define READ_BYTES ((size_t)128 * 1024)

static enum tree_type type_of(mode_t mode)
{
	if (S_ISREG(mode))
		return TREE_FILE;
	if (S_ISDIR(mode))
		return TREE_FOLDER;
	return S_ISLNK(mode) ? TREE_LINK : TREE_OTHER;
}

static struct {
	int (*fn)(void *payload, int64_t bytes);
	void *payload;
} watch;

void tree_watch(int (*fn)(void *payload, int64_t bytes), void *payload)
{
	watch.fn = fn;
	watch.payload = payload;
}

int tree_watched(int64_t bytes)
{
	return watch.fn ? watch.fn(watch.payload, bytes) : 0;
}

static int cancelled(struct error *err)
{
	(void)error_set(err, "it was cancelled");
	if (err)
		err->code = ECANCELED;
	return -1;
}

/* The target of the link `name`; the caller's. */
static char *read_link(int dirfd, const char *name, off_t size)
{
	size_t room = size > 0 ? (size_t)size + 1 : 256;
	char *target = NULL;
	ssize_t n;

	for (;;) {
		target = xrealloc(target, room + 1);
		n = readlinkat(dirfd, name, target, room);
		if (n < 0) {
			int code = errno;

			free(target);
			errno = code;
			return NULL;
		}
		if ((size_t)n < room)
			break;
		room *= 2;
	}
	target[n] = '\0';
	return target;
}

int tree_lstat(struct arena *a, const char *path, struct tree_entry *out,
	       struct error *err)
{
	char *target;

	memset(out, 0, sizeof(*out));
	out->rel = "";
	if (fstatat(AT_FDCWD, path, &out->st, AT_SYMLINK_NOFOLLOW) < 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return 0;
		error_origin(err, "%s", path);
		return error_errno(err, errno, "cannot look at %s", path);
	}
	out->type = type_of(out->st.st_mode);
	if (out->type != TREE_LINK)
		return 0;
	target = read_link(AT_FDCWD, path, out->st.st_size);
	if (!target) {
		error_origin(err, "%s", path);
		return error_errno(err, errno, "cannot read the link %s",
				   path);
	}
	out->target = arena_strdup(a, target);
	free(target);
	return 0;
}

/* ---- walking ---- */

struct walk {
	const char *top;
	struct strbuf rel;
	int (*fn)(void *payload, const struct tree_entry *e);
	void *payload;
	struct error *err;
};

static int fail(struct walk *w, const char *what)
{
	int code = errno;
	const char *slash = w->rel.len ? "/" : "";

	error_origin(w->err, "%s%s%s", w->top, slash, w->rel.buf);
	return error_errno(w->err, code, "cannot %s %s%s%s", what, w->top,
			   slash, w->rel.buf);
}

/* Names in the folder, sorted; the caller's. */
static int read_names(DIR *dir, char ***names, size_t *n)
{
	size_t alloc = 0;
	struct dirent *d;

	*names = NULL;
	*n = 0;
	for (;;) {
		errno = 0;
		d = readdir(dir);
		if (!d)
			break;
		if (!strcmp(d->d_name, ".") || !strcmp(d->d_name, ".."))
			continue;
		ALLOC_GROW(*names, *n + 1, alloc);
		(*names)[(*n)++] = xstrdup(d->d_name);
	}
	if (*n)
		qsort(*names, *n, sizeof(**names), cstr_order);
	return errno ? -1 : 0;
}

static int walk_entry(struct walk *w, int dirfd, const char *name, int depth);

static int walk_folder(struct walk *w, int dirfd, const char *name, int depth)
{
	size_t i, n = 0, len = w->rel.len;
	char **names = NULL;
	int fd, rc = 0;
	DIR *dir;

	if (depth >= DEPTH_MAX) {
		errno = ELOOP;
		return fail(w, "go deeper than 4096 folders into");
	}
	fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
		    O_CLOEXEC | O_NONBLOCK);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir) {
		rc = fail(w, "open");
		if (fd >= 0)
			(void)close(fd);
		return rc;
	}
	if (read_names(dir, &names, &n) < 0)
		rc = fail(w, "read");
	for (i = 0; i < n && !rc; i++) {
		if (len)
			strbuf_addch(&w->rel, '/');
		strbuf_addstr(&w->rel, names[i]);
		rc = walk_entry(w, fd, names[i], depth + 1);
		strbuf_setlen(&w->rel, len);
	}
	for (i = 0; i < n; i++)
		free(names[i]);
	free(names);
	(void)closedir(dir);
	return rc;
}

static int walk_entry(struct walk *w, int dirfd, const char *name, int depth)
{
	struct tree_entry e = { 0 };
	char *target = NULL;
	int rc;

	if (tree_watched(0))
		return cancelled(w->err);
	if (fstatat(dirfd, name, &e.st, AT_SYMLINK_NOFOLLOW) < 0)
		return fail(w, "look at");
	e.type = type_of(e.st.st_mode);
	if (e.type == TREE_LINK) {
		target = read_link(dirfd, name, e.st.st_size);
		if (!target)
			return fail(w, "read the link");
	}
	e.rel = w->rel.buf;
	e.target = target;
	e.depth = depth;
	rc = w->fn(w->payload, &e);
	free(target);
	if (!rc && e.type == TREE_FOLDER)
		rc = walk_folder(w, dirfd, name, depth);
	return rc;
}

int tree_walk(const char *path,
	      int (*fn)(void *payload, const struct tree_entry *e),
	      void *payload, struct error *err)
{
	struct walk w = { path, STRBUF_INIT, fn, payload, err };
	int rc;

	rc = walk_entry(&w, AT_FDCWD, path, 0);
	strbuf_release(&w.rel);
	return rc;
}

/* ---- prints ---- */

int tree_hash_file(const char *path, char out[TREE_PRINT_BYTES],
		   struct error *err)
{
	struct sha256 *sum;
	char *bytes;
	struct stat st;
	int fd, code = 0;
	bool stop = false;
	ssize_t n;

	out[0] = '\0';
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC |
		  O_NOCTTY);
	if (fd < 0) {
		code = errno;
		error_origin(err, "%s", path);
		return error_errno(err, code, "cannot open %s", path);
	}
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		(void)close(fd);
		error_origin(err, "%s", path);
		return error_set(err, "%s is not a regular file", path);
	}
	sum = sha256_start();
	bytes = xmalloc(READ_BYTES);
	while (!stop) {
		n = read(fd, bytes, READ_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		sha256_add(sum, bytes, (size_t)n);
		stop = tree_watched(n);
	}
	if (n < 0)
		code = errno;
	free(bytes);
	(void)close(fd);
	if (sha256_end(sum, out, err))
		return -1;
	if (stop)
		return cancelled(err);
	if (!code)
		return 0;
	error_origin(err, "%s", path);
	return error_errno(err, code, "cannot read %s", path);
}

static int64_t ns(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

struct printing {
	struct sha256 *sum;
	struct strbuf line;
	const char *const *skips;
	size_t nskips;
};

static bool is_skipped(const struct printing *p, const char *rel)
{
	size_t i, n;

	for (i = 0; i < p->nskips; i++) {
		n = strlen(p->skips[i]);
		if (!strncmp(rel, p->skips[i], n) && (!rel[n] || rel[n] == '/'))
			return true;
	}
	return false;
}

static int print_entry(void *payload, const struct tree_entry *e)
{
	struct printing *p = payload;
	bool folder = e->type == TREE_FOLDER, top = !e->depth;

	if (is_skipped(p, e->rel))
		return 0;
	strbuf_reset(&p->line);
	strbuf_addf(&p->line, "%d %o %" PRId64 " %" PRIu64 " %" PRId64
		    " %" PRId64 " ", (int)e->type,
		    (unsigned)(e->st.st_mode & 07777),
		    folder ? 0 : (int64_t)e->st.st_size,
		    (uint64_t)e->st.st_ino,
		    folder || top ? 0 : ns(&e->st.st_mtim),
		    folder || top ? 0 : ns(&e->st.st_ctim));
	/* With their NULs: no name and target can run into each other. */
	strbuf_add(&p->line, e->rel, strlen(e->rel) + 1);
	if (e->target)
		strbuf_add(&p->line, e->target, strlen(e->target) + 1);
	sha256_add(p->sum, p->line.buf, p->line.len);
	return 0;
}

int tree_print(const char *path, char out[TREE_PRINT_BYTES],
	       struct error *err)
{
	return tree_print_but(path, NULL, 0, out, err);
}

int tree_print_but(const char *path, const char *const *skips, size_t nskips,
		   char out[TREE_PRINT_BYTES], struct error *err)
{
	struct printing p = { sha256_start(), STRBUF_INIT, skips, nskips };
	int rc = tree_walk(path, print_entry, &p, err);

	strbuf_release(&p.line);
	return sha256_end(p.sum, out, err) || rc ? -1 : 0;
}

struct counting {
	int64_t nfiles, bytes;
};

static int count_entry(void *payload, const struct tree_entry *e)
{
	struct counting *c = payload;

	c->nfiles++;
	if (e->type == TREE_FILE)
		c->bytes += e->st.st_size;
	return 0;
}

int tree_count(const char *path, int64_t *nfiles, int64_t *bytes,
	       struct error *err)
{
	struct counting c = { 0, 0 };
	int rc = tree_walk(path, count_entry, &c, err);

	*nfiles = c.nfiles;
	*bytes = c.bytes;
	return rc;
}
