/*
 * What is decided elsewhere and can only be written down: what official
 * images of Go set, what each major of actions/setup-go does, which release
 * was the last of its line.  One table, with its date; a value that comes
 * from it is derived, not measured.
 *
 * Read from docker-library/golang (its template and history) and from the
 * sources of actions/setup-go at the tags of its majors.
 */
#ifndef FACTS_GOTABLE_H
#define FACTS_GOTABLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

extern const char gotable_date[];	/* "2026-08-19" */

/* "1.22.12", the last release of "1.22" (of any version of it) by then; NULL:
 * the line is not in the table. */
const char *gotable_last(struct str version);
/* The newest release of all by then. */
const char *gotable_newest(void);

/* An image that has Go in it. */
struct goimage {
	/* The version in its tag, a view into the reference: "1.22",
	 * "1.22.3", "1.23rc1"; empty: whatever is newest ("latest", "1",
	 * "alpine"). */
	struct str version;
	bool official;		/* golang of Docker's library */
	bool alpine;		/* musl; no C compiler, no git */
	bool digest;		/* pinned by its hash: the tag tells nothing */
};
/* False where the image is not known to hold Go, or by the tag not to say. */
bool gotable_image(struct str ref, struct goimage *out);
/* Does the official image of this release set GOTOOLCHAIN=local? */
bool gotable_image_is_local(struct str release);

/*
 * Is there a tag of this release with this variant ("alpine3.20",
 * "bookworm")?  Variants without a number ("alpine") always are.
 */
bool gotable_has_variant(struct str release, struct str variant);
/* The one to take in its place: the newest of the same kind; NULL: none. */
const char *gotable_variant(struct arena *a, struct str release,
			    struct str variant);

/* The C compilers that its official image has, as words; "" for none. */
const char *gotable_image_compilers(const struct goimage *g);

/* A machine of GitHub's own. */
struct gorunner {
	const char *label;	/* "ubuntu-24.04" */
	const char *os, *arch;
	const char *home, *tools;	/* of Windows both NULL: not told */
	const char *compilers;	/* on PATH, as words */
};
/* NULL: no such label by then; `label` may be NULL. */
const struct gorunner *gotable_runner(const char *label);

struct setup_go {
	int major;
	bool local;		/* exports GOTOOLCHAIN=local */
	bool toolchain_line;	/* go-version-file: the toolchain line wins */
	bool version_file;	/* knows go-version-file */
	bool caches;		/* modules and builds, unless told not to */
	bool sets_goroot;
	const char *without;	/* the version where none is asked for; NULL:
				 * the runner's own */
};
/* Of a major that is newer than the table: the newest.  NULL: 0, not told. */
const struct setup_go *gotable_setup_go(int major);

/*
 * Which releases a version can come to, as setup-go (semver ranges, stable,
 * oldstable) or an image tag means it: from `low` to `high`, both inclusive
 * and both releases or lines ("1.22": any of it); high NULL: the newest there
 * is.  False where it is not known.
 */
struct gorange {
	const char *low, *high;
	bool exact;		/* one release, not what is newest */
};
bool gotable_range_setup_go(struct arena *a, const char *spec,
			    struct gorange *out);
bool gotable_range_version(struct arena *a, struct str version,
			   struct gorange *out);
/* The release that the newest of a range is, by the table. */
const char *gotable_release(const struct gorange *g);

#endif
