/* gomend inspect: the model, as JSON or as a tree to read. */
#include "config.h"

#include "base/json.h"
#include "base/path.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/show.h"
#include "facts/gobuild.h"
#include "facts/ledger.h"
#include "report/report.h"
#include "report/versions.h"
#include "report/words.h"

#define PUT_LIST(doc, key, codec, s, list) \
	do { \
		struct cJSON *l_ = json_array(); \
		size_t i_; \
		for (i_ = 0; i_ < (s)->n##list; i_++) \
			json_push(l_, codec_encode(&(codec), \
						   &(s)->list[i_])); \
		json_put((doc), (key), l_); \
	} while (0)

static bool print_json(struct arena *a, const struct snapshot *s)
{
	struct cJSON *doc = output_document();
	struct ledger ledger;

	json_put_str(doc, "root", s->repo.root ? s->repo.root : "");
	json_put_bool(doc, "complete", s->complete);
	json_put(doc, "repository", codec_encode(&repository_codec, &s->repo));
	PUT_LIST(doc, "modules", module_codec, s, modules);
	PUT_LIST(doc, "workspaces", workspace_codec, s, workspaces);
	PUT_LIST(doc, "locks", legacy_lock_codec, s, locks);
	PUT_LIST(doc, "loose", loose_project_codec, s, loose);
	PUT_LIST(doc, "files", repo_file_codec, s, files);
	PUT_LIST(doc, "scripts", build_script_codec, s, scripts);
	ledger_build(a, s, &ledger);
	json_put(doc, "versions", versions_json(a, &ledger));
	PUT_LIST(doc, "places", place_codec, s, places);
	return output_json(doc);
}

static void entry(struct prose *p, int indent, enum role role,
		  const char *name, const char *text)
{
	int left = p->cols < 60 ? 20 : 34 - indent;
	const struct prose_cell cells[] = {
		{ role, text_clean(p->a, name),
		  text_cols_of(name) > left ? 0 : left },
		{ ROLE_DIM, text, 0 },
	};

	if (text_cols_of(name) > left) {
		prose_row(p, indent, cells, 1);
		if (*text)
			prose_para(p, indent + 4, 0, ROLE_DIM, text);
		return;
	}
	prose_row(p, indent, cells, 2);
}

/* "github.com/x/y, go 1.24, 3 requirements", whole phrases one by one. */
static void phrase(struct strbuf *sb, const char *text)
{
	if (!*text)
		return;
	if (sb->len)
		strbuf_addstr(sb, ", ");
	strbuf_addstr(sb, text);
}

static const char *counted(struct arena *a, struct msg m)
{
	return msg_text(a, &m);
}

static const char *git_word(enum git_state g)
{
	switch (g) {
	case GIT_CHANGED:
		return C_("git", "changed");
	case GIT_UNTRACKED:
		return C_("git", "untracked");
	case GIT_IGNORED:
		return C_("git", "ignored by git");
	case GIT_DELETED:
		return C_("git", "deleted");
	case GIT_UNKNOWN:
	case GIT_TRACKED:
		break;
	}
	return "";
}

static const char *under(struct arena *a, const char *dir, const char *name)
{
	return path_join(a, dir, name);
}

static void show_gosum(struct prose *p, const struct gosum *g, bool wanted)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena *a = p->a;

	if (!g->file) {
		if (wanted)
			entry(p, 4, ROLE_PLAIN, "go.sum", _("missing"));
		return;
	}
	phrase(&sb, counted(a, MSG_N(a, N_("{n} line"), N_("{n} lines"),
				     g->nlines)));
	if (g->nproblems)
		phrase(&sb, counted(a, MSG_N(a, N_("{n} bad line"),
					     N_("{n} bad lines"),
					     (int)g->nproblems)));
	phrase(&sb, git_word(g->git));
	entry(p, 4, ROLE_PLAIN, g->file, arena_strdup(a, sb.buf));
	strbuf_release(&sb);
}

static void show_vendor(struct prose *p, const struct vendor *v)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena *a = p->a;

	if (!v->dir)
		return;
	if (!v->has_modules_txt)
		phrase(&sb, _("without modules.txt"));
	else
		phrase(&sb, counted(a, MSG_N(a, N_("{n} module"),
					     N_("{n} modules"),
					     (int)v->nmodules)));
	if (v->ignored_whole)
		phrase(&sb, git_word(GIT_IGNORED));
	else if (v->ignored_total)
		phrase(&sb, counted(a, MSG_N(a,
					     N_("{n} file ignored by git"),
					     N_("{n} files ignored by git"),
					     v->ignored_total)));
	entry(p, 4, ROLE_PLAIN, arena_printf(a, "%s/", v->dir),
	      arena_strdup(a, sb.buf));
	strbuf_release(&sb);
}

static void show_replaces(struct prose *p, const struct replace *r, size_t n)
{
	struct arena *a = p->a;
	size_t i;

	for (i = 0; i < n; i++) {
		struct strbuf sb = STRBUF_INIT;

		phrase(&sb, arena_printf(a, "replace %s%s%s => %s%s%s",
					 r[i].old_path ? r[i].old_path : "",
					 r[i].old_version ? " " : "",
					 r[i].old_version ? r[i].old_version
							  : "",
					 r[i].new_path ? r[i].new_path : "",
					 r[i].new_version ? " " : "",
					 r[i].new_version ? r[i].new_version
							  : ""));
		phrase(&sb, r[i].missing ? _("missing") : "");
		phrase(&sb, r[i].outside ? _("outside the repository") : "");
		prose_para(p, 6, 4, ROLE_PLAIN, text_clean(a, sb.buf));
		strbuf_release(&sb);
	}
}

/* The go that reads this module's go.mod in the first place, or NULL. */
static const char *version_of(const struct snapshot *s, const struct module *m)
{
	const struct place *p = s->nplaces ? &s->places[0] : NULL;
	const struct place_module *pm = p ? place_module_of(p, m->dir) : NULL;

	if (pm && pm->version)
		return pm->version;
	return p && p->ngos ? p->gos[0].version : NULL;
}

static void show_module(struct prose *p, const struct snapshot *s,
			const struct module *m)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena *a = p->a;
	int bad;

	phrase(&sb, m->path ? m->path : _("no module path"));
	phrase(&sb, m->go_version ? SAY(a, N_("go {0}"), m->go_version)
				  : _("no go line"));
	phrase(&sb, m->fixture ? _("a test fixture") : "");
	entry(p, 2, ROLE_STRONG, m->dir, text_clean(a, sb.buf));
	strbuf_reset(&sb);
	if (m->unreadable)
		phrase(&sb, m->read_error ? msg_told(a, m->read_error)
					   : _("unreadable"));
	else
		phrase(&sb, counted(a, MSG_N(a, N_("{n} requirement"),
					     N_("{n} requirements"),
					     (int)m->nrequires)));
	bad = parse_problems_for(m->problems, m->nproblems, version_of(s, m));
	if (bad)
		phrase(&sb, counted(a, MSG_N(a, N_("{n} bad line"),
					     N_("{n} bad lines"), bad)));
	phrase(&sb, git_word(m->git));
	entry(p, 4, ROLE_PLAIN, m->gomod ? m->gomod : under(a, m->dir, "go.mod"),
	      text_clean(a, sb.buf));
	strbuf_release(&sb);
	show_replaces(p, m->replaces, m->nreplaces);
	show_gosum(p, &m->gosum, m->nrequires > 0);
	show_vendor(p, &m->vendor);
}

static void title(struct prose *p, const char *text)
{
	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, text);
}

static const char *file_kind_word(enum file_kind k)
{
	switch (k) {
	case FILE_GITHUB_WORKFLOW:
		return "GitHub Actions";
	case FILE_GITLAB_CI:
		return "GitLab CI";
	case FILE_DOCKERFILE:
		return "Dockerfile";
	case FILE_GO_VERSION:
	case FILE_TOOL_VERSIONS:
	case FILE_MISE:
		return _("version pin");
	case FILE_DEVCONTAINER:
		return "devcontainer";
	case FILE_OTHER_CI:
		return "CI";
	}
	return "";
}

/* "test:12  go test ./...", a row a command. */
static void show_scripts(struct prose *p, const struct snapshot *s)
{
	struct arena *a = p->a;
	size_t i, k;

	if (s->nscripts)
		title(p, _("Commands of Makefiles, scripts and pages"));
	for (i = 0; i < s->nscripts; i++) {
		const struct build_script *b = &s->scripts[i];

		if (!b->ncommands)
			continue;
		entry(p, 2, ROLE_PLAIN, b->path, "");
		for (k = 0; k < b->ncommands; k++) {
			const struct script_command *c = &b->commands[k];
			const char *where = arena_printf(a, "%s%s%d",
				cstr_eq(c->file, b->path) ? "" : c->file,
				cstr_eq(c->file, b->path) ? "" : ":",
				c->line);

			if (c->target)
				where = arena_printf(a, "%s %s", where,
						     c->target);
			entry(p, 4, ROLE_PLAIN, where, text_clean(a, c->text));
		}
	}
}

static void show_rest(struct prose *p, const struct snapshot *s)
{
	struct arena *a = p->a;
	struct ledger ledger;
	size_t i;

	if (s->nloose || s->nlocks)
		title(p, _("From before modules"));
	for (i = 0; i < s->nloose; i++)
		entry(p, 2, ROLE_PLAIN, s->loose[i].dir,
		      counted(a, MSG_N(a, N_("{n} Go file without a go.mod"),
				       N_("{n} Go files without a go.mod"),
				       s->loose[i].ngofiles)));
	for (i = 0; i < s->nlocks; i++)
		entry(p, 2, ROLE_PLAIN, s->locks[i].path,
		      text_clean(a, s->locks[i].tool));
	if (s->nfiles)
		title(p, _("Files that build or pin Go"));
	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];
		struct strbuf sb = STRBUF_INIT;

		phrase(&sb, file_kind_word(f->kind));
		if (f->pin)
			phrase(&sb, arena_printf(a, "%s (%d)", f->pin,
						 f->pin_line));
		entry(p, 2, ROLE_PLAIN, f->path, text_clean(a, sb.buf));
		strbuf_release(&sb);
	}
	show_scripts(p, s);
	ledger_build(a, s, &ledger);
	if (ledger.nrows) {
		title(p, _("Where Go's version is said"));
		versions_text(p, &ledger);
	}
	if (s->nplaces)
		title(p, _("Places"));
	for (i = 0; i < s->nplaces; i++) {
		const struct place *pl = &s->places[i];
		struct strbuf sb = STRBUF_INIT;

		if (pl->state != PLACE_READY)
			phrase(&sb, words_place_state(pl->state));
		if (pl->ngos) {
			const struct go_binary *g = &pl->gos[0];

			phrase(&sb, g->binary_version ? g->binary_version
				    : g->version ? g->version : "go");
			phrase(&sb, g->path);
		} else if (pl->job) {
			phrase(&sb, msg_text(a, &pl->job->go));
		} else if (place_is_mute(pl)) {
			phrase(&sb, C_("value", "not known"));
			if (*place_error(a, pl))
				phrase(&sb, place_error(a, pl));
		} else {
			phrase(&sb, _("no go on PATH"));
		}
		entry(p, 2, ROLE_PLAIN, words_place(pl->name),
		      text_clean(a, sb.buf));
		strbuf_release(&sb);
	}
}

static const char *kind_word(enum repo_kind k)
{
	switch (k) {
	case REPO_PLAIN:
		return _("a folder without git");
	case REPO_NORMAL:
		return _("a git repository");
	case REPO_WORKTREE:
		return _("a linked git work tree");
	case REPO_SUBMODULE:
		return _("a git submodule");
	}
	return "";
}

void inspect_text(struct prose *p, const struct snapshot *s)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena *a = p->a;
	size_t i;

	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, text_clean(a, s->repo.root));
	phrase(&sb, kind_word(s->repo.kind));
	phrase(&sb, s->repo.branch ? s->repo.branch : "");
	phrase(&sb, s->repo.head ? s->repo.head : "");
	if (s->repo.status_done && s->repo.kind != REPO_PLAIN)
		phrase(&sb, SAY(a, N_("{0} changed, {1} untracked"),
				arena_printf(a, "%d", s->repo.nchanged),
				arena_printf(a, "%d", s->repo.nuntracked)));
	prose_para(p, 2, 0, ROLE_DIM, text_clean(a, sb.buf));
	strbuf_release(&sb);
	if (s->repo.problem)
		prose_para(p, 2, 0, ROLE_WARNING,
			   text_clean(a, msg_told(a, s->repo.problem)));
	title(p, _("Modules"));
	if (!s->nmodules)
		prose_para(p, 2, 0, ROLE_DIM, _("none: no go.mod was found"));
	for (i = 0; i < s->nmodules; i++)
		show_module(p, s, &s->modules[i]);
	if (s->nworkspaces)
		title(p, _("Workspaces"));
	for (i = 0; i < s->nworkspaces; i++) {
		const struct workspace *w = &s->workspaces[i];
		size_t k;

		entry(p, 2, ROLE_PLAIN, w->file,
		      w->go_version ? SAY(a, N_("go {0}"), w->go_version)
				    : "");
		for (k = 0; k < w->nuses; k++)
			entry(p, 4, ROLE_PLAIN, SAY(a, N_("use {0}"),
						    w->uses[k].path),
			      w->uses[k].missing ? _("missing") : "");
		show_vendor(p, &w->vendor);
	}
	show_rest(p, s);
}

int cmd_inspect(struct cli_args *args)
{
	struct look look;
	struct prose p;
	bool ok;
	int rc;

	rc = look_start(&look, args, 0, NULL);
	if (rc)
		return rc;
	if (args->json) {
		ok = print_json(args->a, look.view->snap);
	} else {
		prose_init(&p, args->a, cli_cols(1));
		inspect_text(&p, look.view->snap);
		ok = output_prose(&p);
	}
	look_close(&look);
	return ok ? EXIT_OK : EXIT_TROUBLE;
}
