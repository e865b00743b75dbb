/* shell-stale: a start-up file was changed after this shell had read it. */
#include "config.h"

#include "checks/shells.h"

#include "base/path.h"
#include "base/str.h"

/* What makes the shell at hand read the file again. */
static const char *read_again(struct arena *a, const struct place *fresh,
			      const char *file)
{
	const char *q = shell_quote(a, file);

	return env_shell(fresh) == ENV_FISH
		? arena_printf(a, "source %s", q)
		: arena_printf(a, ". %s; hash -r", q);
}

static struct finding *finding_of(struct check_run *run,
				  const struct place *here,
				  const struct place *fresh, const char *file,
				  int line)
{
	struct arena *a = run->arena;
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_WARNING, NULL, file, line, "", &is_new);
	finding_place_add(run, f, here, SEVERITY_WARNING, KNOWN_DERIVED);
	if (!is_new)
		return f;
	f->title = MSG(a, N_("{0} was changed after this shell began: a new "
			     "one is set otherwise"), file);
	(void)finding_step(run, f,
		MSG(a, N_("Which shell was gomend started from?")),
		ANSWER_NONE, false, here->start->program, NULL);
	(void)finding_step(run, f,
		MSG(a, N_("Was a file that it reads changed since?")),
		ANSWER_YES, true, file, NULL);
	f->outcome = MSG(a, N_("this shell goes on with what it read then; a "
			       "new terminal has the rest"));
	f->why = MSG(a, N_(
		"A shell reads its start-up files once, when it begins; what "
		"is written into them later holds for new ones. It also "
		"remembers where it found each program: after a new go was put "
		"into a folder that comes earlier on PATH it runs the old one "
		"until \"hash -r\" (of zsh: \"rehash\"), which cannot be seen "
		"from outside. gomend has just started a new shell of the "
		"same kind and asked it."));
	f->probe = arena_printf(a, "ps -o lstart= -p $$; ls -l %s",
				shell_quote(a, file));
	if (env_shell(fresh) == ENV_FISH)
		f->probe = arena_printf(a, "ps -o lstart= -p $fish_pid; ls -l "
					"%s", shell_quote(a, file));
	finding_command(run, f,
			MSG(a, N_("open a new terminal, or read the file again "
				  "in this one:")),
			read_again(a, fresh, file));
	return f;
}

static const char *words(struct arena *a, const struct go_binary *g)
{
	const char *v = g ? env_version_of(a, g) : NULL;

	return g ? arena_printf(a, "%s (%s)", g->path, v ? v : "?") : "";
}

static void other_go(struct check_run *run, const struct place *here,
		     const struct place *fresh)
{
	struct arena *a = run->arena;
	const struct path_entry *e = shells_newer_go(a, run->snap);
	struct finding *f;
	struct step *st;

	/* That none is found here, go-missing tells. */
	if (!e || !env_go(here))
		return;
	f = finding_of(run, here, fresh, e->file, e->line);
	finding_evidence(run, f, e->dir, e->file, e->line);
	st = finding_step(run, f, MSG(a, N_("Would a new one run the same "
					    "go?")),
			  ANSWER_NO, true, words(a, env_go(fresh)),
			  arena_printf(a, "%s:%d", e->file, e->line));
	st->note = MSG(a, N_("Here it is {0}."), words(a, env_go(here)));
}

static enum check_status run(struct check_run *run)
{
	const struct place *here = snapshot_place(run->snap, "shell");
	const struct place *fresh = shells_fresh(run->snap);
	struct arena *a = run->arena;
	struct shells_difference *list;
	size_t n, i;

	if (!fresh)
		return CHECK_NOT_APPLICABLE;
	n = shells_differences(a, here, fresh, &list);
	for (i = 0; i < n; i++) {
		const struct setting *t = shells_newer_setting(run->snap,
			list[i].here->name);
		struct finding *f;
		struct step *st;

		if (!t)
			continue;
		f = finding_of(run, here, fresh, t->file, t->line);
		env_evidence(run, f, t);
		st = finding_step(run, f,
			MSG(a, N_("Would {0} be the same in a new one?"),
			    t->name),
			ANSWER_NO, true, shells_value(t), env_origin(a, t));
		st->note = MSG(a, N_("Here it is {0}."),
			       shells_value(list[i].here));
	}
	other_go(run, here, fresh);
	return CHECK_OK;
}

const struct check check_shell_stale = {
	.id = "shell-stale",
	.worst = SEVERITY_WARNING,
	.title = N_("a shell that is older than its start-up files"),
	.about = N_("A file that the shell reads when it begins was changed "
		    "afterwards, and a new shell of the same kind gets another "
		    "go or another setting from it. Example: the line with "
		    "/usr/local/go/bin was added to ~/.bashrc, and go version "
		    "still says the old release: open a new terminal. Only "
		    "said where the system tells how long the shell has been "
		    "running (/proc)."),
	.needs = NEEDS_PLACES,
	.run = run,
};
