#include "config.h"

#include "fixes/holdsearch.h"

#include <string.h>

const char *holdsearch_id(struct arena *a, int number, const char *suffix)
{
	return arena_printf(a, "try-%d%s", number, suffix);
}

static const struct fix_ran *result(const struct holdsearch *s, int number)
{
	return fix_ran(s->run, number
		? holdsearch_id(s->run->arena, number, "-build")
		: "hold-build");
}

/* Is it known already? */
static bool is_known(const struct holdsearch *s, uint64_t set, bool *built)
{
	int i;

	*built = !set || set == s->kept;
	if (*built)
		return true;
	for (i = 0; i < s->nasked; i++)
		if (s->built[i] ? s->tried[i] == set
				: (s->tried[i] & set) == s->tried[i]) {
			*built = s->built[i];
			return true;
		}
	return false;
}

static bool builds(struct holdsearch *s, uint64_t set)
{
	const struct fix_ran *r;
	bool known;
	size_t i;

	if (s->stopped)
		return false;
	if (is_known(s, set, &known))
		return known;
	r = s->nasked < s->limit ? result(s, s->nasked) : NULL;
	if (!r || s->nasked > HOLDSEARCH_TRIES) {
		if (s->nasked <= HOLDSEARCH_TRIES)
			s->wanted = set;
		s->stopped = true;
		return false;
	}
	s->tried[s->nasked] = set;
	s->built[s->nasked++] = !r->exit_code;
	for (i = 0; i < s->n && r->exit_code; i++)
		if ((set & ~s->kept) >> i & 1)
			s->why[i] = r;
	return !r->exit_code;
}

/* The lower half of what is in it. */
static uint64_t half_of(uint64_t group)
{
	int n = __builtin_popcountll(group) / 2;
	uint64_t out = 0;

	while (n-- > 0) {
		out |= group & -group;
		group &= group - 1;
	}
	return out;
}

/* As much of the group as it builds with, beside what is kept. */
static void add(struct holdsearch *s, uint64_t group)
{
	uint64_t half;

	if (!group || s->stopped)
		return;
	if (builds(s, s->kept | group)) {
		s->kept |= group;
		return;
	}
	if (s->stopped)
		return;
	half = half_of(group);
	if (!half) {
		s->refused |= group;
		return;
	}
	add(s, half);
	add(s, group & ~half);
}

void holdsearch_run(struct holdsearch *s, struct fix_run *run, size_t n,
		    uint64_t copies, int limit)
{
	uint64_t all = n ? UINT64_MAX >> (HOLDSEARCH_MOST - n) : 0;

	memset(s, 0, sizeof(*s));
	s->run = run;
	s->n = n;
	s->copies = copies & all;
	s->limit = limit;
	if (builds(s, all)) {
		s->kept = all;
		return;
	}
	if (s->copies && s->copies != all) {
		if (builds(s, s->copies))
			s->kept = s->copies;
		else if (builds(s, all & ~s->copies))
			s->kept = all & ~s->copies;
	}
	add(s, all & ~s->kept);
}
