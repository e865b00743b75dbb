#include "config.h"

#include "facts/cgoneeds.h"

#include "base/mem.h"
#include "base/str.h"

/* Read from their sources: what is left without cgo does not compile. */
static const struct cgoneed needs[] = {
	{ "github.com/confluentinc/confluent-kafka-go/kafka", false },
	{ "github.com/davidbyttow/govips/vips", false },
	{ "github.com/godror/godror", false },
	{ "github.com/google/gopacket/pcap", false },
	{ "github.com/h2non/bimg", false },
	{ "github.com/libgit2/git2go", false },
	{ "github.com/linxGnu/grocksdb", false },
	{ "github.com/mattn/go-sqlite3", true },
};

/* "v2" and the like. */
static bool is_major(struct str s)
{
	size_t i;

	if (s.len < 2 || s.p[0] != 'v')
		return false;
	for (i = 1; i < s.len; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* The same path, but for an element "v2" that only `path` has. */
static bool is_it(const char *path, const char *want)
{
	struct str p = str_from(path), w = str_from(want), e, f;

	while (str_cut(&w, '/', &f)) {
		if (!str_cut(&p, '/', &e))
			return false;
		if (!str_eq(e, f) && is_major(e) && !str_cut(&p, '/', &e))
			return false;
		if (!str_eq(e, f))
			return false;
	}
	return !str_cut(&p, '/', &e) || (is_major(e) && !p.p);
}

const struct cgoneed *cgoneeds_find(const char *import_path)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(needs); i++)
		if (is_it(import_path, needs[i].path))
			return &needs[i];
	return NULL;
}

bool cgoneeds_is_libc(const char *import_path)
{
	/* They import net or os/user, in every release from 1.19 on. */
	static const char *const paths[] = {
		"net", "os/user", "net/http", "net/rpc", "net/smtp",
		"net/mail", "net/textproto", "net/http/httptest",
		"net/http/httputil", "net/http/pprof", "net/rpc/jsonrpc",
		"crypto/tls", "crypto/x509", "log/syslog", "expvar",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(paths); i++)
		if (cstr_eq(import_path, paths[i]))
			return true;
	return false;
}
