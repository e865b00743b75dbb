/* Mirrors golang.org/x/mod/module and path.Match. */
#include "config.h"

#include "fmt/modpath.h"

#include "base/text.h"
#include "fmt/gochar.h"
#include "fmt/semver.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

enum kind {
	MODULE_PATH,
	IMPORT_PATH,
	FILE_NAME
};

static bool char_ok(uint32_t cp, enum kind kind)
{
	char c = (char)cp;

	if (!cp || cp >= 0x80)
		return false;
	if (is_digit(c) || is_lower(c) || is_upper(c))
		return true;
	if (kind == FILE_NAME)
		return strchr("!#$%&()+,-.=@[]^_{}~ ", c) != NULL;
	return strchr("-._~", c) || (kind == IMPORT_PATH && c == '+');
}

/* Names that Windows keeps for devices, whatever follows a dot. */
static bool is_device(struct str s)
{
	static const char *const names[] = { "con", "prn", "aux", "nul" };
	char low[5] = "";
	size_t i;

	if (s.len < 3 || s.len > 4)
		return false;
	for (i = 0; i < s.len; i++)
		low[i] = is_upper(s.p[i]) ? (char)(s.p[i] + 32) : s.p[i];
	if (s.len == 4)
		return low[3] >= '1' && low[3] <= '9' &&
			(!strncmp(low, "com", 3) || !strncmp(low, "lpt", 3));
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(low, names[i]))
			return true;
	return false;
}

/* What is wrong with one element of a path, in Go's words; NULL: nothing. */
static const char *check_elem(struct arena *a, struct str e, enum kind kind)
{
	struct str s = e, brief;
	bool dots = true;
	size_t i, n;
	uint32_t cp;

	if (!e.len)
		return "empty path element";
	for (i = 0; i < e.len; i++)
		dots = dots && e.p[i] == '.';
	if (dots)
		return arena_printf(a, "invalid path element %s",
				    gochar_quoted(a, e, GORELEASE_NEWEST));
	if (e.p[0] == '.' && kind == MODULE_PATH)
		return "leading dot in path element";
	if (e.p[e.len - 1] == '.')
		return "trailing dot in path element";
	while ((n = gochar_decode(s, &cp)) > 0) {
		if (!char_ok(cp, kind))
			return arena_printf(a, "invalid char %s",
				gochar_quoted_char(a, cp, GORELEASE_NEWEST));
		s = str_sub(s, n, s.len - n);
	}
	brief = str_sub(e, 0, str_find(e, '.'));
	if (is_device(brief))
		return arena_printf(a, "%s disallowed as path element "
				    "component on Windows",
				    gochar_quoted(a, brief, GORELEASE_NEWEST));
	if (kind == FILE_NAME)
		return NULL;
	i = str_find_last(brief, '~');
	if (i + 1 < brief.len) {
		for (i++; i < brief.len && is_digit(brief.p[i]); i++)
			;
		if (i == brief.len)
			return "trailing tilde and digits in path element";
	}
	return NULL;
}

static const char *check_path(struct arena *a, struct str path, enum kind kind)
{
	struct str rest = path, elem;
	const char *why;

	if (!text_is_utf8(path))
		return "invalid UTF-8";
	if (!path.len)
		return "empty string";
	if (path.p[0] == '-')
		return "leading dash";
	if (str_search(path, "//") < path.len)
		return "double slash";
	if (path.p[path.len - 1] == '/')
		return "trailing slash";
	while (str_cut(&rest, '/', &elem)) {
		why = check_elem(a, elem, kind);
		if (why)
			return why;
	}
	return NULL;
}

static const char *check_module(struct arena *a, struct str path)
{
	const char *why = check_path(a, path, MODULE_PATH);
	struct str first, prefix, major;
	size_t i;

	if (why)
		return why;
	first = str_sub(path, 0, str_find(path, '/'));
	if (!first.len)
		return "leading slash";
	if (str_find(first, '.') == first.len)
		return "missing dot in first path element";
	for (i = 0; i < first.len; i++) {
		char c = first.p[i];

		if (c != '-' && c != '.' && !is_digit(c) && !is_lower(c))
			return arena_printf(a,
				"invalid char '%c' in first path element", c);
	}
	if (!modpath_split(path, &prefix, &major))
		return "invalid version";
	return NULL;
}

static int check(struct str path, enum kind kind, struct error *err)
{
	struct arena a = ARENA_INIT;
	const char *why;
	int rc = 0;

	why = kind == MODULE_PATH ? check_module(&a, path) :
		check_path(&a, path, kind);
	if (why)
		rc = error_set(err, "malformed %s path %s: %s",
			       kind == MODULE_PATH ? "module" : "import",
			       gochar_quoted(&a, path, GORELEASE_NEWEST), why);
	arena_release(&a);
	return rc;
}

int modpath_check(struct str path, struct error *err)
{
	return check(path, MODULE_PATH, err);
}

int modpath_check_import(struct str path, struct error *err)
{
	return check(path, IMPORT_PATH, err);
}

int modpath_check_new(struct str path, struct error *err)
{
	struct str prefix, major;

	if (modpath_check_import(path, err))
		return -1;
	if (modpath_split(path, &prefix, &major))
		return 0;
	return str_starts(path, "gopkg.in/")
		? error_set(err, "invalid module path \"%.*s\": module paths "
			    "beginning with gopkg.in/ must always have a major "
			    "version suffix in the form of .vN", STR_FMT(path))
		: error_set(err, "invalid module path \"%.*s\": major version "
			    "suffixes must be in the form of /vN and are only "
			    "allowed for v2 or later", STR_FMT(path));
}

static bool split_gopkg(struct str path, struct str *prefix, struct str *major)
{
	size_t i = path.len;

	if (str_ends(path, "-unstable"))
		i -= strlen("-unstable");
	while (i && is_digit(path.p[i - 1]))
		i--;
	if (i <= 1 || path.p[i - 1] != 'v' || path.p[i - 2] != '.')
		return false;
	*prefix = str_sub(path, 0, i - 2);
	*major = str_sub(path, i - 2, path.len - i + 2);
	if (major->len > 2 &&
	    (major->p[2] != '0' || str_is(*major, ".v0")))
		return true;
	*prefix = path;
	*major = STR_NONE;
	return false;
}

bool modpath_under(const char *path, const char *prefix)
{
	size_t n = prefix ? strlen(prefix) : 0;

	return n && !strncmp(path, prefix, n) && (!path[n] || path[n] == '/');
}

bool modpath_split(struct str path, struct str *prefix, struct str *major)
{
	size_t i = path.len;
	bool dot = false;

	*prefix = path;
	*major = STR_NONE;
	if (str_starts(path, "gopkg.in/"))
		return split_gopkg(path, prefix, major);
	while (i && (is_digit(path.p[i - 1]) || path.p[i - 1] == '.')) {
		dot = dot || path.p[i - 1] == '.';
		i--;
	}
	if (i <= 1 || i == path.len || path.p[i - 1] != 'v' ||
	    path.p[i - 2] != '/')
		return true;
	if (dot || path.p[i] == '0' ||
	    (path.len - i == 1 && path.p[i] == '1'))
		return false;
	*prefix = str_sub(path, 0, i - 2);
	*major = str_sub(path, i - 2, path.len - i + 2);
	return true;
}

bool modpath_major_fits(struct arena *a, struct str version,
			struct str path_major, const char **why)
{
	struct str m = semver_major(version), want = path_major;

	if (str_starts(want, ".v") && str_ends(want, "-unstable"))
		want.len -= strlen("-unstable");
	if (str_starts(version, "v0.0.0-") && str_is(want, ".v1"))
		return true;
	if (!want.len) {
		if (str_is(m, "v0") || str_is(m, "v1") ||
		    str_is(semver_build(version), "+incompatible"))
			return true;
		want = STR_LIT("v0 or v1");
	} else if (want.p[0] == '/' || want.p[0] == '.') {
		want = str_sub(want, 1, want.len - 1);
		if (str_eq(m, want))
			return true;
	}
	*why = arena_printf(a, "should be %.*s, not %.*s", STR_FMT(want),
			    (int)m.len, m.len ? m.p : "");
	return false;
}

const char *modpath_canonical_version(struct arena *a, struct str version)
{
	const char *v = semver_canonical(a, version);

	if (str_is(semver_build(version), "+incompatible"))
		v = arena_printf(a, "%s+incompatible", v);
	return v;
}

static const char *escape(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, mem_mul(s.len, 2) + 1), *p = out;
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (is_upper(s.p[i])) {
			*p++ = '!';
			*p++ = (char)(s.p[i] + 32);
		} else {
			*p++ = s.p[i];
		}
	}
	return out;
}

const char *modpath_escape(struct arena *a, struct str path, struct error *err)
{
	return modpath_check(path, err) < 0 ? NULL : escape(a, path);
}

/*
 * Letters outside of ASCII are valid in file names, but x/mod refuses to
 * escape them all the same.
 */
const char *modpath_escape_version(struct arena *a, struct str version,
				   struct error *err)
{
	if (check_elem(a, version, FILE_NAME) ||
	    str_find(version, '!') < version.len) {
		error_set(err, "version %s invalid: disallowed version string",
			  gochar_quoted(a, version, GORELEASE_NEWEST));
		return NULL;
	}
	return escape(a, version);
}

const char *modpath_cache_dir(struct arena *a, const char *modcache,
			      const char *path, const char *version)
{
	const char *p = modpath_escape(a, str_from(path), NULL);
	const char *v = modpath_escape_version(a, str_from(version), NULL);

	return p && v ? arena_printf(a, "%s/%s@%s", modcache, p, v) : NULL;
}

const char *modpath_cache_versions(struct arena *a, const char *modcache,
				   const char *path)
{
	const char *p = modpath_escape(a, str_from(path), NULL);

	return p ? arena_printf(a, "%s/cache/download/%s/@v", modcache, p)
		 : NULL;
}

const char *modpath_cache_file(struct arena *a, const char *modcache,
			       const char *path, const char *version,
			       const char *ext)
{
	const char *dir = modpath_cache_versions(a, modcache, path);
	const char *v = modpath_escape_version(a, str_from(version), NULL);

	return dir && v ? arena_printf(a, "%s/%s.%s", dir, v, ext) : NULL;
}

static const char *unescape(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1), *p = out;
	size_t i;

	for (i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c == '!') {
			if (++i == s.len || !is_lower(s.p[i]))
				return NULL;
			c = (char)(s.p[i] - 32);
		} else if (!c || is_upper(c) || (unsigned char)c >= 0x80) {
			return NULL;
		}
		*p++ = c;
	}
	return out;
}

const char *modpath_unescape(struct arena *a, struct str escaped)
{
	const char *path = unescape(a, escaped);

	return path && modpath_check(str_from(path), NULL) == 0 ? path : NULL;
}

const char *modpath_unescape_version(struct arena *a, struct str escaped)
{
	const char *v = unescape(a, escaped);

	return v && !check_elem(a, str_from(v), FILE_NAME) ? v : NULL;
}

/*
 * vX.0.0-TIME-REV, vX.Y.Z-0.TIME-REV and vX.Y.Z-pre.0.TIME-REV.  `base` is
 * what stands before the time, without the "-" or "." between.
 */
static bool cut_pseudo(struct str v, struct str *base,
		       struct pseudo_version *out)
{
	struct str pre = semver_prerelease(v), head;
	size_t i, dash;

	if (!pre.len)
		return false;
	out->build = semver_build(v);
	v.len -= out->build.len;
	dash = str_find_last(v, '-');
	out->revision = str_sub(v, dash + 1, v.len - dash - 1);
	if (!out->revision.len || dash < 15)
		return false;
	for (i = 0; i < out->revision.len; i++)
		if (!char_ok((unsigned char)out->revision.p[i], IMPORT_PATH) ||
		    strchr("-._~+", out->revision.p[i]))
			return false;
	out->timestamp = str_sub(v, dash - 14, 14);
	for (i = 0; i < 14; i++)
		if (!is_digit(out->timestamp.p[i]))
			return false;
	head = str_sub(v, 0, dash - 14);
	*base = str_sub(head, 0, head.len - 1);
	if (str_ends(head, ".0.0-")) {
		struct str m = semver_major(v);

		if (m.len + strlen(".0.0-") == head.len)
			return true;
	}
	/* What stands between the version and the time is "-0." or "-….0.". */
	i = str_find(head, '-');
	if (i == head.len)
		return false;
	head = str_sub(head, i, head.len - i);
	return str_is(head, "-0.") || str_ends(head, ".0.");
}

bool modpath_is_pseudo(struct str version)
{
	struct pseudo_version p;
	struct str base;

	return cut_pseudo(version, &base, &p);
}

/* The decimal number less one, without a leading zero; NULL below zero. */
static const char *decrement(struct arena *a, struct str n)
{
	char *d = arena_strndup(a, n.p, n.len);
	size_t i = n.len;

	while (i && d[i - 1] == '0')
		d[--i] = '9';
	if (!i)
		return NULL;
	if (i == 1 && d[0] == '1' && n.len > 1)
		return d + 1;
	d[i - 1]--;
	return d;
}

int modpath_parse_pseudo(struct arena *a, struct str version,
			 struct pseudo_version *out, struct error *err)
{
	struct str base, pre;
	const char *why = NULL, *patch;
	size_t dot;

	if (!cut_pseudo(version, &base, out)) {
		why = "syntax error";
		goto fail;
	}
	pre = semver_prerelease(base);
	if (!pre.len) {
		if (out->build.len) {
			why = arena_printf(a, "lacks base version, but has "
				"build metadata %s",
				gochar_quoted(a, out->build,
					      GORELEASE_NEWEST));
			goto fail;
		}
		out->base = "";
		return 0;
	}
	if (!str_is(pre, "-0")) {
		base.len -= strlen(".0");
		out->base = arena_printf(a, "%.*s%.*s", STR_FMT(base),
					 STR_FMT(out->build));
		return 0;
	}
	base.len -= pre.len;
	dot = str_find_last(base, '.');
	patch = decrement(a, str_sub(base, dot + 1, base.len - dot - 1));
	if (!patch) {
		why = arena_printf(a, "version before %.*s would have "
				   "negative patch number", STR_FMT(base));
		goto fail;
	}
	out->base = arena_printf(a, "%.*s%s%.*s", (int)dot + 1, base.p, patch,
				 STR_FMT(out->build));
	return 0;
fail:
	return error_set(err, "pseudo-version %s invalid: %s",
			 gochar_quoted(a, version, GORELEASE_NEWEST), why);
}

static void skip(struct str *s, size_t n)
{
	*s = str_sub(*s, n, s->len - n);
}

/* One bound of a class; a class may not end here, so more must follow. */
static bool class_char(struct str *p, uint32_t *cp)
{
	size_t n;

	if (!p->len || p->p[0] == '-' || p->p[0] == ']')
		return false;
	if (p->p[0] == '\\')
		skip(p, 1);
	n = text_decode(*p, cp);
	if (!n || *cp == TEXT_INVALID)
		return false;
	skip(p, n);
	return p->len > 0;
}

/* Behind the "[" of *p; *in says whether cp is of the class. */
static bool class_match(struct str *p, uint32_t cp, bool *in)
{
	bool negated = p->len && p->p[0] == '^', any = false;
	uint32_t lo, hi;

	if (negated)
		skip(p, 1);
	*in = false;
	for (; !any || !p->len || p->p[0] != ']'; any = true) {
		if (!class_char(p, &lo))
			return false;
		hi = lo;
		if (p->p[0] == '-') {
			skip(p, 1);
			if (!class_char(p, &hi))
				return false;
		}
		*in = *in || (lo <= cp && cp <= hi);
	}
	skip(p, 1);
	*in = *in != negated;
	return true;
}

/*
 * Does a pattern without stars match the start of *name?  Reads all of the
 * pattern in any case, to see what is broken in it.
 */
static bool chunk_match(struct str p, struct str *name, bool *bad)
{
	struct str s = *name;
	bool failed = false, in;

	while (p.len) {
		uint32_t cp = 0;
		char c = p.p[0];
		size_t n;

		failed = failed || !s.len;
		skip(&p, 1);
		if (c == '[') {
			n = failed ? 0 : gochar_decode(s, &cp);
			skip(&s, n);
			if (!class_match(&p, cp, &in)) {
				*bad = true;
				return false;
			}
			failed = failed || !in;
			continue;
		}
		if (c == '?') {
			if (!failed) {
				failed = s.p[0] == '/';
				skip(&s, gochar_decode(s, &cp));
			}
			continue;
		}
		if (c == '\\') {
			if (!p.len) {
				*bad = true;
				return false;
			}
			c = p.p[0];
			skip(&p, 1);
		}
		if (!failed) {
			failed = s.p[0] != c;
			skip(&s, 1);
		}
	}
	if (!failed)
		*name = s;
	return !failed;
}

/* The next part of the pattern up to a star; *star: one stood before it. */
static struct str next_chunk(struct str *p, bool *star)
{
	struct str chunk;
	bool class = false;
	size_t i;

	*star = false;
	while (p->len && p->p[0] == '*') {
		*star = true;
		skip(p, 1);
	}
	for (i = 0; i < p->len; i++) {
		char c = p->p[i];

		if (c == '\\' && i + 1 < p->len)
			i++;
		else if (c == '[')
			class = true;
		else if (c == ']')
			class = false;
		else if (c == '*' && !class)
			break;
	}
	chunk = str_sub(*p, 0, i);
	skip(p, i);
	return chunk;
}

bool modpath_glob(struct str pattern, struct str name, bool *bad)
{
	bool broken = false, star;

	if (!bad)
		bad = &broken;
	*bad = false;
	while (pattern.len) {
		struct str chunk = next_chunk(&pattern, &star), rest = name;
		bool ok;

		if (star && !chunk.len)
			return str_find(name, '/') == name.len;
		ok = chunk_match(chunk, &rest, bad) &&
			(!rest.len || pattern.len);
		while (!ok && !*bad && star && name.len && name.p[0] != '/') {
			skip(&name, 1);
			rest = name;
			ok = chunk_match(chunk, &rest, bad) &&
				(!rest.len || pattern.len);
		}
		if (*bad)
			return false;
		if (!ok) {
			/* The rest may still be broken. */
			while (pattern.len && !*bad) {
				rest = STR_LIT("");
				chunk = next_chunk(&pattern, &star);
				(void)chunk_match(chunk, &rest, bad);
			}
			return false;
		}
		name = rest;
	}
	return !name.len;
}

bool modpath_match_patterns(struct str patterns, struct str path)
{
	struct str glob;

	while (str_cut(&patterns, ',', &glob)) {
		size_t i, n = 0;

		if (str_ends(glob, "/"))
			glob.len--;
		if (!glob.len)
			continue;
		for (i = 0; i < glob.len; i++)
			n += glob.p[i] == '/';
		for (i = 0; i < path.len; i++)
			if (path.p[i] == '/' && n-- == 0)
				break;
		if (i == path.len && n > 0)
			continue;
		if (modpath_glob(glob, str_sub(path, 0, i), NULL))
			return true;
	}
	return false;
}
