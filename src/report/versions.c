#include "config.h"

#include "report/versions.h"

#include "base/i18n.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "facts/finding.h"
#include "report/words.h"

const char *versions_where(struct arena *a, const struct ledger_row *r)
{
	return r->line ? arena_printf(a, "%s:%d", r->file, r->line) : r->file;
}

const char *versions_means(struct arena *a, const struct ledger_row *r)
{
	const char *means = msg_text(a, &r->means);

	return r->pin && r->pin->supplied
		? arena_printf(a, "%s; %s", means,
			       SAY(a, N_("{0} was supplied."),
				   text_clean(a, r->pin->supplied)))
		: means;
}

const char *versions_verdict(struct arena *a, const struct ledger_row *r)
{
	if (msg_is_set(&r->verdict))
		return arena_printf(a, "%c %s",
				    words_severity_letter(r->severity),
				    msg_text(a, &r->verdict));
	if (r->severity != SEVERITY_NONE)
		return arena_printf(a, "%c",
				    words_severity_letter(r->severity));
	if (r->here)
		return SAY(a, N_("{0} runs here"), r->here);
	return "";
}

static const char *in_job(struct arena *a, const struct ledger_row *r)
{
	if (!r->pin || !r->pin->job)
		return "";
	return arena_printf(a, "  [%s]", text_clean(a, r->pin->job));
}

void versions_text(struct prose *p, const struct ledger *l)
{
	struct arena *a = p->a;
	size_t i;

	if (!l->nrows)
		prose_para(p, 2, 0, ROLE_DIM,
			   _("Nothing here says a version of Go."));
	for (i = 0; i < l->nrows; i++) {
		const struct ledger_row *r = &l->rows[i];
		const char *verdict = versions_verdict(a, r);

		prose_line(p, 2);
		prose_add(p, ROLE_STRONG, text_clean(a, versions_where(a, r)));
		if (*r->text) {
			prose_add(p, ROLE_PLAIN, "  ");
			prose_add(p, ROLE_CODE, text_clean(a, r->text));
		}
		prose_add(p, ROLE_DIM, in_job(a, r));
		prose_para(p, 4, 2, ROLE_PLAIN, versions_means(a, r));
		if (*verdict)
			prose_para(p, 4, 2, r->severity == SEVERITY_NONE ?
				   ROLE_OK : words_severity_role(r->severity),
				   verdict);
	}
}

static void put(struct cJSON *j, const char *key, const char *value)
{
	if (!cstr_empty(value))
		json_put_str(j, key, value);
}

static const char *fit_name(const struct ledger_row *r)
{
	switch (r->fit) {
	case LEDGER_FITS: return "fits";
	case LEDGER_UNKNOWN: return "unknown";
	case LEDGER_OLD: return "old";
	case LEDGER_UNREADABLE: return "unreadable";
	}
	return "";
}

struct cJSON *versions_json(struct arena *a, const struct ledger *l)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < l->nrows; i++) {
		const struct ledger_row *r = &l->rows[i];
		struct cJSON *j = json_object();

		json_put_str(j, "file", r->file);
		if (r->line)
			json_put_int(j, "line", r->line);
		put(j, "text", r->text);
		json_put_str(j, "kind", r->kind == LEDGER_GO ? "go" :
			     r->kind == LEDGER_TOOLCHAIN ? "toolchain" :
			     "pin");
		put(j, "job", r->pin ? r->pin->job : NULL);
		put(j, "supplied", r->pin ? r->pin->supplied : NULL);
		json_put_str(j, "means", msg_english(a, &r->means));
		/* What a pin comes to is read from a table, not measured. */
		if (r->pin) {
			put(j, "version", r->release);
			json_put_str(j, "known", !r->ranged ? "unknown" :
				     "derived");
			json_put_str(j, "fit", fit_name(r));
		}
		put(j, "module", r->module ? r->module->dir : NULL);
		put(j, "wants", r->wants);
		put(j, "fetches", r->fetches);
		put(j, "here", r->here);
		if (r->severity != SEVERITY_NONE)
			json_put_str(j, "severity",
				     severity_names[r->severity]);
		if (msg_is_set(&r->verdict))
			json_put_str(j, "verdict",
				     msg_english(a, &r->verdict));
		json_push(list, j);
	}
	return list;
}
