#include "config.h"

#include "fmt/gomodedit.h"

#include "fmt/gochar.h"
#include "fmt/gomod.h"
#include "fmt/gowork.h"
#include "fmt/modpath.h"

struct editor {
	struct arena *a;
	struct str bytes;
	const struct modrule_file *f;
	const struct gomod *mod;	/* of the two only one is there */
	const struct gowork *work;
	struct span_edits *edits;
	const char *eol;
};

/* ---- places ------------------------------------------------------------ */

static size_t line_start(const struct editor *ed, size_t off)
{
	return lexline_start(ed->bytes, off);
}

static size_t next_line(const struct editor *ed, size_t off)
{
	return lexline_next(ed->bytes, off);
}

static bool is_blank_line(const struct editor *ed, size_t off)
{
	size_t end = next_line(ed, off);

	return off < end &&
		!gochar_trim(str_sub(ed->bytes, off, end - off)).len;
}

static size_t token_end(const struct lex_token *t)
{
	return t->off + t->text.len;
}

static struct str text(struct editor *ed, const char *fmt, ...)
	ATTR_PRINTF(2, 3);

static struct str text(struct editor *ed, const char *fmt, ...)
{
	va_list ap;
	const char *s;

	va_start(ap, fmt);
	s = arena_vprintf(ed->a, fmt, ap);
	va_end(ap);
	return str_from(s);
}

static void change(struct editor *ed, size_t start, size_t end, struct str s)
{
	span_edits_add(ed->a, ed->edits, start, end, s);
}

static void set_token(struct editor *ed, const struct lex_token *t,
		      struct str s)
{
	change(ed, t->off, token_end(t), s);
}

/* A whole line put at `off`, which starts a line or is the end. */
static void insert_line(struct editor *ed, size_t off, struct str line)
{
	bool open = off && ed->bytes.p[off - 1] != '\n';

	change(ed, off, off, text(ed, "%s%.*s%s", open ? ed->eol : "",
				  STR_FMT(line), ed->eol));
}

/* The statement that a line stands in, and where in its block. */
static const struct lex_stmt *stmt_of(const struct editor *ed,
				      const struct lex_line *line, size_t *at)
{
	const struct lexline *lx = ed->f->syntax;
	size_t i, k;

	*at = 0;
	for (i = 0; i < lx->n; i++) {
		const struct lex_stmt *s = lx->stmts[i];

		if (&s->head == line)
			return s;
		for (k = 0; k < s->nlines; k++) {
			*at = k;
			if (s->lines[k] == line)
				return s;
		}
	}
	return NULL;
}

static bool is_verb(const struct lex_stmt *s, const char *verb)
{
	return s->kind != LEX_COMMENTS && s->head.n &&
		str_is(s->head.tokens[0].text, verb) &&
		(s->kind == LEX_LINE || s->head.n == 1);
}

/* A block that spreads over lines, so that a line can be put into it. */
static bool is_open_block(const struct lex_stmt *s)
{
	return s->kind == LEX_BLOCK && s->rparen_line > s->head.line;
}

static size_t stmt_end(const struct editor *ed, const struct lex_stmt *s)
{
	return next_line(ed, s->kind == LEX_BLOCK ? s->rparen :
			 s->kind == LEX_COMMENTS ?
			 s->head.before.list[s->head.before.n - 1].off :
			 s->head.tokens[s->head.n - 1].off);
}

/* ---- dropping ---------------------------------------------------------- */

/* Take [start, end), whole lines, and one of two blank lines around them. */
static void drop_lines(struct editor *ed, size_t start, size_t end)
{
	bool above = !start || is_blank_line(ed, line_start(ed, start - 1));

	if (above && end < ed->bytes.len && is_blank_line(ed, end))
		end = next_line(ed, end);
	else if (end == ed->bytes.len && above && start)
		start = line_start(ed, start - 1);
	change(ed, start, end, STR_NONE);
}

struct drop {
	const struct lex_line **lines;
	size_t n;
};

static bool is_dropped(const struct drop *d, const struct lex_line *line)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (d->lines[i] == line)
			return true;
	return false;
}

static void drop_add(struct editor *ed, struct drop *d,
		     const struct lex_line *line)
{
	*ARENA_PUSH(ed->a, d->lines, d->n) = line;
}

/* Where the first comment is; `off` when there are but blank lines. */
static size_t first_of(const struct lex_comments *c, size_t off)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->list[i].text.p)
			return c->list[i].off;
	return off;
}

static size_t first_comment(const struct lex_line *l, size_t off)
{
	return first_of(&l->before, off);
}

static void drop_from_block(struct editor *ed, const struct lex_stmt *s,
			    const struct drop *d)
{
	bool all = true, comments = first_of(&s->last, 0) > 0;
	size_t i;

	for (i = 0; i < s->nlines; i++) {
		all = all && is_dropped(d, s->lines[i]);
		comments = comments || first_comment(s->lines[i], 0) > 0;
	}
	if (all && !comments) {
		size_t off = first_comment(&s->head, s->head.tokens[0].off);

		drop_lines(ed, line_start(ed, off), stmt_end(ed, s));
		return;
	}
	for (i = 0; i < s->nlines; i++) {
		size_t off = s->lines[i]->tokens[0].off;

		if (is_dropped(d, s->lines[i]))
			change(ed, line_start(ed, off), next_line(ed, off),
			       STR_NONE);
	}
}

static void drop(struct editor *ed, const struct drop *d)
{
	const struct lexline *lx = ed->f->syntax;
	size_t i, k;

	for (i = 0; i < lx->n; i++) {
		const struct lex_stmt *s = lx->stmts[i];

		if (s->kind == LEX_LINE && is_dropped(d, &s->head)) {
			size_t off = first_comment(&s->head,
						   s->head.tokens[0].off);

			drop_lines(ed, line_start(ed, off),
				   stmt_end(ed, s));
			continue;
		}
		for (k = 0; k < s->nlines; k++)
			if (is_dropped(d, s->lines[k]))
				break;
		if (k < s->nlines)
			drop_from_block(ed, s, d);
	}
}

/* ---- adding ------------------------------------------------------------ */

/* The line that is `from` in the bytes gives the indent of a new one. */
static struct str indent_of(const struct editor *ed, const struct lex_stmt *s)
{
	size_t start, off;

	if (!s->nlines)
		return STR_LIT("\t");
	off = s->lines[s->nlines - 1]->tokens[0].off;
	start = line_start(ed, off);
	return str_sub(ed->bytes, start, off - start);
}

/* Where in a sorted block the word belongs: behind the last smaller one. */
static size_t place_in_block(const struct editor *ed,
			     const struct lex_stmt *s, struct str first)
{
	size_t i, k = s->nlines;

	for (i = 0; i < s->nlines; i++) {
		if (str_cmp(s->lines[i]->tokens[0].text, first) > 0) {
			k = i;
			break;
		}
	}
	if (k == s->nlines && s->nlines)
		return next_line(ed, s->lines[k - 1]->tokens[0].off);
	if (!k)
		return next_line(ed, s->lparen);
	return next_line(ed, s->lines[k - 1]->tokens[0].off);
}

/* Behind a statement: the new one, after a blank line where `apart`. */
static void add_after(struct editor *ed, const struct lex_stmt *s,
		      bool apart, struct str line)
{
	insert_line(ed, stmt_end(ed, s), apart ?
		    text(ed, "%s%.*s", ed->eol, STR_FMT(line)) : line);
}

static void add_at_end(struct editor *ed, struct str line)
{
	size_t n = ed->bytes.len;
	bool blank = !n || is_blank_line(ed, line_start(ed, n - 1));

	insert_line(ed, n, blank ? line :
		    text(ed, "%s%.*s", ed->eol, STR_FMT(line)));
}

/*
 * A new line of the verb: into its last block of the wanted kind, else behind
 * its last line, else at the end.
 */
static void add_line(struct editor *ed, const char *verb, struct str args,
		     struct str first,
		     bool (*fits)(const struct editor *,
				  const struct lex_stmt *, bool), bool wanted)
{
	const struct lexline *lx = ed->f->syntax;
	const struct lex_stmt *block = NULL, *any = NULL, *single = NULL;
	size_t i;

	for (i = 0; i < lx->n; i++) {
		const struct lex_stmt *s = lx->stmts[i];

		if (!is_verb(s, verb))
			continue;
		if (s->kind == LEX_LINE)
			single = s;
		if (!is_open_block(s))
			continue;
		any = s;
		if (!fits || fits(ed, s, wanted))
			block = s;
	}
	if (!block && (!fits || !single))
		block = any;
	if (block) {
		struct str indent = indent_of(ed, block);

		insert_line(ed, place_in_block(ed, block, first),
			    text(ed, "%.*s%.*s", STR_FMT(indent),
				 STR_FMT(args)));
		return;
	}
	args = text(ed, "%s %.*s", verb, STR_FMT(args));
	if (single)
		add_after(ed, single, false, args);
	else
		add_at_end(ed, args);
}

/* ---- the changes ------------------------------------------------------- */

static struct str quoted(const struct editor *ed, const char *s)
{
	return modrule_auto_quote(ed->a, str_from(s ? s : ""),
				  GORELEASE_NEWEST);
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/* The argument of a line "verb argument" or of a line in a block. */
static const struct lex_token *argument(const struct lex_line *line, size_t n)
{
	n += line->in_block ? 0 : 1;
	return n < line->n ? &line->tokens[n] : NULL;
}

static void set_or_drop(struct editor *ed, const struct modrule_word *w,
			const char *value)
{
	struct drop d = { NULL, 0 };

	if (*value) {
		set_token(ed, argument(w->line, 0), str_from(value));
		return;
	}
	drop_add(ed, &d, w->line);
	drop(ed, &d);
}

/* The first statement that is more than comments; NULL: none. */
static const struct lex_stmt *first_stmt(const struct editor *ed)
{
	size_t i;

	for (i = 0; i < ed->f->syntax->n; i++)
		if (ed->f->syntax->stmts[i]->kind != LEX_COMMENTS)
			return ed->f->syntax->stmts[i];
	return NULL;
}

/* Before everything but the comments at the top, and a blank line then. */
static void add_first(struct editor *ed, struct str line)
{
	const struct lex_stmt *s = first_stmt(ed);

	if (!s) {
		add_at_end(ed, line);
		return;
	}
	insert_line(ed, line_start(ed, first_comment(&s->head,
					s->head.tokens[0].off)),
		    text(ed, "%.*s%s", STR_FMT(line), ed->eol));
}

static int set_module(struct editor *ed, const struct gomodedit *c,
		      struct error *err)
{
	const struct lex_token *t;
	struct str path = quoted(ed, c->path);

	if (cstr_empty(c->path))
		return error_set(err, "the module path is empty");
	t = ed->mod->module.line ? argument(ed->mod->module.line, 0) : NULL;
	if (t)
		set_token(ed, t, path);
	else if (ed->mod->module.line)
		return error_set(err, "the module line says no path");
	else
		add_first(ed, text(ed, "module %.*s", STR_FMT(path)));
	return 0;
}

static int set_go(struct editor *ed, const char *version, struct error *err)
{
	const struct lex_line *mod = ed->mod ? ed->mod->module.line : NULL;
	struct str line;
	size_t at;

	if (*version && !modrule_go_version_ok(str_from(version),
					       GORELEASE_NEWEST))
		return error_set(err, "%s is not a version for the go line",
				 version);
	if (ed->f->go.line) {
		set_or_drop(ed, &ed->f->go, version);
		return 0;
	}
	if (!*version)
		return 0;
	line = text(ed, "go %s", version);
	if (mod)
		add_after(ed, stmt_of(ed, mod, &at), true, line);
	else
		add_first(ed, line);
	return 0;
}

static int set_toolchain(struct editor *ed, const char *name,
			 struct error *err)
{
	const struct lex_line *after = ed->f->go.line;
	struct str line;
	size_t at;

	if (*name && !modrule_toolchain_ok(str_from(name)))
		return error_set(err, "%s is not the name of a toolchain",
				 name);
	if (ed->f->toolchain.line) {
		set_or_drop(ed, &ed->f->toolchain, name);
		return 0;
	}
	if (!*name)
		return 0;
	if (!after && ed->mod)
		after = ed->mod->module.line;
	line = text(ed, "toolchain %s", name);
	if (after)
		add_after(ed, stmt_of(ed, after, &at), true, line);
	else
		add_first(ed, line);
	return 0;
}

/* Are the lines of the block all (not) indirect? */
static bool block_fits(const struct editor *ed, const struct lex_stmt *s,
		       bool indirect)
{
	size_t i, k;

	for (i = 0; i < s->nlines; i++)
		for (k = 0; k < ed->mod->nrequires; k++)
			if (ed->mod->requires[k].line == s->lines[i] &&
			    ed->mod->requires[k].indirect != indirect)
				return false;
	return true;
}

static void set_indirect(struct editor *ed, const struct modrule_require *r,
			 bool indirect)
{
	const struct lex_line *l = r->line;
	const struct lex_comment *c;
	struct str words;
	size_t end, off;

	if (r->indirect == indirect)
		return;
	end = token_end(&l->tokens[l->n - 1]);
	if (!l->suffix.n) {
		change(ed, end, end, STR_LIT(" // indirect"));
		return;
	}
	c = &l->suffix.list[0];
	words = gochar_trim(str_sub(c->text, 2, c->text.len - 2));
	if (indirect) {
		change(ed, c->off, c->off + c->text.len, words.len ?
		       text(ed, "// indirect; %.*s", STR_FMT(words)) :
		       STR_LIT("// indirect"));
	} else if (str_is(words, "indirect")) {
		change(ed, end, c->off + c->text.len, STR_NONE);
	} else {
		off = str_search(c->text, "indirect;");
		change(ed, c->off + 2,
		       c->off + off + strlen("indirect;"), STR_NONE);
	}
}

static int check_version(struct editor *ed, const char *path,
			 const char *version, struct error *err)
{
	struct str prefix, major;
	const char *why, *canonical;

	canonical = modpath_canonical_version(ed->a, str_from(version));
	if (!cstr_eq(canonical, version))
		return error_set(err, "version %s is not of the form v1.2.3",
				 gochar_quoted(ed->a, str_from(version),
					       GORELEASE_NEWEST));
	if (!modpath_split(str_from(path), &prefix, &major))
		return error_set(err, "%s is not a module path", path);
	if (!modpath_major_fits(ed->a, str_from(version), major, &why))
		return error_set(err, "%s: version %s: %s", path, version,
				 why);
	return 0;
}

static int set_require(struct editor *ed, const struct gomodedit *c,
		       struct error *err)
{
	const struct gomod *m = ed->mod;
	struct drop d = { NULL, 0 };
	struct str path;
	bool found = false;
	size_t i;

	if (modpath_check_import(str_from(or_empty(c->path)), err) < 0 ||
	    check_version(ed, c->path, or_empty(c->version), err) < 0)
		return -1;
	for (i = 0; i < m->nrequires; i++) {
		const struct modrule_require *r = &m->requires[i];

		if (!str_is(r->mod.path, c->path))
			continue;
		if (found) {
			drop_add(ed, &d, r->line);
			continue;
		}
		found = true;
		if (!str_is(argument(r->line, 1)->text, c->version))
			set_token(ed, argument(r->line, 1),
				  str_from(c->version));
		if (c->set_indirect)
			set_indirect(ed, r, c->indirect);
	}
	drop(ed, &d);
	if (found)
		return 0;
	path = quoted(ed, c->path);
	add_line(ed, "require", text(ed, "%.*s %s%s", STR_FMT(path),
				     c->version,
				     c->indirect ? " // indirect" : ""),
		 path, block_fits, c->indirect);
	return 0;
}

static int drop_all(struct editor *ed, const struct drop *d, const char *what,
		    const char *path, struct error *err)
{
	if (!d->n)
		return error_set(err, "there is no %s of %s", what, path);
	drop(ed, d);
	return 0;
}

static int drop_require(struct editor *ed, const struct gomodedit *c,
			struct error *err)
{
	struct drop d = { NULL, 0 };
	size_t i;

	for (i = 0; i < ed->mod->nrequires; i++)
		if (str_is(ed->mod->requires[i].mod.path, or_empty(c->path)))
			drop_add(ed, &d, ed->mod->requires[i].line);
	return drop_all(ed, &d, "require", or_empty(c->path), err);
}

static struct str replace_args(struct editor *ed, const struct gomodedit *c)
{
	struct str from = quoted(ed, c->path), to = quoted(ed, c->new_path);

	return text(ed, "%.*s%s%s => %.*s%s%s", STR_FMT(from),
		    cstr_empty(c->version) ? "" : " ", or_empty(c->version),
		    STR_FMT(to), cstr_empty(c->new_version) ? "" : " ",
		    or_empty(c->new_version));
}

static int set_replace(struct editor *ed, const struct gomodedit *c,
		       struct error *err)
{
	const struct modrule_file *f = ed->f;
	bool dir = modrule_is_dir(str_from(or_empty(c->new_path)),
				  GORELEASE_NEWEST), found = false;
	struct drop d = { NULL, 0 };
	struct str args;
	size_t i;

	if (modpath_check_import(str_from(or_empty(c->path)), err) < 0)
		return -1;
	if (!cstr_empty(c->version) &&
	    check_version(ed, c->path, c->version, err) < 0)
		return -1;
	if (dir != cstr_empty(c->new_version))
		return error_set(err, dir ? "a folder has no version" :
				 "the replacement needs a version, or ./ "
				 "before it");
	if (!dir && (modpath_check_import(str_from(c->new_path), err) < 0 ||
		     check_version(ed, c->new_path, c->new_version, err) < 0))
		return -1;
	args = replace_args(ed, c);
	for (i = 0; i < f->nreplaces; i++) {
		const struct modrule_replace *r = &f->replaces[i];
		const struct lex_token *first;

		if (!str_is(r->old.path, c->path) ||
		    (!cstr_empty(c->version) &&
		     !str_is(r->old.version, c->version)))
			continue;
		if (found) {
			drop_add(ed, &d, r->line);
			continue;
		}
		found = true;
		first = argument(r->line, 0);
		change(ed, first->off,
		       token_end(&r->line->tokens[r->line->n - 1]), args);
	}
	drop(ed, &d);
	if (!found)
		add_line(ed, "replace", args, quoted(ed, c->path), NULL,
			 false);
	return 0;
}

static int drop_replace(struct editor *ed, const struct gomodedit *c,
			struct error *err)
{
	struct drop d = { NULL, 0 };
	size_t i;

	for (i = 0; i < ed->f->nreplaces; i++) {
		const struct modrule_replace *r = &ed->f->replaces[i];

		if (str_is(r->old.path, or_empty(c->path)) &&
		    str_eq(r->old.version, str_from(or_empty(c->version))))
			drop_add(ed, &d, r->line);
	}
	return drop_all(ed, &d, "replace", or_empty(c->path), err);
}

static int exclude(struct editor *ed, const struct gomodedit *c, bool add,
		   struct error *err)
{
	struct drop d = { NULL, 0 };
	struct str path;
	size_t i;

	for (i = 0; i < ed->mod->nexcludes; i++) {
		const struct modrule_exclude *x = &ed->mod->excludes[i];

		if (str_is(x->mod.path, or_empty(c->path)) &&
		    str_is(x->mod.version, or_empty(c->version)))
			drop_add(ed, &d, x->line);
	}
	if (!add)
		return drop_all(ed, &d, "exclude", or_empty(c->path), err);
	if (d.n)
		return 0;
	if (modpath_check_import(str_from(or_empty(c->path)), err) < 0 ||
	    check_version(ed, c->path, or_empty(c->version), err) < 0)
		return -1;
	path = quoted(ed, c->path);
	add_line(ed, "exclude", text(ed, "%.*s %s", STR_FMT(path),
				     c->version), path, NULL, false);
	return 0;
}

static int word(struct editor *ed, const char *verb,
		const struct modrule_word *list, size_t n, const char *path,
		bool add, struct error *err)
{
	struct drop d = { NULL, 0 };
	struct str q;
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(list[i].text, path))
			drop_add(ed, &d, list[i].line);
	if (!add)
		return drop_all(ed, &d, verb, path, err);
	if (d.n)
		return 0;
	if (!*path)
		return error_set(err, "the path is empty");
	q = quoted(ed, path);
	add_line(ed, verb, q, q, NULL, false);
	return 0;
}

static const char *find_eol(struct str bytes)
{
	size_t nl = str_find(bytes, '\n');

	return nl && nl < bytes.len && bytes.p[nl - 1] == '\r' ? "\r\n" : "\n";
}

/* Is the change one of go.work alone, of go.mod alone, or of both? */
static bool suits(enum gomodedit_kind kind, bool is_work)
{
	switch (kind) {
	case GOMODEDIT_SET_GO:
	case GOMODEDIT_SET_TOOLCHAIN:
	case GOMODEDIT_SET_REPLACE:
	case GOMODEDIT_DROP_REPLACE:
		return true;
	case GOMODEDIT_ADD_USE:
	case GOMODEDIT_DROP_USE:
		return is_work;
	case GOMODEDIT_SET_MODULE:
	case GOMODEDIT_SET_REQUIRE:
	case GOMODEDIT_DROP_REQUIRE:
	case GOMODEDIT_ADD_EXCLUDE:
	case GOMODEDIT_DROP_EXCLUDE:
	case GOMODEDIT_ADD_TOOL:
	case GOMODEDIT_DROP_TOOL:
		return !is_work;
	}
	return false;
}

static int apply_one(struct editor *ed, const struct gomodedit *c,
		     struct error *err)
{
	const char *path = or_empty(c->path);

	switch (c->kind) {
	case GOMODEDIT_SET_MODULE:
		return set_module(ed, c, err);
	case GOMODEDIT_SET_GO:
		return set_go(ed, or_empty(c->version), err);
	case GOMODEDIT_SET_TOOLCHAIN:
		return set_toolchain(ed, or_empty(c->version), err);
	case GOMODEDIT_SET_REQUIRE:
		return set_require(ed, c, err);
	case GOMODEDIT_DROP_REQUIRE:
		return drop_require(ed, c, err);
	case GOMODEDIT_SET_REPLACE:
		return set_replace(ed, c, err);
	case GOMODEDIT_DROP_REPLACE:
		return drop_replace(ed, c, err);
	case GOMODEDIT_ADD_EXCLUDE:
	case GOMODEDIT_DROP_EXCLUDE:
		return exclude(ed, c, c->kind == GOMODEDIT_ADD_EXCLUDE, err);
	case GOMODEDIT_ADD_TOOL:
	case GOMODEDIT_DROP_TOOL:
		return word(ed, "tool", ed->mod->tools, ed->mod->ntools, path,
			    c->kind == GOMODEDIT_ADD_TOOL, err);
	case GOMODEDIT_ADD_USE:
	case GOMODEDIT_DROP_USE:
		return word(ed, "use", ed->work->uses, ed->work->nuses, path,
			    c->kind == GOMODEDIT_ADD_USE, err);
	}
	return -1;
}

int gomodedit_spans(struct arena *a, struct str bytes, bool is_work,
		    const struct gomodedit *change_, struct span_edits *edits,
		    struct error *err)
{
	struct editor ed = {
		.a = a, .bytes = bytes, .edits = edits,
		.eol = find_eol(bytes),
	};

	*edits = (struct span_edits)SPAN_EDITS_INIT;
	if (!suits(change_->kind, is_work))
		return error_set(err, is_work ? "go.work has no such line" :
				 "go.mod has no such line");
	if (is_work) {
		ed.work = gowork_parse(a, bytes, GORELEASE_NEWEST);
		ed.f = &ed.work->f;
	} else {
		ed.mod = gomod_parse(a, bytes, GORELEASE_NEWEST);
		ed.f = &ed.mod->f;
	}
	if (ed.f->syntax->error)
		return error_set(err, "%s:%d: %s",
				 is_work ? "go.work" : "go.mod",
				 ed.f->syntax->error_line,
				 ed.f->syntax->error);
	if (ed.f->syntax->cut)
		return error_set(err, "the file is too long to be changed");
	return apply_one(&ed, change_, err);
}

int gomodedit_apply(struct arena *a, struct str bytes, bool is_work,
		    const struct gomodedit *changes, size_t n,
		    struct str *out, struct error *err)
{
	struct span_edits edits;
	size_t i;

	for (i = 0; i < n; i++) {
		if (gomodedit_spans(a, bytes, is_work, &changes[i], &edits,
				    err) < 0)
			return -1;
		bytes = span_edits_apply(a, bytes, &edits);
	}
	*out = bytes;
	return 0;
}
