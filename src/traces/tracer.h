/*
 * A trace replays one decision of Go's (or the shell's) with the real values
 * of one place: a pure function from a snapshot to steps.
 */
#ifndef TRACES_TRACER_H
#define TRACES_TRACER_H

#include "base/i18n.h"
#include "base/strbuf.h"
#include "facts/finding.h"
#include "facts/snapshot.h"
#include "facts/trial.h"

struct tracer {
	const char *name;	/* as in the catalogue */
	const char *title;	/* N_(): the question it answers */
	const char *subject;	/* N_(): what a subject is, or NULL: takes none */
	void (*run)(const struct snapshot *s, const struct place *p,
		    const struct module *m, struct arena *arena,
		    struct trace *out);
	/*
	 * What can be tried in that place where the user asks for it, in the
	 * arena, and in *what a sentence that says what will be done; or 0 in
	 * *n, and in *what why nothing can be.  NULL: no such decision.
	 */
	const struct trial *(*try)(const struct place *p, struct arena *a,
				   size_t *n, struct msg *what);
	/* What came of it: more steps of that trace, and how it ends now. */
	void (*tried)(const struct trial *list, size_t n, struct arena *a,
		      struct trace *t);
};

/* All traces, sorted by name. */
extern const struct tracer *const tracers[];
extern const size_t ntracers;
const struct tracer *tracer_find(const char *name);

/*
 * Replay: `m` may be NULL (outside all modules), `subject` too.  The result
 * lives in the arena.
 */
void tracer_run(const struct tracer *t, const struct snapshot *s,
		const struct place *p, const struct module *m,
		const char *subject, struct arena *arena, struct trace *out);

/* Let the trace say what came of what it wanted to be tried. */
void tracer_tried(const struct tracer *t, const struct trial *list, size_t n,
		  struct arena *arena, struct trace *of);

/* For tracers: "go.mod:3"; without a line the file alone. */
const char *trace_at(struct arena *arena, const char *file, int line);
/* For tracers: the next step. */
struct step *trace_step(struct arena *arena, struct trace *t,
			struct msg question, enum answer answer, bool bad,
			const char *value, const char *origin);

/*
 * The next step, where the place is another machine's and what the answer
 * hangs on was not recorded: "?", and a word on it.
 */
struct step *trace_unrecorded(struct arena *arena, struct trace *t,
			      const struct place *p, struct msg question);
/* Which programs somebody looked for on that PATH, for the note of a step. */
struct msg trace_looked_for(struct arena *arena, const struct place *p);
/* A value that nobody recorded; those of this machine are all known. */
bool trace_is_unrecorded(const struct place *p, const struct setting *s);
/* "ci.log:12": where the recording has the value; NULL: it has no lines. */
const char *trace_recorded_at(struct arena *arena, const struct place *p,
			      const char *name);
/* What is known of a script or shim that stands before go. */
struct msg trace_shim(struct arena *arena, const struct go_binary *g);

/* "/usr/bin/go -> /usr/lib/go/bin/go": the program with its chain of links. */
void trace_add_links(struct strbuf *out, const struct lookup_hit *h);

/* "environment", "/home/u/.config/go/env:3", "default": where it stands. */
const char *trace_origin(struct arena *arena, const struct setting *s);

#endif
