/* vendor/modules.txt: what is read can be found. */
#include "config.h"

#include <stdlib.h>

#include "fmt/modulestxt.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct modulestxt *m = modulestxt_parse(&a, s);
	size_t i;

	for (i = 0; i < m->nmodules; i++)
		if (!modulestxt_find(m, m->modules[i]->path,
				     m->modules[i]->version))
			abort();
	for (i = 0; i < m->nlisted; i++)
		(void)modulestxt_version(m, m->listed[i]->path);
	arena_release(&a);
	return 0;
}
