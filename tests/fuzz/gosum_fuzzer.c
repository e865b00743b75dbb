/* go.sum: the same whole and in pieces. */
#include "config.h"

#include <stdlib.h>

#include "fmt/gosum.h"
#include "tests/fuzz/fuzz.h"

static struct gosum_reader *read_in(struct str s, size_t step)
{
	struct gosum_limits limits = { .max_bytes = 65536, .max_issues = 50 };
	struct gosum_reader *r = gosum_open(&limits);

	while (s.len) {
		size_t n = s.len < step ? s.len : step;

		if (!gosum_feed(r, str_sub(s, 0, n)))
			abort();
		s = str_sub(s, n, s.len - n);
	}
	gosum_finish(r);
	return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct gosum_reader *whole = read_in(s, size ? size : 1);
	struct gosum_reader *parts = read_in(s, 13);

	if (whole->nentries != parts->nentries ||
	    whole->nlines != parts->nlines ||
	    whole->issues_total != parts->issues_total)
		abort();
	gosum_close(whole);
	gosum_close(parts);
	return 0;
}
