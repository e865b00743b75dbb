#include "config.h"

#include "scan/pristine.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "fmt/zipdir.h"
#include "host/fs.h"

#define RUNTIME "src/runtime/"
/* So many differences are named, and the others counted. */
#define NAMED 8
/* The largest file of src/runtime has 300 kB. */
#define SOURCE_MAX_BYTES ((size_t)4 * 1024 * 1024)

struct work {
	struct arena *a;
	struct goroot_state *g;
	int dir;		/* of the tree */
	struct map runtime;	/* names that the archive has there */
	struct strbuf bytes;
};

static void differs(struct work *w, const char *file, const char *text)
{
	struct goroot_difference *d;

	w->g->ndiffering++;
	if (w->g->ndiffers >= NAMED)
		return;
	d = ARENA_PUSH(w->a, w->g->differs, w->g->ndiffers);
	d->file = file;
	d->text = text;
}

static bool is_source(struct str name)
{
	return (str_ends(name, ".go") && !str_ends(name, "_test.go")) ||
	       str_ends(name, ".s") || str_ends(name, ".h");
}

/* "fmt/print.go", "net/http/server.go": a scan has no time for all of them. */
static bool is_looked_at(struct str name)
{
	size_t at = str_find(name, '/');

	if (str_starts(name, "net/http/"))
		at = strlen("net/http");
	return at < name.len && !str_starts(name, "..") &&
	       str_find(str_sub(name, at + 1, name.len - at - 1), '/') ==
		name.len - at - 1;
}

static void compare(void *payload, const struct zipdir_file *f)
{
	struct work *w = payload;
	struct str name = f->name;
	size_t at = str_find(name, '@');
	bool in_runtime;
	struct stat st;
	const char *file;
	uint32_t crc;

	/* golang.org/toolchain@v0.0.1-go1.24.4.linux-amd64/src/… */
	name = str_sub(name, at, name.len - at);
	at = str_find(name, '/') + 1;
	if (at >= name.len)
		return;
	name = str_sub(name, at, name.len - at);
	if (!str_starts(name, "src/") || !is_source(name) ||
	    !is_looked_at(str_sub(name, 4, name.len - 4)))
		return;
	file = arena_strndup(w->a, name.p, name.len);
	in_runtime = cstr_starts(file, RUNTIME) &&
		     !strchr(file + strlen(RUNTIME), '/');
	if (in_runtime)
		map_put(&w->runtime, file + strlen(RUNTIME), w);
	w->g->ncompared++;
	if (fstatat(w->dir, file, &st, 0)) {
		differs(w, file, "not there");
		return;
	}
	if (!S_ISREG(st.st_mode) || st.st_size != (off_t)f->size) {
		differs(w, file, arena_printf(w->a, "%lld bytes; %lu in the "
			"archive", (long long)st.st_size,
			(unsigned long)f->size));
		return;
	}
	if (!in_runtime)
		return;
	strbuf_reset(&w->bytes);
	/* What may not be read is not said to differ. */
	if (fs_read(path_join(w->a, w->g->dir, file), SOURCE_MAX_BYTES,
		    &w->bytes, NULL))
		return;
	crc = zipdir_crc(strbuf_str(&w->bytes));
	if (crc != f->crc)
		differs(w, file, arena_printf(w->a, "CRC-32 %08lx; %08lx in "
			"the archive", (unsigned long)crc,
			(unsigned long)f->crc));
}

/* Files that the release does not have: go would compile them. */
static void find_added(struct work *w)
{
	const char *path = path_join(w->a, w->g->dir, RUNTIME);
	DIR *d = opendir(path);
	struct dirent *e;
	const char **names = NULL;
	size_t n = 0, i;

	while (d && (e = readdir(d)))
		if (is_source(str_from(e->d_name)) &&
		    e->d_name[0] != '.' && e->d_name[0] != '_' &&
		    !map_has(&w->runtime, e->d_name))
			*ARENA_PUSH(w->a, names, n) =
				arena_strdup(w->a, e->d_name);
	if (d)
		(void)closedir(d);
	if (n)
		qsort(names, n, sizeof(*names), cstr_order);
	for (i = 0; i < n; i++)
		differs(w, arena_printf(w->a, RUNTIME "%s", names[i]),
			"not in the archive");
}

/* False where the zip cannot be read. */
static bool compare_with(struct arena *a, const char *zip,
			 struct goroot_state *g)
{
	struct work w = { .a = a, .g = g, .bytes = STRBUF_INIT };
	struct strbuf tail = STRBUF_INIT;
	uint64_t offset;
	bool ok = false;

	w.dir = -1;
	if (!fs_read_tail(zip, ZIPDIR_MAX_BYTES, &tail, &offset, NULL))
		w.dir = open(g->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (w.dir >= 0) {
		ok = zipdir_read(strbuf_str(&tail), offset, compare, &w) &&
		     w.runtime.n;
		if (ok)
			find_added(&w);
		(void)close(w.dir);
	}
	map_release(&w.runtime);
	strbuf_release(&w.bytes);
	strbuf_release(&tail);
	return ok;
}

/*
 * Four shells of one machine answer within a second, and mostly have one
 * GOROOT: what was seen a moment ago is not looked at again for each.
 */
#define FRESH_SECONDS 2
static struct {
	struct arena arena;
	const char *zip;
	time_t at;
	bool ok;
	struct goroot_state g;
} last;

static bool is_fresh(const char *zip, const char *dir, time_t now)
{
	return cstr_eq(last.zip, zip) && cstr_eq(last.g.dir, dir) &&
	       now >= last.at && now - last.at < FRESH_SECONDS;
}

void pristine_compare(struct arena *a, const char *zip,
		      struct goroot_state *g)
{
	struct timespec now = { 0, 0 };
	size_t i;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	if (!is_fresh(zip, g->dir, now.tv_sec)) {
		arena_release(&last.arena);
		memset(&last, 0, sizeof(last));
		last.zip = arena_strdup(&last.arena, zip);
		last.g.dir = arena_strdup(&last.arena, g->dir);
		last.ok = compare_with(&last.arena, zip, &last.g);
		last.at = now.tv_sec;
	}
	if (!last.ok)
		return;
	g->archive = zip;
	g->ncompared = last.g.ncompared;
	g->ndiffering = last.g.ndiffering;
	for (i = 0; i < last.g.ndiffers; i++) {
		struct goroot_difference *d = ARENA_PUSH(a, g->differs,
							 g->ndiffers);

		d->file = arena_strdup(a, last.g.differs[i].file);
		d->text = arena_strdup(a, last.g.differs[i].text);
	}
}
