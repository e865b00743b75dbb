/*
 * How a go command that runs in the folder of a module goes about it in one
 * place: with go.mod or not, in which workspace, with vendor/ or not.  As
 * cmd/go/internal/modload has it (setDefaultBuildMod, checkVendorConsistency).
 */
#ifndef FACTS_GOBUILD_H
#define FACTS_GOBUILD_H

#include "facts/snapshot.h"
#include "fmt/gorelease.h"

/* What go makes of the vendor folder beside go.mod (or go.work). */
enum gobuild_vendor {
	GOBUILD_VENDOR_NONE,		/* there is none, none is asked for */
	GOBUILD_VENDOR_AUTO,		/* used: it is there */
	GOBUILD_VENDOR_FLAG,		/* used: -mod=vendor, there or not */
	/* It is there and go ignores it: */
	GOBUILD_VENDOR_IS_GOPATH,	/* no go.mod is read at all */
	GOBUILD_VENDOR_IS_OFF,		/* -mod=mod, -mod=readonly */
	GOBUILD_VENDOR_OLD_GO_LINE,	/* older than 1.14 */
	GOBUILD_VENDOR_NO_GO_LINE,
	GOBUILD_VENDOR_IN_WORKSPACE,	/* the module's; go.work is in effect */
	GOBUILD_VENDOR_OTHER_MODE	/* made for (no) workspace */
};

struct gobuild {
	const struct snapshot *snap;
	const struct place *place;
	const struct module *module;
	enum gorelease release;		/* whose rules hold */
	const char *version;		/* "1.24.4"; NULL: not known, no go */
	bool gopath_mode;		/* GO111MODULE=off: go.mod is not read */
	const struct workspace *work;	/* in effect; NULL: none */
	bool listed;			/* go.work lists this module */
	/* GOWORK names this file, which nobody read; NULL: no such case. */
	const char *work_unread;
	bool work_missing;		/* and it is not there */
	/* The modules whose go.mod a command reads: this one, or all that
	 * go.work uses and the snapshot has. */
	const struct module **mains;
	size_t nmains;
	bool mains_unknown;		/* go.work uses others, not looked at */
	/* The -mod flag that GOFLAGS gives to every command, or NULL. */
	const char *mod_flag;
	const struct setting *goflags;	/* where it stands */
	enum gobuild_vendor vendor_why;
	/* The folder that vendor_why is about; NULL: none. */
	const struct vendor *vendor;
	const char *vendor_dir;		/* its path; where it would be */
};

/* All borrowed from the snapshot or in the arena. */
void gobuild_init(struct gobuild *b, struct arena *a,
		  const struct snapshot *s, const struct place *p,
		  const struct module *m);
/* Are packages taken from vendor/? */
static inline bool gobuild_uses_vendor(const struct gobuild *b)
{
	return b->vendor_why == GOBUILD_VENDOR_AUTO ||
	       b->vendor_why == GOBUILD_VENDOR_FLAG;
}
/*
 * Is the module built on its own at `b`: read, and not kept out by a
 * workspace that does not list it?
 */
static inline bool gobuild_is_built(const struct gobuild *b)
{
	return !b->gopath_mode && (!b->work || b->listed);
}

/* The value of a flag (as "mod") in GOFLAGS; the last one counts; or NULL. */
const char *gobuild_flag(struct arena *a, const char *goflags,
			 const char *name);
/* The same of one that may stand without a value (as "trimpath"): "true". */
const char *gobuild_switch(struct arena *a, const char *goflags,
			   const char *name);

/* The replacement in effect for a module, go.work's first; NULL: none. */
const struct replace *gobuild_replacement(const struct gobuild *b,
					  const char *path,
					  const char *version);

/* Why go does not load a go.mod whose lines it can all read. */
enum gomod_refusal_kind {
	GOMOD_NO_MODULE,	/* no module line */
	GOMOD_BAD_PATH,
	GOMOD_NOT_IMPORTABLE,	/* "std", "cmd": their package only */
	GOMOD_AMBIGUOUS,	/* a package of std's name: that one only */
	GOMOD_TWO_VERSIONS	/* two requires of one module disagree */
};

struct gomod_refusal {
	enum gomod_refusal_kind kind;
	const char *message;	/* go's words, the first line of them */
	int line;		/* of go.mod; 0: none */
	const char *text;	/* what stands there */
};

/* False: go loads it, for all that can be told from the snapshot. */
bool gobuild_refusal(struct arena *a, const struct gobuild *b,
		     struct gomod_refusal *out);

/* Why no go command works with the go.work in effect. */
enum gowork_refusal_kind {
	GOWORK_NO_FILE,		/* GOWORK names none */
	GOWORK_NOT_READ,	/* a line that go refuses */
	GOWORK_NO_MEMBER,	/* a folder without go.mod */
	GOWORK_FOLDER_TWICE,
	GOWORK_MODULE_TWICE,	/* two members with one module path */
	GOWORK_TWO_REPLACES,	/* of one module by two members */
	GOWORK_EMPTY		/* it uses none */
};

struct gowork_refusal {
	enum gowork_refusal_kind kind;
	const char *message;	/* go's words, the first line of them */
	int line;		/* of go.work; 0: none */
	const char *text;	/* what stands there, or the message again */
	const char *word;	/* the path that it is about */
	/* Only this release and newer stop so; NULL: the one that runs. */
	const char *later;
	/* The other side of two: its text, file and line; NULL: none. */
	const char *other_text, *other_file;
	int other_line;
};

/* False: go loads it, or there is none. */
bool gobuild_work_refusal(struct arena *a, const struct gobuild *b,
			  struct gowork_refusal *out);

/*
 * One place where vendor/modules.txt and go.mod (or go.work) disagree by Go's
 * own rule.
 */
struct vendor_mismatch {
	const char *path, *version;	/* version NULL: any */
	const char *detail;		/* go's words behind "path@version: " */
	/* What stands there, for both sides; file NULL: nothing does. */
	const char *gomod_file, *gomod_text;
	int gomod_line;
	const char *modules_text;
	int modules_line;
};

/*
 * Every mismatch that go lists, in its order; the file of modules.txt is
 * b->vendor_dir/modules.txt.  False when it cannot be known: a member of the
 * workspace lies where nobody looked.
 */
bool gobuild_check_vendor(struct arena *a, const struct gobuild *b,
			  struct vendor_mismatch **list, size_t *n);

/* Is it among the releases that refuse the line? */
bool parse_problem_holds(const struct parse_problem *pp, enum gorelease r);
/* The first of these that this go ("go1.24.4") has, or NULL. */
const struct parse_problem *parse_problem_for(const struct parse_problem *list,
					      size_t n, const char *version);
/* How many of these this go ("go1.24.4") has; NULL: the newest. */
int parse_problems_for(const struct parse_problem *list, size_t n,
		       const char *version);

#endif
