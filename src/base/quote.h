/*
 * A word as it is typed to a POSIX shell: as it is where it holds nothing
 * that the shell would take otherwise, else in single quotes.
 */
#ifndef BASE_QUOTE_H
#define BASE_QUOTE_H

#include "base/strbuf.h"

void quote_add(struct strbuf *out, const char *word);

#endif
