/* install-go: a release of Go from its archive, unpacked beside, swapped in. */
#include "config.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/env.h"
#include "facts/gosource.h"
#include "fixes/shell.h"
#include "fmt/gover.h"

#define MIRROR "https://go.dev/dl/"
/* Names in a note; the folder that is kept for undo has them all. */
#define SHOWN 6

/* ---- which tree is meant ---- */

static const char *home_of(const struct fix_run *run)
{
	const char *home = run->place ? place_getenv(run->place, "HOME")
				      : NULL;

	return !cstr_empty(home) && path_is_abs(home) ? home : NULL;
}

/* What the shell starts: also one of another machine's, which then fails. */
static const struct go_binary *first_go(const struct place *p)
{
	return p->ngos && p->gos[0].alien ? &p->gos[0] : env_go(p);
}

/* The tree that the go of a place lies in, whole or not; NULL: none. */
static const char *tree_of(struct fix_run *run, const struct place *p)
{
	const struct go_binary *g = first_go(p);
	const char *bin;

	if (!g || g->script)
		return NULL;
	if (g->goroot)
		return g->goroot;
	bin = g->resolved ? path_dir(run->arena, g->resolved) : NULL;
	return bin && cstr_eq(path_base(bin), "bin")
		? path_dir(run->arena, bin) : NULL;
}

/* The first place that has the finding; that of the shell without one. */
static const struct place *place_with(const struct fix_run *run)
{
	const struct finding *f = run->finding;

	if (f && f->nplaces)
		return snapshot_place(run->snap, f->places[0].place);
	return run->place;
}

static bool serves(struct fix_run *run)
{
	const struct finding *f = run->finding;
	const struct place *p = place_with(run);

	if (!f)
		return true;	/* asked for by its id */
#ifndef GOMEND_SETUP
	return false;
#endif
	/* Where the variable points astray no new tree helps. */
	if (cstr_eq(f->id, "goroot-broken"))
		return p && !p->goroot.set && tree_of(run, p);
	if (cstr_eq(f->id, "goroot-mixed"))
		return p && (!p->goroot.set || p->goroot.own) &&
		       tree_of(run, p);
	/* An alias named go is another matter. */
	return !cstr_eq(f->id, "go-missing") || cstr_empty(f->subject);
}

/* ---- where it goes ---- */

static const char *default_prefix(struct fix_run *run)
{
	const struct place *p = place_with(run);
	const char *tree = p ? tree_of(run, p) : NULL;
	const char *home = home_of(run);

	/* One that is there and nobody else's is replaced. */
	if (tree && !gosource_is_managed(gosource_of(tree)) &&
	    run->host->can_write(run->host, path_dir(run->arena, tree)) &&
	    run->host->can_write(run->host, tree))
		return tree;
	if (!home || run->host->can_write(run->host, "/usr/local"))
		return "/usr/local/go";
	return path_join(run->arena, home, ".local/go");
}

/* The path with the links that lead to its folder followed. */
static const char *settled(struct fix_run *run, const char *path)
{
	const char *up = path_dir(run->arena, path), *real;

	if (cstr_eq(up, path))
		return path;
	real = run->host->real(run->host, run->arena, up);
	return path_join(run->arena, real ? real : settled(run, up),
			 path_base(path));
}

static bool is_there(struct fix_run *run, const char *path)
{
	struct plan_state s;

	return !run->host->look(run->host, run->arena, path, &s) &&
	       s.type != PLAN_ABSENT;
}

static const char *version_in(struct fix_run *run, const char *tree)
{
	struct str text, line;
	struct error err = ERROR_INIT;
	const char *version = NULL;

	if (!fix_read(run, path_join(run->arena, tree, "VERSION"), &text,
		      &err) && str_line(&text, &line)) {
		line = str_trim(line);
		if (gover_valid_toolchain(line))
			version = arena_strndup(run->arena, line.p, line.len);
	}
	error_release(&err);
	return version;
}

/* Names that a release has at its top. */
static bool is_release_name(const char *name)
{
	static const char *const names[] = {
		"AUTHORS", "CONTRIBUTING.md", "CONTRIBUTORS", "LICENSE",
		"PATENTS", "README.md", "SECURITY.md", "VERSION", "api",
		"bin", "blog", "codereview.cfg", "doc", "favicon.ico",
		"go.env", "include", "lib", "misc", "pkg", "robots.txt",
		"src", "test",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (cstr_eq(names[i], name))
			return true;
	return false;
}

/* What may not be replaced, or cannot. */
static struct msg why_not(struct fix_run *run, const char *path)
{
	struct arena *a = run->arena;
	enum gosource source = gosource_of(path);
	const char **names = NULL;
	struct plan_state s;
	size_t n = 0;

	if (run->host->look(run->host, a, path, &s))
		return MSG(a, N_("{0} cannot be looked at."), path);
	if (gosource_is_managed(source))
		return MSG(a, N_("{0} is where {1} lies, which its own manager "
				 "keeps. Choose another folder."), path,
			   gosource_words(source));
	if (s.type == PLAN_SYMLINK)
		return MSG(a, N_("{0} is a symbolic link to {1}. Name the "
				 "folder itself, or a new one."), path,
			   s.print);
	if (s.type != PLAN_ABSENT && s.type != PLAN_FOLDER)
		return MSG(a, N_("{0} is no folder."), path);
	if (s.type == PLAN_ABSENT)
		return run->host->can_write(run->host, path)
			? (struct msg){ 0 }
			: MSG(a, N_("{0} cannot be made: the folder above it "
				    "is not yours to write to. Choose one in "
				    "your home, or run gomend as root."),
			      path);
	if (!run->host->can_write(run->host, path) ||
	    !run->host->can_write(run->host, path_dir(a, path)))
		return MSG(a, N_("{0} is not yours to replace. Choose a folder "
				 "in your home, or run gomend as root."), path);
	if (is_there(run, path_join(a, path, ".git")))
		return MSG(a, N_("{0} is a git checkout, not an unpacked "
				 "release."), path);
	if (run->host->list(run->host, a, path, &names, &n, NULL))
		return MSG(a, N_("{0} cannot be looked at."), path);
	if (n && !is_there(run, path_join(a, path, "VERSION")) &&
	    !is_there(run, path_join(a, path, "src/runtime")) &&
	    !is_there(run, path_join(a, path, "pkg/tool")))
		return MSG(a, N_("{0} holds something else than Go. Choose "
				 "another folder."), path);
	return (struct msg){ 0 };
}

static void prefix_field(struct fix_run *run)
{
	const char *gopath = run->place ? place_value(run->place, "GOPATH")
					: "";
	struct arena *a = run->arena;
	struct choice *c;

	c = fix_choice(run, "prefix", CHOICE_PATH, MSG(a, N_("Folder")),
		       MSG(a, N_("/usr/local/go is for everybody on this "
				 "machine, and root's to write; ~/.local/go is "
				 "yours alone. What lies there is kept for "
				 "undo.")),
		       default_prefix(run));
	if (cstr_empty(c->value) || !path_is_abs(c->value) ||
	    cstr_eq(c->value, "/")) {
		c->bad = MSG(a, N_("Name a folder."));
		return;
	}
	c->value = settled(run, path_clean(a, c->value));
	if (!text_is_utf8(str_from(c->value)) || strchr(c->value, ':'))
		c->bad = MSG(a, N_("A folder with a colon in its name cannot "
				   "stand in PATH."));
	else if (!cstr_empty(gopath) && cstr_eq(gopath, c->value))
		c->bad = MSG(a, N_("{0} is GOPATH, where go keeps modules and "
				   "programs: it cannot be GOROOT as well."),
			     gopath);
	else
		c->bad = why_not(run, c->value);
}

/* ---- what is installed ---- */

static const char *machine(struct fix_run *run, const char *name,
			   const char *otherwise)
{
	const char *v = run->place ? place_value(run->place, name) : "";

	return cstr_empty(v) ? otherwise : v;
}

static const char *os_of(struct fix_run *run)
{
	return machine(run, "GOHOSTOS", "linux");
}

static const char *arch_of(struct fix_run *run)
{
	return machine(run, "GOHOSTARCH", "amd64");
}

static const char *beside_of(struct fix_run *run, const char *file)
{
	const char *path = arena_printf(run->arena, "%s.sha256", file);

	return is_there(run, path) ? path : NULL;
}

/* "1.24.4" of go1.24.4.linux-amd64.tar.gz; empty: none for this machine. */
static struct str version_of_name(struct fix_run *run, const char *name)
{
	const char *arch = cstr_eq(arch_of(run), "arm") ? "armv6l"
							: arch_of(run);
	const char *tail = arena_printf(run->arena, ".%s-%s.tar.gz",
					os_of(run), arch);
	struct str v;

	if (!cstr_starts(name, "go1") || !cstr_ends(name, tail))
		return STR_NONE;
	v = str_sub(str_from(name), 2, strlen(name) - 2 - strlen(tail));
	return gover_valid(v) ? v : STR_NONE;
}

/* The newest archive that lies where browsers put it, with its sum. */
static const char *archive_at_hand(struct fix_run *run)
{
	const char *home = home_of(run), **names = NULL, *best = NULL, *dir;
	struct str version = STR_NONE;
	size_t i, n = 0;

	if (!home)
		return NULL;
	dir = path_join(run->arena, home, "Downloads");
	if (!is_there(run, dir) ||
	    run->host->list(run->host, run->arena, dir, &names, &n, NULL))
		return NULL;
	for (i = 0; i < n; i++) {
		struct str v = version_of_name(run, names[i]);
		const char *path = path_join(run->arena, dir, names[i]);

		if (!v.len || !beside_of(run, path) ||
		    (best && gover_cmp(v, version) <= 0))
			continue;
		best = path;
		version = v;
	}
	return best;
}

static bool is_sha256(const char *s)
{
	return strlen(s) == 64 &&
	       strspn(s, "0123456789abcdefABCDEF") == 64;
}

static bool is_loopback(const char *url)
{
	return cstr_starts(url, "http://127.0.0.1") ||
	       cstr_starts(url, "http://localhost") ||
	       cstr_starts(url, "http://[::1]");
}

static void source_fields(struct fix_run *run)
{
	const char *file, *sum, *mirror;
	struct arena *a = run->arena;
	struct choice *c;
	bool has_sum;

	c = fix_choice(run, "version", CHOICE_TEXT, MSG(a, N_("Release")),
		       MSG(a, N_("newest, the newest of a line as 1.24, or "
				 "one as 1.24.4. An archive at hand is taken "
				 "as it is.")), "newest");
	if (!cstr_empty(c->value) && !cstr_eq(c->value, "newest") &&
	    !gover_valid(str_from(cstr_starts(c->value, "go") ? c->value + 2
							      : c->value)))
		c->bad = MSG(a, N_("\"{0}\" is no release of Go."), c->value);
	c = fix_choice(run, "file", CHOICE_PATH, MSG(a, N_("Archive at hand")),
		       MSG(a, N_("A .tar.gz of https://go.dev/dl/ for this "
				 "machine ({0}/{1}). Empty: it is "
				 "downloaded."), os_of(run), arch_of(run)),
		       archive_at_hand(run));
	file = c->value;
	if (!cstr_empty(file) && !run->host->real(run->host, a, file))
		c->bad = MSG(a, N_("{0} is not there."), file);
	c = fix_choice(run, "sha256", CHOICE_TEXT,
		       MSG(a, N_("Its SHA-256")),
		       cstr_empty(file)
		       ? MSG(a, N_("Empty: the list of releases says it."))
		       : MSG(a, N_("Empty: {0}.sha256 says it, or with "
				   "network=yes the list of releases."), file),
		       NULL);
	sum = c->value;
	has_sum = !cstr_empty(sum) ||
		  (!cstr_empty(file) && beside_of(run, file));
	if (!cstr_empty(sum) && !is_sha256(sum))
		c->bad = MSG(a, N_("A SHA-256 has 64 hexadecimal digits."));
	c = fix_choice(run, "mirror", CHOICE_TEXT,
		       MSG(a, N_("Downloaded from")),
		       MSG(a, N_("Where {0} cannot be reached: "
				 "https://golang.google.cn/dl/ is the same in "
				 "China; a mirror without a list has to have a "
				 ".sha256 beside each archive."), MIRROR),
		       MIRROR);
	mirror = c->value;
	if (!cstr_starts(mirror, "https://") && !is_loopback(mirror) &&
	    !(cstr_starts(mirror, "http://") && !cstr_empty(sum)))
		c->bad = MSG(a, N_("What is not encrypted (https) proves "
				   "nothing about an archive; it takes "
				   "sha256=HEX."));
	(void)fix_choice(run, "network", CHOICE_YES_NO,
			 MSG(a, N_("Use the network")),
			 MSG(a, N_("Yes: gomend asks {0} for the list of "
				   "releases and downloads from there. No: "
				   "only an archive at hand is taken."),
			     mirror),
			 !cstr_empty(file) && has_sum ? "no" : "yes");
	if (fix_yes(run, "network"))
		return;
	if (cstr_empty(file))
		run->offer.refused = MSG(a, N_(
			"There is nothing to install: name an archive "
			"(file=ARCHIVE), or let it be downloaded "
			"(network=yes)."));
	else if (!has_sum)
		run->offer.refused = MSG(a, N_(
			"There is nothing to check {0} by. Give its SHA-256 as "
			"https://go.dev/dl/ shows it (sha256=HEX), put {1} "
			"beside it, or let the list of releases be asked "
			"(network=yes)."), file,
			arena_printf(a, "%s.sha256", path_base(file)));
}

/* ---- PATH ---- */

static const char *bin_of(struct fix_run *run)
{
	return path_join(run->arena, fix_value(run, "prefix"), "bin");
}

/* Would the go in `bin` answer there, as PATH is? */
static bool answers(struct arena *a, const struct place *p, const char *bin)
{
	size_t i, k;

	for (i = 0; i < p->npath; i++) {
		const char *dir = p->path[i].dir;

		if (cstr_empty(dir) || !path_is_abs(dir))
			continue;
		if (cstr_eq(path_clean(a, dir), bin))
			return true;
		for (k = 0; k < p->ngos; k++)
			if ((!p->gos[k].not_runnable || p->gos[k].alien) &&
			    cstr_eq(path_dir(a, p->gos[k].path),
				    path_clean(a, dir)))
				return false;
	}
	return false;
}

static bool is_fresh(const struct place *p)
{
	return env_known(p) && (p->kind == PLACE_LOGIN ||
				p->kind == PLACE_INTERACTIVE);
}

static bool in_all_shells(struct fix_run *run)
{
	size_t i, n = 0;

	for (i = 0; i < run->snap->nplaces; i++) {
		const struct place *p = &run->snap->places[i];

		if (!is_fresh(p))
			continue;
		if (!answers(run->arena, p, bin_of(run)))
			return false;
		n++;
	}
	return n > 0;
}

/* In front of another go, else at the end, where it hides nothing. */
static bool in_front(const struct fix_run *run)
{
	size_t i;

	for (i = 0; i < run->snap->nplaces; i++)
		if (is_fresh(&run->snap->places[i]) &&
		    first_go(&run->snap->places[i]))
			return true;
	return false;
}

static const char *change_path(struct fix_run *run,
			       const struct shell_files *files,
			       const struct shell_file *f,
			       struct span_edits *edits, struct error *err)
{
	const char *line = shellrc_path_line(run->arena, files->family,
					     bin_of(run), files->home,
					     in_front(run));
	struct str text = str_from(f->text);

	if (shellrc_put(run->arena, text, line, edits, err)) {
		error_prefix(err, "%s", f->name);
		return NULL;
	}
	return span_edits_apply(run->arena, text, edits).p;
}

static void find_files(struct fix_run *run, struct shell_files *files)
{
	shell_find(run, NULL, files);
	files->field = "path";
}

static bool edits_path(const struct fix_run *run)
{
	const char *v = fix_value(run, "path");

	return *v && !cstr_eq(v, "no");
}

/* ---- the offer ---- */

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct shell_files files;
	const char *prefix, *was;

#ifndef GOMEND_SETUP
	o->refused = MSG(a, N_("This gomend was built without what it takes to "
			       "install Go (./configure --without-setup)."));
	return;
#endif
	if (!run->place) {
		o->refused = MSG(a, N_("Nothing is known of this shell."));
		return;
	}
	source_fields(run);
	prefix_field(run);
	prefix = fix_value(run, "prefix");
	was = version_in(run, prefix);
	o->title = was ? MSG(a, N_("put another release of Go into {0}, in "
				   "place of {1}"), prefix, was)
		       : MSG(a, N_("put Go into {0}"), prefix);
	o->about = MSG(a, N_(
		"The archive is compared with its SHA-256, looked at as a "
		"whole and unpacked into a stage beside {0}; the new go has to "
		"run there. Then it is put in place in one step, never over an "
		"old tree, which is kept for undo. PATH is added in a marked "
		"block of the shell's start-up file where shells do not find "
		"it; GOROOT is not set."), prefix);
	o->myth = MSG(a, N_(
		"\"Unpack the new release over the old one\": never. Files "
		"that the new one has no more stay, and the runtime does not "
		"compile (\"redeclared in this block\")."));
	o->stage_near = prefix;
	find_files(run, &files);
	shell_choice_as(run, &files, "path", in_all_shells(run));
}

static struct plan_command *fetch(struct fix_run *run, const char *id,
				  struct msg what, const char *verb)
{
	struct plan_command *c = fix_command(run, id, "/", what,
					     "gomend-fetch", verb, NULL);

	c->may_fail = true;
	return c;
}

static void word(struct fix_run *run, struct plan_command *c, const char *w)
{
	*ARENA_PUSH(run->arena, c->argv, c->nargv) = w;
}

static void pair(struct fix_run *run, struct plan_command *c, const char *name,
		 const char *value)
{
	word(run, c, name);
	word(run, c, value);
}

/* Where a download that was cut off waits; no ~/.cache is made for it. */
static const char *cache_of(struct fix_run *run)
{
	const char *dir = place_getenv(run->place, "XDG_CACHE_HOME");

	if (cstr_empty(dir) || !path_is_abs(dir))
		dir = home_of(run) ? path_join(run->arena, home_of(run),
					       ".cache") : NULL;
	return dir && is_there(run, dir) &&
	       run->host->can_write(run->host, dir)
		? path_join(run->arena, dir, "gomend") : NULL;
}

static void need_download(struct fix_run *run)
{
	const char *mirror = fix_value(run, "mirror");
	const char *version = fix_value(run, "version");
	const char *sum = fix_value(run, "sha256"), *cache;
	struct plan_command *c;

	c = fetch(run, "download",
		  MSG(run->arena, N_("download the archive from {0}"), mirror),
		  "download");
	c->network = true;
	c->deadline_s = 3600;
	pair(run, c, "--mirror", mirror);
	pair(run, c, "--os", os_of(run));
	pair(run, c, "--arch", arch_of(run));
	if (!cstr_empty(version))
		pair(run, c, "--version", version);
	if (!cstr_empty(sum))
		pair(run, c, "--sha256", sum);
	cache = cache_of(run);
	if (cache) {
		pair(run, c, "--cache", cache);
		*ARENA_PUSH(run->arena, c->writes, c->nwrites) = cache;
	}
	pair(run, c, "--to", "{stage}");
}

/* The sum of an archive at hand; gives the words that name it. */
static void need_sum(struct fix_run *run, const char *file,
		     const char **option, const char **value)
{
	const char *sum = fix_value(run, "sha256");
	const char *beside = beside_of(run, file);
	struct plan_command *c;

	*option = "--sums";
	*value = beside;
	if (!cstr_empty(sum)) {
		*option = "--sha256";
		*value = sum;
	} else if (!beside) {
		c = fetch(run, "sums", MSG(run->arena, N_(
			  "ask {0} for the SHA-256 of the archive"),
			  fix_value(run, "mirror")), "sums");
		c->network = true;
		c->deadline_s = 300;
		pair(run, c, "--mirror", fix_value(run, "mirror"));
		pair(run, c, "--name", path_base(file));
		pair(run, c, "--to", "{stage}/sums");
		*value = "{stage}/sums";
	}
}

static int needs(struct fix_run *run, struct error *err)
{
	const char *file = fix_value(run, "file");
	const char *option = "--sums", *value = "{stage}/sums";
	struct shell_files files;
	struct plan_command *c;

	if (cstr_empty(file)) {
		need_download(run);
		file = "{stage}/archive.tar.gz";
	} else {
		need_sum(run, file, &option, &value);
	}
	c = fetch(run, "unpack", MSG(run->arena, N_(
		  "compare its SHA-256 and unpack it into the stage")),
		  "unpack");
	word(run, c, file);
	pair(run, c, option, value);
	pair(run, c, "--to", "{stage}/go");
	c = fix_command(run, "try", "/", MSG(run->arena, N_(
			"does the new go run on this machine?")),
			"{stage}/go/bin/go", "version", NULL);
	c->may_fail = true;
	c->deadline_s = 60;
	/* It finds its tree by itself. */
	*ARENA_PUSH(run->arena, c->env, c->nenv) = "GOROOT";
	if (!edits_path(run))
		return 0;
	find_files(run, &files);
	return shell_needs(run, &files, change_path, err);
}

/* ---- the plan ---- */

static const char *line_with(struct fix_run *run, const char *text,
			     const char *label)
{
	struct str rest = str_from(text), line;

	while (str_line(&rest, &line))
		if (str_starts(line, label))
			return arena_strndup(run->arena,
					     line.p + strlen(label),
					     line.len - strlen(label));
	return NULL;
}

static int fetch_failed(struct fix_run *run, const struct fix_ran *r,
			struct error *err)
{
	const char *why = line_with(run, r->err, "gomend-fetch: ");
	const char *hint = line_with(run, r->err, "hint: ");

	if (hint)
		error_hint(err, "%s", hint);
	if (why)
		return error_set(err, "%s", why);
	return error_set(err, "gomend-fetch ended with status %d",
			 r->exit_code);
}

static int try_failed(struct fix_run *run, const struct fix_ran *r,
		      struct error *err)
{
	struct str rest = str_from(r->err), line = STR_NONE;

	(void)str_line(&rest, &line);
	error_hint(err, "is it the archive for this machine, %s/%s, and may "
		   "programs run in that folder (no noexec)?", os_of(run),
		   arch_of(run));
	return error_set(err, "the new go does not run here: %.*s",
			 STR_FMT(str_trim(line)));
}

/* The first thing that did not work is the reason. */
static int check_ran(struct fix_run *run, struct error *err)
{
	static const char *const ids[] = { "download", "sums", "unpack" };
	const struct fix_ran *r = NULL;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		r = fix_ran(run, ids[i]);
		if (r && r->exit_code)
			return fetch_failed(run, r, err);
	}
	if (!r)
		return error_set(err, "the archive was not unpacked");
	r = fix_ran(run, "try");
	return !r || r->exit_code ? try_failed(run, r ? r : &(struct fix_ran){
			.err = "" }, err) : 0;
}

/* Is it what was asked for? */
static int check_version(struct fix_run *run, const char *got,
			 struct error *err)
{
	const char *want = fix_value(run, "version");
	struct str has, asked;

	if (!got)
		return error_set(err, "the archive does not say which release "
				 "it holds");
	if (cstr_empty(want) || cstr_eq(want, "newest"))
		return 0;
	has = gover_of_toolchain(str_from(got));
	asked = str_from(cstr_starts(want, "go") ? want + 2 : want);
	if (!gover_cmp(has, asked) ||
	    (gover_is_lang(asked) &&
	     cstr_eq(gover_lang(run->arena, has),
		     gover_lang(run->arena, asked))))
		return 0;
	return error_set(err, "the archive holds %s, and %s was asked for",
			 got, want);
}

static void foreign_note(struct fix_run *run, struct plan *p,
			 const char *prefix)
{
	struct strbuf sb = STRBUF_INIT;
	const char **names = NULL;
	size_t i, n = 0;
	int found = 0;

	if (run->host->list(run->host, run->arena, prefix, &names, &n, NULL))
		n = 0;
	for (i = 0; i < n; i++)
		if (!is_release_name(names[i]) && ++found <= SHOWN)
			strbuf_addf(&sb, "%s%s", found > 1 ? ", " : "",
				    names[i]);
	if (found)
		fix_note(run, p, MSG_N(run->arena, N_(
			"{n} thing in {0} is of no release, and is not in the "
			"new tree (undo brings it back): {1}"), N_(
			"{n} things in {0} are of no release, and are not in "
			"the new tree (undo brings them back): {1}"), found,
			prefix, sb.buf));
	strbuf_release(&sb);
}

static void add_notes(struct fix_run *run, struct plan *p, const char *prefix,
		      const char *was, const char *got)
{
	const char *mirror = fix_value(run, "mirror");
	struct arena *a = run->arena;

	if (was && gover_cmp_toolchain(str_from(was), str_from(got)) > 0)
		fix_note(run, p, MSG(a, N_("{0} is newer than {1}."), was,
				     got));
	if (was)
		foreign_note(run, p, prefix);
	if ((fix_ran(run, "download") || fix_ran(run, "sums")) &&
	    !cstr_eq(mirror, MIRROR) &&
	    cstr_empty(fix_value(run, "sha256")))
		fix_note(run, p, MSG(a, N_(
			"The SHA-256 comes from {0}, as the archive does: it "
			"shows that nothing was lost on the way, not who made "
			"it."), mirror));
}

/* What is to be gone afterwards, and where. */
static void set_goal(struct fix_run *run, struct plan *p)
{
	const struct finding *f = run->finding;
	const char *bin = bin_of(run);
	bool everywhere = true;
	size_t i;

	if (p->nplaces)
		return;
	for (i = 0; f && i < f->nplaces; i++) {
		const struct place *in = snapshot_place(run->snap,
							f->places[i].place);

		everywhere = everywhere && in &&
			     answers(run->arena, in, bin);
	}
	if (f && everywhere)
		return;
	/* It is there, and no PATH leads to it: nothing is promised. */
	p->nfindings = 0;
	if (!in_all_shells(run))
		fix_note(run, p, MSG(run->arena, N_(
			"PATH does not lead to {0} in every shell; it stays "
			"as it is."), bin));
}

static void set_line(struct fix_run *run, struct plan *p,
		     const struct shell_files *files)
{
	const char *bin = bin_of(run);

	if (answers(run->arena, run->place, bin))
		p->shell_line = files->family == SHELLRC_FISH ? NULL
							      : "hash -r";
	else
		p->shell_line = shell_line_for_now(run->arena, files->family,
						   bin, first_go(run->place) !=
							NULL);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const char *prefix = fix_value(run, "prefix");
	const char *tree = path_join(run->arena, run->stage ? run->stage : "/",
				     "go");
	const char *got = version_in(run, tree), *was;
	struct arena *a = run->arena;
	struct shell_files files;

	if (check_ran(run, err) || check_version(run, got, err))
		return -1;
	was = version_in(run, prefix);
	p->title = was ? MSG(a, N_("put {1} into {0} in place of {2}"), prefix,
			     got, was)
		       : MSG(a, N_("put {0} into {1}"), got, prefix);
	if (fix_folders(run, p, path_dir(a, prefix), err) ||
	    fix_tree(run, p, prefix, tree, err))
		return -1;
	p->ops[p->nops - 1].whole = true;
	p->ops[p->nops - 1].mode = 0755;
	add_notes(run, p, prefix, was, got);
	find_files(run, &files);
	if (edits_path(run) &&
	    shell_build(run, &files, change_path, p, err))
		return -1;
	set_goal(run, p);
	set_line(run, p, &files);
	return 0;
}

const struct fix fix_install_go = {
	.id = "install-go",
	.title = N_("install a release of Go from its archive"),
	.about = N_("Takes an archive of go.dev that is at hand or downloads "
		    "it, compares its SHA-256, unpacks it into a stage and "
		    "exchanges it for what is there in one step. In "
		    "/usr/local/go for everybody, or in the home without "
		    "root; never over a package of the system."),
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
