/* What a log tells, in words, for the command and the screen. */
#include "config.h"

#include "report/log_text.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"
#include "fixes/handover.h"
#include "report/finding_text.h"

#define LABEL_COLS 8
/* Messages that come to the same as the one above them. */
#define MORE_MAX ((size_t)4)

static const char *verdict_text(struct arena *a, const struct log_cause *c)
{
	switch (c->verdict) {
	case LOG_CONFIRMED:
		return _("confirmed here");
	case LOG_REFUTED:
		return SAY(a, N_("not so here: {0} looked and found nothing; "
				 "the log is of another state or machine"),
			   c->row->checks);
	case LOG_ELSEWHERE:
		return SAY(a, N_("not so in {0}, which the message names; it is "
				 "so elsewhere:"), c->file);
	case LOG_UNKNOWN:
		break;
	}
	if (c->row->there && c->looked)
		return SAY(a, N_("not known: here {0} looked and found nothing, "
				 "but it is about the machine that wrote the "
				 "log; \"gomend snapshot --script\", run there, "
				 "tells more"), c->row->checks);
	if (c->row->there)
		return _("not known: it is about the machine that wrote the "
			 "log; \"gomend snapshot --script\", run there, tells "
			 "more");
	if (!c->row->checks)
		return _("not known: no check of gomend's looks for it");
	return SAY(a, N_("not known: {0} had nothing to judge"),
		   c->row->checks);
}

static const char *said_by(struct arena *a, const struct logrow *r)
{
	if (r->from && r->until)
		return SAY(a, N_("Go {0} to {1}"), r->from, r->until);
	if (r->from)
		return SAY(a, N_("Go {0} and newer"), r->from);
	return r->until ? SAY(a, N_("Go up to {0}"), r->until) : NULL;
}

static void labelled(struct prose *p, const char *label, enum role role,
		     const char *text)
{
	const struct prose_cell cells[] = {
		{ ROLE_DIM, label, LABEL_COLS }, { role, text, 0 },
	};

	if (!cstr_empty(text))
		prose_row(p, 3, cells, 2);
}

/* Others that tell of the same, each with its line. */
static void more_lines(struct prose *p, const struct log_cause *c)
{
	struct arena *a = p->a;
	size_t i, n = c->nmore < MORE_MAX ? c->nmore : MORE_MAX;

	for (i = 0; i < n; i++)
		labelled(p, arena_printf(a, "%8d", c->more[i]->line), ROLE_CODE,
			 text_clean(a, c->more[i]->text));
	if (c->nmore > n)
		labelled(p, "", ROLE_DIM, msg_said(a, MSG_N(a,
			 N_("and {n} more like them"),
			 N_("and {n} more like them"), (int)(c->nmore - n))));
}

void log_text_cause(struct prose *p, const struct log_cause *c, size_t number)
{
	struct arena *a = p->a;
	const struct log_hit *h = c->hit;
	struct msg cause = log_says(a, c), cure = log_helps(a, c);

	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, arena_printf(a, "%2zu  %s  ", number,
					       c->row->id));
	prose_add(p, ROLE_DIM, h->count > 1
		  ? SAY(a, N_("line {0}, {1} times"),
			arena_printf(a, "%d", h->line),
			arena_printf(a, "%d", h->count))
		  : SAY(a, N_("line {0}"), arena_printf(a, "%d", h->line)));
	if (h->job)
		prose_add(p, ROLE_DIM, arena_printf(a, "  %s",
						    text_clean(a, h->job)));
	labelled(p, C_("label", "log"), ROLE_CODE, text_clean(a, h->text));
	more_lines(p, c);
	labelled(p, C_("label", "cause"), ROLE_PLAIN, msg_text(a, &cause));
	labelled(p, C_("label", "said by"), ROLE_DIM, said_by(a, c->row));
	labelled(p, C_("label", "help"), ROLE_PLAIN, msg_text(a, &cure));
	if (c->row->command) {
		prose_verbatim(p, 3 + LABEL_COLS + 2, ROLE_CODE,
			       c->row->command);
	}
	labelled(p, C_("label", "here"),
		 c->verdict == LOG_CONFIRMED ? ROLE_ERROR : ROLE_DIM,
		 verdict_text(a, c));
}

void log_text_findings(struct prose *p, const struct log_cause *c)
{
	struct arena *a = p->a;
	size_t i;

	for (i = 0; i < c->nfindings; i++) {
		const struct finding *f = c->findings[i];

		labelled(p, "", ROLE_PLAIN, arena_printf(a, "%s  %s  %s",
			 f->id, finding_where(a, f), msg_text(a, &f->title)));
		if (f->nfixes || handover_in(f, NULL))
			labelled(p, C_("label", "fix"), ROLE_CODE,
				 arena_printf(a, "gomend fix %s@%.8s", f->id,
					      f->fingerprint));
	}
}

void log_text_head(struct prose *p, const char *file,
		   const struct log_report *r, size_t ncauses, bool cut)
{
	struct arena *a = p->a;
	const char *lines = arena_printf(a, "%d", r->nlines);

	prose_para(p, 0, 2, ROLE_STRONG, text_clean(a, !r->nlines
		? SAY(a, N_("{0} is empty."), file)
		: ncauses
		? msg_said(a, MSG_N(a, N_("{0}: {1} lines, {n} cause is known"),
				    N_("{0}: {1} lines, {n} causes are known"),
				    (int)ncauses, file, lines))
		: SAY(a, N_("{0}: {1} lines, no message in it that gomend "
			    "knows"), file, lines)));
	if (r->go)
		prose_para(p, 0, 2, ROLE_DIM, text_clean(a, SAY(a,
			   N_("It says that {0} ran."), r->go)));
	if (cut)
		prose_para(p, 0, 2, ROLE_ADVICE,
			   _("Only its last 8 MB were read."));
}

void log_text_rest(struct prose *p, const struct log_report *r)
{
	struct arena *a = p->a;
	size_t i;

	if (!r->others_total)
		return;
	prose_blank(p);
	prose_para(p, 0, 2, ROLE_STRONG, msg_said(a, MSG_N(a,
		   N_("{n} more line looks like a failure, and gomend does not "
		      "know what it means:"),
		   N_("{n} more lines look like failures, and gomend does not "
		      "know what they mean:"), r->others_total, "")));
	for (i = 0; i < r->nothers; i++) {
		const struct prose_cell cells[] = {
			{ ROLE_DIM, arena_printf(a, "%d", r->others[i].line),
			  6 },
			{ ROLE_CODE, text_clean(a, r->others[i].text), 0 },
		};

		prose_row(p, 2, cells, 2);
	}
}
