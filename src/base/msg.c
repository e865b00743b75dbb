#include "config.h"

#include "base/msg.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "base/text.h"

static const struct codec_field msg_fields[] = {
	CF_STR(msg, id), CF_STR(msg, plural), CF_INT(msg, n),
	CF_STRS(msg, args),
};
CODEC_DEFINE(msg);

static void take_args(struct arena *a, struct msg *m, va_list ap)
{
	const char *arg;

	while ((arg = va_arg(ap, const char *)))
		*ARENA_PUSH(a, m->args, m->nargs) = arena_strdup(a, arg);
}

struct msg msg_make(struct arena *a, const char *id, ...)
{
	struct msg m = { id, NULL, 0, NULL, 0 };
	va_list ap;

	va_start(ap, id);
	take_args(a, &m, ap);
	va_end(ap);
	return m;
}

struct msg msg_plural(struct arena *a, const char *id, const char *plural,
		      int n, ...)
{
	struct msg m = { id, plural, n, NULL, 0 };
	va_list ap;

	va_start(ap, n);
	take_args(a, &m, ap);
	va_end(ap);
	return m;
}

static const char *expand(struct arena *a, const struct msg *m,
			  const char *text, bool translated)
{
	struct strbuf sb = STRBUF_INIT;
	const char *p, *made;

	for (p = text; *p; p++) {
		size_t i;

		if (p[0] == '{' && p[1] == 'n' && p[2] == '}') {
			strbuf_addf(&sb, "%d", m->n);
			p += 2;
			continue;
		}
		if (p[0] != '{' || p[1] < '0' || p[1] > '9' || p[2] != '}') {
			strbuf_addch(&sb, *p);
			continue;
		}
		i = (size_t)(p[1] - '0');
		if (i < m->nargs)
			text_sanitize(&sb, str_from(translated
					? msg_told(a, m->args[i])
					: m->args[i]), true);
		p += 2;
	}
	made = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return made;
}

const char *msg_text(struct arena *a, const struct msg *m)
{
	unsigned long n = (unsigned long)(m->n < 0 ? -m->n : m->n);

	if (!m->id || !*m->id)
		return "";
	if (m->plural)
		return expand(a, m, ngettext(m->id, m->plural, n), true);
	return expand(a, m, gettext(m->id), true);
}

const char *msg_english(struct arena *a, const struct msg *m)
{
	if (!m->id)
		return "";
	return expand(a, m, m->plural && m->n != 1 ? m->plural : m->id,
		      false);
}

static const char *const *sentences_;

void msg_set_sentences(const char *const *sentences)
{
	sentences_ = sentences;
}

/* `text` as an instance of the sentence `id`; false where it is none. */
static bool match(struct arena *a, const char *id, struct str text,
		  struct msg *m)
{
	struct str rest = str_from(id), literal;
	size_t at;
	bool open = false;	/* an argument ends where the literal begins */

	memset(m, 0, sizeof(*m));
	m->id = id;
	while (rest.len) {
		at = str_find(rest, '{');
		literal = str_sub(rest, 0, at);
		for (at = 0; at + literal.len <= text.len; at++) {
			bool fits = !memcmp(text.p + at, literal.p,
					    literal.len);

			/* The last literal ends the text. */
			if (fits && literal.len == rest.len &&
			    at + literal.len != text.len)
				fits = false;
			if (fits)
				break;
			if (!open)
				return false;
		}
		if (at + literal.len > text.len)
			return false;
		if (literal.len < rest.len && !literal.len && open)
			return false;
		if (open)
			*ARENA_PUSH(a, m->args, m->nargs) =
				arena_strndup(a, text.p, at);
		text = str_sub(text, at + literal.len,
			       text.len - at - literal.len);
		open = literal.len < rest.len;
		rest = open ? str_sub(rest, literal.len + 3,
				      rest.len - literal.len - 3) : STR_NONE;
	}
	if (open)
		*ARENA_PUSH(a, m->args, m->nargs) =
			arena_strndup(a, text.p, text.len);
	else if (text.len)
		return false;
	return true;
}

const char *msg_told(struct arena *a, const char *english)
{
	const char *const *s;
	struct msg m;

	if (cstr_empty(english))
		return english;
	for (s = sentences_; s && *s; s++)
		if (match(a, *s, str_from(english), &m))
			return expand(a, &m, gettext(*s), true);
	/* The reason that the system gave, as in "cannot open {0}: {1}". */
	return sentences_ ? dgettext("libc", english) : english;
}
