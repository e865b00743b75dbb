/*
 * modversion_tool GITDIR ROOT <LINES
 *	each line "MODULE-PATH REVISION" answered by "VERSION" or
 *	"refused: REASON"
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "host/git.h"
#include "scan/modversion.h"

int main(int argc, char **argv)
{
	struct error err = ERROR_INIT;
	char line[4096], *rev;
	struct gitrev *g;

	githost_start();
	if (argc != 3)
		return 2;
	g = gitrev_open(argv[1], &err);
	if (!g) {
		fprintf(stderr, "%s\n", err.message);
		error_release(&err);
		return 1;
	}
	while (fgets(line, sizeof(line), stdin)) {
		struct arena a = ARENA_INIT;
		struct modversion v;

		line[strcspn(line, "\n")] = 0;
		rev = strchr(line, ' ');
		if (!rev)
			return 2;
		*rev++ = 0;
		if (modversion_of(&a, g, argv[2], line, rev, &v, &err))
			printf("refused: %s\n", err.message);
		else
			printf("%s\n", v.version);
		error_release(&err);
		arena_release(&a);
	}
	gitrev_close(g);
	return 0;
}
