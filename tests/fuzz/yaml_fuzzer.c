/* YAML: every node lies in the file, and looking at all of it ends. */
#include "config.h"

#include <stdlib.h>

#include "fmt/yaml.h"
#include "tests/fuzz/fuzz.h"

static void walk(struct arena *a, const struct yaml_node *n, size_t size)
{
	size_t i;

	if (n->span.start > n->span.end || n->span.end > size || n->line < 1 ||
	    n->col < 1)
		abort();
	if (n->kind == YAML_SCALAR && !yaml_github(a, n))
		abort();
	(void)yaml_type_ruby(n);
	for (i = 0; i < n->nitems; i++)
		walk(a, n->items[i], size);
	for (i = 0; i < n->npairs; i++) {
		walk(a, n->pairs[i].key, size);
		walk(a, n->pairs[i].value, size);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct yaml_limits limits = yaml_limits;
	struct str s = { (const char *)data, size };
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct yaml y;
	size_t i;

	limits.max_weight = 20000;
	if (yaml_parse(&a, s, "f", &limits, &y, &err)) {
		if (!err.message || !err.origin || y.ndocs)
			abort();
	}
	for (i = 0; i < y.ndocs; i++) {
		walk(&a, y.docs[i], size);
		(void)yaml_merged(&a, y.docs[i]);
	}
	error_release(&err);
	arena_release(&a);
	return 0;
}
