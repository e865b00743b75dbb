#include "config.h"

#include "facts/gotable.h"

#include <string.h>

#include "base/mem.h"
#include "fmt/dockerfile.h"
#include "fmt/gover.h"

const char gotable_date[] = "2026-08-19";

/*
 * The last release of each line for which there was an official image, and
 * the variants that its images came in; oldest first.
 */
static const struct line {
	const char *last, *variants;
} lines[] = {
	{ "1.2.2", "" }, { "1.3.3", "" }, { "1.4.3", "" }, { "1.5.4", "" },
	{ "1.6.4", "" }, { "1.7.6", "" }, { "1.8.7", "" }, { "1.9.7", "" },
	{ "1.10.8", "" }, { "1.11.13", "" }, { "1.12.17", "" },
	{ "1.13.15", "" },
	{ "1.14.15", "stretch buster alpine3.11 alpine3.12 alpine3.13" },
	{ "1.15.15", "stretch buster alpine3.12 alpine3.13 alpine3.14" },
	{ "1.16.15", "stretch buster bullseye alpine3.12 alpine3.13 "
		     "alpine3.14 alpine3.15" },
	{ "1.17.13", "stretch buster bullseye alpine3.12 alpine3.13 "
		     "alpine3.14 alpine3.15 alpine3.16" },
	{ "1.18.10", "stretch buster bullseye alpine3.14 alpine3.15 "
		     "alpine3.16 alpine3.17" },
	{ "1.19.13", "stretch buster bullseye bookworm alpine3.15 alpine3.16 "
		     "alpine3.17 alpine3.18" },
	{ "1.20.14", "buster bullseye bookworm alpine3.16 alpine3.17 "
		     "alpine3.18 alpine3.19" },
	{ "1.21.13", "bullseye bookworm alpine3.17 alpine3.18 alpine3.19 "
		     "alpine3.20" },
	{ "1.22.12", "bullseye bookworm alpine3.18 alpine3.19 alpine3.20 "
		     "alpine3.21" },
	{ "1.23.12", "bullseye bookworm trixie alpine3.19 alpine3.20 "
		     "alpine3.21 alpine3.22" },
	{ "1.24.13", "bullseye bookworm trixie alpine3.20 alpine3.21 "
		     "alpine3.22 alpine3.23" },
	{ "1.25.14", "bullseye bookworm trixie alpine3.21 alpine3.22 "
		     "alpine3.23 alpine3.24" },
	{ "1.26.7", "bookworm trixie alpine3.22 alpine3.23 alpine3.24" },
	{ "1.27.0", "bookworm trixie alpine3.23 alpine3.24" },
};

/* Images built since 2023-09-15 set it; 1.21.0 was the last one before. */
#define IMAGE_LOCAL_SINCE "1.21.1"

static const struct setup_go majors[] = {
	{ .major = 1, .without = "1.10" },
	{ .major = 2, .sets_goroot = true },
	{ .major = 3, .version_file = true },
	{ .major = 4, .version_file = true, .caches = true },
	{ .major = 5, .version_file = true, .caches = true },
	{ .major = 6, .version_file = true, .caches = true, .local = true,
	  .toolchain_line = true },
	{ .major = 7, .version_file = true, .caches = true, .local = true,
	  .toolchain_line = true },
};

#define LINUX(label, arch) \
	{ label, "linux", arch, "/home/runner", "/opt/hostedtoolcache", \
	  "gcc g++" }
#define MACOS(label, arch) \
	{ label, "darwin", arch, "/Users/runner", \
	  "/Users/runner/hostedtoolcache", "gcc g++ clang clang++" }
#define WINDOWS(label, arch) \
	{ label, "windows", arch, NULL, NULL, "gcc g++" }

static const struct gorunner runners[] = {
	LINUX("ubuntu-latest", "amd64"),
	LINUX("ubuntu-26.04", "amd64"),
	LINUX("ubuntu-24.04", "amd64"),
	LINUX("ubuntu-22.04", "amd64"),
	LINUX("ubuntu-20.04", "amd64"),
	LINUX("ubuntu-24.04-arm", "arm64"),
	LINUX("ubuntu-22.04-arm", "arm64"),
	MACOS("macos-latest", "arm64"),
	MACOS("macos-26", "arm64"),
	MACOS("macos-15", "arm64"),
	MACOS("macos-14", "arm64"),
	MACOS("macos-15-intel", "amd64"),
	MACOS("macos-13", "amd64"),
	WINDOWS("windows-latest", "amd64"),
	WINDOWS("windows-2025", "amd64"),
	WINDOWS("windows-2022", "amd64"),
	WINDOWS("windows-2019", "amd64"),
	WINDOWS("windows-11-arm", "arm64"),
};

const struct gorunner *gotable_runner(const char *label)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(runners); i++)
		if (cstr_eq(label, runners[i].label))
			return &runners[i];
	return NULL;
}

const char *gotable_newest(void)
{
	return lines[ARRAY_SIZE(lines) - 1].last;
}

static const struct line *line_with(struct str version)
{
	struct gover want, have;
	size_t i;

	if (!gover_parse(version, &want))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(lines); i++)
		if (gover_parse(str_from(lines[i].last), &have) &&
		    str_eq(have.major, want.major) &&
		    str_eq(have.minor, want.minor))
			return &lines[i];
	return NULL;
}

const char *gotable_last(struct str version)
{
	const struct line *l = line_with(version);

	return l ? l->last : NULL;
}

bool gotable_has_variant(struct str release, struct str variant)
{
	const struct line *l = line_with(release);

	return !variant.len || str_is(variant, "alpine") ||
	       (l && str_is_word(variant, l->variants));
}

const char *gotable_variant(struct arena *a, struct str release,
			    struct str variant)
{
	const struct line *l = line_with(release);
	struct str rest = str_from(l ? l->variants : ""), word;
	bool alpine = str_starts(variant, "alpine");
	const char *best = NULL;

	while (str_word(&rest, &word))
		if (str_starts(word, "alpine") == alpine)
			best = arena_strndup(a, word.p, word.len);
	return best;
}

/* ---- images ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "1.22", "1.22.3", "1.23rc1" and nothing else. */
static bool is_version(struct str s)
{
	return s.len > 2 && s.p[0] == '1' && s.p[1] == '.' &&
	       is_digit(s.p[2]) && gover_valid(s);
}

/* "golang", "library/golang", "docker.io/library/golang" and mirrors that
 * serve that very library. */
static bool is_official(struct str ref)
{
	static const char *const prefixes[] = {
		"", "library/", "docker.io/", "docker.io/library/",
		"index.docker.io/library/", "registry-1.docker.io/library/",
		"public.ecr.aws/docker/library/", "mirror.gcr.io/library/",
		"mirror.gcr.io/", "amd64/", "arm64v8/", "arm32v7/",
		"ppc64le/", "s390x/", "i386/",
	};
	struct str name = dockerfile_image_name(ref);
	size_t at = (size_t)(name.p - ref.p), i;

	for (i = 0; i < ARRAY_SIZE(prefixes); i++)
		if (str_is(str_sub(ref, 0, at), prefixes[i]))
			return true;
	return false;
}

static bool has_word(struct str tag, const char *word)
{
	struct str part;

	while (str_cut(&tag, '-', &part))
		if (str_starts(part, word))
			return true;
	return false;
}

bool gotable_image(struct str ref, struct goimage *out)
{
	struct str name = dockerfile_image_name(ref);
	struct str tag = dockerfile_image_tag(ref), rest = tag, part;
	size_t before = (size_t)(name.p - ref.p);
	struct str space = str_sub(ref, 0, before ? before - 1 : 0);
	bool golang = str_is(name, "golang");

	memset(out, 0, sizeof(*out));
	if (!golang && !str_is(name, "go"))
		return false;
	out->official = golang && is_official(ref);
	out->digest = str_find(ref, '@') < ref.len;
	out->alpine = has_word(tag, "alpine");
	/* "1.22-bookworm"; a devcontainer's also "1-1.22-bookworm". */
	while (str_cut(&rest, '-', &part)) {
		if (is_version(part)) {
			out->version = part;
			return true;
		}
	}
	if (!golang && !str_ends(space, "devcontainers") &&
	    !str_ends(space, "cimg"))
		return false;
	/* What is built from the sources' tip, or is no release, says
	 * nothing. */
	return !has_word(tag, "tip") && !has_word(tag, "rc") &&
	       str_find(tag, '$') == tag.len;
}

const char *gotable_image_compilers(const struct goimage *g)
{
	return g->alpine ? "" : "gcc g++";
}

bool gotable_image_is_local(struct str release)
{
	return gover_cmp(release, str_from(IMAGE_LOCAL_SINCE)) >= 0;
}

const struct setup_go *gotable_setup_go(int major)
{
	if (major < 1)
		return NULL;
	if ((size_t)major > ARRAY_SIZE(majors))
		return &majors[ARRAY_SIZE(majors) - 1];
	return &majors[major - 1];
}

/* ---- what a version comes to ---- */

bool gotable_range_version(struct arena *a, struct str v,
			   struct gorange *out)
{
	struct gover g;

	memset(out, 0, sizeof(*out));
	if (!gover_parse(v, &g))
		return false;
	out->low = out->high = arena_strndup(a, v.p, v.len);
	/* Up to 1.20 the first release of a line is called like the line; a
	 * tag means the newest of it all the same. */
	out->exact = str_find_last(v, '.') != str_find(v, '.') || g.kind.len;
	return true;
}

/* "1.22.3" of "1.22.3", "1.22.x", "1.22"; its parts counted. */
static bool read_partial(struct str s, struct str parts[3], int *n)
{
	struct str part;

	*n = 0;
	s = str_trim(s);
	if (str_starts(s, "v") || str_starts(s, "="))
		s = str_trim(str_sub(s, 1, s.len - 1));
	while (str_cut(&s, '.', &part)) {
		size_t i;

		if (str_is(part, "x") || str_is(part, "X") ||
		    str_is(part, "*"))
			return *n > 0;
		if (*n == 3 || !part.len)
			return false;
		for (i = 0; i < part.len; i++)
			if (!is_digit(part.p[i]))
				return false;
		parts[(*n)++] = part;
	}
	return *n > 0;
}

static const char *line_of(struct arena *a, const struct str parts[3])
{
	return arena_printf(a, "%.*s.%.*s", STR_FMT(parts[0]),
			    STR_FMT(parts[1]));
}

static const char *whole(struct arena *a, const struct str parts[3], int n)
{
	if (n < 2)
		return arena_printf(a, "%.*s", STR_FMT(parts[0]));
	if (n < 3)
		return line_of(a, parts);
	return arena_printf(a, "%s.%.*s", line_of(a, parts),
			    STR_FMT(parts[2]));
}

bool gotable_range_setup_go(struct arena *a, const char *spec,
			    struct gorange *out)
{
	struct str s = str_trim(str_from(spec)), parts[3];
	int n;

	memset(out, 0, sizeof(*out));
	/* No line is older than the two newest: what they were, and on. */
	if (str_is(s, "stable") || str_is(s, "oldstable")) {
		out->low = str_is(s, "stable") ? gotable_newest() :
			lines[ARRAY_SIZE(lines) - 2].last;
		out->low = gover_lang(a, str_from(out->low));
		return true;
	}
	if (str_is(s, "*") || str_is(s, "x"))
		return true;
	if (str_starts(s, "^") || str_starts(s, ">=")) {
		size_t op = str_starts(s, "^") ? 1 : 2;

		/* ">=1.22 <1.24" and the like are not followed. */
		if (!read_partial(str_sub(s, op, s.len - op), parts, &n))
			return false;
		out->low = whole(a, parts, n);
		return true;
	}
	if (str_starts(s, "~")) {
		if (!read_partial(str_sub(s, 1, s.len - 1), parts, &n))
			return false;
		out->low = whole(a, parts, n);
		out->high = n > 1 ? line_of(a, parts) : NULL;
		return true;
	}
	/* A beta as semver writes it, "1.23.0-rc.1", is exact. */
	if (str_find(s, '-') < s.len) {
		struct str head = str_sub(s, 0, str_find(s, '-'));

		if (!read_partial(head, parts, &n) || n < 2)
			return false;
		out->low = out->high = line_of(a, parts);
		out->exact = true;
		return true;
	}
	if (gover_valid(s) && (str_search(s, "rc") < s.len ||
			       str_search(s, "beta") < s.len)) {
		out->low = out->high = arena_strndup(a, s.p, s.len);
		out->exact = true;
		return true;
	}
	if (!read_partial(s, parts, &n))
		return false;
	out->low = whole(a, parts, n);
	out->high = n > 1 ? out->low : NULL;
	out->exact = n == 3;
	return true;
}

const char *gotable_release(const struct gorange *g)
{
	const char *last;

	if (!g->high)
		return gotable_newest();
	if (g->exact)
		return g->high;
	last = gotable_last(str_from(g->high));
	return last ? last : g->high;
}
