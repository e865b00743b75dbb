#include "config.h"

#include "scan/modversion.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/path.h"
#include "fmt/gomod.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

#define SHORT_HASH 12

/* codeRepo, and what was asked of it. */
struct coderepo {
	struct arena *a;
	struct gitrev *g;
	const char *root, *path;
	const char *dir;	/* of the module in the repository, or "" */
	struct str major;	/* "/v2", ".v2" or empty */
	const char *prefix;	/* the path without it */
	const char *pseudo_major;	/* "v2" or "" */
	const char *asked;	/* the revision as it was asked for */
	struct modversion *out;
	struct modrule_retract *retracts;
	size_t nretracts;
};

struct place_of_gomod {
	const char *dir;
	struct str gomod;	/* p NULL: there is none */
};

/* The decimal number and one, however long. */
static char *incremented(struct arena *a, const char *digits)
{
	size_t n = strlen(digits), i;
	char *out = arena_printf(a, "0%s", digits);

	for (i = n; i > 0 && out[i] == '9'; i--)
		out[i] = '0';
	out[i]++;
	return i ? out + 1 : out;
}

const char *modversion_pseudo(struct arena *a, const char *major,
			      const char *older, int64_t time,
			      const char *hash)
{
	struct str build = semver_build(str_from(older));
	const char *base = semver_canonical(a, str_from(older)), *dot;
	time_t t = (time_t)time;
	struct tm tm;
	char stamp[32] = "";

	if (gmtime_r(&t, &tm))
		(void)strftime(stamp, sizeof(stamp), "%Y%m%d%H%M%S", &tm);
	if (cstr_empty(base))
		return arena_printf(a, "%s.0.0-%s-%.*s",
				    cstr_empty(major) ? "v0" : major, stamp,
				    SHORT_HASH, hash);
	if (semver_prerelease(str_from(base)).len)
		return arena_printf(a, "%s.0.%s-%.*s%.*s", base, stamp,
				    SHORT_HASH, hash, STR_FMT(build));
	dot = strrchr(base, '.') + 1;
	return arena_printf(a, "%.*s%s-0.%s-%.*s%.*s", (int)(dot - base), base,
			    incremented(a, dot), stamp, SHORT_HASH, hash,
			    STR_FMT(build));
}

/* module.PathMajorPrefix: "v2" of "/v2", ".v2" and ".v2-unstable". */
static const char *major_prefix(struct arena *a, struct str major)
{
	if (!major.len)
		return "";
	if (major.p[0] == '.' && str_ends(major, "-unstable"))
		major.len -= strlen("-unstable");
	return arena_strndup(a, major.p + 1, major.len - 1);
}

/* module.MatchPathMajor */
static bool fits(struct coderepo *r, const char *v)
{
	const char *why;

	return modpath_major_fits(r->a, str_from(v), r->major, &why);
}

static bool below(const char *path, const char *root)
{
	size_t n = strlen(root);

	return !strncmp(path, root, n) && (!path[n] || path[n] == '/');
}

static int open_repo(struct coderepo *r, struct error *err)
{
	struct str prefix;

	if (!below(r->path, r->root))
		return error_set(err, "mismatched repo: found %s for %s",
				 r->root, r->path);
	if (!modpath_split(str_from(r->path), &prefix, &r->major))
		return error_set(err, "invalid module path \"%s\"", r->path);
	r->pseudo_major = major_prefix(r->a, r->major);
	r->dir = "";
	r->prefix = arena_strndup(r->a, prefix.p, prefix.len);
	if (!strcmp(r->root, r->path)) {
		r->prefix = r->path;
		return 0;
	}
	if (!below(r->prefix, r->root))
		return error_set(err, "repository rooted at %s cannot contain "
				 "module %s", r->root, r->path);
	r->dir = r->prefix + strlen(r->root);
	r->dir += *r->dir == '/';
	return 0;
}

static const char *in_dir(struct coderepo *r, const char *dir,
			  const char *name)
{
	return *dir ? arena_printf(r->a, "%s/%s", dir, name) : name;
}

/* revToRev: what git calls this version. */
static const char *name_in_git(struct coderepo *r, const char *rev)
{
	struct error ignored = ERROR_INIT;
	struct pseudo_version pseudo;
	struct str v = str_from(rev);

	if (!semver_valid(v))
		return rev;
	if (modpath_is_pseudo(v)) {
		if (!modpath_parse_pseudo(r->a, v, &pseudo, &ignored))
			return arena_strndup(r->a, pseudo.revision.p,
					     pseudo.revision.len);
		error_release(&ignored);
		return rev;
	}
	if (str_is(semver_build(v), "+incompatible"))
		v.len -= strlen("+incompatible");
	return in_dir(r, r->dir, arena_strndup(r->a, v.p, v.len));
}

/* isMajor: may a module of this path have versions of that major? */
static bool is_major(struct coderepo *r, const char *declared)
{
	struct str prefix, major;
	const char *v;

	if (cstr_empty(declared) ||
	    !modpath_split(str_from(declared), &prefix, &major))
		return false;
	if (!r->major.len) {
		v = major_prefix(r->a, major);
		return !*v || !strcmp(v, "v0") || !strcmp(v, "v1");
	}
	return major.len && str_eq(str_sub(major, 1, major.len - 1),
				   str_sub(r->major, 1, r->major.len - 1));
}

static bool is_gopkg_in_bug(struct coderepo *r, const char *declared)
{
	return !r->major.len && cstr_starts(declared, "gopkg.in/");
}

/* findDir; `v` is only for the words. */
static int find_dir(struct coderepo *r, const char *hash, const char *v,
		    struct place_of_gomod *out, struct error *err)
{
	const char *file1 = in_dir(r, r->dir, "go.mod"), *file2 = NULL;
	const char *path1 = "", *path2, *dir2, *also = "";
	struct str mod1 = STR_NONE, mod2, prefix, major;
	int has1, has2;
	bool found1;

	out->dir = r->dir;
	out->gomod = STR_NONE;
	has1 = gitrev_file(r->a, r->g, hash, file1, &mod1, err);
	if (has1 < 0)
		return -1;
	if (has1)
		path1 = gomod_module_path(r->a, mod1);
	found1 = has1 && (is_major(r, path1) || is_gopkg_in_bug(r, path1));
	if (r->major.len && strcmp(r->root, r->path) && r->major.p[0] != '.') {
		dir2 = in_dir(r, r->dir, r->pseudo_major);
		file2 = in_dir(r, dir2, "go.mod");
		has2 = gitrev_file(r->a, r->g, hash, file2, &mod2, err);
		if (has2 < 0)
			return -1;
		path2 = has2 ? gomod_module_path(r->a, mod2) : "";
		if (found1 && has2 && is_major(r, path2))
			return error_set(err, "%s/%s and ...%.*s/go.mod both "
					 "have ...%.*s module paths at "
					 "revision %s", r->prefix, file1,
					 STR_FMT(r->major), STR_FMT(r->major),
					 v);
		if (has2 && is_major(r, path2)) {
			out->dir = dir2;
			out->gomod = mod2;
			return 0;
		}
		if (has2 && !*path2)
			return error_set(err, "%s/%s is missing module path "
					 "at revision %s", r->root, file2, v);
		if (has2)
			return error_set(err, "%s/%s has non-...%.*s module "
					 "path \"%s\" at revision %s", r->root,
					 file2, STR_FMT(r->major), path2, v);
		also = arena_printf(r->a, " (and ...%.*s/go.mod does not "
				    "exist)", STR_FMT(r->major));
	}
	if (found1) {
		out->gomod = mod1;
		return 0;
	}
	if (has1 && !*path1)
		return error_set(err, "%s is missing module path%s at "
				 "revision %s", file1, also, v);
	if (has1 && r->major.len)
		return error_set(err, "%s has non-...%.*s module path \"%s\"%s "
				 "at revision %s", file1, STR_FMT(r->major),
				 path1, also, v);
	if (has1 && !modpath_split(str_from(path1), &prefix, &major))
		return error_set(err, "%s has malformed module path \"%s\"%s "
				 "at revision %s", file1, path1, also, v);
	if (has1)
		return error_set(err, "%s has post-%.*s module path \"%s\"%s "
				 "at revision %s", file1,
				 STR_FMT(semver_major(str_from(v))), path1,
				 also, v);
	if (!*r->dir && (!r->major.len || r->major.p[0] == '.'))
		return 0;
	if (file2)
		return error_set(err, "missing %s/go.mod and ...%.*s/go.mod "
				 "at revision %s", r->prefix,
				 STR_FMT(r->major), v);
	return error_set(err, "missing %s/go.mod at revision %s", r->prefix,
			 v);
}

/* canUseIncompatible */
static bool may_be_incompatible(struct coderepo *r, const char *v)
{
	const char *major;
	struct str bytes;

	if (*r->dir || r->major.len ||
	    gitrev_file(r->a, r->g, r->out->commit.hash, "go.mod", &bytes,
			NULL) > 0)
		return false;
	if (cstr_empty(v) || cstr_ends(r->asked, "+incompatible"))
		return true;
	major = arena_printf(r->a, "%.*s/go.mod",
			     STR_FMT(semver_major(str_from(v))));
	return gitrev_file(r->a, r->g, r->out->commit.hash, major, &bytes,
			   NULL) <= 0;
}

/* tagToVersion: "" for what is no version of this module. */
static const char *version_of_tag(struct coderepo *r, const char *tag,
				  bool *canonical)
{
	size_t n = strlen(r->dir);
	const char *v;

	*canonical = false;
	if (n && (strncmp(tag, r->dir, n) || tag[n] != '/'))
		return "";
	/* The whole tag, as go has it: one in a folder is none. */
	if (modpath_is_pseudo(str_from(tag)))
		return "";
	tag += n ? n + 1 : 0;
	v = semver_canonical(r->a, str_from(tag));
	if (cstr_empty(v) || !cstr_starts(tag, v))
		return "";
	*canonical = !strcmp(v, tag);
	return v;
}

static int by_version(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	int c = semver_cmp(str_from(*x), str_from(*y));

	return c ? c : strcmp(*x, *y);
}

/* retractedVersions: what the newest release takes back. */
static void read_retractions(struct coderepo *r)
{
	const char **tags, **list = NULL, *highest = NULL, *v;
	struct place_of_gomod at;
	struct gitrev_commit c;
	size_t i, ntags, n = 0;
	struct gomod *m;
	bool canonical;

	if (cstr_starts(r->path, "gopkg.in/") &&
	    cstr_ends(r->path, "-unstable"))
		return;
	if (gitrev_tags(r->a, r->g, NULL, false, &tags, &ntags, NULL))
		return;
	for (i = 0; i < ntags; i++) {
		v = version_of_tag(r, tags[i], &canonical);
		if (canonical && !modpath_is_pseudo(str_from(v)) && fits(r, v))
			*ARENA_PUSH(r->a, list, n) = v;
	}
	if (!n)
		return;
	qsort(list, n, sizeof(*list), by_version);
	for (i = n; i > 0 && !highest; i--)
		if (!semver_prerelease(str_from(list[i - 1])).len)
			highest = list[i - 1];
	if (!highest)
		highest = list[n - 1];
	if (gitrev_commit(r->a, r->g, in_dir(r, r->dir, highest), &c, NULL) ||
	    find_dir(r, c.hash, highest, &at, NULL) || !at.gomod.p)
		return;
	m = gomod_parse_lax(r->a, at.gomod, GORELEASE_NEWEST);
	if (m->f.nerrors)
		return;
	r->retracts = m->retracts;
	r->nretracts = m->nretracts;
}

static bool is_retracted(struct coderepo *r, const char *v)
{
	size_t i;

	for (i = 0; i < r->nretracts; i++)
		if (semver_cmp(r->retracts[i].low, str_from(v)) <= 0 &&
		    semver_cmp(str_from(v), r->retracts[i].high) <= 0)
			return true;
	return false;
}

/* checkCanonical: the version as go.mod will have it. */
static int settle(struct coderepo *r, const char *v, struct error *err)
{
	struct str base, asked = str_from(r->asked);
	const char *canonical, *plain, *asked_plain;
	struct place_of_gomod at;

	if (find_dir(r, r->out->commit.hash, v, &at, err))
		return -1;
	r->out->has_gomod = at.gomod.p != NULL;
	r->out->declared = at.gomod.p ? gomod_module_path(r->a, at.gomod) : "";
	if (str_ends(asked, "+incompatible"))
		asked.len -= strlen("+incompatible");
	asked_plain = arena_strndup(r->a, asked.p, asked.len);
	if (!strcmp(v, asked_plain))
		v = r->asked;
	base = str_from(v);
	if (str_ends(base, "+incompatible"))
		base.len -= strlen("+incompatible");
	plain = arena_strndup(r->a, base.p, base.len);
	canonical = modpath_canonical_version(r->a, str_from(r->asked));
	if (*r->asked && !strcmp(r->asked, canonical) &&
	    strcmp(asked_plain, plain))
		return error_set(err, "resolves to version %s (%s is not a "
				 "tag)", v, asked_plain);
	if (fits(r, plain)) {
		if (strcmp(v, plain))
			return error_set(err, "+incompatible suffix not "
					 "allowed: major version %.*s is "
					 "compatible",
					 STR_FMT(semver_major(base)));
	} else if (may_be_incompatible(r, plain)) {
		v = arena_printf(r->a, "%s+incompatible", plain);
	} else if (r->major.len) {
		return error_set(err, "module path includes a major version "
				 "suffix, so major version must match");
	} else {
		return error_set(err, "module contains a go.mod file, so "
				 "module path must match major version "
				 "(\"%s/%.*s\")", r->prefix,
				 STR_FMT(semver_major(str_from(v))));
	}
	r->out->version = v;
	return 0;
}

/* RecentTag: the highest tag before the revision. */
static int tag_before(struct coderepo *r, const char **version,
		      const char **tag, struct error *err)
{
	const char **tags, *v, *own;
	size_t i, n;
	bool canonical;

	*version = *tag = "";
	if (gitrev_tags(r->a, r->g, r->out->commit.hash, true, &tags, &n, err))
		return -1;
	for (i = 0; i < n; i++) {
		v = version_of_tag(r, tags[i], &canonical);
		if (!*v || (!fits(r, v) && !may_be_incompatible(r, v)) ||
		    is_retracted(r, v))
			continue;
		own = tags[i] + (*r->dir ? strlen(r->dir) + 1 : 0);
		if (semver_cmp(str_from(own), str_from(*version)) > 0) {
			*tag = tags[i];
			*version = own;
		}
	}
	if (**tag)
		*version = version_of_tag(r, *tag, &canonical);
	return 0;
}

/* validatePseudoVersion, of which a lock can only get the parts wrong. */
static int check_pseudo(struct coderepo *r, struct error *err)
{
	const struct gitrev_commit *c = &r->out->commit;
	struct pseudo_version p;
	const char *mine;

	if (modpath_parse_pseudo(r->a, str_from(r->asked), &p, err))
		return -1;
	if (p.revision.len != SHORT_HASH ||
	    strncmp(p.revision.p, c->hash, SHORT_HASH))
		return error_set(err, "does not match short name of revision "
				 "(expected %.*s)", SHORT_HASH, c->hash);
	mine = modversion_pseudo(r->a, "", "", c->time, c->hash);
	mine += strlen("v0.0.0-");
	if (strncmp(mine, p.timestamp.p, p.timestamp.len))
		return error_set(err, "does not match version-control "
				 "timestamp (expected %.14s)", mine);
	return 0;
}

static int convert(struct coderepo *r, const char *in_git, struct error *err)
{
	const struct gitrev_commit *c = &r->out->commit;
	const char *v, *highest = "", *highest_tag = NULL, *base = "";
	const char *base_tag = NULL;
	bool canonical;
	size_t i;

	if (modpath_is_pseudo(str_from(r->asked))) {
		if (settle(r, r->asked, err))
			return -1;
		return check_pseudo(r, err);
	}
	read_retractions(r);
	for (i = 0; i < c->ntags; i++) {
		if (strcmp(c->tags[i], in_git))
			continue;
		v = version_of_tag(r, c->tags[i], &canonical);
		if (canonical && !settle(r, v, NULL)) {
			r->out->tag = c->tags[i];
			return 0;
		}
	}
	for (i = 0; i < c->ntags; i++) {
		v = version_of_tag(r, c->tags[i], &canonical);
		if (*r->asked && !semver_cmp(str_from(v),
					     str_from(r->asked))) {
			if (canonical) {
				r->out->tag = c->tags[i];
				return settle(r, v, err);
			}
			base = v;
			base_tag = c->tags[i];
		}
		if (canonical && !is_retracted(r, v) &&
		    semver_cmp(str_from(highest), str_from(v)) < 0 &&
		    (fits(r, v) || may_be_incompatible(r, v))) {
			highest = v;
			highest_tag = c->tags[i];
		}
	}
	if (*highest) {
		r->out->tag = highest_tag;
		return settle(r, highest, err);
	}
	if (!*base && tag_before(r, &base, &base_tag, err))
		return -1;
	if (!*base && gitrev_is_shallow(r->g))
		return error_set(err, "the clone has no history before %.12s: "
				 "which tag comes before it is not known",
				 c->hash);
	if (*base)
		r->out->base = base_tag;
	return settle(r, modversion_pseudo(r->a, r->pseudo_major, base,
					   c->time, c->hash), err);
}

int modversion_of(struct arena *a, struct gitrev *g, const char *root,
		  const char *path, const char *rev, struct modversion *out,
		  struct error *err)
{
	struct coderepo r;
	const char *in_git;
	struct str bytes;

	memset(&r, 0, sizeof(r));
	memset(out, 0, sizeof(*out));
	out->declared = "";
	r.a = a;
	r.g = g;
	r.root = root;
	r.path = path;
	r.asked = rev;
	r.out = out;
	if (open_repo(&r, err))
		return -1;
	in_git = name_in_git(&r, rev);
	if (gitrev_commit(a, g, in_git, &out->commit, err))
		return -1;
	/* For those who ask on after a refusal. */
	if (gitrev_file(a, g, out->commit.hash, in_dir(&r, r.dir, "go.mod"),
			&bytes, NULL) > 0) {
		out->has_gomod = true;
		out->declared = gomod_module_path(a, bytes);
	}
	return convert(&r, in_git, err);
}
