#include "config.h"

#include "host/sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

struct sha256 {
	EVP_MD_CTX *ctx;
	bool failed;
};

struct sha256 *sha256_start(void)
{
	struct sha256 *s = xcalloc(1, sizeof(*s));

	(void)OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	s->ctx = EVP_MD_CTX_new();
	s->failed = !s->ctx || !EVP_DigestInit_ex(s->ctx, EVP_sha256(), NULL);
	return s;
}

void sha256_add(struct sha256 *s, const void *p, size_t len)
{
	if (!s->failed && len)
		s->failed = !EVP_DigestUpdate(s->ctx, p, len);
}

int sha256_end(struct sha256 *s, char out[SHA256_HEX_BYTES],
	       struct error *err)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char sum[EVP_MAX_MD_SIZE] = { 0 };
	unsigned len = 0, i;
	bool failed;

	if (!s->failed)
		s->failed = !EVP_DigestFinal_ex(s->ctx, sum, &len) ||
			    len != 32;
	failed = s->failed;
	EVP_MD_CTX_free(s->ctx);
	free(s);
	for (i = 0; i < 32; i++) {
		out[2 * i] = hex[sum[i] >> 4];
		out[2 * i + 1] = hex[sum[i] & 15];
	}
	out[64] = '\0';
	return failed ? error_set(err, "SHA-256 failed in libcrypto") : 0;
}

int sha256_of(struct str bytes, char out[SHA256_HEX_BYTES], struct error *err)
{
	struct sha256 *s = sha256_start();

	sha256_add(s, bytes.p, bytes.len);
	return sha256_end(s, out, err);
}
