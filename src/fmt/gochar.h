/*
 * Characters and quoting as Go's library has them (unicode, strconv): what go
 * takes for a letter of a word in go.mod and how it shows the rest.  Releases
 * before 1.21 know Unicode 13, later ones 15.
 */
#ifndef FMT_GOCHAR_H
#define FMT_GOCHAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "fmt/gorelease.h"

/* unicode.IsPrint: letters, marks, numbers, punctuation, symbols, blank. */
bool gochar_is_print(uint32_t cp, enum gorelease r);
/* unicode.IsSpace. */
bool gochar_is_space(uint32_t cp);
/*
 * The first character and its bytes, 0 at the end; a byte that is no UTF-8
 * is U+FFFD of one byte, as in Go.
 */
size_t gochar_decode(struct str s, uint32_t *cp);

/* strings.TrimSpace. */
struct str gochar_trim(struct str s);
/* The next field of strings.Fields; false when none is left. */
bool gochar_field(struct str *rest, struct str *field);

/* strconv.Quote: %q of a string. */
void gochar_quote(struct strbuf *out, struct str s, enum gorelease r);
const char *gochar_quoted(struct arena *a, struct str s, enum gorelease r);
/* strconv.QuoteRune: %q of a character. */
const char *gochar_quoted_char(struct arena *a, uint32_t cp,
			       enum gorelease r);
/* The value of a hexadecimal digit; -1: it is none. */
int gochar_hex(char c);
/* strconv.Unquote of a text in double quotes; false: invalid syntax. */
bool gochar_unquote(struct arena *a, struct str s, struct str *out);

#endif
