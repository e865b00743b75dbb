/*
 * The two workers of one look at a repository: the tree worker (walk, parse,
 * vendored names, imports) and the git worker, which waits for the names it
 * asks git about.  Results come as events; what an event points at lives as
 * long as the job and never changes.
 */
#ifndef SCAN_JOB_H
#define SCAN_JOB_H

#include "scan/gitstage.h"
#include "scan/tree.h"

struct job;

enum job_event_kind {
	JOB_TREE,	/* modules and so on */
	JOB_VENDORS,	/* the same with vendored files counted */
	JOB_IMPORTS,	/* the same with imports: the tree worker has ended */
	JOB_HEAD,	/* git: branch, head, or the problem */
	JOB_STATES,	/* git: files */
	JOB_STATUS,	/* git: all: the git worker has ended */
	JOB_FAILED	/* the walk could not begin: see error */
};

struct job_event {
	struct job_event *next;
	enum job_event_kind kind;
	struct job *job;
	const struct tree *tree;
	const struct gitfacts *git;
	const char *error;
};

struct job_input {
	const struct discovery *found;
	const char *gomodcache, *goroot, *goos, *goarch;
	/* GOPATH, and whether its projects are asked for (scan/tree.h). */
	const char *gopath;
	bool gopath_asked;
	struct headmemo *heads;		/* held as long as the job lives */
	bool no_git;
	bool no_figures;	/* of git status */
	struct civars civars;	/* supplied */
};

/*
 * `wake` is called from a worker whenever an event waits.  All strings are
 * copied.
 */
struct job *job_start(const struct job_input *in, void (*wake)(void));
/* Ask it to end; it is freed when its workers have let go of it. */
void job_drop(struct job *j);
/* The next event, or NULL; valid until job_event_free(). */
struct job_event *job_next(struct job *j);
void job_event_free(struct job_event *e);

/* Moves as long as something goes on; for the one who watches for hangs. */
unsigned long job_tree_beat(const struct job *j);
unsigned long job_git_beat(const struct job *j);
/*
 * Does the git worker sleep, waiting for something that is neither a disk nor
 * a processor?  True as well where the system does not tell.
 */
bool job_git_sleeps(const struct job *j);
/* The git worker is waiting for the tree worker, not for git. */
bool job_git_waits(const struct job *j);
int job_files_seen(const struct job *j);

#endif
