#include "config.h"

#include "fmt/gorelease.h"

#include "fmt/gover.h"

static const char *const names[GORELEASE_N] = {
	[GO_1_18] = "1.18",
	[GO_1_19] = "1.19",
	[GO_1_20] = "1.20",
	[GO_1_21] = "1.21",
	[GO_1_22] = "1.22",
	[GO_1_23] = "1.23",
	[GO_1_24] = "1.24",
	[GO_1_25] = "1.25",
	[GO_1_26] = "1.26",
};

const char *gorelease_name(enum gorelease r)
{
	return names[r];
}

static struct str without_go(const char *version)
{
	struct str v = str_from(version);

	if (str_starts(v, "go"))
		v = gover_of_toolchain(v);
	return v;
}

bool gorelease_find(const char *version, enum gorelease *r)
{
	struct gover have, want;
	int i;

	*r = GORELEASE_NEWEST;
	if (cstr_empty(version))
		return true;
	if (!gover_parse(without_go(version), &want))
		return false;
	for (i = 0; i < GORELEASE_N; i++) {
		int c;

		(void)gover_parse(str_from(names[i]), &have);
		c = gover_cmp_int(have.major, want.major);
		if (!c)
			c = gover_cmp_int(have.minor, want.minor);
		if (c > 0)
			break;
		*r = (enum gorelease)i;
	}
	if (!i)
		*r = GO_1_18;
	return true;
}

bool gorelease_is_known(const char *version)
{
	struct gover have, want;
	enum gorelease r;

	if (cstr_empty(version) || !gorelease_find(version, &r) ||
	    !gover_parse(without_go(version), &want) ||
	    !gover_parse(str_from(names[r]), &have))
		return false;
	return str_eq(have.major, want.major) && str_eq(have.minor, want.minor);
}
