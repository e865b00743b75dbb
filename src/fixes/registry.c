/* Every fix, sorted by id; and which of them serve which check. */
#include "config.h"

#include "fixes/fix.h"

#include "base/mem.h"
#include "base/str.h"

extern const struct fix fix_merge_gosum;
extern const struct fix fix_relocate_project;
extern const struct fix fix_set_go_line;

const struct fix *const fixes[] = {
	&fix_merge_gosum,
	&fix_relocate_project,
	&fix_set_go_line,
};
const size_t nfixes = ARRAY_SIZE(fixes);

#define FIXES_MAX 6

/* Sorted by check; the order of a row is that of the catalogue. */
static const struct serving {
	const char *check;
	const char *fixes[FIXES_MAX];	/* ends at the first NULL */
} servings[] = {
	{ "gomod-invalid", { "set-go-line" } },
	{ "gosum-conflict", { "merge-gosum" } },
	{ "module-in-gopath", { "relocate-project" } },
};

const struct fix *fix_find(const char *id)
{
	size_t i;

	for (i = 0; i < nfixes; i++)
		if (cstr_eq(fixes[i]->id, id))
			return fixes[i];
	return NULL;
}

const char *const *fixes_for(const char *check_id)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(servings); i++)
		if (cstr_eq(servings[i].check, check_id))
			return servings[i].fixes;
	return NULL;
}
