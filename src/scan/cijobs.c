#include "config.h"

#include "scan/cijobs.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "fmt/ghexpr.h"
#include "fmt/gocommand.h"

/* Jobs of one file with their combinations; more are left out. */
#define JOBS_MAX ((size_t)300)
/* Of a script; longer ones are cut. */
#define RUN_MAX ((size_t)16 * 1024)

/* Steps of a job, those of actions with it. */
#define STEPS_MAX ((size_t)1000)

/* The inputs of an action: what it is given, else its defaults. */
struct action {
	const struct ci_step *caller;
	const struct yaml_node *inputs;
};

struct reader {
	struct arena *a;
	struct actions *actions;
	const struct workflow *wf;
	struct repo_file *f;
	const char *file;	/* the one that is read: of f, or an action */
	const struct action *action;	/* NULL: a workflow is read */
	int depth;
};

/* Is the text "${{ inputs.NAME }}" alone?  Its value, as far as it is static
 * where the action is used. */
static bool of_input(struct reader *r, const struct yaml_node *n,
		     struct ci_var *out)
{
	struct str s = yaml_is(n, YAML_SCALAR) ? str_trim(n->text) : STR_NONE;
	const struct yaml_node *fallback;
	const struct ci_var *given;
	const char *name;

	if (!r->action || !str_starts(s, "${{") || !str_ends(s, "}}"))
		return false;
	s = str_trim(str_sub(s, 3, s.len - 5));
	if (!str_starts(s, "inputs."))
		return false;
	s = str_sub(s, 7, s.len - 7);
	name = arena_strndup(r->a, s.p, s.len);
	given = ci_var_find(r->action->caller->with, r->action->caller->nwith,
			    name);
	if (given) {
		out->value = given->value;
		out->expression = given->expression;
		out->supplied = given->supplied;
		out->text = given->text;
		return true;
	}
	fallback = yaml_get(yaml_get(r->action->inputs, name), "default");
	if (!yaml_get(r->action->inputs, name) ||
	    (fallback && fallback->kind != YAML_SCALAR) ||
	    (fallback && str_search(fallback->text, "${{") <
			 fallback->text.len))
		return false;
	out->value = fallback ? yaml_github(r->a, fallback) : "";
	return true;
}

/* A value with the place that it is written at. */
static void take(struct reader *r, const struct workflow_at *at,
		 const char *name, const struct yaml_node *n,
		 struct ci_var *out)
{
	struct workflow_value v;

	out->name = name;
	out->file = r->file;
	out->line = n->line;
	out->text = yaml_text(n);
	out->value = out->expression = NULL;
	if (of_input(r, n, out))
		return;
	memset(&v, 0, sizeof(v));
	if (!workflow_value(r->a, r->wf, at, n, &v))
		out->expression = "";
	else if (v.unknown)
		out->expression = v.unknown;
	else
		out->value = v.text;
	out->supplied = v.supplied;
}

/* Names of a mapping that the list lacks; stronger ones come first. */
static void take_map(struct reader *r, const struct workflow_at *at,
		     const struct yaml_node *map, struct ci_var **list,
		     size_t *n)
{
	size_t i, k;

	for (i = yaml_is(map, YAML_MAPPING) ? map->npairs : 0; i-- > 0;) {
		const char *name = yaml_text(map->pairs[i].key);
		bool again = false;

		for (k = 0; name && k < *n && !again; k++)
			again = ghexpr_same(str_from(name), (*list)[k].name);
		if (name && !again)
			take(r, at, name, map->pairs[i].value,
			     ARENA_PUSH(r->a, *list, *n));
	}
}

/* A job's `env`, too: what the env above it says is the runner's own rule. */
static void take_env(struct reader *r, const struct workflow_at *at,
		     struct ci_job *out)
{
	take_map(r, at, at->job->env, &out->env, &out->nenv);
	take_map(r, at, at->job->container_env, &out->env, &out->nenv);
	take_map(r, at, r->wf->env, &out->env, &out->nenv);
}

static const char *text_of(struct reader *r, const struct workflow_at *at,
			   const struct yaml_node *n)
{
	struct workflow_value v;

	return workflow_value(r->a, r->wf, at, n, &v) && !v.unknown ? v.text
								     : NULL;
}

/* A block's text begins on the line below its indicator. */
static int run_line(const struct yaml_node *n)
{
	return n->line + (n->style == YAML_LITERAL ||
			  n->style == YAML_FOLDED);
}

/* Folded lines and escapes: no part of it is found in the file. */
static bool is_bent(const struct yaml_node *n)
{
	struct span span;

	return n->style != YAML_LITERAL &&
	       !yaml_bytes_of(n, 0, n->text.len, &span);
}

static const char *cut(struct arena *a, struct str s)
{
	return arena_strndup(a, s.p, s.len < RUN_MAX ? s.len : RUN_MAX);
}

static void read_action(struct reader *r, const struct workflow_at *at,
			size_t step, bool keep, struct ci_job *out);

static void read_step(struct reader *r, const struct workflow_at *job_at,
		      const struct workflow_step *s, bool maybe, bool keep,
		      struct ci_job *out)
{
	const struct workflow_job *job = job_at->job;
	struct workflow_at at = { job, job_at->combo, s };
	struct workflow_uses uses;
	struct ci_step *step;
	const struct yaml_node *n;
	bool known;

	if (out->nsteps >= STEPS_MAX ||
	    !workflow_condition(r->a, r->wf, &at, s->condition, &known))
		return;
	step = ARENA_PUSH(r->a, out->steps, out->nsteps);
	step->file = r->file;
	step->line = s->line;
	step->maybe = maybe || !known;
	step->inner = r->action != NULL;
	step->id = yaml_text(s->id);
	step->name = yaml_text(s->name);
	step->uses = yaml_text(s->uses);
	if (step->uses) {
		workflow_uses(r->wf, s->uses, &uses);
		step->major = uses.major;
		step->uses_line = s->uses->line;
	}
	n = s->shell ? s->shell : job->shell ? job->shell : r->wf->shell;
	step->shell = text_of(r, &at, n);
	n = s->dir ? s->dir : job->dir ? job->dir : r->wf->dir;
	step->dir = text_of(r, &at, n);
	take_map(r, &at, s->env, &step->env, &step->nenv);
	take_map(r, &at, s->with, &step->with, &step->nwith);
	if (step->uses && !strncmp(step->uses, "./", 2)) {
		read_action(r, &at, out->nsteps - 1, keep, out);
		return;
	}
	if (!yaml_is(s->run, YAML_SCALAR))
		return;
	step->run_line = run_line(s->run);
	step->bent = is_bent(s->run);
	if (keep)
		step->run = cut(r->a, s->run->text);
	if (gocommand_find(s->run->text) != GOCOMMAND_NONE)
		out->runs_go = true;
}

/* The steps of a composite action behind the step that uses it. */
static void read_action(struct reader *r, const struct workflow_at *at,
			size_t step, bool keep, struct ci_job *out)
{
	struct reader inner = *r;
	struct workflow wf;
	const struct action_file *f;
	struct ci_step caller = out->steps[step];
	struct action action = { &caller, NULL };
	const struct yaml_node *steps;
	size_t i;

	f = r->depth < ACTIONS_DEEP ? actions_open(r->actions, caller.uses)
				    : NULL;
	if (!f)
		return;
	steps = f->steps;
	action.inputs = f->inputs;
	inner.file = f->file;
	out->steps[step].followed = true;
	actions_enter(r->a, f, r->wf, at, &wf);
	inner.wf = &wf;
	inner.action = &action;
	inner.depth++;
	for (i = 0; i < steps->nitems; i++) {
		struct workflow_step s;

		if (steps->items[i]->kind != YAML_MAPPING)
			continue;
		memset(&s, 0, sizeof(s));
		workflow_step_read(steps->items[i], &s);
		read_step(&inner, at, &s, caller.maybe, keep, out);
	}
}

/* A script is kept once, of the first combination that has the step. */
static void read_steps(struct reader *r, const struct workflow_at *job_at,
		       bool *kept, struct ci_job *out)
{
	const struct workflow_job *job = job_at->job;
	size_t i, before;

	for (i = 0; i < job->nsteps; i++) {
		before = out->nsteps;
		read_step(r, job_at, &job->steps[i], false, !kept[i], out);
		kept[i] = kept[i] || out->nsteps > before;
	}
}

/* "1.22/ubuntu-latest", as "gh run" shows it with ", ". */
static const char *leg_name(struct reader *r, const struct workflow_at *at)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text;
	size_t i;

	for (i = 0; i < at->combo->nvars; i++) {
		text = text_of(r, at, at->combo->vars[i].value);
		if (i)
			strbuf_addch(&sb, '/');
		strbuf_addstr(&sb, text ? text : "?");
	}
	text = sb.len ? arena_strdup(r->a, sb.buf) : NULL;
	strbuf_release(&sb);
	return text;
}

/* One label is it; of a list, the first that GitHub's own runners have. */
static const struct yaml_node *runner_of(const struct yaml_node *n)
{
	size_t i;

	if (yaml_is(n, YAML_MAPPING))
		n = yaml_get(n, "labels");
	if (!yaml_is(n, YAML_SEQUENCE))
		return n;
	for (i = 0; i < n->nitems; i++)
		if (yaml_says(n->items[i], "self-hosted"))
			return n->items[i];
	return n->nitems ? n->items[0] : NULL;
}

/* Is it a release or a tag, and nothing else, that starts it? */
static bool is_on_tags(const struct yaml_node *on)
{
	size_t i;

	if (yaml_says(on, "release"))
		return true;
	for (i = 0; yaml_is(on, YAML_MAPPING) && i < on->npairs; i++) {
		const struct yaml_pair *p = &on->pairs[i];

		if (yaml_says(p->key, "push") && yaml_get(p->value, "tags") &&
		    !yaml_get(p->value, "branches"))
			continue;
		if (!yaml_says(p->key, "release"))
			return false;
	}
	return yaml_is(on, YAML_MAPPING) && on->npairs;
}

static void read_job(struct reader *r, const struct workflow_job *job,
		     size_t combo, bool *kept)
{
	struct workflow_at at = { job, &job->combos[combo], NULL };
	const struct yaml_node *runner = runner_of(job->runs_on);
	struct ci_job *out;

	if (r->f->njobs >= JOBS_MAX)
		return;
	out = ARENA_PUSH(r->a, r->f->jobs, r->f->njobs);
	out->id = job->id;
	out->file = r->f->path;
	out->line = job->line;
	out->open = job->combos_open;
	out->on_tags = is_on_tags(yaml_get(r->wf->root, "on"));
	if (job->ncombos > 1)
		out->leg = leg_name(r, &at);
	out->calls = yaml_text(job->uses);
	if (runner)
		take(r, &at, "runs-on", runner, &out->runner);
	if (job->container)
		take(r, &at, "image", job->container, &out->image);
	/* Said to be none. */
	if (out->image.value && !*out->image.value)
		memset(&out->image, 0, sizeof(out->image));
	take_env(r, &at, out);
	read_steps(r, &at, kept, out);
}

void cijobs_workflow(struct arena *a, const struct workflow *wf,
		     struct actions *actions, struct repo_file *f)
{
	struct reader r = { a, actions, wf, f, f->path, NULL, 0 };
	size_t i, k;

	for (i = 0; i < wf->njobs; i++) {
		bool *kept = arena_alloc(a, wf->jobs[i].nsteps + 1);

		for (k = 0; k < wf->jobs[i].ncombos && k < CI_LEGS_MAX; k++)
			read_job(&r, &wf->jobs[i], k, kept);
	}
}

/* ---- GitLab ---- */

static void take_gitlab(struct arena *a, const struct gitlabci_job *job,
			const struct gitlabci_combo *combo, const char *name,
			const struct yaml_node *n, struct ci_var *out)
{
	struct gitlabci_text t;

	out->name = name;
	out->file = n->file;
	out->line = n->line;
	out->value = out->expression = NULL;
	if (!gitlabci_text(a, job, combo, n, &t)) {
		out->expression = "";
		return;
	}
	out->text = t.text;
	out->supplied = t.supplied;
	if (t.unknown)
		out->expression = t.unknown;
	else
		out->value = t.text;
}

/* A rule may set it over what a combination says; the rest stand behind. */
static void take_gitlab_var(struct arena *a, const struct gitlabci_job *job,
			    const struct gitlabci_combo *combo,
			    const struct gitlabci_var *var,
			    struct ci_job *out)
{
	struct ci_var *v = NULL;
	size_t i;

	for (i = 0; i < out->nenv && !v; i++)
		if (cstr_eq(out->env[i].name, var->name))
			v = &out->env[i];
	if (v && !var->ruled)
		return;
	if (!v)
		v = ARENA_PUSH(a, out->env, out->nenv);
	take_gitlab(a, job, combo, var->name, var->value, v);
	if (var->ruled) {
		v->value = NULL;
		v->expression = "rules";
	}
}

static void gitlab_list(struct arena *a, const struct gitlabci_job *job,
			const struct gitlabci_combo *combo, const char *name,
			const struct yaml_node *n, struct ci_var **list,
			size_t *count)
{
	size_t i;

	if (yaml_is(n, YAML_SCALAR))
		take_gitlab(a, job, combo, name, n,
			    ARENA_PUSH(a, *list, *count));
	for (i = 0; yaml_is(n, YAML_SEQUENCE) && i < n->nitems; i++)
		if (yaml_is(n->items[i], YAML_SCALAR))
			take_gitlab(a, job, combo, name, n->items[i],
				    ARENA_PUSH(a, *list, *count));
}

static void gitlab_cache(struct arena *a, const struct gitlabci_job *job,
			 const struct gitlabci_combo *combo,
			 const struct yaml_node *n, struct ci_job *out)
{
	const struct yaml_node *key = yaml_get(n, "key");
	struct ci_cache *c;

	if (!yaml_is(n, YAML_MAPPING) || !n->npairs)
		return;
	c = ARENA_PUSH(a, out->caches, out->ncaches);
	c->file = n->file;
	c->line = n->line;
	if (yaml_is(key, YAML_SCALAR))
		take_gitlab(a, job, combo, "key", key, &c->key);
	gitlab_list(a, job, combo, "files", yaml_get(key, "files"), &c->files,
		    &c->nfiles);
	gitlab_list(a, job, combo, "paths", yaml_get(n, "paths"), &c->paths,
		    &c->npaths);
}

static void gitlab_job(struct arena *a, const struct gitlabci_job *job,
		       size_t combo, struct repo_file *f)
{
	const struct gitlabci_combo *c = &job->combos[combo];
	struct strbuf leg = STRBUF_INIT;
	struct ci_job *out;
	size_t i;

	if (f->njobs >= JOBS_MAX)
		return;
	out = ARENA_PUSH(a, f->jobs, f->njobs);
	out->id = job->name;
	out->file = job->file;
	out->line = job->line;
	out->gitlab = true;
	for (i = 0; job->ncombos > 1 && i < c->nvars; i++) {
		const char *text = yaml_text(c->vars[i].value);

		strbuf_addf(&leg, "%s%s", i ? "/" : "", text ? text : "?");
	}
	if (leg.len)
		out->leg = arena_strdup(a, leg.buf);
	strbuf_release(&leg);
	out->elsewhere = job->elsewhere;
	if (job->image)
		take_gitlab(a, job, c, "image", job->image, &out->image);
	for (i = 0; job->supplied && i < job->supplied->n; i++) {
		const struct civar *v = &job->supplied->list[i];

		*ARENA_PUSH(a, out->env, out->nenv) = (struct ci_var){
			.name = v->name, .value = v->value, .text = v->value,
			.file = v->file, .line = v->line, .supplied = v->name,
		};
	}
	for (i = 0; i < c->nvars; i++)
		if (!ci_var_find(out->env, out->nenv, c->vars[i].name))
			take_gitlab(a, job, c, c->vars[i].name,
				    c->vars[i].value,
				    ARENA_PUSH(a, out->env, out->nenv));
	for (i = 0; i < job->nvars; i++)
		take_gitlab_var(a, job, c, &job->vars[i], out);
	gitlab_cache(a, job, c, job->cache, out);
	for (i = 0; yaml_is(job->cache, YAML_SEQUENCE) &&
	     i < job->cache->nitems; i++)
		gitlab_cache(a, job, c, job->cache->items[i], out);
	for (i = 0; i < job->ncommands; i++) {
		const struct yaml_node *n = job->commands[i];
		struct ci_step *step = ARENA_PUSH(a, out->steps,
						  out->nsteps);

		step->file = n->file;
		step->line = n->line;
		step->run_line = run_line(n);
		step->bent = is_bent(n);
		step->after = i >= job->nscript;
		if (!combo)
			step->run = cut(a, n->text);
		if (gocommand_find(n->text) != GOCOMMAND_NONE)
			out->runs_go = true;
	}
}

void cijobs_gitlab(struct arena *a, const struct gitlabci *ci,
		   struct repo_file *f)
{
	size_t i, k;

	for (i = 0; i < ci->njobs; i++)
		for (k = 0; k < ci->jobs[i].ncombos && k < CI_LEGS_MAX; k++)
			gitlab_job(a, &ci->jobs[i], k, f);
}
