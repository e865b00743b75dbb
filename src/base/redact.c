#include "config.h"

#include "base/redact.h"

#include <ctype.h>
#include <string.h>

/* Parts of names that make what stands under them a secret. */
static const char *const secret_words[] = {
	"token", "secret", "password", "passwd", "passphrase", "apikey",
	"api_key", "api-key", "private_key", "private-key", "access_key",
	"access-key", "credential", "auth_key", "signature", NULL
};

/* The whole name of a URL parameter or a key. */
static const char *const secret_keys[] = {
	"sig", "key", "auth", "pass", "pwd", "sas", "jwt", NULL
};

/*
 * Keys that say by their beginning what they are, and how many characters of
 * a key follow at least.
 */
static const struct shape {
	const char *start;
	size_t min;
} shapes[] = {
	{ "ghp_", 20 }, { "gho_", 20 }, { "ghu_", 20 }, { "ghs_", 20 },
	{ "ghr_", 20 }, { "github_pat_", 20 }, { "glpat-", 16 },
	{ "glptt-", 16 }, { "gldt-", 16 }, { "glrt-", 16 }, { "glcbt-", 16 },
	{ "glsoat-", 16 }, { "xoxb-", 10 }, { "xoxp-", 10 }, { "xoxa-", 10 },
	{ "xoxs-", 10 }, { "AKIA", 16 }, { "ASIA", 16 }, { "AIza", 30 },
	{ "npm_", 30 }, { "pypi-", 30 }, { "hf_", 20 }, { "sk-", 20 },
	{ "dop_v1_", 40 }, { "ATATT", 30 }, { "ATBB", 20 }, { "hvs.", 20 },
	{ "cmVmd", 40 }, { "AKCp", 40 },
};

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-';
}

/* What a key is made of. */
static bool is_key(char c)
{
	return is_word(c) || c == '.' || c == '+' || c == '/' || c == '=' ||
	       c == '~' || c == '%';
}

static bool same_nocase(struct str a, const char *b)
{
	size_t i;

	if (a.len != strlen(b))
		return false;
	for (i = 0; i < a.len; i++)
		if (tolower((unsigned char)a.p[i]) != b[i])
			return false;
	return true;
}

bool redact_name_is_secret(struct str name)
{
	size_t i, at, n;

	for (i = 0; secret_keys[i]; i++)
		if (same_nocase(name, secret_keys[i]))
			return true;
	for (i = 0; secret_words[i]; i++) {
		n = strlen(secret_words[i]);
		for (at = 0; at + n <= name.len; at++)
			if (same_nocase(str_sub(name, at, n),
					secret_words[i]))
				return true;
	}
	return false;
}

static size_t key_len(struct str s, size_t from)
{
	size_t i = from;

	while (i < s.len && is_key(s.p[i]))
		i++;
	return i - from;
}

/* A key of known shape at `at`: its length, else 0. */
static size_t shaped(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.len - at);
	size_t i, n, k;

	if (at && is_word(s.p[at - 1]))
		return 0;
	for (i = 0; i < ARRAY_SIZE(shapes); i++) {
		if (!str_starts(rest, shapes[i].start))
			continue;
		n = strlen(shapes[i].start);
		for (k = n; k < rest.len && is_word(rest.p[k]); k++)
			;
		if (k - n >= shapes[i].min)
			return k;
	}
	/* A JSON web token: three parts, the first is '{"…'. */
	if (str_starts(rest, "eyJ")) {
		n = key_len(rest, 0);
		if (n >= 20 && memchr(rest.p, '.', n))
			return n;
	}
	return 0;
}

/*
 * The user information of a URL whose "://" ends before `at`: its length up
 * to the "@", else 0.
 */
static size_t userinfo(struct str s, size_t at)
{
	size_t i, last = 0;

	for (i = at; i < s.len; i++) {
		char c = s.p[i];

		if (c == '/' || c == '?' || c == '#' || c == ',' ||
		    c == '|' || isspace((unsigned char)c) || c == '"' ||
		    c == '\'')
			break;
		if (c == '@')
			last = i - at;
	}
	return last;
}

/* ssh://git@host names an account that everybody knows. */
static bool is_harmless_user(struct str s, size_t scheme_end, struct str user)
{
	struct str before = str_sub(s, 0, scheme_end);

	if (memchr(user.p, ':', user.len))
		return false;
	return str_ends(before, "ssh");
}

/* "Bearer ", "Basic ": the length of the word with its blank, else 0. */
static size_t auth_word(struct str s, size_t at)
{
	static const char *const words[] = { "bearer ", "basic ", "token " };
	size_t i, n;

	if (at && is_word(s.p[at - 1]))
		return 0;
	for (i = 0; i < ARRAY_SIZE(words); i++) {
		n = strlen(words[i]);
		if (at + n < s.len &&
		    same_nocase(str_sub(s, at, n), words[i]) &&
		    key_len(s, at + n) >= 8)
			return n;
	}
	return 0;
}

/* The word before `at`. */
static struct str word_before(struct str s, size_t at)
{
	size_t from = at;

	while (from && is_word(s.p[from - 1]))
		from--;
	return str_sub(s, from, at - from);
}

/* What follows "password=": up to a blank, "&" or a quote. */
static size_t assigned(struct str s, size_t from)
{
	size_t i;

	for (i = from; i < s.len; i++)
		if (isspace((unsigned char)s.p[i]) || s.p[i] == '&' ||
		    s.p[i] == '"' || s.p[i] == '\'' || s.p[i] == ';' ||
		    s.p[i] == '|' || s.p[i] == ',')
			break;
	return i - from;
}

/* From an opening quote up to the one that closes it, or to the end; 0 where
 * nothing stands between them. */
static size_t quoted(struct str s, size_t from)
{
	size_t i;

	for (i = from + 1; i < s.len && s.p[i] != s.p[from]; i++)
		;
	return i > from + 1 ? i - from : 0;
}

/* "=", or ": " as in a header; a ":" alone stands between folders. */
static bool assigns(struct str s, size_t at)
{
	return s.p[at] == '=' || (s.p[at] == ':' && s.p[at + 1] == ' ');
}

void redact_text(struct strbuf *out, struct str s)
{
	size_t i = 0, n;

	while (i < s.len) {
		if (str_starts(str_sub(s, i, s.len - i), "://")) {
			strbuf_addstr(out, "://");
			n = userinfo(s, i + 3);
			if (n && !is_harmless_user(s, i, str_sub(s, i + 3, n)))
				strbuf_addstr(out, REDACT_MARK);
			else
				strbuf_adds(out, str_sub(s, i + 3, n));
			i += 3 + n;
			continue;
		}
		n = auth_word(s, i);
		if (n) {
			strbuf_adds(out, str_sub(s, i, n));
			strbuf_addstr(out, REDACT_MARK);
			i += n + key_len(s, i + n);
			continue;
		}
		n = shaped(s, i);
		if (n) {
			strbuf_addstr(out, REDACT_MARK);
			i += n;
			continue;
		}
		strbuf_addch(out, s.p[i]);
		if (i + 1 < s.len && assigns(s, i) &&
		    redact_name_is_secret(word_before(s, i))) {
			i++;
			while (i < s.len && s.p[i] == ' ')
				strbuf_addch(out, s.p[i++]);
			if (auth_word(s, i))
				continue;
			if (i < s.len && (s.p[i] == '"' || s.p[i] == '\'')) {
				n = quoted(s, i);
				if (n) {
					strbuf_addch(out, s.p[i]);
					strbuf_addstr(out, REDACT_MARK);
					i += n;
				}
				continue;
			}
			n = assigned(s, i);
			if (n)
				strbuf_addstr(out, REDACT_MARK);
			i += n;
			continue;
		}
		i++;
	}
}

/* Folders: what they are called is no secret, and much hangs on it. */
static const char *const path_names[] = {
	"PATH", "HOME", "GOPATH", "GOROOT", "GOBIN", "GOCACHE", "GOMODCACHE",
	"GOTMPDIR", "GOENV", "GOTOOLDIR", "TMPDIR", "SHELL", "PWD", NULL
};

const char *redact_value(struct arena *a, const char *name, const char *value)
{
	struct strbuf sb = STRBUF_INIT;
	const char *done;
	size_t i;

	if (cstr_empty(value))
		return arena_strdup(a, value);
	for (i = 0; path_names[i]; i++)
		if (cstr_eq(name, path_names[i]))
			return arena_strdup(a, value);
	/* A path is no secret, even that of a password helper. */
	if (redact_name_is_secret(str_from(name)) && value[0] != '/')
		return REDACT_MARK;
	redact_text(&sb, str_from(value));
	done = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return done;
}

void redact_msg(struct arena *a, struct msg *m)
{
	const char **args = NULL;
	size_t i, n = 0;

	for (i = 0; i < m->nargs; i++)
		*ARENA_PUSH(a, args, n) = redact_value(a,
			i ? m->args[i - 1] : "", m->args[i]);
	m->args = args;
}
