/* Mirrors golang.org/x/mod/modfile/rule.go, release by release. */
#include "config.h"

#include "fmt/gomod.h"

#include "fmt/gochar.h"
#include "fmt/gowork.h"
#include "fmt/modpath.h"

/* The first paragraph of the comment that starts with "Deprecated:". */
static struct str deprecation(struct arena *a, struct str text)
{
	static const char mark[] = "Deprecated:";
	struct str rest = text;
	size_t i;

	if (!str_starts(text, mark)) {
		i = str_search(text, "\n\nDeprecated:");
		if (i == text.len)
			return modrule_dup(a, STR_NONE);
		rest = str_sub(text, i + 2, text.len - i - 2);
	}
	rest = str_sub(rest, strlen(mark), rest.len - strlen(mark));
	while (rest.len && rest.p[0] == ' ')
		rest = str_sub(rest, 1, rest.len - 1);
	rest.len = str_search(rest, "\n\n");
	return modrule_dup(a, rest);
}

static void module(struct modrule_in *in, struct gomod *m)
{
	if (m->module.line) {
		modrule_fail(in, "repeated module statement");
		return;
	}
	m->module.line = in->line;
	m->deprecated = deprecation(in->a, modrule_comment(in));
	if (in->nargs != 1)
		modrule_fail(in, "usage: module module/path");
	else if (!modrule_string(in, 0, &m->module.text))
		m->module.text = STR_NONE;
}

static bool is_indirect(const struct lex_line *line)
{
	struct str rest, word, more;

	if (!line->suffix.n)
		return false;
	rest = line->suffix.list[0].text;
	rest = str_sub(rest, 2, rest.len - 2);
	if (!gochar_field(&rest, &word))
		return false;
	if (gochar_field(&rest, &more))
		return str_is(word, "indirect;");
	return str_is(word, "indirect");
}

static void require(struct modrule_in *in, struct gomod *m, bool exclude)
{
	struct modrule_version v;
	struct str prefix, major;
	const char *why;

	if (in->nargs != 2) {
		modrule_fail(in, "usage: %.*s module/path v1.2.3",
			     STR_FMT(in->verb));
		return;
	}
	if (!modrule_string(in, 0, &v.path) ||
	    !modrule_parse_version(in, v.path, 1, false, &v.version))
		return;
	if (!modpath_split(v.path, &prefix, &major)) {
		modrule_fail(in, "invalid module path");
		return;
	}
	if (!modpath_major_fits(in->a, v.version, major, &why)) {
		modrule_fail_mod(in, v.path, "version %s invalid: %s",
				 gochar_quoted(in->a, v.version,
					       in->f->release), why);
		return;
	}
	if (exclude)
		*ARENA_PUSH(in->a, m->excludes, m->nexcludes) =
			(struct modrule_exclude){ v, in->line };
	else
		*ARENA_PUSH(in->a, m->requires, m->nrequires) =
			(struct modrule_require){ v, is_indirect(in->line),
						  in->line };
}

/*
 * "v1.2.3" or "[ v1.2.3 , v1.4.0 ]"; *i is behind it then.  Any word is a
 * version here: go asks for the module's own only when it loads it.
 */
static const char *interval(struct modrule_in *in, size_t *i,
			    struct modrule_retract *r)
{
	static const struct {
		const char *word, *wanted;
	} marks[] = {
		{ ",", "expected ',' after version" },
		{ "]", "expected ']' after version" },
	};
	struct str *ends[2];
	size_t k;

	if (!in->nargs || str_is(in->args[0].text, "("))
		return "expected '[' or version";
	if (!str_is(in->args[0].text, "[")) {
		if (!modrule_parse_version(in, STR_NONE, 0, true, &r->low))
			return "";
		r->high = r->low;
		*i = 1;
		return NULL;
	}
	ends[0] = &r->low;
	ends[1] = &r->high;
	*i = 1;
	for (k = 0; k < 2; k++) {
		if (*i == in->nargs)
			return k ? "expected version after ','" :
				"expected version after '['";
		if (!modrule_parse_version(in, STR_NONE, *i, true, ends[k]))
			return "";
		++*i;
		if (*i == in->nargs ||
		    !str_is(in->args[*i].text, marks[k].word))
			return marks[k].wanted;
		++*i;
	}
	return NULL;
}

static void retract(struct modrule_in *in, struct gomod *m)
{
	struct modrule_retract r = { .line = in->line };
	size_t i = 0, nerrors = m->f.nerrors;
	const char *why = interval(in, &i, &r);

	if (why) {
		/* A dependency may use forms that came later. */
		if (!in->strict)
			m->f.nerrors = nerrors;
		else if (*why)
			modrule_fail(in, "%s", why);
		return;
	}
	if (i < in->nargs && in->strict) {
		modrule_fail(in, "unexpected token after version: %s",
			     gochar_quoted(in->a, in->args[i].text,
					   m->f.release));
		return;
	}
	r.rationale = modrule_comment(in);
	*ARENA_PUSH(in->a, m->retracts, m->nretracts) = r;
}

static void word(struct modrule_in *in, struct modrule_word **list, size_t *n)
{
	struct str path;

	if (in->nargs != 1) {
		modrule_fail(in, "%.*s directive expects exactly one argument",
			     STR_FMT(in->verb));
		return;
	}
	if (!modrule_string(in, 0, &path))
		return;
	*ARENA_PUSH(in->a, *list, *n) = (struct modrule_word){ path,
							       in->line };
}

/* The directives, the release that brought each, and where it may stand. */
enum verb {
	VERB_MODULE,
	VERB_GO,
	VERB_TOOLCHAIN,
	VERB_GODEBUG,
	VERB_REQUIRE,
	VERB_EXCLUDE,
	VERB_REPLACE,
	VERB_RETRACT,
	VERB_TOOL,
	VERB_IGNORE,
	VERB_NONE
};

static const struct {
	const char *name;
	enum gorelease since;
	bool block;		/* may be a block */
	bool dependency;	/* counts in a dependency's file, too */
} verbs[VERB_NONE] = {
	[VERB_MODULE] = { "module", GO_1_18, true, true },
	[VERB_GO] = { "go", GO_1_18, false, true },
	[VERB_TOOLCHAIN] = { "toolchain", GO_1_21, false, false },
	[VERB_GODEBUG] = { "godebug", GO_1_23, true, false },
	[VERB_REQUIRE] = { "require", GO_1_18, true, true },
	[VERB_EXCLUDE] = { "exclude", GO_1_18, true, false },
	[VERB_REPLACE] = { "replace", GO_1_18, true, false },
	[VERB_RETRACT] = { "retract", GO_1_18, true, true },
	[VERB_TOOL] = { "tool", GO_1_24, true, false },
	[VERB_IGNORE] = { "ignore", GO_1_25, true, true },
};

static enum verb find_verb(struct str name, enum gorelease r)
{
	int v;

	for (v = 0; v < VERB_NONE; v++)
		if (str_is(name, verbs[v].name) && r >= verbs[v].since)
			return (enum verb)v;
	return VERB_NONE;
}

static void directive(struct modrule_in *in, struct gomod *m)
{
	enum verb v = find_verb(in->verb, m->f.release);

	if (!in->strict && (v == VERB_NONE || !verbs[v].dependency))
		return;
	switch (v) {
	case VERB_MODULE:
		module(in, m);
		break;
	case VERB_GO:
		modrule_go(in);
		break;
	case VERB_TOOLCHAIN:
		modrule_toolchain(in);
		break;
	case VERB_GODEBUG:
		modrule_godebug(in);
		break;
	case VERB_REQUIRE:
	case VERB_EXCLUDE:
		require(in, m, v == VERB_EXCLUDE);
		break;
	case VERB_REPLACE:
		modrule_replace(in);
		break;
	case VERB_RETRACT:
		retract(in, m);
		break;
	case VERB_TOOL:
		word(in, &m->tools, &m->ntools);
		break;
	case VERB_IGNORE:
		word(in, &m->ignores, &m->nignores);
		break;
	case VERB_NONE:
		modrule_fail(in, "unknown directive: %s",
			     modrule_shown(in->a, in->verb));
		break;
	}
}

static struct gomod *parse(struct arena *a, struct str bytes,
			   const char *name, enum gorelease r, bool strict)
{
	struct gomod *m = ARENA_NEW(a, struct gomod);
	size_t i, k;

	modrule_read(a, &m->f, bytes, name, r);
	m->deprecated = modrule_dup(a, STR_NONE);
	for (i = 0; i < m->f.syntax->n; i++) {
		const struct lex_stmt *s = m->f.syntax->stmts[i];
		struct modrule_in in = {
			.a = a, .f = &m->f, .strict = strict,
		};
		enum verb v;

		if (s->kind == LEX_COMMENTS)
			continue;
		if (s->kind == LEX_LINE) {
			modrule_line_in(&in, NULL, &s->head);
			directive(&in, m);
			continue;
		}
		v = s->head.n == 1 ? find_verb(s->head.tokens[0].text, r) :
			VERB_NONE;
		if (v == VERB_NONE || !verbs[v].block) {
			if (strict)
				modrule_unknown_block(a, &m->f, s);
			continue;
		}
		for (k = 0; k < s->nlines; k++) {
			modrule_line_in(&in, s, s->lines[k]);
			directive(&in, m);
		}
	}
	return m;
}

struct gomod *gomod_parse(struct arena *a, struct str bytes, enum gorelease r)
{
	return parse(a, bytes, "go.mod", r, true);
}

struct gomod *gomod_parse_named(struct arena *a, struct str bytes,
				const char *name, enum gorelease r)
{
	return parse(a, bytes, name, r, true);
}

struct gomod *gomod_parse_lax(struct arena *a, struct str bytes,
			      enum gorelease r)
{
	return parse(a, bytes, "go.mod", r, false);
}

const char *gomod_module_path(struct arena *a, struct str bytes)
{
	struct str line, path;

	while (str_line(&bytes, &line)) {
		line.len = str_search(line, "//");
		line = gochar_trim(line);
		if (!str_starts(line, "module"))
			continue;
		line = str_sub(line, 6, line.len - 6);
		path = gochar_trim(line);
		if (!path.len || path.len == line.len)
			continue;
		if (path.p[0] == '"')
			return gochar_unquote(a, path, &path) ? path.p : "";
		if (path.p[0] != '`')
			return arena_strndup(a, path.p, path.len);
		if (path.len < 2 ||
		    str_find(str_sub(path, 1, path.len - 1), '`') !=
		    path.len - 2)
			return "";
		return arena_strndup(a, path.p + 1, path.len - 2);
	}
	return "";
}

#define MAX_PROBLEMS 1000

struct problems {
	struct gomod_problem *list;
	size_t n;
};

static bool is_before(const struct gomod_problem *p,
		      const struct modrule_error *e)
{
	return p->line != e->line ? p->line < e->line : p->col < e->col;
}

/*
 * What a release says, merged with what those before it said; both are in
 * order of place.  A message goes on where the release before said it, too.
 */
static struct problems merge(struct arena *a, struct problems had,
			     const struct modrule_file *f, enum gorelease r)
{
	const char *name = gorelease_name(r);
	const char *before = gorelease_name(r == GO_1_18 ? r : r - 1);
	struct problems out = { NULL, 0 };
	size_t i = 0, k, from;

	for (k = 0; k < f->nerrors && k < MAX_PROBLEMS; k++) {
		const struct modrule_error *e = &f->errors[k];
		bool known = false;

		while (i < had.n && is_before(&had.list[i], e))
			*ARENA_PUSH(a, out.list, out.n) = had.list[i++];
		for (from = i; from < had.n && had.list[from].line == e->line &&
		     had.list[from].col == e->col && !known; from++) {
			struct gomod_problem *p = &had.list[from];

			known = !strcmp(p->message, e->message) &&
				(p->until == before || p->until == name);
			if (known)
				p->until = name;
		}
		if (known)
			continue;
		while (i < had.n && had.list[i].line == e->line &&
		       had.list[i].col == e->col)
			*ARENA_PUSH(a, out.list, out.n) = had.list[i++];
		*ARENA_PUSH(a, out.list, out.n) = (struct gomod_problem){
			e->line, e->col, arena_strdup(a, e->message), name,
			name,
		};
	}
	while (i < had.n)
		*ARENA_PUSH(a, out.list, out.n) = had.list[i++];
	return out;
}

void gomod_problems(struct arena *a, struct str bytes, bool is_work,
		    struct gomod_problem **problems, size_t *n)
{
	struct problems all = { NULL, 0 };
	size_t i;
	int r;

	for (r = GORELEASE_OLDEST; r <= GORELEASE_NEWEST; r++) {
		struct arena scratch = ARENA_INIT;
		enum gorelease rel = (enum gorelease)r;
		const struct modrule_file *f = is_work ?
			&gowork_parse(&scratch, bytes, rel)->f :
			&gomod_parse(&scratch, bytes, rel)->f;

		all = merge(a, all, f, rel);
		arena_release(&scratch);
	}
	for (i = 0; i < all.n; i++)
		if (all.list[i].until == gorelease_name(GORELEASE_NEWEST))
			all.list[i].until = NULL;
	*problems = all.list;
	*n = all.n;
}
