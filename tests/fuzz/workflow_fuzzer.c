/* Workflows: every value of every step, in every combination. */
#include "config.h"

#include "fmt/workflow.h"
#include "tests/fuzz/fuzz.h"

static void look(struct arena *a, const struct workflow *wf,
		 const struct workflow_at *at, const struct yaml_node *map)
{
	size_t i;

	for (i = 0; yaml_is(map, YAML_MAPPING) && i < map->npairs; i++) {
		struct workflow_value v;

		(void)workflow_value(a, wf, at, map->pairs[i].value, &v);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct workflow wf;
	size_t i, k, n;

	if (workflow_parse(&a, s, "f", &wf, NULL)) {
		arena_release(&a);
		return 0;
	}
	for (i = 0; i < wf.njobs; i++) {
		const struct workflow_job *j = &wf.jobs[i];

		for (k = 0; k < j->ncombos && k < 20; k++) {
			struct workflow_at at = { j, &j->combos[k], NULL };

			look(&a, &wf, &at, j->node);
			for (n = 0; n < j->nsteps && n < 20; n++) {
				struct workflow_uses u;

				at.step = &j->steps[n];
				look(&a, &wf, &at, at.step->node);
				look(&a, &wf, &at, at.step->with);
				look(&a, &wf, &at, at.step->env);
				workflow_uses(&wf, at.step->uses, &u);
			}
		}
	}
	arena_release(&a);
	return 0;
}
