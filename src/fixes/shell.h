/*
 * What the fixes of a shell's environment share: which rc file is the right
 * one for which fresh shell, the lines that go there, and the proof that the
 * shell can still read the file (its -n).
 */
#ifndef FIXES_SHELL_H
#define FIXES_SHELL_H

#include "fixes/fix.h"
#include "fmt/shellrc.h"

/* One rc file to change, and the fresh shells that read it. */
struct shell_file {
	const char *name;	/* "~/.bashrc": as it is shown and chosen */
	const char *path;	/* absolute; the end of the links */
	const char *link;	/* the path itself where that is a link */
	const char *real;	/* all links resolved; NULL: it is not there */
	bool exists;
	bool has_last;		/* its line is the last word on the variable */
	const char *text;	/* its bytes; "" when it is not there */
	const char **places;
	size_t nplaces;
};

struct shell_files {
	const struct place *place;	/* whose shell it is */
	enum shellrc_family family;
	const char *program;		/* absolute path of the shell */
	const char *home;
	const char *field;		/* name of the choice; NULL: "file" */
	struct shell_file *files;
	size_t nfiles;
	/* Shells that have it too and read no file that could be changed. */
	const char **left;
	size_t nleft;
	struct msg refused;		/* why none can be; or none */
};

/* Does a fresh terminal or login shell have this finding? */
bool shell_serves(const struct fix_run *run);
/* The same for what a setting is there: exported by a fresh shell. */
bool shell_exports(const struct fix_run *run, const char *name);

/*
 * The files for the fresh shells that have the finding; those where `name` is
 * exported when there is no finding or it is no reason (NULL: all of them).
 */
void shell_find(struct fix_run *run, const char *name,
		struct shell_files *out);
/* The field "file" with what can be chosen, or offer.refused. */
void shell_choice(struct fix_run *run, const struct shell_files *files);

/*
 * The same under another name, for a fix that does more: "no" can be chosen,
 * and is unless said where it is needless or there is no file.
 */
void shell_choice_as(struct fix_run *run, struct shell_files *files,
		     const char *field, bool needless);

/* The text of one file after the change; NULL with err when it cannot be. */
typedef const char *shell_change_fn(struct fix_run *run,
				    const struct shell_files *files,
				    const struct shell_file *f,
				    struct span_edits *edits,
				    struct error *err);

/* For needs(): the shell reads each new text without running it. */
int shell_needs(struct fix_run *run, const struct shell_files *files,
		shell_change_fn *change, struct error *err);
/* For build(): the edits, once the shell could read them. */
int shell_build(struct fix_run *run, const struct shell_files *files,
		shell_change_fn *change, struct plan *p, struct error *err);

/* What does the same for the shell at hand. */
const char *shell_line_for_now(struct arena *a, enum shellrc_family f,
			       const char *dir, bool front);

/* Whole fixes of PATH: they differ in the folder and the end of it. */
void shell_path_choices(struct fix_run *run, const char *dir, bool front);
int shell_path_needs(struct fix_run *run, struct error *err);
int shell_path_build(struct fix_run *run, struct plan *p, struct error *err);

#endif
