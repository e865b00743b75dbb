/* gomend list: the tables of checks, traces, fixes and hand-overs. */
#include "config.h"

#include "base/json.h"
#include "checks/check.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "fixes/fix.h"
#include "fixes/handover.h"
#include "report/prose.h"
#include "report/words.h"
#include "traces/tracer.h"

static int list_json(void)
{
	struct cJSON *doc = output_document(), *list = json_array();
	size_t i;

	for (i = 0; i < nchecks; i++) {
		struct cJSON *j = json_object();

		json_put_str(j, "id", checks[i]->id);
		json_put_str(j, "worst", severity_names[checks[i]->worst]);
		json_put_str(j, "title", checks[i]->title);
		json_push(list, j);
	}
	json_put(doc, "checks", list);
	list = json_array();
	for (i = 0; i < ntracers; i++) {
		struct cJSON *j = json_object();

		json_put_str(j, "name", tracers[i]->name);
		json_put_str(j, "title", tracers[i]->title);
		if (tracers[i]->subject)
			json_put_str(j, "subject", tracers[i]->subject);
		json_push(list, j);
	}
	json_put(doc, "traces", list);
	list = json_array();
	for (i = 0; i < nfixes; i++) {
		struct cJSON *j = json_object();

		json_put_str(j, "id", fixes[i]->id);
		json_put_str(j, "title", fixes[i]->title);
		json_push(list, j);
	}
	json_put(doc, "fixes", list);
	list = json_array();
	for (i = 0; i < nhandovers; i++) {
		struct cJSON *j = json_object();

		json_put_str(j, "id", handovers[i].id);
		json_put_str(j, "title", handovers[i].title);
		json_push(list, j);
	}
	json_put(doc, "handovers", list);
	return output_json(doc) ? EXIT_OK : EXIT_TROUBLE;
}

int cmd_list(struct cli_args *args)
{
	struct prose p;
	size_t i;

	if (args->json)
		return list_json();
	prose_init(&p, args->a, cli_cols(1));
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, _("Checks"));
	for (i = 0; i < nchecks; i++) {
		const struct check *c = checks[i];
		const char letter[] = { words_severity_letter(c->worst), 0 };
		const struct prose_cell cells[] = {
			{ words_severity_role(c->worst),
			  arena_strdup(args->a, letter), 1 },
			{ ROLE_CODE, c->id, 24 },
			{ ROLE_PLAIN, _(c->title), 0 },
		};

		prose_row(&p, 2, cells, ARRAY_SIZE(cells));
	}
	prose_blank(&p);
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, _("Traces"));
	for (i = 0; i < ntracers; i++) {
		const struct prose_cell cells[] = {
			{ ROLE_CODE, tracers[i]->name, 27 },
			{ ROLE_PLAIN, _(tracers[i]->title), 0 },
		};
		const struct prose_cell subject[] = {
			{ ROLE_PLAIN, "", 27 },
			{ ROLE_DIM, tracers[i]->subject
				? SAY(args->a, N_("SUBJECT: {0}"),
				      _(tracers[i]->subject)) : "", 0 },
		};

		prose_row(&p, 2, cells, ARRAY_SIZE(cells));
		prose_row(&p, 2, subject, ARRAY_SIZE(subject));
	}
	prose_blank(&p);
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, _("Fixes"));
	for (i = 0; i < nfixes; i++) {
		const struct prose_cell cells[] = {
			{ ROLE_CODE, fixes[i]->id, 27 },
			{ ROLE_PLAIN, _(fixes[i]->title), 0 },
		};

		prose_row(&p, 2, cells, ARRAY_SIZE(cells));
	}
	prose_blank(&p);
	prose_line(&p, 0);
	prose_add(&p, ROLE_STRONG, _("Hand-overs: shown, and never run"));
	for (i = 0; i < nhandovers; i++) {
		const struct prose_cell cells[] = {
			{ ROLE_CODE, handovers[i].id, 27 },
			{ ROLE_PLAIN, _(handovers[i].title), 0 },
		};

		prose_row(&p, 2, cells, ARRAY_SIZE(cells));
	}
	if (!args->quiet) {
		prose_blank(&p);
		prose_para(&p, 0, 0, ROLE_DIM,
			   _("E error, W warning, i advice: the worst that a "
			     "check can say. \"gomend explain ID\" tells more."));
	}
	return output_prose(&p) ? EXIT_OK : EXIT_TROUBLE;
}
