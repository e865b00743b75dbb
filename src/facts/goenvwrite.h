/*
 * What `go env -w NAME=VALUE` refuses (cmd/go/internal/envcmd, 1.18 to 1.26),
 * beside real go in tests/facts/t-goenvwrite.sh.
 */
#ifndef FACTS_GOENVWRITE_H
#define FACTS_GOENVWRITE_H

#include "base/arena.h"
#include "fmt/gorelease.h"

/*
 * Go's words, without "go: ", or NULL where it takes it.  An experiment that
 * it does not know is not told.  `goos` and `goarch` are in effect there.
 */
const char *goenvwrite_problem(struct arena *a, enum gorelease r,
			       const char *goos, const char *goarch,
			       const char *name, const char *value);
/* Its words about the name alone. */
const char *goenvwrite_name(struct arena *a, enum gorelease r,
			    const char *name);
/* Does cmd/go of that release build for the pair, broken ports too? */
bool goenvwrite_port(enum gorelease r, const char *goos, const char *goarch,
		     bool *known_os);

#endif
