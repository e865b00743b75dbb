/*
 * ci-go-get: go get where a program is to be installed, by a job, a Makefile,
 * a script or a Dockerfile.
 */
#include "config.h"

#include "checks/ci.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "checks/goget.h"
#include "facts/dockerstage.h"
#include "fmt/gover.h"

ci_find ci_find_go_get;

static const char *without_version(struct arena *a, const char *path)
{
	return arena_strndup(a, path, str_find(str_from(path), '@'));
}

/* "golint" of "golang.org/x/lint/golint@latest". */
static const char *program_of(struct arena *a, const char *path)
{
	const char *bare = without_version(a, path);
	const char *base = path_base(bare);

	if (base[0] == 'v' && base[1] >= '0' && base[1] <= '9')
		base = path_base(path_dir(a, bare));
	return base;
}

/* Programs that nobody imports, and whose path does not say so. */
static bool is_known_program(const char *path)
{
	static const char *const paths[] = {
		"golang.org/x/lint/golint",
		"github.com/golangci/golangci-lint",
		"github.com/mattn/goveralls", "github.com/mitchellh/gox",
		"github.com/axw/gocov/gocov", "gotest.tools/gotestsum",
		"github.com/AlekSi/gocov-xml",
		"github.com/jstemmer/go-junit-report",
		"github.com/tcnksm/ghr",
		"github.com/kisielk/errcheck", "mvdan.cc/gofumpt",
		"github.com/gordonklaus/ineffassign",
		"github.com/client9/misspell/cmd/misspell",
		"github.com/golang/dep/cmd/dep", "github.com/kardianos/govendor",
		"github.com/tools/godep", "github.com/goreleaser/goreleaser",
		"github.com/modocache/gover", "github.com/fzipp/gocyclo",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(paths); i++)
		if (!strcmp(path, paths[i]))
			return true;
	return strstr(path, "/cmd/") != NULL;
}

bool goget_read(struct arena *a, const struct shellcmd *c, struct goget *out)
{
	size_t at, i;
	const char *verb = ci_go_verb(a, c, &at);

	memset(out, 0, sizeof(*out));
	if (!cstr_eq(verb, "get"))
		return false;
	out->verb = &c->words[at - 1];
	for (i = at; i < c->nwords; i++) {
		const struct shellcmd_word *w = &c->words[i];

		/* What a variable holds may be "-d". */
		if (w->text[0] == '$' && !out->path)
			return false;
		if (w->text[0] == '-') {
			if (!strcmp(w->text, "-d") || !strcmp(w->text, "-t") ||
			    !strcmp(w->text, "-tool"))
				out->only_fetches = true;
			continue;
		}
		out->npaths++;
		if (!out->path && strchr(w->text, '/') && w->text[0] != '.' &&
		    w->text[0] != '$') {
			out->path = w->text;
			out->word = w;
		}
	}
	return out->path && !out->only_fetches &&
	       !strstr(out->path, "...") &&
	       !cstr_ends(out->path, "@none");
}

/* A command of the job from there on that runs the program. */
static const char *used(struct ci_look *l, const struct ci_view *v,
			size_t step, const char *program,
			const char **file, int *line)
{
	size_t i, k, n, at;

	for (i = step; i < v->job->nsteps; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;

		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++)
			if (cstr_eq(shellcmd_program(&list[k], &at),
				    program)) {
				*file = st->file;
				*line = ci_line(st, &list[k]);
				return ci_text(l->a, st, &list[k]);
			}
	}
	return NULL;
}

/* Does one of the commands go install the path?  A go get in front of it is
 * then what puts it into go.mod. */
static bool is_installed(struct arena *a, const struct shellcmd *list,
			 size_t n, const char *path)
{
	size_t k, i, at;

	for (k = 0; k < n; k++) {
		if (!cstr_eq(ci_go_verb(a, &list[k], &at), "install"))
			continue;
		for (i = at; i < list[k].nwords; i++)
			if (cstr_eq(without_version(a, list[k].words[i].text),
				    path))
				return true;
	}
	return false;
}

static bool is_installed_by_job(struct ci_look *l, const struct ci_view *v,
				size_t step, const char *path)
{
	struct shellcmd *list;
	size_t i, n;

	for (i = step; i < v->job->nsteps; i++) {
		n = ci_commands(l, v, &v->job->steps[i], &list);
		if (is_installed(l->a, list, n, path))
			return true;
	}
	return false;
}

/* The module that requires the path's; NULL: m does not. */
static const struct require *required(const struct module *m, const char *path)
{
	size_t i, n;

	for (i = 0; m && i < m->nrequires; i++) {
		n = strlen(m->requires[i].path);
		if (cstr_starts(path, m->requires[i].path) &&
		    (!path[n] || path[n] == '/' || path[n] == '@'))
			return &m->requires[i];
	}
	return NULL;
}

/* Does a module of the repository use what is got?  Then a go get of it is
 * what changes its version. */
static bool is_used_by_module(const struct snapshot *s, const char *path)
{
	const struct require *r;
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		r = required(&s->modules[i], path);
		if (r && (!r->indirect || s->modules[i].ntools))
			return true;
	}
	return false;
}

/* Set in front of it: go install may then not do as it is told. */
static bool is_bent(const struct shellcmd *c, const struct goget *g)
{
	const struct shellcmd_word *w;

	for (w = c->words; w < g->verb; w++)
		if (cstr_starts(w->text, "GOFLAGS=") ||
		    (cstr_starts(w->text, "GO111MODULE=") &&
		     strcmp(w->text, "GO111MODULE=on") != 0))
			return true;
	return false;
}

const char *goget_install(struct arena *a, const struct module *m,
			  const struct shellcmd *c, const struct goget *g,
			  size_t *at, size_t *len)
{
	const struct shellcmd_word *last = &c->words[c->nwords - 1];
	const struct require *r = required(m, g->path);

	if (g->npaths != 1 || g->word != last || g->word->dynamic ||
	    is_bent(c, g))
		return NULL;
	/* From "get" to the path: its flags are not those of install. */
	*at = g->verb->at;
	*len = last->at + last->len - *at;
	if (strchr(g->path, '@'))
		return arena_printf(a, "install %s", g->path);
	return arena_printf(a, "install %s@%s", g->path,
			    r ? r->version : "latest");
}

static void get_edit(struct ci_look *l, struct ci_hit *h,
		     const struct ci_view *v, const struct ci_step *st,
		     const struct shellcmd *c, const struct goget *g)
{
	size_t at, len;
	const char *text = goget_install(l->a, v->script ? NULL :
					 ci_module(l, v), c, g, &at, &len);

	if (text)
		ci_hit_script(l, h, st, at, len, text);
}

/* GO111MODULE of the shell that runs a script. */
static bool shell_is_gopath_mode(const struct ci_look *l)
{
	const struct setting *set = place_setting(l->shell, "GO111MODULE");

	return set && !cstr_empty(set->value) && !cstr_eq(set->value, "on");
}

static bool is_gopath_mode(const struct ci_look *l, const struct ci_view *v,
			   const struct ci_step *st, const struct shellcmd *c)
{
	const struct ci_var *x = ci_var_find(st->env, st->nenv,
					     "GO111MODULE");
	size_t i;

	if (!x)
		x = ci_var_find(v->job->env, v->job->nenv, "GO111MODULE");
	for (i = 0; i < c->nwords; i++)
		if (!strcmp(c->words[i].text, "GO111MODULE=off") ||
		    !strcmp(c->words[i].text, "GO111MODULE=auto"))
			return true;
	if (!x && v->script)
		return shell_is_gopath_mode(l);
	return x && !cstr_eq(x->value, "on");
}

/* Of a script: where it runs. */
enum { GET_ANYWHERE, GET_INSIDE, GET_OUTSIDE };

static int where(const struct ci_look *l, const struct ci_step *st)
{
	const char *dir = st->dir;

	if (st->lost || !dir)
		return GET_ANYWHERE;
	for (;; dir = path_dir(l->a, dir)) {
		if (snapshot_module(l->s, dir))
			return GET_INSIDE;
		if (!strcmp(dir, "."))
			return l->s->repo.gomod_above ? GET_INSIDE
						      : GET_OUTSIDE;
	}
}

static void judge_get(struct ci_look *l, const struct ci_view *v,
		      size_t step, const struct shellcmd *c,
		      const char *newest)
{
	const struct ci_step *st = &v->job->steps[step];
	const char *program, *use, *file = NULL, *bare;
	struct ci_hit *h;
	struct goget g;
	bool gopath;
	int line = 0;

	if (!goget_read(l->a, c, &g))
		return;
	bare = without_version(l->a, g.path);
	program = program_of(l->a, g.path);
	use = used(l, v, step, program, &file, &line);
	if ((!use && !is_known_program(bare)) ||
	    is_installed_by_job(l, v, step, bare))
		return;
	if (v->script && !use && is_used_by_module(l->s, bare))
		return;
	/* Up to 1.17 it builds and installs; in GOPATH mode up to 1.21. */
	gopath = is_gopath_mode(l, v, st, c);
	if (newest && gover_cmp_of(newest, gopath ? "1.22" : "1.18") < 0)
		return;
	/* On this machine the program may be there from elsewhere. */
	h = ci_hit_add(l, v, use && !v->script ? SEVERITY_ERROR
					       : SEVERITY_WARNING,
		       v->script && !gopath ? where(l, st) : GET_ANYWHERE,
		       st->file, ci_line(st, c), g.path);
	h->name = program;
	h->value = g.path;
	h->other = use ? arena_printf(l->a, "%s:%d", file, line) : NULL;
	ci_hit_evidence(l, h, ci_text(l->a, st, c), st->file,
			ci_line(st, c));
	if (use)
		ci_hit_evidence(l, h, use, file, line);
	get_edit(l, h, v, st, c, &g);
}

void ci_find_go_get(struct ci_look *l, const struct ci_view *v)
{
	const char *newest = ci_go(l, v);
	size_t i, k, n;

	/* What an image of another kind holds is not known. */
	if (!newest && v->job->image.name)
		return;
	for (i = 0; i < v->job->nsteps; i++) {
		struct shellcmd *list;

		n = ci_commands(l, v, &v->job->steps[i], &list);
		for (k = 0; k < n; k++)
			judge_get(l, v, i, &list[k], newest);
	}
}

static void get_why(struct check_run *run, struct finding *f,
		    const char *path)
{
	struct arena *a = run->arena;

	f->why = MSG(a, N_(
		"Up to Go 1.16 go get built and installed what it was given; "
		"since 1.18 it only changes the requirements of the module "
		"around it, and outside of one it stops. What installs a "
		"program is go install PATH@VERSION, since 1.16, and it leaves "
		"go.mod alone."));
	f->probe = arena_printf(a, "go install %s%s", path,
				strchr(path, '@') ? "" : "@latest");
}

static struct msg get_outcome(struct arena *a, int kind)
{
	static const char outside[] =
		"'go get' is no longer supported outside a module";

	switch (kind) {
	case GET_INSIDE:
		return MSG(a, N_("go.mod of the module gets another "
				 "requirement, and nothing is built"));
	case GET_OUTSIDE:
		return MSG(a, N_("go stops there: \"{0}\""), outside);
	default:
		return MSG(a, N_("go.mod of the module gets another "
				 "requirement, or go stops: \"{0}\""),
			   outside);
	}
}

static void get_explain(struct check_run *run, struct finding *f,
			const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const struct place *shell = snapshot_place(run->snap, "shell");

	if (h->of_script) {
		f->title = MSG(a, N_("go get installs no program: not {0} by "
				     "the go of this shell"), h->name);
		(void)finding_step(run, f, MSG(a, N_("Which Go runs there?")),
				   ANSWER_NONE, false, env_version(a, shell),
				   "shell");
	} else {
		f->title = MSG(a, N_("go get installs no program: {0} is not "
				     "there afterwards"), h->name);
	}
	(void)finding_step(run, f,
			   MSG(a, N_("Does go get build a program? (Not since "
				     "Go 1.18)")), ANSWER_NO, true, h->value,
			   arena_printf(a, "%s:%d", h->file, h->line));
	if (h->other)
		(void)finding_step(run, f,
				   h->of_script ?
				   MSG(a, N_("Is the program run behind it?")) :
				   MSG(a, N_("Is the program run by the job?")),
				   ANSWER_YES, false, h->name, h->other);
	f->outcome = get_outcome(a, h->kind);
	get_why(run, f, h->value);
}

/* A stage's Go, if an official image tells. */
static const char *stage_go(struct arena *a, const struct repo_file *f,
			    int stage)
{
	struct docker_stage s;
	struct goimage image;
	struct gorange range;

	docker_stage_init(&s, f, stage, NULL);
	if (!s.from || s.from->open || !s.from->text ||
	    !gotable_image(str_from(s.from->text), &image))
		return NULL;
	if (!image.version.len)
		return gotable_newest();
	if (!gotable_range_version(a, image.version, &range))
		return NULL;
	return gotable_release(&range);
}

static bool is_installed_by_stage(struct arena *a,
				  const struct repo_file *file, size_t step,
				  const char *path)
{
	const struct docker_step *first = &file->steps[step];
	struct shellcmd *list;
	size_t i, n;

	for (i = step; i < file->nsteps; i++) {
		const struct docker_step *st = &file->steps[i];

		if (st->kind != DOCKER_STEP_RUN || !st->text ||
		    st->stage != first->stage)
			continue;
		n = shellcmd_list(a, str_from(st->text), &list);
		if (is_installed(a, list, n, path))
			return true;
	}
	return false;
}

/* Up to 1.21 go get installs where modules are switched off. */
static bool is_gopath_stage(struct arena *a, const struct repo_file *file,
			    const struct docker_step *st, const char *go)
{
	const struct docker_step *by;
	struct docker_stage s;
	const char *mode;

	docker_stage_init(&s, file, st->stage, st);
	mode = docker_stage_variable(a, &s, st, "GO111MODULE", &by);
	return !cstr_empty(mode) && strcmp(mode, "on") != 0 &&
	       gover_cmp_of(go, "1.22") < 0;
}

static void tell_run(struct check_run *run, const struct repo_file *file,
		     const struct docker_step *st, const char *path,
		     const char *go)
{
	struct arena *a = run->arena;
	const struct module *m = ledger_module_of(a, run->snap,
						  path_dir(a, file->path));
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ERROR, m ? m->dir : "", file->path,
			st->line, path, &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("go get installs no program: {0} is not there "
			     "afterwards"), program_of(a, path));
	finding_evidence(run, f, arena_printf(a, "go get %s", path),
			 file->path, st->line);
	(void)finding_step(run, f, MSG(a, N_("Which Go runs there?")),
			   ANSWER_NONE, false, go, NULL);
	(void)finding_step(run, f,
			   MSG(a, N_("Does go get build a program? (Not since "
				     "Go 1.18)")), ANSWER_NO, true, path,
			   NULL);
	f->outcome = get_outcome(a, GET_ANYWHERE);
	get_why(run, f, path);
	env_command_edit(run, f, MSG(a, N_("open it at the line:")),
			 file->path, st->line);
}

static void judge_dockerfile(struct check_run *run,
			     const struct repo_file *file)
{
	struct arena *a = run->arena;
	size_t i, k, n;

	for (i = 0; i < file->nsteps; i++) {
		const struct docker_step *st = &file->steps[i];
		struct shellcmd *list;
		const char *go, *path;
		struct goget g;

		if (st->kind != DOCKER_STEP_RUN || !st->text)
			continue;
		go = stage_go(a, file, st->stage);
		if (!go || gover_cmp_of(go, "1.18") < 0 ||
		    is_gopath_stage(a, file, st, go))
			continue;
		n = shellcmd_list(a, str_from(st->text), &list);
		for (k = 0; k < n; k++) {
			if (!goget_read(a, &list[k], &g))
				continue;
			path = without_version(a, g.path);
			if (is_known_program(path) &&
			    !is_installed_by_stage(a, file, i, path))
				tell_run(run, file, st, g.path, go);
		}
	}
}

static enum check_status get_run(struct check_run *run)
{
	enum check_status status = ci_judge(run, ci_find_go_get,
					    get_explain);
	const struct snapshot *s = run->snap;
	size_t i;

	for (i = 0; i < s->nfiles; i++) {
		if (s->files[i].kind != FILE_DOCKERFILE ||
		    s->files[i].fixture)
			continue;
		status = CHECK_OK;
		judge_dockerfile(run, &s->files[i]);
	}
	return status;
}

const struct check check_ci_go_get = {
	.id = "ci-go-get",
	.worst = SEVERITY_ERROR,
	.title = N_("go get where a program is to be installed"),
	.about = N_("A script of a job, a Makefile, a shell script or a RUN of "
		    "a Dockerfile calls go get to install a program. Since Go "
		    "1.18 it installs none. Example: go get -u "
		    "golang.org/x/lint/golint, and then golint ./... finds no "
		    "such program."),
	.needs = NEEDS_REPO,
	.run = get_run,
};
