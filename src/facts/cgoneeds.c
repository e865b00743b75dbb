#include "config.h"

#include "facts/cgoneeds.h"

#include <string.h>

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

/* The same path, but for an element "v2" that only `path` has. */
static bool is_it(const char *path, const char *want)
{
	const char *start = want;
	size_t n;

	while (*path && *path == *want) {
		path++;
		want++;
	}
	if (!*path && !*want)
		return true;
	if (!*want ? *path++ != '/' : want == start || want[-1] != '/')
		return false;
	n = *path == 'v' ? strspn(path + 1, "0123456789") : 0;
	if (!n)
		return false;
	path += 1 + n;
	return !*path ? !*want : *path == '/' && !strcmp(path + 1, want);
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
