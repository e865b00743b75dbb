/*
 * Dockerfiles, as far as the Go in them goes: the stages, their images with
 * ARG defaults put in where they are static.
 */
#ifndef FMT_DOCKERFILE_H
#define FMT_DOCKERFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct dockerfile_stage {
	const char *image;	/* as far as ARG defaults tell */
	const char *name;	/* AS name, or NULL */
	int line;
	bool open;		/* a variable in it has no default */
	bool is_stage;		/* FROM an earlier stage */
};

struct dockerfile {
	struct dockerfile_stage *stages;
	size_t nstages;
};

void dockerfile_parse(struct arena *a, struct str bytes,
		      struct dockerfile *out);
/* "golang" of "docker.io/library/golang:1.22@sha256:…": the last name. */
struct str dockerfile_image_name(struct str image);

#endif
