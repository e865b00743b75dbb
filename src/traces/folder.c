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
			f->not_writable ? ANSWER_NO : ANSWER_YES,
			f->not_writable, f->mount_options, f->mount);
	if (f->read_only)
		st->note = MSG(a, N_("The file system is mounted "
				     "read-only."));
	if (f->not_writable) {
		t->bad = true;
		return false;
	}
	(void)trace_step(a, t, MSG(a, N_("Is there room?")),
			 full ? ANSWER_NO : ANSWER_YES, full, room(a, f),
			 f->fstype);
	if (full)
		t->bad = true;
	return !full;
}
