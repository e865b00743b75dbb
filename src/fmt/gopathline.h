/*
 * Lines of Dockerfiles, CI files, Makefiles and scripts that belong to the
 * time before modules: calls of dep, glide, godep and their like, folders
 * below GOPATH/src, GO111MODULE=off.  Where there is one thing that such a
 * line comes to in a module, it is told as a change of bytes.
 *
 *	gopathline_read(&arena, bytes, GOPATHLINE_MAKEFILE, &list, &n);
 *
 * Commands are read as a shell splits them (fmt/shellcmd.h): what stands in a
 * comment, in a string or behind echo is none.
 */
#ifndef FMT_GOPATHLINE_H
#define FMT_GOPATHLINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum gopathline_kind {
	GOPATHLINE_RESTORE,	/* "dep ensure": it fetches what is pinned */
	GOPATHLINE_TOOL_GET,	/* it installs dep, glide, … */
	GOPATHLINE_TOOL,	/* another command of them: "glide up" */
	GOPATHLINE_TOOL_GO,	/* go, run by them: "godep go test" */
	GOPATHLINE_NOVENDOR,	/* "$(glide novendor)" */
	GOPATHLINE_GET_ALL,	/* "go get ./..." */
	GOPATHLINE_GET,		/* "go get PATH" */
	GOPATHLINE_OFF,		/* GO111MODULE=off */
	GOPATHLINE_GOPATH,	/* GOPATH is set */
	GOPATHLINE_PLACE,	/* a folder below GOPATH/src */
	GOPATHLINE_OLD_GO,	/* a Go that knows no modules, or but half */
	GOPATHLINE_LOCK		/* a lock file is named */
};
#define GOPATHLINE_KINDS (GOPATHLINE_LOCK + 1)

struct gopathline {
	enum gopathline_kind kind;
	int line;
	const char *text;	/* the line, without the blanks around it */
	/* The tool; the path behind GOPATH/src ("" where none is told); the
	 * lock file.  NULL: none of them. */
	const char *path;
	/* The bytes [start, end) become this; NULL: nothing does by itself. */
	const char *with;
	int start, end;
};

enum gopathline_file {
	GOPATHLINE_DOCKERFILE,
	GOPATHLINE_MAKEFILE,
	GOPATHLINE_SHELL,
	GOPATHLINE_YAML		/* of any CI */
};

/* In the order of the file; what is no YAML has no lines. */
void gopathline_read(struct arena *a, struct str bytes,
		     enum gopathline_file kind, struct gopathline **list,
		     size_t *n);

#endif
