#include "config.h"

#include "base/civars.h"

#include "base/i18n.h"
#include "base/msg.h"
#include "base/redact.h"

const char civars_option[] = "--ci-var";

static bool is_name(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') ||
		      (s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '_' ||
		      (i && (s.p[i] == '-' || (s.p[i] >= '0' &&
					       s.p[i] <= '9')))))
			return false;
	return s.len > 0;
}

static void put(struct arena *a, struct str name, struct str value,
		const char *file, int line, struct civars *out)
{
	struct civar *v = NULL;
	size_t i;

	for (i = 0; i < out->n && !v; i++)
		if (str_is(name, out->list[i].name))
			v = &out->list[i];
	if (!v)
		v = ARENA_PUSH(a, out->list, out->n);
	v->name = arena_strndup(a, name.p, name.len);
	v->value = redact_name_is_secret(name) ? REDACT_MARK
		: arena_strndup(a, value.p, value.len);
	v->file = file;
	v->line = line;
}

/* What stands between quotes; a bare value as it is. */
static bool unquote(struct str *value)
{
	char q = value->len ? value->p[0] : '\0';

	if (q != '"' && q != '\'')
		return true;
	if (value->len < 2 || value->p[value->len - 1] != q)
		return false;
	*value = str_sub(*value, 1, value->len - 2);
	return true;
}

int civars_parse(struct arena *a, struct str text, const char *file,
		 struct civars *out, struct error *err)
{
	struct str line, name, value;
	int nr = 0;

	file = arena_strdup(a, file);
	while (str_line(&text, &line)) {
		nr++;
		value = str_trim(line);
		if (!value.len || value.p[0] == '#')
			continue;
		if (str_starts(value, "export "))
			value = str_trim(str_sub(value, 7, value.len - 7));
		if (!str_cut(&value, '=', &name) || !value.p ||
		    !is_name(str_trim(name))) {
			(void)error_set(err, "%s", SAY(a, N_(
				"The line is no NAME=VALUE.")));
			error_origin(err, "%s:%d", file, nr);
			return -1;
		}
		value = str_trim(value);
		if (!unquote(&value)) {
			(void)error_set(err, "%s", SAY(a, N_(
				"The quotes of the value have no end on the "
				"line.")));
			error_origin(err, "%s:%d", file, nr);
			return -1;
		}
		put(a, str_trim(name), value, file, nr, out);
	}
	return 0;
}

int civars_add(struct arena *a, const char *word, struct civars *out,
	       struct error *err)
{
	struct str value = str_from(word), name;

	/* The word may hold a secret: it is not said again. */
	if (!str_cut(&value, '=', &name) || !value.p || !is_name(name))
		return error_set(err, "%s", SAY(a, N_(
			"--ci-var wants NAME=VALUE.")));
	put(a, name, value, civars_option, 0, out);
	return 0;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_folded(struct str name, const char *other)
{
	size_t i;

	for (i = 0; i < name.len && other[i]; i++)
		if (lower(name.p[i]) != lower(other[i]))
			return false;
	return i == name.len && !other[i];
}

const struct civar *civars_find(const struct civars *v, struct str name,
				bool folded)
{
	size_t i;

	for (i = 0; v && i < v->n; i++)
		if (folded ? is_folded(name, v->list[i].name)
			   : str_is(name, v->list[i].name))
			return &v->list[i];
	return NULL;
}

struct civars civars_copy(struct arena *a, const struct civars *v)
{
	struct civars out = { NULL, 0 };
	size_t i;

	for (i = 0; v && i < v->n; i++) {
		struct civar *c = ARENA_PUSH(a, out.list, out.n);

		c->name = arena_strdup(a, v->list[i].name);
		c->value = arena_strdup(a, v->list[i].value);
		c->file = arena_strdup(a, v->list[i].file);
		c->line = v->list[i].line;
	}
	return out;
}
