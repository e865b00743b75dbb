/*
 * Which files a shell reads when it starts, so that a change of one of them
 * is noticed.
 */
#ifndef PROBE_RCFILES_H
#define PROBE_RCFILES_H

#include <stddef.h>

#include "base/arena.h"
#include "facts/place.h"
#include "probe/envset.h"

enum shell_family {
	SHELL_BASH,
	SHELL_ZSH,
	SHELL_FISH,
	SHELL_POSIX,		/* sh, dash, ash, ksh, … */
	SHELL_UNKNOWN
};

/* By the name of the program, as in "/usr/bin/zsh". */
enum shell_family shell_family_of(const char *shell);

/*
 * The files, absolute, in the order they are read; one that ends in "/" is a
 * folder whose files are all read.  Of several that exclude each other all
 * are listed.  `env` gives HOME, ZDOTDIR, XDG_CONFIG_HOME, ENV and BASH_ENV.
 */
size_t rcfiles_list(struct arena *a, enum shell_family family,
		    enum place_kind kind, const struct envset *env,
		    const char ***files);

/*
 * What these files are now, as a text that differs when one of them does; in
 * the arena.
 */
const char *rcfiles_state(struct arena *a, const char *const *files,
			  size_t n);

#endif
