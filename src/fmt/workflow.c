#include "config.h"

#include "fmt/workflow.h"

#include <stdlib.h>
#include <string.h>

#include "base/redact.h"
#include "base/strbuf.h"
#include "fmt/ghexpr.h"

#define MAX_JOBS ((size_t)500)
#define MAX_STEPS ((size_t)1000)
/* env that names env that names … */
#define MAX_DEPTH 8

/* ---- the matrix ---- */

static bool same_value(struct arena *a, const struct yaml_node *x,
		       const struct yaml_node *y)
{
	const char *s, *t;
	size_t i;

	if (x == y)
		return true;
	if (x->kind != y->kind)
		return false;
	if (x->kind == YAML_SCALAR) {
		s = yaml_github(a, x);
		t = yaml_github(a, y);
		return s && t && ghexpr_same(str_from(s), t);
	}
	if (x->kind == YAML_SEQUENCE) {
		if (x->nitems != y->nitems)
			return false;
		for (i = 0; i < x->nitems; i++)
			if (!same_value(a, x->items[i], y->items[i]))
				return false;
		return true;
	}
	for (i = 0; i < x->npairs; i++) {
		const char *key = yaml_text(x->pairs[i].key);
		const struct yaml_node *other = key ? yaml_get(y, key) : NULL;

		if (!other || !same_value(a, x->pairs[i].value, other))
			return false;
	}
	return true;
}

static const struct yaml_node *var_of(const struct workflow_combo *c,
				      const char *name, size_t limit)
{
	size_t i;

	for (i = 0; i < limit; i++)
		if (ghexpr_same(str_from(c->vars[i].name), name))
			return c->vars[i].value;
	return NULL;
}

static bool is_vector(const struct yaml_pair *p)
{
	const char *key = yaml_text(p->key);

	return key && strcmp(key, "include") && strcmp(key, "exclude");
}

/* Every combination of the vectors; false where one is an expression. */
static bool multiply(struct arena *a, const struct yaml_node *m,
		     struct workflow_job *job)
{
	struct workflow_combo *combos = NULL, *next;
	size_t n = 0, i, k, j, made;

	for (i = 0; i < m->npairs; i++) {
		const struct yaml_node *v = m->pairs[i].value;

		if (!is_vector(&m->pairs[i]))
			continue;
		if (v->kind != YAML_SEQUENCE)
			return false;
		for (k = 0; k < v->nitems; k++)
			if (v->items[k]->kind == YAML_SCALAR &&
			    str_search(v->items[k]->text, "${{") <
			    v->items[k]->text.len)
				return false;
		if (!n)
			(void)ARENA_PUSH(a, combos, n);
		next = NULL;
		made = 0;
		for (k = 0; k < n; k++) {
			for (j = 0; j < v->nitems; j++) {
				struct workflow_combo *c;

				if (made > WORKFLOW_MAX_COMBOS)
					return false;
				c = ARENA_PUSH(a, next, made);
				c->nvars = combos[k].nvars + 1;
				c->vars = arena_alloc(a, mem_mul(c->nvars,
						sizeof(*c->vars)));
				if (combos[k].nvars)
					memcpy(c->vars, combos[k].vars,
					       combos[k].nvars *
					       sizeof(*c->vars));
				c->vars[c->nvars - 1].name =
					yaml_text(m->pairs[i].key);
				c->vars[c->nvars - 1].value = v->items[j];
				c->nbase = c->nvars;
			}
		}
		combos = next;
		n = made;
	}
	job->combos = combos;
	job->ncombos = n;
	return true;
}

/* Does the combination have every value of the filter? */
static bool passes(struct arena *a, const struct workflow_combo *c,
		   const struct yaml_node *filter)
{
	size_t i;

	for (i = 0; i < filter->npairs; i++) {
		const char *key = yaml_text(filter->pairs[i].key);
		const struct yaml_node *v = key ? var_of(c, key, c->nbase)
						: NULL;

		if (!v || !same_value(a, filter->pairs[i].value, v))
			return false;
	}
	return filter->npairs > 0;
}

static void exclude(struct arena *a, const struct yaml_node *list,
		    struct workflow_job *job)
{
	size_t i, k, n = 0;

	for (i = 0; i < job->ncombos; i++) {
		bool out = false;

		for (k = 0; k < list->nitems && !out; k++)
			out = yaml_is(list->items[k], YAML_MAPPING) &&
			      passes(a, &job->combos[i], list->items[k]);
		if (!out)
			job->combos[n++] = job->combos[i];
	}
	job->ncombos = n;
}

static void set_var(struct arena *a, struct workflow_combo *c,
		    const char *name, const struct yaml_node *value)
{
	struct workflow_var *vars;
	size_t i;

	for (i = 0; i < c->nvars; i++) {
		if (ghexpr_same(str_from(c->vars[i].name), name)) {
			c->vars[i].value = value;
			return;
		}
	}
	vars = arena_alloc(a, mem_mul(c->nvars + 1, sizeof(*vars)));
	if (c->nvars)
		memcpy(vars, c->vars, c->nvars * sizeof(*vars));
	vars[c->nvars].name = name;
	vars[c->nvars].value = value;
	c->vars = vars;
	c->nvars++;
}

/* An entry joins every combination that it changes nothing of, else it is
 * one more. */
static void include(struct arena *a, const struct yaml_node *list,
		    struct workflow_job *job)
{
	size_t i, k, j, made = job->ncombos;

	for (i = 0; i < list->nitems; i++) {
		const struct yaml_node *e = list->items[i];
		bool joined = false;

		if (!yaml_is(e, YAML_MAPPING))
			continue;
		for (k = 0; k < made; k++) {
			struct workflow_combo *c = &job->combos[k];
			bool fits = true;

			for (j = 0; j < e->npairs && fits; j++) {
				const char *key = yaml_text(e->pairs[j].key);
				const struct yaml_node *v = key ?
					var_of(c, key, c->nbase) : NULL;

				fits = key && (!v || same_value(a, v,
						e->pairs[j].value));
			}
			if (!fits)
				continue;
			joined = true;
			for (j = 0; j < e->npairs; j++)
				set_var(a, c, yaml_text(e->pairs[j].key),
					e->pairs[j].value);
		}
		if (!joined && job->ncombos < WORKFLOW_MAX_COMBOS) {
			struct workflow_combo *c = ARENA_PUSH(a, job->combos,
							      job->ncombos);

			for (j = 0; j < e->npairs; j++)
				if (yaml_text(e->pairs[j].key))
					set_var(a, c,
						yaml_text(e->pairs[j].key),
						e->pairs[j].value);
		}
	}
}

static void read_matrix(struct arena *a, struct workflow_job *job)
{
	const struct yaml_node *m = yaml_get(yaml_get(job->node, "strategy"),
					     "matrix");
	const struct yaml_node *list;

	job->matrix = m;
	if (m && m->kind != YAML_MAPPING)
		job->combos_open = true;
	if (yaml_is(m, YAML_MAPPING)) {
		job->combos_open = !multiply(a, m, job);
		list = yaml_get(m, "exclude");
		if (!job->combos_open && yaml_is(list, YAML_SEQUENCE))
			exclude(a, list, job);
		list = yaml_get(m, "include");
		if (!job->combos_open && yaml_is(list, YAML_SEQUENCE))
			include(a, list, job);
		else if (list && list->kind != YAML_SEQUENCE)
			job->combos_open = true;
	}
	/* What excludes everything is refused there. */
	if (m && !job->ncombos)
		job->combos_open = true;
	if (job->combos_open) {
		job->combos = NULL;
		job->ncombos = 0;
	}
	if (!job->ncombos) {
		job->combos = NULL;
		(void)ARENA_PUSH(a, job->combos, job->ncombos);
	}
}

/* ---- jobs ---- */

void workflow_step_read(const struct yaml_node *n, struct workflow_step *s)
{
	s->node = n;
	s->line = n->line;
	s->id = yaml_get(n, "id");
	s->name = yaml_get(n, "name");
	s->uses = yaml_get(n, "uses");
	s->run = yaml_get(n, "run");
	s->shell = yaml_get(n, "shell");
	s->dir = yaml_get(n, "working-directory");
	s->with = yaml_get(n, "with");
	s->env = yaml_get(n, "env");
	s->condition = yaml_get(n, "if");
}

static void read_steps(struct arena *a, const struct yaml_node *steps,
		       struct workflow_job *job)
{
	size_t i;

	if (!yaml_is(steps, YAML_SEQUENCE))
		return;
	for (i = 0; i < steps->nitems && job->nsteps < MAX_STEPS; i++)
		if (steps->items[i]->kind == YAML_MAPPING)
			workflow_step_read(steps->items[i],
					   ARENA_PUSH(a, job->steps,
						      job->nsteps));
}

/* An image alone, or a mapping with one. */
static const struct yaml_node *image_of(const struct yaml_node *n)
{
	return yaml_is(n, YAML_SCALAR) ? n : yaml_get(n, "image");
}

static void read_services(struct arena *a, const struct yaml_node *n,
			  struct workflow_job *job)
{
	size_t i;

	for (i = 0; yaml_is(n, YAML_MAPPING) && i < n->npairs; i++) {
		const char *name = yaml_text(n->pairs[i].key);
		struct workflow_service *s;

		if (!name)
			continue;
		s = ARENA_PUSH(a, job->services, job->nservices);
		s->name = name;
		s->image = image_of(n->pairs[i].value);
		s->env = yaml_get(n->pairs[i].value, "env");
	}
}

static void read_job(struct arena *a, const char *id,
		     const struct yaml_node *key, const struct yaml_node *n,
		     struct workflow *wf)
{
	struct workflow_job *job = ARENA_PUSH(a, wf->jobs, wf->njobs);
	const struct yaml_node *run = yaml_get(yaml_get(n, "defaults"), "run");
	const struct yaml_node *container = yaml_get(n, "container");

	job->id = id;
	job->line = key->line;
	job->node = n;
	job->name = yaml_get(n, "name");
	job->runs_on = yaml_get(n, "runs-on");
	job->env = yaml_get(n, "env");
	job->condition = yaml_get(n, "if");
	job->uses = yaml_get(n, "uses");
	job->with = yaml_get(n, "with");
	job->shell = yaml_get(run, "shell");
	job->dir = yaml_get(run, "working-directory");
	job->container = image_of(container);
	job->container_env = yaml_get(container, "env");
	read_services(a, yaml_get(n, "services"), job);
	read_steps(a, yaml_get(n, "steps"), job);
	read_matrix(a, job);
}

int workflow_parse(struct arena *a, struct str bytes, const char *file,
		   struct workflow *out, struct error *err)
{
	const struct yaml_node *jobs, *run;
	struct yaml y;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->bytes = bytes;
	if (yaml_parse(a, bytes, file, NULL, &y, err))
		return -1;
	if (!y.ndocs)
		return 0;
	out->root = y.docs[0];
	out->name = yaml_get(out->root, "name");
	out->env = yaml_get(out->root, "env");
	run = yaml_get(yaml_get(out->root, "defaults"), "run");
	out->shell = yaml_get(run, "shell");
	out->dir = yaml_get(run, "working-directory");
	jobs = yaml_get(out->root, "jobs");
	if (!yaml_is(jobs, YAML_MAPPING))
		return 0;
	for (i = 0; i < jobs->npairs && out->njobs < MAX_JOBS; i++) {
		const char *id = yaml_text(jobs->pairs[i].key);

		if (id && jobs->pairs[i].value->kind == YAML_MAPPING)
			read_job(a, id, jobs->pairs[i].key,
				 jobs->pairs[i].value, out);
	}
	return 0;
}

/* ---- values ---- */

struct looking {
	struct arena *a;
	const struct workflow *wf;
	const struct workflow_at *at;
	bool has_env;		/* "env" may be asked here */
	int depth;
	const char **supplied;	/* gets the name of one that was */
};

static const struct yaml_node *named(const struct yaml_node *map,
				     const char *name)
{
	size_t i;

	for (i = yaml_is(map, YAML_MAPPING) ? map->npairs : 0; i-- > 0;) {
		const char *key = yaml_text(map->pairs[i].key);

		if (key && ghexpr_same(str_from(key), name))
			return map->pairs[i].value;
	}
	return NULL;
}

const struct yaml_node *workflow_env(const struct workflow *wf,
				     const struct workflow_at *at,
				     const char *name)
{
	const struct yaml_node *n = NULL;

	if (at->step)
		n = named(at->step->env, name);
	if (!n && at->job)
		n = named(at->job->env, name);
	if (!n && at->job)
		n = named(at->job->container_env, name);
	return n ? n : named(wf->env, name);
}

const struct yaml_node *workflow_input(const struct workflow_step *step,
				       const char *name)
{
	return named(step->with, name);
}

/* A step before this one writes the name to $GITHUB_ENV. */
static bool is_rewritten(const struct workflow_at *at, const char *name)
{
	size_t i;

	/* A step of an action that is no step of the job: any of them. */
	for (i = 0; at->job && at->step && i < at->job->nsteps &&
	     &at->job->steps[i] != at->step; i++) {
		const struct workflow_step *s = &at->job->steps[i];
		const struct str run = yaml_is(s->run, YAML_SCALAR) ?
				       s->run->text : STR_NONE;

		if (str_search(run, "GITHUB_ENV") < run.len &&
		    str_search(run, name) < run.len)
			return true;
	}
	return false;
}

static void value_in(struct looking *l, const struct yaml_node *n,
		     struct workflow_value *out);

/* vars, secrets and inputs: what nobody gave stays unknown. */
static void look_given(struct looking *l, struct str context,
		       struct str name, struct ghexpr_value *out)
{
	bool secret = ghexpr_same(context, "secrets");
	bool input = ghexpr_same(context, "inputs");
	const struct civar *v;
	size_t i;

	if (!secret && !input && !ghexpr_same(context, "vars"))
		return;
	v = civars_find(l->wf->supplied, name, true);
	if (v) {
		out->type = GHEXPR_STRING;
		out->text = secret ? REDACT_MARK : v->value;
		*l->supplied = v->name;
		return;
	}
	for (i = 0; input && i < l->wf->ninputs; i++) {
		const struct workflow_given *g = &l->wf->inputs[i];

		if (!g->text || !ghexpr_same(name, g->name))
			continue;
		out->type = GHEXPR_STRING;
		out->text = g->text;
		out->node = g->node;
		return;
	}
}

static void lookup(void *payload, struct str context, struct str name,
		   struct ghexpr_value *out)
{
	struct looking *l = payload, inner;
	const char *key = arena_strndup(l->a, name.p, name.len);
	const struct yaml_node *n = NULL;
	struct workflow_at outer = *l->at;
	struct workflow_value v;

	if (ghexpr_same(context, "matrix") && l->at->combo) {
		if (l->at->job && l->at->job->combos_open)
			return;
		n = var_of(l->at->combo, key, l->at->combo->nvars);
		if (!n) {
			/* A key that this combination lacks is empty. */
			out->type = GHEXPR_NULL;
			out->text = "";
			return;
		}
	} else if (ghexpr_same(context, "env") && l->has_env &&
		   !is_rewritten(l->at, key)) {
		n = workflow_env(l->wf, l->at, key);
	} else {
		look_given(l, context, name, out);
		return;
	}
	if (!yaml_is(n, YAML_SCALAR) || l->depth >= MAX_DEPTH)
		return;
	/* Only a step's env may ask, and for what is further out. */
	inner = *l;
	inner.depth++;
	inner.has_env = false;
	if (outer.step && n == named(outer.step->env, key)) {
		outer.step = NULL;
		inner.has_env = true;
	}
	inner.at = &outer;
	value_in(&inner, n, &v);
	if (v.unknown)
		return;
	out->text = v.text;
	out->node = v.node;
	out->type = GHEXPR_STRING;
	if (v.node == n && n->style == YAML_PLAIN) {
		switch (yaml_type(n)) {
		case YAML_NULL:
			out->type = GHEXPR_NULL;
			break;
		case YAML_BOOL:
			out->type = GHEXPR_BOOL;
			out->number = *v.text == 't';
			break;
		case YAML_INT:
		case YAML_FLOAT:
			out->type = GHEXPR_NUMBER;
			out->number = strtod(v.text, NULL);
			break;
		case YAML_STR:
			break;
		}
	}
}

/* The end of the expression that begins at `at`: strings may hold "}}". */
static size_t expr_end(struct str s, size_t at)
{
	bool quoted = false;

	for (; at < s.len; at++) {
		if (s.p[at] == '\'')
			quoted = !quoted;
		else if (!quoted && s.p[at] == '}' && at + 1 < s.len &&
			 s.p[at + 1] == '}')
			return at;
	}
	return s.len;
}

static void value_in(struct looking *l, const struct yaml_node *n,
		     struct workflow_value *out)
{
	struct strbuf sb = STRBUF_INIT;
	struct str s = n->text;
	const char *plain = yaml_github(l->a, n);
	size_t at = 0;

	memset(out, 0, sizeof(*out));
	out->node = n;
	out->text = plain;
	if (str_search(s, "${{") == s.len)
		return;
	while (at < s.len) {
		struct str rest = str_sub(s, at, s.len - at), expr;
		size_t start = str_search(rest, "${{"), end;
		struct ghexpr_value v;

		strbuf_add(&sb, rest.p, start);
		if (start == rest.len)
			break;
		end = expr_end(rest, start + 3);
		expr = str_trim(str_sub(rest, start + 3, end - start - 3));
		if (end == rest.len ||
		    !ghexpr_eval(l->a, expr, lookup, l, &v) ||
		    v.type == GHEXPR_UNKNOWN) {
			out->unknown = arena_strndup(l->a, expr.p, expr.len);
			break;
		}
		strbuf_addstr(&sb, v.text);
		/* Nothing but one variable: its value is what stands there. */
		if (v.node && !at && !start && end + 2 == rest.len)
			out->node = v.node;
		at += end + 2;
	}
	if (!out->unknown)
		out->text = arena_strndup(l->a, sb.buf, sb.len);
	strbuf_release(&sb);
}

bool workflow_value(struct arena *a, const struct workflow *wf,
		    const struct workflow_at *at, const struct yaml_node *n,
		    struct workflow_value *out)
{
	const char *supplied = NULL;
	struct looking l = { a, wf, at, at->step != NULL, 0, &supplied };

	memset(out, 0, sizeof(*out));
	if (!yaml_is(n, YAML_SCALAR))
		return false;
	value_in(&l, n, out);
	out->supplied = supplied;
	return true;
}

/* "${{ x }}" as a whole, or x alone: the expression; else NULL. */
static const char *condition_of(struct arena *a, struct str s)
{
	size_t at = str_search(s, "${{");

	if (at == s.len)
		return arena_strndup(a, s.p, s.len);
	s = str_trim(s);
	if (!str_starts(s, "${{") || expr_end(s, 3) + 2 != s.len)
		return NULL;
	return arena_strndup(a, s.p + 3, s.len - 5);
}

bool workflow_condition(struct arena *a, const struct workflow *wf,
			const struct workflow_at *at,
			const struct yaml_node *n, bool *known)
{
	struct yaml_node negated;
	struct workflow_value v;
	const char *expr;

	*known = true;
	if (!yaml_is(n, YAML_SCALAR))
		return true;
	expr = condition_of(a, n->text);
	/* Text around an expression is never empty, and so true. */
	if (!expr || !str_trim(str_from(expr)).len)
		return true;
	/* The string 'false', which an input of an action is, is true. */
	negated = *n;
	negated.text = str_from(arena_printf(a, "${{ !(%s) }}", expr));
	negated.style = YAML_DOUBLE;
	*known = workflow_value(a, wf, at, &negated, &v) && !v.unknown;
	return !*known || cstr_eq(v.text, "false");
}

/* ---- uses ---- */

/* 5 of "v5", "v5.0.1", "5"; 0 of anything else. */
static int major_of(struct str s)
{
	int n = 0;
	size_t i = 0;

	if (s.len && (s.p[0] == 'v' || s.p[0] == 'V'))
		i++;
	for (; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
		if (n > 999)
			return 0;
		n = n * 10 + (s.p[i] - '0');
	}
	return i == s.len || s.p[i] == '.' || s.p[i] == '-' ? n : 0;
}

void workflow_uses(const struct workflow *wf, const struct yaml_node *uses,
		   struct workflow_uses *out)
{
	static const char docker[] = "docker://";
	struct str s, line;
	size_t at, hash;

	memset(out, 0, sizeof(*out));
	if (!yaml_is(uses, YAML_SCALAR))
		return;
	s = uses->text;
	if (str_starts(s, docker)) {
		out->image = str_sub(s, sizeof(docker) - 1,
				     s.len - (sizeof(docker) - 1));
		return;
	}
	at = str_find_last(s, '@');
	out->action = str_sub(s, 0, at);
	if (at < s.len)
		out->ref = str_sub(s, at + 1, s.len - at - 1);
	line = str_sub(wf->bytes, uses->span.end,
		       wf->bytes.len - uses->span.end);
	line.len = str_find(line, '\n');
	hash = str_find(line, '#');
	if (hash < line.len)
		out->comment = str_trim(str_sub(line, hash + 1,
						line.len - hash - 1));
	/* A commit is 40 digits; a short all-digit ref is no version, too. */
	if (out->ref.len < 40)
		out->major = major_of(out->ref);
	if (!out->major && out->ref.len >= 40) {
		struct str rest = out->comment, word;

		while (!out->major && str_word(&rest, &word)) {
			/* "tag=v5.0.1" and "actions/setup-go@v5", too. */
			size_t cut = str_find_last(word, '=');

			if (cut == word.len)
				cut = str_find_last(word, '@');
			if (cut < word.len)
				word = str_sub(word, cut + 1,
					       word.len - cut - 1);
			out->major = major_of(word);
		}
	}
}
