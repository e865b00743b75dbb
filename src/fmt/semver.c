/* Mirrors golang.org/x/mod/semver. */
#include "config.h"

#include "fmt/semver.h"

struct parts {
	struct str major, minor, patch;
	const char *fill;	/* what a short form lacks */
	struct str pre, build;
};

static void skip(struct str *v, size_t n)
{
	*v = str_sub(*v, n, v->len - n);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_ident(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z') || c == '-';
}

static bool take_int(struct str *v, struct str *n)
{
	size_t i = 0;

	while (i < v->len && is_digit(v->p[i]))
		i++;
	if (!i || (v->p[0] == '0' && i > 1))
		return false;
	*n = str_sub(*v, 0, i);
	skip(v, i);
	return true;
}

static bool is_num(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!is_digit(s.p[i]))
			return false;
	return true;
}

/*
 * The identifiers behind the mark that v starts with, up to `end`; none may
 * be empty, and numbers without needless zeros where `strict`.
 */
static bool take_idents(struct str *v, char end, bool strict, struct str *out)
{
	size_t i, start = 1;

	for (i = 1;; i++) {
		bool stop = i == v->len || (end && v->p[i] == end);

		if (stop || v->p[i] == '.') {
			struct str id = str_sub(*v, start, i - start);

			if (!id.len || (strict && id.len > 1 &&
					id.p[0] == '0' && is_num(id)))
				return false;
			start = i + 1;
			if (stop)
				break;
		} else if (!is_ident(v->p[i])) {
			return false;
		}
	}
	*out = str_sub(*v, 0, i);
	skip(v, i);
	return true;
}

static bool parse(struct str v, struct parts *p)
{
	static const struct parts none;

	*p = none;
	p->fill = "";
	if (!v.len || v.p[0] != 'v')
		return false;
	skip(&v, 1);
	if (!take_int(&v, &p->major))
		return false;
	if (!v.len) {
		p->minor = p->patch = STR_LIT("0");
		p->fill = ".0.0";
		return true;
	}
	if (v.p[0] != '.')
		return false;
	skip(&v, 1);
	if (!take_int(&v, &p->minor))
		return false;
	if (!v.len) {
		p->patch = STR_LIT("0");
		p->fill = ".0";
		return true;
	}
	if (v.p[0] != '.')
		return false;
	skip(&v, 1);
	if (!take_int(&v, &p->patch))
		return false;
	if (v.len && v.p[0] == '-' && !take_idents(&v, '+', true, &p->pre))
		return false;
	if (v.len && v.p[0] == '+' && !take_idents(&v, 0, false, &p->build))
		return false;
	return !v.len;
}

bool semver_valid(struct str v)
{
	struct parts p;

	return parse(v, &p);
}

const char *semver_canonical(struct arena *a, struct str v)
{
	struct parts p;

	if (!parse(v, &p))
		return "";
	return arena_printf(a, "%.*s%s", (int)(v.len - p.build.len), v.p,
			    p.fill);
}

struct str semver_major(struct str v)
{
	struct parts p;

	return parse(v, &p) ? str_sub(v, 0, p.major.len + 1) : STR_NONE;
}

const char *semver_major_minor(struct arena *a, struct str v)
{
	struct parts p;

	if (!parse(v, &p))
		return "";
	return arena_printf(a, "v%.*s.%.*s", STR_FMT(p.major),
			    STR_FMT(p.minor));
}

struct str semver_prerelease(struct str v)
{
	struct parts p;

	return parse(v, &p) ? p.pre : STR_NONE;
}

struct str semver_build(struct str v)
{
	struct parts p;

	return parse(v, &p) ? p.build : STR_NONE;
}

static int cmp_int(struct str a, struct str b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return str_cmp(a, b);
}

static int cmp_prerelease(struct str a, struct str b)
{
	if (str_eq(a, b))
		return 0;
	if (!a.len)
		return 1;
	if (!b.len)
		return -1;
	while (a.len && b.len) {
		struct str x, y;

		skip(&a, 1);
		skip(&b, 1);
		x = str_sub(a, 0, str_find(a, '.'));
		y = str_sub(b, 0, str_find(b, '.'));
		skip(&a, x.len);
		skip(&b, y.len);
		if (str_eq(x, y))
			continue;
		if (is_num(x) != is_num(y))
			return is_num(x) ? -1 : 1;
		return is_num(x) ? cmp_int(x, y) : str_cmp(x, y);
	}
	return a.len ? 1 : -1;
}

int semver_cmp(struct str a, struct str b)
{
	struct parts x, y;
	bool xok = parse(a, &x), yok = parse(b, &y);
	int c;

	if (!xok || !yok)
		return xok ? 1 : yok ? -1 : 0;
	c = cmp_int(x.major, y.major);
	if (!c)
		c = cmp_int(x.minor, y.minor);
	if (!c)
		c = cmp_int(x.patch, y.patch);
	return c ? c : cmp_prerelease(x.pre, y.pre);
}
