/*
 * Dockerfiles: every instruction with its words and where they stand, by the
 * rules of BuildKit's parser (escape directive, continued lines with comments
 * between them, heredocs, JSON forms), and the stages they make.
 *
 * It takes what it can of a broken file: a build would stop at it, a look at
 * it need not.  All of it lives in the arena and looks into `bytes`.
 */
#ifndef FMT_DOCKERFILE_H
#define FMT_DOCKERFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/civars.h"
#include "base/str.h"
#include "fmt/span.h"

enum docker_verb {
	DOCKER_OTHER,
	DOCKER_FROM, DOCKER_ARG, DOCKER_ENV, DOCKER_RUN, DOCKER_COPY,
	DOCKER_ADD, DOCKER_WORKDIR, DOCKER_USER, DOCKER_SHELL, DOCKER_CMD,
	DOCKER_ENTRYPOINT, DOCKER_VOLUME
};

/* As it is written, quotes and variables too; no continuation in it. */
struct docker_word {
	struct str text;
	size_t at;	/* in the text of its instruction */
	int line;
};

/* --name=value; value.p is NULL without "=". */
struct docker_flag {
	struct str name;
	struct docker_word value;
};

/* <<EOF: the lines up to EOF, in the file. */
struct docker_heredoc {
	struct str name;
	struct str text;
	int line;	/* its first line */
	bool chomp;	/* <<-EOF */
	bool verbatim;	/* <<"EOF": no variable is put in */
};

struct docker_instr {
	enum docker_verb verb;
	struct str name;	/* the verb, as it is written */
	int line;
	int stage;		/* from 0; -1 before the first FROM */
	/* What stands behind the verb, lines joined; and of each of its bytes
	 * where it stands in the file. */
	struct str text;
	const size_t *from;
	struct docker_flag *flags;
	size_t nflags;
	struct docker_word *words;	/* behind the flags */
	size_t nwords;
	bool json;		/* ["a", "b"]: words are its strings */
	struct docker_heredoc *heredocs;
	size_t nheredocs;
};

/* A text after variables were put in. */
struct docker_text {
	const char *text;
	const size_t *from;	/* as above; DOCKER_NOWHERE: not in the file */
	bool open;		/* a variable in it is not known */
};
#define DOCKER_NOWHERE ((size_t)-1)

struct dockerfile_stage {
	const char *image;	/* as far as ARG defaults tell */
	const size_t *image_from;	/* of each byte of it */
	const char *name;	/* AS name, or NULL */
	int line;
	bool open;		/* a variable in it has no default */
	bool is_stage;		/* FROM an earlier stage */
	int base;		/* which one; else -1 */
	size_t instr;		/* its FROM */
};

struct dockerfile {
	struct str bytes;
	const struct civars *args;	/* of the build; NULL: none are known */
	struct docker_instr *instrs;
	size_t ninstrs;
	struct dockerfile_stage *stages;
	size_t nstages;
	char escape;
	int unclosed_line;	/* a heredoc that never ends; 0: none */
};

void dockerfile_parse(struct arena *a, struct str bytes,
		      struct dockerfile *out);
/* The same, for a build that is given these in place of the defaults of its
 * ARGs; a value that is NULL is not known.  They are kept. */
void dockerfile_parse_with(struct arena *a, struct str bytes,
			   const struct civars *args, struct dockerfile *out);
/* The value of a flag (--from, --platform, --mount: the n-th), or NULL. */
const struct docker_word *dockerfile_flag(const struct docker_instr *in,
					  const char *name, size_t n);
/*
 * A word of an instruction without its quotes, variables put in as they are
 * there: ENV and ARG of its stage and of the stages that one stands on; for
 * FROM the ARGs before the first one.  What a base image sets is not known.
 */
void dockerfile_expand(struct arena *a, const struct dockerfile *d,
		       const struct docker_instr *in,
		       const struct docker_word *w, struct docker_text *out);
/* The value of an ENV or ARG as instruction `in` sees it; false: unset, or
 * not known (then `open` is set). */
bool dockerfile_variable(struct arena *a, const struct dockerfile *d,
			 const struct docker_instr *in, struct str name,
			 struct docker_text *out);
/* The same, as the instruction behind it in its stage sees it. */
bool dockerfile_variable_after(struct arena *a, const struct dockerfile *d,
			       const struct docker_instr *in,
			       struct str name, struct docker_text *out);
/* The stage that "COPY --from=x" means; -1: an image, or a later stage. */
int dockerfile_stage_named(const struct dockerfile *d,
			   const struct docker_instr *in, struct str name);

/* "golang" of "docker.io/library/golang:1.22@sha256:…": the last name. */
struct str dockerfile_image_name(struct str image);
/* "1.22" of it; empty where it has none. */
struct str dockerfile_image_tag(struct str image);

#endif
