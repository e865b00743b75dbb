/* Programs in the tree that Go built of its modules: read, never run. */
#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "scan/programs.h"
#include "scan/tree.h"

#define MAX_ENTRIES 1000
#define MAX_PROGRAMS 100

struct finder {
	struct arena *a;
	const char *root;
	struct walk_progress *progress;
	struct tree *t;
	int nprograms;
};

/* Names in a folder, sorted; no link is followed to it. */
static const char **names_in(struct finder *f, const char *dir, size_t *n)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	const char **names = NULL;
	struct dirent *e;

	*n = 0;
	if (!d && fd >= 0)
		(void)close(fd);
	while (d && *n < MAX_ENTRIES && (e = readdir(d)))
		if (e->d_name[0] != '.')
			*ARENA_PUSH(f->a, names, *n) =
				arena_strdup(f->a, e->d_name);
	if (d)
		(void)closedir(d);
	if (*n)
		qsort(names, *n, sizeof(*names), cstr_order);
	return names;
}

/* Is there a repository of its own between the root and the module? */
static bool in_other_repository(struct finder *f, const char *dir)
{
	struct stat st;

	for (; strcmp(dir, "."); dir = path_dir(f->a, dir)) {
		const char *git = path_join(f->a, path_join(f->a, f->root,
							    dir), ".git");

		if (!lstat(git, &st))
			return true;
	}
	return false;
}

static void look_at(struct finder *f, const char *rel)
{
	const char *path = path_join(f->a, f->root, rel);
	struct built_program *b;
	struct buildinfo info;
	struct stat st;
	size_t i;

	if (lstat(path, &st) || !S_ISREG(st.st_mode) ||
	    !(st.st_mode & S_IXUSR) ||
	    programs_buildinfo(f->a, path, &info) || !info.mod_path ||
	    !info.go_version)
		return;
	for (i = 0; i < f->t->nmodules; i++) {
		struct module *m = &f->t->modules[i];
		const char *modified;

		if (m->fixture || !cstr_eq(m->path, info.mod_path))
			continue;
		f->nprograms++;
		b = ARENA_PUSH(f->a, m->programs, m->nprograms);
		b->path = rel;
		b->package = info.path;
		b->go_version = arena_strndup(f->a, info.go_version,
			strcspn(info.go_version, " \t"));
		modified = buildinfo_setting(&info, "vcs.modified");
		if (cstr_eq(buildinfo_setting(&info, "vcs"), "git") &&
		    !in_other_repository(f, m->dir)) {
			b->revision = buildinfo_setting(&info,
							"vcs.revision");
			b->modified = cstr_eq(modified, "true");
		}
		return;
	}
}

static void look_in(struct finder *f, const char *rel, bool below)
{
	const char *dir = path_join(f->a, f->root, rel);
	const char **names;
	size_t i, n;

	names = names_in(f, dir, &n);
	for (i = 0; i < n && f->nprograms < MAX_PROGRAMS; i++) {
		const char *name = strcmp(rel, ".")
			? path_join(f->a, rel, names[i]) : names[i];

		if (atomic_load(&f->progress->cancel))
			return;
		atomic_fetch_add(&f->progress->beat, 1);
		look_at(f, name);
		/* goreleaser makes a folder for each system. */
		if (below)
			look_in(f, name, false);
	}
}

static void find_configs(struct finder *f, struct module *m)
{
	static const char *const names[] = {
		".golangci.json", ".golangci.toml", ".golangci.yaml",
		".golangci.yml", "staticcheck.conf",
	};
	bool at_root = !strcmp(m->dir, ".");
	struct stat st;
	size_t i;
	int k;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		for (k = 0; k < (at_root ? 1 : 2); k++) {
			const char *rel = k || at_root ? names[i]
				: path_join(f->a, m->dir, names[i]);

			if (!lstat(path_join(f->a, f->root, rel), &st) &&
			    S_ISREG(st.st_mode))
				*ARENA_PUSH(f->a, m->tool_configs,
					    m->ntool_configs) = rel;
		}
}

void tree_find_built(struct arena *a, const char *root,
		     struct walk_progress *progress, struct tree *t)
{
	struct finder f = { a, root, progress, t, 0 };
	size_t i;

	t->modules = arena_memdup(a, t->modules,
				  mem_mul(t->nmodules, sizeof(*t->modules)));
	for (i = 0; i < t->nmodules; i++) {
		const char *dir = t->modules[i].dir;

		if (t->modules[i].fixture)
			continue;
		find_configs(&f, &t->modules[i]);
		look_in(&f, dir, false);
		look_in(&f, strcmp(dir, ".") ? path_join(a, dir, "bin") : "bin",
			false);
		look_in(&f, strcmp(dir, ".") ? path_join(a, dir, "dist")
					     : "dist", true);
	}
}
