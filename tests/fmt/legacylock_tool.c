/*
 * legacylock_tool PATH FILE...
 *	what go mod init asks for of each lock file, were it at PATH: lines
 *	"== FILE", then "PATH VERSION"; or "refused"
 * legacylock_tool -f PATH FILE...
 *	what is wrong with each, if anything is: lines "FILE FLAW LINE WHAT"
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "fmt/legacyflaw.h"

static struct str read_file(struct arena *a, const char *name)
{
	struct strbuf sb = STRBUF_INIT;
	FILE *in = fopen(name, "rb");
	struct str s;
	size_t n;

	if (!in) {
		perror(name);
		exit(1);
	}
	do {
		n = fread(strbuf_room(&sb, 65536), 1, 65536, in);
		strbuf_advance(&sb, n);
	} while (n);
	fclose(in);
	/* Exactly as long as the text, so that a read beyond it is seen. */
	s.len = sb.len;
	s.p = arena_memdup(a, sb.len ? sb.buf : "", sb.len ? sb.len : 1);
	strbuf_release(&sb);
	return s;
}

static void show(int kind, const char *name)
{
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	const char *path, *version;
	struct legacylock l;
	size_t i;

	printf("== %s\n", name);
	if (legacylock_read(&a, (enum legacylock_kind)kind,
			    read_file(&a, name), &l, &err))
		printf("refused\n");
	for (i = 0; i < l.npins; i++)
		if (legacylock_asked(&a, &l, i, &path, &version))
			printf("%s %s\n", path, version);
	error_release(&err);
	arena_release(&a);
}

static void tell_flaw(int kind, const char *name)
{
	struct arena a = ARENA_INIT;
	struct legacyflaw f;

	legacyflaw_find(&a, (enum legacylock_kind)kind, read_file(&a, name),
			&f);
	if (f.kind)
		printf("%s %s %d %s\n", name, legacyflaw_id(f.kind), f.line,
		       f.what ? f.what : "");
	arena_release(&a);
}

int main(int argc, char **argv)
{
	bool flaws = argc > 1 && !strcmp(argv[1], "-f");
	int i, kind;

	argc -= flaws;
	argv += flaws;
	kind = argc > 2 ? legacylock_kind_of(argv[1]) : -1;

	if (kind < 0) {
		fprintf(stderr, "usage: legacylock_tool PATH FILE...\n");
		return 2;
	}
	for (i = 2; i < argc; i++)
		(flaws ? tell_flaw : show)(kind, argv[i]);
	return 0;
}
