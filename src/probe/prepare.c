#include "config.h"

#include "probe/prepare.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/strbuf.h"
#include "host/proc.h"
#include "probe/goask.h"
#include "probe/libexec.h"
#include "probe/redact.h"

#define DEADLINE_MS ((uint64_t)10 * 60 * 1000)
#define KEPT_BYTES ((size_t)64 * 1024)
#define TAIL_BYTES ((size_t)4 * 1024)
#define FLOOD_BYTES ((size_t)64 * 1024 * 1024)

/* ---- the environment (R4) ---- */

/* What would let a caller's git look elsewhere than its folder. */
static const char *const git_unset[] = {
	"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
	"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR",
	"GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_PARAMETERS",
	"GIT_CONFIG", "GIT_EXTERNAL_DIFF", "GIT_EXEC_PATH",
};

/* A bare repository that lies in a clone is no place to run git in. */
#define GIT_BARE "safe.bareRepository"
#define GIT_PROTOCOLS "protocol.allow"

static const char *const git_settings[][2] = {
	{ "core.fsmonitor", "false" },
	{ "core.hooksPath", "/dev/null" },
	{ GIT_BARE, "explicit" },
	{ GIT_PROTOCOLS, "never" },
};

static bool has_prefix(const char *pair, const char *prefix)
{
	return cstr_starts(pair, prefix);
}

/* NAME of NAME=VALUE. */
static const char *name_of(struct arena *a, const char *pair)
{
	return arena_strndup(a, pair, str_find(str_from(pair), '='));
}

static void drop_inherited(struct arena *a, struct envset *e)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(git_unset); i++)
		envset_remove(e, git_unset[i]);
	for (i = 0; i < e->n;) {
		struct str pair = str_from(e->v[i]);
		bool empty = pair.len && pair.p[pair.len - 1] == '=' &&
			     str_find(pair, '=') == pair.len - 1;

		if (has_prefix(e->v[i], "GIT_CONFIG_KEY_") ||
		    has_prefix(e->v[i], "GIT_CONFIG_VALUE_") ||
		    (empty && (has_prefix(e->v[i], "GO") ||
			       has_prefix(e->v[i], "CGO_"))))
			/* To go an empty variable is none. */
			envset_remove(e, name_of(a, e->v[i]));
		else
			i++;
	}
}

/* "go1.17.13" is 17; 0 where it is not known. */
static int minor_of(const char *version)
{
	long n = cstr_starts(version, "go1.") ? strtol(version + 4, NULL, 10)
					      : 0;

	return n > 0 && n < 10000 ? (int)n : 0;
}

/*
 * Up to 1.20 go fetches into bare repositories of its module cache and runs
 * git in them as git finds them; 1.21 says where each is (--git-dir).  Such a
 * go looks with git at nothing else: it builds with -buildvcs=false.
 */
static bool fetches_bare(const struct prepare *from,
			 const struct plan_command *c)
{
	const struct go_binary *go = goask_runnable(from->place);

	return c->network && go && plan_command_go(c) < c->nargv &&
	       minor_of(go->version) < 21;
}

static void add_git(struct arena *a, const struct prepare *from,
		    const struct plan_command *c, struct envset *e)
{
	size_t i, n = 0;

	for (i = 0; i < ARRAY_SIZE(git_settings); i++) {
		const char *key = git_settings[i][0];

		if ((c->network && cstr_eq(key, GIT_PROTOCOLS)) ||
		    (fetches_bare(from, c) && cstr_eq(key, GIT_BARE)))
			continue;
		envset_put(e, arena_printf(a, "GIT_CONFIG_KEY_%zu", n), key);
		envset_put(e, arena_printf(a, "GIT_CONFIG_VALUE_%zu", n++),
			   git_settings[i][1]);
	}
	envset_put(e, "GIT_CONFIG_COUNT", arena_printf(a, "%zu", n));
	envset_put(e, "GIT_TERMINAL_PROMPT", "0");
}

/* The module that `cwd` lies in. */
static const struct place_module *module_of(struct arena *a,
					    const struct prepare *from,
					    const char *cwd)
{
	const struct snapshot *s = from->snap;
	const char *best = "";
	size_t i;

	for (i = 0; s->repo.root && i < s->nmodules; i++) {
		const char *dir = path_join(a, s->repo.root,
					    s->modules[i].dir);

		/* Sorted: a deeper folder that also holds it comes later. */
		if (path_under(dir, cwd))
			best = s->modules[i].dir;
	}
	return place_module_of(from->place, best);
}

/* The one that the place would select, but none that is not there. */
static void add_toolchain(struct arena *a, const struct prepare *from,
			  const char *cwd, bool network, struct envset *e)
{
	const struct place_module *m = module_of(a, from, cwd);

	if (m && (m->how == TOOLCHAIN_MODCACHE || m->how == TOOLCHAIN_PATH) &&
	    !cstr_empty(m->version))
		envset_put(e, "GOTOOLCHAIN", m->version);
	else if (!network || !m || m->how != TOOLCHAIN_DOWNLOAD)
		envset_put(e, "GOTOOLCHAIN", "local");
}

/*
 * The checksum database under its own name, at a place where nothing is: go
 * asks it even with GOPROXY=off.  What the module cache has of it counts.
 */
static const char *unreachable_sumdb(struct arena *a, const char *value)
{
	struct str rest = str_from(value), name;

	if (cstr_empty(value))
		value = "sum.golang.org";
	if (!strcmp(value, "off"))
		return value;
	rest = str_from(value);
	if (!str_word(&rest, &name))
		return value;
	if (str_is(name, "sum.golang.google.cn"))
		name = str_from("sum.golang.org");
	return arena_printf(a, "%.*s file:///nonexistent", STR_FMT(name));
}

static void add_offline(struct arena *a, const struct prepare *from,
			struct envset *e)
{
	envset_put(e, "GOPROXY", "off");
	/* Else what is private goes past the proxy, to the network. */
	envset_put(e, "GONOPROXY", "none");
	envset_put(e, "GOVCS", "*:off");
	envset_put(e, "GOSUMDB",
		   unreachable_sumdb(a, place_value(from->place, "GOSUMDB")));
}

static const char *with_stage(struct arena *a, const struct prepare *from,
			      const char *text, bool *missing)
{
	static const char mark[] = "{stage}";
	struct str rest = str_from(text);
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t at;

	if (str_search(rest, mark) == rest.len)
		return text;
	if (!from->stage) {
		*missing = true;
		return text;
	}
	while ((at = str_search(rest, mark)) < rest.len) {
		strbuf_adds(&sb, str_sub(rest, 0, at));
		strbuf_addstr(&sb, from->stage);
		at += sizeof(mark) - 1;
		rest = str_sub(rest, at, rest.len - at);
	}
	strbuf_adds(&sb, rest);
	out = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return out;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return path && path[0] == '/' && !stat(path, &st) &&
	       S_ISDIR(st.st_mode);
}

/* A go command that obeys -mod, and is not told on its own line? */
static bool wants_mod(const struct plan_command *c)
{
	static const char *const names[] = { "build", "list", "vet", "test" };
	size_t i, at = plan_command_go(c) + 1;
	bool obeys = false;

	if (at >= c->nargv)
		return false;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		obeys = obeys || !strcmp(c->argv[at], names[i]);
	for (i = at + 1; i < c->nargv; i++)
		if (cstr_starts(c->argv[i], "-mod=") ||
		    cstr_starts(c->argv[i], "--mod="))
			return false;
	return obeys;
}

/*
 * With -mod=mod, to which a go before 1.16 is set, even "go list" writes to
 * go.mod.  Else go takes vendor/ or reads alone by itself.
 */
static void add_mod(struct arena *a, const struct prepare *from,
		    const struct plan_command *c, const char *cwd,
		    struct envset *e)
{
	const struct go_binary *go = goask_runnable(from->place);
	struct str rest = str_from(envset_get(e, "GOFLAGS")), word;
	int minor = go ? minor_of(go->version) : 0;
	struct strbuf sb = STRBUF_INIT;
	bool told = false, writes = false;

	if (!wants_mod(c))
		return;
	while (str_word(&rest, &word)) {
		if (str_starts(word, "-mod=") || str_starts(word, "--mod="))
			told = true;
		if (str_is(word, "-mod=mod") || str_is(word, "--mod=mod"))
			writes = true;
		else
			strbuf_addf(&sb, "%.*s ", STR_FMT(word));
	}
	if (!told && minor && minor < 16 &&
	    !is_folder(path_join(a, cwd, "vendor")))
		writes = true;
	if (writes)
		envset_put(e, "GOFLAGS",
			   arena_printf(a, "%s-mod=readonly", sb.buf));
	strbuf_release(&sb);
}

/* The last one counts. */
static bool spares_vcs(const char *flags)
{
	struct str rest = str_from(flags), word;
	bool spares = false;

	while (str_word(&rest, &word))
		if (str_starts(word, "-buildvcs") ||
		    str_starts(word, "--buildvcs"))
			spares = str_ends(word, "buildvcs=false");
	return spares;
}

static void add_buildvcs(struct arena *a, const struct prepare *from,
			 struct envset *e)
{
	const struct go_binary *go = goask_runnable(from->place);
	const char *flags = envset_get(e, "GOFLAGS");
	int minor = go ? minor_of(go->version) : 0;

	if (spares_vcs(flags))
		return;
	/* An older go refuses a flag that it does not know. */
	if (minor && minor < 18)
		return;
	envset_put(e, "GOFLAGS", cstr_empty(flags) ? "-buildvcs=false" :
		   arena_printf(a, "%s -buildvcs=false", flags));
}

/* One that is not there yet is not made for this alone. */
static const char *build_cache(struct arena *a, const struct prepare *from)
{
	const char *dir = place_value(from->place, "GOCACHE");

	return is_folder(dir) ? dir : path_join(a, from->tmp, "go-build");
}

static bool is_fetch(const struct plan_command *c)
{
	return !strcmp(c->argv[0], "gomend-fetch");
}

/* A shell that is given a text to read, and not to run, and gomend's own
 * program: no go, no git. */
static bool only_reads(const struct plan_command *c)
{
	return is_fetch(c) || (c->input && c->argv[0][0] == '/');
}

/* What go and git are told (R4). */
static void add_rules(struct arena *a, const struct prepare *from,
		      const struct plan_command *c, const char *cwd,
		      struct envset *e)
{
	const struct place *p = from->place;
	size_t i;

	drop_inherited(a, e);
	for (i = 0; i < p->nsettings; i++)
		if (p->settings[i].layer == LAYER_GOENV &&
		    !cstr_empty(p->settings[i].value))
			envset_put(e, p->settings[i].name,
				   p->settings[i].value);
	envset_put(e, "GOENV", "off");
	add_toolchain(a, from, cwd, c->network, e);
	if (!c->network)
		add_offline(a, from, e);
	add_git(a, from, c, e);
	envset_put(e, "GOTMPDIR", from->tmp);
	if (!is_folder(place_value(p, "GOCACHE")))
		envset_put(e, "GOCACHE", build_cache(a, from));
}

static void make_env(struct arena *a, const struct prepare *from,
		     const struct plan_command *c, const char *cwd,
		     struct envset *e, bool *missing)
{
	size_t i;

	envset_copy(e, from->env);
	if (!only_reads(c))
		add_rules(a, from, c, cwd, e);
	envset_put(e, "TMPDIR", from->tmp);
	/* By this a go, or a shell, spells the folder it is in. */
	envset_put(e, "PWD", cwd);
	envset_remove(e, "OLDPWD");
	for (i = 0; i < c->nenv; i++) {
		const char *pair = with_stage(a, from, c->env[i], missing);

		if (strchr(pair, '='))
			envset_put_pair(e, str_from(pair));
		else
			envset_remove(e, pair);
	}
	if (!only_reads(c)) {
		add_mod(a, from, c, cwd, e);
		add_buildvcs(a, from, e);
	}
}

/* ---- the program (R2) ---- */

static bool can_run(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode) && !access(path, X_OK);
}

static const char *find_program(struct arena *a, const struct prepare *from,
				const char *name, struct error *err)
{
	const struct place *p = from->place;
	const struct go_binary *go;
	size_t i;

	if (!strcmp(name, "go")) {
		go = goask_runnable(p);
		if (go)
			return go->resolved;
		error_hint(err, "%s", _("\"gomend check\" tells which go "
					"answers here, and why."));
		error_set(err, "%s", p->ngos
			? _("The go of this place is none that gomend may "
			    "start: a script, or in a folder that others can "
			    "change.")
			: _("There is no go here that could be started."));
		return NULL;
	}
	if (name[0] == '/')
		return name;
	if (!strcmp(name, "gomend-fetch"))
		return libexec_find(a, name);
	for (i = 0; i < p->npath; i++) {
		const char *path;

		if (p->path[i].skipped || p->path[i].missing ||
		    cstr_empty(p->path[i].dir) || p->path[i].dir[0] != '/')
			continue;
		path = path_join(a, p->path[i].dir, name);
		if (can_run(path))
			return path;
	}
	error_set(err, "%s", SAY(a, N_("There is no program {0} on PATH that "
				       "gomend may start."), name));
	return NULL;
}

/* ---- as it is typed ---- */

/* What comes before the program: the folder, "-u NAME", "NAME=VALUE". */
static const char *const *make_settings(struct arena *a,
					const struct prepare *from,
					const struct prepared *c,
					const struct envset *e)
{
	struct strbuf sb = STRBUF_INIT;
	const char **out = NULL;
	size_t i, n = 0;

	strbuf_addstr(&sb, "cd ");
	quote_add(&sb, c->cwd);
	*ARENA_PUSH(a, out, n) = arena_strdup(a, sb.buf);
	for (i = 0; i < from->env->n; i++) {
		const char *name = name_of(a, from->env->v[i]);

		if (envset_get(e, name) || !strcmp(name, "OLDPWD") ||
		    !from->env->v[i][strlen(name) + 1])
			continue;
		strbuf_reset(&sb);
		strbuf_addstr(&sb, "-u ");
		quote_add(&sb, name);
		*ARENA_PUSH(a, out, n) = arena_strdup(a, sb.buf);
	}
	for (i = 0; i < e->n; i++) {
		const char *name = name_of(a, e->v[i]);
		const char *value = e->v[i] + strlen(name) + 1;

		if (cstr_eq(envset_get(from->env, name), value) ||
		    !strcmp(name, "PWD"))
			continue;
		strbuf_reset(&sb);
		strbuf_addf(&sb, "%s=", name);
		value = redact_value(a, name, value);
		if (*value)
			quote_add(&sb, value);
		*ARENA_PUSH(a, out, n) = arena_strdup(a, sb.buf);
	}
	strbuf_release(&sb);
	*ARENA_PUSH(a, out, n) = NULL;
	return out;
}

static const char *make_note(struct arena *a, const struct prepared *c)
{
	if (c->late)
		return _("what the commands before found, on its standard "
			 "input");
	return c->input ? SAY(a, N_("{0} bytes on its standard input"),
			      arena_printf(a, "%zu", strlen(c->input)))
			: NULL;
}

static const char *make_line(struct arena *a, const struct prepared *c)
{
	struct strbuf sb = STRBUF_INIT;
	const char *const *word = c->settings;
	const char *line;
	size_t i;

	strbuf_addf(&sb, "%s && ", *word++);
	if (*word && cstr_starts(*word, "-u "))
		strbuf_addstr(&sb, "env ");
	for (; *word; word++)
		strbuf_addf(&sb, "%s ", *word);
	for (i = 0; c->argv[i]; i++) {
		if (i)
			strbuf_addch(&sb, ' ');
		quote_add(&sb, c->argv[i]);
	}
	if (c->note)
		strbuf_addf(&sb, " # %s", c->note);
	line = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return line;
}

/* For whoever knows the rest: without folder and environment. */
static const char *make_brief(struct arena *a, const struct prepared *c,
			      const char *program)
{
	struct strbuf sb = STRBUF_INIT;
	const char *brief;
	size_t i;

	quote_add(&sb, program);
	for (i = 1; c->argv[i]; i++) {
		strbuf_addch(&sb, ' ');
		quote_add(&sb, c->argv[i]);
	}
	brief = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return brief;
}

static void add_write(struct arena *a, struct prepared *c, size_t *n,
		      const char *dir)
{
	if (!cstr_empty(dir) && dir[0] == '/' && strcmp(dir, "/") != 0)
		*ARENA_PUSH(a, c->writes, *n) = dir;
}

/*
 * Where go keeps the last tree head of a checksum database: without it no new
 * sum can be checked.  modload.Init: SumdbDir.
 */
static const char *sumdb_dir(struct arena *a, const struct prepare *from)
{
	struct str rest = str_from(place_value(from->place, "GOPATH")), first;

	if (cstr_eq(place_value(from->place, "GOSUMDB"), "off") ||
	    !str_cut(&rest, ':', &first) || !first.len)
		return NULL;
	return path_join(a, arena_strndup(a, first.p, first.len), "pkg/sumdb");
}

int prepare_command(struct arena *a, const struct prepare *from,
		    const struct plan_command *c, struct prepared *out,
		    struct error *err)
{
	struct envset e;
	const char *program, *go = "";
	size_t i, n = 0, at = plan_command_go(c);
	bool missing = false;

	memset(out, 0, sizeof(*out));
	if (!c->nargv || cstr_empty(c->cwd) ||
	    (c->cwd[0] != '/' && !cstr_starts(c->cwd, "{stage}/")))
		return error_set(err, "%s", _("The fix has a command that "
					      "names no program or folder."));
	program = find_program(a, from, with_stage(a, from, c->argv[0],
						   &missing), err);
	if (program && at && at < c->nargv)
		go = find_program(a, from, "go", err);
	if (!program || !go)
		return -1;
	out->cwd = with_stage(a, from, c->cwd, &missing);
	out->input = c->input;
	out->late = c->late;
	*ARENA_PUSH(a, out->argv, n) = program;
	for (i = 1; i < c->nargv; i++)
		*ARENA_PUSH(a, out->argv, n) = i == at ? go
			: with_stage(a, from, c->argv[i], &missing);
	*ARENA_PUSH(a, out->argv, n) = NULL;
	envset_init(&e);
	make_env(a, from, c, out->cwd, &e, &missing);
	n = 0;
	for (i = 0; i < e.n; i++)
		*ARENA_PUSH(a, out->env, n) = arena_strdup(a, e.v[i]);
	*ARENA_PUSH(a, out->env, n) = NULL;
	out->settings = make_settings(a, from, out, &e);
	out->note = make_note(a, out);
	out->line = make_line(a, out);
	out->brief = make_brief(a, out, cstr_starts(c->argv[0], "{stage}")
					? program : c->argv[0]);
	n = 0;
	add_write(a, out, &n, from->stage);
	add_write(a, out, &n, from->tmp);
	if (is_folder(place_value(from->place, "GOCACHE")))
		add_write(a, out, &n, build_cache(a, from));
	/* Others have no modules to put there. */
	if ((c->network || c->unpack) && at < c->nargv)
		add_write(a, out, &n, place_value(from->place, "GOMODCACHE"));
	if (c->network && at < c->nargv)
		add_write(a, out, &n, sumdb_dir(a, from));
	for (i = 0; i < c->nwrites; i++)
		add_write(a, out, &n, c->writes[i]);
	*ARENA_PUSH(a, out->writes, n) = NULL;
	out->deadline_ms = c->deadline_s > 0 ? (uint64_t)c->deadline_s * 1000
					     : DEADLINE_MS;
	envset_release(&e);
	if (missing)
		return error_set(err, "%s", _("The fix has a command that "
					      "wants a stage and got none."));
	return 0;
}

/* ---- running ---- */

/* Only folders that are there can be written to: GOMODCACHE may be new. */
static void make_folders(const char *path)
{
	struct arena a = ARENA_INIT;
	const char *dir = path_dir(&a, path);

	if (!is_folder(path)) {
		if (strcmp(dir, path) != 0)
			make_folders(dir);
		(void)mkdir(path, 0777);
	}
	arena_release(&a);
}

struct prepare_run {
	struct proc *proc;
	struct strbuf out, err, tail;
	size_t total;
	bool flooded, cut;
	void (*on_tail)(void *payload, struct str tail);
	void (*on_end)(void *payload, const struct prepare_result *r);
	void *payload;
};

/* False: all of it is still there. */
static bool keep_end(struct strbuf *sb, struct str chunk, size_t most)
{
	strbuf_adds(sb, chunk);
	if (sb->len <= most)
		return false;
	strbuf_drop(sb, sb->len - most);
	return true;
}

static void on_chunk(struct prepare_run *r, struct strbuf *sb,
		     struct str chunk)
{
	if (keep_end(sb, chunk, KEPT_BYTES) && sb == &r->out)
		r->cut = true;
	(void)keep_end(&r->tail, chunk, TAIL_BYTES);
	r->total += chunk.len;
	if (r->on_tail)
		r->on_tail(r->payload, strbuf_str(&r->tail));
	if (r->total > FLOOD_BYTES && !r->flooded) {
		r->flooded = true;
		proc_kill(r->proc);
	}
}

static void on_out(void *payload, struct str chunk)
{
	struct prepare_run *r = payload;

	on_chunk(r, &r->out, chunk);
}

static void on_err(void *payload, struct str chunk)
{
	struct prepare_run *r = payload;

	on_chunk(r, &r->err, chunk);
}

static void run_free(struct prepare_run *r)
{
	strbuf_release(&r->out);
	strbuf_release(&r->err);
	strbuf_release(&r->tail);
	free(r);
}

static void on_exit_(void *payload, const struct proc_result *p)
{
	struct prepare_run *r = payload;
	const struct prepare_result result = {
		.exit_code = p->exit_code,
		.timed_out = p->timed_out,
		.flooded = r->flooded,
		.took_ms = p->took_ms,
		.out = strbuf_str(&r->out),
		.err = strbuf_str(&r->err),
		.cut = r->cut,
	};

	r->on_end(r->payload, &result);
	run_free(r);
}

struct prepare_run *prepare_start(struct loop *l, const char *apply,
	const struct prepared *c,
	void (*on_tail)(void *payload, struct str tail),
	void (*on_end)(void *payload, const struct prepare_result *r),
	void *payload, struct error *err)
{
	struct prepare_run *r = xcalloc(1, sizeof(*r));
	struct arena a = ARENA_INIT;
	const char **argv = NULL;
	size_t n = 0, i;
	struct proc_spec spec = {
		.cwd = c->cwd,
		.deadline_ms = c->deadline_ms,
		.on_out = on_out,
		.on_err = on_err,
		.on_exit = on_exit_,
		.payload = r,
	};

	strbuf_init(&r->out);
	strbuf_init(&r->err);
	strbuf_init(&r->tail);
	r->on_tail = on_tail;
	r->on_end = on_end;
	r->payload = payload;
	*ARENA_PUSH(&a, argv, n) = apply;
	*ARENA_PUSH(&a, argv, n) = "exec";
	for (i = 0; c->writes[i]; i++) {
		make_folders(c->writes[i]);
		*ARENA_PUSH(&a, argv, n) = "--write";
		*ARENA_PUSH(&a, argv, n) = c->writes[i];
	}
	*ARENA_PUSH(&a, argv, n) = "--";
	for (i = 0; c->argv[i]; i++)
		*ARENA_PUSH(&a, argv, n) = c->argv[i];
	*ARENA_PUSH(&a, argv, n) = NULL;
	spec.argv = argv;
	spec.env = c->env;
	spec.keep_stdin = c->input != NULL;
	r->proc = proc_start(l, &spec, err);
	arena_release(&a);
	if (!r->proc) {
		run_free(r);
		return NULL;
	}
	if (c->input) {
		proc_write(r->proc, str_from(c->input));
		proc_end_input(r->proc);
	}
	return r;
}

void prepare_abandon(struct prepare_run *r)
{
	if (!r)
		return;
	proc_abandon(r->proc);
	run_free(r);
}

/* ---- has the live tree been left alone? ---- */

struct guarded {
	const char *path;
	bool there;
	struct stat st;
};

struct prepare_guard {
	struct guarded *files;
	size_t n;
};

static void guard_add(struct arena *a, struct prepare_guard *g,
		      const char *root, const char *path)
{
	struct guarded *f;

	if (cstr_empty(path) || !root)
		return;
	f = ARENA_PUSH(a, g->files, g->n);
	f->path = path_join(a, root, path);
	f->there = !lstat(f->path, &f->st);
}

struct prepare_guard *prepare_guard(struct arena *a, const struct snapshot *s)
{
	struct prepare_guard *g = arena_alloc(a, sizeof(*g));
	const char *root = s->repo.root;
	size_t i;

	memset(g, 0, sizeof(*g));
	for (i = 0; i < s->nmodules; i++) {
		const char *dir = path_dir(a, s->modules[i].gomod);

		guard_add(a, g, root, s->modules[i].gomod);
		guard_add(a, g, root, path_join(a, dir, "go.sum"));
	}
	for (i = 0; i < s->nworkspaces; i++) {
		guard_add(a, g, root, s->workspaces[i].file);
		guard_add(a, g, root,
			  arena_printf(a, "%s.sum", s->workspaces[i].file));
	}
	return g;
}

/* Every write moves the ctime, which nobody can set. */
static bool is_same(const struct stat *x, const struct stat *y)
{
	return x->st_dev == y->st_dev && x->st_ino == y->st_ino &&
	       x->st_mode == y->st_mode && x->st_size == y->st_size &&
	       x->st_mtim.tv_sec == y->st_mtim.tv_sec &&
	       x->st_mtim.tv_nsec == y->st_mtim.tv_nsec &&
	       x->st_ctim.tv_sec == y->st_ctim.tv_sec &&
	       x->st_ctim.tv_nsec == y->st_ctim.tv_nsec;
}

const char *prepare_touched(const struct prepare_guard *g)
{
	struct stat st;
	size_t i;

	for (i = 0; i < g->n; i++) {
		bool there = !lstat(g->files[i].path, &st);

		if (there != g->files[i].there ||
		    (there && !is_same(&st, &g->files[i].st)))
			return g->files[i].path;
	}
	return NULL;
}
