/* set-go-line: the go line of a go.mod, where it lacks or cannot be read. */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "checks/modules.h"
#include "fmt/gomod.h"
#include "fmt/gomodedit.h"
#include "fmt/gover.h"

/* What go assumes of a go.mod that does not say it. */
#define ASSUMED "1.16"

static bool is_about_go_line(const struct parse_problem *pp)
{
	return cstr_starts(pp->message, "invalid go version ") ||
	       cstr_starts(pp->message, "go directive expects ");
}

/* What stops a go in use must be the go line, and nothing else. */
static bool serves(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	const struct snapshot *s = run->snap;
	bool go_line = false;
	size_t i, k;

	if (!m || m->unreadable)
		return false;
	for (i = 0; i < s->nplaces; i++) {
		struct gobuild b;

		if (!env_known(&s->places[i]))
			continue;
		gobuild_init(&b, run->arena, s, &s->places[i], m);
		for (k = 0; k < m->nproblems; k++) {
			const struct parse_problem *pp = &m->problems[k];

			if (!parse_problem_holds(pp, b.release))
				continue;
			if (!is_about_go_line(pp))
				return false;
			go_line = true;
		}
	}
	if (run->finding && cstr_eq(run->finding->id, "go-line-missing"))
		return !m->go_version;
	return !run->finding || go_line;
}

/* The words behind "go" as they stand; NULL: there is no such line. */
static const struct lex_line *go_line(struct arena *a, struct str bytes)
{
	const struct lexline *lx = lexline_parse(a, bytes, "go.mod",
						 GORELEASE_NEWEST);
	size_t i;

	for (i = 0; i < lx->n; i++) {
		const struct lex_stmt *s = lx->stmts[i];

		if (s->kind == LEX_LINE && s->head.n &&
		    str_is(s->head.tokens[0].text, "go"))
			return &s->head;
	}
	return NULL;
}

/* "1.21" of "1.21.0", "go1.21", "v1.21.x"; NULL where nothing is like it. */
static const char *language_in(struct arena *a, struct str word)
{
	size_t n, dot;

	while (word.len && (word.p[0] < '0' || word.p[0] > '9'))
		word = str_sub(word, 1, word.len - 1);
	dot = str_find(word, '.');
	for (n = dot + 1; n < word.len && word.p[n] >= '0' &&
			  word.p[n] <= '9'; n++)
		;
	if (dot >= word.len || n == dot + 1)
		return NULL;
	word = str_sub(word, 0, n);
	return gover_valid(word) ? arena_strndup(a, word.p, word.len) : NULL;
}

static const char *proposal(struct fix_run *run, struct str bytes)
{
	const struct lex_line *line = go_line(run->arena, bytes);
	const char *v = NULL;

	if (!line)
		return ASSUMED;
	if (line->n > 1)
		v = language_in(run->arena, line->tokens[1].text);
	if (!v && run->place)
		v = env_version(run->arena, run->place);
	if (!v)
		return ASSUMED;
	return gover_lang(run->arena, cstr_starts(v, "go")
				? gover_of_toolchain(str_from(v))
				: str_from(v));
}

/* Would the go of every place that is known read this go line? */
static void judge(struct fix_run *run, const struct module *m,
		  struct choice *c)
{
	size_t i;

	if (!gover_valid(str_from(c->value)) ||
	    !modrule_go_version_ok(str_from(c->value), GORELEASE_NEWEST)) {
		c->bad = MSG(run->arena, N_("\"{0}\" is no version of Go, as "
					    "1.24 and 1.24.0 are."),
			     c->value);
		return;
	}
	for (i = 0; i < run->snap->nplaces; i++) {
		const struct place *p = &run->snap->places[i];
		struct gobuild b;

		if (!env_known(p))
			continue;
		gobuild_init(&b, run->arena, run->snap, p, m);
		if (modrule_go_version_ok(str_from(c->value), b.release))
			continue;
		c->bad = MSG(run->arena, N_("Go {0} reads no patch release in "
					    "a go line: write {1}."),
			     modules_go(&b),
			     gover_lang(run->arena, str_from(c->value)));
		return;
	}
}

static void choices(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	struct fix_offer *o = &run->offer;
	struct error err = ERROR_INIT;
	struct choice *c;
	struct str bytes;

	if (!m) {
		o->refused = MSG(run->arena, N_("There is no go.mod here."));
		return;
	}
	if (fix_read(run, fix_abs(run, m->gomod), &bytes, &err)) {
		o->refused = MSG(run->arena, N_("{0} cannot be read: {1}"),
				 m->gomod, err.message);
		error_release(&err);
		return;
	}
	c = fix_choice(run, "version", CHOICE_TEXT,
		       MSG(run->arena, N_("Go version")),
		       MSG(run->arena, N_("It is the least Go that builds the "
					  "module, and the rules by which every "
					  "newer one reads it.")),
		       proposal(run, bytes));
	judge(run, m, c);
	o->title = MSG(run->arena, N_("write \"go {1}\" into {0}"), m->gomod,
		       c->value);
	if (go_line(run->arena, bytes))
		o->about = MSG(run->arena, N_(
			"The go line is replaced by one that can be read; its "
			"comment and all other lines stay as they are."));
	else
		o->about = MSG(run->arena, N_(
			"A go line is added. Without one go takes the module "
			"for one of Go {0}; with {0} written down the language "
			"stays the same, and with a newer one the rules "
			"of that release hold from then on."), ASSUMED);
}

/* All words behind "go" become the one. */
static void replace_words(struct arena *a, const struct lex_line *l,
			  const char *version, struct span_edits *spans)
{
	const struct lex_token *go = &l->tokens[0];
	const struct lex_token *last = &l->tokens[l->n - 1];
	size_t start = l->n > 1 ? l->tokens[1].off : go->off + go->text.len;

	if (l->n == 1)
		version = arena_printf(a, " %s", version);
	span_edits_add(a, spans, start, last->off + last->text.len,
		       str_from(version));
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const struct module *m = fix_module(run);
	const char *path, *version = fix_value(run, "version");
	const struct lex_line *line;
	struct span_edits spans = SPAN_EDITS_INIT;
	struct gomodedit change;
	struct str bytes;

	if (!m)
		return error_set(err, "there is no go.mod here");
	memset(&change, 0, sizeof(change));
	change.kind = GOMODEDIT_SET_GO;
	change.version = version;
	path = fix_abs(run, m->gomod);
	if (fix_read(run, path, &bytes, err))
		return -1;
	line = go_line(run->arena, bytes);
	if (line)
		replace_words(run->arena, line, version, &spans);
	else if (gomodedit_spans(run->arena, bytes, false, &change, &spans,
				 err))
		return -1;
	if (fix_edit_spans(run, p, path, &spans, err))
		return -1;
	/* From 1.14 on go takes vendor/, which it passed over before. */
	if (!line && m->vendor.dir && gover_cmp_of(version, "1.14") >= 0)
		fix_note(run, p, MSG(run->arena, N_(
			"With a go line of 1.14 or newer go builds from {0}, "
			"which it has passed over so far."), m->vendor.dir));
	(void)fix_verify(run, p, path_dir(run->arena, path),
			 MSG(run->arena, N_("go still finds every package")),
			 "go", "list", "./...", NULL);
	return 0;
}

const struct fix fix_set_go_line = {
	.id = "set-go-line",
	.title = N_("write a go line into go.mod that every Go here reads"),
	.about = N_("Adds the go line where there is none, or replaces one that "
		    "a Go in use cannot read. Nothing else of go.mod "
		    "changes."),
	.serves = serves,
	.choices = choices,
	.build = build,
};
