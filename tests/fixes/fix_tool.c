/*
 * One fix by the wire of gomend-scan, for the fixture cases.
 *
 *   fix_tool plan OUT SCAN ROOT CWD FIX CHECK|- [NAME=VALUE…]
 *
 * looks at ROOT with the place "shell" of this very environment, and the fresh
 * shells whose environments PLACE_DIR holds (of the shell PLACE_SHELL), asks for the
 * plan of FIX for the first finding of CHECK ("-": without one), and writes
 * into the folder OUT: findings ("CHECK FINGERPRINT SEVERITY" a line), offer
 * (words), plan.json, title (and "group PATH GROUP" a line), changes
 * ("KIND PATH +N -N" a line, below ROOT relative), notes (and the report), diffs, script (or script.error), ran (its
 * commands, which run in OUT/stage), error.  Ends with 0 for a plan, 1 for a refusal.
 *
 *   fix_tool findings OUT SCAN ROOT CWD     the findings alone
 */
#include "config.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "facts/finding.h"
#include "plan/offer.h"

extern char **environ;

struct tool {
	FILE *to, *from;
	pid_t pid;
	const char *out, *root, *scan;
	char *line;
	size_t alloc;
	struct arena a;
};

static void die(const char *what)
{
	fprintf(stderr, "fix_tool: %s: %s\n", what, strerror(errno));
	exit(2);
}

static FILE *out_file(struct tool *t, const char *name)
{
	FILE *f = fopen(path_join(&t->a, t->out, name), "w");

	if (!f)
		die(name);
	return f;
}

static void start(struct tool *t, const char *scan)
{
	int in[2], out[2];

	if (pipe(in) || pipe(out))
		die("pipe");
	(void)signal(SIGPIPE, SIG_IGN);
	t->pid = fork();
	if (t->pid < 0)
		die("fork");
	if (!t->pid) {
		(void)dup2(in[0], 0);
		(void)dup2(out[1], 1);
		(void)close(in[0]);
		(void)close(in[1]);
		(void)close(out[0]);
		(void)close(out[1]);
		(void)execl(scan, scan, (char *)NULL);
		die(scan);
	}
	(void)close(in[0]);
	(void)close(out[1]);
	t->to = fdopen(in[1], "w");
	t->from = fdopen(out[0], "r");
	if (!t->to || !t->from)
		die("fdopen");
	(void)alarm(300);
}

static void say(struct tool *t, struct cJSON *j)
{
	struct strbuf sb = STRBUF_INIT;

	json_print(&sb, j, false);
	strbuf_addch(&sb, '\n');
	if (fwrite(sb.buf, 1, sb.len, t->to) != sb.len || fflush(t->to))
		die("write to the scan");
	strbuf_release(&sb);
	json_free(j);
}

static struct cJSON *op(const char *name)
{
	struct cJSON *j = json_object();

	json_put_str(j, "op", name);
	return j;
}

/* The next record; the caller's. */
static struct cJSON *hear(struct tool *t)
{
	if (getline(&t->line, &t->alloc, t->from) <= 0)
		die("the scan has ended");
	return json_parse(str_from(t->line), NULL);
}

static struct cJSON *hear_one(struct tool *t, const char *rec)
{
	struct cJSON *j = hear(t);

	while (!cstr_eq(json_str(j, "rec"), rec)) {
		json_free(j);
		j = hear(t);
	}
	return j;
}

/* A place with that environment; the list is taken. */
static void say_place(struct tool *t, const char *name, const char *shell,
		      const char *cwd, struct cJSON *env)
{
	struct cJSON *place = json_object(), *j = op("place");

	json_put_str(place, "name", name);
	json_put_str(place, "kind", name);
	json_put_str(place, "state", "ready");
	json_put_str(place, "cwd", cwd);
	if (shell)
		json_put_str(place, "shell", shell);
	json_put(place, "env", env);
	json_put(j, "value", place);
	say(t, j);
}

/* Fresh shells, as the case asked them: PLACE_DIR/NAME, as env prints. */
static void say_fresh(struct tool *t, const char *cwd)
{
	static const char *const names[] = {
		"login", "interactive", "noninteractive"
	};
	const char *dir = getenv("PLACE_DIR");
	size_t i;

	for (i = 0; dir && i < ARRAY_SIZE(names); i++) {
		FILE *f = fopen(path_join(&t->a, dir, names[i]), "r");
		struct cJSON *env = json_array();
		ssize_t n;

		if (!f) {
			json_free(env);
			continue;
		}
		while ((n = getline(&t->line, &t->alloc, f)) > 0) {
			t->line[n - 1] = '\0';
			json_push_str(env, t->line);
		}
		(void)fclose(f);
		say_place(t, names[i], getenv("PLACE_SHELL"), cwd, env);
	}
}

/* Gives the fingerprint of the first finding of `check`; or NULL. */
static const char *look(struct tool *t, const char *cwd, const char *check)
{
	struct cJSON *j = op("open"), *env;
	FILE *f = out_file(t, "findings");
	const char *found = NULL;
	bool over = false;
	char **e;

	json_put_str(j, "root", t->root);
	say(t, j);
	env = json_array();
	for (e = environ; *e; e++)
		if (strncmp(*e, "PLACE_", 6))
			json_push_str(env, *e);
	say_place(t, "shell", getenv("PLACE_SHELL"), cwd, env);
	say_fresh(t, cwd);
	say(t, op("scan"));
	while (!over) {
		const struct cJSON *v;

		j = hear(t);
		v = json_get(j, "value");
		if (cstr_eq(json_str(j, "rec"), "finding")) {
			fprintf(f, "%s %s %s %s\n", json_str(v, "id"),
				json_str(v, "fingerprint"),
				json_str(v, "severity"),
				json_str(v, "path"));
			if (!found && cstr_eq(json_str(v, "id"), check))
				found = arena_strdup(&t->a,
						     json_str(v, "fingerprint"));
		}
		over = cstr_eq(json_str(j, "rec"), "error") ||
		       (cstr_eq(json_str(j, "rec"), "generation") &&
			cstr_eq(json_str(j, "state"), "end") &&
			json_bool(j, "complete", true));
		json_free(j);
	}
	(void)fclose(f);
	return found;
}

static struct cJSON *fix_op(const char *step, const char *fix,
			    const char *finding, char **given)
{
	struct cJSON *j = op("fix"), *list = json_array(), *one;
	char *eq;

	json_put_str(j, "step", step);
	json_put_int(j, "id", 1);
	one = json_object();
	json_put_str(one, "fix", fix);
	if (finding)
		json_put_str(one, "finding", finding);
	json_push(list, one);
	json_put(j, "wants", list);
	list = json_array();
	for (; *given; given++) {
		struct strbuf sb = STRBUF_INIT;

		eq = strchr(*given, '=');
		if (!eq)
			continue;
		strbuf_add(&sb, *given, (size_t)(eq - *given));
		one = json_object();
		json_put_str(one, "name", sb.buf);
		json_put_str(one, "value", eq + 1);
		json_push(list, one);
		strbuf_release(&sb);
	}
	json_put(j, "given", list);
	return j;
}

static void put_msg(struct tool *t, FILE *f, const char *label,
		    const struct msg *m)
{
	if (msg_is_set(m))
		fprintf(f, "%s %s\n", label, msg_english(&t->a, m));
}

static void write_offer(struct tool *t, const struct cJSON *j,
			struct fix_offer *out)
{
	const struct cJSON *o = json_first(json_get(j, "offers"));
	struct fix_offer offer = { 0 };
	FILE *f = out_file(t, "offer");
	size_t i, k;

	if (o)
		codec_decode(&fix_offer_codec, &t->a, o, &offer);
	put_msg(t, f, "title", &offer.title);
	put_msg(t, f, "about", &offer.about);
	put_msg(t, f, "refused", &offer.refused);
	for (i = 0; i < offer.nchoices; i++) {
		const struct choice *c = &offer.choices[i];

		fprintf(f, "choice %s=%s", c->name, c->value);
		for (k = 0; k < c->noptions; k++)
			fprintf(f, "%s%s", k ? "|" : " of ", c->options[k]);
		fprintf(f, "\n");
		put_msg(t, f, "about", &c->about);
		put_msg(t, f, "bad", &c->bad);
	}
	for (i = 0; i < offer.ncommands; i++) {
		fprintf(f, "command");
		for (k = 0; k < offer.commands[i].nargv; k++)
			fprintf(f, " %s", offer.commands[i].argv[k]);
		fprintf(f, "\n");
	}
	(void)fclose(f);
	*out = offer;
}

static const char *below(struct tool *t, const char *path)
{
	return path_under(t->root, path) ? path_rel(&t->a, t->root, path)
					 : path;
}

static void write_script(struct tool *t)
{
	struct cJSON *d = op("diff");
	FILE *f = out_file(t, "script");

	json_put_int(d, "id", 1000000);
	json_put_bool(d, "script", true);
	say(t, d);
	d = hear_one(t, "diff");
	if (json_str(d, "text"))
		fprintf(f, "%s", json_str(d, "text"));
	(void)fclose(f);
	f = out_file(t, "script.error");
	if (json_str(d, "error"))
		fprintf(f, "%s\n", json_str(d, "error"));
	(void)fclose(f);
	json_free(d);
}

static void write_plan(struct tool *t, const struct cJSON *j)
{
	const struct cJSON *plan = json_get(j, "plan");
	struct strbuf sb = STRBUF_INIT;
	struct plan p = { 0 };
	struct error err = ERROR_INIT;
	FILE *f = out_file(t, "plan.json");
	size_t i;

	json_print(&sb, plan, false);
	fprintf(f, "%s\n", sb.buf);
	(void)fclose(f);
	strbuf_release(&sb);
	codec_decode(&plan_codec, &t->a, plan, &p);
	if (plan_check(&p, &err)) {
		fprintf(stderr, "fix_tool: %s\n", err.message);
		exit(2);
	}
	f = out_file(t, "title");
	put_msg(t, f, "title", &p.title);
	for (i = 0; i < p.nchanges; i++)
		if (p.changes[i].group)
			fprintf(f, "group %s %s\n", below(t, p.changes[i].path),
				p.changes[i].group);
	(void)fclose(f);
	f = out_file(t, "changes");
	for (i = 0; i < p.nchanges; i++) {
		const struct plan_change *c = &p.changes[i];

		fprintf(f, "%s %s", plan_change_names[c->kind],
			below(t, c->path));
		if (c->to)
			fprintf(f, " to %s", c->to);
		if (p.ops[c->op].whole && cstr_eq(c->path, p.ops[c->op].path))
			fprintf(f, " whole");
		fprintf(f, " +%d -%d\n", c->plus, c->minus);
	}
	(void)fclose(f);
	f = out_file(t, "notes");
	for (i = 0; i < p.nnotes; i++)
		fprintf(f, "%s\n", msg_english(&t->a, &p.notes[i]));
	for (i = 0; i < p.nreport; i++)
		fprintf(f, "%s\n", msg_english(&t->a, &p.report[i]));
	if (p.shell_line)
		fprintf(f, "shell: %s\n", p.shell_line);
	(void)fclose(f);
	f = out_file(t, "diffs");
	for (i = 0; i < p.nchanges; i++) {
		struct cJSON *d = op("diff");

		json_put_int(d, "id", (int64_t)i + 2);
		json_put_int(d, "change", (int64_t)i);
		say(t, d);
		d = hear_one(t, "diff");
		fprintf(f, "%s%s", json_str(d, "error")
				? json_str(d, "error") : "",
			json_str(d, "text") ? json_str(d, "text") : "");
		json_free(d);
	}
	(void)fclose(f);
	write_script(t);
}

/* ---- the commands, as gomend would run them, but for the confinement ---- */

static const char *staged(struct tool *t, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest = str_from(text);
	const char *out;
	size_t at;

	while ((at = str_search(rest, "{stage}")) < rest.len) {
		strbuf_addf(&sb, "%.*s%s/stage", (int)at, rest.p, t->out);
		rest = str_sub(rest, at + 7, rest.len - at - 7);
	}
	strbuf_adds(&sb, rest);
	out = arena_strdup(&t->a, sb.buf);
	strbuf_release(&sb);
	return out;
}

static const char *read_all(struct tool *t, const char *name)
{
	FILE *f = fopen(path_join(&t->a, t->out, name), "r");
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	char buf[4096];
	size_t n;

	while (f && (n = fread(buf, 1, sizeof(buf), f)))
		strbuf_add(&sb, buf, n);
	if (f)
		(void)fclose(f);
	out = arena_strdup(&t->a, sb.buf);
	strbuf_release(&sb);
	return out;
}

/* Its standard input: a file of that text, opened to read. */
static void put_input(struct tool *t, const char *text)
{
	const char *name = path_join(&t->a, t->out, "in");
	FILE *f = fopen(name, "w");

	if (!f || fputs(text ? text : "", f) < 0 || fclose(f) ||
	    !freopen(name, "r", stdin))
		_exit(126);
}

static int run_command(struct tool *t, const struct plan_command *c,
		       const char *input)
{
	char **argv = arena_alloc(&t->a, (c->nargv + 1) * sizeof(*argv));
	const char *flags;
	int status;
	size_t i;
	pid_t pid;

	for (i = 0; i < c->nargv; i++)
		argv[i] = arena_strdup(&t->a, staged(t, c->argv[i]));
	/* gomend's own is beside gomend, not on PATH. */
	if (cstr_eq(argv[0], "gomend-fetch"))
		argv[0] = path_join(&t->a, path_dir(&t->a, t->scan), argv[0]);
	pid = fork();
	if (pid < 0)
		die("fork");
	if (!pid) {
		put_input(t, input);
		if (!freopen(path_join(&t->a, t->out, "out"), "w", stdout) ||
		    !freopen(path_join(&t->a, t->out, "err"), "w", stderr) ||
		    chdir(staged(t, c->cwd)))
			_exit(126);
		if (!c->network)
			(void)setenv("GOPROXY", "off", 1);
		/* go keeps its telemetry there, which nobody may see. */
		(void)setenv("XDG_CONFIG_HOME", t->out, 1);
		for (i = 0; i < c->nenv; i++)
			(void)putenv(arena_strdup(&t->a,
						  staged(t, c->env[i])));
		/* As gomend has it: git refreshes its index otherwise. */
		flags = getenv("GOFLAGS");
		(void)setenv("GOFLAGS", arena_printf(&t->a,
			"%s -buildvcs=false", flags ? flags : ""), 1);
		(void)execvp(argv[0], argv);
		_exit(127);
	}
	if (waitpid(pid, &status, 0) < 0)
		die("wait");
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* What a late command reads, now that those before it have run. */
static const char *late_input(struct tool *t, struct cJSON *again,
			      const struct cJSON *ran, const char *id)
{
	struct fix_offer o = { 0 };
	struct cJSON *j;
	size_t i;

	json_put(again, "ran", cJSON_Duplicate(ran, true));
	json_put_str(again, "stage", staged(t, "{stage}"));
	say(t, again);
	j = hear_one(t, "fix");
	if (json_first(json_get(j, "offers")))
		codec_decode(&fix_offer_codec, &t->a,
			     json_first(json_get(j, "offers")), &o);
	json_free(j);
	for (i = 0; i < o.ncommands; i++)
		if (cstr_eq(o.commands[i].id, id) && o.commands[i].late)
			return o.commands[i].input;
	die("the late command is gone");
	return NULL;
}

/* What they ended with, for the request that builds the plan. */
static struct cJSON *run_commands(struct tool *t, const struct fix_offer *o,
				  const char *fix, const char *finding,
				  char **given)
{
	struct cJSON *list = json_array(), *one;
	const char *input;
	FILE *log = out_file(t, "ran");
	struct fix_ran *ran = NULL;
	size_t n = 0, i, k;

	if (o->ncommands &&
	    mkdir(path_join(&t->a, t->out, "stage"), 0700))
		die("stage");
	for (i = 0; i < o->ncommands; i++) {
		const struct plan_command *c = &o->commands[i];
		bool needless = c->unless != NULL;
		struct fix_ran *r;

		for (k = 0; c->unless && k < n; k++)
			if (cstr_eq(ran[k].id, c->unless))
				needless = !ran[k].exit_code;
		if (needless)
			continue;
		input = c->late
			? late_input(t, fix_op("offer", fix, finding, given),
				     list, c->id) : c->input;
		r = ARENA_PUSH(&t->a, ran, n);
		r->id = c->id;
		r->exit_code = run_command(t, c, input);
		r->out = read_all(t, "out");
		r->err = read_all(t, "err");
		fprintf(log, "%s %d\n%s%s", r->id, r->exit_code, r->out, r->err);
		one = codec_encode(&fix_ran_codec, r);
		json_push(list, one);
		if (r->exit_code && !c->may_fail)
			break;
	}
	(void)fclose(log);
	return list;
}

static int plan(struct tool *t, const char *fix, const char *finding,
		char **given)
{
	struct fix_offer offer;
	struct cJSON *j;
	FILE *f;
	int rc = 0;

	say(t, fix_op("offer", fix, finding, given));
	j = hear_one(t, "fix");
	write_offer(t, j, &offer);
	json_free(j);
	j = fix_op("build", fix, finding, given);
	if (!msg_is_set(&offer.refused)) {
		json_put(j, "ran", run_commands(t, &offer, fix, finding,
						given));
		json_put_str(j, "stage", staged(t, "{stage}"));
	}
	say(t, j);
	j = hear_one(t, "fix");
	f = out_file(t, "error");
	if (json_get(j, "plan")) {
		write_plan(t, j);
	} else {
		fprintf(f, "%s\n%s\n", json_str(j, "error"),
			json_str(j, "hint") ? json_str(j, "hint") : "");
		rc = 1;
	}
	(void)fclose(f);
	json_free(j);
	return rc;
}

int main(int argc, char **argv)
{
	struct tool t;
	const char *found;
	bool all = argc >= 8 && cstr_eq(argv[1], "plan");
	int status, rc = 0;

	if (!all && (argc != 6 || !cstr_eq(argv[1], "findings"))) {
		fputs("usage: fix_tool plan OUT SCAN ROOT CWD FIX CHECK|- "
		      "[NAME=VALUE...] | findings OUT SCAN ROOT CWD\n",
		      stderr);
		return 2;
	}
	memset(&t, 0, sizeof(t));
	t.out = argv[2];
	t.root = argv[4];
	t.scan = argv[3];
	start(&t, argv[3]);
	found = look(&t, argv[5], all ? argv[7] : NULL);
	if (all && !found && !cstr_eq(argv[7], "-")) {
		fprintf(stderr, "fix_tool: there is no finding %s\n", argv[7]);
		rc = 2;
	} else if (all) {
		rc = plan(&t, argv[6], found, argv + 8);
	}
	say(&t, op("quit"));
	(void)fclose(t.to);
	(void)fclose(t.from);
	if (waitpid(t.pid, &status, 0) < 0)
		die("wait");
	free(t.line);
	arena_release(&t.a);
	if (WIFSIGNALED(status)) {
		fprintf(stderr, "fix_tool: the scan died of signal %d\n",
			WTERMSIG(status));
		return 2;
	}
	return rc;
}
