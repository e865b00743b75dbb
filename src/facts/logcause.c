#include "config.h"

#include "facts/logcause.h"

#include <string.h>

const char *const log_verdict_names[] = {
	"confirmed", "refuted", "unknown", "elsewhere", NULL
};

/* The file of the repository that a message names, and whose it is. */
struct named {
	const char *file;	/* NULL: none, or not told which */
	const struct module *module;	/* NULL: it is of none */
};

/* ---- which file does the message name? ---- */

/* "/home/runner/work/m/m/sub/go.mod" names "sub/go.mod". */
static bool names(struct str token, const char *path)
{
	size_t n = path ? strlen(path) : 0;

	return n && (str_is(token, path) ||
		     (token.len > n && token.p[0] == '/' &&
		      str_ends(token, path) &&
		      token.p[token.len - n - 1] == '/'));
}

static void try_path(struct named *out, struct str token, const char *path,
		     const struct module *m)
{
	/* The longest one is meant. */
	if (!names(token, path) ||
	    (out->file && strlen(out->file) >= strlen(path)))
		return;
	out->file = path;
	out->module = m;
}

/* A Go file: of which module, if that is not the one at the top. */
static void try_source(struct arena *a, struct named *out, struct str token,
		       const struct module *m)
{
	const char *dir = arena_printf(a, "%s/", m->dir);
	size_t at;

	if (cstr_eq(m->dir, ".") || !str_ends(token, ".go"))
		return;
	at = str_search(token, dir);
	if (at == token.len || (at && token.p[at - 1] != '/') ||
	    (at && token.p[0] != '/') ||
	    (out->module && strlen(out->module->dir) >= strlen(m->dir)))
		return;
	out->file = arena_strndup(a, token.p + at, token.len - at);
	out->module = m;
}

/* Without ":12:3" and what quotes it. */
static struct str bare(struct str token)
{
	size_t i;

	while (token.len && strchr("\"'([,", token.p[0]))
		token = str_sub(token, 1, token.len - 1);
	while (token.len && strchr("\"')],:;.", token.p[token.len - 1]))
		token.len--;
	for (i = 1; i + 1 < token.len; i++)
		if (token.p[i] == ':' && token.p[i + 1] >= '0' &&
		    token.p[i + 1] <= '9')
			token.len = i;
	while (str_starts(token, "./"))
		token = str_sub(token, 2, token.len - 2);
	return token;
}

static void find_named(struct arena *a, const struct snapshot *s,
		       const char *text, struct named *out)
{
	struct str rest = str_from(text), word;
	size_t i;

	memset(out, 0, sizeof(*out));
	while (!out->file && str_word(&rest, &word)) {
		struct str token = bare(word);

		for (i = 0; token.len && i < s->nmodules; i++) {
			const struct module *m = &s->modules[i];

			try_path(out, token, m->gomod, m);
			try_path(out, token, m->gosum.file, m);
			try_source(a, out, token, m);
		}
		for (i = 0; token.len && i < s->nfiles; i++)
			try_path(out, token, s->files[i].path, NULL);
	}
	/* "go.mod:3" is that of the folder go ran in, whichever that was. */
	if (out->file && s->nmodules > 1 && !strchr(out->file, '/') &&
	    str_search(str_from(text), arena_printf(a, "/%s", out->file)) ==
	    strlen(text) && out->module)
		memset(out, 0, sizeof(*out));
}

static bool is_about(const struct finding *f, const struct named *n)
{
	return !n->file || cstr_eq(f->path, n->file) ||
	       (n->module && cstr_eq(f->module, n->module->dir));
}

/* ---- is the cause here? ---- */

static void judge(struct arena *a, const struct log_here *v,
		  struct log_cause *c)
{
	struct str rest = str_from(c->row->checks ? c->row->checks : ""), id;
	const struct finding **others = NULL;
	struct named named;
	size_t i, nothers = 0;

	find_named(a, v->snap, c->hit->text, &named);
	c->file = named.file;
	while (str_word(&rest, &id)) {
		for (i = 0; i < v->nfindings; i++) {
			const struct finding *f = &v->findings[i];

			if (!str_is(id, f->id))
				continue;
			if (is_about(f, &named))
				*ARENA_PUSH(a, c->findings,
					    c->nfindings) = f;
			else
				*ARENA_PUSH(a, others, nothers) = f;
		}
		for (i = 0; i < v->nchecked; i++) {
			c->looked |= str_is(id, v->checked[i].check) &&
				     v->checked[i].status == CHECK_OK;
		}
	}
	if (!c->nfindings && nothers && !c->row->there) {
		c->verdict = LOG_ELSEWHERE;
		c->findings = others;
		c->nfindings = nothers;
		return;
	}
	c->verdict = c->nfindings ? LOG_CONFIRMED :
		     c->looked && !c->row->there ? LOG_REFUTED :
		     LOG_UNKNOWN;
}

/* A sentence of the table, with what the pattern took. */
static struct msg sentence(struct arena *a, const char *id,
			   const struct log_hit *h)
{
	struct msg m = { .id = id };
	size_t i;

	for (i = 0; i < h->nargs; i++)
		*ARENA_PUSH(a, m.args, m.nargs) = h->args[i];
	/* What another pattern of the row would have told. */
	for (; i < 3; i++)
		*ARENA_PUSH(a, m.args, m.nargs) = "\xe2\x80\xa6";
	return m;
}

struct msg log_says(struct arena *a, const struct log_cause *c)
{
	return sentence(a, c->row->cause, c->hit);
}

struct msg log_helps(struct arena *a, const struct log_cause *c)
{
	return sentence(a, c->row->cure, c->hit);
}

/* Does the same stand here of both? */
static bool same_here(const struct log_cause *a, const struct log_cause *b)
{
	size_t i;

	if (a->verdict != b->verdict || a->nfindings != b->nfindings ||
	    (a->verdict == LOG_ELSEWHERE && !cstr_eq(a->file, b->file)))
		return false;
	for (i = 0; i < a->nfindings; i++)
		if (a->findings[i] != b->findings[i])
			return false;
	return true;
}

/* A cause before it that comes to the same; NULL: none. */
static struct log_cause *same_cause(struct log_cause *causes, size_t n,
				    const struct log_cause *c)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (causes[i].row == c->row && same_here(&causes[i], c) &&
		    !strcmp(causes[i].english, c->english))
			return &causes[i];
	return NULL;
}

void log_judge(struct arena *a, const struct log_report *r,
	       const struct log_here *here, struct log_cause **causes,
	       size_t *ncauses)
{
	struct log_cause *list = NULL, *same, c;
	struct msg says;
	size_t n = 0, i;

	for (i = 0; i < r->nhits; i++) {
		memset(&c, 0, sizeof(c));
		c.hit = &r->hits[i];
		c.row = logrow_find(c.hit->row);
		if (!c.row)
			continue;
		judge(a, here, &c);
		says = log_says(a, &c);
		c.english = msg_english(a, &says);
		same = same_cause(list, n, &c);
		if (same)
			*ARENA_PUSH(a, same->more, same->nmore) = c.hit;
		else
			*ARENA_PUSH(a, list, n) = c;
	}
	*causes = list;
	*ncauses = n;
}
