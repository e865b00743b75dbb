#include "config.h"

#include "fixes/relocate.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "fmt/gitconfig.h"
#include "fmt/gitignore.h"
#include "fmt/goimports.h"

/* What is looked at below GOPATH/src before it is enough. */
#define FOLDERS_MAX 20000
#define GO_FILES_MAX 20000
#define DEPTH_MAX 40

/* ---- projects beside it ---- */

struct beside {
	struct relocate *r;
	bool modules_off;	/* a place has GO111MODULE=off: go.mod is
				 * nothing there */
	int folders, files;
};

static void see_go_file(struct beside *b, const char *path)
{
	struct relocate *r = b->r;
	struct arena tmp = ARENA_INIT;
	struct gofile_head head = { 0 };
	struct str bytes;
	size_t i;

	if (b->files >= GO_FILES_MAX)
		return;
	b->files++;
	if (!relocate_read(r, &tmp, path, &bytes) ||
	    goimports_parse(&tmp, bytes, false, &head))
		head.nimports = 0;
	for (i = 0; i < head.nimports; i++)
		if (path_under(r->import, head.imports[i].path))
			relocate_named(r, NAMED_IMPORTER, path,
				       head.imports[i].line,
				       arena_printf(r->arena, "import \"%s\"",
						    head.imports[i].path));
	arena_release(&tmp);
}

static void see_link(struct relocate *r, const char *path, const char *target)
{
	if (relocate_holds(r, path_join(r->arena, path_dir(r->arena, path),
					target), NULL))
		relocate_named(r, NAMED_LINK, path, 0,
			       arena_printf(r->arena, "%s -> %s",
					    path_base(path), target));
}

static bool is_skipped(const char *name)
{
	return name[0] == '.' || name[0] == '_' ||
	       cstr_eq(name, "vendor") || cstr_eq(name, "testdata") ||
	       cstr_eq(name, "node_modules");
}

static void see_folder(struct beside *b, const char *dir, bool in_module,
		       int depth)
{
	struct relocate *r = b->r;
	const char **names;
	size_t n, i;

	if (cstr_eq(dir, r->old) || cstr_eq(dir, r->spelled))
		return;
	if (b->folders++ >= FOLDERS_MAX || depth > DEPTH_MAX) {
		r->cut = N_("Not all of GOPATH/src was looked at for what "
			    "leads to the old place: there is too much.");
		return;
	}
	if (r->host->list(r->host, r->arena, dir, &names, &n, NULL))
		return;
	for (i = 0; i < n; i++)
		in_module = in_module || cstr_eq(names[i], "go.mod");
	for (i = 0; i < n; i++) {
		const char *path = path_join(r->arena, dir, names[i]);
		struct plan_state s;

		if (cstr_eq(names[i], "go.mod") ||
		    cstr_eq(names[i], "go.work")) {
			relocate_modfile(r, path);
			relocate_modulestxt(r, path_join(r->arena, dir,
						"vendor/modules.txt"));
			continue;
		}
		if (cstr_ends(names[i], ".go")) {
			if (!in_module || b->modules_off)
				see_go_file(b, path);
			continue;
		}
		if (cstr_eq(names[i], ".git"))
			relocate_alternates(r, path_join(r->arena, path,
						"objects/info/alternates"));
		if (cstr_ends(names[i], ".code-workspace"))
			relocate_code_workspace(r, path);
		switch (relocate_look(r, path, &s)) {
		case PLAN_SYMLINK:
			see_link(r, path, s.print);
			break;
		case PLAN_FOLDER:
			if (!is_skipped(names[i]))
				see_folder(b, path, in_module, depth + 1);
			break;
		case PLAN_ABSENT:
		case PLAN_FILE:
		case PLAN_OTHER:
			break;
		}
	}
	if (b->files >= GO_FILES_MAX)
		r->cut = N_("Not all Go files in GOPATH/src were read for "
			    "imports: there are too many.");
}

/* Every entry of every place's GOPATH. */
static void see_gopaths(struct relocate *r)
{
	const struct snapshot *s = r->run->snap;
	struct beside b = { r, false, 0, 0 };
	struct map seen = MAP_INIT;
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (cstr_eq(place_value(&s->places[i], "GO111MODULE"), "off"))
			b.modules_off = true;
	for (i = 0; r->gopath && i < s->nplaces; i++) {
		struct str rest = str_from(place_value(&s->places[i],
						       "GOPATH"));
		struct str entry;

		while (str_cut(&rest, ':', &entry)) {
			const char *src;

			if (!entry.len || entry.p[0] != '/')
				continue;
			src = path_join(r->arena, arena_strndup(r->arena,
						entry.p, entry.len), "src");
			src = r->host->real(r->host, r->arena, src);
			if (!src || map_has(&seen, src))
				continue;
			map_put(&seen, src, NULL);
			see_folder(&b, src, false, 0);
		}
	}
	map_release(&seen);
}

/* Folders above, which a go.work or an editor's workspace may lie in. */
static void see_above(struct relocate *r)
{
	const char *dir = r->old;

	while (!cstr_eq(dir, "/")) {
		const char **names;
		size_t n, i;

		dir = path_dir(r->arena, dir);
		relocate_modfile(r, path_join(r->arena, dir, "go.work"));
		relocate_modfile(r, path_join(r->arena, dir, "go.mod"));
		relocate_modulestxt(r, path_join(r->arena, dir,
						 "vendor/modules.txt"));
		/* Beyond the user's own folders nobody works. */
		if (!r->home || !path_under(r->home, dir) ||
		    r->host->list(r->host, r->arena, dir, &names, &n, NULL))
			continue;
		for (i = 0; i < n; i++) {
			const char *path = path_join(r->arena, dir, names[i]);

			if (cstr_ends(names[i], ".code-workspace"))
				relocate_code_workspace(r, path);
			else if (cstr_eq(names[i], ".envrc"))
				relocate_mentions(r, NAMED_SHELL, path);
		}
	}
}

/* Modules in the folder that it goes to are probably neighbours of old. */
static void see_home(struct relocate *r)
{
	static const char *const places[] = {
		"", "src", "projects", "code", "dev", "work", "workspace", NULL
	};
	const char *const *p;

	for (p = places; r->home && *p; p++) {
		const char *dir = path_join(r->arena, r->home, *p);
		const char **names;
		size_t n, i;

		if (r->host->list(r->host, r->arena, dir, &names, &n, NULL))
			continue;
		relocate_modfile(r, path_join(r->arena, dir, "go.work"));
		for (i = 0; i < n && i < 2000; i++) {
			const char *at = path_join(r->arena, dir, names[i]);
			struct plan_state s;

			if (names[i][0] == '.' || path_under(r->old, at))
				continue;
			if (relocate_look(r, at, &s) == PLAN_SYMLINK) {
				see_link(r, at, s.print);
			} else if (s.type == PLAN_FOLDER) {
				relocate_modfile(r, path_join(r->arena, at,
							      "go.mod"));
				relocate_modfile(r, path_join(r->arena, at,
							      "go.work"));
				relocate_modulestxt(r, path_join(r->arena, at,
						"vendor/modules.txt"));
			}
		}
	}
}

/* ---- the user's own files ---- */

static void see_units(struct relocate *r, const char *dir, const char *ending)
{
	const char **names;
	size_t n, i;

	if (r->host->list(r->host, r->arena, dir, &names, &n, NULL))
		return;
	for (i = 0; i < n && i < 500; i++)
		if (cstr_ends(names[i], ending))
			relocate_mentions(r, NAMED_SHELL,
					  path_join(r->arena, dir, names[i]));
}

/* As git decides on [includeIf "gitdir:…"]; `dir` is the git folder. */
static bool condition_holds(struct relocate *r, const char *condition,
			    const char *dir)
{
	const char *glob = strchr(condition, ':');

	if (!glob)
		return false;
	glob++;
	if (cstr_starts(glob, "~/") && r->home)
		glob = path_join(r->arena, r->home, glob + 2);
	else if (glob[0] != '/')
		glob = arena_printf(r->arena, "**/%s", glob);
	/* path_join() has dropped a slash at the end. */
	if (cstr_ends(condition, "/"))
		glob = arena_printf(r->arena, "%s%s**", glob,
				    cstr_ends(glob, "/") ? "" : "/");
	return gitignore_glob(glob, dir);
}

static void see_gitconfig(struct relocate *r, const char *file)
{
	const char *to = fix_value(r->run, "to");
	struct gitconfig_entry *entries;
	struct str bytes;
	size_t n, i;

	if (!relocate_read(r, r->arena, file, &bytes))
		return;
	gitconfig_parse(r->arena, bytes, &entries, &n);
	for (i = 0; i < n; i++) {
		const struct gitconfig_entry *e = &entries[i];
		const char *value = e->value;

		if (cstr_eq(e->section, "includeif") &&
		    cstr_starts(e->subsection, "gitdir")) {
			const char *now = path_join(r->arena, r->old, ".git");
			const char *then;

			if (cstr_empty(to) || relocate_look(r, now, NULL) !=
						      PLAN_FOLDER)
				continue;
			then = path_join(r->arena, to, ".git");
			if (condition_holds(r, e->subsection, now) !=
			    condition_holds(r, e->subsection, then))
				relocate_named(r, NAMED_GIT, file, e->line,
					arena_printf(r->arena,
						     "[includeIf \"%s\"]",
						     e->subsection));
			continue;
		}
		if (cstr_starts(value, "~/") && r->home)
			value = path_join(r->arena, r->home, value + 2);
		if (value[0] == '/' && relocate_holds(r, value, NULL))
			relocate_named(r, NAMED_GIT, file, e->line,
				arena_printf(r->arena, "%s.%s = %s",
					     e->section, e->key, e->value));
	}
}

static void see_own_files(struct relocate *r)
{
	static const char *const rc[] = {
		".profile", ".bash_profile", ".bash_login", ".bashrc",
		".bash_aliases", ".aliases", ".zshenv", ".zprofile", ".zshrc",
		".zlogin", ".kshrc", ".mkshrc", ".cshrc", ".tcshrc", ".login",
		".tmux.conf", ".config/fish/config.fish", ".envrc", ".vimrc",
		".config/nvim/init.vim", ".config/nvim/init.lua", NULL
	};
	const char *const *p;

	if (!r->home)
		return;
	for (p = rc; *p; p++)
		relocate_mentions(r, NAMED_SHELL,
				  path_join(r->arena, r->home, *p));
	see_units(r, path_join(r->arena, r->home, ".config/fish/conf.d"),
		  ".fish");
	see_units(r, path_join(r->arena, r->home, ".config/fish/functions"),
		  ".fish");
	see_units(r, path_join(r->arena, r->home, ".config/systemd/user"),
		  ".service");
	see_units(r, path_join(r->arena, r->home, ".oh-my-zsh/custom"),
		  ".zsh");
	relocate_mentions(r, NAMED_EDITOR, path_join(r->arena, r->home,
					".config/Code/User/settings.json"));
}

/* The files that git reads for the user. */
static void see_gitconfigs(struct relocate *r)
{
	const struct place *p = r->run->place;
	const char *one = p ? place_getenv(p, "GIT_CONFIG_GLOBAL") : NULL;
	const char *xdg = p ? place_getenv(p, "XDG_CONFIG_HOME") : NULL;

	if (!cstr_empty(one)) {
		if (path_is_abs(one))
			see_gitconfig(r, one);
		return;
	}
	if (r->home)
		see_gitconfig(r, path_join(r->arena, r->home, ".gitconfig"));
	if (!cstr_empty(xdg) && path_is_abs(xdg))
		see_gitconfig(r, path_join(r->arena, xdg, "git/config"));
	else if (r->home)
		see_gitconfig(r, path_join(r->arena, r->home,
					   ".config/git/config"));
}

/* Variables that lead into it: GOBIN, GOWORK, PATH, … */
static void see_settings(struct relocate *r)
{
	const struct place *p = r->run->place;
	size_t i;

	if (!p)
		return;
	for (i = 0; i < p->nsettings; i++) {
		const struct setting *s = &p->settings[i];

		if (cstr_empty(s->value) || s->value[0] != '/' ||
		    (s->layer != LAYER_PROCESS && s->layer != LAYER_GOENV) ||
		    !relocate_holds(r, s->value, NULL))
			continue;
		relocate_named(r, NAMED_SETTING,
			       s->file ? s->file : s->name, s->line,
			       arena_printf(r->arena, "%s=%s", s->name,
					    s->value));
		if (cstr_eq(s->name, "GOWORK"))
			relocate_modfile(r, s->value);
	}
	for (i = 0; i < p->npath; i++)
		if (path_is_abs(p->path[i].dir) &&
		    relocate_holds(r, p->path[i].dir, NULL))
			relocate_named(r, NAMED_SETTING, "PATH", 0,
				       p->path[i].dir);
}

void relocate_around(struct relocate *r)
{
	see_above(r);
	see_gopaths(r);
	see_home(r);
	see_own_files(r);
	see_gitconfigs(r);
	see_settings(r);
}
