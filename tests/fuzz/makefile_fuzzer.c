/* Makefiles: any bytes are read to their end, and every line expanded. */
#include "config.h"

#include "fmt/makefile.h"
#include "fmt/shellcmd.h"
#include "tests/fuzz/fuzz.h"

/* The file includes itself, as often as it likes. */
static bool load(void *payload, const char *path, struct str *out)
{
	(void)path;
	*out = *(const struct str *)payload;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct makefile mf;
	size_t i, k;

	makefile_parse(&a, s, "Makefile", load, &s, &mf);
	for (i = 0; i < mf.nrules && i < 200; i++)
		for (k = 0; k < mf.rules[i].nrecipe && k < 50; k++) {
			struct makefile_text t;
			struct shellcmd *list;

			makefile_expand(&a, &mf, &mf.rules[i],
					mf.rules[i].recipe[k].text, &t);
			(void)shellcmd_list(&a, str_from(t.text), &list);
		}
	makefile_release(&mf);
	arena_release(&a);
	return 0;
}
