#include "config.h"

#include "scan/modfiles.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gomod.h"
#include "fmt/gorelease.h"
#include "fmt/gosum.h"
#include "fmt/gowork.h"
#include "fmt/modpath.h"
#include "fmt/modulestxt.h"
#include "host/fs.h"

/* Of go.sum, at a time. */
#define PIECE_BYTES ((size_t)256 * 1024)
#define ZIPHASH_MAX_BYTES ((size_t)4096)

static const char *text_or_null(struct arena *a, struct str s)
{
	return s.p ? arena_strndup(a, s.p, s.len) : NULL;
}

/* The version of a path and version pair; NULL where it has none. */
static const char *version_or_null(struct arena *a, struct str s)
{
	return s.len ? arena_strndup(a, s.p, s.len) : NULL;
}

/* The bytes of a file, kept in the arena; 0 or -1 with *why. */
static int read_bytes(struct arena *a, const char *file, struct str *out,
		      const char **why)
{
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	int rc = fs_read(file, FS_READ_MAX_BYTES, &sb, &err);

	if (!rc) {
		out->p = arena_strndup(a, sb.buf, sb.len);
		out->len = sb.len;
	} else {
		*why = arena_strdup(a, err.message);
	}
	error_release(&err);
	strbuf_release(&sb);
	return rc;
}

/* Where a link leads, as it is written. */
static const char *link_target(struct arena *a, const char *path)
{
	char buf[PATH_MAX];
	ssize_t n = readlink(path, buf, sizeof(buf));

	return n > 0 ? arena_strndup(a, buf, (size_t)n) : "";
}

static void add_replaces(struct arena *a, const char *root, const char *dir,
			 const struct modrule_file *f, struct replace **list,
			 size_t *n)
{
	size_t i;

	for (i = 0; i < f->nreplaces; i++) {
		const struct modrule_replace *mr = &f->replaces[i];
		struct replace *r = ARENA_PUSH(a, *list, *n);

		r->old_path = text_or_null(a, mr->old.path);
		r->old_version = version_or_null(a, mr->old.version);
		r->new_path = text_or_null(a, mr->new.path);
		r->new_version = version_or_null(a, mr->new.version);
		r->line = modrule_line(mr->line);
		if (r->new_version || !r->new_path)
			continue;
		r->absolute = path_is_abs(r->new_path);
		r->dir = path_join(a, dir, r->new_path);
		r->outside = !path_under(root, r->dir);
		r->missing = !fs_is_folder(r->dir);
		r->no_gomod = !r->missing &&
			!fs_is_file(path_join(a, r->dir, "go.mod"));
	}
}

static void add_problems(struct arena *a, struct str bytes, bool is_work,
			 struct parse_problem **list, size_t *n)
{
	struct gomod_problem *problems;
	size_t i, count;

	gomod_problems(a, bytes, is_work, &problems, &count);
	for (i = 0; i < count; i++) {
		struct parse_problem *p = ARENA_PUSH(a, *list, *n);

		p->line = problems[i].line;
		p->col = problems[i].col;
		p->message = problems[i].message;
		p->from = problems[i].from;
		p->until = problems[i].until;
	}
}

/* "1.17" and newer list every module that a build needs. */
static bool lists_everything(const char *go_version)
{
	struct str s = str_from(go_version), major;
	int minor = 0;
	size_t i;

	if (!go_version || !str_cut(&s, '.', &major) || !s.p)
		return false;
	if (!str_is(major, "1"))
		return true;
	for (i = 0; i < s.len && s.p[i] >= '0' && s.p[i] <= '9' && i < 4; i++)
		minor = minor * 10 + (s.p[i] - '0');
	return minor >= 17;
}

void modfiles_unused(const struct module *m, struct replace *list, size_t n)
{
	size_t i, k;

	if (!lists_everything(m->go_version))
		return;
	for (i = 0; i < n; i++) {
		bool used = false;

		for (k = 0; k < m->nrequires && !used; k++)
			used = cstr_eq(list[i].old_path, m->requires[k].path) &&
			       (!list[i].old_version ||
				cstr_eq(list[i].old_version,
					m->requires[k].version));
		list[i].unused = !used;
	}
}

static void read_gomod(struct arena *a, const char *root, struct str bytes,
		       struct module *m)
{
	const struct gomod *g = gomod_parse(a, bytes, GORELEASE_NEWEST);
	size_t i;

	if (g->module.text.len)
		m->path = text_or_null(a, g->module.text);
	else if (*gomod_module_path(a, bytes))
		m->path = gomod_module_path(a, bytes);
	m->path_line = modrule_line(g->module.line);
	m->go_version = text_or_null(a, g->f.go.text);
	m->go_line = modrule_line(g->f.go.line);
	m->toolchain = text_or_null(a, g->f.toolchain.text);
	m->toolchain_line = modrule_line(g->f.toolchain.line);
	for (i = 0; i < g->nrequires; i++) {
		const struct modrule_require *mr = &g->requires[i];
		struct require *r = ARENA_PUSH(a, m->requires, m->nrequires);

		r->path = text_or_null(a, mr->mod.path);
		r->version = version_or_null(a, mr->mod.version);
		r->indirect = mr->indirect;
		r->line = modrule_line(mr->line);
	}
	add_replaces(a, root, path_join(a, root, m->dir), &g->f, &m->replaces,
		     &m->nreplaces);
	modfiles_unused(m, m->replaces, m->nreplaces);
	m->nexcludes = (int)g->nexcludes;
	m->nretracts = (int)g->nretracts;
	m->ntools = (int)g->ntools;
	add_problems(a, bytes, false, &m->problems, &m->nproblems);
}

/* ---- go.sum ---- */

static bool is_cancelled(void *arg)
{
	struct walk_progress *p = arg;

	atomic_fetch_add(&p->beat, 1);
	return atomic_load(&p->cancel);
}

/* Feed the file to the reader in pieces; -1 with *why. */
static int feed_file(struct arena *a, struct gosum_reader *r,
		     const char *file, const char **why)
{
	char *buf;
	ssize_t n;
	int fd;

	if (!fs_is_file(file)) {
		*why = arena_printf(a, "%s is not a regular file", file);
		return -1;
	}
	fd = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		*why = arena_printf(a, "cannot open %s: %s", file,
				    strerror(errno));
		return -1;
	}
	buf = xmalloc(PIECE_BYTES);
	for (;;) {
		struct str piece = { buf, 0 };

		n = read(fd, buf, PIECE_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		piece.len = (size_t)n;
		if (!gosum_feed(r, piece))
			break;
	}
	if (n < 0)
		*why = arena_printf(a, "cannot read %s: %s", file,
				    strerror(errno));
	free(buf);
	(void)close(fd);
	gosum_finish(r);
	return n < 0 ? -1 : 0;
}

static enum gosum_problem_kind problem_kind(enum gosum_issue_kind k)
{
	switch (k) {
	case GOSUM_ISSUE_MARKER: return GOSUM_MARKER;
	case GOSUM_ISSUE_MALFORMED: return GOSUM_MALFORMED;
	case GOSUM_ISSUE_CONFLICT: return GOSUM_CONFLICT;
	case GOSUM_ISSUE_BOM: return GOSUM_BOM;
	}
	return GOSUM_MALFORMED;
}

/* The hash that the module cache noted when it unpacked this version. */
static const char *cached_hash(struct arena *a, const char *gomodcache,
			       const char *module, const char *version)
{
	const char *path, *out = NULL;
	struct strbuf sb = STRBUF_INIT;
	struct str line, s;

	if (!gomodcache || !module || !version || cstr_ends(version, "/go.mod"))
		return NULL;
	path = modpath_cache_file(a, gomodcache, module, version, "ziphash");
	if (!path)
		return NULL;
	if (!fs_read(path, ZIPHASH_MAX_BYTES, &sb, NULL)) {
		s = strbuf_str(&sb);
		if (str_line(&s, &line)) {
			line = str_trim(line);
			out = arena_strndup(a, line.p, line.len);
		}
	}
	strbuf_release(&sb);
	return out;
}

/* s->file is set; `file` is where it is read. */
static void read_gosum(struct arena *a, const struct tree_input *in,
		       const char *file, struct gosum *s)
{
	struct gosum_limits limits = { .cancelled = is_cancelled,
				       .cancelled_arg = in->progress };
	struct gosum_reader *r = gosum_open(&limits);
	const char *why = NULL;
	size_t i;

	if (feed_file(a, r, file, &why))
		s->cut = why;
	else if (r->cut)
		s->cut = arena_strdup(a, r->cut);
	s->nlines = r->nentries;
	for (i = 0; i < r->nissues; i++) {
		const struct gosum_issue *from = &r->issues[i];
		struct gosum_problem *p = ARENA_PUSH(a, s->problems,
						     s->nproblems);

		p->kind = problem_kind(from->kind);
		p->line = from->line;
		p->other_line = from->other_line;
		p->text = arena_strdup(a, from->text);
		p->module = arena_strdup(a, from->module);
		p->version = arena_strdup(a, from->version);
		p->hash = arena_strdup(a, from->hash);
		p->other_hash = arena_strdup(a, from->other_hash);
		p->cached_hash = cached_hash(a, in->gomodcache, p->module,
					     p->version);
	}
	gosum_close(r);
}

/* ---- vendor/modules.txt ---- */

static void read_modules_txt(struct arena *a, const char *file,
			     struct vendor *v)
{
	const struct modulestxt *m;
	const char *why = NULL;
	struct str bytes;
	size_t i;

	if (read_bytes(a, file, &bytes, &why)) {
		v->cut = why;
		return;
	}
	m = modulestxt_parse(a, bytes);
	v->is_workspace = m->is_workspace;
	v->npackages = (int)m->npackages;
	for (i = 0; i < m->nmodules; i++) {
		const struct modulestxt_module *from = m->modules[i];
		struct vendor_module *vm = ARENA_PUSH(a, v->modules,
						      v->nmodules);

		vm->path = from->path;
		vm->version = from->version;
		vm->line = from->line;
		vm->is_explicit = from->is_explicit;
		vm->go_version = from->go_version;
		vm->replace_path = from->replace_path;
		vm->replace_version = from->replace_version;
		vm->npackages = from->npackages;
	}
}

void modfiles_vendor(struct arena *a, const char *root,
		     const struct walk *walk, const char *dir,
		     struct vendor *v)
{
	const struct walk_hit *h = walk_find(walk, WALK_VENDOR, dir);
	const char *full;

	if (!h)
		return;
	full = path_join(a, root, h->path);
	if (h->type == WALK_LINK) {
		/* go takes a link to a folder for a vendor folder. */
		if (!fs_is_folder(full))
			return;
		v->cut = arena_printf(a, "vendor is a symbolic link to %s; "
				      "its files were not looked at",
				      link_target(a, full));
	}
	v->dir = h->path;
	full = path_join(a, full, "modules.txt");
	v->has_modules_txt = fs_is_file(full);
	if (v->has_modules_txt)
		read_modules_txt(a, full, v);
}

/* The same of a folder that no walk came through. */
static void vendor_above(struct arena *a, const char *dir, struct vendor *v)
{
	const char *full = path_join(a, dir, "vendor");

	if (!fs_is_folder(full))
		return;
	v->dir = full;
	full = path_join(a, full, "modules.txt");
	v->has_modules_txt = fs_is_file(full);
	if (v->has_modules_txt)
		read_modules_txt(a, full, v);
}

void modfiles_module(struct arena *a, const struct tree_input *in,
		     const struct walk_hit *hit, const struct walk *walk,
		     struct module *m)
{
	const char *root = in->found->root;
	const char *file = path_join(a, root, m->gomod);
	const char *why = NULL;
	const struct walk_hit *sum;
	struct str bytes;

	if (hit->type == WALK_LINK)
		m->read_error = arena_printf(a, "go.mod is a symbolic link to "
					     "%s", link_target(a, file));
	if (read_bytes(a, file, &bytes, &why)) {
		m->unreadable = true;
		m->read_error = why;
	} else {
		read_gomod(a, root, bytes, m);
	}
	sum = walk_find(walk, WALK_GOSUM, m->dir);
	if (sum) {
		m->gosum.file = sum->path;
		read_gosum(a, in, path_join(a, root, sum->path), &m->gosum);
	}
	modfiles_vendor(a, root, walk, m->dir, &m->vendor);
}

void modfiles_workspace(struct arena *a, const struct tree_input *in,
			enum walk_type type, const struct walk *walk,
			struct workspace *w)
{
	const char *root = in->found->root;
	const char *file = path_join(a, root, w->file);
	const char *sum = path_join(a, w->dir, "go.work.sum");
	const char *why = NULL;
	const struct gowork *g;
	struct str bytes;
	size_t i;

	(void)type;
	if (fs_is_file(sum)) {
		w->gosum.file = w->above ? sum : path_rel(a, root, sum);
		read_gosum(a, in, sum, &w->gosum);
	}
	if (walk)
		modfiles_vendor(a, root, walk, path_rel(a, root, w->dir),
				&w->vendor);
	else
		vendor_above(a, w->dir, &w->vendor);
	if (read_bytes(a, file, &bytes, &why)) {
		struct parse_problem *p = ARENA_PUSH(a, w->problems,
						     w->nproblems);

		p->message = why;
		return;
	}
	g = gowork_parse(a, bytes, GORELEASE_NEWEST);
	w->go_version = text_or_null(a, g->f.go.text);
	w->go_line = modrule_line(g->f.go.line);
	w->toolchain = text_or_null(a, g->f.toolchain.text);
	w->toolchain_line = modrule_line(g->f.toolchain.line);
	for (i = 0; i < g->nuses; i++) {
		struct work_use *u = ARENA_PUSH(a, w->uses, w->nuses);
		const char *gomod;

		u->path = text_or_null(a, g->uses[i].text);
		u->line = modrule_line(g->uses[i].line);
		u->dir = path_join(a, w->dir, u->path ? u->path : ".");
		gomod = path_join(a, u->dir, "go.mod");
		u->missing = !fs_is_file(gomod);
		if (!u->missing)
			u->module_path = modfiles_path_of(a, gomod);
	}
	add_replaces(a, root, w->dir, &g->f, &w->replaces, &w->nreplaces);
	add_problems(a, bytes, true, &w->problems, &w->nproblems);
}

const char *modfiles_path_of(struct arena *a, const char *file)
{
	const char *why, *path;
	struct str bytes;

	if (read_bytes(a, file, &bytes, &why))
		return NULL;
	path = gomod_module_path(a, bytes);
	return *path ? path : NULL;
}
