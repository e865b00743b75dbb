/*
 * What `go version -m` tells of a program that Go built, read from its bytes:
 * the release that compiled it, its main package and module, build settings.
 * ELF only; other formats are "not a Go program" here.
 */
#ifndef FMT_BUILDINFO_H
#define FMT_BUILDINFO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* Where the bytes come from. */
struct buildinfo_reader {
	/* Bytes read at `offset`, at most n; fewer only at the end. */
	size_t (*read)(void *payload, uint64_t offset, void *buf, size_t n);
	void *payload;
};

struct buildinfo_setting {
	const char *key, *value;
};

struct buildinfo {
	const char *goarch;	/* of the ELF header; NULL: none Go has */
	const char *go_version;	/* "go1.24.4"; NULL: not built by Go */
	const char *path;	/* main package; NULL: built without modules */
	const char *mod_path, *mod_version;	/* main module; or NULL */
	struct buildinfo_setting *settings;	/* "build" lines in order */
	size_t nsettings;
	int ndeps;
};

/* -1 with err where this is no ELF file or holds no build info. */
int buildinfo_read(struct arena *a, const struct buildinfo_reader *r,
		   struct buildinfo *out, struct error *err);
/*
 * Is it an ELF file with the section that Go keeps its build info in, or with
 * no sections at all?  Reads little: for telling Go's programs from others.
 */
bool buildinfo_has_section(const struct buildinfo_reader *r);
/* NULL where there is none. */
const char *buildinfo_setting(const struct buildinfo *b, const char *key);

#endif
