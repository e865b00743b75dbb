/*
 * Lines of text with roles: what a report says, before anyone knows whether
 * it becomes colours on a screen, plain lines in a pipe or cells in a pane.
 *
 * Everything is wrapped to `cols` columns as it is added.  Texts that come
 * from outside must have been cleaned (text_clean, msg_text) by then.
 */
#ifndef REPORT_PROSE_H
#define REPORT_PROSE_H

#include "base/arena.h"
#include "base/strbuf.h"

enum role {
	ROLE_PLAIN,
	ROLE_DIM,	/* where a value comes from, what is beside the point */
	ROLE_STRONG,	/* headings */
	ROLE_ERROR,
	ROLE_WARNING,
	ROLE_ADVICE,
	ROLE_OK,
	ROLE_CODE,	/* to type, or verbatim out of a file */
	ROLE_MYTH
};

struct span {
	enum role role;
	const char *text;
};

struct prose_line {
	struct span *spans;
	size_t nspans;
};

struct prose {
	struct arena *a;
	int cols;
	struct prose_line *lines;
	size_t nlines;
};

/* One cell of a row: its text wraps within `cols` columns. */
struct prose_cell {
	enum role role;
	const char *text;
	int cols;		/* 0: what is left of the line */
};

void prose_init(struct prose *p, struct arena *a, int cols);
/* An empty line, but not two in a row and none at the top. */
void prose_blank(struct prose *p);
/* Begin a line, and go on with it. */
void prose_line(struct prose *p, int indent);
void prose_add(struct prose *p, enum role role, const char *text);
/* A paragraph; later lines stand `hang` columns further in. */
void prose_para(struct prose *p, int indent, int hang, enum role role,
		const char *text);
/* Cells side by side, two columns apart, each wrapped. */
void prose_row(struct prose *p, int indent, const struct prose_cell *cells,
	       size_t ncells);
/* A line that must not be broken (a command to paste). */
void prose_verbatim(struct prose *p, int indent, enum role role,
		    const char *text);

/* As bytes, with SGR colours where `colour`. */
void prose_print(struct strbuf *out, const struct prose *p, bool colour);

#endif
