/*
 * makefile_tool FILE : each recipe line as a shell gets it, "TARGET<tab>TEXT";
 * t-makefile.sh compares with what make -n prints.
 */
#include "config.h"

#include <stdio.h>

#include "base/path.h"
#include "base/strbuf.h"
#include "fmt/makefile.h"

static bool read_file(struct arena *a, const char *path, struct str *out)
{
	struct strbuf sb = STRBUF_INIT;
	FILE *f = fopen(path, "r");
	size_t n;

	if (!f)
		return false;
	while ((n = fread(strbuf_room(&sb, 4096), 1, 4096, f)))
		strbuf_advance(&sb, n);
	(void)fclose(f);
	out->p = arena_strndup(a, sb.buf, sb.len);
	out->len = sb.len;
	strbuf_release(&sb);
	return true;
}

static bool load(void *payload, const char *path, struct str *out)
{
	return read_file(payload, path, out);
}

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct makefile mf;
	struct str bytes;
	size_t i, k;

	if (argc != 2 || !read_file(&a, argv[1], &bytes))
		return 2;
	makefile_parse(&a, bytes, argv[1], load, &a, &mf);
	for (i = 0; i < mf.nrules; i++)
		for (k = 0; k < mf.rules[i].nrecipe; k++) {
			struct makefile_text t;

			makefile_expand(&a, &mf, &mf.rules[i],
					mf.rules[i].recipe[k].text, &t);
			printf("%s\t%s%s\n", mf.rules[i].ntargets ?
			       mf.rules[i].targets[0] : "", t.text +
			       strspn(t.text, "@-+ \t"),
			       t.unknown ? " # unknown" : "");
		}
	makefile_release(&mf);
	arena_release(&a);
	return 0;
}
