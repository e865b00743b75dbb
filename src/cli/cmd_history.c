/* gomend history and gomend undo: the journal, and taking back. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/json.h"
#include "base/path.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "probe/applier.h"
#include "probe/libexec.h"
#include "report/plan_text.h"
#include "report/words.h"

#define DAY_S ((int64_t)24 * 60 * 60)

/* ---- listing ---- */

static int64_t kept(const struct txn *list, size_t n)
{
	int64_t bytes = 0;
	size_t i;

	for (i = 0; i < n; i++)
		bytes += list[i].undo_bytes;
	return bytes;
}

static struct cJSON *names(const char *const *list, size_t n)
{
	struct cJSON *j = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_push_str(j, list[i]);
	return j;
}

static bool list_json(struct cli_args *args, const struct txn *list, size_t n)
{
	struct cJSON *doc = output_document(), *array = json_array();
	size_t i;

	for (i = 0; i < n; i++) {
		const struct txn *t = &list[i];
		struct cJSON *j = json_object();

		json_put_int(j, "n", t->n);
		json_put_str(j, "state", txn_state_names[t->state]);
		json_put_str(j, "fix", t->fix ? t->fix : "");
		json_put_str(j, "root", t->root ? t->root : "");
		json_put_str(j, "title", msg_english(args->a, &t->title));
		json_put_str(j, "when", t->when ? t->when : "");
		json_put_int(j, "changes", t->nchanges);
		json_put_int(j, "undo_bytes", t->undo_bytes);
		if (t->reason)
			json_put_str(j, "reason", t->reason);
		if (t->nlegs) {
			json_put(j, "stages", names(t->legs, t->nlegs));
			json_put(j, "remain", names(t->remain, t->nremain));
			json_put_int(j, "continues", t->continues);
		}
		json_push(array, j);
	}
	json_put(doc, "history", array);
	json_put_int(doc, "undo_bytes", kept(list, n));
	return output_json(doc);
}

static bool list_text(struct cli_args *args, const struct txn *list, size_t n)
{
	struct prose p;
	struct msg m;
	size_t i;

	prose_init(&p, args->a, cli_cols(1));
	for (i = 0; i < n; i++)
		txn_text(&p, &list[i]);
	if (!n)
		prose_para(&p, 0, 0, ROLE_PLAIN,
			   _("gomend has not changed anything yet."));
	if (n && !args->quiet) {
		m = MSG_N(args->a, N_("{n} fix; {0} are kept to take things "
				      "back."),
			  N_("{n} fixes; {0} are kept to take things back."),
			  (int)n, words_bytes(args->a, kept(list, n)));
		prose_blank(&p);
		prose_para(&p, 0, 0, ROLE_DIM, msg_text(args->a, &m));
	}
	return output_prose(&p);
}

/* ---- purging ---- */

struct purge {
	struct look *look;
	struct arena *a;
	bool over;
	int rc;
};

static void on_purged(void *payload, const struct applier_end *e)
{
	struct purge *u = payload;
	struct error err = ERROR_INIT;

	u->over = true;
	if (e->exit_code) {
		error_set(&err, "%s", e->message);
		if (e->hint)
			error_hint(&err, "%s", e->hint);
		u->rc = cli_fail(&err);
		error_release(&err);
	}
	look_done(u->look);
}

static int purge_one(struct purge *u, const char *what)
{
	const char *const args[] = { "purge", what, NULL };
	const struct applier_ops ops = { NULL, on_purged, u };
	struct error err = ERROR_INIT;

	u->over = false;
	if (!applier_start(u->look->loop, libexec_find(u->a, "gomend-apply"),
			   args, STR_LIT(""), &ops, &err)) {
		u->rc = cli_fail(&err);
		error_release(&err);
		return u->rc;
	}
	/* It is short, and comes to its end whatever happens here. */
	while (!u->over)
		if (look_wait(u->look, &err)) {
			u->look->interrupted = false;
			error_release(&err);
			memset(&err, 0, sizeof(err));
		}
	return u->rc;
}

/* "30d": days; -1: it is none. */
static int64_t days_of(const char *text)
{
	char *rest;
	long n = strtol(text, &rest, 10);

	return rest != text && n >= 0 && n < 100000 && !strcmp(rest, "d")
		? n : -1;
}

static int purge_older(struct purge *u, int64_t days, struct error *err)
{
	int64_t before = (int64_t)time(NULL) - days * DAY_S;
	struct txn *list;
	size_t i, n;
	int rc = 0;

	if (history_list(u->a, &list, &n, err))
		return cli_fail(err);
	for (i = 0; i < n && !rc; i++)
		if (list[i].undo_bytes > 0 && list[i].seconds < before)
			rc = purge_one(u, arena_printf(u->a, "%d",
						       list[i].n));
	return rc;
}

static int purge(struct cli_args *args)
{
	struct look look = { 0 };
	struct purge u = { .look = &look, .a = args->a };
	struct error err = ERROR_INIT;
	const char *what = args->purge;
	int64_t days = -1;
	struct txn *list;
	size_t n;
	int64_t was = 0;
	int rc;

	if (cstr_starts(what, "older="))
		days = days_of(what + 6);
	if (days < 0 && strcmp(what, "all") != 0 &&
	    prompt_txn(what) < 0) {
		error_hint(&err, "%s", _("It can be: the number of a fix, "
					 "all, or older=30d."));
		error_set(&err, "%s", SAY(args->a, N_(
			  "--{0} cannot be \"{1}\"."), "purge", what));
		rc = cli_fail(&err);
		error_release(&err);
		return rc;
	}
	if (!history_list(args->a, &list, &n, NULL))
		was = kept(list, n);
	look_at_nothing(&look, args->quiet);
	rc = days >= 0 ? purge_older(&u, days, &err) : purge_one(&u, what);
	look_close(&look);
	error_release(&err);
	if (rc || history_list(args->a, &list, &n, NULL) || args->quiet)
		return rc;
	return cli_write(str_from(arena_printf(args->a, "%s\n",
		SAY(args->a, N_("{0} freed, {1} kept."),
		    words_bytes(args->a, was - kept(list, n)),
		    words_bytes(args->a, kept(list, n))))))
		? EXIT_OK : EXIT_TROUBLE;
}

static int refuse_read_only(void)
{
	struct error err = ERROR_INIT;
	int rc;

	error_hint(&err, "%s", _("Leave --read-only out."));
	error_set(&err, "%s", _("Nothing is changed with --read-only."));
	rc = cli_fail(&err);
	error_release(&err);
	return rc;
}

/* What was done elsewhere than below the folder is left out. */
static size_t only_below(struct txn *list, size_t n, const char *dir)
{
	size_t i, kept_n = 0;

	for (i = 0; i < n; i++)
		if (list[i].root && (path_under(dir, list[i].root) ||
				     path_under(list[i].root, dir)))
			list[kept_n++] = list[i];
	return kept_n;
}

int cmd_history(struct cli_args *args)
{
	struct error err = ERROR_INIT;
	const char *dir = NULL;
	struct txn *list;
	size_t n;
	int rc;

	if (args->purge)
		return args->read_only ? refuse_read_only() : purge(args);
	if (history_list(args->a, &list, &n, &err) ||
	    ((args->noperands || args->directory) &&
	     cli_dir(args, 0, &dir, &err))) {
		rc = cli_fail(&err);
		error_release(&err);
		return rc;
	}
	if (dir)
		n = only_below(list, n, dir);
	return (args->json ? list_json(args, list, n)
			   : list_text(args, list, n)) ? EXIT_OK
						       : EXIT_TROUBLE;
}

/* ---- undo ---- */

/* A number, or a folder whose last fix it is; else an error. */
static int undo_operand(struct cli_args *args, int *number, const char **dir,
			struct error *err)
{
	const char *word = args->noperands ? args->operands[0] : NULL;
	struct stat st;

	*number = word ? prompt_txn(word) : 0;
	*dir = NULL;
	if (*number > 0)
		return 0;
	if (word && (stat(word, &st) || !S_ISDIR(st.st_mode))) {
		error_hint(err, "%s", _("\"gomend history\" lists what was "
					"done."));
		return error_set(err, "%s", SAY(args->a, N_(
				 "\"{0}\" is no number of the journal."),
				 word));
	}
	*number = 0;
	return cli_dir(args, 0, dir, err);
}

int cmd_undo(struct cli_args *args)
{
	struct error err = ERROR_INIT;
	struct look look = { 0 };
	const char *dir;
	struct prompt p;
	char *cwd;
	int rc, n;

	if (args->read_only)
		return refuse_read_only();
	/* -C goes elsewhere; the shell stays where it is. */
	cwd = realpath(".", NULL);
	if (undo_operand(args, &n, &dir, &err)) {
		rc = cli_fail(&err);
		free(cwd);
		error_release(&err);
		return rc;
	}
	look_at_nothing(&look, args->quiet);
	prompt_init(&p, &look, args->a);
	p.cwd = cwd;
	p.force_owner = args->force_owner;
	rc = args->whole ? prompt_undo_whole(&p, look.loop, dir, n, args->yes)
			 : prompt_undo(&p, look.loop, NULL, dir, n, args->yes);
	prompt_release(&p);
	free(cwd);
	look_close(&look);
	return rc;
}
