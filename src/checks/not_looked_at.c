/* not-looked-at: what nobody could look at, so that no silence misleads. */
#include "config.h"

#include <string.h>

#include "checks/check.h"

#include "base/str.h"

static void walk_was_cut(struct check_run *run, const char *why)
{
	struct arena *a = run->arena;
	struct finding *f = finding_add(run, SEVERITY_ADVICE, "", ".", 0,
					"walk", NULL);

	f->title = MSG(a, N_("Part of the folder was not looked at: {0}"),
		       why);
	finding_evidence(run, f, ".", ".", 0);
	(void)finding_step(run, f,
			   MSG(a, N_("Could every folder be looked at?")),
			   ANSWER_NO, true, NULL, NULL);
	f->outcome = MSG(a, N_("modules and files in there are in no finding, "
			       "good or bad"));
	f->why = MSG(a, N_(
		"gomend walks the whole repository once, and leaves out what "
		"it may not read and what lies beyond its limits. go looks "
		"into folders only when a command asks for their packages, "
		"and says \"permission denied\" there."));
	f->probe = "find . -type d ! -readable";
}

static struct msg question(struct arena *a, enum place_kind kind)
{
	switch (kind) {
	case PLACE_LOGIN:
		return MSG(a, N_("Did the login shell say its settings?"));
	case PLACE_INTERACTIVE:
		return MSG(a, N_("Did a new terminal say its settings?"));
	case PLACE_NONINTERACTIVE:
		return MSG(a, N_("Did a script's shell say its settings?"));
	case PLACE_RECORDED:
		return MSG(a, N_("Could what was recorded be read?"));
	case PLACE_JOB:
	case PLACE_IMAGE:
		return MSG(a, N_("Did the container say its settings?"));
	case PLACE_SHELL:
		break;
	}
	return MSG(a, N_("Did this shell say its settings?"));
}

/* How many of a kind said nothing. */
struct mute {
	int shells, recorded, images;
};

static int judging_places(void)
{
	size_t i;
	int n = 0;

	for (i = 0; i < nchecks; i++)
		n += !!(checks[i]->needs & NEEDS_PLACES);
	return n;
}

static void explain_shell(struct check_run *run, struct finding *f)
{
	f->why = MSG(run->arena, N_(
		"Which go runs, and with which settings, is decided by each "
		"shell on its own: a login shell, a new terminal and this one "
		"read different rc files. gomend starts each of them once and "
		"waits five seconds; one that waits for something, or ends "
		"early, is not known."));
	f->probe = "time \"$SHELL\" -lic true";
}

static void explain_recorded(struct check_run *run, struct finding *f,
			     const struct place *p)
{
	struct arena *a = run->arena;
	const char *file, *part;

	f->why = MSG(a, N_(
		"Of a place that was recorded gomend knows what its file says, "
		"and nothing else: what \"gomend snapshot\" or its script "
		"wrote there, or what go env printed into the log of a job."));
	if (p->recording && !cstr_empty(p->recording->file))
		file = p->recording->file;
	else if (!recording_name(a, p->name, &file, &part))
		return;
	file = shell_quote(a, file);
	f->probe = arena_printf(a, "ls -ld -- %s && grep -n -m 3 -e "
				"'\"schema\"' -e 'GOPATH=' -- %s", file, file);
}

static void explain_image(struct check_run *run, struct finding *f,
			  const struct place *p)
{
	struct arena *a = run->arena;
	const char *ref = p->name;

	f->why = MSG(a, N_(
		"An image is asked by the sh in it, in a container that podman "
		"or docker begins, without network; gomend pulls no image. So "
		"the image has to be on this machine and to hold an sh, and "
		"the container has to answer in time."));
	if (!strncmp(ref, "image:", strlen("image:")))
		ref += strlen("image:");
	ref = shell_quote(a, ref);
	/* Whichever of them there is. */
	f->probe = arena_printf(a, "e=$(command -v podman || command -v "
				"docker); \"$e\" run --rm --pull=never "
				"--network=none --entrypoint sh %s -c true",
				ref);
}

static void place_was_mute(struct check_run *run, const struct place *p,
			   struct mute *mute)
{
	struct arena *a = run->arena;
	const char *judging = arena_printf(a, "%d", judging_places());
	const char *subject = p->kind == PLACE_RECORDED ? "recorded"
			    : p->kind == PLACE_IMAGE ? "images" : "places";
	struct finding *f;
	struct step *st;
	bool is_new;

	f = finding_add(run, SEVERITY_ADVICE, "", ".", 0, subject, &is_new);
	finding_place_add(run, f, p, SEVERITY_ADVICE, KNOWN_UNKNOWN);
	if (p->kind == PLACE_RECORDED)
		f->title = MSG_N(a, N_("{n} recorded place could not be read: "
				       "{0} checks did not judge it"),
				 N_("{n} recorded places could not be read: "
				    "{0} checks did not judge them"),
				 ++mute->recorded, judging);
	else if (p->kind == PLACE_IMAGE)
		f->title = MSG_N(a, N_("{n} image could not be asked: {0} "
				       "checks did not judge it"),
				 N_("{n} images could not be asked: {0} "
				    "checks did not judge them"),
				 ++mute->images, judging);
	else
		f->title = MSG_N(a, N_("{n} place where go runs did not "
				       "answer: {0} checks judged the others "
				       "only"),
				 N_("{n} places where go runs did not answer: "
				    "{0} checks judged the others only"),
				 ++mute->shells, judging);
	finding_evidence(run, f, p->name, NULL, 0);
	st = finding_step(run, f, question(a, p->kind), ANSWER_NO, true, NULL,
			  NULL);
	/* As an argument: what is shown to a reader of Chinese is Chinese. */
	if (msg_is_set(&p->problem) && !place_is_here(p))
		st->note = p->problem;
	else if (!cstr_empty(p->error))
		st->note = MSG(a, N_("The reason: {0}"), p->error);
	if (!is_new)
		return;
	f->outcome = MSG(a, N_("what is wrong there only is in no finding"));
	if (p->kind == PLACE_RECORDED)
		explain_recorded(run, f, p);
	else if (p->kind == PLACE_IMAGE)
		explain_image(run, f, p);
	else
		explain_shell(run, f);
}

/* A CI file that no reader of YAML takes. */
static void file_was_unreadable(struct check_run *run,
				const struct repo_file *file)
{
	struct arena *a = run->arena;
	struct finding *f = finding_add(run, SEVERITY_ADVICE, "", file->path,
					file->problem_line, "file", NULL);

	f->title = MSG(a, N_("{0} could not be read: {1}"), file->path,
		       file->problem);
	finding_evidence(run, f, file->problem, file->path,
			 file->problem_line);
	(void)finding_step(run, f, MSG(a, N_("Is it YAML that can be read?")),
			   ANSWER_NO, true, file->problem, NULL);
	f->outcome = MSG(a, N_("what it does to the build is in no finding"));
	f->why = MSG(a, N_(
		"CI files are read as YAML before anything of them is "
		"understood; a file that is not, or is beyond the limits for "
		"size, depth and aliases, is left out as a whole. The service "
		"that should run it will most likely refuse it, too."));
	f->probe = arena_printf(a, "python3 -c 'import sys, yaml; "
				"yaml.safe_load(open(sys.argv[1]))' %s",
				shell_quote(a, file->path));
}

/* Includes of GitLab that lie on a server, or should be here and are not. */
static void includes_were_unread(struct check_run *run,
				 const struct repo_file *file)
{
	struct arena *a = run->arena;
	const struct include_unread *first = &file->unread[0];
	bool is_new;
	struct finding *f = finding_add(run, SEVERITY_ADVICE, "", first->file,
					first->line, "includes", &is_new);
	size_t i;

	if (!is_new)
		return;
	f->title = MSG_N(a, N_("{0} includes {n} file that is not here: what "
			       "it adds to the jobs is not known"),
			 N_("{0} includes {n} files that are not here: what "
			    "they add to the jobs is not known"),
			 (int)file->nunread, file->path);
	for (i = 0; i < file->nunread; i++)
		finding_evidence(run, f, file->unread[i].text,
				 file->unread[i].file, file->unread[i].line);
	(void)finding_step(run, f, MSG(a, N_("Does the file to include lie in "
					     "the repository?")),
			   ANSWER_NO, true, first->text, first->why);
	f->outcome = MSG(a, N_("an image, a variable or a script from there is "
			       "in no finding"));
	f->why = MSG(a, N_(
		"GitLab joins what a file includes with the file before it "
		"makes jobs. gomend reads includes of the repository (local) "
		"and asks no server for the others (project, component, "
		"remote, template)."));
	f->probe = arena_printf(a, "grep -n -A 3 'include' %s",
				shell_quote(a, first->file));
}

/* A dev container whose image other files say. */
static void container_was_unread(struct check_run *run,
				 const struct repo_file *file)
{
	struct arena *a = run->arena;
	const struct include_unread *at = &file->unread[0];
	struct finding *f = finding_add(run, SEVERITY_ADVICE, "", at->file,
					at->line, "container", NULL);

	f->title = MSG(a, N_("which image the dev container of {0} has is not "
			     "known"), file->path);
	finding_evidence(run, f, at->text, at->file, at->line);
	(void)finding_step(run, f, MSG(a, N_("Is it a Dockerfile that lies in "
					     "the repository?")),
			   ANSWER_NO, true, at->text, NULL);
	f->outcome = MSG(a, N_("the Go of that container is in no finding"));
	f->why = MSG(a, N_(
		"A dev container runs an image, a Dockerfile, or a service of "
		"Docker Compose. gomend reads the first two; of Compose files "
		"it reads none."));
	f->probe = arena_printf(a, "sed -n %dp %s", at->line,
				shell_quote(a, at->file));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	size_t i;
	struct mute mute = { 0 };

	if (!cstr_empty(s->repo.cut))
		walk_was_cut(run, s->repo.cut);
	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].state == PLACE_TIMEOUT ||
		    s->places[i].state == PLACE_FAILED)
			place_was_mute(run, &s->places[i], &mute);
	for (i = 0; i < s->nfiles; i++)
		if (s->files[i].problem && !s->files[i].fixture)
			file_was_unreadable(run, &s->files[i]);
	for (i = 0; i < s->nfiles; i++)
		if (s->files[i].nunread && !s->files[i].fixture) {
			if (s->files[i].kind == FILE_DEVCONTAINER)
				container_was_unread(run, &s->files[i]);
			else
				includes_were_unread(run, &s->files[i]);
		}
	return CHECK_OK;
}

const struct check check_not_looked_at = {
	.id = "not-looked-at",
	.worst = SEVERITY_ADVICE,
	.title = N_("folders and places that could not be looked at"),
	.about = N_("A folder that may not be read, a limit that cut the walk "
		    "short, a CI file that is no YAML or includes what is not "
		    "here, a dev container of Docker Compose, a shell that did not answer in time, a recording "
		    "or an image that tells nothing: what is wrong there "
		    "is in no finding, and so no silence about it means "
		    "that it is in order. Example: "
		    "\"the folder secret cannot be read\"."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.typed_here = true,
	.run = run,
};
