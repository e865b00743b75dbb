#include "config.h"

#include "facts/origin.h"

#include "base/str.h"

/* Earlier assignments that are kept of one variable. */
#define EARLIER_MAX 8
/* Elements of PATH that are followed through each assignment. */
#define DIRS_MAX 512

const char *const origin_names[] = {
	"none", "traced", "read", "inherited", "session", NULL
};
const char *const assign_op_names[] = {
	"set", "add", "front", "unset", "touch", "source", NULL
};
const char *const tracing_names[] = {
	"none", "awaited", "whole", "part", "failed", NULL
};

static const struct codec_field assign_fields[] = {
	CF_ENUM(assign, op, assign_op_names), CF_STR(assign, name),
	CF_STR(assign, value), CF_STR(assign, file), CF_INT(assign, line),
	CF_ENUM(assign, how, origin_names), CF_BOOL(assign, whole),
};
CODEC_DEFINE(assign);

static const struct codec_field origin_earlier_fields[] = {
	CF_STR(origin_earlier, value), CF_STR(origin_earlier, file),
	CF_INT(origin_earlier, line),
	CF_ENUM(origin_earlier, how, origin_names),
};
static CODEC_DEFINE(origin_earlier);

static const struct codec_field variable_origin_fields[] = {
	CF_STR(variable_origin, name),
	CF_ENUM(variable_origin, how, origin_names),
	CF_STR(variable_origin, file), CF_INT(variable_origin, line),
	CF_STR(variable_origin, as), CF_STR(variable_origin, written),
	CF_BOOL(variable_origin, unset),
	CF_BOOL(variable_origin, not_exported),
	CF_LIST(variable_origin, earlier, &origin_earlier_codec),
};
CODEC_DEFINE(variable_origin);

static const char *const matter_names[] = {
	"PATH", "HOME", "SHELL", "USER", "LOGNAME", "LANG", "LANGUAGE",
	"TERM", "TMPDIR", "PWD", "CC", "CXX", "AR", "FC", "SSL_CERT_FILE",
	"SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
	"http_proxy", "https_proxy", "no_proxy", "ALL_PROXY", "all_proxy",
	"TZ", "ZONEINFO", "LOCALDOMAIN", "RES_OPTIONS", "HOSTALIASES",
	"AppData", "LocalAppData",
	/* Which file a shell reads when it starts. */
	"ZDOTDIR", "ENV",
	/* Who sets variables for this job, or this folder, alone. */
	"CI", "DIRENV_DIR", NULL
};
static const char *const matter_starts[] = {
	"GO", "CGO_", "LC_", "XDG_", "PKG_CONFIG", "GIT_", NULL
};

bool env_matters(struct str name)
{
	size_t i;

	for (i = 0; matter_names[i]; i++)
		if (str_is(name, matter_names[i]))
			return true;
	for (i = 0; matter_starts[i]; i++)
		if (str_starts(name, matter_starts[i]))
			return true;
	return false;
}

/* ---- one variable ---- */

/* The value that stands after an assignment; NULL: unset, or not known. */
static const char *after(struct arena *a, const char *old,
			 const struct assign *s)
{
	switch (s->op) {
	case ASSIGN_SET:
		return s->value ? s->value : "";
	case ASSIGN_ADD:
		return arena_printf(a, "%s%s", old ? old : "",
				    s->value ? s->value : "");
	case ASSIGN_FRONT:
		return arena_printf(a, "%s%s", s->value ? s->value : "",
				    old ? old : "");
	case ASSIGN_UNSET:
	case ASSIGN_TOUCH:
	case ASSIGN_SOURCE:
		break;
	}
	return NULL;
}

struct step {
	const struct assign *by;
	const char *value;
};

/* What the variable was, from one assignment to the next. */
static struct step *steps_of(struct arena *a, const struct assign *list,
			     size_t n, const char *name, size_t *nsteps)
{
	struct step *steps = NULL;
	const char *value = NULL;
	size_t i;

	*nsteps = 0;
	for (i = 0; i < n; i++) {
		struct step *s;

		if (list[i].op == ASSIGN_SOURCE ||
		    !cstr_eq(list[i].name, name))
			continue;
		value = after(a, value, &list[i]);
		s = ARENA_PUSH(a, steps, *nsteps);
		s->by = &list[i];
		s->value = value;
	}
	return steps;
}

static bool same_line(const struct assign *x, const struct assign *y)
{
	return x->line == y->line && cstr_eq(x->file, y->file);
}

static void add_earlier(struct arena *a, struct variable_origin *o,
			const struct step *steps, size_t n)
{
	const struct assign *later = steps[n].by;
	size_t i;

	for (i = n; i-- && o->nearlier < EARLIER_MAX;) {
		const struct step *s = &steps[i];
		struct origin_earlier *e;

		/* A loop comes by the same line many times. */
		if (same_line(s->by, later))
			continue;
		later = s->by;
		e = ARENA_PUSH(a, o->earlier, o->nearlier);
		e->value = s->value;
		e->file = s->by->file;
		e->line = s->by->line;
		e->how = s->by->how;
	}
}

bool origin_of(struct arena *a, const struct assign *list, size_t n,
	       const char *name, const char *value,
	       struct variable_origin *out)
{
	size_t nsteps, i, at;
	struct step *steps = steps_of(a, list, n, name, &nsteps);

	memset(out, 0, sizeof(*out));
	out->name = name;
	if (!nsteps)
		return false;
	at = nsteps - 1;
	if (value) {
		/*
		 * What came after the last one with this value was for one
		 * command alone, or in a shell below.
		 */
		for (i = nsteps; i--;)
			if (cstr_eq(steps[i].value, value))
				break;
		if (i < nsteps)
			at = i;
		else if (steps[at].by->op != ASSIGN_TOUCH)
			return false;
	} else if (steps[at].by->op == ASSIGN_UNSET) {
		if (nsteps == 1)
			return false;
		out->unset = true;
	} else {
		out->not_exported = true;
	}
	out->how = steps[at].by->how;
	out->file = steps[at].by->file;
	out->line = steps[at].by->line;
	add_earlier(a, out, steps, at);
	return true;
}

/* ---- PATH ---- */

struct dirs {
	struct dir_origin *v;
	size_t n;
};

/* Without `by` all of them. */
static struct dirs split(struct arena *a, const char *value,
			 const struct assign *by)
{
	struct str rest = str_from(value), dir;
	struct dirs d = { NULL, 0 };

	if (!value)
		return d;
	/* "" is one element: this folder. */
	if (!*value)
		ARENA_PUSH(a, d.v, d.n)->dir = "";
	while (*value && (!by || d.n < DIRS_MAX) &&
	       str_cut(&rest, ':', &dir)) {
		struct dir_origin *o = ARENA_PUSH(a, d.v, d.n);

		o->dir = arena_strndup(a, dir.p, dir.len);
		if (!by)
			continue;
		o->how = by->how;
		o->file = by->file;
		o->line = by->line;
	}
	return d;
}

static bool ends_with(const struct dirs *to, const struct dirs *from)
{
	size_t i;

	if (to->n < from->n)
		return false;
	for (i = 0; i < from->n; i++)
		if (!cstr_eq(to->v[to->n - from->n + i].dir, from->v[i].dir))
			return false;
	return true;
}

/* Each element of `to` that `from` has keeps its origin, one for one. */
static void keep(struct arena *a, struct dirs *to, const struct dirs *from)
{
	bool *used = arena_alloc(a, from->n + 1);
	size_t i, k, at = 0;

	/* What was put in front is new, also where it was there before. */
	if (ends_with(to, from)) {
		for (i = 0; i < from->n; i++)
			to->v[to->n - from->n + i] = from->v[i];
		return;
	}
	for (i = 0; i < to->n; i++) {
		/* They mostly stand in the same order. */
		for (k = 0; k < from->n; k++, at++) {
			if (at >= from->n)
				at = 0;
			if (used[at] || !cstr_eq(from->v[at].dir,
						 to->v[i].dir))
				continue;
			used[at] = true;
			to->v[i] = from->v[at];
			break;
		}
	}
}

size_t origin_of_path(struct arena *a, const struct assign *list, size_t n,
		      const char *value, struct dir_origin **out)
{
	struct dirs now = { NULL, 0 }, next;
	const char *text = NULL;
	size_t i;

	for (i = 0; i < n; i++) {
		if (list[i].op == ASSIGN_SOURCE || list[i].op == ASSIGN_TOUCH ||
		    !cstr_eq(list[i].name, "PATH"))
			continue;
		text = after(a, text, &list[i]);
		next = split(a, text, &list[i]);
		if (!list[i].whole)
			keep(a, &next, &now);
		now = next;
	}
	next = split(a, value, NULL);
	keep(a, &next, &now);
	*out = next.v;
	return next.n;
}
