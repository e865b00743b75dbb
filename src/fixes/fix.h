/*
 * A fix turns a finding into a plan.  It is pure but for what it asks of
 * `struct fix_host`, which reads and never writes, and runs in gomend-scan.
 *
 * In order, each call anew on the newest snapshot (nothing is kept between
 * them but what the caller hands in again):
 *   serves()   can it mend this finding here?
 *   choices()  what the user may choose, each with its default
 *   needs()    commands that must run first, in a private stage, with consent
 *   build()    the plan; what the commands printed and left is in the run
 *
 * Add one: one file, one row in registry.c, one page docs/fixes/<id>.md, one
 * folder tests/fixes/<id>/.
 */
#ifndef FIXES_FIX_H
#define FIXES_FIX_H

#include "base/i18n.h"
#include "base/strbuf.h"
#include "facts/finding.h"
#include "facts/snapshot.h"
#include "plan/offer.h"

struct yaml;

/* A name in a folder. */
struct fix_entry {
	const char *name;
	enum plan_type type;
};

/* How many threads each() runs at most. */
#define FIX_THREADS 2

/* Reading for a fix.  Paths are absolute.  All in the run's arena. */
struct fix_host {
	/* Bytes of a regular file (links followed); -1 with err. */
	int (*read)(struct fix_host *h, const char *path, struct strbuf *out,
		    struct error *err);
	/* lstat; the print is made for files and links (and for the whole
	 * tree of a folder with `whole`).  PLAN_ABSENT is no error. */
	int (*state)(struct fix_host *h, struct arena *a, const char *path,
		     bool whole, struct plan_state *out, struct error *err);
	/* Names in a folder, sorted; without "." and "..". */
	int (*list)(struct fix_host *h, struct arena *a, const char *path,
		    const char ***names, size_t *n, struct error *err);
	/* Every entry below `path`, relative, sorted; the callback may end
	 * the walk with non-zero.  Links are not followed. */
	int (*walk)(struct fix_host *h, const char *path,
		    int (*fn)(void *payload, const char *rel,
			      const struct plan_state *s),
		    void *payload, struct error *err);
	/* All links resolved; NULL when it does not exist. */
	const char *(*real)(struct fix_host *h, struct arena *a,
			    const char *path);
	/* Same file system (rename works between them)? */
	bool (*same_fs)(struct fix_host *h, const char *one, const char *two);
	bool (*can_write)(struct fix_host *h, const char *path);
	/*
	 * The folder for undo copies where it lies beside `path`, else NULL
	 * (host/stage.h, whose arguments these are).  -1 with err where there
	 * is no place for them at all.
	 */
	int (*undo_folder)(struct fix_host *h, struct arena *a,
			   const char *path, const char *git_dir,
			   const char *not_below, const char **beside,
			   struct error *err);
	int uid;
	/* As state(), without the print of a file: one lstat. */
	int (*look)(struct fix_host *h, struct arena *a, const char *path,
		    struct plan_state *out);
	/*
	 * For thousands of files, from several threads at once.  A folder is
	 * opened once (-1: it is not there, or is none; links are followed),
	 * listed in no order, and its files are read by name: regular ones,
	 * no links; up to `max` bytes, 0 for all.  -1 with errno's number as
	 * a negative answer; read_at gives the mode as well.
	 */
	int (*open_dir)(struct fix_host *h, const char *path);
	void (*close_dir)(struct fix_host *h, int dir);
	int (*list_dir)(struct fix_host *h, int dir, struct arena *a,
			struct fix_entry **out, size_t *n);
	int (*read_at)(struct fix_host *h, int dir, const char *name,
		       size_t max, struct strbuf *out, int *mode);
	/* fn(payload, i, thread) for each i below n; thread < FIX_THREADS. */
	void (*each)(struct fix_host *h, size_t n,
		     void (*fn)(void *payload, size_t i, int thread),
		     void *payload);
	/* SHA-256, 32 bytes; -1 when it cannot be had. */
	int (*sha256)(struct fix_host *h, struct str bytes,
		      unsigned char out[32]);
	/*
	 * The version that Go gives a revision, from the clone in this folder
	 * (scan/modversion.h, whose arguments these are; "@" is the
	 * commit that is checked out); -1 with err.
	 */
	int (*version)(struct fix_host *h, struct arena *a, const char *clone,
		       const char *root, const char *path, const char *rev,
		       const char **version, struct error *err);
	/* When a file of the repository (`path` in it) was last changed, seconds
	 * since 1970 (host/gitrev.h, gitrev_changed()); -1 with err. */
	int (*changed)(struct fix_host *h, const char *repo, const char *path,
		       int64_t *time, struct error *err);
	/* yaml_parse() of a file's bytes: gomend itself links the fixes, and
	 * parses nothing. */
	int (*yaml)(struct fix_host *h, struct arena *a, struct str bytes,
		    const char *file, struct yaml *out, struct error *err);
	int umask;	/* of this process, and so of go's */
	/* Where a fix may leave what it has worked out; NULL: nowhere. */
	struct fix_kept *kept;
};

/*
 * What was worked out for needs() and is used again by build(): for as long
 * as one request lasts, and for a moment until the next one.
 */
struct fix_kept {
	void *value;		/* NULL: nothing */
	const char *key;	/* what it is of; lives as long as the value */
	void (*release)(void *value);
	int64_t at_ms;		/* 0: of the request at hand */
};

struct fix;
struct span_edits;

struct fix_run {
	const struct fix *fix;
	const struct snapshot *snap;
	const struct finding *finding;	/* NULL: asked for by its id alone */
	const struct place *place;	/* where it was asked: "shell" */
	struct fix_host *host;
	struct arena *arena;
	const struct choice *given;	/* --set, or the wizard's fields */
	size_t ngiven;
	struct fix_offer offer;		/* made by choices() and needs() */
	/* For build(): */
	const char *stage;
	const struct fix_ran *ran;
	size_t nran;
};

struct fix {
	const char *id;			/* as in the catalogue */
	const char *title;		/* N_(): one line, what it does */
	const char *about;		/* N_(): how, and what it never does */
	/* It is about files of the repository: who asks for it by its id
	 * need not wait for the fresh shells. */
	bool spares_shells;
	/* It changes what another machine is made of: it is offered for the
	 * findings about that machine as well. */
	bool in_repository;
	/*
	 * What of the snapshot it would mend for that finding: findings for
	 * which that is one are answered by one plan, for the worst of them.
	 * NULL, or no such member: each by itself.
	 */
	const char *(*meant)(const struct snapshot *s,
			     const struct finding *f);
	/* False: it does not fit this finding, and is not offered. */
	bool (*serves)(struct fix_run *run);
	/* Fills run->offer (title, about, choices, refused). */
	void (*choices)(struct fix_run *run);
	/* Fills run->offer.commands by fix_command(); NULL: it needs none. */
	int (*needs)(struct fix_run *run, struct error *err);
	int (*build)(struct fix_run *run, struct plan *out,
		     struct error *err);
};

/* All fixes, sorted by id. */
extern const struct fix *const fixes[];
extern const size_t nfixes;
const struct fix *fix_find(const char *id);
/* Ids of the fixes for a check, best first, then those of its hand-overs
 * (handover.h); NULL-terminated; or NULL. */
const char *const *fixes_for(const char *check_id);

/* The offer of run->fix for the run, with every choice judged. */
void fix_offer_make(struct fix_run *run);

/*
 * The module that is meant: the finding's, else the one around the folder
 * that was opened, else the first one that is no fixture; NULL: none.
 */
const struct module *fix_module(const struct fix_run *run);
/* A path of the snapshot (relative to the root, or absolute) as absolute. */
const char *fix_abs(struct fix_run *run, const char *path);
/* Is it of that type now?  False as well where nobody may look. */
bool fix_is(struct fix_run *run, const char *path, enum plan_type type);
/* The bytes of a file, in the run's arena, with a NUL behind them. */
int fix_read(struct fix_run *run, const char *path, struct str *out,
	     struct error *err) ATTR_CHECKED;

/*
 * For choices(): a field with its default, which --set overrides.  Good until
 * the next one; a path comes out absolute.
 */
struct choice *fix_choice(struct fix_run *run, const char *name,
			  enum choice_kind kind, struct msg label,
			  struct msg about, const char *fallback);
/* What --set or the wizard gave for this field; NULL: nothing. */
const char *fix_given(const struct fix_run *run, const char *name);
/* An option of a ONE_OF. */
void fix_option(struct fix_run *run, struct choice *c, const char *option);
/* The value in effect; "" when there is no such field. */
const char *fix_value(const struct fix_run *run, const char *name);
bool fix_yes(const struct fix_run *run, const char *name);
const struct fix_ran *fix_ran(const struct fix_run *run, const char *id);
/* For needs(): argv ends at the first NULL; go is argv[0] "go": gomend puts
 * the absolute path of the place's go (R2) there. */
struct plan_command *fix_command(struct fix_run *run, const char *id,
				 const char *cwd, struct msg what, ...)
	__attribute__((sentinel));

/* It may fail, unpack what is cached and, where the user says so (network),
 * fetch: go's own commands that need modules. */
void fix_may_fetch(struct fix_run *run, struct plan_command *c);
/* As before modules: GO111MODULE=off and no GOFLAGS; it may fail. */
void fix_gopath_mode(struct fix_run *run, struct plan_command *c);

/* What a note names: the first of them, and how many; the diff has them all. */
struct fix_names {
	struct strbuf sb;
	int n;
};
#define FIX_NAMES_INIT { STRBUF_INIT, 0 }
void fix_name_add(struct fix_names *l, const char *text);
/* Notes the forms for one and for many, with {n} and {0}; then it is empty. */
void fix_note_names(struct fix_run *run, struct plan *p, struct fix_names *l,
		    const char *one, const char *many);

/*
 * For build(): operations with their preconditions filled in from the host.
 * They fail when the path is not what the operation needs it to be.
 */
int fix_edit(struct fix_run *run, struct plan *p, const char *path,
	     const struct plan_edit *edits, size_t n, struct error *err);
/* The same from fmt/span.h; they must be of the file as it is. */
int fix_edit_spans(struct fix_run *run, struct plan *p, const char *path,
		   const struct span_edits *spans, struct error *err);
/* The whole text anew, as edits where it shares lines with the old one. */
int fix_write(struct fix_run *run, struct plan *p, const char *path,
	      const char *text, int mode, struct error *err);
int fix_write_from(struct fix_run *run, struct plan *p, const char *path,
		   const char *staged, struct error *err);
int fix_mkdir(struct fix_run *run, struct plan *p, const char *path,
	      int mode, struct error *err);
/* The folder and every folder above it that is not there. */
int fix_folders(struct fix_run *run, struct plan *p, const char *path,
		struct error *err);
int fix_mode(struct fix_run *run, struct plan *p, const char *path, int mode,
	     struct error *err);
int fix_remove(struct fix_run *run, struct plan *p, const char *path,
	       struct error *err);
int fix_move(struct fix_run *run, struct plan *p, const char *path,
	     const char *to, struct error *err);
int fix_link(struct fix_run *run, struct plan *p, const char *path,
	     const char *target, struct error *err);
int fix_tree(struct fix_run *run, struct plan *p, const char *path,
	     const char *staged, struct error *err);
void fix_note(struct fix_run *run, struct plan *p, struct msg note);
/* What `go build` may start by itself; nothing for other commands. */
struct msg fix_executes(struct fix_run *run, const struct plan_command *c);
/* A command that must pass after when it passed before (plan_command.must_pass:
 * in any case); what go build starts in turn is told. */
struct plan_command *fix_verify(struct fix_run *run, struct plan *p,
				const char *cwd, struct msg what, ...)
	__attribute__((sentinel));

#endif
