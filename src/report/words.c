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
	case LAYER_IMAGE:
		return C_("layer", "image");
	case LAYER_WORKFLOW:
		return C_("layer", "CI file");
	case LAYER_RECORDED:
		return C_("layer", "recorded");
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

const char *words_mute_head(void)
{
	return _("It did not answer. Its files were read, not run; whether the "
		 "shell comes to these lines is not known:");
}

const char *words_written(const char *value)
{
	return !value ? C_("value", "(unset)")
	     : !*value ? C_("value", "(empty)") : value;
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
	if (cstr_eq(what, "container"))
		return C_("progress", "Asking a container, seconds");
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
	case ANSWER_UNKNOWN:
		return C_("answer", "?");
	}
	return "";
}

const char *words_step_origin(const char *origin)
{
	if (cstr_eq(origin, "environment"))
		return words_layer(LAYER_PROCESS);
	if (cstr_eq(origin, "image"))
		return words_layer(LAYER_IMAGE);
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
	return p && p->nsettings && !p->ngos && !p->job ? C_("value", "no go")
					     : C_("value", "not known");
}

const char *words_place_why(struct arena *a, const struct place *p)
{
	static const char recorded[] = "recorded:";
	const char *why = place_error(a, p);
	const char *file = cstr_starts(p->name, recorded)
		? p->name + sizeof(recorded) - 1 : NULL;

	if (cstr_empty(why))
		why = words_place_state(p->state);
	/* What was read says its name itself. */
	return file && cstr_starts(why, file)
		? arena_printf(a, "%s%s", recorded, why)
		: SAY(a, N_("{0}: {1}"), words_place(p->name), why);
}

static const char *file_line(struct arena *a, const char *file, int line)
{
	const char *home = getenv("HOME");

	if (!cstr_empty(home) && path_is_abs(home) && strcmp(home, "/") &&
	    path_under(home, file))
		file = arena_printf(a, "~%s", file + strlen(home));
	return line ? arena_printf(a, "%s:%d", file, line)
		    : arena_strdup(a, file);
}

const char *words_how(enum origin how)
{
	switch (how) {
	case ORIGIN_NONE:
		return C_("origin", "not known");
	case ORIGIN_TRACED:
		return C_("origin", "traced");
	case ORIGIN_READ:
		return C_("origin", "read, not traced");
	case ORIGIN_INHERITED:
		return C_("origin", "inherited");
	case ORIGIN_SESSION:
		return C_("origin", "set in this session");
	}
	return "";
}

const char *words_set_by(struct arena *a, enum origin how, const char *file,
			 int line)
{
	if (file && how == ORIGIN_READ)
		return arena_printf(a, "%s (%s)", file_line(a, file, line),
				    C_("origin, short", "read"));
	if (file)
		return file_line(a, file, line);
	switch (how) {
	case ORIGIN_INHERITED:
		return C_("origin, short", "inherited");
	case ORIGIN_SESSION:
		return C_("origin, short", "this session");
	case ORIGIN_NONE:
	case ORIGIN_TRACED:
	case ORIGIN_READ:
		break;
	}
	return "";
}

const char *words_provenance(struct arena *a, enum origin how,
			     const char *file, int line, const char *as)
{
	const char *words = words_how(how);

	if (file)
		words = arena_printf(a, "%s, %s", file_line(a, file, line),
				     words);
	if (!as)
		return words;
	if (how == ORIGIN_NONE)
		return SAY(a, N_("the same as in a fresh shell ({0})"),
			   words_place(as));
	/* The line first: the rest may not have room. */
	return SAY(a, N_("{1}, as in a fresh shell ({0})"), words_place(as),
		   words);
}

const char *words_tracing(struct arena *a, const struct place *p)
{
	switch (p->tracing) {
	case TRACING_NONE:
	case TRACING_AWAITED:
	case TRACING_WHOLE:
		return "";
	case TRACING_PART:
		return SAY(a, N_("The {0} could not be traced to its end: an "
				 "rc file turns tracing off, sends it "
				 "elsewhere or ends the shell. What was not "
				 "seen was read in the files."),
			   words_place(p->name));
	case TRACING_FAILED:
		return SAY(a, N_("The {0} did not come to its end while it "
				 "was traced. What was not seen was read in "
				 "the files."), words_place(p->name));
	}
	return "";
}

const char *words_origin(struct arena *a, const struct setting *s)
{
	const char *by;

	if (s->layer == LAYER_PROCESS) {
		by = words_set_by(a, s->how, s->file, s->line);
		return *by ? by : words_layer(s->layer);
	}
	if (s->layer == LAYER_DEFAULT || !s->file)
		return words_layer(s->layer);
	return file_line(a, s->file, s->line);
}

const char *words_as_before(struct arena *a, int kept)
{
	if (!kept)
		return _("Everything is as it was before.");
	return arena_printf(a, ngettext(
		"Everything is as it was before, but for %d object that git "
		"stored: it stays, as another commit may use it.",
		"Everything is as it was before, but for %d objects that git "
		"stored: they stay, as other commits may use them.",
		(unsigned long)kept), kept);
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

const char *words_job_place(struct arena *a, const struct place_job *j)
{
	const struct {
		const char *value, *text;
	} parts[] = {
		{ j->dir, cstr_eq(j->dir, ".") ?
			_("works in the root of the checkout") :
			SAY(a, N_("works in {0}"), j->dir ? j->dir : "") },
		{ j->user, SAY(a, N_("as {0}"), j->user ? j->user : "") },
		{ j->libc, SAY(a, N_("with {0}"), j->libc ? j->libc : "") },
	};
	const char *out = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(parts); i++)
		if (parts[i].value)
			out = arena_printf(a, "%s%s%s", out, *out ? ", " : "",
					   parts[i].text);
	return out;
}

const char *words_path_rest(void)
{
	return _("what the runner or the image has on it behind these is not "
		 "known");
}
