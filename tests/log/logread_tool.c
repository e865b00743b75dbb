/* A log on standard input: "row ID" of each message, "? LINE" of what looks
 * like a failure; --rows: the ids of the table, with the
 * first and the last release that says so. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "facts/loglore.h"

int main(int argc, char **argv)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct log_report r;
	size_t i, n;

	if (argc > 1 && !strcmp(argv[1], "--rows")) {
		for (i = 0; i < nlogrows; i++)
			printf("%s %s %s\n", logrows[i].id,
			       logrows[i].from ? logrows[i].from : "1.0",
			       logrows[i].until ? logrows[i].until : "9.0");
		return 0;
	}
	while ((n = fread(strbuf_room(&sb, 65536), 1, 65536, stdin)) > 0)
		strbuf_advance(&sb, n);
	loglore_read(&a, strbuf_str(&sb), NULL, &r);
	for (i = 0; i < r.nhits; i++)
		printf("row %s\n", r.hits[i].row);
	for (i = 0; i < r.nothers; i++)
		printf("? %d %s\n", r.others[i].line, r.others[i].text);
	arena_release(&a);
	strbuf_release(&sb);
	return 0;
}
