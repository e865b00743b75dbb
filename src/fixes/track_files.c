/* track-files: go.mod and go.sum into git's index. */
#include "config.h"

#include "fixes/fix.h"
#include "fixes/preview.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/check.h"
#include "fmt/gitconfig.h"
#include "fmt/modpath.h"

#define FILES_MAX 2

struct tracking {
	const char *files[FILES_MAX];	/* relative to the root, sorted */
	size_t n;
	bool forced;			/* a rule ignores one of them */
	/* The rule "file:line: pattern", where the file is a .gitignore of the
	 * repository and the pattern is about this file by name; or NULL. */
	const char *ignore_file, *pattern, *ruled;
	int line;
};

static bool is_out(enum git_state s)
{
	return s == GIT_UNTRACKED || s == GIT_IGNORED;
}

/* The parts of "dir/.gitignore:3: *.sum". */
static void take_rule(struct fix_run *run, struct tracking *t,
		      const char *rule, const char *file)
{
	const char *colon = rule ? strstr(rule, ": ") : NULL;
	const char *at;
	struct str head;
	size_t line;

	if (!colon)
		return;
	head = (struct str){ rule, (size_t)(colon - rule) };
	line = str_find_last(head, ':');
	if (line >= head.len || rule[0] == '/')
		return;
	at = arena_strndup(run->arena, rule, line);
	if (!cstr_eq(path_base(at), ".gitignore") ||
	    !path_under(path_dir(run->arena, at), file) ||
	    strchr(colon + 2, '/') ||
	    !modpath_glob(str_from(colon + 2), str_from(path_base(file)),
			  NULL))
		return;
	t->ignore_file = at;
	t->pattern = colon + 2;
	t->ruled = file;
	for (line++; line < head.len; line++)
		t->line = t->line * 10 + (head.p[line] - '0');
}

static bool find(struct fix_run *run, struct tracking *t)
{
	const struct module *m = fix_module(run);

	memset(t, 0, sizeof(*t));
	if (!m)
		return false;
	/* Both: go.sum without go.mod would only be the next finding. */
	if (is_out(m->git)) {
		t->files[t->n++] = m->gomod;
		t->forced = m->git == GIT_IGNORED;
		if (m->git == GIT_IGNORED)
			take_rule(run, t, m->ignore_rule, m->gomod);
	}
	if (m->gosum.file && is_out(m->gosum.git)) {
		t->files[t->n++] = m->gosum.file;
		t->forced = t->forced || m->gosum.git == GIT_IGNORED;
		if (m->gosum.git == GIT_IGNORED && !t->ignore_file)
			take_rule(run, t, m->gosum.ignore_rule,
				  m->gosum.file);
	}
	return t->n > 0;
}

static bool serves(struct fix_run *run)
{
	struct tracking t;

	return run->snap->repo.git_dir && find(run, &t);
}

/* As a command has them. */
static const char *names(struct fix_run *run, const struct tracking *t)
{
	struct arena *a = run->arena;

	return t->n == 1 ? shell_quote(a, t->files[0]) :
		arena_printf(a, "%s %s", shell_quote(a, t->files[0]),
			     shell_quote(a, t->files[1]));
}

static bool has_git(struct fix_run *run)
{
	const struct place *p = run->place;
	struct plan_state s;
	size_t i;

	for (i = 0; p && i < p->npath; i++) {
		if (p->path[i].skipped || p->path[i].missing ||
		    cstr_empty(p->path[i].dir) || p->path[i].dir[0] != '/')
			continue;
		memset(&s, 0, sizeof(s));
		if (!run->host->state(run->host, run->arena,
				      path_join(run->arena, p->path[i].dir,
						"git"), false, &s, NULL) &&
		    (s.type == PLAN_FILE || s.type == PLAN_SYMLINK))
			return true;
	}
	return false;
}

static void choices(struct fix_run *run)
{
	static const char *const rules[] = { "keep", "except" };
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct tracking t;
	struct choice *c;

	if (!find(run, &t)) {
		o->refused = MSG(a, N_("git has go.mod and go.sum already."));
		return;
	}
	o->title = t.n == 1 ?
		MSG(a, N_("have git track {0}"), t.files[0]) :
		MSG(a, N_("have git track {0} and {1}"), t.files[0],
		    t.files[1]);
	o->about = MSG(a, N_(
		"git add writes into a copy of the index and an object folder "
		"in a stage; then the index is exchanged while index.lock is "
		"held. Nothing is committed, and no other file is added."));
	if (run->snap->repo.problem) {
		o->refused = MSG(a, N_("git does not open this repository: "
				       "{0}"), run->snap->repo.problem);
		return;
	}
	if (!has_git(run)) {
		o->refused = MSG(a, N_(
			"There is no git on PATH. Where there is one, type: "
			"git add {0}-- {1}"), t.forced ? "-f " : "",
			names(run, &t));
		return;
	}
	o->stage_near = path_join(a, run->snap->repo.git_dir, "index");
	if (!t.ignore_file)
		return;
	c = fix_choice(run, "rule", CHOICE_ONE_OF,
		       MSG(a, N_("The rule that ignores it")),
		       MSG(a, N_("{0}:{1}: {2}. keep: it stays; what git "
				 "tracks is not ignored any more. except: a "
				 "line after it takes {3} out, for whoever "
				 "adds it again."), t.ignore_file,
			   arena_printf(a, "%d", t.line), t.pattern, t.ruled),
		       "keep");
	c->options = arena_memdup(a, rules, sizeof(rules));
	c->noptions = ARRAY_SIZE(rules);
}

/* ---- the commands ---- */

/* Where objects lie: a linked work tree has them with the others. */
static const char *objects_dir(struct fix_run *run)
{
	const char *git_dir = run->snap->repo.git_dir;
	struct arena *a = run->arena;
	struct plan_state s;
	struct str bytes;

	memset(&s, 0, sizeof(s));
	if (!run->host->state(run->host, a,
			      path_join(a, git_dir, "commondir"), false, &s,
			      NULL) && s.type == PLAN_FILE &&
	    !fix_read(run, path_join(a, git_dir, "commondir"), &bytes, NULL)) {
		bytes = str_trim(bytes);
		git_dir = path_join(a, git_dir,
				    arena_strndup(a, bytes.p, bytes.len));
	}
	return path_join(a, git_dir, "objects");
}

static void add_filters(struct fix_run *run, const char *path,
			struct strbuf *sb)
{
	struct gitconfig_entry *entries;
	struct plan_state s;
	struct str bytes;
	size_t i, n;

	memset(&s, 0, sizeof(s));
	if (run->host->state(run->host, run->arena, path, false, &s, NULL) ||
	    s.type == PLAN_ABSENT || fix_read(run, path, &bytes, NULL))
		return;
	gitconfig_parse(run->arena, bytes, &entries, &n);
	for (i = 0; i < n; i++)
		if (cstr_eq(entries[i].section, "filter") &&
		    (cstr_eq(entries[i].key, "clean") ||
		     cstr_eq(entries[i].key, "process")))
			strbuf_addf(sb, "%s%s (%s)", sb->len ? ", " : "",
				    entries[i].subsection, entries[i].value);
}

/* The filters that git knows and .gitattributes may ask for. */
static struct msg executes(struct fix_run *run)
{
	const char *home = place_getenv(run->place, "HOME");
	struct arena *a = run->arena;
	struct strbuf sb = STRBUF_INIT;
	struct msg m;

	memset(&m, 0, sizeof(m));
	add_filters(run, path_join(a, path_dir(a, objects_dir(run)), "config"),
		    &sb);
	if (!cstr_empty(home)) {
		add_filters(run, path_join(a, home, ".gitconfig"), &sb);
		add_filters(run, path_join(a, home, ".config/git/config"),
			    &sb);
	}
	if (sb.len)
		m = MSG(a, N_("a filter of git's configuration, where "
			      ".gitattributes asks for it: {0}"), sb.buf);
	strbuf_release(&sb);
	return m;
}

static void add_env(struct fix_run *run, struct plan_command *c)
{
	struct arena *a = run->arena;
	const char *objects = objects_dir(run);

	*ARENA_PUSH(a, c->env, c->nenv) = "GIT_INDEX_FILE={stage}/index";
	*ARENA_PUSH(a, c->env, c->nenv) =
		"GIT_OBJECT_DIRECTORY={stage}/objects";
	*ARENA_PUSH(a, c->env, c->nenv) = arena_printf(a,
		strchr(objects, ':') ?
		"GIT_ALTERNATE_OBJECT_DIRECTORIES=\"%s\"" :
		"GIT_ALTERNATE_OBJECT_DIRECTORIES=%s", objects);
}

static int needs(struct fix_run *run, struct error *err)
{
	const char *root = run->snap->repo.root;
	struct arena *a = run->arena;
	const char *index = path_join(a, run->snap->repo.git_dir, "index");
	struct plan_command *c;
	struct plan_state s;
	struct tracking t;
	size_t i;

	if (!find(run, &t))
		return error_set(err, "git has go.mod and go.sum already");
	memset(&s, 0, sizeof(s));
	if (run->host->state(run->host, a, index, false, &s, err))
		return -1;
	/* A repository that nothing was ever added to has none. */
	if (s.type != PLAN_ABSENT)
		(void)fix_command(run, "index", root,
				  MSG(a, N_("copy git's index")), "install",
				  "-m", "600", index, "{stage}/index", NULL);
	(void)fix_command(run, "objects", root,
			  MSG(a, N_("a folder for new objects")), "mkdir",
			  "{stage}/objects", NULL);
	c = fix_command(run, "add", root,
			MSG(a, N_("add to the copy of the index")), "git",
			"-c", "core.splitIndex=false", "add", NULL);
	if (t.forced)
		*ARENA_PUSH(a, c->argv, c->nargv) = "-f";
	*ARENA_PUSH(a, c->argv, c->nargv) = "--";
	for (i = 0; i < t.n; i++)
		*ARENA_PUSH(a, c->argv, c->nargv) = t.files[i];
	c->executes = executes(run);
	add_env(run, c);
	c = fix_command(run, "list", root,
			MSG(a, N_("tell what the copy has of them")), "git",
			"ls-files", "-s", "--", NULL);
	for (i = 0; i < t.n; i++)
		*ARENA_PUSH(a, c->argv, c->nargv) = t.files[i];
	add_env(run, c);
	return 0;
}

/* ---- the plan ---- */

struct moving {
	struct fix_run *run;
	struct plan *plan;
	const char *from, *to;
	struct error *err;
};

static bool planned(const struct plan *p, const char *path)
{
	size_t i;

	for (i = 0; i < p->nops; i++)
		if (cstr_eq(p->ops[i].path, path))
			return true;
	return false;
}

static int is_there(struct fix_run *run, const char *path, bool *there,
		    struct error *err)
{
	struct plan_state s;

	memset(&s, 0, sizeof(s));
	if (run->host->state(run->host, run->arena, path, false, &s, err))
		return -1;
	*there = s.type != PLAN_ABSENT;
	return 0;
}

static int take_object(void *payload, const char *rel,
		       const struct plan_state *s)
{
	struct moving *m = payload;
	struct fix_run *run = m->run;
	struct arena *a = run->arena;
	const char *to = path_join(a, m->to, rel);
	const char *dir = path_dir(a, to);
	bool there;

	if (s->type != PLAN_FILE)
		return 0;
	if (is_there(run, to, &there, m->err))
		return -1;
	/* An object's name is its content. */
	if (there)
		return 0;
	if (is_there(run, dir, &there, m->err))
		return -1;
	/* Once it is there a commit may need it: undo must not take it away. */
	if (!there && !planned(m->plan, dir)) {
		if (fix_mkdir(run, m->plan, dir, 0, m->err))
			return -1;
		m->plan->ops[m->plan->nops - 1].keep = true;
	}
	if (fix_write_from(run, m->plan, to, path_join(a, m->from, rel),
			   m->err))
		return -1;
	m->plan->ops[m->plan->nops - 1].mode = 0444;
	m->plan->ops[m->plan->nops - 1].keep = true;
	return 0;
}

/* "100644 OID 0<TAB>path", one line a file, sorted as they are. */
static int take_entries(struct fix_run *run, const struct tracking *t,
			struct plan_op *op, struct error *err)
{
	const struct fix_ran *ran = fix_ran(run, "list");
	struct arena *a = run->arena;
	struct str rest = str_from(ran ? ran->out : ""), line, word;
	size_t n = 0;

	while (str_line(&rest, &line) && n < t->n) {
		struct str mode, oid;
		struct plan_entry *e;

		word = str_sub(line, 0, str_find(line, '\t'));
		if (!str_word(&word, &mode) || !str_word(&word, &oid))
			break;
		e = ARENA_PUSH(a, op->entries, op->nentries);
		e->path = t->files[n++];
		e->after = arena_printf(a, "%.*s %.*s", STR_FMT(mode),
					STR_FMT(oid));
	}
	if (n != t->n)
		return error_set(err, "git add did not add %s",
				 t->files[n < t->n ? n : 0]);
	return 0;
}

static int exchange_index(struct fix_run *run, struct plan *p,
			  const struct tracking *t, struct error *err)
{
	struct arena *a = run->arena;
	const char *index = path_join(a, run->snap->repo.git_dir, "index");
	const char *staged = path_join(a, run->stage, "index");
	struct plan_op *op = ARENA_PUSH(a, p->ops, p->nops);

	op->kind = PLAN_INDEX;
	op->path = path_clean(a, index);
	op->from = path_clean(a, staged);
	if (run->host->state(run->host, a, index, false, &op->before, err) ||
	    run->host->state(run->host, a, staged, false, &op->from_state,
			     err))
		return -1;
	if (op->before.type != PLAN_FILE && op->before.type != PLAN_ABSENT)
		return error_set(err, "%s is not a regular file", index);
	if (op->from_state.type != PLAN_FILE)
		return error_set(err, "%s was to be prepared and is no file",
				 staged);
	return take_entries(run, t, op, err);
}

/* A line behind the rule that takes the file out of it. */
static int except(struct fix_run *run, struct plan *p,
		  const struct tracking *t, struct error *err)
{
	struct arena *a = run->arena;
	const char *path = fix_abs(run, t->ignore_file);
	struct str bytes, rest, line;
	struct plan_edit edit;
	const char *rel;
	int n = 0;

	if (fix_read(run, path, &bytes, err))
		return -1;
	rest = bytes;
	while (n < t->line && str_line(&rest, &line))
		n++;
	if (n < t->line)
		return error_set(err, "%s has no line %d any more",
				 t->ignore_file, t->line);
	rel = path_rel(a, path_dir(a, path), fix_abs(run, t->ruled));
	edit.start = rest.p ? (int64_t)(rest.p - bytes.p)
			    : (int64_t)bytes.len;
	edit.end = edit.start;
	edit.text = arena_printf(a, "%s!/%s\n", edit.start &&
				 bytes.p[edit.start - 1] != '\n' ? "\n" : "",
				 rel);
	return fix_edit(run, p, path, &edit, 1, err);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	struct arena *a = run->arena;
	struct moving m = { run, p, path_join(a, run->stage, "objects"),
			    objects_dir(run), err };
	struct tracking t;
	size_t i;

	if (!find(run, &t))
		return error_set(err, "git has go.mod and go.sum already");
	if (run->host->walk(run->host, m.from, take_object, &m, err) ||
	    preview_changes(run->host, a, p, err))
		return -1;
	for (i = 0; i < p->nchanges; i++)
		if (path_under(m.to, p->changes[i].path))
			p->changes[i].group = ".git/objects";
	if (t.ignore_file && cstr_eq(fix_value(run, "rule"), "except") &&
	    except(run, p, &t, err))
		return -1;
	if (exchange_index(run, p, &t, err))
		return -1;
	fix_note(run, p, MSG(a, N_("Nothing is committed yet: that is yours "
				   "to do, with git commit.")));
	fix_note(run, p, MSG(a, N_(
		"gomend can take it back as long as git's index has the same "
		"entries, after a commit too. When others were added or "
		"removed, type: git rm --cached -- {0}"), names(run, &t)));
	fix_note(run, p, MSG(a, N_(
		"Taking it back gives back the index. The objects in {0} stay, "
		"since a commit may need them; git gc removes those that "
		"nothing needs."), m.to));
	return 0;
}

const struct fix fix_track_files = {
	.id = "track-files",
	.title = N_("add go.mod and go.sum to git's index"),
	.about = N_("Adds the two files, and only these, as git add does, with "
		    "the filters that git is configured for. A rule that "
		    "ignores them may stay or get an exception. Nothing is "
		    "committed."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
