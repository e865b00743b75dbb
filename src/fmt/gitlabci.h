/*
 * .gitlab-ci.yml: jobs as GitLab sees them once local includes, merge keys,
 * extends, !reference and defaults are applied.  Each value is still the node
 * it stands in, with its file and line.
 *
 * Not followed, and said so: includes from elsewhere (`includes`), variables
 * that GitLab, a project or a rule sets, inputs (`unknown` values).
 */
#ifndef FMT_GITLABCI_H
#define FMT_GITLABCI_H

#include "base/civars.h"
#include "fmt/yaml.h"

/* How a file of the repository is had; false where it is not there. */
typedef bool gitlabci_load(void *payload, const char *path,
			   struct str *bytes);

struct gitlabci_include {
	const char *text;	/* "remote: https://…", "template: Go.yml" */
	const char *file;	/* where it is asked for */
	int line;
	const char *why;	/* a local one that cannot be read; or NULL */
};

struct gitlabci_var {
	const char *name;
	const struct yaml_node *value;	/* a scalar */
	bool ruled;	/* of a rule, which may set it or not */
};

/* One job of parallel:matrix; empty where there is none. */
struct gitlabci_combo {
	struct gitlabci_var *vars;
	size_t nvars;
};

struct gitlabci_job {
	const char *name;
	const char *file;
	int line;
	const struct yaml_node *node;	/* with extends and references */
	const struct yaml_node *image;	/* its name; NULL: the runner's */
	/* No image is told, and one of the includes that are not at hand may
	 * name it: the first of them; or NULL. */
	const char *elsewhere;
	const struct yaml_node *cache, *services;
	/* Of its rules, the job's, of workflow:rules, the file's. */
	struct gitlabci_var *vars;
	size_t nvars;
	/* before_script, script, after_script, one command each. */
	const struct yaml_node **commands;
	size_t ncommands;
	size_t nscript;		/* those before after_script */
	struct gitlabci_combo *combos;	/* at least one */
	size_t ncombos;
	/* Of its group or project, stronger than all that the file says; set
	 * by who knows them. */
	const struct civars *supplied;
};

struct gitlabci {
	const struct yaml_node *root;
	struct gitlabci_job *jobs;	/* without the hidden ones */
	size_t njobs;
	struct gitlabci_include *includes;
	size_t nincludes;
};

/*
 * Limits as in fmt/yaml.h; `load` may be NULL: nothing is included then.
 * Fails where the file itself is no YAML.
 */
int gitlabci_parse(struct arena *a, struct str bytes, const char *file,
		   gitlabci_load *load, void *payload, struct gitlabci *out,
		   struct error *err) ATTR_CHECKED;

/* A text with its variables put in; and where each of its bytes stands. */
struct gitlabci_text {
	const char *text;
	const struct yaml_node **node;	/* NULL: of a supplied variable */
	const size_t *at;	/* in the text of that node */
	const char *unknown;	/* the first variable that is not known */
	const char *supplied;	/* a variable in it that was; or NULL */
};
/* False where `n` is no scalar. */
bool gitlabci_text(struct arena *a, const struct gitlabci_job *job,
		   const struct gitlabci_combo *combo,
		   const struct yaml_node *n, struct gitlabci_text *out);

#endif
