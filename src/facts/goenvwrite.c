#include "config.h"

#include "facts/goenvwrite.h"

#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "facts/goenv.h"

/* internal/cfg.KnownEnv without what cannot be written. */
static const struct {
	const char *name;
	enum gorelease since;
} known[] = {
	{ "AR", GO_1_18 }, { "CC", GO_1_18 }, { "CGO_CFLAGS", GO_1_18 },
	{ "CGO_CFLAGS_ALLOW", GO_1_18 }, { "CGO_CFLAGS_DISALLOW", GO_1_18 },
	{ "CGO_CPPFLAGS", GO_1_18 }, { "CGO_CPPFLAGS_ALLOW", GO_1_18 },
	{ "CGO_CPPFLAGS_DISALLOW", GO_1_18 }, { "CGO_CXXFLAGS", GO_1_18 },
	{ "CGO_CXXFLAGS_ALLOW", GO_1_18 },
	{ "CGO_CXXFLAGS_DISALLOW", GO_1_18 }, { "CGO_ENABLED", GO_1_18 },
	{ "CGO_FFLAGS", GO_1_18 }, { "CGO_FFLAGS_ALLOW", GO_1_18 },
	{ "CGO_FFLAGS_DISALLOW", GO_1_18 }, { "CGO_LDFLAGS", GO_1_18 },
	{ "CGO_LDFLAGS_ALLOW", GO_1_18 },
	{ "CGO_LDFLAGS_DISALLOW", GO_1_18 }, { "CXX", GO_1_18 },
	{ "FC", GO_1_18 }, { "GCCGO", GO_1_18 }, { "GO111MODULE", GO_1_18 },
	{ "GO386", GO_1_18 }, { "GOAMD64", GO_1_18 }, { "GOARCH", GO_1_18 },
	{ "GOARM", GO_1_18 }, { "GOARM64", GO_1_23 }, { "GOAUTH", GO_1_24 },
	{ "GOBIN", GO_1_18 }, { "GOCACHE", GO_1_18 },
	{ "GOCACHEPROG", GO_1_21 }, { "GOEXPERIMENT", GO_1_18 },
	{ "GOFIPS140", GO_1_24 }, { "GOFLAGS", GO_1_18 },
	{ "GOINSECURE", GO_1_18 }, { "GOMIPS", GO_1_18 },
	{ "GOMIPS64", GO_1_18 }, { "GOMODCACHE", GO_1_18 },
	{ "GONOPROXY", GO_1_18 }, { "GONOSUMDB", GO_1_18 },
	{ "GOOS", GO_1_18 }, { "GOPATH", GO_1_18 }, { "GOPPC64", GO_1_18 },
	{ "GOPRIVATE", GO_1_18 }, { "GOPROXY", GO_1_18 },
	{ "GORISCV64", GO_1_23 }, { "GOROOT", GO_1_18 },
	{ "GOSUMDB", GO_1_18 }, { "GOTMPDIR", GO_1_18 },
	{ "GOTOOLCHAIN", GO_1_21 }, { "GOVCS", GO_1_18 },
	{ "GOWASM", GO_1_18 }, { "GO_EXTLINK_ENABLED", GO_1_18 },
	{ "PKG_CONFIG", GO_1_18 },
};

/* In no file, from that release on. */
static const struct {
	const char *name;
	enum gorelease since;
	bool os_only;		/* the environment alone may have it */
} fixed[] = {
	{ "GOEXE", GO_1_18, false }, { "GOGCCFLAGS", GO_1_18, false },
	{ "GOHOSTARCH", GO_1_18, false }, { "GOHOSTOS", GO_1_18, false },
	{ "GOMOD", GO_1_18, false }, { "GOWORK", GO_1_18, false },
	{ "GOTOOLDIR", GO_1_18, false }, { "GOVERSION", GO_1_18, false },
	{ "GOTELEMETRY", GO_1_24, false },
	{ "GOTELEMETRYDIR", GO_1_24, false },
	{ "GOENV", GO_1_18, true }, { "GODEBUG", GO_1_23, true },
};

/* Systems that cmd/go builds for, broken ports too (1.18 to 1.26). */
static const struct port {
	const char *os, *archs;		/* divided by blanks */
	enum gorelease since;
	bool gone;			/* from 1.26 on */
} ports[] = {
	{ "aix", "ppc64", GO_1_18, false },
	{ "android", "386 amd64 arm arm64", GO_1_18, false },
	{ "darwin", "amd64 arm64", GO_1_18, false },
	{ "dragonfly", "amd64", GO_1_18, false },
	{ "freebsd", "386 amd64 arm arm64", GO_1_18, false },
	{ "freebsd", "riscv64", GO_1_20, false },
	{ "illumos", "amd64", GO_1_18, false },
	{ "ios", "amd64 arm64", GO_1_18, false },
	{ "js", "wasm", GO_1_18, false },
	{ "linux", "386 amd64 arm arm64 mips mips64 mips64le mipsle ppc64 "
	  "ppc64le riscv64 s390x sparc64", GO_1_18, false },
	{ "linux", "loong64", GO_1_19, false },
	{ "netbsd", "386 amd64 arm arm64", GO_1_18, false },
	{ "openbsd", "386 amd64 arm arm64 mips64", GO_1_18, false },
	{ "openbsd", "ppc64", GO_1_21, false },
	{ "openbsd", "riscv64", GO_1_22, false },
	{ "plan9", "386 amd64 arm", GO_1_18, false },
	{ "solaris", "amd64", GO_1_18, false },
	{ "wasip1", "wasm", GO_1_21, false },
	{ "windows", "386 amd64 arm64", GO_1_18, false },
	{ "windows", "arm", GO_1_18, true },
};

bool goenvwrite_port(enum gorelease r, const char *goos, const char *goarch,
		     bool *known_os)
{
	size_t i;

	*known_os = false;
	for (i = 0; i < ARRAY_SIZE(ports); i++) {
		const struct port *port = &ports[i];
		struct str rest = str_from(port->archs), word;

		if (!cstr_eq(port->os, goos) || r < port->since)
			continue;
		*known_os = true;
		if (port->gone && r >= GO_1_26)
			continue;
		while (str_word(&rest, &word))
			if (str_is(word, goarch))
				return true;
	}
	return false;
}

const char *goenvwrite_name(struct arena *a, enum gorelease r,
			    const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fixed); i++)
		if (cstr_eq(name, fixed[i].name) && r >= fixed[i].since)
			return arena_printf(a, fixed[i].os_only
				? "%s can only be set using the OS environment"
				: "%s cannot be modified", name);
	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (cstr_eq(name, known[i].name) && r >= known[i].since)
			return NULL;
	return arena_printf(a, "unknown go command variable %s", name);
}

static const char *absolute(struct arena *a, const char *name,
			    const char *value)
{
	return path_is_abs(value) ? NULL :
		arena_printf(a, "%s entry is relative; must be absolute path: "
			     "%s", name, goenv_quote(a, value));
}

static const char *compiler(struct arena *a, const char *name,
			    const char *value)
{
	const char **words, *problem;
	size_t n;

	if (!goenv_split(a, value, &words, &n, &problem))
		return arena_printf(a, "invalid %s: %s", name, problem);
	if (!n)
		return arena_printf(a, "%s entry cannot contain only space",
				    name);
	return strchr(words[0], '/') ? absolute(a, name, words[0]) : NULL;
}

static const char *one_of_few(struct arena *a, const char *name,
			      const char *value)
{
	if (cstr_eq(name, "GO111MODULE")) {
		if (!cstr_eq(value, "on") && !cstr_eq(value, "off") &&
		    !cstr_eq(value, "auto"))
			return arena_printf(a, "invalid %s value %s", name,
					    goenv_quote(a, value));
	} else if (cstr_eq(name, "GOPATH")) {
		if (value[0] == '~')
			return arena_printf(a, "GOPATH entry cannot start "
				"with shell metacharacter '~': %s",
				goenv_quote(a, value));
		return absolute(a, name, value);
	} else if (cstr_eq(name, "GOMODCACHE")) {
		return absolute(a, name, value);
	} else if (cstr_eq(name, "CC") || cstr_eq(name, "CXX")) {
		return compiler(a, name, value);
	}
	return NULL;
}

const char *goenvwrite_problem(struct arena *a, enum gorelease r,
			       const char *goos, const char *goarch,
			       const char *name, const char *value)
{
	bool os = cstr_eq(name, "GOOS"), known_os;
	const char *bad = goenvwrite_name(a, r, name);

	if (!bad && *value)
		bad = one_of_few(a, name, value);
	if (!bad && !text_is_utf8(str_from(value)))
		bad = arena_printf(a, "invalid UTF-8 in %s=... value", name);
	if (!bad && strpbrk(value, "\v\r\n"))
		bad = arena_printf(a, "invalid newline in %s=... value", name);
	if (bad || !*value)
		return bad;
	if (os || cstr_eq(name, "GOARCH")) {
		if (os)
			goos = value;
		else
			goarch = value;
		if (goos && goarch &&
		    !goenvwrite_port(r, goos, goarch, &known_os))
			return arena_printf(a, "unsupported GOOS/GOARCH pair "
					    "%s/%s", goos, goarch);
	}
	if (cstr_eq(name, "GOTMPDIR") && !path_is_abs(value))
		return "GOTMPDIR must be an absolute path";
	return NULL;
}
