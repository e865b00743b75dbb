#include "config.h"

#include "probe/goask.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/strbuf.h"
#include "host/proc.h"
#include "probe/redact.h"

#define DEADLINE_MS 5000
#define OUT_BYTES ((size_t)4 * 1024 * 1024)
/* The least that go runs in is one gigabyte. */
#define MEMORY_BYTES ((size_t)4 * 1024 * 1024 * 1024)
#define CPU_S 10

/*
 * Without CGO_*FLAGS, PKG_CONFIG and GOGCCFLAGS, for which go runs the C
 * compiler; without what the question itself sets; without GOMOD and
 * GOTELEMETRY*, which belong to a folder.  A release that does not know a
 * name answers "".
 */
static const char *const names[] = {
	"AR", "CC", "CGO_ENABLED", "CXX", "GCCGO", "GO111MODULE", "GO386",
	"GOAMD64", "GOARCH", "GOARM", "GOARM64", "GOAUTH", "GOBIN", "GOCACHE",
	"GOCACHEPROG", "GODEBUG", "GOEXE", "GOEXPERIMENT", "GOFIPS140",
	"GOFLAGS", "GOHOSTARCH", "GOHOSTOS", "GOINSECURE", "GOMIPS",
	"GOMIPS64", "GOMODCACHE", "GONOPROXY", "GONOSUMDB", "GOOS", "GOPATH",
	"GOPPC64", "GOPRIVATE", "GORISCV64", "GOROOT", "GOSUMDB", "GOTMPDIR",
	"GOTOOLDIR", "GOVERSION", "GOWASM"
};

/* What the question sets, over what the place has. */
static const char *const forced[][2] = {
	{ "GOENV", "off" }, { "GOTOOLCHAIN", "local" }, { "GOWORK", "off" },
	{ "GOPROXY", "off" }, { "GOVCS", "*:off" },
	/* No folder: telemetry has nowhere to be written to. */
	{ "XDG_CONFIG_HOME", "/dev/null" },
};

/* Else of the environment go gets nothing. */
static const char *const allowed[] = {
	"PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_CACHE_HOME", "LANG",
	"AR", "CC", "CXX", "FC", "GCCGO", NULL
};

struct goask {
	struct proc *proc;
	void (*fn)(void *payload, const struct cJSON *answers, int exit_code);
	void *payload;
};

const struct go_binary *goask_runnable(const struct place *p)
{
	const struct go_binary *go = NULL;
	size_t i;

	for (i = 0; i < p->ngos && !go; i++)
		if (!p->gos[i].not_runnable)
			go = &p->gos[i];
	if (!go || go->skipped || !go->resolved || go->resolved[0] != '/')
		return NULL;
	/* A script in front of go would decide by the folder it runs in. */
	return go->goroot ? go : NULL;
}

const struct go_binary *goask_binary(const struct place *p)
{
	const struct go_binary *go = goask_runnable(p);
	const struct setting *version;

	if (!go)
		return NULL;
	/* There another release answers than the one on PATH. */
	version = place_setting(p, "GOVERSION");
	if (version && !cstr_empty(version->value) &&
	    !cstr_empty(go->version) && strcmp(version->value, go->version))
		return NULL;
	return go;
}

static bool is_allowed(struct str name)
{
	size_t i;

	for (i = 0; allowed[i]; i++)
		if (str_is(name, allowed[i]))
			return true;
	return str_starts(name, "GO") || str_starts(name, "CGO_");
}

void goask_env(struct envset *out, const struct envset *real,
	       const struct place *p)
{
	size_t i;

	for (i = 0; i < real->n; i++) {
		struct str pair = str_from(real->v[i]);
		size_t at = str_find(pair, '=');

		/* To go an empty variable is none. */
		if (at + 1 < pair.len && is_allowed(str_sub(pair, 0, at)))
			envset_put_pair(out, pair);
	}
	for (i = 0; i < p->nsettings; i++)
		if (p->settings[i].layer == LAYER_GOENV &&
		    !cstr_empty(p->settings[i].value))
			envset_put(out, p->settings[i].name,
				   p->settings[i].value);
	for (i = 0; i < ARRAY_SIZE(forced); i++)
		envset_put(out, forced[i][0], forced[i][1]);
}

const char *goask_key(struct arena *a, const struct go_binary *go,
		      const struct envset *env)
{
	struct strbuf sb = STRBUF_INIT;
	const char *key;
	size_t i;

	strbuf_addf(&sb, "%s\n%s\n", go->resolved,
		    go->version ? go->version : "");
	for (i = 0; i < env->n; i++)
		/* The same variables in another order are rare; ask twice. */
		strbuf_addf(&sb, "%s\n", env->v[i]);
	key = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return key;
}

const char *const *goask_argv(struct arena *a, const struct go_binary *go)
{
	const char **argv = NULL;
	size_t i, n = 0;

	*ARENA_PUSH(a, argv, n) = arena_strdup(a, go->resolved);
	*ARENA_PUSH(a, argv, n) = "env";
	*ARENA_PUSH(a, argv, n) = "-json";
	for (i = 0; i < ARRAY_SIZE(names); i++)
		*ARENA_PUSH(a, argv, n) = names[i];
	*ARENA_PUSH(a, argv, n) = NULL;
	return argv;
}

/* Only the names that were asked for, and no secrets. */
static struct cJSON *clean(const struct cJSON *raw)
{
	struct cJSON *answers = json_object();
	struct arena a = ARENA_INIT;
	const char *value;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		value = json_str(raw, names[i]);
		if (value)
			json_put_str(answers, names[i],
				     redact_value(&a, names[i], value));
	}
	arena_release(&a);
	return answers;
}

static void on_exit_(void *payload, const struct proc_result *r)
{
	struct goask *g = payload;
	struct cJSON *raw = NULL, *answers = NULL;

	if (!r->exit_code && !r->timed_out && !r->cut)
		raw = json_parse(r->out, NULL);
	if (json_is_object(raw))
		answers = clean(raw);
	g->fn(g->payload, answers, r->exit_code);
	json_free(answers);
	json_free(raw);
	free(g);
}

struct goask *goask_start(struct loop *l, const struct go_binary *go,
			  struct envset *env, const char *cwd,
			  void (*fn)(void *payload,
				     const struct cJSON *answers,
				     int exit_code),
			  void *payload, struct error *err)
{
	struct goask *g = xcalloc(1, sizeof(*g));
	struct arena a = ARENA_INIT;
	struct proc_spec spec;

	g->fn = fn;
	g->payload = payload;
	memset(&spec, 0, sizeof(spec));
	spec.argv = goask_argv(&a, go);
	spec.env = envset_list(env);
	spec.cwd = cwd;
	spec.deadline_ms = DEADLINE_MS;
	spec.max_out_bytes = OUT_BYTES;
	spec.max_memory_bytes = MEMORY_BYTES;
	spec.max_cpu_s = CPU_S;
	spec.on_exit = on_exit_;
	spec.payload = g;
	g->proc = proc_start(l, &spec, err);
	arena_release(&a);
	if (!g->proc) {
		free(g);
		return NULL;
	}
	return g;
}

void goask_abandon(struct goask *g)
{
	if (!g)
		return;
	proc_abandon(g->proc);
	free(g);
}
