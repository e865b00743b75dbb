/*
 * unignore-vendor: an exception in .gitignore, so that git sees all of
 * vendor/.
 */
#include "config.h"

#include "fixes/ignorerules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/span.h"

/* The vendor folder, and the .gitignore that gets the exception. */
struct ignored {
	const struct vendor *v;
	const char *file;	/* relative to the root */
	const char *base;	/* its folder; "" for the root */
	const char *line;	/* "!/vendor/" and two stars */
	int behind;		/* the last of its rules that decides; 0: none */
	const char *inside;	/* a rule of vendor/ itself decides: its file */
};

static const struct vendor *vendor_of(const struct fix_run *run)
{
	const struct snapshot *s = run->snap;
	const char *dir = run->finding ? run->finding->path : NULL;
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (dir ? cstr_eq(s->modules[i].vendor.dir, dir)
			: &s->modules[i] == fix_module(run))
			return &s->modules[i].vendor;
	for (i = 0; dir && i < s->nworkspaces; i++)
		if (cstr_eq(s->workspaces[i].vendor.dir, dir))
			return &s->workspaces[i].vendor;
	return NULL;
}

static bool serves(struct fix_run *run)
{
	const struct vendor *v = vendor_of(run);

	return v && v->dir && v->files_done && v->nignored &&
	       !v->ignored_whole && run->snap->repo.git_dir;
}

/* ---- which .gitignore ---- */

static const char *base_of(struct arena *a, const char *file)
{
	const char *dir = path_dir(a, file);

	return cstr_eq(dir, ".") ? "" : dir;
}

/* core.excludesFile, or info/exclude: weaker than every .gitignore. */
static bool is_outside(const char *rule_file)
{
	return path_is_abs(rule_file) || cstr_starts(rule_file, ".git/");
}

/* A path as a pattern that means itself. */
static const char *escaped(struct arena *a, const char *path)
{
	struct strbuf sb = STRBUF_INIT;
	const char *p, *out;

	for (p = path; *p; p++) {
		if (strchr("*?[\\", *p))
			strbuf_addch(&sb, '\\');
		strbuf_addch(&sb, *p);
	}
	out = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return out;
}

/*
 * Of the files whose rules decide the deepest one: what stands there is
 * stronger than what stands above it.
 */
static void find(struct fix_run *run, struct ignored *g)
{
	const struct vendor *v = g->v;
	struct arena *a = run->arena;
	size_t i;

	g->file = ".gitignore";
	for (i = 0; i < v->nignored; i++) {
		const char *file = v->ignored[i].rule_file;

		if (cstr_empty(file) || is_outside(file))
			continue;
		if (path_under(v->dir, file))
			g->inside = file;
		else if (path_depth(file) > path_depth(g->file))
			g->file = file;
	}
	for (i = 0; i < v->nignored; i++)
		if (cstr_eq(v->ignored[i].rule_file, g->file) &&
		    v->ignored[i].rule_line > g->behind)
			g->behind = v->ignored[i].rule_line;
	g->base = base_of(a, g->file);
	g->line = arena_printf(a, "!/%s/**", escaped(a, *g->base
		? path_rel(a, fix_abs(run, g->base), fix_abs(run, v->dir))
		: v->dir));
}

/* ---- the line ---- */

/* The offset behind line n, or behind the last one. */
static size_t behind_line(struct str bytes, int n)
{
	size_t at = 0;

	while (n-- > 0 && at < bytes.len) {
		struct str rest = str_sub(bytes, at, bytes.len - at);
		size_t len = str_find(rest, '\n');

		at += len < rest.len ? len + 1 : len;
	}
	return at;
}

static void add_line(struct fix_run *run, const struct ignored *g,
		     struct str bytes, size_t at, struct span_edits *edits)
{
	size_t eol = str_find(bytes, '\n');
	bool crlf = eol && eol < bytes.len && bytes.p[eol - 1] == '\r';
	const char *end = crlf ? "\r\n" : "\n";
	bool open = at && bytes.p[at - 1] != '\n';

	span_edits_add(run->arena, edits, at, at,
		       str_from(arena_printf(run->arena, "%s%s%s",
					     open ? end : "", g->line, end)));
}

/* ---- whether git would see the files then ---- */

/* core.excludesFile and info/exclude, as far as they decide on any file. */
static void add_outside(struct fix_run *run, const struct ignored *g,
			struct gitignore *set)
{
	size_t i, k;

	for (i = 0; i < g->v->nignored; i++) {
		const char *file = g->v->ignored[i].rule_file;

		for (k = 0; k < i; k++)
			if (cstr_eq(g->v->ignored[k].rule_file, file))
				break;
		if (k == i && !cstr_empty(file) && is_outside(file))
			ignorerules_add(run, set, file, "", STR_NONE);
	}
}

/* The rules for one path, weakest first, with `text` in place of g->file. */
static void rules_for(struct fix_run *run, const struct ignored *g,
		      const char *path, struct str text,
		      struct gitignore *set)
{
	add_outside(run, g, set);
	ignorerules_above(run, path, g->file, text, set);
}

/* The file that would stay ignored with this text, or NULL. */
static const char *still_ignored(struct fix_run *run, const struct ignored *g,
				 struct str text)
{
	size_t i;

	for (i = 0; i < g->v->nignored; i++) {
		const char *path = g->v->ignored[i].path;
		struct gitignore set = { NULL, 0 };

		rules_for(run, g, path, text, &set);
		if (gitignore_why(&set, path, false))
			return path;
	}
	return NULL;
}

/* Right behind the rule where that does it, else at the end of the file. */
static int plan_line(struct fix_run *run, const struct ignored *g,
		     struct str bytes, struct span_edits *edits,
		     const char **left)
{
	size_t at[2] = { behind_line(bytes, g->behind), bytes.len };
	size_t i;

	for (i = g->behind ? 0 : 1; i < 2; i++) {
		*edits = (struct span_edits)SPAN_EDITS_INIT;
		add_line(run, g, bytes, at[i], edits);
		*left = still_ignored(run, g, span_edits_apply(run->arena,
							       bytes, edits));
		if (!*left)
			return 0;
	}
	return -1;
}

static bool is_there(struct fix_run *run, const char *file)
{
	struct plan_state s;

	return !run->host->state(run->host, run->arena, file, false, &s,
				 NULL) && s.type != PLAN_ABSENT;
}

/* ---- the fix ---- */

static int prepare(struct fix_run *run, struct ignored *g, struct str *bytes,
		   struct span_edits *edits, struct error *err)
{
	const char *left = NULL;

	memset(g, 0, sizeof(*g));
	*bytes = STR_LIT("");
	g->v = vendor_of(run);
	if (!g->v || !g->v->dir)
		return error_set(err, "there is no vendor folder here");
	find(run, g);
	if (is_there(run, fix_abs(run, g->file)) &&
	    fix_read(run, fix_abs(run, g->file), bytes, err))
		return -1;
	if (!g->inside && plan_line(run, g, *bytes, edits, &left))
		return error_set(err, "%s would stay ignored", left);
	return 0;
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct error err = ERROR_INIT;
	struct span_edits edits;
	struct ignored g;
	struct str bytes;

	if (prepare(run, &g, &bytes, &edits, &err)) {
		o->refused = MSG(a, N_("No line of .gitignore does it here: "
				       "{0}"), err.message);
		error_release(&err);
		return;
	}
	if (g.inside)
		o->refused = MSG(a, N_(
			"The rule stands in {0}, a file that go mod vendor "
			"never writes: regenerate-vendor leaves it out."),
			g.inside);
	o->title = MSG(a, N_("let git see all files of {0}"), g.v->dir);
	o->about = MSG(a, N_(
		"The line \"{0}\" comes into {1}; the rules stay, and hold "
		"everywhere else. The files are not added: they show as "
		"untracked then, and git add (or track-files) takes them."),
		g.line, g.file);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	struct span_edits edits = SPAN_EDITS_INIT;
	struct ignored g;
	struct str bytes;
	int rc;

	if (prepare(run, &g, &bytes, &edits, err))
		return -1;
	if (is_there(run, fix_abs(run, g.file)))
		rc = fix_edit_spans(run, p, fix_abs(run, g.file), &edits,
				    err);
	else
		rc = fix_write(run, p, fix_abs(run, g.file),
			       arena_printf(run->arena, "%s\n", g.line), 0,
			       err);
	if (rc)
		return -1;
	fix_note(run, p, MSG_N(run->arena, N_(
		"{n} file of {0} is not in git yet; afterwards \"git add "
		"{0}\" takes it."), N_(
		"{n} files of {0} are not in git yet; afterwards \"git add "
		"{0}\" takes them."), g.v->ignored_total, g.v->dir));
	return 0;
}

const struct fix fix_unignore_vendor = {
	.id = "unignore-vendor",
	.title = N_("let git see all files of vendor/"),
	.about = N_("Adds one exception to the .gitignore whose rule catches "
		    "vendored files, behind that rule, and proves beforehand "
		    "that none of them stays ignored. No rule is changed or "
		    "taken away, and no file is added to git."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
