#include "config.h"

#include "fmt/legacylock.h"

#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/path.h"
#include "fmt/gochar.h"
#include "fmt/gorelease.h"
#include "fmt/semver.h"

struct lock {
	struct arena *a;
	struct legacylock *out;
	struct error *err;
};

static const char *own(struct lock *l, struct str s)
{
	return arena_strndup(l->a, s.p, s.len);
}

static struct legacylock_pin *add(struct lock *l, int line)
{
	struct legacylock_pin *p = ARENA_PUSH(l->a, l->out->pins,
					      l->out->npins);

	memset(p, 0, sizeof(*p));
	p->path = "";
	p->version = "";
	p->line = line;
	return p;
}

static int refuse(struct lock *l, int line, const char *why)
{
	if (line)
		error_origin(l->err, "%d", line);
	return error_set(l->err, "%s", why);
}

/* ---- where a fork lies ---- */

static bool is_name(char c, const char *more)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr(more, c));
}

/* USER@HOST:PATH, as git takes it: ^[a-zA-Z0-9_]+@[a-zA-Z0-9._-]+:.*$ */
static bool split_scp(struct str s, struct str *host, struct str *path)
{
	size_t at = str_find(s, '@'), colon, i;

	for (i = 0; i < at; i++)
		if (!is_name(s.p[i], "_"))
			return false;
	if (!at || at == s.len)
		return false;
	for (colon = at + 1; colon < s.len && is_name(s.p[colon], "._-");
	     colon++)
		;
	if (colon == at + 1 || colon == s.len || s.p[colon] != ':')
		return false;
	*host = str_sub(s, at + 1, colon - at - 1);
	*path = str_sub(s, colon + 1, s.len - colon - 1);
	return true;
}

/*
 * net/url.Parse as far as it tells host and path: SCHEME://[USER@]HOST/PATH.
 * The host is empty where there is none.  False: go calls it no valid URI.
 */
static bool split_url(struct str s, struct str *host, struct str *path)
{
	size_t i, at;

	*host = *path = STR_LIT("");
	for (i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	s = str_sub(s, 0, str_find(s, '#'));
	for (at = 0; at < s.len && is_name(s.p[at], at ? "+-." : ""); at++)
		if (!at && s.p[0] <= '9')
			break;
	if (!at && s.len && s.p[0] == ':')
		return false;
	if (at == s.len || s.p[at] != ':') {
		*path = str_sub(s, 0, str_find(s, '?'));
		/* No scheme: what stands before the first "/" is a name. */
		s = str_sub(s, 0, str_find(s, '/'));
		return str_find(s, ':') == s.len;
	}
	s = str_sub(s, at + 1, s.len - at - 1);
	s = str_sub(s, 0, str_find(s, '?'));
	if (!str_starts(s, "//"))
		return true;
	s = str_sub(s, 2, s.len - 2);
	at = str_find(s, '/');
	*host = str_sub(s, 0, at);
	*path = str_sub(s, at, s.len - at);
	at = str_find_last(*host, '@');
	if (at < host->len)
		*host = str_sub(*host, at + 1, host->len - at - 1);
	/* Behind the last ":" comes a port. */
	at = str_find_last(*host, ':');
	for (i = at + 1; i < host->len; i++)
		if (host->p[i] < '0' || host->p[i] > '9')
			return false;
	for (i = 0; i < host->len; i++)
		if (strchr(" \"<>\\^`{}|", host->p[i]))
			return false;
	return true;
}

static struct str without(struct str s, const char *suffix)
{
	return str_ends(s, suffix) ? str_sub(s, 0, s.len - strlen(suffix))
				   : s;
}

/* "%2B" in the path of an URL; NULL: an escape is broken. */
static const char *unescaped(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t i, n = 0;

	for (i = 0; i < s.len; i++) {
		int high, low;

		if (s.p[i] != '%') {
			out[n++] = s.p[i];
			continue;
		}
		high = s.len - i > 2 ? gochar_hex(s.p[i + 1]) : -1;
		low = s.len - i > 2 ? gochar_hex(s.p[i + 2]) : -1;
		if (high < 0 || low < 0 || !(high | low))
			return NULL;
		out[n++] = (char)(high << 4 | low);
		i += 2;
	}
	out[n] = '\0';
	return out;
}

/*
 * modconv.decodeSource: "https://test.com/x/y.git" is "test.com/x/y"; NULL: it
 * is no valid URI.
 */
static const char *source_path(struct arena *a, const char *source)
{
	struct str s = str_from(source), host, path;
	const char *plain;

	if (split_scp(s, &host, &path)) {
		plain = arena_strndup(a, path.p, path.len);
	} else {
		if (!split_url(s, &host, &path))
			return NULL;
		plain = unescaped(a, path);
		if (!plain)
			return NULL;
	}
	if (host.len)
		s = str_from(path_clean(a, arena_printf(a, "%.*s/%s",
							STR_FMT(host), plain)));
	s = without(without(s, ".git"), ".hg");
	return arena_strndup(a, s.p, s.len);
}

/* ---- dep ---- */

static const char *dep_name(struct lock *l, const struct legacylock_pin *p)
{
	return arena_printf(l->a, "empty [[projects]] stanza (%s)", p->path);
}

/* One "key = value" of a [[projects]]. */
static int dep_value(struct lock *l, struct legacylock_pin *p, struct str key,
		     struct str val, int line)
{
	if (val.len >= 2 && val.p[0] == '"' && val.p[val.len - 1] == '"' &&
	    !gochar_unquote(l->a, val, &val))
		return refuse(l, line, "invalid quoted string: invalid syntax");
	if (str_is(key, "name")) {
		p->path = own(l, val);
		p->line = line;
	} else if (str_is(key, "source")) {
		p->source = val.len ? own(l, val) : NULL;
	} else if (str_is(key, "branch")) {
		p->branch = own(l, val);
	} else if (str_is(key, "revision")) {
		p->version = p->revision = own(l, val);
	} else if (str_is(key, "version")) {
		p->tag = own(l, val);
		/* dep writes the keys sorted: the version comes last. */
		if (semver_valid(val) &&
		    !strcmp(semver_canonical(l->a, val), p->tag))
			p->version = p->tag;
	}
	return 0;
}

static int read_dep(struct lock *l, struct str text)
{
	bool in_project = false;
	struct str line;
	int n = 0;
	size_t i;

	while (str_line(&text, &line)) {
		size_t at;

		n++;
		line = gochar_trim(str_sub(line, 0, str_find(line, '#')));
		if (str_is(line, "[[projects]]")) {
			(void)add(l, n);
			in_project = true;
			continue;
		}
		if (str_starts(line, "["))
			in_project = false;
		at = str_find(line, '=');
		if (!in_project || at == line.len)
			continue;
		if (dep_value(l, &l->out->pins[l->out->npins - 1],
			      gochar_trim(str_sub(line, 0, at)),
			      gochar_trim(str_sub(line, at + 1,
						  line.len - at - 1)), n))
			return -1;
	}
	for (i = 0; i < l->out->npins; i++) {
		const struct legacylock_pin *p = &l->out->pins[i];

		if (!*p->path || !*p->version)
			return refuse(l, p->line, dep_name(l, p));
		if (p->source && !source_path(l->a, p->source))
			return refuse(l, p->line, arena_printf(l->a,
				"%s is not a valid URI",
				gochar_quoted(l->a, str_from(p->source),
					      GO_1_19)));
	}
	return 0;
}

/* ---- YAML as go read it ---- */

struct yaml_keys {
	const char *list, *tests;	/* the lists; NULL: there is none */
	const char *name, *version;
};

static bool key_value(struct str line, const char *key, struct str *out)
{
	size_t n = strlen(key);

	if (!str_starts(line, key))
		return false;
	*out = gochar_trim(str_sub(line, n, line.len - n));
	return true;
}

/*
 * A name holds until the next one, and each version under it is a pin: so go
 * has it, whatever YAML says.
 */
static void read_yaml(struct lock *l, struct str text,
		      const struct yaml_keys *k)
{
	bool in_list = false, tests = false;
	struct str line, name = STR_LIT(""), value;
	struct legacylock_pin *p = NULL;
	int n = 0, name_line = 0;

	while (str_line(&text, &line)) {
		n++;
		if (!line.len)
			continue;
		if (str_starts(line, k->list)) {
			in_list = true;
			tests = false;
		} else if (k->tests && str_starts(line, k->tests)) {
			in_list = tests = true;
		} else if (!strchr("- \t", line.p[0])) {
			in_list = tests = false;
		}
		if (!in_list)
			continue;
		if (key_value(line, k->name, &value)) {
			name = value;
			name_line = n;
			p = NULL;
		} else if (key_value(line, k->version, &value)) {
			if (!name.len || !value.len)
				continue;
			p = add(l, name_line);
			p->path = own(l, name);
			p->version = p->revision = own(l, value);
			p->test = tests;
		} else if (p && key_value(line, "  repo:", &value) &&
			   value.len) {
			p->source = own(l, value);
		}
	}
}

/* ---- fields on a line ---- */

/* Does the word hold a "#"?  Only vndr knows comments. */
static void read_fields(struct lock *l, struct str text,
			enum legacylock_kind kind)
{
	struct str line, f[3];
	int n = 0;

	while (str_line(&text, &line)) {
		struct legacylock_pin *p;
		size_t nf = 0;

		n++;
		if (kind == LEGACYLOCK_VNDR || kind == LEGACYLOCK_GDM)
			line = str_sub(line, 0, str_find(line, '#'));
		while (nf < 3 && gochar_field(&line, &f[nf]))
			nf++;
		if (nf < 2 || (kind == LEGACYLOCK_GLOCK && str_is(f[0], "cmd")))
			continue;
		p = add(l, n);
		p->path = own(l, f[0]);
		p->version = p->revision = own(l, f[1]);
		if (nf > 2 && kind == LEGACYLOCK_VNDR)
			p->source = own(l, f[2]);
	}
}

static void read_tsv(struct lock *l, struct str text)
{
	struct str line, f;
	int n = 0;

	while (str_line(&text, &line)) {
		struct str word[3];
		struct legacylock_pin *p;
		size_t nf = 0;

		n++;
		while (nf < 3 && str_cut(&line, '\t', &f))
			word[nf++] = f;
		if (nf < 3)
			continue;
		p = add(l, n);
		p->path = own(l, word[0]);
		p->version = p->revision = own(l, word[2]);
	}
}

/* ---- JSON ---- */

/* As encoding/json finds a field: by any case, and the last one counts. */
static const struct cJSON *field(const struct cJSON *obj, const char *name)
{
	const struct cJSON *j, *hit = NULL;

	for (j = json_first(obj); j; j = json_next(j))
		if (json_key(j) && !strcasecmp(json_key(j), name))
			hit = j;
	return hit;
}

static int text_of(struct lock *l, const struct cJSON *obj, const char *name,
		   int line, const char **out)
{
	const struct cJSON *j = field(obj, name);

	if (!j || json_is_null(j))
		return 0;
	if (!json_value_str(j))
		return refuse(l, line, arena_printf(l->a, "%s is no string",
						    name));
	*out = arena_strdup(l->a, json_value_str(j));
	return 0;
}

/* Where the value stands: the text is looked through once, in order. */
struct lines {
	struct str rest;
	int line;
};

static int line_of(struct lock *l, struct lines *at, const char *path)
{
	const char *needle = arena_printf(l->a, "\"%s\"", path);
	size_t i, hit = str_search(at->rest, needle);

	if (hit == at->rest.len)
		return 0;
	for (i = 0; i < hit; i++)
		at->line += at->rest.p[i] == '\n';
	at->rest = str_sub(at->rest, hit, at->rest.len - hit);
	/* The next one may be the same path again. */
	at->rest = str_sub(at->rest, 1, at->rest.len - 1);
	return at->line;
}

struct json_keys {
	const char *list, *path, *revision, *tag, *branch, *source, *self;
};

static int json_pin(struct lock *l, const struct cJSON *j,
		    const struct json_keys *k, struct lines *at)
{
	struct legacylock_pin pin = { .path = "", .version = "" }, *p;

	if (json_is_null(j)) {
		(void)add(l, 0);
		return 0;
	}
	if (!json_is_object(j))
		return refuse(l, 0, arena_printf(l->a, "%s holds what is no "
						 "object", k->list));
	if (text_of(l, j, k->path, 0, &pin.path))
		return -1;
	pin.line = *pin.path ? line_of(l, at, pin.path) : 0;
	if (text_of(l, j, k->revision, pin.line, &pin.revision))
		return -1;
	/* What go passed over may be anything. */
	if (k->tag && json_value_str(field(j, k->tag)))
		pin.tag = arena_strdup(l->a, json_value_str(field(j, k->tag)));
	if (k->branch && json_value_str(field(j, k->branch)))
		pin.branch = arena_strdup(l->a,
					  json_value_str(field(j, k->branch)));
	if (k->source && json_value_str(field(j, k->source)))
		pin.source = arena_strdup(l->a,
					  json_value_str(field(j, k->source)));
	if (pin.revision)
		pin.version = pin.revision;
	p = add(l, pin.line);
	*p = pin;
	return 0;
}

static int read_json(struct lock *l, struct str text,
		     const struct json_keys *k)
{
	struct cJSON *doc = json_parse(text, l->err);
	struct lines at = { text, 1 };
	const struct cJSON *list, *j;
	int rc = 0;

	if (!doc)
		return -1;
	if (!json_is_object(doc) && !json_is_null(doc))
		rc = refuse(l, 1, "it is no object");
	list = rc ? NULL : field(doc, k->list);
	if (list && !json_is_array(list) && !json_is_null(list))
		rc = refuse(l, 0, arena_printf(l->a, "%s is no list",
					       k->list));
	if (!rc && k->self)
		rc = text_of(l, doc, k->self, 0, &l->out->import_path);
	for (j = rc ? NULL : json_first(list); j && !rc; j = json_next(j))
		rc = json_pin(l, j, k, &at);
	json_free(doc);
	return rc;
}

/* ---- all of them ---- */

static const struct {
	const char *file;	/* a base, or a folder and a base */
	enum legacylock_kind kind;
} files[] = {
	{ "Gopkg.lock", LEGACYLOCK_DEP },
	{ "glide.lock", LEGACYLOCK_GLIDE },
	{ "Godeps/Godeps.json", LEGACYLOCK_GODEP },
	{ "vendor/vendor.json", LEGACYLOCK_GOVENDOR },
	{ "vendor/manifest", LEGACYLOCK_MANIFEST },
	{ "vendor.conf", LEGACYLOCK_VNDR },
	{ "vendor.yml", LEGACYLOCK_VENDOR_YML },
	{ "GLOCKFILE", LEGACYLOCK_GLOCK },
	{ "dependencies.tsv", LEGACYLOCK_TSV },
	{ "Godeps", LEGACYLOCK_GDM },
};

int legacylock_kind_of(const char *path)
{
	struct str p = str_from(path);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		size_t n = strlen(files[i].file);

		if (str_ends(p, files[i].file) &&
		    (p.len == n || p.p[p.len - n - 1] == '/'))
			return (int)files[i].kind;
	}
	return -1;
}

const char *legacylock_file(size_t i)
{
	return i < ARRAY_SIZE(files) ? files[i].file : NULL;
}

int legacylock_read(struct arena *a, enum legacylock_kind kind,
		    struct str bytes, struct legacylock *out,
		    struct error *err)
{
	static const struct yaml_keys glide = {
		"imports:", "testImports:", "- name:", "  version:",
	};
	static const struct yaml_keys vendor_yml = {
		"vendors:", NULL, "- path:", "  rev:",
	};
	static const struct json_keys godep = {
		"Deps", "ImportPath", "Rev", "Comment", NULL, NULL,
		"ImportPath",
	};
	static const struct json_keys govendor = {
		"Package", "Path", "Revision", "VersionExact", NULL, "Origin",
		"RootPath",
	};
	static const struct json_keys manifest = {
		"Dependencies", "ImportPath", "Revision", NULL, "Branch",
		"Repository", NULL,
	};
	struct lock l = { a, out, err };
	int rc = 0;

	memset(out, 0, sizeof(*out));
	out->kind = kind;
	out->go_reads = kind != LEGACYLOCK_GDM;
	switch (kind) {
	case LEGACYLOCK_DEP:
		rc = read_dep(&l, bytes);
		break;
	case LEGACYLOCK_GLIDE:
		read_yaml(&l, bytes, &glide);
		break;
	case LEGACYLOCK_VENDOR_YML:
		read_yaml(&l, bytes, &vendor_yml);
		break;
	case LEGACYLOCK_GODEP:
		rc = read_json(&l, bytes, &godep);
		break;
	case LEGACYLOCK_GOVENDOR:
		rc = read_json(&l, bytes, &govendor);
		break;
	case LEGACYLOCK_MANIFEST:
		rc = read_json(&l, bytes, &manifest);
		break;
	case LEGACYLOCK_VNDR:
	case LEGACYLOCK_GLOCK:
	case LEGACYLOCK_GDM:
		read_fields(&l, bytes, kind);
		break;
	case LEGACYLOCK_TSV:
		read_tsv(&l, bytes);
		break;
	case NLEGACYLOCK_KINDS:
		break;
	}
	if (rc) {
		out->pins = NULL;
		out->npins = 0;
	}
	return rc;
}

/* ---- what go asked for ---- */

bool legacylock_asked(struct arena *a, const struct legacylock *l, size_t pin,
		      const char **path, const char **version)
{
	const struct legacylock_pin *p = &l->pins[pin];
	size_t i;

	if (!l->go_reads || p->test || !*p->path)
		return false;
	*path = p->path;
	*version = p->version;
	if (l->kind != LEGACYLOCK_DEP)
		return true;
	/* The last one that has to do with the path counts. */
	for (i = l->npins; i-- > 0;) {
		const struct legacylock_pin *q = &l->pins[i];
		const char *to = q->source ? source_path(a, q->source) : NULL;

		if (!to || (strcmp(to, p->path) && strcmp(q->path, p->path)))
			continue;
		*path = to;
		*version = q->version;
		break;
	}
	return true;
}
