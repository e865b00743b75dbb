/*
 * What a plan will change, line by line: plan.changes, and the text of one.
 *
 * Exactly the paths whose existence, kind, bytes, mode or link target differ
 * afterwards; a tree that is moved or removed is one line for all below it,
 * and a folder that holds a path of the list goes without saying.  The folder
 * for undo copies is one line where it has to lie beside the files.
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
/*
 * For a step that removes something: one line for each thing that goes, where
 * a fix has something to say of them.  Called before preview_changes().
 */
int preview_removed(struct fix_host *h, struct arena *a, struct plan *p,
		    size_t op, struct error *err) ATTR_CHECKED;
/*
 * A step that goes without saying: a folder for files that are named.  Holds
 * for the next preview_changes() only.
 */
void preview_silent(struct arena *a, struct plan *p, size_t op);
/*
 * The bytes of the file of an EDIT or WRITE, before and after; appended.  A
 * file that is not there before leaves `old` as it is.
 */
int preview_texts(struct fix_host *h, struct arena *a,
		  const struct plan_op *op, struct strbuf *old,
		  struct strbuf *new, struct error *err) ATTR_CHECKED;
/*
 * One change as a unified diff, as git writes it: paths are relative to the
 * plan's root where they lie below it.  Cut, and said so, at PREVIEW_MAX_BYTES.
 * -1 with err when a file is not any more what the plan says it was.
 */
#define PREVIEW_MAX_BYTES ((size_t)4 * 1024 * 1024)
int preview_diff(struct fix_host *h, const struct plan *p, size_t change,
		 struct strbuf *out, struct error *err) ATTR_CHECKED;

#endif
