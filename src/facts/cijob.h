/*
 * The jobs of a workflow or a .gitlab-ci.yml, as far as the file tells: one
 * for each combination of a matrix.  What depends on the run has no value but
 * the expression that makes it.
 */
#ifndef FACTS_CIJOB_H
#define FACTS_CIJOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/codec.h"

/* More combinations of one job are not told apart. */
#define CI_LEGS_MAX ((size_t)24)

struct ci_var {
	const char *name;
	const char *value;	/* NULL: it is not static */
	const char *expression;	/* then: what makes it; "" where it cannot be
				 * told in few words */
	/* As it is written (of GitLab: what is known put in); NULL: it is no
	 * scalar. */
	const char *text;
	const char *file;
	int line;
	const char *supplied;	/* a variable in it that somebody supplied */
	bool bent;		/* of GitLab: text is not as it is written */
};

struct ci_step {
	const char *id, *name;	/* or NULL */
	const char *uses;	/* "actions/setup-go@v5" */
	int major;		/* of it; 0: not told */
	const char *shell, *dir;	/* with the defaults of the job */
	const char *run;	/* the script; of one combination alone */
	const char *file;
	int line, uses_line;
	int run_line;		/* of the script: its first line */
	/* It is an action of the repository, whose steps follow it. */
	bool followed;
	bool inner;		/* one of those */
	/* A command of a Makefile or script that the step before it calls;
	 * file and line are of that. */
	bool called;
	bool open;		/* not all that it calls could be followed */
	/* Its script, or one that it calls, may bring a Go of its own. */
	bool own_go;
	bool lost;		/* in which folder it runs is not known */
	bool bent;		/* its text is not as it stands in the file */
	bool after;		/* of GitLab's after_script: another shell */
	bool maybe;		/* it has a condition that is not static */
	struct ci_var *env;
	size_t nenv;
	struct ci_var *with;
	size_t nwith;
};

/* A cache of GitLab. */
struct ci_cache {
	const char *file;
	int line;
	struct ci_var key;	/* name NULL: none is said */
	struct ci_var *files;	/* key:files */
	size_t nfiles;
	struct ci_var *paths;
	size_t npaths;
};

struct ci_job {
	const char *id;
	const char *leg;	/* "1.22/ubuntu-latest"; NULL: no matrix */
	const char *file;	/* may be one that the file includes */
	int line;
	bool gitlab;
	bool open;		/* the matrix is made by an expression */
	bool runs_go;		/* a command of it may run go */
	bool on_tags;		/* nothing but a tag or a release starts it */
	struct ci_var runner;	/* runs-on; name NULL: none is said */
	struct ci_var image;	/* of the container; name NULL: none */
	bool other_user;	/* its options name who runs it */
	const char *calls;	/* the workflow that it is; or NULL */
	/* Of GitLab: an include that is not at hand ("project: a/b"), and may
	 * name the image that the file does not; or NULL. */
	const char *elsewhere;
	struct ci_var *env;	/* the strongest of each name */
	size_t nenv;
	struct ci_step *steps;	/* of GitLab: one a command */
	size_t nsteps;
	struct ci_cache *caches;	/* of GitLab */
	size_t ncaches;
};
extern const struct codec ci_job_codec;

/* NULL: none of that name. */
const struct ci_var *ci_var_find(const struct ci_var *vars, size_t n,
				 const char *name);
/* Is the step one of this action ("actions/setup-go"), at any version? */
bool ci_step_uses(const struct ci_step *s, const char *action);
/* Is it the checkout of the repository itself, into the workspace? */
bool ci_step_is_checkout(const struct ci_step *s);
/* bash and sh; NULL is GitHub's default, which is one but on "windows" (of
 * GOOS; NULL: not known). */
bool ci_shell_is_posix(const char *shell, const char *os);

#endif
