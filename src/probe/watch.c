#include "config.h"

#include "probe/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/path.h"

#define POLL_MS 1000
/* So many at once, then the loop has its turn. */
#define PLACE_BATCH 300
/* Folders watched one by one; the kernel's usual limit is 8192 a user. */
#define MAX_NOTICES 7000

/* Enough of a file to see that it is another one. */
struct look {
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec mtime, ctime;
	bool there;
};

/* A folder of the list. */
struct entry {
	struct watch *watch;
	char *dir;
	bool all;		/* every entry, not only some files */
	bool kept;		/* of the new list as well */
	bool tried;		/* a notice was placed, or could not be */
	char **files;		/* names; for !all */
	size_t nfiles, files_alloc;
	/* What the notice is on: dir, or the nearest folder above it. */
	char *actual;
	dev_t dev;
	ino_t ino;
	struct loop_watch *notice;
	struct look look;	/* for polling: the folder */
	struct look *looks;	/* and its files */
};

struct watch {
	struct loop *loop;
	void (*fn)(void *payload, const char *dir, const char *name);
	void *payload;
	struct map entries;	/* dir -> struct entry */
	struct loop_timer *poll, *placing;
	size_t nnotices;
	bool polling;
};

static struct look look_at(const char *path)
{
	struct look l;
	struct stat st;

	memset(&l, 0, sizeof(l));
	if (stat(path, &st))
		return l;
	l.there = true;
	l.dev = st.st_dev;
	l.ino = st.st_ino;
	l.size = st.st_size;
	l.mtime = st.st_mtim;
	l.ctime = st.st_ctim;
	return l;
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool same_look(const struct look *a, const struct look *b)
{
	return a->there == b->there && a->dev == b->dev && a->ino == b->ino &&
	       a->size == b->size && same_time(a->mtime, b->mtime) &&
	       same_time(a->ctime, b->ctime);
}

static void stop_notice(struct entry *e)
{
	if (!e->notice)
		return;
	loop_watch_stop(e->notice);
	e->notice = NULL;
	e->watch->nnotices--;
}

static void entry_free(struct entry *e)
{
	size_t i;

	stop_notice(e);
	for (i = 0; i < e->nfiles; i++)
		free(e->files[i]);
	free(e->files);
	free(e->looks);
	free(e->actual);
	free(e->dir);
	free(e);
}

static bool is_there(const struct entry *e)
{
	return e->actual && !strcmp(e->actual, e->dir);
}

static void on_notice(void *payload, const char *name);
static void begin_polling(struct watch *w);

/* Put the notice on the folder or the nearest one above it that exists. */
static void place_notice(struct entry *e)
{
	struct arena a = ARENA_INIT;
	const char *dir = e->dir;
	struct watch *w = e->watch;
	struct stat st;

	stop_notice(e);
	while (stat(dir, &st) || !S_ISDIR(st.st_mode)) {
		if (!strcmp(dir, "/") || !strcmp(dir, "."))
			break;
		dir = path_dir(&a, dir);
	}
	free(e->actual);
	e->actual = xstrdup(dir);
	e->dev = st.st_dev;
	e->ino = st.st_ino;
	if (w->nnotices < MAX_NOTICES)
		e->notice = loop_watch(w->loop, e->actual, on_notice, e, NULL);
	if (e->notice)
		w->nnotices++;
	else
		begin_polling(w);
	arena_release(&a);
}

/* Is the notice still on what now has the folder's name?  True: it moved. */
static bool follow(struct entry *e)
{
	struct stat st;

	if (!e->notice)
		return false;
	if (!stat(e->dir, &st) && S_ISDIR(st.st_mode)) {
		if (is_there(e) && st.st_dev == e->dev && st.st_ino == e->ino)
			return false;
	} else if (!is_there(e) && !stat(e->actual, &st) &&
		   st.st_dev == e->dev && st.st_ino == e->ino) {
		/* Perhaps one step nearer, but not there yet. */
		struct arena a = ARENA_INIT;
		const char *down = e->dir, *up;
		bool nearer;

		while (strcmp(up = path_dir(&a, down), e->actual) &&
		       strcmp(up, "/"))
			down = up;
		nearer = !stat(down, &st) && S_ISDIR(st.st_mode);
		arena_release(&a);
		if (!nearer)
			return false;
	}
	place_notice(e);
	return true;
}

static bool names_file(const struct entry *e, const char *name)
{
	size_t i;

	for (i = 0; i < e->nfiles; i++)
		if (!strcmp(e->files[i], name))
			return true;
	return false;
}

/* Those below dir/name may have come, gone, or become others. */
static void follow_below(struct watch *w, const char *dir, const char *name)
{
	struct arena a = ARENA_INIT;
	const char *path = name ? path_join(&a, dir, name) : dir;
	size_t i;

	for (i = 0; i < w->entries.n; i++) {
		struct entry *e = w->entries.entries[i].value;

		if (path_under(path, e->dir) && strcmp(e->dir, dir) &&
		    follow(e))
			w->fn(w->payload, e->dir, NULL);
	}
	arena_release(&a);
}

static void on_notice(void *payload, const char *name)
{
	struct entry *e = payload;
	struct watch *w = e->watch;
	bool was_there = is_there(e), moved = follow(e);

	if (moved || (was_there && !name)) {
		w->fn(w->payload, e->dir, NULL);
		if (e->all)
			follow_below(w, e->dir, NULL);
		return;
	}
	if (!was_there)
		return;
	if (e->all || names_file(e, name))
		w->fn(w->payload, e->dir, name);
	if (e->all)
		follow_below(w, e->dir, name);
}

/* Polling */

static bool look_again(struct entry *e)
{
	struct arena a = ARENA_INIT;
	struct look now = look_at(e->dir);
	bool differs = false;
	size_t i;

	if (e->all && !same_look(&now, &e->look))
		differs = true;
	e->look = now;
	for (i = 0; i < e->nfiles; i++) {
		now = look_at(path_join(&a, e->dir, e->files[i]));
		if (!same_look(&now, &e->looks[i]))
			differs = true;
		e->looks[i] = now;
	}
	arena_release(&a);
	return differs;
}

static void on_poll(void *payload)
{
	struct watch *w = payload;
	size_t i;

	for (i = 0; i < w->entries.n; i++) {
		struct entry *e = w->entries.entries[i].value;

		if (look_again(e))
			w->fn(w->payload, e->dir, NULL);
	}
}

static void begin_polling(struct watch *w)
{
	size_t i;

	if (w->polling)
		return;
	w->polling = true;
	for (i = 0; i < w->entries.n; i++)
		(void)look_again(w->entries.entries[i].value);
	w->poll = loop_timer(w->loop, POLL_MS, POLL_MS, on_poll, w);
}

static void end_polling(struct watch *w)
{
	w->polling = false;
	loop_timer_stop(w->poll);
	w->poll = NULL;
}

/* The list */

struct watch *watch_new(struct loop *l,
			void (*fn)(void *payload, const char *dir,
				   const char *name),
			void *payload)
{
	struct watch *w = xcalloc(1, sizeof(*w));

	w->loop = l;
	w->fn = fn;
	w->payload = payload;
	return w;
}

static void drop_entries(struct watch *w, bool kept_too)
{
	struct map left = MAP_INIT;
	size_t i;

	for (i = 0; i < w->entries.n; i++) {
		struct entry *e = w->entries.entries[i].value;

		if (e->kept && !kept_too)
			map_put(&left, e->dir, e);
		else
			entry_free(e);
	}
	map_release(&w->entries);
	w->entries = left;
}

void watch_free(struct watch *w)
{
	if (!w)
		return;
	loop_timer_stop(w->placing);
	end_polling(w);
	drop_entries(w, true);
	free(w);
}

static struct entry *want(struct watch *w, const char *dir)
{
	struct entry *e = map_get(&w->entries, dir);

	if (!e) {
		e = xcalloc(1, sizeof(*e));
		e->watch = w;
		e->dir = xstrdup(dir);
		map_put(&w->entries, dir, e);
	}
	e->kept = true;
	return e;
}

static void want_file(struct watch *w, const char *file)
{
	struct arena a = ARENA_INIT;
	struct entry *e = want(w, path_dir(&a, file));

	if (!names_file(e, path_base(file))) {
		ALLOC_GROW(e->files, e->nfiles + 1, e->files_alloc);
		e->files[e->nfiles++] = xstrdup(path_base(file));
	}
	arena_release(&a);
}

static void place_some(void *payload)
{
	struct watch *w = payload;
	size_t i, n = 0;

	w->placing = NULL;
	for (i = 0; i < w->entries.n && n < PLACE_BATCH; i++) {
		struct entry *e = w->entries.entries[i].value;

		if (e->notice || e->tried)
			continue;
		e->tried = true;
		place_notice(e);
		n++;
	}
	if (n == PLACE_BATCH)
		w->placing = loop_timer(w->loop, 1, 0, place_some, w);
}

void watch_set(struct watch *w, const char *const *dirs, size_t ndirs,
	       const char *const *files, size_t nfiles, bool poll)
{
	size_t i, k;

	for (i = 0; i < w->entries.n; i++) {
		struct entry *e = w->entries.entries[i].value;

		e->kept = e->all = e->tried = false;
		for (k = 0; k < e->nfiles; k++)
			free(e->files[k]);
		e->nfiles = 0;
	}
	for (i = 0; i < ndirs; i++)
		want(w, dirs[i])->all = true;
	for (i = 0; i < nfiles; i++) {
		char *real = realpath(files[i], NULL);

		want_file(w, files[i]);
		if (real && strcmp(real, files[i]))
			want_file(w, real);
		free(real);
	}
	drop_entries(w, false);
	for (i = 0; i < w->entries.n; i++) {
		struct entry *e = w->entries.entries[i].value;

		e->looks = xrealloc(e->looks, mem_mul(e->nfiles + 1,
						      sizeof(*e->looks)));
		memset(e->looks, 0, (e->nfiles + 1) * sizeof(*e->looks));
	}
	end_polling(w);
	loop_timer_stop(w->placing);
	w->placing = NULL;
	if (poll) {
		for (i = 0; i < w->entries.n; i++)
			stop_notice(w->entries.entries[i].value);
		begin_polling(w);
		return;
	}
	place_some(w);
}

bool watch_has(const struct watch *w, const char *dir)
{
	const struct entry *e = map_get(&w->entries, dir);

	return e && e->all;
}

bool watch_polls(const struct watch *w)
{
	return w->polling;
}
