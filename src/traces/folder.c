#include "config.h"

#include "traces/folder.h"

#include <inttypes.h>

#include "base/str.h"

/* What a small program and its parts take. */
#define LEAST_BYTES ((int64_t)4 * 1000 * 1000)
#define LEAST_INODES 40

static const char *room(struct arena *a, const struct machine_folder *f)
{
	if (!f->total_inodes)
		return arena_printf(a, "%" PRId64 " MB",
				    f->free_bytes / 1000000);
	return arena_printf(a, "%" PRId64 " MB, %" PRId64 " inodes",
			    f->free_bytes / 1000000, f->free_inodes);
}

bool folder_steps(const struct machine_folder *f, struct arena *a,
		  struct trace *t)
{
	bool made = f->role == FOLDER_GOCACHE ||
		    f->role == FOLDER_GOMODCACHE;
	bool full = (f->total_bytes && f->free_bytes < LEAST_BYTES) ||
		    (f->total_inodes && f->free_inodes < LEAST_INODES);
	bool gone = f->not_folder || (f->missing && !made);
	bool made_up = machine_folder_refusal(f) != NULL;
	bool shut = f->not_writable || made_up;
	struct step *st;

	st = trace_step(a, t, MSG(a, N_("Is there such a folder?")),
			f->missing || f->not_folder ? ANSWER_NO : ANSWER_YES,
			gone, f->path, f->mount);
	if (f->not_folder)
		st->note = MSG(a, N_("A file stands in its place."));
	else if (f->missing && made)
		st->note = MSG(a, N_("go makes it."));
	if (gone) {
		t->bad = true;
		return false;
	}
	st = trace_step(a, t, MSG(a, N_("May you write there?")),
			shut ? ANSWER_NO : ANSWER_YES, shut, f->mount_options,
			f->mount);
	if (f->read_only)
		st->note = MSG(a, N_("The file system is mounted "
				     "read-only."));
	else if (made_up)
		st->note = MSG(a, N_("Only the kernel makes files there."));
	if (shut) {
		t->bad = true;
		return false;
	}
	st = trace_step(a, t, MSG(a, N_("Is there room?")),
			full ? ANSWER_NO :
			f->total_bytes ? ANSWER_YES : ANSWER_NONE, full,
			f->total_bytes ? room(a, f) : NULL, f->fstype);
	if (!f->total_bytes)
		st->note = MSG(a, N_("How much is free is not known."));
	if (full)
		t->bad = true;
	return !full;
}

bool folder_may_try(const struct place *p, struct arena *a, struct msg *why)
{
	if (p->kind == PLACE_RECORDED) {
		*why = MSG(a, N_("It is another machine, of which there is a "
				 "record; nothing can be tried there."));
		return false;
	}
	if (!p->machine || (p->kind == PLACE_IMAGE &&
			    p->state != PLACE_READY)) {
		*why = MSG(a, N_("what the machine under this place is like "
				 "is not known"));
		return false;
	}
	return true;
}

static struct msg how_it_failed(const struct trial *r, struct arena *a)
{
	const char *said = cstr_empty(r->said) ? "?" : r->said;

	if (r->state == TRIAL_TIMEOUT)
		return MSG(a, N_("tried: {0} does not answer; whatever go does "
				 "there stands still"), r->target);
	if (cstr_eq(r->step, "run"))
		return MSG(a, N_("tried: a program that was written into {0} "
				 "cannot be run there: {1}"), r->target, said);
	if (cstr_eq(r->step, "lock"))
		return MSG(a, N_("tried: a file in {0} cannot be locked: {1}"),
			   r->target, said);
	return MSG(a, N_("tried: nothing can be written into {0}: {1}"),
		   r->target, said);
}

bool folder_tried(const struct trial *r, struct arena *a, struct trace *t)
{
	bool bad = r->state == TRIAL_FAILED || r->state == TRIAL_TIMEOUT;
	struct step *st;

	st = trace_step(a, t, r->kind == TRIAL_RUN
			? MSG(a, N_("Does a program that was written there "
				    "run? (tried)"))
			: MSG(a, N_("Can a file be written there? (tried)")),
			r->state == TRIAL_OK ? ANSWER_YES :
			bad ? ANSWER_NO : ANSWER_NONE, bad,
			r->at ? r->at : r->target, r->role);
	if (r->state == TRIAL_UNTRIED)
		st->note = MSG(a, N_("It could not be tried: {0}"),
			       cstr_empty(r->said) ? "?" : r->said);
	else if (bad)
		st->note = MSG(a, N_("Step {0}: {1}"),
			       cstr_empty(r->step) ? "?" : r->step,
			       cstr_empty(r->said) ? "?" : r->said);
	else if (r->at && !cstr_eq(r->at, r->target))
		st->note = MSG(a, N_("{0} is not there yet; this is where go "
				     "would make it."), r->target);
	if (!bad)
		return true;
	t->bad = true;
	t->outcome = how_it_failed(r, a);
	return false;
}
