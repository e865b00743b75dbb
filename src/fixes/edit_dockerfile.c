/* edit-dockerfile: go.sum beside go.mod in a COPY, a WORKDIR before it. */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/span.h"

static bool is_gosum(const struct fix_run *run)
{
	return cstr_eq(run->finding->id, "docker-gosum-missing");
}

/* The COPY that the finding points to; NULL: none can be edited. */
static const struct docker_step *copy_of(const struct fix_run *run)
{
	const struct snapshot *s = run->snap;
	const struct finding *f = run->finding;
	size_t i, k;

	for (i = 0; f && i < s->nfiles; i++) {
		if (!cstr_eq(s->files[i].path, f->path))
			continue;
		for (k = 0; k < s->files[i].nsteps; k++) {
			const struct docker_step *st = &s->files[i].steps[k];

			if (st->kind == DOCKER_STEP_COPY &&
			    st->line == f->line)
				return st;
		}
	}
	return NULL;
}

/* Several files go into a folder alone. */
static bool into_folder(const struct docker_step *st)
{
	return st->text && (cstr_eq(st->text, ".") ||
			    cstr_ends(st->text, "/"));
}

static bool serves(struct fix_run *run)
{
	const struct docker_step *st;

	if (!run->finding || (!is_gosum(run) &&
			      !cstr_eq(run->finding->id,
				       "docker-workdir-gopath")))
		return false;
	st = copy_of(run);
	return st && (!is_gosum(run) || (st->gomod_end && into_folder(st)));
}

static const char *gosum_word(struct fix_run *run,
			      const struct docker_step *st)
{
	size_t i;

	for (i = 0; i < st->nsources; i++)
		if (cstr_eq(path_base(st->sources[i]), "go.mod"))
			return arena_printf(run->arena, " %.*sgo.sum",
				(int)(strlen(st->sources[i]) - 6),
				st->sources[i]);
	return " go.sum";
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;

	if (!serves(run)) {
		o->refused = MSG(run->arena, N_("It is offered for a finding "
			"of docker-gosum-missing or docker-workdir-gopath "
			"only."));
		return;
	}
	if (is_gosum(run)) {
		o->title = MSG(run->arena, N_("let {0} copy go.sum with "
					      "go.mod"), run->finding->path);
		o->about = MSG(run->arena, N_(
			"One word is added to the COPY; every other byte of "
			"the Dockerfile stays."));
	} else {
		o->title = MSG(run->arena, N_("let {0} work in /src"),
			       run->finding->path);
		o->about = MSG(run->arena, N_(
			"A line \"WORKDIR /src\" is added before the COPY; "
			"every other byte stays. A later stage that copies a "
			"file from /go has to name /src instead."));
	}
}

static int build(struct fix_run *run, struct plan *plan, struct error *err)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	const struct docker_step *st = copy_of(run);
	const char *path = fix_abs(run, run->finding->path);
	struct str bytes;
	size_t at;

	if (fix_read(run, path, &bytes, err))
		return -1;
	at = (size_t)(is_gosum(run) ? st->gomod_end : st->start);
	if (at > bytes.len ||
	    (is_gosum(run) &&
	     !str_ends(str_sub(bytes, 0, at), "go.mod") &&
	     !str_ends(str_sub(bytes, 0, at), "go.mod\"")))
		return error_set(err, "%s has changed since it was read",
				 run->finding->path);
	if (is_gosum(run))
		span_edits_add(run->arena, &spans, at, at,
			       str_from(gosum_word(run, st)));
	else
		span_edits_add(run->arena, &spans, at, at,
			       bytes.len > at && str_find(bytes, '\r') <
						 bytes.len
			       ? STR_LIT("WORKDIR /src\r\n")
			       : STR_LIT("WORKDIR /src\n"));
	return fix_edit_spans(run, plan, path, &spans, err);
}

const struct fix fix_edit_dockerfile = {
	.id = "edit-dockerfile",
	.title = N_("mend a Dockerfile where it stands"),
	.about = N_("Adds go.sum to the COPY that names go.mod, or a WORKDIR "
		    "before a COPY into GOPATH. Comments, order and "
		    "indentation stay."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
