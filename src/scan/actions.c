#include "config.h"

#include "scan/actions.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

/* action.yml, or action.yaml, in the folder that `uses` names. */
static bool load_action(struct actions *all, const char *dir,
			const char **file, struct str *bytes)
{
	static const char *const names[] = { "action.yml", "action.yaml" };
	size_t i;

	for (i = 0; all->load && i < ARRAY_SIZE(names); i++) {
		*file = path_clean(all->a, path_join(all->a, dir, names[i]));
		if (all->load(all->payload, *file, bytes))
			return true;
	}
	return false;
}

static void read_action(struct actions *all, struct action_file *f)
{
	struct error err = ERROR_INIT;
	const struct yaml_node *runs, *steps;
	struct yaml y;

	if (!yaml_parse(all->a, f->bytes, f->file, NULL, &y, &err) &&
	    y.ndocs) {
		runs = yaml_get(y.docs[0], "runs");
		steps = yaml_get(runs, "steps");
		if (yaml_says(yaml_get(runs, "using"), "composite") &&
		    yaml_is(steps, YAML_SEQUENCE))
			f->steps = steps;
		f->inputs = yaml_get(y.docs[0], "inputs");
	}
	error_release(&err);
}

const struct action_file *actions_open(struct actions *all, const char *uses)
{
	struct action_file *f = NULL;
	size_t i;

	if (!cstr_starts(uses, "./"))
		return NULL;
	for (i = 0; i < all->n && !f; i++)
		if (cstr_eq(all->list[i].uses, uses))
			f = &all->list[i];
	if (!f) {
		f = ARENA_PUSH(all->a, all->list, all->n);
		f->uses = uses;
		if (load_action(all, uses, &f->file, &f->bytes))
			read_action(all, f);
	}
	return f->steps ? f : NULL;
}

/* What the step says, else what is declared; an input that is neither required
 * nor has a default is empty. */
static void give(struct arena *a, const struct workflow *outer,
		 const struct workflow_at *at,
		 const struct yaml_node *declared, struct workflow_given *g)
{
	const struct yaml_node *n = workflow_input(at->step, g->name);
	struct workflow_value v;

	if (!n) {
		n = yaml_get(declared, "default");
		/* A default may ask for github.token and the like. */
		g->text = !n ? "" : yaml_is(n, YAML_SCALAR) &&
			  str_search(n->text, "${{") == n->text.len ?
			  yaml_github(a, n) : NULL;
		g->node = n;
		return;
	}
	if (!workflow_value(a, outer, at, n, &v) || v.unknown)
		return;
	g->text = v.text;
	/* Of "1.${{ matrix.go }}" no value has all the bytes. */
	g->node = str_search(v.node->text, "${{") == v.node->text.len ?
		  v.node : NULL;
}

void actions_enter(struct arena *a, const struct action_file *f,
		   const struct workflow *outer, const struct workflow_at *at,
		   struct workflow *inner)
{
	size_t n = yaml_is(f->inputs, YAML_MAPPING) ? f->inputs->npairs : 0, i;
	struct workflow_given *given = NULL;
	size_t ngiven = 0;

	*inner = *outer;
	inner->bytes = f->bytes;
	inner->supplied = NULL;
	for (i = 0; i < n; i++) {
		struct workflow_given *g = ARENA_PUSH(a, given, ngiven);

		g->name = yaml_text(f->inputs->pairs[i].key);
		if (g->name)
			give(a, outer, at, f->inputs->pairs[i].value, g);
		else
			ngiven--;
	}
	inner->inputs = given;
	inner->ninputs = ngiven;
}
