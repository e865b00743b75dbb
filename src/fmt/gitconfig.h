/*
 * git's configuration files, read to know what git would open: the files
 * they include and the ones they name.
 */
#ifndef FMT_GITCONFIG_H
#define FMT_GITCONFIG_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "fmt/span.h"

struct gitconfig_entry {
	const char *section;	/* in small letters: "include" */
	const char *subsection;	/* "" for none */
	const char *key;	/* in small letters */
	const char *value;	/* "" for a key without "=" */
	int line;
	/* The value as written, with its quotes and escapes; empty where it
	 * spreads over lines or is none. */
	struct span raw;
};

/* In order; a line that git would refuse is left out. */
void gitconfig_parse(struct arena *a, struct str bytes,
		     struct gitconfig_entry **entries, size_t *n);

/* A value as it has to be written to be read as this. */
const char *gitconfig_quote(struct arena *a, const char *value);

#endif
