#include "config.h"

#include "facts/dockerstage.h"

#include <fnmatch.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/ledger.h"

#define STAGES_DEEP 50

/* The FROM that begins a stage; NULL: no such stage. */
static const struct docker_step *from_of(const struct repo_file *f, int stage)
{
	size_t i;

	for (i = 0; i < f->nsteps; i++)
		if (f->steps[i].kind == DOCKER_STEP_FROM &&
		    f->steps[i].stage == stage)
			return &f->steps[i];
	return NULL;
}

static void gather(struct docker_stage *out, const struct repo_file *f,
		   int stage, const struct docker_step *until, int depth)
{
	const struct docker_step *from = from_of(f, stage);
	size_t i;

	if (!from || depth > STAGES_DEEP)
		return;
	if (from->base >= 0)
		gather(out, f, from->base, until, depth + 1);
	else
		out->from = from;
	for (i = 0; i < f->nsteps; i++) {
		if (&f->steps[i] == until)
			return;
		if (f->steps[i].stage == stage &&
		    out->nsteps < ARRAY_SIZE(out->steps))
			out->steps[out->nsteps++] = &f->steps[i];
	}
}

void docker_stage_init(struct docker_stage *out, const struct repo_file *f,
		       int stage, const struct docker_step *until)
{
	memset(out, 0, sizeof(*out));
	gather(out, f, stage, until, 0);
}

/* Is the word in the script, outside its comments? */
static bool has_word(const char *script, const char *word)
{
	const char *hit = script;

	while (hit && (hit = strstr(hit, word))) {
		const char *p = hit, *end;

		while (p > script && p[-1] != '\n' &&
		       !(p[0] == '#' && strchr(" \t", p[-1])))
			p--;
		if (*p != '#')
			return true;
		end = strchr(hit, '\n');
		hit = end;
	}
	return false;
}

/* ADD of an address, or of an archive, which it unpacks. */
static bool brings_more(const struct docker_step *st)
{
	size_t i;

	for (i = 0; i < st->nsources; i++)
		if (strstr(st->sources[i], "://") ||
		    strstr(st->sources[i], ".git") ||
		    strstr(st->sources[i], ".tar") ||
		    cstr_ends(st->sources[i], ".tgz") ||
		    cstr_ends(st->sources[i], ".zip"))
			return true;
	return false;
}

/* Scripts that may bring files, or write go.sum, in ways not followed. */
static bool is_opaque(const struct docker_step *st)
{
	static const char *const words[] = {
		"git ", "curl", "wget", "tar ", "unzip", "cp ", "mv ", ">",
		"go mod tidy", "go mod init", "go get", "go generate",
		"mod=mod", "go.sum", "GOFLAGS", "make", ".sh", "cd ", "-C ",
		"GO111MODULE", "-modfile", "ln ", "rsync", "eval",
	};
	size_t i;

	/* A variable that only ENV or ARG has is no file. */
	if (st->kind == DOCKER_STEP_ENV || st->kind == DOCKER_STEP_ARG)
		return false;
	if (st->open || st->mounts)
		return true;
	if (st->kind == DOCKER_STEP_COPY)
		return st->from || brings_more(st);
	if (st->kind != DOCKER_STEP_RUN)
		return false;
	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (st->text && has_word(st->text, words[i]))
			return true;
	return false;
}

bool docker_stage_is_plain(const struct docker_stage *s,
			   const struct docker_step *run)
{
	size_t i;

	for (i = 0; i < s->nsteps; i++)
		if (is_opaque(s->steps[i]))
			return false;
	return !is_opaque(run) && s->from && !s->from->open;
}

const char *docker_source(struct arena *a, const char *source)
{
	while (cstr_starts(source, "./"))
		source += 2;
	while (*source == '/')
		source++;
	return path_clean(a, *source ? source : ".");
}

bool docker_source_holds(struct arena *a, const char *source,
			 const char *path)
{
	source = docker_source(a, source);
	return cstr_eq(source, ".") || cstr_eq(source, path) ||
	       path_under(source, path) ||
	       !fnmatch(source, path, FNM_PATHNAME);
}

/* --exclude of COPY: patterns like those of .dockerignore, of what the source
 * holds. */
static bool is_excluded(struct arena *a, const struct docker_step *st,
			const char *source, const char *path)
{
	size_t i;

	source = docker_source(a, source);
	if (path_under(source, path))
		path = path_rel(a, source, path);
	for (i = 0; i < st->nexcludes; i++) {
		struct dockerignore d;

		dockerignore_parse(a, str_from(st->excludes[i]), &d);
		if (dockerignore_hides(&d, path))
			return true;
	}
	return false;
}

const struct docker_step *docker_stage_copies(struct arena *a,
					      const struct docker_stage *s,
					      const char *path)
{
	size_t i, k;

	for (i = 0; i < s->nsteps; i++) {
		const struct docker_step *st = s->steps[i];

		for (k = 0; st->kind == DOCKER_STEP_COPY && !st->from &&
		     k < st->nsources; k++)
			if (docker_source_holds(a, st->sources[k], path) &&
			    !is_excluded(a, st, st->sources[k], path))
				return st;
	}
	return NULL;
}

const struct docker_step *
docker_stage_names_gomod(const struct docker_stage *s)
{
	size_t i, k;

	for (i = 0; i < s->nsteps; i++)
		for (k = 0; s->steps[i]->kind == DOCKER_STEP_COPY &&
		     k < s->steps[i]->nsources; k++)
			if (cstr_eq(path_base(s->steps[i]->sources[k]),
				    "go.mod"))
				return s->steps[i];
	return NULL;
}

/* NAME=value as a word of its own in a script, before any use of it. */
static const char *set_in(struct arena *a, const char *text, const char *name)
{
	const char *want = arena_printf(a, "%s=", name), *p = text;
	struct str value;
	size_t n = 0;

	while (p && (p = strstr(p, want))) {
		if (p == text || strchr(" \t\n;&(", p[-1])) {
			p += strlen(want);
			while (p[n] && !strchr(" \t\n;&)", p[n]))
				n++;
			value = (struct str){ p, n };
			if (value.len >= 2 && strchr("\"'", *value.p) &&
			    value.p[value.len - 1] == *value.p)
				value = str_sub(value, 1, value.len - 2);
			return str_find(value, '$') < value.len ? NULL :
				arena_strndup(a, value.p, value.len);
		}
		p++;
	}
	return NULL;
}

static const char *value_of(const struct docker_step *st, const char *name)
{
	size_t n = strlen(name), i;

	for (i = st->nsources; i-- > 0;)
		if (!strncmp(st->sources[i], name, n) &&
		    st->sources[i][n] == '=')
			return st->sources[i] + n + 1;
	return NULL;
}

const char *docker_stage_variable(struct arena *a,
				  const struct docker_stage *s,
				  const struct docker_step *run,
				  const char *name,
				  const struct docker_step **by)
{
	enum docker_step_kind kind = DOCKER_STEP_ENV;
	const char *value;
	size_t i;

	if (run && run->text) {
		value = set_in(a, run->text, name);
		if (value) {
			*by = run;
			return value;
		}
	}
	for (;;) {
		for (i = s->nsteps; i-- > 0;) {
			if (s->steps[i]->kind != kind)
				continue;
			value = value_of(s->steps[i], name);
			if (!value)
				continue;
			*by = s->steps[i];
			return value;
		}
		if (kind == DOCKER_STEP_ARG)
			break;
		kind = DOCKER_STEP_ARG;
	}
	*by = NULL;
	return NULL;
}

bool docker_stage_ignore(struct arena *a, const struct repo_file *f,
			 struct dockerignore *out)
{
	memset(out, 0, sizeof(*out));
	if (!f->ignore_text)
		return false;
	dockerignore_parse(a, str_from(f->ignore_text), out);
	return true;
}

const char *docker_context_path(struct arena *a, const struct repo_file *f,
				const char *path)
{
	if (!f->context)
		return NULL;
	if (cstr_eq(f->context, "."))
		return path_clean(a, path);
	return path_under(f->context, path) ? path_rel(a, f->context, path)
					    : NULL;
}

bool docker_stage_lacks_replaced(struct arena *a, const struct snapshot *s,
				 const struct repo_file *f,
				 const struct module *m,
				 const struct docker_stage *stage,
				 const struct replace *r)
{
	const char *gomod = docker_context_path(a, f, m->gomod), *dir;

	if (!f->context_sure || !r->dir || r->missing || r->unused || !gomod ||
	    !path_under(path_join(a, s->repo.root, f->context), r->dir) ||
	    !docker_stage_copies(a, stage, gomod))
		return false;
	dir = docker_context_path(a, f, path_rel(a, s->repo.root, r->dir));
	return !docker_stage_copies(a, stage, path_join(a, dir, "go.mod"));
}

/* The module that the path of the context is the folder or the go.mod of. */
static const struct module *module_copied(struct arena *a,
					  const struct snapshot *s,
					  const struct repo_file *f,
					  const char *source)
{
	const char *path = docker_source(a, source);

	if (!f->context || docker_is_glob(str_from(path)))
		return NULL;
	if (cstr_eq(path_base(path), "go.mod"))
		path = path_dir(a, path);
	else if (cstr_eq(path, "."))
		return NULL;
	return snapshot_module(s, path_join(a, f->context, path));
}

const struct module *docker_stage_module(struct arena *a,
					 const struct snapshot *s,
					 const struct repo_file *f, int stage)
{
	const struct module *m;
	struct docker_stage all;
	size_t i, k;

	docker_stage_init(&all, f, stage, NULL);
	for (i = 0; i < all.nsteps; i++)
		if (all.steps[i]->folder)
			return ledger_module_of(a, s, all.steps[i]->folder);
	for (i = 0; i < all.nsteps; i++) {
		const struct docker_step *st = all.steps[i];

		for (k = 0; st->kind == DOCKER_STEP_COPY && !st->from &&
		     k < st->nsources; k++) {
			m = module_copied(a, s, f, st->sources[k]);
			if (m)
				return m->fixture ? NULL : m;
		}
	}
	return ledger_module_of(a, s, path_dir(a, f->path));
}
