#include "config.h"

#include "report/finding_text.h"

#include "base/i18n.h"
#include "base/text.h"
#include "checks/myths.h"
#include "fixes/fix.h"
#include "report/words.h"

#define INDENT 2
#define MANY 8	/* places */

/* The machine it was found on, where that is not this one. */
static const char *there(struct arena *a, const struct finding *f)
{
	const char *first = words_place(f->places[0].place);
	struct msg m;

	if (f->nplaces == 1)
		return text_clean(a, first);
	m = MSG_N(a, N_("{0} and {n} other"), N_("{0} and {n} others"),
		  (int)f->nplaces - 1, first);
	return msg_text(a, &m);
}

const char *finding_where(struct arena *a, const struct finding *f)
{
	if (f->elsewhere && cstr_empty(f->path) && cstr_empty(f->module))
		return there(a, f);
	if (cstr_empty(f->path))
		return cstr_empty(f->module) ? "" : text_clean(a, f->module);
	if (f->line)
		return text_clean(a, arena_printf(a, "%s:%d", f->path,
						  f->line));
	return text_clean(a, f->path);
}

static const char *letter(struct arena *a, enum severity s)
{
	const char text[] = { words_severity_letter(s), '\0' };

	return arena_strdup(a, text);
}

void finding_text_head(struct prose *p, const struct finding *f)
{
	enum role role = words_severity_role(f->severity);
	const char *where = finding_where(p->a, f);
	const char *word = words_severity(f->severity);
	int used = 2 + text_cols_of(word) + 2 + text_cols_of(f->id) + 2;

	prose_line(p, 0);
	prose_add(p, role, letter(p->a, f->severity));
	prose_add(p, role, " ");
	prose_add(p, role, word);
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, ROLE_STRONG, f->id);
	if (*where && used + text_cols_of(where) <= p->cols) {
		prose_add(p, ROLE_PLAIN, "  ");
		prose_add(p, ROLE_DIM, where);
	} else if (*where) {
		prose_line(p, INDENT);
		prose_add(p, ROLE_DIM, where);
	}
	prose_para(p, INDENT, 0, ROLE_PLAIN, msg_text(p->a, &f->title));
}

void finding_text_line(struct prose *p, const struct finding *f)
{
	const char *where = finding_where(p->a, f);

	prose_line(p, 0);
	prose_add(p, words_severity_role(f->severity),
		  letter(p->a, f->severity));
	prose_add(p, ROLE_PLAIN, " ");
	prose_add(p, ROLE_STRONG, f->id);
	if (*where) {
		prose_add(p, ROLE_PLAIN, " ");
		prose_add(p, ROLE_DIM, where);
	}
	prose_add(p, ROLE_PLAIN, ": ");
	prose_add(p, ROLE_PLAIN, text_clean(p->a, msg_text(p->a, &f->title)));
}

/* What stands in the value column: "" is a value and says so. */
static const char *value_text(struct arena *a, const char *value)
{
	if (!value)
		return "";
	return text_clean(a, words_step_value(value));
}

static void one_step(struct prose *p, int indent, enum role bad,
		     const struct step *st)
{
	int question_cols = (p->cols - indent) * 42 / 100;
	const char *value = value_text(p->a, st->value);
	const char *origin = text_clean(p->a, words_step_origin(st->origin));
	const char *note = msg_text(p->a, &st->note);
	int answer_cols = 4, rest, value_cols = text_cols_of(value);
	enum role role = st->bad ? bad : ROLE_PLAIN;
	struct prose_cell cells[] = {
		{ ROLE_PLAIN, msg_text(p->a, &st->question), question_cols },
		{ role, words_answer(st->answer), answer_cols },
		{ role, value, value_cols ? value_cols : 0 },
		{ ROLE_DIM, origin, 0 },
	};
	struct prose_cell below[] = {
		{ ROLE_PLAIN, "", question_cols },
		{ ROLE_PLAIN, "", answer_cols },
		{ ROLE_DIM, origin, 0 },
	};

	if (p->cols < 60) {
		/* Too narrow for columns: one thing below the other. */
		prose_para(p, indent, 2, ROLE_PLAIN, cells[0].text);
		prose_para(p, indent + 2, 2, role,
			   arena_printf(p->a, "%s%s%s", cells[1].text,
					*cells[1].text && *value ? "  " : "",
					value));
		if (*origin)
			prose_para(p, indent + 2, 2, ROLE_DIM, origin);
		if (*note)
			prose_para(p, indent + 2, 2, ROLE_DIM, note);
		return;
	}
	rest = p->cols - indent - question_cols - answer_cols - 4;
	if (!*value) {
		cells[2] = cells[3];
		prose_row(p, indent, cells, 3);
	} else if (value_cols + 2 + text_cols_of(origin) <= rest) {
		prose_row(p, indent, cells, 4);
	} else {
		cells[2].cols = 0;
		prose_row(p, indent, cells, 3);
		if (*origin)
			prose_row(p, indent, below, 3);
	}
	if (*note) {
		below[2].text = note;
		prose_row(p, indent, below, 3);
	}
}

void steps_text(struct prose *p, int indent, enum role bad,
		const struct step *steps, size_t nsteps)
{
	size_t i;

	for (i = 0; i < nsteps; i++)
		one_step(p, indent, bad, &steps[i]);
}

static const char *arrow(void)
{
	return text_utf8_locale() ? "\xe2\x86\x92 " : "-> ";
}

static void outcome(struct prose *p, int indent, enum role role,
		    const struct msg *m)
{
	const char *text = msg_text(p->a, m);

	if (*text)
		prose_para(p, indent, text_cols_of(arrow()), role,
			   arena_printf(p->a, "%s%s", arrow(), text));
}

/* A word on the left, what it introduces on the right. */
static void labelled(struct prose *p, const char *label, enum role role,
		     const char *text)
{
	const struct prose_cell cells[] = {
		{ ROLE_DIM, label, 6 },
		{ role, text, 0 },
	};

	if (!cstr_empty(text))
		prose_row(p, INDENT, cells, 2);
}

size_t myths_text(struct prose *p, int indent, const char *subject)
{
	const struct myth *m;
	size_t i = 0, n = 0;

	while ((m = myth_next(subject, &i))) {
		const struct prose_cell cells[] = {
			{ ROLE_MYTH, C_("label", "myth"), 6 },
			{ ROLE_MYTH, _(m->text), 0 },
		};

		prose_row(p, indent, cells, 2);
		n++;
	}
	return n;
}

/* Said only where it is not so in every place. */
static void places(struct prose *p, const struct snapshot *s,
		   const struct finding *f)
{
	struct strbuf sb = STRBUF_INIT;
	bool same = true;
	size_t i;

	for (i = 0; i < f->nplaces; i++)
		if (f->places[i].severity != f->severity)
			same = false;
	if (f->nplaces && (!same || f->nplaces < s->nplaces)) {
		for (i = 0; i < f->nplaces; i++) {
			const struct finding_place *fp = &f->places[i];

			/* A hundred runners are not told one by one. */
			if (i == MANY && f->nplaces > MANY + 1)
				break;
			strbuf_addstr(&sb, i ? ", " : "");
			strbuf_addstr(&sb, words_place(fp->place));
			if (!same)
				strbuf_addf(&sb, " (%s)",
					    words_severity(fp->severity));
		}
		labelled(p, C_("label", "in"), ROLE_PLAIN, text_clean(p->a,
			i == f->nplaces ? sb.buf
			: SAY(p->a, N_("{0} and {1} more"), sb.buf,
			      arena_printf(p->a, "%zu", f->nplaces - i))));
	}
	strbuf_release(&sb);
}

static void evidence(struct prose *p, const struct finding *f)
{
	size_t i;

	for (i = 0; i < f->nevidence; i++) {
		const struct evidence *e = &f->evidence[i];
		const char *at = e->path ? e->path : "";
		struct prose_cell cells[] = {
			{ ROLE_DIM, i ? "" : C_("label", "read"), 6 },
			{ ROLE_PLAIN, text_clean(p->a, e->text), 0 },
			{ ROLE_DIM, "", 0 },
		};
		int cols = text_cols_of(cells[1].text);

		if (e->line)
			at = arena_printf(p->a, "%s:%d", at, e->line);
		/* A file of which only the name counts is named once. */
		cells[2].text = strcmp(at, e->text ? e->text : "")
					? text_clean(p->a, at) : "";
		if (10 + cols + 2 + text_cols_of(cells[2].text) <= p->cols &&
		    cols) {
			cells[1].cols = cols;
			prose_row(p, INDENT, cells, 3);
			continue;
		}
		prose_row(p, INDENT, cells, 2);
		cells[0].text = cols ? "" : cells[0].text;
		cells[1] = cells[2];
		if (*cells[1].text)
			prose_row(p, INDENT, cells, 2);
	}
}

void finding_text_commands(struct prose *p, const struct finding *f,
			    const char *only)
{
	bool first = true;
	size_t i;

	if (f->elsewhere && f->ncommands) {
		labelled(p, C_("label", "mend"), ROLE_PLAIN,
			 _("There, and not on this machine:"));
		first = false;
	}
	for (i = 0; i < f->ncommands; i++) {
		const struct command *c = &f->commands[i];
		struct strbuf sb = STRBUF_INIT;
		const char *what = msg_text(p->a, &c->what);
		const char *id = c->handover ? c->handover : "";

		const char *label = first ? C_("label", "mend") : "";

		if (only && !cstr_eq(c->handover, only))
			continue;
		if (!*what && first)
			what = _("Type:");
		first = false;
		/* A word on the right that can be asked for. */
		if (*what && *id && INDENT + 6 + 2 + text_cols_of(what) + 2 +
				    text_cols_of(id) <= p->cols) {
			const struct prose_cell cells[] = {
				{ ROLE_DIM, label, 6 },
				{ ROLE_PLAIN, what, text_cols_of(what) },
				{ ROLE_DIM, id, 0 },
			};

			prose_row(p, INDENT, cells, 3);
		} else {
			labelled(p, label, ROLE_PLAIN, what);
		}
		text_sanitize(&sb, str_from(c->line), true);
		prose_verbatim(p, INDENT + 10, ROLE_CODE,
			       arena_strndup(p->a, sb.buf, sb.len));
		strbuf_release(&sb);
	}
}

/* What gomend itself would do about it. */
static void fixes_offered(struct prose *p, const struct finding *f)
{
	int cols = 0;
	size_t i;

	for (i = 0; i < f->nfixes; i++)
		if ((int)strlen(f->fixes[i]) + 11 > cols)
			cols = (int)strlen(f->fixes[i]) + 11;
	for (i = 0; i < f->nfixes; i++) {
		const struct fix *fix = fix_find(f->fixes[i]);
		const struct prose_cell cells[] = {
			{ ROLE_DIM, i ? "" : C_("label", "fix"), 6 },
			{ ROLE_CODE, arena_printf(p->a, "gomend fix %s",
						  f->fixes[i]), cols },
			{ ROLE_DIM, fix ? _(fix->title) : "", 0 },
		};

		prose_row(p, INDENT, cells, 3);
	}
}

/* Kept whole, since it is there to be copied. */
static void probe(struct prose *p, const struct finding *f)
{
	const char *label = C_("label", "probe");
	const char *command = text_clean(p->a, f->probe);

	if (f->elsewhere && *command) {
		labelled(p, label, ROLE_PLAIN,
			 _("To see it by hand, type there:"));
		prose_verbatim(p, INDENT + 10, ROLE_CODE, command);
		return;
	}
	if (INDENT + 8 + text_cols_of(command) <= p->cols) {
		labelled(p, label, ROLE_CODE, command);
		return;
	}
	labelled(p, label, ROLE_PLAIN, _("To see it by hand, type:"));
	prose_verbatim(p, INDENT + 10, ROLE_CODE, command);
}

void finding_text_body(struct prose *p, const struct snapshot *s,
		       const struct finding *f)
{
	prose_blank(p);
	places(p, s, f);
	steps_text(p, INDENT, words_severity_role(f->severity), f->steps,
		   f->nsteps);
	outcome(p, INDENT, words_severity_role(f->severity), &f->outcome);
	if (f->nsteps || msg_is_set(&f->outcome))
		prose_blank(p);
	labelled(p, C_("label", "why"), ROLE_PLAIN, msg_text(p->a, &f->why));
	evidence(p, f);
	probe(p, f);
	finding_text_commands(p, f, NULL);
	fixes_offered(p, f);
	myths_text(p, INDENT, f->id);
}

void trace_text(struct prose *p, const struct trace *t)
{
	steps_text(p, INDENT, ROLE_ERROR, t->steps, t->nsteps);
	outcome(p, INDENT, t->bad ? ROLE_ERROR : ROLE_OK, &t->outcome);
	if (msg_is_set(&t->change)) {
		prose_blank(p);
		prose_para(p, INDENT, 0, ROLE_PLAIN,
			   msg_text(p->a, &t->change));
	}
	if (p->nlines)
		prose_blank(p);
	myths_text(p, INDENT, t->name);
}
