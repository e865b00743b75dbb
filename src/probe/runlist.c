#include "config.h"

#include "probe/runlist.h"

#include <string.h>

#include "base/i18n.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/str.h"
#include "base/text.h"

const char *runlist_brief(struct arena *a, const struct fixrun_command *c)
{
	const struct plan_command *p = c->command;
	struct strbuf sb = STRBUF_INIT;
	const char *line;
	size_t i;

	if (cstr_empty(c->line))
		return "";
	if (!p || !p->nargv)
		return text_clean(a, c->line);
	strbuf_addstr(&sb, path_base(p->argv[0]));
	for (i = 1; i < p->nargv; i++) {
		struct str rest = str_from(p->argv[i]);
		size_t at = str_search(rest, "{stage}");
		bool plain = rest.len && !strpbrk(rest.p, " \t'\"$&;|<>*?");

		strbuf_addstr(&sb, plain ? " " : " '");
		strbuf_add(&sb, rest.p, at);
		if (at < rest.len)
			strbuf_addf(&sb, "<stage>%s",
				    rest.p + at + strlen("{stage}"));
		strbuf_addstr(&sb, plain ? "" : "'");
	}
	line = text_clean(a, sb.buf);
	strbuf_release(&sb);
	return line;
}

/* A setting, and which commands have it. */
struct setting_of {
	const char *word;
	bool *has;
};

static bool has_word(const struct fixrun_command *c, const char *word)
{
	const char *const *w;

	for (w = c->settings; w && *w; w++)
		if (cstr_eq(*w, word))
			return true;
	return false;
}

/* "1, 7–9" */
static const char *numbers(struct arena *a, const bool *has, size_t n)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i, k;

	for (i = 0; i < n; i = k + 1) {
		for (k = i; k < n && has[k]; k++)
			;
		if (k == i)
			continue;
		strbuf_addf(&sb, sb.len ? ", %zu" : "%zu", i + 1);
		if (k > i + 1)
			strbuf_addf(&sb, k > i + 2 ? "\u2013%zu" : ", %zu", k);
	}
	out = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return out;
}

/* "commands 1, 7–9:" */
static const char *which_of(struct arena *a, const bool *has, size_t n)
{
	const char *text = numbers(a, has, n);

	return strchr(text, ',') || strstr(text, "\u2013")
	       ? SAY(a, N_("commands {0}:"), text)
	       : SAY(a, N_("command {0}:"), text);
}

static bool *flags(struct arena *a, size_t n)
{
	bool *has = arena_alloc(a, mem_mul(n + 1, sizeof(*has)));

	memset(has, 0, (n + 1) * sizeof(*has));
	return has;
}

/* NULL: all that have settings at all. */
static const char *set_in(struct arena *a, const struct fixrun_view *v,
			  const bool *has)
{
	size_t i;

	for (i = 0; i < v->ncommands; i++)
		if (!has[i] && v->commands[i].settings)
			return which_of(a, has, v->ncommands);
	return NULL;
}

/* ---- in which case they run ---- */

/* The one that has to call for it; itself: none. */
static size_t called_by(const struct fixrun_view *v, size_t i)
{
	const struct plan_command *c = v->commands[i].command;
	const char *unless = c ? c->unless : NULL;
	size_t k;

	for (k = i; !cstr_empty(unless) && k-- > 0;)
		if (v->commands[k].command &&
		    cstr_eq(v->commands[k].command->id, unless))
			return k;
	return i;
}

static bool is_same(struct arena *a, const struct runlist *l,
		    const struct fixrun_view *v, size_t i, size_t k)
{
	return cstr_eq(l->briefs[i], l->briefs[k]) &&
	       cstr_eq(l->lines[i], l->lines[k]) &&
	       cstr_eq(msg_text(a, &v->commands[i].command->what),
		       msg_text(a, &v->commands[k].command->what));
}

/* `left`: those that are not in the list yet. */
static void add_same(struct arena *a, const struct fixrun_view *v,
		     struct runlist *l, struct runlist_case *c, bool *left)
{
	size_t i, k;

	for (i = 0; i < l->n; i++) {
		bool *has;

		if (!left[i])
			continue;
		has = flags(a, l->n);
		for (k = i; k < l->n; k++) {
			has[k] = left[k] && is_same(a, l, v, i, k);
			left[k] = left[k] && !has[k];
		}
		*ARENA_PUSH(a, c->same, c->nsame) = (struct runlist_same){
			numbers(a, has, l->n), i
		};
	}
}

static void cases(struct arena *a, const struct fixrun_view *v,
		  struct runlist *l)
{
	size_t *by = arena_alloc(a, mem_mul(l->n + 1, sizeof(*by))), i, k;

	l->sure = flags(a, l->n);
	for (i = 0; i < l->n; i++) {
		by[i] = called_by(v, i);
		l->sure[i] = by[i] == i;
		by[i] = l->sure[i] ? i : by[by[i]];
		l->nsure += l->sure[i];
	}
	for (i = 0; i < l->n; i++) {
		struct runlist_case c = { .by = i };
		bool *left = flags(a, l->n), any = false;

		for (k = i + 1; k < l->n; k++) {
			left[k] = by[k] == i;
			any = any || left[k];
		}
		if (!any)
			continue;
		add_same(a, v, l, &c, left);
		*ARENA_PUSH(a, l->cases, l->ncases) = c;
	}
	l->count = l->nsure < l->n
		? arena_printf(a, "%zu\u2013%zu", l->nsure, l->n)
		: arena_printf(a, "%zu", l->n);
}

/* ---- what they may do ---- */

static void may_group(struct arena *a, struct runlist *l, const bool *has,
		      const char *text)
{
	size_t i, n = 0;

	for (i = 0; i < l->n; i++)
		n += has[i];
	if (n)
		*ARENA_PUSH(a, l->may, l->nmay) = (struct runlist_group){
			n < l->n ? which_of(a, has, l->n) : NULL, text
		};
}

static void may(struct arena *a, const struct fixrun_view *v,
		struct runlist *l)
{
	bool *said = flags(a, l->n), *net = flags(a, l->n);
	size_t i, k;

	for (i = 0; i < l->n; i++) {
		const struct msg *m = &v->commands[i].command->executes;
		const char *text = msg_text(a, m);
		bool *has = flags(a, l->n);

		net[i] = v->commands[i].command->network;
		if (said[i] || !msg_is_set(m))
			continue;
		for (k = i; k < l->n; k++) {
			m = &v->commands[k].command->executes;
			has[k] = msg_is_set(m) &&
				 cstr_eq(msg_text(a, m), text);
			said[k] = said[k] || has[k];
		}
		may_group(a, l, has, SAY(a, N_("This may run: {0}"), text));
	}
	may_group(a, l, net, _("It may use the network."));
}

/* ---- their settings ---- */

/* Each word once, in the order in which they come. */
static size_t words_of(struct arena *a, const struct fixrun_view *v,
		       struct setting_of **out)
{
	struct setting_of *list = NULL;
	size_t i, k, n = 0;
	const char *const *w;

	for (i = 0; i < v->ncommands; i++)
		for (w = v->commands[i].settings; w && *w; w++) {
			bool *has;

			for (k = 0; k < n && !cstr_eq(list[k].word, *w); k++)
				;
			if (k < n)
				continue;
			has = arena_alloc(a, mem_mul(v->ncommands,
						     sizeof(*has)));
			for (k = 0; k < v->ncommands; k++)
				has[k] = has_word(&v->commands[k], *w);
			*ARENA_PUSH(a, list, n) =
				(struct setting_of){ *w, has };
		}
	*out = list;
	return n;
}

/* It stands in a row of its own. */
static bool is_folder(const char *word)
{
	return cstr_starts(word, "cd ");
}

static void group(struct arena *a, const struct fixrun_view *v,
		  struct runlist *out)
{
	struct setting_of *list;
	size_t n = words_of(a, v, &list), i, k;
	size_t size = mem_mul(v->ncommands, sizeof(*list->has));

	for (i = 0; i < n; i++) {
		struct strbuf sb = STRBUF_INIT;

		if (!list[i].word)
			continue;
		for (k = i; k < n; k++) {
			if (!list[k].word ||
			    memcmp(list[k].has, list[i].has, size) ||
			    (k > i && (is_folder(list[i].word) ||
				       is_folder(list[k].word))))
				continue;
			if (!sb.len && cstr_starts(list[k].word, "-u "))
				strbuf_addstr(&sb, "env");
			strbuf_addf(&sb, sb.len ? " %s" : "%s", list[k].word);
			if (k > i)
				list[k].word = NULL;
		}
		*ARENA_PUSH(a, out->groups, out->ngroups) =
			(struct runlist_group){
				set_in(a, v, list[i].has),
				text_clean(a, sb.buf)
			};
		strbuf_release(&sb);
	}
}

/* Those of all come first, else as they are met. */
static void sort_groups(struct runlist *l)
{
	size_t i, k;

	for (i = 1; i < l->ngroups; i++) {
		struct runlist_group g = l->groups[i];

		for (k = i; !g.which && k && l->groups[k - 1].which; k--)
			l->groups[k] = l->groups[k - 1];
		l->groups[k] = g;
	}
}

/* What is said of the network once for all. */
static const char *of_network(const struct fixrun_view *v)
{
	size_t i, n = 0;

	for (i = 0; i < v->ncommands; i++)
		n += v->commands[i].command->network;
	return !n ? _("None of them uses the network.")
		: n < v->ncommands ? _("The others do not use the network.")
		: _("All of them may use the network.");
}

void runlist_make(struct arena *a, const struct fixrun_view *v,
		  struct runlist *out)
{
	size_t i;

	memset(out, 0, sizeof(*out));
	out->n = v->ncommands;
	out->briefs = arena_alloc(a, mem_mul(out->n + 1,
					     sizeof(*out->briefs)));
	out->lines = arena_alloc(a, mem_mul(out->n + 1, sizeof(*out->lines)));
	for (i = 0; i < out->n; i++) {
		const struct fixrun_command *c = &v->commands[i];
		const char *brief = runlist_brief(a, c);

		if (c->note)
			brief = arena_printf(a, "%s  # %s", brief, c->note);
		out->briefs[i] = brief;
		out->lines[i] = c->line ? arena_strdup(a, c->line) : NULL;
		if (v->stage && strstr(brief, "<stage>"))
			out->stage = arena_strdup(a, v->stage);
	}
	cases(a, v, out);
	/* Alone, its line says it all. */
	if (out->n < 2)
		return;
	may(a, v, out);
	group(a, v, out);
	sort_groups(out);
	out->network = of_network(v);
}
