/*
 * A place is somewhere `go` runs: this shell, a fresh login shell, … It has
 * an environment, a PATH, the go that answers there, and the settings that
 * go would use, each with the layer that decided it.
 *
 * A place starts as what gomend sends (name, kind, state, env, cwd); the scan
 * process fills in the rest natively (facts/goenv.h) and the result of asking
 * the real go is merged in when it comes.
 */
#ifndef FACTS_PLACE_H
#define FACTS_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/codec.h"
#include "base/msg.h"
#include "facts/machine.h"
#include "facts/origin.h"
#include "facts/recording.h"

enum place_kind {
	PLACE_SHELL,		/* this process */
	PLACE_LOGIN,
	PLACE_INTERACTIVE,
	PLACE_NONINTERACTIVE,
	/* From here on: another machine, whose files are not looked at. */
	PLACE_RECORDED,		/* a snapshot or a job log */
	PLACE_IMAGE,		/* a container image, or one that runs */
	PLACE_JOB		/* of a CI file, derived from it */
};
extern const char *const place_kind_names[];

enum place_state {
	PLACE_ASKING,		/* the shell has not answered yet */
	PLACE_READY,
	PLACE_STALE,		/* an rc file changed since; asked again soon */
	PLACE_FAILED,		/* see error */
	PLACE_TIMEOUT		/* it did not answer in time */
};
extern const char *const place_state_names[];

/* Who decided a value; later in this list is stronger. */
enum layer {
	LAYER_DEFAULT,		/* built into go */
	LAYER_GOROOT,		/* $GOROOT/go.env */
	LAYER_GOENV,		/* the file that `go env -w` writes */
	LAYER_PROCESS,		/* the environment */
	LAYER_IMAGE,		/* the environment, as the image sets it */
	LAYER_WORKFLOW,		/* the file of a CI job */
	/* Another machine said the value, and not who decided it. */
	LAYER_RECORDED
};
extern const char *const layer_names[];

/* Does a value of that layer come to go as a variable? */
static inline bool layer_is_environment(enum layer l)
{
	return l == LAYER_PROCESS || l == LAYER_IMAGE;
}

/*
 * A value that the one in effect hides: of a weaker layer, or in the
 * environment one that a later line overrode.
 */
struct setting_source {
	enum layer layer;
	const char *value;
	/* Absolute; NULL for default, and where it is not known. */
	const char *file;
	int line;
	enum origin how;	/* of the environment */
};

struct setting {
	const char *name;
	const char *value;	/* "" is a value: go prints an empty line */
	enum layer layer;
	enum known known;
	/* Where it stands: go env file, go.env, the file a shell read. */
	const char *file;
	int line;
	enum origin how;	/* of the environment: how that is known */
	const char *as;		/* see struct variable_origin */
	struct setting_source *hidden;	/* the strongest first */
	size_t nhidden;
	struct msg note;	/* a word on the value, or none */
};

/* A name that the go env file has a line for; the last of its lines. */
struct goenv_name {
	const char *name, *value;	/* secrets redacted */
	int line;
};

/* One element of PATH in order. */
struct path_entry {
	const char *dir;	/* as written; "" for an empty element */
	bool missing, relative, in_repo, world_writable;
	/* By rule R2 gomend itself never runs a go from here. */
	bool skipped;
	int same_as;		/* 1 for the first element, …; 0: none before */
	/* Who put it there; see struct variable_origin. */
	enum origin how;
	const char *file;
	int line;
	const char *as;
};

/* A `go` found on PATH. */
struct go_binary {
	const char *path;	/* PATH element + "/go" */
	const char *resolved;	/* all links followed; absolute */
	const char **links;	/* each hop of the chain, path first */
	size_t nlinks;
	const char *goroot;	/* of the resolved binary; NULL: none found */
	const char *version;	/* "go1.24.4" from GOROOT/VERSION; or NULL */
	const char *binary_version;	/* from the build info in the binary */
	bool not_runnable;	/* no x bit, a folder, another machine's */
	/* It is for this architecture, by Go's name, and nothing here runs
	 * such programs; the shell finds it all the same. */
	const char *alien;
	bool script;		/* a shim of asdf, goenv, …: it hides its go */
	/* Whose: "asdf", "goenv", "mise"; NULL where it is none of theirs. */
	const char *shim;
	/* The go that a script names and starts, absolute, and its release;
	 * NULL: not known without running it. */
	const char *starts, *starts_version;
	const char *shim_text;	/* the line that does it */
	int shim_line;
	bool trimmed;		/* built with -trimpath: no GOROOT compiled in */
	bool skipped;		/* R2 forbids running it; see why */
	const char *why;
};

/* A program of a name on PATH; the first that can run is what runs. */
struct lookup_hit {
	const char *path;	/* PATH element + "/" + name */
	const char *resolved;	/* all links followed; NULL: dangling */
	const char **links;	/* each hop of the chain, path first */
	size_t nlinks;
	bool not_runnable, script;
	bool skipped;		/* in a place that gomend trusts not (R2) */
	const char *package;	/* main package, of a program Go built */
	const char *version;	/* of its module; or the Go that built it */
	const char *go_version;	/* "go1.24.4": the Go that built it */
};

/* What a shell takes a word for, before it looks at PATH or after. */
enum word_kind {
	WORD_UNKNOWN,		/* nobody was asked, or it did not answer */
	WORD_ALIAS,
	WORD_FUNCTION,
	WORD_KEYWORD,
	WORD_BUILTIN,
	WORD_FILE,
	WORD_NONE		/* it finds nothing of that name */
};
extern const char *const word_kind_names[];

/* What a fresh shell said of a name. */
struct shell_word {
	enum word_kind kind;
	const char *shell;	/* the program that was asked */
	const char *said;	/* an alias as written, or a path; or NULL */
};

/* The answer to one path-lookup. */
struct path_lookup {
	const char *name;
	struct lookup_hit *hits;
	size_t nhits;
};

/* A Go installation that is on nobody's PATH (/usr/local/go, ~/sdk, …). */
struct go_install {
	const char *goroot;
	const char *version;
};

/* A program of GOBIN (or GOPATH/bin) that an earlier PATH entry hides. */
struct shadowed_program {
	const char *name;
	const char *path, *version;	/* the hidden one; module version */
	const char *hider, *hider_version;
	bool same_file;		/* both are one file: no harm */
};

/* A file of GOROOT that is not as its release has it. */
struct goroot_difference {
	const char *file;	/* relative to GOROOT */
	const char *text;	/* "12 bytes; 20 in the archive" */
};

/* The state of the GOROOT in effect. */
struct goroot_state {
	const char *dir;
	bool set;		/* by a variable, not found by go itself */
	bool missing;
	bool no_version, no_src, no_tool;	/* what a release has */
	bool no_go_env;		/* and since 1.21: go.env */
	const char *version;	/* first line of its VERSION file */
	const char *binary_version;	/* in its bin/go; NULL: not known */
	bool own;		/* the tree that the go binary belongs to */
	/* On another machine, and what lies in it was not recorded. */
	bool unseen;
	/* A file of another release, as one unpacked over another leaves it:
	 * relative to dir, and the releases that have it; NULL: none seen. */
	const char *leftover, *leftover_of;
	/* The zip of its release that it was compared with; NULL: none is at
	 * hand, or it is a package's.  Of the differing files the first. */
	const char *archive;
	int ncompared, ndiffering;
	struct goroot_difference *differs;
	size_t ndiffers;
};

enum toolchain_how {
	TOOLCHAIN_LOCAL,	/* the go on PATH itself */
	TOOLCHAIN_MODCACHE,	/* another release, already in GOMODCACHE */
	TOOLCHAIN_PATH,		/* a program named go1.N.P on PATH */
	TOOLCHAIN_DOWNLOAD,	/* go would fetch it */
	TOOLCHAIN_REFUSED,	/* go stops: see message */
	TOOLCHAIN_IGNORED,	/* a go before 1.21 builds on regardless */
	TOOLCHAIN_NONE,		/* no go */
	/* Another machine's: what decides it was not recorded. */
	TOOLCHAIN_UNKNOWN
};
extern const char *const toolchain_how_names[];

/*
 * What a place does with one module (or, dir "", outside all modules):
 * which go would run, and the settings that differ from the place's own.
 */
struct place_module {
	const char *dir;	/* of the module; "" for none */
	enum toolchain_how how;
	const char *version;	/* "go1.24.4" that would run; NULL: none */
	const char *path;	/* program or folder it comes from */
	const char *wants;	/* "1.24": the highest minimum that applies */
	const char *wants_file;	/* where it is said; relative to the root */
	int wants_line;
	/* The toolchain line as go first takes it, right or wrong. */
	const char *toolchain;
	int toolchain_line;
	const char *message;	/* go's words when it stops */
	bool gowork_missing;	/* GOWORK names a file that is not there */
	/* Required modules, as PATH@VERSION, whose zip the module cache of the
	 * place lacks: the first of them, and how many. */
	const char **uncached;
	size_t nuncached;
	int uncached_total;
	struct setting *settings;	/* GOMOD, GOWORK, GOVERSION, GOROOT, … */
	size_t nsettings;
};

/* The interactive shell that gomend was started from. */
struct shell_start {
	const char *program;	/* name or path of it: "bash" */
	bool login;		/* it began as a login shell */
	int64_t since;		/* when, in seconds since 1970 */
	/* Absolute: files that set something in a fresh shell, and were
	 * changed after it began. */
	const char **newer;
	size_t nnewer;
};

/* What a CI file tells of the machine and the Go of one of its jobs. */
struct place_job {
	const char *file;	/* relative to the root */
	int line;
	const char *id, *leg, *step;	/* leg and step may be NULL */
	const char *runner, *image;	/* as far as they are known */
	/* The folder of the repository that its go works in ("." is the
	 * root), who runs it, and its C library ("glibc", "musl"); NULL: not
	 * known. */
	const char *dir, *user, *libc;
	bool gitlab;
	/* Which Go it gets and by which line; or why that is not known. */
	const char *release;	/* "1.22.12"; NULL: not known */
	const char *go_file;
	int go_line;
	struct msg go;
};

struct place {
	const char *name;	/* "shell", "login", … */
	enum place_kind kind;
	enum place_state state;
	const char *error;	/* why it failed, in English */
	struct msg problem;	/* the same as a message; or none */
	const char *shell;	/* absolute path of the shell; NULL: none */
	const char *cwd;	/* absolute */
	/*
	 * Where PWD spells the way to the repository with symbolic links: a
	 * folder, and how go spells it there; both NULL where it does not.
	 */
	const char *real_dir, *spelled_dir;
	const char **env;	/* NAME=VALUE, secrets redacted */
	size_t nenv;
	const char *go_word;	/* what `command -v go` said; may be an alias */
	/*
	 * What its shell set on the way up, as far as it was traced, and the
	 * files that such a shell reads (facts/origin.h).
	 */
	enum tracing tracing;
	struct assign *assigns;
	size_t nassigns;
	const char **rc_files;
	size_t nrc_files;
	/* Of this shell; NULL: the system does not tell, or it is none that
	 * somebody types in, or was given other files to read. */
	struct shell_start *start;

	/* From here on: the scan's work. */
	struct path_entry *path;
	size_t npath;
	struct go_binary *gos;	/* in PATH order; [0] is what would run */
	size_t ngos;
	struct go_install *installs;
	size_t ninstalls;
	struct goroot_state goroot;
	struct shadowed_program *shadowed;
	size_t nshadowed;
	bool gobin_on_path;
	const char *gobin;	/* where go install writes; NULL: nowhere */
	bool gobin_has_programs;
	bool gobin_not_writable, gopath_not_writable;
	/* The src folders of GOPATH that are reached by a link, resolved: go
	 * knows what lies there by either name. */
	const char **gopath_real;
	size_t ngopath_real;
	bool gobin_is_file;
	const char *goenv_file;	/* the go env file; NULL: off or no HOME */
	const char *goenv_problem;	/* it could not be read */
	int goenv_junk_line;	/* first line that go ignores; 0: none */
	/* Its names that are no settings of the go that runs. */
	struct goenv_name *goenv_others;
	size_t ngoenv_others;
	struct setting *settings;	/* sorted by name, outside modules */
	size_t nsettings;
	/* go's words when every go command fails here, or NULL. */
	const char *broken;
	struct place_module *modules;
	size_t nmodules;
	bool confirmed;		/* the real go agreed (R3) */
	const char *disagreement;	/* where it did not: a bug of ours */
	/* Of each variable that matters and whose origin is known; by name. */
	struct variable_origin *origins;
	size_t norigins;
	/* What the machine under it is like; NULL: not known. */
	struct machine *machine;
	/* Where PATH has the program that CC names; "": nowhere; NULL: not
	 * known, as elsewhere. */
	const char *compiler;
	/* The programs of place_tool_names() that PATH holds; of a recording
	 * also those that lay in GOBIN. */
	struct path_lookup *tools;
	size_t ntools;
	/* Every Go program on PATH, for the trace go-programs alone; see
	 * scan/places.h. */
	struct path_lookup *programs;
	size_t nprograms;
	/* What a trace of path-lookup asked for; see scan/places.h. */
	struct path_lookup *lookup;
	/* In the same trace; NULL: none could be asked. */
	struct shell_word *word;
	/* Of another machine: what is known of it; else NULL. */
	struct recording *recording;
	/* Of a CI job: what its file tells; else NULL. */
	struct place_job *job;
};

extern const struct codec place_codec, setting_codec, go_binary_codec,
	place_module_codec, shell_word_codec;

/* On this machine: a command typed here, or a file mended, tells on it. */
bool place_is_here(const struct place *p);
/*
 * A fresh shell that did not tell its settings: nothing of it is known but
 * what its files say (variable_origin.written).
 */
bool place_is_mute(const struct place *p);
/* A job log: neither its variables nor its files are known. */
static inline bool place_is_log(const struct place *p)
{
	return p->recording && p->recording->by == RECORDED_BY_LOG;
}
/* gofmt, and the Go tools that look at the code (gopls, …): sorted. */
void place_tool_names(const char ***names, size_t *n);

/* NULL where the place has none.  Borrowed. */
const struct setting *place_setting(const struct place *p, const char *name);
/* As seen from module `dir`: its own value first. */
const struct setting *place_setting_in(const struct place *p, const char *dir,
				       const char *name);
/*
 * Where no go is found a default is nobody's word: it differs from nothing.
 * That nothing is set there is known.  `s` may be NULL.
 */
bool place_is_hollow(const struct place *p, const struct setting *s);
const struct place_module *place_module_of(const struct place *p,
					   const char *dir);
/* The value, or "" */
const char *place_value(const struct place *p, const char *name);
const char *place_value_in(const struct place *p, const char *dir,
			   const char *name);
/* Why it failed, in the user's language; "" where it did not. */
const char *place_error(struct arena *a, const struct place *p);
/* A path under real_dir as go spells it in the place, and back. */
const char *place_spelled(struct arena *a, const struct place *p,
			  const char *path);
const char *place_real(struct arena *a, const struct place *p,
		       const char *path);
/* NULL where nothing is known. */
const struct variable_origin *place_variable(const struct place *p,
					     const char *name);
/* A variable of the place's environment, NULL when unset. */
const char *place_getenv(const struct place *p, const char *name);

#endif
