/* Every reader of lock files from before modules; each over every input. */
#include "config.h"

#include <stdlib.h>

#include "fmt/legacylock.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	int kind;

	for (kind = 0; kind < NLEGACYLOCK_KINDS; kind++) {
		struct arena a = ARENA_INIT;
		struct error err = ERROR_INIT;
		const char *path, *version;
		struct legacylock l;
		size_t i;

		if (legacylock_read(&a, (enum legacylock_kind)kind, s, &l,
				    &err) &&
		    (!err.message || l.npins))
			abort();
		/* Each may name a source, which all others look through. */
		for (i = 0; i < l.npins && i < 200; i++)
			if (legacylock_asked(&a, &l, i, &path, &version) &&
			    (!path || !version))
				abort();
		error_release(&err);
		arena_release(&a);
	}
	return 0;
}
