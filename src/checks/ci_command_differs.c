/*
 * ci-command-differs: jobs that build or test otherwise than the Makefile, or
 * the page for people, say.
 */
#include "config.h"

#include "checks/check.h"

#include <stdlib.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/ci.h"

/* What of a command decides which files are compiled, and how. */
enum { SET_RACE, SET_TAGS, SET_TRIMPATH, SET_MOD, SET_OS, SET_ARCH, SET_CGO,
       NSETS };

static const struct {
	const char *name;
	bool is_env, is_bool;
} sets[NSETS] = {
	[SET_RACE] = { "-race", false, true },
	[SET_TAGS] = { "-tags", false, false },
	[SET_TRIMPATH] = { "-trimpath", false, true },
	[SET_MOD] = { "-mod", false, false },
	[SET_OS] = { "GOOS", true, false },
	[SET_ARCH] = { "GOARCH", true, false },
	[SET_CGO] = { "CGO_ENABLED", true, false },
};

/* Targets that are looked at for one call. */
#define MAX_TARGETS 500

/* A go build, test or vet of whole packages. */
struct gorun {
	const char *verb, *packages, *dir;
	const char *values[NSETS];	/* "": what go does by itself */
	bool known;		/* packages, folder and values are */
	bool known_packages;
	const char *text, *file, *target;
	int line;
	const struct build_script *script;	/* by hand: it is in */
	const char *job;	/* of a job; NULL: by hand */
	bool page;
};

struct collector {
	struct ci_look l;	/* first: it is what ci_find gets */
	struct gorun *jobs, *here;
	size_t njobs, nhere;
	/* What calls something that cannot be followed. */
	const struct ci_step **open;
	size_t nopen;
};

/* Flags of go build, vet and test that take a word; they do not matter. */
static const char with_word[] =
	"C p covermode coverpkg asmflags compiler gccgoflags gcflags "
	"installsuffix ldflags modfile overlay pgo pkgdir toolexec o "
	"coverprofile timeout count cpu parallel vet exec outputdir "
	"blockprofile cpuprofile memprofile mutexprofile trace shuffle "
	"blockprofilerate memprofilerate mutexprofilefraction skip "
	"fuzztime fuzzminimizetime benchtime vettool";
/* With these it is another thing that is built or run. */
static const char other_kind[] =
	"run bench fuzz list c buildmode cover msan asan n skip linkshared";

static int set_named(struct str name, bool is_env)
{
	int i;

	for (i = 0; i < NSETS; i++)
		if (sets[i].is_env == is_env &&
		    str_is(name, sets[i].name + !is_env))
			return i;
	return -1;
}

/* "b a,c" of -tags is "a,b,c". */
static const char *sorted(struct arena *a, const char *text,
			  const char *blanks)
{
	const char **list = NULL, *out = "";
	char *copy = arena_strdup(a, text), *p;
	size_t n = 0, i, len;

	for (p = copy; *p; p += len) {
		p += strspn(p, blanks);
		len = strcspn(p, blanks);
		if (len)
			*ARENA_PUSH(a, list, n) = arena_strndup(a, p, len);
	}
	if (n)
		qsort(list, n, sizeof(*list), cstr_order);
	for (i = 0; i < n; i++)
		out = arena_printf(a, "%s%s%s", out, i ? "," : "", list[i]);
	return out;
}

static void put(struct arena *a, struct gorun *r, int set, const char *value,
		bool dynamic)
{
	if (dynamic) {
		r->known = false;
		return;
	}
	if (set == SET_TAGS)
		value = sorted(a, value, ", ");
	if (sets[set].is_bool)
		value = !strcmp(value, "false") || !strcmp(value, "0") ? "" :
			"true";
	r->values[set] = value;
}

/* The flags and packages from word `at` on; false: it does another thing. */
static bool read_words(struct arena *a, const struct shellcmd_word *words,
		       size_t n, size_t at, struct gorun *r)
{
	const char *packages = "";

	for (; at < n; at++) {
		const struct shellcmd_word *w = &words[at];
		struct str name;
		size_t eq;
		int set;

		if (w->text[0] != '-') {
			/* "$PACKAGES" may be flags as well. */
			if (w->dynamic)
				r->known = r->known_packages = false;
			packages = arena_printf(a, "%s %s", packages,
						w->text);
			continue;
		}
		name = str_from(w->text + (w->text[1] == '-' ? 2 : 1));
		if (!name.len || str_is(name, "args"))
			break;
		eq = str_find(name, '=');
		set = set_named(str_sub(name, 0, eq), false);
		if (str_is_word(str_sub(name, 0, eq), other_kind))
			return false;
		if (set >= 0 && sets[set].is_bool) {
			put(a, r, set, eq < name.len ? name.p + eq + 1 : "",
			    w->dynamic);
		} else if (set >= 0 && eq < name.len) {
			put(a, r, set, name.p + eq + 1, w->dynamic);
		} else if (set >= 0 && at + 1 < n) {
			at++;
			put(a, r, set, words[at].text, words[at].dynamic);
		} else if (eq == name.len && str_is_word(name, with_word)) {
			at++;
		}
	}
	r->packages = sorted(a, packages, " ");
	return true;
}

/* GOFLAGS: flags by blanks. */
static bool read_goflags(struct arena *a, const char *value, struct gorun *r)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(a, str_from(value), &list);

	return !n || read_words(a, list[0].words, list[0].nwords, 0, r);
}

/* One variable of its environment; value NULL: it is not known. */
static bool read_env(struct arena *a, struct str name, const char *value,
		     struct gorun *r)
{
	int set = set_named(name, true);
	bool dynamic = !value || strchr(value, '$');

	if (set >= 0)
		put(a, r, set, value ? value : "", dynamic);
	if (!str_is(name, "GOFLAGS"))
		return true;
	r->known = r->known && !dynamic;
	return dynamic || read_goflags(a, value, r);
}

/* What is said in front of the command and behind it; the environment has
 * been read.  False: it is no such command. */
static bool read_command(struct arena *a, const struct shellcmd *c,
			 const char *dir, struct gorun *r)
{
	const char *p;
	struct str name, value;
	size_t at, i;

	p = shellcmd_program(c, &at);
	if (!cstr_eq(p, "go") || at >= c->nwords)
		return false;
	if (at + 1 < c->nwords && !strcmp(c->words[at].text, "-C")) {
		dir = dir ? path_join(a, dir, c->words[at + 1].text) : NULL;
		at += 2;
	}
	if (at >= c->nwords ||
	    !str_is_word(str_from(c->words[at].text), "build test vet"))
		return false;
	r->verb = c->words[at].text;
	for (i = 0; i + 1 < at; i++)
		if (shellcmd_assignment(&c->words[i], &name, &value) &&
		    !read_env(a, name, c->words[i].dynamic ? NULL : value.p,
			      r))
			return false;
	if (!read_words(a, c->words, c->nwords, at + 1, r))
		return false;
	if (!*r->packages)
		r->packages = ".";
	r->known = r->known && dir;
	r->dir = dir;
	return true;
}

/* ---- what the two sides are normally ---- */

static void drop(struct gorun *r, int set, const char *value)
{
	if (!strcmp(r->values[set], value))
		r->values[set] = "";
}

/* What go does by itself on a hosted runner, and on most machines. */
static void normalize(const struct snapshot *s, struct gorun *r)
{
	const struct module *m = r->dir ? snapshot_module(s, r->dir) : NULL;
	bool vendored = m && m->vendor.has_modules_txt;

	drop(r, SET_OS, "linux");
	drop(r, SET_ARCH, "amd64");
	drop(r, SET_CGO, "1");
	drop(r, SET_MOD, vendored ? "vendor" : "readonly");
}

static void start(struct gorun *r)
{
	int i;

	memset(r, 0, sizeof(*r));
	r->known = r->known_packages = true;
	for (i = 0; i < NSETS; i++)
		r->values[i] = "";
}

/* ---- jobs ---- */

static bool read_vars(struct arena *a, const struct ci_var *v, size_t n,
		      struct gorun *r)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!read_env(a, str_from(v[i].name),
			      cstr_holds(v[i].text, "${{") ? NULL
							   : v[i].value, r))
			return false;
	return true;
}

static void job_command(struct collector *c, const struct ci_view *v,
			const struct ci_step *st, const struct shellcmd *cmd,
			const char *dir)
{
	struct arena *a = c->l.a;
	struct gorun r;

	start(&r);
	if (!read_vars(a, v->job->env, v->job->nenv, &r) ||
	    !read_vars(a, st->env, st->nenv, &r) ||
	    !read_command(a, cmd, dir, &r))
		return;
	normalize(c->l.s, &r);
	/* What it was told before is not followed. */
	if (cmd->block || cmd->depth)
		r.known = false;
	r.text = ci_text(a, st, cmd);
	r.file = st->file;
	r.line = ci_line(st, cmd);
	r.job = v->job->id;
	if (st->called)
		r.target = "";
	*ARENA_PUSH(a, c->jobs, c->njobs) = r;
}

/* "export GOFLAGS=…": what is behind it runs otherwise. */
static bool sets_go(const struct shellcmd *c, const char *program)
{
	size_t i;

	for (i = 0; cstr_eq(program, "export") && i < c->nwords; i++)
		if (cstr_starts(c->words[i].text, "GO") ||
		    cstr_starts(c->words[i].text, "CGO_"))
			return true;
	return false;
}

/* Does a step set what the next ones run with? */
static bool sets_later(const struct ci_step *st)
{
	return cstr_holds(st->run, "go env -w") ||
	       (cstr_holds(st->run, "GITHUB_ENV") &&
		cstr_holds(st->run, "GO"));
}

static void find_runs(struct ci_look *l, const struct ci_view *v)
{
	struct collector *c = (struct collector *)l;
	size_t i, k, n, first = c->njobs;
	bool known = true;

	for (i = 0; i < v->job->nsteps; i++) {
		const struct ci_step *st = &v->job->steps[i];
		const char *dir = st->lost ? NULL : st->dir ?
				  path_clean(l->a, st->dir) : ".";
		struct shellcmd *list;

		if (st->open)
			*ARENA_PUSH(l->a, c->open, c->nopen) = st;
		known = known && !sets_later(st);
		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++) {
			size_t at;
			const char *p = shellcmd_program(&list[k], &at);

			if (cstr_eq(p, "cd"))
				dir = dir && at < list[k].nwords &&
				      !list[k].words[at].dynamic ?
				      path_join(l->a, dir,
						list[k].words[at].text) : NULL;
			else if (cstr_eq(p, "pushd") || cstr_eq(p, "popd") ||
				 sets_go(&list[k], p))
				dir = NULL;
			job_command(c, v, st, &list[k], dir);
		}
	}
	for (i = first; i < c->njobs; i++)
		c->jobs[i].known = c->jobs[i].known && known;
}

/* ---- Makefiles, scripts, pages ---- */

static void own_command(struct collector *c, const struct build_script *b,
			const struct script_command *cmd)
{
	struct arena *a = c->l.a;
	const char *dir = cmd->dir;
	struct shellcmd *list;
	struct gorun r;
	size_t n = shellcmd_list(a, str_from(cmd->text), &list), i;

	start(&r);
	for (i = 0; n && i < cmd->nenv; i++) {
		size_t eq = str_find(str_from(cmd->env[i]), '=');

		if (!read_env(a, str_sub(str_from(cmd->env[i]), 0, eq),
			      cmd->env[i][eq] ? cmd->env[i] + eq + 1 : NULL,
			      &r))
			return;
	}
	/* A script is called from the root, most likely. */
	if (dir && dir[0] == '/')
		dir = dir[1] ? dir + 1 : ".";
	if (!n || !read_command(a, &list[n - 1], dir, &r))
		return;
	normalize(c->l.s, &r);
	r.text = cmd->text;
	r.file = cmd->file;
	r.line = cmd->line;
	r.target = cmd->target;
	r.script = b;
	r.page = b->kind == SCRIPT_PAGE;
	*ARENA_PUSH(a, c->here, c->nhere) = r;
}

/* ---- the comparison ---- */

static bool same_subject(const struct gorun *x, const struct gorun *y)
{
	return !strcmp(x->verb, y->verb) && cstr_eq(x->dir, y->dir) &&
	       !strcmp(x->packages, y->packages);
}

static int differences(const struct gorun *x, const struct gorun *y)
{
	int n = 0, i;

	for (i = 0; i < NSETS; i++)
		n += strcmp(x->values[i], y->values[i]) != 0;
	return n;
}

/* May it be the very command, as far as can be told? */
static bool may_be(const struct gorun *x, const struct gorun *y)
{
	if (strcmp(x->verb, y->verb) != 0)
		return false;
	if (!x->known_packages || !y->known_packages)
		return true;
	if (!x->dir || !y->dir)
		return !strcmp(x->packages, y->packages);
	return same_subject(x, y) &&
	       (!x->known || !y->known || !differences(x, y));
}

/* "test", "unit-test", "build": the targets that people call. */
static int rank(const struct gorun *r)
{
	if (!r->target)
		return r->page ? 2 : 0;
	return str_is_word(str_from(r->verb), r->target) ? 4 :
	       cstr_holds(r->target, r->verb) ? 3 : 1;
}

/* The pair to tell of: of the targets that people call, the most alike. */
static const struct gorun *counterpart(const struct collector *c,
				       const struct gorun *job)
{
	const struct gorun *best = NULL;
	size_t i;

	for (i = 0; i < c->nhere; i++) {
		const struct gorun *h = &c->here[i];

		/* To build for another system by hand is meant. */
		if (!same_subject(job, h) || !rank(h) ||
		    (*h->values[SET_OS] &&
		     strcmp(h->values[SET_OS], job->values[SET_OS]) != 0) ||
		    (*h->values[SET_ARCH] &&
		     strcmp(h->values[SET_ARCH], job->values[SET_ARCH]) != 0))
			continue;
		if (!best || rank(h) > rank(best) ||
		    (rank(h) == rank(best) &&
		     differences(job, h) < differences(job, best)))
			best = h;
	}
	return best;
}

/* Does a target of the Makefile come to one of these, or perhaps so? */
static bool may_reach(const struct build_script *b, const char *target,
		      const char *wanted, int *left)
{
	bool found = false;
	size_t i, k;

	if (str_is_word(str_from(target), wanted) || !(*left)--)
		return true;
	for (i = 0; i < b->ntargets; i++) {
		const struct script_target *t = &b->targets[i];

		if (!cstr_eq(t->name, target))
			continue;
		found = true;
		if (t->open)
			return true;
		for (k = 0; k < t->nneeds; k++)
			if (may_reach(b, t->needs[k], wanted, left))
				return true;
	}
	for (i = 0; i < b->ncommands; i++)
		if (b->commands[i].target &&
		    str_is_word(str_from(target), b->commands[i].target) &&
		    cstr_holds(b->commands[i].text, "make"))
			return true;
	return !found;
}

/* make TARGET…: false where it comes to other targets for sure. */
static bool may_make(const struct shellcmd *c, size_t at,
		     const struct gorun *here)
{
	int left = MAX_TARGETS;
	bool named = false;

	for (; at < c->nwords; at++) {
		const struct shellcmd_word *w = &c->words[at];

		if (strchr(w->text, '='))
			continue;
		if (w->dynamic || w->text[0] == '-' ||
		    may_reach(here->script, w->text, here->target, &left))
			return true;
		named = true;
	}
	return !named;
}

/* May what cannot be followed in a step run the command of the Makefile? */
static bool may_call(const struct collector *c, const struct ci_step *st,
		     const struct gorun *here)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(c->l.a, str_from(st->run), &list), i, at;
	bool makes = false;

	for (i = 0; i < n; i++) {
		const char *program = shellcmd_program(&list[i], &at);

		if (shellcmd_script(&list[i]))
			return true;
		if (!program ||
		    !str_is_word(str_from(program), "make gmake"))
			continue;
		makes = true;
		if (may_make(&list[i], at, here))
			return true;
	}
	return !makes;
}

/* Is a command of this kind by hand behind what cannot be followed? */
static bool may_be_called(const struct collector *c, const struct gorun *like)
{
	size_t i, k;

	for (i = 0; i < c->nhere; i++)
		for (k = 0; k < c->nopen && same_subject(&c->here[i], like) &&
		     c->here[i].target; k++)
			if (may_call(c, c->open[k], &c->here[i]))
				return true;
	return false;
}

/* Does some job do what is done by hand, or perhaps so? */
static bool is_done_alike(const struct collector *c, const struct gorun *like)
{
	size_t i, k;

	if (may_be_called(c, like))
		return true;
	for (i = 0; i < c->njobs; i++) {
		const struct gorun *j = &c->jobs[i];

		if (strcmp(j->verb, like->verb) != 0 ||
		    (j->known_packages &&
		     strcmp(j->packages, like->packages) != 0) ||
		    (j->dir && strcmp(j->dir, like->dir) != 0))
			continue;
		/* make, or the script, itself. */
		if (j->target || !j->known)
			return true;
		for (k = 0; k < c->nhere; k++)
			if (may_be(j, &c->here[k]))
				return true;
	}
	return false;
}

/* "go test -race ./...", of what matters. */
static const char *short_text(struct arena *a, const struct gorun *r)
{
	const char *env = "", *flags = "";
	char *packages = arena_strdup(a, r->packages), *p;
	int i;

	for (i = 0; i < NSETS; i++) {
		if (!*r->values[i])
			continue;
		if (sets[i].is_env)
			env = arena_printf(a, "%s%s=%s ", env, sets[i].name,
					   r->values[i]);
		else if (sets[i].is_bool)
			flags = arena_printf(a, "%s %s", flags, sets[i].name);
		else
			flags = arena_printf(a, "%s %s=%s", flags,
					     sets[i].name, r->values[i]);
	}
	for (p = packages; *p; p++)
		if (*p == ',')
			*p = ' ';
	return arena_printf(a, "%sgo %s%s %s", env, r->verb, flags, packages);
}

static struct msg outcome(struct arena *a, int set, bool in_job)
{
	switch (set) {
	case SET_RACE:
		return in_job ? MSG(a, N_("a data race fails in the job alone, "
					  "and passes by hand")) :
			MSG(a, N_("a data race fails by hand alone, and passes "
				  "in the job"));
	case SET_TRIMPATH:
		return MSG(a, N_("the file names that runtime.Caller and a "
				 "stack trace give are not the same"));
	case SET_MOD:
		return MSG(a, N_("dependencies may come from another place, "
				 "vendor/ or the module cache"));
	case SET_CGO:
		return MSG(a, N_("files that import \"C\" are compiled on one "
				 "side alone"));
	default:
		return MSG(a, N_("other files are compiled: what builds on one "
				 "side may not build on the other"));
	}
}

static void tell(struct check_run *run, const struct gorun *j,
		 const struct gorun *h)
{
	struct arena *a = run->arena;
	const struct module *m = snapshot_module(run->snap, j->dir);
	const char *at_job = arena_printf(a, "%s:%d", j->file, j->line);
	const char *at_hand = arena_printf(a, "%s:%d", h->file, h->line);
	struct finding *f;
	int i, first = NSETS;
	bool is_new;

	f = finding_add(run, SEVERITY_ADVICE, m ? m->dir : "", j->file,
			j->line, arena_printf(a, "%s %s", j->verb,
					      j->packages), &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("the job {0} runs \"{1}\", {2} says \"{3}\""),
		       j->job, short_text(a, j), path_base(h->file),
		       short_text(a, h));
	finding_evidence(run, f, j->text, j->file, j->line);
	finding_evidence(run, f, h->text, h->file, h->line);
	for (i = 0; i < NSETS; i++) {
		if (!strcmp(j->values[i], h->values[i]))
			continue;
		first = first < i ? first : i;
		(void)finding_step(run, f, MSG(a, N_("Does the job set {0}?"),
					       sets[i].name),
				   *j->values[i] ? ANSWER_YES : ANSWER_NO,
				   false, j->values[i], at_job);
		(void)finding_step(run, f, MSG(a, N_("Does the command for "
						     "people?")),
				   *h->values[i] ? ANSWER_YES : ANSWER_NO,
				   true, h->values[i], at_hand);
	}
	f->outcome = outcome(a, first, *j->values[first] != '\0');
	f->why = MSG(a, N_(
		"Build tags, GOOS, GOARCH and CGO_ENABLED decide which files "
		"of a package are compiled, -race adds a detector that needs "
		"cgo and sees only what runs, -mod says where dependencies "
		"come from, -trimpath which paths are in the program. A "
		"difference may be meant; but a command that passes on one "
		"side then says nothing of the other."));
	f->probe = short_text(a, j);
	finding_command(run, f, MSG(a, N_("as the job does it:")), f->probe);
}

/* One finding tells of them all. */
static bool is_told(const struct collector *c, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (c->jobs[i].known && same_subject(&c->jobs[i],
						     &c->jobs[at]))
			return true;
	return false;
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	struct collector c;
	size_t i, k;

	memset(&c, 0, sizeof(c));
	ci_look(run->arena, s, find_runs, &c.l);
	for (i = 0; i < s->nscripts; i++)
		for (k = 0; k < s->scripts[i].ncommands; k++)
			own_command(&c, &s->scripts[i],
				    &s->scripts[i].commands[k]);
	if (!c.l.any || !c.nhere)
		return CHECK_NOT_APPLICABLE;
	for (i = 0; i < c.njobs; i++) {
		const struct gorun *h = c.jobs[i].known && !is_told(&c, i) ?
					counterpart(&c, &c.jobs[i]) : NULL;

		if (h && h->known && !is_done_alike(&c, &c.jobs[i]))
			tell(run, &c.jobs[i], h);
	}
	return CHECK_OK;
}

const struct check check_ci_command_differs = {
	.id = "ci-command-differs",
	.worst = SEVERITY_ADVICE,
	.title = N_("a job that builds or tests otherwise than the Makefile "
		    "says"),
	.about = N_("A job runs go build, go test or go vet with another "
		    "-race, -tags, -trimpath, -mod, GOOS, GOARCH or "
		    "CGO_ENABLED than the Makefile or the README does for the "
		    "same packages, and no job does the same as one of them. "
		    "Example: go test -race ./... in the job, go test ./... "
		    "by make test."),
	.needs = NEEDS_REPO,
	.run = run,
};
