#include "config.h"

#include "scan/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "base/strbuf.h"

#define MAX_ENTRIES ((size_t)2 * 1000 * 1000)
#define MAX_DEPTH 512
#define MAX_THREADS 8
/* What a system call takes, with room for a name. */
#define MAX_PATH_BYTES ((size_t)3800)

struct todo {
	const char *path;
	int depth;
	bool fixture;
};

/* Shared by the threads; the stack and what follows under the lock. */
struct walker {
	int root_fd;
	size_t max_entries;
	int max_depth;
	struct walk_progress *progress;
	atomic_size_t nentries;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct todo *stack;
	size_t nstack, alloc;
	int nbusy, nthreads;
	bool over;
	/* What was left out, and the first of each. */
	atomic_bool too_many, too_deep, too_long;
	int nunreadable;
	char *unreadable;
};

struct worker {
	struct walker *walker;
	pthread_t thread;
	struct arena arena;
	struct walk_hit *hits;
	size_t nhits;
	struct walk_dir *dirs;
	size_t ndirs;
	int nfiles;
	struct strbuf gofiles;
	struct todo *found;	/* subfolders of the folder at hand */
	size_t nfound, found_alloc;
};

struct known_name {
	const char *name;
	enum walk_what what;
	enum file_kind kind;
	const char *tool;
	const char *in;		/* only in a folder of this name, or NULL */
};

static const struct known_name known_names[] = {
	{ "go.mod", WALK_GOMOD, 0, NULL, NULL },
	{ "go.work", WALK_GOWORK, 0, NULL, NULL },
	{ "go.sum", WALK_GOSUM, 0, NULL, NULL },
	{ "go.work.sum", WALK_GOWORKSUM, 0, NULL, NULL },
	{ "Gopkg.lock", WALK_LOCK, 0, "dep", NULL },
	{ "glide.lock", WALK_LOCK, 0, "glide", NULL },
	{ "Godeps.json", WALK_LOCK, 0, "godep", "Godeps" },
	{ "Godeps", WALK_LOCK, 0, "gdm", NULL },
	{ "vendor.conf", WALK_LOCK, 0, "vndr", NULL },
	{ "vendor.yml", WALK_LOCK, 0, "govend", NULL },
	{ "GLOCKFILE", WALK_LOCK, 0, "glock", NULL },
	{ "dependencies.tsv", WALK_LOCK, 0, "godeps", NULL },
	{ ".gitlab-ci.yml", WALK_FILE, FILE_GITLAB_CI, NULL, NULL },
	{ ".go-version", WALK_FILE, FILE_GO_VERSION, NULL, NULL },
	{ ".tool-versions", WALK_FILE, FILE_TOOL_VERSIONS, NULL, NULL },
	{ "mise.toml", WALK_FILE, FILE_MISE, NULL, NULL },
	{ ".mise.toml", WALK_FILE, FILE_MISE, NULL, NULL },
	{ "devcontainer.json", WALK_FILE, FILE_DEVCONTAINER, NULL,
	  ".devcontainer" },
	{ ".devcontainer.json", WALK_FILE, FILE_DEVCONTAINER, NULL, NULL },
	{ ".travis.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ "azure-pipelines.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ "Jenkinsfile", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ "appveyor.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ ".appveyor.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ ".drone.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ ".cirrus.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ "bitbucket-pipelines.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ "wercker.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ "circle.yml", WALK_FILE, FILE_OTHER_CI, NULL, NULL },
	{ "config.yml", WALK_FILE, FILE_OTHER_CI, NULL, ".circleci" },
};

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Is it the folder that a known name wants?  Dev containers that a repository
 * has several of lie in one right below it. */
static bool is_place_of(const struct known_name *k, const char *dir)
{
	const char *slash = strrchr(dir, '/');
	size_t n = k->in ? strlen(k->in) : 0;

	if (!k->in || !strcmp(base_of(dir), k->in))
		return true;
	return k->kind == FILE_DEVCONTAINER && slash &&
	       (size_t)(slash - dir) >= n && !strncmp(slash - n, k->in, n) &&
	       (slash - n == dir || slash[-(ptrdiff_t)n - 1] == '/');
}

static bool is_dockerfile(const char *name)
{
	return cstr_starts(name, "Dockerfile") ||
	       cstr_starts(name, "Containerfile") ||
	       cstr_ends(name, ".Dockerfile") ||
	       cstr_ends(name, ".dockerfile");
}

/* Dockerfile_test.go and the like are no Dockerfiles. */
static bool is_source(const char *name)
{
	static const char *const ends[] = {
		".go", ".md", ".py", ".js", ".ts", ".rb", ".sh", ".txt",
		".rst", ".html", ".dockerignore", ".lock", ".json", ".rs",
		".java", ".vim", ".swp", "~",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (cstr_ends(name, ends[i]))
			return true;
	return false;
}

static bool is_makefile(const char *name)
{
	return !strcmp(name, "Makefile") || !strcmp(name, "makefile") ||
	       !strcmp(name, "GNUmakefile") || cstr_ends(name, ".mk");
}

/* Pages that tell how to build, in whatever case. */
static bool is_page(const char *name)
{
	static const char *const begin[] = {
		"README", "CONTRIBUTING", "BUILDING", "BUILD", "HACKING",
		"DEVELOPMENT", "DEVELOPING", "INSTALL",
	};
	size_t i;

	if (!cstr_ends(name, ".md"))
		return false;
	/* README.md and README.zh-CN.md; not README-wasm.md. */
	for (i = 0; i < ARRAY_SIZE(begin); i++)
		if (!strncasecmp(name, begin[i], strlen(begin[i])) &&
		    name[strlen(begin[i])] == '.')
			return true;
	return false;
}

/* A program without an ending, where scripts are kept. */
static bool may_be_script(const char *dir, const char *name)
{
	return !strchr(name, '.') &&
	       (!strcmp(dir, ".") ||
		str_is_word(str_from(base_of(dir)),
			    "scripts script hack build ci .ci tools bin dev"));
}

static bool classify_script(const char *dir, const char *name,
			    struct walk_hit *hit)
{
	hit->what = WALK_SCRIPT;
	if (is_makefile(name))
		hit->script = SCRIPT_MAKEFILE;
	else if (is_page(name))
		hit->script = SCRIPT_PAGE;
	else if (cstr_ends(name, ".sh") || cstr_ends(name, ".bash") ||
		 may_be_script(dir, name))
		hit->script = SCRIPT_SHELL;
	else
		return false;
	return true;
}

static bool classify(const char *dir, const char *name, struct walk_hit *hit)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(known_names); i++) {
		const struct known_name *k = &known_names[i];

		if (k->name[0] != name[0] || strcmp(k->name, name))
			continue;
		if (!is_place_of(k, dir))
			continue;
		hit->what = k->what;
		hit->kind = k->kind;
		hit->tool = k->tool;
		return true;
	}
	if (is_dockerfile(name) && !is_source(name)) {
		hit->what = WALK_FILE;
		hit->kind = FILE_DOCKERFILE;
		return true;
	}
	if ((cstr_ends(name, ".yml") || cstr_ends(name, ".yaml")) &&
	    (!strcmp(dir, ".github/workflows") ||
	     cstr_ends(dir, "/.github/workflows"))) {
		hit->what = WALK_FILE;
		hit->kind = FILE_GITHUB_WORKFLOW;
		return true;
	}
	return classify_script(dir, name, hit);
}

/* Does a file in a hidden folder count as real all the same? */
static bool is_real_hidden(const char *name)
{
	return !strcmp(name, ".github") || !strcmp(name, ".circleci") ||
	       !strcmp(name, ".devcontainer") || !strcmp(name, ".gitlab") ||
	       !strcmp(name, ".ci");
}

static bool makes_fixture(const char *name)
{
	return name[0] == '_' || !strcmp(name, "testdata") ||
	       (name[0] == '.' && !is_real_hidden(name));
}

bool walk_is_fixture(const char *path)
{
	struct arena a = ARENA_INIT;
	struct str rest = str_from(path), part;
	bool hit = false;

	while (!hit && str_cut(&rest, '/', &part)) {
		if (str_is(part, ".") || str_is(part, "..") || !part.len)
			continue;
		hit = makes_fixture(arena_strndup(&a, part.p, part.len));
	}
	arena_release(&a);
	return hit;
}

static void note_unreadable(struct walker *w, const char *path)
{
	(void)pthread_mutex_lock(&w->lock);
	if (!w->nunreadable++)
		w->unreadable = xstrdup(path);
	(void)pthread_mutex_unlock(&w->lock);
}

static const char *join(struct arena *a, const char *dir, const char *name)
{
	size_t dir_len = strlen(dir), name_len = strlen(name);
	char *p;

	if (!strcmp(dir, "."))
		return arena_strndup(a, name, name_len);
	p = arena_alloc(a, dir_len + name_len + 2);
	memcpy(p, dir, dir_len);
	p[dir_len] = '/';
	memcpy(p + dir_len + 1, name, name_len);
	return p;
}

static enum walk_type type_of(int dir_fd, const struct dirent *e)
{
	struct stat st;

	switch (e->d_type) {
	case DT_REG: return WALK_REGULAR;
	case DT_DIR: return WALK_FOLDER;
	case DT_LNK: return WALK_LINK;
	case DT_UNKNOWN: break;
	default: return WALK_SPECIAL;
	}
	if (fstatat(dir_fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW))
		return WALK_SPECIAL;
	if (S_ISREG(st.st_mode))
		return WALK_REGULAR;
	if (S_ISDIR(st.st_mode))
		return WALK_FOLDER;
	return S_ISLNK(st.st_mode) ? WALK_LINK : WALK_SPECIAL;
}

static void add_hit(struct worker *k, const struct walk_hit *hit,
		    const struct todo *t, const char *name,
		    enum walk_type type)
{
	struct walk_hit *h = ARENA_PUSH(&k->arena, k->hits, k->nhits);

	*h = *hit;
	h->type = type;
	h->path = join(&k->arena, t->path, name);
	h->dir = t->path;
	h->fixture = t->fixture;
}

static void see_folder(struct worker *k, const struct todo *t,
		       const char *name)
{
	struct walker *w = k->walker;
	struct walk_hit hit = { .what = WALK_VENDOR };
	struct todo *f;

	if (!strcmp(name, ".git") || !strcmp(name, "node_modules"))
		return;
	if (!strcmp(name, "vendor")) {
		add_hit(k, &hit, t, name, WALK_FOLDER);
		return;
	}
	if (t->depth >= w->max_depth) {
		atomic_store(&w->too_deep, true);
		return;
	}
	if (strlen(t->path) + strlen(name) > MAX_PATH_BYTES) {
		atomic_store(&w->too_long, true);
		return;
	}
	ALLOC_GROW(k->found, k->nfound + 1, k->found_alloc);
	f = &k->found[k->nfound++];
	f->path = join(&k->arena, t->path, name);
	f->depth = t->depth + 1;
	f->fixture = t->fixture || makes_fixture(name);
}

static void see_entry(struct worker *k, const struct todo *t, int dir_fd,
		      const struct dirent *e, struct walk_dir *d)
{
	const char *name = e->d_name;
	enum walk_type type = type_of(dir_fd, e);
	struct walk_hit hit = { .what = WALK_GIT_TRAP };

	if (type == WALK_FOLDER) {
		see_folder(k, t, name);
		return;
	}
	k->nfiles++;
	if (cstr_ends(name, ".go")) {
		/* go build reads links to files, too. */
		if (type != WALK_SPECIAL) {
			strbuf_add(&k->gofiles, name, strlen(name) + 1);
			d->ngofiles++;
		}
		return;
	}
	if (name[0] == '.' && (!strcmp(name, ".gitignore") ||
			       !strcmp(name, ".gitattributes") ||
			       !strcmp(name, ".gitmodules"))) {
		if (type != WALK_REGULAR)
			add_hit(k, &hit, t, name, type);
		return;
	}
	if (type == WALK_LINK && !strcmp(name, "vendor")) {
		hit.what = WALK_VENDOR;
		add_hit(k, &hit, t, name, type);
		return;
	}
	if (classify(t->path, name, &hit))
		add_hit(k, &hit, t, name, type);
}

static void walk_one(struct worker *k, const struct todo *t)
{
	struct walker *w = k->walker;
	struct walk_dir d = { .path = t->path, .fixture = t->fixture };
	struct dirent *e;
	size_t n = 0;
	DIR *dir;
	int fd;

	fd = openat(w->root_fd, t->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
		    O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		/* One that is gone by now is no news. */
		if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
			note_unreadable(w, t->path);
		return;
	}
	dir = fdopendir(fd);
	if (!dir) {
		(void)close(fd);
		note_unreadable(w, t->path);
		return;
	}
	strbuf_reset(&k->gofiles);
	while ((e = readdir(dir))) {
		if (e->d_name[0] == '.' &&
		    (!e->d_name[1] || (e->d_name[1] == '.' && !e->d_name[2])))
			continue;
		if (!(++n & 1023) && atomic_load(&w->progress->cancel))
			break;
		if (atomic_fetch_add(&w->nentries, 1) >= w->max_entries) {
			atomic_store(&w->too_many, true);
			break;
		}
		see_entry(k, t, fd, e, &d);
	}
	(void)closedir(dir);
	d.gofiles = arena_memdup(&k->arena, k->gofiles.buf, k->gofiles.len);
	*ARENA_PUSH(&k->arena, k->dirs, k->ndirs) = d;
	atomic_fetch_add(&w->progress->beat, 1);
	atomic_store(&w->progress->nfiles, (int)atomic_load(&w->nentries));
}

static bool ended(const struct walker *w)
{
	return w->over || atomic_load(&w->progress->cancel) ||
	       atomic_load(&w->too_many);
}

/* Take folders off the shared stack until it is empty and nobody is busy. */
static void work(struct worker *k)
{
	struct walker *w = k->walker;
	struct todo t;
	size_t i;

	(void)pthread_mutex_lock(&w->lock);
	for (;;) {
		while (!w->nstack && w->nbusy && !ended(w))
			(void)pthread_cond_wait(&w->more, &w->lock);
		if (!w->nstack || ended(w))
			break;
		t = w->stack[--w->nstack];
		w->nbusy++;
		(void)pthread_mutex_unlock(&w->lock);
		k->nfound = 0;
		walk_one(k, &t);
		(void)pthread_mutex_lock(&w->lock);
		for (i = 0; i < k->nfound; i++) {
			ALLOC_GROW(w->stack, w->nstack + 1, w->alloc);
			w->stack[w->nstack++] = k->found[i];
		}
		w->nbusy--;
		if (k->nfound > 1 || (!w->nbusy && !w->nstack) || ended(w))
			(void)pthread_cond_broadcast(&w->more);
	}
	w->over = w->over || (!w->nstack && !w->nbusy);
	(void)pthread_cond_broadcast(&w->more);
	(void)pthread_mutex_unlock(&w->lock);
}

static void *work_thread(void *arg)
{
	work(arg);
	return NULL;
}

static int by_path(const char *a, const char *b)
{
	return strcmp(a, b);
}

static int hit_order(const void *a, const void *b)
{
	return by_path(((const struct walk_hit *)a)->path,
		       ((const struct walk_hit *)b)->path);
}

static int dir_order(const void *a, const void *b)
{
	return by_path(((const struct walk_dir *)a)->path,
		       ((const struct walk_dir *)b)->path);
}

/* Bring what the threads found together into the caller's arena. */
static void gather(struct arena *a, struct worker *workers, int n,
		   struct walk *out)
{
	size_t nhits = 0, ndirs = 0, i;
	int k;

	for (k = 0; k < n; k++) {
		nhits += workers[k].nhits;
		ndirs += workers[k].ndirs;
		out->nfiles += workers[k].nfiles;
	}
	out->hits = arena_alloc(a, mem_mul(nhits + 1, sizeof(*out->hits)));
	out->dirs = arena_alloc(a, mem_mul(ndirs + 1, sizeof(*out->dirs)));
	for (k = 0; k < n; k++) {
		struct worker *w = &workers[k];

		for (i = 0; i < w->nhits; i++) {
			struct walk_hit *h = &out->hits[out->nhits++];

			*h = w->hits[i];
			h->path = arena_strdup(a, h->path);
			h->dir = arena_strdup(a, h->dir);
		}
		for (i = 0; i < w->ndirs; i++) {
			struct walk_dir *d = &out->dirs[out->ndirs++];
			const char *p = w->dirs[i].gofiles;
			int g;

			*d = w->dirs[i];
			d->path = arena_strdup(a, d->path);
			for (g = 0; g < d->ngofiles; g++)
				p += strlen(p) + 1;
			d->gofiles = d->ngofiles ? arena_memdup(a,
				w->dirs[i].gofiles,
				(size_t)(p - w->dirs[i].gofiles)) : NULL;
		}
	}
	qsort(out->hits, out->nhits, sizeof(*out->hits), hit_order);
	qsort(out->dirs, out->ndirs, sizeof(*out->dirs), dir_order);
}

static const char *what_was_cut(struct arena *a, const struct walker *w)
{
	if (atomic_load(&w->too_many))
		return arena_printf(a, "more than %zu files and folders; "
				    "the rest was not looked at",
				    w->max_entries);
	if (atomic_load(&w->too_deep))
		return arena_printf(a, "folders more than %d deep were not "
				    "looked at", w->max_depth);
	if (atomic_load(&w->too_long))
		return "folders whose path is too long for the system were "
			"not looked at";
	if (w->nunreadable == 1)
		return arena_printf(a, "the folder %s cannot be read",
				    w->unreadable);
	if (w->nunreadable)
		return arena_printf(a, "%d folders cannot be read, %s among "
				    "them", w->nunreadable, w->unreadable);
	return NULL;
}

static int thread_count(const struct walk_options *o)
{
	long n = o && o->nthreads ? o->nthreads
				  : sysconf(_SC_NPROCESSORS_ONLN);

	if (n < 1)
		n = 1;
	return n > MAX_THREADS ? MAX_THREADS : (int)n;
}

int walk_run(struct arena *a, const char *root,
	     const struct walk_options *o, struct walk_progress *progress,
	     struct walk *out, struct error *err)
{
	struct walker w = { .progress = progress };
	struct worker *workers;
	int i, n = thread_count(o), started = 1;

	memset(out, 0, sizeof(*out));
	w.max_entries = o && o->max_entries ? o->max_entries : MAX_ENTRIES;
	w.max_depth = o && o->max_depth ? o->max_depth : MAX_DEPTH;
	w.root_fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (w.root_fd < 0)
		return error_errno(err, errno, "cannot open %s", root);
	(void)pthread_mutex_init(&w.lock, NULL);
	(void)pthread_cond_init(&w.more, NULL);
	ALLOC_GROW(w.stack, 1, w.alloc);
	w.stack[w.nstack++] = (struct todo){ ".", 0, false };
	workers = xcalloc((size_t)n, sizeof(*workers));
	for (i = 0; i < n; i++) {
		workers[i].walker = &w;
		strbuf_init(&workers[i].gofiles);
	}
	for (; started < n; started++)
		if (pthread_create(&workers[started].thread, NULL, work_thread,
				   &workers[started]))
			break;
	work(&workers[0]);
	for (i = 1; i < started; i++)
		(void)pthread_join(workers[i].thread, NULL);
	gather(a, workers, n, out);
	out->cut = what_was_cut(a, &w);
	for (i = 0; i < n; i++) {
		arena_release(&workers[i].arena);
		strbuf_release(&workers[i].gofiles);
		free(workers[i].found);
	}
	free(workers);
	free(w.stack);
	free(w.unreadable);
	(void)pthread_cond_destroy(&w.more);
	(void)pthread_mutex_destroy(&w.lock);
	(void)close(w.root_fd);
	return 0;
}

const struct walk_dir *walk_find_dir(const struct walk *w, const char *path)
{
	struct walk_dir key = { .path = path };

	return w->ndirs ? bsearch(&key, w->dirs, w->ndirs, sizeof(key),
				  dir_order) : NULL;
}

const struct walk_hit *walk_find(const struct walk *w, enum walk_what what,
				 const char *dir)
{
	static const char *const names[] = {
		[WALK_GOMOD] = "go.mod", [WALK_GOWORK] = "go.work",
		[WALK_GOSUM] = "go.sum", [WALK_GOWORKSUM] = "go.work.sum",
		[WALK_VENDOR] = "vendor", [WALK_GIT_TRAP] = ".gitignore",
	};
	struct arena a = ARENA_INIT;
	struct walk_hit key = { .what = what };
	const struct walk_hit *hit = NULL;

	if ((size_t)what < ARRAY_SIZE(names) && names[what] && w->nhits) {
		key.path = join(&a, dir, names[what]);
		hit = bsearch(&key, w->hits, w->nhits, sizeof(key), hit_order);
	}
	arena_release(&a);
	return hit && hit->what == what ? hit : NULL;
}
