#include "config.h"

#include "base/quote.h"

#include "base/text.h"

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || strchr("_-./=:,+@%", c);
}

/* Would a terminal, or a line, not have it as it is? */
static bool needs_escapes(const char *word)
{
	struct strbuf sb = STRBUF_INIT;
	bool differs;

	text_sanitize(&sb, str_from(word), false);
	differs = !str_is(strbuf_str(&sb), word);
	strbuf_release(&sb);
	return differs;
}

static void add_escaped(struct strbuf *out, const char *word)
{
	const char *p;

	strbuf_addstr(out, "$'");
	for (p = word; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (c == '\n')
			strbuf_addstr(out, "\\n");
		else if (c == '\t')
			strbuf_addstr(out, "\\t");
		else if (c < ' ' || c > '~')
			strbuf_addf(out, "\\%03o", c);
		else if (c == '\'' || c == '\\')
			strbuf_addf(out, "\\%c", c);
		else
			strbuf_addch(out, *p);
	}
	strbuf_addch(out, '\'');
}

void quote_add(struct strbuf *out, const char *word)
{
	const char *p;

	if (needs_escapes(word)) {
		add_escaped(out, word);
		return;
	}

	for (p = word; *p && is_plain(*p); p++)
		;
	if (*word && !*p) {
		strbuf_addstr(out, word);
		return;
	}
	strbuf_addch(out, '\'');
	for (p = word; *p; p++) {
		if (*p == '\'')
			strbuf_addstr(out, "'\\''");
		else
			strbuf_addch(out, *p);
	}
	strbuf_addch(out, '\'');
}
