/* gomend log: what the messages of a failed build mean, and whether the cause
 * is here. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/check.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "fixes/fix.h"
#include "fixes/handover.h"
#include "report/finding_text.h"
#include "report/words.h"

/* Of standard input its end is kept: there it says why it stopped. */
#define INPUT_MAX_BYTES ((size_t)8 * 1024 * 1024)
#define LABEL_COLS 8

/* What became of a cause in this folder and on this machine. */
enum verdict {
	VERDICT_CONFIRMED,
	VERDICT_REFUTED,
	VERDICT_UNKNOWN,
	VERDICT_ELSEWHERE	/* not in the file that the message names */
};
static const char *const verdict_names[] = {
	"confirmed", "refuted", "unknown", "elsewhere", NULL
};

/* The file of the repository that a message names, and whose it is. */
struct named {
	const char *file;	/* NULL: none, or not told which */
	const struct module *module;	/* NULL: it is of none */
};

struct cause {
	const struct log_hit *hit;
	const struct logrow *row;
	enum verdict verdict;
	const struct finding **findings;
	size_t nfindings;
	bool asked;		/* a check looked for it */
	struct named named;
};

struct job {
	struct look *look;
	struct arena *a;
	struct log_report report;
	bool answered;
	struct error *err;
};

static void on_log(void *payload, const struct log_report *r,
		   const char *error)
{
	struct job *j = payload;

	j->answered = true;
	if (r)
		codec_copy(&log_report_codec, j->a, r, &j->report);
	else
		error_set(j->err, "%s", error);
	look_done(j->look);
}

/* Bytes as JSON can carry them; escape sequences go with the colours. */
static int read_input(struct arena *a, const char **text, bool *cut,
		      struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	ssize_t n;
	size_t i, len;

	*cut = false;
	for (;;) {
		n = read(0, strbuf_room(&sb, 256 * 1024), 256 * 1024);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		strbuf_advance(&sb, (size_t)n);
		if (sb.len > 2 * INPUT_MAX_BYTES) {
			strbuf_drop(&sb, sb.len - INPUT_MAX_BYTES);
			*cut = true;
		}
	}
	if (n < 0)
		error_errno(err, errno, "%s", msg_told(a, strerror(errno)));
	if (sb.len > INPUT_MAX_BYTES) {
		strbuf_drop(&sb, sb.len - INPUT_MAX_BYTES);
		*cut = true;
	}
	for (i = 0; i < sb.len; i += len ? len : 1) {
		uint32_t cp;

		len = text_decode(str_sub(strbuf_str(&sb), i, sb.len - i),
				  &cp);
		if (len <= 1 && (!sb.buf[i] || (sb.buf[i] & 0x80)))
			sb.buf[i] = '?';
	}
	*text = arena_strndup(a, sb.len ? sb.buf : "", sb.len);
	strbuf_release(&sb);
	return n < 0 ? -1 : 0;
}

/* ---- which file does the message name? ---- */

/* "/home/runner/work/m/m/sub/go.mod" names "sub/go.mod". */
static bool names(struct str token, const char *path)
{
	size_t n = path ? strlen(path) : 0;

	return n && (str_is(token, path) ||
		     (token.len > n && token.p[0] == '/' &&
		      str_ends(token, path) &&
		      token.p[token.len - n - 1] == '/'));
}

static void try_path(struct named *out, struct str token, const char *path,
		     const struct module *m)
{
	/* The longest one is meant. */
	if (!names(token, path) ||
	    (out->file && strlen(out->file) >= strlen(path)))
		return;
	out->file = path;
	out->module = m;
}

/* A Go file: of which module, if that is not the one at the top. */
static void try_source(struct arena *a, struct named *out, struct str token,
		       const struct module *m)
{
	const char *dir = arena_printf(a, "%s/", m->dir);
	size_t at;

	if (cstr_eq(m->dir, ".") || !str_ends(token, ".go"))
		return;
	at = str_search(token, dir);
	if (at == token.len || (at && token.p[at - 1] != '/') ||
	    (at && token.p[0] != '/') ||
	    (out->module && strlen(out->module->dir) >= strlen(m->dir)))
		return;
	out->file = arena_strndup(a, token.p + at, token.len - at);
	out->module = m;
}

/* Without ":12:3" and what quotes it. */
static struct str bare(struct str token)
{
	size_t i;

	while (token.len && strchr("\"'([,", token.p[0]))
		token = str_sub(token, 1, token.len - 1);
	while (token.len && strchr("\"')],:;.", token.p[token.len - 1]))
		token.len--;
	for (i = 1; i + 1 < token.len; i++)
		if (token.p[i] == ':' && token.p[i + 1] >= '0' &&
		    token.p[i + 1] <= '9')
			token.len = i;
	while (str_starts(token, "./"))
		token = str_sub(token, 2, token.len - 2);
	return token;
}

static void find_named(struct arena *a, const struct snapshot *s,
		       const char *text, struct named *out)
{
	struct str rest = str_from(text), word;
	size_t i;

	memset(out, 0, sizeof(*out));
	while (!out->file && str_word(&rest, &word)) {
		struct str token = bare(word);

		for (i = 0; token.len && i < s->nmodules; i++) {
			const struct module *m = &s->modules[i];

			try_path(out, token, m->gomod, m);
			try_path(out, token, m->gosum.file, m);
			try_source(a, out, token, m);
		}
		for (i = 0; token.len && i < s->nfiles; i++)
			try_path(out, token, s->files[i].path, NULL);
	}
	/* "go.mod:3" is that of the folder go ran in, whichever that was. */
	if (out->file && s->nmodules > 1 && !strchr(out->file, '/') &&
	    str_search(str_from(text), arena_printf(a, "/%s", out->file)) ==
	    strlen(text) && out->module)
		memset(out, 0, sizeof(*out));
}

static bool is_about(const struct finding *f, const struct named *n)
{
	return !n->file || cstr_eq(f->path, n->file) ||
	       (n->module && cstr_eq(f->module, n->module->dir));
}

/* ---- is the cause here? ---- */

static void judge(struct arena *a, const struct session_view *v,
		  struct cause *c)
{
	struct str rest = str_from(c->row->checks ? c->row->checks : ""), id;
	const struct finding **others = NULL;
	bool passed = false;
	size_t i, nothers = 0;

	find_named(a, v->snap, c->hit->text, &c->named);
	while (str_word(&rest, &id)) {
		for (i = 0; i < v->nfindings; i++) {
			const struct finding *f = &v->findings[i];

			if (!str_is(id, f->id))
				continue;
			if (is_about(f, &c->named))
				*ARENA_PUSH(a, c->findings,
					    c->nfindings) = f;
			else
				*ARENA_PUSH(a, others, nothers) = f;
		}
		for (i = 0; i < v->nchecked; i++) {
			if (!str_is(id, v->checked[i].check))
				continue;
			c->asked = true;
			passed |= v->checked[i].status == CHECK_OK;
		}
	}
	if (!c->nfindings && nothers && !c->row->there) {
		c->verdict = VERDICT_ELSEWHERE;
		c->findings = others;
		c->nfindings = nothers;
		return;
	}
	c->verdict = c->nfindings ? VERDICT_CONFIRMED :
		     passed && !c->row->there ? VERDICT_REFUTED :
		     VERDICT_UNKNOWN;
}

static const char *verdict_text(struct arena *a, const struct cause *c)
{
	switch (c->verdict) {
	case VERDICT_CONFIRMED:
		return _("confirmed here");
	case VERDICT_REFUTED:
		return SAY(a, N_("not so here: {0} looked and found nothing; "
				 "the log is of another state or machine"),
			   c->row->checks);
	case VERDICT_ELSEWHERE:
		return SAY(a, N_("not so in {0}, which the message names; it is "
				 "so elsewhere:"), c->named.file);
	case VERDICT_UNKNOWN:
		break;
	}
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

/* A sentence of the table, with what the pattern took. */
static struct msg sentence(struct arena *a, const char *id,
			   const struct log_hit *h)
{
	struct msg m = { .id = id };
	size_t i;

	for (i = 0; i < h->nargs; i++)
		*ARENA_PUSH(a, m.args, m.nargs) = h->args[i];
	/* What another pattern of the row would have told. */
	for (; i < 3; i++)
		*ARENA_PUSH(a, m.args, m.nargs) = "\xe2\x80\xa6";
	return m;
}

/* ---- text ---- */

static void labelled(struct prose *p, const char *label, enum role role,
		     const char *text)
{
	const struct prose_cell cells[] = {
		{ ROLE_DIM, label, LABEL_COLS }, { role, text, 0 },
	};

	if (!cstr_empty(text))
		prose_row(p, 3, cells, 2);
}

static void cause_text(struct prose *p, const struct cause *c, size_t number)
{
	struct arena *a = p->a;
	const struct log_hit *h = c->hit;
	struct msg cause = sentence(a, c->row->cause, h);
	struct msg cure = sentence(a, c->row->cure, h);
	size_t i;

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
	labelled(p, C_("label", "cause"), ROLE_PLAIN, msg_text(a, &cause));
	labelled(p, C_("label", "said by"), ROLE_DIM, said_by(a, c->row));
	labelled(p, C_("label", "help"), ROLE_PLAIN, msg_text(a, &cure));
	if (c->row->command) {
		prose_verbatim(p, 3 + LABEL_COLS + 2, ROLE_CODE,
			       c->row->command);
	}
	labelled(p, C_("label", "here"),
		 c->verdict == VERDICT_CONFIRMED ? ROLE_ERROR : ROLE_DIM,
		 verdict_text(a, c));
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

static void print_text(struct prose *p, const char *file, bool cut,
		       const struct log_report *r, const struct cause *causes,
		       size_t n)
{
	struct arena *a = p->a;
	const char *lines = arena_printf(a, "%d", r->nlines);
	size_t i;

	prose_para(p, 0, 2, ROLE_STRONG, text_clean(a, n
		? msg_said(a, MSG_N(a, N_("{0}: {1} lines, {n} cause is known"),
				    N_("{0}: {1} lines, {n} causes are known"),
				    (int)n, file, lines))
		: SAY(a, N_("{0}: {1} lines, no message in it that gomend "
			    "knows"), file, lines)));
	if (r->go)
		prose_para(p, 0, 2, ROLE_DIM, text_clean(a, SAY(a,
			   N_("It says that {0} ran."), r->go)));
	if (cut)
		prose_para(p, 0, 2, ROLE_ADVICE,
			   _("Only its last 8 MB were read."));
	for (i = 0; i < n; i++)
		cause_text(p, &causes[i], i + 1);
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

/* ---- JSON ---- */

static struct cJSON *finding_json(struct arena *a, const struct finding *f)
{
	struct cJSON *j = json_object(), *list = json_array();
	size_t i;

	json_put_str(j, "id", f->id);
	json_put_str(j, "fingerprint", f->fingerprint);
	json_put_str(j, "severity", severity_names[f->severity]);
	json_put_str(j, "path", f->path);
	json_put_int(j, "line", f->line);
	json_put_str(j, "title", msg_english(a, &f->title));
	for (i = 0; i < f->nfixes; i++)
		json_push_str(list, f->fixes[i]);
	json_put(j, "fixes", list);
	return j;
}

static struct cJSON *cause_json(struct arena *a, const struct cause *c)
{
	struct msg cause = sentence(a, c->row->cause, c->hit);
	struct msg cure = sentence(a, c->row->cure, c->hit);
	struct cJSON *j = json_object(), *list = json_array();
	size_t i;

	json_put_str(j, "id", c->row->id);
	json_put_int(j, "line", c->hit->line);
	json_put_int(j, "count", c->hit->count);
	if (c->hit->job)
		json_put_str(j, "job", c->hit->job);
	json_put_str(j, "text", c->hit->text);
	json_put_str(j, "cause", msg_english(a, &cause));
	json_put_str(j, "cure", msg_english(a, &cure));
	if (c->row->command)
		json_put_str(j, "command", c->row->command);
	if (c->row->from)
		json_put_str(j, "from", c->row->from);
	if (c->row->until)
		json_put_str(j, "until", c->row->until);
	if (c->row->checks)
		json_put_str(j, "checks", c->row->checks);
	json_put_str(j, "here", verdict_names[c->verdict]);
	if (c->named.file)
		json_put_str(j, "file", c->named.file);
	for (i = 0; i < c->nfindings; i++)
		json_push(list, finding_json(a, c->findings[i]));
	json_put(j, "findings", list);
	return j;
}

static bool print_json(struct arena *a, const char *root, const char *file,
		       bool cut, const struct log_report *r,
		       const struct cause *causes, size_t n)
{
	struct cJSON *doc = output_document(), *log = json_object();
	struct cJSON *list = json_array(), *lines = json_array();
	struct cJSON *others = json_object();
	size_t i;

	json_put_str(doc, "root", root);
	json_put_str(log, "file", file);
	json_put_int(log, "lines", r->nlines);
	if (r->go)
		json_put_str(log, "go", r->go);
	json_put_bool(log, "cut", cut);
	json_put(doc, "log", log);
	for (i = 0; i < n; i++)
		json_push(list, cause_json(a, &causes[i]));
	json_put(doc, "causes", list);
	json_put_int(others, "count", r->others_total);
	for (i = 0; i < r->nothers; i++) {
		struct cJSON *j = json_object();

		json_put_int(j, "line", r->others[i].line);
		json_put_str(j, "text", r->others[i].text);
		json_push(lines, j);
	}
	json_put(others, "lines", lines);
	json_put(doc, "unknown", others);
	return output_json(doc);
}

/* ---- the command ---- */

static int usage(struct error *err)
{
	error_hint(err, "%s", _("Name a file, or send it in: \"go build 2>&1 | "
				"gomend log\"."));
	error_set(err, "%s", _("There is no log to read."));
	return cli_fail(err);
}

int cmd_log(struct cli_args *args)
{
	const char *named = args->noperands ? args->operands[0] : "-";
	const char *file = NULL, *text = NULL, *root;
	struct error err = ERROR_INIT;
	struct look look;
	struct job job = { .look = &look, .a = args->a, .err = &err };
	struct cause *causes = NULL;
	struct prose p;
	size_t n = 0, i;
	bool cut = false, ok;
	int rc;

	if (!args->noperands && isatty(0)) {
		rc = usage(&err);
		error_release(&err);
		return rc;
	}
	if (strcmp(named, "-") != 0)
		file = path_join(args->a, args->from ? args->from : "/",
				 named);
	else if (read_input(args->a, &text, &cut, &err))
		return cli_fail(&err);
	rc = look_start(&look, args, 1, NULL);
	if (rc)
		return rc;
	session_log(look.session, file, text, on_log, &job);
	if (!job.answered && look_wait(&look, &err))
		return look_fail(&look, &err);
	if (err.message) {
		error_origin(&err, "%s", named);
		return look_fail(&look, &err);
	}
	for (i = 0; i < job.report.nhits; i++) {
		const struct log_hit *h = &job.report.hits[i];
		const struct logrow *row = logrow_find(h->row);
		struct cause *c;

		if (!row)
			continue;
		c = ARENA_PUSH(args->a, causes, n);
		c->hit = h;
		c->row = row;
		judge(args->a, look.view, c);
	}
	if (!file)
		named = _("standard input");
	root = look.view->snap->repo.root ? look.view->snap->repo.root : "";
	if (args->json) {
		ok = print_json(args->a, root, named, cut, &job.report,
				causes, n);
	} else {
		prose_init(&p, args->a, cli_cols(1));
		print_text(&p, named, cut, &job.report, causes, n);
		ok = output_prose(&p);
	}
	rc = !ok ? EXIT_TROUBLE :
	     n || job.report.others_total ? EXIT_FOUND : EXIT_OK;
	look_close(&look);
	return rc;
}
