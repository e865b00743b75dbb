/*
 * What a shell traces.  The mark is a short one, so that a fuzzer comes by
 * it; in pieces, which must make no difference.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "probe/xtrace.h"
#include "tests/fuzz/fuzz.h"

static struct xtrace *fed(enum xtrace_style style, struct str s, size_t piece)
{
	struct xtrace *x = xtrace_new(style, "mk");
	size_t at;

	for (at = 0; at < s.len; at += piece)
		xtrace_feed(x, str_sub(s, at, s.len - at < piece
				       ? s.len - at : piece));
	xtrace_end(x);
	return x;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	int style;

	for (style = XTRACE_BASH; style <= XTRACE_FISH; style++) {
		struct xtrace *x = fed((enum xtrace_style)style, s, 1 << 20);
		struct xtrace *y = fed((enum xtrace_style)style, s, 13);
		const struct assign *a, *b;
		size_t n = xtrace_assigns(x, &a), m = xtrace_assigns(y, &b), i;

		/* Where a command is cut depends on the pieces. */
		if (size < 60000 && n != m)
			abort();
		for (i = 0; i < n; i++) {
			if (a[i].op != ASSIGN_SOURCE && !a[i].name)
				abort();
			if (a[i].value && strlen(a[i].value) > 40000)
				abort();
			if (size < 60000 &&
			    (a[i].op != b[i].op || a[i].line != b[i].line ||
			     !cstr_eq(a[i].value, b[i].value)))
				abort();
		}
		if (size < 60000 && xtrace_whole(x) != xtrace_whole(y))
			abort();
		xtrace_free(x);
		xtrace_free(y);
	}
	return 0;
}
