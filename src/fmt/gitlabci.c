#include "config.h"

#include "fmt/gitlabci.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/strbuf.h"

#define MAX_FILES 50
#define MAX_INCLUDE_DEPTH 10
#define MAX_EXTENDS 11
#define MAX_REFERENCES 10
#define MAX_JOBS ((size_t)2000)
#define MAX_COMBOS ((size_t)200)
#define MAX_COMMANDS ((size_t)5000)
#define MAX_TEXT ((size_t)16 * 1024)
/* Values copied while mappings are joined. */
#define MAX_WORK ((size_t)400 * 1000)

struct reader {
	struct arena *a;
	struct gitlabci *out;
	gitlabci_load *load;
	void *payload;
	int nfiles;
	size_t work;
	struct yaml_node *root;
	bool lost;	/* the job extends one that is not at hand */
};

static bool spend(struct reader *r, size_t n)
{
	if (r->work < n)
		r->work = 0;
	else
		r->work -= n;
	return r->work > 0;
}

/* ---- joining mappings ---- */

/* A mapping of its own that may be changed. */
static struct yaml_node *own(struct reader *r, const struct yaml_node *n)
{
	struct yaml_node *out = ARENA_NEW(r->a, struct yaml_node);
	size_t i;

	*out = *n;
	out->pairs = NULL;
	out->npairs = 0;
	for (i = 0; i < n->npairs; i++)
		*ARENA_PUSH(r->a, out->pairs, out->npairs) = n->pairs[i];
	return out;
}

/* `over` laid over `under`: mappings join, all else is replaced. */
static struct yaml_node *join(struct reader *r, struct yaml_node *under,
			      struct yaml_node *over, int depth)
{
	struct yaml_node *out;
	size_t i, k;

	if (!yaml_is(under, YAML_MAPPING) || !yaml_is(over, YAML_MAPPING) ||
	    depth > yaml_limits.max_depth ||
	    !spend(r, under->npairs + over->npairs + 1))
		return over;
	out = own(r, under);
	out->file = over->file;
	out->line = over->line;
	for (i = 0; i < over->npairs; i++) {
		const struct yaml_pair *p = &over->pairs[i];
		const char *key = yaml_text(p->key);

		for (k = 0; key && k < out->npairs; k++)
			if (yaml_says(out->pairs[k].key, key))
				break;
		if (key && k < out->npairs) {
			out->pairs[k].key = p->key;
			out->pairs[k].value = join(r, out->pairs[k].value,
						   p->value, depth + 1);
		} else {
			*ARENA_PUSH(r->a, out->pairs, out->npairs) = *p;
		}
	}
	return out;
}

/* Every merge key below; what merges nothing stays the node it is. */
static struct yaml_node *merge_all(struct reader *r, struct yaml_node *n,
				   int depth)
{
	struct yaml_node *out = n;
	size_t i;

	if (depth > yaml_limits.max_depth || !spend(r, 1))
		return n;
	if (n->kind == YAML_SEQUENCE) {
		for (i = 0; i < n->nitems; i++) {
			struct yaml_node *v = merge_all(r, n->items[i],
							depth + 1);

			if (v == n->items[i])
				continue;
			if (out == n) {
				out = ARENA_NEW(r->a, struct yaml_node);
				*out = *n;
				out->items = arena_memdup(r->a, n->items,
					mem_mul(n->nitems,
						sizeof(*n->items)));
			}
			out->items[i] = v;
		}
		return out;
	}
	if (n->kind != YAML_MAPPING)
		return n;
	out = yaml_merged(r->a, n);
	for (i = 0; i < out->npairs; i++) {
		struct yaml_node *v = merge_all(r, out->pairs[i].value,
						depth + 1);

		if (v == out->pairs[i].value)
			continue;
		if (out == n)
			out = own(r, n);
		out->pairs[i].value = v;
	}
	return out;
}

/* ---- include ---- */

static void note_include(struct reader *r, const struct yaml_node *n,
			 const char *text, const char *why)
{
	struct gitlabci_include *i = ARENA_PUSH(r->a, r->out->includes,
						r->out->nincludes);

	i->text = text;
	i->file = n->file;
	i->line = n->line;
	i->why = why;
}

static struct yaml_node *read_file(struct reader *r, struct str bytes,
				   const char *file, int depth,
				   struct error *err);

static struct yaml_node *include_local(struct reader *r,
				       const struct yaml_node *n, int depth)
{
	struct error err = ERROR_INIT;
	struct yaml_node *root = NULL;
	struct str bytes, path = n->text;
	const char *file;

	while (path.len && path.p[0] == '/')
		path = str_sub(path, 1, path.len - 1);
	file = arena_strndup(r->a, path.p, path.len);
	if (!r->load || str_find(path, '*') < path.len ||
	    str_find(path, '$') < path.len) {
		note_include(r, n, arena_printf(r->a, "local: %s", n->text.p),
			     NULL);
		return NULL;
	}
	if (depth >= MAX_INCLUDE_DEPTH || r->nfiles >= MAX_FILES) {
		note_include(r, n, arena_printf(r->a, "local: %s", n->text.p),
			     "too many files are included");
		return NULL;
	}
	r->nfiles++;
	if (!r->load(r->payload, file, &bytes))
		note_include(r, n, arena_printf(r->a, "local: %s", n->text.p),
			     "there is no such file");
	else {
		root = read_file(r, bytes, file, depth + 1, &err);
		if (err.message)
			note_include(r, n, arena_printf(r->a, "local: %s",
							n->text.p),
				     arena_strdup(r->a, err.message));
	}
	error_release(&err);
	return root;
}

/* What one entry brings; NULL: nothing that is at hand. */
static struct yaml_node *include_one(struct reader *r, struct yaml_node *n,
				     int depth)
{
	static const char *const elsewhere[] = {
		"remote", "template", "project", "component",
	};
	const struct yaml_node *local;
	size_t i;

	if (n->kind == YAML_SCALAR) {
		if (str_starts(n->text, "http://") ||
		    str_starts(n->text, "https://")) {
			note_include(r, n, arena_printf(r->a, "remote: %s",
							n->text.p), NULL);
			return NULL;
		}
		return include_local(r, n, depth);
	}
	local = yaml_get(n, "local");
	if (yaml_is(local, YAML_SCALAR))
		return include_local(r, local, depth);
	for (i = 0; i < ARRAY_SIZE(elsewhere); i++) {
		const char *text = yaml_text(yaml_get(n, elsewhere[i]));

		if (text)
			note_include(r, n, arena_printf(r->a, "%s: %s",
							elsewhere[i], text),
				     NULL);
	}
	return NULL;
}

static struct yaml_node *read_file(struct reader *r, struct str bytes,
				   const char *file, int depth,
				   struct error *err)
{
	struct yaml_node *root, *list, *under = NULL, *n;
	struct yaml y;
	size_t i;

	if (yaml_parse(r->a, bytes, file, NULL, &y, err))
		return NULL;
	if (!y.ndocs)
		return NULL;
	/* A first document with "spec" is a head. */
	root = y.docs[y.ndocs > 1 && yaml_get(y.docs[0], "spec") ? 1 : 0];
	if (root->kind != YAML_MAPPING)
		return NULL;
	root = merge_all(r, root, 0);
	list = yaml_get(root, "include");
	for (i = 0; list && i < (list->kind == YAML_SEQUENCE ? list->nitems
							     : 1); i++) {
		n = include_one(r, list->kind == YAML_SEQUENCE ?
				list->items[i] : list, depth);
		if (n)
			under = under ? join(r, under, n, 0) : n;
	}
	return under ? join(r, under, root, 0) : root;
}

/* ---- extends ---- */

static struct yaml_node *extended(struct reader *r, struct yaml_node *job,
				  int depth)
{
	struct yaml_node *from = yaml_get(job, "extends"), *under = NULL;
	size_t i, n;

	if (!from || depth >= MAX_EXTENDS || !spend(r, 1))
		return job;
	n = from->kind == YAML_SEQUENCE ? from->nitems : 1;
	for (i = 0; i < n; i++) {
		const char *name = yaml_text(from->kind == YAML_SEQUENCE ?
					     from->items[i] : from);
		struct yaml_node *parent = name ? yaml_get(r->root, name)
						: NULL;

		if (!yaml_is(parent, YAML_MAPPING)) {
			r->lost = true;
			continue;
		}
		parent = extended(r, parent, depth + 1);
		under = under ? join(r, under, parent, 0) : parent;
	}
	return under ? join(r, under, job, 0) : job;
}

/* ---- !reference ---- */

static bool is_reference(const struct yaml_node *n)
{
	return n->kind == YAML_SEQUENCE && cstr_eq(n->tag, "!reference");
}

/* The value that [job, key, …] names; NULL: there is none. */
static struct yaml_node *referred(struct reader *r,
				  const struct yaml_node *ref)
{
	struct yaml_node *n = r->root;
	size_t i;

	for (i = 0; i < ref->nitems && n; i++) {
		const char *key = yaml_text(ref->items[i]);

		n = key ? yaml_get(n, key) : NULL;
		if (!i && n)
			n = extended(r, n, 0);
	}
	return n;
}

static struct yaml_node *resolved(struct reader *r, struct yaml_node *n)
{
	int i;

	for (i = 0; n && is_reference(n); i++) {
		if (i >= MAX_REFERENCES || !spend(r, 1))
			return NULL;
		n = referred(r, n);
	}
	return n;
}

static struct yaml_node *get(struct reader *r, const struct yaml_node *map,
			     const char *key)
{
	return resolved(r, yaml_get(map, key));
}

/* ---- jobs ---- */

/* Scripts may hold lists in lists, and references to more. */
static void add_commands(struct reader *r, struct yaml_node *n,
			 struct gitlabci_job *job, int depth)
{
	size_t i;

	n = resolved(r, n);
	if (!n || depth > MAX_REFERENCES ||
	    job->ncommands >= MAX_COMMANDS || !spend(r, 1))
		return;
	if (n->kind == YAML_SCALAR)
		*ARENA_PUSH(r->a, job->commands, job->ncommands) = n;
	for (i = 0; n->kind == YAML_SEQUENCE && i < n->nitems; i++)
		add_commands(r, n->items[i], job, depth + 1);
}

/* May the job have this of the file's defaults (or its variables)? */
static bool inherits(const struct yaml_node *job, const char *what,
		     const char *key)
{
	const struct yaml_node *n = yaml_get(yaml_get(job, "inherit"), what);
	size_t i;

	if (!n)
		return true;
	if (n->kind == YAML_SCALAR)
		return !yaml_says(n, "false");
	for (i = 0; key && i < n->nitems; i++)
		if (yaml_says(n->items[i], key))
			return true;
	return false;
}

/* variables: NAME: value, or NAME: {value: …}; the first of a name wins.  Of a
 * rule: it may set them, or not. */
static void add_vars(struct reader *r, struct yaml_node *n, bool ruled,
		     bool of_file, struct gitlabci_job *job)
{
	size_t i, k;

	for (i = 0; yaml_is(n, YAML_MAPPING) && i < n->npairs; i++) {
		const char *name = yaml_text(n->pairs[i].key);
		struct yaml_node *v = resolved(r, n->pairs[i].value);
		struct gitlabci_var *var;

		if (yaml_is(v, YAML_MAPPING))
			v = yaml_get(v, "value");
		if (!name || !yaml_is(v, YAML_SCALAR) || !spend(r, 1) ||
		    (of_file && !inherits(job->node, "variables", name)))
			continue;
		for (k = 0; k < job->nvars; k++)
			if (cstr_eq(job->vars[k].name, name))
				break;
		if (k < job->nvars)
			continue;
		var = ARENA_PUSH(r->a, job->vars, job->nvars);
		var->name = name;
		var->value = v;
		var->ruled = ruled;
	}
}

/* What rules may set; they hold lists of more, by !reference. */
static void add_ruled(struct reader *r, struct yaml_node *n, bool of_file,
		      struct gitlabci_job *job, int depth)
{
	size_t i;

	n = resolved(r, n);
	if (!n || depth > MAX_REFERENCES || !spend(r, 1))
		return;
	add_vars(r, get(r, n, "variables"), true, of_file, job);
	for (i = 0; n->kind == YAML_SEQUENCE && i < n->nitems; i++)
		add_ruled(r, n->items[i], of_file, job, depth + 1);
}

/* The job's own, else what `default:` or the top says. */
static struct yaml_node *defaulted(struct reader *r,
				   const struct yaml_node *job,
				   const char *key)
{
	struct yaml_node *n = yaml_get(job, key);

	if (n)
		return resolved(r, n);
	if (!inherits(job, "default", key))
		return NULL;
	n = get(r, yaml_get(r->root, "default"), key);
	return n ? n : get(r, r->root, key);
}

static void add_combos(struct reader *r, const struct yaml_node *entry,
		       struct gitlabci_job *job)
{
	struct gitlabci_combo *made = NULL, *next;
	size_t n = 0, i, k, j;

	(void)ARENA_PUSH(r->a, made, n);
	for (i = 0; yaml_is(entry, YAML_MAPPING) && i < entry->npairs; i++) {
		const char *name = yaml_text(entry->pairs[i].key);
		const struct yaml_node *v = entry->pairs[i].value;
		size_t nvalues = v->kind == YAML_SEQUENCE ? v->nitems : 1;
		size_t nnext = 0;

		if (!name)
			continue;
		next = NULL;
		for (k = 0; k < n; k++) {
			for (j = 0; j < nvalues && nnext < MAX_COMBOS; j++) {
				struct gitlabci_combo *c =
					ARENA_PUSH(r->a, next, nnext);

				c->nvars = made[k].nvars + 1;
				c->vars = arena_alloc(r->a, mem_mul(c->nvars,
						sizeof(*c->vars)));
				if (made[k].nvars)
					memcpy(c->vars, made[k].vars,
					       made[k].nvars *
					       sizeof(*c->vars));
				c->vars[c->nvars - 1].name = name;
				c->vars[c->nvars - 1].value =
					v->kind == YAML_SEQUENCE ?
					v->items[j] : v;
			}
		}
		made = next;
		n = nnext;
		if (!spend(r, n + 1))
			return;
	}
	for (k = 0; k < n && job->ncombos < MAX_COMBOS; k++)
		*ARENA_PUSH(r->a, job->combos, job->ncombos) = made[k];
}

/* Does the file say all of the job?  One that an include says may have an image
 * there, too, which no default of this file changes. */
static bool is_whole(const struct reader *r, const struct yaml_node *job)
{
	return !r->out->nincludes ||
	       (!r->lost && (yaml_get(job, "script") || yaml_get(job, "run") ||
			     yaml_get(job, "trigger")));
}

static void read_job(struct reader *r, const char *name,
		     const struct yaml_node *key, struct yaml_node *n)
{
	struct gitlabci_job *job = ARENA_PUSH(r->a, r->out->jobs,
					      r->out->njobs);
	struct yaml_node *image, *matrix;
	size_t i;

	r->lost = false;
	n = extended(r, n, 0);
	job->name = name;
	job->file = key->file;
	job->line = key->line;
	job->node = n;
	image = is_whole(r, n) ? defaulted(r, n, "image") : get(r, n, "image");
	if (!image && r->out->nincludes)
		job->elsewhere = r->out->includes[0].text;
	job->image = yaml_is(image, YAML_MAPPING) ? get(r, image, "name")
						  : image;
	job->cache = defaulted(r, n, "cache");
	job->services = defaulted(r, n, "services");
	add_commands(r, defaulted(r, n, "before_script"), job, 0);
	add_commands(r, yaml_get(n, "script"), job, 0);
	job->nscript = job->ncommands;
	add_commands(r, defaulted(r, n, "after_script"), job, 0);
	add_ruled(r, yaml_get(n, "rules"), false, job, 0);
	add_vars(r, get(r, n, "variables"), false, false, job);
	add_ruled(r, yaml_get(get(r, r->root, "workflow"), "rules"), true, job,
		  0);
	add_vars(r, get(r, r->root, "variables"), false, true, job);
	matrix = get(r, get(r, n, "parallel"), "matrix");
	for (i = 0; yaml_is(matrix, YAML_SEQUENCE) && i < matrix->nitems; i++)
		add_combos(r, matrix->items[i], job);
	if (!job->ncombos)
		(void)ARENA_PUSH(r->a, job->combos, job->ncombos);
}

static bool is_job(const char *name, const struct yaml_node *n)
{
	static const char *const words[] = {
		"image", "services", "before_script", "after_script", "cache",
		"variables", "stages", "include", "default", "workflow",
		"spec", "types",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(name, words[i]))
			return false;
	return name[0] != '.' && n->kind == YAML_MAPPING;
}

int gitlabci_parse(struct arena *a, struct str bytes, const char *file,
		   gitlabci_load *load, void *payload, struct gitlabci *out,
		   struct error *err)
{
	struct error own_err = ERROR_INIT;
	struct reader r;
	size_t i;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	memset(&r, 0, sizeof(r));
	r.a = a;
	r.out = out;
	r.load = load;
	r.payload = payload;
	r.work = MAX_WORK;
	r.root = read_file(&r, bytes, file, 0, &own_err);
	if (own_err.message) {
		(void)error_set(err, "%s", own_err.message);
		error_origin(err, "%s", own_err.origin ? own_err.origin
						       : file);
		rc = -1;
	}
	error_release(&own_err);
	if (rc || !r.root)
		return rc;
	out->root = r.root;
	for (i = 0; i < r.root->npairs && out->njobs < MAX_JOBS; i++) {
		const char *name = yaml_text(r.root->pairs[i].key);

		if (name && is_job(name, r.root->pairs[i].value) &&
		    spend(&r, 1))
			read_job(&r, name, r.root->pairs[i].key,
				 r.root->pairs[i].value);
	}
	return 0;
}

/* ---- texts ---- */

struct grown {
	struct arena *a;
	struct strbuf text;
	const struct yaml_node **node;
	size_t *at;
	size_t node_alloc, at_alloc;
	const char *unknown, *supplied;
	const struct gitlabci_job *job;
	const struct gitlabci_combo *combo;
	int budget;
};

/* `n` NULL: they stand in no file. */
static void grow_text(struct grown *g, const struct yaml_node *n,
		      const char *text, size_t at, size_t len)
{
	size_t i, from = g->text.len;

	if (from + len > MAX_TEXT)
		return;
	strbuf_add(&g->text, text + at, len);
	ALLOC_GROW(g->node, g->text.len + 1, g->node_alloc);
	ALLOC_GROW(g->at, g->text.len + 1, g->at_alloc);
	for (i = 0; i < len; i++) {
		g->node[from + i] = n;
		g->at[from + i] = at + i;
	}
}

static void grow(struct grown *g, const struct yaml_node *n, size_t at,
		 size_t len)
{
	grow_text(g, n, n->text.p, at, len);
}

static const struct yaml_node *variable(const struct grown *g,
					const char *name)
{
	const struct yaml_node *said = NULL;
	size_t i;

	for (i = 0; g->combo && i < g->combo->nvars; i++)
		if (cstr_eq(g->combo->vars[i].name, name))
			said = g->combo->vars[i].value;
	for (i = 0; i < g->job->nvars; i++)
		if (cstr_eq(g->job->vars[i].name, name)) {
			if (g->job->vars[i].ruled)
				return NULL;
			return said ? said : g->job->vars[i].value;
		}
	return said;
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

/* What the run alone knows stays as it is written. */
static void leave(struct grown *g, const struct yaml_node *n, size_t from,
		  size_t end)
{
	if (!g->unknown)
		g->unknown = arena_strndup(g->a, n->text.p + from,
					   end - from);
	grow(g, n, from, end - from);
}

static void put_in(struct grown *g, const struct yaml_node *n, int depth)
{
	struct str s = n->text;
	size_t i = 0;

	while (i < s.len) {
		const struct yaml_node *v;
		const struct civar *given;
		const char *name;
		size_t start = i + 1, end;
		bool braces;

		if (s.p[i] != '$' || start >= s.len) {
			grow(g, n, i++, 1);
			continue;
		}
		if (s.p[start] == '$') {
			grow(g, n, i, 1);
			i += 2;
			continue;
		}
		if (str_starts(str_sub(s, i, s.len - i), "$[[")) {
			end = i + str_search(str_sub(s, i, s.len - i), "]]");
			end = end + 2 < s.len ? end + 2 : s.len;
			leave(g, n, i, end);
			i = end;
			continue;
		}
		braces = s.p[start] == '{';
		start += braces;
		for (end = start; end < s.len && is_name(s.p[end]); end++)
			;
		if (end == start || (braces && (end >= s.len ||
						s.p[end] != '}'))) {
			grow(g, n, i++, 1);
			continue;
		}
		name = arena_strndup(g->a, s.p + start, end - start);
		end += braces;
		given = civars_find(g->job->supplied, str_from(name), false);
		if (given) {
			g->supplied = given->name;
			grow_text(g, NULL, given->value, 0,
				  strlen(given->value));
			i = end;
			continue;
		}
		v = variable(g, name);
		/* What Ruby reads as a number is not what stands there. */
		if (!yaml_is(v, YAML_SCALAR) || depth > MAX_REFERENCES ||
		    g->budget-- <= 0 || yaml_type_ruby(v) == YAML_FLOAT) {
			leave(g, n, i, end);
		} else {
			put_in(g, v, depth + 1);
		}
		i = end;
	}
}

bool gitlabci_text(struct arena *a, const struct gitlabci_job *job,
		   const struct gitlabci_combo *combo,
		   const struct yaml_node *n, struct gitlabci_text *out)
{
	struct grown g = { .a = a, .text = STRBUF_INIT, .job = job,
			   .combo = combo, .budget = 200 };
	size_t len;

	memset(out, 0, sizeof(*out));
	if (!yaml_is(n, YAML_SCALAR))
		return false;
	put_in(&g, n, 0);
	len = g.text.len;
	out->text = arena_strndup(a, g.text.buf, len);
	out->node = arena_memdup(a, g.node, mem_mul(len, sizeof(*g.node)));
	out->at = arena_memdup(a, g.at, mem_mul(len, sizeof(*g.at)));
	out->unknown = g.unknown;
	out->supplied = g.supplied;
	strbuf_release(&g.text);
	free(g.node);
	free(g.at);
	return true;
}
