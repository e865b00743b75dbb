#include "config.h"

#include "scan/provenance.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/path.h"
#include "base/redact.h"
#include "base/str.h"
#include "checks/env.h"
#include "fmt/shellset.h"
#include "host/fs.h"

#define FILE_MAX_BYTES ((size_t)1024 * 1024)
#define FILES_MAX 200
#define FOLDER_MAX 500
#define EARLIER_MAX 8
/* A file that reads a file that reads a file. */
#define SOURCE_DEPTH_MAX 10

struct rcfile {
	const char *path;
	struct shellset *list;
	size_t n;
	int nlines;
};

/* A command of a file, in the order in which the shell comes to it. */
struct reading {
	const struct shellset *set;
	const char *file;
};

struct ctx {
	struct arena *a;
	struct snapshot *s;
	struct place *p;
	enum shellrc_family family;
	struct map files;	/* family and path -> struct rcfile */
	struct map visited;	/* of this place: read already */
	const char *path;	/* PATH before the assignment at hand, or NULL */
	struct reading *reads;
	size_t nreads;
	bool have_reads;
	/* What is there before any shell, with the files in family sh. */
	const struct rcfile **inherited;
	size_t ninherited;
	bool have_inherited;
};

static enum shellrc_family family_of(const struct place *p)
{
	switch (env_shell(p)) {
	case ENV_BASH:
		return SHELLRC_BASH;
	case ENV_ZSH:
		return SHELLRC_ZSH;
	case ENV_FISH:
		return SHELLRC_FISH;
	case ENV_SH:
		break;
	}
	return SHELLRC_SH;
}

/* ---- files ---- */

/* Folders that are as good as written out. */
static const char *lookup(void *payload, const char *name)
{
	static const char *const names[] = {
		"HOME", "ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"
	};
	const struct ctx *c = payload;
	const struct place *p = c->p;
	const char *value;
	size_t i;

	/* A shell that did not answer was given this one's home. */
	if (place_is_mute(p) && !strcmp(name, "HOME"))
		p = snapshot_place(c->s, "shell");
	for (i = 0; p && i < ARRAY_SIZE(names); i++)
		if (!strcmp(name, names[i])) {
			value = place_getenv(p, name);
			return cstr_empty(value) ? NULL : value;
		}
	return NULL;
}

static int count_lines(struct str text)
{
	struct str line;
	int n = 0;

	while (str_line(&text, &line))
		n++;
	return n;
}

/* NULL when it cannot be read. */
static const struct rcfile *rcfile(struct ctx *c, const char *path)
{
	/* /etc/profile is not to fish what it is to sh. */
	const char *key = arena_printf(c->a, "%d%s", (int)c->family, path);
	struct strbuf sb = STRBUF_INIT;
	struct rcfile *f;

	if (map_has(&c->files, key))
		return map_get(&c->files, key);
	if (c->files.n >= FILES_MAX)
		return NULL;
	f = NULL;
	if (!fs_read(path, FILE_MAX_BYTES, &sb, NULL)) {
		f = ARENA_NEW(c->a, struct rcfile);
		f->path = arena_strdup(c->a, path);
		f->nlines = count_lines(strbuf_str(&sb));
		if (cstr_eq(path_base(path), "fish_variables"))
			f->n = shellset_universal(c->a, strbuf_str(&sb),
						  &f->list);
		else
			f->n = shellset_list(c->a, strbuf_str(&sb), c->family,
					     lookup, c, &f->list);
	}
	strbuf_release(&sb);
	map_put(&c->files, key, f);
	return f;
}

/* Value as written, without what must not be shown. */
static const char *shown(struct ctx *c, const struct shellset *s)
{
	return redact_value(c->a, s->name, shellset_is_whole(s->value)
			    ? s->value : s->raw ? s->raw : "");
}

/* ---- reading in the shell's order ---- */

static void read_file(struct ctx *c, const char *path, int depth)
{
	const struct rcfile *f;
	size_t i;

	if (map_has(&c->visited, path))
		return;
	map_put(&c->visited, path, NULL);
	f = rcfile(c, path);
	for (i = 0; f && i < f->n; i++) {
		const struct shellset *s = &f->list[i];
		struct reading *r;

		if (s->op == SHELLSET_SOURCE) {
			if (depth < SOURCE_DEPTH_MAX &&
			    shellset_is_whole(s->value) &&
			    path_is_abs(s->value))
				read_file(c, path_clean(c->a, s->value),
					  depth + 1);
			continue;
		}
		if (s->temp)
			continue;
		r = ARENA_PUSH(c->a, c->reads, c->nreads);
		r->set = s;
		r->file = f->path;
	}
}

static void read_folder(struct ctx *c, const char *dir)
{
	const char *end = c->family == SHELLRC_FISH ? ".fish" : ".sh";
	const char **names = NULL;
	const struct dirent *e;
	size_t n = 0, i;
	DIR *d = opendir(dir);

	while (d && n < FOLDER_MAX && (e = readdir(d)))
		if (cstr_ends(e->d_name, end))
			*ARENA_PUSH(c->a, names, n) =
				arena_strdup(c->a, e->d_name);
	if (d)
		(void)closedir(d);
	if (n)
		qsort(names, n, sizeof(*names), cstr_order);
	for (i = 0; i < n; i++)
		read_file(c, path_join(c->a, dir, names[i]), 0);
}

/*
 * Which of the files that may be read the shell begins with: the others are
 * reached from these, or are not read at all.
 */
static bool begins_with(const struct ctx *c, const char *file,
			bool *had_profile)
{
	const char *base = path_base(file);
	bool rc = cstr_ends(base, "bashrc") || cstr_eq(base, ".bash_aliases");

	if (c->p->kind == PLACE_SHELL)
		return true;
	if (c->family == SHELLRC_BASH && c->p->kind == PLACE_LOGIN) {
		if (rc)
			return false;
		if (cstr_eq(base, ".bash_profile") ||
		    cstr_eq(base, ".bash_login") ||
		    cstr_eq(base, ".profile")) {
			struct strbuf sb = STRBUF_INIT;
			bool there = !*had_profile &&
				     !fs_read(file, FILE_MAX_BYTES, &sb, NULL);

			strbuf_release(&sb);
			*had_profile = *had_profile || there;
			return there;
		}
	}
	if (c->family == SHELLRC_BASH && c->p->kind == PLACE_INTERACTIVE)
		return !cstr_eq(base, ".bash_aliases") &&
		       !cstr_eq(file, "/etc/bashrc");
	if (c->family == SHELLRC_ZSH)
		return !cstr_starts(file, "/etc/profile");
	return true;
}

static void read_all(struct ctx *c)
{
	bool had_profile = false;
	size_t i;

	if (c->have_reads)
		return;
	c->have_reads = true;
	for (i = 0; i < c->p->nrc_files; i++) {
		const char *file = c->p->rc_files[i];

		if (!path_is_abs(file) || !begins_with(c, file, &had_profile))
			continue;
		if (cstr_ends(file, "/"))
			read_folder(c, path_clean(c->a, file));
		else
			read_file(c, file, 0);
	}
}

/* ---- commands and values ---- */

/* Does an element that the pattern writes out name this folder? */
static bool names_dir(struct arena *a, const char *pattern, const char *dir)
{
	struct str rest = str_from(pattern), e;

	while (str_cut(&rest, ':', &e)) {
		if (!e.len || (e.len == 1 && e.p[0] == SHELLSET_ANY))
			continue;
		if (shellset_matches(arena_strndup(a, e.p, e.len), dir))
			return true;
	}
	return false;
}

/* Does one of PATH's elements come from this pattern? */
static bool names_any_dir(struct arena *a, const char *pattern,
			  const char *path)
{
	struct str rest = str_from(path), dir;

	while (str_cut(&rest, ':', &dir))
		if (names_dir(a, pattern, arena_strndup(a, dir.p, dir.len)))
			return true;
	return false;
}

/* Could this command have made the variable what it is? */
static bool fits(struct ctx *c, const struct shellset *s, const char *value)
{
	/* "secret" is no pattern's match; by name it has to do. */
	if (value && strstr(value, REDACT_MARK))
		return s->op != SHELLSET_UNSET;
	switch (s->op) {
	case SHELLSET_SET:
	case SHELLSET_DEFAULT:
		return shellset_matches(s->value, value);
	case SHELLSET_ADD:
		return shellset_matches(arena_printf(c->a, "%c%s",
						     SHELLSET_ANY, s->value),
					value);
	case SHELLSET_FRONT:
		return names_any_dir(c->a, s->value, value) ||
		       shellset_matches(arena_printf(c->a, "%s%c", s->value,
						     SHELLSET_ANY), value);
	case SHELLSET_TOUCH:
		return true;
	case SHELLSET_UNSET:
	case SHELLSET_SOURCE:
		break;
	}
	return false;
}

static bool is_vague(const struct shellset *s)
{
	return s->op == SHELLSET_TOUCH ||
	       (s->value && s->value[0] == SHELLSET_ANY && !s->value[1]);
}

/* ---- what was traced ---- */

/* Where the last one of a file stood: the shell goes on from there. */
struct spot {
	const char *file;
	int line;
};

static bool is_for(const struct shellset *s, const struct assign *e)
{
	if (s->op == SHELLSET_SOURCE || s->temp || !cstr_eq(s->name, e->name))
		return false;
	if (e->line && (e->line < s->line || e->line > s->last_line))
		return false;
	return e->op == ASSIGN_UNSET ? s->op == SHELLSET_UNSET
				     : s->op != SHELLSET_UNSET;
}

/* Does one of `old`'s elements, each for one, spell this folder? */
static bool had_dir(struct str old, struct str dir, size_t nth)
{
	struct str e;

	while (str_cut(&old, ':', &e))
		if (str_eq(e, dir) && !nth--)
			return true;
	return false;
}

/*
 * PATH has grown: by a folder that the command names, 2; by one that it may
 * have made, as PATH=$PATH:$(…) can any, 1; by none of those, 0.
 */
static int has_added(struct ctx *c, const struct shellset *s,
		     const char *value)
{
	struct str rest = str_from(s->value), dir, seen;
	bool names = false, grown = false;
	size_t n;

	while (str_cut(&rest, ':', &dir))
		names |= dir.len && !(dir.len == 1 &&
				      dir.p[0] == SHELLSET_ANY);
	rest = str_from(value);
	while (names && str_cut(&rest, ':', &dir)) {
		seen = (struct str){ value, (size_t)(dir.p - value) };
		for (n = 0; had_dir(seen, dir, n); n++)
			;
		if (had_dir(str_from(c->path), dir, n))
			continue;
		grown = true;
		if (names_dir(c->a, s->value,
			      arena_strndup(c->a, dir.p, dir.len)))
			return 2;
	}
	return grown ? 0 : 1;
}

/* How well a command accounts for what was seen; 0: not at all. */
static int fitness(struct ctx *c, const struct shellset *s,
		   const struct assign *e)
{
	if (!is_for(s, e))
		return 0;
	if (e->op == ASSIGN_UNSET || e->op == ASSIGN_TOUCH)
		return 3;
	if (!fits(c, s, e->value))
		return 0;
	if (is_vague(s))
		return 1;
	if (c->path && s->op == SHELLSET_SET && e->op == ASSIGN_SET &&
	    cstr_eq(s->name, "PATH"))
		return 2 + has_added(c, s, e->value);
	/* fish_add_path was most likely seen as what it is. */
	return (s->op == SHELLSET_FRONT) == (e->op == ASSIGN_FRONT) ? 3 : 2;
}

static const struct shellset *find_in(struct ctx *c, const char *file,
				      const struct assign *e,
				      const struct spot *last)
{
	const struct rcfile *f = rcfile(c, file);
	const struct shellset *best = NULL;
	int have = 0, fit;
	size_t i;

	for (i = 0; f && i < f->n; i++) {
		const struct shellset *s = &f->list[i];

		/* Of equals the first one from where the shell was on. */
		fit = fitness(c, s, e) * 2;
		if (fit && cstr_eq(last->file, file) && s->line >= last->line)
			fit++;
		if (fit <= have)
			continue;
		have = fit;
		best = s;
	}
	return best;
}

/* A folder of the list stands for what is in it. */
static const struct shellset *find_in_starts(struct ctx *c,
					     const struct assign *e,
					     const struct spot *last,
					     const char **file)
{
	const struct shellset *s = NULL;
	size_t i;

	read_all(c);
	for (i = 0; i < c->p->nrc_files && !s; i++) {
		*file = c->p->rc_files[i];
		if (!cstr_ends(*file, "/"))
			s = find_in(c, *file, e, last);
	}
	/* What reading came by besides. */
	for (i = 0; i < c->nreads && !s; i++)
		if (is_for(c->reads[i].set, e) &&
		    (e->op == ASSIGN_UNSET || e->op == ASSIGN_TOUCH ||
		     fits(c, c->reads[i].set, e->value))) {
			s = c->reads[i].set;
			*file = c->reads[i].file;
		}
	return s;
}

/* The command in the text that the shell was seen to do; false: none fits. */
static bool locate(struct ctx *c, struct assign *e, const char *const *sourced,
		   size_t nsourced, struct spot *last)
{
	const struct shellset *s = NULL;
	const char *file = e->file;
	size_t i;

	if (e->file) {
		s = find_in(c, e->file, e, last);
		/* By a function that another file calls, perhaps. */
		if (!s)
			return true;
	}
	if (!s && last->file) {
		file = last->file;
		s = find_in(c, file, e, last);
	}
	for (i = nsourced; i-- && !s;) {
		file = sourced[i];
		s = find_in(c, file, e, last);
	}
	if (!s)
		s = find_in_starts(c, e, last, &file);
	if (!s)
		return false;
	e->file = file;
	e->line = s->line;
	e->whole = s->op == SHELLSET_SET && shellset_is_whole(s->value);
	last->file = file;
	last->line = s->line;
	return true;
}

static bool fits_at(struct ctx *c, const struct rcfile *f,
		    const struct assign *e, int line)
{
	struct assign at = *e;
	size_t i;

	at.line = line;
	for (i = 0; f && i < f->n; i++)
		if (fitness(c, &f->list[i], &at) > 1)
			return true;
	return false;
}

/* A place whose trace told file and line: what stands there? */
static bool check_line(struct ctx *c, struct assign *e)
{
	const struct rcfile *f = rcfile(c, e->file);
	bool any = false, lasting = false;
	int line = e->line;
	size_t i;

	/* While it emulates sh, zsh counts the lines of a file from 2. */
	if (c->family == SHELLRC_ZSH && line > 1 && !fits_at(c, f, e, line) &&
	    fits_at(c, f, e, line - 1))
		e->line = --line;
	for (i = 0; f && i < f->n; i++) {
		const struct shellset *s = &f->list[i];

		if (line < s->line || line > s->last_line ||
		    !cstr_eq(s->name, e->name))
			continue;
		any = true;
		lasting = lasting || !s->temp;
		/* Of a command of several lines bash may tell the last. */
		e->line = s->line;
		if (!s->temp && s->op == SHELLSET_SET &&
		    shellset_is_whole(s->value))
			e->whole = true;
	}
	/* bash counts the lines of what an eval in it printed, too. */
	if (f && !any && line > f->nlines)
		e->line = 0;
	/* NAME=VALUE COMMAND holds for that command alone. */
	return !any || lasting;
}

static void add_universal(struct ctx *c, struct assign **list, size_t *n)
{
	const struct rcfile *f = NULL;
	size_t i;

	for (i = 0; i < c->p->nrc_files && !f; i++)
		if (cstr_eq(path_base(c->p->rc_files[i]), "fish_variables"))
			f = rcfile(c, c->p->rc_files[i]);
	for (i = 0; f && i < f->n; i++) {
		const struct shellset *s = &f->list[i];
		struct assign *e = ARENA_PUSH(c->a, *list, *n);

		e->op = s->op == SHELLSET_FRONT ? ASSIGN_FRONT : ASSIGN_SET;
		e->name = s->name;
		e->value = redact_value(c->a, s->name, s->value);
		if (e->op == ASSIGN_FRONT)
			e->value = arena_printf(c->a, "%s:", e->value);
		e->file = f->path;
		e->line = s->line;
		e->how = ORIGIN_READ;
	}
}

/* The assignments of the place with their lines, as far as they are known. */
static struct assign *traced(struct ctx *c, size_t *n)
{
	const char **sourced = NULL;
	struct assign *list = NULL;
	struct spot last = { NULL, 0 };
	bool begun = false;
	size_t nsourced = 0, i;

	*n = 0;
	c->path = NULL;
	for (i = 0; i < c->p->nassigns; i++) {
		const struct assign *in = &c->p->assigns[i];
		struct assign e = *in;
		bool keep = true;

		if (in->how == ORIGIN_TRACED && !begun) {
			begun = true;
			add_universal(c, &list, n);
		}
		if (in->op == ASSIGN_SOURCE) {
			if (in->value && path_is_abs(in->value))
				*ARENA_PUSH(c->a, sourced, nsourced) =
					path_clean(c->a, in->value);
			continue;
		}
		if (in->how == ORIGIN_TRACED && in->file && in->line)
			keep = check_line(c, &e);
		else if (in->how == ORIGIN_TRACED)
			keep = locate(c, &e, sourced, nsourced, &last);
		if (keep)
			*ARENA_PUSH(c->a, list, *n) = e;
		if (cstr_eq(in->name, "PATH"))
			c->path = in->op == ASSIGN_SET ? in->value : NULL;
	}
	if (!begun)
		add_universal(c, &list, n);
	return list;
}

/* ---- what was read ---- */

static void add_reading(struct ctx *c, struct variable_origin *o,
			const struct reading *r)
{
	struct origin_earlier *e = ARENA_PUSH(c->a, o->earlier, o->nearlier);

	e->value = r->set->op == SHELLSET_UNSET ? NULL : shown(c, r->set);
	e->file = r->file;
	e->line = r->set->line;
	e->how = ORIGIN_READ;
}

/* The last command that could have made this value. */
static bool by_reading(struct ctx *c, const char *name, const char *value,
		       struct variable_origin *out)
{
	size_t i, at, vague;

	read_all(c);
	at = vague = c->nreads;
	for (i = 0; i < c->nreads; i++) {
		const struct shellset *s = c->reads[i].set;

		if (!cstr_eq(s->name, name) || !fits(c, s, value))
			continue;
		if (is_vague(s))
			vague = i;
		else
			at = i;
	}
	if (at == c->nreads)
		at = vague;
	if (at == c->nreads)
		return false;
	memset(out, 0, sizeof(*out));
	out->name = name;
	out->how = ORIGIN_READ;
	out->file = c->reads[at].file;
	out->line = c->reads[at].set->line;
	for (i = at; i-- && out->nearlier < EARLIER_MAX;)
		if (cstr_eq(c->reads[i].set->name, name))
			add_reading(c, out, &c->reads[i]);
	return true;
}

/*
 * Of a shell that did not answer: what its files set, the last line of each
 * variable first.  Nobody ran them, so a line may lie behind the one that
 * ends the shell, or in a branch that is not taken.
 */
static void fill_mute(struct ctx *c)
{
	struct map seen = MAP_INIT;
	size_t i, k;

	read_all(c);
	for (i = c->nreads; i--;) {
		const struct shellset *s = c->reads[i].set;
		struct variable_origin *o;

		if (!env_matters(str_from(s->name)) || map_has(&seen, s->name))
			continue;
		map_put(&seen, s->name, NULL);
		o = ARENA_PUSH(c->a, c->p->origins, c->p->norigins);
		o->name = s->name;
		o->how = ORIGIN_READ;
		o->file = c->reads[i].file;
		o->line = s->line;
		o->unset = s->op == SHELLSET_UNSET;
		o->written = o->unset ? NULL : shown(c, s);
		for (k = i; k-- && o->nearlier < EARLIER_MAX;)
			if (cstr_eq(c->reads[k].set->name, s->name))
				add_reading(c, o, &c->reads[k]);
	}
	map_release(&seen);
}

/* Where programs of the system lie: PATH has them from the beginning. */
static bool is_system_dir(const char *dir)
{
	static const char *const dirs[] = {
		"/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin",
		"/usr/local/sbin"
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dirs); i++)
		if (cstr_eq(dir, dirs[i]))
			return true;
	return false;
}

/* The elements of a pattern that begin with what is not known. */
static const char *without_vague(struct arena *a, const char *pattern)
{
	struct str rest = str_from(pattern), e;
	const char *out = "";

	while (str_cut(&rest, ':', &e))
		if (e.len && e.p[0] != SHELLSET_ANY)
			out = arena_printf(a, "%s%.*s:", out, STR_FMT(e));
	return out;
}

static void dir_by_reading(struct ctx *c, struct dir_origin *d)
{
	int vague, last = is_system_dir(d->dir) ? 0 : 1;
	size_t i;

	read_all(c);
	/* "$(go env GOPATH)/bin" names many folders: what is written out is
	 * asked first. */
	for (vague = 0; vague <= last; vague++)
		for (i = c->nreads; i--;) {
			const struct shellset *s = c->reads[i].set;

			if (!cstr_eq(s->name, "PATH") || !s->value ||
			    !names_dir(c->a, vague ? s->value :
				       without_vague(c->a, s->value), d->dir))
				continue;
			d->how = ORIGIN_READ;
			d->file = c->reads[i].file;
			d->line = s->line;
			return;
		}
}

/* ---- what is there before any shell ---- */

static void inherit_file(struct ctx *c, const char *file)
{
	const struct rcfile *f = rcfile(c, file);

	if (f)
		*ARENA_PUSH(c->a, c->inherited, c->ninherited) = f;
}

/* These speak as sh does, as far as this goes. */
static void inherit_all(struct ctx *c)
{
	const char *home = place_getenv(c->p, "HOME");
	const char *folders[] = {
		"/etc/environment.d", "/usr/lib/environment.d",
		cstr_empty(home) ? NULL :
			path_join(c->a, home, ".config/environment.d"),
	};
	enum shellrc_family family = c->family;
	size_t i, n;

	if (c->have_inherited)
		return;
	c->have_inherited = true;
	c->family = SHELLRC_SH;
	inherit_file(c, "/etc/environment");
	for (i = 0; i < ARRAY_SIZE(folders); i++) {
		DIR *d = folders[i] ? opendir(folders[i]) : NULL;
		const struct dirent *e;

		for (n = 0; d && n < FOLDER_MAX && (e = readdir(d)); n++)
			if (cstr_ends(e->d_name, ".conf"))
				inherit_file(c, path_join(c->a, folders[i],
							  e->d_name));
		if (d)
			(void)closedir(d);
	}
	if (!cstr_empty(home))
		inherit_file(c, path_join(c->a, home, ".pam_environment"));
	c->family = family;
}

static bool by_inheriting(struct ctx *c, const char *name, const char *value,
			  bool is_dir, struct dir_origin *out)
{
	bool found = false;
	size_t i, k;

	inherit_all(c);
	for (i = 0; i < c->ninherited && !found; i++) {
		const struct rcfile *f = c->inherited[i];

		for (k = 0; k < f->n; k++) {
			const struct shellset *s = &f->list[k];

			if (!cstr_eq(s->name, name) || !s->value ||
			    is_vague(s) ||
			    !(is_dir ? names_dir(c->a, s->value, value)
				     : fits(c, s, value)))
				continue;
			out->how = ORIGIN_INHERITED;
			out->file = f->path;
			out->line = s->line;
			found = true;
		}
	}
	return found;
}

/* ---- a place ---- */

static bool is_known(const struct place *p)
{
	return p->state == PLACE_READY || p->state == PLACE_STALE;
}

static int origin_order(const void *a, const void *b)
{
	const struct variable_origin *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void set_dir(struct path_entry *e, const struct dir_origin *d)
{
	e->how = d->how;
	e->file = d->file;
	e->line = d->line;
	e->as = d->as;
}

/* Names that were set and yet are not in the environment. */
static void add_unset(struct ctx *c, const struct assign *list, size_t n)
{
	struct variable_origin o;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!list[i].name || list[i].how != ORIGIN_TRACED ||
		    place_getenv(c->p, list[i].name) ||
		    place_variable(c->p, list[i].name))
			continue;
		if (origin_of(c->a, list, n, list[i].name, NULL, &o) &&
		    o.how == ORIGIN_TRACED)
			*ARENA_PUSH(c->a, c->p->origins, c->p->norigins) = o;
	}
}

static void fill_fresh(struct ctx *c)
{
	struct place *p = c->p;
	struct dir_origin *dirs = NULL;
	struct assign *list;
	size_t n, i, ndirs;

	list = traced(c, &n);
	for (i = 0; i < p->nenv; i++) {
		struct variable_origin o;
		struct str pair = str_from(p->env[i]);
		size_t eq = str_find(pair, '=');
		const char *name, *value;

		if (eq == pair.len)
			continue;
		name = arena_strndup(c->a, pair.p, eq);
		value = p->env[i] + eq + 1;
		if (!origin_of(c->a, list, n, name, value, &o) &&
		    !by_reading(c, name, value, &o))
			continue;
		*ARENA_PUSH(c->a, p->origins, p->norigins) = o;
	}
	add_unset(c, list, n);
	ndirs = origin_of_path(c->a, list, n, place_getenv(p, "PATH"), &dirs);
	for (i = 0; i < ndirs && i < p->npath; i++) {
		if (dirs[i].how == ORIGIN_NONE)
			dir_by_reading(c, &dirs[i]);
		set_dir(&p->path[i], &dirs[i]);
	}
}

/* ---- this shell ---- */

/* The one of the fresh shells that a person most likely has before them. */
static const struct place *fresh(const struct snapshot *s, size_t i)
{
	static const char *const names[] = {
		"interactive", "login", "noninteractive"
	};
	const struct place *p = i < ARRAY_SIZE(names)
		? snapshot_place(s, names[i]) : NULL;

	return p && is_known(p) ? p : NULL;
}

#define NFRESH 3

static bool any_fresh(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < NFRESH; i++)
		if (fresh(s, i))
			return true;
	return false;
}

static bool as_fresh(struct ctx *c, const char *name, const char *value,
		     struct variable_origin *out)
{
	size_t i;

	for (i = 0; i < NFRESH; i++) {
		const struct place *p = fresh(c->s, i);
		const struct variable_origin *o;

		if (!p || !cstr_eq(place_getenv(p, name), value))
			continue;
		o = place_variable(p, name);
		memset(out, 0, sizeof(*out));
		if (o)
			*out = *o;
		out->name = name;
		out->as = p->name;
		return true;
	}
	return false;
}

static bool dir_as_fresh(struct ctx *c, struct dir_origin *d)
{
	size_t i, k;

	for (i = 0; i < NFRESH; i++) {
		const struct place *p = fresh(c->s, i);

		for (k = 0; p && k < p->npath; k++) {
			const struct path_entry *e = &p->path[k];

			if (!cstr_eq(e->dir, d->dir))
				continue;
			d->how = e->how;
			d->file = e->file;
			d->line = e->line;
			d->as = p->name;
			return true;
		}
	}
	return false;
}

static void fill_own(struct ctx *c)
{
	struct place *p = c->p;
	bool have = any_fresh(c->s);
	size_t i;

	for (i = 0; i < p->nenv; i++) {
		struct variable_origin o;
		struct dir_origin from;
		struct str pair = str_from(p->env[i]);
		size_t eq = str_find(pair, '=');
		const char *name, *value;

		if (eq == pair.len)
			continue;
		name = arena_strndup(c->a, pair.p, eq);
		value = p->env[i] + eq + 1;
		memset(&o, 0, sizeof(o));
		memset(&from, 0, sizeof(from));
		o.name = name;
		if (as_fresh(c, name, value, &o)) {
			;
		} else if (by_inheriting(c, name, value, false, &from)) {
			o.how = from.how;
			o.file = from.file;
			o.line = from.line;
		} else if (have) {
			o.how = ORIGIN_SESSION;
		} else if (!by_reading(c, name, value, &o)) {
			continue;
		}
		*ARENA_PUSH(c->a, p->origins, p->norigins) = o;
	}
	for (i = 0; i < p->npath; i++) {
		struct dir_origin d;

		memset(&d, 0, sizeof(d));
		d.dir = p->path[i].dir;
		if (!dir_as_fresh(c, &d) &&
		    !by_inheriting(c, "PATH", d.dir, true, &d)) {
			if (have)
				d.how = ORIGIN_SESSION;
			else
				dir_by_reading(c, &d);
		}
		set_dir(&p->path[i], &d);
	}
}

/* ---- into the settings ---- */

static void add_hidden(struct arena *a, struct setting *s,
		       const struct variable_origin *o)
{
	struct setting_source *list = NULL;
	size_t n = 0, i;

	for (i = 0; i < o->nearlier; i++) {
		struct setting_source *h = ARENA_PUSH(a, list, n);

		h->layer = LAYER_PROCESS;
		h->value = o->earlier[i].value ? o->earlier[i].value : "";
		h->file = o->earlier[i].file;
		h->line = o->earlier[i].line;
		h->how = o->earlier[i].how;
	}
	for (i = 0; i < s->nhidden; i++)
		*ARENA_PUSH(a, list, n) = s->hidden[i];
	s->hidden = list;
	s->nhidden = n;
}

static void fill_settings(struct ctx *c, struct setting *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct setting *s = &list[i];
		const char *value = place_getenv(c->p, s->name);
		const struct variable_origin *o;

		if (s->layer != LAYER_PROCESS || cstr_empty(value))
			continue;
		/* A go that another one starts gets a GOROOT from that one. */
		if (!cstr_eq(s->value, value) &&
		    !cstr_eq(s->value, path_clean(c->a, value)) &&
		    cstr_eq(s->name, "GOROOT"))
			continue;
		o = place_variable(c->p, s->name);
		if (!o)
			continue;
		s->file = o->file;
		s->line = o->line;
		s->how = o->how;
		s->as = o->as;
		if (o->nearlier)
			add_hidden(c->a, s, o);
	}
}

static void find_doubles(struct ctx *c)
{
	struct map seen = MAP_INIT;
	struct place *p = c->p;
	size_t i;

	for (i = 0; i < p->npath; i++) {
		const char *dir = p->path[i].dir, *plain;
		struct path_entry *first;

		if (cstr_empty(dir))
			continue;
		plain = path_clean(c->a, dir);
		first = map_get(&seen, plain);
		if (first)
			p->path[i].same_as = (int)(first - p->path) + 1;
		else
			map_put(&seen, plain, &p->path[i]);
	}
	map_release(&seen);
}

static void one_place(struct ctx *c, struct place *p)
{
	size_t i;

	c->p = p;
	c->family = family_of(p);
	c->reads = NULL;
	c->nreads = 0;
	c->have_reads = false;
	p->origins = NULL;
	p->norigins = 0;
	find_doubles(c);
	if (is_known(p)) {
		if (p->kind == PLACE_SHELL)
			fill_own(c);
		else
			fill_fresh(c);
	} else if (place_is_mute(p)) {
		fill_mute(c);
	}
	if (p->norigins)
		qsort(p->origins, p->norigins, sizeof(*p->origins),
		      origin_order);
	fill_settings(c, p->settings, p->nsettings);
	for (i = 0; i < p->nmodules; i++)
		fill_settings(c, p->modules[i].settings,
			      p->modules[i].nsettings);
	map_release(&c->visited);
	memset(&c->visited, 0, sizeof(c->visited));
	/* They have told what they know; many lines, sent on each time. */
	p->assigns = NULL;
	p->nassigns = 0;
}

/* Clocks tick in seconds here: the same one is no proof. */
#define SLACK_S 2

static void newer_file(struct arena *a, struct shell_start *start,
		       const char *file)
{
	struct stat st;
	size_t i;

	if (cstr_empty(file) || !path_is_abs(file))
		return;
	for (i = 0; i < start->nnewer; i++)
		if (cstr_eq(start->newer[i], file))
			return;
	if (!stat(file, &st) && S_ISREG(st.st_mode) &&
	    (int64_t)st.st_mtime > start->since + SLACK_S)
		*ARENA_PUSH(a, start->newer, start->nnewer) = file;
}

/* Files that set something in fresh shells, against the age of this one. */
static void fill_newer(struct arena *a, struct snapshot *s)
{
	struct shell_start *start = NULL;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].kind == PLACE_SHELL)
			start = s->places[i].start;
	for (i = 0; start && i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (!place_is_here(p) || p->kind == PLACE_SHELL)
			continue;
		for (k = 0; k < p->nsettings; k++)
			if (p->settings[k].layer == LAYER_PROCESS)
				newer_file(a, start, p->settings[k].file);
		for (k = 0; k < p->npath; k++)
			newer_file(a, start, p->path[k].file);
	}
}

void provenance_fill(struct arena *a, struct snapshot *s)
{
	struct ctx c;
	size_t i;
	int own;

	memset(&c, 0, sizeof(c));
	c.a = a;
	c.s = s;
	/* This shell is told by the fresh ones: it comes last. */
	for (own = 0; own < 2; own++)
		for (i = 0; i < s->nplaces; i++)
			if (place_is_here(&s->places[i]) &&
			    (s->places[i].kind == PLACE_SHELL) == own)
				one_place(&c, &s->places[i]);
	fill_newer(a, s);
	map_release(&c.files);
}
