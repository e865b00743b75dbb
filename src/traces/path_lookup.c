/* path-lookup: which program does a name run, and what does it hide? */
#include "config.h"

#include "traces/tracer.h"

#include <string.h>

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
	for (i = 0; i < p->ntools && !place_is_here(p); i++)
		if (cstr_eq(p->tools[i].name, name)) {
			*n = p->tools[i].nhits;
			return p->tools[i].hits;
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

/* Did somebody look for it on that other machine? */
static bool was_looked_for(const struct place *p, const char *name)
{
	const struct recording *r = p->recording;
	size_t i;

	if (cstr_eq(name, "go"))
		return true;
	for (i = 0; i < p->ntools; i++)
		if (cstr_eq(p->tools[i].name, name))
			return true;
	for (i = 0; r && i < r->nlooked; i++)
		if (cstr_eq(r->looked[i], name))
			return true;
	return false;
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

/* It names a file: no PATH, and no word of the shell's. */
static void run_file(const char *name, const struct lookup_hit *h,
		     struct arena *a, struct trace *t)
{
	struct step *st;

	st = trace_step(a, t, MSG(a, N_("Does \"{0}\" hold a slash?"), name),
			ANSWER_YES, false, NULL, NULL);
	st->note = MSG(a, N_("Then PATH has no say, nor has any alias, "
			     "function or builtin: it names that one file."));
	st = trace_step(a, t, MSG(a, N_("Is there such a file, and may it be "
					"run?")),
			h && !h->not_runnable ? ANSWER_YES : ANSWER_NO,
			!h || h->not_runnable, h ? describe(a, h) : NULL,
			NULL);
	if (h && !h->resolved)
		st->note = MSG(a, N_("The link leads nowhere."));
	else if (h && h->script && !h->not_runnable)
		st->note = MSG(a, N_("A script: which program it starts in "
				     "the end is not known without running "
				     "it."));
	t->bad = !h || h->not_runnable;
	if (!h || !h->resolved)
		t->outcome = MSG(a, N_("{0} is no file: the shell does not "
				       "find it."), name);
	else if (h->not_runnable)
		t->outcome = MSG(a, N_("{0} cannot be run."), name);
	else if (h->version)
		t->outcome = MSG(a, N_("{0} runs: {1}."), name, h->version);
	else
		t->outcome = MSG(a, N_("{0} runs; its version is not known "
				       "without running it."), name);
}

/* A shell knows more than one now and then; the words of gomend. */
static struct msg kind_words(struct arena *a, const struct shell_word *w)
{
	switch (w->kind) {
	case WORD_ALIAS:
		return MSG(a, N_("Yes, an alias: it comes before everything "
				 "on PATH."));
	case WORD_FUNCTION:
		return MSG(a, N_("Yes, a function (of fish also an alias): it "
				 "comes before everything on PATH."));
	case WORD_KEYWORD:
		return MSG(a, N_("Yes, a keyword of its language: PATH is not "
				 "looked at."));
	case WORD_BUILTIN:
		return MSG(a, N_("Yes, a builtin: it comes before everything "
				 "on PATH."));
	case WORD_FILE:
	case WORD_NONE:
		break;
	case WORD_UNKNOWN:
		return MSG(a, N_("The shell did not say; it is not known."));
	}
	return MSG(a, N_("No: PATH decides."));
}

static bool is_own_word(const struct shell_word *w)
{
	return w && (w->kind == WORD_ALIAS || w->kind == WORD_FUNCTION ||
		     w->kind == WORD_KEYWORD || w->kind == WORD_BUILTIN);
}

/* What a fresh shell knows by that name, and what cannot be seen of this. */
static void own_words(const struct place *p, const char *name,
		      struct arena *a, struct trace *t)
{
	const struct shell_word *w = p->word;
	bool here = p->kind == PLACE_SHELL;
	struct step *st;

	if (!w && (!here || !p->start))
		return;
	if (w) {
		st = trace_step(a, t, MSG(a, N_("Is \"{0}\" a word of the "
						"shell's own?"), name),
				w->kind == WORD_UNKNOWN ? ANSWER_NONE
				: is_own_word(w) ? ANSWER_YES : ANSWER_NO,
				(w->kind == WORD_ALIAS ||
				 w->kind == WORD_FUNCTION) &&
				cstr_eq(name, "go"),
				w->kind == WORD_ALIAS ? w->said : NULL,
				w->shell);
		st->note = kind_words(a, w);
		t->bad = st->bad;
	}
	if (!here)
		return;
	st = trace_step(a, t, MSG(a, N_("And in this very shell?")),
			ANSWER_NONE, false, NULL, p->start->program);
	st->note = w ? MSG(a, N_("A fresh one was asked. Aliases and "
				 "functions of this session cannot be seen "
				 "from outside; \"type {0}\" tells."), name)
		     : MSG(a, N_("It is another shell than the one that gomend "
				 "starts. Its aliases, functions and builtins "
				 "cannot be seen from outside; \"type {0}\" "
				 "tells."), name);
}

/* The first one behind `first` that is another program. */
static const struct lookup_hit *other_behind(const struct lookup_hit *hits,
					     size_t n,
					     const struct lookup_hit *first)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (&hits[i] != first && !hits[i].not_runnable &&
		    !cstr_eq(hits[i].resolved, first->resolved))
			return &hits[i];
	return NULL;
}

/* bash, zsh, dash and ksh keep what they found; fish looks each time. */
static void remembered(const struct place *p, const char *name,
		       const struct lookup_hit *hits, size_t n,
		       const struct lookup_hit *first, struct arena *a,
		       struct trace *t)
{
	const struct lookup_hit *other = first && !first->not_runnable
		? other_behind(hits, n, first) : NULL;
	struct step *st;

	if (!other || p->kind != PLACE_SHELL || !p->start ||
	    is_own_word(p->word) ||
	    cstr_eq(path_base(p->start->program), "fish"))
		return;
	st = trace_step(a, t, MSG(a, N_("Does this shell remember another "
					"one?")),
			ANSWER_NONE, false, NULL, p->start->program);
	st->note = MSG(a, N_("That cannot be seen from outside. If {1} was run "
			     "in it before {2} was put there, it still runs "
			     "{1}, until PATH is set anew or \"hash -r\"; "
			     "\"type {0}\" tells."), name, other->path,
		       first->path);
}

/* The shell's own word wins; what other programs get is another matter. */
static void say_own(const struct place *p, const char *name,
		    const struct lookup_hit *first, struct arena *a,
		    struct trace *t)
{
	const struct shell_word *w = p->word;

	if (w->kind == WORD_ALIAS || w->kind == WORD_FUNCTION)
		t->outcome = MSG(a, N_("Typed in {1}, {0} runs the alias or "
				       "function of that name."), name,
				 path_base(w->shell));
	else
		t->outcome = MSG(a, N_("{0} is part of {1} itself: no program "
				       "runs."), name, path_base(w->shell));
	t->change = first && !first->not_runnable
		? MSG(a, N_("A program that starts {0}, which knows nothing of "
			    "the shell's words, gets {1}."), name, first->path)
		: MSG(a, N_("A program that starts {0}, which knows nothing of "
			    "the shell's words, finds none on PATH."), name);
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
	if (!place_is_here(p) && (place_getenv(p, "PATH") || p->npath) &&
	    !was_looked_for(p, name)) {
		st = trace_unrecorded(a, t, p, MSG(a, N_(
			"Is \"{0}\" in a folder of PATH?"), name));
		if (!place_is_log(p))
			st->note = trace_looked_for(a, p);
		t->outcome = MSG(a, N_("Which {0} is first on PATH there was "
				       "not recorded."), name);
		return;
	}
	if (!place_is_here(p) && !place_getenv(p, "PATH") && !p->npath) {
		(void)trace_unrecorded(a, t, p, MSG(a, N_("What does PATH "
							  "say?")));
		t->outcome = MSG(a, N_("Which {0} is first on PATH there was "
				       "not recorded."), name);
		return;
	}
	hits = hits_of(p, name, a, &n);
	if (strchr(name, '/')) {
		run_file(name, n ? &hits[0] : NULL, a, t);
		return;
	}
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
	own_words(p, name, a, t);
	if (!p->word && cstr_eq(name, "go") && !cstr_empty(p->go_word) &&
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
	/* Of a job only what its steps put first is known. */
	if (p->job)
		(void)trace_unrecorded(a, t, p, MSG(a, N_("Is PATH set?")));
	else if (!place_getenv(p, "PATH"))
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
	remembered(p, name, hits, n, first, a, t);
	if (is_own_word(p->word))
		say_own(p, name, first, a, t);
	else
		say_outcome(p, name, hits, n, first, a, t);
}

const struct tracer tracer_path_lookup = {
	.name = "path-lookup",
	.title = N_("Which program does a name run, and what does it hide?"),
	.subject = N_("a program; go unless named"),
	.run = run,
};
