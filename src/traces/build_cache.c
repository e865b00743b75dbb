/* build-cache: where is what go compiles kept, and can it be? */
#include "config.h"

#include "traces/tracer.h"

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "traces/folder.h"

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	const struct machine_folder *f = machine_folder(p->machine,
							FOLDER_GOCACHE);
	const struct setting *set = place_setting(p, "GOCACHE");
	const char *prog = place_value(p, "GOCACHEPROG");
	const char *xdg = place_getenv(p, "XDG_CACHE_HOME");
	struct step *st;

	(void)s;
	(void)m;
	if (!f || f->known == KNOWN_UNKNOWN) {
		t->outcome = MSG(a, N_("what the machine under this place is "
				       "like is not known"));
		return;
	}
	if (!cstr_empty(prog)) {
		st = trace_step(a, t, MSG(a, N_("Is GOCACHEPROG set?")),
				ANSWER_YES, false, prog,
				trace_origin(a, place_setting(p,
							"GOCACHEPROG")));
		st->note = MSG(a, N_("That program keeps what is compiled "
				     "(1.24 and newer)."));
	}
	(void)trace_step(a, t, MSG(a, N_("Is GOCACHE set?")),
			 f->from ? ANSWER_YES : ANSWER_NO, f->off && f->from,
			 f->from ? f->path : "(unset)", trace_origin(a, set));
	if (f->off && f->from) {
		t->bad = true;
		t->outcome = MSG(a, N_("every build stops: \"{0}\""),
				 "build cache is disabled by GOCACHE=off, but "
				 "required as of Go 1.12");
		t->change = MSG(a, N_("Unset GOCACHE."));
		return;
	}
	if (!f->from)
		(void)trace_step(a, t,
			MSG(a, N_("Is there a folder to derive it from? "
				  "(XDG_CACHE_HOME, else HOME)")),
			f->off ? ANSWER_NO : ANSWER_YES, f->off,
			!cstr_empty(xdg) ? xdg : place_getenv(p, "HOME"),
			"environment");
	if (f->off) {
		t->bad = true;
		t->outcome = MSG(a, N_("every build stops: \"{0}\""),
				 "build cache is required, but could not be "
				 "located: GOCACHE is not defined and neither "
				 "$XDG_CACHE_HOME nor $HOME are defined");
		t->change = MSG(a, N_("HOME, for whatever runs go here."));
		return;
	}
	if (f->from)
		(void)trace_step(a, t, MSG(a, N_("Is it an absolute path?")),
				 f->relative ? ANSWER_NO : ANSWER_YES,
				 f->relative, f->path, NULL);
	if (f->relative) {
		t->bad = true;
		t->outcome = MSG(a, N_("every build stops: \"{0}\""),
				 "build cache is required, but could not be "
				 "located: GOCACHE is not an absolute path");
		t->change = MSG(a, N_("An absolute path, or no GOCACHE."));
		return;
	}
	if (!folder_steps(f, a, t)) {
		t->outcome = MSG(a, N_("builds stop: nothing can be kept "
				       "there"));
		t->change = MSG(a, N_("A GOCACHE that can be written and has "
				      "room."));
		return;
	}
	t->outcome = MSG(a, N_("compiled packages and test results are kept "
			       "in {0}; modules lie elsewhere ({1})"), f->path,
			 place_value(p, "GOMODCACHE"));
}

static const struct trial *what_to_try(const struct place *p, struct arena *a,
				       size_t *n, struct msg *what)
{
	static const enum folder_role roles[] = {
		FOLDER_GOCACHE, FOLDER_GOMODCACHE,
	};
	struct trial *list = NULL;
	const char *names = NULL;
	size_t i;

	*n = 0;
	if (!folder_may_try(p, a, what))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(roles); i++) {
		const struct machine_folder *f = machine_folder(p->machine,
								roles[i]);
		struct trial *r;

		if (!f || f->off || !path_is_abs(f->path))
			continue;
		r = ARENA_PUSH(a, list, *n);
		r->kind = TRIAL_WRITE;
		r->target = f->path;
		r->role = roles[i] == FOLDER_GOCACHE ? "GOCACHE"
						     : "GOMODCACHE";
		names = names ? arena_printf(a, "%s, %s", names, f->path)
			      : f->path;
	}
	if (!*n)
		*what = MSG(a, N_("Neither of the two caches has a folder."));
	else if (p->kind == PLACE_IMAGE)
		*what = MSG(a, N_("In a container without network: writes a "
				  "small file into each of {0}, and removes "
				  "it."), names);
	else
		*what = MSG(a, N_("Writes a small file into each of {0}, "
				  "locks it and removes it."), names);
	return list;
}

static void tried(const struct trial *list, size_t n, struct arena *a,
		  struct trace *t)
{
	bool all = n != 0, good = true;
	size_t i;

	for (i = 0; i < n; i++) {
		struct msg before = t->outcome;

		all = all && list[i].state == TRIAL_OK;
		if (folder_tried(&list[i], a, t))
			continue;
		/* The first that fails is the one that is told. */
		if (!good) {
			t->outcome = before;
			continue;
		}
		good = false;
		t->change = MSG(a, N_("A {0} that can be written."),
				list[i].role);
	}
	if (all && !t->bad)
		t->outcome = MSG(a, N_("tried: the caches can be written"));
}

const struct tracer tracer_build_cache = {
	.name = "build-cache",
	.title = N_("Where is what go compiles kept, and can it be?"),
	.run = run,
	.try = what_to_try,
	.tried = tried,
};
