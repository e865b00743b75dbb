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
	"sig", "key", "auth", "pass", "pwd", "pw", "sas", "jwt", "sshpass",
	NULL
};

/* The end of a name: DB_PASS, SIGN_KEY, db-pwd. */
static const char *const secret_ends[] = {
	"_pass", "-pass", "_pwd", "-pwd", "_pw", "-pw", "_key", "_auth", NULL
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
	for (i = 0; secret_ends[i]; i++) {
		n = strlen(secret_ends[i]);
		if (name.len > n && same_nocase(
			    str_sub(name, name.len - n, n), secret_ends[i]))
			return true;
	}
	if (str_ends(name, "Pass") || str_ends(name, "Pwd"))
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
static size_t plain_userinfo(struct str s, size_t at)
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

/* Does the next one of a list begin behind this "," or "|"? */
static bool begins_next(struct str s, size_t at)
{
	struct str rest = str_sub(s, at + 1, s.len - at - 1);
	size_t n = 0;

	if (str_starts(rest, "direct") || str_starts(rest, "off"))
		return true;
	while (n < rest.len && (is_word(rest.p[n]) || rest.p[n] == '+' ||
				rest.p[n] == '.'))
		n++;
	return n && str_starts(str_sub(rest, n, rest.len - n), "://");
}

static bool is_list_sign(char c)
{
	return c == ',' || c == '|';
}

/* ".../x@v1.2.3", "/@v/list": a module, and no host. */
static bool is_version(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.len - at);

	if (rest.len > 1 && rest.p[0] == 'v' &&
	    (rest.p[1] == '/' || isdigit((unsigned char)rest.p[1])))
		return true;
	return str_starts(rest, "latest") || str_starts(rest, "sha256:");
}

/*
 * The same of a URL.  A password may hold a "/", "?", "#" or "," as it is,
 * though it should not: behind a ":" all up to the last "@" is taken for one.
 */
static size_t userinfo(struct str s, size_t at)
{
	size_t plain = plain_userinfo(s, at), i, last = 0;
	bool colon = false, beyond = false;

	for (i = at; i < s.len; i++) {
		char c = s.p[i];

		if (isspace((unsigned char)c) || c == '"' || c == '\'' ||
		    (is_list_sign(c) && begins_next(s, i)))
			break;
		if (c == '/' || c == '?' || c == '#' || is_list_sign(c))
			beyond = true;
		if (c == ':' && !beyond)
			colon = true;
		if (c == '@' && !is_version(s, i + 1))
			last = i - at;
	}
	return colon && last > plain ? last : plain;
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

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * What follows "password=" or "--password ": the shell's word, up to a blank
 * or one of `stops`.  A quote within it opens one only where more follows:
 * else it closes what stood before.
 */
static size_t word_len(struct str s, size_t from, const char *stops)
{
	char quote = '\0', c;
	size_t i;

	for (i = from; i < s.len; i++) {
		c = s.p[i];
		if (c == '\\' && quote != '\'' && i + 1 < s.len &&
		    !isspace((unsigned char)s.p[i + 1])) {
			i++;
		} else if (quote) {
			if (c == quote)
				quote = '\0';
		} else if (isspace((unsigned char)c) || strchr(stops, c)) {
			break;
		} else if (is_quote(c)) {
			if (i > from && (i + 1 == s.len ||
					 !is_word(s.p[i + 1])))
				break;
			quote = c;
		}
	}
	return i - from;
}

/* A secret may hold a comma: it ends where the next of a list begins. */
static size_t secret_len(struct str s, size_t at, size_t n)
{
	size_t i;

	for (i = at; i < at + n; i++)
		if (is_list_sign(s.p[i]) &&
		    (begins_next(s, i) || i + 1 == at + n))
			return i - at;
	return n;
}

/* Put the mark for the word at `at`, its quotes kept; its length. */
static size_t mask_word(struct strbuf *out, struct str s, size_t at,
			const char *stops)
{
	size_t n = word_len(s, at, stops);

	if (n && !is_quote(s.p[at]))
		n = secret_len(s, at, n);
	if (!n)
		return 0;
	if (!is_quote(s.p[at])) {
		strbuf_addstr(out, REDACT_MARK);
		return n;
	}
	strbuf_addch(out, s.p[at]);
	if (n > 2 || (n == 2 && s.p[at + 1] != s.p[at]))
		strbuf_addstr(out, REDACT_MARK);
	if (n > 1 && s.p[at + n - 1] == s.p[at])
		strbuf_addch(out, s.p[at]);
	return n;
}

/* "=", or ": " as in a header; a ":" alone stands between folders. */
static bool assigns(struct str s, size_t at)
{
	return s.p[at] == '=' || (s.p[at] == ':' && s.p[at + 1] == ' ');
}

static bool begins(struct str s, size_t at);

/* "token:abc", where no folder, port or scheme follows. */
static bool assigns_bare(struct str s, size_t at)
{
	struct str name = word_before(s, at);

	return s.p[at] == ':' && name.len && at + 1 < s.len &&
	       !strchr(":/\\", s.p[at + 1]) &&
	       !isspace((unsigned char)s.p[at + 1]) &&
	       begins(s, at - name.len);
}

/* An option's or macro's name without what it begins with: -DKEY, --key. */
static bool option_is_secret(struct str name)
{
	size_t n = 0;

	while (n < name.len && name.p[n] == '-')
		n++;
	if (redact_name_is_secret(str_sub(name, n, name.len - n)))
		return true;
	return n == 1 && name.len > 2 && name.p[1] == 'D' &&
	       redact_name_is_secret(str_sub(name, 2, name.len - 2));
}

/* Inside 'main.pw=a b' everything is the value: its length, else 0. */
static size_t enclosed(struct str s, size_t assign)
{
	size_t i = assign, end;

	while (i && (is_word(s.p[i - 1]) || s.p[i - 1] == '.' ||
		     s.p[i - 1] == '/'))
		i--;
	if (s.p[assign] != '=' || !i || !is_quote(s.p[i - 1]) ||
	    assign + 1 == s.len || is_quote(s.p[assign + 1]))
		return 0;
	for (end = assign + 1; end < s.len && s.p[end] != s.p[i - 1]; end++)
		;
	return end < s.len ? end - assign - 1 : 0;
}

/* May a URL or an option begin at `at`? */
static bool begins(struct str s, size_t at)
{
	return !at || isspace((unsigned char)s.p[at - 1]) ||
	       strchr("\"',|=(;<", s.p[at - 1]);
}

/*
 * "user:password@host" without a scheme, which go and curl take as a URL;
 * where a proxy stands, "token@host" too.  Its length up to the "@", else 0.
 */
static size_t short_userinfo(struct str s, size_t at, bool proxy)
{
	struct str rest, user;
	const char *colon, *sign;
	size_t n = begins(s, at) ? plain_userinfo(s, at) : 0;

	user = str_sub(s, at, n);
	rest = str_sub(s, at + n, s.len - at - n);
	if (!n || strchr("=(;<", s.p[at]))
		return 0;
	if (proxy)
		return n;
	/* Of NAME=user:password@host the name stays. */
	colon = memchr(user.p, ':', n);
	sign = memchr(user.p, '=', n);
	if (!colon || (sign && sign < colon))
		return 0;
	/* name:tag@sha256:… is an image, and mailto:… no secret. */
	if (str_starts(rest, "@sha256:") || str_starts(user, "mailto:"))
		return 0;
	if (rest.len < 2 || !(is_word(rest.p[1]) || rest.p[1] == '['))
		return 0;
	return n;
}

/* "example.com", "h:80", "[::1]" at `at`? */
static bool is_host(struct str s, size_t at)
{
	size_t i = at;

	if (i < s.len && s.p[i] == '[')
		return true;
	if (i == s.len || !isalpha((unsigned char)s.p[i]))
		return false;
	while (i < s.len && (isalnum((unsigned char)s.p[i]) || s.p[i] == '-'))
		i++;
	return i + 1 < s.len &&
	       ((s.p[i] == '.' && isalnum((unsigned char)s.p[i + 1])) ||
		(s.p[i] == ':' && isdigit((unsigned char)s.p[i + 1])));
}

/* The same of a password that holds a "/", "?" or "#" as it is. */
static size_t long_userinfo(struct str s, size_t at)
{
	size_t i = at, last = 0;
	bool beyond = false, is = false;

	if (!begins(s, at) ||
	    str_starts(str_sub(s, at, s.len - at), "mailto:"))
		return 0;
	while (i < s.len && (is_word(s.p[i]) || strchr(".+%", s.p[i])))
		i++;
	if (i == at || i + 1 >= s.len || s.p[i] != ':' ||
	    strchr("/:", s.p[i + 1]))
		return 0;
	for (i++; i < s.len; i++) {
		char c = s.p[i];

		if (isspace((unsigned char)c) || strchr(",|;)\"'", c))
			break;
		beyond = beyond || c == '/' || c == '?' || c == '#';
		if (c == '@' && !is_version(s, i + 1) && is_host(s, i + 1)) {
			last = i - at;
			is = beyond;
		}
	}
	return is ? last : 0;
}

static size_t bare_userinfo(struct str s, size_t at, bool proxy)
{
	size_t n = long_userinfo(s, at);

	return n ? n : short_userinfo(s, at, proxy);
}

/* -u of curl takes name:password, that of docker two numbers. */
static bool is_login(struct str name, struct str value)
{
	size_t i;

	if (!str_eq(name, STR_LIT("-u")) && !str_eq(name, STR_LIT("-U")) &&
	    !str_eq(name, STR_LIT("--user")) &&
	    !str_eq(name, STR_LIT("--proxy-user")))
		return false;
	if (!value.len || !memchr(value.p, ':', value.len))
		return false;
	for (i = 0; i < value.len; i++)
		if (!isdigit((unsigned char)value.p[i]) && value.p[i] != ':')
			return true;
	return false;
}

/* "--password VALUE", "-u name:VALUE": what was taken, 0 if it is none. */
static size_t option(struct strbuf *out, struct str s, size_t at)
{
	struct str name;
	size_t i = at;

	if (s.p[at] != '-' || !begins(s, at))
		return 0;
	while (i < s.len && (is_word(s.p[i]) || s.p[i] == '.'))
		i++;
	name = str_sub(s, at, i - at);
	if (i == s.len || (!is_blank(s.p[i]) && s.p[i] != '='))
		return 0;
	if (s.p[i] == '=')
		i++;
	else
		while (i < s.len && is_blank(s.p[i]))
			i++;
	if (i == s.len || s.p[i] == '-')
		return 0;
	if (!is_login(name, str_sub(s, i, word_len(s, i, ";"))) &&
	    (s.p[i - 1] == '=' || !option_is_secret(name)))
		return 0;
	strbuf_adds(out, str_sub(s, at, i - at));
	return i - at + mask_word(out, s, i, ";");
}

/* "sshpass -p VALUE": what was taken, 0 if it is none. */
static size_t sshpass(struct strbuf *out, struct str s, size_t at)
{
	static const char word[] = "sshpass";
	size_t i = at + strlen(word), from, n;

	if (!str_starts(str_sub(s, at, s.len - at), word) ||
	    (at && is_word(s.p[at - 1])) || i >= s.len || !is_blank(s.p[i]))
		return 0;
	strbuf_addstr(out, word);
	for (;;) {
		from = i;
		while (i < s.len && is_blank(s.p[i]))
			i++;
		n = 2;
		if (i + 1 < s.len && s.p[i] == '-' && s.p[i + 1] == 'p') {
			while (i + n < s.len && is_blank(s.p[i + n]))
				n++;
			strbuf_adds(out, str_sub(s, from, i + n - from));
			return i + n - at + mask_word(out, s, i + n, ";");
		}
		/* -v alone, or -P with its word. */
		if (i + 1 >= s.len || s.p[i] != '-' ||
		    (s.p[i + 1] != 'v' && s.p[i + 1] != 'P'))
			return from - at;
		if (s.p[i + 1] == 'P')
			while (i + n < s.len && is_blank(s.p[i + n]))
				n++;
		n += word_len(s, i + n, ";");
		strbuf_adds(out, str_sub(s, from, i + n - from));
		i += n;
	}
}

/* HTTPS_PROXY, GOPROXY: what stands under it is a list of URLs. */
static bool is_proxy(struct str name)
{
	return name.len >= 5 &&
	       same_nocase(str_sub(name, name.len - 5, 5), "proxy");
}

/* After "NAME=" of a secret at `at`: the mark for what follows; its length. */
static size_t assigned(struct strbuf *out, struct str s, size_t at)
{
	size_t i = at + 1, n = enclosed(s, at);

	if (n) {
		strbuf_addstr(out, REDACT_MARK);
		return i + n - at;
	}
	while (i < s.len && s.p[i] == ' ')
		strbuf_addch(out, s.p[i++]);
	if (!auth_word(s, i))
		i += mask_word(out, s, i, "&;");
	return i - at;
}

/* The name in quotes before a ":" of JSON; empty: there is none. */
static struct str quoted_name(struct str s, size_t colon)
{
	size_t end = colon;

	if (s.p[colon] != ':')
		return STR_NONE;
	while (end && is_blank(s.p[end - 1]))
		end--;
	if (!end || !is_quote(s.p[end - 1]))
		return STR_NONE;
	end--;
	if (end && s.p[end - 1] == '\\')
		end--;
	return word_before(s, end);
}

/* After the ":" of a secret at `at`; an object or a list ends nobody knows
 * where: all the rest is left out. */
static size_t of_json(struct strbuf *out, struct str s, size_t at)
{
	size_t i = at + 1;

	while (i < s.len && isspace((unsigned char)s.p[i]))
		strbuf_addch(out, s.p[i++]);
	if (i < s.len && (s.p[i] == '{' || s.p[i] == '[')) {
		strbuf_addstr(out, REDACT_MARK);
		return s.len - at;
	}
	return i - at + mask_word(out, s, i, ",}]");
}

/* The block of a private key at `at`: its length, else 0. */
static size_t pem(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.len - at), head;
	size_t end, n;

	if (!str_starts(rest, "-----BEGIN "))
		return 0;
	n = strlen("-----BEGIN ");
	head = str_sub(rest, n, rest.len - n);
	end = str_search(head, "-----");
	if (str_search(str_sub(head, 0, end), "PRIVATE KEY") >= end)
		return 0;
	end = str_search(rest, "-----END");
	if (end == rest.len)
		return rest.len;
	end += strlen("-----END");
	n = str_search(str_sub(rest, end, rest.len - end), "-----");
	return end + n == rest.len ? rest.len : end + n + strlen("-----");
}

/* `proxy`: the text is the value of a proxy's variable. */
static void add_text(struct strbuf *out, struct str s, bool proxy)
{
	bool here = proxy;
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
		n = bare_userinfo(s, i, here);
		if (n) {
			strbuf_addstr(out, REDACT_MARK);
			i += n;
			continue;
		}
		n = pem(s, i);
		if (n) {
			strbuf_addstr(out, REDACT_MARK);
			i += n;
			continue;
		}
		n = option(out, s, i);
		if (!n)
			n = sshpass(out, s, i);
		if (n) {
			i += n;
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
		if (isspace((unsigned char)s.p[i]))
			here = proxy;
		if (i + 1 < s.len &&
		    option_is_secret(quoted_name(s, i))) {
			i += of_json(out, s, i);
			continue;
		}
		if (i + 1 < s.len && (assigns(s, i) || assigns_bare(s, i))) {
			if (option_is_secret(word_before(s, i))) {
				i += assigned(out, s, i);
				continue;
			}
			if (s.p[i] == '=' && is_proxy(word_before(s, i)))
				here = true;
		}
		i++;
	}
}

void redact_text(struct strbuf *out, struct str s)
{
	add_text(out, s, false);
}

/* Options that programs take with one dash: -pVALUE is none of them. */
static bool is_long_option(struct str name)
{
	static const char *const names[] = {
		"-token", "-auth", "-password", "-passwd", "-pass", "-pwd",
		"-pw", "-secret", "-key", "-apikey", "-api-key", "-user",
		"-username", "-header", NULL
	};
	size_t i;

	if (name.len <= 2 || name.p[1] == '-')
		return true;
	for (i = 0; names[i]; i++)
		if (str_eq(name, str_from(names[i])))
			return true;
	return false;
}

/* An argument of a command in GOAUTH: of options the name is kept. */
static void add_auth_arg(struct strbuf *out, struct str arg)
{
	size_t n = 0;

	if (arg.p[0] == '-') {
		while (n < arg.len && is_word(arg.p[n]))
			n++;
		if (!is_long_option(str_sub(arg, 0, n)))
			n = 2;
		else if (n < arg.len && arg.p[n] == '=')
			n++;
		else if (n < arg.len && n > 2)
			n = 0;
	}
	strbuf_adds(out, str_sub(arg, 0, n));
	if (n < arg.len)
		strbuf_addstr(out, REDACT_MARK);
}

/*
 * GOAUTH: commands with their arguments, any of which may be a secret; only
 * the folder of "git" is none.  A ";" within quotes begins no command, so
 * behind a quote only the words that go knows itself are told.
 */
static void add_auth(struct strbuf *out, struct str s)
{
	bool first = true, git = false, quotes = false;
	struct str word;
	size_t i = 0, n;

	while (i < s.len) {
		if (isspace((unsigned char)s.p[i]) || s.p[i] == ';') {
			if (s.p[i] == ';')
				first = true;
			strbuf_addch(out, s.p[i++]);
			continue;
		}
		for (n = 1; i + n < s.len && s.p[i + n] != ';' &&
			    !isspace((unsigned char)s.p[i + n]); n++)
			;
		word = str_sub(s, i, n);
		i += n;
		if (memchr(word.p, '"', n) || memchr(word.p, '\'', n))
			quotes = true;
		if (first) {
			git = str_eq(word, STR_LIT("git"));
			if (!quotes || git || str_eq(word, STR_LIT("off")) ||
			    str_eq(word, STR_LIT("netrc")))
				redact_text(out, word);
			else
				strbuf_addstr(out, REDACT_MARK);
			first = false;
		} else if (git && word.p[0] == '/') {
			redact_text(out, word);
		} else {
			add_auth_arg(out, word);
		}
	}
}

/* A long word of small and big letters and digits is what no person chose. */
static bool looks_drawn(struct str s)
{
	bool small = false, big = false, digit = false;
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (!is_word(s.p[i]))
			return false;
		small = small || islower((unsigned char)s.p[i]);
		big = big || isupper((unsigned char)s.p[i]);
		digit = digit || isdigit((unsigned char)s.p[i]);
	}
	return s.len >= 32 && small && big && digit;
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
	if (looks_drawn(str_from(value)))
		return REDACT_MARK;
	if (cstr_eq(name, "GOAUTH"))
		add_auth(&sb, str_from(value));
	else
		add_text(&sb, str_from(value), is_proxy(str_from(name)));
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
