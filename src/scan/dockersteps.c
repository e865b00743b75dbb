#include "config.h"

#include "scan/dockersteps.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/dockerstage.h"
#include "fmt/dockerignore.h"
#include "fmt/gocommand.h"
#include "fmt/span.h"
#include "host/fs.h"

#define STEPS_MAX ((size_t)400)
#define IGNORE_MAX_BYTES ((size_t)256 * 1024)

struct reader {
	struct arena *a;
	const char *root;
	const struct dockerfile *d;
	struct repo_file *f;
};

static const char *dup(struct reader *r, struct str s)
{
	return arena_strndup(r->a, s.p, s.len);
}

/* ---- steps ---- */

/* Where the line begins that the instruction begins on. */
static int line_start(struct str bytes, int line)
{
	size_t i = span_of_line(bytes, line).start;

	return i < INT_MAX ? (int)i : 0;
}

static const char *script_of(struct reader *r, const struct docker_instr *in)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text;
	size_t i;

	if (in->json)
		for (i = 0; i < in->nwords; i++) {
			strbuf_adds(&sb, in->words[i].text);
			strbuf_addch(&sb, ' ');
		}
	else if (in->nwords)
		strbuf_adds(&sb, str_sub(in->text, in->words[0].at,
				in->text.len - in->words[0].at));
	for (i = 0; i < in->nheredocs; i++) {
		strbuf_addch(&sb, '\n');
		strbuf_adds(&sb, in->heredocs[i].text);
	}
	text = arena_strndup(r->a, sb.len ? sb.buf : "", sb.len);
	strbuf_release(&sb);
	return text;
}

static void copy_step(struct reader *r, const struct docker_instr *in,
		      struct docker_step *st)
{
	const struct docker_word *from = dockerfile_flag(in, "from", 0);
	const struct docker_word *exclude;
	struct docker_text t;
	size_t i;

	st->from = from || in->nheredocs > 0;
	for (i = 0; (exclude = dockerfile_flag(in, "exclude", i)); i++) {
		dockerfile_expand(r->a, r->d, in, exclude, &t);
		st->open = st->open || t.open;
		*ARENA_PUSH(r->a, st->excludes, st->nexcludes) = t.text;
	}
	if (from) {
		dockerfile_expand(r->a, r->d, in, from, &t);
		st->copy_from = t.text;
		st->copy_stage = dockerfile_stage_named(r->d, in,
							str_from(t.text));
	}
	for (i = 0; i < in->nwords; i++) {
		const struct docker_word *w = &in->words[i];

		dockerfile_expand(r->a, r->d, in, w, &t);
		st->open = st->open || t.open;
		if (i + 1 == in->nwords) {
			st->text = t.text;
			continue;
		}
		*ARENA_PUSH(r->a, st->sources, st->nsources) = t.text;
		if (cstr_eq(path_base(t.text), "go.mod") && !in->json &&
		    w->text.len && in->from[w->at + w->text.len - 1] !=
				   DOCKER_NOWHERE)
			st->gomod_end = (int)in->from[w->at +
						      w->text.len - 1] + 1;
	}
}

/* target=… (or dst, destination) of a mount of that type. */
static bool mount_target(struct str mount, const char *type,
			 struct str *target)
{
	bool is_type = false;
	struct str part, key;

	*target = STR_NONE;
	while (str_cut(&mount, ',', &part)) {
		if (!str_cut(&part, '=', &key) || !part.p)
			continue;
		if (str_is(key, "type"))
			is_type = str_is(part, type);
		else if (str_is(key, "target") || str_is(key, "dst") ||
			 str_is(key, "destination"))
			*target = part;
	}
	return is_type && target->len;
}

static void run_step(struct reader *r, const struct docker_instr *in,
		     struct docker_step *st)
{
	const struct docker_word *m;
	struct docker_text t;
	struct str command, target;
	size_t k;

	st->text = script_of(r, in);
	st->mounts = str_search(in->text, "type=bind") < in->text.len ||
		     str_search(in->text, "--mount=target") < in->text.len;
	for (k = 0; (m = dockerfile_flag(in, "mount", k)); k++) {
		dockerfile_expand(r->a, r->d, in, m, &t);
		if (mount_target(str_from(t.text), "cache", &target))
			*ARENA_PUSH(r->a, st->caches, st->ncaches) =
				dup(r, target);
	}
	if (gocommand_build(str_from(st->text), &command))
		st->builds = dup(r, command);
	if (gocommand_mod(str_from(st->text), "download", &command))
		st->downloads = dup(r, command);
	if (gocommand_mod(str_from(st->text), "verify", &command))
		st->verifies = dup(r, command);
}

/* ENV A=1 B=2, ENV A 1; ARG A, ARG A=1. */
static void variable_step(struct reader *r, const struct docker_instr *in,
			  struct docker_step *st)
{
	bool pairs = in->nwords && str_find(in->words[0].text, '=') <
				   in->words[0].text.len;
	struct docker_text t;
	struct str name;
	size_t i;

	st->text = dup(r, in->text);
	for (i = 0; i < in->nwords; i++) {
		name = in->words[i].text;
		name.len = str_find(name, '=');
		/* docker itself refuses "ENV A=1 # why". */
		if (pairs && in->verb == DOCKER_ENV &&
		    name.len == in->words[i].text.len)
			continue;
		name.p = dup(r, name);
		*ARENA_PUSH(r->a, st->sources, st->nsources) =
			dockerfile_variable_after(r->a, r->d, in, name, &t) &&
			!t.open ? arena_printf(r->a, "%s=%s", name.p, t.text)
				: name.p;
		if (in->verb == DOCKER_ENV && !pairs)
			break;
	}
}

static bool is_step(const struct docker_instr *in)
{
	switch (in->verb) {
	case DOCKER_FROM:
	case DOCKER_COPY:
	case DOCKER_ADD:
	case DOCKER_RUN:
	case DOCKER_WORKDIR:
	case DOCKER_ENV:
	case DOCKER_ARG:
		return in->stage >= 0;
	case DOCKER_OTHER:
	case DOCKER_USER:
	case DOCKER_SHELL:
	case DOCKER_CMD:
	case DOCKER_ENTRYPOINT:
	case DOCKER_VOLUME:
		break;
	}
	return false;
}

static void read_step(struct reader *r, const struct docker_instr *in)
{
	const struct dockerfile_stage *s = &r->d->stages[in->stage];
	struct docker_step *st = ARENA_PUSH(r->a, r->f->steps, r->f->nsteps);
	struct docker_text t;

	st->line = in->line;
	st->stage = in->stage;
	st->start = line_start(r->d->bytes, in->line);
	st->base = st->copy_stage = -1;
	st->own_gopath = dockerfile_variable(r->a, r->d, in,
					     STR_LIT("GOPATH"), &t);
	if (in->verb == DOCKER_FROM) {
		st->kind = DOCKER_STEP_FROM;
		st->text = s->image;
		st->name = s->name;
		st->open = s->open;
		st->base = s->base;
	} else if (in->verb == DOCKER_RUN) {
		st->kind = DOCKER_STEP_RUN;
		run_step(r, in, st);
	} else if (in->verb == DOCKER_WORKDIR) {
		st->kind = DOCKER_STEP_WORKDIR;
		if (in->nwords) {
			dockerfile_expand(r->a, r->d, in, &in->words[0], &t);
			st->text = t.text;
			st->open = t.open;
		}
	} else if (in->verb == DOCKER_ENV || in->verb == DOCKER_ARG) {
		st->kind = in->verb == DOCKER_ENV ? DOCKER_STEP_ENV
						  : DOCKER_STEP_ARG;
		variable_step(r, in, st);
	} else {
		st->kind = DOCKER_STEP_COPY;
		copy_step(r, in, st);
	}
}

/* ---- the build context ---- */

/* "./cmd/app" or "cmd/app/main.go" in a go build; "./…" is none. */
static bool is_package(struct str word)
{
	if (str_search(word, "...") < word.len ||
	    str_find(word, '$') < word.len || str_find(word, '*') < word.len)
		return false;
	return str_ends(word, ".go") ? word.p[0] != '/' && word.p[0] != '-' :
	       str_starts(word, "./") && word.len > 2;
}

static bool is_there(struct reader *r, const char *dir, const char *path)
{
	struct stat st;

	return !stat(path_join(r->a, path_join(r->a, r->root, dir), path),
		     &st);
}

/* A source of the context as a path in it; NULL: it is a pattern, or all. */
static const char *literal(struct reader *r, const char *source)
{
	if (cstr_empty(source) || strstr(source, "://") ||
	    strchr(source, '$') || docker_is_glob(str_from(source)))
		return NULL;
	source = docker_source(r->a, source);
	return cstr_eq(source, ".") || cstr_starts(source, "..") ? NULL
								 : source;
}

/* Where a step works, and where a COPY of all went: absolute, in the image. */
struct where {
	const char *workdir, *whole;
};

static void follow(struct reader *r, const struct docker_step *st,
		   struct where *w)
{
	size_t k;

	if (st->kind == DOCKER_STEP_FROM && st->base < 0) {
		w->workdir = "/";
		w->whole = NULL;
	} else if (st->kind == DOCKER_STEP_WORKDIR && st->text) {
		w->workdir = path_join(r->a, w->workdir, st->text);
	}
	for (k = 0; st->kind == DOCKER_STEP_COPY && !st->from && st->text &&
	     k < st->nsources; k++)
		if (cstr_eq(path_clean(r->a, st->sources[k]), "."))
			w->whole = path_join(r->a, w->workdir, st->text);
}

/* The folder of the context that a step works in; NULL: not known. */
static const char *works_in(struct reader *r, const struct where *w)
{
	if (!w->whole || !path_under(w->whole, w->workdir))
		return NULL;
	return path_rel(r->a, w->whole, w->workdir);
}

/* How much of what is copied, and of the packages that are built in a copy of
 * the whole, lies there. */
static int fits(struct reader *r, const char *dir, bool *whole)
{
	struct where w = { "/", NULL };
	int n = 0;
	size_t i, k;

	for (i = 0; i < r->f->nsteps; i++) {
		const struct docker_step *st = &r->f->steps[i];
		struct str rest = str_from(st->builds), word;
		const char *in;

		follow(r, st, &w);
		*whole = *whole || w.whole;
		in = works_in(r, &w);
		for (k = 0; st->kind == DOCKER_STEP_COPY && !st->from &&
		     k < st->nsources; k++) {
			const char *path = literal(r, st->sources[k]);

			n += path && is_there(r, dir, path);
		}
		if (!st->builds || strstr(st->text, "cd "))
			continue;
		/* A folder deep in the copy says which one it is of. */
		if (in && !cstr_eq(in, "."))
			n += is_there(r, dir, in);
		while (str_word(&rest, &word))
			if (is_package(word) && str_find(word, '/') < word.len)
				n += is_there(r, dir, path_join(r->a,
						in ? in : ".", dup(r, word)));
	}
	return n;
}

/*
 * Who builds it says which folder is the context.  Here the nearest one is
 * taken, from the Dockerfile's own upward, that has most of what is copied.
 */
static void find_context(struct reader *r)
{
	const char *dir = path_dir(r->a, r->f->path), *best = NULL;
	int most = 0, n, same = 0;
	bool whole = false;

	for (;; dir = path_dir(r->a, dir)) {
		n = 2 * fits(r, dir, &whole);
		/* A copy of all is of something that has a module. */
		if (whole)
			n += is_there(r, dir, "go.mod") ||
			     is_there(r, dir, "go.work");
		if (n > most) {
			most = n;
			best = dir;
			same = 1;
		} else if (n && n == most) {
			same++;
		}
		if (cstr_eq(dir, "."))
			break;
	}
	r->f->context = best;
	r->f->context_sure = same == 1;
}

static void find_packages(struct reader *r, const struct where *w,
			  struct docker_step *st)
{
	struct str rest = str_from(st->builds), word;
	const char *in = works_in(r, w);

	if (!st->builds || strstr(st->text, "cd "))
		return;
	if (in)
		st->folder = path_join(r->a, r->f->context, in);
	while (str_word(&rest, &word)) {
		const char *dir = path_join(r->a, in ? in : ".", dup(r, word));

		if (!is_package(word) || !is_there(r, r->f->context, dir))
			continue;
		if (str_ends(word, ".go"))
			dir = path_dir(r->a, dir);
		*ARENA_PUSH(r->a, st->packages, st->npackages) =
			path_join(r->a, r->f->context, dir);
	}
}

static bool read_ignore(struct reader *r, const char *path)
{
	struct strbuf sb = STRBUF_INIT;
	bool ok = !fs_read(path_join(r->a, r->root, path), IGNORE_MAX_BYTES,
			   &sb, NULL);

	if (ok) {
		r->f->ignore_file = path;
		r->f->ignore_text = arena_strndup(r->a, sb.len ? sb.buf : "",
						  sb.len);
	}
	strbuf_release(&sb);
	return ok;
}

void dockersteps_read(struct arena *a, const char *root,
		      const struct dockerfile *d, struct repo_file *f)
{
	struct reader r = { a, root, d, f };
	struct where w = { "/", NULL };
	size_t i;

	for (i = 0; i < d->ninstrs && f->nsteps < STEPS_MAX; i++)
		if (is_step(&d->instrs[i]))
			read_step(&r, &d->instrs[i]);
	find_context(&r);
	for (i = 0; f->context && i < f->nsteps; i++) {
		follow(&r, &f->steps[i], &w);
		find_packages(&r, &w, &f->steps[i]);
	}
	/* One of its own takes the place of the context's. */
	if (f->context &&
	    !read_ignore(&r, arena_printf(a, "%s.dockerignore", f->path)))
		(void)read_ignore(&r, path_join(a, f->context,
						".dockerignore"));
}

/* Is it there in the context, and not beside the Dockerfile? */
static bool is_above(struct reader *r, const char *path)
{
	const char *own = path_dir(r->a, r->f->path);

	return is_there(r, r->f->context, path) && !is_there(r, own, path);
}

bool dockersteps_is_above(struct arena *a, const char *root,
			  struct repo_file *f)
{
	struct reader r = { a, root, NULL, f };
	size_t i, k;

	if (!f->context)
		return false;
	for (i = 0; i < f->nsteps; i++) {
		const struct docker_step *st = &f->steps[i];

		for (k = 0; k < st->npackages; k++)
			if (is_above(&r, path_rel(a, f->context,
						  st->packages[k])))
				return true;
		for (k = 0; st->kind == DOCKER_STEP_COPY && !st->from &&
		     k < st->nsources; k++) {
			const char *path = literal(&r, st->sources[k]);

			if (path && !cstr_starts(path_base(path), "go.") &&
			    is_above(&r, path))
				return true;
		}
	}
	return false;
}
