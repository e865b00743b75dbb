#include "config.h"

#include "scan/job.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "base/str.h"
#include "base/strbuf.h"
#include "host/fs.h"
#include "host/git.h"
#include "scan/gopath.h"
#include "scan/headmemo.h"

struct job {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	int nrefs;			/* the owner and two workers */
	void (*wake)(void);
	struct job_event *first, **last;
	/* What the git worker waits for: the walk, then vendored files. */
	const struct tree *walked, *listed;
	bool tree_failed;
	struct discovery found;
	struct tree_input in;
	bool no_git, no_figures;
	struct arena own;		/* written before the workers start */
	struct arena tree_arena, git_arena;
	struct walk_progress tree_progress, git_progress;
	atomic_bool git_waits;
	atomic_long git_tid;
};

static void let_go(struct job *j)
{
	struct job_event *e;
	bool last;

	(void)pthread_mutex_lock(&j->lock);
	last = !--j->nrefs;
	(void)pthread_mutex_unlock(&j->lock);
	if (!last)
		return;
	while ((e = j->first)) {
		j->first = e->next;
		free(e);
	}
	(void)pthread_mutex_destroy(&j->lock);
	(void)pthread_cond_destroy(&j->changed);
	arena_release(&j->tree_arena);
	arena_release(&j->git_arena);
	arena_release(&j->own);
	headmemo_release(j->in.heads);
	free(j);
}

static void post(struct job *j, enum job_event_kind kind,
		 const struct tree *tree, const struct gitfacts *git,
		 const char *error)
{
	struct job_event *e = xcalloc(1, sizeof(*e));

	e->kind = kind;
	e->job = j;
	e->tree = tree;
	e->git = git;
	e->error = error;
	(void)pthread_mutex_lock(&j->lock);
	*j->last = e;
	j->last = &e->next;
	if (kind == JOB_TREE)
		j->walked = tree;
	if (kind == JOB_VENDORS)
		j->listed = tree;
	if (kind == JOB_FAILED)
		j->tree_failed = true;
	(void)pthread_cond_broadcast(&j->changed);
	(void)pthread_mutex_unlock(&j->lock);
	j->wake();
}

/* What is handed on is a copy: the worker goes on with its own. */
static const struct tree *tree_copy(struct job *j, const struct tree *t)
{
	return arena_memdup(&j->tree_arena, t, sizeof(*t));
}

static bool cancelled(const struct walk_progress *p)
{
	return atomic_load(&p->cancel);
}

static void *tree_worker(void *arg)
{
	struct job *j = arg;
	struct error err = ERROR_INIT;
	struct tree t;

	if (tree_build(&j->tree_arena, &j->in, &j->tree_progress, &t, &err)) {
		post(j, JOB_FAILED, NULL, NULL,
		     arena_strdup(&j->tree_arena, err.message));
		error_release(&err);
		goto out;
	}
	if (cancelled(&j->tree_progress))
		goto out;
	post(j, JOB_TREE, tree_copy(j, &t), NULL, NULL);
	tree_list_vendors(&j->tree_arena, j->found.root, &j->tree_progress,
			  &t);
	if (cancelled(&j->tree_progress))
		goto out;
	post(j, JOB_VENDORS, tree_copy(j, &t), NULL, NULL);
	tree_read_imports(&j->tree_arena, &j->in, &j->tree_progress, &t);
	tree_find_built(&j->tree_arena, j->found.root, &j->tree_progress, &t);
	gopath_read(&j->tree_arena, &j->in, &j->tree_progress, &t);
	if (!cancelled(&j->tree_progress))
		post(j, JOB_IMPORTS, tree_copy(j, &t), NULL, NULL);
out:
	let_go(j);
	return NULL;
}

/* One of the two above; NULL when it will never be. */
static const struct tree *wait_for_tree(struct job *j,
					const struct tree *const *which)
{
	const struct tree *t;

	atomic_store(&j->git_waits, true);
	(void)pthread_mutex_lock(&j->lock);
	while (!*which && !j->tree_failed && !cancelled(&j->git_progress))
		(void)pthread_cond_wait(&j->changed, &j->lock);
	t = cancelled(&j->git_progress) ? NULL : *which;
	(void)pthread_mutex_unlock(&j->lock);
	atomic_fetch_add(&j->git_progress.beat, 1);
	atomic_store(&j->git_waits, false);
	return t;
}

static void post_git(struct job *j, enum job_event_kind kind,
		     const struct gitfacts *f)
{
	post(j, kind, NULL, arena_memdup(&j->git_arena, f, sizeof(*f)), NULL);
}

/* What git would wait for, and for ever. */
static bool trapped(struct job *j, const struct tree *t, struct gitfacts *f)
{
	if (!t->git_trap)
		return false;
	f->problem = arena_printf(&j->git_arena, "git is not asked: %s "
		"is not a regular file, and git would wait for it",
		t->git_trap);
	f->problem_hint = arena_printf(&j->git_arena, "remove %s",
				       t->git_trap);
	post_git(j, JOB_STATUS, f);
	return true;
}

static void *git_worker(void *arg)
{
	struct job *j = arg;
	struct gitfacts f;
	const struct tree *t;
	struct githost *g;

#if defined(__linux__)
	atomic_store(&j->git_tid, (long)syscall(SYS_gettid));
#endif
	g = gitstage_open(&j->git_arena, &j->found, &f);
	if (!g) {
		post_git(j, JOB_STATUS, &f);
		goto out;
	}
	post_git(j, JOB_HEAD, &f);
	/* The single files are asked while the vendored ones are listed. */
	t = wait_for_tree(j, &j->walked);
	if (!t)
		goto out;
	if (trapped(j, t, &f))
		goto out;
	gitstage_paths(&j->git_arena, g, &j->found, t, &j->git_progress, &f);
	t = wait_for_tree(j, &j->listed);
	if (!t)
		goto out;
	if (trapped(j, t, &f))
		goto out;
	gitstage_vendors(&j->git_arena, g, &j->found, t, &j->git_progress, &f);
	if (cancelled(&j->git_progress))
		goto out;
	post_git(j, JOB_STATES, &f);
	if (!j->no_figures)
		gitstage_status(g, &j->git_progress, &f);
	if (!cancelled(&j->git_progress))
		post_git(j, JOB_STATUS, &f);
out:
	githost_close(g);
	let_go(j);
	return NULL;
}

static bool start(struct job *j, void *(*fn)(void *))
{
	pthread_attr_t attr;
	pthread_t thread;
	bool ok;

	(void)pthread_attr_init(&attr);
	(void)pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	(void)pthread_mutex_lock(&j->lock);
	j->nrefs++;
	(void)pthread_mutex_unlock(&j->lock);
	ok = !pthread_create(&thread, &attr, fn, j);
	(void)pthread_attr_destroy(&attr);
	if (!ok)
		let_go(j);
	return ok;
}

static struct discovery copy_discovery(struct arena *a,
				       const struct discovery *d)
{
	struct discovery c = *d;

	c.opened = arena_strdup(a, d->opened);
	c.root = arena_strdup(a, d->root);
	c.git_dir = arena_strdup(a, d->git_dir);
	c.common_dir = arena_strdup(a, d->common_dir);
	c.problem = arena_strdup(a, d->problem);
	c.problem_hint = arena_strdup(a, d->problem_hint);
	return c;
}

struct job *job_start(const struct job_input *in, void (*wake)(void))
{
	struct job *j = xcalloc(1, sizeof(*j));

	(void)pthread_mutex_init(&j->lock, NULL);
	(void)pthread_cond_init(&j->changed, NULL);
	j->nrefs = 1;
	j->wake = wake;
	j->last = &j->first;
	j->found = copy_discovery(&j->own, in->found);
	j->in.found = &j->found;
	j->in.gomodcache = arena_strdup(&j->own, in->gomodcache);
	j->in.goroot = arena_strdup(&j->own, in->goroot);
	j->in.goos = arena_strdup(&j->own, in->goos);
	j->in.goarch = arena_strdup(&j->own, in->goarch);
	j->in.gopath = arena_strdup(&j->own, in->gopath);
	j->in.gopath_asked = in->gopath_asked;
	j->in.heads = headmemo_hold(in->heads);
	j->in.civars = civars_copy(&j->own, &in->civars);
	j->in.progress = &j->tree_progress;
	j->no_git = in->no_git;
	j->no_figures = in->no_figures;
	if (!start(j, tree_worker))
		post(j, JOB_FAILED, NULL, NULL,
		     "the system gives no more threads");
	if (j->found.git_dir && !j->no_git && !start(j, git_worker)) {
		static const struct gitfacts none = {
			.problem = "the system gives no more threads",
		};

		post(j, JOB_STATUS, NULL, &none, NULL);
	}
	return j;
}

void job_drop(struct job *j)
{
	if (!j)
		return;
	atomic_store(&j->tree_progress.cancel, true);
	atomic_store(&j->git_progress.cancel, true);
	(void)pthread_mutex_lock(&j->lock);
	(void)pthread_cond_broadcast(&j->changed);
	(void)pthread_mutex_unlock(&j->lock);
	let_go(j);
}

struct job_event *job_next(struct job *j)
{
	struct job_event *e;

	(void)pthread_mutex_lock(&j->lock);
	e = j->first;
	if (e) {
		j->first = e->next;
		if (!j->first)
			j->last = &j->first;
	}
	(void)pthread_mutex_unlock(&j->lock);
	return e;
}

void job_event_free(struct job_event *e)
{
	free(e);
}

unsigned long job_tree_beat(const struct job *j)
{
	return atomic_load(&j->tree_progress.beat);
}

unsigned long job_git_beat(const struct job *j)
{
	return atomic_load(&j->git_progress.beat);
}

bool job_git_sleeps(const struct job *j)
{
	struct strbuf file = STRBUF_INIT, sb = STRBUF_INIT;
	long tid = atomic_load(&j->git_tid);
	bool sleeps = true;
	size_t at;

	if (tid) {
		strbuf_addf(&file, "/proc/self/task/%ld/stat", tid);
		if (!fs_read_proc(file.buf, &sb)) {
			/* "12 (name) S 1 …": the name may hold anything. */
			at = str_find_last(strbuf_str(&sb), ')');
			sleeps = at + 2 >= sb.len || sb.buf[at + 2] == 'S';
		}
	}
	strbuf_release(&file);
	strbuf_release(&sb);
	return sleeps;
}

bool job_git_waits(const struct job *j)
{
	return atomic_load(&j->git_waits);
}

int job_files_seen(const struct job *j)
{
	return atomic_load(&j->tree_progress.nfiles);
}
