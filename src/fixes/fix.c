#include "config.h"

#include "fixes/fix.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/diff.h"
#include "base/path.h"
#include "base/str.h"
#include "fmt/span.h"

/* ---- what is meant ---- */

const char *fix_abs(struct fix_run *run, const char *path)
{
	const char *root = run->snap->repo.root;

	return path_join(run->arena, root ? root : "/", path);
}

const struct module *fix_module(const struct fix_run *run)
{
	const struct snapshot *s = run->snap;
	const struct module *best = NULL, *first = NULL;
	struct arena a = ARENA_INIT;
	size_t i;

	if (run->finding && !cstr_empty(run->finding->module))
		return snapshot_module(s, run->finding->module);
	for (i = 0; s->repo.root && s->repo.opened && i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		if (path_under(path_join(&a, s->repo.root, m->dir),
			       s->repo.opened) &&
		    (!best || path_under(best->dir, m->dir) ||
		     cstr_eq(best->dir, ".")))
			best = m;
		if (!first && !m->fixture)
			first = m;
	}
	arena_release(&a);
	return best ? best : first;
}

bool fix_is(struct fix_run *run, const char *path, enum plan_type type)
{
	struct plan_state s;

	memset(&s, 0, sizeof(s));
	return !run->host->look(run->host, run->arena, path, &s) &&
	       s.type == type;
}

int fix_read(struct fix_run *run, const char *path, struct str *out,
	     struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	int rc = run->host->read(run->host, path, &sb, err);

	if (!rc)
		*out = (struct str){
			arena_strndup(run->arena, sb.buf, sb.len), sb.len
		};
	strbuf_release(&sb);
	return rc;
}

/* ---- choices ---- */

static const struct choice *find_choice(const struct choice *list, size_t n,
					const char *name)
{
	size_t i;

	for (i = n; i-- > 0; )
		if (cstr_eq(list[i].name, name))
			return &list[i];
	return NULL;
}

/* As the user's shell would read it. */
static const char *expand_path(struct fix_run *run, const char *value)
{
	const struct place *p = run->place;
	const char *home = p ? place_getenv(p, "HOME") : NULL;
	const char *base = p && p->cwd ? p->cwd : run->snap->repo.root;

	if (cstr_empty(value))
		return value;
	if (value[0] == '~' && (!value[1] || value[1] == '/') && home)
		value = arena_printf(run->arena, "%s%s", home, value + 1);
	return path_join(run->arena, base ? base : "/", value);
}

struct choice *fix_choice(struct fix_run *run, const char *name,
			  enum choice_kind kind, struct msg label,
			  struct msg about, const char *fallback)
{
	const struct choice *given = find_choice(run->given, run->ngiven,
						 name);
	struct fix_offer *o = &run->offer;
	struct choice *c;

	c = ARENA_PUSH(run->arena, o->choices, o->nchoices);
	c->name = name;
	c->kind = kind;
	c->label = label;
	c->about = about;
	c->value = arena_strdup(run->arena, given && given->value
					? given->value
					: fallback ? fallback : "");
	if (kind == CHOICE_PATH)
		c->value = expand_path(run, c->value);
	if (kind == CHOICE_YES_NO && !cstr_eq(c->value, "yes") &&
	    !cstr_eq(c->value, "no"))
		c->bad = MSG(run->arena, N_("Say \"yes\" or \"no\"."));
	return c;
}

const char *fix_given(const struct fix_run *run, const char *name)
{
	const struct choice *c = find_choice(run->given, run->ngiven, name);

	return c ? c->value : NULL;
}

void fix_option(struct fix_run *run, struct choice *c, const char *option)
{
	*ARENA_PUSH(run->arena, c->options, c->noptions) = option;
}

const char *fix_value(const struct fix_run *run, const char *name)
{
	const struct choice *c = find_choice(run->offer.choices,
					     run->offer.nchoices, name);

	return c && c->value ? c->value : "";
}

bool fix_yes(const struct fix_run *run, const char *name)
{
	return cstr_eq(fix_value(run, name), "yes");
}

const struct fix_ran *fix_ran(const struct fix_run *run, const char *id)
{
	size_t i;

	for (i = 0; i < run->nran; i++)
		if (cstr_eq(run->ran[i].id, id))
			return &run->ran[i];
	return NULL;
}

void fix_offer_make(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	size_t i, k;

	memset(o, 0, sizeof(*o));
	o->fix = run->fix->id;
	o->finding = run->finding ? run->finding->fingerprint : NULL;
	run->fix->choices(run);
	if (!msg_is_set(&o->title))
		o->title = MSG(run->arena, run->fix->title);
	if (!msg_is_set(&o->about))
		o->about = MSG(run->arena, run->fix->about);
	for (i = 0; i < o->nchoices; i++) {
		struct choice *c = &o->choices[i];
		bool known = c->kind != CHOICE_ONE_OF;

		for (k = 0; k < c->noptions && !known; k++)
			known = cstr_eq(c->options[k], c->value);
		if (!known && !msg_is_set(&c->bad))
			c->bad = MSG(run->arena, N_("\"{0}\" is none of what "
						    "can be chosen."),
				     c->value);
	}
}

/* ---- commands ---- */

static void take_argv(struct fix_run *run, struct plan_command *c, va_list ap)
{
	const char *word;

	while ((word = va_arg(ap, const char *)))
		*ARENA_PUSH(run->arena, c->argv, c->nargv) =
			arena_strdup(run->arena, word);
}

struct plan_command *fix_command(struct fix_run *run, const char *id,
				 const char *cwd, struct msg what, ...)
{
	struct fix_offer *o = &run->offer;
	struct plan_command *c;
	va_list ap;

	c = ARENA_PUSH(run->arena, o->commands, o->ncommands);
	c->id = id;
	c->cwd = cwd;
	c->what = what;
	va_start(ap, what);
	take_argv(run, c, ap);
	va_end(ap);
	return c;
}

/* The -toolexec that GOFLAGS has in this place; NULL: none. */
static const char *toolexec_of(struct fix_run *run)
{
	struct str rest = str_from(run->place
				   ? place_value(run->place, "GOFLAGS") : NULL);
	struct str word, tool = STR_NONE;

	while (str_word(&rest, &word))
		if (str_starts(word, "-toolexec") ||
		    str_starts(word, "--toolexec"))
			tool = word;
	return tool.p ? arena_strndup(run->arena, tool.p, tool.len) : NULL;
}

void fix_gopath_mode(struct fix_run *run, struct plan_command *c)
{
	*ARENA_PUSH(run->arena, c->env, c->nenv) = "GO111MODULE=off";
	*ARENA_PUSH(run->arena, c->env, c->nenv) = "GOFLAGS=";
	c->may_fail = true;
}

void fix_may_fetch(struct fix_run *run, struct plan_command *c)
{
	c->may_fail = true;
	c->unpack = true;
	c->network = fix_yes(run, "network");
	if (c->network)
		c->executes = MSG(run->arena, N_(
			"what GOPROXY, GOAUTH and direct fetches start: git or "
			"another version control, ssh, a credential helper"));
}

struct msg fix_executes(struct fix_run *run, const struct plan_command *c)
{
	const char *tool;

	if (c->nargv < 2 || !cstr_eq(c->argv[0], "go") ||
	    !cstr_eq(c->argv[1], "build"))
		return (struct msg){ 0 };
	tool = toolexec_of(run);
	if (tool)
		return MSG(run->arena, N_(
			"{0} of GOFLAGS; the C compiler and pkg-config, where "
			"the code uses cgo"), tool);
	return MSG(run->arena, N_(
		"the C compiler and pkg-config, where the code uses cgo"));
}

struct plan_command *fix_verify(struct fix_run *run, struct plan *p,
				const char *cwd, struct msg what, ...)
{
	struct plan_command *c;
	va_list ap;

	c = ARENA_PUSH(run->arena, p->verify, p->nverify);
	c->id = arena_printf(run->arena, "verify-%zu", p->nverify);
	c->cwd = cwd;
	c->what = what;
	va_start(ap, what);
	take_argv(run, c, ap);
	va_end(ap);
	c->executes = fix_executes(run, c);
	return c;
}

/* ---- operations ---- */

void fix_note(struct fix_run *run, struct plan *p, struct msg note)
{
	*ARENA_PUSH(run->arena, p->notes, p->nnotes) = note;
}

/* Names in one note. */
#define SHOWN 8

void fix_name_add(struct fix_names *l, const char *text)
{
	if (++l->n <= SHOWN)
		strbuf_addf(&l->sb, "%s%s", l->n > 1 ? ", " : "", text);
	else if (l->n == SHOWN + 1)
		strbuf_addstr(&l->sb, ", …");
}

void fix_note_names(struct fix_run *run, struct plan *p, struct fix_names *l,
		    const char *one, const char *many)
{
	if (l->n)
		fix_note(run, p, MSG_N(run->arena, one, many, l->n,
				       l->sb.buf));
	strbuf_release(&l->sb);
	l->n = 0;
}

/* A step of the plan that makes `dir` a folder, or leaves one there? */
static bool planned_folder(const struct plan *p, const char *dir)
{
	size_t i;

	for (i = 0; i < p->nops; i++) {
		const struct plan_op *op = &p->ops[i];

		if ((op->kind == PLAN_MKDIR && cstr_eq(op->path, dir)) ||
		    (op->kind == PLAN_TREE && path_under(op->path, dir)) ||
		    (op->kind == PLAN_MOVE && path_under(op->to, dir)))
			return true;
	}
	return false;
}

/* The folder that the path lies in must be there, or planned; and writable. */
static int check_folder(struct fix_run *run, const struct plan *p,
			const char *path, struct error *err)
{
	const char *dir = path_dir(run->arena, path);
	struct plan_state s;

	if (planned_folder(p, dir))
		return 0;
	/* Links above it are followed, as by every program. */
	if (!run->host->real(run->host, run->arena, dir))
		return error_set(err, "the folder %s is not there", dir);
	if (run->host->state(run->host, run->arena,
			     run->host->real(run->host, run->arena, dir),
			     false, &s, err))
		return -1;
	if (s.type != PLAN_FOLDER) {
		error_hint(err, "give it another name: a folder is to be made "
			   "there");
		return error_set(err, "%s is not a folder", dir);
	}
	if (!run->host->can_write(run->host, dir)) {
		(void)error_set(err, "the folder %s cannot be written to", dir);
		error_hint(err, "see whose it is and what it allows: "
			   "ls -ld %s", dir);
		return -1;
	}
	return 0;
}

static struct plan_op *add_op(struct fix_run *run, struct plan *p,
			      enum plan_kind kind, const char *path)
{
	struct plan_op *op = ARENA_PUSH(run->arena, p->ops, p->nops);

	op->kind = kind;
	op->path = path_clean(run->arena, path);
	return op;
}

/* The state of a path, and where that may be anything but a FIFO and such. */
static int look(struct fix_run *run, const struct plan *p, const char *path,
		bool whole, struct plan_state *out, struct error *err)
{
	memset(out, 0, sizeof(*out));
	if (!path_is_abs(path))
		return error_set(err, "the path %s is not absolute", path);
	path = path_clean(run->arena, path);
	if (check_folder(run, p, path, err) ||
	    run->host->state(run->host, run->arena, path, whole, out, err))
		return -1;
	if (out->type == PLAN_OTHER)
		return error_set(err, "%s is not a regular file", path);
	return 0;
}

/*
 * The path with every link above its last component resolved, as far as that
 * is there: gomend-apply goes through none.  NULL with err.
 */
static const char *straight(struct fix_run *run, const char *path,
			    struct error *err)
{
	const char *clean, *dir, *real;
	struct plan_state s;

	if (!path_is_abs(path)) {
		(void)error_set(err, "the path %s is not absolute", path);
		return NULL;
	}
	clean = path_clean(run->arena, path);
	dir = path_dir(run->arena, clean);
	while (!(real = run->host->real(run->host, run->arena, dir))) {
		if (run->host->state(run->host, run->arena, dir, false, &s,
				     err))
			return NULL;
		if (s.type == PLAN_SYMLINK) {
			(void)error_set(err, "%s is a symbolic link that "
					"leads nowhere", dir);
			return NULL;
		}
		if (cstr_eq(dir, "/"))
			return clean;
		dir = path_dir(run->arena, dir);
	}
	if (cstr_eq(dir, real) || cstr_eq(clean, "/"))
		return clean;
	return path_join(run->arena, real,
			 clean + (cstr_eq(dir, "/") ? 1 : strlen(dir) + 1));
}

/*
 * What is written to is the file itself, never a link to it: the one at the
 * end of the links is changed, and that is said.
 */
static int look_through(struct fix_run *run, struct plan *p,
			const char **path, struct plan_state *out,
			struct error *err)
{
	const char *given = path_clean(run->arena, *path), *real;

	*path = straight(run, *path, err);
	if (!*path || look(run, p, *path, false, out, err))
		return -1;
	if (out->type != PLAN_SYMLINK && !cstr_eq(*path, given))
		fix_note(run, p, MSG(run->arena, N_(
			"{0} leads through a symbolic link to {1}; that file "
			"is changed."), given, *path));
	if (out->type == PLAN_SYMLINK) {
		real = run->host->real(run->host, run->arena, *path);
		if (!real)
			return error_set(err, "%s is a symbolic link that "
					 "leads nowhere", *path);
		fix_note(run, p, MSG(run->arena, N_(
			"{0} is a symbolic link; what it leads to is changed: "
			"{1}"), given, real));
		*path = real;
		if (look(run, p, real, false, out, err))
			return -1;
	}
	if (out->type == PLAN_FOLDER)
		return error_set(err, "%s is a folder", *path);
	if (out->type == PLAN_FILE && out->nlink > 1)
		fix_note(run, p, MSG_N(run->arena, N_(
			"{0} has {n} name (hard link)."), N_(
			"{0} has {n} names (hard links). Only this one is "
			"changed; the others keep the old text."),
			out->nlink, *path));
	return 0;
}

int fix_edit(struct fix_run *run, struct plan *p, const char *path,
	     const struct plan_edit *edits, size_t n, struct error *err)
{
	struct plan_state s;
	struct plan_op *op;

	if (look_through(run, p, &path, &s, err))
		return -1;
	if (s.type != PLAN_FILE)
		return error_set(err, "%s is not there", path);
	op = add_op(run, p, PLAN_EDIT, path);
	op->before = s;
	op->edits = arena_memdup(run->arena, edits, mem_mul(n, sizeof(*edits)));
	op->nedits = n;
	return 0;
}

int fix_edit_spans(struct fix_run *run, struct plan *p, const char *path,
		   const struct span_edits *spans, struct error *err)
{
	struct plan_edit *edits = NULL;
	size_t i, n = 0;

	for (i = 0; i < spans->n; i++) {
		const struct span_edit *from = &spans->edits[i];

		*ARENA_PUSH(run->arena, edits, n) = (struct plan_edit){
			(int64_t)from->start, (int64_t)from->end,
			arena_strndup(run->arena,
				      from->text.len ? from->text.p : "",
				      from->text.len)
		};
	}
	return fix_edit(run, p, path, edits, n, err);
}

/* The lines that differ, as edits of the bytes. */
static void differing(struct fix_run *run, struct str old, struct str new,
		      struct plan_op *op)
{
	struct diff d;
	size_t i;

	diff_lines(run->arena, old, new, &d);
	for (i = 0; i < d.nregions; i++) {
		const struct diff_region *r = &d.regions[i];
		const char *old_end = old.p + old.len, *new_end = new.p + new.len;
		const char *x0 = r->old_start < d.nold
			? d.old_lines[r->old_start].p : old_end;
		const char *x1 = r->old_end < d.nold
			? d.old_lines[r->old_end].p : old_end;
		const char *y0 = r->new_start < d.nnew
			? d.new_lines[r->new_start].p : new_end;
		const char *y1 = r->new_end < d.nnew
			? d.new_lines[r->new_end].p : new_end;

		*ARENA_PUSH(run->arena, op->edits, op->nedits) =
			(struct plan_edit){
				x0 - old.p, x1 - old.p,
				arena_strndup(run->arena, y0,
					      (size_t)(y1 - y0))
			};
	}
}

int fix_write(struct fix_run *run, struct plan *p, const char *path,
	      const char *text, int mode, struct error *err)
{
	struct plan_state s;
	struct plan_op *op;
	struct str old;

	if (look_through(run, p, &path, &s, err))
		return -1;
	if (s.type == PLAN_FILE && s.size && !mode) {
		if (fix_read(run, path, &old, err))
			return -1;
		if (str_is(old, text))
			return error_set(err, "%s holds that text already",
					 path);
		op = add_op(run, p, PLAN_EDIT, path);
		differing(run, old, str_from(text), op);
	} else {
		op = add_op(run, p, PLAN_WRITE, path);
		op->text = arena_strdup(run->arena, text);
		op->mode = mode;
	}
	op->before = s;
	return 0;
}

int fix_write_from(struct fix_run *run, struct plan *p, const char *path,
		   const char *staged, struct error *err)
{
	struct plan_state s, from;
	struct plan_op *op;

	if (look_through(run, p, &path, &s, err) ||
	    run->host->state(run->host, run->arena, staged, false, &from, err))
		return -1;
	if (from.type != PLAN_FILE)
		return error_set(err, "%s was to be prepared and is no file",
				 staged);
	op = add_op(run, p, PLAN_WRITE, path);
	op->from = path_clean(run->arena, staged);
	op->from_state = from;
	op->before = s;
	return 0;
}

int fix_mkdir(struct fix_run *run, struct plan *p, const char *path,
	      int mode, struct error *err)
{
	struct plan_state s;
	struct plan_op *op;

	path = straight(run, path, err);
	if (!path || look(run, p, path, false, &s, err))
		return -1;
	if (s.type != PLAN_ABSENT)
		return error_set(err, "%s is there already", path);
	op = add_op(run, p, PLAN_MKDIR, path);
	op->mode = mode;
	op->before = s;
	return 0;
}

int fix_folders(struct fix_run *run, struct plan *p, const char *path,
		struct error *err)
{
	const char *dir = straight(run, path, err), **missing = NULL;
	struct plan_state s;
	size_t n = 0;

	if (!dir)
		return -1;
	while (!planned_folder(p, dir)) {
		if (run->host->state(run->host, run->arena, dir, false, &s,
				     err))
			return -1;
		if (s.type != PLAN_ABSENT)
			break;
		*ARENA_PUSH(run->arena, missing, n) = dir;
		dir = path_dir(run->arena, dir);
	}
	while (n)
		if (fix_mkdir(run, p, missing[--n], 0, err))
			return -1;
	return 0;
}

int fix_mode(struct fix_run *run, struct plan *p, const char *path, int mode,
	     struct error *err)
{
	struct plan_state s;
	struct plan_op *op;

	if (look(run, p, path, false, &s, err))
		return -1;
	op = add_op(run, p, PLAN_MODE, path);
	op->mode = mode;
	op->before = s;
	return 0;
}

int fix_remove(struct fix_run *run, struct plan *p, const char *path,
	       struct error *err)
{
	struct plan_state s;

	if (look(run, p, path, true, &s, err))
		return -1;
	if (s.type == PLAN_ABSENT)
		return error_set(err, "%s is not there", path);
	add_op(run, p, PLAN_REMOVE, path)->before = s;
	return 0;
}

int fix_move(struct fix_run *run, struct plan *p, const char *path,
	     const char *to, struct error *err)
{
	struct plan_state s, there;
	struct plan_op *op;

	if (look(run, p, path, true, &s, err) ||
	    look(run, p, to, false, &there, err))
		return -1;
	if (s.type == PLAN_ABSENT)
		return error_set(err, "%s is not there", path);
	if (there.type != PLAN_ABSENT)
		return error_set(err, "%s is there already", to);
	op = add_op(run, p, PLAN_MOVE, path);
	op->to = path_clean(run->arena, to);
	op->before = s;
	return 0;
}

/* Does a step in front of it move this very path away? */
static bool moved_away(const struct plan *p, const char *path)
{
	size_t i;

	for (i = 0; i < p->nops; i++)
		if (p->ops[i].kind == PLAN_MOVE &&
		    cstr_eq(p->ops[i].path, path))
			return true;
	return false;
}

int fix_link(struct fix_run *run, struct plan *p, const char *path,
	     const char *target, struct error *err)
{
	struct plan_state s;
	struct plan_op *op;

	if (moved_away(p, path))
		memset(&s, 0, sizeof(s));
	else if (look(run, p, path, false, &s, err))
		return -1;
	if (s.type != PLAN_ABSENT && s.type != PLAN_SYMLINK)
		return error_set(err, "%s is there already", path);
	op = add_op(run, p, PLAN_LINK, path);
	op->to = arena_strdup(run->arena, target);
	op->before = s;
	return 0;
}

int fix_tree(struct fix_run *run, struct plan *p, const char *path,
	     const char *staged, struct error *err)
{
	struct plan_state s, from;
	struct plan_op *op;

	if (look(run, p, path, true, &s, err) ||
	    run->host->state(run->host, run->arena, staged, true, &from, err))
		return -1;
	if (s.type != PLAN_ABSENT && s.type != PLAN_FOLDER)
		return error_set(err, "%s is not a folder", path);
	if (from.type != PLAN_FOLDER)
		return error_set(err, "%s was to be prepared and is no folder",
				 staged);
	op = add_op(run, p, PLAN_TREE, path);
	op->from = path_clean(run->arena, staged);
	op->from_state = from;
	op->before = s;
	return 0;
}
