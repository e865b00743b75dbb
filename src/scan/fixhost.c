#include "config.h"

#include "scan/fixhost.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "fmt/yaml.h"
#include "host/fs.h"
#include "host/sha256.h"
#include "host/stage.h"
#include "host/tree.h"
#include "scan/modversion.h"

/* A file that a fix reads whole: a go.sum, a vendored data file. */
#define READ_MAX_BYTES STRBUF_MAX_BYTES

static int read_file(struct fix_host *h, const char *path, struct strbuf *out,
		     struct error *err)
{
	(void)h;
	return fs_read(path, READ_MAX_BYTES, out, err);
}

static int64_t stamp_ns(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

static void from_entry(struct arena *a, const struct tree_entry *e,
		       struct plan_state *out)
{
	static const enum plan_type types[] = {
		[TREE_ABSENT] = PLAN_ABSENT, [TREE_FILE] = PLAN_FILE,
		[TREE_FOLDER] = PLAN_FOLDER, [TREE_LINK] = PLAN_SYMLINK,
		[TREE_OTHER] = PLAN_OTHER,
	};

	memset(out, 0, sizeof(*out));
	out->type = types[e->type];
	if (e->type == TREE_ABSENT)
		return;
	out->mode = (int)(e->st.st_mode & 07777);
	out->size = e->type == TREE_FILE ? (int64_t)e->st.st_size : 0;
	out->dev = (int64_t)e->st.st_dev;
	out->ino = (int64_t)e->st.st_ino;
#if defined(__APPLE__)
	out->mtime_ns = stamp_ns(&e->st.st_mtimespec);
	out->ctime_ns = stamp_ns(&e->st.st_ctimespec);
#else
	out->mtime_ns = stamp_ns(&e->st.st_mtim);
	out->ctime_ns = stamp_ns(&e->st.st_ctim);
#endif
	out->nlink = (int)e->st.st_nlink;
	if (e->type == TREE_LINK)
		out->print = arena_strdup(a, e->target);
}

static int state(struct fix_host *h, struct arena *a, const char *path,
		 bool whole, struct plan_state *out, struct error *err)
{
	char print[TREE_PRINT_BYTES];
	struct tree_entry e;

	(void)h;
	if (tree_lstat(a, path, &e, err))
		return -1;
	from_entry(a, &e, out);
	if (out->type == PLAN_FILE) {
		if (tree_hash_file(path, print, err))
			return -1;
		out->print = arena_strdup(a, print);
	} else if (out->type == PLAN_FOLDER && whole) {
		if (tree_print(path, print, err))
			return -1;
		out->print = arena_strdup(a, print);
	}
	return 0;
}

static int look(struct fix_host *h, struct arena *a, const char *path,
		struct plan_state *out)
{
	struct tree_entry e;

	(void)h;
	if (tree_lstat(a, path, &e, NULL))
		return -1;
	from_entry(a, &e, out);
	return 0;
}

static int list(struct fix_host *h, struct arena *a, const char *path,
		const char ***names, size_t *n, struct error *err)
{
	const struct dirent *d;
	DIR *dir = opendir(path);

	(void)h;
	*names = NULL;
	*n = 0;
	if (!dir)
		return error_errno(err, errno, "cannot read the folder %s",
				   path);
	while ((d = readdir(dir)))
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			*ARENA_PUSH(a, *names, *n) = arena_strdup(a, d->d_name);
	(void)closedir(dir);
	if (*n)
		qsort(*names, *n, sizeof(**names), cstr_order);
	return 0;
}

struct walking {
	int (*fn)(void *payload, const char *rel, const struct plan_state *s);
	void *payload;
};

static int walk_entry(void *payload, const struct tree_entry *e)
{
	struct walking *w = payload;
	struct arena a = ARENA_INIT;
	struct plan_state s;
	int rc = 0;

	if (*e->rel) {
		from_entry(&a, e, &s);
		rc = w->fn(w->payload, e->rel, &s);
	}
	arena_release(&a);
	return rc;
}

static int walk(struct fix_host *h, const char *path,
		int (*fn)(void *payload, const char *rel,
			  const struct plan_state *s),
		void *payload, struct error *err)
{
	struct walking w = { fn, payload };

	(void)h;
	return tree_walk(path, walk_entry, &w, err);
}

static const char *real(struct fix_host *h, struct arena *a, const char *path)
{
	char *found = realpath(path, NULL);
	const char *kept = arena_strdup(a, found);

	(void)h;
	free(found);
	return kept;
}

static bool same_fs(struct fix_host *h, const char *one, const char *two)
{
	struct arena a = ARENA_INIT;
	bool same;

	(void)h;
	one = stage_existing(&a, one, NULL);
	two = stage_existing(&a, two, NULL);
	same = one && two && stage_same_mount(one, two, NULL) > 0;
	arena_release(&a);
	return same;
}

static bool can_write(struct fix_host *h, const char *path)
{
	struct arena a = ARENA_INIT;
	bool ok;

	(void)h;
	while (!(ok = !access(path, W_OK)) && errno == ENOENT &&
	       strcmp(path, "/") != 0)
		path = path_dir(&a, path);
	arena_release(&a);
	return ok;
}

static int undo_folder(struct fix_host *h, struct arena *a, const char *path,
		       const char *git_dir, const char *not_below,
		       const char **beside, struct error *err)
{
	const char *base;
	bool is_beside;

	(void)h;
	base = stage_base(a, path, git_dir, not_below, &is_beside, err);
	*beside = base && is_beside ? base : NULL;
	return base ? 0 : -1;
}

/* ---- thousands of files ---- */

static int open_dir(struct fix_host *h, const char *path)
{
	(void)h;
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static void close_dir(struct fix_host *h, int dir)
{
	(void)h;
	(void)close(dir);
}

static enum plan_type mode_type(mode_t mode)
{
	if (S_ISREG(mode))
		return PLAN_FILE;
	if (S_ISDIR(mode))
		return PLAN_FOLDER;
	return S_ISLNK(mode) ? PLAN_SYMLINK : PLAN_OTHER;
}

static enum plan_type entry_type(int dir, const struct dirent *d)
{
	struct stat st;

#ifdef DT_UNKNOWN
	switch (d->d_type) {
	case DT_REG:
		return PLAN_FILE;
	case DT_DIR:
		return PLAN_FOLDER;
	case DT_LNK:
		return PLAN_SYMLINK;
	case DT_UNKNOWN:
		break;
	default:
		return PLAN_OTHER;
	}
#endif
	if (fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW))
		return PLAN_OTHER;
	return mode_type(st.st_mode);
}

static int list_dir(struct fix_host *h, int dir, struct arena *a,
		    struct fix_entry **out, size_t *n)
{
	int again = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = again < 0 ? NULL : fdopendir(again);
	const struct dirent *e;
	int code;

	(void)h;
	*out = NULL;
	*n = 0;
	if (!d) {
		code = errno;
		if (again >= 0)
			(void)close(again);
		return -code;
	}
	for (errno = 0; (e = readdir(d)); errno = 0) {
		struct fix_entry *to;

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		to = ARENA_PUSH(a, *out, *n);
		to->name = arena_strdup(a, e->d_name);
		to->type = entry_type(dir, e);
	}
	code = errno;
	(void)closedir(d);
	return -code;
}

static int read_at(struct fix_host *h, int dir, const char *name, size_t max,
		   struct strbuf *out, int *mode)
{
	struct stat st;
	ssize_t n = 0;
	size_t want;
	int fd, code = 0;

	(void)h;
	fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY |
		    O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) < 0) {
		code = errno;
	} else if (!S_ISREG(st.st_mode)) {
		code = EINVAL;
	} else if ((uintmax_t)st.st_size > READ_MAX_BYTES) {
		code = EFBIG;
	} else {
		*mode = (int)(st.st_mode & 07777);
		want = (size_t)st.st_size;
		if (max && max < want)
			want = max;
		while (want) {
			n = read(fd, strbuf_room(out, want), want);
			if (n < 0 && errno == EINTR)
				continue;
			if (n <= 0)
				break;
			strbuf_advance(out, (size_t)n);
			want -= (size_t)n;
		}
		code = n < 0 ? errno : want ? EIO : 0;
	}
	(void)close(fd);
	return -code;
}

struct sharing {
	void (*fn)(void *payload, size_t i, int thread);
	void *payload;
	size_t n;
	atomic_size_t next;
};

struct share {
	struct sharing *of;
	int thread;
	pthread_t id;
	bool started;
};

static void *do_share(void *arg)
{
	struct share *s = arg;
	size_t i;

	while ((i = atomic_fetch_add(&s->of->next, 1)) < s->of->n)
		s->of->fn(s->of->payload, i, s->thread);
	return NULL;
}

static void each(struct fix_host *h, size_t n,
		 void (*fn)(void *payload, size_t i, int thread),
		 void *payload)
{
	struct sharing all = { .fn = fn, .payload = payload, .n = n };
	struct share shares[FIX_THREADS];
	int i;

	(void)h;
	memset(shares, 0, sizeof(shares));
	for (i = 0; i < FIX_THREADS; i++) {
		shares[i].of = &all;
		shares[i].thread = i;
	}
	/* A thread costs more than a few files. */
	for (i = 1; i < FIX_THREADS && n > 4; i++)
		shares[i].started = !pthread_create(&shares[i].id, NULL,
						    do_share, &shares[i]);
	(void)do_share(&shares[0]);
	for (i = 1; i < FIX_THREADS; i++)
		if (shares[i].started)
			(void)pthread_join(shares[i].id, NULL);
}

static int sha256(struct fix_host *h, struct str bytes, unsigned char out[32])
{
	char hex[SHA256_HEX_BYTES], two[3] = { 0 };
	int i;

	(void)h;
	if (sha256_of(bytes, hex, NULL))
		return -1;
	for (i = 0; i < 32; i++) {
		memcpy(two, hex + (size_t)2 * (size_t)i, 2);
		out[i] = (unsigned char)strtoul(two, NULL, 16);
	}
	return 0;
}

static int version(struct fix_host *h, struct arena *a, const char *clone,
		   const char *root, const char *path, const char *rev,
		   const char **out, struct error *err)
{
	struct gitrev *g = gitrev_open(clone, err);
	struct modversion v;
	int rc = -1;

	(void)h;
	if (g)
		rc = modversion_of(a, g, root, path, rev, &v, err);
	gitrev_close(g);
	*out = rc ? NULL : v.version;
	return rc;
}

/* A fix asks again and again for the one file of its plan, and the history is
 * long: what was last told is kept, for the one look that this process is. */
static int changed(struct fix_host *h, const char *repo, const char *path,
		   int64_t *time, struct error *err)
{
	static char *kept_repo, *kept_path;
	static int64_t kept_time;
	struct gitrev *g;
	int rc;

	(void)h;
	if (cstr_eq(kept_repo, repo) && cstr_eq(kept_path, path)) {
		*time = kept_time;
		return 0;
	}
	g = gitrev_open(repo, err);
	rc = g ? gitrev_changed(g, path, time, err) : -1;
	gitrev_close(g);
	if (rc)
		return rc;
	free(kept_repo);
	free(kept_path);
	kept_repo = xstrdup(repo);
	kept_path = xstrdup(path);
	kept_time = *time;
	return 0;
}

static int yaml(struct fix_host *h, struct arena *a, struct str bytes,
		const char *file, struct yaml *out, struct error *err)
{
	(void)h;
	return yaml_parse(a, bytes, file, NULL, out, err);
}

void fixhost_init(struct fix_host *h)
{
	mode_t mask = umask(022);

	(void)umask(mask);
	*h = (struct fix_host){
		.read = read_file, .state = state, .list = list, .walk = walk,
		.real = real, .same_fs = same_fs, .can_write = can_write,
		.undo_folder = undo_folder, .uid = (int)getuid(),
		.look = look, .open_dir = open_dir, .close_dir = close_dir,
		.list_dir = list_dir, .read_at = read_at, .each = each,
		.sha256 = sha256, .version = version,
		.changed = changed, .yaml = yaml,
		.umask = (int)mask
	};
}
