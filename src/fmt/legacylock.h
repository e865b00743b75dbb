/*
 * The lock files of the time before modules: which revision of which project
 * was meant.
 *
 * What go 1.19 read of them (cmd/go/internal/modconv; Go 1.22 and newer read
 * none) is read as it did, to the letter; `asked` below is what "go mod init"
 * asked for.  What go passed over and a conversion needs all the same (test
 * dependencies, tags in comments, branches, where a fork lies) comes beside
 * it.  gdm's Godeps go never read.
 *
 *	Gopkg.lock			dep	TOML, line by line
 *	glide.lock			glide	YAML, line by line
 *	Godeps/Godeps.json		godep	JSON
 *	vendor/vendor.json		govendor
 *	vendor/manifest			gvt, gb
 *	vendor.conf			vndr	PATH REVISION [REPOSITORY]
 *	vendor.yml			govend
 *	GLOCKFILE			glock	PATH REVISION; "cmd" lines
 *	dependencies.tsv		godeps	PATH VCS REVISION TIME
 *	Godeps				gdm	PATH REVISION
 */
#ifndef FMT_LEGACYLOCK_H
#define FMT_LEGACYLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum legacylock_kind {
	LEGACYLOCK_DEP,
	LEGACYLOCK_GLIDE,
	LEGACYLOCK_GODEP,
	LEGACYLOCK_GOVENDOR,
	LEGACYLOCK_MANIFEST,
	LEGACYLOCK_VNDR,
	LEGACYLOCK_VENDOR_YML,
	LEGACYLOCK_GLOCK,
	LEGACYLOCK_TSV,
	LEGACYLOCK_GDM,
	NLEGACYLOCK_KINDS
};

/* All strings in the arena; NULL: the lock does not say it. */
struct legacylock_pin {
	const char *path;	/* import path: of a project, or a package */
	/* What go takes for the version: a tag that is a canonical semantic
	 * version, else the revision; as written where it is neither. */
	const char *version;
	const char *revision;
	const char *tag;	/* as the lock names it, also "v1.0.0-3-gabc" */
	const char *branch;
	const char *source;	/* repository or path it is fetched from */
	int line;		/* counted from 1 */
	bool test;		/* only tests need it: go passed it over */
};

struct legacylock {
	enum legacylock_kind kind;
	struct legacylock_pin *pins;	/* in the order of the file */
	size_t npins;
	const char *import_path;	/* of the project itself */
	bool go_reads;		/* go 1.19 read files of this kind */
};

/* The kind of a file by its path ("vendor/manifest"); -1: it is none. */
int legacylock_kind_of(const char *path);
/* Each of them, where its tool puts it in a project; NULL: no more. */
const char *legacylock_file(size_t i);
/*
 * The bytes are a view.  -1 with err, whose origin is LINE where there is one
 * ("12"), when go refused the file; `out` then holds nothing.
 */
int legacylock_read(struct arena *a, enum legacylock_kind kind,
		    struct str bytes, struct legacylock *out,
		    struct error *err) ATTR_CHECKED;
/*
 * The path and version that "go mod init" of go 1.19 asked for: those of the
 * source of a fork where the lock names one.  False: it passed the pin over.
 */
bool legacylock_asked(struct arena *a, const struct legacylock *l, size_t pin,
		      const char **path, const char **version);

#endif
