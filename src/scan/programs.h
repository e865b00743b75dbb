/*
 * PATH and the programs on it, looked at and never run: link chains, what Go
 * built them with, which go they are.
 */
#ifndef SCAN_PROGRAMS_H
#define SCAN_PROGRAMS_H

#include "facts/place.h"
#include "fmt/buildinfo.h"

/* Is there a folder; a regular file; a program that may be run? */
bool programs_is_dir(const char *path);
bool programs_is_file(const char *path);
bool programs_can_run(const char *path);
/* Could a file be made in this folder, or the folder itself? */
bool programs_can_write(struct arena *a, const char *dir);
/* All links followed; NULL where that fails. */
const char *programs_resolve(struct arena *a, const char *path);

/* The elements of PATH; `repo_root` may be NULL. */
void programs_path(struct arena *a, const char *path, const char *cwd,
		   const char *repo_root, struct path_entry **entries,
		   size_t *n);
/* The folder of an element, absolute. */
const char *programs_dir(struct arena *a, const struct path_entry *e,
			 const char *cwd);

/*
 * exec.LookPath of Go: the first program of that name; NULL when there is
 * none.  A hit in a relative element is an error to Go: *relative tells.
 */
const char *programs_look_path(struct arena *a, const char *path,
			       const char *cwd, const char *name,
			       bool *relative);

/* Build info of a program file; -1 when it has none. */
int programs_buildinfo(struct arena *a, const char *path,
		       struct buildinfo *out);

/* Every `name` on PATH, those that cannot run last; with a slash in it, that
 * file alone, below `cwd`. */
void programs_lookup(struct arena *a, const struct path_entry *path, size_t n,
		     const char *cwd, const char *repo_root, const char *name,
		     struct path_lookup *out);
/*
 * Names of the programs on PATH that Go built, sorted, each once; go and gofmt
 * are among them, there or not.  `beat` is called for each folder.
 */
size_t programs_built_by_go(struct arena *a, const struct path_entry *path,
			    size_t n, const char *cwd, const char ***names,
			    void (*beat)(void));
/* The same for go, with its trees and versions. */
void programs_gos(struct arena *a, const struct path_entry *path, size_t n,
		  const char *cwd, const char *repo_root,
		  struct go_binary **gos, size_t *ngos);

/* First line of GOROOT/VERSION, or NULL. */
const char *programs_version_file(struct arena *a, const char *goroot);
/* Trees of Go under the usual folders that none of `gos` belongs to. */
void programs_installs(struct arena *a, const char *home,
		       const struct go_binary *gos, size_t ngos,
		       struct go_install **installs, size_t *n);
/* GOOS and GOARCH of this machine. */
void programs_host(struct arena *a, const char **os, const char **arch);

#endif
