/* Views of a fix as fixrun would give them, fixed. */
#ifndef TESTS_UI_FIXMODEL_H
#define TESTS_UI_FIXMODEL_H

#include "probe/fixrun.h"

enum model {
	MODEL_ASKING,
	MODEL_CHOOSE,		/* regenerate-vendor: a yes/no, one command */
	MODEL_LONG,		/* migrate-to-module: many fields and commands */
	MODEL_FIELDS,		/* relocate-project: a path, a link, no command */
	MODEL_BAD,		/* the path cannot be */
	MODEL_SEVERAL,		/* both together */
	MODEL_ONE_REFUSED,	/* of the two */
	MODEL_CANNOT,		/* the command cannot be run here */
	MODEL_REFUSED,		/* at once */
	MODEL_PREPARING,
	MODEL_MANY,		/* of many commands the third runs */
	MODEL_PLANNING,
	MODEL_PREVIEW,
	MODEL_MOVE,		/* the preview of relocate-project */
	MODEL_REPORT,		/* the preview of migrate-to-module */
	MODEL_STAGES,		/* the same, up to its second stage */
	MODEL_BASELINE,
	MODEL_STAGE,		/* applying, half way */
	MODEL_ROLL_BACK,
	MODEL_VERIFYING,
	MODEL_DONE,
	MODEL_DONE_UNPROVEN,	/* the command failed before as well */
	MODEL_STAGE_DONE,	/* the first of three stages of a migration */
	MODEL_STAGE_LAST,	/* the last one, which goes on from number 16 */
	MODEL_DRIFT,		/* refused: changed since the preview */
	MODEL_ROLLED_BACK,
	MODEL_PUT_BACK_FINDING,
	MODEL_PUT_BACK_COMMAND,
	MODEL_UNVERIFIED,
	MODEL_BROKEN,
	MODEL_CANCELLED,
	NMODELS
};

/* Names for files, as in the enum. */
extern const char *const model_names[];

/* Everything lives in the arena. */
const struct fixrun_view *model_view(struct arena *a, enum model m);
/* The preview with this many changes. */
const struct fixrun_view *model_many(struct arena *a, size_t n);
/* The text of a change of MODEL_PREVIEW; NULL with an error. */
const char *model_diff(size_t change, const char **error);
/* The journal. */
const struct txn *model_history(struct arena *a, size_t *n);

#endif
