/* Dockerfiles: every byte of an expanded word is one of the file. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fmt/dockerfile.h"
#include "fmt/dockerignore.h"
#include "tests/fuzz/fuzz.h"

static void check_text(const struct docker_text *t, struct str file)
{
	size_t i;

	for (i = 0; t->text[i]; i++)
		if (t->from[i] >= file.len ||
		    file.p[t->from[i]] != t->text[i])
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct dockerfile d;
	struct dockerignore ig;
	size_t i, k;

	dockerfile_parse(&a, s, &d);
	for (i = 0; i < d.ninstrs && i < 200; i++) {
		const struct docker_instr *in = &d.instrs[i];

		for (k = 0; k < in->nwords && k < 50; k++) {
			struct docker_text t;

			dockerfile_expand(&a, &d, in, &in->words[k], &t);
			if (!memchr(data, 0, size))
				check_text(&t, s);
		}
	}
	dockerignore_parse(&a, s, &ig);
	(void)dockerignore_rule_for(&ig, "vendor/example.com/x/y.go");
	arena_release(&a);
	return 0;
}
