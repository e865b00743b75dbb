#include "config.h"

#include "scan/recorded.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "host/fs.h"
#include "scan/leftover.h"
#include "scan/programs.h"

/* A job log of a whole day is a few megabytes. */
#define FILE_MAX_BYTES ((size_t)64 * 1024 * 1024)

void recorded_load(struct arena *a, struct place *p)
{
	struct recording *r = p->recording;
	const char *file = r->file ? r->file : "", *shown = p->name;
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	enum place_state state = p->state;
	const char *part;
	bool ok;

	memset(&p->problem, 0, sizeof(p->problem));
	if (recording_name(a, p->name, &shown, &part))
		r->part = part;
	sb.max_bytes = FILE_MAX_BYTES;
	if (r->text) {
		ok = recording_read(a, str_from(r->text), shown, r->part, p,
				    &p->problem);
	} else if (fs_read(file, FILE_MAX_BYTES, &sb, &err)) {
		p->problem = MSG(a, N_(
			"{0}: {1}. Name a file that \"gomend snapshot\" or "
			"its script wrote, or a job log."), shown,
			err.message ? err.message : "");
		ok = false;
	} else {
		ok = recording_read(a, strbuf_str(&sb), shown, r->part, p,
				    &p->problem);
	}
	/* What it said before it is asked again still counts. */
	p->state = ok ? state : PLACE_FAILED;
	if (!ok) {
		p->recording->text = NULL;
		p->error = msg_english(a, &p->problem);
	}
	error_release(&err);
	strbuf_release(&sb);
}

const char *recorded_look_path(const struct place *p, const char *program)
{
	const struct recording *r = p->recording;
	size_t i;

	for (i = 0; i < r->nprograms; i++)
		if (cstr_eq(r->programs[i].name, program))
			return r->programs[i].value;
	for (i = 0; i < r->ntoolchains; i++)
		if (path_is_abs(r->toolchains[i]) &&
		    cstr_eq(path_base(r->toolchains[i]), program))
			return r->toolchains[i];
	/*
	 * A log lists no programs.  As if each were there: so a CGO_ENABLED=0
	 * stands with its line, and nobody is said to have left it alone.
	 */
	return r->by == RECORDED_BY_LOG ? program : NULL;
}

const char *recorded_toolchain(struct arena *a, const struct place *p,
			       const char *name)
{
	const struct recording *r = p->recording;
	const char *cache = place_value(p, "GOMODCACHE");
	size_t n = strlen(name), i;

	for (i = 0; i < r->ntoolchains; i++)
		if (!strncmp(r->toolchains[i], name, n) &&
		    r->toolchains[i][n] == '.' &&
		    !isdigit((unsigned char)r->toolchains[i][n + 1]))
			return path_join(a, cache, arena_printf(a,
				"golang.org/toolchain@v0.0.1-%s",
				r->toolchains[i]));
	return NULL;
}

/* ---- what go worked with ---- */

/* "go version go1.24.4 linux/amd64" */
static void of_version_line(struct arena *a, const struct recording *r,
			    const char **version, const char **os,
			    const char **arch)
{
	struct str rest = str_from(r->version), word = STR_NONE;
	size_t at;

	if (!str_starts(rest, "go version "))
		return;
	rest = str_sub(rest, 11, rest.len - 11);
	if (str_word(&rest, &word) && str_starts(word, "go"))
		*version = arena_strndup(a, word.p, word.len);
	while (str_word(&rest, &word))
		;
	if (!word.len)
		return;
	at = str_find(word, '/');
	if (at < word.len) {
		*os = arena_strndup(a, word.p, at);
		*arch = arena_strndup(a, word.p + at + 1, word.len - at - 1);
	}
}

/* "Linux 6.1.0 x86_64" */
static void of_uname(struct arena *a, const struct recording *r,
		     const char **os, const char **arch)
{
	static const char *const machines[][2] = {
		{ "x86_64", "amd64" }, { "amd64", "amd64" },
		{ "aarch64", "arm64" }, { "arm64", "arm64" },
		{ "i686", "386" }, { "i386", "386" }, { "armv7l", "arm" },
		{ "armv6l", "arm" }, { "riscv64", "riscv64" },
		{ "ppc64le", "ppc64le" }, { "s390x", "s390x" },
		{ "loongarch64", "loong64" },
	};
	struct str rest = str_from(r->host), word = STR_NONE;
	char *name;
	size_t i;

	if (!str_word(&rest, &word))
		return;
	name = arena_strndup(a, word.p, word.len);
	for (i = 0; name[i]; i++)
		name[i] = (char)tolower((unsigned char)name[i]);
	*os = name;
	while (str_word(&rest, &word))
		;
	for (i = 0; i < ARRAY_SIZE(machines); i++)
		if (str_is(word, machines[i][0]))
			*arch = machines[i][1];
}

static const char *said(const struct recording *r, const char *name,
			const char *otherwise)
{
	const struct recorded_value *v = recording_value(r, name);

	return v && *v->value ? v->value : otherwise;
}

/* Folders of a user lie below HOME, which a log does not tell. */
static void guess_home(struct arena *a, struct place *p)
{
	static const char *const ends[] = {
		"/.config/go/env", "/Library/Application Support/go/env",
	};
	const char *file = said(p->recording, "GOENV", "");
	size_t i;

	if (p->nenv)
		return;
	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (cstr_ends(file, ends[i]))
			*ARENA_PUSH(a, p->env, p->nenv) = arena_printf(a,
				"HOME=%.*s", (int)(strlen(file) -
						   strlen(ends[i])), file);
}

static void add_entry(struct arena *a, struct goenvfile *f, const char *name,
		      const char *value, int line)
{
	struct goenvfile_entry *e = ARENA_PUSH(a, f->entries, f->nentries);

	e->name = name;
	e->value = value;
	e->line = line;
}

/* The two files again, from the settings that came of them. */
static void files_again(struct arena *a, const struct place *p,
			struct goenvfile *user, struct goenvfile *go_env)
{
	size_t i, k;

	for (i = 0; i < p->nsettings; i++) {
		const struct setting *s = &p->settings[i];

		if (s->layer == LAYER_GOENV || s->layer == LAYER_GOROOT)
			add_entry(a, s->layer == LAYER_GOENV ? user : go_env,
				  s->name, s->value, s->line);
		for (k = 0; k < s->nhidden; k++)
			if (s->hidden[k].layer == LAYER_GOENV ||
			    s->hidden[k].layer == LAYER_GOROOT)
				add_entry(a, s->hidden[k].layer == LAYER_GOENV
						? user : go_env, s->name,
					  s->hidden[k].value,
					  s->hidden[k].line);
	}
}

void recorded_input(struct arena *a, struct place *p, struct goenv_input *in,
		    struct goenvfile *user, struct goenvfile *go_env)
{
	struct recording *r = p->recording;
	const struct go_binary *go = NULL;
	const char *os = NULL, *arch = NULL, *version = NULL, *goroot;
	size_t i;

	if (r->by == RECORDED_BY_LOG)
		guess_home(a, p);
	for (i = 0; i < p->ngos && !go; i++)
		if (!p->gos[i].not_runnable)
			go = &p->gos[i];
	of_uname(a, r, &os, &arch);
	of_version_line(a, r, &version, &os, &arch);
	if (r->by == RECORDED_BY_GOMEND) {
		os = place_setting(p, "GOHOSTOS") ? place_value(p, "GOHOSTOS")
						  : os;
		arch = place_setting(p, "GOHOSTARCH")
			? place_value(p, "GOHOSTARCH") : arch;
		if (go)
			version = go->binary_version ? go->binary_version
						     : go->version;
	}
	if (go && !version)
		version = go->version;
	in->env = p->env;
	in->nenv = p->nenv;
	in->version = go ? said(r, "GOVERSION", version) : NULL;
	in->own_goroot = go ? go->goroot : NULL;
	in->knows_goroot = true;
	in->hidden = go && go->script && !in->version;
	in->hostos = said(r, "GOHOSTOS", os ? os : said(r, "GOOS", "linux"));
	in->hostarch = said(r, "GOHOSTARCH", arch ? arch
					      : said(r, "GOARCH", "amd64"));
	memset(user, 0, sizeof(*user));
	memset(go_env, 0, sizeof(*go_env));
	if (r->by == RECORDED_BY_GOMEND) {
		files_again(a, p, user, go_env);
	} else {
		if (r->goenv_text)
			goenvfile_parse(a, str_from(r->goenv_text), user);
		if (r->goroot_env_text)
			goenvfile_parse(a, str_from(r->goroot_env_text),
					go_env);
	}
	in->user_path = goenv_user_file(a, in);
	if (user->nentries || user->njunk)
		in->user = user;
	goroot = goenv_goroot_of_go_env(a, in);
	if (goroot)
		in->goroot_env_path = path_join(a, goroot, "go.env");
	if (go_env->nentries)
		in->goroot_env = go_env;
	if (r->by != RECORDED_BY_GOMEND) {
		p->goenv_file = in->user_path;
		p->goenv_junk_line = user->njunk ? user->first_junk_line : 0;
	}
}

/* ---- settings ---- */

static struct setting *find(struct place *p, const char *name)
{
	size_t i;

	for (i = 0; i < p->nsettings; i++)
		if (cstr_eq(p->settings[i].name, name))
			return &p->settings[i];
	return NULL;
}

static void unknown(struct arena *a, struct setting *s, const char *why)
{
	s->value = "";
	s->known = KNOWN_UNKNOWN;
	s->layer = LAYER_DEFAULT;
	s->file = NULL;
	s->line = 0;
	s->note = MSG(a, why);
}

/* go's own word on a value, over what follows from the files. */
static void take_word(struct arena *a, struct place *p,
		      const struct recorded_value *v)
{
	const struct recording *r = p->recording;
	struct setting *s = find(p, v->name);

	if (!s) {
		/* To a release that does not know it, it is empty. */
		if (!*v->value)
			return;
		s = ARENA_PUSH(a, p->settings, p->nsettings);
		s->name = v->name;
		s->value = "";
	}
	s->known = KNOWN_MEASURED;
	memset(&s->note, 0, sizeof(s->note));
	if (cstr_eq(s->value, v->value) &&
	    (r->by != RECORDED_BY_LOG || s->layer == LAYER_DEFAULT))
		return;
	s->value = v->value;
	s->layer = LAYER_RECORDED;
	s->file = v->line ? r->file : NULL;
	s->line = v->line;
	s->nhidden = 0;
}

static int by_name(const void *x, const void *y)
{
	return strcmp(((const struct setting *)x)->name,
		      ((const struct setting *)y)->name);
}

/* Was there a look at the go.env of its GOROOT? */
static bool go_env_seen(const struct place *p)
{
	return p->recording->goroot_env_text || !cstr_empty(p->goroot.dir);
}

/* Since 1.21 only go.env gives these a value. */
static bool of_go_env(const struct setting *s)
{
	return s->layer == LAYER_DEFAULT && s->known != KNOWN_MEASURED &&
	       (cstr_eq(s->name, "GOPROXY") || cstr_eq(s->name, "GOSUMDB") ||
		cstr_eq(s->name, "GOTOOLCHAIN"));
}

/* What an entry script, or whoever began the container, did not change. */
static void by_image(struct place *p)
{
	const struct recording *r = p->recording;
	size_t i, k;

	for (i = 0; p->kind == PLACE_IMAGE && i < p->nsettings; i++) {
		struct setting *s = &p->settings[i];
		const char *value = s->layer == LAYER_PROCESS
				    ? place_getenv(p, s->name) : NULL;
		size_t n = strlen(s->name);

		for (k = 0; value && k < r->nimage_env; k++)
			if (!strncmp(r->image_env[k], s->name, n) &&
			    r->image_env[k][n] == '=' &&
			    !strcmp(r->image_env[k] + n + 1, value))
				s->layer = LAYER_IMAGE;
	}
}

void recorded_settings(struct arena *a, struct place *p,
		       const struct goenv_input *in)
{
	static const char *const of_folder[] = { "GOMOD", "GOWORK" };
	const struct recording *r = p->recording;
	struct setting *s;
	size_t i;

	if (r->by != RECORDED_BY_GOMEND) {
		goenv_settings(a, in, &p->settings, &p->nsettings);
		for (i = 0; i < r->nvalues; i++)
			take_word(a, p, &r->values[i]);
		if (p->nsettings)
			qsort(p->settings, p->nsettings,
			      sizeof(*p->settings), by_name);
		p->confirmed = r->nvalues > 0;
	}
	for (i = 0; i < p->nsettings; i++) {
		s = &p->settings[i];
		if (r->by == RECORDED_BY_LOG && s->known != KNOWN_MEASURED)
			unknown(a, s, N_("The log does not show it."));
		else if (r->by == RECORDED_BY_SCRIPT && !go_env_seen(p) &&
			 of_go_env(s))
			unknown(a, s, N_("It was not recorded."));
	}
	for (i = 0; i < ARRAY_SIZE(of_folder); i++) {
		s = find(p, of_folder[i]);
		if (s && !recording_value(r, of_folder[i]) &&
		    s->layer == LAYER_DEFAULT)
			unknown(a, s, N_("It depends on the folder that go "
					 "runs in."));
	}
	by_image(p);
}

static bool in_runtime(const char *file, void *payload)
{
	const struct recording *r = payload;
	size_t i;

	for (i = 0; i < r->nruntime; i++)
		if (cstr_eq(r->runtime[i], path_base(file)))
			return true;
	return false;
}

void recorded_folders(struct arena *a, struct place *p)
{
	const struct setting *root = place_setting(p, "GOROOT");
	struct goroot_state *g = &p->goroot, seen = p->goroot;
	const struct go_binary *go = p->ngos ? &p->gos[0] : NULL;
	const char *gopath = place_value(p, "GOPATH");
	size_t i;

	if (p->recording->by == RECORDED_BY_GOMEND)
		return;
	memset(g, 0, sizeof(*g));
	if (root && !cstr_empty(root->value)) {
		g->dir = root->value;
		g->set = layer_is_environment(root->layer) ||
			 root->layer == LAYER_GOENV;
		g->own = go && cstr_eq(go->goroot, g->dir);
		g->version = g->own ? go->version : NULL;
		g->binary_version = g->own ? go->binary_version : NULL;
	}
	/* What was seen there of this very tree. */
	if (!cstr_empty(g->dir) && cstr_eq(g->dir, seen.dir)) {
		g->missing = seen.missing;
		g->no_version = seen.no_version;
		g->no_src = seen.no_src;
		g->no_tool = seen.no_tool;
		if (seen.version)
			g->version = seen.version;
		leftover_find(a, g, in_runtime, p->recording);
	} else {
		g->unseen = true;
	}
	p->gobin = NULL;
	if (*place_value(p, "GOBIN"))
		p->gobin = place_value(p, "GOBIN");
	else if (*gopath)
		p->gobin = path_join(a, arena_strndup(a, gopath,
					strcspn(gopath, ":")), "bin");
	for (i = 0; p->gobin && i < p->npath; i++)
		if (cstr_eq(p->path[i].dir, p->gobin))
			p->gobin_on_path = true;
}
