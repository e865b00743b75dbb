#include "config.h"

#include "scan/gopathlines.h"

#include "base/path.h"
#include "fmt/yaml.h"
#include "scan/rootfile.h"
#include "scan/scripts.h"

#define MAX_BYTES ((size_t)256 * 1024)
#define MAX_FILES ((size_t)300)

static bool any_project(const struct tree *t)
{
	size_t i;

	for (i = 0; i < t->nloose; i++)
		if (!t->loose[i].fixture)
			return true;
	for (i = 0; i < t->nmodules; i++)
		if (!t->modules[i].fixture)
			return true;
	return false;
}

static bool kind_of_script(enum script_kind script,
			   enum gopathline_file *kind)
{
	switch (script) {
	case SCRIPT_MAKEFILE:
		*kind = GOPATHLINE_MAKEFILE;
		return true;
	case SCRIPT_SHELL:
		*kind = GOPATHLINE_SHELL;
		return true;
	case SCRIPT_PAGE:
		break;
	}
	return false;
}

static bool kind_of_file(enum file_kind file, enum gopathline_file *kind)
{
	switch (file) {
	case FILE_DOCKERFILE:
		*kind = GOPATHLINE_DOCKERFILE;
		return true;
	case FILE_GITHUB_WORKFLOW:
	case FILE_GITLAB_CI:
	case FILE_OTHER_CI:
		*kind = GOPATHLINE_YAML;
		return true;
	case FILE_GO_VERSION:
	case FILE_TOOL_VERSIONS:
	case FILE_MISE:
	case FILE_DEVCONTAINER:
		break;
	}
	return false;
}

static bool kind_of(const struct walk_hit *h, enum gopathline_file *kind)
{
	if (h->fixture || h->type == WALK_FOLDER)
		return false;
	if (h->what == WALK_SCRIPT)
		return kind_of_script(h->script, kind);
	return h->what == WALK_FILE && kind_of_file(h->kind, kind);
}

/* "package: example.com/me" of glide.yaml. */
static void read_glide(struct arena *a, const char *root,
		       struct loose_project *l)
{
	const char *path = path_join(a, l->dir, "glide.yaml");
	struct str bytes;
	struct yaml y;

	if (rootfile_load(a, root, path, MAX_BYTES, &bytes) &&
	    !yaml_parse(a, bytes, path, NULL, &y, NULL) && y.ndocs)
		l->glide_path = yaml_text(yaml_get(y.docs[0], "package"));
}

void gopathlines_read(struct arena *a, const char *root, struct tree *t)
{
	size_t i, nfiles = 0;

	if (!any_project(t))
		return;
	for (i = 0; i < t->nloose; i++)
		if (!t->loose[i].fixture)
			read_glide(a, root, &t->loose[i]);
	for (i = 0; i < t->walk.nhits && nfiles < MAX_FILES; i++) {
		const struct walk_hit *h = &t->walk.hits[i];
		struct gopath_lines l = { .path = h->path };
		enum gopathline_file kind;
		struct str bytes;

		if (!kind_of(h, &kind))
			continue;
		nfiles++;
		if (!rootfile_load(a, root, h->path, MAX_BYTES, &bytes) ||
		    (kind == GOPATHLINE_SHELL &&
		     !scripts_is_shell(h->path, bytes)))
			continue;
		gopathline_read(a, bytes, kind, &l.lines, &l.nlines);
		if (l.nlines)
			*ARENA_PUSH(a, t->gopath_lines,
				    t->ngopath_lines) = l;
	}
}
