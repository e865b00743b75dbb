#include "config.h"

#include "fetch/sums.h"

#include <string.h>

#include "base/json.h"
#include "base/path.h"
#include "fmt/gover.h"

bool sums_is_hex(struct str word, char out[65])
{
	size_t i;

	if (word.len != 64)
		return false;
	for (i = 0; i < 64; i++) {
		char c = word.p[i];

		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
			return false;
		out[i] = c;
	}
	out[64] = '\0';
	return true;
}

int sums_find(struct str text, const char *name, char out[65],
	      struct error *err)
{
	const char *base = path_base(name);
	bool found = false;
	struct str line, word;
	char hex[65];

	while (str_line(&text, &line)) {
		struct str rest = line;

		if (!str_word(&rest, &word) || !sums_is_hex(word, hex))
			continue;
		rest = str_trim(rest);
		if (str_starts(rest, "*"))
			rest = str_sub(rest, 1, rest.len - 1);
		while (str_find(rest, '/') < rest.len) {
			size_t at = str_find(rest, '/') + 1;

			rest = str_sub(rest, at, rest.len - at);
		}
		if (rest.len && !str_is(rest, base))
			continue;
		if (found && strcmp(hex, out) != 0)
			return error_set(err, "there are two different sums "
					 "for %s", base);
		memcpy(out, hex, sizeof(hex));
		found = true;
	}
	return found ? 0 : error_set(err, "there is no SHA-256 for %s", base);
}

/* ---- the list ---- */

bool sums_is_newest(const char *version)
{
	return cstr_empty(version) || cstr_eq(version, "newest");
}

static struct str bare(const char *version)
{
	return str_from(cstr_starts(version, "go") ? version + 2 : version);
}

bool sums_is_exact(const char *version)
{
	struct gover v;

	return !sums_is_newest(version) && gover_parse(bare(version), &v) &&
	       (v.patch.len || v.kind.len);
}

static bool take_file(struct arena *a, const struct cJSON *release,
		      const struct cJSON *f, struct sums_file *out)
{
	const char *sum = json_str(f, "sha256");
	char hex[65];

	memset(out, 0, sizeof(*out));
	out->version = json_str(release, "version");
	out->name = json_str(f, "filename");
	out->bytes = json_int(f, "size", 0);
	if (cstr_empty(out->version) || cstr_empty(out->name) || !sum ||
	    strchr(out->name, '/') || out->name[0] == '.' || out->bytes < 0 ||
	    !sums_is_hex(str_from(sum), hex))
		return false;
	out->version = arena_strdup(a, out->version);
	out->name = arena_strdup(a, out->name);
	out->sha256 = arena_strdup(a, hex);
	return true;
}

static bool fits(struct arena *a, const struct cJSON *release,
		 const char *version)
{
	struct str has = bare(json_str(release, "version"));

	if (!has.p || !gover_valid(has))
		return false;
	if (sums_is_newest(version))
		return json_bool(release, "stable", false);
	if (sums_is_exact(version))
		return !gover_cmp(has, bare(version));
	return json_bool(release, "stable", false) &&
	       cstr_eq(gover_lang(a, has), gover_lang(a, bare(version)));
}

static bool is_for(const struct cJSON *f, const char *os, const char *arch)
{
	const char *name = json_str(f, "filename");

	if (!cstr_eq(json_str(f, "os"), os) ||
	    !cstr_eq(json_str(f, "kind"), "archive") ||
	    !name || !cstr_ends(name, ".tar.gz"))
		return false;
	return cstr_eq(json_str(f, "arch"), arch) ||
	       /* The list calls it by the least that it runs on. */
	       (cstr_eq(arch, "arm") &&
		cstr_eq(json_str(f, "arch"), "armv6l"));
}

static int no_list(struct error *err)
{
	return error_set(err, "the list of releases cannot be read");
}

int sums_pick(struct arena *a, struct str json, const char *os,
	      const char *arch, const char *version, struct sums_file *out,
	      struct error *err)
{
	struct cJSON *doc = json_parse(json, NULL);
	const struct cJSON *r, *f;
	struct sums_file one;
	bool known = false;

	memset(out, 0, sizeof(*out));
	if (!doc || !json_is_array(doc)) {
		json_free(doc);
		return no_list(err);
	}
	for (r = json_first(doc); r; r = json_next(r)) {
		if (!fits(a, r, version))
			continue;
		known = true;
		for (f = json_first(json_get(r, "files")); f;
		     f = json_next(f))
			if (is_for(f, os, arch) && take_file(a, r, f, &one) &&
			    (!out->version ||
			     gover_cmp_toolchain(str_from(one.version),
					str_from(out->version)) > 0))
				*out = one;
	}
	json_free(doc);
	if (out->version)
		return 0;
	error_hint(err, "https://go.dev/dl/ shows all releases");
	version = sums_is_newest(version) ? "newest" : version;
	return known ? error_set(err, "there is no archive of Go %s for %s/%s",
				 version, os, arch)
		     : error_set(err, "the list has no release %s", version);
}

int sums_named(struct arena *a, struct str json, const char *name,
	       struct sums_file *out, struct error *err)
{
	struct cJSON *doc = json_parse(json, NULL);
	const struct cJSON *r, *f;
	bool found = false;

	if (!doc || !json_is_array(doc)) {
		json_free(doc);
		return no_list(err);
	}
	for (r = json_first(doc); r && !found; r = json_next(r))
		for (f = json_first(json_get(r, "files")); f && !found;
		     f = json_next(f))
			found = cstr_eq(json_str(f, "filename"), name) &&
				take_file(a, r, f, out);
	json_free(doc);
	if (found)
		return 0;
	error_hint(err, "give its SHA-256: sha256=HEX");
	return error_set(err, "the list of releases does not have %s", name);
}
