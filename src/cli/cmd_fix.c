/* gomend fix: one or several fixes, from the offer to the verified end. */
#include "config.h"

#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/path.h"
#include "base/text.h"
#include "checks/check.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "fixes/fix.h"
#include "fixes/handover.h"
#include "report/finding_text.h"

/* A word of the command line: ID[@FINGERPRINT] or FIX[@FINGERPRINT]. */
struct asked {
	const char *word, *id, *fingerprint;
	const struct fix *fix;		/* NULL: the id of a check, or … */
	const struct handover *handover;	/* … of what is only shown */
};

static bool parse_word(struct arena *a, const char *word, struct asked *out)
{
	const char *at = strchr(word, '@');

	memset(out, 0, sizeof(*out));
	out->word = word;
	out->id = at ? arena_strndup(a, word, (size_t)(at - word)) : word;
	out->fingerprint = at && at[1] ? at + 1 : NULL;
	out->fix = fix_find(out->id);
	out->handover = handover_find(out->id);
	return out->fix || out->handover || check_find(out->id);
}

static bool is_folder(const char *word)
{
	struct stat st;

	return !stat(word, &st) && S_ISDIR(st.st_mode);
}

static int unknown(struct cli_args *args, const char *word, struct error *err)
{
	error_hint(err, "%s", _("\"gomend check\" shows findings with their "
				"ids, \"gomend list\" all checks and "
				"fixes."));
	return error_set(err, "%s", SAY(args->a, N_(
		"\"{0}\" is neither a check, a fix nor a folder here."),
		word));
}

/* Words, and at the end perhaps the folder. */
static int parse_words(struct cli_args *args, struct asked **list, size_t *n,
		       size_t *dir_at, struct error *err)
{
	struct str rest, part;
	struct asked one;
	size_t i;

	*dir_at = args->noperands;
	for (i = 0; i < args->noperands; i++) {
		const char *word = args->operands[i];

		if (i && i + 1 == args->noperands &&
		    !parse_word(args->a, word, &one) &&
		    (is_folder(word) || strchr(word, '/'))) {
			*dir_at = i;
			break;
		}
		rest = str_from(word);
		while (str_cut(&rest, ',', &part)) {
			const char *id = arena_strndup(args->a, part.p,
						       part.len);

			if (!parse_word(args->a, id, &one))
				return unknown(args, id, err);
			*ARENA_PUSH(args->a, *list, *n) = one;
		}
	}
	return 0;
}

/* ---- which findings ---- */

static bool offers(const struct finding *f, const char *fix)
{
	size_t i;

	for (i = 0; i < f->nfixes; i++)
		if (!fix || cstr_eq(f->fixes[i], fix))
			return true;
	return false;
}

static bool fits(const struct finding *f, const struct asked *q)
{
	if (q->fix ? !offers(f, q->fix->id)
	    : q->handover ? !handover_in(f, q->id) : !cstr_eq(f->id, q->id))
		return false;
	return !q->fingerprint || cstr_starts(f->fingerprint, q->fingerprint);
}

static size_t find_all(struct arena *a, const struct session_view *v,
		       const struct asked *q, const struct finding ***list)
{
	size_t i, n = 0;

	for (i = 0; i < v->nfindings; i++)
		if (fits(&v->findings[i], q))
			*ARENA_PUSH(a, *list, n) = &v->findings[i];
	return n;
}

static void list_them(struct prompt *p, const struct asked *q,
		      const struct finding **list, size_t n)
{
	struct prose text;
	size_t i;

	if (p->json)
		return;
	prose_init(&text, p->a, cli_cols(1));
	prose_para(&text, 0, 2, ROLE_PLAIN, SAY(p->a, N_(
		   "There are several findings that {0} may mean:"), q->id));
	for (i = 0; i < n; i++) {
		prose_line(&text, 0);
		prose_add(&text, ROLE_STRONG, arena_printf(p->a, "%zu ",
							   i + 1));
		prose_add(&text, ROLE_CODE, arena_printf(p->a, "%s@%s",
			  q->id, text_clean(p->a, list[i]->fingerprint)));
		prose_add(&text, ROLE_DIM, arena_printf(p->a, "  %s",
			  finding_where(p->a, list[i])));
		prose_para(&text, 2, 0, ROLE_PLAIN,
			   msg_text(p->a, &list[i]->title));
	}
	(void)output_prose(&text);
}

static void add_want(struct prompt *p, struct fixrun_spec *spec,
		     const struct asked *q, const struct finding *f)
{
	struct fixrun_want *w;
	size_t i;

	for (i = 0; f && i < spec->nwants; i++)
		if (cstr_eq(spec->wants[i].finding, f->fingerprint))
			return;
	w = ARENA_PUSH(p->a, spec->wants, spec->nwants);
	w->fix = arena_strdup(p->a, q->fix ? q->fix->id : f->fixes[0]);
	w->finding = f ? arena_strdup(p->a, f->fingerprint) : NULL;
}

/* One of them, by its number. */
static int pick(struct prompt *p, struct fixrun_spec *spec,
		const struct asked *q, const struct finding **list, size_t n,
		struct error *err)
{
	const char *line;
	size_t i;

	list_them(p, q, list, n);
	if (!p->can_ask || p->json) {
		error_hint(err, "%s", SAY(p->a, N_(
			"Name one by its fingerprint: \"gomend fix {0}\"."),
			arena_printf(p->a, "%s@%s", q->id,
				     text_clean(p->a, list[0]->fingerprint))));
		return error_set(err, "%s", SAY(p->a, N_(
			"Which of the findings does {0} mean?"), q->id));
	}
	line = prompt_line(p, _("Which? A number, or all: "));
	for (i = 0; line && i < n; i++)
		if (!strcmp(line, "all") ||
		    !strcmp(line, C_("answer", "all")) ||
		    !strcmp(line, arena_printf(p->a, "%zu", i + 1)))
			add_want(p, spec, q, list[i]);
	return spec->nwants ? 0 : error_set(err, "%s",
					    _("Nothing was changed."));
}

static void show_json(struct prompt *p, const struct asked *q,
		      const struct finding **list, size_t n)
{
	struct cJSON *doc = output_document(), *all = json_array();
	size_t i, k;

	json_put_str(doc, "state", "by-hand");
	for (i = 0; i < n; i++) {
		struct cJSON *j = json_object(), *lines = json_array();

		json_put_str(j, "id", list[i]->id);
		json_put_str(j, "finding", list[i]->fingerprint);
		json_put_str(j, "title", msg_english(p->a, &list[i]->title));
		for (k = 0; k < list[i]->ncommands; k++) {
			const struct command *c = &list[i]->commands[k];
			struct cJSON *l = json_object();

			if (q->handover && !cstr_eq(c->handover, q->id))
				continue;
			json_put_str(l, "what", msg_english(p->a, &c->what));
			json_put_str(l, "line", c->line);
			if (c->handover)
				json_put_str(l, "handover", c->handover);
			json_push(lines, l);
		}
		json_put(j, "commands", lines);
		json_push(all, j);
	}
	json_put(doc, "findings", all);
	(void)output_json(doc);
}

/* What there is to type, where gomend itself has no fix. */
static int show_commands(struct prompt *p, const struct asked *q,
			 const struct finding **list, size_t n,
			 struct error *err)
{
	struct prose text;
	size_t i;

	if (p->json)
		show_json(p, q, list, n);
	prose_init(&text, p->a, cli_cols(1));
	for (i = 0; i < n && !p->json; i++) {
		if (i)
			prose_blank(&text);
		finding_text_head(&text, list[i]);
		finding_text_commands(&text, list[i], q->handover ? q->id : NULL);
	}
	if (!p->json)
		(void)output_prose(&text);
	if (q->handover)
		return error_set(err, "%s", SAY(p->a, N_(
			"Nothing was changed: {0} is shown, and never run by "
			"gomend."), q->id));
	return error_set(err, "%s", SAY(p->a, N_(
		"gomend has no fix for {0} here."), list[0]->id));
}

/* Is it mended by the plan for another of the list, too? */
static bool is_meant(const struct session_view *v, const struct asked *q,
		     const struct finding *const *list, size_t n,
		     const struct finding *f)
{
	const struct fix *fix = q->fix ? q->fix : fix_find(f->fixes[0]);
	const char *what = fix && fix->meant ? fix->meant(v->snap, f) : NULL;
	size_t i;

	for (i = 0; what && i < n; i++)
		if ((q->fix || cstr_eq(list[i]->fixes[0], f->fixes[0])) &&
		    cstr_eq(fix->meant(v->snap, list[i]), what))
			return true;
	return false;
}

/* Of several those that are about the very folder that was named, if any. */
static size_t keep_opened(struct arena *a, const struct session_view *v,
			  const struct asked *q, const struct finding **list,
			  size_t n)
{
	const struct repository *repo = &v->snap->repo;
	size_t i, kept = 0;

	for (i = 0; i < n && repo->root && repo->opened; i++) {
		const struct fix *fix = q->fix ? q->fix
					       : fix_find(list[i]->fixes[0]);
		const char *what = fix && fix->meant
			? fix->meant(v->snap, list[i]) : NULL;
		const struct finding *f = list[i];

		if (!what || !cstr_eq(path_clean(a, path_join(a, repo->root,
							      what)),
				      repo->opened))
			continue;
		list[i] = list[kept];
		list[kept++] = f;
	}
	return kept ? kept : n;
}

/* By --set project=DIR, which may be none that a finding is of. */
static bool names_project(const struct fixrun_spec *spec)
{
	size_t i;

	for (i = 0; i < spec->ngiven; i++)
		if (!strcmp(spec->given[i].name, "project"))
			return true;
	return false;
}

static int want(struct prompt *p, struct fixrun_spec *spec,
		const struct asked *q, struct error *err)
{
	const struct session_view *v = p->look->view;
	const struct finding **list = NULL, **can = NULL;
	size_t n = find_all(p->a, v, q, &list), i, ncan = 0;

	for (i = 0; i < n && !q->handover; i++)
		if (offers(list[i], NULL) &&
		    !is_meant(v, q, can, ncan, list[i]))
			*ARENA_PUSH(p->a, can, ncan) = list[i];
	if (q->fix && !q->fingerprint && names_project(spec)) {
		add_want(p, spec, q, NULL);
		return 0;
	}
	if (ncan > 1 && !q->fingerprint)
		ncan = keep_opened(p->a, v, q, can, ncan);
	if (ncan > 1)
		return pick(p, spec, q, can, ncan, err);
	if (ncan == 1) {
		add_want(p, spec, q, can[0]);
		return 0;
	}
	if (n)
		return show_commands(p, q, list, n, err);
	if (q->fix && !q->fingerprint) {
		/* The fix itself knows whether it can do without. */
		add_want(p, spec, q, NULL);
		return 0;
	}
	error_hint(err, "%s", _("\"gomend check\" shows what there is."));
	return error_set(err, "%s", SAY(p->a, N_(
		"There is no finding {0} here."), q->word));
}

/* ---- choices ---- */

static int parse_sets(struct cli_args *args, struct fixrun_spec *spec,
		      struct prompt_options *o, struct error *err)
{
	struct choice *given = NULL;
	size_t i;

	for (i = 0; i < args->nsets; i++) {
		const char *set = args->sets[i], *is = strchr(set, '=');
		struct choice *c;

		if (!is || is == set)
			return error_set(err, "%s", SAY(args->a, N_(
				"--set wants NAME=VALUE, not \"{0}\"."),
				set));
		c = ARENA_PUSH(args->a, given, spec->ngiven);
		c->name = arena_strndup(args->a, set, (size_t)(is - set));
		c->value = is + 1;
		if (!strcmp(set, "network=yes"))
			o->network_given = true;
	}
	spec->given = given;
	return 0;
}

static bool spares_shells(const struct asked *q)
{
	const char *const *ids = fixes_for(q->id);

	if (q->fix)
		return q->fix->spares_shells;
	if (q->handover)
		return false;
	for (; ids && *ids; ids++)
		if (fix_find(*ids) && !fix_find(*ids)->spares_shells)
			return false;
	return true;
}

/*
 * Looks at all places, or, where that is enough for every fix that is asked
 * for, and it has the findings, at this shell alone: the fresh shells run rc
 * files, which may take seconds.
 */
static int open_look(struct look *look, struct cli_args *args,
		     const struct asked *list, size_t n, const char *dir,
		     struct error *err)
{
	static const char *const here[] = { "shell", NULL };
	struct look_options o = {
		.dir = dir, .quiet = args->quiet, .no_figures = true,
		.jobs = true, .civars = &args->civars,
	};
	const struct finding **found = NULL;
	bool enough = !args->nplaces;
	size_t i;

	if (args->nplaces) {
		o.places = args->places;
		o.from = args->from;
		o.jobs = false;
		return look_agree(args, o.places, dir, &o.containers, err)
			? -1 : look_open(look, &o, err);
	}
	for (i = 0; i < n && enough; i++)
		enough = spares_shells(&list[i]);
	if (enough) {
		o.places = here;
		if (look_open(look, &o, err))
			return -1;
		for (i = 0; i < n && enough; i++) {
			found = NULL;
			enough = find_all(args->a, look->view, &list[i],
					  &found) > 0;
		}
		if (enough)
			return 0;
		look_close(look);
		memset(look, 0, sizeof(*look));
		o.places = NULL;
	}
	return look_open(look, &o, err);
}

static int run(struct cli_args *args, const struct asked *list, size_t n,
	       const char *dir, struct error *err)
{
	struct prompt_options po = {
		.yes = args->yes,
		.dry_run = args->dry_run || args->save_script,
	};
	struct fixrun_spec spec = {
		.force_owner = args->force_owner,
		.dry_run = args->dry_run || args->save_script,
	};
	struct look look = { 0 };
	struct prompt p;
	size_t i;
	int rc = 0;

	if (parse_sets(args, &spec, &po, err))
		return cli_fail(err);
	if (open_look(&look, args, list, n, dir, err))
		return look_fail(&look, err);
	prompt_init(&p, &look, args->a);
	/* -C goes elsewhere; a file is named from where the shell is. */
	if (args->save_script)
		po.script = args->from
			? path_join(args->a, args->from, args->save_script)
			: args->save_script;
	p.from = args->from;
	p.json = args->json;
	if (args->json)
		p.can_ask = false;
	for (i = 0; i < n && !rc; i++)
		rc = want(&p, &spec, &list[i], err);
	if (rc)
		rc = p.interrupted ? EXIT_INTERRUPTED : cli_fail(err);
	else
		rc = prompt_fix(&p, &spec, &po);
	prompt_release(&p);
	look_close(&look);
	return rc;
}

int cmd_fix(struct cli_args *args)
{
	struct error err = ERROR_INIT;
	struct asked *list = NULL;
	const char *dir;
	size_t n = 0, dir_at;
	int rc;

	/* A document is in English, what comes from here too. */
	if (args->json)
		(void)setlocale(LC_MESSAGES, "C");
	if (args->read_only) {
		error_hint(&err, "%s", _("Leave --read-only out."));
		error_set(&err, "%s", _("Nothing is changed with "
					"--read-only."));
		rc = cli_fail(&err);
	} else if (parse_words(args, &list, &n, &dir_at, &err) ||
		   cli_dir(args, dir_at, &dir, &err)) {
		rc = cli_fail(&err);
	} else {
		rc = run(args, list, n, dir, &err);
	}
	error_release(&err);
	return rc;
}
