/*
 * The version that Go gives a revision of a git repository: its tag, with
 * "+incompatible" or without, or a pseudo-version.  A local clone is asked,
 * no server.  Mirrors cmd/go/internal/modfetch/coderepo.go (newCodeRepo,
 * convert, findDir, retractedVersions) and codehost/git.go (RecentTag), as Go
 * has them since 1.19.  "v1" is no revision but a query: none of it here.
 */
#ifndef SCAN_MODVERSION_H
#define SCAN_MODVERSION_H

#include "base/arena.h"
#include "base/error.h"
#include "host/gitrev.h"

struct modversion {
	const char *version;	/* canonical */
	const char *tag;	/* in git, folder before it; NULL: pseudo */
	const char *base;	/* the tag a pseudo-version builds on, or NULL */
	struct gitrev_commit commit;
	bool has_gomod;
	/* What go.mod calls itself; may be another than was asked for.  "" */
	const char *declared;
};

/*
 * `root` is the import path of the repository's root folder, `path` the
 * module path: root itself, below it, with /vN.  -1 with Go's words where Go
 * refuses, and where the clone cannot tell (its history is cut off).  What
 * is known of commit, has_gomod and declared is then there all the same.
 */
int modversion_of(struct arena *a, struct gitrev *g, const char *root,
		  const char *path, const char *rev, struct modversion *out,
		  struct error *err) ATTR_CHECKED;
/*
 * module.PseudoVersion: `major` is "" or "v2", `older` the tag before it or
 * "", `time` seconds since 1970, `hash` at least twelve hex digits.
 */
const char *modversion_pseudo(struct arena *a, const char *major,
			      const char *older, int64_t time,
			      const char *hash);

#endif
