/*
 * For migrate-to-module and rewrite-imports: the imports in a folder's Go
 * files that name its own packages otherwise than as a module they must, and
 * what they become.  Only the bytes between the quotes of an import, and of
 * an import comment, are ever changed; strings, comments and the preambles of
 * cgo are not looked at.
 *
 * Left alone: vendor folders, nested modules and repositories, folders that
 * ./... passes over ("testdata", "_x", ".x") unless one of the packages
 * imports them, what links lead to outside of the folder, and files that are
 * no UTF-8.  What a link in it leads to inside is changed where it lies, once.
 */
#ifndef FIXES_IMPORTFIX_H
#define FIXES_IMPORTFIX_H

#include "base/map.h"
#include "fixes/fix.h"
#include "fmt/span.h"

struct importfix_one {
	int line;
	const char *old, *new;
};

struct importfix_file {
	const char *path;	/* absolute */
	const char *rel;	/* below the module's folder */
	struct str bytes;	/* as they are */
	struct span_edits edits;
	struct importfix_one *ones;
	size_t nones;
};

/* A link in the module, and what of the module it leads to (absolute). */
struct importfix_link {
	const char *path, *to;
};

/* An import that stays though it names the old path. */
struct importfix_left {
	const char *rel;
	int line;
	const char *path;
};

/* A path, and what lies below it, by another one. */
struct importfix_rename {
	const char *from, *to;
};

struct importfix {
	/* Set by the caller: */
	struct fix_run *run;
	const char *dir;	/* absolute: the module's folder */
	const char *module;	/* the path that it has, or will have */
	const char **roots;	/* by which its sources knew it */
	size_t nroots;
	const char **others;	/* module paths that are somebody else's */
	size_t nothers;
	/* A path of others that is to be written otherwise; or NULL. */
	const char *spelled, *as;

	/* Modules of others that are to be named otherwise. */
	struct importfix_rename *renames;
	size_t nrenames;

	/* By path, of those with something to change. */
	struct importfix_file *files;
	size_t nfiles;
	int nimports;		/* imports and comments that change */
	struct importfix_left *left;	/* the first hundred */
	size_t nleft;
	bool has_tests;
	/* Go, assembly and .proto files that were gone through (relative). */
	const char **sources;
	size_t nsources;
	/* Modules below the folder whose packages are imported. */
	const struct module **nested;
	size_t nnested;
	/* Go files, and folders that are imported, that are links (relative). */
	const char **by_link;
	size_t nby_link;

	/* Its own. */
	struct map folders;	/* relative -> its Go files, or not */
	struct map seen;	/* folders that were gone through */
	struct map read;	/* files, by where they lie */
	const char *real;	/* dir, without links */
	struct importfix_link *links;
	size_t nlinks;
	const char **linked;	/* Go files that are links, for later */
	size_t nlinked;
	struct strbuf bytes;	/* of the file at hand */
	const char **queue;
	size_t nqueue;
};

void importfix_init(struct importfix *x, struct fix_run *run, const char *dir,
		    const char *module);
/* All it holds but the maps is in the run's arena. */
void importfix_release(struct importfix *x);
void importfix_root(struct importfix *x, const char *root);
void importfix_other(struct importfix *x, const char *path);
void importfix_rename(struct importfix *x, const char *from, const char *to);
/* After the scan: does an import change to one of that module? */
bool importfix_changes_to(const struct importfix *x, const char *to);
int importfix_scan(struct importfix *x, struct error *err) ATTR_CHECKED;
/* What an import of that path in the top folder becomes; NULL: it stays. */
const char *importfix_names(struct importfix *x, const char *path);

/* The draft of a go.mod, with what it needs for modules below the folder. */
const char *importfix_draft(const struct importfix *x, const char *draft);
bool importfix_is_nested(const struct importfix *x, const char *path);
/* Notes of links and of modules below the folder, for a new module. */
void importfix_note_layout(struct importfix *x, struct plan *p);

/*
 * The files as they will be, for a stage: commands that write them there (none
 * without files), and the lines {"OLD": "STAGE/NEW"} of -overlay.
 */
void importfix_stage(struct importfix *x);
/* The files alone, for a command of the caller's (stagefiles.h). */
void importfix_files(const struct importfix *x, struct strbuf *input);
struct cJSON;
void importfix_overlay(const struct importfix *x, struct cJSON *map);
/* The edits, and notes of what they are. */
int importfix_plan(struct importfix *x, struct plan *p, struct error *err)
	ATTR_CHECKED;

#endif
