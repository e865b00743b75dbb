/*
 * Job logs of GitHub Actions and GitLab CI, and plain text, for what `go env`
 * printed into them: as a shell reads it (X='…'), as cmd.exe does (set X=…),
 * and as JSON.
 *
 * Off each line come the time stamp, escape sequences, the job and step that
 * `gh run view --log` puts before it, the step and seconds of docker build, and
 * the marks of sections.
 */
#ifndef FMT_JOBLOG_H
#define FMT_JOBLOG_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct joblog_value {
	const char *name, *value;
	int line;		/* from 1 */
};

/* One go env that was printed whole or in part. */
struct joblog_block {
	int line;		/* of its first value */
	const char *job;	/* where each line names its job; or NULL */
	/* What go version printed before it, in the same job; or NULL. */
	const char *version;
	struct joblog_value *values;
	size_t nvalues;
};

struct joblog {
	struct joblog_block *blocks;
	size_t nblocks;
	/* A document '{"schema":…' that was printed into it; or NULL. */
	const char *document;
	int document_line;
	int nlines;
};

/* A block has at least so many values, GOOS or GOROOT among them. */
#define JOBLOG_MIN_VALUES 5
#define JOBLOG_MAX_BLOCKS 1000
/* Lines of others in the midst of it. */
#define JOBLOG_MAX_GAP 2

void joblog_parse(struct arena *a, struct str text, struct joblog *out);
/* One line without what the CI server wrote around it. */
const char *joblog_line(struct arena *a, struct str line, const char **job);
/* GitHub shows what a step is about to run, in cyan: nothing said it yet.  The
 * line as it is in the log. */
bool joblog_is_script(struct str line);

#endif
