/* Module paths, versions and patterns; the lines of the input are each one. */
#include "config.h"

#include <stdlib.h>

#include "fmt/gochar.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"
#include "tests/fuzz/fuzz.h"

static void one(struct arena *a, struct str s, struct str before)
{
	struct pseudo_version p;
	struct str out;
	const char *e;

	e = modpath_escape(a, s, NULL);
	if (e && !str_is(s, modpath_unescape(a, str_from(e))))
		abort();
	if (modpath_check_import(s, NULL) < 0 && e)
		abort();
	if ((modpath_parse_pseudo(a, s, &p, NULL) == 0) &&
	    !modpath_is_pseudo(s))
		abort();
	if (semver_valid(s) !=
	    (semver_valid(str_from(semver_canonical(a, s)))))
		abort();
	if (semver_cmp(s, before) != -semver_cmp(before, s))
		abort();
	if ((gover_cmp(s, before) > 0) != (gover_cmp(before, s) < 0))
		abort();
	(void)modpath_match_patterns(before, s);
	(void)gochar_quoted(a, s, GORELEASE_NEWEST);
	(void)gochar_unquote(a, s, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, line;
	struct str before = STR_LIT("v1.2.3-pre");
	struct arena a = ARENA_INIT;

	while (str_line(&rest, &line)) {
		if (line.len > 4096)
			line.len = 4096;
		one(&a, line, before);
		before = line;
	}
	arena_release(&a);
	return 0;
}
