/*
 * A word as it is typed to a POSIX shell: as it is where it holds nothing
 * that the shell would take otherwise, else in single quotes; what cannot be
 * shown as it is (a newline, what turns the direction of text, bytes that are
 * no UTF-8) as $'\n', which bash, zsh and new POSIX shells read.
 */
#ifndef BASE_QUOTE_H
#define BASE_QUOTE_H

#include "base/strbuf.h"

void quote_add(struct strbuf *out, const char *word);

#endif
