/* gomend explain: one check, trace, fix, hand-over or Go variable in words. */
#include "config.h"

#include "base/json.h"
#include "checks/check.h"
#include "checks/myths.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "fixes/fix.h"
#include "fixes/handover.h"
#include "report/finding_text.h"
#include "report/prose.h"
#include "report/variables.h"
#include "report/words.h"
#include "traces/tracer.h"

static struct cJSON *json_myths(const char *subject)
{
	struct cJSON *list = json_array();
	const struct myth *m;
	size_t i = 0;

	while ((m = myth_next(subject, &i)))
		json_push_str(list, m->text);
	return list;
}

static const char *add_id(struct arena *a, const char *list, const char *id)
{
	return arena_printf(a, "%s%s%s", list, *list ? ", " : "", id);
}

/* The fixes that serve a check, or its hand-overs. */
static const char *serving(struct arena *a, const char *check, bool by_hand)
{
	const char *const *of;
	const char *list = "";

	for (of = fixes_for(check); of && *of; of++)
		if (!handover_find(*of) != by_hand)
			list = add_id(a, list, *of);
	return list;
}

/* The checks of a fix or a hand-over. */
static const char *served(struct arena *a, const char *id)
{
	const char *const *of;
	const char *list = "";
	size_t i;

	for (i = 0; i < nchecks; i++)
		for (of = fixes_for(checks[i]->id); of && *of; of++)
			if (cstr_eq(*of, id))
				list = add_id(a, list, checks[i]->id);
	return list;
}

static struct cJSON *json_ids(const char *list)
{
	struct cJSON *j = json_array();
	struct str rest = str_from(list), id;
	struct arena a = ARENA_INIT;

	while (str_cut(&rest, ',', &id))
		if (str_trim(id).len)
			json_push_str(j, arena_strndup(&a, str_trim(id).p,
						       str_trim(id).len));
	arena_release(&a);
	return j;
}

static int explain_fix(struct cli_args *args, const struct fix *f)
{
	const char *for_checks = served(args->a, f->id);
	struct prose p;

	if (args->json) {
		struct cJSON *doc = output_document();

		json_put_str(doc, "id", f->id);
		json_put_str(doc, "kind", "fix");
		json_put_str(doc, "title", f->title);
		json_put_str(doc, "about", f->about);
		json_put(doc, "checks", json_ids(for_checks));
		json_put(doc, "myths", json_myths(f->id));
		return output_json(doc) ? EXIT_OK : EXIT_TROUBLE;
	}
	prose_init(&p, args->a, cli_cols(1));
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, f->id);
	prose_para(&p, 2, 0, ROLE_PLAIN, _(f->title));
	prose_blank(&p);
	prose_para(&p, 2, 0, ROLE_PLAIN, _(f->about));
	prose_blank(&p);
	if (*for_checks)
		prose_para(&p, 2, 0, ROLE_DIM, SAY(args->a,
			   N_("It mends: {0}."), for_checks));
	myths_text(&p, 2, f->id);
	prose_para(&p, 2, 0, ROLE_DIM,
		   SAY(args->a, N_("\"gomend fix {0} --dry-run\" shows what it "
				   "would change here."), f->id));
	return output_prose(&p) ? EXIT_OK : EXIT_TROUBLE;
}

static int explain_handover(struct cli_args *args, const struct handover *h)
{
	const char *for_checks = served(args->a, h->id);
	struct prose p;

	if (args->json) {
		struct cJSON *doc = output_document();

		json_put_str(doc, "id", h->id);
		json_put_str(doc, "kind", "handover");
		json_put_str(doc, "title", h->title);
		json_put_str(doc, "about", h->about);
		json_put(doc, "checks", json_ids(for_checks));
		return output_json(doc) ? EXIT_OK : EXIT_TROUBLE;
	}
	prose_init(&p, args->a, cli_cols(1));
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, h->id);
	prose_para(&p, 2, 0, ROLE_PLAIN, _(h->title));
	prose_blank(&p);
	prose_para(&p, 2, 0, ROLE_PLAIN, _(h->about));
	prose_blank(&p);
	if (*for_checks)
		prose_para(&p, 2, 0, ROLE_DIM, SAY(args->a,
			   N_("It mends: {0}."), for_checks));
	prose_para(&p, 2, 0, ROLE_DIM,
		   SAY(args->a, N_("\"gomend fix {0}\" shows what to type "
				   "here, and runs nothing."), h->id));
	return output_prose(&p) ? EXIT_OK : EXIT_TROUBLE;
}

static int explain_check(struct cli_args *args, const struct check *c)
{
	struct prose p;

	if (args->json) {
		struct cJSON *doc = output_document();

		json_put_str(doc, "id", c->id);
		json_put_str(doc, "kind", "check");
		json_put_str(doc, "worst", severity_names[c->worst]);
		json_put_str(doc, "title", c->title);
		json_put_str(doc, "about", c->about);
		json_put(doc, "fixes", json_ids(serving(args->a, c->id,
							false)));
		json_put(doc, "handovers", json_ids(serving(args->a, c->id,
							    true)));
		json_put(doc, "myths", json_myths(c->id));
		return output_json(doc) ? EXIT_OK : EXIT_TROUBLE;
	}
	prose_init(&p, args->a, cli_cols(1));
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, c->id);
	prose_add(&p, ROLE_PLAIN, "  ");
	prose_add(&p, words_severity_role(c->worst),
		  SAY(args->a, N_("at worst: {0}"), words_severity(c->worst)));
	prose_para(&p, 2, 0, ROLE_PLAIN, _(c->title));
	prose_blank(&p);
	prose_para(&p, 2, 0, ROLE_PLAIN, _(c->about));
	prose_blank(&p);
	myths_text(&p, 2, c->id);
	prose_blank(&p);
	prose_para(&p, 2, 0, ROLE_DIM,
		   SAY(args->a, N_("\"gomend check --only {0}\" looks for it "
				   "here."), c->id));
	if (*serving(args->a, c->id, false))
		prose_para(&p, 2, 0, ROLE_DIM, SAY(args->a,
			   N_("Mended by: {0}."),
			   serving(args->a, c->id, false)));
	if (*serving(args->a, c->id, true))
		prose_para(&p, 2, 0, ROLE_DIM, SAY(args->a,
			   N_("By your hand: {0}."),
			   serving(args->a, c->id, true)));
	return output_prose(&p) ? EXIT_OK : EXIT_TROUBLE;
}

static int explain_tracer(struct cli_args *args, const struct tracer *t)
{
	struct prose p;

	if (args->json) {
		struct cJSON *doc = output_document();

		json_put_str(doc, "id", t->name);
		json_put_str(doc, "kind", "trace");
		json_put_str(doc, "title", t->title);
		json_put(doc, "myths", json_myths(t->name));
		return output_json(doc) ? EXIT_OK : EXIT_TROUBLE;
	}
	prose_init(&p, args->a, cli_cols(1));
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, t->name);
	prose_para(&p, 2, 0, ROLE_PLAIN, _(t->title));
	prose_blank(&p);
	myths_text(&p, 2, t->name);
	return output_prose(&p) ? EXIT_OK : EXIT_TROUBLE;
}

static int explain_variable(struct cli_args *args, const struct variable *v)
{
	struct prose p;

	if (args->json) {
		struct cJSON *doc = output_document();

		json_put_str(doc, "id", args->operands[0]);
		json_put_str(doc, "kind", "variable");
		if (v->since)
			json_put_str(doc, "since",
				     arena_printf(args->a, "1.%d", v->since));
		json_put_str(doc, "purpose", v->purpose);
		if (v->defaults)
			json_put_str(doc, "default", v->defaults);
		json_put_str(doc, "set_by", variable_setter_text(v->setter));
		json_put_str(doc, "changes", v->changes);
		if (v->example)
			json_put_str(doc, "example", v->example);
		json_put(doc, "myths", json_myths(v->name));
		return output_json(doc) ? EXIT_OK : EXIT_TROUBLE;
	}
	prose_init(&p, args->a, cli_cols(1));
	variable_text(&p, v);
	prose_blank(&p);
	prose_para(&p, 2, 0, ROLE_DIM,
		   SAY(args->a, N_("\"gomend env\" shows its value in every "
				   "place, and who set it.")));
	return output_prose(&p) ? EXIT_OK : EXIT_TROUBLE;
}

int cmd_explain(struct cli_args *args)
{
	const char *word = args->operands[0];
	const struct check *c = check_find(word);
	const struct tracer *t = tracer_find(word);
	const struct fix *f = fix_find(word);
	const struct handover *h = handover_find(word);
	const struct variable *v = variable_find(word);
	struct error err = ERROR_INIT;
	int rc;

	if (!v)
		v = surrounding_find(word);
	if (c)
		return explain_check(args, c);
	if (t)
		return explain_tracer(args, t);
	if (f)
		return explain_fix(args, f);
	if (h)
		return explain_handover(args, h);
	if (v)
		return explain_variable(args, v);
	error_set(&err, "%s", SAY(args->a,
		  N_("\"{0}\" is no check, trace, fix or Go variable that "
		     "gomend knows."), word));
	error_hint(&err, "%s", _("\"gomend list\" shows the checks, traces and "
			       "fixes."));
	rc = cli_fail(&err);
	error_release(&err);
	return rc;
}
