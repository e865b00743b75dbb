/*
 * Mirrors readVendorList and modulesTextIsForWorkspace of
 * src/cmd/go/internal/modload.
 */
#include "config.h"

#include <stdlib.h>

#include "fmt/modulestxt.h"

#include "base/map.h"
#include "fmt/gochar.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

struct reader {
	struct arena *a;
	struct modulestxt *out;
	struct map known;	/* "path\0version" to the module */
	struct map versions;	/* path to the module listed last */
	struct modulestxt_module *cur;
	int line;
};

static bool is_workspace(struct str bytes)
{
	struct str line, entry;

	/* Go looks at no more than that. */
	if (bytes.len > 512)
		bytes.len = 512;
	line = str_sub(bytes, 0, str_find(bytes, '\n'));
	if (!str_starts(line, "## "))
		return false;
	line = str_sub(line, 3, line.len - 3);
	while (str_cut(&line, ';', &entry))
		if (str_is(gochar_trim(entry), "workspace"))
			return true;
	return false;
}

static const char *copy(struct arena *a, struct str s)
{
	return arena_strndup(a, s.p, s.len);
}

static struct modulestxt_module *get_module(struct reader *rd,
					    struct str path, struct str version)
{
	struct modulestxt_module *m;
	struct strbuf key = STRBUF_INIT;

	strbuf_adds(&key, path);
	strbuf_addch(&key, '\0');
	strbuf_adds(&key, version);
	m = map_gets(&rd->known, strbuf_str(&key));
	if (!m) {
		m = ARENA_NEW(rd->a, struct modulestxt_module);
		m->path = copy(rd->a, path);
		m->version = version.len ? copy(rd->a, version) : NULL;
		m->line = rd->line;
		map_puts(&rd->known, strbuf_str(&key), m);
		*ARENA_PUSH(rd->a, rd->out->modules, rd->out->nmodules) = m;
	}
	strbuf_release(&key);
	return m;
}

/* "# path version", "# path version => …" or "# path => …". */
static void module_line(struct reader *rd, struct str line)
{
	struct str f[7], rest = line;
	size_t n = 0, i;

	while (n < ARRAY_SIZE(f) && gochar_field(&rest, &f[n]))
		n++;
	if (n < 3)
		return;
	if (semver_valid(f[2])) {
		rd->cur = get_module(rd, f[1], f[2]);
		i = 3;
	} else if (str_is(f[2], "=>")) {
		rd->cur = get_module(rd, f[1], STR_NONE);
		i = 2;
	} else {
		rd->cur = NULL;
		return;
	}
	if (n < i + 2 || !str_is(f[i], "=>"))
		return;
	if (n == i + 2)
		rd->cur->replace_version = NULL;
	else if (n == i + 3 && semver_valid(f[i + 2]))
		rd->cur->replace_version = copy(rd->a, f[i + 2]);
	else
		return;
	rd->cur->replace_path = copy(rd->a, f[i + 1]);
	rd->cur->replace_line = rd->line;
	*ARENA_PUSH(rd->a, rd->out->replaced, rd->out->nreplaced) = rd->cur;
}

static void annotations(struct reader *rd, struct str rest)
{
	struct str entry;

	while (str_cut(&rest, ';', &entry)) {
		entry = gochar_trim(entry);
		if (str_is(entry, "explicit")) {
			if (!rd->cur->is_explicit)
				rd->cur->explicit_line = rd->line;
			rd->cur->is_explicit = true;
		}
		if (str_starts(entry, "go "))
			rd->cur->go_version = copy(rd->a,
				str_sub(entry, 3, entry.len - 3));
	}
}

static void package_line(struct reader *rd, struct str line)
{
	struct modulestxt_module *have;
	struct modulestxt_package *p;
	struct str rest = line, path, more;

	if (!gochar_field(&rest, &path) || gochar_field(&rest, &more) ||
	    modpath_check_import(path, NULL) < 0)
		return;
	p = ARENA_PUSH(rd->a, rd->out->packages, rd->out->npackages);
	p->path = path;
	p->module = rd->cur;
	p->line = rd->line;
	if (rd->cur->npackages++)
		return;
	have = map_get(&rd->versions, rd->cur->path);
	if (have && semver_cmp(str_from(have->version),
			       str_from(rd->cur->version)) >= 0)
		return;
	map_put(&rd->versions, rd->cur->path, rd->cur);
	*ARENA_PUSH(rd->a, rd->out->listed, rd->out->nlisted) = rd->cur;
}

static int cmp_version(const char *a, const char *b)
{
	if (!a || !b)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int cmp_modules(const void *x, const void *y)
{
	const struct modulestxt_module *a =
		*(struct modulestxt_module *const *)x;
	const struct modulestxt_module *b =
		*(struct modulestxt_module *const *)y;
	int c = strcmp(a->path, b->path);

	return c ? c : cmp_version(a->version, b->version);
}

struct modulestxt *modulestxt_parse(struct arena *a, struct str bytes)
{
	struct modulestxt *out = ARENA_NEW(a, struct modulestxt);
	struct reader rd = {
		.a = a, .out = out, .known = MAP_INIT, .versions = MAP_INIT,
	};
	struct str line;

	out->is_workspace = is_workspace(bytes);
	while (str_line(&bytes, &line)) {
		rd.line++;
		if (str_starts(line, "# "))
			module_line(&rd, line);
		else if (!rd.cur)
			continue;
		else if (str_starts(line, "## "))
			annotations(&rd, str_sub(line, 3, line.len - 3));
		else
			package_line(&rd, line);
	}
	map_release(&rd.known);
	map_release(&rd.versions);
	if (out->nmodules) {
		out->sorted = arena_memdup(a, out->modules,
			mem_mul(out->nmodules, sizeof(*out->modules)));
		qsort(out->sorted, out->nmodules, sizeof(*out->sorted),
		      cmp_modules);
	}
	return out;
}

const struct modulestxt_module *modulestxt_find(const struct modulestxt *m,
						const char *path,
						const char *version)
{
	size_t lo = 0, hi = m->nmodules;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(path, m->sorted[mid]->path);

		if (!c)
			c = cmp_version(version, m->sorted[mid]->version);
		if (!c)
			return m->sorted[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

const char *modulestxt_version(const struct modulestxt *m, const char *path)
{
	size_t i;

	for (i = m->nlisted; i; i--)
		if (!strcmp(m->listed[i - 1]->path, path))
			return m->listed[i - 1]->version;
	return NULL;
}
