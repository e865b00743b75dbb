/* go-programs: every program on PATH that Go built, and who hides whom. */
#include "config.h"

#include "traces/tracer.h"

#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"

/* More than that are summed up. */
#define MAX_SHOWN 200

/* "/usr/bin/go -> /usr/lib/go/bin/go (cmd/go, go1.24.4)" */
static const char *describe(struct arena *a, const struct lookup_hit *h)
{
	struct strbuf sb = STRBUF_INIT;
	const char *copy, *comma = "";

	trace_add_links(&sb, h);
	if (h->package || h->go_version) {
		strbuf_addstr(&sb, " (");
		if (h->package) {
			strbuf_addstr(&sb, h->package);
			comma = ", ";
		}
		/* Without a module's it is the Go's own. */
		if (h->version && !cstr_starts(h->version, "go")) {
			strbuf_addf(&sb, "%s%s", *comma ? " " : "",
				    h->version);
			comma = ", ";
		}
		if (h->go_version)
			strbuf_addf(&sb, "%s%s", comma, h->go_version);
		strbuf_addstr(&sb, ")");
	}
	copy = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return copy;
}

static struct msg note_on(struct arena *a, const struct place *p,
			  const struct lookup_hit *h,
			  const struct lookup_hit *first)
{
	struct msg none = { 0 };

	if (!h->resolved)
		return MSG(a, N_("The link leads nowhere; the search goes "
				 "on."));
	if (h->not_runnable)
		return MSG(a, N_("It cannot be run; the search goes on."));
	if (h != first)
		return MSG(a, N_("Hidden: the first one wins."));
	if (h->script)
		return MSG(a, N_("A script: which program it starts in the "
				 "end is not known without running it."));
	if (p->gobin && cstr_eq(path_dir(a, h->path), p->gobin))
		return MSG(a, N_("It lies where go install puts programs."));
	return none;
}

static bool hides_other(const struct path_lookup *l)
{
	size_t i;

	for (i = 1; i < l->nhits; i++)
		if (!l->hits[i].not_runnable && !l->hits[0].not_runnable &&
		    !cstr_eq(l->hits[i].resolved, l->hits[0].resolved))
			return true;
	return false;
}

static void add_program(const struct place *p, const struct path_lookup *l,
			struct arena *a, struct trace *t)
{
	size_t i;

	for (i = 0; i < l->nhits; i++) {
		const struct lookup_hit *h = &l->hits[i];
		struct step *st;

		/* /bin is a link to /usr/bin. */
		if (i && h->resolved &&
		    cstr_eq(h->resolved, l->hits[0].resolved))
			continue;
		st = trace_step(a, t,
			i ? MSG(a, N_("Does PATH hold another {0}?"), l->name)
			  : MSG(a, N_("Which {0} runs?"), l->name),
			i ? ANSWER_YES : ANSWER_NONE, false,
			describe(a, h), NULL);

		st->note = note_on(a, p, h, &l->hits[0]);
	}
}

static bool was_looked_at(const struct place *p)
{
	return p->recording && p->recording->nlooked;
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	const struct path_lookup *list = p->programs;
	size_t n = p->nprograms, i;
	int hidden = 0, left = 0;

	(void)s;
	(void)m;
	if (!place_is_here(p) && !was_looked_at(p)) {
		(void)trace_unrecorded(a, t, p, MSG(a, N_(
			"Which programs on PATH did Go build?")));
		t->outcome = MSG(a, N_("Which programs on PATH there Go built "
				       "was not recorded."));
		return;
	}
	if (!place_is_here(p)) {
		/* As far as somebody looked: those by name, and GOBIN. */
		list = p->tools;
		n = p->ntools;
	}
	for (i = 0; i < n; i++) {
		hidden += hides_other(&list[i]);
		if (t->nsteps < MAX_SHOWN)
			add_program(p, &list[i], a, t);
		else
			left++;
	}
	if (!place_is_here(p))
		trace_unrecorded(a, t, p, MSG(a, N_(
			"Are there other programs on PATH?")))->note =
			trace_looked_for(a, p);
	if (left)
		(void)trace_step(a, t, MSG_N(a,
			N_("{n} more program is not shown."),
			N_("{n} more programs are not shown."), left),
			ANSWER_NONE, false, NULL, NULL);
	if (p->gobin)
		(void)trace_step(a, t,
			MSG(a, N_("Is the folder of go install on PATH?")),
			p->gobin_on_path ? ANSWER_YES : ANSWER_NO,
			!p->gobin_on_path && p->gobin_has_programs, p->gobin,
			cstr_empty(place_value(p, "GOBIN")) ? "GOPATH/bin"
							    : "GOBIN");
	if (p->gobin && !p->gobin_on_path && p->gobin_has_programs) {
		t->bad = true;
		t->change = MSG(a, N_("Put {0} on PATH."), p->gobin);
	}
	if (!n)
		t->outcome = MSG(a, N_("No program that Go built is on "
				       "PATH."));
	else if (hidden)
		t->outcome = MSG_N(a,
			N_("{n} name stands for several programs; the first "
			   "on PATH runs."),
			N_("{n} names stand for several programs each; the "
			   "first on PATH runs."), hidden);
	else
		t->outcome = MSG(a, N_("Each name stands for one program."));
}

const struct tracer tracer_go_programs = {
	.name = "go-programs",
	.title = N_("Which programs on PATH did Go build, and who hides whom?"),
	.run = run,
};
