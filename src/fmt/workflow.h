/*
 * GitHub Actions workflows: jobs, the combinations of their matrices, steps,
 * and what their values come to as far as that is static.
 *
 *	if (!workflow_parse(&arena, bytes, "ci.yml", &wf, &err))
 *		for (i = 0; i < wf.njobs; i++) ...
 *	workflow_value(&arena, &wf, &at, workflow_input(step, "go-version"),
 *		       &value);
 *
 * An expression is followed where its variables stand in the file: env of the
 * three levels, the matrix, literals and operators; vars, secrets and inputs
 * as far as somebody gave them.  Everything else (github, outputs of steps) is
 * `unknown`, with the expression.
 * Limits as in fmt/yaml.h; fails with "file:line:col" as the error's origin.
 */
#ifndef FMT_WORKFLOW_H
#define FMT_WORKFLOW_H

#include "base/civars.h"
#include "fmt/yaml.h"

/* GitHub makes no more jobs of a matrix. */
#define WORKFLOW_MAX_COMBOS ((size_t)256)

struct workflow_var {
	const char *name;
	const struct yaml_node *value;
};

/* One combination of a matrix. */
struct workflow_combo {
	struct workflow_var *vars;
	size_t nvars;
	size_t nbase;	/* the first ones are the matrix's own */
};

struct workflow_step {
	int line;
	const struct yaml_node *node, *id, *name, *uses, *run, *shell, *dir,
		*with, *env, *condition;
};

struct workflow_service {
	const char *name;
	const struct yaml_node *image, *env;
};

struct workflow_job {
	const char *id;
	int line;
	const struct yaml_node *node, *name, *runs_on, *env, *condition, *uses,
		*with;
	const struct yaml_node *shell, *dir;	/* of defaults.run, its own */
	const struct yaml_node *container;	/* its image; NULL: none */
	const struct yaml_node *container_env;
	struct workflow_service *services;
	size_t nservices;
	struct workflow_step *steps;
	size_t nsteps;
	/* At least one, empty where there is no matrix. */
	struct workflow_combo *combos;
	size_t ncombos;
	bool combos_open;	/* an expression makes them; see matrix */
	const struct yaml_node *matrix;
};

/* An input of a workflow that others call, as those of the repository do. */
struct workflow_given {
	const char *name;
	const char *text;	/* NULL: it is not static, or not the same */
	const struct yaml_node *node;	/* where it is said; NULL: several */
};

struct workflow {
	struct str bytes;
	const struct yaml_node *root, *name, *env, *shell, *dir;
	struct workflow_job *jobs;
	size_t njobs;
	/* Set after it was read, by who knows them; NULL: nothing is. */
	const struct civars *supplied;
	const struct workflow_given *inputs;
	size_t ninputs;
};

int workflow_parse(struct arena *a, struct str bytes, const char *file,
		   struct workflow *out, struct error *err) ATTR_CHECKED;

/* A step from its mapping; those of a composite action look the same. */
void workflow_step_read(const struct yaml_node *n, struct workflow_step *s);

/* Where a value stands; members may be NULL further in. */
struct workflow_at {
	const struct workflow_job *job;
	const struct workflow_combo *combo;
	const struct workflow_step *step;
};

struct workflow_value {
	const char *text;	/* as the runner gets it; of an unknown one: as
				 * it is written */
	const char *unknown;	/* the expression that is not static; or NULL */
	/* What the text stands in: the value itself, or where it is only a
	 * variable, that one's value. */
	const struct yaml_node *node;
	const char *supplied;	/* a variable in it that was; or NULL */
};

/* False where `n` is NULL or no scalar. */
bool workflow_value(struct arena *a, const struct workflow *wf,
		    const struct workflow_at *at, const struct yaml_node *n,
		    struct workflow_value *out);
/* Does an `if` let its step run?  Where that is not static it does, and *known
 * is false; `n` NULL: always. */
bool workflow_condition(struct arena *a, const struct workflow *wf,
			const struct workflow_at *at,
			const struct yaml_node *n, bool *known);
/* The strongest `env` of that name: step, job (and container), workflow. */
const struct yaml_node *workflow_env(const struct workflow *wf,
				     const struct workflow_at *at,
				     const char *name);
/* An input of a step's `with`, names compared as GitHub does; or NULL. */
const struct yaml_node *workflow_input(const struct workflow_step *step,
				       const char *name);

/* "actions/setup-go@v5 # v5.0.1" of a step or job. */
struct workflow_uses {
	struct str action;	/* "actions/setup-go"; "./x" of the repository */
	struct str ref;		/* behind "@"; empty: none */
	struct str comment;	/* on the same line, without "#" */
	struct str image;	/* of "docker://golang:1.22"; else empty */
	int major;		/* of the ref or, for a commit, the comment; 0:
				 * not told */
};
void workflow_uses(const struct workflow *wf, const struct yaml_node *uses,
		   struct workflow_uses *out);

#endif
