/*
 * Text as a terminal shows it: UTF-8, columns, and nothing dangerous.
 *
 * Widths are the C library's wcwidth() in the user's locale, so main() must
 * have called setlocale().  Whatever comes from a repository, an environment
 * or a child goes through text_sanitize() before it reaches a person.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/strbuf.h"

#define TEXT_INVALID UINT32_MAX

/*
 * Decode the first character of s; gives its bytes (0 at the end).  A byte
 * that is no UTF-8 is one TEXT_INVALID of one byte.
 */
size_t text_decode(struct str s, uint32_t *cp);
/* Bytes written to out (1 to 4). */
size_t text_encode(uint32_t cp, char out[4]);
bool text_is_utf8(struct str s);

/* Columns of one character: 0, 1 or 2. */
int text_cp_cols(uint32_t cp);
/* Columns of a whole string; control characters count as 0. */
int text_cols(struct str s);
static inline int text_cols_of(const char *s)
{
	return text_cols(str_from(s));
}

/* Is what is written here read as UTF-8 (nl_langinfo(CODESET))? */
bool text_utf8_locale(void);

/*
 * Append s with everything that a terminal or a reader could be fooled by
 * made visible: control characters, C1, bidi and zero-width characters,
 * invalid bytes ("\x1b", "\u202e"); more than four combining marks in a row
 * are cut.  Tab becomes a blank; LF too unless keep_lf.
 */
void text_sanitize(struct strbuf *out, struct str s, bool keep_lf);
/* The same into an arena; NULL gives "". */
const char *text_clean(struct arena *a, const char *s);

/*
 * At most `cols` columns of s; what is cut off is marked by a last "…" ("~"
 * where the locale is not UTF-8).  text_tail keeps the end instead ("…/b/c").
 */
const char *text_head(struct arena *a, const char *s, int cols);
const char *text_tail(struct arena *a, const char *s, int cols);

/*
 * Take the next line of at most `cols` columns off *rest: breaks at blanks,
 * between wide characters, else behind "/", ":", "," and the like, else
 * anywhere; LF always breaks.  False when
 * nothing is left.
 */
bool text_wrap(struct str *rest, int cols, struct str *line);

/*
 * "a, b" with one more name: past `max` of them "…" stands for the rest.  *n
 * counts them all; the first time it is 0.
 */
const char *text_names(struct arena *a, const char *names, size_t *n,
		       size_t max, const char *name);

#endif
