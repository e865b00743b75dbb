/*
 * The go commands in a script, as far as a look at its words tells: which of
 * them need the module they stand in.  What runs through make or another
 * script is not seen.
 */
#ifndef FMT_GOCOMMAND_H
#define FMT_GOCOMMAND_H

#include <stdbool.h>

#include "base/str.h"

enum gocommand {
	GOCOMMAND_NONE,
	GOCOMMAND_TOOL,		/* go install x@v, go tool cover: no module */
	GOCOMMAND_ELSEWHERE,	/* make, mage, task …: may well run go */
	GOCOMMAND_MODULE	/* go build, go test, go mod download … */
};

/* The strongest of the script's commands. */
enum gocommand gocommand_find(struct str script);
/* The first that builds packages of the module: go build, install, run, test
 * or vet; false where there is none. */
bool gocommand_build(struct str script, struct str *command);
/* The first "go mod WHAT"; false where there is none. */
bool gocommand_mod(struct str script, const char *what, struct str *command);

#endif
