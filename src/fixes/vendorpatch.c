#include "config.h"

#include "fixes/vendorpatch.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "fixes/modlist.h"
#include "fixes/stagefiles.h"
#include "fmt/modpath.h"

void vendorpatch_choose(struct fix_run *run)
{
	struct arena *a = run->arena;
	struct choice *c;

	c = fix_choice(run, "patches", CHOICE_ONE_OF,
		       MSG(a, N_("Dependencies changed in vendor/")),
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

static bool same_source(struct str x, struct str y)
{
	struct str one, other;
	bool more, more_there;

	do {
		more = str_line(&x, &one);
		more_there = str_line(&y, &other);
		if (more && more_there && !str_eq(one, other) &&
		    !str_eq(plain_line(one), plain_line(other)))
			return false;
	} while (more && more_there);
	return more == more_there;
}

/* ---- a copy ---- */

struct reading {
	struct fix_run *run;
	const struct legacypins *pins;
	const char *copy, *module;	/* folders */
	struct vendorpatch *p;
};

/* It is another module's, which lies below this one's path. */
static bool is_others(const struct reading *r, const char *rel)
{
	struct arena *a = r->run->arena;
	const char *path = path_join(a, r->p->path, rel);
	size_t i;

	if (cstr_starts(rel, "vendor/") || cstr_holds(rel, "/vendor/") ||
	    cstr_starts(rel, ".git/"))
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

	/* A folder that the module lacks is a module of its own upstream. */
	if (!fix_is(r->run, there, PLAN_FILE))
		return fix_is(r->run, path_dir(a, there), PLAN_FOLDER);
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
		     const struct plan_state *s)
{
	struct reading *r = payload;
	struct arena *a = r->run->arena;

	if (s->type != PLAN_FILE || is_others(r, rel))
		return 0;
	rel = arena_strdup(a, rel);
	*ARENA_PUSH(a, r->p->files, r->p->nfiles) = rel;
	if (is_built(rel) && differs(r, rel))
		*ARENA_PUSH(a, r->p->changed, r->p->nchanged) = rel;
	return 0;
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

static void add_lack(struct reading *r, const char *name, struct str text)
{
	size_t n = r->p->nlacks;

	*ARENA_PUSH(r->run->arena, r->p->lacks, r->p->nlacks) = name;
	*ARENA_PUSH(r->run->arena, r->p->texts, n) = text;
}

static void take_lacks(struct reading *r)
{
	struct arena *a = r->run->arena;
	const char **names;
	bool has_gomod = fix_is(r->run, path_join(a, r->copy, "go.mod"),
				 PLAN_FILE);
	struct str text;
	size_t i, n;

	if (r->run->host->list(r->run->host, a, r->module, &names, &n, NULL))
		n = 0;
	for (i = 0; i < n; i++) {
		if ((!is_licence(names[i]) && !cstr_eq(names[i], "go.mod")) ||
		    fix_is(r->run, path_join(a, r->copy, names[i]),
			    PLAN_FILE) ||
		    !fix_is(r->run, path_join(a, r->module, names[i]),
			     PLAN_FILE) ||
		    fix_read(r->run, path_join(a, r->module, names[i]), &text,
			     NULL) || !text_is_utf8(text))
			continue;
		add_lack(r, names[i], text);
		has_gomod = has_gomod || cstr_eq(names[i], "go.mod");
	}
	if (!has_gomod)
		add_lack(r, "go.mod", str_from(arena_printf(a, "module %s\n",
							    r->p->path)));
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

static void look_at(struct reading *r, const struct legacypin *pin,
		    const char *dir, const char *list,
		    struct vendorpatches *out)
{
	struct arena *a = r->run->arena;
	struct vendorpatch p = { .path = pin->path, .version = pin->version };
	struct modlist_one one;
	size_t i;

	/* Nothing needs it, or another version of it comes first. */
	for (i = 0; i < out->n; i++)
		if (cstr_eq(out->patches[i].path, pin->path))
			return;
	if (!modlist_of(r->run, list, pin->path, &one))
		return;
	r->copy = path_join(a, out->vendor, pin->path);
	r->module = cached(r->run, pin->source ? pin->source : pin->path,
			   pin->version);
	if (!r->module || !fix_is(r->run, r->copy, PLAN_FOLDER))
		return;
	r->p = &p;
	if (r->run->host->walk(r->run->host, r->copy, take_file, r, NULL) ||
	    !p.nchanged)
		return;
	take_lacks(r);
	p.taken = !fix_is(r->run, path_join(a, dir, path_join(a,
				VENDORPATCH_DIR, pin->path)), PLAN_ABSENT);
	*ARENA_PUSH(a, out->patches, out->n) = p;
}

void vendorpatch_find(struct fix_run *run, const struct legacypins *pins,
		      const char *dir, const char *list,
		      struct vendorpatches *out)
{
	struct reading r = { .run = run, .pins = pins };
	size_t i;

	memset(out, 0, sizeof(*out));
	out->vendor = path_join(run->arena, dir, "vendor");
	if (!fix_ran(run, list))
		return;
	for (i = 0; i < pins->n; i++)
		if (pins->pins[i].version && !pins->pins[i].beside)
			look_at(&r, &pins->pins[i], dir, list, out);
}

bool vendorpatch_keeps(const struct vendorpatches *v, const char *path)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (!v->patches[i].taken &&
		    cstr_eq(v->patches[i].path, path))
			return true;
	return false;
}

/* ---- in the stage ---- */

static const char *names_of(struct fix_run *run,
			    const struct vendorpatches *v)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i, k;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < v->patches[i].nfiles && !v->patches[i].taken;
		     k++)
			strbuf_addf(&sb, "%s/%s\n", v->patches[i].path,
				    v->patches[i].files[k]);
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

void vendorpatch_stage(struct fix_run *run, const struct vendorpatches *v)
{
	struct arena *a = run->arena;
	struct plan_command *c;

	(void)fix_command(run, "patch-folder", "/", MSG(a, N_(
			"a folder for changed dependencies in the stage")),
			"mkdir", "{stage}/" VENDORPATCH_DIR, NULL);
	c = fix_command(run, "patch-take", "/", MSG(a, N_(
			"take what was changed by hand from the old vendor "
			"folder")), "tar", "-cf", "{stage}/patched.tar", "-C",
			v->vendor, "-T", "-", NULL);
	c->input = names_of(run, v);
	c->late = true;
	c->may_fail = true;
	c = fix_command(run, "patch-put", "/", MSG(a, N_(
			"and put it there")), "tar", "-xf",
			"{stage}/patched.tar", "-C",
			"{stage}/" VENDORPATCH_DIR, NULL);
	c->may_fail = true;
}

void vendorpatch_files(const struct vendorpatches *v, struct strbuf *input)
{
	struct arena a = ARENA_INIT;
	size_t i, k;

	for (i = 0; i < v->n; i++) {
		const struct vendorpatch *p = &v->patches[i];

		for (k = 0; k < p->nlacks && !p->taken; k++)
			stagefiles_add(input, arena_printf(&a,
				VENDORPATCH_DIR "/%s/%s", p->path,
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
	return arena_printf(run->arena, "%s%s", staged_folder(run), p->path);
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
		if (&v->patches[i] != p && !v->patches[i].taken &&
		    modpath_under(p->path, v->patches[i].path))
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
		const char *rel = path_join(a, VENDORPATCH_DIR, one->path);
		const char *to = path_join(a, dir, rel);

		if (one->taken || comes_along(v, one))
			continue;
		if (fix_folders(run, p, path_dir(a, to), err) ||
		    fix_tree(run, p, to, path_join(a, run->stage, rel), err))
			return -1;
	}
	return 0;
}

void vendorpatch_note(struct fix_run *run, struct plan *p,
		      const struct vendorpatches *v, bool kept)
{
	struct fix_names stays = FIX_NAMES_INIT, lost = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	size_t i, k;

	for (i = 0; i < v->n; i++) {
		const struct vendorpatch *one = &v->patches[i];

		if (kept && !one->taken)
			fix_name_add(&stays, arena_printf(a, "%s (%s%s)",
				one->path, one->changed[0],
				one->nchanged > 1 ? ", …" : ""));
		else
			for (k = 0; k < one->nchanged; k++)
				fix_name_add(&lost, path_join(a, one->path,
							one->changed[k]));
	}
	fix_note_names(run, p, &stays, N_(
		"{n} module was changed in the old vendor folder: what it had "
		"there goes on in third_party, and a replace names it: {0}"),
		N_("{n} modules were changed in the old vendor folder: what "
		   "they had there goes on in third_party, and replaces name "
		   "it: {0}"));
	fix_note_names(run, p, &lost, N_(
		"{n} file of the old vendor folder differs from the module of "
		"the same version: a change made by hand would be lost: {0}"),
		N_("{n} files of the old vendor folder differ from the modules "
		   "of the same versions: changes made by hand would be lost: "
		   "{0}"));
}
