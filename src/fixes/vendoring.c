#include "config.h"

#include "fixes/vendoring.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "checks/modules.h"
#include "fixes/preview.h"
#include "fixes/vendortree.h"
#include "fmt/gitignore.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"
#include "fmt/modrule.h"
#include "fmt/modulestxt.h"

/* Names in a note; the preview has them all. */
#define SHOWN 6

/* ---- which folder ---- */

static void set_module(struct fix_run *run, struct vendoring *v,
		       const struct module *m)
{
	v->module = m;
	v->facts = &m->vendor;
	v->dir = fix_abs(run, m->dir);
	v->path = path_join(run->arena, v->dir, "vendor");
	v->shown = path_join(run->arena, m->dir, "vendor");
}

static void set_work(struct fix_run *run, struct vendoring *v,
		     const struct workspace *w)
{
	v->work = w;
	v->facts = &w->vendor;
	v->dir = w->dir;
	v->path = path_join(run->arena, w->dir, "vendor");
	v->shown = w->above ? v->path : path_join(run->arena,
		path_dir(run->arena, w->file), "vendor");
}

static bool find_by_folder(struct fix_run *run, const char *vendor,
			   struct vendoring *v)
{
	const struct snapshot *s = run->snap;
	const char *dir = path_dir(run->arena, vendor);
	const struct module *m;
	size_t i;

	for (i = 0; i < s->nworkspaces; i++)
		if (cstr_empty(run->finding->module) &&
		    cstr_eq(s->workspaces[i].dir, fix_abs(run, dir))) {
			set_work(run, v, &s->workspaces[i]);
			return true;
		}
	m = snapshot_module(s, dir);
	if (m)
		set_module(run, v, m);
	return m != NULL;
}

bool vendoring_find(struct fix_run *run, struct vendoring *out)
{
	const struct finding *f = run->finding;
	const struct module *m = fix_module(run);
	struct gobuild b;

	memset(out, 0, sizeof(*out));
	if (f && cstr_eq(path_base(f->path), "modules.txt"))
		return find_by_folder(run, path_dir(run->arena, f->path), out);
	if (!m)
		return false;
	if (run->place) {
		gobuild_init(&b, run->arena, run->snap, run->place, m);
		if (b.work && b.listed && b.release >= GO_1_22 &&
		    (gobuild_uses_vendor(&b) || b.work->vendor.dir)) {
			set_work(run, out, b.work);
			return true;
		}
	}
	set_module(run, out, m);
	return true;
}

/* What text in JSON, or a line of go.work, would not hold as it is. */
static bool is_plain(const char *path)
{
	for (; *path; path++)
		if ((unsigned char)*path < 0x20 || strchr("\"\\`", *path))
			return false;
	return true;
}

static const char *place_flag(struct fix_run *run, const char *dir,
			      const char *name)
{
	return gobuild_flag(run->arena,
			    place_value_in(run->place, dir, "GOFLAGS"), name);
}

void vendoring_refuse(struct fix_run *run, const struct vendoring *v)
{
	struct msg *why = &run->offer.refused;
	struct arena *a = run->arena;
	struct error err = ERROR_INIT;
	struct plan_state s;
	const char *go;

	if (!run->place || !env_go(run->place)) {
		*why = MSG(a, N_("There is no go here that could write {0}."),
			   v->shown);
		return;
	}
	go = env_version(a, run->place);
	if (go && env_version_cmp(go, "go1.18") < 0) {
		*why = MSG(a, N_("{0} cannot write a vendor folder elsewhere "
				 "than in place (-o came with Go 1.18)."), go);
		return;
	}
	if (v->work && go && env_version_cmp(go, "go1.22") < 0) {
		*why = MSG(a, N_("{0} has no vendor folder of a workspace; "
				 "\"go work vendor\" came with Go 1.22."), go);
		return;
	}
	if (v->work && v->work->above) {
		*why = MSG(a, N_("{0} lies outside of this repository. Open "
				 "gomend in {1}."), v->work->file, v->dir);
		return;
	}
	/* What only another release refuses is no hindrance here. */
	if (v->work && (!is_plain(v->dir) ||
			parse_problems_for(v->work->problems,
					   v->work->nproblems, go))) {
		*why = MSG(a, N_("{0} cannot be read as it stands."),
			   v->work->file);
		return;
	}
	if (v->module && (v->module->unreadable ||
			  parse_problems_for(v->module->problems,
					     v->module->nproblems, go))) {
		*why = MSG(a, N_("{0} cannot be read as it stands."),
			   v->module->gomod);
		return;
	}
	if (v->module && (place_flag(run, v->module->dir, "modfile") ||
			  place_flag(run, v->module->dir, "overlay"))) {
		*why = MSG(a, N_("GOFLAGS gives go another go.mod or other "
				 "files here ({0}); vendor/ would be theirs."),
			   place_value_in(run->place, v->module->dir,
					  "GOFLAGS"));
		return;
	}
	if (run->host->state(run->host, a, v->path, false, &s, &err)) {
		*why = MSG(a, N_("{0} cannot be read: {1}"), v->shown,
			   err.message);
	} else if (s.type == PLAN_SYMLINK) {
		*why = MSG(a, N_("{0} is a symbolic link to {1}. go mod vendor "
				 "would put a folder in its place and leave "
				 "what it leads to as it is. Take the link "
				 "away first, or write what it leads to."),
			   v->shown, s.print);
	} else if (s.type != PLAN_FOLDER && s.type != PLAN_ABSENT) {
		*why = MSG(a, N_("{0} is not a folder."), v->shown);
	} else if (!run->host->can_write(run->host, v->dir)) {
		*why = MSG(a, N_("The folder {0} cannot be written to."),
			   v->dir);
	}
	error_release(&err);
}

/* ---- what is not at hand ---- */

static bool is_cached(struct fix_run *run, const char *modcache,
		      const char *path, const char *version)
{
	struct arena *a = run->arena;
	struct plan_state s;
	size_t i;

	/* Unpacked, or to be unpacked. */
	for (i = 0; i < 2; i++) {
		const char *at = i ?
			modpath_cache_file(a, modcache, path, version,
					   "info") :
			modpath_cache_dir(a, modcache, path, version);

		if (!at)
			return true;
		memset(&s, 0, sizeof(s));
		if (!run->host->state(run->host, a, at, false, &s, NULL) &&
		    s.type != PLAN_ABSENT)
			return true;
	}
	return false;
}

static void add_missing(struct fix_run *run, const struct module *m,
			struct strbuf *names, int *n)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	struct gobuild b;
	size_t i;

	gobuild_init(&b, run->arena, run->snap, run->place, m);
	for (i = 0; !cstr_empty(cache) && i < m->nrequires; i++) {
		const char *path = m->requires[i].path;
		const char *version = m->requires[i].version;
		const struct replace *r = gobuild_replacement(&b, path,
							      version);

		if (r) {
			path = r->new_path;
			version = r->new_version;
		}
		if (!version || modules_is_member(&b, path) ||
		    is_cached(run, cache, path, version))
			continue;
		if (++*n <= SHOWN)
			strbuf_addf(names, "%s%s@%s", *n > 1 ? ", " : "",
				    path, version);
	}
	/* The rest is counted only. */
	if (*n > SHOWN && names->len && names->buf[names->len - 1] != '.')
		strbuf_addstr(names, ", ...");
}

/* What GOPROXY holds of passwords is nobody's to see. */
static const char *proxy_shown(struct fix_run *run)
{
	struct str rest = str_from(place_value(run->place, "GOPROXY"));
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t at, from;

	while ((at = str_search(rest, "://")) < rest.len) {
		strbuf_adds(&sb, str_sub(rest, 0, at + 3));
		rest = str_sub(rest, at + 3, rest.len - at - 3);
		for (from = 0; from < rest.len &&
			       !strchr("/,|", rest.p[from]); from++)
			if (rest.p[from] == '@') {
				rest = str_sub(rest, from + 1,
					       rest.len - from - 1);
				from = 0;
			}
	}
	strbuf_adds(&sb, rest);
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

void vendoring_network(struct fix_run *run, const struct module *m)
{
	struct strbuf names = STRBUF_INIT;
	struct arena *a = run->arena;
	struct gobuild b;
	struct msg about;
	const char *sumdb;
	int n = 0;
	size_t i;

	if (m) {
		add_missing(run, m, &names, &n);
	} else if (run->snap->nmodules) {
		gobuild_init(&b, a, run->snap, run->place,
			     fix_module(run) ? fix_module(run)
					     : &run->snap->modules[0]);
		for (i = 0; i < b.nmains; i++)
			add_missing(run, b.mains[i], &names, &n);
	}
	sumdb = place_value(run->place, "GOSUMDB");
	if (cstr_eq(sumdb, "off"))
		sumdb = "nothing, since GOSUMDB is off";
	if (cstr_eq(place_value(run->place, "GOPROXY"), "off"))
		about = MSG(a, N_(
			"go takes all from the module cache; yes makes no "
			"difference while GOPROXY is off."));
	else if (n)
		about = MSG_N(a, N_(
			"No: go takes all from the module cache. {n} required "
			"module is not there, and it stops where it needs it: "
			"{0}. Yes: go may fetch from {1} what it lacks; each "
			"module is checked against go.sum, and a new one "
			"against {2}."), N_(
			"No: go takes all from the module cache. {n} required "
			"modules are not there, and it stops where it needs "
			"one: {0}. Yes: go may fetch from {1} what it lacks; "
			"each module is checked against go.sum, and a new one "
			"against {2}."), n, names.buf, proxy_shown(run),
			sumdb);
	else
		about = MSG(a, N_(
			"No: go takes all from the module cache, which has "
			"what go.mod requires. Yes: go may fetch from {0} what "
			"it lacks; each module is checked against go.sum, and "
			"a new one against {1}."), proxy_shown(run), sumdb);
	(void)fix_choice(run, "network", CHOICE_YES_NO,
			 MSG(a, N_("Use the network")), about, "no");
	strbuf_release(&names);
}

/* ---- the commands ---- */

void vendoring_env(struct fix_run *run, struct plan_command *c,
		   const char *pair)
{
	*ARENA_PUSH(run->arena, c->env, c->nenv) = pair;
}

static void common(struct fix_run *run, struct plan_command *c)
{
	fix_may_fetch(run, c);
	/* It lives for seconds, and compiles nothing: collect less often. */
	if (!place_getenv(run->place, "GOGC"))
		vendoring_env(run, c, "GOGC=400");
}

static struct msg what(struct fix_run *run)
{
	return MSG(run->arena, N_("write the new vendor folder into the "
				  "stage"));
}

static void work_vendor(struct fix_run *run, const struct vendoring *v,
			const char *id, const char *unless)
{
	struct plan_command *c;

	c = fix_command(run, id, v->dir, what(run), "go", "work", "vendor",
			"-overlay={stage}/overlay.json", "-o",
			"{stage}/vendor", NULL);
	common(run, c);
	c->unless = unless;
	vendoring_env(run, c, arena_printf(run->arena, "GOWORK=%s/%s", v->dir,
					   path_base(v->work->file)));
}

static void add_word(struct fix_run *run, struct strbuf *sb, const char *word)
{
	struct str quoted = modrule_auto_quote(run->arena, str_from(word),
					       GORELEASE_NEWEST);

	strbuf_addch(sb, ' ');
	strbuf_adds(sb, quoted);
}

/*
 * The workspace as seen from anywhere: what decides on go.work.sum, with
 * absolute folders.
 */
static const char *moved_gowork(struct fix_run *run, const struct workspace *w)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i;

	if (w->go_version)
		strbuf_addf(&sb, "go %s\n", w->go_version);
	for (i = 0; i < w->nuses; i++) {
		strbuf_addstr(&sb, "use");
		add_word(run, &sb, w->uses[i].dir);
		strbuf_addch(&sb, '\n');
	}
	for (i = 0; i < w->nreplaces; i++) {
		const struct replace *r = &w->replaces[i];

		strbuf_addstr(&sb, "replace");
		add_word(run, &sb, r->old_path);
		if (r->old_version)
			add_word(run, &sb, r->old_version);
		strbuf_addstr(&sb, " =>");
		add_word(run, &sb, r->new_version ? r->new_path : r->dir);
		if (r->new_version)
			add_word(run, &sb, r->new_version);
		strbuf_addch(&sb, '\n');
	}
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

/* A text into a file of the stage. */
static struct plan_command *put(struct fix_run *run, const char *id,
				const char *cwd, struct msg why,
				const char *text, const char *file)
{
	return fix_command(run, id, cwd, why, "sh", "-c",
			   "printf %s \"$1\" >\"$2\"", "sh", text, file, NULL);
}

/*
 * go work vendor writes go.work.sum where that lacks a line.  As an overlay
 * it cannot: then a copy of the workspace in the stage gets the lines first.
 */
static void work_needs(struct fix_run *run, const struct vendoring *v)
{
	struct arena *a = run->arena;
	const char *file = path_base(v->work->file);
	const char *sum = arena_printf(a, "%s/%s.sum", v->dir, file);
	struct plan_command *c;
	struct plan_state s;

	memset(&s, 0, sizeof(s));
	(void)run->host->state(run->host, a, sum, false, &s, NULL);
	(void)fix_command(run, "sums", v->dir,
			  MSG(a, N_("copy {0}"), path_base(sum)),
			  "install", "-m", "600",
			  s.type == PLAN_ABSENT ? "/dev/null" : sum,
			  "{stage}/go.work.sum", NULL);
	(void)put(run, "overlay", v->dir,
		  MSG(a, N_("keep go from writing {0}"), path_base(sum)),
		  arena_printf(a, "{\"Replace\":{\"%s\":"
			       "\"{stage}/go.work.sum\"}}", sum),
		  "{stage}/overlay.json");
	work_vendor(run, v, "vendor", NULL);
	c = put(run, "copy", v->dir,
		MSG(a, N_("copy {0}, with absolute folders"), file),
		moved_gowork(run, v->work), "{stage}/go.work");
	c->unless = "vendor";
	c = fix_command(run, "lines", v->dir,
			MSG(a, N_("find the lines that {0} lacks"),
			    path_base(sum)),
			"go", "work", "vendor", "-o", "{stage}/first", NULL);
	common(run, c);
	c->unless = "vendor";
	vendoring_env(run, c, "GOWORK={stage}/go.work");
	work_vendor(run, v, "again", "vendor");
}

/* ---- without go ---- */

void vendoring_by(struct fix_run *run, const struct vendoring *v)
{
	struct arena *a = run->arena;
	struct choice *c;

	if (v->work)
		return;
	c = fix_choice(run, "by", CHOICE_ONE_OF,
		       MSG(a, N_("Who works it out")), MSG(a, N_(
		"gomend: from go.mod, go.sum and the module cache, by the "
		"rules of go; only what differs is written. Where anything is "
		"out of the ordinary, go is asked all the same. go: go mod "
		"vendor writes a whole new folder, and the two are "
		"exchanged.")), "gomend");
	fix_option(run, c, "gomend");
	fix_option(run, c, "go");
}

static void release_tree(void *value)
{
	vendortree_release(value);
	free(value);
}

/* Would another go run than the one of the place, or none? */
static bool other_go(struct fix_run *run, const struct vendoring *v)
{
	const char *to = place_value_in(run->place, v->module->dir,
					"GOTOOLCHAIN");

	return cstr_eq(place_value_in(run->place, v->module->dir,
				      "GO111MODULE"), "off") ||
	       (!cstr_empty(to) && !cstr_eq(to, "auto") &&
		!cstr_eq(to, "local") && !cstr_eq(to, "path"));
}

/* The tree worked out by gomend; NULL: go must be asked. */
static const struct vendortree *worked_out(struct fix_run *run,
					   const struct vendoring *v)
{
	struct fix_kept *kept = run->host->kept;
	const char *version = env_version(run->arena, run->place), *key;
	struct vendortree_in in = { 0 };
	struct vendortree *t;

	if (v->work || !kept || !cstr_eq(fix_value(run, "by"), "gomend") ||
	    !version || other_go(run, v))
		return NULL;
	in.host = run->host;
	in.dir = v->dir;
	in.version = cstr_starts(version, "go") ? version + 2 : version;
	in.modcache = place_value(run->place, "GOMODCACHE");
	in.goroot = place_value(run->place, "GOROOT");
	key = arena_printf(run->arena, "%s %s %s %s", v->dir, in.version,
			   in.modcache, in.goroot);
	if (kept->value && !cstr_eq(kept->key, key)) {
		kept->release(kept->value);
		memset(kept, 0, sizeof(*kept));
	}
	if (!kept->value) {
		t = xcalloc(1, sizeof(*t));
		vendortree_make(&in, t);
		kept->value = t;
		kept->key = arena_strdup(&t->arena, key);
		kept->release = release_tree;
		kept->at_ms = 0;
	}
	t = kept->value;
	return t->why ? NULL : t;
}

void vendoring_needs(struct fix_run *run, const struct vendoring *v,
		     const char *modfile)
{
	struct plan_command *c;

	if (v->work) {
		work_needs(run, v);
		return;
	}
	if (!modfile && worked_out(run, v))
		return;
	if (modfile)
		c = fix_command(run, "vendor", v->dir, what(run), "go", "mod",
				"vendor", arena_printf(run->arena,
					"-modfile=%s", modfile),
				"-o", "{stage}/vendor", NULL);
	else
		c = fix_command(run, "vendor", v->dir, what(run), "go", "mod",
				"vendor", "-o", "{stage}/vendor", NULL);
	common(run, c);
	if (!cstr_empty(place_value_in(run->place, v->module->dir, "GOWORK")))
		vendoring_env(run, c, "GOWORK=off");
}

/* ---- what go said ---- */

/* The first line of the text that holds this, without its indent; or NULL. */
static const char *line_with(struct arena *a, const char *text,
			     const char *needle)
{
	struct str rest = str_from(text), line;

	while (str_line(&rest, &line))
		if (str_search(line, needle) < line.len) {
			line = str_trim(line);
			if (str_starts(line, "go: "))
				line = str_sub(line, 4, line.len - 4);
			return arena_strndup(a, line.p, line.len);
		}
	return NULL;
}

/* The end of what it printed, in one line. */
static const char *last_words(struct arena *a, const char *text)
{
	struct str rest = str_trim(str_from(text)), line;
	struct str kept[3];
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t n = 0, i;

	while (str_line(&rest, &line)) {
		if (!str_trim(line).len)
			continue;
		if (n == ARRAY_SIZE(kept))
			memmove(kept, kept + 1, (--n) * sizeof(*kept));
		kept[n++] = str_trim(line);
	}
	for (i = 0; i < n; i++)
		strbuf_addf(&sb, "%s%.*s", i ? " | " : "", STR_FMT(kept[i]));
	out = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return out;
}

int vendoring_failed(struct fix_run *run, const struct fix_ran *ran,
		     const char *command, struct error *err)
{
	static const char *const untidy[] = {
		"missing go.sum entry", "updates to go.mod needed",
		"updates to go.sum needed", "implicitly required module",
		"no required module provides package",
		"cannot find module providing package",
	};
	struct arena *a = run->arena;
	struct msg *why = &run->offer.refused;
	const char *said = ran ? ran->err : "", *line;
	size_t i;

	line = line_with(a, said, "disabled by GOPROXY=off");
	if (line) {
		*why = MSG(a, N_("The module cache lacks what {0} needs, and "
				 "the network was not to be used: {1}. With "
				 "network=yes go may fetch it from {2}."),
			   command, line, proxy_shown(run));
		return error_set(err, "%s", msg_english(a, why));
	}
	for (i = 0; i < ARRAY_SIZE(untidy) &&
		    !cstr_eq(command, "go mod tidy"); i++) {
		line = line_with(a, said, untidy[i]);
		if (!line)
			continue;
		*why = MSG(a, N_("go.mod or go.sum lacks something that {0} "
				 "does not add: {1}. Run the fix tidy first."),
			   command, line);
		return error_set(err, "%s", msg_english(a, why));
	}
	line = line_with(a, said, "file:///nonexistent/lookup/");
	if (line) {
		*why = MSG(a, N_("go.sum lacks a hash that go checks against "
				 "the checksum database, and the network was "
				 "not to be used: {0}. With network=yes it "
				 "asks {1}."), arena_strndup(a, line,
				str_find(str_from(line), ':')),
			   place_value(run->place, "GOSUMDB"));
		return error_set(err, "%s", msg_english(a, why));
	}
	line = line_with(a, said, "checksum mismatch");
	if (line) {
		*why = MSG(a, N_("go refuses a module, since its hash is not "
				 "the one that is known: {0}. Find out why "
				 "before you go on."), line);
		return error_set(err, "%s", msg_english(a, why));
	}
	line = line_with(a, said, "requires go@");
	if (line) {
		*why = MSG(a, N_("The go line cannot stay: {0}. With "
				 "keep-go=no it is raised."), line);
		return error_set(err, "%s", msg_english(a, why));
	}
	line = line_with(a, said, "requires go >= ");
	if (line)
		*why = MSG(a, N_("The go of this place is too old: {0}."),
			   line);
	else if (!ran)
		*why = MSG(a, N_("{0} was not run."), command);
	else
		*why = MSG(a, N_("{0} failed: {1}"), command,
			   last_words(a, cstr_empty(said) ? ran->out : said));
	return error_set(err, "%s", msg_english(a, why));
}

/* ---- what differs, module by module ---- */

struct vmod {
	const char *path, *version, *to, *to_version;
	bool has_packages;
	const struct vmod *other;	/* in the other tree */
	const char *label;
	bool touched;			/* a file of it differs */
};

struct side {
	struct vmod *mods;
	size_t n;
	struct map by_path;		/* packages and modules */
};

static void take_side(struct fix_run *run, struct str bytes, struct side *s)
{
	struct arena *a = run->arena;
	const struct modulestxt *m = modulestxt_parse(a, bytes);
	size_t i;

	s->mods = arena_alloc(a, mem_mul(m->nmodules + 1, sizeof(*s->mods)));
	for (i = 0; i < m->nmodules; i++) {
		struct vmod *to = &s->mods[s->n];

		if (!m->modules[i]->version)
			continue;
		s->n++;
		to->path = m->modules[i]->path;
		to->version = m->modules[i]->version;
		to->to = m->modules[i]->replace_path;
		to->to_version = m->modules[i]->replace_version;
		to->has_packages = m->modules[i]->npackages > 0;
		if (to->has_packages || !map_has(&s->by_path, to->path))
			map_put(&s->by_path, to->path, to);
	}
	for (i = 0; i < m->npackages; i++) {
		const struct modulestxt_module *in = m->packages[i].module;
		size_t k;

		/* In the order of the file: the last one is the nearest. */
		for (k = s->n; k-- > 0;)
			if (cstr_eq(s->mods[k].path, in->path) &&
			    cstr_eq(s->mods[k].version, in->version))
				break;
		if (k < s->n)
			map_puts(&s->by_path, m->packages[i].path,
				 &s->mods[k]);
	}
}

static int read_side(struct fix_run *run, const char *dir, struct side *s,
		     struct error *err)
{
	const char *file = path_join(run->arena, dir, "modules.txt");
	struct plan_state st;
	struct str bytes;

	memset(s, 0, sizeof(*s));
	memset(&st, 0, sizeof(st));
	if (run->host->state(run->host, run->arena, file, false, &st, err))
		return -1;
	/* A folder without it counts as one with an empty one. */
	if (st.type != PLAN_FILE)
		return 0;
	if (fix_read(run, file, &bytes, err))
		return -1;
	take_side(run, bytes, s);
	return 0;
}

/* The module that a file of the vendor folder comes from, or NULL. */
static struct vmod *owner(struct arena *a, const struct side *s,
			  const char *rel)
{
	const char *dir;

	for (dir = path_dir(a, rel); strcmp(dir, ".") != 0;
	     dir = path_dir(a, dir)) {
		struct vmod *m = map_get(&s->by_path, dir);

		if (m)
			return m;
	}
	return NULL;
}

static const char *version_of(struct arena *a, const struct vmod *m)
{
	if (!m->to)
		return m->version;
	if (!m->to_version)
		return arena_printf(a, "%s => %s", m->version, m->to);
	return arena_printf(a, "%s => %s %s", m->version, m->to,
			    m->to_version);
}

static bool same_version(const struct vmod *x, const struct vmod *y)
{
	return cstr_eq(x->version, y->version) && cstr_eq(x->to, y->to) &&
	       cstr_eq(x->to_version, y->to_version);
}

/* One is enough where a path comes in several versions: those of packages. */
static void pair(struct arena *a, struct side *old, struct side *new)
{
	size_t i;

	for (i = 0; i < new->n; i++) {
		struct vmod *m = &new->mods[i];
		struct vmod *o = map_get(&old->by_path, m->path);

		if (o && cstr_eq(o->path, m->path) &&
		    o->has_packages == m->has_packages) {
			m->other = o;
			o->other = m;
		}
		m->label = m->other && !same_version(m, m->other) ?
			arena_printf(a, "%s %s → %s", m->path,
				     version_of(a, m->other),
				     version_of(a, m)) :
			arena_printf(a, "%s %s", m->path, version_of(a, m));
	}
	for (i = 0; i < old->n; i++) {
		struct vmod *m = &old->mods[i];

		m->label = m->other ? m->other->label :
			arena_printf(a, "%s %s", m->path, version_of(a, m));
	}
}

struct tally {
	struct fix_run *run;
	const struct vendoring *v;
	struct side old, new;
	int changed, same;
	struct strbuf edited, extra, links, ignored;
	struct map repos;		/* in the old tree, by folder */
	struct map told;		/* paths that a note is about */
	int nedited, nextra, nlinks, nignored, nrepos;
	bool modules_txt;
};

static void name(struct strbuf *sb, int *n, const char *rel)
{
	if (++*n <= SHOWN)
		strbuf_addf(sb, "%s%s", *n > 1 ? ", " : "", rel);
	else if (*n == SHOWN + 1)
		strbuf_addstr(sb, ", …");
}

static void take_change(struct tally *t, struct plan_change *c)
{
	struct arena *a = t->run->arena;
	const char *rel = path_rel(a, t->v->path, c->path);
	struct vmod *n = owner(a, &t->new, rel), *o = owner(a, &t->old, rel);
	struct vmod *m = n ? n : o;

	if (!strcmp(rel, "modules.txt"))
		t->modules_txt = true;
	if (c->kind == CHANGE_REMOVED && o)
		m = o;
	if (m) {
		c->group = m->label;
		m->touched = true;
		if (m->other && m == o)
			((struct vmod *)map_get(&t->new.by_path,
						m->path))->touched = true;
	}
	/* What go did not write, or wrote otherwise: somebody else did. */
	if (c->kind == CHANGE_REMOVED && strcmp(rel, "modules.txt") != 0 &&
	    !map_has(&t->told, rel) &&
	    (!o || (n && o->other == n && same_version(o, n) && !o->to)))
		name(&t->extra, &t->nextra, rel);
	else if ((c->kind == CHANGE_MODIFIED || c->kind == CHANGE_MODE) && n &&
		 o && o->other == n && same_version(o, n) &&
		 (!n->to || n->to_version))
		name(&t->edited, &t->nedited, rel);
}

/*
 * What go never writes, and so is among what goes: links, and repositories of
 * their own, told by their .git.
 */
static int take_gone(struct tally *t, const struct plan_change *c,
		     struct error *err)
{
	struct fix_run *run = t->run;
	const char *rel = path_rel(run->arena, t->v->path, c->path);
	const char *git = strstr(rel, ".git");
	struct plan_state s;

	if (c->kind != CHANGE_REMOVED && c->kind != CHANGE_MODIFIED)
		return 0;
	if (git && (git == rel || git[-1] == '/') &&
	    (!git[4] || git[4] == '/')) {
		const char *at = arena_strndup(run->arena, rel,
					       (size_t)(git - rel));

		t->nrepos += !map_has(&t->repos, at);
		map_put(&t->repos, at, NULL);
		map_put(&t->told, rel, NULL);
		return 0;
	}
	if (run->host->state(run->host, run->arena, c->path, false, &s, err))
		return -1;
	if (s.type == PLAN_SYMLINK) {
		map_put(&t->told, rel, NULL);
		name(&t->links, &t->nlinks,
		     arena_printf(run->arena, "%s → %s", rel, s.print));
	}
	return 0;
}

static void count(struct tally *t)
{
	size_t i;

	for (i = 0; i < t->new.n; i++) {
		const struct vmod *m = &t->new.mods[i];

		if (!m->has_packages)
			continue;
		if (m->other && same_version(m, m->other) && !m->touched)
			t->same++;
		else
			t->changed++;
	}
	for (i = 0; i < t->old.n; i++)
		if (t->old.mods[i].has_packages && !t->old.mods[i].other)
			t->changed++;
}

/* ---- what git would leave out ---- */

static void add_rules(struct fix_run *run, struct gitignore *set,
		      const char *path, const char *shown, const char *base)
{
	struct plan_state s;
	struct str bytes;

	memset(&s, 0, sizeof(s));
	if (!run->host->state(run->host, run->arena, path, false, &s, NULL) &&
	    s.type == PLAN_FILE && !fix_read(run, path, &bytes, NULL))
		gitignore_add(run->arena, set, bytes, shown, base);
}

/* The new folder: written by go in the stage, or worked out. */
struct fresh {
	const char *staged;
	const struct vendortree *tree;	/* NULL: staged */
};

struct rules {
	struct fix_run *run;
	const struct vendoring *v;
	const struct fresh *fresh;
	struct gitignore set;
	struct map seen;		/* folders of the new tree */
};

/* The .gitignore files of the new tree in whose reach the file lies. */
static void take_rules(struct rules *r, const char *rel)
{
	struct arena *a = r->run->arena;
	const char *dir = path_dir(a, rel), *shown, *from;

	if (map_has(&r->seen, dir))
		return;
	map_put(&r->seen, dir, NULL);
	if (strcmp(dir, ".") != 0)
		take_rules(r, dir);
	shown = path_join(a, r->v->shown, path_join(a, dir, ".gitignore"));
	rel = path_join(a, dir, ".gitignore");
	from = r->fresh->tree ? vendortree_from(r->fresh->tree, rel)
			      : path_join(a, r->fresh->staged, rel);
	if (from)
		add_rules(r->run, &r->set, from, shown, path_dir(a, shown));
}

static void ignored_files(struct fix_run *run, const struct plan *p,
			  const struct vendoring *v,
			  const struct fresh *fresh, struct tally *t)
{
	struct rules r = { run, v, fresh, { NULL, 0 }, MAP_INIT };
	struct arena *a = run->arena;
	const char *root = run->snap->repo.root;
	const char *at = "";
	struct str rest = str_from(v->shown), part;
	size_t i;

	if (!run->snap->repo.git_dir || v->facts->ignored_whole)
		return;
	add_rules(run, &r.set, path_join(a, run->snap->repo.git_dir,
					 "info/exclude"),
		  "info/exclude", "");
	add_rules(run, &r.set, path_join(a, root, ".gitignore"), ".gitignore",
		  "");
	while (str_cut(&rest, '/', &part) && rest.p) {
		if (str_is(part, "."))
			continue;
		at = path_join(a, at, arena_strndup(a, part.p, part.len));
		add_rules(run, &r.set,
			  arena_printf(a, "%s/%s/.gitignore", root, at),
			  arena_printf(a, "%s/.gitignore", at), at);
	}
	for (i = 0; i < p->nchanges; i++) {
		const struct plan_change *c = &p->changes[i];
		const struct gitignore_rule *rule;
		const char *rel;

		if (c->kind != CHANGE_ADDED || !path_under(v->path, c->path))
			continue;
		take_rules(&r, path_rel(a, v->path, c->path));
		rel = path_rel(a, root, c->path);
		rule = gitignore_why(&r.set, rel, false);
		if (rule)
			name(&t->ignored, &t->nignored,
			     arena_printf(a, "%s (%s:%d: %s)", rel, rule->file,
					  rule->line, rule->pattern));
	}
	map_release(&r.seen);
}

/* ---- the plan ---- */

static void set_title(struct fix_run *run, struct plan *p,
		      const struct vendoring *v, const struct tally *t)
{
	struct arena *a = run->arena;
	const char *same = arena_printf(a, "%d", t->same);

	if (t->changed)
		p->title = MSG_N(a, N_(
			"make {0} match again: {n} module changes, {1} stay "
			"byte for byte"), N_(
			"make {0} match again: {n} modules change, {1} stay "
			"byte for byte"), t->changed, v->shown, same);
	else if (t->modules_txt)
		p->title = MSG(a, N_("make {0} match again: only modules.txt "
				     "changes, {1} modules stay byte for "
				     "byte"), v->shown, same);
	else
		p->title = MSG(a, N_("write {0} as go does; {1} modules stay "
				     "byte for byte"), v->shown, same);
}

static void add_notes(struct fix_run *run, struct plan *p,
		      const struct vendoring *v, const struct tally *t)
{
	struct arena *a = run->arena;

	if (t->nedited)
		fix_note(run, p, MSG_N(a, N_(
			"{n} vendored file is not what its module holds, at a "
			"version that stays. The change by hand is lost (undo "
			"brings it back): {0}"), N_(
			"{n} vendored files are not what their modules hold, "
			"at versions that stay. The changes by hand are lost "
			"(undo brings them back): {0}"),
			t->nedited, t->edited.buf));
	if (t->nextra)
		fix_note(run, p, MSG_N(a, N_(
			"{n} file in {0} comes from no module that go would "
			"vendor, and goes: {1}"), N_(
			"{n} files in {0} come from no module that go would "
			"vendor, and go: {1}"), t->nextra, v->shown,
			t->extra.buf));
	if (t->nlinks)
		fix_note(run, p, MSG_N(a, N_(
			"{n} symbolic link in {0} goes; what it leads to "
			"stays: {1}"), N_(
			"{n} symbolic links in {0} go; what they lead to "
			"stays: {1}"), t->nlinks, v->shown, t->links.buf));
	if (t->nrepos)
		fix_note(run, p, MSG_N(a, N_(
			"{n} folder in {0} is a git repository or submodule of "
			"its own, and goes as a whole."), N_(
			"{n} folders in {0} are git repositories or submodules "
			"of their own, and go as a whole."), t->nrepos,
			v->shown));
	if (v->facts->ignored_whole)
		fix_note(run, p, MSG(a, N_(
			"git ignores {0} as a whole: nothing of this will be "
			"committed."), v->shown));
	if (t->nignored)
		fix_note(run, p, MSG_N(a, N_(
			"git will ignore {n} new file, so that a clean "
			"checkout lacks it. If it is a source file, that is an "
			"error anew, and all is put back: see to the rule "
			"first. {0}"), N_(
			"git will ignore {n} new files, so that a clean "
			"checkout lacks them. If one is a source file, that is "
			"an error anew, and all is put back: see to the rule "
			"first. {0}"), t->nignored,
			t->ignored.buf));
}

/* The lines that go.work.sum lacked, when go had to look for them. */
static int add_sums(struct fix_run *run, struct plan *p,
		    const struct vendoring *v, struct error *err)
{
	struct arena *a = run->arena;
	const char *sum = arena_printf(a, "%s/%s.sum", v->dir,
				       path_base(v->work->file));

	if (fix_write_from(run, p, sum,
			   path_join(a, run->stage, "go.work.sum"), err))
		return -1;
	fix_note(run, p, MSG(a, N_(
		"{0} lacks lines that the new vendor folder needs; go work "
		"vendor adds them."), path_base(sum)));
	return 0;
}

/* Folders that are made for what is in them. */
static void silence_folders(struct fix_run *run, struct plan *p)
{
	size_t i, k;

	for (i = 0; i < p->nops; i++) {
		if (p->ops[i].kind != PLAN_MKDIR)
			continue;
		/* In order: what lies below it comes soon after. */
		for (k = i + 1; k < p->nops &&
		     cstr_starts(p->ops[k].path, p->ops[i].path); k++)
			if (path_under(p->ops[i].path, p->ops[k].path)) {
				preview_silent(run->arena, p, i);
				break;
			}
	}
}

static int by_path(const void *x, const void *y)
{
	const struct plan_change *a = x, *b = y;

	return strcmp(a->path, b->path);
}

static int compare(struct fix_run *run, struct plan *p,
		   const struct vendoring *v, const struct fresh *fresh,
		   bool was_there, struct error *err)
{
	struct tally t;
	size_t i;
	int rc = -1;

	memset(&t, 0, sizeof(t));
	t.run = run;
	t.v = v;
	strbuf_init(&t.edited);
	strbuf_init(&t.extra);
	strbuf_init(&t.links);
	strbuf_init(&t.ignored);
	silence_folders(run, p);
	if (preview_changes(run->host, run->arena, p, err))
		goto out;
	qsort(p->changes, p->nchanges, sizeof(*p->changes), by_path);
	if (read_side(run, v->path, &t.old, err) ||
	    (fresh->staged && read_side(run, fresh->staged, &t.new, err)))
		goto out;
	if (fresh->tree)
		take_side(run, str_from(arena_strdup(run->arena,
			  fresh->tree->modules_txt)), &t.new);
	pair(run->arena, &t.old, &t.new);
	for (i = 0; was_there && i < p->nchanges; i++)
		if (path_under(v->path, p->changes[i].path) &&
		    take_gone(&t, &p->changes[i], err))
			goto out;
	for (i = 0; i < p->nchanges; i++)
		if (path_under(v->path, p->changes[i].path))
			take_change(&t, &p->changes[i]);
	count(&t);
	ignored_files(run, p, v, fresh, &t);
	set_title(run, p, v, &t);
	add_notes(run, p, v, &t);
	silence_folders(run, p);
	rc = 0;
out:
	map_release(&t.old.by_path);
	map_release(&t.new.by_path);
	map_release(&t.told);
	map_release(&t.repos);
	strbuf_release(&t.edited);
	strbuf_release(&t.extra);
	strbuf_release(&t.links);
	strbuf_release(&t.ignored);
	return rc;
}

/* One thing that differs, as a step. */
static int add_step(struct fix_run *run, struct plan *p,
		    const struct vendoring *v, const struct vendortree *t,
		    const struct vendortree_diff *d, struct error *err)
{
	const char *path = path_join(run->arena, v->path, d->rel);
	struct str bytes = str_from(t->modules_txt);
	struct plan_op *op;

	switch (d->kind) {
	case VENDORTREE_NEW:
	case VENDORTREE_OTHER:
		if ((d->from && fix_read(run, d->from, &bytes, err)) ||
		    fix_write(run, p, path, bytes.p, 0, err))
			return -1;
		op = &p->ops[p->nops - 1];
		if (op->before.type == PLAN_FILE && op->before.mode != d->mode)
			op->mode = d->mode;
		return 0;
	case VENDORTREE_MODE:
		return fix_mode(run, p, path, d->mode, err);
	case VENDORTREE_FOLDER:
		return fix_mkdir(run, p, path, 0, err);
	case VENDORTREE_GONE:
		return fix_remove(run, p, path, err) ||
		       preview_removed(run->host, run->arena, p, p->nops - 1,
				       err) ? -1 : 0;
	}
	return 0;
}

static int build_steps(struct fix_run *run, struct plan *p,
		       const struct vendoring *v, const struct vendortree *t,
		       struct error *err)
{
	const struct fresh fresh = { NULL, t };
	size_t i;

	for (i = 0; i < t->ndiffs; i++)
		if (add_step(run, p, v, t, &t->diffs[i], err))
			return -1;
	if (p->nops && compare(run, p, v, &fresh, true, err))
		return -1;
	fix_note(run, p, MSG(run->arena, N_(
		"gomend worked the new folder out itself, from go.mod, go.sum "
		"and the module cache.")));
	return 0;
}

int vendoring_build(struct fix_run *run, struct plan *p,
		    const struct vendoring *v, struct error *err)
{
	const struct fix_ran *ran = fix_ran(run, "vendor");
	const struct fix_ran *again = fix_ran(run, "again");
	const char *command = v->work ? "go work vendor" : "go mod vendor";
	const char *staged = path_join(run->arena, run->stage ? run->stage
						       : "/", "vendor");
	struct fresh fresh = { staged, NULL };
	const struct vendortree *t = ran ? NULL : worked_out(run, v);
	struct plan_state now, new;

	if (t)
		return build_steps(run, p, v, t, err);
	if (again && again->exit_code == 0) {
		if (add_sums(run, p, v, err))
			return -1;
	} else if (!ran || ran->exit_code) {
		/* The copy's words are those about what is missing. */
		const struct fix_ran *lines = fix_ran(run, "lines");

		return vendoring_failed(run, lines && lines->exit_code
						? lines : ran, command, err);
	}
	memset(&now, 0, sizeof(now));
	memset(&new, 0, sizeof(new));
	if (run->host->state(run->host, run->arena, v->path, false, &now,
			     err) ||
	    run->host->state(run->host, run->arena, staged, false, &new, err))
		return -1;
	if (new.type == PLAN_ABSENT) {
		/* "no dependencies to vendor": go takes the folder away. */
		if (now.type == PLAN_ABSENT)
			return 0;
		p->title = MSG(run->arena, N_("remove {0}: there is nothing "
					      "to vendor"), v->shown);
		return fix_remove(run, p, v->path, err);
	}
	if (fix_tree(run, p, v->path, staged, err) ||
	    compare(run, p, v, &fresh, now.type == PLAN_FOLDER, err))
		return -1;
	if (!v->work)
		fix_note(run, p, MSG(run->arena, N_(
			"go mod vendor worked the new folder out.")));
	return 0;
}

void vendoring_verify(struct fix_run *run, struct plan *p,
		      const struct vendoring *v)
{
	struct arena *a = run->arena;
	struct plan_command *c;
	size_t i;

	c = fix_verify(run, p, v->dir,
		       MSG(a, N_("everything still builds")),
		       "go", "build", "-mod=vendor", "-o", "/dev/null", NULL);
	if (!v->work)
		*ARENA_PUSH(a, c->argv, c->nargv) = "./...";
	for (i = 0; v->work && i < v->work->nuses; i++) {
		const char *rel = path_rel(a, v->dir, v->work->uses[i].dir);

		*ARENA_PUSH(a, c->argv, c->nargv) =
			cstr_starts(rel, "..") ?
			arena_printf(a, "%s/...", rel) :
			cstr_eq(rel, ".") ? "./..." :
			arena_printf(a, "./%s/...", rel);
	}
}
