/*
 * vendortree_tool DIR GOVERSION GOROOT MODCACHE [OUT]
 *
 * What fixes/vendortree.h makes of the module in DIR.  "go WHY" and exit code
 * 3 where go must be asked; else a line for each difference from DIR/vendor,
 * and with OUT the whole tree is written there.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "fixes/vendortree.h"
#include "scan/fixhost.h"

static void write_file(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes, 1, len, f) != len || fclose(f)) {
		perror(path);
		exit(1);
	}
}

/* Parents come first: a folder's name is shorter than those in it. */
static int by_length(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;
	size_t n = strlen(*a), m = strlen(*b);

	return n < m ? -1 : n > m;
}

static void write_tree(struct fix_host *h, const struct vendortree *t,
		       const char *out)
{
	struct arena a = ARENA_INIT;
	const char **dirs = NULL;
	size_t i, n = 0;

	for (i = 0; i < t->dirs.n; i++)
		*ARENA_PUSH(&a, dirs, n) = t->dirs.entries[i].key;
	qsort(dirs, n, sizeof(*dirs), by_length);
	for (i = 0; i < n; i++)
		if (mkdir(path_join(&a, out, dirs[i]), 0777))
			perror(dirs[i]);
	for (i = 0; i < t->files.n; i++) {
		const char *rel = t->files.entries[i].key;
		const char *from = vendortree_from(t, rel);
		struct strbuf sb = STRBUF_INIT;

		if (!from) {
			write_file(path_join(&a, out, rel), t->modules_txt,
				   strlen(t->modules_txt));
			continue;
		}
		if (h->read(h, from, &sb, NULL)) {
			fprintf(stderr, "cannot read %s\n", from);
			exit(1);
		}
		write_file(path_join(&a, out, rel), sb.buf, sb.len);
		strbuf_release(&sb);
	}
	arena_release(&a);
}

int main(int argc, char **argv)
{
	static const char *const kinds[] = {
		"new", "other", "mode", "folder", "gone"
	};
	struct vendortree_in in = { 0 };
	struct vendortree t;
	struct fix_host h;
	size_t i;
	int rc = 0;

	if (argc < 5)
		return 2;
	fixhost_init(&h);
	in.host = &h;
	in.dir = argv[1];
	in.version = argv[2];
	in.goroot = argv[3];
	in.modcache = argv[4];
	vendortree_make(&in, &t);
	if (t.why) {
		printf("go %s\n", t.why);
		rc = 3;
	} else {
		for (i = 0; i < t.ndiffs; i++)
			printf("%s %04o %s\n", kinds[t.diffs[i].kind],
			       (unsigned)t.diffs[i].mode, t.diffs[i].rel);
		if (argc > 5)
			write_tree(&h, &t, argv[5]);
	}
	vendortree_release(&t);
	return rc;
}
