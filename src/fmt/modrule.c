/* Mirrors golang.org/x/mod/modfile/rule.go, release by release. */
#include "config.h"

#include "fmt/modrule.h"

#include "fmt/gochar.h"
#include "fmt/modpath.h"

struct str modrule_dup(struct arena *a, struct str s)
{
	struct str d = { arena_strndup(a, s.len ? s.p : "", s.len), s.len };

	return d;
}

const char *modrule_shown(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1), *p = out;
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.p[i])
			*p++ = s.p[i];
	return out;
}

static void add_error(struct arena *a, struct modrule_file *f,
		      const struct lex_line *line, const char *message)
{
	struct modrule_error *e;

	/* Where the lines cannot be told apart go says nothing but that. */
	if (f->syntax->error)
		return;
	e = ARENA_PUSH(a, f->errors, f->nerrors);
	e->line = line->line;
	e->col = line->col;
	e->message = message;
}

void modrule_read(struct arena *a, struct modrule_file *f, struct str bytes,
		  const char *name, enum gorelease r)
{
	struct modrule_error *e;

	f->bytes = bytes;
	f->release = r;
	f->syntax = lexline_parse(a, bytes, name, r);
	if (f->syntax->error) {
		e = ARENA_PUSH(a, f->errors, f->nerrors);
		e->line = f->syntax->error_line;
		e->col = f->syntax->error_col;
		e->message = f->syntax->error;
	}
}

void modrule_line_in(struct modrule_in *in, const struct lex_stmt *block,
		     const struct lex_line *line)
{
	size_t skip = block ? 0 : 1;

	in->block = block;
	in->line = line;
	in->verb = block ? block->head.tokens[0].text : line->tokens[0].text;
	in->args = line->tokens + skip;
	in->nargs = line->n - skip;
}

void modrule_fail(struct modrule_in *in, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_error(in->a, in->f, in->line, arena_vprintf(in->a, fmt, ap));
	va_end(ap);
}

void modrule_fail_mod(struct modrule_in *in, struct str path,
		      const char *fmt, ...)
{
	const char *what;
	va_list ap;

	va_start(ap, fmt);
	what = arena_vprintf(in->a, fmt, ap);
	va_end(ap);
	if (path.len)
		modrule_fail(in, "%.*s %s: %s", STR_FMT(in->verb),
			     modrule_shown(in->a, path), what);
	else
		modrule_fail(in, "%.*s: %s", STR_FMT(in->verb), what);
}

void modrule_unknown_block(struct arena *a, struct modrule_file *f,
			   const struct lex_stmt *s)
{
	struct strbuf sb = STRBUF_INIT;
	size_t i;

	for (i = 0; i < s->head.n; i++) {
		if (i)
			strbuf_addch(&sb, ' ');
		strbuf_addstr(&sb, modrule_shown(a, s->head.tokens[i].text));
	}
	add_error(a, f, &s->head,
		  arena_printf(a, "unknown block type: %s", sb.buf));
	strbuf_release(&sb);
}

static size_t digits(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.len && s.p[i + n] >= '0' && s.p[i + n] <= '9')
		n++;
	return n;
}

/* "0" or a number without a leading zero at *i. */
static bool take_number(struct str s, size_t *i, bool zero)
{
	size_t n = digits(s, *i);

	if (!n || (s.p[*i] == '0' && (n > 1 || !zero)))
		return false;
	*i += n;
	return true;
}

/* "1.21", from release 1.21 on "1.21.3", "1.21rc1" and "1.21.3rc1" too. */
bool modrule_go_version_ok(struct str v, enum gorelease r)
{
	size_t i = 0, n;

	if (!take_number(v, &i, false) || i == v.len || v.p[i++] != '.' ||
	    !take_number(v, &i, true))
		return false;
	if (i == v.len)
		return true;
	if (r < GO_1_21)
		return false;
	if (v.p[i] == '.') {
		i++;
		if (!take_number(v, &i, true))
			return false;
		if (i == v.len)
			return true;
	}
	n = i;
	while (i < v.len && v.p[i] >= 'a' && v.p[i] <= 'z')
		i++;
	if (i == n)
		return false;
	n = digits(v, i);
	return n && i + n == v.len;
}

/*
 * In the files of dependencies what looks like a version is cut to it:
 * "v1.17.x" and "1.17 " are 1.17.
 */
static bool lax_go_version(struct str v, struct str *out)
{
	size_t i = 0;

	if (str_starts(v, "v"))
		v = str_sub(v, 1, v.len - 1);
	if (!take_number(v, &i, false) || i == v.len || v.p[i++] != '.' ||
	    !take_number(v, &i, true) || i == v.len)
		return false;
	*out = str_sub(v, 0, i);
	return str_find(str_sub(v, i, v.len - i), '\n') == v.len - i;
}

bool modrule_toolchain_ok(struct str name)
{
	return str_is(name, "default") || str_is(name, "go1") ||
		str_starts(name, "go1.");
}

static void set_word(struct modrule_in *in, struct modrule_word *w,
		     struct str text)
{
	w->text = modrule_dup(in->a, text);
	w->line = in->line;
}

/* 1.22 mended its words for go.mod and left those for go.work as they were. */
static enum gorelease words_of(const struct modrule_in *in)
{
	enum gorelease r = in->f->release;

	return in->f->is_work && r == GO_1_22 ? GO_1_21 : r;
}

void modrule_go(struct modrule_in *in)
{
	struct str v;

	if (in->f->go.line) {
		modrule_fail(in, "repeated go statement");
		return;
	}
	if (in->nargs != 1) {
		modrule_fail(in, "go directive expects exactly one argument");
		return;
	}
	v = in->args[0].text;
	if (!modrule_go_version_ok(v, in->f->release) &&
	    (in->strict || !lax_go_version(v, &v))) {
		modrule_fail(in, "invalid go version '%s': must match "
			     "format %s", modrule_shown(in->a, v),
			     words_of(in) >= GO_1_22 ? "1.23.0" : "1.23");
		return;
	}
	set_word(in, &in->f->go, v);
}

void modrule_toolchain(struct modrule_in *in)
{
	enum gorelease r = words_of(in);

	if (in->f->toolchain.line) {
		modrule_fail(in, "repeated toolchain statement");
		return;
	}
	if (in->nargs != 1) {
		modrule_fail(in, "toolchain directive expects exactly one "
			     "argument");
		return;
	}
	if (!modrule_toolchain_ok(in->args[0].text)) {
		modrule_fail(in, "invalid toolchain version '%s': must "
			     "match format %s",
			     modrule_shown(in->a, in->args[0].text),
			     r >= GO_1_23 ? "go1.23.0 or default" :
			     r >= GO_1_22 ? "go1.23.0 or local" :
			     "go1.23 or local");
		return;
	}
	set_word(in, &in->f->toolchain, in->args[0].text);
}

static bool has_any(struct str s, const char *set)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.p[i] && strchr(set, s.p[i]))
			return true;
	return false;
}

void modrule_godebug(struct modrule_in *in)
{
	struct modrule_godebug *g;
	struct str arg;
	size_t eq;

	if (in->nargs != 1 || has_any(in->args[0].text, "\"`',")) {
		modrule_fail(in, "usage: godebug key=value");
		return;
	}
	arg = in->args[0].text;
	eq = str_find(arg, '=');
	if (eq == arg.len) {
		modrule_fail(in, "usage: godebug key=value");
		return;
	}
	g = ARENA_PUSH(in->a, in->f->godebugs, in->f->ngodebugs);
	g->key = modrule_dup(in->a, str_sub(arg, 0, eq));
	g->value = modrule_dup(in->a,
			       str_sub(arg, eq + 1, arg.len - eq - 1));
	g->line = in->line;
}

/* NULL, or what is wrong with the string. */
static const char *parse_string(struct modrule_in *in, struct str s,
				struct str *out)
{
	if (str_starts(s, "\"")) {
		if (!gochar_unquote(in->a, s, out))
			return "invalid syntax";
		return NULL;
	}
	if (has_any(s, "\"'`"))
		return "unquoted string cannot contain quote";
	*out = modrule_dup(in->a, s);
	return NULL;
}

bool modrule_string(struct modrule_in *in, size_t arg, struct str *out)
{
	const char *why = parse_string(in, in->args[arg].text, out);

	if (why)
		modrule_fail(in, "invalid quoted string: %s", why);
	return !why;
}

bool modrule_parse_version(struct modrule_in *in, struct str path, size_t arg,
			   bool any, struct str *out)
{
	enum gorelease r = in->f->release;
	const char *why, *canonical;

	why = parse_string(in, in->args[arg].text, out);
	if (why) {
		modrule_fail_mod(in, path, "version %s invalid: %s",
			gochar_quoted(in->a, in->args[arg].text, r), why);
		return false;
	}
	if (any)
		return true;
	canonical = modpath_canonical_version(in->a, *out);
	if (!*canonical) {
		modrule_fail_mod(in, path, "version %s invalid: must be of "
			"the form v1.2.3", gochar_quoted(in->a, *out, r));
		return false;
	}
	*out = str_from(canonical);
	return true;
}

bool modrule_is_dir(struct str s, enum gorelease r)
{
	static const char *const starts[] = {
		"./", ".\\", "../", "..\\", "/", "\\",
	};
	size_t i;

	if (r >= GO_1_22 && (str_is(s, ".") || str_is(s, "..")))
		return true;
	for (i = 0; i < ARRAY_SIZE(starts); i++)
		if (str_starts(s, starts[i]))
			return true;
	return s.len >= 2 && s.p[1] == ':' &&
		((s.p[0] >= 'A' && s.p[0] <= 'Z') ||
		 (s.p[0] >= 'a' && s.p[0] <= 'z'));
}

/* The right side of a replacement without a version. */
static bool check_dir(struct modrule_in *in, struct str path)
{
	enum gorelease r = in->f->release;

	if (!modrule_is_dir(path, r)) {
		if (r >= GO_1_20 && str_find(path, '@') < path.len)
			modrule_fail(in, "replacement module must match "
				     "format 'path version', not "
				     "'path@version'");
		else
			modrule_fail(in, "replacement module without version "
				     "must be directory path (rooted or "
				     "starting with %s)", r >= GO_1_22 ?
				     ". or .." : "./ or ../");
		return false;
	}
	if (str_find(path, '\\') < path.len) {
		modrule_fail(in, "replacement directory appears to be "
			     "Windows path (on a non-windows system)");
		return false;
	}
	return true;
}

void modrule_replace(struct modrule_in *in)
{
	size_t arrow = in->nargs >= 2 && str_is(in->args[1].text, "=>") ? 1 : 2;
	struct modrule_replace r = { .line = in->line }, *added;
	struct str prefix, major;
	const char *why;

	if (in->nargs < arrow + 2 || in->nargs > arrow + 3 ||
	    !str_is(in->args[arrow].text, "=>")) {
		modrule_fail(in, "usage: %.*s module/path [v1.2.3] => "
			     "other/module v1.4\n\t or %.*s module/path "
			     "[v1.2.3] => ../local/directory",
			     STR_FMT(in->verb), STR_FMT(in->verb));
		return;
	}
	if (!modrule_string(in, 0, &r.old.path))
		return;
	if (!modpath_split(r.old.path, &prefix, &major)) {
		modrule_fail_mod(in, r.old.path, "invalid module path");
		return;
	}
	if (arrow == 2) {
		if (!modrule_parse_version(in, r.old.path, 1, false,
					   &r.old.version))
			return;
		if (!modpath_major_fits(in->a, r.old.version, major, &why)) {
			modrule_fail_mod(in, r.old.path,
				"version %s invalid: %s",
				gochar_quoted(in->a, r.old.version,
					      in->f->release), why);
			return;
		}
	}
	if (!modrule_string(in, arrow + 1, &r.new.path))
		return;
	if (in->nargs == arrow + 2) {
		if (!check_dir(in, r.new.path))
			return;
	} else {
		if (!modrule_parse_version(in, r.new.path, arrow + 2, false,
					   &r.new.version))
			return;
		if (modrule_is_dir(r.new.path, in->f->release)) {
			modrule_fail(in, "replacement module directory path "
				     "%s cannot have version",
				     gochar_quoted(in->a, r.new.path,
						   in->f->release));
			return;
		}
	}
	added = ARENA_PUSH(in->a, in->f->replaces, in->f->nreplaces);
	*added = r;
}

struct str modrule_comment(struct modrule_in *in)
{
	const struct lex_line *from = in->line;
	const struct lex_comments *groups[2];
	struct strbuf sb = STRBUF_INIT;
	struct str text;
	bool first = true;
	size_t g, i;

	if (in->block && !from->before.n && !from->suffix.n)
		from = &in->block->head;
	groups[0] = &from->before;
	groups[1] = &from->suffix;
	for (g = 0; g < 2; g++) {
		for (i = 0; i < groups[g]->n; i++) {
			struct str c = groups[g]->list[i].text;

			if (!c.p)
				continue;
			if (!first)
				strbuf_addch(&sb, '\n');
			first = false;
			strbuf_adds(&sb, gochar_trim(str_sub(c, 2,
							     c.len - 2)));
		}
	}
	text = modrule_dup(in->a, strbuf_str(&sb));
	strbuf_release(&sb);
	return text;
}

struct str modrule_auto_quote(struct arena *a, struct str s, enum gorelease r)
{
	struct str rest = s;
	bool quote = !s.len || str_search(s, "//") < s.len ||
		str_search(s, "/*") < s.len;
	uint32_t cp;
	size_t n;

	while (!quote && (n = gochar_decode(rest, &cp)) > 0) {
		if (cp < 0x80 && cp && strchr(" \"'`", (char)cp))
			quote = true;
		else if (cp < 0x80 && cp && strchr("()[]{},", (char)cp))
			quote = s.len > 1;
		else
			quote = !gochar_is_print(cp, r);
		rest = str_sub(rest, n, rest.len - n);
	}
	return quote ? str_from(gochar_quoted(a, s, r)) : modrule_dup(a, s);
}
