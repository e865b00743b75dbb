#include "config.h"

#include "tests/ui/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *golden_path(const char *rel)
{
	const char *srcdir = getenv("srcdir");
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, "%s/%s", srcdir ? srcdir : ".", rel);
	return strbuf_detach(&sb);
}

static void tell(const char *name, struct str want, struct str have)
{
	struct str w, h;
	int line = 0;

	for (;;) {
		bool a = str_line(&want, &w), b = str_line(&have, &h);

		line++;
		if (!a && !b)
			return;
		if (a && b && str_eq(w, h))
			continue;
		fprintf(stderr, "%s:%d\n- %.*s\n+ %.*s\n", name, line,
			a ? (int)w.len : 0, a ? w.p : "",
			b ? (int)h.len : 0, b ? h.p : "");
	}
}

int golden_same(const char *name, const struct strbuf *have)
{
	struct strbuf rel = STRBUF_INIT, want = STRBUF_INIT;
	bool write = getenv("GOLDEN_WRITE") != NULL, same;
	char *path;
	FILE *f;
	size_t n;

	strbuf_addf(&rel, "tests/ui/golden/%s", name);
	path = golden_path(rel.buf);
	f = fopen(path, write ? "w" : "r");
	strbuf_release(&rel);
	if (!f) {
		perror(path);
		free(path);
		return 0;
	}
	if (write) {
		fwrite(have->buf, 1, have->len, f);
	} else {
		while ((n = fread(strbuf_room(&want, 65536), 1, 65536, f)))
			strbuf_advance(&want, n);
	}
	fclose(f);
	free(path);
	same = write || !strcmp(want.buf, have->buf);
	if (!same)
		tell(name, strbuf_str(&want), strbuf_str(have));
	strbuf_release(&want);
	return same;
}
