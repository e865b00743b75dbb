#include "config.h"

#include "cli/opt.h"

#include <getopt.h>
#include <string.h>

#include "base/text.h"

#define FIRST_LONG 256

static void *at(void *into, size_t offset)
{
	return (char *)into + offset;
}

static void add_one(struct arena *a, const struct opt *o, void *into,
		    const char *value)
{
	const char ***list = at(into, o->offset);
	size_t *n = at(into, o->count_offset);

	*ARENA_PUSH(a, *list, *n) = value;
}

static void add_words(struct arena *a, const struct opt *o, void *into,
		      const char *value)
{
	const char ***list = at(into, o->offset);
	size_t *n = at(into, o->count_offset);
	struct str rest = str_from(value), word;

	while (str_cut(&rest, ',', &word)) {
		word = str_trim(word);
		if (word.len)
			*ARENA_PUSH(a, *list, *n) =
				arena_strndup(a, word.p, word.len);
	}
}

static const char *choice_list(struct arena *a, const struct opt *o)
{
	const char *list = "";
	size_t i;

	for (i = 0; o->choices[i]; i++)
		list = arena_printf(a, "%s%s%s", list, i ? ", " : "",
				    o->choices[i]);
	return list;
}

static int take(struct arena *a, const struct opt *o, const char *value,
		void *into, struct error *err)
{
	size_t i;

	if (o->choices) {
		for (i = 0; o->choices[i]; i++)
			if (!strcmp(o->choices[i], value))
				break;
		if (!o->choices[i]) {
			error_hint(err, "%s",
				   SAY(a, N_("It can be: {0}."),
						    choice_list(a, o)));
			return error_set(err, "%s", SAY(a, N_("--{0} cannot be \"{1}\"."), o->name,
				value));
		}
	}
	switch (o->kind) {
	case OPT_FLAG:
		*(bool *)at(into, o->offset) = true;
		break;
	case OPT_STR:
		*(const char **)at(into, o->offset) = value;
		break;
	case OPT_WORDS:
		add_words(a, o, into, value);
		break;
	case OPT_EACH:
		add_one(a, o, into, value);
		break;
	}
	return 0;
}

/* What getopt_long stumbled over, as it was typed. */
static const char *culprit(struct arena *a, char **argv)
{
	const char *word = argv[optind > 0 ? optind - 1 : 0];

	if (optopt && optopt < FIRST_LONG)
		return arena_printf(a, "-%c", optopt);
	return word;
}

int opt_parse(struct arena *a, const struct opt *const *opts, int argc,
	      char **argv, bool until_operand, void *into,
	      const char ***operands, size_t *noperands, int *used,
	      struct error *err)
{
	struct strbuf letters = STRBUF_INIT;
	struct option *rows;
	size_t n = 0, i;
	int c, rc = 0;

	while (opts[n])
		n++;
	rows = arena_alloc(a, (n + 1) * sizeof(*rows));
	strbuf_addstr(&letters, until_operand ? "+:" : ":");
	for (i = 0; i < n; i++) {
		rows[i].name = opts[i]->name;
		rows[i].has_arg = opts[i]->arg ? required_argument
					       : no_argument;
		rows[i].val = FIRST_LONG + (int)i;
		if (opts[i]->letter)
			strbuf_addf(&letters, "%c%s", opts[i]->letter,
				    opts[i]->arg ? ":" : "");
	}
	opterr = 0;
	optopt = 0;
	optind = 0;
	while (!rc && (c = getopt_long(argc, argv, letters.buf, rows,
				       NULL)) != -1) {
		const struct opt *o = NULL;

		if (c == ':') {
			rc = error_set(err, "%s", SAY(a, N_("{0} wants a value."), culprit(a, argv)));
			break;
		}
		if (c == '?') {
			rc = error_set(err, "%s", SAY(a, optopt >= FIRST_LONG
				? N_("{0} takes no value.")
				: N_("There is no option {0} here."),
				culprit(a, argv)));
			break;
		}
		for (i = 0; i < n && !o; i++)
			if (c == FIRST_LONG + (int)i ||
			    (opts[i]->letter && c == opts[i]->letter))
				o = opts[i];
		if (o)
			rc = take(a, o, optarg, into, err);
		optopt = 0;
	}
	strbuf_release(&letters);
	*used = optind;
	if (!until_operand)
		for (; !rc && optind < argc; optind++)
			*ARENA_PUSH(a, *operands, *noperands) = argv[optind];
	return rc;
}

void opt_help_row(struct strbuf *out, const char *left, const char *text,
		  int left_cols, int cols)
{
	struct str rest = str_from(text), line;
	int at_col, room = cols - left_cols - 2;

	strbuf_addf(out, "  %s", left);
	at_col = 2 + text_cols_of(left);
	if (at_col > left_cols) {
		strbuf_addch(out, '\n');
		at_col = 0;
	}
	while (text_wrap(&rest, room < 20 ? 20 : room, &line)) {
		for (; at_col < left_cols + 2; at_col++)
			strbuf_addch(out, ' ');
		strbuf_adds(out, line);
		strbuf_addch(out, '\n');
		at_col = 0;
	}
}

void opt_help(struct arena *a, struct strbuf *out,
	      const struct opt *const *opts, int cols)
{
	for (; *opts; opts++) {
		const struct opt *o = *opts;
		const char *left;

		left = o->letter ? arena_printf(a, "-%c, --%s", o->letter,
						o->name)
				 : arena_printf(a, "    --%s", o->name);
		if (o->choices)
			left = arena_printf(a, "%s %s", left, o->arg);
		else if (o->arg)
			left = arena_printf(a, "%s %s", left, _(o->arg));
		opt_help_row(out, left, _(o->help), 24, cols);
	}
}
