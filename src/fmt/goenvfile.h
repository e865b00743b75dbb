/*
 * The file that `go env -w` writes, and GOROOT/go.env: KEY=VALUE lines.
 *
 * Read as cmd/go/internal/cfg reads it: a line without "=" or that does not
 * begin with a capital letter is ignored, the value is everything up to the
 * line feed (blanks and a carriage return included).
 */
#ifndef FMT_GOENVFILE_H
#define FMT_GOENVFILE_H

#include "base/arena.h"
#include "base/str.h"

struct goenvfile_entry {
	const char *name, *value;
	int line;
};

struct goenvfile {
	struct goenvfile_entry *entries;	/* in order, duplicates kept */
	size_t nentries;
	/* Lines that go ignores and that are neither empty nor a comment. */
	int njunk, first_junk_line;
	bool cut;	/* more entries than anyone needs: the rest is dropped */
};

#define GOENVFILE_MAX_ENTRIES 10000

void goenvfile_parse(struct arena *a, struct str text, struct goenvfile *out);
/*
 * NULL: not there.  Of two lines with one name the last one counts in the go
 * env file, the first one in go.env.
 */
const struct goenvfile_entry *goenvfile_last(const struct goenvfile *f,
					     const char *name);
const struct goenvfile_entry *goenvfile_first(const struct goenvfile *f,
					      const char *name);

#endif
