#include "config.h"

#include "probe/engine.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "host/proc.h"
#include "probe/envset.h"
#include "probe/snapshot.h"

#define PREFIX "image:"
#define DEADLINE_S 60
#define MAX_DEADLINE_S 3600
#define OUT_BYTES ((size_t)8 * 1024 * 1024)

enum step {
	STEP_CONTAINER,		/* is it one that runs? */
	STEP_IMAGE,		/* is it a local image? */
	STEP_ASK
};

struct engine {
	struct arena arena;
	struct loop *loop;
	struct engine_ops ops;
	const char *ref, *name;	/* name: of the container that is begun */
	const char **command;	/* the engine and its own options */
	size_t ncommand;
	struct envset env;
	enum step step;
	bool runs;		/* it is asked where it runs */
	const char *image;	/* what it runs; NULL: not known */
	struct str image_env;
	uint64_t begun_ms, until_ms;
	struct proc *proc;
};

const char *engine_ref(const char *name)
{
	return cstr_starts(name, PREFIX) && name[strlen(PREFIX)]
		? name + strlen(PREFIX) : NULL;
}

int engine_deadline_s(void)
{
	const char *own = getenv("GOMEND_ENGINE_DEADLINE");
	long s = cstr_empty(own) ? 0 : strtol(own, NULL, 10);

	return s > 0 && s <= MAX_DEADLINE_S ? (int)s : DEADLINE_S;
}

int engine_seconds(const struct engine *e)
{
	return (int)((loop_now_ms() - e->begun_ms) / 1000);
}

/* By rule R2: absolute, not in the repository, no folder that all write to. */
static const char *program(struct arena *a, const char *word,
			   const char *repo)
{
	struct str rest = str_from(getenv("PATH")), dir;
	const char *file;
	struct stat st;

	if (strchr(word, '/'))
		return path_is_abs(word) && !access(word, X_OK) ? word : NULL;
	while (str_cut(&rest, ':', &dir)) {
		const char *at = arena_strndup(a, dir.p ? dir.p : "",
					       dir.len);

		if (!path_is_abs(at) || (repo && path_under(repo, at)) ||
		    stat(at, &st) || (st.st_mode & S_IWOTH))
			continue;
		file = path_join(a, at, word);
		if (!stat(file, &st) && S_ISREG(st.st_mode) &&
		    !access(file, X_OK))
			return file;
	}
	return NULL;
}

static void add_words(struct arena *a, const char *text, const char ***list,
		      size_t *n)
{
	struct str rest = str_from(text), word;

	while (str_word(&rest, &word))
		*ARENA_PUSH(a, *list, *n) = arena_strndup(a, word.p, word.len);
}

/* The engine with its own options; 0: there is none. */
static size_t engine_words(struct arena *a, const char *repo,
			   const char ***words)
{
	static const char *const usual[] = { "podman", "docker" };
	const char *own = getenv("GOMEND_ENGINE");
	const char *file = NULL;
	size_t n = 0, i;

	*words = NULL;
	if (!cstr_empty(own)) {
		add_words(a, own, words, &n);
		file = n ? program(a, (*words)[0], repo) : NULL;
		if (!file)
			return 0;
		(*words)[0] = file;
		return n;
	}
	for (i = 0; i < ARRAY_SIZE(usual) && !file; i++)
		file = program(a, usual[i], repo);
	if (file)
		*ARENA_PUSH(a, *words, n) = file;
	return n;
}

static const char **with(struct arena *a, const char *const *command,
			 size_t n, size_t *nargv)
{
	const char **argv = NULL;
	size_t i;

	*nargv = 0;
	for (i = 0; i < n; i++)
		*ARENA_PUSH(a, argv, *nargv) = command[i];
	return argv;
}

#define ADD(word) (*ARENA_PUSH(a, argv, n) = (word))

static const char *const *run_argv(struct arena *a,
				   const char *const *command,
				   size_t ncommand, const char *name,
				   const char *ref)
{
	size_t n;
	const char **argv = with(a, command, ncommand, &n);

	ADD("run");
	ADD("--rm");
	ADD("-i");
	ADD("--pull=never");
	ADD("--network=none");
	/* When it has to go it goes at once. */
	ADD("--stop-timeout=0");
	if (name) {
		ADD("--name");
		ADD(name);
	}
	add_words(a, getenv("GOMEND_ENGINE_OPTIONS"), &argv, &n);
	ADD("--entrypoint");
	ADD("sh");
	ADD(ref);
	ADD("-s");
	ADD(NULL);
	return argv;
}

static const char *const *exec_argv(struct arena *a,
				    const char *const *command,
				    size_t ncommand, const char *ref)
{
	size_t n;
	const char **argv = with(a, command, ncommand, &n);

	ADD("exec");
	ADD("-i");
	ADD(ref);
	ADD("sh");
	ADD("-s");
	ADD(NULL);
	return argv;
}

static const char *const *step_argv(struct engine *e)
{
	struct arena *a = &e->arena;
	size_t n;
	const char **argv;

	if (e->step == STEP_ASK)
		return e->runs ? exec_argv(a, e->command, e->ncommand, e->ref)
			: run_argv(a, e->command, e->ncommand, e->name,
				   e->ref);
	argv = with(a, e->command, e->ncommand, &n);
	switch (e->step) {
	case STEP_CONTAINER:
		ADD("container");
		ADD("inspect");
		ADD("--format");
		ADD("{{.State.Running}} {{.Image}}");
		break;
	case STEP_IMAGE:
		ADD("image");
		ADD("inspect");
		ADD("--format");
		ADD("{{json .Config.Env}}");
		break;
	case STEP_ASK:
		break;
	}
	ADD(e->step == STEP_IMAGE && e->runs ? e->image : e->ref);
	ADD(NULL);
	return argv;
}

const char *const *engine_run_argv(struct arena *a, const char *ref,
				   const char *repo)
{
	const char **words;
	size_t n = engine_words(a, repo, &words);

	return n ? run_argv(a, words, n, NULL, ref) : NULL;
}

const char *const *engine_exec_argv(struct arena *a, const char *ref,
				    const char *repo)
{
	const char **words;
	size_t n = engine_words(a, repo, &words);

	return n ? exec_argv(a, words, n, ref) : NULL;
}

static void engine_free(struct engine *e)
{
	envset_release(&e->env);
	arena_release(&e->arena);
	free(e);
}

/* A container that was begun goes, whether anybody waits for that or not. */
static void remove_container(struct engine *e)
{
	struct arena *a = &e->arena;
	size_t n;
	const char **argv = with(a, e->command, e->ncommand, &n);
	struct proc_spec spec = { .outlives = true };
	struct proc *p;

	if (e->step != STEP_ASK || e->runs)
		return;
	ADD("rm");
	ADD("--force");
	ADD(e->name);
	ADD(NULL);
	spec.argv = argv;
	spec.env = envset_list(&e->env);
	spec.cwd = "/";
	p = proc_start(e->loop, &spec, NULL);
	if (p)
		proc_abandon(p);
}

static void answer(struct engine *e, enum place_state state, struct msg why,
		   struct str out)
{
	const struct engine_answer told = { state, why, out, e->image_env };

	e->ops.on_answer(e->ops.payload, &told);
	engine_free(e);
}

static bool begin(struct engine *e, enum step step);

/* What the engine said of why not: its last line, as data. */
static const char *last_line(struct arena *a, struct str text)
{
	struct str line, last = STR_NONE;

	while (str_line(&text, &line)) {
		line = str_trim(line);
		if (line.len)
			last = line;
	}
	return arena_strndup(a, last.p ? last.p : "",
			     last.len < 300 ? last.len : 300);
}

static void asked(struct engine *e, const struct proc_result *r)
{
	struct arena *a = &e->arena;
	struct msg why = { 0 };
	const char *said = last_line(a, r->err);
	const char *deadline = arena_printf(a, "%d", engine_deadline_s());
	enum place_state state = PLACE_FAILED;

	if (!r->exit_code && !r->timed_out && r->out.len) {
		answer(e, PLACE_READY, why, r->out);
		return;
	}
	if (r->timed_out) {
		remove_container(e);
		state = PLACE_TIMEOUT;
		why = e->runs
			? MSG(a, N_("The container {0} did not answer within "
				    "{1} seconds. It runs on, and so may what "
				    "was asked in it. "
				    "(GOMEND_ENGINE_DEADLINE=SECONDS waits "
				    "longer.)"), e->ref, deadline)
			: MSG(a, N_("The container of {0} did not answer "
				    "within {1} seconds, and was removed. "
				    "(GOMEND_ENGINE_DEADLINE=SECONDS waits "
				    "longer.)"), e->ref, deadline);
	} else if (r->exit_code == 126 || r->exit_code == 127) {
		why = MSG(a, N_("There is no sh in {0}, so nothing in it can "
				"be asked. Ask the image that it was built "
				"from, or one with a shell. ({1})"), e->ref,
			  said);
	} else {
		why = MSG(a, N_("The container of {0} gave no answer "
				"(exit {1}): {2}"), e->ref,
			  arena_printf(a, "%d", r->exit_code), said);
	}
	answer(e, state, why, STR_NONE);
}

/* "true sha256:…": it runs, and what it was made from. */
static enum step behind_container(struct engine *e,
				  const struct proc_result *r)
{
	struct str rest = str_trim(r->out), word;

	if (r->exit_code || !str_word(&rest, &word) || !str_is(word, "true"))
		return STEP_IMAGE;
	e->runs = true;
	if (!str_word(&rest, &word) || word.p[0] == '-')
		return STEP_ASK;
	e->image = arena_strndup(&e->arena, word.p, word.len);
	return STEP_IMAGE;
}

static void on_exit_(void *payload, const struct proc_result *r)
{
	struct engine *e = payload;
	struct arena *a = &e->arena;
	enum step next = STEP_ASK;

	e->proc = NULL;
	e->ops.on_command_end(e->ops.payload, r->exit_code);
	if (e->step == STEP_ASK) {
		asked(e, r);
		return;
	}
	if (r->timed_out) {
		answer(e, PLACE_TIMEOUT, MSG(a, N_(
			"{0} did not say in time whether there is an image "
			"{1}."), path_base(e->command[0]), e->ref), STR_NONE);
		return;
	}
	if (e->step == STEP_CONTAINER) {
		next = behind_container(e, r);
	} else if (!r->exit_code) {
		e->image_env = str_trim((struct str){
			arena_strndup(a, r->out.p ? r->out.p : "",
				      r->out.len), r->out.len });
	} else if (!e->runs) {
		answer(e, PLACE_FAILED, MSG(a, N_(
			"{0} knows no local image and no running container "
			"{1}, and gomend pulls none. Fetch it by hand: {2}"),
			path_base(e->command[0]), e->ref,
			arena_printf(a, "%s pull %s",
				     path_base(e->command[0]), e->ref)),
			STR_NONE);
		return;
	}
	if (!begin(e, next))
		answer(e, PLACE_FAILED, MSG(a, N_("{0} cannot be started."),
					    e->command[0]), STR_NONE);
}

static bool begin(struct engine *e, enum step step)
{
	uint64_t now = loop_now_ms();
	struct proc_spec spec = {
		.env = envset_list(&e->env),
		.cwd = "/",
		.keep_stdin = step == STEP_ASK,
		.deadline_ms = e->until_ms > now ? e->until_ms - now : 1,
		.max_out_bytes = OUT_BYTES,
		.on_exit = on_exit_,
		.payload = e,
	};
	const char *const *script;
	size_t i;

	e->step = step;
	spec.argv = step_argv(e);
	e->proc = proc_start(e->loop, &spec, NULL);
	if (!e->proc)
		return false;
	e->ops.on_command(e->ops.payload, spec.argv);
	if (step != STEP_ASK)
		return true;
	script = e->ops.script ? e->ops.script : snapshot_script;
	for (i = 0; script[i]; i++)
		proc_write(e->proc, str_from(script[i]));
	proc_end_input(e->proc);
	return true;
}

static const char *const *copied(struct arena *a, const char *const *script)
{
	const char **list = NULL;
	size_t n = 0, i;

	for (i = 0; script && script[i]; i++)
		*ARENA_PUSH(a, list, n) = arena_strdup(a, script[i]);
	if (script)
		*ARENA_PUSH(a, list, n) = NULL;
	return list;
}

struct engine *engine_ask(struct loop *l, const char *ref, const char *repo,
			  const struct engine_ops *ops, struct arena *a,
			  struct msg *why)
{
	static int last;
	struct engine *e = xcalloc(1, sizeof(*e));
	const char *own = getenv("GOMEND_ENGINE");

	memset(why, 0, sizeof(*why));
	arena_init(&e->arena);
	envset_init(&e->env);
	envset_add_own(&e->env);
	e->loop = l;
	e->ops = *ops;
	e->ops.script = copied(&e->arena, ops->script);
	e->ref = arena_strdup(&e->arena, ref);
	e->name = arena_printf(&e->arena, "gomend-%d-%d", (int)getpid(),
			       ++last);
	e->ncommand = engine_words(&e->arena, repo, &e->command);
	e->begun_ms = loop_now_ms();
	e->until_ms = e->begun_ms + (uint64_t)engine_deadline_s() * 1000;
	if (ref[0] == '-')
		*why = MSG(a, N_("\"{0}\" is no name of an image."), ref);
	else if (!e->ncommand && !cstr_empty(own))
		*why = MSG(a, N_("GOMEND_ENGINE names no program that can be "
				 "run: {0}"), own);
	else if (!e->ncommand)
		*why = MSG(a, N_("Neither podman nor docker is on PATH; one "
				 "of them has to ask an image. Where it lies "
				 "elsewhere, GOMEND_ENGINE names it."));
	else if (!begin(e, STEP_CONTAINER))
		*why = MSG(a, N_("{0} cannot be started."), e->command[0]);
	if (!msg_is_set(why))
		return e;
	engine_free(e);
	return NULL;
}

void engine_abandon(struct engine *e)
{
	if (!e)
		return;
	if (e->proc)
		proc_abandon(e->proc);
	remove_container(e);
	engine_free(e);
}
