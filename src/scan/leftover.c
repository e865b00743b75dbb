#include "config.h"

#include "scan/leftover.h"

#include "base/path.h"
#include "fmt/gorelease.h"

/*
 * Is there a file that only other releases have?  Of package runtime, where
 * one too many stops every build; by the trees of 1.18 to 1.26.
 */
void leftover_find(struct arena *a, struct goroot_state *g,
		   leftover_has_fn *has, void *payload)
{
	/* Of those to these releases; `not`: a name that came back, which is
	 * in all others but them. */
	static const struct {
		const char *file;
		enum gorelease from, last;
		bool not;
	} files[] = {
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
	enum gorelease r;
	size_t i;

	if (!g->version || !gorelease_is_known(g->version) ||
	    !gorelease_find(g->version, &r))
		return;
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		const char *file = path_join(a, "src/runtime",
					     files[i].file);

		if ((r >= files[i].from && r <= files[i].last) !=
			files[i].not ||
		    !has(file, payload))
			continue;
		g->leftover = file;
		if (files[i].not)
			g->leftover_of = arena_printf(a, "up to %s",
				gorelease_name(files[i].from - 1));
		else if (files[i].last == GORELEASE_NEWEST)
			g->leftover_of = arena_printf(a, "%s+",
				gorelease_name(files[i].from));
		else
			g->leftover_of = arena_printf(a, "%s-%s",
				gorelease_name(files[i].from),
				gorelease_name(files[i].last));
		return;
	}
}
