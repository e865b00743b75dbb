/* gomend check: every finding of one look. */
#include "config.h"

#include "base/json.h"
#include "checks/check.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/show.h"
#include "cli/since.h"
#include "report/report.h"
#include "report/silence.h"

static bool listed(const char **ids, size_t n, const char *id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(ids[i], id))
			return true;
	return false;
}

static bool selected(const struct cli_args *args, const char *id)
{
	return (!args->nonly || listed(args->only, args->nonly, id)) &&
	       !listed(args->skip, args->nskip, id);
}

static int known_ids(struct cli_args *args, const char **ids, size_t n,
		     struct error *err)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (check_find(ids[i]))
			continue;
		error_hint(err, "%s",
			   _("\"gomend list\" shows the ids of all checks."));
		return error_set(err, "%s", SAY(args->a,
				 N_("There is no check \"{0}\"."), ids[i]));
	}
	return 0;
}

/* With --read-only no fix is offered. */
static const struct finding *shown(const struct cli_args *args,
				   const struct finding *f)
{
	struct finding *copy;

	if (!args->read_only || !f->nfixes)
		return f;
	copy = arena_memdup(args->a, f, sizeof(*f));
	copy->nfixes = 0;
	return copy;
}

/* What is shown, out of what was found. */
static void collect(struct cli_args *args, const struct session_view *v,
		    const struct since *since, struct report *r)
{
	size_t i;

	r->snap = v->snap;
	r->place = args->nplaces ? args->places[0] : NULL;
	r->quiet = args->quiet;
	r->since = args->new_since;
	for (i = 0; i < v->nchecked; i++) {
		struct report_check *c;

		if (!selected(args, v->checked[i].check))
			continue;
		c = ARENA_PUSH(args->a, r->checks, r->nchecks);
		c->id = v->checked[i].check;
		c->status = v->checked[i].status;
	}
	for (i = 0; i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];
		const struct silence *by;
		struct report_silenced *s;

		if (!selected(args, f->id))
			continue;
		if (since && since_had(since, f)) {
			r->nold++;
			continue;
		}
		by = silence_for(v->snap, f);
		if (by) {
			s = ARENA_PUSH(args->a, r->silenced, r->nsilenced);
			s->finding = f;
			s->by = by;
			s->refused = silence_needs_trust(f->id) &&
				     !args->trust;
			if (!s->refused)
				continue;
		}
		*ARENA_PUSH(args->a, r->findings, r->nfindings) =
			shown(args, f);
	}
}

void check_gather(struct cli_args *args, const struct session_view *v,
		  struct report *r)
{
	collect(args, v, NULL, r);
}

static int status_of(const struct cli_args *args, const struct report *r)
{
	enum severity level = SEVERITY_ERROR;
	size_t i;

	if (report_is_broken(r))
		return EXIT_TROUBLE;
	/* Who asks for one check wants to know that it was not made. */
	for (i = 0; args->nonly && i < r->nchecks; i++)
		if (r->checks[i].status == CHECK_CANNOT_LOOK)
			return EXIT_TROUBLE;
	if (cstr_eq(args->fail_on, "never"))
		return EXIT_OK;
	if (args->fail_on)
		level = (enum severity)codec_enum(severity_names,
						  args->fail_on,
						  SEVERITY_ERROR);
	for (i = 0; i < r->nfindings; i++)
		if (r->findings[i]->severity >= level)
			return EXIT_FOUND;
	return EXIT_OK;
}

static bool print(struct cli_args *args, const struct report *r)
{
	struct cJSON *doc;
	struct prose p;

	if (args->json || cstr_eq(args->format, "json")) {
		doc = output_document();
		report_json(doc, r);
		return output_json(doc);
	}
	prose_init(&p, args->a, cli_cols(1));
	report_text(&p, r);
	return output_prose(&p);
}

int cmd_check(struct cli_args *args)
{
	struct look_options o = { .quiet = args->quiet, .from = args->from,
				  .jobs = !args->nplaces,
				  .civars = &args->civars };
	struct error err = ERROR_INIT;
	struct report r = { 0 };
	struct look look = { 0 };
	struct since since = { 0 };
	int rc;

	if (known_ids(args, args->only, args->nonly, &err) ||
	    known_ids(args, args->skip, args->nskip, &err) ||
	    cli_dir(args, 0, &o.dir, &err) ||
	    look_agree(args, args->nplaces ? args->places : NULL, o.dir,
		       &o.containers, &err)) {
		rc = cli_fail(&err);
		error_release(&err);
		return rc;
	}
	o.places = args->nplaces ? args->places : NULL;
	if (look_open(&look, &o, &err))
		return look_fail(&look, &err);
	if (args->new_since && since_open(&since, args, &look, &o, &err)) {
		look.interrupted = since.look.interrupted;
		since_close(&since);
		return look_fail(&look, &err);
	}
	collect(args, look.view, args->new_since ? &since : NULL, &r);
	rc = print(args, &r) ? status_of(args, &r) : EXIT_TROUBLE;
	/* Who names a place wants to know that it was not judged. */
	if (look_missed(&look, args))
		rc = EXIT_TROUBLE;
	since_close(&since);
	look_close(&look);
	return rc;
}
