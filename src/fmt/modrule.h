/*
 * What the lines of go.mod and go.work say, and go's words where they say it
 * wrongly: the rules that both files share.  See gomod.h and gowork.h.
 *
 * Every struct str here is followed by a NUL, so that `.p` is a C string (a
 * quoted path may hold a NUL of its own); an absent one has p NULL.
 */
#ifndef FMT_MODRULE_H
#define FMT_MODRULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "fmt/lexline.h"

/*
 * A refusal: go's words without "go.mod:3: " (a line or two, no line end).  Of
 * a NUL in the file, which go prints as it is, nothing is left.
 */
struct modrule_error {
	int line, col;	/* col is 1 unless go prints it: "go.mod:3:5: " */
	const char *message;
};

/* module, go, toolchain, tool, ignore, use: a word. */
struct modrule_word {
	struct str text;	/* unquoted; p NULL: the file does not say it */
	const struct lex_line *line;
};

struct modrule_version {
	struct str path, version;	/* version.len 0: none */
};

struct modrule_require {
	struct modrule_version mod;
	bool indirect;		/* "// indirect" */
	const struct lex_line *line;
};

struct modrule_exclude {
	struct modrule_version mod;
	const struct lex_line *line;
};

struct modrule_replace {
	struct modrule_version old;	/* version.len 0: any version */
	struct modrule_version new;	/* version.len 0: a folder */
	const struct lex_line *line;
};

struct modrule_retract {
	struct str low, high;
	struct str rationale;	/* may hold line ends */
	const struct lex_line *line;
};

struct modrule_godebug {
	struct str key, value;
	const struct lex_line *line;
};

/*
 * What go.mod and go.work share.  Entries of lines that go refuses are left
 * out, all others are there, so that a file with one bad line still says most.
 */
struct modrule_file {
	struct str bytes;
	struct lexline *syntax;
	enum gorelease release;
	bool is_work;
	/* Refused when there is at least one; in go's order. */
	struct modrule_error *errors;
	size_t nerrors;
	struct modrule_word go, toolchain;
	struct modrule_godebug *godebugs;
	size_t ngodebugs;
	struct modrule_replace *replaces;
	size_t nreplaces;
};

/* The line in the file, or 0. */
static inline int modrule_line(const struct lex_line *line)
{
	return line ? line->line : 0;
}

/*
 * The rest is for gomod.c and gowork.c.  One directive: its words and, for
 * the comments, its block.
 */
struct modrule_in {
	struct arena *a;
	struct modrule_file *f;
	const struct lex_stmt *block;	/* NULL: no block */
	const struct lex_line *line;
	struct str verb;
	const struct lex_token *args;
	size_t nargs;
	bool strict;	/* the main module's file, not a dependency's */
};

/* Read the lines; what is no line at all becomes the one error. */
void modrule_read(struct arena *a, struct modrule_file *f, struct str bytes,
		  const char *name, enum gorelease r);
/* Point `in` at a line, of a block or of none. */
void modrule_line_in(struct modrule_in *in, const struct lex_stmt *block,
		     const struct lex_line *line);

void modrule_fail(struct modrule_in *in, const char *fmt, ...)
	ATTR_PRINTF(2, 3);
/* The same with "require example.com/m: " before it. */
void modrule_fail_mod(struct modrule_in *in, struct str path,
		      const char *fmt, ...) ATTR_PRINTF(3, 4);
void modrule_unknown_block(struct arena *a, struct modrule_file *f,
			   const struct lex_stmt *s);

void modrule_go(struct modrule_in *in);
void modrule_toolchain(struct modrule_in *in);
void modrule_godebug(struct modrule_in *in);
void modrule_replace(struct modrule_in *in);
/* A word that may be quoted; false: refused, and said so. */
bool modrule_string(struct modrule_in *in, size_t arg, struct str *out);
/*
 * A version of the module `path`; made canonical, but for `any`, which takes
 * every word.  False: refused, and said so.
 */
bool modrule_parse_version(struct modrule_in *in, struct str path, size_t arg,
			   bool any, struct str *out);
/* The comments at a directive, else those at its block. */
struct str modrule_comment(struct modrule_in *in);

/* Is it a folder and no module: "./x", "../x", "/x", "c:\x"? */
bool modrule_is_dir(struct str path, enum gorelease r);
/* The word as go.mod needs it written, quoted if need be. */
struct str modrule_auto_quote(struct arena *a, struct str s,
			      enum gorelease r);
/* Which releases read these words as a go line or toolchain line. */
bool modrule_go_version_ok(struct str v, enum gorelease r);
bool modrule_toolchain_ok(struct str name);

/* For the words of a message: without the NULs that would end it. */
const char *modrule_shown(struct arena *a, struct str s);
/* A copy that is followed by a NUL. */
struct str modrule_dup(struct arena *a, struct str s);

#endif
