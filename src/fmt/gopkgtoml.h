/*
 * Gopkg.toml, in which a project says to dep what it wants of its
 * dependencies: as much of TOML as dep's files are made of, line by line.
 * What is no such line is passed over.
 */
#ifndef FMT_GOPKGTOML_H
#define FMT_GOPKGTOML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* A [[constraint]] or an [[override]]; NULL: it does not say it. */
struct gopkgtoml_rule {
	const char *name;	/* "" where it has none */
	const char *version;	/* a range, or a tag by its name */
	const char *branch, *revision, *source;
	bool override;
	int line;
};

struct gopkgtoml {
	struct gopkgtoml_rule *rules;	/* in the order of the file */
	size_t nrules;
	const char **required;	/* packages that nothing need import */
	size_t nrequired;
	const char **ignored;	/* packages not to be looked for */
	size_t nignored;
};

/* The strings are in the arena. */
void gopkgtoml_read(struct arena *a, struct str bytes, struct gopkgtoml *out);

#endif
