/*
 * What `go env NAME` prints, worked out as cmd/go does it: from the
 * environment, the go env file, GOROOT/go.env and the defaults of the release
 * that runs.  Pure: whoever calls has read the files.
 */
#ifndef FACTS_GOENV_H
#define FACTS_GOENV_H

#include "facts/place.h"
#include "fmt/goenvfile.h"
#include "fmt/gorelease.h"

struct goenv_input {
	const char *const *env;		/* NAME=VALUE; the first of two counts */
	size_t nenv;
	const char *version;		/* of the go that runs; NULL: no go */
	/* A go runs, but a script stands before it: which one is not known. */
	bool hidden;
	/* The tree that the binary itself belongs to; NULL: none found. */
	const char *own_goroot;
	/* A binary built without -trimpath knows another tree by heart. */
	bool knows_goroot;
	const char *hostos, *hostarch;	/* of that binary */
	const struct goenvfile *user;	/* the go env file, or NULL */
	const char *user_path;		/* see goenv_user_file() */
	const struct goenvfile *goroot_env;	/* go.env, or NULL */
	const char *goroot_env_path;
	/* As found from the working directory; NULL: none. */
	const char *gomod;		/* absolute path of go.mod */
	const char *gowork;		/* absolute path of go.work */
	bool gomod_in_temp_root;	/* go ignores that one */
	bool goroot_missing;		/* GOROOT in effect is no folder */
	bool gopath_has_gomod;		/* go.mod in the first GOPATH entry */
	const char *telemetry_mode;	/* text of the mode file; NULL: none */
	/*
	 * A program on PATH as exec.LookPath finds it; NULL: none.  A hit in
	 * a relative element is an error to Go, with the path all the same.
	 */
	const char *(*look_path)(void *payload, const char *program,
				 bool *relative);
	void *payload;
};

/* The release whose rules hold: that of `version`, or the newest known. */
enum gorelease goenv_release(const char *version);

/* NULL when unset or empty: both are one to go. */
const char *goenv_getenv(const struct goenv_input *in, const char *name);

/*
 * The path of the go env file; NULL when GOENV=off or no folder for it is
 * known.
 */
const char *goenv_user_file(struct arena *a, const struct goenv_input *in);
/* The folder whose go.env is read; NULL: none is. */
const char *goenv_goroot_of_go_env(struct arena *a,
				   const struct goenv_input *in);
/* GOROOT in effect as go prints it; "" when go finds none. */
const char *goenv_goroot(struct arena *a, const struct goenv_input *in);
/* Path of telemetry's mode file; NULL: none. */
const char *goenv_telemetry_mode_file(struct arena *a,
				      const struct goenv_input *in);
/* What cfg.Getenv(name) gives: process, go env file, go.env; "" for none. */
const char *goenv_value(const struct goenv_input *in, const char *name);

/* Every setting of that release, sorted by name. */
void goenv_settings(struct arena *a, const struct goenv_input *in,
		    struct setting **settings, size_t *n);
/* Only those two that depend on the folder: GOMOD and GOWORK. */
void goenv_module_settings(struct arena *a, const struct goenv_input *in,
			   struct setting **settings, size_t *n);
/*
 * Go's words when (nearly) every command fails with these settings, or NULL.
 * What toolchain selection says is not in here.
 */
const char *goenv_broken(struct arena *a, const struct goenv_input *in,
			 const struct setting *settings, size_t n);
/* Will go work with modules (GO111MODULE and go.mod)? */
bool goenv_modules_enabled(const struct goenv_input *in);

/*
 * Split as cmd/internal/quoted does; false with the message for an unclosed
 * quote.
 */
bool goenv_split(struct arena *a, const char *value, const char ***words,
		 size_t *n, const char **problem);
/* As Go's strconv.Quote: "…" with everything odd escaped. */
const char *goenv_quote(struct arena *a, const char *s);

#endif
