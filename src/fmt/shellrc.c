#include "config.h"

#include "fmt/shellrc.h"

#include <stdbool.h>

#include "base/path.h"
#include "fmt/shellset.h"

#define BEGIN "# >>> gomend >>>"
#define ABOUT "# Written by gomend; \"gomend undo\" takes it back."
#define END "# <<< gomend <<<"

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("_./:@%+,-", c));
}

static bool all_plain(const char *s)
{
	if (!*s)
		return false;
	while (is_plain(*s))
		s++;
	return !*s;
}

static const char *in_quotes(struct arena *a, enum shellrc_family f,
			     const char *word)
{
	size_t len = strlen(word), n = 0;
	char *out = arena_alloc(a, mem_mul(len, 4) + 3);

	out[n++] = '\'';
	for (; *word; word++) {
		if (f == SHELLRC_FISH && (*word == '\'' || *word == '\\')) {
			out[n++] = '\\';
			out[n++] = *word;
		} else if (*word == '\'') {
			memcpy(out + n, "'\\''", 4);
			n += 4;
		} else {
			out[n++] = *word;
		}
	}
	out[n++] = '\'';
	out[n] = '\0';
	return out;
}

const char *shellrc_quote(struct arena *a, enum shellrc_family f,
			  const char *word)
{
	return all_plain(word) ? arena_strdup(a, word)
			       : in_quotes(a, f, word);
}

/* "$HOME/go/bin" goes with the file to another machine. */
static const char *dir_word(struct arena *a, enum shellrc_family f,
			    const char *dir, const char *home)
{
	if (!cstr_empty(home) && !cstr_eq(home, "/") &&
	    path_under(home, dir) && !cstr_eq(home, dir)) {
		const char *rest = dir + strlen(home);

		return all_plain(rest)
			? arena_printf(a, "\"$HOME%s\"", rest)
			: arena_printf(a, "\"$HOME\"%s",
				       in_quotes(a, f, rest));
	}
	return shellrc_quote(a, f, dir);
}

const char *shellrc_path_line(struct arena *a, enum shellrc_family f,
			      const char *dir, const char *home, bool front)
{
	const char *w = dir_word(a, f, dir, home);

	if (f == SHELLRC_FISH)
		return front
			? arena_printf(a, "set -gx PATH %s (string match -v "
				       "-- %s $PATH)", w, w)
			: arena_printf(a, "contains -- %s $PATH; or set -gx "
				       "PATH $PATH %s", w, w);
	if (front)
		return arena_printf(a, "case \"$PATH:\" in %s:*) ;; "
				    "*) export PATH=%s:\"$PATH\" ;; esac",
				    w, w);
	return arena_printf(a, "case \":$PATH:\" in *:%s:*) ;; "
			    "*) export PATH=\"$PATH\":%s ;; esac", w, w);
}

const char *shellrc_set_line(struct arena *a, enum shellrc_family f,
			     const char *name, const char *value)
{
	const char *w = shellrc_quote(a, f, value);

	return f == SHELLRC_FISH ? arena_printf(a, "set -gx %s %s", name, w)
				 : arena_printf(a, "export %s=%s", name, w);
}

const char *shellrc_unset_line(struct arena *a, enum shellrc_family f,
			       const char *name)
{
	return f == SHELLRC_FISH ? arena_printf(a, "set -e %s", name)
				 : arena_printf(a, "unset %s", name);
}

/* ---- the block ---- */

/* The variable that a line written by us is about; empty: PATH, a comment. */
static struct str subject_of(struct str line)
{
	static const char *const begins[] = {
		"export ", "unset ", "set -gx ", "set -e "
	};
	size_t i, n;

	for (i = 0; i < ARRAY_SIZE(begins); i++) {
		struct str s;

		if (!str_starts(line, begins[i]))
			continue;
		s = str_sub(line, strlen(begins[i]),
			    line.len - strlen(begins[i]));
		for (n = 0; n < s.len; n++)
			if (s.p[n] == '=' || s.p[n] == ' ' || s.p[n] == ';')
				break;
		s.len = n;
		return str_is(s, "PATH") ? STR_NONE : s;
	}
	return STR_NONE;
}

static void append_block(struct arena *a, struct str text, const char *line,
			 struct span_edits *edits)
{
	bool open = text.len && text.p[text.len - 1] != '\n';
	/* A CR is no blank to a shell, whatever the other lines end in. */
	const char *block = arena_printf(a,
		"%s%s" BEGIN "\n" ABOUT "\n%s\n" END "\n",
		open ? "\n" : "", text.len ? "\n" : "", line);

	span_edits_add(a, edits, text.len, text.len, str_from(block));
}

int shellrc_put(struct arena *a, struct str text, const char *line,
		struct span_edits *edits, struct error *err)
{
	struct str rest = text, l, want = subject_of(str_from(line));
	size_t old_start = 0, old_end = 0, end_at = 0;
	bool in = false, done = false, replace = false;
	int n = 0, begun = 0;

	while (str_line(&rest, &l)) {
		struct str t = str_trim(l);
		size_t start = (size_t)(l.p - text.p);

		n++;
		if (str_is(t, BEGIN)) {
			if (in || done)
				return error_set(err, "line %d begins a "
						 "second gomend block", n);
			in = true;
			begun = n;
		} else if (str_is(t, END)) {
			if (!in)
				return error_set(err, "line %d ends a gomend "
						 "block that has no beginning",
						 n);
			in = false;
			done = true;
			end_at = start;
		} else if (in && str_is(t, line)) {
			return 0;
		} else if (in && want.len && str_eq(subject_of(t), want)) {
			replace = true;
			old_start = start;
			old_end = start + str_trim(l).len;
		}
	}
	if (in)
		return error_set(err, "the gomend block that line %d begins "
				 "has no end", begun);
	if (!done)
		append_block(a, text, line, edits);
	else if (replace)
		span_edits_add(a, edits, old_start, old_end, str_from(line));
	else
		span_edits_add(a, edits, end_at, end_at,
			       str_from(arena_printf(a, "%s\n", line)));
	return 0;
}

/* ---- lines that set a variable ---- */

/*
 * One word of shell text: quotes pair, nothing in it ends a command.  The
 * rest begins behind it; false where it is no such word.
 */
static bool skip_word(struct str *s, enum shellrc_family f)
{
	size_t i = 0;

	while (i < s->len && !strchr(" \t\r;&|<>()", s->p[i])) {
		char c = s->p[i];

		if (c == '`')
			return false;
		if (c == '\\') {
			if (i + 1 >= s->len)
				return false;
			i += 2;
			continue;
		}
		if (c == '\'' || c == '"') {
			for (i++; i < s->len && s->p[i] != c; i++)
				if (s->p[i] == '\\' &&
				    (c == '"' || f == SHELLRC_FISH))
					i++;
			if (i >= s->len)
				return false;
		} else if (c == '$' && i + 1 < s->len && s->p[i + 1] == '(') {
			int depth = 0;

			for (i++; i < s->len; i++) {
				if (s->p[i] == '(')
					depth++;
				else if (s->p[i] == ')' && !--depth)
					break;
			}
			if (i >= s->len)
				return false;
		} else if (c == '$' && i + 1 < s->len && s->p[i + 1] == '{') {
			while (i < s->len && s->p[i] != '}')
				i++;
			if (i >= s->len)
				return false;
		}
		i++;
	}
	*s = str_sub(*s, i, s->len - i);
	return true;
}

static void skip_blanks(struct str *s)
{
	while (s->len && (*s->p == ' ' || *s->p == '\t'))
		*s = str_sub(*s, 1, s->len - 1);
}

/* Takes the word off when it is next and ends there. */
static bool take(struct str *s, const char *word)
{
	size_t n = strlen(word);

	if (!str_starts(*s, word) ||
	    (s->len > n && !strchr(" \t;", s->p[n])))
		return false;
	*s = str_sub(*s, n, s->len - n);
	skip_blanks(s);
	return true;
}

static bool is_end(struct str s)
{
	skip_blanks(&s);
	return !s.len || *s.p == '#';
}

/* set -gx NAME WORD: the flags need an x, or the word exports nothing. */
static bool sets_fish(struct str s, const char *name)
{
	bool exports = false;

	if (!take(&s, "set"))
		return false;
	while (s.len && *s.p == '-') {
		size_t n = 0;

		while (n < s.len && s.p[n] != ' ' && s.p[n] != '\t')
			n++;
		if (str_is(str_sub(s, 0, n), "--export") ||
		    (s.len > 1 && s.p[1] != '-' &&
		     str_find(str_sub(s, 0, n), 'x') < n))
			exports = true;
		s = str_sub(s, n, s.len - n);
		skip_blanks(&s);
	}
	if (!exports || !take(&s, name))
		return false;
	if (!s.len || !skip_word(&s, SHELLRC_FISH))
		return false;
	return is_end(s);
}

/* export NAME=WORD, or NAME=WORD with or without "; export NAME" behind. */
static bool sets_posix(struct str s, enum shellrc_family f, const char *name)
{
	static const char *const verbs[] = {
		"export", "typeset -x", "declare -x", "typeset -gx",
		"declare -gx"
	};
	size_t i, n = strlen(name);

	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		if (take(&s, verbs[i]))
			break;
	if (!str_starts(s, name) || s.len <= n || s.p[n] != '=')
		return false;
	s = str_sub(s, n + 1, s.len - n - 1);
	if (!skip_word(&s, f))
		return false;
	if (i < ARRAY_SIZE(verbs))
		return is_end(s);
	skip_blanks(&s);
	if (s.len && *s.p == ';') {
		s = str_sub(s, 1, s.len - 1);
		skip_blanks(&s);
		if (!take(&s, "export") || !take(&s, name))
			return false;
	}
	return is_end(s);
}

/* A line of a here-document or of a string that goes over several is data. */
static bool is_command(const struct shellset *list, size_t n,
		       const char *name, int line)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].line == line && !list[i].temp && list[i].name &&
		    !strcmp(list[i].name, name))
			return true;
	return false;
}

size_t shellrc_find_set(struct arena *a, struct str text,
			enum shellrc_family f, const char *name,
			struct shellrc_set **list)
{
	struct arena tmp = ARENA_INIT;
	struct shellset *commands;
	size_t ncommands = shellset_list(&tmp, text, f, NULL, NULL, &commands);
	struct str rest = text, l;
	bool joined = false;
	size_t n = 0;
	int line = 0;

	*list = NULL;
	while (str_line(&rest, &l)) {
		struct str t = str_trim(l);
		bool was_joined = joined;
		struct shellrc_set *hit;

		line++;
		/* A line that a backslash joins to the next is no whole one. */
		joined = t.len && t.p[t.len - 1] == '\\';
		if (was_joined || joined)
			continue;
		if (f == SHELLRC_FISH ? !sets_fish(t, name)
				      : !sets_posix(t, f, name))
			continue;
		if (!is_command(commands, ncommands, name, line))
			continue;
		hit = ARENA_PUSH(a, *list, n);
		hit->line = line;
		hit->start = (size_t)(t.p - text.p);
		hit->end = hit->start + t.len;
		hit->text = arena_strndup(a, t.p, t.len);
	}
	arena_release(&tmp);
	return n;
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

bool shellrc_names(struct str text, const char *word)
{
	size_t at = 0, n = strlen(word);

	while (at < text.len) {
		size_t hit = at + str_search(str_sub(text, at, text.len - at),
					     word);

		if (hit >= text.len)
			return false;
		if ((!hit || !is_name(text.p[hit - 1])) &&
		    (hit + n >= text.len || !is_name(text.p[hit + n])))
			return true;
		at = hit + 1;
	}
	return false;
}

const char *shellrc_disabled(struct arena *a, enum shellrc_family f,
			     const struct shellrc_set *set)
{
	/* A command that does nothing: the body of an "if" may not be empty. */
	return arena_printf(a, "%s # gomend: %s",
			    f == SHELLRC_FISH ? "true" : ":", set->text);
}
