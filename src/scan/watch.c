#include "config.h"

#include "scan/watch.h"

#include <string.h>

#include "base/json.h"
#include "base/path.h"
#include "scan/emit.h"

static void push(struct cJSON *list, const char *path)
{
	if (path && path_is_abs(path))
		json_push_str(list, path);
}

static void push_vendor(struct arena *a, struct cJSON *list, const char *root,
			const struct vendor *v)
{
	if (v->dir)
		push(list, path_join(a, root, path_join(a, v->dir,
							"modules.txt")));
}

/* Each folder above the root may get or lose a go.work or go.mod. */
static void push_above(struct arena *a, struct cJSON *list, const char *root)
{
	const char *dir = root;

	while (strcmp(dir, "/")) {
		dir = path_dir(a, dir);
		push(list, path_join(a, dir, "go.work"));
		push(list, path_join(a, dir, "go.mod"));
	}
}

void emit_watch(const struct snapshot *s, const struct walk *w,
		const struct discovery *d)
{
	struct cJSON *j = emit_record("watch");
	struct cJSON *dirs = json_array(), *files = json_array();
	struct arena a = ARENA_INIT;
	bool poll = w && w->ndirs > WATCH_MAX_DIRS;
	size_t i;

	if (!w)
		push(dirs, d->root);
	for (i = 0; w && i < w->ndirs && i < WATCH_MAX_DIRS; i++)
		push(dirs, path_join(&a, d->root, w->dirs[i].path));
	if (d->git_dir) {
		push(files, path_join(&a, d->git_dir, "HEAD"));
		push(files, path_join(&a, d->git_dir, "index"));
		push(files, path_join(&a, d->common_dir, "info/exclude"));
	}
	for (i = 0; i < s->nmodules; i++)
		push_vendor(&a, files, d->root, &s->modules[i].vendor);
	for (i = 0; i < s->nworkspaces; i++) {
		push_vendor(&a, files, d->root, &s->workspaces[i].vendor);
		if (s->workspaces[i].above)
			push(files, s->workspaces[i].file);
	}
	push_above(&a, files, d->root);
	for (i = 0; i < s->nplaces; i++)
		push(files, s->places[i].goenv_file);
	json_put(j, "dirs", dirs);
	json_put(j, "files", files);
	json_put_bool(j, "poll", poll);
	emit(j);
	arena_release(&a);
}
