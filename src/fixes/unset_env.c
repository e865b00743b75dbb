/* unset-env: a variable goes from the layer that sets it. */
#include "config.h"

#include "fixes/envvar.h"

#include "base/path.h"
#include "base/str.h"

static bool can_goenv(const struct fix_run *run, const char *name)
{
	return envvar_in_file(run, name);
}

/* Gone from login shells, it is there what it is in the shell at hand. */
static bool shells_agree(const struct fix_run *run, const char *name)
{
	const struct place *p = snapshot_place(run->snap, "shell");

	return p && cstr_empty(place_getenv(p, name)) &&
	       shell_exports(run, name);
}

static bool serves(struct fix_run *run)
{
	const char *name = envvar_of(run);

	if (run->finding && cstr_eq(run->finding->id, "shell-login-differs"))
		return name && shells_agree(run, name);
	return !run->finding ||
	       (name && (can_goenv(run, name) || shell_exports(run, name)));
}

/*
 * A value that the environment hides is the user's own word in the go env
 * file; the export that hides it is what goes, unless no file holds one.
 */
static void choices(struct fix_run *run)
{
	const char *name = fix_given(run, "name");
	struct shell_files files;
	bool goenv, rc;

	if (!name)
		name = envvar_of(run);
	goenv = name && can_goenv(run, name);
	rc = name && shell_exports(run, name);
	envvar_fields(run, envvar_of(run), goenv, rc, rc ? "rc" : "goenv");
	if (cstr_empty(name))
		return;
	envvar_judge(run, NULL);
	envvar_consequence(run, true);
	shell_find(run, name, &files);
	if (cstr_eq(fix_value(run, "layer"), "rc"))
		shell_choice(run, &files);
	else if (!goenv)
		run->offer.refused = msg_is_set(&files.refused)
			? files.refused
			: MSG(run->arena, N_("Nothing sets {0}."), name);
	run->offer.title = MSG(run->arena, N_("unset {0}"),
			       name);
	run->offer.stage_near = cstr_eq(fix_value(run, "layer"), "rc")
		? files.home : envvar_file(run);
}

/*
 * A line that does nothing but set it gives way to one that does nothing;
 * where no such line is found (a line of /etc sets it, or a longer command)
 * the block takes the variable away again.
 */
static const char *change(struct fix_run *run, const struct shell_files *files,
			  const struct shell_file *f,
			  struct span_edits *edits, struct error *err)
{
	struct str text = str_from(f->text);
	const char *name = envvar_name(run);
	struct shellrc_set *list;
	size_t i, n = shellrc_find_set(run->arena, text, files->family, name,
				       &list);

	for (i = 0; i < n; i++)
		span_edits_add(run->arena, edits, list[i].start, list[i].end,
			       str_from(shellrc_disabled(run->arena,
							 files->family,
							 &list[i])));
	if (!n && shellrc_put(run->arena, text,
			      shellrc_unset_line(run->arena, files->family,
						 name), edits, err)) {
		error_prefix(err, "%s", f->name);
		return NULL;
	}
	return span_edits_apply(run->arena, text, edits).p;
}

static int needs(struct fix_run *run, struct error *err)
{
	struct shell_files files;

	if (!cstr_eq(fix_value(run, "layer"), "rc"))
		return 0;
	shell_find(run, envvar_name(run), &files);
	return shell_needs(run, &files, change, err);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const char *name = envvar_name(run);
	struct shell_files files;

	p->title = MSG(run->arena, N_("unset {0}"), name);
	if (!cstr_eq(fix_value(run, "layer"), "rc")) {
		if (!run->finding)
			envvar_note(run, p);
		return envvar_edit_file(run, p, name, NULL, err);
	}
	shell_find(run, name, &files);
	if (shell_build(run, &files, change, p, err))
		return -1;
	p->shell_line = shellrc_unset_line(run->arena, files.family, name);
	return 0;
}

const struct fix fix_unset_env = {
	.id = "unset-env",
	.title = N_("take a variable out of where it is set"),
	.about = N_("In the go env file its line goes. In a start-up file of "
		    "the shell a line that does nothing but set it is "
		    "switched off and stays readable; where none is found a "
		    "marked block unsets it. Afterwards fresh shells are "
		    "asked, and what does not help is put back."),
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
