#include "config.h"

#include "fixes/envvar.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "facts/goenvwrite.h"
#include "fmt/goenvfile.h"

/* Checks that are about one variable, whatever their subject says. */
static const struct {
	const char *check, *name;
} about[] = {
	{ "go-too-old", "GOTOOLCHAIN" },
	{ "gomaxprocs-quota", "GOMAXPROCS" },
	{ "gobin-invalid", "GOBIN" },
	{ "gopath-invalid", "GOPATH" },
	{ "goroot-broken", "GOROOT" },
	{ "goroot-mismatch", "GOROOT" },
	{ "goroot-set", "GOROOT" },
	{ "module-mode-off", "GO111MODULE" },
	{ "tmp-not-executable", "GOTMPDIR" },
	{ "toolchain-download", "GOTOOLCHAIN" },
};

const char *envvar_of(const struct fix_run *run)
{
	const struct finding *f = run->finding;
	size_t i;

	if (!f)
		return NULL;
	for (i = 0; i < ARRAY_SIZE(about); i++)
		if (cstr_eq(f->id, about[i].check))
			return about[i].name;
	if (cstr_eq(f->id, "env-file-hidden") ||
	    cstr_eq(f->id, "env-pattern-dead") ||
	    cstr_eq(f->id, "cache-not-writable"))
		return f->subject;
	if (cstr_eq(f->id, "gowork-invalid"))
		return cstr_empty(f->subject) ? NULL : f->subject;
	/* Else it is a go that another tree has. */
	if (cstr_eq(f->id, "shell-login-differs") && f->subject &&
	    !path_is_abs(f->subject))
		return f->subject;
	/* "GOFLAGS=-x": the value is part of it. */
	if (cstr_eq(f->id, "env-value-invalid") && f->subject)
		return arena_strndup(run->arena, f->subject,
				     strcspn(f->subject, "="));
	return NULL;
}

const char *envvar_name(const struct fix_run *run)
{
	return fix_value(run, "name");
}

const struct place *envvar_place(const struct fix_run *run)
{
	const struct finding *f = run->finding;
	const struct place *p = NULL;

	bool elsewhere = false;
	size_t i;

	/* Nothing on this machine mends another one. */
	for (i = 0; f && i < f->nplaces && !p; i++) {
		p = snapshot_place(run->snap, f->places[i].place);
		if (p && !place_is_here(p)) {
			elsewhere = true;
			p = NULL;
		}
	}
	return p ? p : elsewhere ? NULL : run->place;
}

const char *envvar_file(const struct fix_run *run)
{
	const struct place *p = envvar_place(run);

	return p ? p->goenv_file : NULL;
}

static const struct setting *setting_of(const struct fix_run *run,
					const char *name)
{
	const struct place *p = envvar_place(run);

	return p ? place_setting(p, name) : NULL;
}

bool envvar_in_file(const struct fix_run *run, const char *name)
{
	const struct setting *s = setting_of(run, name);

	return s && envvar_file(run) &&
	       (s->layer == LAYER_GOENV || env_hidden_goenv(s));
}

static bool is_name(const char *s)
{
	if (!(*s >= 'A' && *s <= 'Z'))
		return false;
	while ((*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') ||
	       *s == '_')
		s++;
	return !*s;
}

void envvar_fields(struct fix_run *run, const char *name, bool goenv, bool rc,
		   const char *fallback)
{
	struct choice *c = fix_choice(run, "name", CHOICE_TEXT,
				      MSG(run->arena, N_("Variable")),
				      (struct msg){ 0 }, name);

	if (!is_name(c->value))
		c->bad = MSG(run->arena, N_("Name a variable, such as "
					    "GOPROXY."));
	c = fix_choice(run, "layer", CHOICE_ONE_OF,
		       MSG(run->arena, N_("Where")),
		       MSG(run->arena, N_(
			"\"goenv\" is the file that go env -w writes: every go "
			"of yours reads it. \"rc\" is the shell's start-up "
			"file: what it exports is stronger.")), fallback);
	if (goenv)
		fix_option(run, c, "goenv");
	if (rc)
		fix_option(run, c, "rc");
}

struct choice *envvar_field(struct fix_run *run, const char *name)
{
	size_t i;

	for (i = 0; i < run->offer.nchoices; i++)
		if (cstr_eq(run->offer.choices[i].name, name))
			return &run->offer.choices[i];
	return NULL;
}

void envvar_only(struct fix_run *run, const char *const *names)
{
	struct choice *c = envvar_field(run, "name");

	c->kind = CHOICE_ONE_OF;
	for (; *names; names++)
		fix_option(run, c, *names);
}

/* Of the go that runs there; the newest known where none does. */
static enum gorelease release_of(struct fix_run *run)
{
	const struct place *p = envvar_place(run);
	const char *version = p ? env_version(run->arena, p) : NULL;
	enum gorelease r = GORELEASE_NEWEST;

	return version && !gorelease_find(version, &r) ? GORELEASE_NEWEST : r;
}

/* go or what it builds reads it, in whichever release, though it may stand in
 * no file of go's. */
static bool go_reads(struct fix_run *run, const char *name)
{
	return cstr_eq(name, "GOENV") || cstr_eq(name, "GOWORK") ||
	       cstr_eq(name, "GODEBUG") || cstr_eq(name, "GOMAXPROCS") ||
	       cstr_eq(name, envvar_of(run)) ||
	       !goenvwrite_name(run->arena, GORELEASE_NEWEST, name);
}

static const char *value_problem(struct fix_run *run, const char *name,
				 const char *value)
{
	const struct place *p = envvar_place(run);
	enum gorelease r = release_of(run);
	const char *bad = NULL;

	/* What only the environment may have, go env -w has no say in. */
	if (!goenvwrite_name(run->arena, r, name))
		bad = goenvwrite_problem(run->arena, r,
					 p ? place_value(p, "GOOS") : NULL,
					 p ? place_value(p, "GOARCH") : NULL,
					 name, value);
	return bad || !p ? bad
			 : env_value_problem(run->arena, p, name, value);
}

void envvar_judge(struct fix_run *run, const char *value)
{
	bool rc = cstr_eq(fix_value(run, "layer"), "rc");
	struct choice *name = envvar_field(run, "name"), *c = envvar_field(run, "value");
	const char *bad;

	if (msg_is_set(&name->bad))
		return;
	if (rc && !go_reads(run, name->value)) {
		name->bad = MSG(run->arena, N_(
			"go reads no variable {0}, so it is left alone."),
			name->value);
		return;
	}
	bad = !rc && value ? goenvwrite_name(run->arena, release_of(run),
					     name->value) : NULL;
	if (bad)
		name->bad = MSG(run->arena, N_("go env -w refuses it: {0}"),
				bad);
	else if (c && value && !msg_is_set(&c->bad) &&
		 (bad = value_problem(run, name->value, value)))
		c->bad = MSG(run->arena, N_("go refuses it: {0}"), bad);
}

bool envvar_only_exported(struct fix_run *run, const char *name)
{
	return go_reads(run, name) &&
	       goenvwrite_name(run->arena, release_of(run), name);
}

/* What stands about it, and where. */
struct standing {
	/* Exported, by a fresh shell or else in this one alone. */
	const struct setting *exported;
	bool here_only;
	/* In the go env file, in effect or hidden. */
	const char *value, *file;
	int line;
};

static void find_standing(struct fix_run *run, const char *name,
			  struct standing *out)
{
	const struct setting *s = setting_of(run, name);
	const struct setting_source *h;
	size_t i;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < run->snap->nplaces && !out->exported; i++) {
		const struct place *p = &run->snap->places[i];
		const struct setting *at = place_setting(p, name);

		if ((p->kind == PLACE_LOGIN || p->kind == PLACE_INTERACTIVE) &&
		    env_known(p) && at && at->layer == LAYER_PROCESS)
			out->exported = at;
	}
	if (!s)
		return;
	if (!out->exported && s->layer == LAYER_PROCESS) {
		out->exported = s;
		out->here_only = true;
	}
	h = env_hidden_goenv(s);
	if (s->layer == LAYER_GOENV) {
		out->value = s->value;
		out->file = s->file;
		out->line = s->line;
	} else if (h) {
		out->value = h->value;
		out->file = h->file;
		out->line = h->line;
	}
}

static const char *file_line(struct arena *a, const char *file, int line)
{
	return line > 0 ? arena_printf(a, "%s:%d", file, line) : file;
}

static bool hides_file(const struct standing *st)
{
	return st->exported && !st->here_only;
}

void envvar_no_change(struct fix_run *run)
{
	struct choice *name = envvar_field(run, "name"), *c = envvar_field(run, "value");
	struct standing st;

	if (!name || !c || msg_is_set(&name->bad) || msg_is_set(&c->bad) ||
	    cstr_empty(name->value))
		return;
	find_standing(run, name->value, &st);
	if (cstr_eq(fix_value(run, "layer"), "rc")) {
		if (hides_file(&st) && cstr_eq(st.exported->value, c->value))
			c->bad = MSG(run->arena, N_(
				"It is exported with this value already."));
	} else if (st.file && cstr_eq(st.value, c->value)) {
		c->bad = MSG(run->arena, N_(
			"{0} says so already."),
			file_line(run->arena, st.file, st.line));
	}
}

/* The line that hides what the go env file says. */
static struct msg hidden_by(struct fix_run *run, const char *name,
			    const struct standing *st)
{
	const struct setting *s = st->exported;

	return cstr_empty(s->file)
		? MSG(run->arena, N_(
			"Alone it has no effect in new shells: they export "
			"{0}={1}, and an exported value is stronger than the "
			"go env file."), name, s->value)
		: MSG(run->arena, N_(
			"Alone it has no effect in new shells: {2} exports "
			"{0}={1}, and an exported value is stronger than the "
			"go env file."), name, s->value,
		      file_line(run->arena, s->file, s->line));
}

static struct msg consequence(struct fix_run *run, const char *name,
			      bool taken)
{
	bool rc = cstr_eq(fix_value(run, "layer"), "rc");
	struct arena *a = run->arena;
	struct standing st;

	find_standing(run, name, &st);
	if (!rc && hides_file(&st))
		return hidden_by(run, name, &st);
	if (!rc && st.here_only)
		return MSG(a, N_(
			"\"goenv\" is the file that go env -w writes: every go "
			"of yours reads it. This shell alone does not see it: "
			"it has {0}={1} in its environment, which is "
			"stronger."), name, st.exported->value);
	if (rc && st.file && taken)
		return MSG(a, N_(
			"\"rc\" is the start-up file that exports it. Without "
			"that, {0}={1} of {2} counts."), name, st.value,
			file_line(a, st.file, st.line));
	if (rc && st.file)
		return MSG(a, N_(
			"\"rc\" is the shell's start-up file. What it exports "
			"hides {0}={1} of {2} in every new shell; what is "
			"started otherwise (an editor, cron) goes on with that "
			"line."), name, st.value,
			file_line(a, st.file, st.line));
	if (rc && !taken && hides_file(&st))
		return MSG(a, N_(
			"\"rc\" is the start-up file that exports it now; its "
			"line is changed. The go env file would be hidden by "
			"it."));
	return (struct msg){ 0 };
}

void envvar_consequence(struct fix_run *run, bool taken)
{
	struct choice *name = envvar_field(run, "name"), *c = envvar_field(run, "layer");
	struct msg m;

	if (!c || !name || cstr_empty(name->value))
		return;
	m = consequence(run, name->value, taken);
	if (msg_is_set(&m))
		c->about = m;
}

void envvar_note(struct fix_run *run, struct plan *p)
{
	const char *name = envvar_name(run);
	struct standing st;

	if (cstr_eq(fix_value(run, "layer"), "rc"))
		return;
	find_standing(run, name, &st);
	if (hides_file(&st))
		fix_note(run, p, hidden_by(run, name, &st));
}

/* The whole line with its end, so that it goes without a trace. */
static void cut_line(struct fix_run *run, struct span_edits *edits,
		     struct str text, struct str line)
{
	size_t start = (size_t)(line.p - text.p), end = start + line.len;

	if (end < text.len)
		end++;
	span_edits_add(run->arena, edits, start, end, STR_NONE);
}

static void edit_text(struct fix_run *run, struct str text, const char *name,
		      const char *value, struct span_edits *edits)
{
	struct str rest = text, line, last = STR_NONE;
	const char *want = value ? arena_printf(run->arena, "%s=%s", name,
						value) : NULL;
	size_t n = strlen(name);

	while (str_line(&rest, &line)) {
		if (!str_starts(line, name) || line.len <= n ||
		    line.p[n] != '=')
			continue;
		if (last.p)
			cut_line(run, edits, text, last);
		last = line;
	}
	if (last.p && !want)
		cut_line(run, edits, text, last);
	else if (last.p && !str_is(last, want))
		span_edits_add(run->arena, edits, (size_t)(last.p - text.p),
			       (size_t)(last.p - text.p) + last.len,
			       str_from(want));
	else if (!last.p && want)
		span_edits_add(run->arena, edits, text.len, text.len,
			       str_from(arena_printf(run->arena, "%s%s\n",
				text.len && text.p[text.len - 1] != '\n'
				? "\n" : "", want)));
}

int envvar_edit_file(struct fix_run *run, struct plan *p, const char *name,
		     const char *value, struct error *err)
{
	const char *file = envvar_file(run);
	struct span_edits edits = SPAN_EDITS_INIT;
	struct plan_state s;
	struct str text;

	if (!file)
		return error_set(err, "there is no go env file here: GOENV is "
				 "off, or HOME is not set");
	if (run->host->state(run->host, run->arena, file, false, &s, err))
		return -1;
	if (s.type == PLAN_ABSENT) {
		if (!value)
			return error_set(err, "%s is not there", file);
		if (fix_folders(run, p, path_dir(run->arena, file), err))
			return -1;
		return fix_write(run, p, file,
				 arena_printf(run->arena, "%s=%s\n", name,
					      value), 0, err);
	}
	if (fix_read(run, file, &text, err))
		return -1;
	edit_text(run, text, name, value, &edits);
	if (!edits.n)
		return error_set(err, value ? "%s has that line already"
					    : "%s has no line for it", file);
	return fix_edit_spans(run, p, file, &edits, err);
}
