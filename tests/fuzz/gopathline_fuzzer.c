/* Lines of the time before modules, whatever file the bytes are taken for: each
 * change lies within them, and none in another. */
#include "config.h"

#include <stdlib.h>

#include "fmt/gopathline.h"
#include "fmt/span.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	int kind;

	for (kind = GOPATHLINE_DOCKERFILE; kind <= GOPATHLINE_YAML; kind++) {
		struct span_edits edits = SPAN_EDITS_INIT;
		struct arena a = ARENA_INIT;
		struct gopathline *l;
		size_t n, i;

		gopathline_read(&a, s, (enum gopathline_file)kind, &l, &n);
		for (i = 0; i < n; i++) {
			if (!l[i].with)
				continue;
			if (l[i].start < 0 || l[i].end < l[i].start ||
			    (size_t)l[i].end > size)
				abort();
			span_edits_add(&a, &edits, (size_t)l[i].start,
				       (size_t)l[i].end,
				       str_from(l[i].with));
		}
		/* It stops at changes of what is changed already. */
		(void)span_edits_apply(&a, s, &edits);
		arena_release(&a);
	}
	return 0;
}
