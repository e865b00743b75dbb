/*
 * What gomend writes into the files that a shell reads when it starts, and
 * the lines in them that set a variable.  Text in, spans out.
 *
 * gomend keeps all its lines in one marked block at the end of a file:
 *
 *   # >>> gomend >>>
 *   # Written by gomend; "gomend undo" takes it back.
 *   export GOPROXY='https://goproxy.cn,direct'
 *   # <<< gomend <<<
 */
#ifndef FMT_SHELLRC_H
#define FMT_SHELLRC_H

#include "base/error.h"
#include "fmt/span.h"

enum shellrc_family {
	SHELLRC_SH,		/* sh, dash, ash, ksh */
	SHELLRC_BASH,
	SHELLRC_ZSH,
	SHELLRC_FISH
};

/* A word as this shell reads it, quoted where it needs to be. */
const char *shellrc_quote(struct arena *a, enum shellrc_family f,
			  const char *word);
/*
 * A line that puts `dir` on PATH, in front or at the end; once more does
 * nothing.  A folder below `home` is written with $HOME.
 */
const char *shellrc_path_line(struct arena *a, enum shellrc_family f,
			      const char *dir, const char *home, bool front);
const char *shellrc_set_line(struct arena *a, enum shellrc_family f,
			     const char *name, const char *value);
const char *shellrc_unset_line(struct arena *a, enum shellrc_family f,
			       const char *name);

/*
 * The change that brings `line` into the block, which is made at the end of
 * the text where there is none.  A line of the block that sets or unsets the
 * same variable (not PATH) is replaced.  No edit when the line is there.  -1
 * with err when the marks do not pair.
 */
int shellrc_put(struct arena *a, struct str text, const char *line,
		struct span_edits *edits, struct error *err) ATTR_CHECKED;

/*
 * A line that does nothing but set this one variable:
 *   export NAME=WORD    NAME=WORD; export NAME    typeset -x NAME=WORD
 *   set -gx NAME WORD   (fish; any flags that have x)
 * with a comment behind it or not.
 */
struct shellrc_set {
	int line;
	size_t start, end;	/* without blanks in front and the line end */
	const char *text;	/* those bytes */
};
/* All of them in order; the count.  Lines in the gomend block count as well,
 * those of a here-document or of a string over several lines do not. */
size_t shellrc_find_set(struct arena *a, struct str text,
			enum shellrc_family f, const char *name,
			struct shellrc_set **list);
/* Does a line, comment or not, name this word? */
bool shellrc_names(struct str text, const char *word);
/* What stands in place of such a line: it does nothing, and says what it was. */
const char *shellrc_disabled(struct arena *a, enum shellrc_family f,
			     const struct shellrc_set *set);

#endif
