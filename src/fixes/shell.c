#include "config.h"

#include "fixes/shell.h"

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/env.h"

/* Larger start-up files than this are nobody's hand-written ones. */
#define RC_MAX_BYTES ((int64_t)1024 * 1024)

static enum shellrc_family family_of(const struct place *p)
{
	switch (env_shell(p)) {
	case ENV_SH:
		return SHELLRC_SH;
	case ENV_BASH:
		return SHELLRC_BASH;
	case ENV_ZSH:
		return SHELLRC_ZSH;
	case ENV_FISH:
		return SHELLRC_FISH;
	}
	return SHELLRC_SH;
}

static bool is_fresh(const struct place *p)
{
	return p && env_known(p) &&
	       (p->kind == PLACE_LOGIN || p->kind == PLACE_INTERACTIVE);
}

static bool has_finding(const struct fix_run *run, const struct place *p)
{
	size_t i;

	if (!run->finding)
		return true;
	for (i = 0; i < run->finding->nplaces; i++)
		if (cstr_eq(run->finding->places[i].place, p->name))
			return true;
	return false;
}

bool shell_serves(const struct fix_run *run)
{
	size_t i;

	for (i = 0; i < run->snap->nplaces; i++)
		if (is_fresh(&run->snap->places[i]) &&
		    has_finding(run, &run->snap->places[i]))
			return true;
	return false;
}

static bool exports(const struct place *p, const char *name)
{
	const struct setting *s = place_setting(p, name);

	return is_fresh(p) && !cstr_empty(place_getenv(p, name)) &&
	       (!s || s->layer == LAYER_PROCESS);
}

bool shell_exports(const struct fix_run *run, const char *name)
{
	size_t i;

	for (i = 0; i < run->snap->nplaces; i++)
		if (has_finding(run, &run->snap->places[i]) &&
		    exports(&run->snap->places[i], name))
			return true;
	return false;
}

/* ---- the right file ---- */

static const char *home_of(const struct place *p)
{
	const char *home = place_getenv(p, "HOME");

	return !cstr_empty(home) && path_is_abs(home) ? home : NULL;
}

/* A folder that a variable names, else one below HOME. */
static const char *folder(struct arena *a, const struct place *p,
			  const char *variable, const char *below)
{
	const char *dir = place_getenv(p, variable);

	if (!cstr_empty(dir) && path_is_abs(dir))
		return dir;
	return path_join(a, home_of(p), below);
}

static bool is_there(struct fix_run *run, const char *path)
{
	struct plan_state s;

	return !run->host->state(run->host, run->arena, path, false, &s,
				 NULL) && s.type != PLAN_ABSENT;
}

/* bash reads the first of these that exists when it is a login shell. */
static const char *bash_login_file(struct fix_run *run, const char *home)
{
	static const char *const names[] = {
		".bash_profile", ".bash_login", ".profile"
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		const char *path = path_join(run->arena, home, names[i]);

		if (is_there(run, path))
			return path;
	}
	return path_join(run->arena, home, ".profile");
}

/* The file of this kind of shell that is for its user; NULL: there is none. */
static const char *file_for(struct fix_run *run, const struct place *p)
{
	const char *home = home_of(p), *env;
	bool login = p->kind == PLACE_LOGIN;

	switch (env_shell(p)) {
	case ENV_BASH:
		return login ? bash_login_file(run, home)
			     : path_join(run->arena, home, ".bashrc");
	case ENV_ZSH:
		return path_join(run->arena, folder(run->arena, p, "ZDOTDIR",
						    "."), ".zshrc");
	case ENV_FISH:
		return path_join(run->arena,
				 folder(run->arena, p, "XDG_CONFIG_HOME",
					".config"), "fish/config.fish");
	case ENV_SH:
		if (login)
			return path_join(run->arena, home, ".profile");
		env = place_getenv(p, "ENV");
		return !cstr_empty(env) && path_is_abs(env) ? env : NULL;
	}
	return NULL;
}

static const char *short_name(struct arena *a, const char *home,
			      const char *path)
{
	return path_under(home, path) && !cstr_eq(home, path)
		? arena_printf(a, "~%s", path + strlen(home)) : path;
}

static int read_file(struct fix_run *run, struct shell_file *f,
		     struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	struct plan_state s;
	int rc = -1;

	if (run->host->state(run->host, run->arena, f->path, false, &s, err))
		return -1;
	if (s.type == PLAN_SYMLINK) {
		const char *real = run->host->real(run->host, run->arena,
						   f->path);

		if (!real)
			return error_set(err, "%s is a symbolic link that "
					 "leads nowhere", f->path);
		f->link = f->path;
		f->path = real;
		if (run->host->state(run->host, run->arena, real, false, &s,
				     err))
			return -1;
	}
	f->text = "";
	if (s.type == PLAN_ABSENT)
		return 0;
	f->real = run->host->real(run->host, run->arena, f->path);
	if (s.type != PLAN_FILE)
		return error_set(err, "%s is not a regular file", f->path);
	if (s.size > RC_MAX_BYTES)
		return error_set(err, "%s has more than a megabyte",
				 f->path);
	f->exists = true;
	if (!run->host->read(run->host, f->path, &sb, err)) {
		struct str text = strbuf_str(&sb);

		if (!text_is_utf8(text) || memchr(text.p, 0, text.len)) {
			rc = error_set(err, "%s is not UTF-8 text", f->path);
		} else {
			f->text = arena_strndup(run->arena, text.p, text.len);
			rc = 0;
		}
	}
	strbuf_release(&sb);
	return rc;
}

static struct shell_file *file_at(struct shell_files *out, const char *path)
{
	size_t i;

	for (i = 0; i < out->nfiles; i++)
		if (cstr_eq(out->files[i].path, path) ||
		    cstr_eq(out->files[i].link, path))
			return &out->files[i];
	return NULL;
}

/* The last one by another name: it is changed once. */
static struct shell_file *twin_of_last(struct shell_files *out)
{
	const struct shell_file *last = &out->files[out->nfiles - 1];
	size_t i;

	for (i = 0; last->real && i + 1 < out->nfiles; i++)
		if (cstr_eq(out->files[i].real, last->real))
			return &out->files[i];
	return NULL;
}

/*
 * The user's file whose line was the last word on the variable: a line in
 * another one, read before, would have no effect.  NULL: none, or not known.
 */
static const char *file_of_last(const struct shell_files *out,
				const struct place *p, const char *name)
{
	const struct variable_origin *o = name ? place_variable(p, name)
					       : NULL;

	if (!o || o->unset || o->not_exported || cstr_empty(o->file) ||
	    !o->line || (o->how != ORIGIN_TRACED && o->how != ORIGIN_READ) ||
	    !path_under(out->home, o->file) ||
	    cstr_eq(path_base(o->file), "fish_variables"))
		return NULL;
	return o->file;
}

static void add_place(struct fix_run *run, struct shell_files *out,
		      const struct place *p, const char *name)
{
	const char *last = file_of_last(out, p, name);
	const char *path = last ? last : file_for(run, p);
	struct error err = ERROR_INIT;
	struct shell_file *f;

	if (!path) {
		*ARENA_PUSH(run->arena, out->left, out->nleft) = p->name;
		return;
	}
	f = file_at(out, path);
	if (!f) {
		f = ARENA_PUSH(run->arena, out->files, out->nfiles);
		f->path = path_clean(run->arena, path);
		f->name = short_name(run->arena, out->home, f->path);
		if (read_file(run, f, &err)) {
			out->refused = MSG(run->arena, "{0}", err.message);
			error_release(&err);
		}
		if (twin_of_last(out)) {
			f = twin_of_last(out);
			out->nfiles--;
		}
	}
	f->has_last = f->has_last || last;
	*ARENA_PUSH(run->arena, f->places, f->nplaces) = p->name;
}

/*
 * Most login files of bash read ~/.bashrc: then that file alone reaches both
 * kinds of shell, and a line in each would stand twice.
 */
static void join_bashrc(struct fix_run *run, struct shell_files *out)
{
	struct shell_file *rc = NULL, *login = NULL;
	size_t i;

	if (out->family != SHELLRC_BASH || out->nfiles != 2)
		return;
	for (i = 0; i < 2; i++) {
		if (cstr_eq(out->files[i].name, "~/.bashrc"))
			rc = &out->files[i];
		else
			login = &out->files[i];
	}
	if (!rc || !login || !rc->exists || login->has_last ||
	    !shellrc_names(str_from(login->text), "bashrc"))
		return;
	for (i = 0; i < login->nplaces; i++)
		*ARENA_PUSH(run->arena, rc->places, rc->nplaces) =
			login->places[i];
	out->files[0] = *rc;
	out->nfiles = 1;
}

void shell_find(struct fix_run *run, const char *name,
		struct shell_files *out)
{
	const struct snapshot *s = run->snap;
	size_t i;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (!is_fresh(p) || !has_finding(run, p) ||
		    (name && !exports(p, name)))
			continue;
		if (!home_of(p)) {
			out->refused = MSG(run->arena, N_(
				"HOME is not set, so no start-up file of the "
				"shell is known."));
			return;
		}
		if (!out->place) {
			out->place = p;
			out->home = home_of(p);
			out->family = family_of(p);
			out->program = p->shell;
		}
		add_place(run, out, p, name);
	}
	join_bashrc(run, out);
	if (msg_is_set(&out->refused))
		return;
	if (!out->place && name)
		out->refused = MSG(run->arena, N_(
			"Only this very shell has {0}; no start-up file sets "
			"it, so nothing is to be changed: a new terminal does "
			"not have it. Here: unset {0}"), name);
	else if (!out->place)
		out->refused = MSG(run->arena, N_(
			"Only this very shell is like that; a new terminal is "
			"not, so no start-up file needs a change."));
	else if (!out->nfiles)
		out->refused = MSG(run->arena, N_(
			"{0} reads no file of its user's when it is started "
			"like that."), out->program ? out->program : "sh");
}

void shell_choice(struct fix_run *run, const struct shell_files *files)
{
	struct choice *c;
	size_t i;

	if (msg_is_set(&files->refused)) {
		run->offer.refused = files->refused;
		return;
	}
	c = fix_choice(run, "file", CHOICE_ONE_OF,
		       MSG(run->arena, N_("Start-up file")),
		       files->nfiles > 1
		       ? MSG(run->arena, N_("\"all\" reaches new terminals "
					    "and login shells (ssh)."))
		       : MSG(run->arena, N_("What the shell reads when it "
					    "starts.")),
		       files->nfiles > 1 ? "all" : files->files[0].name);
	for (i = 0; i < files->nfiles; i++)
		fix_option(run, c, files->files[i].name);
	if (files->nfiles > 1)
		fix_option(run, c, "all");
}

void shell_choice_as(struct fix_run *run, struct shell_files *files,
		     const char *field, bool needless)
{
	bool none = msg_is_set(&files->refused);
	struct choice *c;
	size_t i;

	files->field = field;
	c = fix_choice(run, field, CHOICE_ONE_OF,
		       MSG(run->arena, N_("PATH in which start-up file")),
		       MSG(run->arena, N_("So that new terminals and login "
					  "shells find it. \"no\" leaves PATH "
					  "as it is.")),
		       none || needless ? "no" : files->nfiles > 1
					? "all" : files->files[0].name);
	for (i = 0; !none && i < files->nfiles; i++)
		fix_option(run, c, files->files[i].name);
	if (!none && files->nfiles > 1)
		fix_option(run, c, "all");
	fix_option(run, c, "no");
}

static bool is_chosen(const struct fix_run *run,
		      const struct shell_files *files,
		      const struct shell_file *f)
{
	const char *v = fix_value(run, files->field ? files->field : "file");

	return cstr_eq(v, "all") || cstr_eq(v, f->name);
}

/* ---- the change ---- */

static const char *syntax_flag(enum shellrc_family f)
{
	return f == SHELLRC_FISH ? "--no-execute" : "-n";
}

static const char *base_flag(enum shellrc_family f)
{
	switch (f) {
	case SHELLRC_BASH:
		return "--norc";
	case SHELLRC_ZSH:
		return "-f";
	case SHELLRC_SH:
	case SHELLRC_FISH:
		break;
	}
	return NULL;
}

int shell_needs(struct fix_run *run, const struct shell_files *files,
		shell_change_fn *change, struct error *err)
{
	size_t i;

	for (i = 0; i < files->nfiles; i++) {
		const struct shell_file *f = &files->files[i];
		struct span_edits edits = SPAN_EDITS_INIT;
		struct plan_command *c;
		const char *text;

		if (!is_chosen(run, files, f) || cstr_empty(files->program))
			continue;
		text = change(run, files, f, &edits, err);
		if (!text)
			return -1;
		c = fix_command(run, f->name, "/",
				MSG(run->arena, N_("Can the shell read the "
						   "new {0}? It is read, not "
						   "run."), f->name),
				files->program, base_flag(files->family)
				? base_flag(files->family)
				: syntax_flag(files->family),
				base_flag(files->family)
				? syntax_flag(files->family)
				: (const char *)NULL, (const char *)NULL);
		c->input = text;
		c->may_fail = true;
		c->deadline_s = 5;
		*ARENA_PUSH(run->arena, c->env, c->nenv) = "BASH_ENV";
		*ARENA_PUSH(run->arena, c->env, c->nenv) = "ENV";
	}
	return 0;
}

/* The last line of what it said, without the noise of a whole dump. */
static const char *first_line(struct arena *a, const char *text)
{
	struct str rest = str_from(text), line = STR_NONE;

	(void)str_line(&rest, &line);
	return arena_strndup(a, line.p ? line.p : "", line.len);
}

static int edit_file(struct fix_run *run, const struct shell_files *files,
		     const struct shell_file *f, shell_change_fn *change,
		     struct plan *p, struct error *err)
{
	const struct fix_ran *ran = fix_ran(run, f->name);
	struct span_edits edits = SPAN_EDITS_INIT;
	const char *text;

	if (ran && ran->exit_code) {
		(void)error_set(err, "%s could not be read by the shell "
				"afterwards: %s", f->name,
				first_line(run->arena, ran->err));
		error_hint(err, "look at the line it names; the change was "
			   "not made");
		return -1;
	}
	text = change(run, files, f, &edits, err);
	if (!text)
		return -1;
	if (!edits.n)
		return 0;
	if (!f->exists)
		return fix_folders(run, p, path_dir(run->arena, f->path),
				   err) ||
		       fix_write(run, p, f->path, text, 0, err) ? -1 : 0;
	return fix_edit_spans(run, p, f->link ? f->link : f->path, &edits,
			      err);
}

/* Put into the user's language with the sentence (report/told.c). */
static const char *words_of_place(const char *place)
{
	if (cstr_eq(place, "login"))
		return "a login shell";
	if (cstr_eq(place, "interactive"))
		return "a new terminal";
	if (cstr_eq(place, "noninteractive"))
		return "a script";
	return place;
}

int shell_build(struct fix_run *run, const struct shell_files *files,
		shell_change_fn *change, struct plan *p, struct error *err)
{
	size_t i, k;

	for (i = 0; i < files->nfiles; i++) {
		const struct shell_file *f = &files->files[i];

		if (!is_chosen(run, files, f))
			continue;
		if (edit_file(run, files, f, change, p, err))
			return -1;
		for (k = 0; k < f->nplaces; k++)
			*ARENA_PUSH(run->arena, p->places, p->nplaces) =
				f->places[k];
	}
	for (i = 0; i < files->nleft; i++)
		fix_note(run, p, MSG(run->arena, N_(
			"None of these files is read by {0}: it stays as it "
			"is."), words_of_place(files->left[i])));
	if (!p->nops)
		return error_set(err, "the lines are there already; a shell "
				 "that was started before them does not know");
	return 0;
}

/* ---- PATH ---- */

static const char *change_path(struct fix_run *run,
			       const struct shell_files *files,
			       const struct shell_file *f,
			       struct span_edits *edits, struct error *err)
{
	bool front = cstr_eq(fix_value(run, "where"), "front");
	const char *line = shellrc_path_line(run->arena, files->family,
					     fix_value(run, "dir"),
					     files->home, front);
	struct str text = str_from(f->text);

	if (shellrc_put(run->arena, text, line, edits, err)) {
		error_prefix(err, "%s", f->name);
		return NULL;
	}
	return span_edits_apply(run->arena, text, edits).p;
}

static void path_fields(struct fix_run *run, const char *dir,
			      bool front)
{
	struct choice *c;

	c = fix_choice(run, "dir", CHOICE_PATH,
		       MSG(run->arena, N_("Folder")),
		       MSG(run->arena, N_("What PATH is to name.")), dir);
	if (!cstr_empty(c->value) && strchr(c->value, ':'))
		c->bad = MSG(run->arena, N_(
			"A folder with a colon in its name cannot stand in "
			"PATH."));
	else if (!is_there(run, c->value))
		c->bad = MSG(run->arena, N_("There is no such folder."));
	c = fix_choice(run, "where", CHOICE_ONE_OF,
		       MSG(run->arena, N_("Where in PATH")),
		       MSG(run->arena, N_("In front it wins over every other "
					  "folder; at the end it hides "
					  "nothing.")),
		       front ? "front" : "end");
	fix_option(run, c, "front");
	fix_option(run, c, "end");
}

void shell_path_choices(struct fix_run *run, const char *dir, bool front)
{
	struct shell_files files;

	shell_find(run, NULL, &files);
	path_fields(run, dir, front);
	shell_choice(run, &files);
	run->offer.stage_near = files.home;
}

int shell_path_needs(struct fix_run *run, struct error *err)
{
	struct shell_files files;

	shell_find(run, NULL, &files);
	return shell_needs(run, &files, change_path, err);
}

/* For the shell at hand: typed once, so it need not ask what is there. */
const char *shell_line_for_now(struct arena *a, enum shellrc_family f,
			       const char *dir, bool front)
{
	const char *w = shellrc_quote(a, f, dir);

	if (f == SHELLRC_FISH)
		return shellrc_path_line(a, f, dir, NULL, front);
	return front ? arena_printf(a, "export PATH=%s:\"$PATH\"; hash -r", w)
		     : arena_printf(a, "export PATH=\"$PATH\":%s; hash -r",
				    w);
}

/* The shell that gomend was started from. */
static bool is_on_path_here(const struct fix_run *run, const char *dir)
{
	const struct place *here = snapshot_place(run->snap, "shell");
	size_t i;

	for (i = 0; here && i < here->npath; i++)
		if (cstr_eq(here->path[i].dir, dir))
			return true;
	return false;
}

int shell_path_build(struct fix_run *run, struct plan *p, struct error *err)
{
	bool front = cstr_eq(fix_value(run, "where"), "front");
	struct arena *a = run->arena;
	struct shell_files files;

	shell_find(run, NULL, &files);
	if (shell_build(run, &files, change_path, p, err))
		return -1;
	p->title = MSG(a, N_("put {0} on PATH in new shells"),
		       fix_value(run, "dir"));
	if (front || !is_on_path_here(run, fix_value(run, "dir")))
		p->shell_line = shell_line_for_now(a, files.family,
						   fix_value(run, "dir"),
						   front);
	return 0;
}
