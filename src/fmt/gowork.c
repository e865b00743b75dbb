#include "config.h"

#include "fmt/gowork.h"

static void use(struct modrule_in *in, struct gowork *w)
{
	struct str path;

	if (in->nargs != 1) {
		modrule_fail(in, "usage: %.*s local/dir", STR_FMT(in->verb));
		return;
	}
	if (!modrule_string(in, 0, &path))
		return;
	*ARENA_PUSH(in->a, w->uses, w->nuses) =
		(struct modrule_word){ path, in->line };
}

static void directive(struct modrule_in *in, struct gowork *w)
{
	enum gorelease r = w->f.release;

	if (str_is(in->verb, "go"))
		modrule_go(in);
	else if (str_is(in->verb, "toolchain") && r >= GO_1_21)
		modrule_toolchain(in);
	else if (str_is(in->verb, "godebug") && r >= GO_1_23)
		modrule_godebug(in);
	else if (str_is(in->verb, "use"))
		use(in, w);
	else if (str_is(in->verb, "replace"))
		modrule_replace(in);
	else
		modrule_fail(in, "unknown directive: %s",
			     modrule_shown(in->a, in->verb));
}

static bool takes_block(const struct lex_stmt *s, enum gorelease r)
{
	struct str verb = s->head.tokens[0].text;

	return s->head.n == 1 &&
		(str_is(verb, "use") || str_is(verb, "replace") ||
		 (str_is(verb, "godebug") && r >= GO_1_23));
}

struct gowork *gowork_parse(struct arena *a, struct str bytes,
			    enum gorelease r)
{
	return gowork_parse_named(a, bytes, "go.work", r);
}

struct gowork *gowork_parse_named(struct arena *a, struct str bytes,
				  const char *name, enum gorelease r)
{
	struct gowork *w = ARENA_NEW(a, struct gowork);
	size_t i, k;

	w->f.is_work = true;
	modrule_read(a, &w->f, bytes, name, r);
	for (i = 0; i < w->f.syntax->n; i++) {
		const struct lex_stmt *s = w->f.syntax->stmts[i];
		struct modrule_in in = { .a = a, .f = &w->f, .strict = true };

		if (s->kind == LEX_COMMENTS)
			continue;
		if (s->kind == LEX_LINE) {
			modrule_line_in(&in, NULL, &s->head);
			directive(&in, w);
			continue;
		}
		if (!takes_block(s, r)) {
			modrule_unknown_block(a, &w->f, s);
			continue;
		}
		for (k = 0; k < s->nlines; k++) {
			modrule_line_in(&in, s, s->lines[k]);
			directive(&in, w);
		}
	}
	return w;
}
