/*
 * What go.mod, go.work, go.sum and vendor/modules.txt say, as facts.
 */
#ifndef SCAN_MODFILES_H
#define SCAN_MODFILES_H

#include "scan/tree.h"

/* m has dir, gomod and fixture; the rest is filled in. */
void modfiles_module(struct arena *a, const struct tree_input *in,
		     const struct walk_hit *hit, const struct walk *walk,
		     struct module *m);
/* w has file, dir, above and fixture; walk is NULL for one above. */
void modfiles_workspace(struct arena *a, const struct tree_input *in,
			enum walk_type type, const struct walk *walk,
			struct workspace *w);
/* The vendor folder beside `dir` (relative to root). */
void modfiles_vendor(struct arena *a, const char *root,
		     const struct walk *walk, const char *dir,
		     struct vendor *v);
/* The module path in that file (absolute); NULL when there is none. */
const char *modfiles_path_of(struct arena *a, const char *file);
/*
 * Mark the replacements that nothing needs, as far as go.mod tells: from
 * go 1.17 on it lists every module of a build.
 */
void modfiles_unused(const struct module *m, struct replace *list, size_t n);

#endif
