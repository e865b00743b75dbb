#include "config.h"

#include "scan/logapi.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"
#include "host/fs.h"

#define API_MAX_BYTES ((size_t)8 * 1024 * 1024)
#define MINOR_MAX 60

static bool is_name(const char *s)
{
	return !cstr_empty(s) &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == strlen(s);
}

/* "pkg net/http, func Get(…" for the package name "http". */
static bool line_has(struct str line, const char *pkg, const char *name)
{
	struct str path, kind, rest = line;
	size_t n = strlen(name), slash;

	if (!str_starts(line, "pkg "))
		return false;
	rest = str_sub(line, 4, line.len - 4);
	if (!str_cut(&rest, ',', &path) || !rest.p)
		return false;
	/* "syscall (linux-amd64)" */
	path.len = str_find(path, ' ');
	slash = str_find_last(path, '/');
	if (slash < path.len)
		path = str_sub(path, slash + 1, path.len - slash - 1);
	if (!str_is(path, pkg) || !str_word(&rest, &kind))
		return false;
	if (!str_is(kind, "func") && !str_is(kind, "type") &&
	    !str_is(kind, "var") && !str_is(kind, "const"))
		return false;
	rest = str_trim(rest);
	return rest.len >= n && !memcmp(rest.p, name, n) &&
	       (rest.len == n || !strchr("abcdefghijklmnopqrstuvwxyz"
					 "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					 "0123456789_", rest.p[n]));
}

static bool file_has(const char *file, const char *pkg, const char *name)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest, line;
	bool hit = false;

	if (!fs_read(file, API_MAX_BYTES, &sb, NULL)) {
		rest = strbuf_str(&sb);
		/* Seven megabytes in all: most files have no such word. */
		if (str_search(rest, name) == rest.len)
			rest = STR_NONE;
		while (!hit && str_line(&rest, &line))
			hit = line_has(line, pkg, name);
	}
	strbuf_release(&sb);
	return hit;
}

/* "1.23": the first release that has it, by that GOROOT; NULL: none. */
static const char *since(struct arena *a, const char *goroot, const char *pkg,
			 const char *name)
{
	int i;

	if (cstr_empty(goroot))
		return NULL;
	if (file_has(path_join(a, goroot, "api/go1.txt"), pkg, name))
		return "1.0";
	for (i = 1; i <= MINOR_MAX; i++)
		if (file_has(arena_printf(a, "%s/api/go1.%d.txt", goroot, i),
			     pkg, name))
			return arena_printf(a, "1.%d", i);
	return NULL;
}

/* By any go of this machine. */
static const char *since_here(struct arena *a, const struct snapshot *s,
			      const char *pkg, const char *name)
{
	const struct place *p = snapshot_place(s, "shell");
	const char *release;
	size_t i;

	if (!p || !is_name(pkg) || !is_name(name) || name[0] < 'A' ||
	    name[0] > 'Z')
		return NULL;
	release = since(a, p->goroot.dir, pkg, name);
	for (i = 0; !release && i < p->ngos; i++)
		if (!cstr_eq(p->gos[i].goroot, p->goroot.dir))
			release = since(a, p->gos[i].goroot, pkg, name);
	return release;
}

/* Did a go run that has it? */
static bool had_it(const struct log_report *r, const char *release)
{
	/* What 1.0 had is missing for another reason, whichever ran. */
	if (!strcmp(release, "1.0"))
		return true;
	return r->go && cstr_starts(r->go, "go") &&
	       gover_valid(str_from(r->go + 2)) &&
	       gover_cmp_of(r->go + 2, release) >= 0;
}

void logapi_fill(struct arena *a, const struct snapshot *s,
		 struct log_report *r)
{
	size_t i, n = 0;

	for (i = 0; i < r->nhits; i++) {
		struct log_hit *h = &r->hits[i];
		const char *release = NULL;

		if (!cstr_eq(h->row, "undefined-in-std")) {
			r->hits[n++] = *h;
			continue;
		}
		if (h->nargs >= 2)
			release = since_here(a, s, h->args[0], h->args[1]);
		if (release && !had_it(r, release)) {
			*ARENA_PUSH(a, h->args, h->nargs) = release;
			r->hits[n++] = *h;
			continue;
		}
		r->others_total += h->count;
		if (r->nothers < 5) {
			struct log_line *l = ARENA_PUSH(a, r->others,
							r->nothers);

			l->line = h->line;
			l->text = h->text;
		}
	}
	r->nhits = n;
}
