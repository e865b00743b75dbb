/* Build info of a program: any bytes may call themselves ELF. */
#include "config.h"

#include <string.h>

#include "base/str.h"
#include "fmt/buildinfo.h"
#include "tests/fuzz/fuzz.h"

static size_t read_bytes(void *payload, uint64_t offset, void *buf, size_t n)
{
	const struct str *s = payload;

	if (offset >= s->len)
		return 0;
	if (n > s->len - offset)
		n = (size_t)(s->len - offset);
	memcpy(buf, s->p + offset, n);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct buildinfo_reader r = { read_bytes, &s };
	struct arena a = ARENA_INIT;
	struct buildinfo b;

	(void)buildinfo_read(&a, &r, &b, NULL);
	arena_release(&a);
	return 0;
}
