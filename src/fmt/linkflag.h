/*
 * -X of the linker, as Makefiles, scripts, Dockerfiles and the files of CI and
 * goreleaser have it: "-X example.com/me/version.V=1.0".  A path of no package
 * in the program does nothing there, and the linker says nothing.
 *
 * Text is read, no syntax: a flag may stand in a string, in a list of YAML or
 * in a variable.  Lines that begin with "#" are comments in all of them.
 */
#ifndef FMT_LINKFLAG_H
#define FMT_LINKFLAG_H

#include "base/arena.h"
#include "base/str.h"

struct linkflag {
	int line;
	const char *text;	/* the line, without the blanks around it */
	const char *path;	/* of the package; never "main" */
	size_t start, end;	/* its bytes; 0 to 0 where a variable of the
				 * same file is a part of it */
	const char *var;	/* that variable, and where it is set */
	int var_line;
};

/* In the order of the file.  What cannot be told is not in it. */
void linkflag_read(struct arena *a, struct str bytes, struct linkflag **list,
		   size_t *n);

#endif
