/*
 * What `go env -w` says, as gomend foretells it: envwrite_tool VERSION GOOS
 * GOARCH, then lines NAME=VALUE on its input; for each "ok" or go's words.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "facts/goenvwrite.h"

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	enum gorelease r;
	char line[4096], *value;

	if (argc != 4 || !gorelease_find(argv[1], &r))
		return 2;
	while (fgets(line, sizeof(line), stdin)) {
		const char *bad;

		line[strcspn(line, "\n")] = '\0';
		value = strchr(line, '=');
		if (!value)
			return 2;
		*value++ = '\0';
		bad = goenvwrite_problem(&a, r, argv[2], argv[3], line, value);
		puts(bad ? bad : "ok");
	}
	arena_release(&a);
	return 0;
}
