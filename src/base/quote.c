#include "config.h"

#include "base/quote.h"

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || strchr("_-./=:,+@%", c);
}

void quote_add(struct strbuf *out, const char *word)
{
	const char *p;

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
