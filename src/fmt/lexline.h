/*
 * The lines of go.mod and go.work: words, strings, blocks in parentheses and
 * comments, each with its place.  What the words mean is modrule.h's.
 *
 * Everything is a view of the text that was read, which must outlive it.
 * Lines count from 1, columns in characters from 1, as go counts them.
 */
#ifndef FMT_LEXLINE_H
#define FMT_LEXLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "fmt/gorelease.h"

struct lex_token {
	struct str text;	/* as written, with its quotes */
	size_t off;
};

/* One "//" comment without its line end; p is NULL for a blank line. */
struct lex_comment {
	struct str text;
	size_t off;
	int line;
};

struct lex_comments {
	struct lex_comment *list;
	size_t n;
};

struct lex_line {
	struct lex_token *tokens;
	size_t n;
	int line, col;
	bool in_block;
	struct lex_comments before;	/* whole lines above */
	struct lex_comments suffix;	/* at the end of the line */
};

enum lex_kind {
	LEX_LINE,
	LEX_BLOCK,	/* head ( lines ) */
	LEX_COMMENTS	/* comments that belong to no line */
};

struct lex_stmt {
	enum lex_kind kind;
	/* The line, or the words before the "(" of a block. */
	struct lex_line head;
	size_t lparen, rparen;	/* their offsets */
	int rparen_line;
	struct lex_line **lines;
	size_t nlines;
	struct lex_comments last;	/* before the ")" */
};

struct lexline {
	struct str bytes;
	struct lex_stmt **stmts;
	size_t n;
	/* The first thing that is no line at all; NULL: none. */
	const char *error;
	int error_line, error_col;
	/* There was more than LEXLINE_MAX_TOKENS: the rest was not read. */
	bool cut;
};

/* Words and comments of a file; far beyond any real one. */
#define LEXLINE_MAX_TOKENS 400000

/*
 * `file` is the name that one of the messages speaks of.  Never fails: what
 * go refuses is in `error`, and the statements are those before it.
 */
struct lexline *lexline_parse(struct arena *a, struct str bytes,
			      const char *file, enum gorelease r);

/* Where the text of the line at `off` starts, and where the next one does. */
size_t lexline_start(struct str bytes, size_t off);
size_t lexline_next(struct str bytes, size_t off);

#endif
