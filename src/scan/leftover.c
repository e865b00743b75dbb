#include "config.h"

#include "scan/leftover.h"

#include "base/path.h"
#include "fmt/gorelease.h"

/*
 * Files of package runtime, where one too many stops every build; by the trees
 * of 1.18 to 1.26.
 */
static const struct mark {
	/* Of those to these releases; `not`: a name that came back, which is
	 * in all others but them. */
	const char *file;
	enum gorelease from, last;
	bool not;
} marks[] = {
	{ "msize.go", GO_1_22, GO_1_22, true },
	{ "map_fast32.go", GO_1_24, GO_1_25, true },
	{ "stkframe.go", GO_1_20, GORELEASE_NEWEST, false },
	{ "lfstack_64bit.go", GO_1_18, GO_1_20, false },
	{ "tagptr.go", GO_1_21, GORELEASE_NEWEST, false },
	{ "msize_allocheaders.go", GO_1_22, GO_1_22, false },
	{ "trace2.go", GO_1_22, GO_1_22, false },
	{ "rand.go", GO_1_22, GORELEASE_NEWEST, false },
	{ "tracebuf.go", GO_1_23, GORELEASE_NEWEST, false },
	{ "linkname_swiss.go", GO_1_24, GO_1_25, false },
	{ "mcleanup.go", GO_1_24, GORELEASE_NEWEST, false },
	{ "sizeclasses.go", GO_1_18, GO_1_24, false },
	{ "valgrind.go", GO_1_25, GORELEASE_NEWEST, false },
	{ "typekind.go", GO_1_18, GO_1_25, false },
	{ "hexdump.go", GO_1_26, GORELEASE_NEWEST, false },
};

static bool is_of(const struct mark *m, enum gorelease r)
{
	return (r >= m->from && r <= m->last) != m->not;
}

static bool is_known(const char *version, enum gorelease *r)
{
	return version && gorelease_is_known(version) &&
	       gorelease_find(version, r);
}

/* "1.24+", "1.18-1.20"; "up to 1.23, 1.26+" of a name that came back. */
static const char *releases_of(struct arena *a, const struct mark *m)
{
	const char *last;

	if (m->not) {
		last = arena_printf(a, "up to %s",
				    gorelease_name(m->from - 1));
		return m->last == GORELEASE_NEWEST ? last :
			arena_printf(a, "%s, %s+", last,
				     gorelease_name(m->last + 1));
	}
	if (m->last == GORELEASE_NEWEST)
		return arena_printf(a, "%s+", gorelease_name(m->from));
	if (m->last == m->from)
		return gorelease_name(m->from);
	return arena_printf(a, "%s-%s", gorelease_name(m->from),
			    gorelease_name(m->last));
}

void leftover_find(struct arena *a, struct goroot_state *g,
		   leftover_has_fn *has, void *payload)
{
	const char *version = g->binary_version ? g->binary_version :
						  g->version;
	bool there[ARRAY_SIZE(marks)];
	enum gorelease r, told;
	size_t i;

	if (!is_known(version, &r))
		return;
	for (i = 0; i < ARRAY_SIZE(marks); i++)
		there[i] = has(path_join(a, "src/runtime", marks[i].file),
			       payload);
	if (!g->binary_version || !is_known(g->version, &told) || told != r) {
		enum gorelease one;

		/* Which of the two is wrong is not known: some release may
		 * have all these files. */
		for (one = GORELEASE_OLDEST; one < GORELEASE_N; one++) {
			for (i = 0; i < ARRAY_SIZE(marks); i++)
				if (there[i] && !is_of(&marks[i], one))
					break;
			if (i == ARRAY_SIZE(marks))
				return;
		}
	}
	for (i = 0; i < ARRAY_SIZE(marks); i++) {
		if (!there[i] || is_of(&marks[i], r))
			continue;
		g->leftover = path_join(a, "src/runtime", marks[i].file);
		g->leftover_of = releases_of(a, &marks[i]);
		return;
	}
}
