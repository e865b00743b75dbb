#include "config.h"

#include "report/report.h"

#include "base/i18n.h"
#include "base/text.h"
#include "report/finding_text.h"
#include "report/words.h"

int report_count(const struct report *r, enum severity s)
{
	size_t i;
	int n = 0;

	for (i = 0; i < r->nfindings; i++)
		n += r->findings[i]->severity == s;
	return n;
}

bool report_is_broken(const struct report *r)
{
	size_t i;

	for (i = 0; i < r->nchecks; i++)
		if (r->checks[i].status == CHECK_BROKE)
			return true;
	return false;
}

static size_t count_status(const struct report *r, enum check_status s)
{
	size_t i, n = 0;

	for (i = 0; i < r->nchecks; i++)
		n += r->checks[i].status == s;
	return n;
}

static const char *ids_with(struct arena *a, const struct report *r,
			    enum check_status s)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < r->nchecks; i++)
		if (r->checks[i].status == s)
			list = arena_printf(a, "%s%s%s", list,
					    *list ? ", " : "",
					    r->checks[i].id);
	return list;
}

/* The folder, its branch, and the go that answers there. */
static void heading(struct prose *p, const struct report *r)
{
	const struct repository *repo = &r->snap->repo;
	const struct place *pl;
	const char *go = NULL;

	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, text_clean(p->a, repo->root));
	if (repo->branch || repo->head) {
		prose_add(p, ROLE_PLAIN, "  ");
		prose_add(p, ROLE_DIM, text_clean(p->a, repo->branch
							? repo->branch
							: repo->head));
	}
	if (repo->nchanged + repo->nuntracked > 0)
		prose_add(p, ROLE_DIM, arena_printf(p->a, " +%d",
				repo->nchanged + repo->nuntracked));
	pl = r->place ? snapshot_place(r->snap, r->place)
	     : r->snap->nplaces ? &r->snap->places[0] : NULL;
	if (pl && pl->ngos)
		go = pl->gos[0].binary_version ? pl->gos[0].binary_version
					       : pl->gos[0].version;
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, ROLE_DIM, go ? text_clean(p->a, go)
				  : !pl || pl->ngos ? ""
				  : place_is_mute(pl)
				  ? words_place_state(pl->state)
				  : _("no go on PATH"));
	if (repo->problem) {
		prose_para(p, 0, 2, ROLE_WARNING, text_clean(p->a,
				msg_told(p->a, repo->problem)));
		prose_para(p, 2, 0, ROLE_PLAIN,
			   text_clean(p->a, msg_told(p->a,
						     repo->problem_hint)));
	}
	if (repo->cut)
		prose_para(p, 0, 2, ROLE_WARNING, SAY(p->a,
			   N_("The walk was cut short: {0}."), repo->cut));
}

static const char *summary(struct arena *a, const struct report *r)
{
	int e = report_count(r, SEVERITY_ERROR);
	int w = report_count(r, SEVERITY_WARNING);
	int i = report_count(r, SEVERITY_ADVICE);
	struct msg me = MSG_N(a, N_("{n} error"), N_("{n} errors"), e);
	struct msg mw = MSG_N(a, N_("{n} warning"), N_("{n} warnings"), w);
	struct msg mi = MSG_N(a, N_("{n} advice"), N_("{n} advice"), i);

	return SAY(a, N_("{0}, {1}, {2}."), msg_text(a, &me),
		   msg_text(a, &mw), msg_text(a, &mi));
}

static enum role summary_role(const struct report *r)
{
	return r->nfindings ? words_severity_role(r->findings[0]->severity)
			    : ROLE_OK;
}

static void silenced(struct prose *p, const struct report *r)
{
	size_t i;

	if (r->nsilenced)
		prose_blank(p);
	for (i = 0; i < r->nsilenced; i++) {
		const struct report_silenced *s = &r->silenced[i];

		prose_para(p, 0, 2, ROLE_DIM, SAY(p->a, s->refused
			   ? N_(".gomend:{0} would silence {1} ({2}), but it "
				"is about safety: --trust lets it.")
			   : N_(".gomend:{0} silences {1}: {2}"),
			   arena_printf(p->a, "%d", s->by->line),
			   arena_printf(p->a, "%s %s", s->finding->id,
					finding_where(p->a, s->finding)),
			   s->by->reason));
	}
	for (i = 0; i < r->snap->repo.nsilences; i++) {
		const struct silence *s = &r->snap->repo.silences[i];

		if (s->malformed)
			prose_para(p, 0, 2, ROLE_WARNING, SAY(p->a,
				   N_(".gomend:{0} silences nothing: a line is "
				      "an id, a path and a reason."),
				   arena_printf(p->a, "%d", s->line)));
	}
}

/* What was looked at; "does not apply" is not "passes". */
static void coverage(struct prose *p, const struct report *r)
{
	int judged = (int)(count_status(r, CHECK_OK) +
			   count_status(r, CHECK_FOUND));
	int idle = (int)count_status(r, CHECK_NOT_APPLICABLE);
	const char *cannot = ids_with(p->a, r, CHECK_CANNOT_LOOK);
	const char *broke = ids_with(p->a, r, CHECK_BROKE);
	struct msg m;

	prose_blank(p);
	m = MSG_N(p->a, N_("{n} check looked here."),
		  N_("{n} checks looked here."), judged);
	prose_para(p, 0, 0, ROLE_DIM, msg_text(p->a, &m));
	if (idle) {
		m = MSG_N(p->a, N_("{n} has nothing to judge here: {0}."),
			  N_("{n} have nothing to judge here: {0}."), idle,
			  ids_with(p->a, r, CHECK_NOT_APPLICABLE));
		prose_para(p, 0, 0, ROLE_DIM, msg_text(p->a, &m));
	}
	if (*cannot)
		prose_para(p, 0, 0, ROLE_ADVICE, SAY(p->a,
			   N_("Could not look: {0}."), cannot));
	if (*broke)
		prose_para(p, 0, 0, ROLE_ERROR, SAY(p->a,
			   N_("Broke while looking, which is a fault of "
			      "gomend: {0}."), broke));
}

/* Names a finding the place (NULL: anything) that could not be looked at? */
static bool tells_blind(const struct report *r, const char *place)
{
	size_t i, k;

	for (i = 0; i < r->nfindings; i++) {
		const struct finding *f = r->findings[i];

		if (!cstr_eq(f->id, "not-looked-at"))
			continue;
		if (!place)
			return true;
		for (k = 0; k < f->nplaces; k++)
			if (cstr_eq(f->places[k].place, place))
				return true;
	}
	return false;
}

static void places_that_failed(struct prose *p, const struct report *r)
{
	size_t i;

	for (i = 0; i < r->snap->nplaces; i++) {
		const struct place *pl = &r->snap->places[i];

		if ((pl->state == PLACE_FAILED ||
		     pl->state == PLACE_TIMEOUT) && !tells_blind(r, pl->name))
			prose_para(p, 0, 2, ROLE_ADVICE, SAY(p->a,
				   N_("The {0} did not say its settings: {1}"),
				   words_place(pl->name),
				   *place_error(p->a, pl)
					? place_error(p->a, pl)
					: words_place_state(pl->state)));
	}
}

static const char *group_title(enum severity s)
{
	switch (s) {
	case SEVERITY_ERROR:
		return _("Errors: the build breaks or is unsafe");
	case SEVERITY_WARNING:
		return _("Warnings: it will differ or break elsewhere");
	case SEVERITY_ADVICE:
		return _("Advice: worth knowing");
	case SEVERITY_NONE:
		break;
	}
	return "";
}

void report_text(struct prose *p, const struct report *r)
{
	enum severity group = SEVERITY_NONE;
	size_t i;

	if (r->quiet) {
		for (i = 0; i < r->nfindings; i++)
			finding_text_line(p, r->findings[i]);
		return;
	}
	heading(p, r);
	prose_line(p, 0);
	prose_add(p, summary_role(r), summary(p->a, r));
	if (r->since) {
		struct msg m = MSG_N(p->a,
			N_("New since {0}; {n} finding was there before."),
			N_("New since {0}; {n} findings were there before."),
			r->nold, r->since);

		prose_para(p, 0, 0, ROLE_DIM, msg_text(p->a, &m));
	}
	for (i = 0; i < r->nfindings; i++) {
		const struct finding *f = r->findings[i];

		prose_blank(p);
		if (f->severity != group) {
			group = f->severity;
			prose_line(p, 0);
			prose_add(p, ROLE_STRONG, group_title(group));
			prose_blank(p);
		}
		finding_text_head(p, f);
		finding_text_body(p, r->snap, f);
	}
	if (!report_count(r, SEVERITY_ERROR) &&
	    !report_count(r, SEVERITY_WARNING) && !report_is_broken(r)) {
		prose_blank(p);
		prose_para(p, 0, 0, ROLE_OK, r->since
			   ? _("This change brings nothing that breaks the "
			       "build.")
			   : tells_blind(r, NULL)
			   ? _("Nothing that was looked at breaks the build; "
			       "not-looked-at says what was not.")
			   : r->nsilenced
			   ? _("Apart from what is silenced, nothing here "
			       "breaks the build, as far as gomend can see.")
			   : _("Nothing here breaks the build, as far as "
			       "gomend can see."));
	}
	silenced(p, r);
	coverage(p, r);
	places_that_failed(p, r);
	if (!report_count(r, SEVERITY_ERROR) && !r->since) {
		prose_blank(p);
		prose_para(p, 0, 0, ROLE_DIM,
			   _("Does it fail elsewhere? \"gomend env\" shows "
			     "where the settings of your shells differ, "
			     "\"gomend trace toolchain\" which Go runs here."));
	}
}
