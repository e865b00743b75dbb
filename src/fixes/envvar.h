/*
 * What set-env and unset-env share: which variable a finding is about, in
 * which layer its value stands, and the go env file.
 */
#ifndef FIXES_ENVVAR_H
#define FIXES_ENVVAR_H

#include "fixes/shell.h"

/* The variable that the finding is about; NULL: none that can be told. */
const char *envvar_of(const struct fix_run *run);
/* The field "name", as given or of the finding. */
const char *envvar_name(const struct fix_run *run);
/* The place whose value counts: the first of the finding's, else the run's. */
const struct place *envvar_place(const struct fix_run *run);

/*
 * Adds the fields name, with this default, and layer with those of the two
 * that can be.
 */
void envvar_fields(struct fix_run *run, const char *name, bool goenv, bool rc,
		   const char *fallback);
/* Says at the field "value" that it is so already, in that very layer. */
void envvar_no_change(struct fix_run *run);
/*
 * Says at the field "layer" what follows from the one that is chosen: what
 * hides it, or what it hides.  `taken`: the value goes, none comes.
 */
void envvar_consequence(struct fix_run *run, bool taken);
/* The same as a note of the plan, where the change alone has no effect. */
void envvar_note(struct fix_run *run, struct plan *p);
/*
 * Says at the fields what cannot be: a name that `go env -w` of that go does
 * not take, or (layer rc) that go does not read; a value that go refuses.
 * NULL: it is taken away.
 */
void envvar_judge(struct fix_run *run, const char *value);
/* Does go read it from the environment alone (GOENV, GODEBUG, …)? */
bool envvar_only_exported(struct fix_run *run, const char *name);
/* Absolute path of the go env file that `go env -w` writes there; or NULL. */
const char *envvar_file(const struct fix_run *run);
/* Does the go env file of the place have a line for it? */
bool envvar_in_file(const struct fix_run *run, const char *name);
/*
 * The change of the go env file: the last line of that name (the one that
 * counts) gets the value, others of the name go; NULL: all of them go.
 */
int envvar_edit_file(struct fix_run *run, struct plan *p, const char *name,
		     const char *value, struct error *err);

/*
 * set-env itself, for the fixes that know which variable and value are meant:
 * the fields name, value, layer and file with these defaults, each judged.
 * `rc_alone`: in the start-up files of the shells that have the finding, and
 * whatever other shells export.
 */
void set_env_choices(struct fix_run *run, const char *name,
		     const char *value, bool rc_alone);
int set_env_needs(struct fix_run *run, struct error *err);
int set_env_build(struct fix_run *run, struct plan *p, struct error *err);
/* Only these names can be chosen in the field "name"; ends at NULL. */
void envvar_only(struct fix_run *run, const char *const *names);
/* A field of the offer so far; NULL: there is none. */
struct choice *envvar_field(struct fix_run *run, const char *name);

#endif
