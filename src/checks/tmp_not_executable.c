/* tmp-not-executable: go cannot work in the temporary folder it takes. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"

/* A program of the smallest kind does not fit any more. */
#define LEAST_BYTES ((int64_t)4 * 1000 * 1000)
#define LEAST_INODES 40

enum fault {
	FAULT_NONE,
	FAULT_MISSING,
	FAULT_FILE,
	FAULT_READ_ONLY,
	FAULT_MADE_UP,
	FAULT_DENIED,
	FAULT_NOEXEC,
	FAULT_FULL
};

static enum fault fault_of(const struct machine_folder *f)
{
	if (f->not_folder)
		return FAULT_FILE;
	if (f->missing)
		return FAULT_MISSING;
	if (f->read_only)
		return FAULT_READ_ONLY;
	if (machine_folder_refusal(f))
		return FAULT_MADE_UP;
	if (f->not_writable)
		return FAULT_DENIED;
	if (f->noexec)
		return FAULT_NOEXEC;
	if ((f->total_bytes && f->free_bytes < LEAST_BYTES) ||
	    (f->total_inodes && f->free_inodes < LEAST_INODES))
		return FAULT_FULL;
	return FAULT_NONE;
}

static const char *facts(struct arena *a, const struct machine_folder *f)
{
	return arena_printf(a, "%s: %s%s%s%s%s", f->path,
			    f->fstype ? f->fstype : "?",
			    f->mount_options ? " " : "",
			    f->mount_options ? f->mount_options : "",
			    f->total_bytes ? ", " : "",
			    f->total_bytes
				? arena_printf(a, "%s free",
					machines_bytes(a, f->free_bytes))
				: "");
}

/* Title, the question that is answered with no, and Go's words. */
static void say(struct arena *a, struct finding *f,
		const struct machine_folder *d, enum fault fault,
		struct msg *question)
{
	const char *dir = d->path;

	switch (fault) {
	case FAULT_NONE:
		return;
	case FAULT_MISSING:
		f->title = MSG(a, N_("{0} says {1}, which is not there"),
			       d->from ? d->from : "/tmp", dir);
		*question = MSG(a, N_("Is there such a folder?"));
		f->outcome = MSG(a, N_("every build stops: \"{0}\""),
			arena_printf(a, "go: creating work dir: stat %s: no "
				     "such file or directory", dir));
		return;
	case FAULT_FILE:
		f->title = MSG(a, N_("{0}, where go works, is no folder"),
			       dir);
		*question = MSG(a, N_("Is there such a folder?"));
		f->outcome = MSG(a, N_("every build stops: \"{0}\""),
			"go: creating work dir: … not a directory");
		return;
	case FAULT_READ_ONLY:
		f->title = MSG(a, N_("{0}, where go works, is on a read-only "
				     "file system"), dir);
		*question = MSG(a, N_("May you write there?"));
		f->outcome = MSG(a, N_("every build stops: \"{0}\""),
			arena_printf(a, "go: creating work dir: mkdir "
				     "%s/go-build…: read-only file system",
				     dir));
		return;
	case FAULT_MADE_UP:
		f->title = MSG(a, N_("{0}, where go works, lies in {1}, where "
				     "only the kernel makes files"), dir,
			       d->mount ? d->mount : d->fstype);
		*question = MSG(a, N_("May you write there?"));
		f->outcome = MSG(a, N_("every build stops: \"{0}\""),
			arena_printf(a, "go: creating work dir: mkdir "
				     "%s/go-build…: %s", dir,
				     machine_folder_refusal(d)));
		return;
	case FAULT_DENIED:
		f->title = MSG(a, N_("You may not write to {0}, where go "
				     "works"), dir);
		*question = MSG(a, N_("May you write there?"));
		f->outcome = MSG(a, N_("every build stops: \"{0}\""),
			arena_printf(a, "go: creating work dir: mkdir "
				     "%s/go-build…: permission denied", dir));
		return;
	case FAULT_NOEXEC:
		f->title = MSG(a, N_("Programs in {0}, where go works, cannot "
				     "be run: it is mounted noexec"), dir);
		*question = MSG(a, N_("Can programs in it be run?"));
		f->outcome = MSG(a, N_("go build and go vet work; go test and "
				       "go run end with \"{0}\""),
			arena_printf(a, "fork/exec %s/go-build…: permission "
				     "denied", dir));
		return;
	case FAULT_FULL:
		f->title = d->total_inodes && d->free_inodes < LEAST_INODES
			? MSG(a, N_("{0}, where go works, has no room for "
				    "more files"), dir)
			: MSG(a, N_("{0}, where go works, is full: {1} free"),
			      dir, machines_bytes(a, d->free_bytes));
		*question = MSG(a, N_("Is there room for a program?"));
		f->outcome = MSG(a, N_("builds and tests end with \"{0}\""),
				 "no space left on device");
		return;
	}
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct machine_folder *d,
		    enum fault fault)
{
	struct arena *a = run->arena;
	const struct setting *s = place_setting(p, "GOTMPDIR");
	const char *origin = cstr_eq(d->from, "GOTMPDIR") ? env_origin(a, s) :
			     d->from ? "environment" : "default";
	struct msg question = { 0 };

	say(a, f, d, fault, &question);
	finding_evidence(run, f, d->from ? arena_printf(a, "%s=%s", d->from,
							d->path) : d->path,
			 NULL, 0);
	if (d->mount)
		finding_evidence(run, f,
				 arena_printf(a, "%s %s %s", d->mount,
					      d->fstype ? d->fstype : "?",
					      d->mount_options ?
						d->mount_options : ""),
				 "/proc/self/mountinfo", 0);
	(void)finding_step(run, f,
			   MSG(a, N_("Where does go work? (GOTMPDIR, else "
				     "TMPDIR, else /tmp)")),
			   ANSWER_NONE, false, d->path, origin);
	(void)finding_step(run, f, question, ANSWER_NO, true,
			   d->missing ? NULL : facts(a, d), d->mount);
	f->why = MSG(a, N_(
		"Each build makes a folder go-build… there, links test "
		"binaries and what go run runs into it, and starts them from "
		"it. It needs a file system that can be written, has room, "
		"and is not mounted noexec; the sources may be read-only. "
		"GOTMPDIR is stronger than TMPDIR and may stand in the go env "
		"file; moving GOPATH changes nothing. From 1.24 on, go run "
		"runs a program it built before from the build cache, where "
		"noexec of the temporary folder does no harm."));
	f->probe = "d=\"$(go env GOTMPDIR)\"; findmnt -T "
		   "\"${d:-${TMPDIR:-/tmp}}\"; df -h "
		   "\"${d:-${TMPDIR:-/tmp}}\"";
	if (cstr_eq(d->from, "GOTMPDIR") && s) {
		env_command_unset(run, f, p, s, NULL);
		return;
	}
	finding_command(run, f,
		fault == FAULT_FULL
			? MSG(a, N_("give go a folder with room (or make room "
				    "there):"))
			: MSG(a, N_("give go a folder of its own:")),
		"mkdir -p ~/.cache/go-tmp && go env -w "
		"GOTMPDIR=\"$HOME/.cache/go-tmp\"");
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine_folder *d =
			machine_folder(machines_of(p), FOLDER_BUILD);
		enum fault fault;
		struct finding *f;

		if (!d || d->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		fault = fault_of(d);
		if (fault == FAULT_NONE)
			continue;
		f = finding_add(run, SEVERITY_ERROR, NULL, NULL, 0, d->path,
				&is_new);
		finding_place_add(run, f, p, SEVERITY_ERROR, d->known);
		if (is_new)
			explain(run, f, p, d, fault);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_tmp_not_executable = {
	.id = "tmp-not-executable",
	.worst = SEVERITY_ERROR,
	.title = N_("a temporary folder in which go cannot work"),
	.about = N_("The folder that GOTMPDIR or TMPDIR names (or /tmp) is "
		    "missing, full, not writable, or mounted so that no "
		    "program in it can be run. Example: /tmp is mounted "
		    "noexec, go build works, and go test says \"fork/exec "
		    "/tmp/go-build…/m.test: permission denied\"."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
