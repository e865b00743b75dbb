/*
 * Places of another machine: filled in from what was recorded there, and
 * never from a file of this one.
 */
#ifndef SCAN_RECORDED_H
#define SCAN_RECORDED_H

#include "facts/goenv.h"

/*
 * Read what p->recording names (its file, or the text in it) into the place;
 * where that is nothing to read it becomes PLACE_FAILED and says why.  All in
 * the arena.
 */
void recorded_load(struct arena *a, struct place *p);
/*
 * What go worked with there; the three must outlive the settings.  `in` is
 * filled whole but for look_path and payload.
 */
void recorded_input(struct arena *a, struct place *p, struct goenv_input *in,
		    struct goenvfile *user, struct goenvfile *go_env);
/* exec.LookPath there, as far as it was recorded. */
const char *recorded_look_path(const struct place *p, const char *program);
/* The release of this name in the module cache there: its folder; or NULL. */
const char *recorded_toolchain(struct arena *a, const struct place *p,
			       const char *name);
/*
 * p->settings: what gomend worked out there, or else what `in` gives, and
 * over it the words of go.
 */
void recorded_settings(struct arena *a, struct place *p,
		       const struct goenv_input *in);
/* GOROOT, GOBIN and PATH, as far as they can be told from afar. */
void recorded_folders(struct arena *a, struct place *p);

#endif
