/*
 * The project that migrate-to-module is about, and the stages of its way: of
 * a project without go.mod all of them, of one that has it by now those that
 * remain.
 */
#ifndef FIXES_MIGRATION_H
#define FIXES_MIGRATION_H

#include "fixes/fix.h"

enum migration_stage {
	MIGRATE_MODULE,		/* go.mod, go.sum, imports, copies, vendor/ */
	MIGRATE_LINES,		/* of Dockerfiles, CI files, Makefiles */
	MIGRATE_LOCK,		/* the lock file goes */
	MIGRATE_MOVE		/* out of GOPATH/src */
};
#define MIGRATE_STAGES (MIGRATE_MOVE + 1)

struct migration {
	const char *dir;	/* of the project, from the root */
	/* One of them: it has no go.mod yet, or it has. */
	const struct loose_project *loose;
	const struct module *module;
	const struct legacy_lock *lock;	/* beside it; NULL: none */
};

/*
 * The finding's, else the one that the choice `project` names, else the one
 * around the folder that was opened, else the first: those without go.mod
 * before modules.  False: there is none.
 */
bool migration_find(struct fix_run *run, struct migration *out);
/* Of the project of a finding; from the root, or NULL. */
const char *migration_meant(const struct snapshot *s, const struct finding *f);
/* "module", … */
const char *migration_stage_id(enum migration_stage stage);

/* For choices(): the project, where there are several. */
void migration_choose_project(struct fix_run *run);
/* Behind what tells which stages there are: up to which, of several. */
void migration_choose_until(struct fix_run *run, const struct migration *m);
/* Has the project that stage, as was chosen? */
bool migration_has(const struct fix_run *run, const struct migration *m,
		   enum migration_stage stage);
/* And is it one of this plan? */
bool migration_does(const struct fix_run *run, const struct migration *m,
		    enum migration_stage stage);

/* What the words about the stages depend on. */
struct migration_words {
	bool builds;		/* as a module, by go build ./... */
	bool vendored;		/* from a vendor folder */
	bool vendor_goes;	/* the old folder goes */
};

/* For build(): which stages the plan does, and which remain. */
void migration_plan(struct fix_run *run, const struct migration *m,
		    struct plan *p, const struct migration_words *words);
/* go build in the project must pass afterwards as it did before. */
struct plan_command *migration_gate(struct fix_run *run, struct plan *p,
				    const char *dir, bool vendored);
/* Settings of a place that keep go from building the module as one: they are
 * told with the way out, and what checks find for them is no reason to go
 * back. */
void migration_settings(struct fix_run *run, struct plan *p, const char *dir,
			bool vendored);
/* The folder of godep where it holds nothing but what godep put there and the
 * copies that its imports were made to name; else the file alone. */
const char *migration_lock_path(struct fix_run *run,
				const struct legacy_lock *lock);
/* Where the lock is not whole, whether it counts all the same; with `needed`
 * the plan takes from it or removes it, and there is none without that word.
 * lock NULL: nothing. */
void migration_choose_broken(struct fix_run *run,
			     const struct legacy_lock *lock, bool needed);
/* It was taken as it is. */
void migration_note_broken(struct fix_run *run, struct plan *p,
			   const struct legacy_lock *lock);
/* The choice `lock`. */
void migration_choose_lock(struct fix_run *run,
			   const struct legacy_lock *lock);
/* The choice `to` and what belongs to it, below GOPATH/src. */
void migration_choose_move(struct fix_run *run, const char *dir);
/* The last step: what is in it has changed by then. */
int migration_move(struct fix_run *run, struct plan *p,
		   struct error *err) ATTR_CHECKED;

/* The ways of a project that has its go.mod (migrate_on.c). */
void migrate_on_choices(struct fix_run *run, const struct migration *m);
int migrate_on_build(struct fix_run *run, const struct migration *m,
		     struct plan *p, struct error *err) ATTR_CHECKED;

#endif
