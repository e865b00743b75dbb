#include "config.h"

#include "scan/places.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/map.h"
#include "base/path.h"
#include "base/redact.h"
#include "base/str.h"
#include "facts/goenv.h"
#include "facts/gosource.h"
#include "facts/toolchain.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"
#include "host/fs.h"
#include "scan/jobplace.h"
#include "scan/leftover.h"
#include "scan/pristine.h"
#include "scan/programs.h"
#include "scan/recorded.h"

#define ENV_FILE_MAX_BYTES ((size_t)1024 * 1024)
#define MAX_GOBIN_PROGRAMS 500
#define MAX_TOOLCHAINS 64
#define MAX_GOENV_OTHERS 100
/* So many modules that are not cached are named. */
#define MAX_UNCACHED 100

/* A toolchain that go would switch to, and what it says. */
struct toolchain {
	const char *name;
	const char *goroot, *version;
	struct goenv_input in;
	struct goenvfile go_env;
	/* Where its settings differ from those of the go on PATH. */
	struct setting *differences;
	size_t ndifferences;
};

struct found {
	const char *path;
	bool relative;
};

struct ctx {
	struct arena *a;
	const struct snapshot *s;
	struct place *p;
	const char *path;	/* PATH */
	struct goenv_input in;	/* of the place itself */
	struct goenvfile user, go_env;
	const struct go_binary *go;	/* what would run, or NULL */
	struct map works;	/* folder -> go.work above it, or NULL */
	struct map programs;	/* name -> struct found, or NULL */
	struct map modules;	/* absolute folder -> struct module */
	struct map zips;	/* "path@version" -> c where it is cached */
	struct toolchain *toolchains;
	size_t ntoolchains;
	bool elsewhere;		/* of another machine: look at no file */
	struct jobplace job;	/* of a CI job */
};

static const char *look_path(void *payload, const char *program,
			     bool *relative)
{
	struct ctx *c = payload;
	struct found *f = map_get(&c->programs, program);

	if (!f) {
		f = ARENA_NEW(c->a, struct found);
		if (c->p->job)
			f->path = jobplace_look_path(&c->job, program);
		else if (c->elsewhere)
			f->path = recorded_look_path(c->p, program);
		else
			f->path = programs_look_path(c->a, c->path, c->p->cwd,
					     program, &f->relative);
		map_put(&c->programs, program, f);
	}
	*relative = f->relative;
	return f->path;
}

static const char *toolchain_on_path(void *payload, const char *name)
{
	bool relative;
	const char *hit = look_path(payload, name, &relative);

	return relative ? NULL : hit;
}

/* Read a file of settings; false and *problem when it cannot be. */
static bool read_env_file(struct arena *a, const char *path,
			  struct goenvfile *out, const char **problem)
{
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	bool ok = fs_read(path, ENV_FILE_MAX_BYTES, &sb, &err) == 0;

	memset(out, 0, sizeof(*out));
	if (ok)
		goenvfile_parse(a, strbuf_str(&sb), out);
	else if (err.code != ENOENT && err.code != ENOTDIR && problem)
		*problem = arena_strdup(a, err.message);
	error_release(&err);
	strbuf_release(&sb);
	return ok;
}

static const char *read_text(struct arena *a, const char *path)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text = NULL;

	if (fs_read(path, ENV_FILE_MAX_BYTES, &sb, NULL) == 0)
		text = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return text;
}

static const char *setting_of(const struct setting *rows, size_t n,
			      const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(rows[i].name, name))
			return rows[i].value;
	return "";
}

/*
 * What a go of `version` in the tree `own` says, outside all modules; `in`
 * and `go_env` must outlive it.
 */
static void prepare(struct ctx *c, const char *version, const char *own,
		    struct goenv_input *in, struct goenvfile *go_env)
{
	const char *dir, *goroot;

	in->env = c->p->env;
	in->nenv = c->p->nenv;
	in->version = version;
	in->own_goroot = own;
	in->look_path = look_path;
	in->payload = c;
	in->user_path = goenv_user_file(c->a, in);
	if (in->user_path) {
		/* A relative GOENV is looked for where go runs. */
		const char *file = path_join(c->a, c->p->cwd ? c->p->cwd : "/",
					     in->user_path);

		if (read_env_file(c->a, file, &c->user,
				  &c->p->goenv_problem))
			in->user = &c->user;
	}
	dir = goenv_goroot_of_go_env(c->a, in);
	if (dir) {
		in->goroot_env_path = path_join(c->a, dir, "go.env");
		if (read_env_file(c->a, in->goroot_env_path, go_env, NULL))
			in->goroot_env = go_env;
	}
	goroot = goenv_goroot(c->a, in);
	in->goroot_missing = *goroot && !programs_is_dir(goroot);
	dir = goenv_telemetry_mode_file(c->a, in);
	if (dir)
		in->telemetry_mode = read_text(c->a, dir);
}

static void fill_input(struct ctx *c)
{
	struct place *p = c->p;
	struct buildinfo info;
	const char *version = NULL, *own = NULL;

	programs_host(c->a, &c->in.hostos, &c->in.hostarch);
	if (p->ngos && !p->gos[0].not_runnable)
		c->go = &p->gos[0];
	if (c->go) {
		version = c->go->binary_version ? c->go->binary_version :
						  c->go->version;
		own = c->go->goroot;
		if (c->go->resolved && version &&
		    programs_buildinfo(c->a, c->go->resolved, &info) == 0) {
			if (info.goarch)
				c->in.hostarch = info.goarch;
			c->in.knows_goroot =
				!cstr_eq(buildinfo_setting(&info, "-trimpath"),
					 "true");
		}
	}
	c->in.hidden = c->go && c->go->script;
	prepare(c, version, own, &c->in, &c->go_env);
	p->goenv_file = c->in.user_path;
	if (c->in.user && c->user.njunk)
		p->goenv_junk_line = c->user.first_junk_line;
}

/* Names of the file that go env of this release does not print. */
static void fill_goenv_others(struct ctx *c)
{
	struct place *p = c->p;
	size_t i, k;

	p->goenv_others = NULL;
	p->ngoenv_others = 0;
	for (i = 0; c->in.user && i < c->user.nentries; i++) {
		const struct goenvfile_entry *e = &c->user.entries[i];

		if (goenvfile_last(&c->user, e->name) != e ||
		    p->ngoenv_others >= MAX_GOENV_OTHERS)
			continue;
		for (k = 0; k < p->nsettings; k++)
			if (cstr_eq(p->settings[k].name, e->name))
				break;
		if (k == p->nsettings) {
			struct goenv_name *n = ARENA_PUSH(c->a,
				p->goenv_others, p->ngoenv_others);

			n->name = e->name;
			n->value = redact_value(c->a, e->name, e->value);
			n->line = e->line;
		}
	}
}

static bool is_missing(const char *path)
{
	struct stat st;

	return stat(path, &st) && errno == ENOENT;
}

static bool in_goroot(const char *file, void *payload)
{
	struct ctx *c = payload;

	return programs_is_file(path_join(c->a, c->p->goroot.dir, file));
}

/* Of the go program of this tree; VERSION is a mere file. */
static const char *goroot_binary(struct ctx *c, const struct goroot_state *g)
{
	const char *version = g->own ? c->go->binary_version : NULL;
	struct buildinfo info;

	if (!version &&
	    programs_buildinfo(c->a, path_join(c->a, g->dir, "bin/go"),
			       &info) == 0)
		version = info.go_version;
	return version ? arena_strndup(c->a, version,
				       strcspn(version, " \t")) : NULL;
}

/*
 * Distributions mend their Go without another name for it, so only what is
 * unpacked from the official archives is held against one.
 */
static void compare_goroot(struct ctx *c, struct goroot_state *g)
{
	const char *cache = place_value(c->p, "GOMODCACHE");
	const char *real = programs_resolve(c->a, g->dir);
	const char *version = g->binary_version ? g->binary_version
						: g->version;
	enum gosource source = gosource_of(real ? real : g->dir);

	if (!version || !path_is_abs(cache) ||
	    (source != GOSOURCE_ARCHIVE && source != GOSOURCE_TOOLCHAIN &&
	     source != GOSOURCE_ASDF && source != GOSOURCE_GOENV &&
	     source != GOSOURCE_MISE))
		return;
	version = arena_strndup(c->a, version, strcspn(version, " \t"));
	pristine_compare(c->a, path_join(c->a, cache, arena_printf(c->a,
		"cache/download/golang.org/toolchain/@v/v0.0.1-%s.%s-%s.zip",
		version, c->in.hostos, c->in.hostarch)), g);
}

static void fill_goroot(struct ctx *c)
{
	struct goroot_state *g = &c->p->goroot;
	const struct setting *s = place_setting(c->p, "GOROOT");
	const char *own = c->go ? c->go->goroot : NULL, *real;
	struct arena *a = c->a;

	memset(g, 0, sizeof(*g));
	if (!s || cstr_empty(s->value))
		return;
	g->dir = s->value;
	g->set = s->layer == LAYER_PROCESS || s->layer == LAYER_GOENV;
	g->missing = !programs_is_dir(g->dir);
	real = programs_resolve(a, g->dir);
	g->own = own && (cstr_eq(own, g->dir) ||
			 (real && cstr_eq(real, programs_resolve(a, own))));
	if (g->missing)
		return;
	g->version = programs_version_file(a, g->dir);
	g->no_version = !g->version;
	g->no_src = !programs_is_dir(path_join(a, g->dir, "src/runtime"));
	g->no_tool = !programs_is_dir(path_join(a, g->dir, "pkg/tool"));
	g->binary_version = goroot_binary(c, g);
	g->no_go_env = c->in.version &&
		       goenv_release(c->in.version) >= GO_1_21 &&
		       is_missing(path_join(a, g->dir, "go.env"));
	leftover_find(a, g, in_goroot, c);
	compare_goroot(c, g);
}

/* The PATH element that is this folder; -1: none. */
static int path_index(struct ctx *c, const char *dir)
{
	struct stat want, st;
	bool exists = stat(dir, &want) == 0;
	size_t i;

	for (i = 0; i < c->p->npath; i++) {
		const char *at = programs_dir(c->a, &c->p->path[i],
					      c->p->cwd);

		if (cstr_eq(at, path_clean(c->a, dir)))
			return (int)i;
		if (exists && stat(at, &st) == 0 && st.st_dev == want.st_dev &&
		    st.st_ino == want.st_ino)
			return (int)i;
	}
	return -1;
}

static const char *module_version(struct arena *a, const char *file)
{
	struct buildinfo info;

	if (programs_buildinfo(a, file, &info) < 0)
		return NULL;
	return info.mod_version;
}

/* Does an earlier PATH element hide this program of GOBIN? */
static void look_for_hider(struct ctx *c, const char *name, int index)
{
	const char *mine = path_join(c->a, c->p->gobin, name), *other;
	struct shadowed_program *sh;
	struct stat st, st2;
	int i;

	if (!programs_can_run(mine) || stat(mine, &st) < 0)
		return;
	for (i = 0; i < index; i++) {
		other = path_join(c->a, programs_dir(c->a, &c->p->path[i],
						     c->p->cwd), name);
		if (!programs_can_run(other) || stat(other, &st2) < 0)
			continue;
		sh = ARENA_PUSH(c->a, c->p->shadowed, c->p->nshadowed);
		sh->name = arena_strdup(c->a, name);
		sh->path = mine;
		sh->hider = other;
		sh->same_file = st.st_dev == st2.st_dev &&
				st.st_ino == st2.st_ino;
		sh->version = module_version(c->a, mine);
		sh->hider_version = module_version(c->a, other);
		return;
	}
}

static void fill_gopath_real(struct ctx *c)
{
	struct str rest = str_from(place_value(c->p, "GOPATH")), one;
	char real[PATH_MAX];

	c->p->gopath_real = NULL;
	c->p->ngopath_real = 0;
	while (str_cut(&rest, ':', &one)) {
		const char *src;

		if (!one.len || one.p[0] != '/')
			continue;
		src = path_join(c->a, arena_strndup(c->a, one.p, one.len),
				"src");
		if (realpath(src, real) && !cstr_eq(src, real))
			*ARENA_PUSH(c->a, c->p->gopath_real,
				    c->p->ngopath_real) =
				arena_strdup(c->a, real);
	}
}

static void fill_gobin(struct ctx *c)
{
	struct place *p = c->p;
	const char *gopath = place_value(p, "GOPATH"), *first;
	const char **names = NULL;
	struct dirent *e;
	size_t n = 0, i;
	int index;
	DIR *d;

	p->gobin = NULL;
	p->shadowed = NULL;
	p->nshadowed = 0;
	p->gobin_on_path = p->gobin_has_programs = false;
	p->gobin_not_writable = p->gopath_not_writable = false;
	p->gobin_is_file = false;
	first = arena_strndup(c->a, gopath, strcspn(gopath, ":"));
	if (path_is_abs(first))
		p->gopath_not_writable = !programs_can_write(c->a, first);
	if (*place_value(p, "GOBIN"))
		p->gobin = place_value(p, "GOBIN");
	else if (*first)
		p->gobin = path_join(c->a, first, "bin");
	if (!p->gobin || !path_is_abs(p->gobin))
		return;
	p->gobin_not_writable = !programs_can_write(c->a, p->gobin);
	p->gobin_is_file = programs_is_file(p->gobin);
	index = path_index(c, p->gobin);
	p->gobin_on_path = index >= 0;
	d = opendir(p->gobin);
	if (!d)
		return;
	while (n < MAX_GOBIN_PROGRAMS && (e = readdir(d)))
		if (e->d_name[0] != '.' &&
		    programs_can_run(path_join(c->a, p->gobin, e->d_name)))
			*ARENA_PUSH(c->a, names, n) =
				arena_strdup(c->a, e->d_name);
	(void)closedir(d);
	p->gobin_has_programs = n > 0;
	if (n)
		qsort(names, n, sizeof(*names), cstr_order);
	for (i = 0; i < n; i++)
		look_for_hider(c, names[i], index);
}

static void fill_tools(struct ctx *c, const char *root)
{
	struct place *p = c->p;
	struct path_lookup l;
	const char **names;
	size_t i, n;

	p->tools = NULL;
	p->ntools = 0;
	place_tool_names(&names, &n);
	for (i = 0; i < n; i++) {
		programs_lookup(c->a, p->path, p->npath, p->cwd, root,
				names[i], &l);
		if (l.nhits)
			*ARENA_PUSH(c->a, p->tools, p->ntools) = l;
	}
}

/* The first word of CC, as go takes it. */
static void fill_compiler(struct ctx *c)
{
	struct str rest = str_from(setting_of(c->p->settings, c->p->nsettings,
					      "CC")), word;
	const char *name, *hit;
	bool relative = false;

	c->p->compiler = NULL;
	if (!str_word(&rest, &word))
		return;
	name = arena_strndup(c->a, word.p, word.len);
	hit = path_is_abs(name) ? programs_is_file(name) ? name : NULL
				: look_path(c, name, &relative);
	c->p->compiler = hit && !relative ? hit : "";
}

/* The go.work that go finds from this folder upward; NULL: none. */
static const char *gowork_above(struct ctx *c, const char *dir)
{
	const char *goroot = goenv_goroot(c->a, &c->in), *file, *up;
	char *found = NULL;

	if (map_has(&c->works, dir))
		return map_get(&c->works, dir);
	file = path_join(c->a, dir, "go.work");
	up = path_dir(c->a, dir);
	if (programs_is_file(file))
		found = arena_strdup(c->a, file);
	else if (!cstr_eq(up, dir) && !cstr_eq(up, goroot))
		found = arena_strdup(c->a, gowork_above(c, up));
	map_put(&c->works, dir, found);
	return found;
}

/* The go.work in effect for a module folder (NULL: outside all modules). */
static const char *gowork_in_effect(struct ctx *c, const char *dir)
{
	const char *v = goenv_value(&c->in, "GOWORK");

	if (cstr_eq(v, "off"))
		return NULL;
	if (*v && !cstr_eq(v, "auto"))
		return path_is_abs(v) ? v : NULL;
	return dir ? gowork_above(c, dir) : NULL;
}

/* os.TempDir(): a go.mod right there is not for use. */
static bool is_temp_root(const struct ctx *c, const char *dir)
{
	const char *temp = goenv_getenv(&c->in, "TMPDIR");
	struct stat a, b;

	return !c->elsewhere && stat(temp ? temp : "/tmp", &a) == 0 && stat(dir, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

struct wants {
	const char *abs;	/* the file consulted; NULL: none */
	const char *file;	/* relative to the root, or absolute */
	const char *go, *toolchain;
	int go_line, toolchain_line;
};

static void read_wants(struct ctx *c, const char *path, struct wants *w)
{
	struct strbuf sb = STRBUF_INIT;

	w->go = w->toolchain = "";
	if (fs_read(path, FS_READ_MAX_BYTES, &sb, NULL) == 0) {
		w->go = toolchain_lookup(c->a, strbuf_str(&sb), "go",
					 &w->go_line);
		w->toolchain = toolchain_lookup(c->a, strbuf_str(&sb),
						"toolchain",
						&w->toolchain_line);
	}
	strbuf_release(&sb);
}

static void find_wants(struct ctx *c, const struct module *m,
		       const char *work, struct wants *w)
{
	const char *root = c->s->repo.root ? c->s->repo.root : "/", *abs;
	size_t i;

	memset(w, 0, sizeof(*w));
	if (work && programs_is_file(work)) {
		w->abs = w->file = work;
		for (i = 0; i < c->s->nworkspaces; i++) {
			abs = path_join(c->a, root, c->s->workspaces[i].file ?
					c->s->workspaces[i].file : "go.work");
			if (cstr_eq(abs, work))
				w->file = c->s->workspaces[i].file;
		}
		read_wants(c, work, w);
		return;
	}
	if (!m)
		return;
	w->file = m->gomod;
	w->abs = path_join(c->a, root, m->gomod ? m->gomod : "go.mod");
	if (m->unreadable) {
		w->abs = NULL;
		return;
	}
	/* Parsed by the walk; where some release reads it otherwise, the rough
	 * look that go takes first decides. */
	if (m->nproblems) {
		read_wants(c, w->abs, w);
		return;
	}
	w->go = m->go_version ? m->go_version : "";
	w->go_line = m->go_line;
	w->toolchain = m->toolchain ? m->toolchain : "";
	w->toolchain_line = m->toolchain_line;
}

static const char *in_modcache(void *payload, const char *name)
{
	const struct ctx *c = payload;
	const char *cache = place_value(c->p, "GOMODCACHE"), *dir;

	if (!path_is_abs(cache))
		return NULL;
	/* What a job finds in its caches is known to the run alone. */
	if (c->p->job)
		return NULL;
	if (c->elsewhere)
		return recorded_toolchain(c->a, c->p, name);
	dir = path_join(c->a, cache,
			arena_printf(c->a, "golang.org/toolchain@v0.0.1-%s."
				     "%s-%s", name, c->in.hostos,
				     c->in.hostarch));
	return programs_is_file(path_join(c->a, dir, "bin/go")) ? dir : NULL;
}

static bool in_proxy(void *payload, const char *url, const char *name)
{
	const struct ctx *c = payload;
	const char *zip = toolchain_proxy_zip(c->a, url, name, c->in.hostos,
					      c->in.hostarch);

	return zip && (c->elsewhere || programs_is_file(zip));
}

/*
 * A program golang.org/dl/go1.N.P only passes on to ~/sdk/go1.N.P; a link or
 * copy of a real go knows its own tree.
 */
static void identify(struct ctx *c, struct toolchain *t, const char *program)
{
	struct buildinfo info;
	struct go_binary *gos;
	struct path_entry e;
	size_t n;

	if (programs_buildinfo(c->a, program, &info) == 0 &&
	    cstr_starts(info.path, "golang.org/dl/")) {
		const char *home = goenv_getenv(&c->in, "HOME");

		if (!home)
			return;
		t->goroot = path_join(c->a, path_join(c->a, home, "sdk"),
				      path_base(info.path));
		program = path_join(c->a, t->goroot, "bin/go");
		if (programs_buildinfo(c->a, program, &info) == 0)
			t->version = info.go_version;
		return;
	}
	program = programs_resolve(c->a, program);
	if (!program)
		return;
	memset(&e, 0, sizeof(e));
	e.dir = path_dir(c->a, program);
	if (!cstr_eq(path_base(program), "go"))
		return;
	programs_gos(c->a, &e, 1, "/", NULL, &gos, &n);
	if (n) {
		t->goroot = gos[0].goroot;
		t->version = gos[0].binary_version;
	}
}

static bool same_setting(const struct setting *a, const struct setting *b)
{
	return b && cstr_eq(a->value, b->value) && a->known == b->known &&
	       a->layer == b->layer && cstr_eq(a->file, b->file) &&
	       a->line == b->line;
}

static bool knows(const struct setting *rows, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(rows[i].name, name))
			return true;
	return false;
}

/* The child sees GOROOT as its parent set it, not as the shell did. */
static void child_environment(struct ctx *c, const struct toolchain *t,
			      bool from_path, struct goenv_input *in)
{
	const char **env = NULL;
	size_t n = 0, i;

	for (i = 0; i < in->nenv; i++)
		if (!cstr_starts(in->env[i], "GOROOT="))
			*ARENA_PUSH(c->a, env, n) = in->env[i];
	if (!from_path && t->goroot)
		*ARENA_PUSH(c->a, env, n) =
			arena_printf(c->a, "GOROOT=%s", t->goroot);
	in->env = env;
	in->nenv = n;
}

/* Rows of another toolchain that differ from the place's own. */
static void keep_differences(struct ctx *c, struct toolchain *t)
{
	struct setting *rows, *none;
	const struct setting *own;
	size_t n, i;

	goenv_settings(c->a, &t->in, &rows, &n);
	for (i = 0; i < n; i++) {
		/* Of GOTOOLCHAIN the go on PATH itself is asked. */
		if (cstr_eq(rows[i].name, "GOTOOLCHAIN") ||
		    cstr_eq(rows[i].name, "GOMOD") ||
		    cstr_eq(rows[i].name, "GOWORK") ||
		    same_setting(&rows[i], place_setting(c->p, rows[i].name)))
			continue;
		*ARENA_PUSH(c->a, t->differences, t->ndifferences) = rows[i];
	}
	/* What an older go does not know, it does not print either. */
	for (i = 0; i < c->p->nsettings; i++) {
		own = &c->p->settings[i];
		if (knows(rows, n, own->name))
			continue;
		none = ARENA_PUSH(c->a, t->differences, t->ndifferences);
		none->name = own->name;
		none->value = "";
		none->known = KNOWN_UNKNOWN;
		none->note = MSG(c->a, N_("The go that runs here does not "
					  "know this setting."));
	}
}

/* Settings of another toolchain than the local one are kept by its name. */
static struct toolchain *other_toolchain(struct ctx *c,
					 const struct toolchain_choice *ch)
{
	struct toolchain *t;
	size_t i;

	for (i = 0; i < c->ntoolchains; i++)
		if (cstr_eq(c->toolchains[i].name, ch->name))
			return &c->toolchains[i];
	if (c->ntoolchains >= MAX_TOOLCHAINS)
		return NULL;
	t = &c->toolchains[c->ntoolchains++];
	memset(t, 0, sizeof(*t));
	t->name = ch->name;
	if (c->elsewhere) {
		t->goroot = ch->found == TOOLCHAIN_MODCACHE ? ch->path : NULL;
		t->version = ch->name;
	} else if (ch->found == TOOLCHAIN_MODCACHE) {
		struct buildinfo info;
		const char *program = path_join(c->a, ch->path, "bin/go");

		t->goroot = ch->path;
		if (programs_buildinfo(c->a, program, &info) == 0)
			t->version = info.go_version;
	} else {
		identify(c, t, ch->path);
	}
	if (!t->version)
		t->version = programs_version_file(c->a, t->goroot ?
						   t->goroot : "/");
	if (!t->version)
		t->version = ch->name;
	/*
	 * The child is told its GOROOT by the parent: what the variable said
	 * does not reach it, and what the go env file says is overruled.
	 */
	t->in = c->in;
	if (c->elsewhere) {
		t->in.version = t->version;
		t->in.own_goroot = t->goroot;
	} else {
		prepare(c, t->version, t->goroot, &t->in, &t->go_env);
	}
	child_environment(c, t, ch->found == TOOLCHAIN_PATH, &t->in);
	keep_differences(c, t);
	return t;
}

/* From 1.21 on a go.work must ask for no less than its modules do. */
static void check_members(struct ctx *c, const char *dir, const char *work,
			  const char *version, const struct wants *w,
			  struct place_module *pm)
{
	const char *root = c->s->repo.root ? c->s->repo.root : "/";
	const char *go = cstr_empty(w->go) ? "1.18" : w->go, *rel;
	enum gorelease release = goenv_release(version);
	const struct workspace *ws = NULL;
	const struct module *m;
	size_t i;

	if (!version || release < GO_1_21)
		return;
	for (i = 0; i < c->s->nworkspaces; i++)
		if (c->s->workspaces[i].file &&
		    cstr_eq(path_join(c->a, root, c->s->workspaces[i].file),
			    work))
			ws = &c->s->workspaces[i];
	for (i = 0; ws && i < ws->nuses; i++) {
		m = map_get(&c->modules, ws->uses[i].dir);
		if (!m || !m->go_version ||
		    gover_cmp_of(m->go_version, "1.21") < 0 ||
		    gover_cmp_of(m->go_version, go) <= 0)
			continue;
		rel = path_rel(c->a, dir, ws->uses[i].dir);
		if (strlen(rel) > strlen(ws->uses[i].dir))
			rel = ws->uses[i].dir;
		pm->how = TOOLCHAIN_REFUSED;
		pm->wants = m->go_version;
		pm->wants_file = m->gomod;
		pm->wants_line = m->go_line;
		pm->message = arena_printf(c->a, "go: module %s listed in "
					   "go.work file requires go >= %s, "
					   "but go.work %s go %s; to update "
					   "it:", rel, m->go_version,
					   cstr_empty(w->go) &&
					   release >= GO_1_23 ?
						"implicitly requires" :
						"lists", go);
		return;
	}
}

static bool same_folder(const char *a, const char *b)
{
	struct stat sa, sb;

	return stat(a, &sa) == 0 && stat(b, &sb) == 0 &&
	       sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

/*
 * Go takes PWD for the name of its folder where it is one, and looks upward
 * from there by name.  What the shell that gomend runs in calls the folder
 * holds for all places: it is how its user goes there.
 */
static void fill_spelling(struct ctx *c)
{
	const struct place *shell = c->p;
	const char *real, *pwd;
	size_t i;

	c->p->real_dir = c->p->spelled_dir = NULL;
	for (i = 0; i < c->s->nplaces; i++)
		if (c->s->places[i].kind == PLACE_SHELL)
			shell = &c->s->places[i];
	real = shell->cwd;
	pwd = place_getenv(shell, "PWD");
	if (!real || !pwd || !path_is_abs(pwd) || cstr_eq(real, pwd) ||
	    !cstr_eq(path_clean(c->a, pwd), pwd) || !same_folder(real, pwd))
		return;
	while (cstr_eq(path_base(real), path_base(pwd)) &&
	       same_folder(path_dir(c->a, real), path_dir(c->a, pwd))) {
		real = path_dir(c->a, real);
		pwd = path_dir(c->a, pwd);
	}
	c->p->real_dir = real;
	c->p->spelled_dir = pwd;
}

static bool is_cached(struct ctx *c, const char *cache,
		      const struct require *r, const char *name)
{
	const char *zip;
	bool hit;

	if (map_has(&c->zips, name))
		return map_get(&c->zips, name) != NULL;
	zip = modpath_cache_file(c->a, cache, r->path, r->version, "zip");
	/* What has no place in the cache go refuses for other reasons. */
	hit = !zip || programs_is_file(zip);
	map_put(&c->zips, name, hit ? c : NULL);
	return hit;
}

static void fill_uncached(struct ctx *c, const struct module *m,
			  struct place_module *pm)
{
	const char *cache = place_value(c->p, "GOMODCACHE"), *name;
	const struct machine_folder *there = c->p->machine
		? machine_folder(c->p->machine, FOLDER_GOMODCACHE) : NULL;
	size_t i;

	/*
	 * The cache of another machine is not this one's.  That there is none
	 * yet may be known of it, and then each module has to be fetched.
	 */
	if (cstr_empty(cache) || m->fixture ||
	    (c->elsewhere && !(there && there->known == KNOWN_MEASURED &&
			       there->missing)))
		return;
	for (i = 0; i < m->nrequires; i++) {
		const struct require *r = &m->requires[i];

		if (!r->path || !r->version)
			continue;
		name = arena_printf(c->a, "%s@%s", r->path, r->version);
		/* In a relative one go looks for nothing. */
		if (!c->elsewhere && path_is_abs(cache) &&
		    is_cached(c, cache, r, name))
			continue;
		pm->uncached_total++;
		if (pm->nuncached < MAX_UNCACHED)
			*ARENA_PUSH(c->a, pm->uncached, pm->nuncached) = name;
	}
}

/* go of that log, asked in the repository, knew of no go.work. */
static bool says_no_gowork(const struct ctx *c)
{
	const struct setting *s = place_setting(c->p, "GOWORK");

	return place_is_log(c->p) && s && s->known == KNOWN_MEASURED &&
	       (cstr_empty(s->value) || cstr_eq(s->value, "off"));
}

/* Do the lines of the file ask for more than that release? */
static bool asks_for_more(const struct toolchain_input *ti)
{
	struct str runs = gover_of_toolchain(str_from(ti->version));
	struct str wants;

	if (!ti->file || !runs.len)
		return false;
	wants = gover_of_toolchain(str_from(ti->toolchain ? ti->toolchain
							  : ""));
	return gover_cmp(str_from(ti->go), runs) > 0 ||
	       (wants.len && gover_cmp(wants, runs) > 0);
}

/*
 * A log tells which release answered; which others are at hand there, it does
 * not, nor always what GOTOOLCHAIN says.  What they decide stays open.
 */
static bool is_undecided(const struct ctx *c, const struct toolchain_input *ti,
			 const struct toolchain_choice *ch)
{
	const struct setting *s = place_setting(c->p, "GOTOOLCHAIN");
	bool log = place_is_log(c->p);

	if (!c->elsewhere)
		return false;
	if (!ti->version)
		return log;
	if (goenv_release(ti->version) < GO_1_21 || !asks_for_more(ti))
		return false;
	return !s || s->known == KNOWN_UNKNOWN ||
	       (log && (cstr_eq(ch->mode, "auto") ||
			cstr_eq(ch->mode, "path")));
}

static void fill_module(struct ctx *c, const struct module *m,
			struct place_module *pm)
{
	struct toolchain_input ti;
	struct toolchain_choice ch;
	struct goenv_input in = c->in;
	struct toolchain *t = NULL;
	struct setting *rows;
	struct wants w;
	const char *dir = NULL, *shown = NULL, *work;
	size_t n, i;

	pm->dir = m ? m->dir : "";
	if (m) {
		dir = path_join(c->a, c->s->repo.root ? c->s->repo.root : "/",
				m->dir);
		shown = place_spelled(c->a, c->p, dir);
		in.gomod = path_join(c->a, shown, "go.mod");
		in.gomod_in_temp_root = is_temp_root(c, dir);
		fill_uncached(c, m, pm);
	}
	work = place_real(c->a, c->p, gowork_in_effect(c, shown));
	if (says_no_gowork(c))
		work = NULL;
	pm->gowork_missing = work && is_missing(work);
	/* Before 1.21 each module is held to its own go line. */
	find_wants(c, m, goenv_release(in.version) < GO_1_21 ? NULL : work,
		   &w);

	memset(&ti, 0, sizeof(ti));
	ti.version = in.version;
	ti.gotoolchain = goenv_value(&in, "GOTOOLCHAIN");
	ti.modules = goenv_modules_enabled(&in);
	if (place_is_log(c->p)) {
		/* Of a log the values are known, and not the layers. */
		ti.gotoolchain = place_value(c->p, "GOTOOLCHAIN");
		ti.modules = !cstr_eq(place_value(c->p, "GO111MODULE"), "off");
	}
	if (w.abs) {
		const char *rel = dir ? path_rel(c->a, dir, w.abs) : w.abs;

		ti.file = strlen(rel) < strlen(w.abs) ? rel : w.abs;
		ti.go = w.go;
		ti.toolchain = w.toolchain;
	}
	ti.on_path = toolchain_on_path;
	ti.in_modcache = in_modcache;
	ti.in_proxy = in_proxy;
	ti.payload = c;
	ti.goproxy = place_value(c->p, "GOPROXY");
	ti.gosumdb = place_value(c->p, "GOSUMDB");
	ti.hostos = in.hostos;
	ti.hostarch = in.hostarch;
	toolchain_select(c->a, &ti, &ch);
	if (is_undecided(c, &ti, &ch)) {
		ch.how = ch.found = TOOLCHAIN_UNKNOWN;
		ch.name = ch.message = ch.path = NULL;
	}

	pm->how = ch.how;
	pm->version = ch.how == TOOLCHAIN_NONE ? NULL : ch.name;
	pm->path = ch.path ? ch.path
		: c->go && ch.how != TOOLCHAIN_UNKNOWN ? c->go->path : NULL;
	pm->message = ch.message;
	pm->toolchain = cstr_empty(w.toolchain) ? NULL : w.toolchain;
	pm->toolchain_line = w.toolchain_line;
	if (!cstr_empty(w.go)) {
		pm->wants = w.go;
		pm->wants_line = w.go_line;
		pm->wants_file = w.file;
	}
	/* A toolchain line asks for more only where switching heeds it. */
	if (ch.why == TOOLCHAIN_WHY_TOOLCHAIN_LINE) {
		pm->wants = arena_strdup(c->a, cstr_starts(w.toolchain, "go") ?
					 w.toolchain + 2 : w.toolchain);
		pm->wants_line = w.toolchain_line;
		pm->wants_file = w.file;
	}
	if (ch.found == TOOLCHAIN_MODCACHE || ch.found == TOOLCHAIN_PATH)
		t = other_toolchain(c, &ch);
	if (dir && work && w.abs && ti.modules && !ch.message &&
	    ch.how != TOOLCHAIN_UNKNOWN)
		check_members(c, dir, work, t ? t->version : in.version, &w,
			      pm);
	for (i = 0; t && i < t->ndifferences; i++)
		*ARENA_PUSH(c->a, pm->settings, pm->nsettings) =
			t->differences[i];
	in.gowork = dir ? gowork_above(c, shown) : NULL;
	/* There the repository lies in another folder. */
	if (c->elsewhere)
		return;
	goenv_module_settings(c->a, &in, &rows, &n);
	for (i = 0; i < n; i++)
		if (!same_setting(&rows[i],
				  place_setting(c->p, rows[i].name)))
			*ARENA_PUSH(c->a, pm->settings, pm->nsettings) =
				rows[i];
}

static void fill_modules(struct ctx *c)
{
	struct place *p = c->p;
	size_t i;

	p->modules = NULL;
	p->nmodules = 0;
	fill_module(c, NULL, ARENA_PUSH(c->a, p->modules, p->nmodules));
	for (i = 0; i < c->s->nmodules; i++)
		fill_module(c, &c->s->modules[i],
			    ARENA_PUSH(c->a, p->modules, p->nmodules));
}

/* What comes from a file was never redacted, as the environment was. */
static void redact_settings(struct arena *a, struct setting *s, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		if (!layer_is_environment(s[i].layer) && !cstr_empty(s[i].value))
			s[i].value = redact_value(a, s[i].name, s[i].value);
		for (k = 0; k < s[i].nhidden; k++)
			if (!cstr_empty(s[i].hidden[k].value))
				s[i].hidden[k].value = redact_value(a,
					s[i].name, s[i].hidden[k].value);
	}
}

/* PATH, the programs on it, and what go says with them. */
static void fill_own(struct ctx *c)
{
	struct place *p = c->p;
	struct arena *a = c->a;
	const struct snapshot *s = c->s;
	const char *root = s->repo.root, *home = place_getenv(p, "HOME");
	const char *gopath;

	/* What lies in the user's home is the user's, not a repository's. */
	if (root && home && path_is_abs(home) &&
	    path_under(root, path_clean(a, home)))
		root = NULL;
	p->goenv_problem = NULL;
	p->goenv_junk_line = 0;
	programs_path(a, c->path, p->cwd, root, &p->path, &p->npath);
	programs_gos(a, p->path, p->npath, p->cwd, root, &p->gos, &p->ngos);
	programs_installs(a, place_getenv(p, "HOME"), p->gos, p->ngos,
			  &p->installs, &p->ninstalls);
	fill_input(c);
	goenv_settings(a, &c->in, &p->settings, &p->nsettings);
	gopath = setting_of(p->settings, p->nsettings, "GOPATH");
	gopath = arena_strndup(a, gopath, strcspn(gopath, ":"));
	c->in.gopath_has_gomod = path_is_abs(gopath) &&
		programs_is_file(path_join(a, gopath, "go.mod"));
	fill_goenv_others(c);
	fill_goroot(c);
	fill_gobin(c);
	fill_gopath_real(c);
	fill_tools(c, root);
	fill_compiler(c);
	fill_spelling(c);
}

/* The same of a place that only its own words tell of. */
static void fill_recorded(struct ctx *c)
{
	struct place *p = c->p;
	size_t i;

	recorded_input(c->a, p, &c->in, &c->user, &c->go_env);
	c->in.look_path = look_path;
	c->in.payload = c;
	for (i = 0; i < p->ngos && !c->go; i++)
		if (!p->gos[i].not_runnable)
			c->go = &p->gos[i];
	recorded_settings(c->a, p, &c->in);
	recorded_folders(c->a, p);
	if (p->recording->by != RECORDED_BY_GOMEND)
		fill_goenv_others(c);
}

/* What all combinations of a matrix agree on holds for the job. */
static void take_common(struct ctx *c)
{
	struct place *legs = arena_alloc(c->a, mem_mul(c->job.nlegs,
						sizeof(*legs)));
	size_t i, k;

	for (i = 0; i < c->job.nlegs; i++) {
		legs[i].name = c->job.legs[i];
		legs[i].kind = PLACE_JOB;
		places_fill(c->a, c->s, false, &legs[i]);
	}
	for (k = 0; c->job.nlegs && k < c->p->nsettings; k++) {
		struct setting *s = &c->p->settings[k];
		const struct setting *all = place_setting(&legs[0], s->name);

		for (i = 0; all && i < c->job.nlegs; i++) {
			const struct setting *one =
				place_setting(&legs[i], s->name);

			if (!one || one->known == KNOWN_UNKNOWN ||
			    !cstr_eq(one->value, all->value) ||
			    one->layer != all->layer)
				all = NULL;
		}
		if (all && s->known == KNOWN_UNKNOWN)
			*s = *all;
	}
}

/* And of a CI job, of which its file tells. */
static void fill_job(struct ctx *c)
{
	struct place *p = c->p;

	c->in = c->job.in;
	c->in.look_path = look_path;
	c->in.payload = c;
	c->go = p->ngos ? &p->gos[0] : NULL;
	goenv_settings(c->a, &c->in, &p->settings, &p->nsettings);
	jobplace_settings(c->a, &c->job, p);
	take_common(c);
}

static bool is_known(const struct place *p, const char *name)
{
	const struct setting *s = place_setting(p, name);

	return !s || s->known != KNOWN_UNKNOWN;
}

/* Choosing the toolchain comes first, before all other complaints. */
static const char *broken_words(struct ctx *c)
{
	const struct place *p = c->p;

	if (p->modules[0].how == TOOLCHAIN_REFUSED &&
	    cstr_starts(p->modules[0].message, "go: invalid GOTOOLCHAIN"))
		return p->modules[0].message;
	return goenv_broken(c->a, &c->in, p->settings, p->nsettings);
}

void places_fill(struct arena *a, const struct snapshot *s, bool reading,
		 struct place *p)
{
	struct ctx c;
	size_t i;

	memset(&c, 0, sizeof(c));
	if (p->recording)
		recorded_load(a, p);
	if (p->kind == PLACE_JOB) {
		jobplace_load(a, s, reading, p, &c.job);
		if (p->state != PLACE_READY)
			return;
	} else if (!place_is_here(p) &&
		   (!p->recording || p->state == PLACE_FAILED)) {
		return;
	}
	/* Without its environment nothing follows, not even "no go". */
	if (place_is_mute(p))
		return;
	c.a = a;
	c.s = s;
	c.p = p;
	c.elsewhere = !place_is_here(p);
	c.path = place_getenv(p, "PATH");
	c.toolchains = arena_alloc(a, sizeof(*c.toolchains) * MAX_TOOLCHAINS);
	for (i = 0; i < s->nmodules; i++)
		map_put(&c.modules, path_join(a, s->repo.root ? s->repo.root :
					      "/", s->modules[i].dir),
			(void *)(uintptr_t)&s->modules[i]);
	if (p->job)
		fill_job(&c);
	else if (c.elsewhere)
		fill_recorded(&c);
	else
		fill_own(&c);
	/* Without them nothing can be said of a job's toolchain. */
	if (!p->job || (p->ngos && is_known(p, "GOTOOLCHAIN") &&
			is_known(p, "GO111MODULE")))
		fill_modules(&c);
	redact_settings(a, p->settings, p->nsettings);
	for (i = 0; i < p->nmodules; i++)
		redact_settings(a, p->modules[i].settings,
				p->modules[i].nsettings);
	if (p->nmodules && (!p->recording ||
			    p->recording->by != RECORDED_BY_GOMEND))
		p->broken = broken_words(&c);
	map_release(&c.works);
	map_release(&c.programs);
	map_release(&c.modules);
	map_release(&c.zips);
}

void places_lookup(struct arena *a, const struct snapshot *s,
		   struct place *p, const char *name)
{
	p->lookup = ARENA_NEW(a, struct path_lookup);
	programs_lookup(a, p->path, p->npath, p->cwd, s->repo.root, name,
			p->lookup);
}

void places_programs(struct arena *a, const struct snapshot *s,
		     struct place *p, void (*beat)(void))
{
	const char **names;
	size_t n, i;

	p->programs = NULL;
	p->nprograms = 0;
	n = programs_built_by_go(a, p->path, p->npath, p->cwd, &names, beat);
	for (i = 0; i < n; i++) {
		struct path_lookup l;

		programs_lookup(a, p->path, p->npath, p->cwd, s->repo.root,
				names[i], &l);
		if (l.nhits)
			*ARENA_PUSH(a, p->programs, p->nprograms) = l;
	}
}

/*
 * Asked for in an environment of rule R3: only names that this environment
 * leaves as they are, and none that makes go run a compiler.
 */
static const char *const questions[] = {
	"GO111MODULE", "GOARCH", "GOBIN", "GOCACHE", "GOEXE", "GOEXPERIMENT",
	"GOHOSTARCH", "GOHOSTOS", "GOINSECURE", "GOMODCACHE", "GONOPROXY",
	"GONOSUMDB", "GOOS", "GOPATH", "GOPRIVATE", "GOROOT", "GOTMPDIR",
	"GOTOOLDIR", "GOVERSION",
};

size_t places_questions(struct arena *a, const struct place *p,
			const char ***names)
{
	size_t n = 0, i;

	*names = NULL;
	if (!p->ngos || p->gos[0].not_runnable || p->gos[0].skipped)
		return 0;
	for (i = 0; i < ARRAY_SIZE(questions); i++)
		*ARENA_PUSH(a, *names, n) = questions[i];
	return n;
}

static struct setting *find_setting(struct place *p, const char *name)
{
	size_t i;

	for (i = 0; i < p->nsettings; i++)
		if (cstr_eq(p->settings[i].name, name))
			return &p->settings[i];
	return NULL;
}

/* Defaults that whoever builds a release may choose otherwise. */
static bool is_built_in(const struct setting *s)
{
	static const char *const names[] = {
		"CC", "CGO_ENABLED", "CXX", "GO386", "GOAMD64", "GOARM",
		"GOARM64", "GOEXPERIMENT", "GOFIPS140", "GOMIPS", "GOMIPS64",
		"GOPPC64", "GORISCV64",
	};
	size_t i;

	for (i = 0; s->layer == LAYER_DEFAULT && i < ARRAY_SIZE(names); i++)
		if (cstr_eq(s->name, names[i]))
			return true;
	return false;
}

void places_merge_go(struct arena *a, struct place *p, const char *goroot,
		     const struct cJSON *answers)
{
	const char *own = p->ngos ? p->gos[0].goroot : NULL;
	const struct setting *cc = place_setting(p, "CC");
	const struct cJSON *j;
	const char *value;
	struct setting *s;
	size_t agreed = 0;

	/* Another go than the one of this place was asked. */
	if (goroot && own && !cstr_eq(goroot, own))
		return;
	p->disagreement = NULL;
	for (j = json_first(answers); j; j = json_next(j)) {
		value = json_value_str(j);
		s = find_setting(p, json_key(j));
		if (!s || !value)
			continue;
		/* To be asked, CC moves from the file to the environment. */
		if (cstr_eq(s->name, "CGO_ENABLED") && cc &&
		    cc->layer == LAYER_GOENV)
			continue;
		if (s->known == KNOWN_UNKNOWN ||
		    (is_built_in(s) && !cstr_eq(s->value, value))) {
			s->value = arena_strdup(a, value);
			s->known = KNOWN_MEASURED;
		} else if (cstr_eq(s->value, value)) {
			s->known = KNOWN_MEASURED;
			agreed++;
		} else if (!p->disagreement) {
			p->disagreement = arena_printf(a, "%s: %s, and %s to "
						       "go", s->name,
						       s->value, value);
		}
	}
	p->confirmed = agreed && !p->disagreement;
}
