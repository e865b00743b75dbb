#include "config.h"

#include "fixes/vendortree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/text.h"
#include "fmt/gohead.h"
#include "fmt/gomod.h"
#include "fmt/gosum.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

/* Nearly every head ends in the first of these. */
#define HEAD_BYTES ((size_t)4096)
/* More of it, and the exchange of the whole folder is as good. */
#define MANY_DIFFS ((size_t)2000)
#define MANY_BYTES ((size_t)8 * 1024 * 1024)
#define NO_MODE (-1)

/* One of go.mod's requires, or the main module itself. */
struct mod {
	const char *path, *version;
	/* What it is replaced by; version NULL: a folder. */
	const char *new_path, *new_version;
	const char *dir;
	const char *go_version;	/* NULL: its go.mod says none */
	const char *bad;	/* why no package can be taken from it */
	const struct gomod *gomod;
	bool is_main, is_local;
	const char **pkgs;
	size_t npkgs;
};

/* A file that is copied. */
struct copied {
	const char *rel, *from;
	int mode;		/* of the one in vendor/; NO_MODE: none */
	bool same;
	bool looked;		/* the two are known */
	bool text;		/* what differs can stand in a plan */
	size_t size;
};

struct pkg {
	const char *path;
	struct mod *mod;	/* NULL: of the standard library */
	const char *dir;
	const char *why;
	bool walked;		/* found in a folder, not imported */
	bool empty;		/* no Go file that any machine builds */
	const char **imports;
	size_t nimports;
	const char **embeds;
	size_t nembeds;
	struct copied *files;
	size_t nfiles;
};

struct work {
	const struct vendortree_in *in;
	struct fix_host *h;
	struct vendortree *t;
	struct arena *a;
	struct map mods;	/* path -> struct mod */
	struct mod **list;	/* sorted by path, without the main one */
	size_t nlist;
	struct mod *main;
	const struct gomod *gomod;
	struct gosum_reader *sum;
	enum gorelease release;
	bool test_embeds;	/* of go lines before 1.22 */
	struct map seen;	/* import paths */
	struct pkg **wave;
	size_t nwave;
	struct pkg **pkgs;	/* with files to copy */
	size_t npkgs;
	struct copied **more;	/* embedded files and licences */
	size_t nmore;
	struct strbuf bufs[FIX_THREADS][2];
};

static bool why(struct work *w, const char *reason)
{
	if (!w->t->why)
		w->t->why = reason;
	return false;
}

static bool why2(struct work *w, const char *reason, const char *what)
{
	if (!w->t->why)
		w->t->why = arena_printf(w->a, "%s: %s", reason, what);
	return false;
}

static const char *text_of(struct work *w, struct str s)
{
	return arena_strndup(w->a, s.len ? s.p : "", s.len);
}

static bool has_prefix(const char *path, const char *prefix)
{
	size_t n = strlen(prefix);

	return !strncmp(path, prefix, n) && (!path[n] || path[n] == '/');
}

/* ---- the modules ---- */

static bool read_whole(struct work *w, const char *path, struct str *out)
{
	struct strbuf sb = STRBUF_INIT;
	bool ok;

	ok = !w->h->read(w->h, path, &sb, NULL) && !sb.cut;
	if (ok)
		*out = str_sub(str_from(arena_strndup(w->a, sb.buf, sb.len)),
			       0, sb.len);
	strbuf_release(&sb);
	return ok;
}

static void base64(const unsigned char *in, size_t n, struct strbuf *out)
{
	static const char abc[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i;

	for (i = 0; i < n; i += 3) {
		unsigned v = (unsigned)in[i] << 16;

		if (i + 1 < n)
			v |= (unsigned)in[i + 1] << 8;
		if (i + 2 < n)
			v |= in[i + 2];
		strbuf_addch(out, abc[v >> 18 & 63]);
		strbuf_addch(out, abc[v >> 12 & 63]);
		strbuf_addch(out, i + 1 < n ? abc[v >> 6 & 63] : '=');
		strbuf_addch(out, i + 2 < n ? abc[v & 63] : '=');
	}
}

/* dirhash.Hash1 of the one file go.mod. */
static const char *gomod_hash(struct work *w, struct str bytes)
{
	struct strbuf sb = STRBUF_INIT;
	unsigned char sum[32];
	const char *out = NULL;
	size_t i;

	if (w->h->sha256(w->h, bytes, sum))
		return NULL;
	for (i = 0; i < sizeof(sum); i++)
		strbuf_addf(&sb, "%02x", sum[i]);
	strbuf_addstr(&sb, "  go.mod\n");
	if (!w->h->sha256(w->h, strbuf_str(&sb), sum)) {
		strbuf_reset(&sb);
		strbuf_addstr(&sb, "h1:");
		base64(sum, sizeof(sum), &sb);
		out = arena_strdup(w->a, sb.buf);
	}
	strbuf_release(&sb);
	return out;
}

/* Every hash that go.sum has for it is this one, and there is one. */
static bool sum_is(struct work *w, const char *path, const char *version,
		   const char *hash)
{
	struct str found;
	size_t at = 0;
	bool any = false;
	int line;

	while (w->sum && gosum_find(w->sum, str_from(path), str_from(version),
				    &at, &found, &line)) {
		if (!hash || !str_is(found, hash))
			return false;
		any = true;
	}
	return any;
}

static void read_gosum(struct work *w)
{
	struct gosum_limits limits = { 0 };
	struct str bytes;

	if (!read_whole(w, path_join(w->a, w->in->dir, "go.sum"), &bytes))
		return;
	w->sum = gosum_open(&limits);
	(void)gosum_feed(w->sum, bytes);
	gosum_finish(w->sum);
	if (w->sum->issues_total || w->sum->cut)
		(void)why(w, "go.sum has lines that go may refuse");
}

static const struct modrule_replace *replacement(struct work *w,
						 const char *path,
						 const char *version)
{
	const struct modrule_replace *any = NULL;
	size_t i;

	for (i = 0; i < w->gomod->f.nreplaces; i++) {
		const struct modrule_replace *r = &w->gomod->f.replaces[i];

		if (!str_is(r->old.path, path))
			continue;
		if (!r->old.version.len)
			any = r;
		else if (str_is(r->old.version, version))
			return r;
	}
	return any;
}

/* Its go.mod, wherever that lies, proved by go.sum. */
static bool mod_gomod(struct work *w, struct mod *m, const char *file,
		      const char *path, const char *version)
{
	struct str bytes;

	if (!read_whole(w, file, &bytes))
		return why2(w, "a go.mod is not there", file);
	if (version && !sum_is(w, path,
			       arena_printf(w->a, "%s/go.mod", version),
			       gomod_hash(w, bytes)))
		return why2(w, "go.sum does not prove the go.mod of", path);
	m->gomod = gomod_parse_lax(w->a, bytes, w->release);
	if (m->gomod->f.nerrors)
		return why2(w, "a go.mod that cannot be read", file);
	if (m->gomod->f.go.text.len)
		m->go_version = text_of(w, m->gomod->f.go.text);
	if (version && !str_is(m->gomod->module.text, m->path) &&
	    !str_is(m->gomod->module.text, path))
		return why2(w, "a go.mod of another module", file);
	if (m->go_version &&
	    (gover_cmp_of(m->go_version, w->in->version) > 0 ||
	     (gover_cmp_of(m->go_version, "1.21") >= 0 &&
	      gover_cmp(str_from(m->go_version), w->gomod->f.go.text) > 0)))
		return why2(w, "a module for a newer go", path);
	return true;
}

/* Where its files are, and whether go would take them. */
static void mod_files(struct work *w, struct mod *m, const char *path,
		      const char *version, const char *zip)
{
	struct str hash;
	struct plan_state s;

	memset(&s, 0, sizeof(s));
	if (w->h->look(w->h, w->a, m->dir, &s) || s.type != PLAN_FOLDER)
		m->bad = "a module is not unpacked";
	else if (!version)
		return;
	else if (!read_whole(w, arena_printf(w->a, "%shash", zip), &hash))
		m->bad = "a module has no .ziphash";
	else if (!sum_is(w, path, version, text_of(w, str_trim(hash))))
		m->bad = "go.sum does not prove a module";
	/* go does not take what it is still unpacking. */
	else if (!w->h->look(w->h, w->a, arena_printf(w->a, "%.*spartial",
			(int)(strlen(zip) - 3), zip), &s) &&
		 s.type != PLAN_ABSENT)
		m->bad = "a module is half unpacked";
}

static bool load_mod(struct work *w, struct mod *m)
{
	const struct modrule_replace *r;
	const char *path = m->path, *version = m->version;

	r = replacement(w, path, version);
	if (r) {
		path = m->new_path = text_of(w, r->new.path);
		version = m->new_version = r->new.version.len
			? text_of(w, r->new.version) : NULL;
	}
	if (r && !version) {
		if (has_prefix(path_clean(w->a, path), "vendor"))
			return why(w, "a replacement inside of vendor/");
		m->is_local = true;
		m->dir = path_join(w->a, w->in->dir, path);
		mod_files(w, m, path, NULL, NULL);
		return mod_gomod(w, m, path_join(w->a, m->dir, "go.mod"),
				 path, NULL);
	}
	m->dir = modpath_cache_dir(w->a, w->in->modcache, path, version);
	if (!m->dir)
		return why2(w, "not a module path", path);
	mod_files(w, m, path, version,
		  modpath_cache_file(w->a, w->in->modcache, path, version,
				     "zip"));
	return mod_gomod(w, m, modpath_cache_file(w->a, w->in->modcache, path,
						  version, "mod"), path,
			 version);
}

static int by_path(const void *x, const void *y)
{
	const struct mod *const *a = x, *const *b = y;

	return strcmp((*a)->path, (*b)->path);
}

static bool is_excluded(struct work *w, struct str path, struct str version)
{
	size_t i;

	for (i = 0; i < w->gomod->nexcludes; i++)
		if (str_eq(w->gomod->excludes[i].mod.path, path) &&
		    str_eq(w->gomod->excludes[i].mod.version, version))
			return true;
	return false;
}

static bool take_requires(struct work *w)
{
	const struct gomod *g = w->gomod;
	struct map sources = MAP_INIT, folds = MAP_INIT;
	size_t i;

	for (i = 0; i < g->nrequires && !w->t->why; i++) {
		struct mod *m = ARENA_NEW(w->a, struct mod);
		const char *source, *fold;

		m->path = text_of(w, g->requires[i].mod.path);
		m->version = text_of(w, g->requires[i].mod.version);
		fold = arena_lower(w->a, m->path);
		if (map_has(&w->mods, m->path) || map_has(&folds, fold))
			(void)why2(w, "a module comes twice", m->path);
		if (is_excluded(w, str_from(m->path), str_from(m->version)))
			(void)why2(w, "a module is excluded", m->path);
		map_put(&w->mods, m->path, m);
		map_put(&folds, fold, m);
		*ARENA_PUSH(w->a, w->list, w->nlist) = m;
		if (!load_mod(w, m))
			break;
		source = m->is_local || m->new_path ?
			arena_printf(w->a, "%s@%s", m->new_path,
				     m->new_version ? m->new_version : "") :
			arena_printf(w->a, "%s@%s", m->path, m->version);
		if (map_has(&sources, source))
			(void)why2(w, "one source of two modules", source);
		map_put(&sources, source, m);
	}
	/* Then go takes the go line of what was replaced for the module's. */
	for (i = 0; i < w->nlist; i++)
		if (w->list[i]->new_path &&
		    map_has(&sources, arena_printf(w->a, "%s@%s",
				w->list[i]->path, w->list[i]->version)))
			(void)why2(w, "what is replaced replaces another",
				   w->list[i]->path);
	map_release(&sources);
	map_release(&folds);
	if (w->nlist)
		qsort(w->list, w->nlist, sizeof(*w->list), by_path);
	return !w->t->why;
}

static bool take_main(struct work *w)
{
	const struct gomod *g;
	struct str bytes;
	size_t i;

	if (!read_whole(w, path_join(w->a, w->in->dir, "go.mod"), &bytes))
		return why(w, "go.mod cannot be read");
	g = w->gomod = gomod_parse(w->a, bytes, w->release);
	if (g->f.nerrors || !g->module.text.len)
		return why(w, "go.mod has lines that go refuses");
	if (!g->f.go.text.len || gover_cmp(g->f.go.text, STR_LIT("1.17")) < 0)
		return why(w, "go.mod is of a go before 1.17");
	if (gover_cmp(g->f.go.text, str_from(w->in->version)) > 0)
		return why(w, "go.mod is for a newer go");
	if (g->f.toolchain.text.len &&
	    (!str_starts(g->f.toolchain.text, "go") ||
	     gover_cmp(g->f.go.text, STR_LIT("1.21")) < 0 ||
	     gover_cmp(gover_of_toolchain(g->f.toolchain.text),
		       g->f.go.text) <= 0 ||
	     gover_cmp(gover_of_toolchain(g->f.toolchain.text),
		       str_from(w->in->version)) > 0))
		return why(w, "go.mod names another toolchain, or none anew");
	if (g->nignores)
		return why(w, "go.mod has ignore lines");
	for (i = 0; i < g->f.nreplaces; i++)
		if (str_eq(g->f.replaces[i].old.path, g->module.text))
			return why(w, "go.mod replaces itself");
	w->test_embeds = gover_cmp(g->f.go.text, STR_LIT("1.22")) < 0 ||
			 w->release < GO_1_22;
	w->main = ARENA_NEW(w->a, struct mod);
	w->main->path = text_of(w, g->module.text);
	w->main->dir = w->in->dir;
	w->main->is_main = w->main->is_local = true;
	map_put(&w->mods, w->main->path, w->main);
	return true;
}

/*
 * go spot-checks that no module with packages here asks for a newer version
 * than go.mod's.
 */
static bool check_versions(struct work *w)
{
	size_t i, k;

	for (i = 0; i < w->nlist; i++) {
		const struct gomod *g = w->list[i]->gomod;

		for (k = 0; w->list[i]->npkgs && k < g->nrequires; k++) {
			struct str v = g->requires[k].mod.version;
			const struct mod *m = map_gets(&w->mods,
				g->requires[k].mod.path);

			if (m && !m->is_main && !is_excluded(w,
					g->requires[k].mod.path, v) &&
			    semver_cmp(v, str_from(m->version)) > 0)
				return why2(w, "go.mod has too old a version "
					    "of", m->path);
		}
	}
	return true;
}

/* ---- which module has a package ---- */

struct listed {
	struct fix_entry *entries;
	size_t n;
	bool gofiles;
};

/* 1: it is there; 0: it is not; -1: it cannot be told. */
static int list_path(struct work *w, struct arena *a, const char *path,
		     struct listed *out)
{
	int dir = w->h->open_dir(w->h, path), rc;
	size_t i;

	memset(out, 0, sizeof(*out));
	if (dir < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	rc = w->h->list_dir(w->h, dir, a, &out->entries, &out->n);
	w->h->close_dir(w->h, dir);
	for (i = 0; i < out->n; i++)
		/* Not whether a link leads to a file: it is seldom asked. */
		out->gofiles |= out->entries[i].type != PLAN_FOLDER &&
				cstr_ends(out->entries[i].name, ".go");
	return rc < 0 ? -1 : 1;
}

/* A go.mod on the way from the module down to the folder. */
static bool other_module_between(struct work *w, struct arena *a,
				 const struct mod *m, const char *dir)
{
	struct plan_state s;

	for (; strcmp(dir, m->dir) != 0 && strlen(dir) > strlen(m->dir);
	     dir = path_dir(a, dir)) {
		memset(&s, 0, sizeof(s));
		if (w->h->look(w->h, a, path_join(a, dir, "go.mod"), &s) ||
		    (s.type != PLAN_ABSENT && s.type != PLAN_FOLDER))
			return true;
	}
	return false;
}

static bool is_dotless(const char *path)
{
	return path[strcspn(path, "/.")] != '.';
}

/* Where the package is; false: p->why, or there is none that matters. */
static bool resolve(struct work *w, struct arena *a, struct pkg *p,
		    struct listed *files)
{
	struct str prefix = str_from(p->path);
	struct listed l;
	int found = 0, rc;

	if (modpath_check_import(prefix, NULL) || strchr(p->path, '@')) {
		p->why = "an import path that go refuses";
		return false;
	}
	if (is_dotless(p->path)) {
		rc = list_path(w, a, arena_printf(a, "%s/src/%s", w->in->goroot,
						  p->path), &l);
		if (rc < 0)
			p->why = "GOROOT cannot be read";
		found += rc > 0 && l.gofiles;
		if (found && has_prefix(p->path, "cmd"))
			p->why = "a package of cmd/ is imported";
	}
	for (;;) {
		struct mod *m = map_gets(&w->mods, prefix);
		const char *dir;
		size_t slash;

		if (m && m->bad) {
			p->why = m->bad;
			return false;
		}
		if (m) {
			dir = strlen(p->path) == prefix.len ? m->dir :
				arena_printf(a, "%s%s", m->dir,
					     p->path + prefix.len);
			rc = list_path(w, a, dir, &l);
			if (rc < 0)
				p->why = "a folder cannot be read";
			if (rc > 0 && l.gofiles &&
			    !(m->is_local &&
			      other_module_between(w, a, m, dir))) {
				found++;
				p->mod = m;
				p->dir = dir;
				*files = l;
			}
		}
		slash = str_find_last(prefix, '/');
		if (slash == prefix.len)
			break;
		prefix.len = slash;
	}
	if (!p->why && found != 1)
		p->why = found ? "two modules have one package"
			       : "no module has a package";
	return !p->why && p->mod;
}

/* ---- the files of a package ---- */

struct reading {
	struct work *w;
	struct arena *a;
	struct strbuf *one, *two;
	struct pkg *p;
	int src, dst;		/* folders; dst -1: not there */
	int nbuilt;
	struct map imports;
};

static enum gohead_sure read_head(struct reading *r, const char *name,
				  bool whole, struct gohead *head)
{
	size_t max = whole ? 0 : HEAD_BYTES;
	enum gohead_sure sure;
	int mode;

	for (;;) {
		strbuf_reset(r->one);
		if (r->w->h->read_at(r->w->h, r->src, name, max, r->one,
				     &mode))
			return GOHEAD_UNSURE;
		sure = gohead_read(r->a, strbuf_str(r->one),
				   max && r->one->len == max, head);
		if (sure != GOHEAD_MORE || !max)
			return sure;
		max = max < HEAD_BYTES * 16 ? max * 16 : 0;
	}
}

/* The bytes in `one` beside those in the folder of vendor/ (-1: none). */
static void compare(struct fix_host *h, int dir, const char *name,
		    const struct strbuf *one, struct strbuf *two,
		    struct copied *c)
{
	c->mode = NO_MODE;
	c->looked = true;
	c->size = one->len;
	strbuf_reset(two);
	/* Where it cannot be read, listing the folder tells more. */
	if (dir < 0 || h->read_at(h, dir, name, 0, two, &c->mode))
		c->mode = NO_MODE;
	else
		c->same = one->len == two->len &&
			  !memcmp(one->buf, two->buf, one->len);
	c->text = c->same || (str_find(strbuf_str(one), '\0') == one->len &&
			      text_is_utf8(strbuf_str(one)));
}

static void copy(struct reading *r, const char *name)
{
	struct copied *c = ARENA_PUSH(r->a, r->p->files, r->p->nfiles);

	c->rel = arena_printf(r->a, "%s/%s", r->p->path, name);
	c->from = arena_printf(r->a, "%s/%s", r->p->dir, name);
	compare(r->w->h, r->dst, name, r->one, r->two, c);
}

static bool is_appengine(const char *path)
{
	return has_prefix(path, "appengine") ||
	       has_prefix(path, "appengine_internal");
}

static void take_imports(struct reading *r, const struct gohead *head)
{
	size_t i;

	for (i = 0; i < head->nimports; i++) {
		const char *path = head->imports[i];

		if (map_has(&r->imports, path) || is_appengine(path))
			continue;
		map_put(&r->imports, path, NULL);
		*ARENA_PUSH(r->a, r->p->imports, r->p->nimports) = path;
	}
}

static void take_embeds(struct reading *r, const struct gohead *head,
			bool test)
{
	size_t i, k;

	/* cgo off would leave them out; a "documentation" file always. */
	if (head->nembeds && head->uses_c)
		r->p->why = "a file with cgo embeds others";
	if ((test && !r->w->test_embeds) || cstr_eq(head->package,
						    "documentation"))
		return;
	for (i = 0; i < head->nembeds; i++) {
		for (k = 0; k < r->p->nembeds; k++)
			if (!strcmp(r->p->embeds[k], head->embeds[i]))
				break;
		if (k == r->p->nembeds)
			*ARENA_PUSH(r->a, r->p->embeds, r->p->nembeds) =
				head->embeds[i];
	}
}

static bool cgo_safe(const char *s)
{
	for (; *s; s++)
		if (!gohead_cgo_safe(*s))
			return false;
	return true;
}

static void go_file(struct reading *r, const char *name)
{
	bool test = cstr_ends(name, "_test.go");
	bool hidden = name[0] == '_' || name[0] == '.';
	struct gohead head;

	if (test && hidden)
		return;
	if (read_head(r, name, !test, &head) != GOHEAD_SURE ||
	    (test && head.uses_c) || head.odd_cgo ||
	    (head.srcdir && !cgo_safe(r->p->dir))) {
		r->p->why = arena_printf(r->a, "an unusual Go file: %s/%s",
					 r->p->dir, name);
		return;
	}
	if (!hidden) {
		r->nbuilt += head.may_build;
		take_embeds(r, &head, test);
		if (head.may_build && !test)
			take_imports(r, &head);
	}
	if (!test && head.may_build)
		copy(r, name);
}

static void other_file(struct reading *r, const char *name)
{
	int mode;

	if (!strcmp(name, "go.mod") || !strcmp(name, "go.sum"))
		return;
	strbuf_reset(r->one);
	if (r->w->h->read_at(r->w->h, r->src, name, 0, r->one, &mode))
		r->p->why = arena_printf(r->a, "%s/%s cannot be read",
					 r->p->dir, name);
	else
		copy(r, name);
}

/* Of a module that is vendored. */
static void read_dependency(struct reading *r, const struct listed *l)
{
	size_t i;

	r->dst = r->w->h->open_dir(r->w->h, arena_printf(r->a, "%s/vendor/%s",
				   r->w->in->dir, r->p->path));
	for (i = 0; i < l->n && !r->p->why; i++) {
		const struct fix_entry *e = &l->entries[i];
		bool go = cstr_ends(e->name, ".go");

		if (e->type == PLAN_FILE && go)
			go_file(r, e->name);
		else if (e->type == PLAN_FILE)
			other_file(r, e->name);
		else if (e->type != PLAN_FOLDER && go)
			r->p->why = "a Go file that is a link";
	}
	if (r->dst >= 0)
		r->w->h->close_dir(r->w->h, r->dst);
	if (!r->nbuilt && !r->p->why)
		r->p->why = "a package that no machine builds";
}

/* Of the module itself: its imports, those of its tests as well. */
static void read_own(struct reading *r, const struct listed *l)
{
	size_t i;

	for (i = 0; i < l->n && !r->p->why; i++) {
		const struct fix_entry *e = &l->entries[i];
		struct gohead head;

		if (e->type == PLAN_FOLDER || !cstr_ends(e->name, ".go") ||
		    e->name[0] == '_' || e->name[0] == '.')
			continue;
		if (e->type != PLAN_FILE) {
			r->p->why = "a Go file that is a link";
		} else if (read_head(r, e->name, false, &head) !=
			   GOHEAD_SURE) {
			r->p->why = arena_printf(r->a, "an unusual Go file: "
						 "%s/%s", r->p->dir, e->name);
		} else if (head.may_build) {
			r->nbuilt++;
			take_imports(r, &head);
		}
	}
	r->p->empty = !r->nbuilt;
	if (r->p->empty && !r->p->walked && !r->p->why)
		r->p->why = "a package that no machine builds";
}

static void read_pkg(void *payload, size_t i, int thread)
{
	struct work *w = payload;
	struct reading r = {
		.w = w, .a = &w->t->threads[thread],
		.one = &w->bufs[thread][0], .two = &w->bufs[thread][1],
		.p = w->wave[i], .dst = -1
	};
	struct listed l = { NULL, 0, false };

	if (!resolve(w, r.a, r.p, &l))
		return;
	if (r.p->walked && !r.p->mod->is_main) {
		r.p->why = "another module has a package of this one";
		return;
	}
	r.src = w->h->open_dir(w->h, r.p->dir);
	if (r.src < 0) {
		r.p->why = "a folder cannot be read";
		return;
	}
	if (r.p->mod->is_main)
		read_own(&r, &l);
	else
		read_dependency(&r, &l);
	w->h->close_dir(w->h, r.src);
	map_release(&r.imports);
	if (r.one->cut || r.two->cut)
		r.p->why = "a file is too large";
}

static void push(struct work *w, struct pkg ***next, size_t *n,
		 const char *path, bool walked)
{
	struct pkg *p;

	if (map_has(&w->seen, path))
		return;
	map_put(&w->seen, path, NULL);
	p = ARENA_NEW(w->a, struct pkg);
	p->path = path;
	p->walked = walked;
	*ARENA_PUSH(w->a, *next, *n) = p;
}

/* As matchPackages: the folders of the module with Go files. */
static bool walk_main(struct work *w, const char *dir, const char *path,
		      int depth)
{
	struct listed l;
	size_t i;

	if (depth > 200 || list_path(w, w->a, dir, &l) <= 0)
		return why2(w, "a folder cannot be read", dir);
	for (i = 0; i < l.n && depth; i++)
		if (!strcmp(l.entries[i].name, "go.mod") &&
		    l.entries[i].type != PLAN_FOLDER)
			return l.entries[i].type == PLAN_FILE ||
			       why2(w, "a go.mod that is a link", dir);
	if (l.gofiles)
		push(w, &w->wave, &w->nwave, path, true);
	/* A package may be named so, but nothing below it counts. */
	if (depth && !strcmp(path_base(dir), "vendor"))
		return true;
	for (i = 0; i < l.n; i++) {
		const char *name = l.entries[i].name;

		if (l.entries[i].type != PLAN_FOLDER || name[0] == '.' ||
		    name[0] == '_' || !strcmp(name, "testdata"))
			continue;
		if (!walk_main(w, arena_printf(w->a, "%s/%s", dir, name),
			       arena_printf(w->a, "%s/%s", path, name),
			       depth + 1))
			return false;
	}
	return true;
}

static bool load_packages(struct work *w)
{
	size_t i, k;

	if (!walk_main(w, w->in->dir, w->main->path, 0))
		return false;
	for (i = 0; i < w->gomod->ntools; i++)
		push(w, &w->wave, &w->nwave,
		     text_of(w, w->gomod->tools[i].text), false);
	while (w->nwave) {
		struct pkg **next = NULL;
		size_t n = 0;

		w->h->each(w->h, w->nwave, read_pkg, w);
		for (i = 0; i < w->nwave; i++) {
			struct pkg *p = w->wave[i];

			if (p->why)
				return why2(w, p->why, p->path);
			if (!p->mod)
				continue;
			for (k = 0; k < p->nimports; k++)
				push(w, &next, &n, p->imports[k], false);
			if (p->mod->is_main)
				continue;
			*ARENA_PUSH(w->a, w->pkgs, w->npkgs) = p;
			*ARENA_PUSH(w->a, p->mod->pkgs, p->mod->npkgs) =
				p->path;
		}
		w->wave = next;
		w->nwave = n;
	}
	for (i = 0; i < w->nlist; i++)
		if (w->list[i]->npkgs)
			qsort(w->list[i]->pkgs, w->list[i]->npkgs,
			      sizeof(*w->list[i]->pkgs), cstr_order);
	return true;
}

/* ---- what else is copied ---- */

static bool add_file(struct work *w, struct copied *c)
{
	struct copied *old = map_get(&w->t->files, c->rel);

	if (old)
		return !strcmp(old->from, c->from) ||
		       why2(w, "two modules give one file", c->rel);
	map_put(&w->t->files, c->rel, c);
	if (!c->looked)
		*ARENA_PUSH(w->a, w->more, w->nmore) = c;
	return true;
}

static bool add_from(struct work *w, const char *rel, const char *from)
{
	struct copied *c = ARENA_NEW(w->a, struct copied);

	c->rel = rel;
	c->from = from;
	return add_file(w, c);
}

static void add_dir(struct work *w, const char *rel)
{
	while (!map_has(&w->t->dirs, rel)) {
		map_put(&w->t->dirs, rel, NULL);
		if (!strcmp(rel, "."))
			break;
		rel = path_dir(w->a, rel);
	}
}

/* A name that a module can hold on every system, and no repository's. */
static bool embed_name_ok(const char *name)
{
	static const char *const devices[] = {
		"con", "prn", "aux", "nul", "com", "lpt", NULL
	};
	struct str stem = str_from(name);
	const char *const *d;
	size_t i, n = strlen(name);

	for (i = 0; i < n; i++)
		if (!((name[i] >= 'a' && name[i] <= 'z') ||
		      (name[i] >= 'A' && name[i] <= 'Z') ||
		      (name[i] >= '0' && name[i] <= '9') ||
		      strchr("._-+=@,", name[i])))
			return false;
	if (!n || name[n - 1] == '.' || !strcmp(name, ".bzr") ||
	    !strcmp(name, ".hg") || !strcmp(name, ".git") ||
	    !strcmp(name, ".svn"))
		return false;
	stem.len = str_find(stem, '.');
	for (d = devices; *d; d++)
		if (stem.len >= 3 && stem.len <= 4 &&
		    (stem.p[0] | 32) == (*d)[0] &&
		    (stem.p[1] | 32) == (*d)[1] && (stem.p[2] | 32) == (*d)[2])
			return false;
	return true;
}

struct embedding {
	struct work *w;
	const struct pkg *p;
	bool all;
	int n;			/* files of the pattern at hand */
};

static bool embed_bad(struct embedding *e, const char *what)
{
	return why2(e->w, what, e->p->path);
}

static bool embed_file(struct embedding *e, const char *rel)
{
	struct work *w = e->w;

	e->n++;
	return add_from(w, arena_printf(w->a, "%s/%s", e->p->path, rel),
			arena_printf(w->a, "%s/%s", e->p->dir, rel));
}

static bool has_gomod(const struct listed *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (!strcmp(l->entries[i].name, "go.mod"))
			return true;
	return false;
}

/* All below a folder that a pattern names. */
static bool embed_folder(struct embedding *e, const char *rel, bool top)
{
	struct work *w = e->w;
	struct listed l;
	size_t i;

	if (list_path(w, w->a, arena_printf(w->a, "%s/%s", e->p->dir, rel),
		      &l) <= 0)
		return embed_bad(e, "an embedded folder cannot be read");
	if (has_gomod(&l))
		return !top || embed_bad(e, "an embedded module");
	for (i = 0; i < l.n; i++) {
		const char *name = l.entries[i].name;
		const char *at = arena_printf(w->a, "%s/%s", rel, name);

		if (!e->all && (name[0] == '.' || name[0] == '_'))
			continue;
		if (!embed_name_ok(name))
			return embed_bad(e, "an unusual name is embedded");
		if (l.entries[i].type == PLAN_FOLDER) {
			if (!embed_folder(e, at, false))
				return false;
		} else if (l.entries[i].type == PLAN_FILE) {
			if (!embed_file(e, at))
				return false;
		} else {
			return embed_bad(e, "a link is embedded");
		}
	}
	return true;
}

/* The elements of a pattern one by one; `rel` is what matched so far. */
static bool embed_match(struct embedding *e, const char *rel,
			struct str pattern)
{
	struct work *w = e->w;
	struct str first = str_sub(pattern, 0, str_find(pattern, '/'));
	bool last = first.len == pattern.len, bad;
	struct listed l;
	size_t i;

	if (list_path(w, w->a, *rel ? arena_printf(w->a, "%s/%s", e->p->dir,
						   rel) : e->p->dir, &l) <= 0)
		return embed_bad(e, "an embedded folder cannot be read");
	if (*rel && has_gomod(&l))
		return embed_bad(e, "an embedded module");
	for (i = 0; i < l.n; i++) {
		const char *name = l.entries[i].name;
		const char *at = *rel ? arena_printf(w->a, "%s/%s", rel, name)
				      : name;

		if (!modpath_glob(first, str_from(name), &bad))
			continue;
		/* What is no folder matches nothing that goes on. */
		if (!last && l.entries[i].type == PLAN_FILE)
			continue;
		if (!embed_name_ok(name))
			return embed_bad(e, "an unusual name is embedded");
		if (l.entries[i].type != PLAN_FILE &&
		    l.entries[i].type != PLAN_FOLDER)
			return embed_bad(e, "a link is embedded");
		if (!last) {
			if (!embed_match(e, at, str_sub(pattern, first.len + 1,
					 pattern.len - first.len - 1)))
				return false;
		} else if (l.entries[i].type == PLAN_FILE) {
			if (!embed_file(e, at))
				return false;
		} else {
			int before = e->n;

			if (!embed_folder(e, at, true))
				return false;
			if (e->n == before)
				return embed_bad(e, "an embedded folder has "
						 "no files");
		}
	}
	return true;
}

/* fs.ValidPath, and nothing but plain characters. */
static bool pattern_ok(struct str p)
{
	struct str part, rest = p;
	size_t i;

	for (i = 0; i < p.len; i++)
		if ((unsigned char)p.p[i] <= ' ' ||
		    (unsigned char)p.p[i] >= 0x7f || p.p[i] == '\\' ||
		    p.p[i] == '[')
			return false;
	if (!p.len)
		return false;
	while (str_cut(&rest, '/', &part))
		if (!part.len || str_is(part, ".") || str_is(part, ".."))
			return false;
	return true;
}

static bool embed(struct work *w, const struct pkg *p)
{
	size_t i;

	for (i = 0; i < p->nembeds; i++) {
		struct embedding e = { w, p, false, 0 };
		struct str pattern = str_from(p->embeds[i]);

		if (str_starts(pattern, "all:")) {
			e.all = true;
			pattern = str_sub(pattern, 4, pattern.len - 4);
		}
		if (!pattern_ok(pattern))
			return embed_bad(&e, "an unusual embed pattern");
		if (!embed_match(&e, "", pattern))
			return false;
		if (!e.n)
			return embed_bad(&e, "an embed pattern matches no "
					 "file");
	}
	return true;
}

static bool is_metadata(const char *name)
{
	static const char *const prefixes[] = {
		"AUTHORS", "CONTRIBUTORS", "COPYLEFT", "COPYING", "COPYRIGHT",
		"LEGAL", "LICENSE", "NOTICE", "PATENTS", NULL
	};
	const char *const *p;

	for (p = prefixes; *p; p++)
		if (cstr_starts(name, *p))
			return true;
	return false;
}

/* From the folders above a package up to its module's own. */
static bool metadata(struct work *w, const struct pkg *p, struct map *done)
{
	const char *path = p->path, *dir = p->dir;
	struct listed l;
	size_t i;

	for (;;) {
		const char *key = arena_printf(w->a, "%s %s", p->mod->path,
					       path);

		if (path != p->path && map_has(done, key))
			return true;
		if (path != p->path) {
			if (list_path(w, w->a, dir, &l) <= 0)
				return why2(w, "a folder cannot be read", dir);
			for (i = 0; i < l.n; i++) {
				const char *name = l.entries[i].name;

				if (l.entries[i].type == PLAN_FILE &&
				    is_metadata(name) && !add_from(w,
					arena_printf(w->a, "%s/%s", path,
						     name),
					arena_printf(w->a, "%s/%s", dir,
						     name)))
					return false;
			}
			add_dir(w, path);
		}
		map_put(done, key, NULL);
		if (!strcmp(path, p->mod->path))
			return true;
		path = path_dir(w->a, path);
		dir = path_dir(w->a, dir);
	}
}

static int by_pkg(const void *x, const void *y)
{
	const struct pkg *const *a = x, *const *b = y;

	return strcmp((*a)->path, (*b)->path);
}

/* One of several more files beside what vendor/ has. */
static void look_at(void *payload, size_t i, int thread)
{
	struct work *w = payload;
	struct copied *c = w->more[i];
	struct arena *a = &w->t->threads[thread];
	struct strbuf *one = &w->bufs[thread][0], *two = &w->bufs[thread][1];
	int dir = w->h->open_dir(w->h, path_dir(a, c->from)), rc, mode;

	strbuf_reset(one);
	rc = dir < 0 ? -1 : w->h->read_at(w->h, dir, path_base(c->from), 0,
					  one, &mode);
	if (dir >= 0)
		w->h->close_dir(w->h, dir);
	if (rc)
		return;
	dir = w->h->open_dir(w->h, path_dir(a, arena_printf(a, "%s/vendor/%s",
			     w->in->dir, c->rel)));
	compare(w->h, dir, path_base(c->rel), one, two, c);
	if (dir >= 0)
		w->h->close_dir(w->h, dir);
}

static bool take_files(struct work *w)
{
	struct map done = MAP_INIT;
	size_t i, k;
	bool ok = true;

	if (w->npkgs)
		qsort(w->pkgs, w->npkgs, sizeof(*w->pkgs), by_pkg);
	for (i = 0; ok && i < w->npkgs; i++) {
		struct pkg *p = w->pkgs[i];

		add_dir(w, p->path);
		for (k = 0; ok && k < p->nfiles; k++)
			ok = add_file(w, &p->files[k]);
		ok = ok && metadata(w, p, &done);
	}
	/* Last: what is embedded may be a file of another package. */
	for (i = 0; ok && i < w->npkgs; i++)
		ok = embed(w, w->pkgs[i]);
	map_release(&done);
	if (!ok)
		return false;
	for (i = 0; i < w->nmore; i++)
		add_dir(w, path_dir(w->a, w->more[i]->rel));
	w->h->each(w->h, w->nmore, look_at, w);
	for (i = 0; i < w->nmore; i++)
		if (!w->more[i]->looked)
			return why2(w, "a file cannot be read",
				    w->more[i]->from);
	return true;
}

/* ---- modules.txt ---- */

static void module_line(struct strbuf *sb, const char *path,
			const char *version, const char *to,
			const char *to_version)
{
	strbuf_addf(sb, "# %s", path);
	if (!cstr_empty(version))
		strbuf_addf(sb, " %s", version);
	if (to)
		strbuf_addf(sb, " => %s", to);
	if (to && !cstr_empty(to_version))
		strbuf_addf(sb, " %s", to_version);
	strbuf_addch(sb, '\n');
}

/* Replacements that did nothing, or hold for any version. */
static void other_replacements(struct work *w, struct strbuf *sb)
{
	struct map written = MAP_INIT;
	size_t i;

	for (i = 0; i < w->nlist; i++)
		if (w->release >= GO_1_22 || w->list[i]->npkgs)
			map_put(&written, arena_printf(w->a, "%s@%s",
				w->list[i]->path, w->list[i]->version), NULL);
	for (i = 0; i < w->gomod->f.nreplaces; i++) {
		const struct modrule_replace *r = &w->gomod->f.replaces[i];
		const char *path = text_of(w, r->old.path);
		const char *version = text_of(w, r->old.version);
		const char *key = arena_printf(w->a, "%s@%s", path, version);

		if (map_has(&written, key))
			continue;
		if (w->release >= GO_1_22)
			map_put(&written, key, NULL);
		module_line(sb, path, version, text_of(w, r->new.path),
			    text_of(w, r->new.version));
	}
	map_release(&written);
}

static bool modules_txt(struct work *w)
{
	struct strbuf sb = STRBUF_INIT;
	size_t i, k;

	for (i = 0; i < w->nlist; i++) {
		const struct mod *m = w->list[i];

		module_line(&sb, m->path, m->version, m->new_path,
			    m->new_version);
		if (m->go_version)
			strbuf_addf(&sb, "## explicit; go %s\n",
				    m->go_version);
		else
			strbuf_addstr(&sb, "## explicit\n");
		for (k = 0; k < m->npkgs; k++)
			strbuf_addf(&sb, "%s\n", m->pkgs[k]);
	}
	other_replacements(w, &sb);
	w->t->modules_txt = arena_strdup(w->a, sb.buf);
	strbuf_release(&sb);
	return *w->t->modules_txt || why(w, "there is nothing to vendor");
}

/* ---- what differs ---- */

static void add_diff(struct work *w, enum vendortree_kind kind,
		     const char *rel, const char *from, int mode)
{
	struct vendortree_diff *d = ARENA_PUSH(w->a, w->t->diffs,
					       w->t->ndiffs);

	d->kind = kind;
	d->rel = rel;
	d->from = from;
	d->mode = mode;
}

struct old_dir {
	const char *rel;
	bool there;
	int mode;
	const char *why;
	struct fix_entry *entries;
	size_t n;
};

struct olds {
	struct work *w;
	struct old_dir *dirs;
};

static void list_old(void *payload, size_t i, int thread)
{
	struct olds *o = payload;
	struct work *w = o->w;
	struct arena *a = &w->t->threads[thread];
	struct old_dir *d = &o->dirs[i];
	const char *path = arena_printf(a, "%s/vendor/%s", w->in->dir, d->rel);
	struct plan_state s;
	struct listed l;

	memset(&s, 0, sizeof(s));
	if (w->h->look(w->h, a, path, &s)) {
		d->why = "vendor/ cannot be read";
		return;
	}
	if (s.type != PLAN_FOLDER) {
		d->why = s.type == PLAN_ABSENT
			? NULL : "something stands where a folder goes";
		return;
	}
	d->there = true;
	d->mode = s.mode;
	if (list_path(w, a, path, &l) <= 0)
		d->why = "vendor/ cannot be read";
	d->entries = l.entries;
	d->n = l.n;
}

static bool old_entry(struct work *w, const struct old_dir *d,
		      const struct fix_entry *e)
{
	const char *rel = !strcmp(d->rel, ".") ? e->name :
		arena_printf(w->a, "%s/%s", d->rel, e->name);
	bool file = map_has(&w->t->files, rel), dir = map_has(&w->t->dirs,
							      rel);

	if ((file && e->type != PLAN_FILE) ||
	    (dir && e->type != PLAN_FOLDER))
		return why2(w, "something else stands at", rel);
	if (e->type == PLAN_OTHER)
		return why2(w, "a socket or device in vendor/", rel);
	if (!file && !dir)
		add_diff(w, VENDORTREE_GONE, rel, NULL, 0);
	return true;
}

static int by_rel(const void *x, const void *y)
{
	const struct vendortree_diff *a = x, *b = y;

	return strcmp(a->rel, b->rel);
}

static bool folders_differ(struct work *w)
{
	const struct map *dirs = &w->t->dirs;
	int mode = 0777 & ~w->h->umask;
	struct olds o = { w, NULL };
	size_t i, k;

	o.dirs = arena_alloc(w->a, mem_mul(dirs->n, sizeof(*o.dirs)));
	for (i = 0; i < dirs->n; i++)
		o.dirs[i].rel = dirs->entries[i].key;
	w->h->each(w->h, dirs->n, list_old, &o);
	for (i = 0; i < dirs->n; i++) {
		const struct old_dir *d = &o.dirs[i];

		if (d->why)
			return why2(w, d->why, d->rel);
		if (!d->there)
			add_diff(w, VENDORTREE_FOLDER, d->rel, NULL, mode);
		else if (d->mode != mode)
			add_diff(w, VENDORTREE_MODE, d->rel, NULL, mode);
		for (k = 0; k < d->n; k++)
			if (!old_entry(w, d, &d->entries[k]))
				return false;
	}
	return true;
}

static bool modules_txt_differs(struct work *w)
{
	const char *file = path_join(w->a, w->in->dir, "vendor/modules.txt");
	int mode = 0666 & ~w->h->umask;
	struct plan_state s;
	struct str bytes;

	memset(&s, 0, sizeof(s));
	if (w->h->look(w->h, w->a, file, &s))
		return why(w, "vendor/modules.txt cannot be read");
	if (s.type == PLAN_ABSENT) {
		add_diff(w, VENDORTREE_NEW, "modules.txt", NULL, mode);
		return true;
	}
	if (s.type != PLAN_FILE || !read_whole(w, file, &bytes))
		return why(w, "vendor/modules.txt cannot be read");
	if (!str_is(bytes, w->t->modules_txt))
		add_diff(w, VENDORTREE_OTHER, "modules.txt", NULL, mode);
	else if (s.mode != mode)
		add_diff(w, VENDORTREE_MODE, "modules.txt", NULL, mode);
	return true;
}

static bool differences(struct work *w)
{
	const struct map *files = &w->t->files;
	int mode = 0666 & ~w->h->umask;
	struct plan_state s;
	size_t i, bytes = 0;

	memset(&s, 0, sizeof(s));
	if (w->h->look(w->h, w->a, w->in->dir, &s) || (s.mode & 02000))
		return why(w, "the folder hands its group down");
	if (map_has(files, "modules.txt"))
		return why(w, "a module gives modules.txt");
	for (i = 0; i < files->n; i++) {
		const struct copied *c = files->entries[i].value;

		if (c->mode == NO_MODE)
			add_diff(w, VENDORTREE_NEW, c->rel, c->from, mode);
		else if (!c->same)
			add_diff(w, VENDORTREE_OTHER, c->rel, c->from, mode);
		else if (c->mode != mode)
			add_diff(w, VENDORTREE_MODE, c->rel, NULL, mode);
		if (map_has(&w->t->dirs, c->rel))
			return why2(w, "a file and a folder", c->rel);
		if (!c->text)
			return why2(w, "a file that is no text differs",
				    c->rel);
		bytes += c->same ? 0 : c->size;
	}
	if (!modules_txt_differs(w))
		return false;
	map_put(&w->t->files, "modules.txt", NULL);
	if (!folders_differ(w))
		return false;
	if (w->t->ndiffs > MANY_DIFFS || bytes > MANY_BYTES)
		return why(w, "too much differs");
	if (w->t->ndiffs)
		qsort(w->t->diffs, w->t->ndiffs, sizeof(*w->t->diffs), by_rel);
	return true;
}

void vendortree_make(const struct vendortree_in *in, struct vendortree *out)
{
	struct work w = { .in = in, .h = in->host, .t = out };
	struct plan_state s;
	size_t i;

	memset(out, 0, sizeof(*out));
	memset(&s, 0, sizeof(s));
	w.a = &out->arena;
	for (i = 0; i < FIX_THREADS; i++) {
		strbuf_init(&w.bufs[i][0]);
		strbuf_init(&w.bufs[i][1]);
	}
	if (cstr_empty(in->version) || !gorelease_is_known(in->version) ||
	    !gorelease_find(in->version, &w.release) || w.release < GO_1_21)
		(void)why(&w, "a go whose rules are not known here");
	else if (cstr_empty(in->modcache) || cstr_empty(in->goroot))
		(void)why(&w, "the module cache or GOROOT is not known");
	else if (in->host->look(in->host, w.a, path_join(w.a, in->dir,
							 "vendor"), &s) ||
		 s.type != PLAN_FOLDER)
		(void)why(&w, "there is no vendor folder");
	if (!out->why)
		read_gosum(&w);
	if (!out->why && take_main(&w) && take_requires(&w) &&
	    load_packages(&w) && check_versions(&w) && take_files(&w) &&
	    modules_txt(&w))
		(void)differences(&w);
	if (w.sum)
		gosum_close(w.sum);
	for (i = 0; i < FIX_THREADS; i++) {
		strbuf_release(&w.bufs[i][0]);
		strbuf_release(&w.bufs[i][1]);
	}
	map_release(&w.mods);
	map_release(&w.seen);
}

const char *vendortree_from(const struct vendortree *t, const char *rel)
{
	const struct copied *c = map_get(&t->files, rel);

	return c ? c->from : NULL;
}

void vendortree_release(struct vendortree *t)
{
	size_t i;

	map_release(&t->files);
	map_release(&t->dirs);
	for (i = 0; i < FIX_THREADS; i++)
		arena_release(&t->threads[i]);
	arena_release(&t->arena);
	memset(t, 0, sizeof(*t));
}
