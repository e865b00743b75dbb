/*
 * What a fix offers before there is a plan: what it will do, what may be
 * chosen, what must run first.  Crosses the border.
 */
#ifndef PLAN_OFFER_H
#define PLAN_OFFER_H

#include "plan/plan.h"

enum choice_kind {
	CHOICE_TEXT,
	CHOICE_PATH,		/* absolute after choices(); "~" is expanded */
	CHOICE_YES_NO,		/* "yes" or "no" */
	CHOICE_ONE_OF
};
extern const char *const choice_kind_names[];

/* One field of the wizard, and one --set NAME=VALUE. */
struct choice {
	const char *name;
	enum choice_kind kind;
	struct msg label;	/* "Move it to" */
	struct msg about;	/* what follows from it */
	const char *value;	/* the default, or what the user gave */
	const char **options;	/* ONE_OF */
	size_t noptions;
	struct msg bad;		/* why this value cannot be; none: it can */
};

/* How a command that ran in the stage ended. */
struct fix_ran {
	const char *id;
	int exit_code;
	const char *out, *err;	/* the last 64 KiB of each, UTF-8 made */
	bool cut;		/* `out` is not all of it */
};

struct fix_offer {
	const char *fix;
	const char *finding;	/* fingerprint; NULL: without one */
	struct msg title;	/* "vendor/ will match go.mod again" */
	struct msg about;	/* what will be done, and what will not */
	struct choice *choices;
	size_t nchoices;
	struct plan_command *commands;	/* to run first; argv as shown */
	size_t ncommands;
	/* Where the stage must lie: on the file system of this path. */
	const char *stage_near;
	struct msg refused;	/* why it cannot be done here; none: it can */
	struct msg myth;	/* what folklore says instead; may be none */
	/* Nothing of the repository changes, whatever is chosen: that it
	 * belongs to somebody else is no reason to refuse root. */
	bool leaves_repository;
};
extern const struct codec fix_offer_codec, choice_codec, fix_ran_codec;

#endif
