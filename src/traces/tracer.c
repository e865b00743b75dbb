#include "config.h"

#include "traces/tracer.h"

#include <string.h>

#include "base/str.h"

void tracer_run(const struct tracer *t, const struct snapshot *s,
		const struct place *p, const struct module *m,
		const char *subject, struct arena *arena, struct trace *out)
{
	memset(out, 0, sizeof(*out));
	out->name = t->name;
	out->place = arena_strdup(arena, p->name);
	out->module = arena_strdup(arena, m ? m->dir : "");
	out->subject = arena_strdup(arena, subject);
	t->run(s, p, m, arena, out);
}

void tracer_tried(const struct tracer *t, const struct trial *list, size_t n,
		  struct arena *arena, struct trace *of)
{
	const struct step *before = of->steps;
	size_t i, had = of->nsteps;

	/* They came from elsewhere: only an array of ours can grow. */
	of->steps = NULL;
	of->nsteps = 0;
	for (i = 0; i < had; i++)
		*ARENA_PUSH(arena, of->steps, of->nsteps) = before[i];
	t->tried(list, n, arena, of);
}

const char *trace_at(struct arena *arena, const char *file, int line)
{
	return line ? arena_printf(arena, "%s:%d", file, line) : file;
}

struct step *trace_step(struct arena *arena, struct trace *t,
			struct msg question, enum answer answer, bool bad,
			const char *value, const char *origin)
{
	struct step *s = ARENA_PUSH(arena, t->steps, t->nsteps);

	s->question = question;
	s->answer = answer;
	s->bad = bad;
	s->value = arena_strdup(arena, value);
	s->origin = arena_strdup(arena, origin);
	return s;
}

struct step *trace_unrecorded(struct arena *arena, struct trace *t,
			      const struct place *p, struct msg question)
{
	struct step *s = trace_step(arena, t, question, ANSWER_UNKNOWN, false,
				    NULL, NULL);

	s->note = p->job
		? MSG(arena, N_("The file of the job does not tell."))
		: place_is_log(p)
		? MSG(arena, N_("The log does not show it."))
		: MSG(arena, N_("It was not recorded."));
	return s;
}

struct msg trace_looked_for(struct arena *arena, const struct place *p)
{
	const struct recording *r = p->recording;
	const char *names = "go";
	size_t i;

	for (i = 0; r && i < r->nlooked; i++)
		names = arena_printf(arena, "%s, %s", names, r->looked[i]);
	if (r && r->nlooked && r->by == RECORDED_BY_SCRIPT)
		return MSG(arena, N_("Only {0} and what lies in GOBIN was "
				     "looked for."), names);
	return MSG(arena, N_("Only {0} was looked for."), names);
}

bool trace_is_unrecorded(const struct place *p, const struct setting *s)
{
	return !place_is_here(p) && (!s || s->known == KNOWN_UNKNOWN);
}

const char *trace_recorded_at(struct arena *arena, const struct place *p,
			      const char *name)
{
	const struct recorded_value *v = p->recording
		? recording_value(p->recording, name) : NULL;

	return v && v->line && p->recording->file
		? arena_printf(arena, "%s:%d", p->recording->file, v->line)
		: NULL;
}

struct msg trace_shim(struct arena *arena, const struct go_binary *g)
{
	if (g->starts && g->starts_version)
		return MSG(arena, N_("A script: its line {0} starts {1}, which "
				     "is {2}."),
			   arena_printf(arena, "%d", g->shim_line), g->starts,
			   g->starts_version);
	if (g->starts)
		return MSG(arena, N_("A script: its line {0} starts {1}."),
			   arena_printf(arena, "%d", g->shim_line), g->starts);
	if (g->shim)
		return MSG(arena, N_("A shim of {0}: it starts the release "
				     "that {0} picks by the folder; \"{1}\" "
				     "tells which."), g->shim,
			   arena_printf(arena, "%s which go", g->shim));
	return MSG(arena, N_("A script: which go it starts in the end is not "
			     "known without running it."));
}

void trace_add_links(struct strbuf *out, const struct lookup_hit *h)
{
	size_t i;

	strbuf_addstr(out, h->path);
	for (i = 1; i < h->nlinks; i++)
		strbuf_addf(out, " -> %s", h->links[i]);
	/* A folder on the way may be a link as well; and the script of "gomend
	 * snapshot" keeps no link but the last. */
	if (h->resolved &&
	    !cstr_eq(h->resolved, h->nlinks ? h->links[h->nlinks - 1]
					    : h->path))
		strbuf_addf(out, " -> %s", h->resolved);
}

const char *trace_origin(struct arena *arena, const struct setting *s)
{
	if (!s)
		return NULL;
	if (s->file)
		return s->line ? arena_printf(arena, "%s:%d", s->file,
					      s->line) : s->file;
	return s->layer == LAYER_PROCESS ? "environment" :
	       s->layer == LAYER_IMAGE ? "image" : "default";
}
