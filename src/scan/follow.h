/*
 * What a job runs by way of make and of scripts of the repository.  Behind
 * the step that calls them stand steps for the go, docker and podman commands
 * that they run, each with the file and line it is written at
 * (ci_step.called).
 */
#ifndef SCAN_FOLLOW_H
#define SCAN_FOLLOW_H

#include "scan/tree.h"

/* Into the jobs of t->files, by t->scripts. */
void follow_calls(struct arena *a, struct tree *t);

#endif
