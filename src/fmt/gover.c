/* Mirrors src/internal/gover/gover.go and src/go/version/version.go. */
#include "config.h"

#include "fmt/gover.h"

static const struct str zero = { "0", 1 };

/* The decimal number at the start of *v, without needless zeros. */
static bool cut_int(struct str *v, struct str *n)
{
	size_t i = 0;

	while (i < v->len && v->p[i] >= '0' && v->p[i] <= '9')
		i++;
	if (!i || (v->p[0] == '0' && i > 1))
		return false;
	*n = str_sub(*v, 0, i);
	*v = str_sub(*v, i, v->len - i);
	return true;
}

static void skip(struct str *v, size_t n)
{
	*v = str_sub(*v, n, v->len - n);
}

int gover_cmp_int(struct str a, struct str b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return str_cmp(a, b);
}

static bool parse(struct str v, struct gover *out)
{
	size_t i = 0;

	if (!cut_int(&v, &out->major))
		return false;
	if (!v.len) {
		out->minor = out->patch = zero;
		return true;
	}
	if (v.p[0] != '.')
		return false;
	skip(&v, 1);
	if (!cut_int(&v, &out->minor))
		return false;
	if (!v.len) {
		if (gover_cmp_int(out->minor, STR_LIT("21")) < 0)
			out->patch = zero;
		return true;
	}
	if (v.p[0] == '.') {
		skip(&v, 1);
		return cut_int(&v, &out->patch) && !v.len;
	}
	while (i < v.len && v.p[i] >= 'a' && v.p[i] <= 'z')
		i++;
	if (!i)
		return false;
	out->kind = str_sub(v, 0, i);
	skip(&v, i);
	if (!v.len)
		return true;
	return cut_int(&v, &out->pre) && !v.len;
}

bool gover_parse(struct str version, struct gover *out)
{
	static const struct gover none;

	*out = none;
	if (parse(version, out))
		return true;
	*out = none;
	return false;
}

bool gover_valid(struct str version)
{
	struct gover v;

	return gover_parse(version, &v);
}

int gover_cmp(struct str a, struct str b)
{
	struct gover x, y;
	int c;

	(void)gover_parse(a, &x);
	(void)gover_parse(b, &y);
	c = gover_cmp_int(x.major, y.major);
	if (!c)
		c = gover_cmp_int(x.minor, y.minor);
	if (!c)
		c = gover_cmp_int(x.patch, y.patch);
	if (!c)
		c = str_cmp(x.kind, y.kind);
	if (!c)
		c = gover_cmp_int(x.pre, y.pre);
	return c;
}

bool gover_is_lang(struct str version)
{
	struct gover v;

	return gover_parse(version, &v) && !v.patch.len && !v.kind.len &&
		!v.pre.len;
}

const char *gover_lang(struct arena *a, struct str version)
{
	struct gover v;

	if (!gover_parse(version, &v))
		return "";
	if (str_is(v.major, "1") && str_is(v.minor, "0"))
		return "1";
	return arena_printf(a, "%.*s.%.*s", STR_FMT(v.major),
			    STR_FMT(v.minor));
}

struct str gover_of_toolchain(struct str name)
{
	struct str v;
	size_t i;

	if (!str_starts(name, "go") || str_find(name, '/') < name.len ||
	    str_find(name, '\\') < name.len)
		return STR_NONE;
	v = str_sub(name, 2, name.len - 2);
	for (i = 0; i < v.len; i++)
		if (v.p[i] == ' ' || v.p[i] == '\t' || v.p[i] == '-')
			break;
	v.len = i;
	return gover_valid(v) ? v : STR_NONE;
}

/* go/version cuts at the first "-" only. */
static struct str strip_go(struct str name)
{
	name.len = str_find(name, '-');
	if (!str_starts(name, "go"))
		return STR_NONE;
	return str_sub(name, 2, name.len - 2);
}

int gover_cmp_toolchain(struct str a, struct str b)
{
	return gover_cmp(strip_go(a), strip_go(b));
}

bool gover_valid_toolchain(struct str name)
{
	return gover_valid(strip_go(name));
}
