/* What the checks of Dockerfiles share. */
#ifndef CHECKS_DOCKER_H
#define CHECKS_DOCKER_H

#include "checks/modules.h"
#include "facts/dockerstage.h"
#include "fmt/dockerfile.h"

/* Asked of each step: of a file of module `m`, the stage up to that step. */
typedef void docker_judge(struct check_run *run, const struct module *m,
			  const struct repo_file *file,
			  const struct docker_stage *s,
			  const struct docker_step *step);
enum check_status docker_each(struct check_run *run, docker_judge *judge);

/* Does go look into the folder of that replace at the step?  A build with
 * vendor/ does not. */
bool docker_reads_replaced(struct check_run *run, const struct module *m,
			   const struct repo_file *file,
			   const struct docker_stage *s,
			   const struct docker_step *step,
			   const struct replace *r);
/* A COPY as it reads after its variables were put in. */
void docker_evidence_copy(struct check_run *run, struct finding *f,
			  const struct repo_file *file,
			  const struct docker_step *st);
/* A command in one line, its end left out where it is long. */
const char *docker_command(struct check_run *run, const char *command);
/* "Dockerfile:7". */
const char *docker_at(struct check_run *run, const struct repo_file *f,
		      const struct docker_step *st);
/* The command that opens the finding's file there. */
void docker_editor(struct check_run *run, struct finding *f, int line);

#endif
