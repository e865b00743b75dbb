/*
 * Making in a stage what will be put in place: bytes, and what a file is
 * besides them (owner, group, mode, extended attributes with the ACLs, times).
 */
#ifndef APPLY_CONTENT_H
#define APPLY_CONTENT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "apply/at.h"
#include "base/strbuf.h"
#include "host/sha256.h"

/* Of a regular file, by its name in the folder. */
int content_hash(const struct at *at, char out[SHA256_HEX_BYTES],
		 struct error *err) ATTR_CHECKED;
int content_read(const struct at *at, struct strbuf *out, struct error *err)
	ATTR_CHECKED;
/* A new file with these bytes, read back; mode 0666 less the umask. */
int content_write(const struct at *at, struct str bytes, struct error *err)
	ATTR_CHECKED;
/*
 * Make the file or folder like another one in owner, group and extended
 * attributes, then give it the mode.
 */
int content_like(const struct at *at, const struct at *like, int mode,
		 struct error *err) ATTR_CHECKED;
/*
 * A new folder in the stage that hands down what `parent` (a folder, itself)
 * would: group, default ACL.  *needed false: it hands nothing down, and
 * nothing was made.
 */
int content_heir(const struct at *at, const struct at *parent, bool *needed,
		 struct error *err) ATTR_CHECKED;

struct content_copy {
	/* True for what is left out, by its path in the tree; may be NULL. */
	bool (*skip)(void *payload, const char *rel);
	void *payload;
};
/*
 * A whole tree (or file, or link) to a new place, maybe on another file
 * system: bytes, holes, links, hard links within, owner, modes, extended
 * attributes, mtimes; each file is read back and compared.  Refuses what is
 * none of those and what another file system is mounted on.  This and the
 * reading above tell tree_watched() (host/tree.h), entries as well as bytes,
 * holes and what is read back among them.
 */
int content_copy(const struct at *from, const struct at *to,
		 const struct content_copy *how, struct error *err)
	ATTR_CHECKED;

/* Everything below a staged folder to this group, folders handing it down. */
int content_regroup(const struct at *top, gid_t gid, struct error *err)
	ATTR_CHECKED;

#endif
