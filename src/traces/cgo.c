/* cgo: is cgo on, can it work, and does the module need it? */
#include "config.h"

#include "traces/tracer.h"

#include <string.h>

#include "base/str.h"

struct replay {
	const struct place *p;
	const char *dir;	/* of the module; "" for none */
	const struct main_package *need, *libc;
	struct arena *a;
	struct trace *t;
	bool on, no_compiler;
};

static const struct setting *get(const struct replay *r, const char *name)
{
	return place_setting_in(r->p, r->dir, name);
}

static const char *value(const struct replay *r, const char *name)
{
	return place_value_in(r->p, r->dir, name);
}

/* What the module's programs want of it, as far as their files tell. */
static void ask_need(struct replay *r, const struct module *m)
{
	struct step *st;
	size_t i;

	for (i = 0; i < m->nmains; i++) {
		if (!r->need && m->mains[i].cgo)
			r->need = &m->mains[i];
		if (!r->libc && m->mains[i].libc)
			r->libc = &m->mains[i];
	}
	st = trace_step(r->a, r->t, MSG(r->a, N_("Is there a program that cannot "
						 "be built without cgo?")),
			r->need ? ANSWER_YES : ANSWER_NO, false,
			r->need ? main_package_chain(r->a, r->need) : NULL,
			r->need ? trace_at(r->a, r->need->cgo_file,
				     r->need->cgo_line) : NULL);
	st->note = MSG(r->a, N_("Packages of other modules are not read here, "
				"but for a few that are known. All of them: "
				"{0}"),
		       "CGO_ENABLED=1 go list -deps -f "
		       "'{{if .CgoFiles}}{{.ImportPath}}{{end}}' ./...");
	if (r->libc)
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("Does one use the C library where cgo is "
				     "on?")),
			ANSWER_YES, false, r->libc->libc,
			trace_at(r->a, r->libc->libc_file, r->libc->libc_line));
}

/* True: the variable alone decides. */
static bool ask_variable(struct replay *r)
{
	const struct setting *s = get(r, "CGO_ENABLED");
	bool set = s && s->layer != LAYER_DEFAULT;
	struct step *st;

	if (trace_is_unrecorded(r->p, s)) {
		(void)trace_unrecorded(r->a, r->t, r->p,
				       MSG(r->a, N_("Is CGO_ENABLED set?")));
		return true;
	}
	st = trace_step(r->a, r->t, MSG(r->a, N_("Is CGO_ENABLED set?")),
			set ? ANSWER_YES : ANSWER_NO, false,
			set ? s->value : "(unset)", trace_origin(r->a, s));
	if (s && msg_is_set(&s->note))
		st->note = s->note;
	r->on = s && cstr_eq(s->value, "1");
	return set;
}

/* Whether there is a compiler, and what that does to the default. */
static void ask_compiler(struct replay *r, bool decided)
{
	const struct setting *cc = get(r, "CC");
	bool set = cc && cc->layer != LAYER_DEFAULT;
	const char *name = value(r, "CC");

	if (!decided)
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("Is CC set? (Then cgo is on, whether the "
				     "compiler is there or not.)")),
			set ? ANSWER_YES : ANSWER_NO, false, name,
			trace_origin(r->a, cc));
	if (!r->p->compiler) {
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("Is the C compiler on PATH?")),
			ANSWER_UNKNOWN, false, name, NULL);
		return;
	}
	r->no_compiler = !*r->p->compiler;
	(void)trace_step(r->a, r->t,
		MSG(r->a, N_("Is the C compiler on PATH?")),
		r->no_compiler ? ANSWER_NO : ANSWER_YES,
		r->no_compiler && r->on, name,
		r->no_compiler ? NULL : r->p->compiler);
}

static void ask_target(struct replay *r)
{
	const char *arch = value(r, "GOARCH");	/* "": not known */

	(void)trace_step(r->a, r->t,
		MSG(r->a, N_("Is it built for another system than this one? "
			     "(Then cgo is off unless it is asked for.)")),
		cstr_eq(value(r, "GOOS"), value(r, "GOHOSTOS")) &&
		cstr_eq(arch, value(r, "GOHOSTARCH")) ?
		ANSWER_NO : ANSWER_YES, false,
		arena_printf(r->a, "%s%s%s", value(r, "GOOS"),
			     *arch ? "/" : "", arch), NULL);
}

static void end_on(struct replay *r)
{
	struct arena *a = r->a;

	if (!r->no_compiler) {
		r->t->outcome = r->libc ?
			MSG(a, N_("cgo is on: the C compiler is used, and the "
				  "program is linked with this system's C "
				  "library")) :
			MSG(a, N_("cgo is on: the C compiler is used where a "
				  "package wants it"));
		return;
	}
	if (!r->need && !r->libc) {
		r->t->outcome = MSG(a, N_("cgo is on and there is no compiler; "
					  "the packages that were read want "
					  "none"));
		return;
	}
	r->t->bad = true;
	r->t->outcome = MSG(a, N_("the build stops: \"{0}\""),
			    arena_printf(a, "cgo: C compiler \"%s\" not "
					 "found", value(r, "CC")));
	r->t->change = r->need ?
		MSG(a, N_("A C compiler with the headers of the C library "
			  "(gcc and libc6-dev; on alpine gcc and "
			  "musl-dev).")) :
		MSG(a, N_("CGO_ENABLED=0: nothing that was read needs cgo."));
}

static void end_off(struct replay *r)
{
	struct arena *a = r->a;

	if (!r->need) {
		r->t->outcome = MSG(a, N_("cgo is off: everything is pure Go, "
					  "and programs need no C library"));
		return;
	}
	r->t->bad = true;
	if (r->need->cgo_stub)
		r->t->outcome = MSG(a, N_("the build passes, and the program "
					  "fails when it uses {0}"),
				    r->need->cgo);
	else
		r->t->outcome = MSG(a, N_("the build stops at {0}: without cgo "
					  "none of its files is left, or what "
					  "is left does not compile"),
				    r->need->cgo);
	r->t->change = MSG(a, N_("CGO_ENABLED=1, with a C compiler on PATH."));
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	struct replay r = { .p = p, .dir = m ? m->dir : "", .a = a, .t = t };
	bool decided;

	(void)s;
	if (!p->nsettings) {
		t->outcome = MSG(a, N_("the settings of this place are not "
				       "known"));
		return;
	}
	if (m)
		ask_need(&r, m);
	decided = ask_variable(&r);
	if (trace_is_unrecorded(p, get(&r, "CGO_ENABLED"))) {
		t->outcome = MSG(a, N_("whether cgo is on there is not "
				       "known"));
		return;
	}
	if (!decided)
		ask_target(&r);
	if (r.on || !decided)
		ask_compiler(&r, decided);
	if (r.on)
		end_on(&r);
	else
		end_off(&r);
}

const struct tracer tracer_cgo = {
	.name = "cgo",
	.title = N_("Is cgo on, can it work, and does the module need it?"),
	.run = run,
};
