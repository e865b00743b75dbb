#include "config.h"

#include "cli/prompt.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/quote.h"
#include "base/text.h"
#include "cli/output.h"
#include "probe/libexec.h"
#include "probe/newfile.h"
#include "probe/runlist.h"
#include "report/finding_text.h"
#include "report/plan_text.h"
#include "report/words.h"

/* Applied but not verified, or neither before nor after. */
#define EXIT_UNSURE 3
/* Where somebody reads along, a diff longer than that is shown on request. */
#define DIFF_LINES ((size_t)200)
/* Of what a command that passed has printed. */
#define TAIL_LINES ((size_t)10)

/* ---- lines in, lines out ---- */

void prompt_init(struct prompt *p, struct look *look, struct arena *a)
{
	const char *term = getenv("TERM");

	memset(p, 0, sizeof(*p));
	p->look = look;
	p->a = a;
	p->can_ask = isatty(0) && isatty(1);
	p->plain = cstr_empty(term) || !strcmp(term, "dumb");
	strbuf_init(&p->in);
}

void prompt_release(struct prompt *p)
{
	fixrun_close(p->run);
	p->run = NULL;
	loop_fd_stop(p->fd);
	p->fd = NULL;
	strbuf_release(&p->in);
}

static void take_input(struct prompt *p)
{
	ssize_t n = read(0, strbuf_room(&p->in, 4096), 4096);

	if (n > 0)
		strbuf_advance(&p->in, (size_t)n);
	else if (!n || (errno != EINTR && errno != EAGAIN))
		p->eof = true;
}

static void on_in(void *payload)
{
	struct prompt *p = payload;

	take_input(p);
	if (p->eof) {
		loop_fd_stop(p->fd);
		p->fd = NULL;
	}
	look_done(p->look);
}

/* A file and /dev/null are never waited for, and cannot be. */
static bool is_at_hand(void)
{
	struct stat st;

	return fstat(0, &st) || S_ISREG(st.st_mode) ||
	       (S_ISCHR(st.st_mode) && !isatty(0));
}

/* Until something happened; false: a signal came. */
static bool wait_more(struct prompt *p)
{
	struct error err = ERROR_INIT;
	bool ok = !look_wait(p->look, &err);

	error_release(&err);
	if (ok)
		return true;
	p->look->interrupted = false;
	if (p->look->signum == SIGHUP)
		p->hung_up = true;
	p->interrupted = true;
	return false;
}

static void clear_progress(struct prompt *p)
{
	if (p->drawn_cols)
		fprintf(stderr, "\r%*s\r", p->drawn_cols, "");
	p->drawn_cols = 0;
}

static void gap(struct prompt *p)
{
	clear_progress(p);
	if (!p->json)
		(void)cli_write(STR_LIT("\n"));
}

static void print(struct prompt *p, struct prose *text)
{
	clear_progress(p);
	if (!p->json && text->nlines)
		(void)output_prose(text);
}

static void begin(struct prompt *p, struct prose *text)
{
	prose_init(text, p->a, cli_cols(1));
}

static void say(struct prompt *p, enum role role, const char *line)
{
	struct prose text;

	if (cstr_empty(line))
		return;
	begin(p, &text);
	prose_para(&text, 0, 2, role, line);
	print(p, &text);
}

const char *prompt_line(struct prompt *p, const char *question)
{
	const char *line;
	bool at_hand;
	char *lf;
	size_t n;

	clear_progress(p);
	(void)cli_write(str_from(question));
	at_hand = is_at_hand();
	if (!at_hand && !p->fd && !p->eof)
		p->fd = loop_fd(p->look->loop, 0, on_in, p);
	while (!(lf = memchr(p->in.buf, '\n', p->in.len)) && !p->eof)
		if (at_hand)
			take_input(p);
		else if (!wait_more(p))
			break;
	if (!lf && (p->interrupted || !p->in.len)) {
		(void)cli_write(STR_LIT("\n"));
		return NULL;
	}
	n = lf ? (size_t)(lf - p->in.buf) : p->in.len;
	line = arena_strndup(p->a, p->in.buf, n);
	strbuf_drop(&p->in, lf ? n + 1 : n);
	return arena_strndup(p->a, str_trim(str_from(line)).p,
			     str_trim(str_from(line)).len);
}

static bool is_yes(const char *line)
{
	return line && (!strcmp(line, "y") || !strcmp(line, "Y") ||
			!strcmp(line, "yes") ||
			!strcmp(line, C_("answer", "yes")));
}

bool prompt_yes(struct prompt *p, const char *question)
{
	return is_yes(prompt_line(p, question));
}

/* ---- progress ---- */

static const char *progress_text(struct prompt *p, struct arena *a,
				 const struct fixrun_view *v)
{
	const char *text = words_fix_step(v->step);

	if (v->total_bytes > 0 && !p->plain)
		return arena_printf(a, "%s  %s / %s", text,
				    words_bytes(a, v->bytes),
				    words_bytes(a, v->total_bytes));
	if (v->total > 0 && !p->plain)
		return arena_printf(a, "%s  %lld/%lld", text,
				    (long long)v->done, (long long)v->total);
	return text;
}

static void progress(struct prompt *p)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	struct arena a = ARENA_INIT;
	const char *text = text_clean(&a, progress_text(p, &a, v));

	if (p->json || p->look->quiet) {
		arena_release(&a);
		return;
	}
	if (p->plain && p->can_ask) {
		/* Each step once, and nothing of a question that is quick. */
		if (!cstr_eq(p->said, v->step) && v->step) {
			p->said = arena_strdup(p->a, v->step);
			say(p, ROLE_DIM, arena_strdup(p->a, text));
		}
	} else if (!p->plain && isatty(2)) {
		text = text_head(&a, text, cli_cols(2) - 1);
		clear_progress(p);
		fputs(text, stderr);
		fflush(stderr);
		p->drawn_cols = text_cols_of(text);
	}
	arena_release(&a);
}

/* ---- before ---- */

/* What it is, and exactly as it runs. */
static void command_line(struct prompt *p, struct prose *text,
			 const struct fixrun_command *c)
{
	prose_verbatim(text, 2, ROLE_CODE, text_clean(p->a, c->brief));
	prose_verbatim(text, 4, ROLE_DIM, text_clean(p->a, c->line));
}

static const char *where_written(const struct fixrun_view *v)
{
	bool unpack = false, network = false;
	size_t i;

	for (i = 0; i < v->ncommands; i++) {
		unpack = unpack || v->commands[i].command->unpack;
		network = network || v->commands[i].command->network;
	}
	if (network)
		return _("What they write goes to a private folder, to go's "
			 "build cache, to its module cache, where modules are "
			 "unpacked, and to its notes on the checksum database "
			 "(GOPATH/pkg/sumdb); nothing else of yours is changed "
			 "yet.");
	if (unpack)
		return _("What they write goes to a private folder, to go's "
			 "build cache and to its module cache, where modules "
			 "are unpacked; nothing else of yours is changed yet.");
	return _("What they write goes to a private folder, and to go's "
		 "build cache; nothing of yours is changed yet.");
}

/* What it may start in turn. */
static void executes_text(struct prompt *p, struct prose *text,
			  const struct fixrun_command *c)
{
	if (msg_is_set(&c->command->executes))
		prose_para(text, 4, 0, ROLE_WARNING, SAY(p->a, N_(
			   "This may run: {0}"),
			   msg_text(p->a, &c->command->executes)));
}

static void network_text(struct prose *text, const struct fixrun_command *c)
{
	prose_para(text, 4, 0, ROLE_DIM, c->command->network
		   ? _("It may use the network.")
		   : _("It does not use the network."));
}

/* What they share, once, and which of them it holds for. */
static void settings_text(struct prompt *p, struct prose *text,
			  const struct runlist *l)
{
	size_t i;

	prose_blank(text);
	prose_line(text, 0);
	prose_add(text, ROLE_STRONG, _("With these settings:"));
	if (l->stage)
		prose_para(text, 2, 0, ROLE_PLAIN, SAY(p->a, N_(
			   "<stage> is {0}, a private folder"), l->stage));
	for (i = 0; i < l->ngroups; i++) {
		prose_para(text, 2, 0, ROLE_PLAIN, l->groups[i].which
			   ? l->groups[i].which : _("each of them:"));
		prose_verbatim(text, 4, ROLE_DIM, l->groups[i].text);
	}
}

/* What they are for, and what is typed. */
static void listed_text(struct prompt *p, struct prose *text,
			const struct runlist *l, const char *which, size_t i)
{
	const struct fixrun_view *v = fixrun_view(p->run);

	prose_para(text, 0, 4, ROLE_PLAIN, arena_printf(p->a, "%2s  %s",
		   which, msg_text(p->a, &v->commands[i].command->what)));
	prose_verbatim(text, 4, ROLE_CODE, l->briefs[i]);
}

/* Those that run only where another one calls for it. */
static void cases_text(struct prompt *p, struct prose *text,
		       const struct runlist *l)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	size_t i, k;

	prose_blank(text);
	prose_line(text, 0);
	prose_add(text, ROLE_STRONG, SAY(p->a, N_(
		  "Only if needed, up to {0} more:"),
		  arena_printf(p->a, "%zu", l->n - l->nsure)));
	for (i = 0; i < l->ncases; i++) {
		const struct runlist_case *c = &l->cases[i];

		prose_para(text, 2, 0, ROLE_PLAIN, SAY(p->a, N_(
			   "where command {0} calls for it ({1}):"),
			   arena_printf(p->a, "%zu", c->by + 1),
			   msg_text(p->a, &v->commands[c->by].command->what)));
		for (k = 0; k < c->nsame; k++)
			listed_text(p, text, l, c->same[k].which,
				    c->same[k].i);
	}
	prose_blank(text);
}

/* Once for all of them: what they may do, and their settings. */
static void shared_text(struct prompt *p, struct prose *text,
			const struct runlist *l)
{
	size_t i;

	for (i = 0; i < l->nmay; i++) {
		prose_para(text, 2, 0, ROLE_PLAIN, l->may[i].which
			   ? l->may[i].which : _("each of them:"));
		prose_para(text, 4, 0, ROLE_WARNING, l->may[i].text);
	}
	if (l->network)
		prose_para(text, 2, 0, ROLE_DIM, l->network);
	if (l->ngroups)
		settings_text(p, text, l);
}

static void commands_text(struct prompt *p, struct prose *text)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	struct runlist list;
	size_t i;

	if (!v->ncommands)
		return;
	runlist_make(p->a, v, &list);
	prose_blank(text);
	prose_line(text, 0);
	prose_add(text, ROLE_STRONG, list.n == list.nsure ? _("This runs:")
		  : SAY(p->a, N_("This runs, {0} commands:"),
			arena_printf(p->a, "%zu", list.nsure)));
	for (i = 0; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		if (list.n > 1) {
			if (list.sure[i])
				listed_text(p, text, &list, arena_printf(p->a,
					    "%zu", i + 1), i);
			continue;
		}
		if (msg_is_set(&c->command->what))
			prose_para(text, 2, 0, ROLE_PLAIN,
				   msg_text(p->a, &c->command->what));
		command_line(p, text, c);
		executes_text(p, text, c);
		network_text(text, c);
	}
	if (list.ncases)
		cases_text(p, text, &list);
	shared_text(p, text, &list);
	prose_para(text, 2, 0, ROLE_DIM, where_written(v));
}

static bool is_refused(const struct fixrun_view *v)
{
	size_t i, k;

	for (i = 0; i < v->noffers; i++) {
		if (msg_is_set(&v->offer[i].refused))
			return true;
		for (k = 0; k < v->offer[i].nchoices; k++)
			if (msg_is_set(&v->offer[i].choices[k].bad))
				return true;
	}
	return false;
}

static void explain(struct prompt *p)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	struct prose text;
	size_t i, k, n = 0;

	begin(p, &text);
	for (i = 0; i < v->noffers; i++) {
		prose_blank(&text);
		offer_text(&text, &v->offer[i]);
		n += v->offer[i].nchoices;
	}
	if (n) {
		prose_blank(&text);
		prose_line(&text, 0);
		prose_add(&text, ROLE_STRONG, _("Choices"));
	}
	for (i = 0; i < v->noffers; i++)
		for (k = 0; k < v->offer[i].nchoices; k++)
			choice_text(&text, 2, &v->offer[i].choices[k]);
	commands_text(p, &text);
	/* What speaks against an offer or a choice stands beside it. */
	if (v->message && !is_refused(v)) {
		prose_blank(&text);
		prose_para(&text, 0, 2, ROLE_ERROR, v->message);
		if (v->hint)
			prose_para(&text, 0, 2, ROLE_PLAIN, v->hint);
	}
	print(p, &text);
}

static bool uses_network(const struct fixrun_view *v)
{
	size_t i;

	for (i = 0; i < v->ncommands; i++)
		if (v->commands[i].command->network)
			return true;
	return false;
}

static size_t count_choices(const struct fixrun_view *v)
{
	size_t i, n = 0;

	for (i = 0; i < v->noffers; i++)
		n += v->offer[i].nchoices;
	return n;
}

enum go_on { GO_ON, GO_AGAIN, GO_STOP, GO_FAIL };

static enum go_on declined(struct prompt *p)
{
	if (!p->interrupted)
		say(p, ROLE_PLAIN, _("Nothing was changed."));
	return GO_STOP;
}

/* NAME=VALUE changes a choice, an empty line goes on. */
static enum go_on ask_choices(struct prompt *p)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	const char *line, *is;

	for (;;) {
		line = prompt_line(p, _("Enter goes on, NAME=VALUE changes a "
					"choice, q stops: "));
		if (!line || !strcmp(line, "q"))
			return declined(p);
		if (!*line && !v->message)
			return GO_ON;
		is = strchr(line, '=');
		if (is && is > line) {
			fixrun_choose(p->run,
				arena_strndup(p->a, line,
					      (size_t)(is - line)), is + 1);
			return GO_AGAIN;
		}
		say(p, ROLE_PLAIN, *line
		    ? _("Write it as NAME=VALUE, with a name from the list.")
		    : v->message);
	}
}

static enum go_on ask_commands(struct prompt *p,
			       const struct prompt_options *o)
{
	const struct fixrun_view *v = fixrun_view(p->run);

	if (!v->ncommands)
		return GO_ON;
	if (o->yes) {
		if (!uses_network(v) || o->network_given)
			return GO_ON;
		say(p, ROLE_ERROR, _("It would use the network. --set "
				     "network=yes consents to that."));
		return GO_STOP;
	}
	if (!p->can_ask) {
		say(p, ROLE_PLAIN, _("What will change is only known when "
				     "this has run. --yes consents to it."));
		return GO_STOP;
	}
	return prompt_yes(p, v->ncommands > 1 ? _("Run them? [y/N] ")
					      : _("Run it? [y/N] "))
		? GO_ON : declined(p);
}

static enum go_on choose(struct prompt *p, const struct prompt_options *o)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	enum go_on go = GO_ON;

	explain(p);
	/* What cannot be as it is is refused, with the reason. */
	if (v->message && (o->yes || !p->can_ask))
		return GO_ON;
	if (p->can_ask && !o->yes && count_choices(v))
		go = ask_choices(p);
	return go == GO_ON ? ask_commands(p, o) : go;
}

/* ---- the preview ---- */

struct diffs {
	struct prompt *p;
	const char **text;	/* by change; NULL: none */
	size_t nlines;
	bool done;
};

static void on_diff(void *payload, const char *text, const char *error)
{
	struct diffs *d = payload;
	const struct fixrun_view *v = fixrun_view(d->p->run);
	size_t i = 0;

	(void)error;
	/* They are asked for one after the other: the first that is open. */
	while (i < v->plan->nchanges && d->text[i])
		i++;
	d->text[i] = arena_strdup(d->p->a, text ? text : "");
	d->done = true;
	look_done(d->p->look);
}

static bool has_diff(const struct plan_change *c)
{
	return !c->binary && c->nfiles <= 1 &&
	       (c->kind == CHANGE_ADDED || c->kind == CHANGE_MODIFIED ||
		c->kind == CHANGE_REMOVED);
}

static bool fetch_diffs(struct prompt *p, struct diffs *d)
{
	const struct plan *plan = fixrun_view(p->run)->plan;
	struct str rest, line;
	size_t i;

	memset(d, 0, sizeof(*d));
	d->p = p;
	d->text = arena_alloc(p->a, mem_mul(plan->nchanges + 1,
					    sizeof(*d->text)));
	memset(d->text, 0, (plan->nchanges + 1) * sizeof(*d->text));
	for (i = 0; i < plan->nchanges; i++) {
		if (!has_diff(&plan->changes[i])) {
			d->text[i] = "";
			continue;
		}
		d->done = false;
		fixrun_diff(p->run, i, on_diff, d);
		while (!d->done)
			if (!wait_more(p))
				return false;
		rest = str_from(d->text[i]);
		while (str_line(&rest, &line))
			d->nlines++;
	}
	return true;
}

static enum role diff_role(struct str line)
{
	if (str_starts(line, "+"))
		return ROLE_OK;
	if (str_starts(line, "-"))
		return ROLE_ERROR;
	return str_starts(line, "@@") ? ROLE_DIM : ROLE_PLAIN;
}

static void print_diffs(struct prompt *p, const struct diffs *d, size_t n,
			size_t most)
{
	struct prose text;
	struct str rest, line;
	size_t i, shown = 0;

	begin(p, &text);
	for (i = 0; i < n && shown < most; i++) {
		rest = str_from(d->text[i]);
		if (!*d->text[i])
			continue;
		prose_blank(&text);
		while (shown < most && str_line(&rest, &line)) {
			prose_verbatim(&text, 0, diff_role(line),
				text_clean(p->a, arena_strndup(p->a, line.p,
							       line.len)));
			shown++;
		}
	}
	print(p, &text);
}

static void print_verify(struct prompt *p)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	struct prose text;
	size_t i, first = v->ncommands - (v->plan->nverify <= v->ncommands
					  ? v->plan->nverify : v->ncommands);

	if (!v->plan->nverify || first == v->ncommands)
		return;
	gap(p);
	begin(p, &text);
	prose_line(&text, 0);
	prose_add(&text, ROLE_STRONG,
		  _("This runs first, and what passes runs again afterwards "
		    "and must pass:"));
	for (i = first; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		if (!c->line)
			continue;
		command_line(p, &text, c);
		executes_text(p, &text, c);
		network_text(&text, c);
	}
	print(p, &text);
}

static void print_preview(struct prompt *p, const struct diffs *d)
{
	const struct plan *plan = fixrun_view(p->run)->plan;
	bool all = !p->can_ask || d->nlines <= DIFF_LINES;
	struct prose text;
	struct msg m;

	gap(p);
	begin(p, &text);
	plan_text(&text, plan);
	print(p, &text);
	if (d->nlines)
		gap(p);
	print_diffs(p, d, plan->nchanges, all ? (size_t)-1 : DIFF_LINES);
	if (!all) {
		m = MSG_N(p->a, N_("… {n} more line; d shows all."),
			  N_("… {n} more lines; d shows all."),
			  (int)(d->nlines - DIFF_LINES));
		say(p, ROLE_DIM, msg_text(p->a, &m));
	}
	print_verify(p);
}

/* ---- as a script ---- */

struct saving {
	struct prompt *p;
	const char *path;	/* NULL: a name that is free, here */
	bool over, saved;
};

static void on_script(void *payload, const char *text, const char *error)
{
	struct saving *sv = payload;
	struct prompt *p = sv->p;
	const struct plan *plan = fixrun_view(p->run)->plan;
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	int rc = -1;

	sv->over = true;
	look_done(p->look);
	if (text) {
		plan_text_script(p->a, plan, &sb);
		strbuf_addstr(&sb, text);
		rc = sv->path
			? newfile_write(sv->path, 0777, strbuf_str(&sb), &err)
			: newfile_in(p->a, p->from ? p->from : ".", arena_printf(p->a,
				"gomend-%s", plan->fix), "sh", 0777,
				strbuf_str(&sb), &sv->path, &err);
	}
	sv->saved = !rc;
	if (rc)
		say(p, ROLE_ERROR, SAY(p->a, N_("It was not saved: {0}"),
			error ? msg_told(p->a, error) : err.message));
	else
		say(p, ROLE_OK, SAY(p->a, N_("Saved as {0}; sh runs it."),
				    sv->path));
	strbuf_release(&sb);
	error_release(&err);
}

static bool save_script(struct prompt *p, const char *path)
{
	struct saving sv = { p, path, false, false };

	fixrun_script(p->run, on_script, &sv);
	while (!sv.over)
		if (!wait_more(p))
			return false;
	return sv.saved;
}

static const char *apply_question(const struct diffs *d)
{
	return d->nlines > DIFF_LINES ? _("Apply? [y/N, d shows all, "
					  "s saves a script] ")
				      : _("Apply? [y/N, s saves a script] ");
}

static enum go_on ask_apply(struct prompt *p, const struct prompt_options *o,
			    const struct diffs *d)
{
	const struct plan *plan = fixrun_view(p->run)->plan;
	const char *line;

	if (o->script && !save_script(p, o->script))
		return GO_FAIL;
	if (o->dry_run) {
		say(p, ROLE_PLAIN, o->script ? _("Nothing was changed.")
			: _("Nothing was changed: --dry-run."));
		return GO_STOP;
	}
	if (o->yes)
		return GO_ON;
	if (!p->can_ask) {
		say(p, ROLE_PLAIN, _("Nothing was changed. --yes applies "
				     "it."));
		return GO_STOP;
	}
	for (;;) {
		line = prompt_line(p, apply_question(d));
		if (line && !strcmp(line, "d"))
			print_diffs(p, d, plan->nchanges, (size_t)-1);
		else if (line && !strcmp(line, "s"))
			(void)save_script(p, NULL);
		else
			break;
	}
	return is_yes(line) ? GO_ON : declined(p);
}

/* ---- the end ---- */

static void tail_text(struct prompt *p, struct prose *text,
		      const struct fixrun_command *c)
{
	struct str rest = str_trim(str_from(c->tail)), line;
	size_t n = 0, skip = 0;

	/* What a fix asked, and was told, is in what it says of it. */
	if (c->when == FIXRUN_PREPARING && !c->exit_code)
		return;
	while (str_line(&rest, &line))
		n++;
	if (!c->exit_code && n > TAIL_LINES)
		skip = n - TAIL_LINES;
	rest = str_trim(str_from(c->tail));
	while (str_line(&rest, &line)) {
		if (skip) {
			skip--;
			continue;
		}
		prose_verbatim(text, 4, ROLE_DIM, text_clean(p->a,
			arena_strndup(p->a, line.p, line.len)));
	}
}

static void command_text(struct prompt *p, struct prose *text,
			 const struct fixrun_command *c)
{
	const char *what = msg_text(p->a, &c->command->what);

	prose_line(text, 2);
	if (fixrun_passed(c))
		prose_add(text, ROLE_OK, _("passed"));
	else if (c->exit_code < 0)
		prose_add(text, ROLE_WARNING, _("could not be run"));
	else
		prose_add(text, ROLE_WARNING, SAY(p->a, N_("status {0}"),
			  arena_printf(p->a, "%d", c->exit_code)));
	prose_add(text, ROLE_PLAIN, "  ");
	/* Those of the stage were shown as they run, before. */
	if (c->line && (c->when != FIXRUN_PREPARING || !*what))
		prose_add(text, ROLE_CODE, runlist_brief(p->a, c));
	else
		prose_add(text, ROLE_PLAIN, what);
	prose_add(text, ROLE_DIM, arena_printf(p->a, "  %s",
		  words_took(p->a, c->took_ms)));
	tail_text(p, text, c);
	if (c->when == FIXRUN_BASELINE)
		prose_para(text, 4, 0, ROLE_DIM,
			   _("That was so before, and need not be otherwise "
			     "afterwards."));
}

static void commands_end(struct prompt *p, struct prose *text)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	bool any = false;
	size_t i;

	for (i = 0; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		/* What passed before is of interest once it runs again; a fork
		 * where something had to be done. */
		if (!c->done || fixrun_was_idle(c) ||
		    (c->when == FIXRUN_BASELINE && !c->exit_code))
			continue;
		if (!any) {
			prose_line(text, 0);
			prose_add(text, ROLE_STRONG, _("Commands"));
		}
		any = true;
		command_text(p, text, c);
	}
}

/* What stands by now of a fix by stages, what is next, and how back. */
static void stages_text(struct prompt *p, struct prose *text)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	const struct plan_leg *next = plan_next_leg(v->plan);
	const char *number = arena_printf(p->a, "%d", v->txn);
	const char *line = plan_next_command(p->a, v->plan);

	if (!plan_by_stages(v->plan))
		return;
	prose_para(text, 2, 0, ROLE_PLAIN, SAY(p->a, N_(
		   "Stages done, and their gates passed: {0}."),
		   plan_stages(p->a, v->plan, false)));
	if (next) {
		prose_para(text, 2, 0, ROLE_PLAIN, SAY(p->a, N_(
			   "What remains: {0}. You can stop here; it goes on "
			   "with {1} ({2}) by:"),
			   plan_stages(p->a, v->plan, true), next->id,
			   msg_text(p->a, &next->what)));
		prose_verbatim(text, 4, ROLE_CODE, line ? line : "");
	} else {
		prose_para(text, 2, 0, ROLE_PLAIN, _("No stage remains."));
	}
	if (v->plan->continues)
		prose_para(text, 2, 0, ROLE_PLAIN, SAY(p->a, N_(
			   "It goes on from number {0}: \"gomend undo --whole "
			   "{1}\" takes back all of its stages."),
			   arena_printf(p->a, "%d", v->plan->continues),
			   number));
}

static void done_text(struct prompt *p, struct prose *text)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	const char *number = arena_printf(p->a, "%d", v->txn);

	prose_para(text, 0, 2, ROLE_OK, SAY(p->a, N_("Done: {0}"),
					    msg_text(p->a, &v->plan->title)));
	prose_para(text, 2, 0, ROLE_PLAIN, v->here_still
		? _("Verified by fresh shells: what was wrong is gone there, "
		    "and no new error came. This very shell keeps the "
		    "environment that it was started with.")
		: v->plan->nfindings
		? _("Verified by a fresh look: what was wrong is gone, and no "
		    "new error came.")
		: _("Verified by a fresh look: no new error came."));
	prose_para(text, 2, 0, ROLE_PLAIN, SAY(p->a, N_(
		   "It is number {0} of the journal; \"gomend undo {0}\" "
		   "takes it back."), number));
	stages_text(p, text);
}

static void end_text(struct prompt *p)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	struct prose text;
	size_t i;

	if (v->plan)
		gap(p);
	begin(p, &text);
	commands_end(p, &text);
	if (v->state == FIXRUN_DONE)
		done_text(p, &text);
	else if (v->message)
		prose_para(&text, 0, 2, v->how == FIXRUN_CANCELLED
			   ? ROLE_PLAIN : ROLE_ERROR, v->message);
	if (v->kept)
		prose_para(&text, 0, 2, ROLE_PLAIN,
			   words_as_before(p->a, v->kept));
	for (i = 0; i < v->ndrift; i++)
		prose_para(&text, 2, 2, ROLE_PLAIN, v->drift[i]);
	for (i = 0; i < v->nstays; i++)
		finding_text_line(&text, &v->stays[i]);
	if (v->hint)
		prose_para(&text, 0, 2, ROLE_PLAIN, v->hint);
	if (v->plan && v->plan->shell_line &&
	    (v->how == FIXRUN_VERIFIED || v->how == FIXRUN_UNVERIFIED)) {
		*ARENA_PUSH(p->a, p->lines, p->nlines) =
			arena_strdup(p->a, text_clean(p->a,
						      v->plan->shell_line));
		prose_para(&text, 0, 0, ROLE_PLAIN,
			   _("This shell does not know of it yet. Type:"));
		for (i = 0; i < p->nlines; i++)
			prose_verbatim(&text, 2, ROLE_CODE, p->lines[i]);
	}
	print(p, &text);
}

static int status_of(const struct prompt *p)
{
	if (p->interrupted)
		return EXIT_INTERRUPTED;
	switch (fixrun_view(p->run)->how) {
	case FIXRUN_VERIFIED:
		return EXIT_OK;
	case FIXRUN_ROLLED_BACK:
	case FIXRUN_PUT_BACK:
		return EXIT_FOUND;
	case FIXRUN_UNVERIFIED:
	case FIXRUN_BROKEN:
		return EXIT_UNSURE;
	case FIXRUN_OPEN:
	case FIXRUN_REFUSED:
	case FIXRUN_CANCELLED:
		break;
	}
	return EXIT_TROUBLE;
}

/* ---- JSON ---- */

static const char *const how_names[] = {
	"planned", "verified", "refused", "cancelled", "rolled-back",
	"put-back", "unverified", "broken", NULL
};

static struct cJSON *json_offers(struct prompt *p,
				 const struct fixrun_view *v)
{
	struct cJSON *list = json_array();
	size_t i, k;

	for (i = 0; i < v->noffers; i++) {
		const struct fix_offer *o = &v->offer[i];
		struct cJSON *j = json_object(), *choices = json_array();

		json_put_str(j, "fix", o->fix);
		json_put_str(j, "finding", o->finding ? o->finding : "");
		json_put_str(j, "title", msg_english(p->a, &o->title));
		json_put_str(j, "about", msg_english(p->a, &o->about));
		for (k = 0; k < o->nchoices; k++) {
			struct cJSON *c = json_object();

			json_put_str(c, "name", o->choices[k].name);
			json_put_str(c, "value", o->choices[k].value
				     ? o->choices[k].value : "");
			json_put_str(c, "label", msg_english(p->a,
						&o->choices[k].label));
			json_put_str(c, "about", msg_english(p->a,
						&o->choices[k].about));
			json_put_str(c, "bad", msg_english(p->a,
						&o->choices[k].bad));
			json_push(choices, c);
		}
		json_put(j, "choices", choices);
		json_push(list, j);
	}
	return list;
}

static struct cJSON *json_changes(const struct plan *plan,
				  const struct diffs *d)
{
	struct cJSON *list = json_array(), *j;
	size_t i;

	for (i = 0; i < plan->nchanges; i++) {
		j = codec_encode(&plan_change_codec, &plan->changes[i]);
		if (d && d->text && d->text[i] && *d->text[i])
			json_put_str(j, "diff", d->text[i]);
		json_push(list, j);
	}
	return list;
}

static struct cJSON *json_commands(struct prompt *p,
				   const struct fixrun_view *v)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];
		struct cJSON *j = json_object();

		json_put_str(j, "id", c->command->id ? c->command->id : "");
		json_put_str(j, "line", c->line ? c->line : "");
		json_put_str(j, "executes",
			     msg_english(p->a, &c->command->executes));
		json_put_bool(j, "network", c->command->network);
		json_put_bool(j, "ran", c->done);
		if (c->done) {
			json_put_int(j, "exit", c->exit_code);
			json_put_int(j, "took_ms", (int64_t)c->took_ms);
			json_put_str(j, "output", c->tail ? c->tail : "");
		}
		json_push(list, j);
	}
	return list;
}

static struct cJSON *json_stages(struct prompt *p, const struct plan *plan)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < plan->nlegs; i++) {
		const struct plan_leg *l = &plan->legs[i];
		struct cJSON *j = json_object();

		json_put_str(j, "id", l->id);
		json_put_str(j, "what", msg_english(p->a, &l->what));
		json_put_str(j, "gate", msg_english(p->a, &l->gate));
		json_put_bool(j, "now", !l->later);
		json_push(list, j);
	}
	return list;
}

static void print_json(struct prompt *p, const struct diffs *d)
{
	const struct fixrun_view *v = fixrun_view(p->run);
	struct cJSON *doc, *list;
	size_t i;

	if (!p->json)
		return;
	doc = output_document();
	json_put_str(doc, "state", how_names[v->how]);
	json_put(doc, "fixes", json_offers(p, v));
	if (v->plan) {
		json_put_str(doc, "title",
			     msg_english(p->a, &v->plan->title));
		json_put(doc, "changes", json_changes(v->plan, d));
		json_put_int(doc, "undo_bytes", v->plan->undo_bytes);
		list = json_array();
		for (i = 0; i < v->plan->nnotes; i++)
			json_push_str(list, msg_english(p->a,
							&v->plan->notes[i]));
		json_put(doc, "notes", list);
		list = json_array();
		for (i = 0; i < v->plan->nreport; i++)
			json_push_str(list, msg_english(p->a,
							&v->plan->report[i]));
		json_put(doc, "report", list);
		if (v->plan->shell_line)
			json_put_str(doc, "shell_line", v->plan->shell_line);
		if (v->plan->nlegs) {
			const char *next = plan_next_command(p->a, v->plan);

			json_put(doc, "stages", json_stages(p, v->plan));
			json_put_int(doc, "continues", v->plan->continues);
			if (next)
				json_put_str(doc, "next", next);
		}
	}
	json_put(doc, "commands", json_commands(p, v));
	if (v->txn)
		json_put_int(doc, "txn", v->txn);
	if (v->state == FIXRUN_DONE)
		json_put_bool(doc, "here_still", v->here_still);
	if (v->message)
		json_put_str(doc, "message", v->message);
	if (v->hint)
		json_put_str(doc, "hint", v->hint);
	list = json_array();
	for (i = 0; i < v->ndrift; i++)
		json_push_str(list, v->drift[i]);
	json_put(doc, "drift", list);
	list = json_array();
	for (i = 0; i < v->nstays; i++)
		json_push_str(list, arena_printf(p->a, "%s@%s",
				v->stays[i].id, v->stays[i].fingerprint));
	json_put(doc, "stays", list);
	(void)output_json(doc);
}

/* ---- the whole ---- */

static void on_change(void *payload)
{
	struct prompt *p = payload;

	p->changed = true;
	if (p->run)
		look_done(p->look);
}

static bool is_over(const struct prompt *p)
{
	enum fixrun_state s = fixrun_view(p->run)->state;

	return s == FIXRUN_DONE || s == FIXRUN_ENDED;
}

/* What waits for a person waits no more; the rest comes to its end. */
static int leave(struct prompt *p, int status, const struct diffs *d)
{
	clear_progress(p);
	print_json(p, d);
	fixrun_close(p->run);
	p->run = NULL;
	return p->interrupted ? EXIT_INTERRUPTED : status;
}

int prompt_fix(struct prompt *p, const struct fixrun_spec *spec,
	       const struct prompt_options *o)
{
	struct diffs diffs = { .p = p };
	enum fixrun_state last = FIXRUN_ASKING;
	enum go_on go;
	int status;

	p->said = NULL;
	p->changed = false;
	p->run = fixrun_open(p->look->session, spec, on_change, p);
	for (;;) {
		const struct fixrun_view *v;

		if (p->hung_up)
			return leave(p, EXIT_INTERRUPTED, &diffs);
		if (p->interrupted)
			fixrun_cancel(p->run);
		if (!p->changed && (!wait_more(p) || !p->changed))
			continue;
		p->changed = false;
		if (is_over(p))
			break;
		v = fixrun_view(p->run);
		if (v->state == last && v->state != FIXRUN_CHOOSE) {
			progress(p);
			continue;
		}
		last = v->state;
		go = GO_ON;
		if (v->state == FIXRUN_CHOOSE) {
			go = choose(p, o);
			if (go == GO_ON)
				fixrun_prepare(p->run);
		} else if (v->state == FIXRUN_PREVIEW) {
			go = GO_STOP;
			if (fetch_diffs(p, &diffs)) {
				print_preview(p, &diffs);
				go = ask_apply(p, o, &diffs);
			}
			if (go == GO_ON)
				fixrun_apply(p->run);
			else if (o->dry_run && !p->interrupted)
				return leave(p, go == GO_FAIL ? EXIT_TROUBLE
							      : EXIT_OK,
					     &diffs);
		} else {
			progress(p);
		}
		if (go == GO_STOP && !p->interrupted)
			return leave(p, EXIT_TROUBLE, &diffs);
	}
	end_text(p);
	print_json(p, &diffs);
	status = status_of(p);
	fixrun_close(p->run);
	p->run = NULL;
	return status;
}

/* ---- undo ---- */

struct undoing {
	struct prompt *p;
	const char *back;	/* where the shell's folder will lie; or NULL */
	bool over, done;
};

static void on_undone(void *payload, const struct undo_result *r)
{
	struct undoing *u = payload;
	struct prose text;
	size_t i;

	u->over = true;
	u->done = r->done;
	begin(u->p, &text);
	for (i = 0; i < r->nall && !r->done; i++)
		prose_para(&text, 0, 2, ROLE_PLAIN, SAY(u->p->a, N_(
			   "Fix {0} is taken back."),
			   arena_printf(u->p->a, "%d", r->all[i])));
	if (r->done && r->nwhole)
		prose_para(&text, 0, 2, ROLE_OK, SAY(u->p->a, N_(
			   "All of it is taken back. {0}"),
			   words_as_before(u->p->a, r->kept)));
	else if (r->done)
		prose_para(&text, 0, 2, ROLE_OK, SAY(u->p->a, N_(
			   "Fix {0} is taken back. {1}"),
			   arena_printf(u->p->a, "%d", r->txn),
			   words_as_before(u->p->a, r->kept)));
	else if (r->message)
		prose_para(&text, 0, 2, ROLE_ERROR, r->message);
	for (i = 0; i < r->ndrift; i++)
		prose_para(&text, 2, 2, ROLE_PLAIN, r->drift[i]);
	if (r->hint)
		prose_para(&text, 0, 2, ROLE_PLAIN, r->hint);
	if (r->done && u->back) {
		struct strbuf line = STRBUF_INIT;

		strbuf_addstr(&line, "cd ");
		quote_add(&line, u->back);
		prose_para(&text, 0, 0, ROLE_PLAIN,
			   _("The folder of this shell has moved back. "
			     "Type:"));
		prose_verbatim(&text, 2, ROLE_CODE,
			       text_clean(u->p->a, line.buf));
		strbuf_release(&line);
	}
	print(u->p, &text);
	look_done(u->p->look);
}

int prompt_txn(const char *word)
{
	char *rest;
	long n = strtol(word, &rest, 10);

	return *word >= '1' && *word <= '9' && !*rest && n < 1000000000
		? (int)n : -1;
}

static int find_txn(struct prompt *p, int n, struct txn *out,
		    struct error *err)
{
	struct txn *list;
	size_t i, count;

	if (history_list(p->a, &list, &count, err))
		return -1;
	for (i = 0; i < count; i++)
		if (list[i].n == n) {
			*out = list[i];
			return 0;
		}
	error_hint(err, "%s", _("\"gomend history\" lists what was done."));
	return error_set(err, "%s", SAY(p->a, N_("There is no fix {0} in the "
			 "journal."), arena_printf(p->a, "%d", n)));
}

static int pick_txn(struct prompt *p, const char *dir, int n,
		    struct txn *out)
{
	struct error err = ERROR_INIT;
	int rc = n ? find_txn(p, n, out, &err)
		   : history_last(p->a, dir, out, &err);

	if (rc)
		(void)cli_fail(&err);
	error_release(&err);
	return rc;
}

/* One transaction, and what it would be back to. */
static void undo_text(struct prompt *p, struct prose *text,
		      const struct txn *t, struct undoing *u)
{
	const char *from = u->back ? u->back : p->cwd;
	struct plan plan;

	txn_text(text, t);
	if (!txn_can_undo(t) || history_plan(p->a, t->n, &plan, NULL))
		return;
	prose_line(text, 0);
	prose_add(text, ROLE_STRONG, _("To be taken back:"));
	plan_text_undo(text, &plan);
	if (from)
		u->back = plan_unmoved(p->a, &plan, from);
	if (cstr_eq(u->back, p->cwd))
		u->back = NULL;
}

/* EXIT_OK: yes. */
static int agree(struct prompt *p, const char *question)
{
	if (!p->can_ask) {
		say(p, ROLE_PLAIN, _("Nothing was changed. --yes "
				     "takes it back."));
		return EXIT_TROUBLE;
	}
	if (prompt_yes(p, question))
		return EXIT_OK;
	if (p->interrupted)
		return EXIT_INTERRUPTED;
	say(p, ROLE_PLAIN, _("Nothing was changed."));
	return EXIT_TROUBLE;
}

static int wait_undone(struct prompt *p, struct undoing *u,
		       struct undorun *run)
{
	while (!u->over) {
		if (wait_more(p) || u->over)
			continue;
		/* It is short, and comes to its end whatever happens here. */
		if (p->hung_up) {
			undo_abandon(run);
			return EXIT_INTERRUPTED;
		}
	}
	return u->done ? EXIT_OK : EXIT_TROUBLE;
}

int prompt_undo(struct prompt *p, struct loop *l, struct session *s,
		const char *dir, int n, bool yes)
{
	struct undoing u = { .p = p };
	struct prose text;
	struct txn t;
	int rc;

	if (pick_txn(p, dir, n, &t))
		return EXIT_TROUBLE;
	begin(p, &text);
	undo_text(p, &text, &t, &u);
	print(p, &text);
	rc = yes || !txn_can_undo(&t) ? EXIT_OK
				      : agree(p, _("Take it back? [y/N] "));
	if (rc != EXIT_OK)
		return rc;
	return wait_undone(p, &u, s ? undo_start(s, t.n, on_undone, &u)
		: undo_start_alone(l, libexec_find(p->a, "gomend-apply"), t.n,
				   p->force_owner, on_undone, &u));
}

int prompt_undo_whole(struct prompt *p, struct loop *l, const char *dir, int n,
		      bool yes)
{
	struct undoing u = { .p = p };
	struct error err = ERROR_INIT;
	const struct txn **list;
	struct prose text;
	size_t i, count;
	int rc;

	if (history_whole(p->a, dir, n, &list, &count, &err)) {
		(void)cli_fail(&err);
		error_release(&err);
		return EXIT_TROUBLE;
	}
	begin(p, &text);
	for (i = 0; i < count; i++)
		undo_text(p, &text, list[i], &u);
	print(p, &text);
	rc = yes ? EXIT_OK : agree(p, _("Take all of it back, one after the "
					"other? [y/N] "));
	if (rc != EXIT_OK)
		return rc;
	return wait_undone(p, &u, undo_whole_alone(l,
		libexec_find(p->a, "gomend-apply"), list[0]->n, p->force_owner,
		on_undone, &u));
}
