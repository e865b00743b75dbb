#include "config.h"

#include "fixes/vendorpatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "facts/gopathage.h"
#include "fixes/gowords.h"
#include "fixes/modlist.h"
#include "fixes/renames.h"
#include "fixes/stagefiles.h"
#include "fmt/buildtag.h"
#include "fmt/goimports.h"
#include "fmt/gomod.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"
#include "fmt/reporoot.h"

/* The language of a dependency whose go.mod says none. */
#define GO_WITHOUT_LINE "1.16"

/* Where the tools of that time put copies of what others wrote. */
void vendorpatch_roots(struct fix_run *run, const char *dir,
		       struct vendorpatches *out)
{
	static const char *const roots[] = {
		"vendor", "vendor/src", "Godeps/_workspace/src"
	};
	struct str rest = str_from(place_value(run->place, "GOPATH")), one;
	struct arena *a = run->arena;
	size_t i;

	memset(out, 0, sizeof(*out));
	/* With modules.txt go itself wrote it. */
	for (i = 0; i < ARRAY_SIZE(roots); i++) {
		const char *root = path_join(a, dir, roots[i]);

		if (fix_is(run, root, PLAN_FOLDER) &&
		    !fix_is(run, path_join(a, root, "modules.txt"),
			    PLAN_FILE))
			*ARENA_PUSH(a, out->roots, out->nroots) = root;
	}
	out->ninside = out->nroots;
	if (!gopathage_src(a, run->place, dir))
		return;
	while (str_cut(&rest, ':', &one))
		if (one.len && one.p[0] == '/')
			*ARENA_PUSH(a, out->roots, out->nroots) =
				path_join(a, arena_strndup(a, one.p, one.len),
					  "src");
}

/* The vendor folders of copies, by their place HOST/NAME, HOST/OWNER/NAME or
 * the like; the breadth comes first. */
#define NESTED_DEPTH 4

static void add_nested(struct fix_run *run, struct vendorpatches *v)
{
	const char **dirs = NULL, **names, *dir;
	struct arena *a = run->arena;
	size_t i, k, n = 0, from = 0, to, count;
	int depth;

	for (i = 0; i < v->ninside; i++)
		*ARENA_PUSH(a, dirs, n) = v->roots[i];
	for (depth = 0; depth < NESTED_DEPTH; depth++) {
		to = n;
		for (i = from; i < to; i++) {
			if (run->host->list(run->host, a, dirs[i], &names,
					    &count, NULL))
				continue;
			for (k = 0; k < count; k++) {
				dir = path_join(a, dirs[i], names[k]);
				if (!fix_is(run, dir, PLAN_FOLDER) ||
				    (!depth && cstr_eq(names[k], "src")))
					continue;
				if (depth > 1 && cstr_eq(names[k], "vendor"))
					*ARENA_PUSH(a, v->roots, v->nroots) =
						dir;
				else
					*ARENA_PUSH(a, dirs, n) = dir;
			}
		}
		from = to;
	}
}

void vendorpatch_choose(struct fix_run *run, const char *dir)
{
	struct vendorpatches found;
	struct arena *a = run->arena;
	struct choice *c;

	vendorpatch_roots(run, dir, &found);
	if (!found.nroots)
		return;
	c = fix_choice(run, "patches", CHOICE_ONE_OF,
		       MSG(a, N_("Dependencies changed by hand")),
		       MSG(a, N_("keep: a copy that differs from the module of "
				 "its version moves to {0}, and a replace "
				 "names it, so that it builds as before. drop: "
				 "the module as its authors have it."),
			   VENDORPATCH_DIR),
		       "keep");
	fix_option(run, c, "keep");
	fix_option(run, c, "drop");
}

bool vendorpatch_chosen(const struct fix_run *run)
{
	return cstr_eq(fix_value(run, "patches"), "keep");
}

/* ---- is it another one? ---- */

/* Does go build with it? */
static bool is_built(const char *rel)
{
	static const char *const ends[] = {
		".go", ".c", ".h", ".s", ".S", ".cc", ".cpp", ".cxx", ".hh",
		".hpp", ".hxx", ".m", ".f", ".F", ".for", ".f90", ".swig",
		".swigcxx", ".syso",
	};
	size_t i;

	if (cstr_ends(rel, "_test.go"))
		return false;
	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (cstr_ends(rel, ends[i]))
			return true;
	return false;
}

/* "package x" of "package x // import …", and of CRLF. */
static struct str plain_line(struct str line)
{
	if (str_starts(line, "package ")) {
		line = str_sub(line, 0, str_search(line, "//"));
		line = str_sub(line, 0, str_search(line, "/*"));
	}
	return str_trim(line);
}

/* Behind "…/Godeps/_workspace/src/", where godep save -r had the imports of
 * its copies lead to each other; path.len: it is no such path. */
static size_t behind_godep(struct str path)
{
	static const char mark[] = "/Godeps/_workspace/src/";
	size_t at = str_search(path, mark);

	return at == path.len ? at : at + strlen(mark);
}

static bool same_but_for_godep(struct str copy, struct str line)
{
	size_t at = behind_godep(copy), quote;
	struct str head, tail;

	if (at == copy.len)
		return false;
	quote = str_find_last(str_sub(copy, 0, at), '"');
	if (quote >= at)
		return false;
	head = str_sub(copy, 0, quote + 1);
	tail = str_sub(copy, at, copy.len - at);
	return line.len == head.len + tail.len &&
	       str_eq(str_sub(line, 0, head.len), head) &&
	       str_eq(str_sub(line, head.len, tail.len), tail);
}

/* `x` is of a copy. */
static bool same_source(struct str x, struct str y)
{
	struct str one, other;
	bool more, more_there;

	do {
		more = str_line(&x, &one);
		more_there = str_line(&y, &other);
		if (more && more_there && !str_eq(one, other) &&
		    !str_eq(plain_line(one), plain_line(other)) &&
		    !same_but_for_godep(str_trim(one), str_trim(other)))
			return false;
	} while (more && more_there);
	return more == more_there;
}

/* ---- a copy ---- */

/* Through links, as go looks at them. */
static bool leads_to(struct fix_run *run, const char *path,
		     enum plan_type type)
{
	const char *to = run->host->real(run->host, run->arena, path);

	return to && fix_is(run, to, type);
}

/* A folder that is walked: where it lies, and under which name in the copy. */
struct followed {
	const struct followed *up;
	const char *real, *rel;	/* "": the copy itself */
};

struct reading {
	struct fix_run *run;
	const struct legacypins *pins;
	const char *dir;		/* absolute: of the project */
	const char *list;		/* id of the command that listed */
	const char *copy, *module;	/* folders */
	const struct followed *in;
	struct buildtag_target here;
	struct map packages;		/* folders of the copy with Go files */
	size_t nsame;
	struct vendorpatch *p;
};

/* go's word for a package that it did not find ends so. */
static bool names_package(struct str line, const char *package)
{
	size_t n = strlen(package), at;

	for (;;) {
		at = str_search(line, package);
		if (at == line.len)
			return false;
		line = str_sub(line, at + n, line.len - at - n);
		if (!line.len || strchr(" :;,", line.p[0]))
			return true;
	}
}

/* Is it imported, and in no module that go tidy found? */
static bool is_missed(struct fix_run *run, const char *package)
{
	const struct fix_ran *r = renames_tidy(run);
	struct str rest = str_from(r ? r->err : NULL), line;

	while (str_line(&rest, &line))
		if (!gowords_is_progress(line) && names_package(line, package))
			return true;
	return false;
}

/* Of a repository, not of what it holds: .git of a submodule is a file. */
static bool is_of_vcs(const char *rel)
{
	struct str rest = str_from(rel), name;

	while (str_cut(&rest, '/', &name))
		if (str_is_word(name, ".git .hg .svn .bzr"))
			return true;
	return false;
}

/* It is another module's, which lies below this one's path. */
static bool is_others(const struct reading *r, const char *rel)
{
	struct arena *a = r->run->arena;
	const char *path = path_join(a, r->p->path, rel);
	size_t i;

	if (cstr_starts(rel, "vendor/") || cstr_holds(rel, "/vendor/") ||
	    is_of_vcs(rel))
		return true;
	for (i = 0; i < r->pins->n; i++) {
		const char *other = r->pins->pins[i].path;

		if (!cstr_eq(other, r->p->path) &&
		    modpath_under(other, r->p->path) &&
		    modpath_under(path, other))
			return true;
	}
	return false;
}

static bool differs(const struct reading *r, const char *rel)
{
	struct fix_host *h = r->run->host;
	struct arena *a = r->run->arena;
	struct strbuf was = STRBUF_INIT, is = STRBUF_INIT;
	const char *there = path_join(a, r->module, rel);
	bool out;

	/* A folder that the module lacks is a module of its own upstream, but
	 * for one that go finds nowhere: it was put there by hand. */
	if (!fix_is(r->run, there, PLAN_FILE))
		return fix_is(r->run, path_dir(a, there), PLAN_FOLDER) ||
		       is_missed(r->run, path_join(a, r->p->path,
						   path_dir(a, rel)));
	out = !h->read(h, path_join(a, r->copy, rel), &was, NULL) &&
	      !h->read(h, there, &is, NULL) &&
	      !str_eq(strbuf_str(&was), strbuf_str(&is)) &&
	      (!cstr_ends(rel, ".go") ||
	       !same_source(strbuf_str(&was), strbuf_str(&is)));
	strbuf_release(&was);
	strbuf_release(&is);
	return out;
}

static int take_file(void *payload, const char *rel,
		     const struct plan_state *s);

/* Links that lead back, and to folders that hold no package and lie nowhere
 * near, are not followed. */
static int follow(struct reading *r, const char *rel)
{
	struct fix_host *h = r->run->host;
	struct arena *a = r->run->arena;
	const struct followed *up;
	const char *to = h->real(h, a, path_join(a, r->copy, rel)), **names;
	struct followed in = { r->in, to, rel };
	struct plan_state file = { .type = PLAN_FILE };
	bool near = r->dir && to && path_under(r->dir, to);
	size_t i, n;
	int rc;

	if (!to || is_others(r, arena_printf(a, "%s/", rel)))
		return 0;
	if (fix_is(r->run, to, PLAN_FILE)) {
		in.rel = "";
		r->in = &in;
		rc = take_file(r, rel, &file);
		r->in = in.up;
		return rc;
	}
	for (up = r->in; up; up = up->up)
		if (path_under(to, up->real))
			return 0;
	if (h->list(h, a, to, &names, &n, NULL))
		return 0;
	for (i = 0; i < n && !near; i++)
		near = cstr_ends(names[i], ".go");
	if (!near)
		return 0;
	r->in = &in;
	rc = h->walk(h, to, take_file, r, NULL);
	r->in = in.up;
	return rc;
}

static int take_file(void *payload, const char *rel,
		     const struct plan_state *s)
{
	struct reading *r = payload;
	struct arena *a = r->run->arena;

	rel = *r->in->rel ? path_join(a, r->in->rel, rel)
			  : arena_strdup(a, rel);
	if (s->type == PLAN_SYMLINK)
		return follow(r, rel);
	if (s->type != PLAN_FILE || is_others(r, rel))
		return 0;
	*ARENA_PUSH(a, r->p->files, r->p->nfiles) = rel;
	if (!is_built(rel))
		return 0;
	if (cstr_ends(rel, ".go"))
		map_put(&r->packages, path_dir(a, rel), r);
	if (!r->module)
		return 0;
	if (differs(r, rel))
		*ARENA_PUSH(a, r->p->changed, r->p->nchanged) = rel;
	else
		r->nsame += fix_is(r->run, path_join(a, r->module, rel),
				   PLAN_FILE);
	return 0;
}

/* Would it be built here?  Tools left out what was for other machines. */
static bool builds_here(const struct reading *r, const char *path)
{
	struct gofile_head head;
	struct str text;

	return !strchr("_.", path_base(path)[0]) &&
	       !fix_read(r->run, path, &text, NULL) &&
	       !goimports_parse(r->run->arena, text, false, &head) &&
	       (r->here.cgo || !head.uses_c) &&
	       gofile_builds(path, &head, &r->here);
}

/* What is there of a package upstream, and not in the copy. */
static void find_missing(struct reading *r, const char *folder)
{
	struct arena *a = r->run->arena;
	const char **names;
	size_t i, n;

	if (r->run->host->list(r->run->host, a,
			       path_join(a, r->module, folder), &names, &n,
			       NULL))
		return;
	for (i = 0; i < n; i++) {
		const char *rel = cstr_eq(folder, ".")
			? names[i] : path_join(a, folder, names[i]);
		const char *there = path_join(a, r->module, rel);

		if (cstr_ends(rel, ".go") && is_built(rel) &&
		    fix_is(r->run, path_join(a, r->copy, rel),
			   PLAN_ABSENT) &&
		    fix_is(r->run, there, PLAN_FILE) && builds_here(r, there))
			*ARENA_PUSH(a, r->p->missing, r->p->nmissing) = rel;
	}
}

static bool is_licence(const char *name)
{
	static const char *const starts[] = {
		"LICEN", "COPYING", "COPYRIGHT", "NOTICE", "PATENTS", "UNLICEN"
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(starts); i++)
		if (cstr_starts(name, starts[i]))
			return true;
	return false;
}

/* What go takes it for without a go line, said: looks would miss it. */
static struct str with_go_line(struct arena *a, struct str text)
{
	const struct gomod *m = gomod_parse(a, text, GORELEASE_NEWEST);

	return m->f.go.text.p ? text : str_from(arena_printf(a,
		"%.*s\ngo " GO_WITHOUT_LINE "\n", STR_FMT(text)));
}

static void add_lack(struct reading *r, const char *name, struct str text)
{
	size_t n = r->p->nlacks;

	*ARENA_PUSH(r->run->arena, r->p->lacks, r->p->nlacks) = name;
	*ARENA_PUSH(r->run->arena, r->p->texts, n) = text;
}

/*
 * The copies below Godeps/_workspace go, so what goes on names the packages
 * themselves again: one type is not to be there under two paths.
 */
static void take_imports(struct reading *r, const char *rel)
{
	struct span_edits edits = SPAN_EDITS_INIT;
	struct arena *a = r->run->arena;
	struct gofile_head head;
	struct str text;
	size_t i;

	if (fix_read(r->run, path_join(a, r->copy, rel), &text, NULL) ||
	    !text_is_utf8(text) || goimports_parse(a, text, false, &head))
		return;
	for (i = 0; i < head.nimports; i++) {
		struct str path = str_from(head.imports[i].path);
		const struct span *s = &head.imports[i].span;
		size_t at = behind_godep(path);

		/* One with a workspace of its own takes that along. */
		if (at < path.len && s->end &&
		    !modpath_under(head.imports[i].path, r->p->at))
			span_edits_add(a, &edits, s->start, s->end,
				       str_sub(path, at, path.len - at));
	}
	if (!edits.n)
		return;
	r->p->nrenamed += (int)edits.n;
	add_lack(r, rel, span_edits_apply(a, text, &edits));
}

/* That of the project, but that loops stay what they were. */
static const char *go_line(struct fix_run *run)
{
	const char *go = fix_value(run, "go");

	return gover_cmp_of(go, LAST_OLD_LOOPS) < 0 ? go : LAST_OLD_LOOPS;
}

static void take_lacks(struct reading *r)
{
	struct arena *a = r->run->arena;
	const char **names;
	const bool was_module = leads_to(r->run, path_join(a, r->copy,
							   "go.mod"),
					 PLAN_FILE);
	bool has_gomod = was_module;
	struct str text;
	size_t i, n;

	if (!r->module ||
	    r->run->host->list(r->run->host, a, r->module, &names, &n, NULL))
		n = 0;
	for (i = 0; i < n; i++) {
		if ((!is_licence(names[i]) && !cstr_eq(names[i], "go.mod") &&
		     /* What that requires is in it. */
		     (!cstr_eq(names[i], "go.sum") || was_module)) ||
		    leads_to(r->run, path_join(a, r->copy, names[i]),
			     PLAN_FILE) ||
		    !fix_is(r->run, path_join(a, r->module, names[i]),
			     PLAN_FILE) ||
		    fix_read(r->run, path_join(a, r->module, names[i]), &text,
			     NULL) || !text_is_utf8(text))
			continue;
		if (cstr_eq(names[i], "go.mod")) {
			text = with_go_line(a, text);
			has_gomod = true;
		}
		add_lack(r, names[i], text);
	}
	if (!has_gomod)
		add_lack(r, "go.mod", str_from(arena_printf(a,
				"module %s\n\ngo %s\n", r->p->path,
				go_line(r->run))));
	for (i = 0; i < r->p->nfiles; i++)
		if (cstr_ends(r->p->files[i], ".go"))
			take_imports(r, r->p->files[i]);
}

/* Its folder in the module cache; NULL: it is not there. */
static const char *cached(struct fix_run *run, const char *path,
			  const char *version)
{
	const char *cache = place_value(run->place, "GOMODCACHE"), *dir;

	if (!path_is_abs(cache))
		return NULL;
	dir = modpath_cache_dir(run->arena, cache, path, version);
	return dir && fix_is(run, dir, PLAN_FOLDER) ? dir : NULL;
}

/* The root that has a copy of it; NULL: none has. */
static const char *root_of(struct fix_run *run, const struct vendorpatches *v,
			   const char *path)
{
	size_t i;

	for (i = 0; i < v->ninside; i++)
		if (leads_to(run, path_join(run->arena, v->roots[i], path),
			     PLAN_FOLDER))
			return v->roots[i];
	return NULL;
}

static bool is_among(const struct vendorpatches *v, const char *path)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (cstr_eq(v->patches[i].path, path))
			return true;
	return false;
}

/* Files of the copy of *p, and what of them differs from r->module. */
static int read_copy(struct reading *r, struct vendorpatch *p)
{
	struct followed top = { .rel = "" };
	size_t i;
	int rc;

	r->copy = path_join(r->run->arena, p->root, p->at);
	top.real = r->run->host->real(r->run->host, r->run->arena, r->copy);
	r->p = p;
	r->nsame = 0;
	r->packages = (struct map)MAP_INIT;
	r->in = &top;
	rc = top.real ? r->run->host->walk(r->run->host, top.real, take_file,
					   r, NULL) : -1;
	r->in = NULL;
	for (i = 0; i < r->packages.n && r->module && !rc; i++)
		find_missing(r, r->packages.entries[i].key);
	map_release(&r->packages);
	return rc;
}

/*
 * Does the project need packages of it, and go gets no module that has them?
 * Where another module is what go did not get, it finds none of those behind
 * that one either, and says so of each.
 */
static bool is_gone(struct fix_run *run, const char *path)
{
	const struct fix_ran *tidy = renames_tidy(run);
	struct gowords_missed *missed;
	size_t i, n;

	if (!fix_yes(run, "network") || !tidy || !strstr(tidy->err, path))
		return false;
	n = gowords_missing(run->arena, tidy->err, &missed);
	for (i = 0; i < n; i++) {
		struct str why = str_from(missed[i].why), first = STR_NONE;

		(void)str_word(&why, &first);
		if (!missed[i].theirs && path_under(path, missed[i].package) &&
		    (str_search(first, "@") == first.len ||
		     str_starts(first, arena_printf(run->arena, "%s@", path))))
			return true;
	}
	return false;
}

/* Did go look for it, or for the commit of a clone, and not get it? */
static bool is_unhad(const struct reading *r, const struct vendorpatch *p)
{
	const struct fix_ran *tidy = renames_tidy(r->run);
	struct arena *a = r->run->arena;

	if (!p->clone)
		return is_gone(r->run, p->path);
	/* One with a go.mod is a module, which is for others as it lies. */
	return fix_yes(r->run, "network") &&
	       (p->unhad ||
		(tidy && strstr(tidy->err, arena_printf(a, "%s@%s: ", p->path,
							p->version)))) &&
	       fix_is(r->run, path_join(a, path_join(a, p->root, p->at),
					"go.mod"), PLAN_ABSENT);
}

/* Holds the copy of *p, if there is one, against the module that `from` has
 * in that version. */
static void look_at(struct reading *r, struct vendorpatch *p,
		    const char *from, struct vendorpatches *out)
{
	struct arena *a = r->run->arena;

	/* Another version of it comes first. */
	if (is_among(out, p->path))
		return;
	if (!p->root)
		p->root = root_of(r->run, out, p->at);
	if (!p->root)
		return;
	r->module = p->version ? cached(r->run, from, p->version) : NULL;
	p->unhad = !r->module && (p->sought || is_unhad(r, p));
	if ((!r->module && !p->unhad) || read_copy(r, p) ||
	    (!p->nchanged && !p->nmissing && !p->unhad))
		return;
	take_lacks(r);
	p->taken = !fix_is(r->run, path_join(a, r->dir, path_join(a,
				VENDORPATCH_DIR, p->at)), PLAN_ABSENT);
	*ARENA_PUSH(a, out->patches, out->n) = *p;
}

/* Does anything need it?  Also where only what it lacks upstream is. */
static bool is_needed(const struct reading *r, const char *path)
{
	const struct fix_ran *tidy = renames_tidy(r->run);
	struct modlist_one one;
	struct arena *a = r->run->arena;

	return modlist_of(r->run, r->list, path, &one) ||
	       is_gone(r->run, path) ||
	       (tidy && (strstr(tidy->err, arena_printf(a, "%s/", path)) ||
			 strstr(tidy->err, arena_printf(a, "%s@", path))));
}

/* Is it the version that the copy should be of?  A clone is its own. */
static bool tells(const struct legacypin *pin)
{
	return pin->version && !pin->unpinned && (!pin->gone || pin->root);
}

/* The modules of the build that no pin has a version of: what go took. */
static void look_at_others(struct reading *r, struct vendorpatches *out)
{
	const struct legacypins *pins = r->pins;
	struct modlist_one one;
	size_t at = 0, i;

	while (modlist_next(r->run, r->list, &at, &one)) {
		struct vendorpatch p = {
			.path = one.path, .at = one.path, .unnamed = true,
			.version = one.to ? one.to_version : one.version,
		};
		bool done = false;

		for (i = 0; i < pins->n && !done; i++)
			done = tells(&pins->pins[i]) &&
			       cstr_eq(pins->pins[i].path, one.path);
		if (!done && !cstr_empty(p.version))
			look_at(r, &p, one.to ? one.to : one.path, out);
	}
}

/* ---- what go gets nowhere ---- */

/* The root, nested ones with them, that has that package; NULL: none has. */
static const char *root_with(struct fix_run *run,
			     const struct vendorpatches *v,
			     const char *package)
{
	size_t i;

	for (i = 0; i < v->nroots; i++)
		if ((i < v->ninside || cstr_eq(path_base(v->roots[i]),
					       "vendor")) &&
		    fix_is(run, path_join(run->arena, v->roots[i], package),
			   PLAN_FOLDER))
			return v->roots[i];
	return NULL;
}

static const struct legacypin *pin_with(const struct legacypins *pins,
					const char *package)
{
	size_t i;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *p = &pins->pins[i];

		if (!p->unpinned &&
		    modpath_under(package, p->was ? p->was : p->path))
			return p;
	}
	return NULL;
}

/* The copy of a package that go finds in no module, by its repository. */
static void look_for(struct reading *r, const char *package,
		     struct vendorpatches *out)
{
	struct str root = reporoot_of(str_from(package));
	struct vendorpatch p = { .sought = true };

	p.path = root.len ? arena_strndup(r->run->arena, root.p, root.len)
			  : package;
	p.at = p.path;
	p.root = root_with(r->run, out, package);
	if (p.root)
		look_at(r, &p, p.path, out);
}

/* What no lock names; a module that is in the build has its copy looked at
 * already. */
static void look_at_lost(struct reading *r, struct vendorpatches *out)
{
	const struct fix_ran *tidy = renames_tidy(r->run);
	struct gowords_missed *missed;
	size_t i, n;

	if (!fix_yes(r->run, "network") || !tidy)
		return;
	n = gowords_missing(r->run->arena, tidy->err, &missed);
	for (i = 0; i < n; i++)
		if (!missed[i].theirs &&
		    !pin_with(r->pins, missed[i].package) &&
		    is_gone(r->run, missed[i].package))
			look_for(r, missed[i].package, out);
}

/* A pin that go does not get, and nothing but a copy that goes on imports. */
static void look_at_imported(struct reading *r, const char *package,
			     struct vendorpatches *out)
{
	const struct legacypin *pin = pin_with(r->pins, package);
	struct vendorpatch p = { .sought = true };

	if (!pin || (pin->version && !pin->gone) || pin->root)
		return;
	p.path = pin->path;
	p.at = pin->was ? pin->was : pin->path;
	look_at(r, &p, pin->path, out);
}

/* Of copies that came for that reason as well: the list grows. */
static void look_at_imports(struct reading *r, struct vendorpatches *out)
{
	struct arena *a = r->run->arena;
	size_t i, k, m;

	for (i = 0; i < out->n && fix_yes(r->run, "network"); i++) {
		const struct vendorpatch p = out->patches[i];

		for (k = 0; k < p.nfiles; k++) {
			const char *file = path_join(a, path_join(a, p.root,
						p.at), p.files[k]);
			struct gofile_head head;
			struct str text;

			if (!cstr_ends(file, ".go") || !is_built(file) ||
			    fix_read(r->run, file, &text, NULL) ||
			    goimports_parse(a, text, false, &head))
				continue;
			for (m = 0; m < head.nimports; m++)
				look_at_imported(r, head.imports[m].path, out);
		}
	}
}

static struct reading begin(struct fix_run *run,
			    const struct legacypins *pins)
{
	const char *minor = strchr(place_value(run->place, "GOVERSION"), '.');

	return (struct reading){
		.run = run, .pins = pins,
		.here = { .goos = place_value(run->place, "GOOS"),
			  .goarch = place_value(run->place, "GOARCH"),
			  .cgo = cstr_eq(place_value(run->place,
						     "CGO_ENABLED"), "1"),
			  .go_minor = minor ? (int)strtol(minor + 1, NULL, 10)
					    : 0 },
	};
}

bool vendorpatch_same(struct fix_run *run, const struct legacypins *pins,
		      const char *root, const char *path, const char *version)
{
	struct reading r = begin(run, pins);
	struct vendorpatch p = {
		.path = path, .at = path, .version = version, .root = root
	};

	r.module = cached(run, path, version);
	return r.module && !read_copy(&r, &p) && r.nsame && !p.nchanged &&
	       !p.nmissing;
}

void vendorpatch_find(struct fix_run *run, const struct legacypins *pins,
		      const char *dir, const char *list,
		      struct vendorpatches *out)
{
	struct reading r = begin(run, pins);
	size_t i;

	r.dir = dir;
	r.list = list;
	vendorpatch_roots(run, dir, out);
	add_nested(run, out);
	if (!fix_ran(run, list))
		return;
	for (i = 0; i < pins->n; i++) {
		const struct legacypin *pin = &pins->pins[i];
		struct vendorpatch p = {
			.path = pin->path,
			.version = tells(pin) ? pin->version : NULL,
			.at = pin->was ? pin->was : pin->path,
			.root = pin->root, .clone = pin->root != NULL,
			.unhad = pin->gone,
		};

		if (!pin->unpinned && (pin->version || !p.clone) &&
		    is_needed(&r, pin->path))
			look_at(&r, &p, pin->source ? pin->source : pin->path,
				out);
	}
	look_at_others(&r, out);
	look_at_lost(&r, out);
	look_at_imports(&r, out);
}

static bool is_kept(const struct vendorpatch *p)
{
	return !p->taken && !p->dropped;
}

bool vendorpatch_has(const struct vendorpatches *v, const char *path)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (!v->patches[i].taken &&
		    cstr_eq(v->patches[i].path, path))
			return true;
	return false;
}

bool vendorpatch_keeps(const struct vendorpatches *v, const char *path)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (is_kept(&v->patches[i]) &&
		    cstr_eq(v->patches[i].path, path))
			return true;
	return false;
}

bool vendorpatch_tells(const struct vendorpatches *v, const char *path)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->patches[i].clone &&
		    cstr_eq(v->patches[i].path, path))
			return true;
	return false;
}

/* ---- in the stage ---- */

static const char *names_of(struct fix_run *run,
			    const struct vendorpatches *v, const char *root)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i, k;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < v->patches[i].nfiles &&
		     !v->patches[i].taken && cstr_eq(v->patches[i].root, root); k++)
			strbuf_addf(&sb, "%s/%s\n", v->patches[i].at,
				    v->patches[i].files[k]);
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

/* The first root's have the plain id. */
static const char *numbered(struct fix_run *run, const char *id, size_t i)
{
	return i ? arena_printf(run->arena, "%s-%zu", id, i + 1) : id;
}

void vendorpatch_stage(struct fix_run *run, const struct vendorpatches *v)
{
	struct arena *a = run->arena;
	struct plan_command *c;
	size_t i;

	if (v->nroots)
		(void)fix_command(run, "patch-folder", "/", MSG(a, N_(
				"a folder for changed dependencies in the "
				"stage")), "mkdir",
				"{stage}/" VENDORPATCH_DIR, NULL);
	for (i = 0; i < v->nroots; i++) {
		c = fix_command(run, numbered(run, "patch-take", i), "/",
				MSG(a, N_("take what was changed by hand from "
					  "{0}"), v->roots[i]), "tar", "-chf",
				"{stage}/patched.tar", "-C", v->roots[i],
				"-T", "-", NULL);
		c->input = names_of(run, v, v->roots[i]);
		c->late = true;
		c->may_fail = true;
		c = fix_command(run, numbered(run, "patch-put", i), "/",
				MSG(a, N_("and put it there")), "tar", "-xf",
				"{stage}/patched.tar", "-C",
				"{stage}/" VENDORPATCH_DIR, NULL);
		c->may_fail = true;
	}
}

void vendorpatch_files(const struct vendorpatches *v, struct strbuf *input)
{
	struct arena a = ARENA_INIT;
	size_t i, k;

	for (i = 0; i < v->n; i++) {
		const struct vendorpatch *p = &v->patches[i];

		for (k = 0; k < p->nlacks && !p->taken; k++)
			stagefiles_add(input, arena_printf(&a,
				VENDORPATCH_DIR "/%s/%s", p->at,
				p->lacks[k]), p->texts[k]);
	}
	arena_release(&a);
}

/* With the "/" behind it. */
static const char *staged_folder(struct fix_run *run)
{
	return arena_printf(run->arena, "%s/" VENDORPATCH_DIR "/",
			    run->stage ? run->stage : "{stage}");
}

const char *vendorpatch_staged(struct fix_run *run,
			       const struct vendorpatch *p)
{
	return arena_printf(run->arena, "%s%s", staged_folder(run), p->at);
}

const char *vendorpatch_settled(struct fix_run *run, struct str text)
{
	const char *staged = staged_folder(run), *out;
	struct strbuf sb = STRBUF_INIT;
	size_t at, n = strlen(staged);

	while ((at = str_search(text, staged)) < text.len) {
		strbuf_adds(&sb, str_sub(text, 0, at));
		strbuf_addstr(&sb, "./" VENDORPATCH_DIR "/");
		text = str_sub(text, at + n, text.len - at - n);
	}
	strbuf_adds(&sb, text);
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

void vendorpatch_settle(struct fix_run *run)
{
	static const char name[] = "vendor/modules.txt";
	struct strbuf input = STRBUF_INIT;
	struct plan_command *c;
	struct str text;

	if (!vendorpatch_chosen(run))
		return;
	/* go writes none where nothing comes from elsewhere. */
	if (fix_ran(run, "vendor") &&
	    !fix_read(run, path_join(run->arena, run->stage, name), &text,
		      NULL))
		stagefiles_add(&input, name,
			       str_from(vendorpatch_settled(run, text)));
	c = stagefiles_write(run, "settle", MSG(run->arena, N_(
		"name the folders in modules.txt where they will be")),
		&input);
	c->late = true;
	c->may_fail = true;
}

/* ---- the plan ---- */

/* It lies in the folder of another one, and comes with it. */
static bool comes_along(const struct vendorpatches *v,
			const struct vendorpatch *p)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (&v->patches[i] != p && is_kept(&v->patches[i]) &&
		    modpath_under(p->at, v->patches[i].at))
			return true;
	return false;
}

int vendorpatch_plan(struct fix_run *run, struct plan *p,
		     const struct vendorpatches *v, const char *dir,
		     struct error *err)
{
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < v->n; i++) {
		const struct vendorpatch *one = &v->patches[i];
		const char *rel = path_join(a, VENDORPATCH_DIR, one->at);
		const char *to = path_join(a, dir, rel);

		if (!is_kept(one) || comes_along(v, one))
			continue;
		if (fix_folders(run, p, path_dir(a, to), err) ||
		    fix_tree(run, p, to, path_join(a, run->stage, rel), err))
			return -1;
	}
	return 0;
}

/* "example.com/dep (lib.go, …)", and what it was for a clone. */
static const char *shown(struct arena *a, const struct vendorpatch *p)
{
	if (p->unhad)
		return p->version ? arena_printf(a, "%s %s", p->path,
						 p->version) : p->path;
	return arena_printf(a, "%s (%s%s%s)", p->path,
			    p->nchanged ? "" : "−",
			    p->nchanged ? p->changed[0] : p->missing[0],
			    p->nchanged + p->nmissing > 1 ? ", …" : "");
}

static void note_lost(struct fix_run *run, struct plan *p,
		      const struct vendorpatches *v, bool kept)
{
	struct fix_names lost = FIX_NAMES_INIT, back = FIX_NAMES_INIT;
	struct fix_names clones = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	size_t i, k;

	for (i = 0; i < v->n; i++) {
		const struct vendorpatch *one = &v->patches[i];

		if (kept && is_kept(one))
			continue;
		if (one->clone) {
			fix_name_add(&clones, shown(a, one));
			continue;
		}
		for (k = 0; k < one->nchanged; k++)
			fix_name_add(&lost, path_join(a, one->path,
						      one->changed[k]));
		for (k = 0; k < one->nmissing; k++)
			fix_name_add(&back, path_join(a, one->path,
						      one->missing[k]));
	}
	fix_note_names(run, p, &lost, N_(
		"{n} file of the old copies differs from the module of "
		"the same version: a change made by hand would be lost: {0}"),
		N_("{n} files of the old copies differ from the modules "
		   "of the same versions: changes made by hand would be lost: "
		   "{0}"));
	fix_note_names(run, p, &back, N_(
		"{n} file that was taken out of the old copies by hand "
		"comes back into the build: {0}"), N_(
		"{n} files that were taken out of the old copies by "
		"hand come back into the build: {0}"));
	fix_note_names(run, p, &clones, N_(
		"{n} clone in GOPATH/src has what go does not get: changes "
		"without a commit, or a commit that no server has. It was "
		"built with that so far, and as a module is not: {0}"), N_(
		"{n} clones in GOPATH/src have what go does not get: changes "
		"without a commit, or commits that no server has. It was built "
		"with that so far, and as a module is not: {0}"));
}

void vendorpatch_note(struct fix_run *run, struct plan *p,
		      const struct vendorpatches *v, bool kept)
{
	struct fix_names stays = FIX_NAMES_INIT, other = FIX_NAMES_INIT;
	struct fix_names clones = FIX_NAMES_INIT, gone = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	int renamed = 0;
	size_t i;

	for (i = 0; i < v->n && kept; i++) {
		const struct vendorpatch *one = &v->patches[i];

		if (!is_kept(one))
			continue;
		renamed += one->nrenamed;
		if (one->unnamed)
			fix_name_add(&other, arena_printf(a, "%s (%s)",
						one->path, one->version));
		else
			fix_name_add(one->clone ? &clones : one->unhad ? &gone
				     : &stays, shown(a, one));
	}
	if (renamed)
		fix_note(run, p, MSG_N(a, N_(
			"{n} import in the copies that godep had made lead to "
			"Godeps/_workspace names the package itself again."),
			N_(
			"{n} imports in the copies that godep had made lead to "
			"Godeps/_workspace name the packages themselves "
			"again."), renamed));
	fix_note_names(run, p, &stays, N_(
		"{n} module was changed in the old copies: what it had "
		"there goes on in third_party, and a replace names it: {0}"),
		N_("{n} modules were changed in the old copies: what "
		   "they had there goes on in third_party, and replaces name "
		   "it: {0}"));
	fix_note_names(run, p, &gone, N_(
		"go gets {n} module nowhere that the project has a copy of: "
		"the copy goes on in third_party, and a replace names it: {0}"),
		N_("go gets {n} modules nowhere that the project has copies "
		   "of: the copies go on in third_party, and replaces name "
		   "them: {0}"));
	fix_note_names(run, p, &other, N_(
		"{n} module lies in the old copies otherwise than in "
		"the version that go takes, and which version it is cannot be "
		"told: the copy goes on in third_party, and a replace names "
		"it: {0}"), N_(
		"{n} modules lie in the old copies otherwise than in "
		"the versions that go takes, and which versions they are "
		"cannot be told: the copies go on in third_party, and replaces "
		"name them: {0}"));
	fix_note_names(run, p, &clones, N_(
		"{n} clone in GOPATH/src has what go does not get: changes "
		"without a commit, or a commit that no server has. Its files "
		"go on in third_party, and a replace names it: {0}"), N_(
		"{n} clones in GOPATH/src have what go does not get: changes "
		"without a commit, or commits that no server has. Their files "
		"go on in third_party, and replaces name them: {0}"));
	note_lost(run, p, v, kept);
}
