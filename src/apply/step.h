/*
 * The acts a transaction is made of.  Each is one rename (two or three where
 * the file system cannot exchange) or one chmod, and which inode lies where
 * tells whether it was done: going forward or back can be begun anew at any
 * time, also half way.
 */
#ifndef APPLY_STEP_H
#define APPLY_STEP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/codec.h"
#include "base/error.h"

enum step_act {
	STEP_PLACE,	/* kept → live: something new */
	STEP_TAKE,	/* live → kept */
	STEP_SWAP,	/* kept ⇄ live */
	STEP_SHIFT,	/* live → kept, where `kept` is where the user wants it */
	STEP_MODE	/* permission bits of live */
};

struct step {
	enum step_act act;
	int op;			/* index into the plan's ops */
	const char *live, *kept;
	int64_t parent_ino;	/* of live's folder; 0: the plan makes it */
	int64_t new_ino;	/* what comes: PLACE, SWAP */
	int64_t old_ino;	/* what goes, or has its mode changed */
	int64_t size, mtime_ns;	/* of old, when it is a file */
	bool file;		/* old is one: size and mtime are watched */
	/* PLACE: plan_op.keep.  It goes back only as long as nobody has used
	 * it; mtime_ns is the one that it was made with. */
	bool keep;
	int mode_before, mode_after;
	/* TAKE, SWAP of a folder: the print it must have when it goes, but for
	 * these names (our own index.lock). */
	const char *print;
	const char **skips;
	size_t nskips;
};
extern const struct codec step_codec;

enum step_where { STEP_BEFORE, STEP_BETWEEN, STEP_AFTER, STEP_LOST };

/* -1 with err when it cannot even be looked at. */
int step_where(const struct step *s, enum step_where *out, struct error *err)
	ATTR_CHECKED;
/*
 * Do it, if it is not done.  When what goes is not what was checked it is put
 * back at once and the step fails.
 */
int step_forward(const struct step *s, struct error *err) ATTR_CHECKED;
/*
 * Undo it, if it is not undone.  A step that is lost fails with err->code
 * ESTALE; one that cannot go back since something of somebody else is in its
 * place with EEXIST, one whose folder is gone with ENOENT.  Nothing is touched
 * then, and it is for a person.
 */
int step_back(const struct step *s, struct error *err) ATTR_CHECKED;
/* As forward, but for taking an undo back: nothing is watched. */
int step_again(const struct step *s, struct error *err) ATTR_CHECKED;

#endif
