#include "config.h"

#include "base/msg.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
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
			  const char *text)
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
			text_sanitize(&sb, str_from(m->args[i]), true);
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
		return expand(a, m, ngettext(m->id, m->plural, n));
	return expand(a, m, gettext(m->id));
}

const char *msg_english(struct arena *a, const struct msg *m)
{
	if (!m->id)
		return "";
	return expand(a, m, m->plural && m->n != 1 ? m->plural : m->id);
}
