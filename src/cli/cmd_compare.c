/* gomend compare: only what differs between places, and what it does. */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/path.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "report/compare.h"
#include "report/words.h"

static int name_of(struct cli_args *args, const char *word, const char **name,
		   struct error *err)
{
	struct str s = str_from(word);
	size_t at = str_find_last(s, '#');
	const char *file = word;

	*name = word;
	if (cli_is_place(word))
		return 0;
	if (args->from)
		file = path_join(args->a, args->from, word);
	/* One file is one place, however it is spelled. */
	*name = arena_printf(args->a, "recorded:%s", path_clean(args->a, word));
	if (!access(file, F_OK))
		return 0;
	/* FILE#PLACE */
	if (at + 1 < s.len) {
		file = arena_strndup(args->a, word, at);
		if (args->from)
			file = path_join(args->a, args->from, file);
		if (!access(file, F_OK))
			return 0;
	}
	error_hint(err, "%s", _(
		"Places are shell, login, interactive, noninteractive, "
		"recorded:FILE, image:REF and job:FILE#JOB; files are what "
		"\"gomend snapshot\" or its script wrote, or job logs."));
	return error_set(err, "%s", SAY(args->a,
			 N_("\"{0}\" is neither a place nor a file."), word));
}

/* One alone is compared with this shell; nothing: all places here. */
static int names_of(struct cli_args *args, const char ***names,
		    struct error *err)
{
	size_t n = 0, i, k;
	const char *name;

	*names = NULL;
	if (!args->noperands)
		return 0;
	if (args->noperands == 1)
		*ARENA_PUSH(args->a, *names, n) = "shell";
	for (i = 0; i < args->noperands; i++) {
		bool twice = false;

		if (name_of(args, args->operands[i], &name, err))
			return -1;
		for (k = 0; k < n && !twice; k++)
			twice = cstr_eq((*names)[k], name);
		if (!twice)
			*ARENA_PUSH(args->a, *names, n) = name;
	}
	*ARENA_PUSH(args->a, *names, n) = NULL;
	return 0;
}

/* In the order in which they were named. */
static size_t in_order(struct arena *a, const struct snapshot *s,
		       const char *const *names, const struct place ***list)
{
	const struct place *p = NULL;
	size_t n = 0, i;

	*list = NULL;
	for (i = 0; names && names[i]; i++) {
		p = snapshot_place(s, names[i]);
		if (p)
			*ARENA_PUSH(a, *list, n) = p;
	}
	/* All that was named is this one: it is compared with itself. */
	if (i == 1 && n == 1)
		*ARENA_PUSH(a, *list, n) = p;
	for (i = 0; !names && i < s->nplaces; i++)
		if (place_is_here(&s->places[i]))
			*ARENA_PUSH(a, *list, n) = &s->places[i];
	return n;
}

int cmd_compare(struct cli_args *args)
{
	struct error err = ERROR_INIT;
	const struct place **list;
	struct comparison c;
	const char **names;
	struct cJSON *doc;
	struct look look;
	struct prose p;
	size_t n;
	bool ok;
	int rc;

	if (names_of(args, &names, &err)) {
		rc = cli_fail(&err);
		error_release(&err);
		return rc;
	}
	rc = look_start(&look, args, args->noperands, names);
	if (rc)
		return rc;
	n = in_order(args->a, look.view->snap, names, &list);
	compare_places(args->a, list, n, look_module(look.view->snap,
						     args->a), &c);
	if (args->json) {
		doc = output_document();
		compare_json(args->a, doc, &c);
		ok = output_json(doc);
	} else {
		prose_init(&p, args->a, cli_cols(1));
		if (names && !names[1] && n == 2)
			prose_para(&p, 0, 2, ROLE_ADVICE, SAY(args->a,
				   N_("{0} was named twice: it is compared "
				      "with itself."), words_place(names[0])));
		compare_text(&p, &c);
		ok = output_prose(&p);
	}
	rc = !ok || c.nplaces < 2 || c.nmute ? EXIT_TROUBLE
	   : c.nrows ? EXIT_FOUND : EXIT_OK;
	look_close(&look);
	return rc;
}
