/* tmp-exec: can go run what it builds in its temporary folder? */
#include "config.h"

#include "traces/tracer.h"

#include <inttypes.h>

#include "base/path.h"
#include "base/str.h"
#include "traces/folder.h"

static void ask_name(const struct place *p, struct arena *a, struct trace *t)
{
	const struct setting *s = place_setting(p, "GOTMPDIR");
	const char *tmp = place_getenv(p, "TMPDIR");
	bool set = s && !cstr_empty(s->value);

	(void)trace_step(a, t, MSG(a, N_("Is GOTMPDIR set?")),
			 set ? ANSWER_YES : ANSWER_NO, false,
			 set ? s->value : "(unset)", trace_origin(a, s));
	if (set)
		return;
	(void)trace_step(a, t, MSG(a, N_("Is TMPDIR set?")),
			 cstr_empty(tmp) ? ANSWER_NO : ANSWER_YES, false,
			 cstr_empty(tmp) ? "(unset)" : tmp, "environment");
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	const struct machine_folder *f = machine_folder(p->machine,
							FOLDER_BUILD);

	(void)s;
	(void)m;
	if (!f || f->known == KNOWN_UNKNOWN) {
		t->outcome = MSG(a, N_("what the machine under this place is "
				       "like is not known"));
		return;
	}
	ask_name(p, a, t);
	if (!folder_steps(f, a, t)) {
		t->outcome = MSG(a, N_("every build stops: go cannot make its "
				       "folder there"));
		t->change = MSG(a, N_("A GOTMPDIR that is there, can be "
				      "written and has room."));
		return;
	}
	(void)trace_step(a, t,
			 MSG(a, N_("Can programs in it be run? (noexec)")),
			 f->noexec ? ANSWER_NO : ANSWER_YES, f->noexec,
			 f->mount_options, f->mount);
	if (!f->noexec) {
		t->outcome = MSG(a, N_("go test and go run start what they "
				       "build, in {0}/go-build…"), f->path);
		return;
	}
	t->bad = true;
	t->outcome = MSG(a, N_("go build and go vet work; go test and go run "
			       "end with \"{0}\""),
			 arena_printf(a, "fork/exec %s/go-build…: permission "
				      "denied", f->path));
	t->change = MSG(a, N_("A GOTMPDIR on a file system that is not "
			      "mounted noexec; GOPATH changes nothing."));
}

static const struct trial *what_to_try(const struct place *p, struct arena *a,
				       size_t *n, struct msg *what)
{
	const struct machine_folder *f = machine_folder(p->machine,
							FOLDER_BUILD);
	struct trial *r = ARENA_NEW(a, struct trial);

	*n = 0;
	if (!folder_may_try(p, a, what))
		return NULL;
	if (!f || !path_is_abs(f->path)) {
		*what = MSG(a, N_("There is no folder that go would work "
				  "in."));
		return NULL;
	}
	r->kind = TRIAL_RUN;
	r->target = f->path;
	r->role = f->from;
	*n = 1;
	*what = p->kind == PLACE_IMAGE
		? MSG(a, N_("In a container without network: writes a tiny "
			    "program into {0}, runs it and removes it."),
		      f->path)
		: MSG(a, N_("Writes a tiny program into {0}, runs it and "
			    "removes it."), f->path);
	return r;
}

static void tried(const struct trial *list, size_t n, struct arena *a,
		  struct trace *t)
{
	const struct trial *r = list;

	if (!n || !folder_tried(r, a, t)) {
		if (n)
			t->change = MSG(a, N_("A GOTMPDIR that is there, can be "
					      "written, and is not mounted "
					      "noexec."));
	} else if (r->state == TRIAL_OK && !t->bad) {
		t->outcome = MSG(a, N_("tried: a program that was written "
				       "into {0} ran; so does what go test "
				       "and go run build there"), r->target);
	}
}

const struct tracer tracer_tmp_exec = {
	.name = "tmp-exec",
	.title = N_("Can go run what it builds in its temporary folder?"),
	.run = run,
	.try = what_to_try,
	.tried = tried,
};
