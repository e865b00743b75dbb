#include "config.h"

#include "fmt/makefile.h"

#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/strbuf.h"

#define MAX_DEPTH 24
#define MAX_INCLUDES 40
#define MAX_RULES ((size_t)4000)
#define MAX_RECIPE ((size_t)2000)
/* Bytes that the variables of one file put in, all together, and one text. */
#define MAX_FUEL (2 * 1024 * 1024)
#define MAX_TEXT ((size_t)32 * 1024)
#define MAX_CONDITIONS 64

struct reader {
	struct arena *a;
	struct makefile *mf;
	makefile_load *load;
	void *payload;
	const char *file, *top;	/* the file at hand, and the folder of all */
	int nincludes, deep;
	char prefix;		/* what a recipe's line begins with */
	/* The rule whose recipe may follow: its index + 1; 0: none. */
	size_t rule;
	int nconditions;
	/* Of each: the variable that "ifndef" asks for, while it is in that
	 * branch; or NULL. */
	const char *unset[MAX_CONDITIONS];
};

/* ---- expansion ---- */

struct expansion {
	struct arena *a;
	struct makefile *mf;
	const struct makefile_rule *rule;
	struct makefile_text *out;
	struct strbuf sb;
};

static void not_known(struct expansion *x, struct str part)
{
	strbuf_adds(&x->sb, part);
	if (!x->out->unknown)
		x->out->unknown = arena_strndup(x->a, part.p, part.len);
}

static const struct makefile_var *find_var(const struct expansion *x,
					   struct str name)
{
	size_t i;

	for (i = x->rule ? x->rule->nvars : 0; i-- > 0;)
		if (str_is(name, x->rule->vars[i].name))
			return &x->rule->vars[i];
	return map_gets(&x->mf->by_name, name);
}

static void used(struct expansion *x, struct str name)
{
	struct makefile_text *t = x->out;
	size_t i;

	for (i = 0; i < t->nvars; i++)
		if (str_is(name, t->vars[i]))
			return;
	*ARENA_PUSH(x->a, t->vars, t->nvars) =
		arena_strndup(x->a, name.p, name.len);
}

static void expand(struct expansion *x, struct str s, int depth);

/* "$(NAME)", whole; its name is `name`. */
static void put_in(struct expansion *x, struct str whole, struct str name,
		   int depth)
{
	const struct makefile_var *v = find_var(x, name);

	/* The folder that make runs in. */
	if (!v && (str_is(name, "CURDIR") || str_is(name, "PWD") ||
		   str_is(name, "shell pwd"))) {
		strbuf_addstr(&x->sb, "$PWD");
		return;
	}
	if (!v && str_is(name, "MAKE")) {
		strbuf_addstr(&x->sb, "make");
		return;
	}
	if (str_is(name, "@") && x->rule && x->rule->ntargets == 1) {
		strbuf_addstr(&x->sb, x->rule->targets[0]);
		return;
	}
	if (!v || depth >= MAX_DEPTH || x->mf->fuel < 0) {
		not_known(x, whole);
		return;
	}
	x->mf->fuel -= 16 + (int)(v->value ? strlen(v->value) : 0);
	used(x, name);
	if (!v->value || (v->open && !v->simple)) {
		not_known(x, whole);
	} else if (v->simple) {
		strbuf_addstr(&x->sb, v->value);
		if (v->open && !x->out->unknown)
			x->out->unknown = v->open;
	} else {
		expand(x, str_from(v->value), depth + 1);
	}
}

/* Where the bracket that opens at `at` is closed: the byte behind it. */
static size_t close_of(struct str s, size_t at)
{
	char open = s.p[at], close = open == '(' ? ')' : '}';
	int n = 0;

	for (; at < s.len; at++) {
		if (s.p[at] == open)
			n++;
		else if (s.p[at] == close && !--n)
			return at + 1;
	}
	return s.len;
}

static void expand(struct expansion *x, struct str s, int depth)
{
	size_t i, end;

	for (i = 0; i < s.len && !x->sb.cut; i = end) {
		end = i + str_find(str_sub(s, i, s.len - i), '$');
		strbuf_add(&x->sb, s.p + i, end - i);
		if (end + 1 >= s.len) {
			strbuf_add(&x->sb, s.p + end, s.len - end);
			return;
		}
		i = end;
		if (s.p[i + 1] == '$') {
			strbuf_addch(&x->sb, '$');
			end = i + 2;
		} else if (s.p[i + 1] == '(' || s.p[i + 1] == '{') {
			end = close_of(s, i + 1);
			put_in(x, str_sub(s, i, end - i),
			       str_sub(s, i + 2, end - i > 3 ? end - i - 3
							     : 0), depth);
		} else {
			end = i + 2;
			put_in(x, str_sub(s, i, 2), str_sub(s, i + 1, 1),
			       depth);
		}
	}
}

void makefile_expand(struct arena *a, struct makefile *mf,
		     const struct makefile_rule *rule, const char *text,
		     struct makefile_text *out)
{
	struct expansion x = { a, mf, rule, out, STRBUF_INIT };

	memset(out, 0, sizeof(*out));
	x.sb.max_bytes = MAX_TEXT;
	expand(&x, str_from(text), 0);
	if (x.sb.cut && !out->unknown)
		out->unknown = "…";
	out->text = arena_strndup(a, x.sb.buf, x.sb.len);
	strbuf_release(&x.sb);
}

/* ---- variables ---- */

enum op { OP_NONE, OP_SET, OP_SIMPLE, OP_DEFAULT, OP_APPEND, OP_SHELL };

static struct makefile_var *var_of(struct reader *r, struct str name)
{
	struct makefile_var *v = map_gets(&r->mf->by_name, name);

	if (v)
		return v;
	v = ARENA_NEW(r->a, struct makefile_var);
	v->name = arena_strndup(r->a, name.p, name.len);
	map_put(&r->mf->by_name, v->name, v);
	*ARENA_PUSH(r->a, r->mf->vars, r->mf->nvars) = v;
	return v;
}

static const char *as_written(struct reader *r, struct str name)
{
	return arena_printf(r->a, "$(%.*s)", STR_FMT(name));
}

/* Is what is set here only for "ifndef NAME"? */
static bool is_default(const struct reader *r, struct str name)
{
	return r->nconditions == 1 && r->unset[0] &&
	       str_is(name, r->unset[0]);
}

static void set_value(struct reader *r, struct makefile_var *v, enum op op,
		      const char *value)
{
	struct makefile_text t;

	switch (op) {
	case OP_SIMPLE:
		makefile_expand(r->a, r->mf, NULL, value, &t);
		v->value = t.text;
		v->open = t.unknown;
		v->simple = true;
		break;
	case OP_APPEND:
		r->mf->fuel -= v->value ? (int)strlen(v->value) : 0;
		if (!v->value) {
			v->value = value;
		} else if (v->simple) {
			makefile_expand(r->a, r->mf, NULL, value, &t);
			v->value = arena_printf(r->a, "%s %s", v->value,
						t.text);
			v->open = v->open ? v->open : t.unknown;
		} else {
			v->value = arena_printf(r->a, "%s %s", v->value,
						value);
		}
		break;
	case OP_DEFAULT:
		if (v->value)
			break;
		v->value = value;
		v->open = NULL;
		break;
	case OP_SHELL:
		v->value = "";
		v->open = as_written(r, str_from(v->name));
		v->simple = false;
		break;
	case OP_SET:
	case OP_NONE:
		v->value = value;
		v->open = NULL;
		v->simple = false;
		break;
	}
	/* A file that grows one variable for ever. */
	if (r->mf->fuel < 0 || strlen(v->value) > MAX_TEXT) {
		v->value = "";
		v->open = as_written(r, str_from(v->name));
		v->simple = false;
	}
}

static void assign(struct reader *r, struct str name, enum op op,
		   const char *value, bool exported)
{
	struct makefile_var *v = var_of(r, name);

	v->exported = v->exported || exported;
	if (is_default(r, name)) {
		set_value(r, v, OP_DEFAULT, value);
	} else if (r->nconditions) {
		if (!v->value)
			v->value = value;
		v->open = as_written(r, name);
		v->simple = false;
	} else {
		set_value(r, v, op, value);
	}
}

/* One of a target alone: what it is elsewhere is its beginning. */
static void assign_of_rule(struct reader *r, struct makefile_rule *rule,
			   struct str name, enum op op, const char *value,
			   bool exported)
{
	const struct makefile_var *old = map_gets(&r->mf->by_name, name);
	struct makefile_var *v = ARENA_PUSH(r->a, rule->vars, rule->nvars);

	if (old)
		*v = *old;
	v->name = arena_strndup(r->a, name.p, name.len);
	v->exported = v->exported || exported;
	set_value(r, v, op, value);
	if (r->nconditions) {
		v->open = as_written(r, name);
		v->simple = false;
	}
}

/* ---- lines ---- */

/* The operator of an assignment, and the ":" of a rule before it. */
struct parts {
	enum op op;
	size_t op_at, value_at;
	size_t colon;		/* s.len: there is none */
	size_t semicolon;	/* behind the colon; s.len: none */
};

static bool simple_op(struct str s, size_t i, size_t *len)
{
	for (*len = 1; i + *len < s.len && s.p[i + *len] == ':'; (*len)++)
		;
	(*len)++;
	return i + *len <= s.len && s.p[i + *len - 1] == '=';
}

static void find_parts(struct str s, struct parts *out)
{
	size_t i, len;

	out->op = OP_NONE;
	out->colon = out->semicolon = s.len;
	for (i = 0; i < s.len; i++) {
		char c = s.p[i], before = i ? s.p[i - 1] : '\0';

		if (c == '$' && i + 1 < s.len &&
		    (s.p[i + 1] == '(' || s.p[i + 1] == '{')) {
			i = close_of(s, i + 1) - 1;
		} else if (c == ':' && simple_op(s, i, &len)) {
			out->op = OP_SIMPLE;
			out->op_at = i;
			out->value_at = i + len;
			return;
		} else if (c == ':' && out->colon == s.len) {
			out->colon = i;
		} else if (c == ';' && out->colon < s.len) {
			out->semicolon = i;
			return;
		} else if (c == '=') {
			out->op = before == '?' ? OP_DEFAULT :
				  before == '+' ? OP_APPEND :
				  before == '!' ? OP_SHELL : OP_SET;
			out->op_at = i - (out->op != OP_SET);
			out->value_at = i + 1;
			return;
		}
	}
}

static struct str rest_of(struct str s, size_t from)
{
	return str_sub(s, from, s.len - from);
}

/* Without blanks around it; "\#" is "#". */
static const char *value_of(struct reader *r, struct str s)
{
	char *text, *p, *out;

	s = str_trim(s);
	text = arena_strndup(r->a, s.p ? s.p : "", s.len);
	for (p = out = text; *p; p++) {
		if (p[0] == '\\' && p[1] == '#')
			p++;
		*out++ = *p;
	}
	*out = '\0';
	return text;
}

/* "export NAME", "override export NAME": the words before the name. */
static struct str without_words(struct str s, bool *exported)
{
	struct str rest = s, word;

	while (str_word(&rest, &word)) {
		if (str_is(word, "export"))
			*exported = true;
		else if (!str_is(word, "override") &&
			 !str_is(word, "private"))
			break;
		s = str_trim(rest);
	}
	return str_trim(s);
}

static bool is_name(struct str s)
{
	return s.len && str_find(s, ' ') == s.len && str_find(s, '\t') == s.len;
}

/* As str_word(), and "$(shell go env GOOS)" is one. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t i, start;

	for (start = 0; start < rest->len && strchr(" \t\r", rest->p[start]);
	     start++)
		;
	for (i = start; i < rest->len && !strchr(" \t\r", rest->p[i]); i++)
		if (rest->p[i] == '$' && i + 1 < rest->len &&
		    (rest->p[i + 1] == '(' || rest->p[i + 1] == '{'))
			i = close_of(*rest, i + 1) - 1;
	*word = str_sub(*rest, start, i - start);
	*rest = str_sub(*rest, i, rest->len - i);
	return word->len > 0;
}

/* The words of a text that are written out; false: some are not. */
static bool words_of(struct reader *r, struct str s, const char ***list,
		     size_t *n)
{
	struct makefile_text t;
	struct str rest, word;

	makefile_expand(r->a, r->mf, NULL, arena_strndup(r->a, s.p, s.len),
			&t);
	rest = str_from(t.text);
	while (next_word(&rest, &word))
		if (str_find(word, '$') == word.len && !str_is(word, "|") &&
		    *n < 500)
			*ARENA_PUSH(r->a, *list, *n) =
				arena_strndup(r->a, word.p, word.len);
	return !t.unknown;
}

static void add_recipe(struct reader *r, struct str text, int line)
{
	struct makefile_rule *rule = &r->mf->rules[r->rule - 1];
	struct makefile_recipe *c;

	if (rule->nrecipe >= MAX_RECIPE)
		return;
	c = ARENA_PUSH(r->a, rule->recipe, rule->nrecipe);
	c->text = arena_strndup(r->a, text.p, text.len);
	c->line = line;
	c->maybe = r->nconditions > 0;
}

static void read_rule(struct reader *r, struct str s, const struct parts *p,
		      int line)
{
	struct makefile_rule *rule;
	struct str head = str_sub(s, 0, p->colon), tail;
	size_t from = p->colon + 1, until;
	bool exported = false;

	r->rule = 0;
	if (r->mf->nrules >= MAX_RULES)
		return;
	rule = ARENA_PUSH(r->a, r->mf->rules, r->mf->nrules);
	rule->file = r->file;
	rule->line = line;
	rule->open = !words_of(r, head, &rule->targets, &rule->ntargets);
	if (from < s.len && s.p[from] == ':')
		from++;
	if (p->op != OP_NONE) {
		tail = without_words(str_sub(s, from, p->op_at - from),
				     &exported);
		if (is_name(tail))
			assign_of_rule(r, rule, tail, p->op,
				       value_of(r, rest_of(s, p->value_at)),
				       exported);
		return;
	}
	until = p->semicolon < s.len ? p->semicolon : s.len;
	tail = str_sub(s, from, until - from);
	/* "targets: %.o: %.c" */
	if (str_find(tail, ':') < tail.len)
		rule->open = true;
	else if (!words_of(r, tail, &rule->needs, &rule->nneeds))
		rule->open = true;
	if (!r->mf->goal && rule->ntargets &&
	    rule->targets[0][0] != '.' && !strchr(rule->targets[0], '%'))
		r->mf->goal = rule->targets[0];
	r->rule = r->mf->nrules;
	if (p->semicolon < s.len)
		add_recipe(r, str_trim(rest_of(s, p->semicolon + 1)), line);
}

static void read_bytes(struct reader *r, struct str bytes);

static void include(struct reader *r, struct str names)
{
	struct reader inner;
	const char **list = NULL;
	size_t n = 0, i;

	if (!words_of(r, names, &list, &n))
		r->mf->open = true;
	for (i = 0; i < n; i++) {
		const char *path = path_join(r->a, r->top, list[i]);
		struct str bytes;

		if (r->deep >= MAX_DEPTH || r->nincludes >= MAX_INCLUDES ||
		    path_is_abs(path) || cstr_starts(path, "..") ||
		    strpbrk(list[i], "*?[") ||
		    !r->load(r->payload, path, &bytes)) {
			r->mf->open = true;
			continue;
		}
		r->nincludes++;
		inner = *r;
		inner.file = path;
		inner.rule = 0;
		inner.deep++;
		read_bytes(&inner, bytes);
		r->nincludes = inner.nincludes;
	}
}

/* "ifeq ($(X),)" asks whether X is set, as "ifndef X" does. */
static const char *unset_of(struct reader *r, struct str word, struct str rest)
{
	rest = str_trim(rest);
	if (str_is(word, "ifndef"))
		return arena_strndup(r->a, rest.p, rest.len);
	if (str_is(word, "ifeq") && str_starts(rest, "($(") &&
	    (str_ends(rest, "),)") || str_ends(rest, "), )")))
		return arena_strndup(r->a, rest.p + 3,
				     str_find(rest_of(rest, 3), ')'));
	if (str_is(word, "ifeq") && str_starts(rest, "(,$(") &&
	    str_ends(rest, "))"))
		return arena_strndup(r->a, rest.p + 4, rest.len - 6);
	return NULL;
}

static void open_condition(struct reader *r, const char *unset)
{
	if (r->nconditions < MAX_CONDITIONS)
		r->unset[r->nconditions] = unset;
	r->nconditions++;
}

/* Directives that are neither rule nor assignment; true: it was one. */
static bool read_directive(struct reader *r, struct str s)
{
	struct str rest = s, word;

	if (!str_word(&rest, &word))
		return true;
	if (str_is_word(word, "ifeq ifneq ifdef ifndef")) {
		open_condition(r, unset_of(r, word, rest));
	} else if (str_is(word, "else")) {
		if (r->nconditions && r->nconditions <= MAX_CONDITIONS)
			r->unset[r->nconditions - 1] = NULL;
	} else if (str_is(word, "endif")) {
		if (r->nconditions)
			r->nconditions--;
	} else if (str_is_word(word, "include -include sinclude")) {
		r->rule = 0;
		include(r, rest);
	} else {
		return str_is_word(word, "vpath undefine load -load");
	}
	return true;
}

/* "export", "export A B": no assignment in it. */
static bool read_export(struct reader *r, struct str s)
{
	struct str rest = s, word;
	bool on;

	if (!str_word(&rest, &word) ||
	    !str_is_word(word, "export unexport"))
		return false;
	on = str_is(word, "export");
	if (!str_trim(rest).len)
		r->mf->export_all = on;
	while (str_word(&rest, &word))
		var_of(r, word)->exported = on;
	return true;
}

static void read_line(struct reader *r, struct str s, int line)
{
	struct parts p;
	struct str name;
	bool exported = false;

	s = str_trim(s);
	if (!s.len || read_directive(r, s))
		return;
	find_parts(s, &p);
	if (p.colon < s.len) {
		read_rule(r, s, &p, line);
		return;
	}
	r->rule = 0;
	if (p.op == OP_NONE) {
		/* $(eval …) and $(call …) may define anything. */
		if (!read_export(r, s))
			r->mf->open = true;
		return;
	}
	name = without_words(str_sub(s, 0, p.op_at), &exported);
	if (str_is(name, ".RECIPEPREFIX")) {
		const char *value = value_of(r, rest_of(s, p.value_at));

		r->prefix = *value ? *value : '\t';
	} else if (str_is(name, ".DEFAULT_GOAL")) {
		r->mf->goal = value_of(r, rest_of(s, p.value_at));
	} else if (is_name(name)) {
		assign(r, name, p.op, value_of(r, rest_of(s, p.value_at)),
		       exported);
	}
}

/* Does the line end in an odd number of "\"? */
static bool goes_on(struct str line)
{
	size_t n = 0;

	if (str_ends(line, "\r"))
		line.len--;
	while (n < line.len && line.p[line.len - 1 - n] == '\\')
		n++;
	return n % 2;
}

/* A recipe's line with those that continue it; the prefix of each goes. */
static void take_recipe(struct reader *r, struct str *rest, struct str line,
			int *at)
{
	struct strbuf sb = STRBUF_INIT;
	int first = *at;

	sb.max_bytes = MAX_TEXT;
	strbuf_adds(&sb, line);
	while (goes_on(line) && str_line(rest, &line)) {
		++*at;
		strbuf_addch(&sb, '\n');
		if (line.len && line.p[0] == r->prefix)
			line = rest_of(line, 1);
		strbuf_adds(&sb, line);
	}
	add_recipe(r, strbuf_str(&sb), first);
	strbuf_release(&sb);
}

/* What stands before "#". */
static struct str uncommented(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.p[i] == '#' && (!i || s.p[i - 1] != '\\'))
			return str_sub(s, 0, i);
	return s;
}

static void take_line(struct reader *r, struct str *rest, struct str line,
		      int *at)
{
	struct strbuf sb = STRBUF_INIT;
	int first = *at;

	sb.max_bytes = MAX_TEXT;
	while (goes_on(line)) {
		line.len = str_find_last(line, '\\');
		strbuf_adds(&sb, str_trim(line));
		strbuf_addch(&sb, ' ');
		if (!str_line(rest, &line)) {
			line = STR_NONE;
			break;
		}
		++*at;
	}
	strbuf_adds(&sb, line);
	read_line(r, uncommented(strbuf_str(&sb)), first);
	strbuf_release(&sb);
}

/* define NAME … endef */
static bool skip_define(struct reader *r, struct str *rest, struct str line,
			int *at)
{
	struct str words = line, word;

	if (!str_word(&words, &word) || !str_is(word, "define") ||
	    !str_word(&words, &word))
		return false;
	var_of(r, word)->value = "";
	var_of(r, word)->open = as_written(r, word);
	while (str_line(rest, &line)) {
		++*at;
		if (str_starts(str_trim(line), "endef"))
			break;
	}
	return true;
}

static void read_bytes(struct reader *r, struct str bytes)
{
	struct str rest = bytes, line;
	int at = 0;

	while (str_line(&rest, &line)) {
		at++;
		if (r->rule && line.len && line.p[0] == r->prefix)
			take_recipe(r, &rest, rest_of(line, 1), &at);
		else if (!skip_define(r, &rest, line, &at))
			take_line(r, &rest, line, &at);
	}
}

static bool shares(struct makefile *mf, const char *const *x, size_t nx,
		   const char *const *y, size_t ny)
{
	size_t i, k;

	for (i = 0; i < nx; i++)
		for (k = 0; k < ny && --mf->fuel > 0; k++)
			if (!strcmp(x[i], y[k]))
				return true;
	return false;
}

/* Is a target of `rule` made for one of `of`? */
static bool is_needed(struct makefile *mf, const struct makefile_rule *rule,
		      const struct makefile_rule *of)
{
	size_t i;

	for (i = 0; i < mf->nrules && --mf->fuel > 0; i++) {
		const struct makefile_rule *r = &mf->rules[i];

		if (r->nneeds &&
		    shares(mf, r->targets, r->ntargets, of->targets,
			   of->ntargets) &&
		    shares(mf, r->needs, r->nneeds, rule->targets,
			   rule->ntargets))
			return true;
	}
	return false;
}

static void give_vars(struct reader *r, struct makefile_rule *rule,
		      const struct makefile_rule *from, bool open)
{
	size_t i;

	for (i = 0; i < from->nvars; i++) {
		struct makefile_var *v = ARENA_PUSH(r->a, rule->vars,
						    rule->nvars);

		*v = from->vars[i];
		if (!open)
			continue;
		v->open = as_written(r, str_from(v->name));
		v->simple = false;
	}
}

/* Variables of a target stand on lines of their own.  What is made for it sees
 * them, too; made for itself, it does not. */
static void spread_vars(struct reader *r)
{
	struct makefile *mf = r->mf;
	int fuel = mf->fuel;
	size_t i, k;

	/* Of comparisons here. */
	mf->fuel = MAX_FUEL;
	for (i = 0; i < mf->nrules && mf->fuel > 0; i++) {
		const struct makefile_rule *from = &mf->rules[i];

		for (k = 0; from->nvars && !from->nrecipe && k < mf->nrules &&
		     --mf->fuel > 0; k++) {
			struct makefile_rule *to = &mf->rules[k];

			if (!to->nrecipe)
				continue;
			if (shares(mf, to->targets, to->ntargets,
				   from->targets, from->ntargets))
				give_vars(r, to, from, false);
			else if (is_needed(mf, to, from))
				give_vars(r, to, from, true);
		}
	}
	mf->open = mf->open || mf->fuel <= 0;
	mf->fuel = fuel;
}

void makefile_parse(struct arena *a, struct str bytes, const char *file,
		    makefile_load *load, void *payload, struct makefile *out)
{
	struct reader r = { .a = a, .mf = out, .load = load,
			    .payload = payload, .file = file,
			    .prefix = '\t' };

	memset(out, 0, sizeof(*out));
	out->fuel = MAX_FUEL;
	r.top = path_dir(a, file);
	read_bytes(&r, bytes);
	spread_vars(&r);
}

void makefile_release(struct makefile *mf)
{
	map_release(&mf->by_name);
}
