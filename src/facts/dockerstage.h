/*
 * One stage of a Dockerfile as a step of it finds it: what was done before,
 * in the stages it stands on first.  Pure.
 */
#ifndef FACTS_DOCKERSTAGE_H
#define FACTS_DOCKERSTAGE_H

#include "facts/snapshot.h"
#include "fmt/dockerignore.h"

#define DOCKER_STAGE_STEPS 400

/* All borrowed from the file. */
struct docker_stage {
	const struct docker_step *steps[DOCKER_STAGE_STEPS];
	size_t nsteps;
	const struct docker_step *from;	/* its lowest FROM; NULL: none */
};

/* The steps before `until` (NULL: all) of that stage. */
void docker_stage_init(struct docker_stage *out, const struct repo_file *f,
		       int stage, const struct docker_step *until);

/*
 * Are the files that `run` finds there just those that COPY brought?  Not
 * where a script may bring or write some, a mount or another stage does, or a
 * variable in it is not known.
 */
bool docker_stage_is_plain(const struct docker_stage *s,
			   const struct docker_step *run);

/*
 * Does go find no folder where this replace leads?  It lies in the build
 * context, and go.mod was copied without it.
 */
bool docker_stage_lacks_replaced(struct arena *a, const struct snapshot *s,
				 const struct repo_file *f,
				 const struct module *m,
				 const struct docker_stage *stage,
				 const struct replace *r);

/* A source of COPY as a path of the context: of "./x/", "x". */
const char *docker_source(struct arena *a, const char *source);
/* Does the source name or hold this path of the context? */
bool docker_source_holds(struct arena *a, const char *source,
			 const char *path);
/* The first COPY from the context that holds it; NULL: none does. */
const struct docker_step *docker_stage_copies(struct arena *a,
					      const struct docker_stage *s,
					      const char *path);
/* The COPY that names go.mod; NULL: none does. */
const struct docker_step *
docker_stage_names_gomod(const struct docker_stage *s);

/*
 * The value of a variable in the step `run` (NULL: behind all of the steps):
 * set in its command, else by ENV, else by ARG.  NULL: nothing sets it, or it
 * is not known.  *by is the step that does.
 */
const char *docker_stage_variable(struct arena *a,
				  const struct docker_stage *s,
				  const struct docker_step *run,
				  const char *name,
				  const struct docker_step **by);

/*
 * The module that a stage builds: of the folder it works in, else the one
 * whose go.mod or folder it copies, else the one around the Dockerfile; no
 * fixtures; NULL: none.
 */
const struct module *docker_stage_module(struct arena *a,
					 const struct snapshot *s,
					 const struct repo_file *f, int stage);

/* The .dockerignore in effect; false: there is none. */
bool docker_stage_ignore(struct arena *a, const struct repo_file *f,
			 struct dockerignore *out);
/* A path of the repository as one of the context; NULL: it is not in it. */
const char *docker_context_path(struct arena *a, const struct repo_file *f,
				const char *path);

#endif
