/*
 * Where an installation of Go comes from, by the folder that it lies in: who
 * will update it, and so whose it is to change.
 */
#ifndef FACTS_GOSOURCE_H
#define FACTS_GOSOURCE_H

#include <stdbool.h>

enum gosource {
	GOSOURCE_ARCHIVE,	/* unpacked by hand; also ~/sdk (golang.org/dl) */
	GOSOURCE_PACKAGE,	/* of the system: apt, dnf, apk, pacman */
	GOSOURCE_SNAP,
	GOSOURCE_BREW,
	GOSOURCE_ASDF,
	GOSOURCE_GOENV,
	GOSOURCE_GVM,
	GOSOURCE_MISE,
	GOSOURCE_NIX,
	GOSOURCE_TOOLCHAIN	/* fetched by go itself, in the module cache */
};

/* `goroot` absolute, links followed or not. */
enum gosource gosource_of(const char *goroot);
/* Something else than its user keeps it: gomend leaves it alone. */
bool gosource_is_managed(enum gosource s);
/* N_(): "a package of the system"; translate it where it is shown. */
const char *gosource_words(enum gosource s);

#endif
