#include "config.h"

#include "report/prose.h"

#include <string.h>

#include "base/text.h"

void prose_init(struct prose *p, struct arena *a, int cols)
{
	memset(p, 0, sizeof(*p));
	p->a = a;
	p->cols = cols < 20 ? 20 : cols;
}

static const char *blanks(struct arena *a, int n)
{
	return n > 0 ? arena_printf(a, "%*s", n, "") : "";
}

void prose_blank(struct prose *p)
{
	if (p->nlines && p->lines[p->nlines - 1].nspans)
		(void)ARENA_PUSH(p->a, p->lines, p->nlines);
}

void prose_line(struct prose *p, int indent)
{
	(void)ARENA_PUSH(p->a, p->lines, p->nlines);
	if (indent > 0)
		prose_add(p, ROLE_PLAIN, blanks(p->a, indent));
}

void prose_add(struct prose *p, enum role role, const char *text)
{
	struct prose_line *l = &p->lines[p->nlines - 1];
	struct span *s;

	if (cstr_empty(text))
		return;
	s = ARENA_PUSH(p->a, l->spans, l->nspans);
	s->role = role;
	s->text = text;
}

void prose_para(struct prose *p, int indent, int hang, enum role role,
		const char *text)
{
	struct str rest = str_from(text), line;
	bool first = true;
	int room;

	for (;;) {
		int in = first ? indent : indent + hang;

		room = p->cols - in;
		if (!text_wrap(&rest, room < 10 ? 10 : room, &line))
			break;
		prose_line(p, in);
		prose_add(p, role, arena_strndup(p->a, line.p, line.len));
		first = false;
	}
}

void prose_verbatim(struct prose *p, int indent, enum role role,
		    const char *text)
{
	struct str rest = str_from(text), line;

	while (str_line(&rest, &line)) {
		prose_line(p, indent);
		prose_add(p, role, arena_strndup(p->a, line.p, line.len));
	}
}

void prose_row(struct prose *p, int indent, const struct prose_cell *cells,
	       size_t ncells)
{
	struct str *rest = arena_alloc(p->a, ncells * sizeof(*rest)), line;
	bool more = true;
	size_t i;

	for (i = 0; i < ncells; i++)
		rest[i] = str_from(cells[i].text);
	while (more) {
		int col = 0, gap = 0;

		more = false;
		for (i = 0; i < ncells; i++)
			if (rest[i].p && rest[i].len)
				more = true;
		if (!more)
			break;
		prose_line(p, indent);
		for (i = 0; i < ncells; i++) {
			int width = cells[i].cols;

			if (!width) {
				width = p->cols - indent - col - gap;
				if (width < 8)
					width = 8;
			}
			if (text_wrap(&rest[i], width, &line)) {
				prose_add(p, ROLE_PLAIN, blanks(p->a, gap));
				prose_add(p, cells[i].role,
					  arena_strndup(p->a, line.p,
							line.len));
				col += gap + text_cols(line);
				gap = 0;
				width -= text_cols(line);
			}
			gap += width + 2;
		}
	}
}

static const char *sgr(enum role role)
{
	switch (role) {
	case ROLE_PLAIN:
		return NULL;
	case ROLE_DIM:
		return "2";
	case ROLE_STRONG:
		return "1";
	case ROLE_ERROR:
		return "1;31";
	case ROLE_WARNING:
		return "33";
	case ROLE_ADVICE:
		return "36";
	case ROLE_OK:
		return "32";
	case ROLE_CODE:
		return "1";
	case ROLE_MYTH:
		return "35";
	}
	return NULL;
}

void prose_print(struct strbuf *out, const struct prose *p, bool colour)
{
	size_t i, k;

	for (i = 0; i < p->nlines; i++) {
		for (k = 0; k < p->lines[i].nspans; k++) {
			const struct span *s = &p->lines[i].spans[k];
			const char *code = colour ? sgr(s->role) : NULL;

			if (code)
				strbuf_addf(out, "\033[%sm%s\033[0m", code,
					    s->text);
			else
				strbuf_addstr(out, s->text);
		}
		strbuf_addch(out, '\n');
	}
}
