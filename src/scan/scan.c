#include "config.h"

#include "scan/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "base/map.h"
#include "base/path.h"
#include "checks/check.h"
#include "facts/loglore.h"
#include "facts/wire.h"
#include "fmt/modfile.h"
#include "host/fs.h"
#include "host/git.h"
#include "scan/confine.h"
#include "scan/discover.h"
#include "scan/emit.h"
#include "scan/export.h"
#include "scan/fixing.h"
#include "scan/job.h"
#include "scan/jobplace.h"
#include "scan/logapi.h"
#include "scan/machine.h"
#include "scan/places.h"
#include "scan/provenance.h"
#include "scan/watch.h"
#include "traces/tracer.h"

/* A git worker that stands still for so long is given up. */
#define GIT_STALL_MS 2000
/* So many git workers given up, and git is not asked again. */
#define GIT_GIVE_UPS 3
#define TICK_MS 100
/* Of a log; more is refused, with the reason. */
#define LOG_MAX_BYTES ((size_t)64 * 1024 * 1024)

/* A place as gomend sent it, and what go answered there. */
struct place_in {
	char *name;
	char *same;		/* what must be equal for answers to hold */
	struct cJSON *value;
	struct cJSON *answers;	/* the last "go" request, or NULL */
};

struct scan {
	struct arena opened;		/* discovery */
	struct discovery found;
	bool is_open;
	int generation;
	bool running;			/* between "begin" and "end" */
	int seq, seq_taken;		/* last request; last one judged */
	bool dirty;			/* places changed after they were judged */
	bool input_ended;

	bool all_jobs;			/* each CI job is a place */
	struct arena given;
	struct civars civars;		/* in it */
	struct place_in *places;
	size_t nplaces, places_alloc;
	struct map skipped;

	struct job *job;		/* of this look, or of the last one */
	struct job *old_job;		/* holds the facts until new ones come */
	const struct tree *tree;
	const struct gitfacts *git;
	const struct job *git_of;	/* whose facts those are */
	bool tree_ended, git_ended;	/* of the current job */
	int git_give_ups;
	unsigned long git_beat;
	uint64_t git_beat_ms, progress_ms;
	bool judged;			/* a check has seen the places */

	/* What the snapshot is made of; it owns nothing itself. */
	struct arena place_arena, view_arena;
	struct snapshot snap;
	bool *checked;			/* one for each check, this generation */
	/* What they found, kept for fixes; and requests for those, which wait
	 * for the end of the generation. */
	struct arena finding_arena;
	struct finding *findings;
	size_t nfindings;
	struct fixing fixing;
	struct cJSON **waiting;
	size_t nwaiting, waiting_alloc;
	int counts[SEVERITY_ERROR + 1];

	struct strbuf in;
};

static int wake_fds[2] = { -1, -1 };

static void wake(void)
{
	char c = 0;

	/* A full pipe wakes as well. */
	if (write(wake_fds[1], &c, 1) < 0)
		return;
}

static uint64_t now_ms(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000 + (uint64_t)ts.tv_nsec / 1000000;
}

/* ---- the snapshot ---- */

static void apply_git_gosum(const struct gitfacts *g, struct gosum *s)
{
	const struct git_path *p = s->file ? gitfacts_path(g, s->file) : NULL;

	if (p) {
		s->git = p->state;
		s->ignore_rule = p->rule;
	}
}

static void apply_git_vendor(const struct gitfacts *g, struct vendor *v)
{
	size_t i;

	if (!v->dir)
		return;
	v->files_done = g->vendors_done;
	for (i = 0; i < g->nvendors; i++) {
		const struct git_vendor *gv = &g->vendors[i];

		if (!cstr_eq(gv->dir, v->dir))
			continue;
		v->ignored_whole = gv->ignored_whole;
		v->ignored = gv->ignored;
		v->nignored = gv->nignored;
		v->ignored_total = gv->ignored_total;
	}
}

static void apply_git(const struct gitfacts *g, struct snapshot *s)
{
	const struct git_path *p;
	size_t i;

	s->repo.branch = g->branch;
	s->repo.head = g->head;
	s->repo.status_done = g->status_done;
	s->repo.nchanged = g->nchanged;
	s->repo.nuntracked = g->nuntracked;
	if (g->problem) {
		s->repo.problem = g->problem;
		s->repo.problem_hint = g->problem_hint;
		s->repo.foreign_owner = g->foreign_owner;
	}
	for (i = 0; i < s->nmodules; i++) {
		struct module *m = &s->modules[i];

		p = gitfacts_path(g, m->gomod);
		if (p) {
			m->git = p->state;
			m->ignore_rule = p->rule;
		}
		p = gitfacts_path(g, m->first_gofile);
		if (p)
			m->gofile_git = p->state;
		apply_git_gosum(g, &m->gosum);
		apply_git_vendor(g, &m->vendor);
	}
	for (i = 0; i < s->nworkspaces; i++) {
		p = gitfacts_path(g, s->workspaces[i].file);
		if (p)
			s->workspaces[i].git = p->state;
		apply_git_gosum(g, &s->workspaces[i].gosum);
		apply_git_vendor(g, &s->workspaces[i].vendor);
	}
	for (i = 0; i < s->nloose; i++) {
		s->loose[i].git_remote = g->remote;
		apply_git_vendor(g, &s->loose[i].vendor);
	}
	for (i = 0; i < s->nfiles; i++) {
		p = gitfacts_path(g, s->files[i].path);
		if (p)
			s->files[i].git = p->state;
	}
}

#define COPY(s, t, list, n) \
	((s)->list = arena_memdup(&sc->view_arena, (t)->list, \
		mem_mul((t)->n, sizeof(*(t)->list))), (s)->n = (t)->n)

/* Put what is known together; places are filled by fill_places(). */
static void compose(struct scan *sc)
{
	struct snapshot *s = &sc->snap;
	const struct tree *t = sc->tree;
	struct place *places = s->places;
	size_t nplaces = s->nplaces;

	arena_release(&sc->view_arena);
	memset(s, 0, sizeof(*s));
	s->places = places;
	s->nplaces = nplaces;
	s->generation = sc->generation;
	s->repo.root = sc->found.root;
	s->repo.opened = sc->found.opened;
	s->repo.kind = sc->found.kind;
	s->repo.git_dir = sc->found.git_dir;
	s->repo.problem = sc->found.problem;
	s->repo.problem_hint = sc->found.problem_hint;
	if (t) {
		s->repo.gomod_above = t->repository.gomod_above;
		s->repo.gomod_above_path = t->repository.gomod_above_path;
		s->repo.gowork_above = t->repository.gowork_above;
		s->repo.nfiles = t->repository.nfiles;
		s->repo.ndirs = t->repository.ndirs;
		s->repo.cut = t->repository.cut;
		s->repo.silences = t->repository.silences;
		s->repo.nsilences = t->repository.nsilences;
		COPY(s, t, modules, nmodules);
		COPY(s, t, workspaces, nworkspaces);
		COPY(s, t, locks, nlocks);
		COPY(s, t, loose, nloose);
		COPY(s, t, files, nfiles);
		COPY(s, t, scripts, nscripts);
		COPY(s, t, gopath_lines, ngopath_lines);
		COPY(s, t, gopath, ngopath);
		s->repo.gopath_cut = t->repository.gopath_cut;
	}
	if (sc->git)
		apply_git(sc->git, s);
	snapshot_sort(s);
}

/* Is the walk of this look still under way? */
static bool is_reading(const struct scan *sc)
{
	return sc->running && (!sc->tree || sc->old_job) && !sc->tree_ended;
}

/* A job that nobody named: the files do. */
static void fill_job(struct scan *sc, const char *name)
{
	struct place *p = &sc->snap.places[sc->snap.nplaces++];

	p->name = name;
	p->kind = PLACE_JOB;
	places_fill(&sc->place_arena, &sc->snap, is_reading(sc), p);
}

/* Natively what each place does, with the modules known by now. */
static void fill_places(struct scan *sc)
{
	struct snapshot *s = &sc->snap;
	const char **jobs = NULL;
	size_t njobs, i;

	arena_release(&sc->place_arena);
	s->places = NULL;
	s->nplaces = 0;
	njobs = sc->all_jobs ? jobplace_names(&sc->place_arena, s, &jobs) : 0;
	s->places = arena_alloc(&sc->place_arena,
				mem_mul(sc->nplaces + njobs,
					sizeof(*s->places)));
	s->nplaces = 0;
	for (i = 0; i < njobs; i++)
		fill_job(sc, jobs[i]);
	for (i = 0; i < sc->nplaces; i++) {
		const struct place_in *in = &sc->places[i];
		struct place *p = &s->places[s->nplaces++];

		codec_decode(&place_codec, &sc->place_arena, in->value, p);
		if (!p->name)
			p->name = arena_strdup(&sc->place_arena, in->name);
		places_fill(&sc->place_arena, s, is_reading(sc), p);
		if (place_is_here(p))
			machine_fill(&sc->place_arena, s, p);
		if (in->answers)
			places_merge_go(&sc->place_arena, p,
					json_str(in->answers, "goroot"),
					json_get(in->answers, "answers"));
	}
	provenance_fill(&sc->place_arena, s);
	snapshot_sort(s);
}

static void emit_places(const struct scan *sc)
{
	size_t i;

	for (i = 0; i < sc->snap.nplaces; i++)
		emit_fact("place", &place_codec, &sc->snap.places[i]);
}

static void emit_modules(const struct scan *sc)
{
	const struct snapshot *s = &sc->snap;
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		emit_fact("module", &module_codec, &s->modules[i]);
	for (i = 0; i < s->nworkspaces; i++)
		emit_fact("workspace", &workspace_codec, &s->workspaces[i]);
	for (i = 0; i < s->nloose; i++)
		emit_fact("loose", &loose_project_codec, &s->loose[i]);
	for (i = 0; i < s->ngopath; i++)
		emit_fact("gopath", &gopath_project_codec, &s->gopath[i]);
}

static void emit_files(const struct scan *sc)
{
	const struct snapshot *s = &sc->snap;
	size_t i;

	for (i = 0; i < s->nlocks; i++)
		emit_fact("lock", &legacy_lock_codec, &s->locks[i]);
	for (i = 0; i < s->nfiles; i++)
		emit_fact("file", &repo_file_codec, &s->files[i]);
	for (i = 0; i < s->nscripts; i++)
		emit_fact("script", &build_script_codec, &s->scripts[i]);
	for (i = 0; i < s->ngopath_lines; i++)
		emit_fact("gopath-lines", &gopath_lines_codec,
			  &s->gopath_lines[i]);
}

static void emit_repository(const struct scan *sc)
{
	emit_fact("repository", &repository_codec, &sc->snap.repo);
}

/* ---- the checks ---- */

static bool any_place_ready(const struct snapshot *s, bool *awaited)
{
	bool ready = false;
	size_t i;

	*awaited = false;
	for (i = 0; i < s->nplaces; i++) {
		if (s->places[i].state == PLACE_READY ||
		    s->places[i].state == PLACE_STALE)
			ready = true;
		if (s->places[i].state == PLACE_ASKING)
			*awaited = true;
	}
	return ready;
}

static unsigned what_is_there(const struct scan *sc)
{
	unsigned have = 0;
	bool awaited;

	if (sc->tree && !sc->old_job)
		have |= NEEDS_REPO;
	if (have && sc->tree->imports_done)
		have |= NEEDS_IMPORTS;
	if (have && (!sc->found.git_dir ||
		     (sc->git && sc->git->states_done)))
		have |= NEEDS_GIT;
	if (any_place_ready(&sc->snap, &awaited))
		have |= NEEDS_PLACES;
	return have;
}

static void run_check(struct scan *sc, size_t at, unsigned have)
{
	const struct check *c = checks[at];
	struct arena a = ARENA_INIT;
	struct finding *findings;
	enum check_status status;
	size_t i, n;

	sc->checked[at] = true;
	sc->judged = true;
	if (map_has(&sc->skipped, c->id)) {
		emit_checked(c->id, CHECK_BROKE);
		return;
	}
	emit_running(c->id);
	status = check_run(c, &sc->snap, &a, have, &findings, &n);
	for (i = 0; i < n; i++) {
		fixing_offer(&sc->snap, &a, &findings[i]);
		emit_finding(&findings[i]);
		sc->counts[findings[i].severity]++;
		codec_copy(&finding_codec, &sc->finding_arena, &findings[i],
			   ARENA_PUSH(&sc->finding_arena, sc->findings,
				      sc->nfindings));
	}
	emit_checked(c->id, status);
	arena_release(&a);
}

/* All checks whose facts are there; at the end the others, too. */
static void run_checks(struct scan *sc, bool at_end)
{
	unsigned have = what_is_there(sc);
	size_t i;

	/* Without the walk there is nothing to judge yet. */
	if (!at_end && !(have & NEEDS_REPO))
		return;
	for (i = 0; i < nchecks; i++)
		if (!sc->checked[i] && (at_end || !(checks[i]->needs & ~have)))
			run_check(sc, i, have);
}

/* ---- generations ---- */

/* A fix is planned on what was looked at and judged as a whole. */
static void op_fix(struct scan *sc, const struct cJSON *req)
{
	if (cstr_eq(json_str(req, "op"), "diff"))
		fixing_diff(&sc->fixing, req);
	else
		fixing_fix(&sc->fixing, &sc->snap, sc->findings,
			   sc->nfindings, req);
}

static void serve_waiting(struct scan *sc)
{
	size_t i;

	for (i = 0; i < sc->nwaiting; i++) {
		op_fix(sc, sc->waiting[i]);
		json_free(sc->waiting[i]);
	}
	sc->nwaiting = 0;
}

static void end_if_done(struct scan *sc)
{
	struct cJSON *j, *counts;
	bool awaited;

	if (!sc->running || !sc->tree_ended || !sc->git_ended)
		return;
	run_checks(sc, true);
	emit_watch(&sc->snap, sc->tree ? &sc->tree->walk : NULL, &sc->found);
	(void)any_place_ready(&sc->snap, &awaited);
	j = emit_record("generation");
	json_put_int(j, "n", sc->generation);
	json_put_str(j, "state", "end");
	counts = json_object();
	json_put_int(counts, "error", sc->counts[SEVERITY_ERROR]);
	json_put_int(counts, "warning", sc->counts[SEVERITY_WARNING]);
	json_put_int(counts, "advice", sc->counts[SEVERITY_ADVICE]);
	json_put(j, "counts", counts);
	json_put_bool(j, "complete", !awaited && !sc->dirty);
	json_put_int(j, "seq", sc->seq_taken);
	emit(j);
	sc->running = false;
	serve_waiting(sc);
}

/* The facts of the look before this one are of no more use. */
static void forget_old(struct scan *sc)
{
	if (!sc->old_job)
		return;
	if (sc->git_of == sc->old_job)
		sc->git = NULL;
	compose(sc);
	job_drop(sc->old_job);
	sc->old_job = NULL;
}

static void begin(struct scan *sc)
{
	struct cJSON *j = emit_record("generation");

	sc->generation++;
	sc->running = true;
	sc->dirty = false;
	sc->seq_taken = sc->seq;
	sc->judged = false;
	memset(sc->checked, 0, nchecks * sizeof(*sc->checked));
	memset(sc->counts, 0, sizeof(sc->counts));
	arena_release(&sc->finding_arena);
	sc->findings = NULL;
	sc->nfindings = 0;
	json_put_int(j, "n", sc->generation);
	json_put_str(j, "state", "begin");
	emit(j);
	compose(sc);
	fill_places(sc);
	emit_places(sc);
	emit_repository(sc);
}

/* Judge again what is known; nothing is looked at anew. */
static void judge_again(struct scan *sc)
{
	begin(sc);
	emit_modules(sc);
	emit_files(sc);
	run_checks(sc, false);
	end_if_done(sc);
}

static const char *shell_value(const struct scan *sc, const char *name,
			       bool is_path)
{
	const struct place *p = snapshot_place(&sc->snap, "shell");
	const char *v = p ? place_value(p, name) : "";

	return *v && (!is_path || path_is_abs(v)) ? v : NULL;
}

/* git's part from here on: what is known, and that no more will come. */
static void set_git_gone(struct scan *sc)
{
	struct gitfacts *g = arena_alloc(&sc->opened, sizeof(*g));

	if (sc->git && sc->git_of == sc->job)
		*g = *sc->git;
	g->problem = "git is not asked any more: it stood still for 2 seconds";
	g->problem_hint = "look for a file that is none (a FIFO, a device) "
			  "among .gitignore, .gitattributes and what "
			  ".git/config includes";
	sc->git = g;
	sc->git_of = sc->job;
	sc->git_ended = true;
}

static void look(struct scan *sc, bool figures, bool gopath)
{
	struct job_input in;

	/* Keep the facts of the last look until this one has some. */
	if (sc->tree && !sc->old_job) {
		sc->old_job = sc->job;
	} else {
		if (sc->git_of == sc->job)
			sc->git = NULL;
		job_drop(sc->job);
	}
	sc->job = NULL;
	begin(sc);
	memset(&in, 0, sizeof(in));
	in.found = &sc->found;
	in.gomodcache = shell_value(sc, "GOMODCACHE", true);
	in.gopath = shell_value(sc, "GOPATH", false);
	in.gopath_asked = gopath;
	in.goroot = shell_value(sc, "GOROOT", true);
	in.goos = shell_value(sc, "GOOS", false);
	in.goarch = shell_value(sc, "GOARCH", false);
	in.no_git = sc->git_give_ups >= GIT_GIVE_UPS;
	in.no_figures = !figures;
	in.civars = sc->civars;
	sc->tree_ended = false;
	sc->git_ended = !sc->found.git_dir || in.no_git;
	sc->git_beat = 0;
	sc->git_beat_ms = sc->progress_ms = now_ms();
	sc->job = job_start(&in, wake);
	if (in.no_git)
		set_git_gone(sc);
}

static void on_event(struct scan *sc, const struct job_event *e)
{
	struct error err = ERROR_INIT;

	switch (e->kind) {
	case JOB_TREE:
		sc->tree = e->tree;
		forget_old(sc);
		compose(sc);
		fill_places(sc);
		emit_repository(sc);
		emit_modules(sc);
		emit_files(sc);
		emit_places(sc);
		break;
	case JOB_VENDORS:
	case JOB_IMPORTS:
		sc->tree = e->tree;
		sc->tree_ended = e->kind == JOB_IMPORTS;
		compose(sc);
		emit_modules(sc);
		break;
	case JOB_HEAD:
	case JOB_STATES:
	case JOB_STATUS:
		sc->git_ended = e->kind == JOB_STATUS;
		sc->git = e->git;
		sc->git_of = e->job;
		compose(sc);
		emit_repository(sc);
		if (e->kind == JOB_STATES) {
			emit_modules(sc);
			emit_files(sc);
		}
		break;
	case JOB_FAILED:
		(void)error_set(&err, "%s", e->error);
		error_origin(&err, "%s", sc->found.root);
		emit_error(&err);
		error_release(&err);
		sc->tree_ended = sc->git_ended = true;
		sc->tree = NULL;
		forget_old(sc);
		break;
	}
	run_checks(sc, false);
	end_if_done(sc);
}

static void take_events(struct scan *sc)
{
	struct job *j = sc->job;
	struct job_event *e;

	while (j && sc->job == j && (e = job_next(j))) {
		if (sc->running)
			on_event(sc, e);
		job_event_free(e);
	}
}

/* libgit2 hangs: go on without it; its thread is left where it is. */
static void give_git_up(struct scan *sc)
{
	set_git_gone(sc);
	sc->git_give_ups++;
	compose(sc);
	emit_repository(sc);
	end_if_done(sc);
}

static void tick(struct scan *sc)
{
	uint64_t now = now_ms();
	unsigned long beat;

	if (!sc->running || !sc->job)
		return;
	beat = job_git_beat(sc->job);
	if (beat != sc->git_beat || sc->git_ended || job_git_waits(sc->job) ||
	    !job_git_sleeps(sc->job)) {
		/* Slow, by a busy disk or processor, is not stuck. */
		sc->git_beat = beat;
		sc->git_beat_ms = now;
	} else if (now - sc->git_beat_ms >= GIT_STALL_MS) {
		give_git_up(sc);
		return;
	}
	if (now - sc->progress_ms < TICK_MS)
		return;
	sc->progress_ms = now;
	if (!sc->tree || sc->old_job)
		emit_progress("walk", job_files_seen(sc->job), 0);
	else if (!sc->tree_ended)
		emit_progress("imports", (int)job_tree_beat(sc->job), 0);
	else if (!sc->git_ended)
		emit_progress("git", (int)beat, 0);
}

/* ---- requests ---- */

static void op_open(struct scan *sc, const struct cJSON *req)
{
	struct error err = ERROR_INIT;
	const char *root = json_str(req, "root");

	job_drop(sc->job);
	job_drop(sc->old_job);
	sc->job = sc->old_job = NULL;
	sc->tree = NULL;
	sc->git = NULL;
	sc->running = false;
	sc->git_give_ups = 0;
	compose(sc);
	serve_waiting(sc);
	arena_release(&sc->opened);
	sc->is_open = false;
	if (!root || !path_is_abs(root))
		(void)error_set(&err, "open needs an absolute folder");
	else if (!discover(&sc->opened, root, &sc->found, &err))
		sc->is_open = true;
	if (!sc->is_open)
		emit_error(&err);
	error_release(&err);
}

/* Variables of CI that were supplied: they hold from the next look on. */
static void op_civars(struct scan *sc, const struct cJSON *req)
{
	const struct cJSON *item = json_first(json_get(req, "list"));

	sc->civars = (struct civars){ NULL, 0 };
	for (; item; item = json_next(item)) {
		struct civar *v;

		if (!json_str(item, "name") || !json_str(item, "value"))
			continue;
		v = ARENA_PUSH(&sc->given, sc->civars.list, sc->civars.n);
		v->name = arena_strdup(&sc->given, json_str(item, "name"));
		v->value = arena_strdup(&sc->given, json_str(item, "value"));
		v->file = arena_strdup(&sc->given, json_str(item, "file"));
		v->line = (int)json_int(item, "line", 0);
	}
}

static struct place_in *place_in(struct scan *sc, const char *name)
{
	struct place_in *p;
	size_t i;

	for (i = 0; i < sc->nplaces; i++)
		if (!strcmp(sc->places[i].name, name))
			return &sc->places[i];
	ALLOC_GROW(sc->places, sc->nplaces + 1, sc->places_alloc);
	p = &sc->places[sc->nplaces++];
	memset(p, 0, sizeof(*p));
	p->name = xstrdup(name);
	return p;
}

/* What decides go's answers: where it runs and its environment. */
static char *sameness(const struct cJSON *value)
{
	struct strbuf sb = STRBUF_INIT;
	const struct cJSON *env = json_get(value, "env");

	strbuf_addf(&sb, "%s\n", json_str(value, "cwd") ? json_str(value, "cwd")
							: "");
	if (env)
		json_print(&sb, env, false);
	return strbuf_detach(&sb);
}

/* The request is kept: *req is taken and set to NULL. */
static void op_place(struct scan *sc, struct cJSON **req)
{
	const struct cJSON *value = json_get(*req, "value");
	const char *name = json_str(value, "name");
	struct strbuf sb = STRBUF_INIT;
	struct place_in *p;
	char *same;

	if (!name || !json_is_object(value))
		return;
	p = place_in(sc, name);
	same = sameness(value);
	if (!cstr_eq(p->same, same)) {
		json_free(p->answers);
		p->answers = NULL;
	}
	free(p->same);
	p->same = same;
	json_free(p->value);
	json_print(&sb, value, false);
	p->value = json_parse(strbuf_str(&sb), NULL);
	strbuf_release(&sb);
	sc->dirty = true;
}

static void op_go(struct scan *sc, struct cJSON **req)
{
	const char *name = json_str(*req, "place");
	struct place_in *p;

	if (!name || !json_is_object(json_get(*req, "answers")))
		return;
	p = place_in(sc, name);
	json_free(p->answers);
	p->answers = *req;
	*req = NULL;
	sc->dirty = true;
}

static void op_skip(struct scan *sc, const struct cJSON *req)
{
	const struct cJSON *c = json_first(json_get(req, "checks"));

	for (; c; c = json_next(c))
		if (json_value_str(c))
			map_put(&sc->skipped, json_value_str(c), NULL);
}

/*
 * Places that changed while nothing ran make a generation of their own; so
 * do those that came after the checks had judged them.
 */
static void follow_places(struct scan *sc)
{
	if (!sc->dirty || !sc->is_open || !sc->job)
		return;
	if (!sc->running) {
		judge_again(sc);
	} else if (!sc->judged) {
		sc->dirty = false;
		sc->seq_taken = sc->seq;
		fill_places(sc);
		emit_places(sc);
		run_checks(sc, false);
	}
}

static void beat(void)
{
	emit(emit_record("beat"));
}

static void op_trace(struct scan *sc, const struct cJSON *req)
{
	struct cJSON *j = emit_record("trace");
	const struct tracer *t = tracer_find(json_str(req, "name"));
	const char *place = json_str(req, "place");
	const char *dir = json_str(req, "module");
	const struct place *p;
	const struct module *m = NULL;
	const char *subject = json_str(req, "subject");
	struct arena a = ARENA_INIT;
	struct shell_word word;
	struct place looked;
	struct trace out;

	json_put_int(j, "id", json_int(req, "id", 0));
	follow_places(sc);
	p = snapshot_place(&sc->snap, place ? place : "shell");
	if (dir && *dir)
		m = snapshot_module(&sc->snap, dir);
	if (!t) {
		json_put_str(j, "error", "no trace of that name");
	} else if (!p) {
		json_put_str(j, "error", "no place of that name");
	} else if (place_is_mute(p) ||
		   (!place_is_here(p) && p->state == PLACE_FAILED)) {
		json_put_str(j, "error", p->error ? p->error : "");
		json_put(j, "why", codec_encode(&msg_codec, &p->problem));
	} else if (dir && *dir && !m) {
		json_put_str(j, "error", "no module in that folder");
	} else if (p->job && (!p->ngos || !p->nmodules)) {
		json_put_str(j, "error", msg_english(&a, &p->job->go));
		json_put(j, "why", codec_encode(&msg_codec, &p->job->go));
	} else {
		/* Another program than go has to be looked for first. */
		if (subject && *subject && place_is_here(p) &&
		    !strcmp(t->name, "path-lookup")) {
			const struct place *here =
				snapshot_place(&sc->snap, "shell");

			looked = *p;
			/* A file is named from where gomend was called. */
			if (here && strchr(subject, '/'))
				looked.cwd = here->cwd;
			places_lookup(&a, &sc->snap, &looked, subject);
			p = &looked;
		}
		if (json_is_object(json_get(req, "word"))) {
			if (p != &looked)
				looked = *p;
			looked.word = &word;
			codec_decode(&shell_word_codec, &a,
				     json_get(req, "word"), &word);
			p = &looked;
		}
		if (!strcmp(t->name, "go-programs") && place_is_here(p)) {
			looked = *p;
			places_programs(&a, &sc->snap, &looked, beat);
			p = &looked;
		}
		tracer_run(t, &sc->snap, p, m, subject, &a, &out);
		json_put(j, "value", codec_encode(&trace_codec, &out));
	}
	emit(j);
	arena_release(&a);
}

/* The file may lie anywhere the user may read; its bytes stay here. */
static void op_modfile(const struct scan *sc, const struct cJSON *req)
{
	struct cJSON *j = emit_record("modfile");
	const char *path = json_str(req, "path"), *text = NULL;
	struct error err = ERROR_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;

	json_put_int(j, "id", json_int(req, "id", 0));
	if (!path)
		path = "";
	else if (sc->is_open)
		path = path_join(&a, sc->found.opened, path);
	if (!fs_read(path, FS_READ_MAX_BYTES, &sb, &err) &&
	    !modfile_json(&a, strbuf_str(&sb), path_base(path),
			  json_str(req, "go"), &text, &err)) {
		json_put_bool(j, "accepted", true);
		json_put_str(j, "json", text);
	} else {
		json_put_bool(j, "accepted", false);
		json_put_str(j, "message", err.message);
	}
	emit(j);
	error_release(&err);
	strbuf_release(&sb);
	arena_release(&a);
}

/* What its messages mean; the file may lie anywhere the user may read. */
static void op_log(const struct scan *sc, const struct cJSON *req)
{
	struct cJSON *j = emit_record("log");
	const char *path = json_str(req, "path"), *text = json_str(req, "text");
	struct error err = ERROR_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct log_report out;

	json_put_int(j, "id", json_int(req, "id", 0));
	if (path && sc->is_open)
		path = path_join(&a, sc->found.opened, path);
	if (path && (fs_read(path, LOG_MAX_BYTES, &sb, &err) ||
		     loglore_check(strbuf_str(&sb), &err))) {
		json_put_str(j, "error", err.message);
	} else {
		loglore_read(&a, path ? strbuf_str(&sb)
				      : str_from(text ? text : ""), beat,
			     &out);
		logapi_fill(&a, &sc->snap, &out);
		json_put(j, "value", codec_encode(&log_report_codec, &out));
	}
	emit(j);
	error_release(&err);
	strbuf_release(&sb);
	arena_release(&a);
}

/*
 * The request is kept where it has to wait: *req is set to NULL.  A "diff"
 * waits only for a "fix" that was sent before it.
 */
static void take_fix(struct scan *sc, struct cJSON **req)
{
	bool is_diff = cstr_eq(json_str(*req, "op"), "diff");

	follow_places(sc);
	if (is_diff ? !sc->nwaiting : !sc->running) {
		op_fix(sc, *req);
		return;
	}
	ALLOC_GROW(sc->waiting, sc->nwaiting + 1, sc->waiting_alloc);
	sc->waiting[sc->nwaiting++] = *req;
	*req = NULL;
}

static void serve(struct scan *sc, struct str line)
{
	struct error err = ERROR_INIT;
	struct cJSON *req = json_parse(line, &err);
	const char *op = json_str(req, "op");
	int seq = (int)json_int(req, "seq", 0);

	/* A numbered request is owed a generation, whatever it changes. */
	if (seq) {
		sc->seq = seq;
		sc->dirty = true;
	}
	if (!op) {
		if (!err.message)
			(void)error_set(&err, "a request without \"op\"");
		emit_error(&err);
	} else if (!strcmp(op, "open")) {
		op_open(sc, req);
	} else if (!strcmp(op, "scan")) {
		if (sc->is_open)
			look(sc, json_bool(req, "figures", true),
			     json_bool(req, "gopath", false));
	} else if (!strcmp(op, "place")) {
		op_place(sc, &req);
	} else if (!strcmp(op, "jobs")) {
		sc->all_jobs = json_bool(req, "all", false);
		sc->dirty = true;
	} else if (!strcmp(op, "civars")) {
		op_civars(sc, req);
	} else if (!strcmp(op, "go")) {
		op_go(sc, &req);
	} else if (!strcmp(op, "skip")) {
		op_skip(sc, req);
	} else if (!strcmp(op, "trace")) {
		op_trace(sc, req);
	} else if (!strcmp(op, "modfile")) {
		op_modfile(sc, req);
	} else if (!strcmp(op, "log")) {
		op_log(sc, req);
	} else if (!strcmp(op, "export")) {
		if (sc->is_open && json_str(req, "rev"))
			export_revision(&sc->found, json_str(req, "rev"),
					(int)json_int(req, "id", 0));
	} else if (!strcmp(op, "fix") || !strcmp(op, "diff")) {
		take_fix(sc, &req);
	} else if (!strcmp(op, "quit")) {
		_exit(0);
	}
	json_free(req);
	error_release(&err);
}

/* Read what is there and serve every whole line. */
static void take_input(struct scan *sc)
{
	struct str all, line;
	ssize_t n;
	size_t used;

	n = read(STDIN_FILENO, strbuf_room(&sc->in, 256 * 1024), 256 * 1024);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		sc->input_ended = true;
		return;
	}
	strbuf_advance(&sc->in, (size_t)n);
	if (sc->in.len >= WIRE_LINE_MAX_BYTES)
		_exit(2);
	all = strbuf_str(&sc->in);
	used = str_find_last(all, '\n');
	if (used == all.len)
		return;
	used++;
	all.len = used;
	while (str_line(&all, &line))
		if (line.len)
			serve(sc, line);
	strbuf_drop(&sc->in, used);
}

static bool has_input(int timeout_ms)
{
	struct pollfd fds[2] = {
		{ STDIN_FILENO, POLLIN, 0 }, { wake_fds[0], POLLIN, 0 },
	};
	char drain[256];

	(void)poll(fds, 2, timeout_ms);
	if (fds[1].revents)
		while (read(wake_fds[0], drain, sizeof(drain)) > 0)
			;
	return fds[0].revents != 0;
}

static void run(struct scan *sc)
{
	struct pollfd wake_fd = { wake_fds[0], POLLIN, 0 };
	char drain[256];

	for (;;) {
		if (!sc->input_ended) {
			if (has_input(sc->running ? TICK_MS : -1)) {
				/* Requests that come together are served
				 * together, before anything is judged. */
				do {
					take_input(sc);
				} while (!sc->input_ended && has_input(0));
			}
		} else {
			(void)poll(&wake_fd, 1, TICK_MS);
			while (read(wake_fds[0], drain, sizeof(drain)) > 0)
				;
		}
		take_events(sc);
		follow_places(sc);
		tick(sc);
		if (sc->input_ended && !sc->running)
			return;
	}
}

static bool make_wake_pipe(void)
{
	int i;

	if (pipe(wake_fds))
		return false;
	for (i = 0; i < 2; i++) {
		(void)fcntl(wake_fds[i], F_SETFL, O_NONBLOCK);
		(void)fcntl(wake_fds[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

int scan_main(int argc, char **argv)
{
	struct scan sc;
	const char *on[CONFINE_MAX];
	size_t n;

	(void)argc;
	(void)argv;
	(void)setlocale(LC_CTYPE, "");
	(void)signal(SIGPIPE, SIG_IGN);
	memset(&sc, 0, sizeof(sc));
	strbuf_init(&sc.in);
	sc.checked = xcalloc(nchecks + 1, sizeof(*sc.checked));
	if (!make_wake_pipe()) {
		(void)fprintf(stderr, "gomend-scan: no pipe\n");
		return 2;
	}
	githost_start();
	n = confine(on);
	emit_hello(on, n);
	run(&sc);
	/* Workers may still run; there is nothing to put in order. */
	_exit(0);
}
