/*
 * CI jobs as places: what the file, the images and actions it names, and the
 * dated table of what those do (facts/gotable.h) come to.  Nothing is asked
 * and nothing is guessed: what does not follow from them is unknown, with the
 * reason.
 */
#ifndef SCAN_JOBPLACE_H
#define SCAN_JOBPLACE_H

#include "facts/goenv.h"
#include "facts/snapshot.h"

/* "job:FILE#JOB" of every job that runs go, one a job; in `a`. */
size_t jobplace_names(struct arena *a, const struct snapshot *s,
		      const char ***names);

/* What go works with in the job; beside `in` what is not known of it. */
struct jobplace {
	struct goenv_input in;
	struct goenvfile go_env;
	const struct ci_var *vars;	/* that the job sets, strongest first */
	size_t nvars;
	struct ci_var of_image[4];	/* what its image sets */
	size_t nof_image;
	/* Of one that was not asked for by combination: its places. */
	const char **legs;
	size_t nlegs;
	const char *gomod;	/* of the folder it works in; NULL: not known */
	const char *compilers;	/* on its PATH: "gcc g++"; NULL: none */
	bool arch_unknown, compiler_unknown, machine_unknown;
};

/*
 * Read p->name; fills p->job, env, PATH and the go programs, and *out, which
 * must outlive the settings.  A job that is not there makes the place
 * PLACE_FAILED; while the files are still `reading` it is PLACE_ASKING.
 */
void jobplace_load(struct arena *a, const struct snapshot *s, bool reading,
		   struct place *p, struct jobplace *out);
/* exec.LookPath there. */
const char *jobplace_look_path(const struct jobplace *j, const char *program);
/* p->settings, after goenv_settings(): layers, and what is unknown. */
void jobplace_settings(struct arena *a, const struct jobplace *j,
		       struct place *p);

#endif
