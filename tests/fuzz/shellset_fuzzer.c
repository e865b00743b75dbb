/* The text of rc files, as each shell reads it, and fish's own variables. */
#include "config.h"

#include <stdlib.h>

#include "fmt/shellset.h"
#include "tests/fuzz/fuzz.h"

static const char *home(void *payload, const char *name)
{
	(void)payload;
	return name[0] == 'H' ? "/h" : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct shellset *list;
	size_t n, i;
	int f;

	for (f = SHELLRC_SH; f <= SHELLRC_FISH; f++) {
		struct arena a = ARENA_INIT;

		n = shellset_list(&a, s, (enum shellrc_family)f, home, NULL,
				  &list);
		for (i = 0; i < n; i++) {
			if (list[i].line < 1 ||
			    list[i].last_line < list[i].line)
				abort();
			if (list[i].op != SHELLSET_SOURCE && !list[i].name)
				abort();
			if (list[i].value &&
			    shellset_is_whole(list[i].value) &&
			    !shellset_matches(list[i].value, list[i].value))
				abort();
		}
		arena_release(&a);
	}
	{
		struct arena a = ARENA_INIT;

		n = shellset_universal(&a, s, &list);
		for (i = 0; i < n; i++)
			if (!list[i].name || !list[i].value)
				abort();
		arena_release(&a);
	}
	return 0;
}
