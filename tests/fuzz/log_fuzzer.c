/* A job's log: what its messages mean, and what go env printed into it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "facts/loglore.h"
#include "fmt/joblog.h"
#include "tests/fuzz/fuzz.h"

static void check_hit(const struct log_report *r, const struct log_hit *h)
{
	size_t i;

	if (!logrow_find(h->row) || h->line < 1 || h->line > r->nlines ||
	    h->count < 1 || strlen(h->text) > 2000)
		abort();
	for (i = 0; i < h->nargs; i++)
		if (!h->args[i])
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct joblog env;
	struct log_report r;
	size_t i;

	/* What would be refused is read all the same. */
	if (loglore_check(s, NULL) && !size)
		abort();
	loglore_read(&a, s, NULL, &r);
	for (i = 0; i < r.nhits; i++)
		check_hit(&r, &r.hits[i]);
	for (i = 0; i < r.nothers; i++)
		if (r.others[i].line < 1 || r.others[i].line > r.nlines)
			abort();
	if ((size_t)r.others_total < r.nothers)
		abort();
	joblog_parse(&a, s, &env);
	for (i = 0; i < env.nblocks; i++)
		if (env.blocks[i].nvalues < JOBLOG_MIN_VALUES)
			abort();
	arena_release(&a);
	return 0;
}
