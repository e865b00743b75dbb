#include "config.h"

#include "host/gitrev.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

/* Commits that are looked at for the one that changed a file. */
#define MOST_CHANGED 2000

struct tag {
	git_oid commit;
	const char *name;
	bool merged;
};

struct gitrev {
	git_repository *repo;
	struct arena a;
	/* Every tag of a commit, by commit; read once. */
	struct tag *tags;
	size_t ntags;
	bool has_tags;
};

static int failed(struct error *err, const char *what)
{
	const git_error *e = git_error_last();

	return error_set(err, "%s: %s", what,
			 e && e->message ? e->message
					 : "libgit2 gave no reason");
}

struct gitrev *gitrev_open(const char *path, struct error *err)
{
	git_repository *repo = NULL;
	struct gitrev *g;

	if (git_repository_open_ext(&repo, path, GIT_REPOSITORY_OPEN_NO_SEARCH,
				    NULL) < 0) {
		(void)failed(err, path);
		return NULL;
	}
	g = xcalloc(1, sizeof(*g));
	g->repo = repo;
	arena_init(&g->a);
	return g;
}

void gitrev_close(struct gitrev *g)
{
	if (!g)
		return;
	git_repository_free(g->repo);
	arena_release(&g->a);
	free(g);
}

bool gitrev_is_shallow(struct gitrev *g)
{
	return git_repository_is_shallow(g->repo) > 0;
}

static int by_commit(const void *a, const void *b)
{
	const struct tag *x = a, *y = b;
	int c = git_oid_cmp(&x->commit, &y->commit);

	return c ? c : strcmp(x->name, y->name);
}

static int take_tag(const char *name, git_oid *oid, void *payload)
{
	struct gitrev *g = payload;
	git_object *at = NULL, *commit = NULL;
	struct tag *t;

	if (git_object_lookup(&at, g->repo, oid, GIT_OBJECT_ANY) < 0)
		return 0;
	if (!git_object_peel(&commit, at, GIT_OBJECT_COMMIT)) {
		t = ARENA_PUSH(&g->a, g->tags, g->ntags);
		git_oid_cpy(&t->commit, git_object_id(commit));
		t->name = arena_strdup(&g->a, name + strlen("refs/tags/"));
		t->merged = false;
		git_object_free(commit);
	}
	git_object_free(at);
	return 0;
}

static void read_tags(struct gitrev *g)
{
	if (g->has_tags)
		return;
	g->has_tags = true;
	(void)git_tag_foreach(g->repo, take_tag, g);
	if (g->ntags)
		qsort(g->tags, g->ntags, sizeof(*g->tags), by_commit);
}

/* The first tag of this commit, and how many; all of them stand together. */
static struct tag *tags_at(struct gitrev *g, const git_oid *commit, size_t *n)
{
	size_t lo = 0, hi = g->ntags, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (git_oid_cmp(&g->tags[mid].commit, commit) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (*n = 0; lo + *n < g->ntags; ++*n)
		if (git_oid_cmp(&g->tags[lo + *n].commit, commit))
			break;
	return *n ? &g->tags[lo] : NULL;
}

static bool is_hex(const char *s)
{
	return s[strspn(s, "0123456789abcdef")] == 0;
}

/* The commit that a name of any kind leads to. */
static bool named(struct gitrev *g, const char *name, git_oid *oid)
{
	git_object *at = NULL, *commit = NULL;
	bool ok;

	ok = !git_revparse_single(&at, g->repo, name) &&
	     !git_object_peel(&commit, at, GIT_OBJECT_COMMIT);
	if (ok)
		git_oid_cpy(oid, git_object_id(commit));
	git_object_free(commit);
	git_object_free(at);
	return ok;
}

/* Names are no expressions: "v1~3" and "HEAD^" are none. */
static bool find(struct gitrev *g, struct arena *a, const char *rev,
		 git_oid *oid)
{
	static const char *const where[] = {
		"refs/tags/", "refs/remotes/origin/", "refs/heads/",
	};
	size_t i, n = strlen(rev);
	int valid = 0;
	const char *name;

	if (!strcmp(rev, GITREV_HERE))
		return named(g, "HEAD", oid);
	if (n >= 7 && n <= GITREV_HASH && is_hex(rev) && named(g, rev, oid))
		return true;
	for (i = 0; i < ARRAY_SIZE(where); i++) {
		name = arena_printf(a, "%s%s", where[i], rev);
		if (!git_reference_name_is_valid(&valid, name) && valid &&
		    named(g, name, oid))
			return true;
	}
	return !strcmp(rev, "HEAD") && named(g, rev, oid);
}

int gitrev_commit(struct arena *a, struct gitrev *g, const char *rev,
		  struct gitrev_commit *out, struct error *err)
{
	git_commit *c = NULL;
	struct tag *t;
	git_oid oid;
	size_t i, n;

	memset(out, 0, sizeof(*out));
	if (!find(g, a, rev, &oid))
		return error_set(err, "unknown revision %s", rev);
	if (git_commit_lookup(&c, g->repo, &oid) < 0)
		return failed(err, rev);
	(void)git_oid_tostr(out->hash, sizeof(out->hash), &oid);
	out->time = git_commit_time(c);
	git_commit_free(c);
	read_tags(g);
	t = tags_at(g, &oid, &n);
	for (i = 0; i < n; i++)
		*ARENA_PUSH(a, out->tags, out->ntags) =
			arena_strdup(a, t[i].name);
	return 0;
}

int gitrev_file(struct arena *a, struct gitrev *g, const char *hash,
		const char *path, struct str *bytes, struct error *err)
{
	git_commit *c = NULL;
	git_tree *tree = NULL;
	git_tree_entry *e = NULL;
	git_blob *b = NULL;
	git_oid oid;
	int rc, out = -1;
	size_t len;

	if (git_oid_fromstr(&oid, hash) < 0 ||
	    git_commit_lookup(&c, g->repo, &oid) < 0 ||
	    git_commit_tree(&tree, c) < 0) {
		(void)failed(err, hash);
		goto done;
	}
	rc = git_tree_entry_bypath(&e, tree, path);
	if (rc == GIT_ENOTFOUND ||
	    (!rc && git_tree_entry_type(e) != GIT_OBJECT_BLOB)) {
		out = 0;
		goto done;
	}
	if (rc < 0 || git_blob_lookup(&b, g->repo, git_tree_entry_id(e)) < 0) {
		(void)failed(err, path);
		goto done;
	}
	len = (size_t)git_blob_rawsize(b);
	bytes->p = arena_strndup(a, git_blob_rawcontent(b), len);
	bytes->len = len;
	out = 1;
done:
	git_blob_free(b);
	git_tree_entry_free(e);
	git_tree_free(tree);
	git_commit_free(c);
	return out;
}

/* What the commit has there; all zero: nothing. */
static void entry_at(git_commit *c, const char *path, git_oid *out)
{
	git_tree_entry *e = NULL;
	git_tree *tree = NULL;

	memset(out, 0, sizeof(*out));
	if (!git_commit_tree(&tree, c) &&
	    !git_tree_entry_bypath(&e, tree, path))
		git_oid_cpy(out, git_tree_entry_id(e));
	git_tree_entry_free(e);
	git_tree_free(tree);
}

int gitrev_changed(struct gitrev *g, const char *path, int64_t *time,
		   struct error *err)
{
	git_commit *c = NULL, *parent = NULL;
	int most = MOST_CHANGED;
	git_oid oid, has, had;
	bool same;

	if (!named(g, "HEAD", &oid) || git_commit_lookup(&c, g->repo, &oid) < 0)
		return failed(err, "HEAD");
	entry_at(c, path, &has);
	*time = git_commit_time(c);
	while (!git_oid_is_zero(&has) && most-- > 0 &&
	       !git_commit_parent(&parent, c, 0)) {
		entry_at(parent, path, &had);
		same = git_oid_equal(&has, &had);
		git_commit_free(c);
		c = parent;
		parent = NULL;
		if (!same)
			break;
		*time = git_commit_time(c);
	}
	git_commit_free(c);
	return 0;
}

/* Go through the history once and mark what is met. */
static int mark_merged(struct gitrev *g, const git_oid *from,
		       struct error *err)
{
	git_revwalk *walk = NULL;
	struct tag *t;
	git_oid oid;
	size_t i, n;
	int rc;

	for (i = 0; i < g->ntags; i++)
		g->tags[i].merged = false;
	rc = git_revwalk_new(&walk, g->repo);
	if (!rc)
		rc = git_revwalk_push(walk, from);
	while (!rc && !(rc = git_revwalk_next(&oid, walk))) {
		t = tags_at(g, &oid, &n);
		for (i = 0; i < n; i++)
			t[i].merged = true;
	}
	git_revwalk_free(walk);
	return rc == GIT_ITEROVER ? 0 : failed(err, "the history");
}

int gitrev_tags(struct arena *a, struct gitrev *g, const char *hash,
		bool merged, const char ***tags, size_t *ntags,
		struct error *err)
{
	git_oid oid;
	size_t i;

	*tags = NULL;
	*ntags = 0;
	read_tags(g);
	if (!g->ntags)
		return 0;
	if (merged && (git_oid_fromstr(&oid, hash) < 0 ||
		       mark_merged(g, &oid, err)))
		return -1;
	for (i = 0; i < g->ntags; i++)
		if (!merged || g->tags[i].merged)
			*ARENA_PUSH(a, *tags, *ntags) =
				arena_strdup(a, g->tags[i].name);
	if (*ntags)
		qsort(*tags, *ntags, sizeof(**tags), cstr_order);
	return 0;
}

struct heads {
	struct gitrev *g;
	git_oid *oids;
	size_t n, alloc;
};

static int take_head(git_reference *ref, void *payload)
{
	struct heads *h = payload;
	const char *name = git_reference_name(ref);
	git_object *commit = NULL;

	if ((cstr_starts(name, "refs/tags/") ||
	     cstr_starts(name, "refs/remotes/") ||
	     (cstr_starts(name, "refs/heads/") &&
	      git_repository_is_bare(h->g->repo))) &&
	    !git_reference_peel(&commit, ref, GIT_OBJECT_COMMIT)) {
		ALLOC_GROW(h->oids, h->n + 1, h->alloc);
		git_oid_cpy(&h->oids[h->n++], git_object_id(commit));
	}
	git_object_free(commit);
	git_reference_free(ref);
	return 0;
}

bool gitrev_is_published(struct gitrev *g, const char *hash)
{
	struct heads h = { g, NULL, 0, 0 };
	git_oid oid;
	bool is = false;

	if (git_oid_fromstr(&oid, hash) < 0)
		return false;
	(void)git_reference_foreach(g->repo, take_head, &h);
	if (h.n)
		is = git_graph_reachable_from_any(g->repo, &oid, h.oids,
						  h.n) > 0;
	free(h.oids);
	return is;
}
