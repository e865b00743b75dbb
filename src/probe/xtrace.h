/*
 * What a shell prints when it traces itself, read as it comes: which
 * assignments it made, by which line of which file.
 *
 * A trace holds every expanded word of the user's rc files.  Nothing of it is
 * kept but assignments to variables that matter to go (env_matters()), their
 * values redacted; the rest is gone with the next chunk.
 */
#ifndef PROBE_XTRACE_H
#define PROBE_XTRACE_H

#include "base/str.h"
#include "facts/origin.h"

/*
 * Each line that the shell traces begins as PS4 of xtrace_ps4() says, so that
 * other output between is told apart by the mark in it.
 */
enum xtrace_style {
	XTRACE_BASH,	/* words quoted; file and line in PS4 */
	XTRACE_ZSH,	/* the same, arrays as well; one line a command */
	XTRACE_PLAIN,	/* dash, ksh …: nothing quoted, no file */
	XTRACE_FISH	/* "---> set -gx A b": depth, but neither mark nor
			 * place */
};

struct xtrace;

/* `mark`: a word that nobody can know beforehand. */
struct xtrace *xtrace_new(enum xtrace_style style, const char *mark);
void xtrace_free(struct xtrace *x);
/* The PS4 of that style; in the arena. */
const char *xtrace_ps4(struct arena *a, enum xtrace_style style,
		       const char *mark);
/* The command that the shell has to come to last; in the arena. */
const char *xtrace_last(struct arena *a, const char *mark);

void xtrace_feed(struct xtrace *x, struct str chunk);
/* Nothing more comes. */
void xtrace_end(struct xtrace *x);

/* Borrowed from x; in the order in which they were made. */
size_t xtrace_assigns(const struct xtrace *x, const struct assign **list);
/* Was the last command seen, and nothing on the way that turns tracing off? */
bool xtrace_whole(const struct xtrace *x);

#endif
