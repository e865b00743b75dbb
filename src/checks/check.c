#include "config.h"

#include "checks/check.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

struct finding *finding_add(struct check_run *run, enum severity severity,
			    const char *module, const char *path, int line,
			    const char *subject, bool *is_new)
{
	struct finding *f;
	size_t i;

	module = or_empty(module);
	path = or_empty(path);
	subject = or_empty(subject);
	for (i = 0; i < run->nfindings; i++) {
		f = &run->findings[i];
		if (!strcmp(f->module, module) && !strcmp(f->path, path) &&
		    !strcmp(f->subject, subject)) {
			if (severity > f->severity)
				f->severity = severity;
			if (is_new)
				*is_new = false;
			return f;
		}
	}
	f = ARENA_PUSH(run->arena, run->findings, run->nfindings);
	f->id = run->check->id;
	f->severity = severity;
	f->module = arena_strdup(run->arena, module);
	f->path = arena_strdup(run->arena, path);
	f->line = line;
	f->subject = arena_strdup(run->arena, subject);
	if (is_new)
		*is_new = true;
	return f;
}

void finding_place_add(struct check_run *run, struct finding *f,
		       const struct place *p, enum severity severity,
		       enum known known)
{
	struct finding_place *fp;
	size_t i;

	if (severity > f->severity)
		f->severity = severity;
	for (i = 0; i < f->nplaces; i++) {
		if (!cstr_eq(f->places[i].place, p->name))
			continue;
		if (severity > f->places[i].severity)
			f->places[i].severity = severity;
		return;
	}
	fp = ARENA_PUSH(run->arena, f->places, f->nplaces);
	fp->place = arena_strdup(run->arena, p->name);
	fp->severity = severity;
	fp->known = known;
}

void finding_evidence(struct check_run *run, struct finding *f,
		      const char *text, const char *path, int line)
{
	struct evidence *e = ARENA_PUSH(run->arena, f->evidence, f->nevidence);

	e->text = arena_strdup(run->arena, or_empty(text));
	e->path = arena_strdup(run->arena, path);
	e->line = line;
}

struct step *finding_step(struct check_run *run, struct finding *f,
			  struct msg question, enum answer answer, bool bad,
			  const char *value, const char *origin)
{
	struct step *s = ARENA_PUSH(run->arena, f->steps, f->nsteps);

	s->question = question;
	s->answer = answer;
	s->bad = bad;
	s->value = arena_strdup(run->arena, value);
	s->origin = arena_strdup(run->arena, origin);
	return s;
}

struct command *finding_handover(struct check_run *run, struct finding *f,
				 const char *id, struct msg what,
				 const char *line)
{
	struct command *c = ARENA_PUSH(run->arena, f->commands, f->ncommands);

	c->what = what;
	c->line = arena_strdup(run->arena, line);
	c->handover = id;
	return c;
}

void finding_command(struct check_run *run, struct finding *f,
		     struct msg what, const char *line)
{
	(void)finding_handover(run, f, NULL, what, line);
}

static uint64_t fnv(uint64_t h, const char *s)
{
	do {
		h = (h ^ (unsigned char)*s) * 1099511628211ULL;
	} while (*s++);
	return h;
}

/* Without the places that the check does not judge; false when none is
 * left. */
static bool only_judged(struct snapshot *s, const struct check *c,
			struct arena *arena)
{
	struct place *here = arena_alloc(arena, (s->nplaces + 1) *
						sizeof(*here));
	size_t i, n = 0;

	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].kind == PLACE_JOB ? c->jobs :
		    c->elsewhere || place_is_here(&s->places[i]))
			here[n++] = s->places[i];
	s->places = here;
	s->nplaces = n;
	return n > 0;
}

/* What a finding says, but for the places it says it of. */
static uint64_t words_of(struct arena *a, const struct finding *f)
{
	uint64_t h = 14695981039346656037ULL;
	size_t i;

	h = fnv(fnv(fnv(fnv(h, f->module), f->path), f->subject),
		severity_names[f->severity]);
	h = fnv(h, msg_english(a, &f->title));
	for (i = 0; i < f->nevidence; i++)
		h = fnv(h, f->evidence[i].text);
	for (i = 0; i < f->nsteps; i++)
		h = fnv(fnv(h, or_empty(f->steps[i].value)),
			or_empty(f->steps[i].origin));
	for (i = 0; i < f->ncommands; i++)
		h = fnv(h, f->commands[i].line);
	return h;
}

/* The findings of one other machine, into those of the others. */
static void fold_in(struct check_run *all, struct check_run *one,
		    struct map *seen)
{
	size_t i, k;

	for (i = 0; i < one->nfindings; i++) {
		struct finding *f = &one->findings[i], *same;
		const char *key;

		if (path_is_abs(f->path)) {
			f->path = "";
			f->line = 0;
		}
		key = arena_printf(all->arena, "%016" PRIx64,
				   words_of(all->arena, f));
		if (!map_has(seen, key)) {
			map_put(seen, key,
				(void *)(uintptr_t)all->nfindings);
			/* Another finding than that of this machine. */
			f->subject = arena_printf(all->arena, "%s there %.8s",
						  f->subject, key);
			*ARENA_PUSH(all->arena, all->findings,
				    all->nfindings) = *f;
			continue;
		}
		same = &all->findings[(uintptr_t)map_get(seen, key)];
		for (k = 0; k < f->nplaces; k++)
			*ARENA_PUSH(all->arena, same->places, same->nplaces) =
				f->places[k];
	}
}

/* "Nothing to judge" there does not undo what was judged here. */
static enum check_status stronger(enum check_status a, enum check_status b)
{
	return b == CHECK_NOT_APPLICABLE ? a :
	       a == CHECK_NOT_APPLICABLE ? b : a > b ? a : b;
}

static enum check_status run_there(struct check_run *run,
				   const struct snapshot *s,
				   enum check_status status)
{
	struct map seen = MAP_INIT;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		struct snapshot there = *s;
		struct check_run one = { run->check, &there, run->arena, NULL,
					 0 };

		if (place_is_here(&s->places[i]) ||
		    (s->places[i].kind == PLACE_JOB && !run->check->jobs))
			continue;
		there.places = &s->places[i];
		there.nplaces = 1;
		status = stronger(status, one.check->run(&one));
		fold_in(run, &one, &seen);
	}
	map_release(&seen);
	return status;
}

/* A CI job is elsewhere, and its file is here. */
static bool is_elsewhere(const struct snapshot *s, const struct finding *f)
{
	const struct place *p;
	size_t i;

	for (i = 0; i < f->nplaces; i++) {
		p = snapshot_place(s, f->places[i].place);
		if (!p || place_is_here(p) || p->kind == PLACE_JOB)
			return false;
	}
	return f->nplaces > 0;
}

/* What can be typed here to see what a CI file does there: its line. */
static const char *probe_of_job(struct arena *a, const struct snapshot *s,
				const struct finding *f)
{
	const struct place *p;
	size_t i;

	for (i = 0; i < f->nplaces; i++) {
		p = snapshot_place(s, f->places[i].place);
		if (!p || p->kind != PLACE_JOB)
			return f->probe;
	}
	return f->nplaces && *f->path && f->line
		? arena_printf(a, "sed -n %dp %s", f->line,
			       shell_quote(a, f->path)) : f->probe;
}

enum check_status check_run(const struct check *c, const struct snapshot *s,
			    struct arena *arena, unsigned have,
			    struct finding **findings, size_t *nfindings)
{
	struct check_run run = { c, s, arena, NULL, 0 };
	struct snapshot here = *s;
	enum check_status status;
	bool nobody = false;
	size_t i;

	*findings = NULL;
	*nfindings = 0;
	if (c->needs & ~have)
		return CHECK_CANNOT_LOOK;
	nobody = !only_judged(&here, c, arena) && s->nplaces &&
		 c->needs & NEEDS_PLACES;
	run.snap = &here;
	status = nobody ? CHECK_NOT_APPLICABLE : c->run(&run);
	if (c->by_machine)
		status = run_there(&run, s, status);
	for (i = 0; i < run.nfindings; i++) {
		struct finding *f = &run.findings[i];
		uint64_t h = 14695981039346656037ULL;

		h = fnv(fnv(fnv(fnv(h, f->id), f->module), f->path),
			f->subject);
		f->fingerprint = arena_printf(arena, "%016" PRIx64, h);
		if (f->severity > c->worst)
			f->severity = c->worst;
		if (c->jobs)
			f->probe = probe_of_job(arena, s, f);
		f->elsewhere = !c->typed_here && is_elsewhere(s, f);
	}
	if (run.nfindings && status == CHECK_OK)
		status = CHECK_FOUND;
	*findings = run.findings;
	*nfindings = run.nfindings;
	return status;
}

const char *shell_quote(struct arena *a, const char *word)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789_-./:=@%+,";
	char *out, *w;
	const char *p;

	if (*word && strspn(word, plain) == strlen(word))
		return arena_strdup(a, word);
	out = w = arena_alloc(a, strlen(word) * 4 + 3);
	*w++ = '\'';
	for (p = word; *p; p++) {
		if (*p == '\'') {
			memcpy(w, "'\\''", 4);
			w += 4;
		} else {
			*w++ = *p;
		}
	}
	*w++ = '\'';
	*w = '\0';
	return out;
}
