/*
 * Composite actions of the repository ("uses: ./.github/actions/setup"): their
 * steps, and the inputs that a step calls them with.
 */
#ifndef SCAN_ACTIONS_H
#define SCAN_ACTIONS_H

#include "fmt/gitlabci.h"
#include "fmt/workflow.h"

/* Actions that use actions that use … are followed no deeper. */
#define ACTIONS_DEEP 4

struct action_file {
	const char *uses;	/* "./.github/actions/go" */
	const char *file;
	struct str bytes;
	const struct yaml_node *steps;	/* NULL: it is not composite */
	const struct yaml_node *inputs;
};

/* Each is read once for all that use it. */
struct actions {
	struct arena *a;
	gitlabci_load *load;	/* gives files of the repository */
	void *payload;
	struct action_file *list;
	size_t n;
};

/* NULL: `uses` names no composite action of the repository.  The pointer holds
 * until the next call. */
const struct action_file *actions_open(struct actions *all, const char *uses);
/* Into `inner`, what expressions in its steps see when step `at` of `outer`
 * uses it: the inputs given or declared, and no vars and secrets. */
void actions_enter(struct arena *a, const struct action_file *f,
		   const struct workflow *outer, const struct workflow_at *at,
		   struct workflow *inner);

#endif
