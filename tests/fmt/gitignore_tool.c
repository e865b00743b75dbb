/*
 * gitignore_tool RULES... : RULES are .gitignore files below the current
 * folder, weakest first.  Paths come on standard input (folders with a "/");
 * for each ignored one "RULES:LINE:PATTERN<TAB>PATH" goes out, as git
 * check-ignore -v has it.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "base/strbuf.h"
#include "fmt/gitignore.h"

static struct str slurp(struct arena *a, FILE *f)
{
	char buf[4096];
	struct strbuf sb = STRBUF_INIT;
	struct str s;
	size_t n;

	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(&sb, buf, n);
	s.p = arena_strndup(a, sb.buf, sb.len);
	s.len = sb.len;
	strbuf_release(&sb);
	return s;
}

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct gitignore set = { NULL, 0 };
	struct str in, line;
	int i;

	for (i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "r");
		const char *dir = path_dir(&a, argv[i]);

		if (!f)
			return 2;
		gitignore_add(&a, &set, slurp(&a, f), argv[i],
			      strcmp(dir, ".") ? dir : "");
		(void)fclose(f);
	}
	in = slurp(&a, stdin);
	while (str_line(&in, &line)) {
		const char *shown = arena_strndup(&a, line.p, line.len);
		bool is_dir = line.len && line.p[line.len - 1] == '/';
		const struct gitignore_rule *r;

		r = gitignore_why(&set, arena_strndup(&a, line.p,
			line.len - (is_dir ? 1 : 0)), is_dir);
		if (r)
			(void)printf("%s:%d:%s\t%s\n", r->file, r->line,
				     r->pattern, shown);
	}
	arena_release(&a);
	return 0;
}
