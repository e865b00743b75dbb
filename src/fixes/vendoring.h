/*
 * A vendor folder written anew: which one, the commands that write it into the
 * stage, and the plan that puts it in place.  Of regenerate-vendor, and of tidy
 * where the module builds from vendor/.
 */
#ifndef FIXES_VENDORING_H
#define FIXES_VENDORING_H

#include "fixes/fix.h"

struct vendoring {
	/* NULL: it is the workspace's. */
	const struct module *module;
	const struct workspace *work;
	const struct vendor *facts;
	const char *dir;	/* absolute: of go.mod or go.work */
	const char *path;	/* absolute: DIR/vendor */
	const char *shown;	/* the same relative to the root */
};

/* The folder that the finding, or else the module, is about. */
bool vendoring_find(struct fix_run *run, struct vendoring *out);
/* Sets run->offer.refused where it cannot be done here. */
void vendoring_refuse(struct fix_run *run, const struct vendoring *v);
/* The choice network=yes|no, with what is missing and where it comes from. */
void vendoring_network(struct fix_run *run, const struct module *m);
/* The choice by=gomend|go: who works the new folder out. */
void vendoring_by(struct fix_run *run, const struct vendoring *v);
/*
 * The commands; with `modfile` (or NULL) go reads that go.mod instead, in
 * module mode only.
 */
void vendoring_needs(struct fix_run *run, const struct vendoring *v,
		     const char *modfile);
/* Adds the steps, the title and the notes.  -1 with err or offer.refused. */
int vendoring_build(struct fix_run *run, struct plan *p,
		    const struct vendoring *v, struct error *err);

/* What go said: -1, with offer.refused in words where they are known. */
int vendoring_failed(struct fix_run *run, const struct fix_ran *ran,
		     const char *command, struct error *err);
/* A command that must pass before and after: go build of it all. */
void vendoring_verify(struct fix_run *run, struct plan *p,
		      const struct vendoring *v);
/* NAME=VALUE for a command. */
void vendoring_env(struct fix_run *run, struct plan_command *c,
		   const char *pair);

#endif
