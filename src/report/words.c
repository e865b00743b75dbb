#include "config.h"

#include "report/words.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/str.h"

const char *words_severity(enum severity s)
{
	switch (s) {
	case SEVERITY_NONE:
		return C_("severity", "ok");
	case SEVERITY_ADVICE:
		return C_("severity", "advice");
	case SEVERITY_WARNING:
		return C_("severity", "warning");
	case SEVERITY_ERROR:
		return C_("severity", "error");
	}
	return "";
}

char words_severity_letter(enum severity s)
{
	return " iWE"[s];
}

enum role words_severity_role(enum severity s)
{
	switch (s) {
	case SEVERITY_NONE:
		return ROLE_OK;
	case SEVERITY_ADVICE:
		return ROLE_ADVICE;
	case SEVERITY_WARNING:
		return ROLE_WARNING;
	case SEVERITY_ERROR:
		return ROLE_ERROR;
	}
	return ROLE_PLAIN;
}

const char *words_place(const char *name)
{
	if (cstr_eq(name, "shell"))
		return C_("place", "this shell");
	if (cstr_eq(name, "login"))
		return C_("place", "login shell");
	if (cstr_eq(name, "interactive"))
		return C_("place", "new terminal");
	if (cstr_eq(name, "noninteractive"))
		return C_("place", "script shell");
	return name;
}

const char *words_layer(enum layer l)
{
	switch (l) {
	case LAYER_DEFAULT:
		return C_("layer", "default");
	case LAYER_GOROOT:
		return C_("layer", "GOROOT/go.env");
	case LAYER_GOENV:
		return C_("layer", "go env file");
	case LAYER_PROCESS:
		return C_("layer", "environment");
	}
	return "";
}

const char *words_known(enum known k)
{
	switch (k) {
	case KNOWN_DERIVED:
		return C_("known", "derived");
	case KNOWN_MEASURED:
		return C_("known", "measured");
	case KNOWN_UNKNOWN:
		return C_("known", "unknown");
	}
	return "";
}

const char *words_place_state(enum place_state s)
{
	switch (s) {
	case PLACE_ASKING:
		return C_("place state", "asking…");
	case PLACE_READY:
		return C_("place state", "ready");
	case PLACE_STALE:
		return C_("place state", "stale");
	case PLACE_FAILED:
		return C_("place state", "failed");
	case PLACE_TIMEOUT:
		return C_("place state", "no answer");
	}
	return "";
}

const char *words_progress(const char *what)
{
	if (cstr_eq(what, "walk"))
		return C_("progress", "Walking the folders");
	if (cstr_eq(what, "git"))
		return C_("progress", "Asking git about the files");
	if (cstr_eq(what, "imports"))
		return C_("progress", "Reading imports");
	if (cstr_eq(what, "vendor"))
		return C_("progress", "Looking through vendor/");
	if (cstr_eq(what, "places"))
		return C_("progress", "Asking the shells");
	return what;
}

const char *words_answer(enum answer a)
{
	switch (a) {
	case ANSWER_NONE:
		return "";
	case ANSWER_YES:
		return C_("answer", "yes");
	case ANSWER_NO:
		return C_("answer", "no");
	}
	return "";
}

const char *words_step_origin(const char *origin)
{
	if (cstr_eq(origin, "environment"))
		return words_layer(LAYER_PROCESS);
	if (cstr_eq(origin, "default"))
		return words_layer(LAYER_DEFAULT);
	return words_place(origin);
}

const char *words_step_value(const char *value)
{
	if (cstr_empty(value))
		return C_("value", "(empty)");
	if (cstr_eq(value, "(unset)"))
		return C_("value", "(unset)");
	if (cstr_eq(value, "(none)"))
		return C_("value", "(none)");
	return value;
}

const char *words_no_value(const struct place *p, const struct setting *s)
{
	if (s && s->known != KNOWN_UNKNOWN)
		return cstr_empty(s->value) ? C_("value", "(empty)") : NULL;
	return p && p->nsettings && !p->ngos ? C_("value", "no go")
					     : C_("value", "not known");
}

const char *words_origin(struct arena *a, const struct setting *s)
{
	const char *home = getenv("HOME"), *file = s->file;

	if (s->layer == LAYER_PROCESS || s->layer == LAYER_DEFAULT || !file)
		return words_layer(s->layer);
	if (!cstr_empty(home) && path_is_abs(home) && strcmp(home, "/") &&
	    path_under(home, file))
		file = arena_printf(a, "~%s", file + strlen(home));
	return s->line ? arena_printf(a, "%s:%d", file, s->line)
		       : arena_strdup(a, file);
}

const char *words_bytes(struct arena *a, int64_t n)
{
	static const char *const units[] = { "kB", "MB", "GB", "TB" };
	double v = (double)n;
	size_t i = 0;

	if (n < 1000)
		return arena_printf(a, ngettext("%d byte", "%d bytes",
						(unsigned long)n), (int)n);
	for (v /= 1000; v >= 999.5 && i + 1 < ARRAY_SIZE(units); i++)
		v /= 1000;
	return arena_printf(a, v < 9.95 ? "%.1f %s" : "%.0f %s", v, units[i]);
}

const char *words_took(struct arena *a, uint64_t ms)
{
	uint64_t s = (ms + 500) / 1000;

	if (ms < 1000)
		return arena_printf(a, _("%d ms"), (int)ms);
	if (ms < 9950)
		return arena_printf(a, _("%.1f s"), (double)ms / 1000);
	if (s < 60)
		return arena_printf(a, _("%d s"), (int)s);
	if (s < 3600)
		return arena_printf(a, _("%d min %d s"), (int)(s / 60),
				    (int)(s % 60));
	return arena_printf(a, _("%d h %d min"), (int)(s / 3600),
			    (int)(s / 60 % 60));
}
