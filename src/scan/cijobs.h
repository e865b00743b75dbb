/*
 * The jobs of a CI file as facts: what fmt/workflow.h and fmt/gitlabci.h
 * read, with every value worked out as far as it is static.
 */
#ifndef SCAN_CIJOBS_H
#define SCAN_CIJOBS_H

#include "facts/repo.h"
#include "fmt/gitlabci.h"
#include "fmt/workflow.h"
#include "scan/actions.h"

/* Fill f->jobs; actions of the repository are read as part of the jobs that
 * use them. */
void cijobs_workflow(struct arena *a, const struct workflow *wf,
		     struct actions *actions, struct repo_file *f);
/* Also what each job's `supplied` holds, as its runner has it. */
void cijobs_gitlab(struct arena *a, const struct gitlabci *ci,
		   struct repo_file *f);

#endif
