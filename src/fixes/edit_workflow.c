/*
 * edit-workflow: quotes around a go-version that YAML takes for a number, and
 * the bytes that a check of CI jobs found to mend what it tells
 * (checks/ci.h).
 */
#include "config.h"

#include "fixes/fix.h"

#include "base/str.h"
#include "checks/ci.h"
#include "fmt/yamledit.h"

/* ---- go-version ---- */

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

static bool is_number(const struct fix_run *run)
{
	return run->finding && cstr_eq(run->finding->id,
				       "ci-go-version-float");
}

static int build_number(struct fix_run *run, struct plan *plan,
			struct error *err)
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

/* ---- what a check of jobs found ---- */

static const struct ci_hit *hit_of(struct fix_run *run)
{
	const struct ci_hit *h = ci_hit_of(run->arena, run->snap,
					   run->finding);

	return h && h->nedits ? h : NULL;
}

struct sought {
	const struct ci_edit *e;
	const struct yaml_node *node;
};

/* A block's text begins on the line below its indicator. */
static int text_line(const struct yaml_node *n)
{
	return n->line + (n->style == YAML_LITERAL ||
			  n->style == YAML_FOLDED);
}

static bool is_sought(const struct ci_edit *e, const struct yaml_node *n)
{
	if (e->script)
		return n->kind == YAML_SCALAR && text_line(n) == e->line &&
		       str_starts(n->text, e->script);
	if (e->old)
		return n->kind == YAML_SCALAR && n->line == e->line &&
		       str_is(n->text, e->old);
	return n->kind == YAML_MAPPING && n->line == e->line &&
	       yaml_get(n, "uses");
}

/* What stands under the name of the job. */
static const struct yaml_node *job_of(const struct ci_edit *e,
				      const struct yaml_node *n)
{
	size_t i;

	for (i = 0; n->kind == YAML_MAPPING && i < n->npairs; i++)
		if (n->pairs[i].key->line == e->line &&
		    yaml_says(n->pairs[i].key, e->job))
			return n->pairs[i].value;
	return NULL;
}

static bool seek(void *payload, const struct yaml_node *n)
{
	struct sought *s = payload;

	if (s->e->job)
		s->node = job_of(s->e, n);
	else if (is_sought(s->e, n))
		s->node = n;
	return !s->node;
}

static bool make_edit(struct fix_run *run, struct str bytes,
		      const struct yaml_node *root, const struct ci_edit *e,
		      struct span_edits *spans)
{
	struct arena *a = run->arena;
	struct sought s = { e, NULL };
	const char *below = e->job ? "variables" : "with";
	const struct yaml_node *map;

	yamledit_each(root, seek, &s);
	if (!s.node)
		return false;
	if (e->script)
		return yamledit_text(a, bytes, s.node, e->at, e->len, e->text,
				     spans);
	if (e->old)
		return yamledit_text(a, bytes, s.node, 0, s.node->text.len,
				     e->text, spans);
	map = yaml_get(s.node, below);
	if (yaml_is(map, YAML_MAPPING) && map->npairs) {
		const struct yaml_node *old = yaml_get(map, e->key);

		return old ? yamledit_text(a, bytes, old, 0, old->text.len,
					   e->value, spans) :
			     yamledit_pair(a, bytes, map, e->key, e->value,
					   spans);
	}
	if (map)
		return false;
	if (!e->job)
		return yamledit_map(a, bytes, s.node, "uses", below, e->key,
				    e->value, spans);
	return yamledit_pair(a, bytes, s.node, below,
			     arena_printf(a, "{%s: %s}", e->key, e->value),
			     spans);
}

static int build_hit(struct fix_run *run, struct plan *plan,
		     struct error *err)
{
	const struct ci_hit *h = hit_of(run);
	size_t i, k;

	if (!h)
		return error_set(err, "that is not there any more");
	for (i = 0; i < h->nedits; i++) {
		struct span_edits spans = SPAN_EDITS_INIT;
		const char *file = h->edits[i].file, *path;
		struct str bytes;
		struct yaml y;
		bool done = false;

		for (k = 0; k < i && !done; k++)
			done = cstr_eq(h->edits[k].file, file);
		if (done)
			continue;
		path = fix_abs(run, file);
		if (fix_read(run, path, &bytes, err) ||
		    run->host->yaml(run->host, run->arena, bytes, file, &y,
				    err))
			return -1;
		for (k = i; k < h->nedits; k++)
			if (cstr_eq(h->edits[k].file, file) &&
			    (!y.ndocs || !make_edit(run, bytes, y.docs[0],
						    &h->edits[k], &spans)))
				return error_set(err, "%s:%d is not written "
					"in a way that can be changed in "
					"place", file, h->edits[k].line);
		if (fix_edit_spans(run, plan, path, &spans, err))
			return -1;
	}
	return 0;
}

/* ---- the fix ---- */

static bool serves(struct fix_run *run)
{
	size_t i = 0, k = 0;

	return is_number(run) ? number_of(run, &i, &k) != NULL
			      : hit_of(run) != NULL;
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	const struct ci_hit *h;
	const struct pin *p;
	size_t i = 0, k = 0;

	p = is_number(run) ? number_of(run, &i, &k) : NULL;
	h = p ? NULL : hit_of(run);
	if (p) {
		o->title = MSG(a, N_("write '{1}' into {0}, in quotes"),
			       p->at_file, p->text);
		o->about = MSG(a, N_("Only the two quotes are added; every "
				     "other byte of the workflow stays."));
		return;
	}
	if (!h) {
		o->refused = MSG(a, N_("It is offered for a finding of a check "
				       "of CI jobs, where a few bytes mend "
				       "it."));
		return;
	}
	if (h->edits[0].key)
		o->title = MSG(a, N_("write {1} into {0}"),
			       arena_printf(a, "%s:%d", h->edits[0].file,
					    h->edits[0].line),
			       arena_printf(a, "%s: %s", h->edits[0].key,
					    h->edits[0].value));
	else if (*h->edits[0].text)
		o->title = MSG(a, N_("write {1} into {0}"), h->edits[0].file,
			       h->edits[0].text);
	else
		o->title = MSG(a, N_("take {1} out of {0}"),
			       h->edits[0].file, h->name ? h->name : "");
	o->about = MSG(a, N_("Only these bytes change; comments, order, "
			     "quotes and indentation of the file stay."));
}

static int build(struct fix_run *run, struct plan *plan, struct error *err)
{
	return is_number(run) ? build_number(run, plan, err)
			      : build_hit(run, plan, err);
}

const struct fix fix_edit_workflow = {
	.id = "edit-workflow",
	.title = N_("mend a workflow where it stands"),
	.about = N_("Changes the few bytes of a workflow or a .gitlab-ci.yml "
		    "that a finding tells of: quotes around a go-version, a "
		    "line of a script, an input of a step. Comments, order and "
		    "indentation stay."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
