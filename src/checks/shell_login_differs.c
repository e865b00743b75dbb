/* shell-login-differs: a login shell builds otherwise than this shell. */
#include "config.h"

#include "checks/shells.h"

#include "base/path.h"
#include "base/str.h"

static const char *origin(struct arena *a, const struct place *p,
			  const struct setting *s)
{
	/* No file sets it: it was typed, or came from a parent. */
	if (s->layer == LAYER_PROCESS && !s->file && place_is_here(p) &&
	    p->kind == PLACE_SHELL)
		return "this session";
	return env_origin(a, s);
}

/* The line that gives it to login shells as well. */
static const char *export_line(struct arena *a, const struct place *login,
			       const struct setting *s)
{
	const char *value = shell_quote(a, s->value);

	if (env_shell(login) == ENV_FISH)
		return arena_printf(a, "set -gx %s %s", s->name, value);
	return arena_printf(a, "export %s=%s", s->name, value);
}

/* Where login shells of that kind read it. */
static struct msg login_file(struct arena *a, const struct place *login)
{
	switch (env_shell(login)) {
	case ENV_BASH:
		return MSG(a, N_("to have it in login shells too: this line in "
				 "~/.bash_profile where there is one, else in "
				 "~/.profile:"));
	case ENV_ZSH:
		return MSG(a, N_("to have it in login shells too: this line in "
				 "~/.zprofile:"));
	case ENV_FISH:
		return MSG(a, N_("to have it in login shells too: this line in "
				 "~/.config/fish/config.fish:"));
	case ENV_SH:
		break;
	}
	return MSG(a, N_("to have it in login shells too: this line in "
			 "~/.profile:"));
}

static void remedies(struct check_run *run, struct finding *f,
		     const struct place *here, const struct place *login,
		     const struct shells_difference *d)
{
	struct arena *a = run->arena;
	const struct setting *h = d->here, *t = d->there;

	if (t->layer == LAYER_PROCESS)
		finding_command(run, f,
			MSG(a, N_("to have here what a login shell has, at "
				  "once:")),
			export_line(a, here, t));
	if (t->layer == LAYER_PROCESS && t->file && t->line)
		env_command_edit(run, f,
			MSG(a, N_("the line that sets it in login shells:")),
			t->file, t->line);
	if (h->layer != LAYER_PROCESS)
		return;
	/* What a login shell sets itself has to go there first. */
	if (t->layer != LAYER_PROCESS)
		finding_command(run, f, login_file(a, login),
				export_line(a, login, h));
	env_command_unset(run, f, here, h, NULL);
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *here, const struct place *login,
		    const struct shells_difference *d)
{
	struct arena *a = run->arena;
	const char *name = d->here->name;

	f->title = MSG(a, N_("{0} is {1} here, and {2} in a login shell"),
		       name, shells_value(d->here), shells_value(d->there));
	env_evidence(run, f, d->here);
	env_evidence(run, f, d->there);
	(void)finding_step(run, f,
		MSG(a, N_("What is {0} in this shell?"), name), ANSWER_NONE,
		false, shells_value(d->here), origin(a, here, d->here));
	(void)finding_step(run, f,
		MSG(a, N_("Is it the same in a fresh login shell?")),
		ANSWER_NO, true, shells_value(d->there),
		origin(a, login, d->there));
	f->outcome = MSG(a, N_("go does otherwise here than after ssh, on a "
			       "console, or in the session of the desktop"));
	f->why = MSG(a, N_(
		"Each go command takes its variables from the shell that "
		"starts it, and only then from the go env file. A login shell reads other files than a terminal: bash "
		"reads ~/.bash_profile or ~/.profile and not ~/.bashrc, unless "
		"that is read from there; zsh reads ~/.zprofile as well. What "
		"was typed in one session ends with it. gomend has just "
		"started a login shell and asked it."));
	f->probe = arena_printf(a, env_shell(login) == ENV_FISH
		? "go env %s; env -i HOME=\"$HOME\" TERM=dumb $SHELL -lic 'go env %s'"
		: "go env %s; env -i HOME=\"$HOME\" TERM=dumb \"$SHELL\" -lic 'go env %s'",
		name, name);
	remedies(run, f, here, login, d);
}

static const char *words(struct arena *a, const struct go_binary *g)
{
	const char *v = env_version_of(a, g);

	return arena_printf(a, "%s -> %s (%s)", g->path, g->resolved,
			    v ? v : "?");
}

/*
 * Two trees.  Of two releases go-shadowed tells; two trees of one build the
 * same as long as nobody changed them.
 */
static void other_go(struct check_run *run, const struct place *here,
		     const struct place *login)
{
	struct arena *a = run->arena;
	const struct go_binary *h = env_go(here), *t = env_go(login);
	const char *hv = env_version_of(a, h), *tv = env_version_of(a, t);
	enum severity sev = hv && tv ? SEVERITY_ADVICE : SEVERITY_WARNING;
	struct finding *f;

	if (hv && tv && !cstr_eq(hv, tv))
		return;
	f = finding_add(run, sev, NULL, NULL, 0, h->path, NULL);
	finding_place_add(run, f, here, sev, KNOWN_DERIVED);
	finding_place_add(run, f, login, sev, KNOWN_DERIVED);
	f->title = hv && tv
		? MSG(a, N_("two trees of {0}: {1} runs here, {2} in a login "
			    "shell"), hv, h->path, t->path)
		: MSG(a, N_("{0} runs here, {1} in a login shell"), h->path,
		      t->path);
	finding_evidence(run, f, words(a, h), NULL, 0);
	finding_evidence(run, f, words(a, t), NULL, 0);
	(void)finding_step(run, f, MSG(a, N_("Which go comes first on PATH?")),
			   ANSWER_NONE, false, words(a, h), here->name);
	(void)finding_step(run, f,
			   MSG(a, N_("Is it the same file in a login "
				     "shell?")),
			   ANSWER_NO, true, words(a, t), login->name);
	f->outcome = hv && tv
		? MSG(a, N_("both build the same today; an upgrade of one "
			    "leaves the other behind"))
		: MSG(a, N_("which release the one or the other is, is not "
			    "known without running it"));
	f->why = MSG(a, N_(
		"A shell runs the first go on its PATH, and a login shell "
		"reads other files than a terminal. Two trees of one release "
		"have the same compiler and library, as long as nobody "
		"changed them."));
	f->probe = env_shell(login) == ENV_FISH
		? "command -v go; env -i HOME=\"$HOME\" TERM=dumb $SHELL -lic "
		  "'command -v go'"
		: "command -v go; env -i HOME=\"$HOME\" TERM=dumb \"$SHELL\" "
		  "-lic 'command -v go'";
	env_command_path(run, f, login, path_dir(a, h->path));
}

static bool is_on(const struct place *p, const char *name)
{
	const char *v = place_getenv(p, name);

	return !cstr_empty(v) && !cstr_eq(v, "false") && !cstr_eq(v, "0");
}

/* Does env-value-invalid tell of this very value in that place? */
static bool is_refused(const struct finding *list, size_t n,
		       const struct place *p, const struct setting *s,
		       struct arena *a)
{
	const char *pair = arena_printf(a, "%s=%s", s->name, s->value);
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < list[i].nplaces; k++)
			if (cstr_eq(list[i].subject, pair) &&
			    cstr_eq(list[i].places[k].place, p->name))
				return true;
	return false;
}

/* The value that go refuses is the cause: once it is mended none of this is
 * left. */
static bool is_told(struct check_run *run, const struct place *here,
		    const struct place *login,
		    const struct shells_difference *d,
		    const struct finding *list, size_t n)
{
	static const char *const ports[] = { "GOOS", "GOARCH" };
	struct arena *a = run->arena;
	size_t i;

	if (is_refused(list, n, here, d->here, a) ||
	    is_refused(list, n, login, d->there, a))
		return true;
	/* It follows from these two. */
	if (!cstr_eq(d->here->name, "CGO_ENABLED") ||
	    d->here->layer != LAYER_DEFAULT ||
	    d->there->layer != LAYER_DEFAULT)
		return false;
	for (i = 0; i < ARRAY_SIZE(ports); i++) {
		const struct setting *h = place_setting(here, ports[i]);
		const struct setting *t = place_setting(login, ports[i]);

		if ((h && is_refused(list, n, here, h, a)) ||
		    (t && is_refused(list, n, login, t, a)))
			return true;
	}
	return false;
}

static enum check_status run(struct check_run *run)
{
	const struct place *here = snapshot_place(run->snap, "shell");
	const struct place *login = snapshot_place(run->snap, "login");
	/* That one sets variables for this folder alone, and means to. */
	enum severity sev = here && is_on(here, "DIRENV_DIR")
		? SEVERITY_ADVICE : SEVERITY_WARNING;
	const struct check *invalid = check_find("env-value-invalid");
	struct shells_difference *list;
	struct finding *refused = NULL;
	size_t n, i, nrefused = 0;

	if (!here || !login || !env_known(here) || !env_known(login) ||
	    !env_go(here) || !env_go(login))
		return CHECK_NOT_APPLICABLE;
	/* Nobody logs in to a runner of CI: its jobs set what they need. */
	if (is_on(here, "CI"))
		return CHECK_NOT_APPLICABLE;
	n = shells_differences(run->arena, here, login, &list);
	if (n && invalid)
		(void)check_run(invalid, run->snap, run->arena, NEEDS_PLACES,
				&refused, &nrefused);
	for (i = 0; i < n; i++) {
		const char *name = list[i].here->name;
		const struct setting *t = shells_newer_setting(run->snap,
							       name);
		struct finding *f;

		/* shell-stale tells of it: a new terminal has the same. */
		if (t && cstr_eq(t->value, list[i].there->value))
			continue;
		if (is_told(run, here, login, &list[i], refused, nrefused))
			continue;
		f = finding_add(run, sev, NULL, NULL, 0, name, NULL);
		finding_place_add(run, f, here, sev, list[i].here->known);
		finding_place_add(run, f, login, sev, list[i].there->known);
		explain(run, f, here, login, &list[i]);
	}
	if (shells_other_go(here, login) &&
	    !shells_newer_go(run->arena, run->snap))
		other_go(run, here, login);
	return CHECK_OK;
}

const struct check check_shell_login_differs = {
	.id = "shell-login-differs",
	.worst = SEVERITY_WARNING,
	.title = N_("a login shell that builds otherwise than this one"),
	.about = N_("A setting that a build depends on, or the go that runs, "
		    "is another in a fresh login shell than in this one: "
		    "GOFLAGS exported in ~/.bashrc alone, GOPROXY typed in "
		    "this session. Example: it builds in the terminal, and "
		    "\"ssh host\" followed by go build says \"inconsistent "
		    "vendoring\", because GOFLAGS=-mod=mod stands in ~/.bashrc "
		    "and nobody reads that file there."),
	.needs = NEEDS_PLACES,
	.run = run,
};
