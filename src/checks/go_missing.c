/* go-missing: a shell finds no go on its PATH. */
#include "config.h"

#include "checks/shells.h"

#include "base/path.h"
#include "base/str.h"

/* What a command line would find, be it no program. */
static bool is_alias(const struct place *p)
{
	return !cstr_empty(p->go_word) && p->go_word[0] != '/';
}

/*
 * Where a person types, no go is an error while none is found anywhere, and
 * in this very shell.  A login shell that lacks it is worth knowing.  That
 * only a script shell does is how rc files work (~/.bashrc is for terminals)
 * and so on every machine with an unpacked archive: nothing to say.
 */
static enum severity severity_in(const struct place *p,
				 const struct place *with)
{
	/* An image may be one that programs are put into. */
	if (p->kind == PLACE_IMAGE)
		return SEVERITY_ADVICE;
	if (!with)
		return SEVERITY_ERROR;
	switch (p->kind) {
	case PLACE_SHELL:
		return SEVERITY_ERROR;
	case PLACE_INTERACTIVE:
		return SEVERITY_WARNING;
	case PLACE_LOGIN:
		return SEVERITY_ADVICE;
	case PLACE_NONINTERACTIVE:
	case PLACE_RECORDED:
	case PLACE_IMAGE:
	case PLACE_JOB:
		return SEVERITY_NONE;
	}
	return SEVERITY_NONE;
}

static const char *words(struct arena *a, const char *path, const char *v)
{
	return cstr_empty(v) ? arena_strdup(a, path)
			     : arena_printf(a, "%s (%s)", path, v);
}

/* Every installation that some place knows of, once. */
static void show_installs(struct check_run *run, struct finding *f)
{
	struct arena *a = run->arena;
	size_t i, k;

	for (i = 0; i < run->snap->nplaces; i++)
		for (k = 0; k < run->snap->places[i].ninstalls; k++) {
			const struct go_install *x =
				&run->snap->places[i].installs[k];
			const char *at = words(a, x->goroot, x->version);
			size_t e;

			for (e = 0; e < f->nevidence; e++)
				if (cstr_eq(f->evidence[e].text, at))
					break;
			if (e < f->nevidence)
				continue;
			finding_evidence(run, f, at, NULL, 0);
			(void)finding_step(run, f,
				MSG(a, N_("Is one installed that no PATH "
					  "names?")),
				ANSWER_YES, false, at, NULL);
		}
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct place *with)
{
	struct arena *a = run->arena;
	const struct go_install *in = env_best_install(run->snap);
	const struct go_binary *g = with ? env_go(with) : NULL;
	const char *path = place_getenv(p, "PATH");
	const struct path_entry *e;
	size_t i;

	if (g && p->kind == PLACE_SHELL)
		f->title = MSG(a, N_("no go on PATH here; another shell finds "
				     "{0}"), g->path);
	else if (g)
		f->title = MSG(a, N_("{0} is on PATH here, but not in every "
				     "shell"), g->path);
	else if (in)
		f->title = MSG(a, N_("no go on PATH, though {0} lies in {1}"),
			       in->version ? in->version : "go", in->goroot);
	else
		f->title = MSG(a, N_("no go on PATH, and none is installed "
				     "where Go usually lies"));
	finding_evidence(run, f, arena_printf(a, "PATH=%s", path ? path : ""),
			 NULL, 0);
	(void)finding_step(run, f,
		MSG(a, N_("Does a folder of PATH hold a program named go?")),
		ANSWER_NO, true, path ? path : "", "environment");
	for (i = 0; i < p->ngos; i++) {
		struct step *st = finding_step(run, f,
			MSG(a, N_("Can this one be run?")), ANSWER_NO, true,
			p->gos[i].path, NULL);

		if (!cstr_empty(p->gos[i].why))
			st->note = MSG(a, "{0}", p->gos[i].why);
	}
	if (g)
		(void)finding_step(run, f,
			MSG(a, N_("Does another shell find one?")), ANSWER_YES,
			false, words(a, g->path, env_version_of(a, g)),
			with->name);
	e = p->kind == PLACE_SHELL ? shells_newer_go(a, run->snap) : NULL;
	if (e)
		(void)finding_step(run, f,
			MSG(a, N_("Was a file that a new shell reads changed "
				  "after this one began?")), ANSWER_YES, false,
			e->dir, arena_printf(a, "%s:%d", e->file, e->line));
	if (!g)
		show_installs(run, f);
	if (!in && !g)
		(void)finding_step(run, f,
			MSG(a, N_("Is one installed that no PATH names?")),
			ANSWER_NO, false,
			"/usr/local/go, ~/go/sdk, ~/sdk, ~/.local, "
			"/usr/lib/go-*, /snap, /opt", NULL);
	f->outcome = MSG(a, N_("the shell stops: \"{0}\""),
			 env_not_found(p, a, "go"));
	f->why = MSG(a, N_(
		"A shell runs the first file named go in the folders of PATH, "
		"in order; an installed Go counts only when its bin folder is "
		"one of them. Which rc files set PATH depends on the kind of "
		"shell: a new terminal reads ~/.bashrc, ~/.zshrc or "
		"config.fish; a login shell (ssh, the desktop's session) reads "
		"~/.profile or what stands in for it; a script started by "
		"cron, systemd or \"ssh host command\" reads none of them."));
	if (p->kind == PLACE_IMAGE)
		f->outcome = MSG(a, N_("nothing can be built in it, only run: "
				       "\"{0}\""), env_not_found(p, a, "go"));
	f->probe = "command -v go; echo \"$PATH\"";
	if (env_shell(p) == ENV_FISH)
		f->probe = "command -v go; echo $PATH";
	if (g) {
		const char *bin = path_dir(a, g->path);

		if (p->kind != PLACE_LOGIN || env_shell(p) == ENV_FISH)
			env_command_path(run, f, p, bin);
		else
			finding_command(run, f,
				MSG(a, N_("in the file that login shells read "
					  "(~/.bash_profile where there is "
					  "one, else ~/.profile; of zsh: "
					  "~/.zprofile):")),
				arena_printf(a, "export PATH=%s:\"$PATH\"",
					     shell_quote(a, bin)));
	} else if (in) {
		env_command_path(run, f, p, path_join(a, in->goroot, "bin"));
	} else {
		env_command_install(run, f, p);
		env_command_path(run, f, p, "/usr/local/go/bin");
	}
}

/*
 * The login shell that finds go, where a new terminal is only without it as
 * long as no login session handed its environment on; NULL: not so.  While
 * this very shell has none, its rc file is what matters.
 */
static const struct place *session_with_go(const struct snapshot *s,
					   const struct place *p)
{
	const struct place *login = snapshot_place(s, "login");
	const struct place *here = snapshot_place(s, "shell");

	if (p->kind != PLACE_INTERACTIVE || !login || !env_known(login) ||
	    !env_go(login))
		return NULL;
	if (here && env_known(here) && !env_go(here))
		return NULL;
	return login;
}

static void without_session(struct check_run *run, const struct place *p,
			    const struct place *login)
{
	struct arena *a = run->arena;
	const struct go_binary *g = env_go(login);
	const char *path = place_getenv(p, "PATH"), *bin = path_dir(a, g->path);
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ADVICE, NULL, NULL, 0, "session",
			&is_new);
	finding_place_add(run, f, p, SEVERITY_ADVICE, KNOWN_DERIVED);
	if (!is_new)
		return;
	f->title = MSG(a, N_("only login shells put {0} on PATH: a terminal "
			     "that comes from no login session does not find "
			     "it"), g->path);
	finding_evidence(run, f, arena_printf(a, "PATH=%s", path ? path : ""),
			 NULL, 0);
	(void)finding_step(run, f,
		MSG(a, N_("Does a login shell find go?")), ANSWER_YES, false,
		words(a, g->path, env_version_of(a, g)), login->name);
	(void)finding_step(run, f,
		MSG(a, N_("Does an interactive shell that inherits nothing "
			  "find it?")), ANSWER_NO, true, path ? path : "",
		p->name);
	f->outcome = MSG(a, N_("there the shell stops: \"{0}\""),
			 env_not_found(p, a, "go"));
	f->why = MSG(a, N_(
		"A login shell reads ~/.profile or what stands in for it, as "
		"https://go.dev/doc/install has it, and what it starts "
		"inherits PATH: on most desktops every terminal does. What no "
		"login session began does not: \"ssh HOST COMMAND\", cron, "
		"\"docker exec\", some terminals."));
	f->probe = arena_printf(a, "env -i HOME=\"$HOME\" TERM=\"$TERM\" %s "
				"-ic 'command -v go'",
				shell_quote(a, cstr_empty(p->shell)
					    ? "sh" : p->shell));
	finding_command(run, f,
		MSG(a, N_("only where such terminals are used: in the file "
			  "that they read (of bash: ~/.bashrc, of zsh: "
			  "~/.zshrc, of fish: config.fish):")),
		env_shell(p) == ENV_FISH
			? arena_printf(a, "fish_add_path %s",
				       shell_quote(a, bin))
			: arena_printf(a, "export PATH=\"$PATH\":%s",
				       shell_quote(a, bin)));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	const struct place *with = env_place_with_go(s);
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		enum severity sev = severity_in(p, with);
		const struct place *login;
		struct finding *f;
		bool is_new;

		/* alien-arch tells of one that the shell does find. */
		if (!env_known(p) || env_go(p) || (p->ngos && p->gos[0].alien))
			continue;
		if (is_alias(p)) {
			/* go answers, but only to who types it there. */
			f = finding_add(run, SEVERITY_WARNING, NULL, NULL, 0,
					"alias", &is_new);
			finding_place_add(run, f, p, SEVERITY_WARNING,
					  KNOWN_MEASURED);
			if (!is_new)
				continue;
			f->title = MSG(run->arena,
				N_("go is only an alias or function here: "
				   "make, editors and scripts do not see it"));
			finding_evidence(run, f, p->go_word, NULL, 0);
			(void)finding_step(run, f,
				MSG(run->arena, N_("Does a folder of PATH hold "
						   "a program named go?")),
				ANSWER_NO, true, place_getenv(p, "PATH"),
				"environment");
			(void)finding_step(run, f,
				MSG(run->arena,
				    N_("What does the shell itself know by "
				       "that name?")),
				ANSWER_NONE, false, p->go_word, NULL);
			f->outcome = MSG(run->arena,
				N_("typed here it runs; a program that starts "
				   "go does not find it"));
			f->why = MSG(run->arena,
				N_("An alias or function belongs to one shell. "
				   "Every other program looks for go in the "
				   "folders of PATH."));
			f->probe = "type go; env which go";
			continue;
		}
		if (sev == SEVERITY_NONE)
			continue;
		login = session_with_go(s, p);
		if (login) {
			without_session(run, p, login);
			continue;
		}
		f = finding_add(run, sev, NULL, NULL, 0, "", &is_new);
		finding_place_add(run, f, p, sev, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p, with);
	}
	return CHECK_OK;
}

const struct check check_go_missing = {
	.id = "go-missing",
	.worst = SEVERITY_ERROR,
	.title = N_("a shell without go"),
	.about = N_("No folder of PATH holds a program named go, so the shell "
		    "answers \"command not found\". Where a Go lies unused "
		    "(/usr/local/go, ~/sdk, a package) and which other shell "
		    "does find one is said. Example: /usr/local/go/bin is "
		    "added in ~/.bashrc, and an ssh session, which reads "
		    "~/.bash_profile alone, stops. That a script shell lacks "
		    "it is normal: it reads no rc file."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
