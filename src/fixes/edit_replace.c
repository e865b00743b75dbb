/*
 * edit-replace: a replace that leads out of the repository or nowhere: point
 * it elsewhere, or drop it.
 */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/modules.h"
#include "fmt/gomodedit.h"
#include "fmt/gosum.h"
#include "fmt/modpath.h"

/* The replace that the finding is about. */
struct subject {
	const struct module *m;
	const struct replace *r;
	const char *file;	/* go.mod or go.work, absolute */
	bool is_work;
	const char *version;	/* that go.mod requires; NULL: none */
	const char *inside;	/* a folder of the repository with it; or NULL */
	bool dangling;
};

static bool find_in(const struct finding *f, const struct replace *list,
		    size_t n, const struct replace **out)
{
	size_t i;

	for (i = 0; i < n; i++) {
		const struct replace *r = &list[i];
		size_t len = strlen(r->old_path);

		if (r->line == f->line && cstr_empty(r->new_version) &&
		    cstr_starts(f->subject, r->old_path) &&
		    (!f->subject[len] || f->subject[len] == '@')) {
			*out = r;
			return true;
		}
	}
	return false;
}

/* A module of that path somewhere in the repository, no fixture. */
static const char *home_of(struct fix_run *run, const char *path)
{
	const struct snapshot *s = run->snap;
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (cstr_eq(s->modules[i].path, path) &&
		    !s->modules[i].fixture)
			return fix_abs(run, s->modules[i].dir);
	return NULL;
}

static bool find_subject(struct fix_run *run, struct subject *out)
{
	const struct finding *f = run->finding;
	const struct snapshot *s = run->snap;
	size_t i;

	memset(out, 0, sizeof(*out));
	if (!f || cstr_empty(f->subject))
		return false;
	out->m = fix_module(run);
	if (!out->m)
		return false;
	if (cstr_eq(f->path, out->m->gomod)) {
		out->file = fix_abs(run, out->m->gomod);
		if (!find_in(f, out->m->replaces, out->m->nreplaces, &out->r))
			return false;
	}
	for (i = 0; i < s->nworkspaces && !out->r; i++) {
		const struct workspace *w = &s->workspaces[i];

		if (!cstr_eq(f->path, w->file))
			continue;
		out->is_work = true;
		out->file = fix_abs(run, w->file);
		(void)find_in(f, w->replaces, w->nreplaces, &out->r);
	}
	if (!out->r)
		return false;
	for (i = 0; i < out->m->nrequires; i++)
		if (cstr_eq(out->m->requires[i].path, out->r->old_path))
			out->version = out->m->requires[i].version;
	out->inside = home_of(run, out->r->old_path);
	out->dangling = out->r->missing || out->r->no_gomod;
	return true;
}

/* With vendor/ in effect it is vendor/ that would have to follow. */
static bool is_vendored(struct fix_run *run, const struct module *m)
{
	struct gobuild b;

	if (!run->place)
		return false;
	gobuild_init(&b, run->arena, run->snap, run->place, m);
	return gobuild_uses_vendor(&b);
}

static bool serves(struct fix_run *run)
{
	struct subject s;

	return find_subject(run, &s) && !is_vendored(run, s.m);
}

/* ---- what can be chosen ---- */

/* Its own folder, only spelled so that nobody else has it? */
static bool can_be_relative(struct fix_run *run, const struct subject *s)
{
	return s->r->absolute && !s->r->outside && !s->dangling &&
	       run->snap->repo.root;
}

/* v0.0.0 and the like: no version that anybody has published. */
static bool is_placeholder(const char *version)
{
	return cstr_empty(version) || cstr_eq(version, "v0.0.0") ||
	       cstr_starts(version, "v0.0.0-" MODPATH_NO_COMMIT);
}

static const char *default_way(struct fix_run *run, const struct subject *s)
{
	if (fix_given(run, "to"))
		return "folder";
	if (fix_given(run, "version"))
		return "version";
	if (can_be_relative(run, s))
		return "relative";
	if (s->inside || (s->version && is_placeholder(s->version)))
		return "folder";
	return "drop";
}

/* Go.sum must know the published module from then on. */
static bool has_sums(struct fix_run *run, const struct subject *s,
		     const char *version)
{
	struct gosum_reader *r = gosum_open(NULL);
	struct error err = ERROR_INIT;
	struct str bytes, hash;
	size_t at = 0;
	bool ok = false;
	int line;

	if (s->m->gosum.file &&
	    !fix_read(run, fix_abs(run, s->m->gosum.file), &bytes, &err)) {
		(void)gosum_feed(r, bytes);
		gosum_finish(r);
		ok = gosum_find(r, str_from(s->r->old_path),
				str_from(version), &at, &hash, &line);
	}
	gosum_close(r);
	error_release(&err);
	return ok;
}

static void judge_published(struct fix_run *run, const struct subject *s,
			    const char *version, struct choice *c)
{
	struct arena *a = run->arena;

	if (is_placeholder(version))
		c->bad = MSG(a, N_("go.mod requires {0} {1}, which nobody has "
				   "published."), s->r->old_path,
			     version ? version : "");
	else if (modules_need(s->m, s->r->old_path) != NEED_NOTHING &&
		 !has_sums(run, s, version))
		c->bad = MSG(a, N_(
			"go.sum has no line for {0} {1}, so the build would "
			"stop. Go adds it once the replace is gone: go mod edit "
			"-dropreplace={0} && go mod tidy"), s->r->old_path,
			version);
}

static void judge_folder(struct fix_run *run, const struct subject *s,
			 struct choice *c)
{
	const char *gomod = path_join(run->arena, c->value, "go.mod");
	struct plan_state st;

	if (cstr_empty(c->value))
		c->bad = MSG(run->arena, N_("Name the folder that holds {0}."),
			     s->r->old_path);
	else if (run->host->state(run->host, run->arena, gomod, false, &st,
				  NULL) || st.type != PLAN_FILE)
		c->bad = MSG(run->arena, N_("There is no {0}."), gomod);
	else if (!s->dangling && run->snap->repo.root &&
		 !path_under(run->snap->repo.root, c->value))
		c->bad = MSG(run->arena, N_("{0} lies outside the repository, "
					    "too."), c->value);
	else if (cstr_eq(run->finding->id, "docker-replace-outside-context") &&
		 cstr_eq(c->value, s->r->dir))
		c->bad = MSG(run->arena, N_("{0} is what the build context "
					    "does not have."), c->value);
}

static void judge_version(struct fix_run *run, const struct subject *s,
			  struct choice *c)
{
	struct str prefix, major;
	const char *why = NULL;

	if (!cstr_eq(modpath_canonical_version(run->arena,
					       str_from(c->value)), c->value) ||
	    cstr_empty(c->value)) {
		c->bad = MSG(run->arena, N_("\"{0}\" is no version of a "
					    "module, as v1.2.3 is."), c->value);
	} else if (modpath_split(str_from(s->r->old_path), &prefix, &major) &&
		   !modpath_major_fits(run->arena, str_from(c->value), major,
				       &why)) {
		c->bad = MSG(run->arena, N_("{0} is no version of {1}: {2}"),
			     c->value, s->r->old_path, why ? why : "");
	} else {
		judge_published(run, s, c->value, c);
	}
}

static void fields(struct fix_run *run, const struct subject *s)
{
	struct arena *a = run->arena;
	struct choice *c;
	const char *way;

	c = fix_choice(run, "how", CHOICE_ONE_OF, MSG(a, N_("What to do")),
		MSG(a, N_("drop: take the published module. folder: another "
			  "folder. version: a published version in place of "
			  "the required one.")), default_way(run, s));
	fix_option(run, c, "drop");
	fix_option(run, c, "folder");
	fix_option(run, c, "version");
	if (can_be_relative(run, s)) {
		c->about = MSG(a, N_(
			"relative: the same folder, written so that it holds in "
			"every checkout. drop: take the published module. "
			"folder: another folder. version: a published version "
			"in place of the required one."));
		fix_option(run, c, "relative");
	}
	way = c->value;
	if (cstr_eq(way, "drop") && s->version)
		judge_published(run, s, s->version, c);
	if (cstr_eq(way, "folder")) {
		c = fix_choice(run, "to", CHOICE_PATH, MSG(a, N_("Folder")),
			       MSG(a, N_("It must hold a go.mod. It is written "
					 "relative to the file.")),
			       s->inside);
		judge_folder(run, s, c);
	} else if (cstr_eq(way, "version")) {
		c = fix_choice(run, "version", CHOICE_TEXT,
			       MSG(a, N_("Version")),
			       MSG(a, N_("The replace stays, and names this "
					 "version.")), s->version);
		judge_version(run, s, c);
	}
}

/* As go wants a folder written: with a dot in front. */
static const char *spelled(struct fix_run *run, const struct subject *s,
			   const char *dir)
{
	const char *rel = path_rel(run->arena,
				   path_dir(run->arena, s->file), dir);

	return cstr_starts(rel, ".") && (rel[1] == '\0' || rel[1] == '.' ||
					 rel[1] == '/')
		? rel : arena_printf(run->arena, "./%s", rel);
}

static const char *new_folder(struct fix_run *run, const struct subject *s)
{
	if (cstr_eq(fix_value(run, "how"), "relative"))
		return spelled(run, s, s->r->dir);
	return spelled(run, s, fix_value(run, "to"));
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct subject s;
	const char *way;

	if (!find_subject(run, &s)) {
		o->refused = MSG(a, N_("The replace is not there any more."));
		return;
	}
	fields(run, &s);
	way = fix_value(run, "how");
	if (cstr_eq(way, "drop"))
		o->title = MSG(a, N_("take {0} as it is published again"),
			       s.r->old_path);
	else if (cstr_eq(way, "version"))
		o->title = MSG(a, N_("replace {0} by its version {1}"),
			       s.r->old_path, fix_value(run, "version"));
	else
		o->title = MSG(a, N_("replace {0} by {1}"),
			       s.r->old_path, new_folder(run, &s));
	o->about = MSG(a, N_(
		"Only this one line changes; the other replaces, the require "
		"lines and all comments stay."));
}

/* ---- the plan ---- */

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	const char *way = fix_value(run, "how");
	struct gomodedit change;
	struct subject s;
	struct str bytes;

	if (!find_subject(run, &s))
		return error_set(err, "the replace is not there any more");
	memset(&change, 0, sizeof(change));
	change.kind = cstr_eq(way, "drop") ? GOMODEDIT_DROP_REPLACE
					   : GOMODEDIT_SET_REPLACE;
	change.path = s.r->old_path;
	change.version = s.r->old_version;
	if (cstr_eq(way, "version")) {
		change.new_path = s.r->old_path;
		change.new_version = fix_value(run, "version");
	} else if (!cstr_eq(way, "drop")) {
		change.new_path = new_folder(run, &s);
	}
	if (fix_read(run, s.file, &bytes, err) ||
	    gomodedit_spans(run->arena, bytes, s.is_work, &change, &spans,
			    err) ||
	    fix_edit_spans(run, p, s.file, &spans, err))
		return -1;
	/* What is read now may lie in the cache, packed still. */
	fix_verify(run, p, fix_abs(run, s.m->dir),
		   MSG(run->arena, N_("go still finds every package")),
		   "go", "list", "-deps", "./...", NULL)->unpack = true;
	return 0;
}

const struct fix fix_edit_replace = {
	.id = "edit-replace",
	.title = N_("point a replace elsewhere, or drop it"),
	.about = N_("Changes the one replace line of go.mod or go.work that a "
		    "finding is about: a relative path in place of an absolute "
		    "one, another folder, a published version, or none. "
		    "Where vendor/ is in effect nothing is offered: there the "
		    "replace is only looked at by go mod vendor."),
	.serves = serves,
	.choices = choices,
	.build = build,
};
