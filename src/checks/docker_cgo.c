/*
 * docker-cgo: a stage that builds what needs cgo without a C compiler or with
 * cgo off, and a program linked to glibc that is copied to where there is
 * none.
 */
#include "config.h"

#include "checks/docker.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gotable.h"
#include "fmt/gover.h"
#include "fmt/shellcmd.h"

/* Why cgo is off, or why it cannot work. */
enum lack {
	LACK_NOTHING, LACK_OFF, LACK_DEFAULT_OFF, LACK_COMPILER,
	LACK_HEADERS		/* a compiler, and no musl-dev */
};

struct build {
	const struct module *m;
	const struct repo_file *file;
	const struct docker_stage *s;
	const struct docker_step *step;
	enum lack lack;
	const char *value;		/* of CGO_ENABLED; NULL: not set */
	const struct docker_step *by;	/* who sets it */
};

static bool has_word(const char *text, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; text && i < n; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

/* Does a script of the stage bring a C compiler, or may it? */
static bool brings_compiler(const struct docker_stage *s,
			    const struct docker_step *step)
{
	static const char *const words[] = {
		"gcc", "build-base", "alpine-sdk", "clang", "musl-dev", "zig",
		"build-essential", "g++", "tcc", ".sh", "make ",
	};
	size_t i;

	for (i = 0; i < s->nsteps; i++)
		if (s->steps[i]->kind == DOCKER_STEP_RUN &&
		    has_word(s->steps[i]->text, words, ARRAY_SIZE(words)))
			return true;
	return has_word(step->text, words, ARRAY_SIZE(words));
}

/* Packages of Alpine's that bring no header of the C library. */
static bool is_without_headers(struct str package)
{
	static const char names[] =
		"gcc git ca-certificates tzdata bash make curl wget openssh "
		"openssh-client binutils-gold upx jq file tar zip unzip xz "
		"gnupg coreutils libc6-compat gcompat shadow su-exec tini "
		"dumb-init mercurial openssl";

	package.len = str_find(package, '=');
	return str_is_word(package, names);
}

/* "apk add": are these its packages, and is gcc among them? */
static bool adds_gcc_alone(const struct shellcmd *c, size_t at, bool *gcc)
{
	for (; at < c->nwords; at++) {
		const char *word = c->words[at].text;

		if (c->words[at].dynamic)
			return false;
		if (str_is_word(str_from(word), "-t --virtual -X --repository"))
			at++;
		else if (word[0] != '-' && strcmp(word, "add") != 0 &&
			 !is_without_headers(str_from(word)))
			return false;
		*gcc = *gcc || !strcmp(word, "gcc");
	}
	return true;
}

/* Does the script run apk and go, and nothing that may bring more? */
static bool is_followed(struct arena *a, const char *script, bool *gcc)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(a, str_from(script), &list), i, at;

	for (i = 0; i < n; i++) {
		const char *program = shellcmd_program(&list[i], &at);

		if (cstr_eq(program, "apk") && at < list[i].nwords &&
		    !adds_gcc_alone(&list[i], at, gcc))
			return false;
		if (program ? !str_is_word(str_from(program),
					   "apk go mkdir export cd rm echo "
					   "set env update-ca-certificates "
					   "git") : list[i].nassigns <
						    list[i].nwords)
			return false;
	}
	return true;
}

/* gcc is there, and what it includes is not. */
static bool lacks_headers(struct arena *a, const struct docker_stage *s,
			  const struct docker_step *step)
{
	bool gcc = false;
	size_t i;

	for (i = 0; i < s->nsteps; i++) {
		const struct docker_step *st = s->steps[i];

		if (st->kind == DOCKER_STEP_RUN &&
		    !is_followed(a, st->text, &gcc))
			return false;
		/* What is copied from elsewhere may hold anything. */
		if (st->kind == DOCKER_STEP_COPY && st->from)
			return false;
	}
	return is_followed(a, step->text, &gcc) && gcc;
}

/* What the official image has, and what is set, by the step. */
static enum lack lack_of(struct arena *a, struct build *b)
{
	const struct docker_step *from = b->s->from, *by;
	struct goimage image;

	b->value = docker_stage_variable(a, b->s, b->step, "CGO_ENABLED",
					 &b->by);
	if (cstr_eq(b->value, "0"))
		return LACK_OFF;
	if (!from || from->open || !gotable_image(str_from(from->text),
						  &image) ||
	    !image.official || !image.alpine ||
	    docker_stage_variable(a, b->s, b->step, "CC", &by))
		return LACK_NOTHING;
	if (lacks_headers(a, b->s, b->step))
		return LACK_HEADERS;
	if (brings_compiler(b->s, b->step))
		return LACK_NOTHING;
	if (!cstr_eq(b->value, "1") &&
	    (!image.version.len || gover_cmp(image.version,
					     STR_LIT("1.20")) >= 0))
		return LACK_DEFAULT_OFF;
	return LACK_COMPILER;
}

static bool is_named(const struct docker_step *step, const char *dir)
{
	size_t i;

	for (i = 0; i < step->npackages; i++)
		if (cstr_eq(step->packages[i], dir))
			return true;
	return false;
}

/* By its import path, as "go install example.com/m/cmd/app". */
static bool is_imported(struct arena *a, const struct build *b,
			const char *dir)
{
	const char *rel = cstr_eq(b->m->dir, ".") ? dir :
			  path_rel(a, b->m->dir, dir);
	const char *path = cstr_eq(rel, ".") ? b->m->path :
			   arena_printf(a, "%s/%s", b->m->path ? b->m->path :
					"", rel);

	return path && str_is_word(str_from(path), b->step->builds);
}

/* Nothing is named, or ".": what lies in the module's own folder. */
static bool names_nothing(const struct build *b)
{
	struct str rest = str_from(b->step->builds), word;

	while (str_word(&rest, &word))
		if ((str_starts(word, "./") && word.len > 2) ||
		    str_ends(word, ".go") || str_is(word, "all") ||
		    (b->m->path && str_starts(word, b->m->path)))
			return false;
	return b->step->folder ? cstr_eq(b->step->folder, b->m->dir) :
	       cstr_eq(b->file->context, b->m->dir);
}

static bool is_built(struct arena *a, const struct build *b,
		     const struct main_package *p)
{
	if (b->step->npackages)
		return is_named(b->step, p->dir);
	/* A pattern passes over what only cgo builds, without a word. */
	if (strstr(b->step->builds, "..."))
		return p->ncgo_chain > 1;
	return is_imported(a, b, p->dir) ||
	       (names_nothing(b) && cstr_eq(p->dir, b->m->dir));
}

static bool is_race(const struct docker_step *step)
{
	return str_is_word(STR_LIT("-race"), step->builds);
}

static void explain_lack(struct check_run *run, struct finding *f,
			 const struct build *b)
{
	struct arena *a = run->arena;

	(void)finding_step(run, f, MSG(a, N_("Which image does the stage stand "
					     "on?")),
			   ANSWER_NONE, false, b->s->from->text,
			   docker_at(run, b->file, b->s->from));
	(void)finding_step(run, f, MSG(a, N_("What is CGO_ENABLED there?")),
			   ANSWER_NONE, b->lack == LACK_OFF,
			   b->value ? b->value : "(unset)",
			   b->by ? docker_at(run, b->file, b->by) : NULL);
	if (b->lack != LACK_OFF)
		(void)finding_step(run, f, MSG(a, N_("Is there a C compiler by "
						     "then?")),
				   b->lack == LACK_HEADERS ? ANSWER_YES :
				   ANSWER_NO, b->lack != LACK_HEADERS, NULL,
				   docker_at(run, b->file, b->s->from));
	if (b->lack == LACK_HEADERS)
		(void)finding_step(run, f, MSG(a, N_("Are the headers of the C "
						     "library there?")),
				   ANSWER_NO, true, "musl-dev",
				   docker_at(run, b->file, b->s->from));
	f->why = b->lack == LACK_OFF ? MSG(a, N_(
		"With CGO_ENABLED=0 go leaves out every file that imports "
		"\"C\". A package of such files alone stops the build; one "
		"with a stub in its place builds, and fails when it is "
		"used.")) : MSG(a, N_(
		"The alpine variants of the official images have no C "
		"compiler. Since Go 1.20 CGO_ENABLED is 0 by default where "
		"there is none; before that, or with CGO_ENABLED=1, go calls "
		"gcc and stops. gcc alone does not do: the headers come with "
		"musl-dev."));
	f->probe = arena_printf(a, "grep -nE '^(FROM|ENV|ARG|RUN)' %s",
				shell_quote(a, b->file->path));
	docker_editor(run, f, b->step->line);
}

static struct finding *found(struct check_run *run, const struct build *b,
			     const char *subject)
{
	bool is_new;
	struct finding *f = finding_add(run, SEVERITY_ERROR, b->m->dir,
					b->file->path, b->step->line,
					arena_printf(run->arena, "%s %s",
						b->lack == LACK_OFF ? "off" :
						"compiler", subject),
					&is_new);

	return is_new ? f : NULL;
}

static void tell_main(struct check_run *run, const struct build *b,
		      const struct main_package *p)
{
	struct arena *a = run->arena;
	struct finding *f = found(run, b, p->dir);
	bool own = p->ncgo_chain && p->cgo &&
		   (cstr_eq(p->cgo, b->m->path) ||
		    (b->m->path && cstr_starts(p->cgo, b->m->path)));

	if (!f)
		return;
	f->title = b->lack == LACK_HEADERS ?
		MSG(a, N_("{0} needs cgo, and \"{1}\" runs without the "
			  "headers of the C library"), p->cgo,
		    docker_command(run, b->step->builds)) :
		b->lack == LACK_OFF ?
		MSG(a, N_("{0} needs cgo, and \"{1}\" runs with "
			  "CGO_ENABLED=0"), p->cgo,
		    docker_command(run, b->step->builds)) :
		MSG(a, N_("{0} needs cgo, and \"{1}\" runs without a C "
			  "compiler"), p->cgo,
		    docker_command(run, b->step->builds));
	finding_evidence(run, f, arena_printf(a, "FROM %s", b->s->from->text),
			 b->file->path, b->s->from->line);
	finding_evidence(run, f, b->step->builds, b->file->path,
			 b->step->line);
	finding_evidence(run, f, own ? "import \"C\"" : p->cgo, p->cgo_file,
			 p->cgo_line);
	(void)finding_step(run, f, MSG(a, N_("What of it needs cgo?")),
			   ANSWER_NONE, false, main_package_chain(a, p),
			   modules_at(a, p->cgo_file, p->cgo_line));
	explain_lack(run, f, b);
	if (b->lack == LACK_HEADERS)
		f->outcome = MSG(a, N_("gcc stops there: \"{0}\""),
				 "fatal error: stdlib.h: No such file or "
				 "directory");
	else if (b->lack == LACK_COMPILER)
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 "exec: \"gcc\": executable file not found "
				 "in $PATH");
	else if (p->cgo_stub)
		f->outcome = MSG(a, N_(
			"the build passes, and the program fails: \"{0}\""),
			"Binary was compiled with 'CGO_ENABLED=0', "
			"go-sqlite3 requires cgo to work. This is a stub");
	else if (own)
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 "build constraints exclude all Go files in");
	else
		f->outcome = MSG(a, N_("go stops there: what {0} leaves "
				       "without cgo does not compile "
				       "(\"undefined: …\", or \"build "
				       "constraints exclude all Go files\")"),
				 p->cgo);
}

static void tell_race(struct check_run *run, const struct build *b)
{
	struct arena *a = run->arena;
	struct finding *f = found(run, b, "-race");

	if (!f)
		return;
	f->title = b->lack == LACK_HEADERS ?
		MSG(a, N_("-race needs cgo, and \"{0}\" runs without the "
			  "headers of the C library"),
		    docker_command(run, b->step->builds)) :
		b->lack == LACK_OFF ?
		MSG(a, N_("-race needs cgo, and \"{0}\" runs with "
			  "CGO_ENABLED=0"),
		    docker_command(run, b->step->builds)) :
		MSG(a, N_("-race needs cgo, and \"{0}\" runs without a C "
			  "compiler"), docker_command(run, b->step->builds));
	finding_evidence(run, f, arena_printf(a, "FROM %s", b->s->from->text),
			 b->file->path, b->s->from->line);
	finding_evidence(run, f, b->step->builds, b->file->path,
			 b->step->line);
	explain_lack(run, f, b);
	f->outcome = b->lack == LACK_HEADERS ?
		MSG(a, N_("gcc stops there: \"{0}\""),
		    "fatal error: stdlib.h: No such file or directory") :
		MSG(a, N_("go stops there: \"{0}\""),
			 b->lack == LACK_COMPILER ?
			 "C compiler \"gcc\" not found" :
			 "-race requires cgo; enable cgo by setting "
			 "CGO_ENABLED=1");
}

static void judge_build(struct check_run *run, struct build *b)
{
	size_t i;

	if (!b->s->from)
		return;
	b->lack = lack_of(run->arena, b);
	if (b->lack == LACK_NOTHING)
		return;
	if (is_race(b->step)) {
		tell_race(run, b);
		return;
	}
	/* Which files a tag of its own adds or leaves out is not looked at. */
	for (i = 0; !strstr(b->step->builds, "-tags") &&
	     i < b->m->nmains; i++)
		if (b->m->mains[i].cgo &&
		    is_built(run->arena, b, &b->m->mains[i]))
			tell_main(run, b, &b->m->mains[i]);
}

/* ---- a program that wants glibc ---- */

/* NULL: it may well have one. */
static const char *without_glibc(const struct docker_step *from)
{
	struct str name = dockerfile_image_name(str_from(from->text));

	if (from->open)
		return NULL;
	if (str_is(str_from(from->text), "scratch"))
		return "scratch";
	if (str_is(name, "alpine"))
		return "musl";
	return strstr(from->text, "distroless/static") ? "static" : NULL;
}

/* "v2", "v10": an element that go passes over. */
static bool is_version(const char *s)
{
	return s[0] == 'v' && s[1] && strcmp(s, "v1") != 0 && s[1] != '0' &&
	       s[1 + strspn(s + 1, "0123456789")] == '\0';
}

/* The name that go gives a program: of "example.com/m/v2", m. */
static const char *program_of(struct arena *a, const struct build *b,
			      const struct main_package *p)
{
	const char *path = b->m->path ? b->m->path : "";

	if (!cstr_eq(p->dir, b->m->dir))
		path = arena_printf(a, "%s/%s", path,
				    cstr_eq(b->m->dir, ".") ? p->dir :
				    path_rel(a, b->m->dir, p->dir));
	return is_version(path_base(path)) && strchr(path, '/') ?
	       path_base(path_dir(a, path)) : path_base(path);
}

/* Where go install of the step writes to. */
static const char *gobin_of(struct arena *a, const struct build *b)
{
	const struct docker_step *by;
	const char *dir = docker_stage_variable(a, b->s, b->step, "GOBIN",
						&by);

	if (dir)
		return dir;
	dir = docker_stage_variable(a, b->s, b->step, "GOPATH", &by);
	return path_join(a, dir ? dir : "/go", "bin");
}

/* What the command writes, as an absolute path: by -o, or for that program;
 * NULL: not told. */
static const char *output_of(struct arena *a, const struct build *b,
			     const struct main_package *p)
{
	struct str rest = str_from(b->step->builds), word;
	const char *dir = "/", *out = NULL;
	size_t i;

	while (str_word(&rest, &word)) {
		if (str_is(word, "-o") && str_word(&rest, &word))
			out = arena_strndup(a, word.p, word.len);
		else if (str_starts(word, "-o="))
			out = arena_strndup(a, word.p + 3, word.len - 3);
	}
	if (!out && str_is_word(STR_LIT("install"), b->step->builds))
		out = path_join(a, gobin_of(a, b), program_of(a, b, p));
	else if (!out && str_is_word(STR_LIT("build"), b->step->builds))
		out = program_of(a, b, p);
	if (!out || strchr(out, '$') || strchr(out, '"'))
		return NULL;
	for (i = 0; i < b->s->nsteps; i++)
		if (b->s->steps[i]->kind == DOCKER_STEP_WORKDIR) {
			if (b->s->steps[i]->open || !b->s->steps[i]->text)
				return NULL;
			dir = path_join(a, dir, b->s->steps[i]->text);
		}
	return path_join(a, dir, out);
}

/* Does it surely link with glibc, as far as the command tells? */
static bool links_glibc(struct arena *a, const struct build *b)
{
	static const char *const words[] = {
		"-static", "netgo", "osusergo", "GOARCH=", "GOOS=",
		"CGO_ENABLED", "linkmode", "-buildmode", "CC=", "musl",
		"TINYGO", "xx-go", "TARGET",
	};
	static const char *const variables[] = {
		"CGO_ENABLED", "GOARCH", "GOFLAGS", "CC", "GOOS",
	};
	const struct docker_step *by;
	struct goimage image;
	size_t i;

	if (!b->s->from || b->s->from->open || strstr(b->s->from->text, "$") ||
	    !gotable_image(str_from(b->s->from->text), &image) ||
	    !image.official || image.alpine ||
	    has_word(b->step->text, words, ARRAY_SIZE(words)))
		return false;
	for (i = 0; i < b->s->nsteps; i++) {
		const struct docker_step *st = b->s->steps[i];

		if (st->kind == DOCKER_STEP_RUN ?
		    cstr_holds(st->text, "go env -w") :
		    (st->kind == DOCKER_STEP_ENV ||
		     st->kind == DOCKER_STEP_ARG) &&
		    has_word(st->text, words, ARRAY_SIZE(words)))
			return false;
	}
	for (i = 0; i < ARRAY_SIZE(variables); i++)
		if (docker_stage_variable(a, b->s, b->step, variables[i],
					  &by))
			return false;
	return true;
}

static void tell_libc(struct check_run *run, const struct build *b,
		      const struct docker_stage *to,
		      const struct docker_step *copy,
		      const struct main_package *p)
{
	struct arena *a = run->arena;
	const char *kind = without_glibc(to->from);
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ERROR, b->m->dir, b->file->path,
			b->step->line,
			arena_printf(a, "libc %s", p->cgo ||
				     cstr_eq(p->libc, "C") ? "C" : "net"),
			&is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("{0} is linked with glibc in {1} and copied into "
			     "{2}, which has none"), copy->sources[0],
		       b->s->from->text, to->from->text);
	finding_evidence(run, f, b->step->builds, b->file->path,
			 b->step->line);
	docker_evidence_copy(run, f, b->file, copy);
	finding_evidence(run, f, p->libc, p->libc_file, p->libc_line);
	(void)finding_step(run, f, MSG(a, N_("Does the image that builds have "
					     "a C compiler, and so cgo on?")),
			   ANSWER_YES, false, b->s->from->text,
			   docker_at(run, b->file, b->s->from));
	(void)finding_step(run, f, MSG(a, N_("What of the program uses the C "
					     "library then?")),
			   ANSWER_NONE, false, p->libc,
			   modules_at(a, p->libc_file, p->libc_line));
	(void)finding_step(run, f, MSG(a, N_("Is there a glibc where it "
					     "runs?")),
			   ANSWER_NO, true, to->from->text,
			   docker_at(run, b->file, to->from));
	f->outcome = cstr_eq(kind, "musl") ?
		MSG(a, N_("it does not start: \"not found\", though the file "
			  "is there")) :
		MSG(a, N_("it does not start: \"no such file or directory\", "
			  "though the file is there"));
	f->why = MSG(a, N_(
		"Where cgo is on, net and os/user use the C library, and the "
		"program names glibc's loader (/lib64/ld-linux-x86-64.so.2). "
		"Without that the kernel cannot start it. Built with "
		"CGO_ENABLED=0 both are pure Go, and the program needs no "
		"library at all; a program that needs cgo has to be built "
		"where it runs (golang:…-alpine with gcc and musl-dev), or "
		"to run where glibc is."));
	f->probe = arena_printf(a, "grep -nE '^(FROM|ENV|RUN|COPY)' %s",
				shell_quote(a, b->file->path));
	docker_editor(run, f, b->step->line);
}

/* COPY --from=STAGE of what a go build of that stage wrote. */
static void judge_copy(struct check_run *run, const struct module *m,
		       const struct repo_file *file,
		       const struct docker_stage *to,
		       const struct docker_step *copy)
{
	struct arena *a = run->arena;
	static const char *const libcs[] = {
		"gcompat", "libc6-compat", "glibc", "ld-linux",
	};
	struct docker_stage from, until;
	size_t i, k;

	if (copy->copy_stage < 0 || copy->open || !copy->nsources ||
	    !to->from || !without_glibc(to->from))
		return;
	docker_stage_init(&until, file, copy->stage, NULL);
	for (i = 0; i < until.nsteps; i++)
		if (has_word(until.steps[i]->text, libcs, ARRAY_SIZE(libcs)))
			return;
	docker_stage_init(&from, file, copy->copy_stage, NULL);
	for (i = 0; i < from.nsteps; i++) {
		struct docker_stage s;
		struct build b = { m, file, &s, from.steps[i], LACK_NOTHING,
				   NULL, NULL };
		const char *out;

		if (!b.step->builds)
			continue;
		docker_stage_init(&s, file, b.step->stage, b.step);
		if (!links_glibc(a, &b))
			continue;
		for (k = 0; k < m->nmains; k++) {
			out = output_of(a, &b, &m->mains[k]);
			if (out && m->mains[k].libc &&
			    cstr_eq(out, path_clean(a, copy->sources[0])) &&
			    is_built(a, &b, &m->mains[k]))
				tell_libc(run, &b, to, copy, &m->mains[k]);
		}
	}
}

/* ---- the check ---- */

static void judge(struct check_run *run, const struct module *m,
		  const struct repo_file *file, const struct docker_stage *s,
		  const struct docker_step *step)
{
	struct build b = { m, file, s, step, LACK_NOTHING, NULL, NULL };

	if (step->kind == DOCKER_STEP_COPY)
		judge_copy(run, m, file, s, step);
	else if (step->builds)
		judge_build(run, &b);
}

static enum check_status run(struct check_run *run)
{
	return docker_each(run, judge);
}

const struct check check_docker_cgo = {
	.id = "docker-cgo",
	.worst = SEVERITY_ERROR,
	.title = N_("a Dockerfile that builds what needs cgo without it, or "
		    "loses its C library"),
	.about = N_("A stage builds a program that needs cgo without a C "
		    "compiler or with CGO_ENABLED=0, or copies one that is "
		    "linked with glibc to where there is none. Example: \"FROM "
		    "golang:1.24-alpine\" and github.com/mattn/go-sqlite3; "
		    "\"FROM golang:1.24\", \"go build\", \"FROM scratch\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run,
};
