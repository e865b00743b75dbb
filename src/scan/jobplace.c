#include "config.h"

#include "scan/jobplace.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "facts/cijob.h"
#include "facts/gotable.h"
#include "fmt/dockerfile.h"
#include "fmt/gocommand.h"
#include "fmt/gover.h"
#include "fmt/shellcmd.h"
#include "fmt/shellexport.h"

#define PREFIX "job:"
/* Stands for a folder that is not known; no setting is shown with it. */
#define NOWHERE "/gomend-unknown"

/* ---- names ---- */

static const char *name_of(struct arena *a, const struct repo_file *f,
			   const struct ci_job *j)
{
	return arena_printf(a, PREFIX "%s#%s", f->path, j->id);
}

size_t jobplace_names(struct arena *a, const struct snapshot *s,
		      const char ***names)
{
	const char *last = NULL, *name;
	size_t n = 0, i, k;

	*names = NULL;
	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];

		for (k = 0; !f->fixture && k < f->njobs; k++) {
			const struct ci_job *j = &f->jobs[k];

			if (!j->runs_go || j->calls)
				continue;
			name = name_of(a, f, j);
			if (!cstr_eq(name, last))
				*ARENA_PUSH(a, *names, n) = name;
			last = name;
		}
	}
	return n;
}

struct wanted {
	const char *file, *id, *leg, *step;
};

static const char *dup(struct arena *a, struct str s)
{
	return arena_strndup(a, s.p, s.len);
}

/* job:FILE#JOB(leg)#STEP */
static bool split_name(struct arena *a, const char *name, struct wanted *w)
{
	struct str rest, part;
	size_t open;

	memset(w, 0, sizeof(*w));
	if (strncmp(name, PREFIX, strlen(PREFIX)) != 0)
		return false;
	rest = str_from(name + strlen(PREFIX));
	if (!str_cut(&rest, '#', &part) || !part.len || !rest.p)
		return false;
	w->file = dup(a, part);
	if (!str_cut(&rest, '#', &part) || !part.len)
		return false;
	if (rest.p)
		w->step = dup(a, rest);
	open = str_find(part, '(');
	if (open < part.len && part.p[part.len - 1] == ')') {
		w->leg = dup(a, str_sub(part, open + 1,
					part.len - open - 2));
		part.len = open;
	}
	w->id = dup(a, part);
	return true;
}

static bool is_file(const struct repo_file *f, const char *word)
{
	return cstr_eq(f->path, word) || cstr_eq(path_base(f->path), word);
}

static const struct repo_file *find_file(const struct snapshot *s,
					 const char *word)
{
	const struct repo_file *hit = NULL;
	size_t i;

	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];

		if (cstr_eq(f->path, word))
			return f;
		if (f->njobs && is_file(f, word) && !hit)
			hit = f;
	}
	return hit;
}

static void fail(struct arena *a, struct place *p, struct msg why)
{
	p->problem = why;
	p->error = msg_english(a, &why);
	p->state = PLACE_FAILED;
}

/* "build, test" of what there is to choose from. */
static const char *listed(struct arena *a, const char *list,
			  const char *word)
{
	return *list ? arena_printf(a, "%s, %s", list, word) : word;
}

static const char *all_jobs(struct arena *a, const struct snapshot *s)
{
	const char **names, *list = "";
	size_t n = jobplace_names(a, s, &names), i;

	for (i = 0; i < n; i++)
		list = listed(a, list, names[i]);
	return list;
}

static const char *ids_of(struct arena *a, const struct repo_file *f)
{
	const char *list = "", *last = "";
	size_t i;

	for (i = 0; i < f->njobs; i++) {
		if (!cstr_eq(f->jobs[i].id, last))
			list = listed(a, list, f->jobs[i].id);
		last = f->jobs[i].id;
	}
	return list;
}

/* ---- one job of several combinations ---- */

static bool same_var(const struct ci_var *x, const struct ci_var *y)
{
	return x && y ? cstr_eq(x->value, y->value) &&
			cstr_eq(x->expression, y->expression)
		      : x == y;
}

/* What they disagree on is not known of the job as a whole. */
static void blur(struct ci_var *v)
{
	v->value = NULL;
	v->expression = "matrix";
}

static void blur_vars(struct arena *a, struct ci_var **list, size_t *n,
		      const struct ci_var *other, size_t nother)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (!same_var(&(*list)[i], ci_var_find(other, nother,
						       (*list)[i].name)))
			blur(&(*list)[i]);
	for (i = 0; i < nother; i++)
		if (!ci_var_find(*list, *n, other[i].name)) {
			struct ci_var *v = ARENA_PUSH(a, *list, *n);

			*v = other[i];
			blur(v);
		}
}

/* Into `out`, a copy of the first, what holds for this one, too. */
static void merge_leg(struct arena *a, struct ci_job *out,
		      const struct ci_job *leg)
{
	size_t i;

	if (!same_var(&out->runner, &leg->runner))
		blur(&out->runner);
	if (!same_var(&out->image, &leg->image)) {
		if (!out->image.name)
			out->image = leg->image;
		blur(&out->image);
	}
	blur_vars(a, &out->env, &out->nenv, leg->env, leg->nenv);
	if (out->nsteps != leg->nsteps) {
		/* A condition takes a step away from some of them. */
		for (i = 0; i < out->nsteps; i++)
			out->steps[i].maybe = true;
		return;
	}
	for (i = 0; i < out->nsteps; i++) {
		struct ci_step *s = &out->steps[i];
		const struct ci_step *t = &leg->steps[i];

		if (s->line != t->line)
			s->maybe = true;
		blur_vars(a, &s->env, &s->nenv, t->env, t->nenv);
		blur_vars(a, &s->with, &s->nwith, t->with, t->nwith);
	}
}

/* A script is kept by the first combination that has it. */
static const char *script_of(const struct repo_file *f,
			     const struct wanted *w, const struct ci_step *st)
{
	size_t i, k;

	for (i = 0; i < f->njobs; i++) {
		const struct ci_job *j = &f->jobs[i];

		for (k = 0; cstr_eq(j->id, w->id) && k < j->nsteps; k++)
			if (j->steps[k].run &&
			    j->steps[k].run_line == st->run_line &&
			    cstr_eq(j->steps[k].file, st->file))
				return j->steps[k].run;
	}
	return NULL;
}

/* The combinations of a job stand behind each other. */
static const struct ci_job *pick(struct arena *a, const struct repo_file *f,
				 const struct wanted *w, const char **legs)
{
	const struct ci_job *first = NULL, *hit = NULL;
	struct ci_job *all = NULL;
	size_t i, k;

	*legs = "";
	for (i = 0; i < f->njobs; i++) {
		const struct ci_job *j = &f->jobs[i];

		if (!cstr_eq(j->id, w->id))
			continue;
		if (j->leg)
			*legs = listed(a, *legs, j->leg);
		if (!first) {
			first = j;
			all = ARENA_NEW(a, struct ci_job);
			codec_copy(&ci_job_codec, a, j, all);
		} else if (all) {
			merge_leg(a, all, j);
		}
		if (w->leg && cstr_eq(j->leg, w->leg))
			hit = j;
	}
	if (!w->leg || !first)
		return all;
	if (!hit)
		return NULL;
	codec_copy(&ci_job_codec, a, hit, all);
	for (k = 0; k < all->nsteps; k++)
		if (!all->steps[k].run)
			all->steps[k].run = script_of(f, w,
						      &all->steps[k]);
	return all;
}

/* The places that its combinations are, where there are several. */
static size_t legs_of(struct arena *a, const struct repo_file *f,
		      const struct wanted *w, const char ***names)
{
	size_t n = 0, i;

	*names = NULL;
	for (i = 0; i < f->njobs; i++)
		if (cstr_eq(f->jobs[i].id, w->id) && f->jobs[i].leg)
			*ARENA_PUSH(a, *names, n) = arena_printf(a,
				PREFIX "%s#%s(%s)%s%s", f->path, w->id,
				f->jobs[i].leg, w->step ? "#" : "",
				w->step ? w->step : "");
	return n;
}

/* ---- which Go ---- */

struct reading {
	struct arena *a;
	const struct snapshot *s;
	struct place *p;
	struct jobplace *out;
	const struct ci_job *job;
	size_t until;		/* steps before it are over */
	const char *home, *goroot, *path;
	bool no_go;		/* which is not known */
	struct goimage image;
	bool is_image;
	struct ci_var *vars;
	size_t nvars;
};

static void go_unknown(struct reading *r, struct msg why)
{
	struct place_job *j = r->p->job;

	j->release = NULL;
	j->go = why;
	r->no_go = true;
}

/* Of the version or image that an expression makes. */
static struct msg go_differs(const struct reading *r, const struct ci_var *v)
{
	if (!cstr_eq(v->expression, "matrix"))
		return MSG(r->a, N_("What {0} comes to is known to the run "
				    "alone."), v->expression);
	return r->out->nlegs ?
		MSG(r->a, N_("The combinations of the matrix have different "
			     "ones; one of them is \"{0}\"."),
		    r->out->legs[0]) :
		MSG(r->a, N_("The combinations of the matrix have different "
			     "ones."));
}

static void go_is(struct reading *r, const struct gorange *g,
		  const char *file, int line, struct msg how)
{
	struct place_job *j = r->p->job;

	j->go_file = file;
	j->go_line = line;
	if (!g->high) {
		/* What is newest on that day is not known on this one. */
		go_unknown(r, MSG(r->a, N_("It is the newest Go of the day "
			"that the job runs on; by {0} that was {1}."),
			gotable_date, gotable_newest()));
		return;
	}
	j->release = gotable_release(g);
	j->go = g->exact ? how :
		MSG(r->a, N_("It asks for {0}; {1} was the newest of that by "
			     "{2}. A runner that has an older patch release at "
			     "hand takes that."), g->high, j->release,
		    gotable_date);
	r->no_go = false;
}

static const char *at_line(struct arena *a, const char *file, int line)
{
	return line ? arena_printf(a, "%s:%d", file, line) : file;
}

/* go-version-file: the version that this file says. */
static bool version_of_file(struct reading *r, const char *file, int major,
			    const char **version, const char **where)
{
	const struct setup_go *g = gotable_setup_go(major);
	const struct snapshot *s = r->s;
	size_t i;

	file = path_clean(r->a, file);
	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		if (!cstr_eq(m->gomod, file))
			continue;
		if (g && g->toolchain_line && m->toolchain &&
		    cstr_starts(m->toolchain, "go")) {
			*version = m->toolchain + 2;
			*where = at_line(r->a, m->gomod, m->toolchain_line);
			return true;
		}
		*version = m->go_version;
		*where = at_line(r->a, m->gomod, m->go_line);
		return m->go_version != NULL;
	}
	for (i = 0; i < s->nworkspaces; i++)
		if (cstr_eq(s->workspaces[i].file, file) &&
		    s->workspaces[i].go_version) {
			*version = s->workspaces[i].go_version;
			*where = at_line(r->a, file,
					 s->workspaces[i].go_line);
			return true;
		}
	for (i = 0; i < s->nfiles; i++)
		if (cstr_eq(s->files[i].path, file) && s->files[i].npins &&
		    s->files[i].pins[0].kind == PIN_TOOL &&
		    s->files[i].pins[0].version) {
			*version = s->files[i].pins[0].version;
			*where = at_line(r->a, file, s->files[i].pins[0].line);
			return true;
		}
	return false;
}

static void set_up_go(struct reading *r, const struct ci_step *st)
{
	struct arena *a = r->a;
	const struct ci_var *v = ci_var_find(st->with, st->nwith,
					     "go-version");
	const struct ci_var *f = ci_var_find(st->with, st->nwith,
					     "go-version-file");
	const char *file = st->file ? st->file : r->job->file, *version,
		   *where;
	struct gorange range;

	r->p->job->go_file = file;
	r->p->job->go_line = v ? v->line : f ? f->line : st->line;
	if (st->maybe) {
		go_unknown(r, MSG(a, N_("Whether the step that sets Go up "
			"({0}) runs depends on the run."),
			at_line(a, file, st->line)));
		return;
	}
	if (v && !v->value) {
		go_unknown(r, go_differs(r, v));
		return;
	}
	if (v && *v->value) {
		if (gotable_range_setup_go(a, v->value, &range))
			go_is(r, &range, v->file, v->line,
			      MSG(a, N_("{0} installs what its go-version "
					"names."), st->uses));
		else
			go_unknown(r, MSG(a, N_("How setup-go reads \"{0}\" "
				"is not known to gomend."), v->value));
		return;
	}
	if (f && !f->value) {
		go_unknown(r, MSG(a, N_("What {0} comes to is known to the "
			"run alone."), f->expression ? f->expression : ""));
		return;
	}
	if (f) {
		if (!version_of_file(r, f->value, st->major, &version,
				     &where) ||
		    !gotable_range_setup_go(a, version, &range))
			go_unknown(r, MSG(a, N_("{0} tells no version that "
				"setup-go could take."), f->value));
		else
			go_is(r, &range, f->file, f->line,
			      MSG(a, N_("{0} installs what {1} says."),
				  st->uses, where));
		return;
	}
	go_unknown(r, MSG(a, N_("{0} is told no version: it takes the Go that "
		"the runner has."), st->uses));
}

/* Actions of others, and composite ones, may set a Go up. */
static bool is_plain_action(const struct ci_step *st)
{
	return !st->uses || st->followed || !strncmp(st->uses, "actions/", 8) ||
	       !strncmp(st->uses, "docker/", 7) ||
	       !strncmp(st->uses, "codecov/", 8) ||
	       !strncmp(st->uses, "golangci/", 9) ||
	       !strncmp(st->uses, "docker://", 9);
}

static void image_go(struct reading *r)
{
	const struct ci_var *v = &r->job->image;
	struct gorange range;

	r->p->job->go_file = v->file;
	r->p->job->go_line = v->line;
	if (!v->value) {
		go_unknown(r, go_differs(r, v));
		return;
	}
	r->p->job->image = v->value;
	r->is_image = gotable_image(str_from(v->value), &r->image);
	if (!r->is_image) {
		go_unknown(r, MSG(r->a, N_("Which Go the image {0} holds is "
			"not known; \"image:{0}\" asks it."), v->value));
		return;
	}
	if (!r->image.version.len)
		memset(&range, 0, sizeof(range));
	else if (!gotable_range_version(r->a, r->image.version, &range)) {
		go_unknown(r, MSG(r->a, N_("Which Go the image {0} holds is "
			"not known; \"image:{0}\" asks it."), v->value));
		return;
	}
	go_is(r, &range, v->file, v->line,
	      MSG(r->a, N_("The image {0} holds it."), v->value));
}

static void which_go(struct reading *r)
{
	const struct ci_job *j = r->job;
	size_t i;

	if (j->image.name)
		image_go(r);
	else if (j->elsewhere)
		go_unknown(r, MSG(r->a, N_("The job names no image, and one "
			"may come of what the file includes and is not here "
			"({0})."), j->elsewhere));
	else
		go_unknown(r, j->gitlab ?
			MSG(r->a, N_("The job names no image: it runs in the "
				     "runner's own.")) :
			MSG(r->a, N_("Nothing sets a Go up: it is the one that "
				     "the runner has on that day.")));
	for (i = 0; i < r->until; i++) {
		const struct ci_step *st = &j->steps[i];

		if (ci_step_uses(st, "actions/setup-go"))
			set_up_go(r, st);
		else if (!is_plain_action(st) && r->no_go)
			go_unknown(r, MSG(r->a, N_("{0} may set a Go up: "
				"gomend does not follow that action."),
				st->uses));
		else if (st->own_go)
			go_unknown(r, MSG(r->a, N_("A script ({0}) may bring "
				"a Go of its own."),
				at_line(r->a, st->file, st->run_line)));
	}
}

/* ---- the machine ---- */

static void set_machine(struct reading *r)
{
	const struct ci_job *j = r->job;
	const struct gorunner *h = gotable_runner(j->runner.value);
	struct goenv_input *in = &r->out->in;
	const char *release = r->p->job->release;
	bool in_image = j->image.name != NULL;
	bool by_action = false;
	size_t i;

	for (i = 0; i < r->until; i++)
		by_action |= ci_step_uses(&j->steps[i], "actions/setup-go");
	r->p->job->runner = j->runner.value;
	in->hostos = h && !in_image ? h->os : "linux";
	in->hostarch = h ? h->arch : "amd64";
	r->out->arch_unknown = !h;
	r->out->machine_unknown = in_image ? !r->is_image ||
					     !r->image.official : !h;
	r->home = in_image ? j->gitlab ? "/root" : "/github/home"
			   : h && h->home ? h->home : NOWHERE "-home";
	if (in_image && !r->is_image)
		r->home = j->gitlab ? NOWHERE "-home" : "/github/home";
	r->out->compiler_unknown = r->out->machine_unknown;
	r->out->compilers = in_image ? gotable_image_compilers(&r->image)
				     : h ? h->compilers : "";
	/* What a step installs is not followed. */
	for (i = 0; i < r->until; i++)
		if (r->image.alpine && (cstr_holds(j->steps[i].run, "gcc") ||
					cstr_holds(j->steps[i].run, "build-base") ||
					cstr_holds(j->steps[i].run, "musl-dev")))
			r->out->compiler_unknown = true;
	r->goroot = NOWHERE "-goroot";
	if (!release)
		return;
	if (by_action && h && (h->tools || in_image))
		r->goroot = arena_printf(r->a, "%s/go/%s/%s",
			in_image ? "/__t" : h->tools, release,
			cstr_eq(h->arch, "amd64") ? "x64" : h->arch);
	else if (!by_action && r->is_image && r->image.official)
		r->goroot = "/usr/local/go";
}

/* ---- where it works, and as whom ---- */

static bool changes_folder(struct arena *a, const struct ci_step *st)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(a, str_from(st->run), &list), i, at;

	for (i = 0; i < n; i++) {
		const char *program = shellcmd_program(&list[i], &at);

		if (cstr_eq(program, "cd") || cstr_eq(program, "pushd"))
			return true;
	}
	return false;
}

/* Of the checkout; NULL: not known. */
static const char *folder_of(struct reading *r, const struct ci_step *st)
{
	const char *dir = st->dir ? path_clean(r->a, st->dir) : ".";

	return st->lost || changes_folder(r->a, st) || dir[0] == '/' ||
	       cstr_starts(dir, "..") || strpbrk(dir, "$~") ? NULL : dir;
}

/* Are the sources in the folder that the runner gives the job? */
static bool is_checked_out(const struct ci_job *j)
{
	size_t i;

	for (i = 0; i < j->nsteps && !j->gitlab; i++)
		if (ci_step_is_checkout(&j->steps[i]) && !j->steps[i].maybe)
			return true;
	return j->gitlab;
}

/* Where go works: at the step, or in every step that runs it. */
static const char *work_folder(struct reading *r, const struct ci_step *at)
{
	const struct ci_job *j = r->job;
	const char *dir = NULL, *one;
	size_t i;

	if (!is_checked_out(j))
		return NULL;
	for (i = 0; i < j->nsteps; i++) {
		const struct ci_step *st = &j->steps[i];

		/* A line of GitLab leaves the next ones where it went. */
		if (!st->run || st->called || st->after ||
		    (!j->gitlab && (at ? st != at :
		     gocommand_find(str_from(st->run)) == GOCOMMAND_NONE)))
			continue;
		one = folder_of(r, st);
		if (!one || (dir && strcmp(dir, one) != 0))
			return NULL;
		dir = one;
	}
	return dir;
}

/* The go.mod that go finds from there, as the runner's own variable says. */
static const char *gomod_of(struct reading *r, const char *dir)
{
	const struct module *m = NULL;

	for (; dir && !m; dir = cstr_eq(dir, ".") ? NULL :
				path_dir(r->a, dir))
		m = snapshot_module(r->s, dir);
	return m ? arena_printf(r->a, "%s/%s", r->job->gitlab ?
				"$CI_PROJECT_DIR" : "$GITHUB_WORKSPACE",
				m->gomod) : NULL;
}

static void set_surroundings(struct reading *r, const struct ci_step *at)
{
	const struct gorunner *h = gotable_runner(r->job->runner.value);
	struct place_job *j = r->p->job;

	j->dir = work_folder(r, at);
	r->out->gomod = gomod_of(r, j->dir);
	if (r->job->image.name) {
		if (!r->is_image || !r->image.official)
			return;
		j->user = r->job->other_user ? NULL : "root";
		j->libc = r->image.alpine ? "musl" : "glibc";
	} else if (h) {
		j->user = cstr_eq(h->os, "windows") ? "runneradmin" : "runner";
		j->libc = cstr_eq(h->os, "linux") ? "glibc" : NULL;
	}
}

/* ---- variables ---- */

static struct ci_var *add_var(struct reading *r, const char *name,
			      const char *value, const char *expression,
			      const char *file, int line)
{
	struct ci_var *v = NULL;
	size_t i;

	for (i = 0; i < r->nvars && !v; i++)
		if (cstr_eq(r->vars[i].name, name))
			v = &r->vars[i];
	if (!v)
		v = ARENA_PUSH(r->a, r->vars, r->nvars);
	v->name = name;
	v->value = value;
	v->expression = expression;
	v->file = file;
	v->line = line;
	v->supplied = NULL;
	return v;
}

static void add_vars(struct reading *r, const struct ci_var *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		add_var(r, list[i].name, list[i].value, list[i].expression,
			list[i].file, list[i].line)->supplied =
			list[i].supplied;
}

static bool is_name(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!isalnum((unsigned char)s.p[i]) && s.p[i] != '_')
			return false;
	return s.len && !isdigit((unsigned char)s.p[0]);
}

/* echo "NAME=value" >> "$GITHUB_ENV" */
static bool echo_of(struct str line, struct str *name, struct str *value)
{
	size_t to = str_search(line, ">>");
	struct str s = str_trim(str_sub(line, 0, to));
	char quote = 0;

	if (to == line.len || !str_starts(s, "echo "))
		return false;
	s = str_trim(str_sub(s, 5, s.len - 5));
	if (s.len > 1 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.len - 1] == s.p[0]) {
		quote = s.p[0];
		s = str_sub(s, 1, s.len - 2);
	}
	if (!str_cut(&s, '=', name) || !s.p || !is_name(*name))
		return false;
	*value = s;
	/* What the shell would put in, or a second quote. */
	return quote == '\'' ? str_find(s, '\'') == s.len :
	       str_find(s, '$') == s.len && str_find(s, '`') == s.len &&
	       str_find(s, '"') == s.len && str_find(s, '\\') == s.len &&
	       (quote || str_find(s, ' ') == s.len);
}

/* Every NAME= of the line, where what it is set to cannot be told. */
static void names_in(struct reading *r, struct str line, const char *file,
		     int at)
{
	struct str word;

	while (str_word(&line, &word)) {
		size_t eq = str_find(word, '=');

		while (word.len && (word.p[0] == '"' || word.p[0] == '\'')) {
			word = str_sub(word, 1, word.len - 1);
			eq = str_find(word, '=');
		}
		if (eq < word.len && is_name(str_sub(word, 0, eq)))
			(void)add_var(r, dup(r->a, str_sub(word, 0, eq)), NULL,
				"GITHUB_ENV", file, at);
	}
}

/* What a step tells the steps behind it. */
static void step_tells(struct reading *r, const struct ci_step *st)
{
	struct str rest = str_from(st->run ? st->run : ""), line, name, value;
	bool file = cstr_holds(st->run, "GITHUB_ENV");
	int n = st->run_line;

	for (; file && str_line(&rest, &line); n++) {
		if (str_search(line, "GITHUB_ENV") < line.len &&
		    echo_of(line, &name, &value) && !st->maybe)
			(void)add_var(r, dup(r->a, name), dup(r->a, value), NULL,
				st->file, n);
		else
			names_in(r, line, st->file, n);
	}
}

/* ---- what its scripts export ---- */

/* The scripts that say what go sees at the step, or in the whole job. */
struct scripts {
	struct shellexport_script *list;
	const struct ci_step **steps;
	size_t n;
};

static void add_script(struct reading *r, const struct ci_step *st,
		       const struct ci_step *at, struct scripts *out)
{
	size_t n = out->n;
	struct shellexport_script *s = ARENA_PUSH(r->a, out->list, n);

	*ARENA_PUSH(r->a, out->steps, out->n) = st;
	s->text = str_from(st->run);
	s->apart = st->called;
	s->fresh = !r->job->gitlab && !st->called;
	s->quiet = at && st != at && !st->called;
}

/* GitLab's lines share one shell, those of after_script another; GitHub's
 * steps have one each. */
static void find_scripts(struct reading *r, const struct ci_step *at,
			 struct scripts *out)
{
	const struct ci_job *j = r->job;
	const struct ci_step *last = at ? at : j->steps + j->nsteps - 1;
	const struct ci_step *st;

	while (at && last + 1 < j->steps + j->nsteps && last[1].called)
		last++;
	for (st = at && !j->gitlab ? at : j->steps;
	     j->nsteps && st <= last; st++)
		if (st->run && st->after == (at && at->after) &&
		    (j->gitlab || ci_shell_is_posix(st->shell,
						    r->out->in.hostos)))
			add_script(r, st, at, out);
}

/* Is it a variable before the scripts begin? */
static bool is_exported(const struct reading *r, const char *name)
{
	return ci_var_find(r->vars, r->nvars, name) ||
	       (r->is_image && r->image.official &&
		(cstr_eq(name, "GOPATH") || cstr_eq(name, "GOTOOLCHAIN")));
}

static void set_exports(struct reading *r, const struct ci_step *at)
{
	struct scripts s = { 0 };
	struct shellexport *list;
	size_t n, i;

	find_scripts(r, at, &s);
	n = shellexport_list(r->a, s.list, s.n, &list);
	for (i = 0; i < n; i++) {
		const struct shellexport *e = &list[i];
		bool was = is_exported(r, e->name);

		if (cstr_eq(e->name, "PATH") ||
		    (e->how == SHELLEXPORT_BARE && !was) ||
		    (e->how == SHELLEXPORT_STORED && was) ||
		    /* A step is a place of its own. */
		    (e->mixed && !at && !r->job->gitlab))
			continue;
		(void)add_var(r, e->name, e->how == SHELLEXPORT_STORED ? NULL :
			      e->value, "script", s.steps[e->script]->file,
			      s.steps[e->script]->run_line + e->line);
	}
}

static void set_vars(struct reading *r, const struct ci_step *at)
{
	const struct ci_job *j = r->job;
	size_t i;

	add_vars(r, j->env, j->nenv);
	for (i = 0; i < r->until && !j->gitlab; i++) {
		const struct ci_step *st = &j->steps[i];
		const struct setup_go *g = gotable_setup_go(st->major);

		if (st->called)
			continue;
		if (!ci_step_uses(st, "actions/setup-go"))
			step_tells(r, st);
		else if (!g || st->maybe)
			(void)add_var(r, "GOTOOLCHAIN", NULL, st->uses, st->file,
				st->line);
		else if (g->local)
			(void)add_var(r, "GOTOOLCHAIN", "local", NULL, st->file,
				st->line);
	}
	if (at)
		add_vars(r, at->env, at->nenv);
	set_exports(r, at);
	r->out->vars = r->vars;
	r->out->nvars = r->nvars;
}

static void push_env(struct reading *r, const char *name, const char *value)
{
	*ARENA_PUSH(r->a, r->p->env, r->p->nenv) =
		arena_printf(r->a, "%s=%s", name, value);
}

static void image_var(struct reading *r, const char *name, const char *value)
{
	struct jobplace *o = r->out;

	if (o->nof_image == ARRAY_SIZE(o->of_image))
		return;
	o->of_image[o->nof_image++] = (struct ci_var){
		.name = name, .value = value, .file = r->job->image.file,
		.line = r->job->image.line };
	if (!ci_var_find(r->vars, r->nvars, name))
		push_env(r, name, value);
}

/* A folder that is not known still makes those below it unknown. */
static bool is_folder(const char *name)
{
	static const char *const names[] = {
		"GOBIN", "GOCACHE", "GOMODCACHE", "GOPATH", "GOROOT",
		"GOTMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (cstr_eq(name, names[i]))
			return true;
	return false;
}

/* The release in the image, which is not what runs where a step puts another
 * one first on PATH. */
static const char *release_in_image(struct reading *r)
{
	struct gorange range = { NULL, NULL, false };

	if (r->image.version.len &&
	    !gotable_range_version(r->a, r->image.version, &range))
		return NULL;
	return gotable_release(&range);
}

static void set_env(struct reading *r)
{
	const char *release = r->is_image ? release_in_image(r) : NULL;
	size_t i;

	for (i = 0; i < r->nvars; i++) {
		const struct ci_var *v = &r->vars[i];

		if (v->value)
			push_env(r, v->name, v->value);
		else if (is_folder(v->name))
			push_env(r, v->name, arena_printf(r->a,
				NOWHERE "-%s", v->name));
	}
	if (r->is_image && r->image.official) {
		image_var(r, "GOPATH", "/go");
		if (release && gotable_image_is_local(str_from(release)))
			image_var(r, "GOTOOLCHAIN", "local");
	}
	if (!ci_var_find(r->vars, r->nvars, "HOME"))
		push_env(r, "HOME", r->home);
}

static void add_path(struct reading *r, const char *dir)
{
	struct path_entry *e = ARENA_PUSH(r->a, r->p->path, r->p->npath);

	e->dir = dir;
}

static void set_path(struct reading *r)
{
	const char *gopath = place_getenv(r->p, "GOPATH");
	struct go_binary *go;
	bool known = !strstr(r->goroot, NOWHERE);

	if (!gopath)
		gopath = path_join(r->a, r->home, "go");
	if (!r->p->job->release)
		return;
	if (known) {
		if (!strstr(gopath, NOWHERE))
			add_path(r, path_join(r->a, gopath, "bin"));
		add_path(r, path_join(r->a, r->goroot, "bin"));
	}
	go = ARENA_PUSH(r->a, r->p->gos, r->p->ngos);
	go->goroot = known ? r->goroot : NULL;
	go->path = known ? path_join(r->a, r->goroot, "bin/go") : "go";
	go->resolved = known ? go->path : NULL;
	go->version = go->binary_version =
		arena_printf(r->a, "go%s", r->p->job->release);
}

/* From 1.21 on a release comes with a go.env. */
static void set_go_env(struct reading *r)
{
	static const struct { const char *name, *value; } rows[] = {
		{ "GOPROXY", "https://proxy.golang.org,direct" },
		{ "GOSUMDB", "sum.golang.org" }, { "GOTOOLCHAIN", "auto" },
	};
	struct jobplace *o = r->out;
	size_t i;

	if (goenv_release(o->in.version) < GO_1_21)
		return;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct goenvfile_entry *e = ARENA_PUSH(r->a,
			o->go_env.entries, o->go_env.nentries);

		e->name = rows[i].name;
		e->value = rows[i].value;
	}
	o->in.goroot_env = &o->go_env;
	if (!strstr(r->goroot, NOWHERE))
		o->in.goroot_env_path = path_join(r->a, r->goroot, "go.env");
}

/* ---- the place ---- */

static bool is_step(const struct ci_step *s, size_t i, const char *word)
{
	char number[24];

	(void)snprintf(number, sizeof(number), "%zu", i + 1);
	return cstr_eq(s->id, word) || cstr_eq(s->name, word) ||
	       cstr_eq(number, word);
}

static bool find_step(struct reading *r, const char *word,
		      const struct ci_step **at)
{
	size_t i, n = 0;

	*at = NULL;
	r->until = r->job->nsteps;
	for (i = 0; word && i < r->job->nsteps; i++) {
		const struct ci_step *st = &r->job->steps[i];

		if (!st->inner && is_step(st, n, word)) {
			*at = st;
			r->until = i;
			return true;
		}
		n += !st->inner;
	}
	return !word;
}

/* The jobs of the workflow of the repository that the job is; or NULL. */
static const char *called(struct reading *r)
{
	const char *list = "", *last = NULL, *name;
	size_t i, k;

	for (i = 0; i < r->s->nfiles; i++) {
		const struct repo_file *f = &r->s->files[i];

		if (!cstr_starts(r->job->calls, "./") ||
		    !cstr_eq(f->path, r->job->calls + 2))
			continue;
		for (k = 0; k < f->njobs; k++) {
			name = name_of(r->a, f, &f->jobs[k]);
			if (!cstr_eq(name, last))
				list = listed(r->a, list, name);
			last = name;
		}
	}
	return *list ? list : NULL;
}

static bool choose(struct reading *r, struct wanted *w,
		   const struct repo_file **f)
{
	struct arena *a = r->a;
	struct place *p = r->p;
	const char *legs;

	if (!split_name(a, p->name, w)) {
		fail(a, p, MSG(a, N_("A job is named job:FILE#JOB, a step of "
			"it job:FILE#JOB#STEP.")));
		return false;
	}
	*f = find_file(r->s, w->file);
	if (!*f || !(*f)->njobs) {
		fail(a, p, *all_jobs(a, r->s) ?
			MSG(a, N_("There is no CI file {0} with jobs. There "
				  "are: {1}"), w->file, all_jobs(a, r->s)) :
			MSG(a, N_("There is no CI file {0} with jobs."),
			    w->file));
		return false;
	}
	r->job = pick(a, *f, w, &legs);
	if (!r->job && *legs)
		fail(a, p, MSG(a, N_("The job {0} has no combination \"{1}\". "
			"There are: {2}"), w->id, w->leg ? w->leg : "", legs));
	else if (!r->job)
		fail(a, p, MSG(a, N_("{0} has no job \"{1}\". There are: "
			"{2}"), (*f)->path, w->id, ids_of(a, *f)));
	else if (r->job->calls && called(r))
		fail(a, p, MSG(a, N_("The job {0} is another workflow of the "
			"repository. Its jobs: {1}"), w->id, called(r)));
	else if (r->job->calls)
		fail(a, p, MSG(a, N_("The job {0} is another workflow, {1}: "
			"what that one does is not followed."), w->id,
			r->job->calls));
	return r->job && !r->job->calls;
}

void jobplace_load(struct arena *a, const struct snapshot *s, bool reading,
		   struct place *p, struct jobplace *out)
{
	struct reading r = { .a = a, .s = s, .p = p, .out = out };
	const struct repo_file *f;
	const struct ci_step *at;
	struct wanted w;

	memset(out, 0, sizeof(*out));
	memset(&p->problem, 0, sizeof(p->problem));
	p->error = NULL;
	p->state = PLACE_ASKING;
	if (reading)
		return;
	if (!choose(&r, &w, &f))
		return;
	if (!find_step(&r, w.step, &at)) {
		fail(a, p, MSG(a, N_("The job {0} has no step \"{1}\": name "
			"one by its id, its name or its number."), w.id,
			w.step));
		return;
	}
	p->state = PLACE_READY;
	p->job = ARENA_NEW(a, struct place_job);
	p->job->file = r.job->file;
	p->job->line = at ? at->line : r.job->line;
	p->job->id = r.job->id;
	p->job->leg = w.leg;
	p->job->step = w.step;
	p->job->gitlab = r.job->gitlab;
	if (!w.leg)
		out->nlegs = legs_of(a, f, &w, &out->legs);
	p->env = NULL;
	p->nenv = 0;
	which_go(&r);
	set_machine(&r);
	set_surroundings(&r, at);
	set_vars(&r, at);
	set_env(&r);
	set_path(&r);
	out->in.env = p->env;
	out->in.nenv = p->nenv;
	out->in.version = p->ngos ? p->gos[0].binary_version : NULL;
	out->in.hidden = !p->ngos;
	out->in.own_goroot = r.goroot;
	out->in.knows_goroot = true;
	out->in.user_path = goenv_user_file(a, &out->in);
	set_go_env(&r);
}

const char *jobplace_look_path(const struct jobplace *j, const char *program)
{
	/* Unknown: as if it were there; the setting is marked as that. */
	return j->compiler_unknown ||
	       str_is_word(str_from(program), j->compilers) ? program : NULL;
}

/* ---- settings ---- */

static void forget(struct setting *s, struct msg why)
{
	s->value = "";
	s->known = KNOWN_UNKNOWN;
	s->note = why;
	s->nhidden = 0;
	if (s->layer < LAYER_GOENV) {
		s->layer = LAYER_DEFAULT;
		s->file = NULL;
		s->line = 0;
	}
}

static bool one_of(const char *name, const char *const *names)
{
	size_t i;

	for (i = 0; names[i]; i++)
		if (cstr_eq(name, names[i]))
			return true;
	return false;
}

static struct msg why_unknown(struct arena *a, const struct ci_var *v)
{
	if (cstr_eq(v->expression, "matrix"))
		return MSG(a, N_("The combinations of the matrix have "
				 "different ones."));
	if (cstr_eq(v->expression, "GITHUB_ENV") ||
	    cstr_eq(v->expression, "script"))
		return MSG(a, N_("A script sets it while the job runs."));
	return MSG(a, N_("What {0} comes to is known to the run alone."),
		   v->expression);
}

/* Where a variable of the environment comes from. */
static void set_layer(struct arena *a, const struct jobplace *j,
		      struct setting *s)
{
	const struct ci_var *v = ci_var_find(j->vars, j->nvars, s->name);

	if (v && !v->value) {
		s->layer = LAYER_WORKFLOW;
		s->file = v->file;
		s->line = v->line;
		forget(s, why_unknown(a, v));
		return;
	}
	if (s->layer != LAYER_PROCESS)
		return;
	s->layer = v ? LAYER_WORKFLOW : LAYER_IMAGE;
	if (!v)
		v = ci_var_find(j->of_image, j->nof_image, s->name);
	if (v) {
		s->file = v->file;
		s->line = v->line;
		if (v->supplied)
			s->note = MSG(a, N_("{0} was supplied."),
				      v->supplied);
	}
}

/* What follows from a target that is not known. */
static bool is_of_target(const struct jobplace *j, const char *name)
{
	static const char *const os[] = { "CGO_ENABLED", "GOEXE", "CC", "CXX",
					  NULL };
	static const char *const arch[] = {
		"CGO_ENABLED", "CC", "CXX", "GO386", "GOAMD64", "GOARM",
		"GOARM64", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", NULL
	};
	const struct ci_var *o = ci_var_find(j->vars, j->nvars, "GOOS");
	const struct ci_var *r = ci_var_find(j->vars, j->nvars, "GOARCH");

	return (o && !o->value && one_of(name, os)) ||
	       (r && !r->value && one_of(name, arch));
}

/* os.UserCacheDir and os.UserConfigDir of macOS. */
static void of_mac(struct arena *a, struct place *p)
{
	static const struct { const char *name, *below; } rows[] = {
		{ "GOCACHE", "Library/Caches/go-build" },
		{ "GOENV", "Library/Application Support/go/env" },
		{ "GOTELEMETRYDIR", "Library/Application Support/go/telemetry" },
	};
	const char *home = place_getenv(p, "HOME");
	size_t i, k;

	for (i = 0; i < p->nsettings; i++)
		for (k = 0; home && k < ARRAY_SIZE(rows); k++)
			if (cstr_eq(p->settings[i].name, rows[k].name) &&
			    p->settings[i].layer == LAYER_DEFAULT)
				p->settings[i].value = path_join(a, home,
								 rows[k].below);
}

static bool finds_gomod(const struct place *p)
{
	const struct setting *s = place_setting(p, "GO111MODULE");

	return p->job->release && s && s->known != KNOWN_UNKNOWN &&
	       !cstr_eq(s->value, "off");
}

void jobplace_settings(struct arena *a, const struct jobplace *j,
		       struct place *p)
{
	static const char *const of_folder[] = { "GOMOD", "GOWORK", NULL };
	static const char *const of_arch[] = {
		"GOARCH", "GOHOSTARCH", "GOAMD64", "GOTOOLDIR", NULL
	};
	static const char *const of_go[] = {
		"GOROOT", "GOTOOLDIR", "GOVERSION", NULL
	};
	size_t i;

	if (cstr_eq(j->in.hostos, "darwin"))
		of_mac(a, p);
	for (i = 0; i < p->nsettings; i++) {
		struct setting *s = &p->settings[i];
		bool by_default = s->layer == LAYER_DEFAULT ||
				  s->layer == LAYER_GOROOT;

		set_layer(a, j, s);
		if (s->known == KNOWN_UNKNOWN && msg_is_set(&s->note) &&
		    !cstr_eq(s->name, "GOVERSION"))
			continue;
		if (j->gomod && cstr_eq(s->name, "GOMOD") && by_default &&
		    finds_gomod(p))
			s->value = j->gomod;
		else if (one_of(s->name, of_folder) && by_default)
			forget(s, MSG(a, N_("It depends on the folder that go "
					    "runs in.")));
		else if (!p->job->release && by_default &&
			 (j->machine_unknown || s->known == KNOWN_UNKNOWN ||
			  one_of(s->name, of_go)))
			forget(s, cstr_eq(s->name, "GOVERSION")
				  ? p->job->go : (struct msg){ 0 });
		else if (cstr_eq(s->name, "GOVERSION"))
			s->note = p->job->go;
		else if (by_default && j->machine_unknown)
			forget(s, MSG(a, N_("It depends on the machine, of "
				"which the file does not tell enough.")));
		else if (strstr(s->value, NOWHERE))
			forget(s, MSG(a, N_("It depends on a folder that is "
					    "known to the run alone.")));
		else if (j->arch_unknown && by_default &&
			 one_of(s->name, of_arch))
			forget(s, MSG(a, N_("It depends on the machine, of "
				"which the file does not tell enough.")));
		else if (cstr_eq(s->name, "CGO_ENABLED") && by_default &&
			 j->compiler_unknown)
			forget(s, MSG(a, N_("It depends on whether a C "
				"compiler is there when go runs.")));
		else if (by_default && is_of_target(j, s->name))
			forget(s, MSG(a, N_("It depends on GOOS or GOARCH, "
				"which the run alone knows.")));
	}
}
