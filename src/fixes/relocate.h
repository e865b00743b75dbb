/*
 * What ties a folder to its place: the parts that relocate_project.c is made
 * of.  Looked at anew for each question; nothing here changes anything.
 *
 *   relocate_inside.c   the tree that is to move: what lies in it, what in it
 *                       leads out of it or names it
 *   relocate_around.c   what outside of it leads into it or names it
 *   relocate_to.c       where it can go
 */
#ifndef FIXES_RELOCATE_H
#define FIXES_RELOCATE_H

#include "base/map.h"
#include "fixes/fix.h"
#include "fmt/pathrefs.h"

/* What can be changed, since its language says where the path stands. */
enum tie_kind {
	TIE_WORKTREE,	/* a linked work tree: either side's file */
	TIE_GITFILE,	/* a .git file */
	TIE_ALTERNATE,	/* objects/info/alternates */
	TIE_GITCONFIG,
	TIE_REPLACE,	/* go.mod, go.work */
	TIE_USE,	/* go.work */
	TIE_VENDOR,	/* modules.txt, which repeats the replace */
	TIE_LINK	/* a symbolic link */
};

struct tie {
	enum tie_kind kind;
	const char *file;	/* absolute: what says it */
	struct span span;	/* the path's bytes in the file */
	const char *text;	/* as written, unquoted */
	const char *base;	/* absolute: what a relative one starts from */
	const char *target;	/* absolute: where it leads */
};

/* A line that names the old place, and that only a person can judge. */
enum named_kind {
	NAMED_IMPORTER,		/* a GOPATH project imports it */
	NAMED_SCRIPT,
	NAMED_CI,		/* there its GOPATH is another one */
	NAMED_EDITOR,
	NAMED_SHELL,		/* rc files, units of the user */
	NAMED_GIT,		/* the user's git config */
	NAMED_SETTING,		/* a variable of go's, PATH */
	NAMED_LINK,		/* a symbolic link outside */
	NAMED_KINDS
};

struct named {
	enum named_kind kind;
	const char *path;	/* absolute */
	int line;		/* 0: none */
	const char *text;
};

/* How many are kept of a kind; the rest are counted. */
#define NAMED_MAX 8

struct relocate {
	struct fix_run *run;
	struct fix_host *host;
	struct arena *arena;

	const char *old;	/* the folder that moves, no link in its path */
	const char *spelled;	/* the same by way of GOPATH; or old */
	const char *src;	/* GOPATH/src above it; or of GOROOT */
	const char *gopath;	/* its entry of GOPATH; NULL: in GOROOT */
	const char *import;	/* its folder below src: how GOPATH projects
				 * import it */
	const char *home;	/* NULL: not known */
	bool whole;		/* old is the repository gomend looks at */
	const char *git_dir;	/* of old; NULL without git */

	struct msg refused;	/* why it cannot move at all; or none */

	struct tie *ties;
	size_t nties;
	struct named *named;
	size_t nnamed;
	int total[NAMED_KINDS];
	int outside[NAMED_KINDS];	/* of these, those outside of old */
	/* Linked work trees that stay where they are. */
	const char **worktrees;
	size_t nworktrees;

	/* Of the tree. */
	int64_t nfiles, bytes;
	const char *special;	/* a FIFO, socket or device; the first */
	int nspecial;
	const char *hard;	/* a file with names outside; the first */
	int nhard;
	const char *cut;	/* N_(): what was not looked at whole; or NULL */

	struct pathrefs names;
	int64_t read_bytes;	/* of files looked into, for the limit */
	int read_files;
};

/* Finds the folder and fills the first part; false: refused says why. */
bool relocate_begin(struct relocate *r, struct fix_run *run);
void relocate_inside(struct relocate *r);
void relocate_around(struct relocate *r);

/*
 * For a fix that may move the project as its last step: the choice `to`, which
 * is nothing by default, and what belongs to it.  Then `r` is looked into, and
 * relocate_append() makes the steps.
 */
void relocate_offer(struct relocate *r, struct fix_run *run);
int relocate_append(struct relocate *r, struct plan *p, const char *to,
		    struct error *err) ATTR_CHECKED;

/* A folder to propose. */
const char *relocate_default(struct relocate *r);
/* Why it cannot be there; none: it can. */
struct msg relocate_bad(struct relocate *r, const char *to);

/* ---- shared ---- */

/* lstat without the print of a file; PLAN_ABSENT when it cannot be seen. */
enum plan_type relocate_look(struct relocate *r, const char *path,
			     struct plan_state *out);
/* The text of a regular file of up to a mebibyte; false: there is none. */
bool relocate_read(struct relocate *r, struct arena *a, const char *path,
		   struct str *out);
/* Does the path lie in the tree, and where in it ("." for itself)? */
bool relocate_holds(struct relocate *r, const char *path, const char **rel);
/*
 * A path that stands in a file; kept only where the move would make it lead
 * elsewhere than now.
 */
void relocate_tie(struct relocate *r, enum tie_kind kind, const char *file,
		  struct span span, const char *text, const char *base);
void relocate_named(struct relocate *r, enum named_kind kind,
		    const char *path, int line, const char *text);
/* What a go.mod, a go.work and the modules.txt beside it say of folders. */
void relocate_modfile(struct relocate *r, const char *file);
void relocate_modulestxt(struct relocate *r, const char *file);
/* The same of a git config file; `dir` is the folder it lies in. */
void relocate_gitconfig(struct relocate *r, const char *file);
void relocate_alternates(struct relocate *r, const char *file);
/* A list of folders and files' mention of the place. */
void relocate_mentions(struct relocate *r, enum named_kind kind,
		       const char *file);
/* Folders in a workspace of VS Code. */
void relocate_code_workspace(struct relocate *r, const char *file);

/* Where a path lies when the tree lies in `to`. */
const char *relocate_moved(struct relocate *r, const char *path,
			   const char *to);
/* What to write for the tie then; NULL: it stays as it is. */
const char *relocate_text(struct relocate *r, const struct tie *t,
			  const char *to);

#endif
