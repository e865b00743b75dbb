/*
 * Which toolchain runs a go command, decided as cmd/go's toolchain.Select
 * does it (Go 1.21 and later; earlier ones know no switching).
 */
#ifndef FACTS_TOOLCHAIN_H
#define FACTS_TOOLCHAIN_H

#include "base/arena.h"
#include "base/str.h"
#include "facts/place.h"

struct toolchain_input {
	const char *version;	/* of the go on PATH; NULL: no go */
	const char *gotoolchain;	/* the setting's value */
	bool modules;		/* module mode: else nothing is read */
	/* The file consulted: go.work in effect, else go.mod; NULL: none. */
	const char *file;	/* as go names it from the folder: "go.mod" */
	const char *go, *toolchain;	/* its lines; "" or NULL: none */
	/*
	 * Is this toolchain ("go1.24.4") a program on PATH (exec.LookPath) or
	 * unpacked in the module cache?  The path, or NULL.
	 */
	const char *(*on_path)(void *payload, const char *toolchain);
	const char *(*in_modcache)(void *payload, const char *toolchain);
	/*
	 * Does this entry of GOPROXY, a "file://…", hold its zip?  Asked where
	 * there are only such; NULL: it cannot be told, and counts as yes.
	 */
	bool (*in_proxy)(void *payload, const char *url,
			 const char *toolchain);
	void *payload;
	/* They decide what a download would do. */
	const char *goproxy, *gosumdb;
	const char *hostos, *hostarch;
};

/* How it was decided; for the trace. */
enum toolchain_why {
	TOOLCHAIN_WHY_OLD,	/* before 1.21: no switching */
	TOOLCHAIN_WHY_GOPATH,	/* not in module mode */
	TOOLCHAIN_WHY_EMPTY,	/* GOTOOLCHAIN is empty: go.env is missing */
	TOOLCHAIN_WHY_INVALID,	/* a value that go refuses */
	TOOLCHAIN_WHY_MINIMUM,	/* the name in GOTOOLCHAIN, or local */
	TOOLCHAIN_WHY_GO_LINE,
	TOOLCHAIN_WHY_TOOLCHAIN_LINE
};

struct toolchain_choice {
	enum toolchain_how how;
	/* Where it was found, before it was asked whether it is new enough. */
	enum toolchain_how found;
	enum toolchain_why why;
	const char *name;	/* "go1.25.0" that is to run */
	const char *minimum;	/* that GOTOOLCHAIN names or implies */
	const char *mode;	/* "auto", "path" or "": may it switch? */
	const char *path;	/* where that one lies; NULL: the local go */
	const char *message;	/* go's words when it stops, or NULL */
};

/* The file of a "file://…" proxy that holds the toolchain; NULL: no such URL. */
const char *toolchain_proxy_zip(struct arena *a, const char *url,
				const char *toolchain, const char *hostos,
				const char *hostarch);

/*
 * Decide.  Where there is a file, the choice is also checked against its go
 * line: a go that is too old for it is REFUSED.  Before 1.21 that is IGNORED, but for a go line
 * that such a release cannot read, or that its last patches will not compile.
 */
void toolchain_select(struct arena *a, const struct toolchain_input *in,
		      struct toolchain_choice *out);

/*
 * The value of the first line `key` of a go.mod or go.work, by the rough look
 * that go takes before it knows which release shall read the file; "" when
 * there is none.  `line` may be NULL.
 */
const char *toolchain_lookup(struct arena *a, struct str text,
			     const char *key, int *line);

#endif
