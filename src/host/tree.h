/*
 * What a path is, and a print of a whole tree: two looks with one print saw
 * the same tree.  Reads only; links are not followed; a FIFO or device is
 * named, never opened.
 */
#ifndef HOST_TREE_H
#define HOST_TREE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/error.h"

enum tree_type { TREE_ABSENT, TREE_FILE, TREE_FOLDER, TREE_LINK, TREE_OTHER };

struct tree_entry {
	const char *rel;	/* "" for the top itself */
	enum tree_type type;
	struct stat st;
	const char *target;	/* of a link */
	int depth;
};

/* lstat, with ENOENT and ENOTDIR as TREE_ABSENT.  -1 with err else. */
int tree_lstat(struct arena *a, const char *path, struct tree_entry *out,
	       struct error *err) ATTR_CHECKED;
/* Depth first, names sorted bytewise; a folder comes before what it holds. */
int tree_walk(const char *path,
	      int (*fn)(void *payload, const struct tree_entry *e),
	      void *payload, struct error *err) ATTR_CHECKED;

/* Hex SHA-256 of a file's bytes, 65 bytes with the NUL. */
#define TREE_PRINT_BYTES 65
int tree_hash_file(const char *path, char out[TREE_PRINT_BYTES],
		   struct error *err) ATTR_CHECKED;
/*
 * SHA-256 over every entry's relative path, type, mode, size, inode, mtime,
 * ctime and link target, sorted; of the top itself and of folders the ctime,
 * mtime and size are left out, since a rename or a neighbour changes them.  No
 * file is opened.
 */
int tree_print(const char *path, char out[TREE_PRINT_BYTES],
	       struct error *err) ATTR_CHECKED;
/* The same without these entries (relative paths, a folder with all in it). */
int tree_print_but(const char *path, const char *const *skips, size_t nskips,
		   char out[TREE_PRINT_BYTES], struct error *err) ATTR_CHECKED;
/*
 * While these walk and read, `fn` is called for each entry (bytes 0) and each
 * block of a file; non-zero ends it, with err->code ECANCELED.  One for the
 * process, whose other threads leave it alone; NULL: nobody looks on.
 */
void tree_watch(int (*fn)(void *payload, int64_t bytes), void *payload);
/* For those who read files themselves: non-zero is to end it. */
int tree_watched(int64_t bytes);
/* Entries and bytes below and with it. */
int tree_count(const char *path, int64_t *nfiles, int64_t *bytes,
	       struct error *err) ATTR_CHECKED;

#endif
