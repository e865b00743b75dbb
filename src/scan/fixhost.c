#include "config.h"

#include "scan/fixhost.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "host/fs.h"
#include "host/stage.h"
#include "host/tree.h"

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

void fixhost_init(struct fix_host *h)
{
	*h = (struct fix_host){
		read_file, state, list, walk, real, same_fs, can_write,
		undo_folder, (int)getuid(), look
	};
}
