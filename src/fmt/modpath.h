/*
 * Module paths and versions as golang.org/x/mod/module has them: which are
 * valid, their form in the module cache, pseudo-versions, GOPRIVATE patterns.
 */
#ifndef FMT_MODPATH_H
#define FMT_MODPATH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Each fails with Go's words: "malformed module path \"x\": …". */
int modpath_check(struct str path, struct error *err) ATTR_CHECKED;
int modpath_check_import(struct str path, struct error *err) ATTR_CHECKED;
/* What go mod init takes: an import path that ends as its major may (cmd/go's
 * modload.CreateModFile). */
int modpath_check_new(struct str path, struct error *err) ATTR_CHECKED;

/* Is the import path this one or below it?  Nothing is below NULL and "". */
bool modpath_under(const char *path, const char *prefix);
/*
 * "example.com/m" and "/v2" of "example.com/m/v2"; for gopkg.in ".v2".  The
 * major is empty where the path has none.  False for "…/v1" and the like.
 */
bool modpath_split(struct str path, struct str *prefix, struct str *major);
/*
 * Does the version suit the major of the path, as split off?  If not, *why
 * is Go's `should be v0 or v1, not v2`.
 */
bool modpath_major_fits(struct arena *a, struct str version,
			struct str path_major, const char **why);
/* Canonical, "+incompatible" kept; "" when it is no version. */
const char *modpath_canonical_version(struct arena *a, struct str version);

/* As in the module cache: "!a" for "A".  NULL when the path is invalid. */
const char *modpath_escape(struct arena *a, struct str path,
			   struct error *err);
const char *modpath_escape_version(struct arena *a, struct str version,
				   struct error *err);
/* Where the module cache has it unpacked; NULL: it can have no place there. */
const char *modpath_cache_dir(struct arena *a, const char *modcache,
			      const char *path, const char *version);
/* What it keeps of a version as it came, ext "info", "mod", "zip", "ziphash"
 * (cmd/go's modfetch.CachePath); and the folder of all versions. */
const char *modpath_cache_file(struct arena *a, const char *modcache,
			       const char *path, const char *version,
			       const char *ext);
const char *modpath_cache_versions(struct arena *a, const char *modcache,
				   const char *path);
/* Back again; NULL when it is no escaped path or version. */
const char *modpath_unescape(struct arena *a, struct str escaped);
const char *modpath_unescape_version(struct arena *a, struct str escaped);

/* What go.mod requires of a module that a replace leads to a folder: a
 * pseudo-version of no commit, behind "vN.0.0-" (cmd/go's modload). */
#define MODPATH_NO_COMMIT "00010101000000-000000000000"

/* "v1.2.4-0.20200106030405-a06fbd7ee88f+incompatible", in views. */
struct pseudo_version {
	struct str timestamp;	/* yyyymmddhhmmss */
	struct str revision;
	struct str build;	/* "+incompatible" or empty */
	const char *base;	/* the tag before it; "" for none */
};
bool modpath_is_pseudo(struct str version);
/* Fails with Go's words on what only looks like one. */
int modpath_parse_pseudo(struct arena *a, struct str version,
			 struct pseudo_version *out, struct error *err)
	ATTR_CHECKED;

/*
 * Does one of the patterns parted by commas (GOPRIVATE, GONOPROXY …) match a
 * leading part of the path?  Broken and empty patterns never do.
 */
bool modpath_match_patterns(struct str patterns, struct str path);
/*
 * path.Match: *, ?, [a-z], [^a-z] and \c; none of them takes a "/".  False
 * too when the pattern is broken, which *bad (may be NULL) tells.
 */
bool modpath_glob(struct str pattern, struct str name, bool *bad);

#endif
