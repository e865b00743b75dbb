/* .gitlab-ci.yml, which includes itself. */
#include "config.h"

#include "fmt/gitlabci.h"
#include "tests/fuzz/fuzz.h"

static bool load(void *payload, const char *path, struct str *bytes)
{
	(void)path;
	*bytes = *(struct str *)payload;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct gitlabci ci;
	size_t i, k;

	if (gitlabci_parse(&a, s, "f", load, &s, &ci, NULL)) {
		arena_release(&a);
		return 0;
	}
	for (i = 0; i < ci.njobs; i++) {
		const struct gitlabci_job *j = &ci.jobs[i];

		for (k = 0; k < j->ncombos && k < 20; k++) {
			struct gitlabci_text t;

			(void)gitlabci_text(&a, j, &j->combos[k], j->image,
					    &t);
		}
		for (k = 0; k < j->ncommands && k < 50; k++) {
			struct gitlabci_text t;

			(void)gitlabci_text(&a, j, NULL, j->commands[k], &t);
		}
	}
	arena_release(&a);
	return 0;
}
