/* gobuild_refusal: what go says when it loads a go.mod that it can read. */
#include "config.h"

#include "facts/gobuild.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"

#define IMPORT_PREFIX "malformed import path"

/* The packages of Go 1.20's standard library; sorted by bytes. */
static const char *const std_packages[] = {
	"archive/tar", "archive/zip", "bufio", "bytes", "compress/bzip2",
	"compress/flate", "compress/gzip", "compress/lzw", "compress/zlib",
	"container/heap", "container/list", "container/ring", "context",
	"crypto", "crypto/aes", "crypto/cipher", "crypto/des", "crypto/dsa",
	"crypto/ecdh", "crypto/ecdsa", "crypto/ed25519", "crypto/elliptic",
	"crypto/hmac", "crypto/md5", "crypto/rand", "crypto/rc4", "crypto/rsa",
	"crypto/sha1", "crypto/sha256", "crypto/sha512", "crypto/subtle",
	"crypto/tls", "crypto/x509", "crypto/x509/pkix", "database/sql",
	"database/sql/driver", "debug/buildinfo", "debug/dwarf", "debug/elf",
	"debug/gosym", "debug/macho", "debug/pe", "debug/plan9obj", "embed",
	"encoding", "encoding/ascii85", "encoding/asn1", "encoding/base32",
	"encoding/base64", "encoding/binary", "encoding/csv", "encoding/gob",
	"encoding/hex", "encoding/json", "encoding/pem", "encoding/xml",
	"errors", "expvar", "flag", "fmt", "go/ast", "go/build",
	"go/build/constraint", "go/constant", "go/doc", "go/doc/comment",
	"go/format", "go/importer", "go/parser", "go/printer", "go/scanner",
	"go/token", "go/types", "hash", "hash/adler32", "hash/crc32",
	"hash/crc64", "hash/fnv", "hash/maphash", "html", "html/template",
	"image", "image/color", "image/color/palette", "image/draw",
	"image/gif", "image/jpeg", "image/png", "index/suffixarray", "io",
	"io/fs", "io/ioutil", "log", "log/syslog", "math", "math/big",
	"math/bits", "math/cmplx", "math/rand", "mime", "mime/multipart",
	"mime/quotedprintable", "net", "net/http", "net/http/cgi",
	"net/http/cookiejar", "net/http/fcgi", "net/http/httptest",
	"net/http/httptrace", "net/http/httputil", "net/http/pprof",
	"net/mail", "net/netip", "net/rpc", "net/rpc/jsonrpc", "net/smtp",
	"net/textproto", "net/url", "os", "os/exec", "os/signal", "os/user",
	"path", "path/filepath", "plugin", "reflect", "regexp",
	"regexp/syntax", "runtime", "runtime/cgo", "runtime/coverage",
	"runtime/debug", "runtime/metrics", "runtime/pprof", "runtime/race",
	"runtime/trace", "sort", "strconv", "strings", "sync", "sync/atomic",
	"syscall", "testing", "testing/fstest", "testing/iotest",
	"testing/quick", "text/scanner", "text/tabwriter", "text/template",
	"text/template/parse", "time", "time/tzdata", "unicode",
	"unicode/utf16", "unicode/utf8", "unsafe",
};

static const struct {
	const char *path;
	enum gorelease since;
} newer_packages[] = {
	{ "cmp", GO_1_21 },
	{ "crypto/fips140", GO_1_24 },
	{ "crypto/hkdf", GO_1_24 },
	{ "crypto/hpke", GO_1_26 },
	{ "crypto/mlkem", GO_1_24 },
	{ "crypto/mlkem/mlkemtest", GO_1_26 },
	{ "crypto/pbkdf2", GO_1_24 },
	{ "crypto/sha3", GO_1_24 },
	{ "go/version", GO_1_22 },
	{ "iter", GO_1_23 },
	{ "log/slog", GO_1_21 },
	{ "maps", GO_1_21 },
	{ "math/rand/v2", GO_1_22 },
	{ "slices", GO_1_21 },
	{ "structs", GO_1_23 },
	{ "testing/cryptotest", GO_1_26 },
	{ "testing/slogtest", GO_1_21 },
	{ "testing/synctest", GO_1_25 },
	{ "unique", GO_1_23 },
	{ "weak", GO_1_24 },
};

static int by_name(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

static bool is_std(const char *path, enum gorelease r)
{
	size_t i;

	if (bsearch(path, std_packages,
		    sizeof(std_packages) / sizeof(std_packages[0]),
		    sizeof(std_packages[0]), by_name))
		return true;
	for (i = 0; i < sizeof(newer_packages) / sizeof(newer_packages[0]);
	     i++)
		if (!strcmp(path, newer_packages[i].path))
			return r >= newer_packages[i].since;
	return false;
}

/* Go's own source, built by the go that it belongs to. */
static bool is_go_itself(struct arena *a, const struct gobuild *b)
{
	const char *goroot = place_value_in(b->place, b->module->dir,
					    "GOROOT");
	const char *root = b->snap->repo.root;

	return !cstr_empty(goroot) && root &&
	       path_under(path_join(a, goroot, "src"),
			  path_join(a, root, b->module->dir));
}

/* The second require of a module that has another version; NULL: none. */
static const struct require *second_version(const struct module *m)
{
	size_t i, k;

	for (i = 1; i < m->nrequires; i++)
		for (k = 0; k < i; k++)
			if (cstr_eq(m->requires[i].path,
				    m->requires[k].path) &&
			    !cstr_eq(m->requires[i].version,
				     m->requires[k].version))
				return &m->requires[i];
	return NULL;
}

/* go.mod says a path; is it one that go takes? */
static bool refuses_path(struct arena *a, const struct gobuild *b,
			 struct gomod_refusal *out)
{
	const struct module *m = b->module;
	const char *path = m->path ? m->path : "";
	struct error err = ERROR_INIT;

	out->line = m->path_line;
	out->text = arena_printf(a, "module %s", path);
	if (modpath_check_import(str_from(path), &err)) {
		out->kind = GOMOD_BAD_PATH;
		/* Checked as an import path, and told of as a module's. */
		out->message = cstr_starts(err.message, IMPORT_PREFIX) ?
			arena_printf(a, "malformed module path%s",
				     err.message + strlen(IMPORT_PREFIX)) :
			arena_strdup(a, err.message);
		error_release(&err);
		return true;
	}
	if (!m->root_package || is_go_itself(a, b))
		return false;
	if (!strcmp(path, "std") || !strcmp(path, "cmd")) {
		out->kind = GOMOD_NOT_IMPORTABLE;
		out->message = arena_printf(a, "\"%s\" is not an importable "
					    "package; see 'go help packages'",
					    path);
		return true;
	}
	if (b->release >= GO_1_20 && is_std(path, b->release)) {
		out->kind = GOMOD_AMBIGUOUS;
		out->message = arena_printf(a, "ambiguous import: found "
					    "package %s in multiple modules",
					    path);
		return true;
	}
	return false;
}

bool gobuild_refusal(struct arena *a, const struct gobuild *b,
		     struct gomod_refusal *out)
{
	const struct module *m = b->module;
	const struct require *r;

	memset(out, 0, sizeof(*out));
	if (b->gopath_mode || m->unreadable || (b->work && !b->listed))
		return false;
	if (!m->path && !m->path_line) {
		out->kind = GOMOD_NO_MODULE;
		out->message = b->release >= GO_1_21 ?
			"error reading go.mod: missing module declaration" :
			"no module declaration in go.mod";
		out->text = m->gomod;
		return true;
	}
	if (refuses_path(a, b, out))
		return true;
	/*
	 * A workspace and -mod=mod take the newer one.  An older go line
	 * makes go read the modules' own go.mod first: it may stop at that.
	 */
	r = second_version(m);
	if (!r || b->work || b->work_unread || cstr_eq(b->mod_flag, "mod") ||
	    cstr_empty(m->go_version) ||
	    gover_cmp_of(m->go_version, "1.17") < 0)
		return false;
	out->kind = GOMOD_TWO_VERSIONS;
	out->line = r->line;
	out->text = arena_printf(a, "%s %s%s", r->path, r->version,
				 r->indirect ? " // indirect" : "");
	out->message = gobuild_uses_vendor(b) ?
		"updates to go.mod needed, disabled by -mod=vendor" :
		"updates to go.mod needed";
	return true;
}
