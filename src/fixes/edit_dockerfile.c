/*
 * edit-dockerfile: one word, value or line of a Dockerfile, where it stands.
 * A row for each check that it serves, or for one of its cases.
 */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/goget.h"
#include "facts/dockerstage.h"
#include "fmt/dockerfile.h"
#include "fmt/span.h"

/* The file as it is now, and the instruction that is meant: where the finding
 * points, or the FROM of the image that it is about. */
struct target {
	const char *path;	/* from the root */
	const struct docker_step *step;
	struct str bytes;
	struct dockerfile d;
	const struct docker_instr *in;
	const char *eol;
};

struct edit {
	const char *check;
	const char *subject;	/* how its subject begins; NULL: any */
	unsigned kinds;		/* 1 << enum docker_step_kind */
	/* What else there must be; NULL: nothing. */
	bool (*serves)(struct fix_run *run, const struct docker_step *st);
	bool of_image;		/* the finding is about an image */
	/* N_(); {0}: the file, {1}: the finding's subject. */
	const char *title, *about;
	/* -1 with err: it is not as it was, or too odd. */
	int (*edit)(struct fix_run *run, struct target *t,
		    struct span_edits *spans, struct error *err);
};

static int changed(const struct target *t, struct error *err)
{
	return error_set(err, "%s has changed since it was read, or its line "
			 "is too odd to be changed in place", t->path);
}

static void insert(struct fix_run *run, struct span_edits *spans, size_t at,
		   const char *text)
{
	span_edits_add(run->arena, spans, at, at, str_from(text));
}

/* Where the line begins that the instruction begins on. */
static size_t line_start(const struct target *t)
{
	return span_of_line(t->bytes, t->in->line).start;
}

/* A line before the instruction. */
static void insert_line(struct fix_run *run, const struct target *t,
			struct span_edits *spans, const char *line)
{
	insert(run, spans, line_start(t),
	       arena_printf(run->arena, "%s%s", line, t->eol));
}

/* Behind the end of the line that the last byte of its text stands on. */
static size_t line_end(const struct target *t, const struct docker_instr *in)
{
	return span_line_end(t->bytes, in->from[in->text.len - 1] + 1);
}

/* Where this text of the instruction stands in the file; false: nowhere in
 * one piece. */
static bool place_of(const struct target *t, const char *text,
		     struct span *out)
{
	size_t at = str_search(t->in->text, text), n = strlen(text), i;

	if (t->in->json || !n || at >= t->in->text.len)
		return false;
	for (i = 1; i < n; i++)
		if (t->in->from[at + i] != t->in->from[at] + i)
			return false;
	out->start = t->in->from[at];
	out->end = out->start + n;
	return true;
}

/* ---- docker-gosum-missing ---- */

/* Several files go into a folder alone. */
static bool into_folder(struct fix_run *run, const struct docker_step *st)
{
	(void)run;
	return st->gomod_end && st->text &&
	       (cstr_eq(st->text, ".") || cstr_ends(st->text, "/"));
}

static int add_gosum(struct fix_run *run, struct target *t,
		     struct span_edits *spans, struct error *err)
{
	size_t at = (size_t)t->step->gomod_end, i;
	struct str before = str_sub(t->bytes, 0, at < t->bytes.len ? at : 0);

	if (!str_ends(before, "go.mod") && !str_ends(before, "go.mod\""))
		return changed(t, err);
	for (i = 0; i < t->step->nsources; i++) {
		const char *source = t->step->sources[i];

		if (!cstr_eq(path_base(source), "go.mod"))
			continue;
		insert(run, spans, at,
		       arena_printf(run->arena, " %.*sgo.sum",
				    (int)(strlen(source) - 6), source));
		return 0;
	}
	return changed(t, err);
}

/* ---- docker-workdir-gopath ---- */

static int add_workdir(struct fix_run *run, struct target *t,
		       struct span_edits *spans, struct error *err)
{
	(void)err;
	insert_line(run, t, spans, "WORKDIR /src");
	return 0;
}

/* ---- docker-cgo ---- */

static int add_compiler(struct fix_run *run, struct target *t,
			struct span_edits *spans, struct error *err)
{
	(void)err;
	insert_line(run, t, spans, "RUN apk add --no-cache gcc musl-dev");
	return 0;
}

static bool is_builder(struct fix_run *run, const struct docker_step *st)
{
	(void)run;
	return st->builds != NULL;
}

static int turn_cgo_off(struct fix_run *run, struct target *t,
			struct span_edits *spans, struct error *err)
{
	struct span at;

	if (!place_of(t, t->step->builds, &at))
		return changed(t, err);
	insert(run, spans, at.start, "CGO_ENABLED=0 ");
	return 0;
}

/* ---- docker-cache-order ---- */

/* The RUN that downloads, in the same stage and folder; NULL: none. */
static const struct docker_step *download_of(const struct repo_file *f,
					     const struct docker_step *copy)
{
	const struct docker_step *st;

	for (st = copy + 1; st < f->steps + f->nsteps; st++) {
		if (st->stage != copy->stage ||
		    st->kind == DOCKER_STEP_WORKDIR)
			return NULL;
		if (st->downloads)
			return st;
	}
	return NULL;
}

static const struct repo_file *file_of(const struct fix_run *run)
{
	size_t i;

	for (i = 0; i < run->snap->nfiles; i++)
		if (cstr_eq(run->snap->files[i].path, run->finding->path))
			return &run->snap->files[i];
	return NULL;
}

/* go mod download needs no more than go.mod and go.sum? */
static bool can_download_first(struct fix_run *run,
			       const struct docker_step *st)
{
	const struct module *m = fix_module(run);
	const struct repo_file *f = file_of(run);
	size_t i;

	if (!m || !f || !st->text || !m->gosum.file ||
	    !cstr_eq(f->context, m->dir) || run->snap->nworkspaces ||
	    !download_of(f, st))
		return false;
	for (i = 0; i < m->nreplaces; i++)
		if (m->replaces[i].dir)
			return false;
	return true;
}

static int download_first(struct fix_run *run, struct target *t,
			  struct span_edits *spans, struct error *err)
{
	const struct docker_step *st = download_of(file_of(run), t->step);
	const char *to = t->step->text;
	size_t i;

	if (!st)
		return changed(t, err);
	insert(run, spans, line_start(t),
	       arena_printf(run->arena, "COPY go.mod go.sum %s%s%sRUN %s%s",
			    cstr_eq(to, ".") ? "./" : to,
			    cstr_eq(to, ".") || cstr_ends(to, "/") ? "" : "/",
			    t->eol, st->downloads, t->eol));
	/* A step of its own is not needed again. */
	for (i = 0; i < t->d.ninstrs; i++) {
		const struct docker_instr *in = &t->d.instrs[i];

		if (in->line != st->line || in->json || in->nflags ||
		    !str_is(str_trim(in->text), st->downloads))
			continue;
		span_edits_add(run->arena, spans, (size_t)st->start,
			       line_end(t, in), STR_LIT(""));
	}
	return 0;
}

/* ---- docker-sources-missing ---- */

/* The context is the module, and its go.mod went to where go runs? */
static bool copies_in_place(struct fix_run *run, const struct docker_step *st)
{
	const struct module *m = fix_module(run);
	const struct repo_file *f = file_of(run);
	const struct docker_step *copy;
	struct docker_stage stage;

	if (!m || !f || !cstr_eq(f->context, m->dir))
		return false;
	docker_stage_init(&stage, f, st->stage, st);
	copy = docker_stage_copies(run->arena, &stage, "go.mod");
	return copy && (cstr_eq(copy->text, ".") || cstr_eq(copy->text, "./"));
}

static const struct replace *replace_meant(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	size_t i;

	for (i = 0; m && i < m->nreplaces; i++)
		if (m->replaces[i].dir &&
		    cstr_eq(m->replaces[i].old_path, run->finding->subject))
			return &m->replaces[i];
	return NULL;
}

static bool lacks_sources(struct fix_run *run, const struct docker_step *st)
{
	return cstr_empty(run->finding->subject) && copies_in_place(run, st);
}

static bool lacks_folder(struct fix_run *run, const struct docker_step *st)
{
	return replace_meant(run) && copies_in_place(run, st);
}

static int copy_sources(struct fix_run *run, struct target *t,
			struct span_edits *spans, struct error *err)
{
	(void)err;
	insert_line(run, t, spans, "COPY . .");
	return 0;
}

static int copy_folder(struct fix_run *run, struct target *t,
		       struct span_edits *spans, struct error *err)
{
	const struct replace *r = replace_meant(run);
	struct arena *a = run->arena;
	const char *dir;

	if (!r)
		return changed(t, err);
	dir = path_rel(a, path_join(a, run->snap->repo.root,
				    fix_module(run)->dir), r->dir);
	insert_line(run, t, spans, t->step->builds ?
		    arena_printf(a, "COPY %s ./%s", dir, dir) :
		    arena_printf(a, "COPY %s/go.mod ./%s/", dir, dir));
	return 0;
}

/* ---- docker-cache-unverified ---- */

static int verify_first(struct fix_run *run, struct target *t,
			struct span_edits *spans, struct error *err)
{
	struct span at;

	if (!place_of(t, t->step->builds, &at))
		return changed(t, err);
	insert(run, spans, at.start, "go mod verify && ");
	return 0;
}

static int download_instead(struct fix_run *run, struct target *t,
			    struct span_edits *spans, struct error *err)
{
	struct span at;
	size_t n = strlen("verify");

	if (!cstr_ends(t->step->verifies, "verify") ||
	    !place_of(t, t->step->verifies, &at))
		return changed(t, err);
	span_edits_add(run->arena, spans, at.end - n, at.end,
		       STR_LIT("download"));
	return 0;
}

/* ---- ci-go-get ---- */

/* The go install for the program that the finding is about, and the bytes of
 * the script that it takes; NULL: there is none. */
static const char *install_of(struct fix_run *run, struct str script,
			      size_t *at, size_t *len)
{
	struct arena *a = run->arena;
	struct shellcmd *list;
	size_t n = shellcmd_list(a, script, &list), i;
	struct goget g;

	for (i = 0; i < n; i++)
		if (goget_read(a, &list[i], &g) &&
		    cstr_eq(g.path, run->finding->subject))
			return goget_install(a, fix_module(run), &list[i], &g,
					     at, len);
	return NULL;
}

static bool can_be_installed(struct fix_run *run, const struct docker_step *st)
{
	size_t at, len;

	return st->text && install_of(run, str_from(st->text), &at, &len);
}

static int install_instead(struct fix_run *run, struct target *t,
			   struct span_edits *spans, struct error *err)
{
	const struct docker_instr *in = t->in;
	const char *text = NULL;
	size_t from, at, len;

	if (!in->json && !in->nheredocs && in->nwords) {
		/* Behind the flags of RUN. */
		from = in->words[0].at;
		text = install_of(run, str_sub(in->text, from,
					       in->text.len - from), &at,
				  &len);
	}
	if (!text)
		return changed(t, err);
	span_edits_add(run->arena, spans, in->from[from + at],
		       in->from[from + at + len - 1] + 1, str_from(text));
	return 0;
}

/* ---- docker-env-differs ---- */

/* Of "A=1 B=2": a word that sets it goes, with the blanks before it (or
 * behind it, before a command); the last one with its instruction. */
static int drop_variable(struct fix_run *run, struct target *t,
			 struct span_edits *spans, struct error *err)
{
	const char *name = arena_printf(run->arena, "%s=",
					run->finding->subject);
	const struct docker_instr *in = t->in;
	size_t i, start, end;

	for (i = 0; i < in->nwords; i++) {
		const struct docker_word *w = &in->words[i];

		if (!str_starts(w->text, name))
			continue;
		start = in->from[w->at];
		end = in->from[w->at + w->text.len - 1] + 1;
		if (in->verb == DOCKER_RUN) {
			/* "export A=1 && …" and "A=1 && …" are more. */
			if (i + 1 >= in->nwords ||
			    str_is(in->words[i + 1].text, "&&") ||
			    (i && str_is(in->words[i - 1].text, "export")) ||
			    str_find(w->text, ';') < w->text.len)
				break;
			end = in->from[in->words[i + 1].at];
		} else if (in->nwords == 1) {
			start = line_start(t);
			end = span_line_end(t->bytes, end);
		} else if (i) {
			start = in->from[in->words[i - 1].at +
				in->words[i - 1].text.len - 1] + 1;
		} else {
			end = in->from[in->words[i + 1].at];
		}
		span_edits_add(run->arena, spans, start, end, STR_LIT(""));
		return 0;
	}
	return changed(t, err);
}

/* ---- ca-missing, tz-missing ---- */

/* "RUN apk add …", as the finding has it for its image; NULL: it has none. */
static const char *install_line(const struct fix_run *run)
{
	const struct finding *f = run->finding;
	size_t i;

	for (i = 0; i < f->ncommands; i++)
		if (cstr_eq(f->commands[i].handover,
			    HANDOVER_INSTALL_PACKAGE) &&
		    cstr_starts(f->commands[i].line, "RUN "))
			return f->commands[i].line;
	return NULL;
}

static bool can_install(struct fix_run *run, const struct docker_step *st)
{
	(void)st;
	return install_line(run) != NULL;
}

static int add_package(struct fix_run *run, struct target *t,
		       struct span_edits *spans, struct error *err)
{
	size_t end;
	bool ended;

	if (!t->in->text.len)
		return changed(t, err);
	end = line_end(t, t->in);
	ended = str_ends(str_sub(t->bytes, 0, end), "\n");
	insert(run, spans, end,
	       arena_printf(run->arena, "%s%s%s", ended ? "" : t->eol,
			    install_line(run), ended ? t->eol : ""));
	return 0;
}

#define PACKAGE_EDIT(id) { \
		.check = id, \
		.serves = can_install, \
		.of_image = true, \
		.title = N_("let the image of {0} have what its program " \
			    "needs"), \
		.about = N_("The RUN that installs it is added below the FROM " \
			    "of the last stage; every other byte stays. The " \
			    "image has it once it is built anew."), \
		.edit = add_package, \
	}

static const struct edit edits[] = {
	PACKAGE_EDIT("ca-missing"), PACKAGE_EDIT("tz-missing"), {
		.check = "docker-gosum-missing",
		.kinds = 1 << DOCKER_STEP_COPY,
		.serves = into_folder,
		.title = N_("let {0} copy go.sum with go.mod"),
		.about = N_("One word is added to the COPY; every other byte "
			    "of the Dockerfile stays."),
		.edit = add_gosum,
	}, {
		.check = "docker-workdir-gopath",
		.kinds = 1 << DOCKER_STEP_COPY,
		.title = N_("let {0} work in /src"),
		.about = N_("A line \"WORKDIR /src\" is added before the COPY; "
			    "every other byte stays. A later stage that copies "
			    "a file from /go has to name /src instead."),
		.edit = add_workdir,
	}, {
		.check = "docker-cgo",
		.subject = "compiler ",
		.kinds = 1 << DOCKER_STEP_RUN,
		.serves = is_builder,
		.title = N_("give {0} a C compiler where it builds"),
		.about = N_("A line \"RUN apk add --no-cache gcc musl-dev\" is "
			    "added before the RUN; every other byte stays. The "
			    "program is linked with musl then: it runs on "
			    "alpine, and not on scratch."),
		.edit = add_compiler,
	}, {
		.check = "docker-cgo",
		.subject = "libc net",
		.kinds = 1 << DOCKER_STEP_RUN,
		.serves = is_builder,
		.title = N_("let {0} build a program that needs no C "
			    "library"),
		.about = N_("CGO_ENABLED=0 is put before the go command; every "
			    "other byte stays. net and os/user are pure Go "
			    "then."),
		.edit = turn_cgo_off,
	}, {
		.check = "docker-cache-order",
		.kinds = 1 << DOCKER_STEP_COPY,
		.serves = can_download_first,
		.title = N_("let {0} fetch modules before it copies the "
			    "sources"),
		.about = N_("A COPY of go.mod and go.sum and the download are "
			    "put before the COPY of the sources; the later "
			    "download goes where it is a step of its own. "
			    "Every other byte stays."),
		.edit = download_first,
	}, {
		.check = "docker-sources-missing",
		.kinds = 1 << DOCKER_STEP_RUN,
		.serves = lacks_sources,
		.title = N_("let {0} copy the sources before it builds"),
		.about = N_("A line \"COPY . .\" is added before the RUN; every "
			    "other byte stays."),
		.edit = copy_sources,
	}, {
		.check = "docker-sources-missing",
		.kinds = 1 << DOCKER_STEP_RUN,
		.serves = lacks_folder,
		.title = N_("let {0} copy the folder that replaces {1} first"),
		.about = N_("A COPY of its go.mod is added before the RUN, or "
			    "of the whole folder where that RUN builds; every "
			    "other byte stays."),
		.edit = copy_folder,
	}, {
		.check = "docker-cache-unverified",
		.subject = "mount",
		.kinds = 1 << DOCKER_STEP_RUN,
		.serves = is_builder,
		.title = N_("let {0} verify the cached modules before it "
			    "builds"),
		.about = N_("\"go mod verify &&\" is put before the go command; "
			    "every other byte stays. It reads all that lies in "
			    "the cache, at each build."),
		.edit = verify_first,
	}, {
		.check = "docker-cache-unverified",
		.subject = "cold",
		.kinds = 1 << DOCKER_STEP_RUN,
		.title = N_("let {0} fetch the modules, and compare them with "
			    "go.sum"),
		.about = N_("\"verify\" becomes \"download\"; every other byte "
			    "stays."),
		.edit = download_instead,
	}, {
		.check = "ci-go-get",
		.kinds = 1 << DOCKER_STEP_RUN,
		.serves = can_be_installed,
		.title = N_("let {0} install {1} by go install"),
		.about = N_("\"get\" and its flags become \"install\", with "
			    "the version that go.mod requires, else with "
			    "@latest; every other byte stays."),
		.edit = install_instead,
	}, {
		.check = "docker-env-differs",
		.kinds = 1 << DOCKER_STEP_ENV | 1 << DOCKER_STEP_ARG |
			 1 << DOCKER_STEP_RUN,
		.title = N_("let {0} set {1} no more"),
		.about = N_("Only the assignment goes, and its instruction "
			    "where nothing else is in it. go does there what "
			    "it does by default, or by what the image sets."),
		.edit = drop_variable,
	},
};

/* ---- the fix ---- */

/* The step that the finding points to; NULL: there is none of that kind. */
static const struct docker_step *step_of(const struct fix_run *run,
					 unsigned kinds)
{
	const struct snapshot *s = run->snap;
	const struct finding *f = run->finding;
	size_t i, k;

	for (i = 0; i < s->nfiles; i++) {
		if (!cstr_eq(s->files[i].path, f->path))
			continue;
		for (k = 0; k < s->files[i].nsteps; k++) {
			const struct docker_step *st = &s->files[i].steps[k];

			if ((kinds & 1u << st->kind) && st->line == f->line)
				return st;
		}
	}
	return NULL;
}

/* The FROM of the last stage, which is what the image becomes. */
static const struct docker_step *last_from(const struct repo_file *f)
{
	const struct docker_step *last = NULL;
	size_t i;

	for (i = 0; i < f->nsteps; i++)
		if (f->steps[i].kind == DOCKER_STEP_FROM)
			last = &f->steps[i];
	return last && last->base < 0 && !last->open ? last : NULL;
}

/* The one that ships the image that the finding is about; NULL: none. */
static const struct docker_step *from_of(const struct fix_run *run,
					 const char **path)
{
	static const char image[] = "image:";
	const struct snapshot *s = run->snap;
	const struct finding *f = run->finding;
	const struct docker_step *st;
	size_t i, k;

	for (i = 0; i < f->nplaces; i++) {
		const char *place = f->places[i].place;

		if (!cstr_starts(place, image))
			continue;
		for (k = 0; k < s->nfiles; k++) {
			st = last_from(&s->files[k]);
			if (st && cstr_eq(st->text,
					  place + strlen(image))) {
				*path = s->files[k].path;
				return st;
			}
		}
	}
	return NULL;
}

/* NULL: none serves; else t->path and t->step are known. */
static const struct edit *edit_of(struct fix_run *run, struct target *t)
{
	const struct finding *f = run->finding;
	size_t i;

	for (i = 0; f && i < ARRAY_SIZE(edits); i++) {
		const struct edit *e = &edits[i];

		if (!cstr_eq(e->check, f->id) ||
		    (e->subject && !cstr_starts(f->subject, e->subject)))
			continue;
		t->path = f->path;
		t->step = e->of_image ? from_of(run, &t->path)
				      : step_of(run, e->kinds);
		if (t->step && (!e->serves || e->serves(run, t->step)))
			return e;
	}
	return NULL;
}

static bool serves(struct fix_run *run)
{
	struct target t = { .path = NULL };

	return edit_of(run, &t) != NULL;
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct target t = { .path = NULL };
	const struct edit *e = edit_of(run, &t);

	if (!e) {
		o->refused = MSG(run->arena, N_("It is offered for the "
			"findings about Dockerfiles that one line mends, and "
			"for no other."));
		return;
	}
	o->title = MSG(run->arena, e->title, t.path, run->finding->subject);
	o->about = MSG(run->arena, e->about);
}

static int load(struct fix_run *run, struct target *t, struct error *err)
{
	size_t i;

	if (fix_read(run, fix_abs(run, t->path), &t->bytes, err))
		return -1;
	dockerfile_parse(run->arena, t->bytes, &t->d);
	for (i = 0; i < t->d.ninstrs; i++)
		if (t->d.instrs[i].line == t->step->line)
			t->in = &t->d.instrs[i];
	t->eol = str_find(t->bytes, '\r') < t->bytes.len ? "\r\n" : "\n";
	return t->in ? 0 : changed(t, err);
}

static int build(struct fix_run *run, struct plan *plan, struct error *err)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	struct target t = { .path = run->finding->path };
	const struct edit *e = edit_of(run, &t);

	if (!e)
		return changed(&t, err);
	if (load(run, &t, err) || e->edit(run, &t, &spans, err))
		return -1;
	if (e->of_image) {
		/* The image is as it was until it is built. */
		plan->nfindings = 0;
		fix_note(run, plan, MSG(run->arena, N_(
			"The image stays as it is until it is built from {0} "
			"anew."), t.path));
	}
	return fix_edit_spans(run, plan, fix_abs(run, t.path), &spans, err);
}

const struct fix fix_edit_dockerfile = {
	.id = "edit-dockerfile",
	.title = N_("mend a Dockerfile where it stands"),
	.about = N_("One word, value or line: go.sum to the COPY that names "
		    "go.mod, a WORKDIR before a COPY into GOPATH, a C compiler "
		    "before a build that needs it, the download before the "
		    "sources, go mod verify before a build from a cache, go "
		    "install for go get, a variable less, a package that the "
		    "image lacks. Comments "
		    "and indentation stay."),
	.spares_shells = true,
	.in_repository = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
