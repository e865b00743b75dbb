/* edit-dockerignore: the context gets back what a Dockerfile needs of it. */
#include "config.h"

#include "fixes/fix.h"

#include "base/str.h"
#include "fmt/dockerignore.h"
#include "fmt/span.h"

static bool serves(struct fix_run *run)
{
	return run->finding &&
	       cstr_eq(run->finding->id, "docker-context-missing") &&
	       !docker_is_glob(str_from(run->finding->subject));
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;

	if (!serves(run)) {
		o->refused = MSG(run->arena, N_("It is offered for a finding "
			"of docker-context-missing only."));
		return;
	}
	o->title = MSG(run->arena, N_("let {0} into the build context"),
		       run->finding->subject);
	o->about = MSG(run->arena, N_(
		"A line that names just that path is taken out; where a "
		"pattern hides it, a last line \"!{0}\" takes it back. Every "
		"other byte stays."), run->finding->subject);
}

static int build(struct fix_run *run, struct plan *plan, struct error *err)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	const char *path = fix_abs(run, run->finding->path);
	const char *want = run->finding->subject, *eol;
	const struct dockerignore_rule *r;
	struct dockerignore d;
	struct str bytes;

	if (fix_read(run, path, &bytes, err))
		return -1;
	dockerignore_parse(run->arena, bytes, &d);
	r = dockerignore_rule_for(&d, want);
	if (!r || r->back)
		return error_set(err, "%s has changed since it was read",
				 run->finding->path);
	if (!docker_is_glob(r->pattern) && str_is(r->pattern, want)) {
		struct span at = span_of_line(bytes, r->line);

		span_edits_add(run->arena, &spans, at.start, at.end,
			       STR_LIT(""));
	} else {
		eol = str_find(bytes, '\r') < bytes.len ? "\r\n" : "\n";
		span_edits_add(run->arena, &spans, bytes.len, bytes.len,
			       str_from(arena_printf(run->arena, "%s!%s%s",
					bytes.len && !str_ends(bytes, "\n") ?
					eol : "", want, eol)));
	}
	dockerignore_parse(run->arena, span_edits_apply(run->arena, bytes,
							&spans), &d);
	if (dockerignore_hides(&d, want))
		return error_set(err, "another line of %s hides %s, too",
				 run->finding->path, want);
	return fix_edit_spans(run, plan, path, &spans, err);
}

const struct fix fix_edit_dockerignore = {
	.id = "edit-dockerignore",
	.title = N_("let a file into the build context again"),
	.about = N_("Takes the line out of .dockerignore that names the path, "
		    "or adds a last line \"!PATH\". Comments, order and the "
		    "rest stay."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
