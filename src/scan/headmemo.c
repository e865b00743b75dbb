#include "config.h"

#include "scan/headmemo.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "scan/gofile.h"

/* A file that changed less than so long before it was read may change again
 * and look the same. */
#define RACY_NS ((int64_t)2 * 1000 * 1000 * 1000)
#define FILE_ARENA_BYTES ((size_t)48 * 1024)

struct known {
	struct headmemo_file file;
	dev_t dev;
	ino_t ino;
	off_t size;
	int64_t mtime_ns, ctime_ns, read_ns;
};

/* Of one look. */
struct heads {
	struct arena arena;
	struct map files;	/* key -> struct known */
	struct map strings;	/* import paths, each once */
	char *system;
};

struct headmemo {
	pthread_mutex_t lock;	/* of the look that has it */
	pthread_mutex_t count;
	int nrefs;
	struct heads old, now;
	struct arena file_arena;
};

static void heads_release(struct heads *h)
{
	map_release(&h->files);
	map_release(&h->strings);
	arena_release(&h->arena);
	free(h->system);
	memset(h, 0, sizeof(*h));
}

struct headmemo *headmemo_new(void)
{
	struct headmemo *m = xcalloc(1, sizeof(*m));

	(void)pthread_mutex_init(&m->lock, NULL);
	(void)pthread_mutex_init(&m->count, NULL);
	m->nrefs = 1;
	return m;
}

struct headmemo *headmemo_hold(struct headmemo *m)
{
	(void)pthread_mutex_lock(&m->count);
	m->nrefs++;
	(void)pthread_mutex_unlock(&m->count);
	return m;
}

void headmemo_release(struct headmemo *m)
{
	bool last;

	if (!m)
		return;
	(void)pthread_mutex_lock(&m->count);
	last = !--m->nrefs;
	(void)pthread_mutex_unlock(&m->count);
	if (!last)
		return;
	heads_release(&m->old);
	heads_release(&m->now);
	arena_release(&m->file_arena);
	(void)pthread_mutex_destroy(&m->lock);
	(void)pthread_mutex_destroy(&m->count);
	free(m);
}

void headmemo_begin(struct headmemo *m, const char *system)
{
	(void)pthread_mutex_lock(&m->lock);
	m->now.system = xstrdup(system);
	if (!cstr_eq(m->old.system, system))
		heads_release(&m->old);
}

void headmemo_end(struct headmemo *m, bool whole)
{
	if (whole) {
		heads_release(&m->old);
		m->old = m->now;
		memset(&m->now, 0, sizeof(m->now));
	}
	heads_release(&m->now);
	arena_release(&m->file_arena);
	(void)pthread_mutex_unlock(&m->lock);
}

static int64_t ns_of(struct timespec t)
{
	return (int64_t)t.tv_sec * 1000 * 1000 * 1000 + t.tv_nsec;
}

static bool is_same(const struct known *k, const struct stat *st)
{
	return k->dev == st->st_dev && k->ino == st->st_ino &&
	       k->size == st->st_size && k->mtime_ns == ns_of(st->st_mtim) &&
	       k->ctime_ns == ns_of(st->st_ctim) &&
	       k->ctime_ns + RACY_NS < k->read_ns;
}

static const char *shared(struct heads *h, const char *s)
{
	const char *known = map_get(&h->strings, s);

	if (!known) {
		char *copy = arena_strdup(&h->arena, s);

		map_put(&h->strings, s, copy);
		known = copy;
	}
	return known;
}

static void take_imports(struct heads *h, struct known *k,
			 const struct goimport *imports, size_t n)
{
	struct headmemo_import *list;
	size_t i;

	list = arena_alloc(&h->arena, mem_mul(n + 1, sizeof(*list)));
	for (i = 0; i < n; i++) {
		list[i].path = shared(h, imports[i].path);
		list[i].line = imports[i].line;
	}
	k->file.imports = list;
	k->file.n = n;
}

static void read_head(struct headmemo *m, struct known *k, int root_fd,
		      const char *path, struct strbuf *bytes,
		      const struct buildtag_target *t)
{
	struct gofile_head head;
	struct timespec now;

	memset(&head, 0, sizeof(head));
	(void)clock_gettime(CLOCK_REALTIME, &now);
	k->read_ns = ns_of(now);
	if (m->file_arena.used_bytes > FILE_ARENA_BYTES)
		arena_release(&m->file_arena);
	if (gofile_read(&m->file_arena, root_fd, path, bytes, &head) &&
	    gofile_builds(path, &head, t))
		take_imports(&m->now, k, head.imports, head.nimports);
}

/* The same, and in the arena of this look. */
static void keep(struct headmemo *m, struct known *k, const struct known *old)
{
	struct headmemo_import *list;
	size_t i;

	*k = *old;
	list = arena_alloc(&m->now.arena, mem_mul(k->file.n + 1,
						  sizeof(*list)));
	for (i = 0; i < k->file.n; i++) {
		list[i].path = shared(&m->now, old->file.imports[i].path);
		list[i].line = old->file.imports[i].line;
	}
	k->file.imports = list;
}

const struct headmemo_file *headmemo_read(struct headmemo *m, int root_fd,
					  const char *path, const char *key,
					  struct strbuf *bytes,
					  const struct buildtag_target *t)
{
	const struct known *old = map_get(&m->old.files, key);
	struct known *k = ARENA_NEW(&m->now.arena, struct known);
	struct stat st;

	if (fstatat(root_fd, path, &st, 0))
		return &k->file;
	if (old && is_same(old, &st)) {
		keep(m, k, old);
	} else {
		k->dev = st.st_dev;
		k->ino = st.st_ino;
		k->size = st.st_size;
		k->mtime_ns = ns_of(st.st_mtim);
		k->ctime_ns = ns_of(st.st_ctim);
		read_head(m, k, root_fd, path, bytes, t);
	}
	map_put(&m->now.files, key, k);
	return &k->file;
}
