#include "config.h"

#include "facts/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"

void snapshot_init(struct snapshot *s)
{
	memset(s, 0, sizeof(*s));
	arena_init(&s->arena);
}

void snapshot_release(struct snapshot *s)
{
	arena_release(&s->arena);
	snapshot_init(s);
}

/*
 * The element whose key member equals `key`, or a new one where it belongs.
 * The lists are in order all the time: thousands of modules come again and
 * again, and each would be sought from one end to the other.
 */
#define SLOT(s, list, member, key, out) \
	do { \
		size_t lo_ = 0, hi_ = (s)->n##list; \
		while (lo_ < hi_) { \
			size_t mid_ = lo_ + (hi_ - lo_) / 2; \
			if (path_compare((s)->list[mid_].member, (key)) < 0) \
				lo_ = mid_ + 1; \
			else \
				hi_ = mid_; \
		} \
		if (lo_ == (s)->n##list || \
		    path_compare((s)->list[lo_].member, (key))) { \
			(void)ARENA_PUSH(&(s)->arena, (s)->list, \
					 (s)->n##list); \
			memmove((s)->list + lo_ + 1, (s)->list + lo_, \
				((s)->n##list - 1 - lo_) * \
				sizeof(*(s)->list)); \
		} \
		(out) = &(s)->list[lo_]; \
	} while (0)

#define ADD(s, type, list, member, value) \
	do { \
		struct type fresh_, *slot_; \
		memset(&fresh_, 0, sizeof(fresh_)); \
		codec_decode(&type##_codec, &(s)->arena, (value), &fresh_); \
		SLOT(s, list, member, fresh_.member, slot_); \
		*slot_ = fresh_; \
	} while (0)

/* There are a handful, in the order of their kinds. */
static void add_place(struct snapshot *s, const struct cJSON *value)
{
	struct place fresh, *slot = NULL;
	size_t i;

	memset(&fresh, 0, sizeof(fresh));
	codec_decode(&place_codec, &s->arena, value, &fresh);
	for (i = 0; i < s->nplaces; i++)
		if (cstr_eq(s->places[i].name, fresh.name))
			slot = &s->places[i];
	if (!slot)
		slot = ARENA_PUSH(&s->arena, s->places, s->nplaces);
	*slot = fresh;
}

void snapshot_add_json(struct snapshot *s, const char *kind,
		       const struct cJSON *value)
{
	if (cstr_eq(kind, "repository")) {
		memset(&s->repo, 0, sizeof(s->repo));
		codec_decode(&repository_codec, &s->arena, value, &s->repo);
	} else if (cstr_eq(kind, "module")) {
		ADD(s, module, modules, dir, value);
	} else if (cstr_eq(kind, "workspace")) {
		ADD(s, workspace, workspaces, file, value);
	} else if (cstr_eq(kind, "lock")) {
		ADD(s, legacy_lock, locks, path, value);
	} else if (cstr_eq(kind, "loose")) {
		ADD(s, loose_project, loose, dir, value);
	} else if (cstr_eq(kind, "file")) {
		ADD(s, repo_file, files, path, value);
	} else if (cstr_eq(kind, "script")) {
		ADD(s, build_script, scripts, path, value);
	} else if (cstr_eq(kind, "gopath-lines")) {
		ADD(s, gopath_lines, gopath_lines, path, value);
	} else if (cstr_eq(kind, "gopath")) {
		ADD(s, gopath_project, gopath, dir, value);
	} else if (cstr_eq(kind, "place")) {
		add_place(s, value);
	}
}

static int module_order(const void *a, const void *b)
{
	return path_compare(((const struct module *)a)->dir,
		      ((const struct module *)b)->dir);
}

static int workspace_order(const void *a, const void *b)
{
	return path_compare(((const struct workspace *)a)->file,
		      ((const struct workspace *)b)->file);
}

static int lock_order(const void *a, const void *b)
{
	return path_compare(((const struct legacy_lock *)a)->path,
		      ((const struct legacy_lock *)b)->path);
}

static int loose_order(const void *a, const void *b)
{
	return path_compare(((const struct loose_project *)a)->dir,
		      ((const struct loose_project *)b)->dir);
}

static int file_order(const void *a, const void *b)
{
	return path_compare(((const struct repo_file *)a)->path,
		      ((const struct repo_file *)b)->path);
}

static int script_order(const void *a, const void *b)
{
	return path_compare(((const struct build_script *)a)->path,
			    ((const struct build_script *)b)->path);
}

static int place_order(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->kind == PLACE_JOB && y->kind == PLACE_JOB)
		return strcmp(x->name, y->name);
	return (int)x->kind - (int)y->kind;
}

#define SORT(list, n, order) \
	do { \
		if (n) \
			qsort((list), (n), sizeof(*(list)), (order)); \
	} while (0)

void snapshot_sort(struct snapshot *s)
{
	SORT(s->modules, s->nmodules, module_order);
	SORT(s->workspaces, s->nworkspaces, workspace_order);
	SORT(s->locks, s->nlocks, lock_order);
	SORT(s->loose, s->nloose, loose_order);
	SORT(s->files, s->nfiles, file_order);
	SORT(s->scripts, s->nscripts, script_order);
	SORT(s->places, s->nplaces, place_order);
}

const struct module *snapshot_module(const struct snapshot *s,
				     const char *dir)
{
	size_t lo = 0, hi = s->nmodules, i;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int order = path_compare(s->modules[mid].dir, dir);

		if (!order)
			return &s->modules[mid];
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	/* A list that nobody has sorted yet. */
	for (i = 0; i < s->nmodules; i++)
		if (cstr_eq(s->modules[i].dir, dir))
			return &s->modules[i];
	return NULL;
}

const struct place *snapshot_place(const struct snapshot *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (cstr_eq(s->places[i].name, name))
			return &s->places[i];
	return NULL;
}

const struct workspace *snapshot_workspace(const struct snapshot *s,
					   const struct place *p,
					   const char *dir)
{
	const char *gowork = place_value_in(p, dir, "GOWORK");
	struct arena a = ARENA_INIT;
	const struct workspace *hit = NULL;
	size_t i;

	if (!*gowork || cstr_eq(gowork, "off"))
		return NULL;
	for (i = 0; i < s->nworkspaces && !hit; i++) {
		const struct workspace *w = &s->workspaces[i];
		const char *file = w->file ? w->file : "";

		if (cstr_eq(path_join(&a, s->repo.root ? s->repo.root : "/",
				      file), place_real(&a, p, gowork)))
			hit = w;
	}
	arena_release(&a);
	return hit;
}

bool workspace_uses(const struct snapshot *s, const struct workspace *w,
		    const char *module_dir)
{
	struct arena a = ARENA_INIT;
	const char *dir;
	bool hit = false;
	size_t i;

	dir = path_join(&a, s->repo.root ? s->repo.root : "/", module_dir);
	for (i = 0; i < w->nuses && !hit; i++)
		hit = cstr_eq(w->uses[i].dir, dir);
	arena_release(&a);
	return hit;
}
