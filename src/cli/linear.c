#include "config.h"

#include "cli/linear.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/text.h"
#include "cli/log.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "fixes/handover.h"
#include "report/compare.h"
#include "report/versions.h"
#include "report/finding_text.h"
#include "report/plan_text.h"
#include "report/words.h"

/* What the user sees under a number. */
struct numbered {
	const char *fingerprint;
};

struct linear {
	struct cli_args *args;
	const char *dir;
	struct look look;
	struct prompt prompt;
	const char *filter;		/* NULL: none; "!x": without x */
	struct numbered *list;
	size_t nlist;
	const char *told;		/* the counts that were said last */
	bool asking;			/* at the prompt: changes are said */
};

static void begin(const struct linear *l, struct prose *p)
{
	prose_init(p, l->args->a, cli_cols(1));
}

static void line(const struct linear *l, enum role role, const char *text)
{
	struct prose p;

	begin(l, &p);
	prose_para(&p, 0, 2, role, text);
	(void)output_prose(&p);
}

/* ---- findings ---- */

static const char *counts(const struct linear *l)
{
	const struct session_view *v = l->look.view;
	struct arena *a = l->args->a;
	struct msg e = MSG_N(a, N_("{n} error"), N_("{n} errors"),
			     v->nerrors);
	struct msg w = MSG_N(a, N_("{n} warning"), N_("{n} warnings"),
			     v->nwarnings);
	struct msg i = MSG_N(a, N_("{n} advice"), N_("{n} advice"),
			     v->nadvice);

	return SAY(a, N_("{0}, {1}, {2}."), msg_text(a, &e), msg_text(a, &w),
		   msg_text(a, &i));
}

static bool has(const char *text, const char *word)
{
	return text && str_search(str_from(text), word) < strlen(text);
}

static bool passes(const struct linear *l, const struct finding *f)
{
	const char *word = l->filter;
	bool inverse = word && *word == '!', found;

	if (!word)
		return true;
	word += inverse;
	found = has(f->id, word) || has(f->path, word) ||
		has(f->module, word) ||
		has(msg_text(l->args->a, &f->title), word);
	return found != inverse;
}

/* Its first fix, and how another one is asked for. */
static void fixes_lines(const struct linear *l, struct prose *p,
			enum role role, const char *number,
			const struct finding *f)
{
	size_t i;

	if (!f->nfixes && handover_of(f))
		prose_para(p, 2, 2, role, SAY(p->a, N_(
			   "f {0} shows what to type: {1}"), number,
			   handover_of(f)->id));
	if (!f->nfixes || l->args->read_only)
		return;
	prose_para(p, 2, 2, role, SAY(p->a, N_("f {0} mends it: {1}"),
				      number, f->fixes[0]));
	for (i = 1; i < f->nfixes; i++)
		prose_para(p, 2, 2, role, SAY(p->a, N_("or f {0} {1}"),
					      number, f->fixes[i]));
}

static void finding_line(struct linear *l, struct prose *p, size_t n,
			 const struct finding *f)
{
	const char *where = finding_where(p->a, f);
	const char *text = msg_text(p->a, &f->title);
	const char *number = arena_printf(p->a, "%zu", n);

	prose_para(p, 0, 2, words_severity_role(f->severity), *where
		? SAY(p->a, N_("{0} {1} {2} in {3}: {4}"), number,
		      words_severity(f->severity), f->id, where, text)
		: SAY(p->a, N_("{0} {1} {2}: {3}"), number,
		      words_severity(f->severity), f->id, text));
	fixes_lines(l, p, ROLE_DIM, number, f);
}

static void list_findings(struct linear *l)
{
	const struct session_view *v = l->look.view;
	struct prose p;
	size_t i;

	begin(l, &p);
	l->list = NULL;
	l->nlist = 0;
	l->told = counts(l);
	prose_para(&p, 0, 2, ROLE_STRONG, SAY(p.a, N_("{0}: {1}"),
		   path_base(v->snap->repo.root ? v->snap->repo.root : "."),
		   l->told));
	for (i = 0; i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];

		if (!passes(l, f))
			continue;
		ARENA_PUSH(p.a, l->list, l->nlist)->fingerprint =
			arena_strdup(p.a, f->fingerprint);
		finding_line(l, &p, l->nlist, f);
	}
	if (l->filter)
		prose_para(&p, 0, 2, ROLE_DIM, SAY(p.a, N_(
			   "Only what the filter \"{0}\" lets through; / "
			   "alone ends it."), text_clean(p.a, l->filter)));
	(void)output_prose(&p);
}

static const struct finding *finding_at(struct linear *l, const char *word)
{
	const struct session_view *v = l->look.view;
	char *rest;
	long n = strtol(word, &rest, 10);
	size_t i;

	if (rest == word || *rest || n < 1 || (size_t)n > l->nlist) {
		line(l, ROLE_PLAIN, SAY(l->args->a, N_(
		     "There is no finding {0} in the list."), word));
		return NULL;
	}
	for (i = 0; i < v->nfindings; i++)
		if (cstr_eq(v->findings[i].fingerprint,
			    l->list[n - 1].fingerprint))
			return &v->findings[i];
	line(l, ROLE_PLAIN, SAY(l->args->a, N_(
	     "Finding {0} is not there any more; l lists what is."), word));
	return NULL;
}

static void why(struct linear *l, const char *word)
{
	const struct finding *f = finding_at(l, word);
	struct prose p;

	if (!f)
		return;
	begin(l, &p);
	finding_text_head(&p, f);
	finding_text_body(&p, l->look.view->snap, f);
	fixes_lines(l, &p, ROLE_PLAIN, word, f);
	(void)output_prose(&p);
}

/* ---- fixes ---- */

static bool may_change(struct linear *l)
{
	if (l->args->read_only)
		line(l, ROLE_PLAIN, _("Nothing is changed with "
				      "--read-only."));
	return !l->args->read_only;
}

static void after_change(struct linear *l)
{
	struct error err = ERROR_INIT;

	/* A look that is on its way tells what is so now. */
	l->look.view = session_view(l->look.session);
	if (!l->look.view->settled && !l->look.view->fatal) {
		l->look.waiting = true;
		(void)look_wait(&l->look, &err);
		l->look.waiting = false;
		l->look.interrupted = false;
		error_release(&err);
	}
	l->prompt.interrupted = false;
	list_findings(l);
}

static bool has_fix(const struct finding *f, const char *id)
{
	size_t i;

	for (i = 0; i < f->nfixes; i++)
		if (cstr_eq(f->fixes[i], id))
			return true;
	return false;
}

static void fix(struct linear *l, struct str rest)
{
	const struct prompt_options o = { 0 };
	struct fixrun_spec spec = { 0 };
	struct arena *a = l->args->a;
	struct str word;

	if (!may_change(l))
		return;
	while (str_word(&rest, &word)) {
		const struct finding *f = finding_at(l,
			arena_strndup(a, word.p, word.len));
		struct str rest_then = rest, next;
		struct fixrun_want *w;
		const char *id;

		if (!f)
			return;
		if (!f->nfixes && handover_in(f, NULL)) {
			struct prose text;

			prose_init(&text, a, cli_cols(1));
			finding_text_commands(&text, f, NULL);
			(void)output_prose(&text);
			line(l, ROLE_PLAIN, _("That is for you to type; "
					      "gomend does not run it."));
			return;
		}
		if (!f->nfixes) {
			line(l, ROLE_PLAIN, SAY(a, N_(
			     "gomend has no fix for {0} here."), f->id));
			return;
		}
		w = ARENA_PUSH(a, spec.wants, spec.nwants);
		w->fix = arena_strdup(a, f->fixes[0]);
		/* A word behind it that is no number names another fix. */
		if (str_word(&rest_then, &next) &&
		    !(*next.p >= '0' && *next.p <= '9')) {
			id = arena_strndup(a, next.p, next.len);
			if (!has_fix(f, id)) {
				line(l, ROLE_PLAIN, SAY(a, N_(
				     "{0} is no fix of {1} here."), id,
				     f->id));
				return;
			}
			w->fix = id;
			rest = rest_then;
		}
		w->finding = arena_strdup(a, f->fingerprint);
	}
	if (!spec.nwants) {
		line(l, ROLE_PLAIN, _("Type f and the number of a finding; "
				      "several make one plan."));
		return;
	}
	(void)prompt_fix(&l->prompt, &spec, &o);
	if (!l->prompt.hung_up)
		after_change(l);
}

static void undo(struct linear *l, struct str rest)
{
	struct str word = STR_NONE;
	int n = 0;

	if (!may_change(l))
		return;
	if (str_word(&rest, &word))
		n = prompt_txn(arena_strndup(l->args->a, word.p, word.len));
	if (n < 0) {
		line(l, ROLE_PLAIN, SAY(l->args->a, N_(
		     "\"{0}\" is no number of the journal."),
		     arena_strndup(l->args->a, word.p, word.len)));
		return;
	}
	if (prompt_undo(&l->prompt, l->look.loop, l->look.session, l->dir, n,
			false) == EXIT_OK)
		after_change(l);
	l->prompt.interrupted = l->prompt.hung_up;
}

struct purging {
	struct linear *l;
	bool over;
};

static void on_purged(void *payload, const struct undo_result *r)
{
	struct purging *u = payload;

	u->over = true;
	line(u->l, r->done ? ROLE_PLAIN : ROLE_ERROR, r->done
	     ? _("What was kept is dropped; it is in place for good.")
	     : r->message);
	look_done(&u->l->look);
}

static void purge(struct linear *l, struct str rest)
{
	struct purging u = { .l = l };
	struct error err = ERROR_INIT;
	struct str word = STR_NONE;
	const char *what;
	int n;

	if (!may_change(l))
		return;
	(void)str_word(&rest, &word);
	what = arena_strndup(l->args->a, word.len ? word.p : "", word.len);
	n = strcmp(what, "all") != 0 ? prompt_txn(what) : 0;
	if (n < 0) {
		line(l, ROLE_PLAIN, _("Type p and the number of a fix in the "
				      "journal, or p all."));
		return;
	}
	(void)purge_start(l->look.session, n, on_purged, &u);
	/* It is short, and comes to its end whatever happens here. */
	while (!u.over)
		if (look_wait(&l->look, &err)) {
			l->look.interrupted = false;
			error_release(&err);
			memset(&err, 0, sizeof(err));
		}
}

static void journal(struct linear *l)
{
	struct error err = ERROR_INIT;
	struct txn *list;
	struct prose p;
	size_t i, n;

	if (history_list(l->args->a, &list, &n, &err)) {
		line(l, ROLE_ERROR, err.message);
		error_release(&err);
		return;
	}
	begin(l, &p);
	for (i = 0; i < n; i++)
		txn_text(&p, &list[i]);
	if (!n)
		prose_para(&p, 0, 0, ROLE_PLAIN,
			   _("gomend has not changed anything yet."));
	(void)output_prose(&p);
}

/* ---- places and modules ---- */

static void compare(struct linear *l)
{
	const struct snapshot *s = l->look.view->snap;
	const struct place **places = NULL;
	struct comparison c;
	struct prose p;
	size_t n = 0, i;

	begin(l, &p);
	for (i = 0; i < s->nplaces; i++)
		*ARENA_PUSH(p.a, places, n) = &s->places[i];
	compare_places(p.a, places, n, look_module(s, p.a), &c);
	compare_text(&p, &c);
	(void)output_prose(&p);
}

static void versions(struct linear *l)
{
	struct ledger ledger;
	struct prose p;

	begin(l, &p);
	ledger_build(p.a, l->look.view->snap, &ledger);
	versions_text(&p, &ledger);
	(void)output_prose(&p);
}

static void read_log(struct linear *l, struct str rest)
{
	struct arena *a = l->args->a;
	struct error err = ERROR_INIT;
	struct log_told told;
	struct prose p;
	const char *file;

	rest = str_trim(rest);
	if (!rest.len) {
		line(l, ROLE_PLAIN, _("Type L and the file of a log."));
		return;
	}
	file = path_join(a, l->args->from ? l->args->from : l->dir,
			 arena_strndup(a, rest.p, rest.len));
	if (log_tell(&l->look, a, file, STR_NONE, &told, &err)) {
		l->look.interrupted = false;
		line(l, ROLE_ERROR, err.message);
	} else {
		begin(l, &p);
		log_told_text(&p, file, false, &told);
		(void)output_prose(&p);
	}
	error_release(&err);
}

static void modules(struct linear *l)
{
	const struct snapshot *s = l->look.view->snap;
	struct prose p;
	size_t i;

	begin(l, &p);
	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		prose_para(&p, 0, 2, ROLE_PLAIN, m->go_version
			? SAY(p.a, N_("{0}: {1}, go {2}"), m->dir,
			      m->path ? m->path : "?", m->go_version)
			: SAY(p.a, N_("{0}: {1}"), m->dir,
			      m->path ? m->path : "?"));
	}
	if (!s->nmodules)
		prose_para(&p, 0, 0, ROLE_PLAIN, _("No module."));
	(void)output_prose(&p);
}

/* ---- the prompt ---- */

static const struct {
	const char *key, *does;
} help_rows[] = {
	{ N_("NUMBER"), N_("why: how Go decides, and what to do about it") },
	{ N_("f NUMBER [FIX]…"), N_("mend it; several make one plan") },
	{ N_("u [N]"), N_("take the last fix back, or number N") },
	{ "j", N_("the journal: what was mended") },
	{ N_("p N|all"), N_("drop what is kept to take a fix back") },
	{ "l", N_("list the findings again") },
	{ "c", N_("compare the places: what differs") },
	{ "v", N_("where Go's version is said, and what breaks first") },
	{ N_("L FILE"), N_("what the messages of a log mean, and whether the "
			   "cause is here") },
	{ "m", N_("the modules") },
	{ N_("/WORD"), N_("list only what has the word; !WORD: what has it "
			  "not; / alone: all") },
	{ "R", N_("look again") },
	{ "?", N_("this help") },
	{ "q", N_("quit") },
};

static void help(const struct linear *l)
{
	struct prose p;
	size_t i;

	begin(l, &p);
	for (i = 0; i < ARRAY_SIZE(help_rows); i++)
		prose_para(&p, 0, 2, ROLE_PLAIN, SAY(p.a, N_("{0}: {1}"),
			   _(help_rows[i].key), _(help_rows[i].does)));
	(void)output_prose(&p);
}

static void rescan(struct linear *l)
{
	session_rescan(l->look.session);
	after_change(l);
}

static void set_filter(struct linear *l, const char *word)
{
	l->filter = *word ? word : NULL;
	list_findings(l);
}

/* False: the end. */
static bool obey(struct linear *l, const char *text)
{
	struct str rest = str_from(text + (*text != '\0'));

	if (*text >= '0' && *text <= '9') {
		why(l, text);
		return true;
	}
	/* One letter, and what belongs to it behind a blank. */
	if (*text && *text != '/' && text[1] && text[1] != ' ' &&
	    !(strchr("fup", *text) && text[1] >= '0' && text[1] <= '9')) {
		line(l, ROLE_PLAIN, SAY(l->args->a, N_(
		     "\"{0}\" is no command here; ? shows what is."), text));
		return true;
	}
	switch (*text) {
	case '\0':
	case 'l':
		list_findings(l);
		break;
	case 'f':
		fix(l, rest);
		break;
	case 'u':
		undo(l, rest);
		break;
	case 'j':
		journal(l);
		break;
	case 'p':
		purge(l, rest);
		break;
	case 'c':
		compare(l);
		break;
	case 'v':
		versions(l);
		break;
	case 'L':
		read_log(l, rest);
		break;
	case 'm':
		modules(l);
		break;
	case '/':
		set_filter(l, text + 1);
		break;
	case 'R':
	case 'r':
		rescan(l);
		break;
	case '?':
	case 'h':
		help(l);
		break;
	case 'q':
		return false;
	default:
		line(l, ROLE_PLAIN, SAY(l->args->a, N_(
		     "\"{0}\" is no command here; ? shows what is."), text));
		break;
	}
	return true;
}

/* While the prompt waits: what became of the folder meanwhile. */
static void on_change(void *payload)
{
	struct linear *l = payload;
	const char *now;

	if (!l->asking || !l->look.view->settled)
		return;
	if (l->look.view->notice)
		line(l, ROLE_WARNING, l->look.view->notice);
	now = counts(l);
	if (cstr_eq(now, l->told))
		return;
	l->told = now;
	(void)cli_write(STR_LIT("\n"));
	line(l, ROLE_STRONG, SAY(l->args->a, N_(
	     "It has changed: {0} l lists them."), now));
}

int linear_main(struct cli_args *args, const char *dir)
{
	struct linear l = { .args = args, .dir = dir };
	struct look_options o = {
		.dir = dir,
		.places = cli_screen_places(args),
		.jobs = !args->nplaces,
		.civars = &args->civars,
		.from = args->from,
		.quiet = args->quiet,
		.watch = true,
		.on_change = on_change,
		.payload = &l,
	};
	struct error err = ERROR_INIT;
	const char *text;
	int rc = EXIT_OK;

	if (look_agree(args, o.places, dir, &o.containers, &err)) {
		cli_fail(&err);
		error_release(&err);
		return EXIT_TROUBLE;
	}
	if (look_open(&l.look, &o, &err))
		return look_fail(&l.look, &err);
	prompt_init(&l.prompt, &l.look, args->a);
	l.prompt.plain = true;
	l.prompt.cwd = dir;
	l.prompt.from = args->from;
	/* Lines are asked for and given, whatever they come from. */
	l.prompt.can_ask = true;
	list_findings(&l);
	line(&l, ROLE_DIM, args->read_only
	     ? _("Type a number to see why, c to compare places, ? for more, "
		 "q to quit.")
	     : _("Type a number to see why, f and a number to mend it, c to "
		 "compare places, ? for more, q to quit."));
	do {
		l.asking = true;
		text = prompt_line(&l.prompt, "> ");
		l.asking = false;
	} while (text && obey(&l, text) && !l.prompt.hung_up);
	if (l.prompt.interrupted)
		rc = EXIT_INTERRUPTED;
	prompt_release(&l.prompt);
	look_close(&l.look);
	return rc;
}
