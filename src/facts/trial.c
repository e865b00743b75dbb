#include "config.h"

#include "facts/trial.h"

#include "base/mem.h"

struct trial *trial_copy(struct arena *a, const struct trial *list, size_t n)
{
	struct trial *to = arena_alloc(a, mem_mul(n + 1, sizeof(*to)));
	size_t i;

	for (i = 0; i < n; i++) {
		to[i] = list[i];
		to[i].target = arena_strdup(a, list[i].target);
		to[i].role = arena_strdup(a, list[i].role);
		to[i].through = arena_strdup(a, list[i].through);
		to[i].ca_file = arena_strdup(a, list[i].ca_file);
		to[i].ca_dir = arena_strdup(a, list[i].ca_dir);
		to[i].step = arena_strdup(a, list[i].step);
		to[i].said = arena_strdup(a, list[i].said);
		to[i].at = arena_strdup(a, list[i].at);
	}
	return to;
}
