#include "config.h"

#include "fmt/buildtag.h"

#include "base/mem.h"

#define MAX_DEPTH 100

static const char *const known_os[] = {
	"aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos",
	"ios", "js", "linux", "nacl", "netbsd", "openbsd", "plan9", "solaris",
	"wasip1", "windows", "zos", NULL
};
static const char *const unix_os[] = {
	"aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos",
	"ios", "linux", "netbsd", "openbsd", "solaris", NULL
};
static const char *const known_arch[] = {
	"386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be",
	"loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32",
	"mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390",
	"s390x", "sparc", "sparc64", "wasm", NULL
};

static bool among(const char *const *list, struct str s)
{
	for (; *list; list++)
		if (str_is(s, *list))
			return true;
	return false;
}

/* "go1.21" for a go that is at least that. */
static bool is_reached(struct str tag, int minor)
{
	int n = 0;
	size_t i;

	for (i = strlen("go1."); i < tag.len && n <= minor; i++) {
		if (tag.p[i] < '0' || tag.p[i] > '9')
			return false;
		n = n * 10 + (tag.p[i] - '0');
	}
	return n > 0 && n <= minor;
}

static bool has_tag(struct str tag, const struct buildtag_target *t)
{
	struct str os = str_from(t->goos);

	if (str_eq(tag, os) || str_is(tag, t->goarch) || str_is(tag, "gc"))
		return true;
	/* These three are two systems at once. */
	if (str_is(os, "android") && str_is(tag, "linux"))
		return true;
	if (str_is(os, "illumos") && str_is(tag, "solaris"))
		return true;
	if (str_is(os, "ios") && str_is(tag, "darwin"))
		return true;
	if (str_is(tag, "unix"))
		return among(unix_os, os);
	if (str_is(tag, "cgo"))
		return t->cgo;
	return str_starts(tag, "go1.") && is_reached(tag, t->go_minor);
}

static bool may_hold(struct str tag, const struct buildtag_target *t,
		     bool negated)
{
	if (t->any)
		return !str_is(tag, "ignore") && !negated;
	return has_tag(tag, t);
}

struct parser {
	struct str s;
	const struct buildtag_target *t;
	int depth;
	bool broken;
	bool negated;	/* behind an odd number of "!" */
};

static bool parse_or(struct parser *p);

static bool take(struct parser *p, const char *word)
{
	p->s = str_trim(p->s);
	if (!str_starts(p->s, word))
		return false;
	p->s = str_sub(p->s, strlen(word), p->s.len - strlen(word));
	return true;
}

static bool is_tag_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '.' || c >= 0x80;
}

static bool parse_not(struct parser *p)
{
	bool negate = take(p, "!"), value;
	size_t n = 0;

	p->negated = p->negated != negate;

	if (take(p, "(")) {
		if (++p->depth > MAX_DEPTH) {
			p->broken = true;
			return false;
		}
		value = parse_or(p);
		p->depth--;
		if (!take(p, ")"))
			p->broken = true;
	} else {
		while (n < p->s.len && is_tag_char((unsigned char)p->s.p[n]))
			n++;
		if (!n)
			p->broken = true;
		value = may_hold(str_sub(p->s, 0, n), p->t, p->negated);
		p->s = str_sub(p->s, n, p->s.len - n);
	}
	p->negated = p->negated != negate;
	return value != negate;
}

static bool parse_and(struct parser *p)
{
	bool value = parse_not(p);

	while (!p->broken && take(p, "&&")) {
		bool right = parse_not(p);

		value = value && right;
	}
	return value;
}

static bool parse_or(struct parser *p)
{
	bool value = parse_and(p);

	while (!p->broken && take(p, "||")) {
		bool right = parse_and(p);

		value = value || right;
	}
	return value;
}

bool buildtag_eval(struct str expr, const struct buildtag_target *t)
{
	struct parser p = { expr, t, 0, false, false };
	bool value;

	value = parse_or(&p);
	return value && !p.broken && !str_trim(p.s).len;
}

bool buildtag_valid(struct str expr)
{
	static const struct buildtag_target any = { .any = true };
	struct parser p = { expr, &any, 0, false, false };
	size_t i;

	for (i = 0; i < expr.len; i++)
		if ((unsigned char)expr.p[i] >= 0x80)
			return false;
	(void)parse_or(&p);
	return !p.broken && !str_trim(p.s).len;
}

static bool plus_term(struct str term, const struct buildtag_target *t)
{
	if (str_starts(term, "!!") || !term.len)
		return false;
	if (term.p[0] == '!')
		return !may_hold(str_sub(term, 1, term.len - 1), t, true);
	return may_hold(term, t, false);
}

bool buildtag_eval_plus(struct str lines, const struct buildtag_target *t)
{
	struct str line, option, term;

	while (str_line(&lines, &line)) {
		bool any = false;

		while (str_word(&line, &option)) {
			bool all = true;

			while (str_cut(&option, ',', &term))
				all = plus_term(term, t) && all;
			any = any || all;
		}
		if (!any)
			return false;
	}
	return true;
}

bool buildtag_name(const char *name, const struct buildtag_target *t)
{
	struct str s = str_from(name), last, before = STR_NONE;
	size_t at;

	if (t->any)
		return true;
	s.len = str_find(s, '.');
	/* Before the first "_" there is no constraint: linux.go is plain. */
	at = str_find(s, '_');
	if (at == s.len)
		return true;
	s = str_sub(s, at, s.len - at);
	if (str_ends(s, "_test"))
		s.len -= 5;
	at = str_find_last(s, '_');
	if (at == s.len)
		return true;
	last = str_sub(s, at + 1, s.len - at - 1);
	s.len = at;
	at = str_find_last(s, '_');
	if (at < s.len)
		before = str_sub(s, at + 1, s.len - at - 1);
	if (before.len && among(known_os, before) && among(known_arch, last))
		return has_tag(before, t) && has_tag(last, t);
	if (among(known_os, last) || among(known_arch, last))
		return has_tag(last, t);
	return true;
}
