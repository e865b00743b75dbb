#include "config.h"

#include "checks/ci.h"

#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "checks/modules.h"
#include "fmt/gover.h"

extern ci_find ci_find_build_flags, ci_find_cache_wrong, ci_find_env_differs,
	ci_find_go_differs, ci_find_go_get, ci_find_gopath_mount,
	ci_find_path_lost, ci_find_path_order, ci_find_run_mounts,
	ci_find_setup_go_major, ci_find_shallow;

static const struct {
	const char *id;
	ci_find *find;
} rows[] = {
	{ "ci-build-flags", ci_find_build_flags },
	{ "ci-cache-wrong", ci_find_cache_wrong },
	{ "ci-env-differs", ci_find_env_differs },
	{ "ci-go-differs", ci_find_go_differs },
	{ "ci-go-get", ci_find_go_get },
	{ "ci-gopath-mount", ci_find_gopath_mount },
	{ "ci-path-lost", ci_find_path_lost },
	{ "ci-path-order", ci_find_path_order },
	{ "ci-run-mounts", ci_find_run_mounts },
	{ "ci-setup-go-major", ci_find_setup_go_major },
	{ "ci-shallow", ci_find_shallow },
};

ci_find *ci_find_of(const char *check_id)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (cstr_eq(rows[i].id, check_id))
			return rows[i].find;
	return NULL;
}

/* The hit, among those from `first` on, that the finding tells of. */
static const struct ci_hit *hit_of(const struct ci_look *l, size_t first,
				   const struct finding *f)
{
	size_t i;

	for (i = first; i < l->nhits; i++)
		if (cstr_eq(l->hits[i].file, f->path) &&
		    l->hits[i].line == f->line &&
		    cstr_eq(l->hits[i].subject, f->subject))
			return &l->hits[i];
	return NULL;
}

/* ---- Makefiles and scripts that no job runs ---- */

static bool reads_scripts(ci_find *find)
{
	return find == ci_find_build_flags || find == ci_find_go_get;
}

static const char *place_key(struct arena *a, const char *file, int line)
{
	return arena_printf(a, "%s:%d", file, line);
}

/* The commands that jobs run by way of make and of scripts. */
static void called_by_jobs(struct ci_look *l, struct map *out)
{
	const struct snapshot *s = l->s;
	size_t i, k, j;

	for (i = 0; i < s->nfiles; i++)
		for (k = 0; k < s->files[i].njobs; k++) {
			const struct ci_job *job = &s->files[i].jobs[k];

			for (j = 0; j < job->nsteps; j++)
				if (job->steps[j].called)
					map_put(out, place_key(l->a,
						job->steps[j].file,
						job->steps[j].run_line), NULL);
		}
}

/* A job may run it in a way that cannot be followed: "make FLAGS=-v" is one
 * where a job gives what is put in. */
static bool may_run(const struct ci_step *st, const char *name)
{
	return name ? cstr_holds(st->run, name) :
		      st->open && cstr_holds(st->run, "make");
}

/* A job or an image that names the script may run it, with a Go of its own. */
static bool is_named(const struct snapshot *s, const struct build_script *b)
{
	const char *name = b->kind == SCRIPT_SHELL ? path_base(b->path) : NULL;
	size_t i, k, j;

	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];

		for (k = 0; name && k < f->nsteps; k++)
			if (f->steps[k].kind == DOCKER_STEP_RUN &&
			    cstr_holds(f->steps[k].text, name))
				return true;
		for (k = 0; k < f->njobs; k++)
			for (j = 0; j < f->jobs[k].nsteps; j++)
				if (may_run(&f->jobs[k].steps[j], name))
					return true;
	}
	return false;
}

/* Its commands that no job runs; the count. */
static size_t script_job(struct ci_look *l, const struct build_script *b,
			 const struct map *called, struct ci_job *out)
{
	size_t i;

	out->id = "shell";
	out->file = b->path;
	for (i = 0; i < b->ncommands; i++) {
		const struct script_command *c = &b->commands[i];
		struct ci_step *st;

		if (map_has(called, place_key(l->a, c->file, c->line)))
			continue;
		st = ARENA_PUSH(l->a, out->steps, out->nsteps);
		script_command_step(l->a, c, st);
		/* Where a script is called is not known. */
		st->lost = !c->dir || c->dir[0] != '/';
		if (!st->lost)
			st->dir = c->dir[1] ? c->dir + 1 : ".";
	}
	return out->nsteps;
}

static const struct ci_hit *look_scripts(struct ci_look *l, ci_find *find,
					 const struct finding *wanted)
{
	const struct snapshot *s = l->s;
	const struct ci_hit *hit = NULL;
	struct map called = MAP_INIT;
	size_t i, before;

	called_by_jobs(l, &called);
	for (i = 0; i < s->nscripts && !hit; i++) {
		const struct build_script *b = &s->scripts[i];
		struct ci_job *job;
		struct ci_view v = { .script = b, .nlegs = 1 };

		if (b->kind == SCRIPT_PAGE || is_named(s, b))
			continue;
		job = ARENA_NEW(l->a, struct ci_job);
		v.job = job;
		if (!script_job(l, b, &called, job))
			continue;
		l->any = true;
		before = l->nhits;
		find(l, &v);
		hit = wanted ? hit_of(l, before, wanted) : NULL;
	}
	map_release(&called);
	return hit;
}

/* The release that this shell runs; NULL: not known. */
static const char *shell_go(const struct ci_look *l)
{
	const char *v = l->shell && env_known(l->shell) ?
			env_version(l->a, l->shell) : NULL;

	return cstr_starts(v, "go") ? v + 2 : NULL;
}

/* ---- jobs ---- */

/* Every job that calls no other workflow; until the hit that is wanted. */
static const struct ci_hit *look(struct arena *a, const struct snapshot *s,
				 ci_find *find, const struct finding *wanted,
				 struct ci_look *out)
{
	const struct ci_hit *hit;
	size_t i, k, n, before;

	memset(out, 0, sizeof(*out));
	out->a = a;
	out->s = s;
	out->shell = snapshot_place(s, "shell");
	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];

		for (k = 0; !f->fixture && k < f->njobs; k += n) {
			struct ci_view v = { .holder = f,
					     .job = &f->jobs[k] };

			for (n = 1; k + n < f->njobs &&
			     cstr_eq(f->jobs[k + n].id, v.job->id) &&
			     f->jobs[k + n].line == v.job->line; n++)
				;
			v.nlegs = n;
			if (v.job->calls)
				continue;
			out->any = true;
			before = out->nhits;
			find(out, &v);
			hit = wanted ? hit_of(out, before, wanted) : NULL;
			if (hit)
				return hit;
		}
	}
	if (reads_scripts(find) && shell_go(out))
		return look_scripts(out, find, wanted);
	return NULL;
}

void ci_look(struct arena *a, const struct snapshot *s, ci_find *find,
	     struct ci_look *out)
{
	(void)look(a, s, find, NULL, out);
}

struct ci_hit *ci_hit_add(struct ci_look *l, const struct ci_view *v,
			  enum severity severity, int kind,
			  const char *file, int line, const char *subject)
{
	struct ci_hit *h = ARENA_PUSH(l->a, l->hits, l->nhits);

	h->severity = severity;
	h->kind = kind;
	h->job = v->job;
	h->of_script = v->script != NULL;
	h->file = file;
	h->line = line;
	h->subject = arena_printf(l->a, "%d:%s", line, subject);
	return h;
}

void ci_hit_evidence(struct ci_look *l, struct ci_hit *h, const char *text,
		     const char *file, int line)
{
	struct evidence *e = ARENA_PUSH(l->a, h->evidence, h->nevidence);

	e->text = text;
	e->path = file;
	e->line = line;
}

struct ci_edit *ci_hit_edit(struct ci_look *l, struct ci_hit *h,
			    const char *file, int line)
{
	struct ci_edit *e = ARENA_PUSH(l->a, h->edits, h->nedits);

	e->file = file;
	e->line = line;
	return e;
}

void ci_hit_script(struct ci_look *l, struct ci_hit *h,
		   const struct ci_step *st, size_t at, size_t len,
		   const char *text)
{
	struct ci_edit *e;

	if (st->bent)
		return;
	e = ci_hit_edit(l, h, st->file, st->run_line);
	e->script = st->run;
	e->at = at;
	e->len = len;
	e->text = text;
}

enum check_status ci_judge(struct check_run *run, ci_find *find,
			   ci_explain *explain)
{
	struct ci_look l;
	size_t i, k;

	ci_look(run->arena, run->snap, find, &l);
	for (i = 0; i < l.nhits; i++) {
		const struct ci_hit *h = &l.hits[i];
		const struct module *m = ledger_module_of(run->arena,
			run->snap, path_dir(run->arena, h->file));
		bool is_new;
		struct finding *f = finding_add(run, h->severity,
						m ? m->dir : "", h->file,
						h->line, h->subject, &is_new);

		if (!is_new)
			continue;
		for (k = 0; k < h->nevidence; k++)
			finding_evidence(run, f, h->evidence[k].text,
					 h->evidence[k].path,
					 h->evidence[k].line);
		explain(run, f, h);
		env_command_edit(run, f,
				 MSG(run->arena, N_("open it at the line:")),
				 h->file, h->line);
	}
	return l.any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct ci_hit *ci_hit_of(struct arena *a, const struct snapshot *s,
			       const struct finding *f)
{
	ci_find *find = f ? ci_find_of(f->id) : NULL;
	struct ci_look l;

	return find ? look(a, s, find, f, &l) : NULL;
}

const char *ci_hosted(const struct ci_job *j)
{
	const struct gorunner *r = j->gitlab ? NULL :
				   gotable_runner(j->runner.value);

	return r ? r->os : NULL;
}

/* Of several combinations one on Windows is passed over. */
static bool is_posix(const struct ci_view *v, const struct ci_step *st)
{
	size_t i;

	if (v->job->gitlab)
		return true;
	for (i = 0; i < v->nlegs; i++)
		if (!ci_shell_is_posix(st->shell, ci_hosted(&v->job[i])))
			return !st->shell && v->nlegs > 1;
	return true;
}

size_t ci_commands(struct ci_look *l, const struct ci_view *v,
		   const struct ci_step *st, struct shellcmd **list)
{
	*list = NULL;
	if (!st->run || !is_posix(v, st))
		return 0;
	return shellcmd_list(l->a, str_from(st->run), list);
}

const char *ci_text(struct arena *a, const struct ci_step *st,
		    const struct shellcmd *c)
{
	return shellcmd_text(a, str_from(st->run), c);
}

const char *ci_uses(struct arena *a, const struct ci_step *st)
{
	size_t at = str_find(str_from(st->uses), '@');

	if (!st->uses || strlen(st->uses + at) < 40 || !st->major)
		return st->uses;
	return arena_printf(a, "%.*s@v%d", (int)at, st->uses, st->major);
}

/* go-version-file: go.mod, of a module of the repository. */
static bool of_file(const struct ci_look *l, const struct pin *p,
		    struct gorange *out)
{
	const char *file = p->value ? path_clean(l->a, p->value) : NULL;
	const struct setup_go *g = gotable_setup_go(p->setup_go);
	size_t i;

	for (i = 0; file && g && i < l->s->nmodules; i++) {
		const struct module *m = &l->s->modules[i];

		if (!cstr_eq(m->gomod, file))
			continue;
		if (g->toolchain_line && m->toolchain &&
		    cstr_starts(m->toolchain, "go"))
			return gotable_range_setup_go(l->a, m->toolchain + 2,
						      out);
		return m->go_version &&
		       gotable_range_setup_go(l->a, m->go_version, out);
	}
	return false;
}

const char *ci_go(struct ci_look *l, const struct ci_view *v)
{
	const char *newest = NULL;
	size_t n, i;

	if (v->script)
		return shell_go(l);
	if (!l->has_ledger) {
		ledger_build(l->a, l->s, &l->ledger);
		l->has_ledger = true;
	}
	n = l->ledger.nrows;
	for (i = 0; i < n + l->ledger.nagain; i++) {
		const struct ledger_row *r = i < n ? &l->ledger.rows[i] :
					     &l->ledger.again[i - n];
		const char *high;
		struct gorange g;

		if (!r->pin || r->holder != v->holder ||
		    !cstr_eq(r->pin->job, v->job->id) ||
		    (r->pin->kind != PIN_IMAGE &&
		     r->pin->kind != PIN_SETUP_GO &&
		     r->pin->kind != PIN_SETUP_GO_FILE))
			continue;
		g = r->range;
		if (!r->ranged && !of_file(l, r->pin, &g))
			return NULL;
		high = gotable_release(&g);
		if (!newest || gover_cmp_of(high, newest) > 0)
			newest = high;
	}
	return newest;
}

const struct module *ci_module(const struct ci_look *l,
			       const struct ci_view *v)
{
	return ledger_module_of(l->a, l->s, path_dir(l->a, v->holder->path));
}

const char *ci_go_verb(struct arena *a, const struct shellcmd *c, size_t *at)
{
	const char *verb;

	if (!cstr_eq(shellcmd_program(c, at), "go"))
		return NULL;
	/* go -C dir build */
	if (*at + 1 < c->nwords && !strcmp(c->words[*at].text, "-C"))
		*at += 2;
	if (*at >= c->nwords)
		return NULL;
	verb = c->words[(*at)++].text;
	if (!strcmp(verb, "mod") && *at < c->nwords)
		verb = arena_printf(a, "mod %s", c->words[(*at)++].text);
	return verb;
}
