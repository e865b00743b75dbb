#include "config.h"

#include "fixes/lostpins.h"

#include <string.h>

#include "base/str.h"
#include "fixes/stagego.h"
#include "fmt/modpath.h"

/* "PATH@VERSION", of the fork where one takes its place; NULL: none is asked
 * for. */
static const char *asked(struct fix_run *run, const struct legacypin *p)
{
	return p->version && !p->gone
		? arena_printf(run->arena, "%s@%s",
			       p->source ? p->source : p->path, p->version)
		: NULL;
}

/* What go mod tidy said of the first pin whose go.mod it did not get; NULL: it
 * got all that it wanted.  Without a .zip it goes on. */
static const char *stopped_by(struct fix_run *run,
			      const struct legacypins *pins)
{
	const struct fix_ran *tidy = fix_ran(run, "tidy");
	struct arena *a = run->arena;
	const char *one, *mark, *at, *said;
	size_t i;

	for (i = 0; i < pins->n && tidy; i++) {
		one = asked(run, &pins->pins[i]);
		mark = one ? arena_printf(a, "%s: ", one) : NULL;
		/* Of one package it may lack the .zip, and of the next stop at
		 * the go.mod. */
		for (at = mark ? strstr(tidy->err, mark) : NULL; at;
		     at = strstr(at, mark)) {
			at += strlen(mark);
			said = arena_strndup(a, at, strcspn(at, "\n"));
			if (!cstr_holds(said, ".zip: "))
				return said;
		}
	}
	return NULL;
}

void lostpins_ask(struct fix_run *run, const struct legacypins *pins)
{
	struct strbuf input = STRBUF_INIT;
	const char *one;
	size_t i;

	if (!fix_yes(run, "network"))
		return;
	for (i = 0; i < pins->n && stopped_by(run, pins); i++) {
		one = asked(run, &pins->pins[i]);
		if (one)
			strbuf_addf(&input, "%s\n", one);
	}
	(void)stagego_query(run, "had", MSG(run->arena, N_(
			"where a version is not to be had: which others are "
			"not, either?")), false, "{{.Path}}@{{.Version}}"
			"{{with .Error}} {{printf \"%.400q\" .Err}}{{end}}",
			arena_strdup(run->arena, input.buf));
	strbuf_release(&input);
}

/* Why go did not get it; NULL: it did, or was not asked.  That it has another
 * path is for renames.h. */
static const char *refusal(struct fix_run *run, const char *one)
{
	const struct fix_ran *had = fix_ran(run, "had");
	struct str rest = str_from(had ? had->out : NULL), line, word;

	while (str_line(&rest, &line))
		if (str_cut(&line, ' ', &word) && str_is(word, one) &&
		    line.len && str_search(line, "declares its path") ==
				line.len)
			return legacypins_reason(run, line);
	return NULL;
}

bool lostpins_answer(struct fix_run *run, struct legacypins *pins)
{
	const char *why = stopped_by(run, pins), *said;
	bool any = false;
	size_t i;

	for (i = 0; i < pins->n && why; i++) {
		struct legacypin *p = &pins->pins[i];
		const char *one = asked(run, p);

		if (!one)
			continue;
		/* A proxy may refuse its .info alone: by then go has read every
		 * go.mod that it gets. */
		said = fix_yes(run, "network") ? refusal(run, one) : why;
		if (!said || legacypins_has_mod(run, p->source ? p->source
						: p->path, p->version))
			continue;
		p->gone = any = true;
		p->why = said;
	}
	return any;
}
