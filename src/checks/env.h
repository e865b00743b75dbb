/*
 * What the checks of the workstation share: which places can be judged, the
 * go that runs in one, where a value comes from, and the commands by which
 * each shell is told.  Pure, as the checks are.
 */
#ifndef CHECKS_ENV_H
#define CHECKS_ENV_H

#include "checks/check.h"
#include "fmt/gorelease.h"

/* Has the place answered?  What it said before it went stale still counts. */
bool env_known(const struct place *p);
/* The first go on PATH that the shell would run; NULL: none. */
const struct go_binary *env_go(const struct place *p);
/* GO111MODULE off or auto: without a go.mod go works with GOPATH there. */
bool env_gopath_mode(const struct place *p);
/* "go1.24.4": its own release, without experiments; NULL: not known. */
const char *env_version_of(struct arena *a, const struct go_binary *g);
const char *env_version(struct arena *a, const struct place *p);
/* Does a go run there, and is it older than release r (true), or not? */
bool env_before(const struct place *p, enum gorelease r);
/* Orders "go1.21.3" and the like; unknown (NULL) is the oldest. */
int env_version_cmp(const char *a, const char *b);

/* A place where go answers: the one a person most likely types in; or NULL. */
const struct place *env_place_with_go(const struct snapshot *s);
/* The newest installation that lies there unused; or NULL. */
const struct go_install *env_best_install(const struct snapshot *s);

/* A non-fixture module is there to be built. */
bool env_has_modules(const struct snapshot *s);
/*
 * Does every module of the repository run with a toolchain that go switched
 * to?  (The one it switches to gets no GOROOT.)
 */
bool env_all_switch(const struct snapshot *s, const struct place *p);

/* "/home/u/.bashrc:12", "environment" where that is not known, "default":
 * for a step. */
const char *env_origin(struct arena *a, const struct setting *s);
/* NAME=VALUE as it stands, with the file and line of its layer. */
void env_evidence(struct check_run *run, struct finding *f,
		  const struct setting *s);
/* The value of the go env file that stronger layers hide; NULL: none. */
const struct setting_source *env_hidden_goenv(const struct setting *s);

/* The first entry of such a list (GOPRIVATE and its like) that can match no
 * module path, as it stands; NULL: there is none. */
const char *env_dead_pattern(struct arena *a, const char *list);
/*
 * The list with each dead entry as it was meant: without blanks, scheme and
 * user, in small letters where none else can be, and with a comma where a blank
 * parts two hosts.  NULL where that is not certain of every one, and where it
 * would match more than was evidently meant (a scheme and a lone asterisk).
 */
const char *env_clean_patterns(struct arena *a, const char *value);

/*
 * Why go commands would stop with this value, in go's words; NULL: they would
 * not, as far as it is known (env-value-invalid).  GOOS and GOARCH:
 * facts/goenvwrite.h.
 */
const char *env_value_problem(struct arena *a, const struct place *p,
			      const char *name, const char *value);

/* What the shell of a place speaks. */
enum env_shell { ENV_SH, ENV_BASH, ENV_ZSH, ENV_FISH };
enum env_shell env_shell(const struct place *p);
/* What that shell says of a program it does not find. */
const char *env_not_found(const struct place *p, struct arena *a,
			  const char *program);

/* The command by which that shell tells where it finds a program. */
const char *env_which(const struct place *p, struct arena *a,
		      const char *program);

/*
 * A line that holds from now on in the shell it is typed in; of another
 * machine: in the step of its script that runs go.
 */
void env_command_at_once(struct check_run *run, struct finding *f,
			 const struct place *p, const char *line);
/*
 * Hand the file over to the user's editor, at the line (0: the first), in the
 * words of the shell that gomend was typed in.  `path` is absolute or relative
 * to the root of the repository.
 */
void env_command_edit(struct check_run *run, struct finding *f,
		      struct msg what, const char *path, int line);
/* Put `dir` first on PATH: here, and in every new shell. */
void env_command_path(struct check_run *run, struct finding *f,
		      const struct place *p, const char *dir);
/*
 * Take the value away where it was set.  `good` is a value that go accepts,
 * needed when with the one in effect no go command works; or NULL.
 */
void env_command_unset(struct check_run *run, struct finding *f,
		       const struct place *p, const struct setting *s,
		       const char *good);
/* Install a release of Go from its archive. */
void env_command_install(struct check_run *run, struct finding *f,
			 const struct place *p);

#endif
