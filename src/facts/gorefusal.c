/* What go says when it loads a go.mod that it can read, or a go.work. */
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

/* ---- go.work ---- */

/* As go prints a file: from the folder it runs in, where that is shorter. */
static const char *shown(struct arena *a, const struct gobuild *b,
			 enum gorelease since, const char *path)
{
	const char *root = b->snap->repo.root ? b->snap->repo.root : "/";
	const char *rel;

	if (b->release < since)
		return path;
	rel = path_rel(a, path_join(a, root, b->module->dir), path);
	return strlen(rel) < strlen(path) ? rel : path;
}

static enum gorelease bound(const char *name, enum gorelease none)
{
	enum gorelease r;

	return !cstr_empty(name) && gorelease_find(name, &r) ? r : none;
}

static bool refuses_lines(const struct gobuild *b, struct gowork_refusal *out)
{
	const struct parse_problem *later = NULL, *hit = NULL;
	size_t i;

	for (i = 0; i < b->work->nproblems && !hit; i++) {
		const struct parse_problem *pp = &b->work->problems[i];

		/* Go's words have releases; ours, of a file not read, none. */
		if (cstr_empty(pp->from))
			continue;
		if (b->release < bound(pp->from, GO_1_18))
			later = later ? later : pp;
		else if (b->release <= bound(pp->until, GORELEASE_NEWEST))
			hit = pp;
	}
	if (!hit && !later)
		return false;
	out->kind = GOWORK_NOT_READ;
	out->later = hit ? NULL : later->from;
	hit = hit ? hit : later;
	out->message = out->text = hit->message;
	out->line = hit->line;
	return true;
}

static bool refuses_folders(struct arena *a, const struct gobuild *b,
			    struct gowork_refusal *out)
{
	const struct workspace *w = b->work;
	const struct work_use *u = NULL;
	size_t i, k;

	for (i = 1; i < w->nuses; i++)
		for (k = 0; k < i; k++) {
			u = &w->uses[i];
			if (!cstr_eq(u->dir, w->uses[k].dir))
				continue;
			out->kind = GOWORK_FOLDER_TWICE;
			out->message = arena_printf(a, "path %s appears "
				"multiple times in workspace", u->dir);
			out->other_line = w->uses[k].line;
			out->other_text = arena_printf(a, "use %s",
						       w->uses[k].path);
			goto found;
		}
	for (i = 0; i < w->nuses; i++) {
		u = &w->uses[i];
		if (!u->missing)
			continue;
		out->kind = GOWORK_NO_MEMBER;
		if (b->release < GO_1_20)
			out->message = arena_printf(a, "open %s/go.mod: no "
				"such file or directory", u->dir);
		else if (b->release < GO_1_21)
			out->message = arena_printf(a, "cannot load module "
				"listed in go.work file: open %s/go.mod: no "
				"such file or directory", u->dir);
		else
			out->message = arena_printf(a, "cannot load module %s "
				"listed in go.work file: open %s: no such file "
				"or directory",
				shown(a, b, GO_1_21, u->dir),
				shown(a, b, GO_1_21,
				      path_join(a, u->dir, "go.mod")));
		goto found;
	}
	return false;
found:
	out->line = u->line;
	out->word = u->path;
	out->text = arena_printf(a, "use %s", u->path);
	out->other_file = out->other_text ? w->file : NULL;
	return true;
}

static bool refuses_paths(struct arena *a, const struct gobuild *b,
			  struct gowork_refusal *out)
{
	const struct workspace *w = b->work;
	size_t i, k;

	for (i = 1; i < w->nuses; i++)
		for (k = 0; k < i; k++) {
			const struct work_use *u = &w->uses[i];

			if (cstr_empty(u->module_path) ||
			    !cstr_eq(u->module_path, w->uses[k].module_path))
				continue;
			out->kind = GOWORK_MODULE_TWICE;
			/* Older ones build one of the two. */
			out->later = b->release < GO_1_20 ? "1.20" : NULL;
			out->message = arena_printf(a, "module %s appears "
				"multiple times in workspace",
				u->module_path);
			out->line = u->line;
			out->word = u->path;
			out->text = arena_printf(a, "use %s", u->path);
			out->other_file = w->file;
			out->other_line = w->uses[k].line;
			out->other_text = arena_printf(a, "use %s",
						       w->uses[k].path);
			return true;
		}
	return false;
}

static const char *replace_text(struct arena *a, const struct replace *r)
{
	return arena_printf(a, "replace %s%s%s => %s%s%s", r->old_path,
			    cstr_empty(r->old_version) ? "" : " ",
			    r->old_version ? r->old_version : "",
			    r->new_path ? r->new_path : "",
			    cstr_empty(r->new_version) ? "" : " ",
			    r->new_version ? r->new_version : "");
}

static bool same_replace(const struct replace *x, const struct replace *y)
{
	if (!cstr_eq(x->new_version, y->new_version))
		return false;
	return x->new_version ? cstr_eq(x->new_path, y->new_path)
			      : cstr_eq(x->dir, y->dir);
}

/* Does one of these say something else of the module? */
static const struct replace *contradicting(const struct module *m,
					   const struct replace *r)
{
	size_t i;

	/* Of two in one go.mod the first is held against the others'. */
	for (i = 0; i < m->nreplaces; i++)
		if (cstr_eq(m->replaces[i].old_path, r->old_path) &&
		    cstr_eq(m->replaces[i].old_version, r->old_version))
			return same_replace(&m->replaces[i], r) ? NULL
				: &m->replaces[i];
	return NULL;
}

static bool work_replaces(const struct workspace *w, const char *path)
{
	size_t i;

	for (i = 0; i < w->nreplaces; i++)
		if (cstr_eq(w->replaces[i].old_path, path))
			return true;
	return false;
}

static bool refuses_replaces(struct arena *a, const struct gobuild *b,
			     struct gowork_refusal *out)
{
	size_t i, k, n;

	for (i = 1; i < b->nmains; i++)
		for (n = 0; n < b->mains[i]->nreplaces; n++) {
			const struct replace *r = &b->mains[i]->replaces[n];
			const struct replace *other = NULL;

			if (work_replaces(b->work, r->old_path))
				continue;
			for (k = 0; k < i && !other; k++)
				other = contradicting(b->mains[k], r);
			if (!other)
				continue;
			out->kind = GOWORK_TWO_REPLACES;
			out->message = arena_printf(a,
				"conflicting replacements for %s%s%s",
				r->old_path,
				cstr_empty(r->old_version) ? "" : "@",
				r->old_version ? r->old_version : "");
			out->word = r->old_path;
			out->text = arena_printf(a, "%s: %s",
						 b->mains[i]->gomod,
						 replace_text(a, r));
			out->other_file = b->mains[k - 1]->gomod;
			out->other_line = other->line;
			out->other_text = replace_text(a, other);
			return true;
		}
	return false;
}

bool gobuild_work_refusal(struct arena *a, const struct gobuild *b,
			  struct gowork_refusal *out)
{
	memset(out, 0, sizeof(*out));
	if (b->work_missing) {
		out->kind = GOWORK_NO_FILE;
		out->message = out->text = arena_printf(a,
			"reading go.work: open %s: no such file or directory",
			shown(a, b, GO_1_23, b->work_unread));
		return true;
	}
	if (!b->work)
		return false;
	if (refuses_lines(b, out) || refuses_folders(a, b, out) ||
	    refuses_paths(a, b, out) || refuses_replaces(a, b, out))
		return true;
	if (b->work->nuses || b->work->nproblems)
		return false;
	out->kind = GOWORK_EMPTY;
	out->message = out->text =
		"no modules were found in the current workspace; see 'go help "
		"work'";
	return true;
}
