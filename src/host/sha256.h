/*
 * SHA-256 through libcrypto, the only file that knows it.  The library's
 * configuration file is not read: it could name code to load.
 */
#ifndef HOST_SHA256_H
#define HOST_SHA256_H

#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

#define SHA256_HEX_BYTES 65	/* with the NUL */

struct sha256;

/* Never NULL; ends with sha256_end(). */
struct sha256 *sha256_start(void);
void sha256_add(struct sha256 *s, const void *p, size_t len);
/* Frees it and fills `out`; -1 when the library failed on the way. */
int sha256_end(struct sha256 *s, char out[SHA256_HEX_BYTES],
	       struct error *err) ATTR_CHECKED;
int sha256_of(struct str bytes, char out[SHA256_HEX_BYTES],
	      struct error *err) ATTR_CHECKED;

#endif
