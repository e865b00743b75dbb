/*
 * Text in UTF-16, as ">" of Windows PowerShell writes it, into UTF-8.  With a
 * byte order mark, or without one (the end of a longer text) where every other
 * byte of what it begins with is zero.
 */
#ifndef BASE_UTF16_H
#define BASE_UTF16_H

#include <stdbool.h>

#include "base/strbuf.h"

bool utf16_is(struct str bytes);
/* Those bytes; what is no character becomes U+FFFD, the mark is left out. */
void utf16_decode(struct str bytes, struct strbuf *out);

#endif
