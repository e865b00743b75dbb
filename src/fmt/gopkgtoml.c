#include "config.h"

#include "fmt/gopkgtoml.h"

#include <string.h>

#include "fmt/gochar.h"

struct reader {
	struct arena *a;
	struct gopkgtoml *out;
	struct gopkgtoml_rule *rule;	/* whose lines these are; or NULL */
	bool top;			/* before the first table */
	/* The list that goes on on the next line; or NULL. */
	const char ***list;
	size_t *nlist;
};

/* The string that s begins with, unquoted; false: it begins with none. */
static bool take_string(struct reader *r, struct str *s, struct str *out)
{
	size_t i;

	if (!s->len || (s->p[0] != '"' && s->p[0] != '\''))
		return false;
	for (i = 1; i < s->len && s->p[i] != s->p[0]; i++)
		if (s->p[i] == '\\' && s->p[0] == '"')
			i++;
	if (i >= s->len)
		return false;
	*out = str_sub(*s, 1, i - 1);
	if (s->p[0] == '"' &&
	    !gochar_unquote(r->a, str_sub(*s, 0, i + 1), out))
		return false;
	*s = str_sub(*s, i + 1, s->len - i - 1);
	return true;
}

/* Strings up to the "]", which may stand lines further down. */
static void take_items(struct reader *r, struct str s)
{
	struct str one;

	for (;;) {
		s = str_trim(s);
		if (!s.len || s.p[0] == '#')
			return;
		if (s.p[0] == ',') {
			s = str_sub(s, 1, s.len - 1);
		} else if (take_string(r, &s, &one)) {
			*ARENA_PUSH(r->a, *r->list, *r->nlist) =
				arena_strndup(r->a, one.p, one.len);
		} else {
			r->list = NULL;
			return;
		}
	}
}

static void take_list(struct reader *r, struct str key, struct str value)
{
	if (str_is(key, "required")) {
		r->list = &r->out->required;
		r->nlist = &r->out->nrequired;
	} else if (str_is(key, "ignored")) {
		r->list = &r->out->ignored;
		r->nlist = &r->out->nignored;
	} else {
		return;
	}
	if (str_starts(value, "["))
		take_items(r, str_sub(value, 1, value.len - 1));
	else
		r->list = NULL;
}

static void take_value(struct reader *r, struct str key, struct str value)
{
	const char *text;
	struct str s;

	if (!take_string(r, &value, &s) || !s.len)
		return;
	text = arena_strndup(r->a, s.p, s.len);
	if (str_is(key, "name"))
		r->rule->name = text;
	else if (str_is(key, "version"))
		r->rule->version = text;
	else if (str_is(key, "branch"))
		r->rule->branch = text;
	else if (str_is(key, "revision"))
		r->rule->revision = text;
	else if (str_is(key, "source"))
		r->rule->source = text;
}

static void take_table(struct reader *r, struct str line, int n)
{
	bool override = str_starts(line, "[[override]]");

	r->top = false;
	r->rule = NULL;
	if (!override && !str_starts(line, "[[constraint]]"))
		return;
	r->rule = ARENA_PUSH(r->a, r->out->rules, r->out->nrules);
	memset(r->rule, 0, sizeof(*r->rule));
	r->rule->name = "";
	r->rule->override = override;
	r->rule->line = n;
}

void gopkgtoml_read(struct arena *a, struct str bytes, struct gopkgtoml *out)
{
	struct reader r = { a, out, NULL, true, NULL, NULL };
	struct str line, key;
	int n = 0;

	memset(out, 0, sizeof(*out));
	while (str_line(&bytes, &line)) {
		size_t at;

		n++;
		line = str_trim(line);
		if (r.list) {
			take_items(&r, line);
			continue;
		}
		if (!line.len || line.p[0] == '#')
			continue;
		if (line.p[0] == '[') {
			take_table(&r, line, n);
			continue;
		}
		at = str_find(line, '=');
		if (at == line.len)
			continue;
		key = str_trim(str_sub(line, 0, at));
		line = str_trim(str_sub(line, at + 1, line.len - at - 1));
		if (r.rule)
			take_value(&r, key, line);
		else if (r.top)
			take_list(&r, key, line);
	}
}
