#include "config.h"

#include "fixes/ignorerules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

void ignorerules_add(struct fix_run *run, struct gitignore *set,
		     const char *file, const char *base, struct str text)
{
	struct error err = ERROR_INIT;

	if (!text.p && fix_read(run, fix_abs(run, file), &text, &err))
		text = STR_NONE;
	error_release(&err);
	if (text.len)
		gitignore_add(run->arena, set, text, file, base);
}

void ignorerules_above(struct fix_run *run, const char *path,
		       const char *instead, struct str text,
		       struct gitignore *set)
{
	struct arena *a = run->arena;
	const char *slash;

	ignorerules_add(run, set, ".gitignore", "",
			cstr_eq(instead, ".gitignore") ? text : STR_NONE);
	for (slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		const char *base = arena_strndup(a, path,
						 (size_t)(slash - path));
		const char *file = path_join(a, base, ".gitignore");

		ignorerules_add(run, set, file, base, cstr_eq(file, instead)
						? text : STR_NONE);
	}
}
