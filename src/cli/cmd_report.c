/* gomend report: all that a colleague or an issue needs, in one text. */
#include "config.h"

#include "base/redact.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/show.h"
#include "report/compare.h"
#include "report/machine_text.h"
#include "report/words.h"

/* It is read elsewhere: no terminal decides its width. */
#define COLS 100

static void title(struct prose *p, const char *text)
{
	prose_blank(p);
	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, arena_printf(p->a, "== %s ==", text));
	prose_blank(p);
}

static void head(struct prose *p)
{
	const char *made = show_now(p->a), *host = show_host(p->a);

	prose_para(p, 0, 2, ROLE_STRONG, SAY(p->a,
		   N_("gomend {0}, {1}, {2}"), PACKAGE_VERSION,
		   made ? made : "?", host ? host : "?"));
	prose_para(p, 0, 2, ROLE_DIM, _(
		   "Tokens, passwords and user names in URLs were taken out. "
		   "Paths and the names of servers are still in: read it "
		   "before you pass it on."));
}

static void places(struct prose *p, const struct snapshot *s)
{
	const struct place **list = NULL;
	struct comparison c;
	size_t n = 0, i;

	for (i = 0; i < s->nplaces; i++)
		*ARENA_PUSH(p->a, list, n) = &s->places[i];
	compare_places(p->a, list, n, look_module(s, p->a), &c);
	compare_text(p, &c);
}

int cmd_report(struct cli_args *args)
{
	struct strbuf text = STRBUF_INIT, clean = STRBUF_INIT;
	struct report r = { 0 };
	struct look look;
	struct prose p;
	int rc;

	rc = look_start(&look, args, 0, NULL);
	if (rc)
		return rc;
	prose_init(&p, args->a, COLS);
	head(&p);
	title(&p, _("Findings"));
	check_gather(args, look.view, &r);
	report_text(&p, &r);
	title(&p, _("Repository and places"));
	inspect_text(&p, look.view->snap);
	title(&p, _("Machines"));
	machines_text(&p, look.view->snap);
	title(&p, _("What differs between the places"));
	places(&p, look.view->snap);
	title(&p, _("Settings and PATH"));
	env_text(&p, look.view->snap);
	prose_print(&text, &p, false);
	/* Each part leaves its secrets out; this is for the one that forgets
	 * to. */
	redact_text(&clean, strbuf_str(&text));
	rc = put_output(args, strbuf_str(&clean));
	strbuf_release(&text);
	strbuf_release(&clean);
	look_close(&look);
	return rc;
}
