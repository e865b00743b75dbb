/*
 * String views: a pointer and a length, not NUL-terminated, owning nothing.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t len;
};

#define STR_LIT(s) ((struct str){ (s), sizeof(s) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf's "%.*s". */
#define STR_FMT(s) (int)(s).len, (s).p

static inline struct str str_from(const char *s)
{
	struct str v = { s, s ? strlen(s) : 0 };
	return v;
}

static inline struct str str_sub(struct str s, size_t from, size_t len)
{
	/* An absent view may be cut to nothing; NULL + 0 is undefined in C. */
	struct str v = { from ? s.p + from : s.p, len };
	return v;
}

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *b);
/* Bytewise order, as strcmp. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
/* Offset of the first c, or s.len. */
size_t str_find(struct str s, char c);
size_t str_find_last(struct str s, char c);
/* Offset of the first `needle`, or s.len. */
size_t str_search(struct str s, const char *needle);

/* Blank, tab, CR and LF off both ends. */
struct str str_trim(struct str s);

/*
 * Take what stands before the first `c` off *rest into *head; false when
 * *rest is exhausted (its p is then NULL).  "a,,b" gives "a", "", "b".
 */
bool str_cut(struct str *rest, char c, struct str *head);
/* The same by lines: the line comes without its LF; a last LF opens no line. */
bool str_line(struct str *rest, struct str *line);
/* Next run without blanks and tabs. */
bool str_word(struct str *rest, struct str *word);
/* Is it one of the words of that list?  NULL has none. */
bool str_is_word(struct str s, const char *list);
/* The line that an offset lies on, from 1. */
int str_line_at(struct str s, size_t off);

/* NULL-safe comparison of C strings: NULL equals only NULL. */
bool cstr_eq(const char *a, const char *b);
bool cstr_starts(const char *s, const char *prefix);
bool cstr_ends(const char *s, const char *suffix);
/* NULL holds nothing. */
bool cstr_holds(const char *s, const char *part);
/* For qsort and bsearch over an array of C strings: as strcmp. */
int cstr_order(const void *a, const void *b);
static inline bool cstr_empty(const char *s)
{
	return !s || !*s;
}

#endif
