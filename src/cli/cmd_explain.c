/* gomend explain: one check, trace or Go variable in words. */
#include "config.h"

#include "base/json.h"
#include "base/text.h"
#include "checks/check.h"
#include "checks/myths.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "report/prose.h"
#include "report/words.h"
#include "traces/tracer.h"

static void add_myths(struct prose *p, const char *subject)
{
	const struct myth *m;
	size_t i = 0;

	while ((m = myth_next(subject, &i))) {
		prose_blank(p);
		prose_para(p, 2, 0, ROLE_MYTH, _(m->text));
	}
}

static struct cJSON *json_myths(const char *subject)
{
	struct cJSON *list = json_array();
	const struct myth *m;
	size_t i = 0;

	while ((m = myth_next(subject, &i)))
		json_push_str(list, m->text);
	return list;
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
	add_myths(&p, c->id);
	prose_blank(&p);
	prose_para(&p, 2, 0, ROLE_DIM,
		   SAY(args->a, N_("\"gomend check --only {0}\" looks for it "
				   "here."), c->id));
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
	add_myths(&p, t->name);
	return output_prose(&p) ? EXIT_OK : EXIT_TROUBLE;
}

int cmd_explain(struct cli_args *args)
{
	const char *word = args->operands[0];
	const struct check *c = check_find(word);
	const struct tracer *t = tracer_find(word);
	struct error err = ERROR_INIT;
	int rc;

	if (c)
		return explain_check(args, c);
	if (t)
		return explain_tracer(args, t);
	error_set(&err, "%s", SAY(args->a,
		  N_("\"{0}\" is no check, trace or Go variable that gomend "
		     "knows."), word));
	error_hint(&err, "%s", _("\"gomend list\" shows the checks and traces."));
	rc = cli_fail(&err);
	error_release(&err);
	return rc;
}
