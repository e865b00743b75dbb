/* A log on standard input: "row ID" of each message, "? LINE" of what looks
 * like a failure; of files named, the same behind "FILE: ".  --rows: the ids of
 * the table, with the first and the last release that says so. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "facts/loglore.h"

/* Of one log, each line behind the words BEFORE and BETWEEN. */
static int tell(FILE *from, const char *before, const char *between)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct log_report r;
	size_t i, n;

	while ((n = fread(strbuf_room(&sb, 65536), 1, 65536, from)) > 0)
		strbuf_advance(&sb, n);
	loglore_read(&a, strbuf_str(&sb), NULL, &r);
	for (i = 0; i < r.nhits; i++)
		printf("%s%srow %s\n", before, between, r.hits[i].row);
	for (i = 0; i < r.nothers; i++)
		printf("%s%s? %d %s\n", before, between, r.others[i].line,
		       r.others[i].text);
	arena_release(&a);
	strbuf_release(&sb);
	return ferror(from);
}

int main(int argc, char **argv)
{
	size_t i;
	int k, bad = 0;

	if (argc > 1 && !strcmp(argv[1], "--rows")) {
		for (i = 0; i < nlogrows; i++)
			printf("%s %s %s\n", logrows[i].id,
			       logrows[i].from ? logrows[i].from : "1.0",
			       logrows[i].until ? logrows[i].until : "9.0");
		return 0;
	}
	if (argc == 1)
		return tell(stdin, "", "");
	for (k = 1; k < argc; k++) {
		FILE *f = fopen(argv[k], "r");

		if (!f) {
			perror(argv[k]);
			return 1;
		}
		bad |= tell(f, argv[k], ": ");
		fclose(f);
	}
	return bad;
}
