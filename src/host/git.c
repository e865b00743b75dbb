#include "config.h"

#include "host/git.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"

struct githost {
	git_repository *repo;
};

void githost_start(void)
{
	(void)git_libgit2_init();
}

static int failed(struct error *err, int code, const char *what)
{
	const git_error *e = git_error_last();

	(void)error_set(err, "%s: %s", what,
			e && e->message ? e->message : "libgit2 gave no reason");
	if (err)
		err->code = code;
	return -1;
}

struct githost *githost_open(const char *root, struct error *err)
{
	git_repository *repo = NULL;
	struct githost *g;
	int rc;

	rc = git_repository_open_ext(&repo, root, GIT_REPOSITORY_OPEN_NO_SEARCH,
				     NULL);
	if (rc < 0) {
		(void)failed(err, rc, "git cannot be asked");
		return NULL;
	}
	if (git_repository_is_bare(repo)) {
		git_repository_free(repo);
		(void)error_set(err, "git cannot be asked: core.bare is set, "
				"though there are files");
		return NULL;
	}
	g = xcalloc(1, sizeof(*g));
	g->repo = repo;
	return g;
}

void githost_close(struct githost *g)
{
	if (!g)
		return;
	git_repository_free(g->repo);
	free(g);
}

const char *githost_branch(struct arena *a, struct githost *g)
{
	git_reference *head = NULL;
	const char *target, *out = NULL;

	/* HEAD itself, so that a branch without a commit has its name. */
	if (git_reference_lookup(&head, g->repo, "HEAD") < 0)
		return NULL;
	target = git_reference_symbolic_target(head);
	if (target && cstr_starts(target, "refs/heads/"))
		out = arena_strdup(a, target + strlen("refs/heads/"));
	git_reference_free(head);
	return out;
}

const char *githost_head(struct arena *a, struct githost *g)
{
	git_oid oid;
	char hex[GIT_OID_HEXSZ + 1];

	if (git_reference_name_to_id(&oid, g->repo, "HEAD") < 0)
		return NULL;
	(void)git_oid_tostr(hex, sizeof(hex), &oid);
	return arena_strndup(a, hex, 10);
}

/* "https://me:secret@host/x" without what stands before the "@". */
static const char *without_userinfo(struct arena *a, const char *url)
{
	const char *host = strstr(url, "://"), *at, *end;

	if (!host)
		return arena_strdup(a, url);
	host += 3;
	end = host + strcspn(host, "/?#");
	for (at = end; at > host && *at != '@'; at--)
		;
	if (at == host && *at != '@')
		return arena_strdup(a, url);
	return arena_printf(a, "%.*s%s", (int)(host - url), url, at + 1);
}

/* "gh:me/app": a name of insteadOf's, and no host. */
static bool names_no_host(const char *url)
{
	const char *at = strchr(url, '@');
	size_t n;

	if (strstr(url, "://") || *url == '.' || *url == '/')
		return false;
	url = at ? at + 1 : url;
	n = strcspn(url, ":");
	return url[n] && !memchr(url, '.', n);
}

/* As it is written, where that names a host: git_remote_url() is what insteadOf
 * makes of it, which may be a mirror. */
static const char *url_of(struct arena *a, struct githost *g,
			  git_config *config, const char *name)
{
	git_buf buf = GIT_BUF_INIT;
	git_remote *remote = NULL;
	const char *out = NULL;

	if (!git_config_get_string_buf(&buf, config,
				       arena_printf(a, "remote.%s.url",
						    name)) && *buf.ptr)
		out = without_userinfo(a, buf.ptr);
	git_buf_dispose(&buf);
	if (out && names_no_host(out) &&
	    !git_remote_lookup(&remote, g->repo, name)) {
		if (git_remote_url(remote))
			out = without_userinfo(a, git_remote_url(remote));
		git_remote_free(remote);
	}
	return out;
}

const char *githost_remote(struct arena *a, struct githost *g)
{
	git_strarray names = { NULL, 0 };
	git_config *config = NULL;
	const char *out = NULL;

	if (git_repository_config_snapshot(&config, g->repo) < 0)
		return NULL;
	out = url_of(a, g, config, "origin");
	if (!out && !git_remote_list(&names, g->repo)) {
		if (names.count == 1)
			out = url_of(a, g, config, names.strings[0]);
		git_strarray_dispose(&names);
	}
	git_config_free(config);
	return out;
}

const char *githost_excludes_file(struct arena *a, struct githost *g)
{
	git_config *config = NULL;
	git_buf buf = GIT_BUF_INIT;
	const char *out = NULL, *base;

	if (!git_repository_config_snapshot(&config, g->repo)) {
		if (!git_config_get_path(&buf, config, "core.excludesfile"))
			out = arena_strdup(a, buf.ptr);
		git_buf_dispose(&buf);
		git_config_free(config);
	}
	if (out)
		return out;
	base = getenv("XDG_CONFIG_HOME");
	if (base && *base)
		return path_join(a, base, "git/ignore");
	base = getenv("HOME");
	return base && *base ? path_join(a, base, ".config/git/ignore") : NULL;
}

static enum githost_file file_of(unsigned flags)
{
	if (flags & GIT_STATUS_IGNORED)
		return GITHOST_IGNORED;
	if (flags & GIT_STATUS_WT_NEW)
		return GITHOST_UNTRACKED;
	if (flags & GIT_STATUS_WT_DELETED)
		return GITHOST_DELETED;
	if (flags == GIT_STATUS_CURRENT)
		return GITHOST_TRACKED;
	return GITHOST_CHANGED;
}

static const char *entry_path(const git_status_entry *e)
{
	const git_diff_delta *d = e->index_to_workdir ? e->index_to_workdir
						      : e->head_to_index;

	return d->new_file.path ? d->new_file.path : d->old_file.path;
}

void githost_states(struct githost *g, const char *const *paths, size_t n,
		    enum githost_file *out)
{
	git_status_options o;
	git_status_list *list = NULL;
	char **specs;
	size_t i;

	for (i = 0; i < n; i++)
		out[i] = GITHOST_UNKNOWN;
	if (!n || git_status_options_init(&o, GIT_STATUS_OPTIONS_VERSION))
		return;
	specs = xcalloc(n, sizeof(*specs));
	for (i = 0; i < n; i++)
		specs[i] = xstrdup(paths[i]);
	o.pathspec.strings = specs;
	o.pathspec.count = n;
	o.flags = GIT_STATUS_OPT_INCLUDE_IGNORED |
		  GIT_STATUS_OPT_RECURSE_IGNORED_DIRS |
		  GIT_STATUS_OPT_INCLUDE_UNTRACKED |
		  GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
		  GIT_STATUS_OPT_INCLUDE_UNMODIFIED |
		  GIT_STATUS_OPT_EXCLUDE_SUBMODULES |
		  GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
	if (!git_status_list_new(&list, g->repo, &o)) {
		size_t k = git_status_list_entrycount(list);

		for (i = 0; i < k; i++) {
			const git_status_entry *e = git_status_byindex(list, i);
			const char *path = entry_path(e);
			const char *const *hit = bsearch(&path, paths, n,
							 sizeof(*paths),
							 cstr_order);

			if (hit)
				out[hit - paths] = file_of(e->status);
		}
		git_status_list_free(list);
	}
	for (i = 0; i < n; i++)
		free(specs[i]);
	free(specs);
}

bool githost_is_ignored(struct githost *g, const char *path)
{
	int ignored = 0;

	return !git_ignore_path_is_ignored(&ignored, g->repo, path) && ignored;
}

bool githost_has_tracked(struct githost *g, const char *dir)
{
	struct arena a = ARENA_INIT;
	git_index *index = NULL;
	size_t at;
	bool hit = false;

	if (!git_repository_index(&index, g->repo)) {
		hit = !git_index_find_prefix(&at, index,
			cstr_eq(dir, ".") ? "" : arena_printf(&a, "%s/", dir));
		git_index_free(index);
	}
	arena_release(&a);
	return hit;
}

bool githost_all_tracked(struct githost *g, const char *const *files,
			 size_t n)
{
	git_index *index = NULL;
	size_t i;

	if (git_repository_index(&index, g->repo))
		return false;
	for (i = 0; i < n && git_index_get_bypath(index, files[i], 0); i++)
		;
	git_index_free(index);
	return i == n;
}

static int on_progress(const git_diff *so_far, const char *old_path,
		       const char *new_path, void *payload)
{
	const struct githost_progress *p = payload;

	(void)so_far;
	(void)old_path;
	(void)new_path;
	/* libgit2 hands this on as its own answer. */
	return p->fn(p->payload) ? -1 : 0;
}

static void set_progress(git_diff_options *o, const struct githost_progress *p)
{
	union { const struct githost_progress *c; void *v; } unconst = { p };

	if (!p)
		return;
	o->progress_cb = on_progress;
	o->payload = unconst.v;
}

int githost_counts(struct githost *g, const struct githost_progress *p,
		   int *nchanged, int *nuntracked, struct error *err)
{
	git_diff_options o;
	git_diff *work = NULL, *staged = NULL;
	git_object *tree = NULL;
	size_t i, k, n;
	int rc, result = -1;

	*nchanged = *nuntracked = 0;
	(void)git_diff_options_init(&o, GIT_DIFF_OPTIONS_VERSION);
	/* As git status: a new folder counts once. */
	o.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_IGNORE_SUBMODULES;
	set_progress(&o, p);
	rc = git_diff_index_to_workdir(&work, g->repo, NULL, &o);
	if (rc) {
		(void)failed(err, rc, "git status failed");
		goto out;
	}
	o.flags = GIT_DIFF_IGNORE_SUBMODULES;
	/* Without a commit everything in the index is new. */
	(void)git_revparse_single(&tree, g->repo, "HEAD^{tree}");
	rc = git_diff_tree_to_index(&staged, g->repo, (git_tree *)tree, NULL,
				    &o);
	if (rc) {
		(void)failed(err, rc, "git status failed");
		goto out;
	}
	n = git_diff_num_deltas(work);
	for (i = 0; i < n; i++) {
		if (git_diff_get_delta(work, i)->status == GIT_DELTA_UNTRACKED)
			(*nuntracked)++;
		else
			(*nchanged)++;
	}
	/* A file that is staged and changed again counts once: both lists
	 * are sorted by path. */
	for (i = k = 0; i < git_diff_num_deltas(staged); i++) {
		const char *path = git_diff_get_delta(staged, i)->new_file.path;
		int order = 1;

		for (; k < n; k++) {
			const git_diff_delta *d = git_diff_get_delta(work, k);

			order = strcmp(d->new_file.path, path);
			if (order >= 0)
				break;
		}
		if (k == n || order != 0)
			(*nchanged)++;
	}
	result = 0;
out:
	git_object_free(tree);
	git_diff_free(staged);
	git_diff_free(work);
	return result;
}

int githost_ignored_below(struct githost *g, const char *dir,
			  const struct githost_progress *p, struct arena *a,
			  const char ***files, size_t *nfiles,
			  struct error *err)
{
	git_diff_options o;
	git_diff *diff = NULL;
	git_index *none = NULL, *index = NULL;
	char *spec = xstrdup(dir);
	size_t i, n;
	int rc;

	*files = NULL;
	*nfiles = 0;
	/*
	 * Beside an index without entries: the true one would have libgit2
	 * read every file whose times it does not know, as after an exchange.
	 */
	rc = git_index_new(&none);
	if (!rc)
		rc = git_repository_index(&index, g->repo);
	if (rc) {
		free(spec);
		git_index_free(none);
		return failed(err, rc, "git status failed");
	}
	(void)git_diff_options_init(&o, GIT_DIFF_OPTIONS_VERSION);
	/* Into folders that nobody added yet too: what of them would be. */
	o.flags = GIT_DIFF_INCLUDE_IGNORED | GIT_DIFF_RECURSE_IGNORED_DIRS |
		  GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
		  GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_IGNORE_SUBMODULES;
	o.pathspec.strings = &spec;
	o.pathspec.count = 1;
	set_progress(&o, p);
	rc = git_diff_index_to_workdir(&diff, g->repo, none, &o);
	free(spec);
	if (rc)
		rc = failed(err, rc, "git status failed");
	n = rc ? 0 : git_diff_num_deltas(diff);
	for (i = 0; i < n; i++) {
		const git_diff_delta *d = git_diff_get_delta(diff, i);

		/* What git tracks no rule ignores. */
		if (d->status == GIT_DELTA_IGNORED &&
		    git_index_find(NULL, index, d->new_file.path) != 0)
			*ARENA_PUSH(a, *files, *nfiles) =
				arena_strdup(a, d->new_file.path);
	}
	git_diff_free(diff);
	git_index_free(none);
	git_index_free(index);
	return rc;
}

/* A file of a tree that is larger is not read. */
#define BLOB_MAX_BYTES ((size_t)16 * 1024 * 1024)

struct tree_walk {
	struct githost *g;
	const struct githost_tree *t;
	struct arena a;
};

static int on_entry(const char *root, const git_tree_entry *e, void *payload)
{
	struct tree_walk *w = payload;
	git_filemode_t mode = git_tree_entry_filemode(e);
	struct str bytes = { "", 0 };
	git_blob *blob = NULL;
	git_odb *odb = NULL;
	git_object_t type;
	const char *path;
	size_t want, size;
	int rc;

	if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE)
		return 0;
	path = arena_printf(&w->a, "%s%s", root, git_tree_entry_name(e));
	want = w->t->wants(w->t->payload, path);
	if (want && !git_repository_odb(&odb, w->g->repo)) {
		/* Its size first, so that none is read only to be too large. */
		if (git_odb_read_header(&size, &type, odb,
					git_tree_entry_id(e)) ||
		    size > BLOB_MAX_BYTES)
			want = 0;
		git_odb_free(odb);
	}
	if (want && !git_blob_lookup(&blob, w->g->repo,
				     git_tree_entry_id(e))) {
		bytes.p = git_blob_rawcontent(blob);
		bytes.len = (size_t)git_blob_rawsize(blob);
		if (bytes.len > want)
			bytes.len = want;
	}
	rc = w->t->file(w->t->payload, path, bytes);
	git_blob_free(blob);
	return rc ? -1 : 0;
}

int githost_tree(struct githost *g, const char *rev,
		 const struct githost_tree *t, struct error *err)
{
	struct tree_walk w = { g, t, ARENA_INIT };
	git_object *at = NULL, *tree = NULL;
	int rc, result = -1;

	rc = git_revparse_single(&at, g->repo, rev);
	if (rc >= 0)
		rc = git_object_peel(&tree, at, GIT_OBJECT_TREE);
	if (rc < 0) {
		(void)failed(err, rc, rev);
		goto out;
	}
	rc = git_tree_walk((git_tree *)tree, GIT_TREEWALK_PRE, on_entry, &w);
	if (rc < 0)
		(void)failed(err, rc, rev);
	else
		result = 0;
out:
	arena_release(&w.a);
	git_object_free(tree);
	git_object_free(at);
	return result;
}
