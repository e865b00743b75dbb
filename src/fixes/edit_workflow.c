/* edit-workflow: quotes around a go-version that YAML takes for a number. */
#include "config.h"

#include "fixes/fix.h"

#include "base/str.h"
#include "fmt/span.h"

/* The pins of the finding's line that are numbers. */
static const struct pin *number_of(const struct fix_run *run, size_t *i,
				   size_t *k)
{
	const struct snapshot *s = run->snap;
	const struct finding *f = run->finding;

	for (; f && *i < s->nfiles; (*i)++, *k = 0) {
		const struct repo_file *file = &s->files[*i];

		if (!cstr_eq(file->path, f->path))
			continue;
		while (*k < file->npins) {
			const struct pin *p = &file->pins[(*k)++];

			if (p->kind == PIN_SETUP_GO && p->number && p->end &&
			    p->line == f->line)
				return p;
		}
	}
	return NULL;
}

static bool serves(struct fix_run *run)
{
	size_t i = 0, k = 0;

	return run->finding &&
	       cstr_eq(run->finding->id, "ci-go-version-float") &&
	       number_of(run, &i, &k);
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	const struct pin *p;
	size_t i = 0, k = 0;

	p = number_of(run, &i, &k);
	if (!p) {
		o->refused = MSG(run->arena, N_("It is offered for a finding "
						"of ci-go-version-float "
						"only."));
		return;
	}
	o->title = MSG(run->arena, N_("write '{1}' into {0}, in quotes"),
		       p->at_file, p->text);
	o->about = MSG(run->arena, N_(
		"Only the two quotes are added; every other byte of the "
		"workflow stays."));
}

static int build(struct fix_run *run, struct plan *plan, struct error *err)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	const char *path = NULL;
	const struct pin *p;
	size_t i = 0, k = 0;
	struct str bytes;

	while ((p = number_of(run, &i, &k))) {
		size_t start = (size_t)p->start, end = (size_t)p->end;

		if (!path) {
			path = fix_abs(run, p->at_file);
			if (fix_read(run, path, &bytes, err))
				return -1;
		}
		if (end > bytes.len ||
		    !str_is(str_sub(bytes, start, end - start), p->text))
			return error_set(err, "%s has changed since it was "
					 "read", p->at_file);
		span_edits_add(run->arena, &spans, start, start,
			       STR_LIT("'"));
		span_edits_add(run->arena, &spans, end, end, STR_LIT("'"));
	}
	if (!path)
		return error_set(err, "there is no such go-version any more");
	return fix_edit_spans(run, plan, path, &spans, err);
}

const struct fix fix_edit_workflow = {
	.id = "edit-workflow",
	.title = N_("mend a workflow where it stands"),
	.about = N_("Puts quotes around a go-version that YAML reads as another "
		    "number. Comments, order and indentation stay."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
