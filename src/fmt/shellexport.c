#include "config.h"

#include "fmt/shellexport.h"

#include <string.h>

#include "fmt/shellcmd.h"

enum kind { FRESH, SET, EXPORT, TEMP, GO };

struct event {
	enum kind kind;
	const char *name, *value;
	enum shellexport_how how;
	size_t script;
	int line;
	/* Commands joined by && and ||: what stands behind an && is done for
	 * the rest of them, and maybe not for what follows. */
	size_t chain;
	bool guarded;
};

struct reader {
	struct arena *a;
	const struct shellexport_script *scripts;
	size_t script;
	size_t chain;
	struct event *events;
	size_t n;
	const char **names;
	size_t nnames;
};

static struct event *push(struct reader *r, enum kind kind, const char *name,
			  int line)
{
	struct event *e = ARENA_PUSH(r->a, r->events, r->n);
	size_t i;

	e->kind = kind;
	e->name = name;
	e->script = r->script;
	e->line = line;
	e->chain = r->chain;
	for (i = 0; name && i < r->nnames; i++)
		if (!strcmp(r->names[i], name))
			name = NULL;
	if (name)
		*ARENA_PUSH(r->a, r->names, r->nnames) = name;
	return e;
}

/* Does the command stand behind "||"? */
static bool is_fallback(const struct reader *r, const struct shellcmd *c)
{
	struct str before = r->scripts[r->script].text;

	before = str_trim(str_sub(before, 0, c->at));
	while (str_ends(before, "\\"))
		before = str_trim(str_sub(before, 0, before.len - 1));
	return str_ends(before, "||");
}

/* Is it surely done, and in this shell? */
static bool is_sure(const struct reader *r, const struct shellcmd *c)
{
	return !c->depth && !c->block && !c->piped &&
	       !(c->guarded && is_fallback(r, c));
}

static void set(struct reader *r, const struct shellcmd *c, const char *name,
		const char *value, enum shellexport_how how)
{
	struct event *e = push(r, SET, name, c->line);

	e->how = how;
	e->value = is_sure(r, c) ? value : NULL;
	e->guarded = c->guarded;
}

static const char *dup(struct reader *r, struct str s)
{
	return arena_strndup(r->a, s.p, s.len);
}

/* The words from `at` on, as export, unset and go env take them. */
static void set_words(struct reader *r, const struct shellcmd *c, size_t at,
		      enum shellexport_how how, bool sets)
{
	struct str name, value;

	for (; at < c->nwords; at++) {
		const struct shellcmd_word *w = &c->words[at];

		if (w->text[0] == '-') {
			/* export -n takes it away. */
			sets = sets && !strcmp(w->text, "-w");
		} else if (shellcmd_assignment(w, &name, &value)) {
			set(r, c, dup(r, name), w->dynamic || !sets ? NULL :
			    dup(r, value), how);
		} else if (!w->dynamic && sets && how == SHELLEXPORT_SET) {
			(void)push(r, EXPORT, w->text, c->line);
		} else if (!w->dynamic) {
			set(r, c, w->text, NULL, how);
		}
	}
}

/* What stands before the command, also behind env and sudo. */
static void temps(struct reader *r, const struct shellcmd *c, size_t until)
{
	struct str name, value;
	size_t i;

	for (i = 0; i < until; i++)
		if (shellcmd_assignment(&c->words[i], &name, &value))
			push(r, TEMP, dup(r, name), c->line)->value =
				c->words[i].dynamic ? NULL : dup(r, value);
}

static void read_go(struct reader *r, const struct shellcmd *c, size_t at)
{
	const char *verb = at < c->nwords ? c->words[at].text : "";

	if (!strcmp(verb, "env") && at + 1 < c->nwords &&
	    (!strcmp(c->words[at + 1].text, "-w") ||
	     !strcmp(c->words[at + 1].text, "-u"))) {
		set_words(r, c, at + 1, SHELLEXPORT_STORED, true);
		return;
	}
	if (r->scripts[r->script].quiet || !strcmp(verb, "env") ||
	    !strcmp(verb, "version") || !strcmp(verb, "help"))
		return;
	temps(r, c, at);
	(void)push(r, GO, NULL, c->line);
}

static void read_command(struct reader *r, const struct shellcmd *c)
{
	struct str name, value;
	const char *program;
	size_t at = 0, i;

	r->chain += !c->guarded;
	program = shellcmd_program(c, &at);
	if (program && !strcmp(program, "go")) {
		read_go(r, c, at);
		return;
	}
	/* A program's own shell is gone with it. */
	if (r->scripts[r->script].apart)
		return;
	if (program && !strcmp(program, "export"))
		set_words(r, c, at, SHELLEXPORT_SET, true);
	else if (program && !strcmp(program, "unset"))
		set_words(r, c, at, SHELLEXPORT_SET, false);
	for (i = 0; !program && c->nassigns == c->nwords && i < c->nwords; i++)
		if (shellcmd_assignment(&c->words[i], &name, &value))
			set(r, c, dup(r, name), c->words[i].dynamic ? NULL :
			    dup(r, value), SHELLEXPORT_BARE);
}

/* ---- one variable ---- */

struct state {
	const struct event *by;	/* NULL: nothing sets it */
	enum shellexport_how how;
};

/* What go sees of it, of all go commands so far. */
struct seen {
	const struct event *by;
	enum shellexport_how how;
	const char *value;
	bool any, mixed;
};

static const char *value_at(const struct event *by, const struct event *go)
{
	if (!by || (by->guarded && (!go || go->chain != by->chain)))
		return NULL;
	return by->value;
}

static void see(struct seen *s, const struct event *by,
		enum shellexport_how how, const struct event *go)
{
	const char *value = value_at(by, go);

	if (s->any && ((!s->by != !by) || s->how != how ||
		       (by && (!s->value || !value ||
			       strcmp(s->value, value) != 0))))
		s->mixed = true;
	s->any = true;
	if (by || !s->by) {
		s->by = by;
		s->how = how;
		s->value = value;
	}
}

static void follow(const struct reader *r, const char *name,
		   struct seen *with, struct seen *without)
{
	struct state now = { NULL, SHELLEXPORT_SET };
	const struct event *temp = NULL;
	bool shells = false;
	size_t i;

	for (i = 0; i < r->n; i++) {
		const struct event *e = &r->events[i];
		bool own = e->name && !strcmp(e->name, name);

		if (e->kind == FRESH) {
			shells = true;
			if (now.how != SHELLEXPORT_STORED)
				now = (struct state){ NULL, SHELLEXPORT_SET };
		} else if (e->kind == SET && own) {
			/* Exported once, it stays that. */
			if (e->how != SHELLEXPORT_BARE || !now.by ||
			    now.how == SHELLEXPORT_STORED)
				now.how = e->how;
			now.by = e;
		} else if (e->kind == EXPORT && own && now.by) {
			now.how = SHELLEXPORT_SET;
		} else if (e->kind == TEMP && own) {
			temp = e;
		} else if (e->kind == GO) {
			see(with, temp ? temp : now.by,
			    temp ? SHELLEXPORT_SET : now.how, e);
			see(without, now.by, now.how, e);
			temp = NULL;
		}
	}
	if (!with->any && !shells) {
		see(with, now.by, now.how, NULL);
		see(without, now.by, now.how, NULL);
	}
}

static void tell(const struct reader *r, const char *name,
		 struct shellexport **list, size_t *n)
{
	struct seen with = { 0 }, without = { 0 };
	const struct seen *s = &with;
	struct shellexport *out;

	follow(r, name, &with, &without);
	/* What one command is given says nothing of the others. */
	if (with.mixed)
		s = &without;
	if (!s->by)
		return;
	out = ARENA_PUSH(r->a, *list, *n);
	out->name = name;
	out->mixed = s->mixed;
	out->value = s->mixed ? NULL : s->value;
	out->how = s->how;
	out->script = s->by->script;
	out->line = s->by->line;
}

size_t shellexport_list(struct arena *a, const struct shellexport_script *s,
			size_t n, struct shellexport **list)
{
	struct reader r = { .a = a, .scripts = s };
	struct shellcmd *commands;
	size_t count, i, out = 0;

	*list = NULL;
	for (r.script = 0; r.script < n; r.script++) {
		if (s[r.script].fresh && r.script)
			(void)push(&r, FRESH, NULL, 0);
		r.chain++;
		count = shellcmd_list(a, s[r.script].text, &commands);
		for (i = 0; i < count; i++)
			read_command(&r, &commands[i]);
	}
	for (i = 0; i < r.nnames; i++)
		tell(&r, r.names[i], list, &out);
	return out;
}

const struct shellexport *shellexport_of(struct arena *a, struct str script,
					 const char *name)
{
	struct shellexport_script s = { .text = script };
	struct shellexport *list;
	size_t n = shellexport_list(a, &s, 1, &list), i;

	for (i = 0; i < n; i++)
		if (!strcmp(list[i].name, name))
			return &list[i];
	return NULL;
}
