/*
 * A repository as it was at a revision, looked at in a private folder, to
 * tell what a change brought from what was there before.
 *
 * It is compared with a clean checkout: what lay in the work tree without
 * being committed was not there.
 */
#ifndef CLI_SINCE_H
#define CLI_SINCE_H

#include "cli/look.h"

struct since {
	const char *top;	/* the private folder; NULL: none */
	const char *dir;	/* the files in it */
	struct look look;
};

/* `now` is the finished look at the work tree; o as it was made with. */
int since_open(struct since *s, struct cli_args *args,
	       const struct look *now, const struct look_options *o,
	       struct error *err);
void since_close(struct since *s);
/* Did it have this finding, or is it none that a change can bring? */
bool since_had(const struct since *s, const struct finding *f);

#endif
