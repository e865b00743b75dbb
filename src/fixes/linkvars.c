#include "config.h"

#include "fixes/linkvars.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/goarg.h"
#include "fmt/linkflag.h"
#include "fmt/modpath.h"

#define MAX_BYTES ((size_t)1024 * 1024)

struct files {
	struct arena *a;
	const char **list;	/* absolute */
	size_t n;
};

static void add(struct files *f, const char *path)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (cstr_eq(f->list[i], path))
			return;
	*ARENA_PUSH(f->a, f->list, f->n) = path;
}

/* Of the project's own folder, what build lines are kept in. */
static bool is_build_file(const char *name)
{
	static const char *const ends[] = {
		".mk", ".sh", "goreleaser.yml", "goreleaser.yaml"
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (cstr_ends(name, ends[i]))
			return true;
	return cstr_starts(name, "Makefile") || cstr_eq(name, "makefile") ||
	       cstr_eq(name, "GNUmakefile") || cstr_starts(name, "Dockerfile") ||
	       cstr_starts(name, "Taskfile");
}

static void files_of(struct fix_run *run, const char *dir, struct files *f)
{
	const struct snapshot *s = run->snap;
	const char **names;
	size_t i, n;

	*f = (struct files){ .a = run->arena };
	for (i = 0; i < s->nfiles; i++)
		add(f, fix_abs(run, s->files[i].path));
	for (i = 0; i < s->nscripts; i++)
		if (s->scripts[i].kind != SCRIPT_PAGE)
			add(f, fix_abs(run, s->scripts[i].path));
	for (i = 0; i < s->ngopath_lines; i++)
		add(f, fix_abs(run, s->gopath_lines[i].path));
	if (run->host->list(run->host, run->arena, dir, &names, &n, NULL))
		return;
	for (i = 0; i < n; i++)
		if (is_build_file(names[i]))
			add(f, path_join(run->arena, dir, names[i]));
}

/* Of copies in vendor/: they are their own packages to a module. */
static const char *without_vendor(const char *path)
{
	const char *at;

	while ((at = strstr(path, "/vendor/")) != NULL)
		path = at + strlen("/vendor/");
	return path;
}

/* The path that the package has as a module. */
static const char *now(struct importfix *x, const char *path)
{
	const char *to = importfix_names(x, path);

	return without_vendor(to ? to : path);
}

static bool read_file(struct fix_run *run, const char *path,
		      struct str *bytes)
{
	return fix_is(run, path, PLAN_FILE) &&
	       !fix_read(run, path, bytes, NULL) && bytes->len <= MAX_BYTES &&
	       strlen(bytes->p) == bytes->len;
}

static const char *shown(const struct importfix *x, const char *path)
{
	const char *root = x->run->snap->repo.root;

	return root && path_under(root, path) && strlen(path) > strlen(root)
		? path + strlen(root) + 1 : path;
}

/* The same file may have other lines that are mended; -1: they overlap. */
static int join(struct fix_run *run, struct plan_op *op,
		const struct span_edits *spans)
{
	struct plan_edit *out = NULL;
	size_t i = 0, k = 0, n = 0;

	while (i < op->nedits || k < spans->n) {
		bool first = k == spans->n ||
			     (i < op->nedits &&
			      op->edits[i].start <=
				      (int64_t)spans->edits[k].start);
		const struct span_edit *from = first ? NULL : &spans->edits[k];
		struct plan_edit e = first ? op->edits[i++] : (struct plan_edit){
			(int64_t)from->start, (int64_t)from->end,
			arena_strndup(run->arena, from->text.p, from->text.len)
		};

		k += !first;
		if (n && out[n - 1].end > e.start)
			return -1;
		*ARENA_PUSH(run->arena, out, n) = e;
	}
	op->edits = out;
	op->nedits = n;
	return 0;
}

static int change(struct fix_run *run, struct plan *p, const char *path,
		  const struct span_edits *edits, struct error *err)
{
	size_t i;

	for (i = 0; i < p->nops; i++)
		if (p->ops[i].kind == PLAN_EDIT &&
		    cstr_eq(p->ops[i].path, path))
			return join(run, &p->ops[i], edits)
				? error_set(err, "%s: two changes meet there",
					    path) : 0;
	return fix_edit_spans(run, p, path, edits, err);
}

/* A flag, or an argument of go, that names a package by a path that it has no
 * more. */
struct hit {
	const char *file;	/* absolute */
	struct linkflag flag;
	const char *to;
	bool arg;
};

static int by_place(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return (x->flag.start > y->flag.start) - (x->flag.start < y->flag.start);
}

/* Paths that the project had; others may be files. */
static bool was_ours(const struct importfix *x, const char *path)
{
	size_t i;

	for (i = 0; i < x->nroots; i++)
		if (modpath_under(path, x->roots[i]))
			return true;
	return false;
}

static void find_args(struct fix_run *run, struct importfix *x,
		      const char *file, struct str bytes, struct hit **out,
		      size_t *nhits)
{
	struct goarg *args;
	size_t k, n;

	goarg_read(run->arena, bytes, &args, &n);
	for (k = 0; k < n; k++) {
		const struct goarg *g = &args[k];
		const char *to = was_ours(x, g->path)
			? importfix_names(x, g->path) : NULL;

		if (to && !cstr_eq(to, g->path))
			*ARENA_PUSH(run->arena, *out, *nhits) = (struct hit){
				file, { .line = g->line, .path = g->path,
					.start = g->start, .end = g->end },
				to, true
			};
	}
}

/* Does another change of the plan take these bytes? */
static bool is_taken(const struct plan *p, const struct hit *h)
{
	size_t i, k;

	for (i = 0; i < p->nops; i++)
		for (k = 0; p->ops[i].kind == PLAN_EDIT &&
		     cstr_eq(p->ops[i].path, h->file) &&
		     k < p->ops[i].nedits; k++)
			if (p->ops[i].edits[k].start < (int64_t)h->flag.end &&
			    (int64_t)h->flag.start < p->ops[i].edits[k].end)
				return true;
	return false;
}

static size_t find(struct fix_run *run, struct importfix *x, struct hit **out)
{
	struct linkflag *flags;
	struct files files;
	struct str bytes;
	size_t i, k, n, nhits = 0, first;

	*out = NULL;
	files_of(run, x->dir, &files);
	for (i = 0; i < files.n; i++) {
		if (!read_file(run, files.list[i], &bytes))
			continue;
		first = nhits;
		linkflag_read(run->arena, bytes, &flags, &n);
		for (k = 0; k < n; k++) {
			const char *to = now(x, flags[k].path);

			if (!cstr_eq(to, flags[k].path))
				*ARENA_PUSH(run->arena, *out, nhits) =
					(struct hit){ files.list[i], flags[k],
						      to, false };
		}
		find_args(run, x, files.list[i], bytes, out, &nhits);
		if (nhits > first + 1)
			qsort(*out + first, nhits - first, sizeof(**out),
			      by_place);
	}
	return nhits;
}

int linkvars_count(struct fix_run *run, struct importfix *x)
{
	struct hit *hits;
	size_t i, n = find(run, x, &hits);
	int count = 0;

	for (i = 0; i < n; i++)
		count += hits[i].flag.end != 0;
	return count;
}

int linkvars_plan(struct fix_run *run, struct importfix *x, bool mend,
		  struct plan *p, struct error *err)
{
	struct fix_names mended = FIX_NAMES_INIT, left = FIX_NAMES_INIT;
	struct fix_names args = FIX_NAMES_INIT, old = FIX_NAMES_INIT;
	struct span_edits edits = SPAN_EDITS_INIT;
	struct arena *a = run->arena;
	struct hit *hits;
	size_t i, n = find(run, x, &hits);
	int rc = 0;

	for (i = 0; i < n && !rc; i++) {
		const struct hit *h = &hits[i];
		const struct linkflag *f = &h->flag;
		const char *file = shown(x, h->file);
		const char *text = arena_printf(a, "%s:%d \"%s\" → \"%s\"",
						file, f->line, f->path, h->to);

		if (mend && f->end && !(h->arg && is_taken(p, h))) {
			span_edits_add(a, &edits, f->start, f->end,
				       str_from(h->to));
			fix_name_add(h->arg ? &args : &mended, text);
		} else if (h->arg) {
			fix_name_add(&old, text);
		} else {
			fix_name_add(&left, f->var
				? arena_printf(a, "%s (%s:%d %s)", text, file,
					       f->var_line, f->var) : text);
		}
		/* The last one of its file. */
		if (edits.n && (i + 1 == n || hits[i + 1].file != h->file)) {
			rc = change(run, p, h->file, &edits, err);
			edits = (struct span_edits)SPAN_EDITS_INIT;
		}
	}
	fix_note_names(run, p, &args, N_(
		"{n} argument of a go command names the package by its new "
		"path now: {0}"), N_(
		"{n} arguments of go commands name the packages by their new "
		"paths now: {0}"));
	fix_note_names(run, p, &old, N_(
		"{n} argument of a go command names a package by a path that "
		"it has no more, and go will not find it: {0}"), N_(
		"{n} arguments of go commands name packages by paths that "
		"they have no more, and go will not find them: {0}"));
	fix_note_names(run, p, &mended, N_(
		"{n} -X flag of the linker names the package by its new path "
		"now: {0}"), N_(
		"{n} -X flags of the linker name the packages by their new "
		"paths now: {0}"));
	fix_note_names(run, p, &left, N_(
		"{n} -X flag of the linker names a package by a path that it "
		"has no more; the linker does not say so, and the variable "
		"stays as the source has it. Write the new path: {0}"), N_(
		"{n} -X flags of the linker name packages by paths that they "
		"have no more; the linker does not say so, and the variables "
		"stay as the source has them. Write the new paths: {0}"));
	return rc;
}
