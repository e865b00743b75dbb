/*
 * What was left behind, and whether it still is that.
 */
#ifndef APPLY_DRIFT_H
#define APPLY_DRIFT_H

#include "apply/txnlog.h"

/*
 * Write down a whole tree, each file with its hash, into the new file
 * `list`; `print` gets the hash of that file.
 */
int drift_list(const char *path, const char *list,
	       char print[65], struct error *err) ATTR_CHECKED;
/*
 * Everything that undo needs: each path as it was left, each undo copy there.
 * What is not goes out as drift records; *n counts them.
 */
int drift_check(struct arena *a, const struct txnlog *log, size_t *n,
		struct error *err) ATTR_CHECKED;

#endif
