/*
 * What a plan will change, line by line: plan.changes, and the text of one.
 *
 * Exactly the paths whose existence, kind, bytes, mode or link target differ
 * afterwards; a tree that is moved or removed is one line for all below it,
 * and a folder that holds a path of the list goes without saying.
 */
#ifndef FIXES_PREVIEW_H
#define FIXES_PREVIEW_H

#include "fixes/fix.h"

/*
 * Fills p->changes and p->undo_bytes.  A fix may call it in build() and put
 * groups to what it gets: a step that has changes already is passed over.
 */
int preview_changes(struct fix_host *h, struct arena *a, struct plan *p,
		    struct error *err) ATTR_CHECKED;

#endif
