/* env-value-invalid: a setting that makes go commands stop. */
#include "config.h"

#include "checks/env.h"

#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "facts/goenv.h"
#include "facts/goenvwrite.h"
#include "fmt/gover.h"

/* Each rule gives go's words about a value, or NULL where go takes it. */
static const char *go111module_problem(struct arena *a, const struct place *p,
				       const char *v)
{
	(void)p;
	if (cstr_eq(v, "on") || cstr_eq(v, "off") || cstr_eq(v, "auto"))
		return NULL;
	return arena_printf(a, "go: unknown environment setting "
			    "GO111MODULE=%s", v);
}

/* The words of GOFLAGS, as the release splits them. */
static void split_flags(struct arena *a, const struct place *p, const char *v,
			const char ***words, size_t *n, const char **problem)
{
	struct str rest = str_from(v), word;

	*words = NULL;
	*n = 0;
	*problem = NULL;
	if (!env_before(p, GO_1_21)) {
		(void)goenv_split(a, v, words, n, problem);
		return;
	}
	while (str_word(&rest, &word))
		*ARENA_PUSH(a, *words, *n) =
			arena_strndup(a, word.p, word.len);
}

static const char *goflags_problem(struct arena *a, const struct place *p,
				   const char *v)
{
	const char **words, *problem;
	size_t n, i;

	/* Which flags a release knows has been looked at already. */
	if (cstr_starts(p->broken, "go: parsing $GOFLAGS"))
		return p->broken;
	split_flags(a, p, v, &words, &n, &problem);
	if (problem)
		return arena_printf(a, "go: parsing $GOFLAGS: %s", problem);
	for (i = 0; i < n; i++) {
		const char *f = words[i];

		if (f[0] != '-' || !f[1])
			return arena_printf(a, "go: parsing $GOFLAGS: "
					    "non-flag %s", goenv_quote(a, f));
		f += f[1] == '-' ? 2 : 1;
		if (!cstr_starts(f, "mod=") || !f[4] ||
		    cstr_eq(f + 4, "mod") || cstr_eq(f + 4, "readonly") ||
		    cstr_eq(f + 4, "vendor"))
			continue;
		return arena_printf(a, "-mod=%s not supported (can be '', "
				    "'mod', 'readonly', or 'vendor')", f + 4);
	}
	for (i = 0; i < n; i++) {
		const char *f = words[i] + (words[i][1] == '-' ? 2 : 1);

		if (cstr_starts(f, "modfile=") && f[8] &&
		    !cstr_ends(f, ".mod") &&
		    !cstr_eq(place_value(p, "GO111MODULE"), "off"))
			return arena_printf(a, "go: -%s: file does not have "
					    ".mod extension", f);
	}
	return NULL;
}

/*
 * -w and -u are flags of go env alone, so a build does not mind; but then
 * each "go env NAME" writes, or takes the value away (measured on 1.18 to
 * 1.26).  -w comes of -ldflags=-s -w without its quotes.
 */
static const char *goflags_env_problem(struct arena *a, const struct place *p,
				       const char *v)
{
	const char **words, *problem;
	size_t n, i;

	if (goflags_problem(a, p, v))
		return NULL;
	split_flags(a, p, v, &words, &n, &problem);
	for (i = 0; i < n; i++) {
		const char *f = words[i] + (words[i][1] == '-' ? 2 : 1);

		if (cstr_eq(f, "w"))
			return "go: arguments must be KEY=VALUE: invalid "
			       "argument: GOFLAGS";
		if (cstr_eq(f, "u"))
			return "";
	}
	return NULL;
}

static const char *gotoolchain_problem(struct arena *a, const struct place *p,
				       const char *v)
{
	struct str name = str_from(v), vers;
	const char *plus = strchr(v, '+');

	/* Earlier releases do not know it. */
	if (env_before(p, GO_1_21) || cstr_eq(v, "auto") ||
	    cstr_eq(v, "path"))
		return NULL;
	if (plus)
		name.len = (size_t)(plus - v);
	if (!str_is(name, "local")) {
		vers = gover_of_toolchain(name);
		if (!vers.len)
			return arena_printf(a, plus
				? "go: invalid GOTOOLCHAIN \"%s\": invalid "
				  "minimum toolchain \"%.*s\""
				: "go: invalid GOTOOLCHAIN \"%s\"",
				v, STR_FMT(name));
		if (gover_is_lang(vers))
			return arena_printf(a, "go: invalid toolchain: %.*s "
				"is a language version but not a toolchain "
				"version (%.*s.x)", STR_FMT(name),
				STR_FMT(name));
	}
	if (plus && !cstr_eq(plus, "+auto") && !cstr_eq(plus, "+path"))
		return arena_printf(a, "go: invalid GOTOOLCHAIN \"%s\": only "
				    "version suffixes are +auto and +path", v);
	return NULL;
}

/* One URL of GOPROXY, as modfetch reads it (proxyList, newProxyRepo). */
static const char *proxy_problem(struct arena *a, struct str url)
{
	const char *u = arena_strndup(a, url.p, url.len);
	const char *colon = strstr(u, ":/"), *host;
	struct str scheme;

	if (!strpbrk(u, ".:/") || path_is_abs(u))
		return arena_printf(a, "invalid proxy URL missing scheme: %s",
				    u);
	if (!colon)
		u = arena_printf(a, "https://%s", u);
	scheme.p = u;
	scheme.len = strcspn(u, ":");
	if (str_is(scheme, "file"))
		return cstr_starts(u, "file:///") ? NULL :
			arena_printf(a, "invalid file:// proxy URL with "
				     "non-path elements: %s", u);
	if (strncasecmp(u, "https:", 6) && strncasecmp(u, "http:", 5))
		return arena_printf(a, "invalid proxy URL scheme (must be "
				    "https, http, file): %s", u);
	host = strstr(u, "://");
	if (host && strcspn(host + 3, " \t") < strcspn(host + 3, "/"))
		return arena_printf(a, "parse \"%s\": invalid character \" \" "
				    "in host name", u);
	return NULL;
}

static const char *goproxy_problem(struct arena *a, const struct place *p,
				   const char *v)
{
	bool any = false;

	(void)p;
	while (*v) {
		size_t len = strcspn(v, ",|");
		struct str url = { v, len };
		const char *bad;

		v += len + (v[len] != '\0');
		url = str_trim(url);
		if (!url.len)
			continue;
		any = true;
		/* What stands behind these two is never looked at. */
		if (str_is(url, "off") || str_is(url, "direct"))
			return NULL;
		bad = proxy_problem(a, url);
		if (bad)
			return bad;
	}
	return any ? NULL : "GOPROXY list is not the empty string, but "
			    "contains no entries";
}

/* note.NewVerifier: NAME+8 hex digits+base64. */
static bool is_verifier(struct str key)
{
	static const char hex[] = "0123456789abcdefABCDEF";
	struct str rest = key, name, hash;
	size_t i;

	if (!str_cut(&rest, '+', &name) || !rest.p ||
	    !str_cut(&rest, '+', &hash) || !rest.p)
		return false;
	for (i = 0; i < hash.len; i++)
		if (!strchr(hex, hash.p[i]))
			return false;
	return name.len && hash.len == 8 && rest.len;
}

static const char *gosumdb_problem(struct arena *a, const struct place *p,
				   const char *v)
{
	struct str rest = str_from(v), word, first = STR_NONE;
	size_t n = 0;

	(void)a;
	(void)p;
	while (str_word(&rest, &word))
		if (!n++)
			first = word;
	if (!n)
		return "missing GOSUMDB";
	if (cstr_eq(v, "off"))
		return NULL;
	if (n > 2)
		return "invalid GOSUMDB: too many fields";
	if (str_is(first, "sum.golang.org") ||
	    str_is(first, "sum.golang.google.cn") || is_verifier(first))
		return NULL;
	return "invalid GOSUMDB: malformed verifier id";
}

static const char *gowork_problem(struct arena *a, const struct place *p,
				  const char *v)
{
	(void)a;
	if (path_is_abs(v) || cstr_eq(v, "off") || cstr_eq(v, "auto"))
		return NULL;
	return env_before(p, GO_1_21)
		? "the path provided to GOWORK must be an absolute path"
		: "go: invalid GOWORK: not an absolute path";
}

/* It is a good name, but nothing here answers to it. */
static const char *gotoolchain_not_here(struct arena *a, const struct place *p,
					const char *v)
{
	const struct place_module *pm = place_module_of(p, "");

	if (!pm || pm->how != TOOLCHAIN_REFUSED || !cstr_empty(pm->wants) ||
	    gotoolchain_problem(a, p, v))
		return NULL;
	return pm->message;
}

/* Another release than the one on PATH may build some module. */
static bool switches(const struct place *p)
{
	size_t i;

	for (i = 0; i < p->nmodules; i++)
		if (p->modules[i].how == TOOLCHAIN_MODCACHE ||
		    p->modules[i].how == TOOLCHAIN_PATH ||
		    p->modules[i].how == TOOLCHAIN_DOWNLOAD)
			return true;
	return false;
}

static const char *port_problem(struct arena *a, const struct place *p,
				bool *known_os)
{
	const char *os = place_value(p, "GOOS");
	const char *arch = place_value(p, "GOARCH");
	const char *version = env_version(a, p);
	enum gorelease own = GORELEASE_NEWEST;
	bool other = switches(p), known;
	int r;

	if (version && !gorelease_find(version, &own))
		own = GORELEASE_NEWEST;
	*known_os = false;
	for (r = other ? 0 : (int)own; r < (other ? GORELEASE_N : (int)own + 1);
	     r++) {
		if (goenvwrite_port((enum gorelease)r, os, arch, &known))
			return NULL;
		*known_os = *known_os || known;
	}
	return arena_printf(a, "go: unsupported GOOS/GOARCH pair %s/%s", os,
			    arch);
}

/* Of a pair that does not go together the one is named that was set. */
static bool blame_goos(const struct place *p, bool known_os)
{
	const struct setting *arch = place_setting(p, "GOARCH");

	return !known_os || !arch || arch->layer < LAYER_GOENV;
}

static const char *goos_problem(struct arena *a, const struct place *p,
				const char *v)
{
	bool known_os;
	const char *bad = port_problem(a, p, &known_os);

	(void)v;
	return blame_goos(p, known_os) ? bad : NULL;
}

static const char *goarch_problem(struct arena *a, const struct place *p,
				  const char *v)
{
	bool known_os;
	const char *bad = port_problem(a, p, &known_os);

	(void)v;
	return blame_goos(p, known_os) ? NULL : bad;
}

static const char *gocache_problem(struct arena *a, const struct place *p,
				   const char *v)
{
	(void)a;
	(void)p;
	if (cstr_eq(v, "off"))
		return "build cache is disabled by GOCACHE=off, but required "
		       "as of Go 1.12";
	return path_is_abs(v) ? NULL :
		"build cache is required, but could not be located: GOCACHE "
		"is not an absolute path";
}

/* What internal/buildcfg says at start was worked out with the settings. */
static const char *goexperiment_problem(struct arena *a, const struct place *p,
					const char *v)
{
	(void)a;
	(void)v;
	return cstr_starts(p->broken, "go: unknown GOEXPERIMENT ") ? p->broken
								   : NULL;
}

static const char *gofips140_problem(struct arena *a, const struct place *p,
				     const char *v)
{
	(void)a;
	(void)v;
	return cstr_starts(p->broken, "go: invalid GOFIPS140") ? p->broken
							       : NULL;
}

struct rule {
	const char *name;
	/* ERROR: (nearly) every command stops; WARNING: only a fetch. */
	enum severity severity;
	const char *(*problem)(struct arena *a, const struct place *p,
			       const char *value);
	const char *good;
	const char *title, *outcome, *why;	/* N_() */
};

#define REFUSED N_("{0}={1} is no value that go takes")
#define STOPS N_("go commands stop: \"{2}\"")
#define BUILDS_STOP N_("every build stops: \"{2}\"")
#define PAIRS N_( \
	"GOOS and GOARCH name the system that is built for; only certain " \
	"pairs exist, in small letters (\"go tool dist list\" shows them, and " \
	"they differ a little between releases). go list and go env go on, " \
	"go build, test, run, vet and install stop.")
#define FETCH_STOPS N_("whatever must be fetched stops: \"{2}\"")

static const struct rule rules[] = {
	{ "GO111MODULE", SEVERITY_ERROR, go111module_problem, "on",
	  REFUSED, STOPS,
	  N_("go knows on, off and auto, in small letters, and nothing else, "
	     "in every release; unset is on since 1.16.") },
	{ "GOFLAGS", SEVERITY_ERROR, goflags_problem, "-mod=readonly",
	  REFUSED, STOPS,
	  N_("GOFLAGS is a list of flags with their values (-name=value) "
	     "divided by blanks, and each must be known to some go command. "
	     "Since 1.21 a flag whose value holds blanks may stand in quotes "
	     "of its own: GOFLAGS=\"'-ldflags=-s -w'\".") },
	{ "GOFLAGS", SEVERITY_WARNING, goflags_env_problem, "-mod=readonly",
	  N_("{0}={1} holds a flag that only go env has"),
	  N_("builds go on, but each \"go env NAME\" takes the flag for its "
	     "own: with -u it takes the value out of the go env file, with "
	     "-w it stops"),
	  N_("A flag in GOFLAGS goes to every command that knows it; -w and "
	     "-u are known to go env only. Mostly -w was meant for the "
	     "linker: a flag with a blank in its value must stand in quotes "
	     "of its own, GOFLAGS=\"'-ldflags=-s -w'\", which go takes since "
	     "1.21.") },
	{ "GOPROXY", SEVERITY_WARNING, goproxy_problem, NULL,
	  REFUSED, FETCH_STOPS,
	  N_("GOPROXY is a list of URLs (https, http, file), off or direct, "
	     "divided by commas (next one after 404 or 410) or bars (after "
	     "any error). It is read when something must be fetched, so a "
	     "build with all modules at hand goes on.") },
	{ "GOSUMDB", SEVERITY_WARNING, gosumdb_problem, NULL,
	  REFUSED, FETCH_STOPS,
	  N_("GOSUMDB is a known name (sum.golang.org, sum.golang.google.cn) "
	     "or a verifier key, then perhaps a URL. It is read when a module "
	     "that go.sum does not know is fetched, so a build with all "
	     "modules at hand goes on.") },
	{ "GOTOOLCHAIN", SEVERITY_ERROR, gotoolchain_problem, "local",
	  REFUSED, STOPS,
	  N_("Since 1.21 GOTOOLCHAIN is local, auto, path, or a release as "
	     "go1.24.4, the last and local perhaps with +auto or +path. A "
	     "language version (go1.24) is no release. Go up to 1.20 does not "
	     "know it.") },
	{ "GOTOOLCHAIN", SEVERITY_ERROR, gotoolchain_not_here, "local",
	  N_("{0}={1} names a Go release that is not to be had here"), STOPS,
	  N_("A GOTOOLCHAIN that names a release has go run that one for every "
	     "command, whatever go.mod asks for: a program of that name on "
	     "PATH, the module cache, or a download by GOPROXY. Where all of "
	     "these fail no command runs.") },
	{ "GOOS", SEVERITY_ERROR, goos_problem, NULL,
	  REFUSED, BUILDS_STOP, PAIRS },
	{ "GOARCH", SEVERITY_ERROR, goarch_problem, NULL,
	  REFUSED, BUILDS_STOP, PAIRS },
	{ "GOCACHE", SEVERITY_ERROR, gocache_problem, NULL,
	  REFUSED, BUILDS_STOP,
	  N_("go keeps what it compiled in GOCACHE, and since 1.12 cannot do "
	     "without: the value is an absolute path. Neither off nor a "
	     "relative path is one, and no shell puts the home folder for "
	     "a ~ that stands in quotes or in the go env file.") },
	{ "GOEXPERIMENT", SEVERITY_ERROR, goexperiment_problem, "none",
	  REFUSED, STOPS,
	  N_("GOEXPERIMENT is a list of experiments of the release that runs, "
	     "divided by commas; each release knows its own, and what was an "
	     "experiment in one is often none in the next. go refuses a name "
	     "that it does not know before it does anything else.") },
	{ "GOFIPS140", SEVERITY_ERROR, gofips140_problem, "off",
	  REFUSED, STOPS,
	  N_("Since 1.24 GOFIPS140 is off, latest, inprocess, certified, or a "
	     "version of the FIPS module as v1.0.0; which versions there are, "
	     "the release says (GOROOT/lib/fips140). Earlier releases do not "
	     "know it.") },
	{ "GOWORK", SEVERITY_ERROR, gowork_problem, NULL,
	  REFUSED, STOPS,
	  N_("GOWORK is off, empty, or the absolute path of a go.work; go "
	     "looks for one in the parent folders by itself.") },
};

const char *env_value_problem(struct arena *a, const struct place *p,
			      const char *name, const char *value)
{
	/* What go says now is about the value of now. */
	struct place other = *p;
	const char *bad = NULL;
	size_t i;

	other.broken = NULL;
	for (i = 0; i < ARRAY_SIZE(rules) && !bad; i++)
		if (cstr_eq(rules[i].name, name) &&
		    rules[i].problem != goos_problem &&
		    rules[i].problem != goarch_problem &&
		    rules[i].problem != gotoolchain_not_here)
			bad = rules[i].problem(a, &other, value);
	return bad && !*bad ? value : bad;
}

/*
 * As it was set: of a GOCACHE that is no absolute path go env says off, and
 * only the note still has the value.
 */
static const struct setting *as_set(struct arena *a, const struct place *p,
				    const char *name)
{
	const struct setting *set = place_setting(p, name);
	struct setting *own;

	if (!set || !cstr_eq(name, "GOCACHE") || !set->note.nargs ||
	    set->known == KNOWN_UNKNOWN)
		return set;
	own = ARENA_NEW(a, struct setting);
	*own = *set;
	own->value = set->note.args[0];
	return own;
}

/* cache-not-writable looks at the folders of a machine, and tells it there. */
static bool is_told_there(const struct place *p, const char *name)
{
	const struct machine_folder *d = cstr_eq(name, "GOCACHE")
		? machine_folder(p->machine, FOLDER_GOCACHE) : NULL;

	return d && d->known != KNOWN_UNKNOWN;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct setting *set,
		    const struct rule *r, const char *said)
{
	struct arena *a = run->arena;

	f->title = MSG(a, r->title, set->name, set->value);
	env_evidence(run, f, set);
	(void)finding_step(run, f, MSG(a, N_("What is {0}?"), set->name),
			   ANSWER_NONE, false, set->value,
			   env_origin(a, set));
	(void)finding_step(run, f, MSG(a, N_("Does go accept that?")),
			   ANSWER_NO, true, *said ? said : NULL,
			   env_version(a, p));
	f->outcome = MSG(a, r->outcome, set->name, set->value, said);
	f->why = MSG(a, r->why);
	f->probe = cstr_eq(r->outcome, BUILDS_STOP) ? "go build ./..." :
		 r->severity == SEVERITY_ERROR ? "go list -m" : arena_printf(a, "go env %s", set->name);
	env_command_unset(run, f, p, set, r->good);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (!env_known(p) || !env_go(p))
			continue;
		any = true;
		for (k = 0; k < sizeof(rules) / sizeof(rules[0]); k++) {
			const struct rule *r = &rules[k];
			const struct setting *set =
				as_set(run->arena, p, r->name);
			const char *said;
			struct finding *f;
			bool by_file, is_new;

			if (!set || set->layer < LAYER_GOROOT ||
			    cstr_empty(set->value) ||
			    is_told_there(p, r->name))
				continue;
			said = r->problem(run->arena, p, set->value);
			if (!said)
				continue;
			by_file = p->job || set->layer == LAYER_RECORDED ||
				  (!layer_is_environment(set->layer) &&
				   place_is_here(p));
			f = finding_add(run, r->severity, NULL,
					by_file ? set->file : NULL,
					by_file ? set->line : 0,
					arena_printf(run->arena, "%s=%s",
						     r->name, set->value),
					&is_new);
			finding_place_add(run, f, p, r->severity,
					  set->known);
			if (is_new)
				explain(run, f, p, set, r, said);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_env_value_invalid = {
	.id = "env-value-invalid",
	.worst = SEVERITY_ERROR,
	.title = N_("a setting that go refuses"),
	.about = N_("GO111MODULE, GOARCH, GOCACHE, GOEXPERIMENT, "
		    "GOFIPS140, GOFLAGS, GOOS, GOPROXY, GOSUMDB, GOTOOLCHAIN or GOWORK holds a "
		    "value that go does not take. Example: "
		    "GO111MODULE=ON in the go env file, and even \"go env\" "
		    "says \"unknown environment setting GO111MODULE=ON\"."),
	.needs = NEEDS_PLACES,
	.elsewhere = true,
	.jobs = true,
	.run = run,
};
