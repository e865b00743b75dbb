#include "config.h"

#include "apply/apply.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apply/at.h"
#include "apply/check.h"
#include "apply/exec.h"
#include "apply/lock.h"
#include "apply/say.h"
#include "apply/txn.h"
#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "host/stage.h"

static const char usage_text[] =
	"usage: gomend-apply [--force-owner] apply <PLAN\n"
	"       gomend-apply [--force-owner] undo N | put-back N REASON\n"
	"       gomend-apply [--force-owner] recover | purge N|all\n"
	"       gomend-apply mark N verified|told\n"
	"       gomend-apply exec [--write DIR]... -- CMD [ARG]...\n";

static int usage(void)
{
	(void)fputs(usage_text, stderr);
	return EXIT_REFUSED;
}

static volatile sig_atomic_t cancelled;

static void on_signal(int sig)
{
	(void)sig;
	cancelled = 1;
}

/* It outlives the terminal, and asks for as many folders as a tree is deep. */
static void settle_in(void)
{
	struct sigaction act;
	struct rlimit files;

	memset(&act, 0, sizeof(act));
	act.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &act, NULL);
	(void)sigaction(SIGHUP, &act, NULL);
	act.sa_handler = on_signal;
	act.sa_flags = SA_RESTART;
	(void)sigaction(SIGINT, &act, NULL);
	(void)sigaction(SIGTERM, &act, NULL);
	/* Fails for the leader of a group, which is as good. */
	(void)setsid();
	if (!getrlimit(RLIMIT_NOFILE, &files)) {
		files.rlim_cur = files.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &files);
	}
}

static int number(const char *text)
{
	char *end = NULL;
	long v;

	errno = 0;
	v = strtol(text, &end, 10);
	return errno || end == text || *end || v < 1 || v > INT_MAX ? 0
								    : (int)v;
}

/* ---- the state folder ---- */

static int open_state(struct engine *e, bool make, bool *there,
		      struct error *err)
{
	const char *dir = stage_state_dir(e->a);
	struct stat st;
	char *real;

	*there = false;
	if (!dir) {
		error_hint(err, "set HOME or XDG_STATE_HOME");
		return error_set(err, "there is no folder for what is kept for "
				 "undo");
	}
	if (!make && stat(dir, &st) < 0 && errno == ENOENT)
		return 0;
	if (stage_make_base(dir, err))
		return -1;
	real = realpath(dir, NULL);
	if (!real) {
		error_origin(err, "%s", dir);
		return error_errno(err, errno, "cannot find %s", dir);
	}
	e->state = arena_strdup(e->a, real);
	free(real);
	if (!text_is_utf8(str_from(e->state)))
		return error_set(err, "the name of the state folder is not "
				 "UTF-8");
	dir = path_join(e->a, e->state, "txn");
	if (mkdir(dir, 0700) < 0 && errno != EEXIST) {
		error_origin(err, "%s", dir);
		return error_errno(err, errno, "cannot make %s", dir);
	}
	*there = true;
	return 0;
}

/* ---- commands ---- */

struct command {
	const char *name;
	int nargs;
	bool reads_plan;
	int (*run)(struct engine *e, char **args, const struct plan *p);
};

static int run_apply(struct engine *e, char **args, const struct plan *p)
{
	(void)args;
	return txn_apply(e, p);
}

static int run_undo(struct engine *e, char **args, const struct plan *p)
{
	(void)p;
	return txn_undo(e, number(args[0]), "undone", NULL);
}

static int run_look(struct engine *e, char **args, const struct plan *p)
{
	(void)p;
	return txn_look(e, number(args[0]));
}

static int run_put_back(struct engine *e, char **args, const struct plan *p)
{
	(void)p;
	return txn_undo(e, number(args[0]), "put-back", args[1]);
}

static int run_mark(struct engine *e, char **args, const struct plan *p)
{
	(void)p;
	return txn_mark(e, number(args[0]), args[1]);
}

static int run_purge(struct engine *e, char **args, const struct plan *p)
{
	(void)p;
	return txn_purge(e, number(args[0]));
}

static int run_recover(struct engine *e, char **args, const struct plan *p)
{
	struct error err = ERROR_INIT;

	(void)args;
	(void)p;
	if (!txn_recover(e, NULL, &err)) {
		say_end(0, "recovered", NULL);
		return EXIT_DONE;
	}
	check_hint(&err);
	say_end(0, "stuck", &err);
	error_release(&err);
	return EXIT_BROKEN;
}

static const struct command commands[] = {
	{ "apply", 0, true, run_apply },
	{ "undo", 1, false, run_undo },
	{ "look", 1, false, run_look },
	{ "put-back", 2, false, run_put_back },
	{ "mark", 2, false, run_mark },
	{ "recover", 0, false, run_recover },
	{ "purge", 1, false, run_purge },
};

static bool args_are_good(const struct command *c, char **args)
{
	if (!strcmp(c->name, "purge") && !strcmp(args[0], "all"))
		return true;
	if (!strcmp(c->name, "mark") && strcmp(args[1], "verified") &&
	    strcmp(args[1], "told"))
		return false;
	return !c->nargs || number(args[0]);
}

static int read_plan(struct engine *e, struct plan *p, struct error *err)
{
	struct strbuf text = STRBUF_INIT;
	struct cJSON *j = NULL;
	int rc = 0;

	text.max_bytes = STRBUF_MAX_BYTES * 4;
	if (at_read_all(STDIN_FILENO, &text) < 0)
		rc = error_errno(err, errno, "cannot read the plan");
	if (!rc)
		j = json_parse(strbuf_str(&text), err);
	if (!rc && !j)
		rc = -1;
	if (!rc)
		codec_decode(&plan_codec, e->a, j, p);
	json_free(j);
	strbuf_release(&text);
	if (rc)
		error_prefix(err, "the plan cannot be read");
	return rc;
}

static int refused(struct error *err)
{
	check_hint(err);
	say_end(0, "refused", err);
	error_release(err);
	return EXIT_REFUSED;
}

static int run(struct engine *e, const struct command *c, char **args)
{
	struct error err = ERROR_INIT;
	struct plan plan = { 0 };
	bool there;
	int fd, rc;

	if (c->reads_plan && read_plan(e, &plan, &err))
		return refused(&err);
	if (!e->force_owner && c->reads_plan && check_plan_owner(e->a, &plan, &err))
		return refused(&err);
	if (open_state(e, c->reads_plan, &there, &err))
		return refused(&err);
	if (!there) {
		if (c->run == run_recover || c->run == run_purge) {
			say_end(0, c->run == run_purge ? "purged"
						       : "recovered", NULL);
			return EXIT_DONE;
		}
		(void)error_set(&err, "there is no transaction %s", args[0]);
		return refused(&err);
	}
	fd = lock_take(e->state, &err);
	if (fd < 0)
		return refused(&err);
	rc = c->run(e, args, &plan);
	lock_free(fd);
	return rc;
}

static int run_exec(int argc, char **argv)
{
	const char **dirs = xcalloc((size_t)argc + 1, sizeof(*dirs));
	size_t n = 0;
	int i = 0, rc;

	while (i + 1 < argc && !strcmp(argv[i], "--write")) {
		dirs[n++] = argv[i + 1];
		i += 2;
	}
	if (i + 1 >= argc || strcmp(argv[i], "--") != 0)
		rc = usage();
	else
		rc = exec_confined(dirs, n, argv + i + 1);
	free(dirs);
	return rc;
}

int apply_main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct engine e = { .a = &a, .cancel = &cancelled };
	size_t i;
	int rc;

	if (argc > 1 && !strcmp(argv[1], "exec"))
		return run_exec(argc - 2, argv + 2);
	if (argc > 1 && !strcmp(argv[1], "--force-owner")) {
		e.force_owner = true;
		argc--;
		argv++;
	}
	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		const struct command *c = &commands[i];

		if (argc < 2 || strcmp(argv[1], c->name) != 0)
			continue;
		if (argc != 2 + c->nargs || !args_are_good(c, argv + 2))
			return usage();
		settle_in();
		rc = run(&e, c, argv + 2);
		arena_release(&a);
		return rc;
	}
	return usage();
}
