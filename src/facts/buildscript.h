/*
 * What the repository's own build does: the go, docker and podman commands
 * (and of programs that a go get before them names) of its Makefiles, of its shell scripts and of the shell blocks in its pages
 * ("README.md"), and the calls from one of them to another.
 */
#ifndef FACTS_BUILDSCRIPT_H
#define FACTS_BUILDSCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/codec.h"
#include "facts/cijob.h"

enum script_kind {
	SCRIPT_MAKEFILE,
	SCRIPT_SHELL,
	SCRIPT_PAGE
};

struct script_command {
	const char *target;	/* of a Makefile: "test", or "test cover" */
	const char *file;	/* may be one that the Makefile includes */
	int line;
	/* As a shell reads it, on one line, with what is static put in. */
	const char *text;
	/* The first part of it that is not: "$(FLAGS)"; NULL: all is. */
	const char *expression;
	/* Where it runs: "/" is the root, "/sub" a folder of it; "." and "sub"
	 * where the script was called, and below; NULL: not known. */
	const char *dir;
	const char *calls;	/* the script of the repository that it runs */
	const char **vars;	/* variables that were put in, by name */
	size_t nvars;
	/* NAME=VALUE that the file exports to it; NAME where the value is not
	 * known. */
	const char **env;
	size_t nenv;
	bool maybe;		/* a condition decides whether it runs */
};

struct script_target {
	const char *name;
	const char *file;
	int line;
	const char **needs;	/* what is made before it */
	size_t nneeds;
	bool open;		/* there may be more of them */
};

struct build_script {
	enum script_kind kind;
	const char *path;
	const char *goal;	/* of a Makefile: what "make" alone makes */
	bool open;		/* it includes what could not be read */
	struct script_target *targets;
	size_t ntargets;
	struct script_command *commands;
	size_t ncommands;
	bool cut;		/* there are more commands in it */
	bool own_go;		/* it may bring a Go of its own */
};
extern const struct codec build_script_codec;

/* The command as a step of a job: script, file and line, what the file exports
 * to it, and no folder. */
void script_command_step(struct arena *a, const struct script_command *c,
			 struct ci_step *out);

#endif
