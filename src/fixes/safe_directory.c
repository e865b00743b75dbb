/* safe-directory: git's configuration of the user names the repository. */
#include "config.h"

#include "fixes/fix.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/gitconfig.h"
#include "fmt/span.h"

static const struct place *place_of(const struct fix_run *run)
{
	const struct finding *f = run->finding;
	const struct place *p = f && f->nplaces
		? snapshot_place(run->snap, f->places[0].place) : NULL;

	return p ? p : run->place;
}

/* What the place's git refuses; NULL: nothing. */
static const char *refused_folder(const struct fix_run *run)
{
	const struct place *p = place_of(run);
	const struct machine_git *g = p && p->machine ? p->machine->git : NULL;

	return g && g->refuses ? g->dir : NULL;
}

/*
 * The file that `git config --global` writes: what GIT_CONFIG_GLOBAL names,
 * else ~/.gitconfig, unless only the one below XDG_CONFIG_HOME is there.
 */
static const char *global_file(struct fix_run *run)
{
	const struct place *p = place_of(run);
	const char *set = p ? place_getenv(p, "GIT_CONFIG_GLOBAL") : NULL;
	const char *home = p ? place_getenv(p, "HOME") : NULL;
	const char *xdg = p ? place_getenv(p, "XDG_CONFIG_HOME") : NULL;
	struct plan_state at;
	const char *own, *second;

	if (set)
		return path_is_abs(set) && strcmp(set, "/dev/null") ? set
								    : NULL;
	if (cstr_empty(home) || !path_is_abs(home))
		return NULL;
	own = path_join(run->arena, home, ".gitconfig");
	second = path_join(run->arena, cstr_empty(xdg) || !path_is_abs(xdg) ?
			   path_join(run->arena, home, ".config") : xdg,
			   "git/config");
	/* serves() has nobody to ask: any of the two will do. */
	if (!run->host ||
	    run->host->look(run->host, run->arena, own, &at) ||
	    at.type != PLAN_ABSENT ||
	    run->host->look(run->host, run->arena, second, &at) ||
	    at.type == PLAN_ABSENT)
		return own;
	return second;
}

static bool serves(struct fix_run *run)
{
	return !run->finding || (refused_folder(run) && global_file(run));
}

static void choices(struct fix_run *run)
{
	const char *dir = refused_folder(run), *file = global_file(run);

	run->offer.stage_near = file;
	run->offer.leaves_repository = true;
	if (!dir)
		run->offer.refused = MSG(run->arena, N_(
			"git refuses no repository here."));
	else if (!file)
		run->offer.refused = MSG(run->arena, N_(
			"The user has no configuration of git's that could be "
			"written (HOME, GIT_CONFIG_GLOBAL)."));
	if (!dir)
		return;
	run->offer.title = MSG(run->arena, N_("have git trust {0}"), dir);
	run->offer.about = MSG(run->arena, N_(
		"git then runs what its configuration and hooks say, for you: "
		"do it only where you trust whoever owns it."));
}

/* Behind the last line of [safe], as git does it; or a section at the end. */
static void put_line(struct fix_run *run, struct str text, const char *dir,
		     struct span_edits *edits)
{
	const char *value = gitconfig_quote(run->arena, dir);
	struct gitconfig_entry *list;
	size_t n, i, at = text.len;
	bool found = false;

	gitconfig_parse(run->arena, text, &list, &n);
	for (i = 0; i < n; i++) {
		if (!cstr_eq(list[i].section, "safe") ||
		    !cstr_empty(list[i].subsection))
			continue;
		/* A value over several lines has no place to go behind. */
		found = list[i].raw.end != 0;
		if (found)
			at = list[i].raw.end;
	}
	if (found) {
		at += str_find(str_sub(text, at, text.len - at), '\n');
		span_edits_add(run->arena, edits, at, at,
			       str_from(arena_printf(run->arena,
						     "\n\tdirectory = %s",
						     value)));
		return;
	}
	span_edits_add(run->arena, edits, text.len, text.len,
		       str_from(arena_printf(run->arena,
				"%s[safe]\n\tdirectory = %s\n",
				text.len && text.p[text.len - 1] != '\n' ?
					"\n" : "", value)));
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const char *dir = refused_folder(run), *file = global_file(run);
	struct span_edits edits = SPAN_EDITS_INIT;
	struct plan_state at;
	struct str text;

	if (!dir || !file)
		return error_set(err, "git refuses no repository here");
	p->title = MSG(run->arena, N_("have git trust {0}"), dir);
	if (run->host->state(run->host, run->arena, file, false, &at, err))
		return -1;
	if (at.type == PLAN_ABSENT) {
		if (fix_folders(run, p, path_dir(run->arena, file), err))
			return -1;
		put_line(run, STR_LIT(""), dir, &edits);
		return fix_write(run, p, file,
				 span_edits_apply(run->arena, STR_LIT(""),
						  &edits).p, 0, err);
	}
	if (fix_read(run, file, &text, err))
		return -1;
	put_line(run, text, dir, &edits);
	return fix_edit_spans(run, p, file, &edits, err);
}

const struct fix fix_safe_directory = {
	.id = "safe-directory",
	.title = N_("have git trust a repository of another user"),
	.about = N_("What git config --global --add safe.directory does: one "
		    "line in the user's own configuration of git. Nothing of "
		    "the repository changes."),
	.serves = serves,
	.choices = choices,
	.build = build,
};
