#include "config.h"

#include "scan/gitstage.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "checks/check.h"
#include "fmt/gitconfig.h"
#include "fmt/gitignore.h"
#include "host/fs.h"
#include "host/git.h"

#define MAX_INCLUDES 64
/* So many ignored files of a vendor tree are named. */
#define MAX_NAMED 100
#define ASKED_AT_ONCE 256
#define IGNORE_MAX_BYTES ((size_t)4 * 1024 * 1024)

/* ---- before libgit2 opens anything (R5) ---- */

struct precheck {
	struct arena *a;
	const char *bad;	/* what git would hang on */
	const char *named_by;	/* "file:line", or NULL */
	int nincludes;
};

/* A file that git opens: it may be missing, but must not be a FIFO. */
static bool is_harmless(const char *path)
{
	struct stat st;

	return stat(path, &st) || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode);
}

static void must_be_file(struct precheck *p, const char *path,
			 const char *named_by)
{
	if (p->bad || is_harmless(path))
		return;
	p->bad = path;
	p->named_by = named_by;
}

static const char *config_path(struct arena *a, const char *config,
			       const char *value)
{
	const char *home = getenv("HOME");

	if (cstr_starts(value, "~/") && home)
		return path_join(a, home, value + 2);
	return path_join(a, path_dir(a, config), value);
}

static bool names_file(const struct gitconfig_entry *e)
{
	if (!strcmp(e->section, "core"))
		return !strcmp(e->key, "excludesfile") ||
		       !strcmp(e->key, "attributesfile");
	return false;
}

static void check_config(struct precheck *p, const char *file,
			 const char *named_by)
{
	struct strbuf sb = STRBUF_INIT;
	struct gitconfig_entry *entries;
	size_t i, n;

	must_be_file(p, file, named_by);
	if (p->bad || p->nincludes++ >= MAX_INCLUDES ||
	    fs_read(file, IGNORE_MAX_BYTES, &sb, NULL))
		goto out;
	gitconfig_parse(p->a, strbuf_str(&sb), &entries, &n);
	for (i = 0; i < n && !p->bad; i++) {
		const struct gitconfig_entry *e = &entries[i];
		const char *where = arena_printf(p->a, "%s:%d", file, e->line);

		if (!strcmp(e->key, "path") &&
		    (!strcmp(e->section, "include") ||
		     !strcmp(e->section, "includeif")))
			check_config(p, config_path(p->a, file, e->value),
				     where);
		else if (names_file(e) && *e->value)
			must_be_file(p, config_path(p->a, file, e->value),
				     where);
	}
out:
	strbuf_release(&sb);
}

static bool is_safe_to_open(struct arena *a, const struct discovery *d,
			    struct gitfacts *out)
{
	static const char *const common[] = {
		"packed-refs", "info/exclude", "info/attributes",
		"objects/info/alternates", "shallow",
	};
	static const char *const own[] = {
		"HEAD", "index", "config.worktree", "commondir", "gitdir",
	};
	struct precheck p = { .a = a };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(own); i++)
		must_be_file(&p, path_join(a, d->git_dir, own[i]), NULL);
	for (i = 0; i < ARRAY_SIZE(common); i++)
		must_be_file(&p, path_join(a, d->common_dir, common[i]), NULL);
	check_config(&p, path_join(a, d->common_dir, "config"), NULL);
	if (!p.bad)
		return true;
	out->problem = arena_printf(a, "git is not asked: %s is not a regular "
				    "file, and git would wait for it", p.bad);
	out->problem_hint = p.named_by
		? arena_printf(a, "take it out of %s", p.named_by)
		: arena_printf(a, "remove %s", p.bad);
	return false;
}

struct githost *gitstage_open(struct arena *a, const struct discovery *d,
			      struct gitfacts *out)
{
	struct error err = ERROR_INIT;
	struct githost *g;

	memset(out, 0, sizeof(*out));
	if (!is_safe_to_open(a, d, out))
		return NULL;
	g = githost_open(d->root, &err);
	if (!g) {
		if (d->foreign_owner) {
			out->foreign_owner = true;
			out->problem = "the repository belongs to another "
				"user, and git refuses it (\"dubious "
				"ownership\")";
			out->problem_hint = arena_printf(a,
				"git config --global --add safe.directory %s",
				shell_quote(a, d->root));
		} else {
			out->problem = arena_strdup(a, err.message);
			out->problem_hint = arena_printf(a,
				"see what git itself says: git -C %s status",
				shell_quote(a, d->root));
		}
		error_release(&err);
		return NULL;
	}
	out->branch = githost_branch(a, g);
	out->head = githost_head(a, g);
	out->remote = githost_remote(a, g);
	return g;
}

/* ---- files ---- */

static enum git_state state_of(enum githost_file f)
{
	switch (f) {
	case GITHOST_UNKNOWN: return GIT_UNKNOWN;
	case GITHOST_TRACKED: return GIT_TRACKED;
	case GITHOST_CHANGED: return GIT_CHANGED;
	case GITHOST_UNTRACKED: return GIT_UNTRACKED;
	case GITHOST_IGNORED: return GIT_IGNORED;
	case GITHOST_DELETED: return GIT_DELETED;
	}
	return GIT_UNKNOWN;
}

static void add_rules(struct arena *a, struct gitignore *set,
		      const char *file, const char *shown, const char *base)
{
	struct strbuf sb = STRBUF_INIT;

	if (file && !fs_read(file, IGNORE_MAX_BYTES, &sb, NULL))
		gitignore_add(a, set, strbuf_str(&sb), shown, base);
	strbuf_release(&sb);
}

/*
 * The rules that may decide on something in `dir`, weakest first; kept for
 * the next path of the same folder.
 */
struct rules {
	struct arena *a;
	const struct discovery *d;
	const char *excludes;
	struct map by_dir;
};

static const struct gitignore *rules_for(struct rules *r, const char *dir)
{
	struct gitignore *set = map_get(&r->by_dir, dir);
	const char *file, *shown;

	if (set)
		return set;
	set = ARENA_NEW(r->a, struct gitignore);
	if (!strcmp(dir, ".")) {
		add_rules(r->a, set, r->excludes, r->excludes, "");
		file = path_join(r->a, r->d->common_dir, "info/exclude");
		shown = path_under(r->d->root, file)
			? path_rel(r->a, r->d->root, file) : file;
		add_rules(r->a, set, file, shown, "");
	} else {
		const struct gitignore *up = rules_for(r,
			path_dir(r->a, dir));
		size_t i;

		for (i = 0; i < up->nrules; i++)
			*ARENA_PUSH(r->a, set->rules, set->nrules) =
				up->rules[i];
	}
	shown = path_join(r->a, dir, ".gitignore");
	add_rules(r->a, set, path_join(r->a, r->d->root, shown), shown,
		  strcmp(dir, ".") ? dir : "");
	map_put(&r->by_dir, dir, set);
	return set;
}

static const struct gitignore_rule *why_ignored(struct rules *r,
						const char *path, bool is_dir)
{
	return gitignore_why(rules_for(r, path_dir(r->a, path)), path, is_dir);
}

static void want(struct arena *a, const char *path, struct gitfacts *out)
{
	if (path && !path_is_abs(path))
		ARENA_PUSH(a, out->paths, out->npaths)->path = path;
}

static int path_order(const void *a, const void *b)
{
	return strcmp(((const struct git_path *)a)->path,
		      ((const struct git_path *)b)->path);
}

static void sort_paths(struct git_path *paths, size_t n)
{
	if (n)
		qsort(paths, n, sizeof(*paths), path_order);
}

/* Ask git about the paths from this one on, so many at a time. */
static void ask(struct githost *g, struct rules *rules, size_t from,
		struct walk_progress *progress, struct gitfacts *out)
{
	const char *paths[ASKED_AT_ONCE];
	enum githost_file states[ASKED_AT_ONCE];
	size_t i, n;

	sort_paths(out->paths + from, out->npaths - from);
	for (; from < out->npaths; from += n) {
		if (atomic_load(&progress->cancel))
			return;
		for (n = 0; n < ASKED_AT_ONCE && from + n < out->npaths; n++)
			paths[n] = out->paths[from + n].path;
		githost_states(g, paths, n, states);
		for (i = 0; i < n; i++) {
			struct git_path *p = &out->paths[from + i];
			const struct gitignore_rule *r;

			p->state = state_of(states[i]);
			r = p->state == GIT_IGNORED
				? why_ignored(rules, p->path, false) : NULL;
			if (r)
				p->rule = arena_printf(rules->a, "%s:%d: %s",
						       r->file, r->line,
						       r->pattern);
		}
		atomic_fetch_add(&progress->beat, 1);
	}
}

void gitstage_paths(struct arena *a, struct githost *g,
		    const struct discovery *d, const struct tree *t,
		    struct walk_progress *progress, struct gitfacts *out)
{
	struct rules rules = { a, d, githost_excludes_file(a, g), MAP_INIT };
	struct gitfacts first;
	size_t i;

	for (i = 0; i < t->nmodules; i++) {
		want(a, t->modules[i].gomod, out);
		want(a, t->modules[i].gosum.file, out);
	}
	for (i = 0; i < t->nworkspaces; i++) {
		want(a, t->workspaces[i].file, out);
		want(a, t->workspaces[i].gosum.file, out);
	}
	for (i = 0; i < t->nfiles; i++)
		want(a, t->files[i].path, out);
	ask(g, &rules, 0, progress, out);
	/* A module that is new as a whole, or a go.mod forgotten? */
	first = *out;
	for (i = 0; i < t->nmodules; i++) {
		const struct git_path *p = gitfacts_path(&first,
			t->modules[i].gomod);

		if (p && p->state == GIT_UNTRACKED)
			want(a, t->modules[i].first_gofile, out);
	}
	ask(g, &rules, first.npaths, progress, out);
	sort_paths(out->paths, out->npaths);
	out->states_done = true;
	map_release(&rules.by_dir);
}

const struct git_path *gitfacts_path(const struct gitfacts *g,
				     const char *path)
{
	struct git_path key = { .path = path };

	if (!path || !g->npaths)
		return NULL;
	return bsearch(&key, g->paths, g->npaths, sizeof(key), path_order);
}

/* ---- vendored files ---- */

static int on_progress(void *payload)
{
	struct walk_progress *p = payload;

	atomic_fetch_add(&p->beat, 1);
	return atomic_load(&p->cancel);
}

static bool is_known(const struct gitfacts *g, const char *dir)
{
	size_t i;

	for (i = 0; i < g->nvendors; i++)
		if (!strcmp(g->vendors[i].dir, dir))
			return true;
	return false;
}

static void ask_vendor(struct arena *a, struct githost *g,
		       struct rules *rules, const struct vendor_files *v,
		       struct walk_progress *progress, struct gitfacts *out)
{
	struct githost_progress p = { on_progress, progress };
	struct git_vendor *gv;
	const char **files = NULL;
	size_t i, n = 0;

	if (is_known(out, v->dir))
		return;
	gv = ARENA_PUSH(a, out->vendors, out->nvendors);
	gv->dir = v->dir;
	if (githost_is_ignored(g, arena_printf(a, "%s/", v->dir)) &&
	    !githost_has_tracked(g, v->dir)) {
		gv->ignored_whole = true;
		gv->ignored_total = (int)v->nfiles;
		return;
	}
	/* Most trees are committed as a whole; no file need be looked at. */
	if (!v->cut && githost_all_tracked(g, v->files, v->nfiles))
		return;
	if (githost_ignored_below(g, v->dir, &p, a, &files, &n, NULL))
		return;
	gv->ignored_total = (int)n;
	for (i = 0; i < n && i < MAX_NAMED; i++) {
		struct ignored_file *f = ARENA_PUSH(a, gv->ignored,
						    gv->nignored);
		const struct gitignore_rule *r = why_ignored(rules, files[i],
							     false);

		f->path = files[i];
		if (r) {
			f->rule_file = r->file;
			f->rule_line = r->line;
			f->rule = r->pattern;
		}
	}
}

void gitstage_vendors(struct arena *a, struct githost *g,
		      const struct discovery *d, const struct tree *t,
		      struct walk_progress *progress, struct gitfacts *out)
{
	struct rules rules = { a, d, githost_excludes_file(a, g), MAP_INIT };
	size_t i;

	for (i = 0; i < t->nvendors; i++)
		if (!atomic_load(&progress->cancel))
			ask_vendor(a, g, &rules, &t->vendors[i], progress,
				   out);
	out->vendors_done = true;
	map_release(&rules.by_dir);
}

void gitstage_status(struct githost *g, struct walk_progress *progress,
		     struct gitfacts *out)
{
	struct githost_progress p = { on_progress, progress };

	out->status_done = !githost_counts(g, &p, &out->nchanged,
					   &out->nuntracked, NULL);
}
