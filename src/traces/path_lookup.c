/* path-lookup: which program does a name run, and what does it hide? */
#include "config.h"

#include "traces/tracer.h"

#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "fmt/gover.h"

/* More elements of PATH than that are summed up. */
#define MAX_STEPS 60

/* What lies behind a name: of go it is known from the start. */
static const struct lookup_hit *hits_of(const struct place *p,
					const char *name, struct arena *a,
					size_t *n)
{
	struct lookup_hit *hits = NULL, *h;
	size_t i;

	*n = 0;
	if (p->lookup && cstr_eq(p->lookup->name, name)) {
		*n = p->lookup->nhits;
		return p->lookup->hits;
	}
	if (!cstr_eq(name, "go"))
		return NULL;
	for (i = 0; i < p->ngos; i++) {
		const struct go_binary *g = &p->gos[i];

		h = ARENA_PUSH(a, hits, *n);
		h->path = g->path;
		h->resolved = g->resolved;
		h->links = g->links;
		h->nlinks = g->nlinks;
		h->not_runnable = g->not_runnable;
		h->script = g->script;
		h->skipped = g->skipped;
		h->version = g->binary_version ? g->binary_version :
						 g->version;
	}
	return hits;
}

static const char *path_in(struct arena *a, const struct path_entry *e,
			   const char *name)
{
	return path_is_abs(e->dir) ? path_join(a, e->dir, name) :
		arena_printf(a, "%s/%s", *e->dir ? e->dir : ".", name);
}

static const struct lookup_hit *hit_in(struct arena *a,
				       const struct path_entry *e,
				       const char *name,
				       const struct lookup_hit *hits, size_t n)
{
	const char *path = path_in(a, e, name);
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(hits[i].path, path))
			return &hits[i];
	return NULL;
}

/* "/usr/bin/go -> /usr/lib/go/bin/go (go1.24.4)" */
static const char *describe(struct arena *a, const struct lookup_hit *h)
{
	struct strbuf sb = STRBUF_INIT;
	const char *copy;

	trace_add_links(&sb, h);
	if (h->version)
		strbuf_addf(&sb, " (%s%s%s%s%s)", h->package &&
			    !cstr_eq(h->package, "cmd/go") ? h->package : "",
			    h->package && !cstr_eq(h->package, "cmd/go") ?
				" " : "", h->version,
			    h->go_version && !cstr_starts(h->version, "go") ?
				", " : "",
			    h->go_version && !cstr_starts(h->version, "go") ?
				h->go_version : "");
	copy = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return copy;
}

static struct msg note_on_element(struct arena *a, const struct path_entry *e)
{
	struct msg none = { 0 };

	if (!*e->dir)
		return MSG(a, N_("An empty element means the current folder: "
				 "what runs changes with it. gomend itself "
				 "never runs a program from there."));
	if (e->dir[0] == '~')
		return MSG(a, N_("A ~ inside PATH is taken as it stands; "
				 "most programs find nothing there."));
	if (e->relative)
		return MSG(a, N_("A relative element: what runs changes with "
				 "the current folder. gomend itself never "
				 "runs a program from there."));
	if (e->missing)
		return MSG(a, N_("There is no such folder."));
	if (e->in_repo)
		return MSG(a, N_("The folder is inside the repository; "
				 "gomend itself never runs a program from "
				 "there."));
	if (e->world_writable)
		return MSG(a, N_("Anybody on this machine can write to the "
				 "folder; gomend itself never runs a program "
				 "from there."));
	return none;
}

static struct msg note_on_hit(struct arena *a, const struct lookup_hit *h,
			      const struct lookup_hit *first,
			      const struct path_entry *e)
{
	if (!h->resolved)
		return MSG(a, N_("The link leads nowhere; the search goes "
				 "on."));
	if (h->not_runnable && h != first)
		return MSG(a, N_("It cannot be run; the search goes on."));
	if (h != first && h->resolved && first &&
	    cstr_eq(h->resolved, first->resolved))
		return MSG(a, N_("The same file as the first one."));
	if (h != first)
		return MSG(a, N_("Hidden: the first one wins."));
	if (h->not_runnable)
		return MSG(a, N_("It cannot be run on this machine."));
	if (h->script)
		return MSG(a, N_("A script: which program it starts in the "
				 "end is not known without running it."));
	return note_on_element(a, e);
}

static const struct lookup_hit *newer_behind(const struct lookup_hit *hits,
					     size_t n,
					     const struct lookup_hit *first)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (&hits[i] != first && !hits[i].not_runnable &&
		    hits[i].version && first->version &&
		    gover_valid_toolchain(str_from(hits[i].version)) &&
		    gover_cmp_toolchain(str_from(hits[i].version),
					str_from(first->version)) > 0)
			return &hits[i];
	return NULL;
}

static void say_outcome(const struct place *p, const char *name,
			const struct lookup_hit *hits, size_t n,
			const struct lookup_hit *first, struct arena *a,
			struct trace *t)
{
	const struct lookup_hit *newer;

	if (!first) {
		t->bad = true;
		t->outcome = MSG(a, N_("No {0} is on PATH: the shell does not "
				       "find the command."), name);
		if (cstr_eq(name, "go") && p->ninstalls)
			t->change = MSG(a, N_("{0} lies in {1}: put {2} on "
					      "PATH."),
					p->installs[0].version,
					p->installs[0].goroot,
					path_join(a, p->installs[0].goroot,
						  "bin"));
		else if (p->gobin && p->gobin_has_programs &&
			 !p->gobin_on_path)
			t->change = MSG(a, N_("{0} is not on PATH; programs "
					      "that go installs go there."),
					p->gobin);
		return;
	}
	if (first->not_runnable) {
		t->bad = true;
		t->outcome = MSG(a, N_("{0} is found first, and it cannot be "
				       "run."), first->path);
		return;
	}
	t->outcome = first->version ?
		MSG(a, N_("{0} runs: {1}."), first->path, first->version) :
		MSG(a, N_("{0} runs; its version is not known without "
			  "running it."), first->path);
	newer = cstr_eq(name, "go") ? newer_behind(hits, n, first) : NULL;
	if (newer) {
		t->bad = true;
		t->change = MSG(a, N_("{0} is newer ({1}): its folder would "
				      "have to come before {2} in PATH."),
				newer->path, newer->version,
				path_dir(a, first->path));
	}
}

static bool named_before(const struct place *p, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (cstr_eq(p->path[i].dir, p->path[at].dir))
			return true;
	return false;
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	const char *name = cstr_empty(t->subject) ? "go" : t->subject;
	const struct lookup_hit *hits, *first = NULL, *h;
	struct step *st;
	size_t n, i, k, left = 0;
	bool passed = false;

	(void)s;
	(void)m;
	if (!place_is_here(p) && !place_getenv(p, "PATH") && !p->npath) {
		(void)trace_unrecorded(a, t, p, MSG(a, N_("What does PATH "
							  "say?")));
		t->outcome = MSG(a, N_("Which {0} is first on PATH there was "
				       "not recorded."), name);
		return;
	}
	hits = hits_of(p, name, a, &n);
	/* Those that cannot run stand last. */
	if (n && hits[0].resolved)
		first = &hits[0];
	if (first && first->not_runnable) {
		/* Without the right to run it, or a folder: never chosen. */
		for (i = 0; i < n; i++)
			if (!hits[i].not_runnable)
				break;
		if (i == n && !hits[0].version)
			first = NULL;
	}
	if (cstr_eq(name, "go") && !cstr_empty(p->go_word) &&
	    !path_is_abs(p->go_word) && !cstr_eq(p->go_word, "go")) {
		st = trace_step(a, t, MSG(a, N_("Does the shell take \"{0}\" "
						"for an alias or a function?"),
					  name),
				ANSWER_YES, true, p->go_word, p->shell);
		st->note = MSG(a, N_("It comes before everything on PATH."));
		t->bad = true;
	}
	if (cstr_eq(name, "go") && first && !cstr_empty(p->go_word) &&
	    path_is_abs(p->go_word) &&
	    !cstr_eq(path_clean(a, p->go_word), path_clean(a, first->path))) {
		st = trace_step(a, t, MSG(a, N_("Does the shell itself find "
						"the same \"{0}\"?"), name),
				ANSWER_NO, true, p->go_word, p->shell);
		st->note = MSG(a, N_("It remembers where it found the program "
				     "before; `hash -r` makes it look "
				     "again."));
	}
	if (!place_getenv(p, "PATH"))
		(void)trace_step(a, t, MSG(a, N_("Is PATH set?")), ANSWER_NO,
				 true, NULL, "environment");
	for (i = 0; i < p->npath; i++) {
		const struct path_entry *e = &p->path[i];

		/* A second time the same folder decides nothing. */
		if (named_before(p, i))
			continue;
		h = hit_in(a, e, name, hits, n);
		if (!h && (t->nsteps >= MAX_STEPS ||
			   (passed && !e->skipped))) {
			left++;
			continue;
		}
		st = trace_step(a, t, MSG(a, N_("Is it in {0}?"),
					  *e->dir ? e->dir : "\"\""),
				h ? ANSWER_YES : ANSWER_NO, false,
				h ? describe(a, h) : NULL,
				arena_printf(a, "PATH[%zu]", i + 1));
		passed = passed || (h && h == first);
		st->note = h ? note_on_hit(a, h, first, e) :
			       note_on_element(a, e);
		for (k = 0; h && h == first && k < p->ngos; k++)
			if (cstr_eq(name, "go") &&
			    cstr_eq(p->gos[k].path, h->path) &&
			    (p->gos[k].script || p->gos[k].shim))
				st->note = trace_shim(a, &p->gos[k]);
		st->bad = h && h == first &&
			  (h->not_runnable || e->skipped);
	}
	if (left)
		(void)trace_step(a, t, MSG_N(a, N_("Is it in the {n} other "
						   "folder?"),
					     N_("Is it in the {n} other "
						"folders?"), (int)left),
				 ANSWER_NO, false, NULL, NULL);
	say_outcome(p, name, hits, n, first, a, t);
}

const struct tracer tracer_path_lookup = {
	.name = "path-lookup",
	.title = N_("Which program does a name run, and what does it hide?"),
	.subject = N_("a program; go unless named"),
	.run = run,
};
