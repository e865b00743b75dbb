/* Compare with tests/ui/golden/NAME; GOLDEN_WRITE=1 writes it instead. */
#ifndef TESTS_UI_GOLDEN_H
#define TESTS_UI_GOLDEN_H

#include "base/strbuf.h"

/* False, with the difference on stderr. */
int golden_same(const char *name, const struct strbuf *have);
/* Path of a file of the source tree; the caller frees it. */
char *golden_path(const char *rel);

#endif
