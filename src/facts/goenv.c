#include "config.h"

#include "facts/goenv.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "fmt/gochar.h"

/* Who says the strongest non-empty word on a name. */
struct source {
	enum layer layer;
	const char *value, *file;
	int line;
	bool empty;	/* the layer says it, with nothing in it */
};

struct work {
	struct arena *a;
	const struct goenv_input *in;
	enum gorelease release;
	struct setting *rows;
	size_t nrows;
	const char *goos, *goarch, *gopath, *goroot;
};

enum gorelease goenv_release(const char *version)
{
	enum gorelease r;

	(void)gorelease_find(version, &r);
	return r;
}

static const char *process_value(const struct goenv_input *in,
				 const char *name)
{
	size_t i, n = strlen(name);

	for (i = 0; i < in->nenv; i++)
		if (!strncmp(in->env[i], name, n) && in->env[i][n] == '=')
			return in->env[i] + n + 1;
	return NULL;
}

const char *goenv_getenv(const struct goenv_input *in, const char *name)
{
	const char *v = process_value(in, name);

	return cstr_empty(v) ? NULL : v;
}

/* The two files; go.env speaks only where the go env file is silent. */
static struct source file_source(const struct goenv_input *in,
				 const char *name)
{
	const struct goenvfile_entry *e = goenvfile_last(in->user, name);
	struct source s = { LAYER_DEFAULT, "", NULL, 0, false };

	if (e) {
		s.layer = LAYER_GOENV;
		s.file = in->user_path;
	} else {
		e = goenvfile_first(in->goroot_env, name);
		if (!e)
			return s;
		s.layer = LAYER_GOROOT;
		s.file = in->goroot_env_path;
	}
	s.value = e->value;
	s.line = e->line;
	s.empty = !*e->value;
	return s;
}

static struct source source_of(const struct goenv_input *in, const char *name)
{
	struct source s = { LAYER_PROCESS, goenv_getenv(in, name), NULL, 0,
			    false };

	return s.value ? s : file_source(in, name);
}

const char *goenv_value(const struct goenv_input *in, const char *name)
{
	return source_of(in, name).value;
}

/* os.UserConfigDir and os.UserCacheDir; NULL where they fail. */
static const char *user_dir(struct arena *a, const struct goenv_input *in,
			    const char *xdg, const char *below_home)
{
	const char *dir = goenv_getenv(in, xdg);

	if (dir) {
		if (goenv_release(in->version) >= GO_1_24 &&
		    !path_is_abs(dir))
			return NULL;
		return dir;
	}
	dir = goenv_getenv(in, "HOME");
	return dir ? arena_printf(a, "%s/%s", dir, below_home) : NULL;
}

static const char *config_dir(struct arena *a, const struct goenv_input *in)
{
	return user_dir(a, in, "XDG_CONFIG_HOME", ".config");
}

const char *goenv_user_file(struct arena *a, const struct goenv_input *in)
{
	const char *file = goenv_getenv(in, "GOENV");
	const char *dir;

	if (file)
		return cstr_eq(file, "off") ? NULL : file;
	dir = config_dir(a, in);
	return dir ? path_join(a, dir, "go/env") : NULL;
}

const char *goenv_telemetry_mode_file(struct arena *a,
				      const struct goenv_input *in)
{
	const char *dir = config_dir(a, in);

	return dir ? path_join(a, dir, "go/telemetry/mode") : NULL;
}

const char *goenv_goroot_of_go_env(struct arena *a,
				   const struct goenv_input *in)
{
	const struct goenvfile_entry *e = goenvfile_last(in->user, "GOROOT");
	const char *v = e && *e->value ? e->value :
			goenv_getenv(in, "GOROOT");

	if (goenv_release(in->version) < GO_1_21)
		return NULL;
	return v ? path_clean(a, v) : in->own_goroot;
}

const char *goenv_goroot(struct arena *a, const struct goenv_input *in)
{
	const char *v = goenv_getenv(in, "GOROOT");
	const struct goenvfile_entry *e = goenvfile_last(in->user, "GOROOT");

	/* From 1.21 on the variable is taken as it stands. */
	if (v)
		return goenv_release(in->version) < GO_1_21 ?
			path_clean(a, v) : v;
	if (e && *e->value)
		return path_clean(a, e->value);
	return in->own_goroot ? in->own_goroot : "";
}

bool goenv_split(struct arena *a, const char *value, const char ***words,
		 size_t *n, const char **problem)
{
	const char *s = value, *start;
	const char **w = NULL;
	char quote;

	*n = 0;
	*problem = NULL;
	while (*s) {
		if (strchr(" \t\n\r", *s)) {
			s++;
			continue;
		}
		start = s;
		if (*s == '"' || *s == '\'') {
			quote = *s++;
			start = s;
			while (*s && *s != quote)
				s++;
			if (!*s) {
				*problem = arena_printf(a, "unterminated %c "
							"string", quote);
				*words = w;
				return false;
			}
			*ARENA_PUSH(a, w, *n) =
				arena_strndup(a, start, (size_t)(s - start));
			s++;
			continue;
		}
		while (*s && !strchr(" \t\n\r", *s))
			s++;
		*ARENA_PUSH(a, w, *n) =
			arena_strndup(a, start, (size_t)(s - start));
	}
	*words = w;
	return true;
}

/*
 * cmd/internal/quoted.Join, and a plain join where that gives up, or where
 * go knew no other (until 1.18).
 */
static const char *join_words(struct arena *a, const char **words, size_t n,
			      bool quoting)
{
	struct strbuf sb = STRBUF_INIT;
	const char *copy;
	size_t i, pass;

	for (pass = quoting ? 0 : 1; pass < 2; pass++) {
		strbuf_reset(&sb);
		for (i = 0; i < n; i++) {
			bool blank = words[i][strcspn(words[i], " \t\n\r")];
			bool one = strchr(words[i], '\'');
			bool two = strchr(words[i], '"');
			const char *q = "";

			if (one && two && !pass)
				break;
			if (!pass && (blank || one || two))
				q = one ? "\"" : "'";
			if (i)
				strbuf_addch(&sb, ' ');
			strbuf_addf(&sb, "%s%s%s", q, words[i], q);
		}
		if (i == n)
			break;
	}
	copy = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return copy;
}

const char *goenv_quote(struct arena *a, const char *s)
{
	return gochar_quoted(a, str_from(s), GORELEASE_NEWEST);
}

/* A row; what the deciding layer hides is kept with it. */
static struct setting *add(struct work *w, const char *name,
			   const char *value, const struct source *s)
{
	struct setting *row = ARENA_PUSH(w->a, w->rows, w->nrows);
	const struct goenv_input *in = w->in;
	const struct goenvfile_entry *e;
	struct setting_source *h;
	const char *process = process_value(in, name);

	row->name = name;
	row->value = value;
	row->known = KNOWN_DERIVED;
	if (!s)
		return row;
	row->layer = s->layer;
	row->file = s->file;
	row->line = s->line;
	if (process && !*process)
		row->note = MSG(w->a, N_("The variable is set to nothing, "
					 "which counts as unset."));
	e = goenvfile_last(in->user, name);
	if (e && *e->value && s->layer > LAYER_GOENV) {
		h = ARENA_PUSH(w->a, row->hidden, row->nhidden);
		h->layer = LAYER_GOENV;
		h->value = e->value;
		h->file = in->user_path;
		h->line = e->line;
	}
	e = w->release >= GO_1_21 ? goenvfile_first(in->goroot_env, name) :
				    NULL;
	if (e && *e->value && s->layer > LAYER_GOROOT) {
		h = ARENA_PUSH(w->a, row->hidden, row->nhidden);
		h->layer = LAYER_GOROOT;
		h->value = e->value;
		h->file = in->goroot_env_path;
		h->line = e->line;
	}
	return row;
}

/* envOr: the strongest word, else the default. */
static struct setting *env_or(struct work *w, const char *name,
			      const char *def)
{
	struct source s = source_of(w->in, name);

	if (!*s.value) {
		if (!s.empty || !*def) {
			s.value = def;
			if (!s.empty)
				s.layer = LAYER_DEFAULT;
			return add(w, name, def, &s);
		}
		s.layer = LAYER_DEFAULT;
		s.file = NULL;
		s.line = 0;
		s.value = def;
	}
	return add(w, name, s.value, &s);
}

/* A variable that only the environment can set. */
static void process_only(struct work *w, const char *name, const char *def)
{
	struct source s = { LAYER_PROCESS, goenv_getenv(w->in, name), NULL, 0,
			    false };

	if (!s.value) {
		s.value = def;
		s.layer = LAYER_DEFAULT;
	}
	(void)add(w, name, s.value, &s);
}

static void unknown(struct work *w, const char *name)
{
	add(w, name, "", NULL)->known = KNOWN_UNKNOWN;
}

/* What the go.env of an unchanged release says; before 1.21 built in. */
static void from_go_env(struct work *w, const char *name, const char *usual)
{
	struct setting *row;

	if (w->release < GO_1_21) {
		(void)env_or(w, name, usual);
		return;
	}
	if (w->in->version) {
		(void)env_or(w, name, "");
		return;
	}
	row = env_or(w, name, usual);
	if (row->layer == LAYER_DEFAULT)
		row->note = MSG(w->a, N_("There is no go to ask; this is "
					 "what an unchanged release uses."));
}

static const char *default_gopath(struct work *w)
{
	const char *home = goenv_getenv(w->in, "HOME");
	const char *root = goenv_getenv(w->in, "GOROOT");
	const char *dir;

	if (!home)
		return "";
	dir = path_join(w->a, home, "go");
	if (root && cstr_eq(dir, path_clean(w->a, root)))
		return "";
	return dir;
}

static const char *first_of_list(struct work *w, const char *list)
{
	return arena_strndup(w->a, list, strcspn(list, ":"));
}

static void gopath_rows(struct work *w)
{
	struct source s = source_of(w->in, "GOPATH");
	const char *first, *def;

	w->gopath = *s.value ? s.value : default_gopath(w);
	first = first_of_list(w, w->gopath);
	def = *first ? path_join(w->a, first, "pkg/mod") : "";
	(void)env_or(w, "GOMODCACHE", def);
	/* A GOPATH guessed from a relative HOME is dropped later. */
	if (!*s.value && *w->gopath && !path_is_abs(w->gopath))
		w->gopath = "";
	(void)env_or(w, "GOPATH", *s.value ? "" : w->gopath);
}

static void gocache_row(struct work *w)
{
	struct source s = source_of(w->in, "GOCACHE");
	const char *dir;
	struct setting *row;

	if (*s.value) {
		row = add(w, "GOCACHE", path_is_abs(s.value) ? s.value : "off",
			  &s);
		if (!path_is_abs(s.value) && !cstr_eq(s.value, "off"))
			row->note = MSG(w->a, N_("{0} is not an absolute "
						 "path, so go has no build "
						 "cache."), s.value);
		return;
	}
	dir = user_dir(w->a, w->in, "XDG_CACHE_HOME", ".cache");
	row = env_or(w, "GOCACHE", dir ? path_join(w->a, dir, "go-build") :
					 "off");
	if (!dir)
		row->note = MSG(w->a, N_("Neither HOME nor XDG_CACHE_HOME "
					 "leads to a folder, so go has no "
					 "build cache."));
}

/* The one variable that refines GOARCH. */
static void arch_row(struct work *w)
{
	static const struct {
		const char *arch, *name;
		enum gorelease since;
	} rows[] = {
		{ "386", "GO386", GO_1_18 },
		{ "amd64", "GOAMD64", GO_1_18 },
		{ "arm", "GOARM", GO_1_18 },
		{ "arm64", "GOARM64", GO_1_23 },
		{ "mips", "GOMIPS", GO_1_18 },
		{ "mipsle", "GOMIPS", GO_1_18 },
		{ "mips64", "GOMIPS64", GO_1_18 },
		{ "mips64le", "GOMIPS64", GO_1_18 },
		{ "ppc64", "GOPPC64", GO_1_18 },
		{ "ppc64le", "GOPPC64", GO_1_18 },
		{ "riscv64", "GORISCV64", GO_1_23 },
		{ "wasm", "GOWASM", GO_1_18 },
	};
	const char *name = NULL, *def = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (cstr_eq(rows[i].arch, w->goarch) &&
		    w->release >= rows[i].since)
			name = rows[i].name;
	if (!name)
		return;
	if (cstr_eq(name, "GO386"))
		def = "sse2";
	else if (cstr_eq(name, "GOAMD64"))
		def = "v1";
	else if (cstr_eq(name, "GOARM"))
		def = w->release <= GO_1_20 ? "5" :
		      w->release == GO_1_22 || w->release == GO_1_23 ?
			"7,hardfloat" : "7";
	else if (cstr_eq(name, "GOARM64"))
		def = "v8.0";
	else if (cstr_starts(name, "GOMIPS"))
		def = "hardfloat";
	else if (cstr_eq(name, "GOPPC64"))
		def = "power8";
	else if (cstr_eq(name, "GORISCV64"))
		def = "rva20u64";
	(void)env_or(w, name, def);
}

static const char *default_cc(const struct work *w, bool cxx)
{
	static const char *const clang[] = {
		"darwin", "ios", "freebsd", "openbsd"
	};
	size_t i;

	for (i = 0; w->release >= GO_1_21 && i < ARRAY_SIZE(clang); i++)
		if (cstr_eq(w->goos, clang[i]))
			return cxx ? "clang++" : "clang";
	return cxx ? "g++" : "gcc";
}

/* Hosts for which a release is built with cgo. */
static bool cgo_supported(const char *os, const char *arch)
{
	static const char *const linux_archs[] = {
		"386", "amd64", "arm", "arm64", "loong64", "mips", "mipsle",
		"mips64", "mips64le", "ppc64le", "riscv64", "s390x"
	};
	size_t i;

	if (!cstr_eq(os, "linux"))
		return true;
	for (i = 0; i < ARRAY_SIZE(linux_archs); i++)
		if (cstr_eq(arch, linux_archs[i]))
			return true;
	return false;
}

static const char *look_path(const struct work *w, const char *program,
			     bool *relative)
{
	*relative = false;
	return w->in->look_path ?
		w->in->look_path(w->in->payload, program, relative) : NULL;
}

static void cgo_row(struct work *w)
{
	struct source s = source_of(w->in, "CGO_ENABLED");
	struct source def = { LAYER_DEFAULT, "0", NULL, 0, false };
	const char *cc;
	struct setting *row;
	struct msg why = { 0 };
	bool relative;

	if (cstr_eq(s.value, "0") || cstr_eq(s.value, "1")) {
		(void)add(w, "CGO_ENABLED", s.value, &s);
		return;
	}
	cc = default_cc(w, false);
	if (!cstr_eq(w->goos, w->in->hostos) ||
	    !cstr_eq(w->goarch, w->in->hostarch)) {
		why = MSG(w->a, N_("Building for {0}/{1} on {2}/{3} turns "
				   "cgo off."), w->goos, w->goarch,
			  w->in->hostos, w->in->hostarch);
	} else if (!cgo_supported(w->goos, w->goarch)) {
		why = MSG(w->a, N_("Go has no cgo on {0}/{1}."), w->goos,
			  w->goarch);
	} else if (w->release >= GO_1_20 && !goenv_getenv(w->in, "CC") &&
		   (!look_path(w, cc, &relative) || relative)) {
		why = MSG(w->a, N_("No C compiler \"{0}\" is on PATH, so Go "
				   "1.20 and later turn cgo off."), cc);
	} else {
		def.value = "1";
	}
	row = add(w, "CGO_ENABLED", def.value, &def);
	if (msg_is_set(&why))
		row->note = why;
	if (*s.value)
		row->note = MSG(w->a, N_("Go ignores the value \"{0}\": only "
					 "0 and 1 count."), s.value);
}

/* CGO_CFLAGS and its like: split and joined again by go. */
static void words_row(struct work *w, const char *name, const char *def,
		      bool first_only)
{
	struct source s = source_of(w->in, name);
	struct setting *row;
	const char **words, *problem;
	size_t n;

	row = env_or(w, name, def);
	if (!goenv_split(w->a, *s.value ? s.value : def, &words, &n,
			 &problem)) {
		row->note = MSG(w->a, N_("go cannot read this value: {0}."),
				problem);
		return;
	}
	row->value = first_only ? n ? words[0] : "" :
				  join_words(w->a, words, n,
					     w->release >= GO_1_19);
}

static bool modules_on(const struct goenv_input *in)
{
	const char *mode = goenv_value(in, "GO111MODULE");

	if (!*mode || cstr_eq(mode, "on"))
		return true;
	return cstr_eq(mode, "auto") && in->gomod;
}

bool goenv_modules_enabled(const struct goenv_input *in)
{
	return modules_on(in);
}

static void module_rows(struct work *w)
{
	struct source s = source_of(w->in, "GOWORK");
	const struct goenv_input *in = w->in;
	const char *mode = goenv_value(in, "GO111MODULE");
	const char *gomod = in->gomod_in_temp_root ? NULL : in->gomod;

	if (cstr_eq(mode, "off"))
		gomod = "";
	else if (!gomod)
		gomod = cstr_eq(mode, "auto") ? "" : "/dev/null";
	(void)add(w, "GOMOD", gomod, NULL);
	if (!*s.value || cstr_eq(s.value, "auto")) {
		s.value = in->gowork ? in->gowork : "";
		s.layer = LAYER_DEFAULT;
		s.file = NULL;
		s.line = 0;
	}
	(void)add(w, "GOWORK", s.value, &s);
}

/* Without a tree around it: does go stop, or fall back on one it knows? */
static bool goroot_unknown(const struct goenv_input *in)
{
	return !in->version || in->knows_goroot ||
	       goenv_release(in->version) < GO_1_21;
}

static void goroot_rows(struct work *w)
{
	struct source s = source_of(w->in, "GOROOT");
	struct setting *row;

	/* go.env cannot say it. */
	if (!*s.value || s.layer == LAYER_GOROOT) {
		s.layer = LAYER_DEFAULT;
		s.file = NULL;
		s.line = 0;
	}
	row = add(w, "GOROOT", w->goroot, &s);
	if (!*w->goroot && goroot_unknown(w->in))
		row->known = KNOWN_UNKNOWN;
	row = add(w, "GOTOOLDIR", *w->goroot ?
		  path_join(w->a, w->goroot,
			    arena_printf(w->a, "pkg/tool/%s_%s",
					 w->in->hostos, w->in->hostarch)) :
		  "", NULL);
	if (!*w->goroot && goroot_unknown(w->in))
		row->known = KNOWN_UNKNOWN;
	if (w->in->version)
		(void)add(w, "GOVERSION", w->in->version, NULL);
	else
		unknown(w, "GOVERSION");
}

static void telemetry_rows(struct work *w)
{
	const char *dir = config_dir(w->a, w->in);
	struct str mode = str_trim(str_from(w->in->telemetry_mode));

	if (w->release < GO_1_23)
		return;
	(void)add(w, "GOTELEMETRYDIR", dir ?
		  path_join(w->a, dir, "go/telemetry") : "", NULL);
	if (!dir)
		(void)add(w, "GOTELEMETRY", "off", NULL);
	else if (!w->in->telemetry_mode)
		(void)add(w, "GOTELEMETRY", "local", NULL);
	else
		(void)add(w, "GOTELEMETRY",
			  arena_strndup(w->a, mode.p,
					str_find(mode, ' ')), NULL);
}

static void compiler_rows(struct work *w)
{
	const char *def = w->release < GO_1_20 ? "-g -O2" : "-O2 -g";
	struct source s = source_of(w->in, "GCCGO");
	const char *name = *s.value ? s.value : "gccgo";
	struct setting *row;
	const char *path;
	bool relative;

	path = look_path(w, name, &relative);
	row = env_or(w, "GCCGO", "gccgo");
	if (path && (!relative || w->release >= GO_1_19))
		row->value = path;
	(void)env_or(w, "AR", "ar");
	(void)env_or(w, "CC", default_cc(w, false));
	(void)env_or(w, "CXX", default_cc(w, true));
	cgo_row(w);
	words_row(w, "CGO_CFLAGS", def, false);
	words_row(w, "CGO_CPPFLAGS", "", false);
	words_row(w, "CGO_CXXFLAGS", def, false);
	words_row(w, "CGO_FFLAGS", def, false);
	words_row(w, "CGO_LDFLAGS", def, false);
	words_row(w, "PKG_CONFIG", "pkg-config", true);
	unknown(w, "GOGCCFLAGS");
}

static void follows_goprivate(struct work *w, const char *name)
{
	const char *private = goenv_value(w->in, "GOPRIVATE");
	struct setting *row = env_or(w, name, private);

	if (row->layer == LAYER_DEFAULT && *private)
		row->note = MSG(w->a, N_("It follows GOPRIVATE."));
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct setting *)a)->name,
		      ((const struct setting *)b)->name);
}

static bool one_of(const char *value, const char *const *list)
{
	for (; *list; list++)
		if (cstr_eq(value, *list))
			return true;
	return false;
}

/*
 * What nobody set, and a release, or its go.env, decides: of a go that hides
 * behind a script it is not known.
 */
static void forget_defaults(struct work *w)
{
	static const char *const names[] = {
		"CC", "CXX", "GOAUTH", "GOCACHEPROG", "GODEBUG",
		"GOFIPS140", "GOPROXY", "GOSUMDB", "GOTELEMETRY",
		"GOTELEMETRYDIR", "GOTOOLCHAIN", "GOTOOLDIR", NULL
	};
	size_t i;

	for (i = 0; i < w->nrows; i++) {
		struct setting *s = &w->rows[i];

		if (cstr_eq(s->name, "GOVERSION"))
			s->note = MSG(w->a, N_("The go on PATH is a script: "
					       "which release it starts, and "
					       "what that one sets, is not "
					       "known without running it."));
		if (s->layer != LAYER_DEFAULT || !one_of(s->name, names))
			continue;
		s->known = KNOWN_UNKNOWN;
		s->value = "";
	}
}

void goenv_settings(struct arena *a, const struct goenv_input *in,
		    struct setting **settings, size_t *n)
{
	struct work w = { .a = a, .in = in,
			  .release = goenv_release(in->version) };
	const char *file;

	w.goroot = goenv_goroot(a, in);
	w.goos = goenv_value(in, "GOOS");
	if (!*w.goos)
		w.goos = in->hostos;
	w.goarch = goenv_value(in, "GOARCH");
	if (!*w.goarch)
		w.goarch = in->hostarch;

	(void)env_or(&w, "GO111MODULE", "");
	(void)env_or(&w, "GOARCH", in->hostarch);
	if (w.release >= GO_1_24) {
		(void)env_or(&w, "GOAUTH", "netrc");
		(void)env_or(&w, "GOCACHEPROG", "");
		(void)env_or(&w, "GOFIPS140", "off");
	}
	(void)env_or(&w, "GOBIN", "");
	gocache_row(&w);
	if (w.release >= GO_1_23)
		process_only(&w, "GODEBUG", "");
	file = goenv_user_file(a, in);
	process_only(&w, "GOENV", file ? file : "");
	if (!file)
		w.rows[w.nrows - 1].value = "";
	(void)add(&w, "GOEXE", cstr_eq(w.goos, "windows") ? ".exe" : "",
		  NULL);
	(void)env_or(&w, "GOEXPERIMENT", "");
	(void)env_or(&w, "GOFLAGS", "");
	(void)add(&w, "GOHOSTARCH", in->hostarch, NULL);
	(void)add(&w, "GOHOSTOS", in->hostos, NULL);
	(void)env_or(&w, "GOINSECURE", "");
	gopath_rows(&w);
	follows_goprivate(&w, "GONOPROXY");
	follows_goprivate(&w, "GONOSUMDB");
	(void)env_or(&w, "GOOS", in->hostos);
	(void)env_or(&w, "GOPRIVATE", "");
	from_go_env(&w, "GOPROXY", "https://proxy.golang.org,direct");
	from_go_env(&w, "GOSUMDB", "sum.golang.org");
	if (w.release >= GO_1_21)
		from_go_env(&w, "GOTOOLCHAIN", "auto");
	(void)env_or(&w, "GOTMPDIR", "");
	(void)env_or(&w, "GOVCS", "");
	goroot_rows(&w);
	telemetry_rows(&w);
	module_rows(&w);
	arch_row(&w);
	compiler_rows(&w);
	if (in->hidden)
		forget_defaults(&w);
	qsort(w.rows, w.nrows, sizeof(*w.rows), by_name);
	*settings = w.rows;
	*n = w.nrows;
}

void goenv_module_settings(struct arena *a, const struct goenv_input *in,
			   struct setting **settings, size_t *n)
{
	struct work w = { .a = a, .in = in,
			  .release = goenv_release(in->version) };

	module_rows(&w);
	*settings = w.rows;
	*n = w.nrows;
}

/* A flag of some command, and the releases that know it. */
struct flag {
	const char *name;
	enum gorelease since;
};

static const struct flag flags[] = {
	{ "C", GO_1_20 }, { "a", GO_1_18 }, { "artifacts", GO_1_26 },
	{ "asan", GO_1_18 }, { "asmflags", GO_1_18 }, { "bench", GO_1_18 },
	{ "benchmem", GO_1_18 }, { "benchtime", GO_1_18 },
	{ "blockprofile", GO_1_18 }, { "blockprofilerate", GO_1_18 },
	{ "buildmode", GO_1_18 }, { "buildvcs", GO_1_18 }, { "c", GO_1_18 },
	{ "cache", GO_1_18 }, { "changed", GO_1_23 }, { "compat", GO_1_18 },
	{ "compiled", GO_1_18 }, { "compiler", GO_1_18 },
	{ "count", GO_1_18 }, { "cover", GO_1_18 }, { "covermode", GO_1_18 },
	{ "coverpkg", GO_1_18 }, { "coverprofile", GO_1_18 },
	{ "cpu", GO_1_18 }, { "cpuprofile", GO_1_18 }, { "d", GO_1_18 },
	{ "debug-actiongraph", GO_1_18 }, { "debug-runtime-trace", GO_1_20 },
	{ "debug-trace", GO_1_18 }, { "deps", GO_1_18 }, { "diff", GO_1_23 },
	{ "dropexclude", GO_1_18 }, { "dropgodebug", GO_1_23 },
	{ "dropignore", GO_1_25 }, { "dropreplace", GO_1_18 },
	{ "droprequire", GO_1_18 }, { "dropretract", GO_1_18 },
	{ "droptool", GO_1_24 }, { "dropuse", GO_1_18 }, { "e", GO_1_18 },
	{ "exclude", GO_1_18 }, { "exec", GO_1_18 }, { "export", GO_1_18 },
	{ "f", GO_1_18 }, { "failfast", GO_1_18 }, { "find", GO_1_18 },
	{ "fix", GO_1_18 }, { "fmt", GO_1_18 }, { "fullpath", GO_1_20 },
	{ "fuzz", GO_1_18 }, { "fuzzcache", GO_1_18 },
	{ "fuzzminimizetime", GO_1_18 }, { "fuzztime", GO_1_18 },
	{ "gccgoflags", GO_1_18 }, { "gcflags", GO_1_18 }, { "go", GO_1_18 },
	{ "godebug", GO_1_23 }, { "i", GO_1_18 }, { "ignore", GO_1_25 },
	{ "insecure", GO_1_18 }, { "installsuffix", GO_1_18 },
	{ "json", GO_1_18 }, { "ldflags", GO_1_18 },
	{ "linkshared", GO_1_18 }, { "list", GO_1_18 }, { "m", GO_1_18 },
	{ "memprofile", GO_1_18 }, { "memprofilerate", GO_1_18 },
	{ "mod", GO_1_18 }, { "modcache", GO_1_18 },
	{ "modcacherw", GO_1_18 }, { "modfile", GO_1_18 },
	{ "module", GO_1_18 }, { "msan", GO_1_18 },
	{ "mutexprofile", GO_1_18 }, { "mutexprofilefraction", GO_1_18 },
	{ "n", GO_1_18 }, { "o", GO_1_18 }, { "outputdir", GO_1_18 },
	{ "overlay", GO_1_18 }, { "p", GO_1_18 }, { "parallel", GO_1_18 },
	{ "pgo", GO_1_20 }, { "pkgdir", GO_1_18 }, { "print", GO_1_18 },
	{ "r", GO_1_18 }, { "race", GO_1_18 }, { "replace", GO_1_18 },
	{ "require", GO_1_18 }, { "retract", GO_1_18 },
	{ "retracted", GO_1_18 }, { "reuse", GO_1_19 }, { "run", GO_1_18 },
	{ "short", GO_1_18 }, { "shuffle", GO_1_18 }, { "skip", GO_1_20 },
	{ "t", GO_1_18 }, { "tags", GO_1_18 }, { "test", GO_1_18 },
	{ "testcache", GO_1_18 }, { "timeout", GO_1_18 },
	{ "tool", GO_1_24 }, { "toolchain", GO_1_21 },
	{ "toolexec", GO_1_18 }, { "trace", GO_1_18 },
	{ "trimpath", GO_1_18 }, { "u", GO_1_18 }, { "use", GO_1_18 },
	{ "v", GO_1_18 }, { "vendor", GO_1_18 }, { "versions", GO_1_18 },
	{ "vet", GO_1_18 }, { "vettool", GO_1_18 }, { "w", GO_1_18 },
	{ "work", GO_1_18 }, { "x", GO_1_18 },
};

static const char *goflags_problem(struct arena *a,
				   const struct goenv_input *in)
{
	enum gorelease release = goenv_release(in->version);
	const char *value = goenv_value(in, "GOFLAGS");
	const char **words = NULL, *problem = NULL, *f;
	struct str rest = str_from(value), word;
	size_t n = 0, i, k, len;

	if (release < GO_1_20) {
		while (str_word(&rest, &word))
			*ARENA_PUSH(a, words, n) =
				arena_strndup(a, word.p, word.len);
	} else if (!goenv_split(a, value, &words, &n, &problem)) {
		return arena_printf(a, "go: parsing $GOFLAGS: %s", problem);
	}
	for (i = 0; i < n; i++) {
		f = words[i];
		if (f[0] != '-' || !f[1] || f[1] == '=' ||
		    (f[1] == '-' && (!f[2] || f[2] == '-' || f[2] == '=')))
			return arena_printf(a, "go: parsing $GOFLAGS: "
					    "non-flag %s", goenv_quote(a, f));
		f += f[1] == '-' ? 2 : 1;
		len = strcspn(f, "=");
		for (k = 0; k < ARRAY_SIZE(flags); k++)
			if (strlen(flags[k].name) == len &&
			    !strncmp(flags[k].name, f, len) &&
			    release >= flags[k].since)
				break;
		/* A newer go may know more flags than this table. */
		if (k == ARRAY_SIZE(flags) &&
		    (!in->version || gorelease_is_known(in->version)))
			return arena_printf(a, "go: parsing $GOFLAGS: unknown "
					    "flag -%.*s", (int)len, f);
		if (release >= GO_1_21 && f[0] == 'C' && f[1] == '=')
			return arena_printf(a, "go: invalid value %s for flag "
					    "-C (from $GOFLAGS): -C flag must "
					    "be first flag on command line",
					    goenv_quote(a, f + 2));
	}
	return NULL;
}

static const struct {
	const char *name;
	enum gorelease since, until;
} experiments[] = {
	{ "aliastypeparams", GO_1_23, GO_1_25 },
	{ "allocheaders", GO_1_22, GO_1_22 },
	{ "arenas", GO_1_20, GO_1_26 },
	{ "boringcrypto", GO_1_19, GO_1_26 },
	{ "cacheprog", GO_1_21, GO_1_25 },
	{ "cgocheck2", GO_1_21, GO_1_26 },
	{ "coverageredesign", GO_1_20, GO_1_24 },
	{ "dwarf5", GO_1_25, GO_1_26 },
	{ "exectracer2", GO_1_22, GO_1_22 },
	{ "fieldtrack", GO_1_18, GO_1_26 },
	{ "goroutineleakprofile", GO_1_26, GO_1_26 },
	{ "greenteagc", GO_1_25, GO_1_26 },
	{ "heapminimum512kib", GO_1_18, GO_1_26 },
	{ "jsonv2", GO_1_25, GO_1_26 },
	{ "loopvar", GO_1_21, GO_1_26 },
	{ "newinliner", GO_1_22, GO_1_26 },
	{ "none", GO_1_18, GO_1_26 },
	{ "pacerredesign", GO_1_18, GO_1_18 },
	{ "pagetrace", GO_1_20, GO_1_22 },
	{ "preemptibleloops", GO_1_18, GO_1_26 },
	{ "randomizedheapbase64", GO_1_26, GO_1_26 },
	{ "range", GO_1_22, GO_1_22 },
	{ "rangefunc", GO_1_22, GO_1_25 },
	{ "regabi", GO_1_18, GO_1_26 },
	{ "regabiargs", GO_1_18, GO_1_26 },
	{ "regabireflect", GO_1_18, GO_1_18 },
	{ "regabiwrappers", GO_1_18, GO_1_26 },
	{ "runtimefreegc", GO_1_26, GO_1_26 },
	{ "runtimesecret", GO_1_26, GO_1_26 },
	{ "simd", GO_1_26, GO_1_26 },
	{ "sizespecializedmalloc", GO_1_26, GO_1_26 },
	{ "spinbitmutex", GO_1_24, GO_1_24 },
	{ "staticlockranking", GO_1_18, GO_1_26 },
	{ "swissmap", GO_1_24, GO_1_25 },
	{ "synchashtriemap", GO_1_24, GO_1_25 },
	{ "synctest", GO_1_24, GO_1_25 },
	{ "unified", GO_1_18, GO_1_20 },
};

static const char *experiment_problem(struct arena *a,
				      const struct goenv_input *in,
				      const char *value)
{
	enum gorelease release = goenv_release(in->version);
	struct str rest = str_from(value), f;
	size_t i;

	if (in->version && !gorelease_is_known(in->version))
		return NULL;
	while (str_cut(&rest, ',', &f)) {
		if (!f.len || str_is(f, "none"))
			continue;
		if (str_starts(f, "no"))
			f = str_sub(f, 2, f.len - 2);
		for (i = 0; i < ARRAY_SIZE(experiments); i++)
			if (str_is(f, experiments[i].name) &&
			    release >= experiments[i].since &&
			    release <= experiments[i].until)
				break;
		if (i == ARRAY_SIZE(experiments))
			return arena_printf(a, "go: unknown GOEXPERIMENT "
					    "%.*s", STR_FMT(f));
	}
	return NULL;
}

static bool digits(struct str *s)
{
	size_t i = 0;

	while (i < s->len && s->p[i] >= '0' && s->p[i] <= '9')
		i++;
	*s = str_sub(*s, i, s->len - i);
	return i > 0;
}

static bool prefix(struct str *s, const char *p)
{
	if (!str_starts(*s, p))
		return false;
	*s = str_sub(*s, strlen(p), s->len - strlen(p));
	return true;
}

static bool fips_ok(const char *v, enum gorelease release)
{
	static const char *const words[] = {
		"off", "latest", "inprocess", "certified", NULL
	};
	struct str s = str_from(v);

	if (one_of(v, words))
		return true;
	if (release < GO_1_26)
		return prefix(&s, "v") && digits(&s) && prefix(&s, ".") &&
		       digits(&s) && prefix(&s, ".") && digits(&s) && !s.len;
	if (!prefix(&s, "v1.") || !digits(&s) || !prefix(&s, ".") ||
	    !digits(&s))
		return false;
	if (!s.len)
		return true;
	if (prefix(&s, "-rc"))
		return digits(&s) && !s.len;
	return prefix(&s, "-") && s.len == 8;
}

static bool arm_ok(const char *value, enum gorelease release)
{
	static const char *const versions[] = { "5", "6", "7", NULL };
	struct arena a = ARENA_INIT;
	struct str s = str_from(value);
	bool ok;

	if (release >= GO_1_22) {
		if (str_ends(s, ",softfloat"))
			s.len -= strlen(",softfloat");
		if (str_ends(s, ",hardfloat"))
			s.len -= strlen(",hardfloat");
	}
	ok = one_of(arena_strndup(&a, s.p, s.len), versions);
	arena_release(&a);
	return ok;
}

static bool arm64_ok(const char *value)
{
	struct str s = str_from(value);

	while (str_ends(s, ",lse") || str_ends(s, ",crypto"))
		s.len -= str_ends(s, ",lse") ? strlen(",lse") :
					       strlen(",crypto");
	return s.len == 4 && s.p[0] == 'v' && s.p[2] == '.' &&
	       ((s.p[1] == '8' && s.p[3] >= '0' && s.p[3] <= '9') ||
		(s.p[1] == '9' && s.p[3] >= '0' && s.p[3] <= '5'));
}

static const char *wasm_problem(struct arena *a, const char *value)
{
	struct str rest = str_from(value), f;

	while (str_cut(&rest, ',', &f))
		if (f.len && !str_is(f, "satconv") && !str_is(f, "signext"))
			return arena_printf(a, "go: invalid GOWASM: no such "
					    "feature %s", goenv_quote(a,
					arena_strndup(a, f.p, f.len)));
	return NULL;
}

/*
 * internal/buildcfg looks at all of these at start, in this order, in the
 * environment alone; the last complaint is the one that is printed.  From
 * 1.23 on GOARM64 forgets the complaints before it.
 */
static const char *buildcfg_problem(struct arena *a,
				    const struct goenv_input *in)
{
	static const char *const amd64[] = { "v1", "v2", "v3", "v4", NULL };
	static const char *const mips[] = { "hardfloat", "softfloat", NULL };
	static const char *const ppc[] = { "power8", "power9", NULL };
	static const char *const riscv[] = { "rva20u64", "rva22u64", NULL };
	enum gorelease release = goenv_release(in->version);
	const char *v, *bad = NULL, *e;

	v = goenv_getenv(in, "GOAMD64");
	if (v && !one_of(v, amd64))
		bad = "go: invalid GOAMD64: must be v1, v2, v3, v4";
	v = goenv_getenv(in, "GOARM");
	if (v && !arm_ok(v, release))
		bad = release >= GO_1_22 ?
			"go: invalid GOARM: must start with 5, 6, or 7, and "
			"may optionally end in either \",hardfloat\" or "
			"\",softfloat\"" :
			"go: invalid GOARM: must be 5, 6, 7";
	if (release >= GO_1_23) {
		v = goenv_getenv(in, "GOARM64");
		bad = v && !arm64_ok(v) ?
			"go: invalid GOARM64: must start with v8.{0-9} or "
			"v9.{0-5} and may optionally end in \",lse\" and/or "
			"\",crypto\"" : NULL;
	}
	v = goenv_getenv(in, "GOMIPS");
	if (v && !one_of(v, mips))
		bad = "go: invalid GOMIPS: must be hardfloat, softfloat";
	v = goenv_getenv(in, "GOMIPS64");
	if (v && !one_of(v, mips))
		bad = "go: invalid GOMIPS64: must be hardfloat, softfloat";
	v = goenv_getenv(in, "GOPPC64");
	if (v && !one_of(v, ppc) &&
	    (release < GO_1_20 || !cstr_eq(v, "power10")))
		bad = release < GO_1_20 ?
			"go: invalid GOPPC64: must be power8, power9" :
			"go: invalid GOPPC64: must be power8, power9, "
			"power10";
	v = goenv_getenv(in, "GORISCV64");
	if (v && release >= GO_1_23 && !one_of(v, riscv) &&
	    (release < GO_1_25 || !cstr_eq(v, "rva23u64")))
		bad = release < GO_1_25 ?
			"go: invalid GORISCV64: must be rva20u64, rva22u64" :
			"go: invalid GORISCV64: must be rva20u64, rva22u64, "
			"rva23u64";
	v = goenv_getenv(in, "GOWASM");
	e = v ? wasm_problem(a, v) : NULL;
	if (e)
		bad = e;
	v = goenv_getenv(in, "GOEXPERIMENT");
	e = v ? experiment_problem(a, in, v) : NULL;
	if (e)
		bad = e;
	v = goenv_getenv(in, "GOFIPS140");
	if (v && release >= GO_1_24 && !fips_ok(v, release))
		bad = release < GO_1_26 ?
			"go: invalid GOFIPS140: must be off, latest, "
			"inprocess, certified, or vX.Y.Z" :
			"go: invalid GOFIPS140: must be off, latest, "
			"inprocess, certified, or v1.Y.Z";
	if (!bad)
		bad = experiment_problem(a, in,
					 goenv_value(in, "GOEXPERIMENT"));
	return bad;
}

static const char *gopath_problem(struct arena *a,
				  const struct goenv_input *in,
				  const char *gopath, const char *goroot)
{
	struct str rest = str_from(gopath), p;
	const char *dir;

	if (!*gopath || cstr_eq(path_clean(a, gopath),
				path_clean(a, goroot)))
		return NULL;
	while (str_cut(&rest, ':', &p)) {
		if (!p.len)
			continue;
		dir = arena_strndup(a, p.p, p.len);
		if (dir[0] == '~')
			return arena_printf(a, "go: GOPATH entry cannot start "
					    "with shell metacharacter '~': "
					    "%s", goenv_quote(a, dir));
		if (!path_is_abs(dir) && *goenv_value(in, "GOPATH"))
			return arena_printf(a, "go: GOPATH entry is relative; "
					    "must be absolute path: %s.",
					    goenv_quote(a, dir));
	}
	return NULL;
}

static const char *goroot_problem(struct arena *a,
				  const struct goenv_input *in,
				  const char *goroot)
{
	if (!in->version)
		return NULL;
	if (!*goroot)
		return goroot_unknown(in) ? NULL :
			"go: cannot find GOROOT directory: 'go' binary is "
			"trimmed and GOROOT is not set";
	if (in->goroot_missing)
		return arena_printf(a, "go: cannot find GOROOT directory: %s",
				    goroot);
	return NULL;
}

static bool work_is_relative(const struct goenv_input *in)
{
	const char *work = goenv_value(in, "GOWORK");

	return *work && !path_is_abs(work) && !cstr_eq(work, "off") &&
	       !cstr_eq(work, "auto");
}

static bool may_switch(const struct goenv_input *in)
{
	const char *v = goenv_value(in, "GOTOOLCHAIN");

	return cstr_eq(v, "auto") || cstr_eq(v, "path") ||
	       cstr_ends(v, "+auto") || cstr_ends(v, "+path");
}

static const char *modload_problem(struct arena *a,
				   const struct goenv_input *in)
{
	static const char *const modes[] = { "", "on", "off", "auto", NULL };
	enum gorelease release = goenv_release(in->version);
	const char *mode = goenv_value(in, "GO111MODULE");

	if (!one_of(mode, modes))
		return arena_printf(a, "go: unknown environment setting "
				    "GO111MODULE=%s", mode);
	if (in->gopath_has_gomod && release <= GO_1_21 && modules_on(in))
		return "$GOPATH/go.mod exists but should not";
	if (work_is_relative(in))
		return release < GO_1_21 ?
			"the path provided to GOWORK must be an absolute "
			"path" :
			"go: invalid GOWORK: not an absolute path";
	return NULL;
}

const char *goenv_broken(struct arena *a, const struct goenv_input *in,
			 const struct setting *settings, size_t n)
{
	const char *gopath = "", *goroot = "", *bad;
	size_t i;

	for (i = 0; i < n; i++) {
		if (cstr_eq(settings[i].name, "GOPATH"))
			gopath = settings[i].value;
		else if (cstr_eq(settings[i].name, "GOROOT"))
			goroot = settings[i].value;
	}
	/* A toolchain cannot be chosen: a go.work is looked for already. */
	if (goenv_release(in->version) >= GO_1_21 && modules_on(in) &&
	    may_switch(in) && work_is_relative(in))
		return "go: go: invalid GOWORK: not an absolute path";
	/* Before 1.22 GOPATH was looked at first. */
	if (goenv_release(in->version) < GO_1_22) {
		bad = gopath_problem(a, in, gopath, goroot);
		if (!bad)
			bad = goroot_problem(a, in, goroot);
	} else {
		bad = goroot_problem(a, in, goroot);
		if (!bad)
			bad = gopath_problem(a, in, gopath, goroot);
	}
	if (!bad)
		bad = buildcfg_problem(a, in);
	if (!bad)
		bad = goflags_problem(a, in);
	if (!bad)
		bad = modload_problem(a, in);
	return bad;
}
