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
#include "cli/cli.h"
#include "cli/log.h"
#include "cli/look.h"
#include "cli/output.h"
#include "report/log_text.h"

/* Of standard input its end is kept: there it says why it stopped. */
#define INPUT_MAX_BYTES ((size_t)8 * 1024 * 1024)

struct job {
	struct look *look;
	struct arena *a;
	struct log_report *report;
	bool answered;
	struct error *err;
};

static void on_log(void *payload, const struct log_report *r,
		   const char *error)
{
	struct job *j = payload;

	j->answered = true;
	if (r)
		codec_copy(&log_report_codec, j->a, r, j->report);
	else
		error_set(j->err, "%s", error);
	look_done(j->look);
}

int log_tell(struct look *look, struct arena *a, const char *file,
	     struct str text, struct log_told *out, struct error *err)
{
	struct job job = { look, a, &out->report, false, err };
	struct log_here here;

	memset(out, 0, sizeof(*out));
	session_log(look->session, file, text, on_log, &job);
	/* The loop may stop for an earlier event, too. */
	while (!job.answered)
		if (look_wait(look, err))
			return -1;
	if (err->message)
		return -1;
	here = (struct log_here){
		look->view->snap, look->view->findings, look->view->nfindings,
		look->view->checked, look->view->nchecked,
	};
	log_judge(a, &out->report, &here, &out->causes, &out->ncauses);
	return 0;
}

void log_told_text(struct prose *p, const char *named, bool cut,
		   const struct log_told *t)
{
	size_t i;

	log_text_head(p, named, &t->report, t->ncauses, cut);
	for (i = 0; i < t->ncauses; i++) {
		log_text_cause(p, &t->causes[i], i + 1);
		log_text_findings(p, &t->causes[i]);
	}
	log_text_rest(p, &t->report);
}

static int read_input(struct arena *a, struct str *text, bool *cut,
		      struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	ssize_t n;

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
	text->p = arena_strndup(a, sb.len ? sb.buf : "", sb.len);
	text->len = sb.len;
	strbuf_release(&sb);
	return n < 0 ? -1 : 0;
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

static struct cJSON *line_json(int line, const char *text)
{
	struct cJSON *j = json_object();

	json_put_int(j, "line", line);
	json_put_str(j, "text", text);
	return j;
}

static struct cJSON *cause_json(struct arena *a, const struct log_cause *c)
{
	struct msg cure = log_helps(a, c);
	struct cJSON *j = json_object(), *list = json_array();
	struct cJSON *more = json_array();
	size_t i;

	json_put_str(j, "id", c->row->id);
	json_put_int(j, "line", c->hit->line);
	json_put_int(j, "count", c->hit->count);
	if (c->hit->job)
		json_put_str(j, "job", c->hit->job);
	json_put_str(j, "text", c->hit->text);
	for (i = 0; i < c->nmore; i++)
		json_push(more, line_json(c->more[i]->line, c->more[i]->text));
	json_put(j, "more", more);
	json_put_str(j, "cause", c->english);
	json_put_str(j, "cure", msg_english(a, &cure));
	if (c->row->command)
		json_put_str(j, "command", c->row->command);
	if (c->row->from)
		json_put_str(j, "from", c->row->from);
	if (c->row->until)
		json_put_str(j, "until", c->row->until);
	if (c->row->checks)
		json_put_str(j, "checks", c->row->checks);
	json_put_str(j, "here", log_verdict_names[c->verdict]);
	if (c->file)
		json_put_str(j, "file", c->file);
	for (i = 0; i < c->nfindings; i++)
		json_push(list, finding_json(a, c->findings[i]));
	json_put(j, "findings", list);
	return j;
}

static bool print_json(struct arena *a, const char *root, const char *file,
		       bool cut, const struct log_told *t)
{
	const struct log_report *r = &t->report;
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
	for (i = 0; i < t->ncauses; i++)
		json_push(list, cause_json(a, &t->causes[i]));
	json_put(doc, "causes", list);
	json_put_int(others, "count", r->others_total);
	for (i = 0; i < r->nothers; i++)
		json_push(lines, line_json(r->others[i].line,
					   r->others[i].text));
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
	const char *file = NULL, *root;
	struct str text = STR_NONE;
	struct error err = ERROR_INIT;
	struct look look;
	struct log_told told;
	struct prose p;
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
	if (log_tell(&look, args->a, file, text, &told, &err)) {
		error_origin(&err, "%s", named);
		return look_fail(&look, &err);
	}
	if (!file)
		named = _("standard input");
	root = look.view->snap->repo.root ? look.view->snap->repo.root : "";
	if (args->json) {
		ok = print_json(args->a, root, named, cut, &told);
	} else {
		prose_init(&p, args->a, cli_cols(1));
		log_told_text(&p, named, cut, &told);
		ok = output_prose(&p);
	}
	rc = !ok ? EXIT_TROUBLE :
	     told.ncauses || told.report.others_total ? EXIT_FOUND : EXIT_OK;
	look_close(&look);
	return rc;
}
