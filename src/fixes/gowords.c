#include "config.h"

#include "fixes/gowords.h"

#include <string.h>

#include "base/str.h"
#include "base/strbuf.h"

/* Messages that are told, and lines of one; of a longer one its two ends. */
#define MESSAGES 3
#define LINES 12
#define HEAD_LINES 5
#define TAIL_LINES 6

/* One message: a line and those that belong to it. */
struct words {
	struct str *lines;
	size_t n;
};

bool gowords_is_progress(struct str line)
{
	static const char *const starts[] = {
		"#", "go: downloading ", "go: finding ", "go: found ",
		"go: to add module requirements and sums:", "\tgo mod tidy",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(starts); i++)
		if (str_starts(line, starts[i]))
			return true;
	return !str_trim(line).len;
}

/* Does it begin a message, whatever stands before it? */
static bool is_message(struct str line)
{
	return str_starts(line, "go: ") || str_ends(line, " imports") ||
	       str_ends(line, " tested by") ||
	       str_search(line, ".go:") < line.len;
}

/* "goroutine 1 [running]:" and its frames: go prints them in front of what it
 * has to say. */
static bool is_stack(struct str line, bool within)
{
	if (str_starts(line, "goroutine ") && str_ends(line, "]:"))
		return true;
	return within && (str_starts(line, "\t") || str_ends(line, ")") ||
			  str_starts(line, "created by "));
}

/*
 * Further in stands what belongs to a line; and at the margin what git said,
 * below "… exit status 128:".
 */
static size_t read_words(struct arena *a, const char *err, struct words **out)
{
	struct str rest = str_from(err), line;
	struct words *w = NULL;
	bool below = false, stack = false;
	size_t n = 0;

	*out = NULL;
	while (str_line(&rest, &line)) {
		bool further_in = str_starts(line, "\t") ||
				  str_starts(line, " ");

		stack = is_stack(line, stack);
		if (stack || gowords_is_progress(line))
			continue;
		if (!w || (!further_in && (!below || is_message(line))))
			w = ARENA_PUSH(a, *out, n);
		below = str_ends(line, "exit status 128:") ||
			(below && !is_message(line));
		*ARENA_PUSH(a, w->lines, w->n) = str_trim(line);
	}
	return n;
}

static void add_message(struct strbuf *sb, const struct words *w)
{
	size_t i;

	if (sb->len)
		strbuf_addstr(sb, "; ");
	for (i = 0; i < w->n; i++) {
		if (w->n > LINES && i == HEAD_LINES) {
			strbuf_addstr(sb, " …");
			i = w->n - TAIL_LINES;
		}
		if (i)
			strbuf_addch(sb, ' ');
		strbuf_adds(sb, w->lines[i]);
	}
}

const char *gowords_error(struct arena *a, const char *err)
{
	struct strbuf sb = STRBUF_INIT;
	struct words *w;
	size_t i, n = read_words(a, err, &w);
	const char *out;

	for (i = 0; i < n && i < MESSAGES; i++)
		add_message(&sb, &w[i]);
	if (n > MESSAGES)
		strbuf_addf(&sb, "; … (%zu)", n - MESSAGES);
	out = arena_strndup(a, sb.buf, sb.len && sb.buf[sb.len - 1] == '.'
					? sb.len - 1 : sb.len);
	strbuf_release(&sb);
	return out;
}

/* What stands behind the last of these marks, up to the next blank or ":". */
static struct str package_of(struct str line)
{
	static const char *const marks[] = {
		"cannot find module providing package ",
		"no required module provides package ",
		"does not contain package ", "cannot find package ",
		"package ",
	};
	struct str rest, word;
	size_t i, at;

	for (i = 0; i < ARRAY_SIZE(marks); i++) {
		at = str_search(line, marks[i]);
		if (at >= line.len)
			continue;
		at += strlen(marks[i]);
		rest = str_sub(line, at, line.len - at);
		if (!str_word(&rest, &word))
			continue;
		while (word.len && strchr(":;,\"", word.p[word.len - 1]))
			word.len--;
		if (word.len && word.p[0] == '"')
			word = str_sub(word, 1, word.len - 1);
		return word;
	}
	return STR_NONE;
}

/* Behind "cannot find module providing package X: ". */
static const char *why_of(struct arena *a, const struct words *w, size_t from,
			  struct str name)
{
	struct words rest = { w->lines + from, w->n - from };
	struct strbuf sb = STRBUF_INIT;
	const char *mark = arena_printf(a, "package %.*s: ", STR_FMT(name));
	const char *out, *at;
	size_t n = name.len + strlen(": ");

	add_message(&sb, &rest);
	at = strstr(sb.buf, mark);
	out = at ? at + strlen(mark)
		 : str_starts(strbuf_str(&sb), arena_printf(a, "%.*s: ",
							     STR_FMT(name)))
		 ? sb.buf + n : sb.buf;
	out = arena_strdup(a, out);
	strbuf_release(&sb);
	return out;
}

static struct gowords_missed *find(struct gowords_missed *list, size_t n,
				   struct str name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(name, list[i].package))
			return &list[i];
	return NULL;
}

/* "go: MAIN imports", "\tPKG tested by", "\tPKG: why", what git said. */
size_t gowords_missing(struct arena *a, const char *err,
		       struct gowords_missed **out)
{
	struct words *w;
	size_t i, k, nfound = 0, n = read_words(a, err, &w);

	*out = NULL;
	for (i = 0; i < n; i++) {
		struct gowords_missed *m;
		struct str line, name;
		bool test = false, theirs = false;

		for (k = 0; k + 1 < w[i].n &&
		     (str_ends(w[i].lines[k], " imports") ||
		      str_ends(w[i].lines[k], " tested by")); k++)
			if (str_ends(w[i].lines[k], " tested by")) {
				test = true;
				/* The first is a package of the project. */
				theirs = theirs || k > 0;
			}
		line = w[i].lines[k];
		name = package_of(line);
		/* A chain ends in the package, whatever is wrong with it. */
		if (!name.len && k)
			name = str_sub(line, 0, str_search(line, ": "));
		if (!name.len)
			continue;
		m = find(*out, nfound, name);
		if (m) {
			m->test = m->test && test;
			m->theirs = m->theirs && theirs;
			continue;
		}
		m = ARENA_PUSH(a, *out, nfound);
		m->package = arena_strndup(a, name.p, name.len);
		m->why = why_of(a, &w[i], k, name);
		m->test = test;
		m->theirs = theirs;
	}
	return nfound;
}

/* "go: found PACKAGE in MODULE VERSION" */
size_t gowords_founds(struct arena *a, const char *err,
		      struct gowords_found **out)
{
	struct str rest = str_from(err), line, word[6];
	size_t i, k, n = 0;

	*out = NULL;
	while (str_line(&rest, &line)) {
		if (!str_starts(line, "go: found "))
			continue;
		for (k = 0; k < ARRAY_SIZE(word); k++)
			if (!str_word(&line, &word[k]))
				break;
		if (k < ARRAY_SIZE(word))
			continue;
		for (i = 0; i < n; i++)
			if (str_is(word[4], (*out)[i].path))
				break;
		if (i == n)
			*ARENA_PUSH(a, *out, n) = (struct gowords_found){
				arena_strndup(a, word[2].p, word[2].len),
				arena_strndup(a, word[4].p, word[4].len),
				arena_strndup(a, word[5].p, word[5].len),
			};
	}
	return n;
}

/* ---- a path that go.mod does not have ---- */

/* "…: example.com/Old@v1.0.0: parsing go.mod:"; NULL: it is of another. */
static const char *version_of(struct arena *a, struct str line,
			      const char *path)
{
	const char *mark = arena_printf(a, "%s@", path);
	size_t at = str_search(line, mark);

	if (at >= line.len)
		return NULL;
	at += strlen(mark);
	line = str_sub(line, at, line.len - at);
	line.len = strcspn(line.p, ": ()\n");
	return arena_strndup(a, line.p, line.len);
}

static const char *behind(struct arena *a, struct str line, const char *mark)
{
	size_t at = str_search(line, mark);

	if (at >= line.len)
		return NULL;
	at += strlen(mark);
	line = str_trim(str_sub(line, at, line.len - at));
	return arena_strndup(a, line.p, line.len);
}

static bool has_from(const struct gowords_renamed *list, size_t n,
		     const char *from)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(list[i].from, from))
			return true;
	return false;
}

size_t gowords_renames(struct arena *a, const char *err,
		       struct gowords_renamed **out)
{
	struct str rest = str_from(err), line, above = STR_NONE;
	const char *to = NULL, *said, *from;
	size_t n = 0;

	*out = NULL;
	while (str_line(&rest, &line)) {
		said = behind(a, line, "module declares its path as: ");
		from = behind(a, line, "but was required as: ");
		if (from && to && !has_from(*out, n, from))
			*ARENA_PUSH(a, *out, n) = (struct gowords_renamed){
				from, to, version_of(a, above, from)
			};
		if (said)
			to = said;
		else
			above = line;
	}
	return n;
}
