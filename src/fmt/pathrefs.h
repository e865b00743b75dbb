/*
 * Where a text names a folder: in scripts, settings and CI files, whose
 * language does not matter for that.  It finds lines to show to a person;
 * what it finds is never changed by rule.
 */
#ifndef FMT_PATHREFS_H
#define FMT_PATHREFS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "fmt/span.h"

/*
 * The ways to write a folder: its absolute path, with "~", $HOME, and, when
 * it lies under GOPATH/src, with $GOPATH in the spellings of shells, make and
 * editors.
 */
struct pathrefs {
	const char **names;
	size_t n;
};

/* `home` and `gopath` may be NULL.  `dir` is absolute and clean. */
void pathrefs_names(struct arena *a, const char *dir, const char *home,
		    const char *gopath, struct pathrefs *out);
/* The same folder by another of its absolute paths. */
void pathrefs_add(struct arena *a, const char *name, struct pathrefs *out);

struct pathref {
	int line;
	const char *text;	/* the line, trimmed, 200 bytes at most */
};

/*
 * The lines that name the folder or something in it, each once, the first
 * `max`; gives how many there are.  "/a/app2" does not name "/a/app".
 */
size_t pathrefs_find(struct arena *a, struct str bytes,
		     const struct pathrefs *names, struct pathref **refs,
		     size_t *n, size_t max);
/* The lines with this word in them, small or capital letters alike. */
size_t pathrefs_word(struct arena *a, struct str bytes, const char *word,
		     struct pathref **refs, size_t *n, size_t max);

/* A string of JSON (comments allowed) that is the value of a key. */
struct pathref_value {
	const char *value;	/* unescaped */
	int line;
	const char *text;	/* the line */
};
/* All values of `key`, at any depth. */
void pathrefs_json(struct arena *a, struct str bytes, const char *key,
		   struct pathref_value **values, size_t *n);

#endif
