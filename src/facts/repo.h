/*
 * What the walk of a repository found: modules, workspaces, vendor trees,
 * go.sum, legacy locks, files that matter.  Facts only, no judgement.
 *
 * All paths are relative to the root unless a comment says absolute; "." is
 * the root.  Everything lives in the snapshot's arena and never changes.
 * Lines count from 1; 0 is "no line".
 */
#ifndef FACTS_REPO_H
#define FACTS_REPO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/codec.h"
#include "facts/cijob.h"
#include "fmt/gomendfile.h"
#include "fmt/gopathline.h"

enum repo_kind {
	REPO_PLAIN,	/* a folder without git */
	REPO_NORMAL,
	REPO_WORKTREE,	/* a linked work tree */
	REPO_SUBMODULE
};

/* git's word on one file. */
enum git_state {
	GIT_UNKNOWN,	/* no git here, or not asked yet */
	GIT_TRACKED,
	GIT_CHANGED,	/* tracked, and changed against HEAD or the index */
	GIT_UNTRACKED,
	GIT_IGNORED,
	GIT_DELETED	/* tracked, missing in the work tree */
};
extern const char *const git_state_names[];

struct repository {
	const char *root;	/* absolute, clean; the work tree's root */
	const char *opened;	/* absolute: what the user named */
	enum repo_kind kind;
	const char *git_dir;	/* absolute; NULL without git */
	const char *branch;	/* NULL: detached or unborn without name */
	const char *head;	/* short id; NULL: no commit yet */
	int nchanged, nuntracked;
	bool status_done;	/* the two figures are known */
	const char *problem;	/* why git could not be asked (foreign owner…) */
	const char *problem_hint;
	bool foreign_owner;
	/* Nearest ones in the parents of the root; absolute, or NULL. */
	const char *gomod_above;
	const char *gomod_above_path;	/* its module path */
	const char *gowork_above;
	/* What .gomend accepts. */
	struct silence *silences;
	size_t nsilences;
	int nfiles, ndirs;	/* walked */
	const char *cut;	/* what limit cut the walk short, or NULL */
	/* The same of the projects below GOPATH/src (facts/gopath.h). */
	const char *gopath_cut;
};

/* A message of Go's about one line of go.mod or go.work. */
struct parse_problem {
	int line, col;
	const char *message;	/* go's words, without the "go.mod:3: " */
	/* Releases that say so: "1.19" to "1.20"; NULL: open end. */
	const char *from, *until;
};

struct require {
	const char *path, *version;
	bool indirect;
	int line;
};

struct replace {
	const char *old_path, *old_version;	/* old_version NULL: any */
	const char *new_path, *new_version;	/* new_version NULL: a folder */
	int line;
	/* For a folder: */
	const char *dir;	/* absolute, clean */
	bool absolute;		/* written as an absolute path */
	bool outside;		/* leads out of the repository */
	bool missing;		/* no such folder */
	bool no_gomod;		/* the folder has no go.mod */
	bool unused;		/* no require or import needs it (known so) */
};

enum gosum_problem_kind {
	GOSUM_MARKER,		/* <<<<<<< ======= >>>>>>> */
	GOSUM_MALFORMED,	/* not three fields */
	GOSUM_CONFLICT,		/* a second, different h1 for one version */
	GOSUM_BOM		/* the first entry is lost to a byte order mark */
};
extern const char *const gosum_problem_names[];

struct gosum_problem {
	enum gosum_problem_kind kind;
	int line, other_line;	/* other_line: the first hash of a conflict */
	const char *text;	/* the line, verbatim */
	const char *module, *version;	/* of a conflict */
	const char *hash, *other_hash;
	/* The hash in the module cache's .ziphash, where it is there. */
	const char *cached_hash;
};

struct gosum {
	const char *file;	/* path; NULL: no such file */
	enum git_state git;
	const char *ignore_rule;	/* "file:line: pattern" when ignored */
	int nlines;		/* entries */
	struct gosum_problem *problems;
	size_t nproblems;
	const char *cut;	/* why not all of it was read, or NULL */
};

struct vendor_module {
	const char *path, *version;	/* version NULL: a wildcard replace */
	int line;
	bool is_explicit;
	const char *go_version;
	const char *replace_path, *replace_version;
	int npackages;
};

struct ignored_file {
	const char *path;
	const char *rule_file;	/* the .gitignore; absolute when outside */
	int rule_line;
	const char *rule;	/* the pattern */
};

struct vendor {
	const char *dir;	/* NULL: no vendor folder */
	bool has_modules_txt;
	bool is_workspace;	/* "## workspace" */
	struct vendor_module *modules;
	size_t nmodules;
	int npackages, nfiles;
	bool ignored_whole;	/* git ignores the folder itself */
	bool files_done;	/* git was asked about its files */
	struct ignored_file *ignored;	/* the first hundred */
	size_t nignored;
	int ignored_total;
	const char *cut;
};

/* An import of a package that is neither of std nor of the module itself. */
struct import_use {
	const char *path;
	const char *file;
	int line;
	bool test;		/* only _test.go files import it */
	bool constrained;	/* only files that this machine may not build */
	/* The folder of the module (relative to it) that it means, though it
	 * does not name it as go wants it; NULL: it means none of them. */
	const char *folder;
	/* It does but for the case of letters. */
	bool other_case;
};

/* Two names that are one where case does not count. */
struct case_clash {
	const char *one, *other;	/* paths of Go files, or of folders */
	bool folders;		/* with Go files, that ./... takes */
};

/* A program in the tree that Go built of a module of the repository. */
struct built_program {
	const char *path;
	const char *package;
	const char *go_version;	/* "go1.24.4" */
	/* The commit it was built from, in full, and whether files were changed
	 * then; NULL: it does not say, or that is of another repository. */
	const char *revision;
	bool modified;
};

/*
 * A package main of a module, by its imports through the module's own
 * packages, as they are for linux: what of it needs cgo, and what links to
 * the C library where cgo is on.  Packages of other modules are not read.
 */
struct main_package {
	const char *dir;
	/* The first package that cannot be built without cgo, by its import
	 * path: one of its own, or one of facts/cgoneeds.h; NULL: none. */
	const char *cgo;
	const char *cgo_file;	/* where it is imported, or imports "C" */
	int cgo_line;
	bool cgo_stub;		/* it builds all the same, and then fails */
	const char **cgo_chain;	/* from main to it, both included */
	size_t ncgo_chain;
	/* A package of the standard library that uses the C library where cgo
	 * is on ("net", "os/user"), or "C"; NULL: none. */
	const char *libc, *libc_file;
	int libc_line;
};
/* "cmd/app -> example.com/m/db -> …": how the package with cgo is reached. */
const char *main_package_chain(struct arena *a, const struct main_package *p);

struct module {
	const char *dir;
	const char *gomod;	/* path of its go.mod */
	const char *path;	/* module path; NULL: none said */
	int path_line;
	const char *go_version;	/* as written; NULL: no go line */
	int go_line;
	const char *toolchain;
	int toolchain_line;
	struct require *requires;
	size_t nrequires;
	struct replace *replaces;
	size_t nreplaces;
	int nexcludes, nretracts, ntools;
	struct parse_problem *problems;	/* none: every release reads it */
	size_t nproblems;
	/* Below testdata or a name with "_" or "."; go's ./... skips it. */
	bool fixture;
	bool nested;		/* inside another module of the repository */
	bool unreadable;	/* see read_error */
	const char *read_error;
	enum git_state git;
	const char *ignore_rule;
	/* A Go file of it, asked of git where go.mod is untracked. */
	const char *first_gofile;
	enum git_state gofile_git;
	struct gosum gosum;
	struct vendor vendor;
	bool imports_done;	/* the next five are known */
	bool imports_self;	/* one of its packages imports another */
	int ngofiles;
	bool root_package;	/* Go files in its own folder make one */
	/* Files that this machine builds, no tests; NULL: there is none. */
	const char *main_file;	/* of a package main */
	const char *tls_file;	/* imports net/http or crypto/tls */
	/* One that calls time.LoadLocation: only looked for where this machine
	 * has no zones. */
	const char *zones_file;
	int zones_line;
	bool embeds_zones;	/* time/tzdata is imported */
	struct import_use *imports;	/* one a path */
	size_t nimports;
	struct case_clash *clashes;
	size_t nclashes;
	/* Files beside its go.mod, or at the root, that configure a Go tool:
	 * ".golangci.yml", "staticcheck.conf"; paths. */
	const char **tool_configs;
	size_t ntool_configs;
	/* A file, no test, that imports "C" or a package that needs cgo (of
	 * facts/cgoneeds.h); NULL: none does. */
	const char *cgo_file, *cgo_import;
	int cgo_line;
	struct main_package *mains;	/* the first hundred, by folder */
	size_t nmains;
	/* Beside go.mod, in bin/ and in dist/: the first hundred. */
	struct built_program *programs;
	size_t nprograms;
};

struct work_use {
	const char *path;	/* as written */
	const char *dir;	/* absolute, clean */
	int line;
	bool missing;		/* no go.mod there */
	const char *module_path;
};

struct workspace {
	const char *file;	/* relative to the root; absolute when above */
	const char *dir;	/* absolute */
	bool above;		/* outside the repository */
	const char *go_version;
	int go_line;
	const char *toolchain;
	int toolchain_line;
	struct work_use *uses;
	size_t nuses;
	struct replace *replaces;
	size_t nreplaces;
	struct parse_problem *problems;
	size_t nproblems;
	bool fixture;
	enum git_state git;
	struct gosum gosum;	/* go.work.sum */
	struct vendor vendor;
};

/* Which revision of which project was meant (fmt/legacylock.h). */
struct legacy_pin {
	const char *path;
	const char *version;	/* a canonical tag, else the revision */
	const char *revision, *tag, *branch, *source;	/* NULL: not said */
	int line;
	bool test;		/* only tests need it */
};

struct legacy_lock {
	const char *path;
	const char *dir;	/* the project's folder */
	const char *tool;	/* "dep", "glide", "godep", "govendor", … */
	bool has_gomod;		/* a go.mod lies beside it */
	bool fixture;
	const char *import_path;	/* of the project itself; or NULL */
	struct legacy_pin *pins;
	size_t npins;
	/* Why it cannot be read, and where; NULL: it can. */
	const char *problem;
	int problem_line;
	/* What of it no tool wrote so (fmt/legacyflaw.h); NULL: it is whole. */
	const char *flaw, *flaw_what;
	int flaw_line;
};

/* A folder with Go files and no go.mod at or above it in the repository. */
struct loose_project {
	const char *dir;	/* topmost such folder */
	int ngofiles;
	const char *first_file;
	struct vendor vendor;	/* a vendor folder beside it */
	const char *import_comment;	/* package x // import "…" */
	/* An import that names a folder of this very project the GOPATH way:
	 * the file, its line, and the path. */
	const char *self_import, *self_import_file;
	int self_import_line;
	const char *self_root;	/* what of it stands for the project */
	const char *glide_path;	/* "package" of its glide.yaml; or NULL */
	const char *git_remote;	/* redacted; a hint at the module path */
	bool fixture;
};

enum file_kind {
	FILE_GITHUB_WORKFLOW,
	FILE_GITLAB_CI,
	FILE_DOCKERFILE,
	FILE_GO_VERSION,	/* .go-version */
	FILE_TOOL_VERSIONS,	/* .tool-versions */
	FILE_MISE,		/* mise.toml */
	FILE_DEVCONTAINER,
	FILE_OTHER_CI
};
extern const char *const file_kind_names[];

/* How a version of Go is said outside go.mod and go.work. */
enum pin_kind {
	PIN_IMAGE,		/* of a stage, a job, a step, a dev container */
	PIN_COPY,		/* COPY --from=golang:… /usr/local/go */
	PIN_SETUP_GO,		/* go-version of actions/setup-go */
	PIN_SETUP_GO_FILE,	/* its go-version-file: another file says it */
	PIN_SETUP_GO_NONE,	/* actions/setup-go without either */
	PIN_TOOL,		/* .go-version, .tool-versions, mise.toml, … */
	PIN_NONE		/* a job that runs go, and nothing says which */
};

/* What the commands beside a pin do; see fmt/gocommand.h. */
enum pin_use {
	PIN_USE_NOTHING,	/* no go command is seen */
	PIN_USE_TOOL,		/* go commands that need no module */
	PIN_USE_MAYBE,		/* make and the like, which may run go */
	PIN_USE_MODULE		/* go build and the like */
};

struct pin {
	enum pin_kind kind;
	const char *file;	/* may be one that the file includes */
	int line;		/* where it is used */
	const char *text;	/* as it is written there */
	/* As it is read: "golang:1.22-alpine", "1.2"; NULL: not known. */
	const char *value;
	const char *expression;	/* what makes it unknown; or NULL */
	const char *supplied;	/* a variable in it that somebody supplied */
	bool number;		/* YAML reads another number than it says */
	/* The version in the value ("1.22"; NULL: none), where it stands, and
	 * the bytes [start, end) of that file (both 0: not in one piece). */
	const char *version;
	const char *at_file;
	int at_line, start, end;
	bool digest;		/* the image is pinned by its hash, too */
	const char *job;	/* of a workflow, .gitlab-ci.yml; or the stage */
	const char *dir;	/* where its commands run, if that is said */
	/* One of several that a matrix tries: those with one group. */
	const char *matrix;
	int setup_go;		/* the major of the action; 0: not told */
	const char *gotoolchain;	/* set beside it; NULL: it is not */
	/* The same; NULL as well where it is not known. */
	const char *goproxy, *gosumdb;
	enum pin_use use;
	bool may_fail;		/* its job is allowed to fail */
	/* Of PIN_NONE: the go command of a Makefile or script that the job
	 * calls, and where it is written; NULL: a step has it itself. */
	const char *runs, *runs_file;
	int runs_line;
	/* A Dockerfile beside Go files: they alone may be what it builds. */
	bool alone;
};

enum docker_step_kind {
	DOCKER_STEP_FROM, DOCKER_STEP_COPY, DOCKER_STEP_RUN,
	DOCKER_STEP_WORKDIR, DOCKER_STEP_ENV, DOCKER_STEP_ARG
};

/* What a Dockerfile does, as far as checks of its order need it. */
struct docker_step {
	enum docker_step_kind kind;
	int line, stage;
	int start;		/* offset of the line it begins on */
	/* The image, the script, the folder; of COPY where it copies to. */
	const char *text;
	const char *name;	/* of the stage that FROM begins; or NULL */
	int base;		/* the stage it stands on; -1: none */
	bool open;		/* a variable in it is not known */
	/* Of COPY and ADD; of ENV and ARG each NAME=VALUE, or NAME where the
	 * value is not known. */
	const char **sources;
	size_t nsources;
	bool from;		/* they are not of the build context */
	const char **excludes;	/* patterns of its --exclude */
	size_t nexcludes;
	const char *copy_from;	/* the stage or image of --from; or NULL */
	int copy_stage;		/* which stage that is; -1: none */
	int gomod_end;		/* where the source that names go.mod ends */
	bool mounts;		/* RUN sees more than what was copied */
	const char **caches;	/* targets of its cache mounts */
	size_t ncaches;
	bool own_gopath;	/* GOPATH was set before it */
	const char *builds;	/* the first go build or the like of RUN */
	/* The folder of the repository that the step works in, where all of
	 * the context was copied into it or above it; NULL: not known. */
	const char *folder;
	/* The folders it names ("./cmd/app"), as far as they are there; paths
	 * of the repository. */
	const char **packages;
	size_t npackages;
	/* Its first "go mod download", and "go mod verify"; or NULL. */
	const char *downloads, *verifies;
};

/* A file that pins a version of Go or builds the code elsewhere. */
/* What .gitlab-ci.yml includes, and is not at hand. */
struct include_unread {
	const char *text;	/* "project: group/ci", "template: Go.yml" */
	const char *file;	/* where it is asked for */
	int line;
	const char *why;	/* of one that should be here; or NULL */
};

struct repo_file {
	enum file_kind kind;
	const char *path;
	enum git_state git;
	/* What it says of Go: "golang:1.22-alpine", "1.23.4"; or NULL. */
	const char *pin;
	int pin_line;
	struct pin *pins;	/* all that it says */
	size_t npins;
	struct docker_step *steps;	/* of a Dockerfile */
	size_t nsteps;
	/* The folder that its build context most likely is; NULL: no folder
	 * has what it copies.  Sure: no other one has as much of it. */
	const char *context;
	bool context_sure;
	/* The .dockerignore in effect then, and its text; NULL: none. */
	const char *ignore_file, *ignore_text;
	struct ci_job *jobs;	/* of a workflow or .gitlab-ci.yml */
	size_t njobs;
	struct include_unread *unread;
	size_t nunread;
	const char *problem;	/* why it could not be read; or NULL */
	int problem_line;
	bool fixture;
};

/* What of a Dockerfile, CI file, Makefile or script is of the time before
 * modules; of a repository with a project that has no go.mod. */
struct gopath_lines {
	const char *path;
	struct gopathline *lines;
	size_t nlines;
};

extern const struct codec repository_codec, module_codec, workspace_codec,
	legacy_lock_codec, loose_project_codec, repo_file_codec,
	gopath_lines_codec,
	gosum_codec, vendor_codec, replace_codec, require_codec,
	parse_problem_codec;

#endif
