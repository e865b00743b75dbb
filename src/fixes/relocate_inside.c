#include "config.h"

#include "fixes/relocate.h"

#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gitconfig.h"
#include "fmt/gitlinks.h"
#include "fmt/gomod.h"
#include "fmt/gowork.h"

#define READ_MAX_BYTES ((int64_t)1024 * 1024)
/* All that is read to find mentions. */
#define MENTION_MAX_BYTES ((int64_t)64 * 1024 * 1024)
#define MENTION_MAX_FILES 20000

/* ---- shared ---- */

enum plan_type relocate_look(struct relocate *r, const char *path,
			     struct plan_state *out)
{
	struct plan_state s;

	memset(&s, 0, sizeof(s));
	if (r->host->look(r->host, r->arena, path, &s))
		s.type = PLAN_ABSENT;
	if (out)
		*out = s;
	return s.type;
}

bool relocate_read(struct relocate *r, struct arena *a, const char *path,
		   struct str *out)
{
	struct strbuf sb = STRBUF_INIT;
	struct plan_state s;
	bool ok;

	if (relocate_look(r, path, &s) != PLAN_FILE ||
	    s.size > READ_MAX_BYTES)
		return false;
	ok = !r->host->read(r->host, path, &sb, NULL);
	if (ok)
		*out = (struct str){ arena_strndup(a, sb.buf, sb.len),
				     sb.len };
	strbuf_release(&sb);
	return ok;
}

bool relocate_holds(struct relocate *r, const char *path, const char **rel)
{
	const char *dir, *seen = NULL;

	if (path_under(r->old, path)) {
		seen = path_rel(r->arena, r->old, path);
	} else if (path_under(r->spelled, path)) {
		seen = path_rel(r->arena, r->spelled, path);
	} else if (!cstr_eq(path, "/")) {
		/* By another way, through links. */
		dir = r->host->real(r->host, r->arena,
				    path_dir(r->arena, path));
		if (!dir)
			return false;
		path = path_join(r->arena, dir, path_base(path));
		if (path_under(r->old, path))
			seen = path_rel(r->arena, r->old, path);
	}
	if (seen && rel)
		*rel = seen;
	return seen != NULL;
}

void relocate_tie(struct relocate *r, enum tie_kind kind, const char *file,
		  struct span span, const char *text, const char *base)
{
	const char *target = path_join(r->arena, base, text);
	bool in = relocate_holds(r, target, NULL);
	struct tie *t;
	size_t i;

	for (i = 0; i < r->nties; i++)
		if (cstr_eq(r->ties[i].file, file) &&
		    r->ties[i].span.start == span.start)
			return;
	if (path_is_abs(text) ? !in : in == path_under(r->old, base))
		return;
	/* What leads nowhere now needs no mending. */
	if (!r->host->real(r->host, r->arena, target))
		return;
	t = ARENA_PUSH(r->arena, r->ties, r->nties);
	*t = (struct tie){ kind, file, span, text, base, target };
}

void relocate_named(struct relocate *r, enum named_kind kind,
		    const char *path, int line, const char *text)
{
	size_t i;

	for (i = 0; i < r->nnamed; i++)
		if (r->named[i].kind == kind && r->named[i].line == line &&
		    cstr_eq(r->named[i].path, path) &&
		    (line || cstr_eq(r->named[i].text, text)))
			return;
	r->total[kind]++;
	if (!path_under(r->old, path))
		r->outside[kind]++;
	if (r->total[kind] > NAMED_MAX)
		return;
	*ARENA_PUSH(r->arena, r->named, r->nnamed) = (struct named){
		kind, path, line, text
	};
}

const char *relocate_moved(struct relocate *r, const char *path,
			   const char *to)
{
	const char *rel;

	if (!relocate_holds(r, path, &rel))
		return path;
	return path_join(r->arena, to, rel);
}

const char *relocate_text(struct relocate *r, const struct tie *t,
			  const char *to)
{
	const char *real, *rest = "", *up = to, *text;

	if (path_is_abs(t->text)) {
		text = relocate_moved(r, t->target, to);
	} else {
		/* "..": from where it really lies, whatever links lead there. */
		while (!(real = r->host->real(r->host, r->arena, up)) &&
		       !cstr_eq(up, "/")) {
			rest = path_join(r->arena, path_base(up), rest);
			up = path_dir(r->arena, up);
		}
		if (real)
			to = path_join(r->arena, real, rest);
		text = path_rel(r->arena, relocate_moved(r, t->base, to),
				relocate_moved(r, t->target, to));
		if ((t->kind == TIE_REPLACE || t->kind == TIE_USE ||
		     t->kind == TIE_VENDOR) && !cstr_starts(text, ".."))
			text = arena_printf(r->arena, "./%s", text);
	}
	return cstr_eq(text, t->text) ? NULL : text;
}

/* ---- files whose language is known ---- */

/* The token that says the path: the last of its line. */
static void tie_token(struct relocate *r, enum tie_kind kind,
		      const char *file, const struct lex_line *line,
		      const char *text)
{
	const struct lex_token *t = &line->tokens[line->n - 1];

	relocate_tie(r, kind, file,
		     (struct span){ t->off, t->off + t->text.len }, text,
		     path_dir(r->arena, file));
}

void relocate_modfile(struct relocate *r, const char *file)
{
	bool work = cstr_eq(path_base(file), "go.work");
	const struct modrule_file *f;
	const struct gowork *w = NULL;
	struct str bytes;
	size_t i;

	if (!relocate_read(r, r->arena, file, &bytes))
		return;
	if (work) {
		w = gowork_parse(r->arena, bytes, GORELEASE_NEWEST);
		f = &w->f;
	} else {
		f = &gomod_parse(r->arena, bytes, GORELEASE_NEWEST)->f;
	}
	for (i = 0; w && i < w->nuses; i++)
		tie_token(r, TIE_USE, file, w->uses[i].line,
			  w->uses[i].text.p);
	for (i = 0; i < f->nreplaces; i++)
		if (!f->replaces[i].new.version.len)
			tie_token(r, TIE_REPLACE, file, f->replaces[i].line,
				  f->replaces[i].new.path.p);
}

void relocate_modulestxt(struct relocate *r, const char *file)
{
	const char *base = path_dir(r->arena, path_dir(r->arena, file));
	struct str bytes, rest, line, word;

	if (!relocate_read(r, r->arena, file, &bytes))
		return;
	for (rest = bytes; str_line(&rest, &line); ) {
		size_t at, end;

		line = str_trim(line);
		at = str_search(line, " => ");
		if (!str_starts(line, "# ") || at == line.len)
			continue;
		end = line.len;
		at += strlen(" => ");
		word = str_trim(str_sub(line, at, end - at));
		/* A module with its version is no folder. */
		if (!word.len || str_find(word, ' ') < word.len ||
		    !modrule_is_dir(word, GORELEASE_NEWEST))
			continue;
		at = (size_t)(word.p - bytes.p);
		relocate_tie(r, TIE_VENDOR, file,
			     (struct span){ at, at + word.len },
			     arena_strndup(r->arena, word.p, word.len), base);
	}
}

void relocate_gitconfig(struct relocate *r, const char *file)
{
	const char *dir = path_dir(r->arena, file);
	struct gitconfig_entry *entries;
	struct str bytes;
	size_t n, i;

	if (relocate_look(r, path_join(r->arena, dir, "HEAD"), NULL) !=
		    PLAN_FILE ||
	    !relocate_read(r, r->arena, file, &bytes))
		return;
	gitconfig_parse(r->arena, bytes, &entries, &n);
	for (i = 0; i < n; i++) {
		const struct gitconfig_entry *e = &entries[i];
		bool worktree = cstr_eq(e->section, "core") &&
				cstr_eq(e->key, "worktree");

		/* Only that key starts from the folder of the file. */
		if (cstr_empty(e->value) ||
		    (!worktree && e->value[0] != '/'))
			continue;
		if (e->raw.start < e->raw.end)
			relocate_tie(r, TIE_GITCONFIG, file, e->raw, e->value,
				     dir);
		else if (relocate_holds(r, path_join(r->arena, dir, e->value),
					NULL))
			relocate_named(r, NAMED_GIT, file, e->line, e->value);
	}
}

void relocate_alternates(struct relocate *r, const char *file)
{
	/* A relative one starts from objects/. */
	const char *base = path_dir(r->arena, path_dir(r->arena, file));
	struct gitlink *links;
	struct str bytes;
	size_t n, i;

	if (!relocate_read(r, r->arena, file, &bytes))
		return;
	gitlinks_alternates(r->arena, bytes, &links, &n);
	for (i = 0; i < n; i++)
		relocate_tie(r, TIE_ALTERNATE, file, links[i].span,
			     links[i].path, base);
}

void relocate_mentions(struct relocate *r, enum named_kind kind,
		       const char *file)
{
	struct arena tmp = ARENA_INIT;
	struct pathref *refs = NULL;
	size_t n = 0, total = 0, i;
	struct str bytes;

	if (r->read_bytes > MENTION_MAX_BYTES ||
	    r->read_files > MENTION_MAX_FILES) {
		r->cut = N_("Not every file was read to find mentions of the "
			    "old place: there are too many.");
		return;
	}
	if (!relocate_read(r, &tmp, file, &bytes))
		goto out;
	r->read_files++;
	r->read_bytes += (int64_t)bytes.len;
	/* A NUL: no text. */
	if (memchr(bytes.p, '\0', bytes.len < 8000 ? bytes.len : 8000))
		goto out;
	total = pathrefs_find(r->arena, bytes, &r->names, &refs, &n,
			      NAMED_MAX);
	for (i = 0; i < n; i++)
		relocate_named(r, kind, file, refs[i].line, refs[i].text);
	r->total[kind] += (int)(total - n);
	if (!path_under(r->old, file))
		r->outside[kind] += (int)(total - n);
	if (kind != NAMED_EDITOR || total)
		goto out;
	/* Settings that take the GOPATH for the project's. */
	refs = NULL;
	n = 0;
	(void)pathrefs_word(r->arena, bytes, "gopath", &refs, &n, 2);
	for (i = 0; i < n; i++)
		relocate_named(r, kind, file, refs[i].line, refs[i].text);
out:
	arena_release(&tmp);
}

void relocate_code_workspace(struct relocate *r, const char *file)
{
	const char *base = path_dir(r->arena, file);
	bool in = path_under(r->old, file);
	struct pathref_value *v;
	struct str bytes;
	size_t n, i;

	if (!relocate_read(r, r->arena, file, &bytes))
		return;
	pathrefs_json(r->arena, bytes, "path", &v, &n);
	for (i = 0; i < n; i++) {
		const char *to = path_join(r->arena, base, v[i].value);
		bool leads_in = relocate_holds(r, to, NULL);

		if (path_is_abs(v[i].value) ? leads_in : leads_in != in)
			relocate_named(r, NAMED_EDITOR, file, v[i].line,
				       v[i].text);
	}
}

/* ---- the tree ---- */

enum found_what {
	FOUND_GITFILE, FOUND_WORKTREE, FOUND_ALTERNATES, FOUND_GITCONFIG,
	FOUND_MODFILE, FOUND_MODULESTXT, FOUND_LINK, FOUND_WORKSPACE,
	FOUND_TEXT
};

struct found {
	enum found_what what;
	enum named_kind kind;	/* of a text */
	const char *path;	/* absolute */
	const char *target;	/* of a link */
};

struct walk {
	struct relocate *r;
	struct found *found;
	size_t n;
	struct map hard;	/* inode to struct hard */
	int64_t dev;
	const char *mount;
};

struct hard {
	const char *path;
	int names, seen;
};

static bool has_folder(const char *rel, const char *name)
{
	size_t n = strlen(name);
	const char *p;

	for (p = rel; (p = strstr(p, name)); p++)
		if ((p == rel || p[-1] == '/') && p[n] == '/')
			return true;
	return false;
}

/* The name with "*" at its start or end. */
static bool is_like(const char *name, const char *const *patterns)
{
	for (; *patterns; patterns++) {
		const char *p = *patterns;
		size_t n = strlen(p);

		if (p[0] == '*' ? cstr_ends(name, p + 1) :
		    p[n - 1] == '*' ? !strncmp(name, p, n - 1)
				    : cstr_eq(name, p))
			return true;
	}
	return false;
}

/* Files that people write paths into; false: it is none. */
static bool text_kind(const char *rel, const struct plan_state *s,
		      enum named_kind *kind)
{
	static const char *const ci[] = {
		".gitlab-ci.yml", ".travis.yml", ".drone.yml", "Jenkinsfile",
		"azure-pipelines.yml", "appveyor.yml", ".appveyor.yml",
		"bitbucket-pipelines.yml", "cloudbuild.yaml", "Dockerfile*",
		"*.Dockerfile", "Containerfile*", "docker-compose*",
		"compose.y*", NULL
	};
	static const char *const script[] = {
		"Makefile", "makefile", "GNUmakefile", "*.mk", "*.sh",
		"*.bash", "*.zsh", "*.fish", "*.go", ".envrc", ".env*",
		"*.service", "Taskfile.y*", "justfile", "Justfile",
		"magefile*", ".goreleaser.y*", ".golangci.*", "*.py",
		"*.pl", "*.rb", "Procfile", "Vagrantfile", "*.toml", NULL
	};
	static const char *const editor[] = {
		"*.code-workspace", "*.iml", "*.sublime-project",
		".projectile", ".vimrc", ".exrc", ".nvimrc", ".dir-locals.el",
		NULL
	};
	const char *name = path_base(rel);

	if (has_folder(rel, ".git")) {
		*kind = NAMED_SCRIPT;
		return strstr(rel, ".git/hooks/") &&
		       !cstr_ends(name, ".sample");
	}
	if (has_folder(rel, "vendor") || has_folder(rel, "node_modules"))
		return false;
	if (has_folder(rel, ".vscode") || has_folder(rel, ".idea") ||
	    is_like(name, editor)) {
		*kind = NAMED_EDITOR;
		return true;
	}
	if (has_folder(rel, ".github") || has_folder(rel, ".circleci") ||
	    has_folder(rel, ".buildkite") || is_like(name, ci)) {
		*kind = NAMED_CI;
		return true;
	}
	*kind = NAMED_SCRIPT;
	/* A program without an ending may be a script. */
	return is_like(name, script) ||
	       ((s->mode & 0111) && !strchr(name, '.'));
}

static void keep(struct walk *w, enum found_what what,
		 enum named_kind kind, const char *rel, const struct plan_state *s)
{
	struct arena *a = w->r->arena;
	struct found *f = ARENA_PUSH(a, w->found, w->n);

	f->what = what;
	f->kind = kind;
	f->path = path_join(a, w->r->old, rel);
	if (s->type == PLAN_SYMLINK)
		f->target = arena_strdup(a, s->print);
}

static void see_file(struct walk *w, const char *rel,
		     const struct plan_state *s)
{
	const char *name = path_base(rel);
	enum named_kind kind;
	struct hard *h;

	w->r->bytes += s->size;
	if (s->nlink > 1) {
		char ino[32];

		(void)snprintf(ino, sizeof(ino), "%lld", (long long)s->ino);
		h = map_get(&w->hard, ino);
		if (!h) {
			h = ARENA_NEW(w->r->arena, struct hard);
			h->path = path_join(w->r->arena, w->r->old, rel);
			h->names = s->nlink;
			map_put(&w->hard, ino, h);
		}
		h->seen++;
	}
	if (cstr_eq(name, ".git"))
		keep(w, FOUND_GITFILE, NAMED_SCRIPT, rel, s);
	else if (cstr_eq(name, "gitdir") && has_folder(rel, "worktrees"))
		keep(w, FOUND_WORKTREE, NAMED_SCRIPT, rel, s);
	else if (cstr_ends(rel, "objects/info/alternates"))
		keep(w, FOUND_ALTERNATES, NAMED_SCRIPT, rel, s);
	else if (cstr_eq(name, "config") || cstr_eq(name, "config.worktree"))
		keep(w, FOUND_GITCONFIG, NAMED_SCRIPT, rel, s);
	else if (cstr_eq(name, "go.mod") || cstr_eq(name, "go.work"))
		keep(w, FOUND_MODFILE, NAMED_SCRIPT, rel, s);
	else if (cstr_ends(rel, "vendor/modules.txt"))
		keep(w, FOUND_MODULESTXT, NAMED_SCRIPT, rel, s);
	else if (cstr_ends(name, ".code-workspace"))
		keep(w, FOUND_WORKSPACE, NAMED_SCRIPT, rel, s);
	if (text_kind(rel, s, &kind))
		keep(w, FOUND_TEXT, kind, rel, s);
}

static int see(void *payload, const char *rel, const struct plan_state *s)
{
	struct walk *w = payload;
	struct relocate *r = w->r;

	if (s->dev != w->dev) {
		w->mount = path_join(r->arena, r->old, rel);
		return 1;
	}
	if (s->type != PLAN_FOLDER)
		r->nfiles++;
	switch (s->type) {
	case PLAN_FILE:
		see_file(w, rel, s);
		break;
	case PLAN_SYMLINK:
		keep(w, FOUND_LINK, NAMED_SCRIPT, rel, s);
		break;
	case PLAN_OTHER:
		if (!r->nspecial++)
			r->special = path_join(r->arena, r->old, rel);
		break;
	case PLAN_ABSENT:
	case PLAN_FOLDER:
		break;
	}
	return 0;
}

/*
 * The .git file of a linked work tree and the gitdir file of its repository
 * name each other; both may have to change.
 */
static void see_worktree(struct relocate *r, const char *file)
{
	const char *dir = path_dir(r->arena, file), *back, *at;
	struct gitlink link;
	struct str bytes;

	if (relocate_look(r, path_join(r->arena, dir, "commondir"), NULL) !=
		    PLAN_FILE ||
	    !relocate_read(r, r->arena, file, &bytes) ||
	    !gitlinks_path(r->arena, bytes, &link))
		return;
	relocate_tie(r, TIE_WORKTREE, file, link.span, link.path, dir);
	back = path_join(r->arena, dir, link.path);
	if (relocate_holds(r, back, NULL) ||
	    !relocate_read(r, r->arena, back, &bytes) ||
	    !gitlinks_gitfile(r->arena, bytes, &link))
		return;
	at = path_dir(r->arena, back);
	/* A folder that has become another's since is not ours to change. */
	if (!cstr_eq(r->host->real(r->host, r->arena,
				   path_join(r->arena, at, link.path)), dir))
		return;
	*ARENA_PUSH(r->arena, r->worktrees, r->nworktrees) = at;
	relocate_tie(r, TIE_WORKTREE, back, link.span, link.path, at);
}

static void see_gitfile(struct relocate *r, const char *file)
{
	const char *at = path_dir(r->arena, file), *dir, *gitdir;
	struct gitlink link;
	struct str bytes;

	if (!relocate_read(r, r->arena, file, &bytes) ||
	    !gitlinks_gitfile(r->arena, bytes, &link))
		return;
	relocate_tie(r, TIE_GITFILE, file, link.span, link.path, at);
	dir = r->host->real(r->host, r->arena,
			    path_join(r->arena, at, link.path));
	if (!dir || relocate_holds(r, dir, NULL))
		return;
	/* Its repository stays outside, and names this folder. */
	gitdir = path_join(r->arena, dir, "gitdir");
	if (relocate_look(r, path_join(r->arena, dir, "commondir"), NULL) ==
		    PLAN_FILE &&
	    relocate_read(r, r->arena, gitdir, &bytes) &&
	    gitlinks_path(r->arena, bytes, &link))
		relocate_tie(r, TIE_WORKTREE, gitdir, link.span, link.path,
			     dir);
	else
		relocate_gitconfig(r, path_join(r->arena, dir, "config"));
}

static void judge(struct relocate *r, const struct found *f)
{
	switch (f->what) {
	case FOUND_GITFILE:
		see_gitfile(r, f->path);
		break;
	case FOUND_WORKTREE:
		see_worktree(r, f->path);
		break;
	case FOUND_ALTERNATES:
		relocate_alternates(r, f->path);
		break;
	case FOUND_GITCONFIG:
		relocate_gitconfig(r, f->path);
		break;
	case FOUND_MODFILE:
		relocate_modfile(r, f->path);
		break;
	case FOUND_MODULESTXT:
		relocate_modulestxt(r, f->path);
		break;
	case FOUND_LINK:
		relocate_tie(r, TIE_LINK, f->path, (struct span){ 0, 0 },
			     f->target, path_dir(r->arena, f->path));
		break;
	case FOUND_WORKSPACE:
		relocate_code_workspace(r, f->path);
		break;
	case FOUND_TEXT:
		relocate_mentions(r, f->kind, f->path);
		break;
	}
}

void relocate_inside(struct relocate *r)
{
	struct walk w = { r, NULL, 0, MAP_INIT, 0, NULL };
	struct error err = ERROR_INIT;
	struct plan_state s;
	size_t i;

	(void)relocate_look(r, r->old, &s);
	w.dev = s.dev;
	if (r->host->walk(r->host, r->old, see, &w, &err)) {
		if (w.mount)
			r->refused = MSG(r->arena, N_(
				"{0} is another file system that is mounted "
				"inside: unmount it first."), w.mount);
		else
			r->refused = MSG(r->arena, N_(
				"Not all of it can be read: {0}"),
				err.message ? err.message : "");
	}
	for (i = 0; i < w.hard.n; i++) {
		const struct hard *h = w.hard.entries[i].value;

		if (h->seen < h->names && !r->nhard++)
			r->hard = h->path;
	}
	map_release(&w.hard);
	error_release(&err);
	if (msg_is_set(&r->refused))
		return;
	for (i = 0; i < w.n; i++)
		judge(r, &w.found[i]);
}
