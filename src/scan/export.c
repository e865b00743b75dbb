#include "config.h"

#include "scan/export.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/path.h"
#include "host/git.h"
#include "scan/emit.h"

/* Of a Go file the imports are wanted, which stand at its top. */
#define GO_FILE_BYTES ((size_t)256 * 1024)
#define ANY_FILE_BYTES ((size_t)16 * 1024 * 1024)

static bool named_like(const char *base, const char *const *names)
{
	for (; *names; names++)
		if (!strcasecmp(base, *names))
			return true;
	return false;
}

/* Whatever the walk may want to read; a file too many does no harm. */
static size_t wants(void *payload, const char *path)
{
	static const char *const names[] = {
		"go.mod", "go.sum", "go.work", "go.work.sum", "modules.txt",
		".gitignore", ".gitattributes", ".gomend", "Gopkg.toml",
		"Gopkg.lock", "Godeps.json", "glide.yaml", "glide.lock",
		"vendor.json", "vendor.conf", "vendor.yml", "manifest",
		"dependencies.tsv", "GLOCKFILE", ".go-version",
		".tool-versions", "mise.toml", ".mise.toml",
		"devcontainer.json", ".devcontainer.json", NULL,
	};
	static const char *const ends[] = {
		".yml", ".yaml", ".toml", ".lock", ".json", NULL,
	};
	const char *base = path_base(path);
	size_t i;

	(void)payload;
	if (named_like(base, names))
		return ANY_FILE_BYTES;
	if (strstr(path, "vendor/"))
		return 0;
	if (cstr_ends(base, ".go"))
		return GO_FILE_BYTES;
	if (!strncasecmp(base, "Dockerfile", 10) ||
	    cstr_ends(base, ".Dockerfile") ||
	    !strncasecmp(base, "Containerfile", 13))
		return ANY_FILE_BYTES;
	for (i = 0; ends[i]; i++)
		if (cstr_ends(base, ends[i]) && path_depth(path) <= 4)
			return GO_FILE_BYTES;
	return 0;
}

struct exporting {
	int id;
	char *vendor;	/* the last vendor folder that was seen */
};

/*
 * That a vendor folder is there matters, and not which files it holds; of
 * the others those that are not read matter to nobody.
 */
static bool matters(struct exporting *x, const char *path)
{
	const char *in = strstr(path, "vendor/");
	size_t len;

	if (wants(NULL, path))
		return true;
	if (!in || (in > path && in[-1] != '/'))
		return false;
	len = (size_t)(in - path) + strlen("vendor/");
	if (x->vendor && !strncmp(x->vendor, path, len) && !x->vendor[len])
		return false;
	free(x->vendor);
	x->vendor = xstrndup(path, len);
	return true;
}

static int file(void *payload, const char *path, struct str bytes)
{
	struct exporting *x = payload;
	struct arena a = ARENA_INIT;
	struct cJSON *j;

	if (!matters(x, path))
		return 0;
	j = emit_record("export");
	json_put_int(j, "id", x->id);
	json_put_str(j, "path", path);
	if (bytes.len && !memchr(bytes.p, 0, bytes.len))
		json_put_str(j, "text", arena_strndup(&a, bytes.p,
						      bytes.len));
	emit(j);
	arena_release(&a);
	return 0;
}

void export_revision(const struct discovery *d, const char *rev, int id)
{
	struct exporting x = { id, NULL };
	const struct githost_tree t = { wants, file, &x };
	struct error err = ERROR_INIT;
	struct githost *g = NULL;
	struct cJSON *j;

	if (!d->git_dir)
		(void)error_set(&err, "there is no git repository here");
	else if (d->foreign_owner)
		(void)error_set(&err, "the repository belongs to someone else");
	else
		g = githost_open(d->root, &err);
	if (g)
		(void)!githost_tree(g, rev, &t, &err);
	githost_close(g);
	free(x.vendor);
	j = emit_record("export");
	json_put_int(j, "id", id);
	json_put_bool(j, "done", true);
	if (err.message)
		json_put_str(j, "error", err.message);
	emit(j);
	error_release(&err);
}
