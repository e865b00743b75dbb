/* env-pattern-dead: an entry of GOPRIVATE and its like that matches nothing. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"
#include "fmt/modpath.h"

static const char *const names[] = {
	"GOINSECURE", "GONOPROXY", "GONOSUMDB", "GOPRIVATE",
};

/* Why no module path can match it; NULL: one may. */
static const char *why_dead(struct str entry)
{
	bool bad = false;
	size_t i;

	if (!entry.len)
		return NULL;
	for (i = 0; i < entry.len; i++)
		if (entry.p[i] == ' ' || entry.p[i] == '\t')
			return N_("There is a blank in it, and none in any "
				  "module path.");
	if (str_search(entry, "://") < entry.len)
		return N_("It has a scheme; a module path has none.");
	(void)modpath_glob(entry, STR_LIT("x"), &bad);
	if (bad)
		return N_("It is no pattern: a bracket or backslash is not "
			  "closed.");
	for (i = 0; i < entry.len && entry.p[i] != '/'; i++)
		if (entry.p[i] == '[' || entry.p[i] == '\\')
			return NULL;
		else if (entry.p[i] >= 'A' && entry.p[i] <= 'Z')
			return N_("It has a capital letter in its first "
				  "element, and module paths have none "
				  "there.");
	if (*entry.p == '.' || *entry.p == '-' || *entry.p == '/')
		return N_("No module path begins so.");
	return NULL;
}

const char *env_dead_pattern(struct arena *a, const char *list)
{
	struct str rest = str_from(list), entry;

	while (str_cut(&rest, ',', &entry))
		if (why_dead(entry))
			return arena_strndup(a, entry.p, entry.len);
	return NULL;
}

/* Its first element, the host, names something: "*" alone would be all. */
static bool names_host(struct str entry)
{
	size_t i;

	for (i = 0; i < entry.len && entry.p[i] != '/'; i++)
		if ((entry.p[i] >= 'a' && entry.p[i] <= 'z') ||
		    (entry.p[i] >= '0' && entry.p[i] <= '9'))
			return true;
	return false;
}

/* A host with a dot, as in "a.example/x": no word of a sentence. */
static bool has_dot(struct str word)
{
	size_t dot = str_find(word, '.');

	return dot < str_find(word, '/') && dot && dot + 1 < word.len;
}

/*
 * What was meant by one entry without blanks; NULL where that is not certain:
 * a port and a query are in no module path, and x.git may be one or not.
 */
static const char *meant(struct arena *a, struct str entry)
{
	size_t scheme = str_search(entry, "://"), at, i;
	char *one;

	if (scheme < entry.len) {
		entry = str_sub(entry, scheme + 3, entry.len - scheme - 3);
		at = str_find(entry, '@');
		if (at < str_find(entry, '/'))
			entry = str_sub(entry, at + 1, entry.len - at - 1);
		if (str_find(entry, ':') < entry.len ||
		    str_find(entry, '?') < entry.len ||
		    str_find(entry, '#') < entry.len ||
		    str_ends(entry, ".git"))
			return NULL;
	}
	one = arena_strndup(a, entry.p, entry.len);
	for (i = 0; one[i] && one[i] != '/'; i++)
		if (one[i] >= 'A' && one[i] <= 'Z')
			one[i] = (char)(one[i] + ('a' - 'A'));
	return why_dead(str_from(one)) || !names_host(str_from(one))
		? NULL : one;
}

/* Those of one dead entry, which blanks may part; NULL: not certain. */
static const char *mend_entry(struct arena *a, struct str entry)
{
	struct str rest = entry, word;
	const char *out = NULL, *one;
	bool several, dots = true;

	(void)str_word(&rest, &word);
	several = str_trim(rest).len > 0;
	rest = entry;
	while (str_word(&rest, &word)) {
		one = meant(a, word);
		if (!one)
			return NULL;
		dots = dots && has_dot(str_from(one));
		out = out ? arena_printf(a, "%s,%s", out, one) : one;
	}
	return several && !dots ? NULL : out;
}

const char *env_clean_patterns(struct arena *a, const char *value)
{
	struct str rest = str_from(value), entry;
	const char *out = NULL, *one;

	while (str_cut(&rest, ',', &entry)) {
		if (!str_trim(entry).len)
			continue;
		one = why_dead(entry) ? mend_entry(a, entry)
				      : arena_strndup(a, entry.p, entry.len);
		if (!one)
			return NULL;
		out = out ? arena_printf(a, "%s,%s", out, one) : one;
	}
	return out;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct setting *s,
		    const char *entry, const char *why)
{
	struct arena *a = run->arena;
	const char *good = env_clean_patterns(a, s->value);

	f->title = MSG(a, N_("{0} names \"{1}\", which matches no module"),
		       s->name, entry);
	env_evidence(run, f, s);
	(void)finding_step(run, f, MSG(a, N_("What is {0}?"), s->name),
			   ANSWER_NONE, false, s->value, env_origin(a, s));
	finding_step(run, f, MSG(a, N_("Can a module path match this "
				       "entry?")), ANSWER_NO, true, entry,
		     NULL)->note = MSG(a, why);
	f->outcome = MSG(a, N_("modules that were meant are asked of the "
			       "proxy and the checksum database as all "
			       "others are"));
	f->why = MSG(a, N_(
		"The list is parted by commas alone: a blank behind one "
		"belongs to the entry. Each entry is a pattern (path.Match) "
		"for as many leading elements of a module path as it has "
		"itself: example.com matches example.com/a/b, *.example.com "
		"does not match example.com. Letters count. go says nothing "
		"about an entry that can never match."));
	f->probe = arena_printf(a, "go env %s", s->name);
	if (good && s->layer == LAYER_GOENV)
		finding_command(run, f, MSG(a, N_("write it so:")),
				arena_printf(a, "go env -w %s=%s", s->name,
					     shell_quote(a, good)));
	else if (good && layer_is_environment(s->layer))
		env_command_at_once(run, f, p,
			arena_printf(a, env_shell(p) == ENV_FISH
					? "set -gx %s %s" : "export %s=%s",
				     s->name, shell_quote(a, good)));
}

static void judge(struct check_run *run, const struct place *p,
		  const struct setting *s)
{
	struct arena *a = run->arena;
	struct str rest = str_from(s->value), entry;

	while (str_cut(&rest, ',', &entry)) {
		const char *text, *why = why_dead(entry);
		bool by_file = s->layer == LAYER_GOENV, is_new;
		struct finding *f;

		if (!why)
			continue;
		text = arena_strndup(a, entry.p, entry.len);
		f = finding_add(run, SEVERITY_WARNING, NULL,
				by_file ? s->file : NULL,
				by_file ? s->line : 0, s->name, &is_new);
		finding_place_add(run, f, p, SEVERITY_WARNING, s->known);
		if (is_new)
			explain(run, f, p, s, text, why);
	}
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (!env_known(p) || !env_go(p))
			continue;
		for (k = 0; k < ARRAY_SIZE(names); k++) {
			const struct setting *set = place_setting(p, names[k]);

			/* One that follows GOPRIVATE has no layer of its own. */
			if (!set || set->known == KNOWN_UNKNOWN ||
			    cstr_empty(set->value) ||
			    (msg_is_set(&set->note) &&
			     set->layer != LAYER_WORKFLOW))
				continue;
			any = true;
			judge(run, p, set);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_env_pattern_dead = {
	.id = "env-pattern-dead",
	.worst = SEVERITY_WARNING,
	.title = N_("an entry of GOPRIVATE that matches nothing"),
	.about = N_("GOPRIVATE, GONOPROXY, GONOSUMDB or GOINSECURE has an "
		    "entry that no module path can match: a blank behind the "
		    "comma, a scheme, a capital letter, a broken pattern. "
		    "Example: GOPRIVATE=\"a.example, b.example\", and modules "
		    "of b.example are asked of the public proxy."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.jobs = true,
	.run = run,
};
