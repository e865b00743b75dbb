/*
 * What the checks of CI jobs share.  Each of them looks at one job at a time
 * and makes hits: what it found, where, and which bytes would mend it.  The
 * check makes findings of them; the fix edit-workflow looks again and takes
 * the bytes.  Pure.
 */
#ifndef CHECKS_CI_H
#define CHECKS_CI_H

#include "checks/check.h"
#include "facts/ledger.h"
#include "fmt/shellcmd.h"

/* A change of one file. */
struct ci_edit {
	const char *file;
	int line;		/* of the script or step */
	/* In a script: its text, and what is put in place of [at, at+len). */
	const char *script;
	size_t at, len;
	const char *text;
	/* Else an input of the step, under `with`: its name and value. */
	const char *key, *value;
	/* Else a scalar on that line that says `old` becomes `text`. */
	const char *old;
	/* Else key and value are a variable of this GitLab job. */
	const char *job;
	/* Else of the GitLab job or template whose cache has a path on that
	 * line, or of the whole file where it is nobody's own. */
	bool cached;
	/* Else they are an input of a new step that uses this, behind the
	 * step on that line. */
	const char *uses;
};

struct ci_hit {
	enum severity severity;
	int kind;		/* the check's own */
	const struct ci_job *job;
	bool of_script;		/* that no job runs: see ci_view */
	const char *file;
	int line;
	const char *subject;	/* tells two of one line apart; or "" */
	const char *name, *value, *other;	/* what the words want */
	struct evidence *evidence;
	size_t nevidence;
	struct ci_edit *edits;	/* together they mend it; none: by hand */
	size_t nedits;
};

/*
 * A job, with all its combinations.  Or what a Makefile or script has in it
 * that no job runs, as a job "shell" of this machine: a step a command.
 */
struct ci_view {
	const struct repo_file *holder;	/* NULL: of a script */
	const struct ci_job *job;	/* the first combination */
	size_t nlegs;			/* they follow it */
	const struct build_script *script;	/* or NULL */
	bool image;		/* a stage of the holder, which is a Dockerfile;
				 * the job's steps are its RUN */
	const char *go;		/* then: of the image; NULL: not known */
};

struct ci_look {
	struct arena *a;
	const struct snapshot *s;
	const struct place *shell;	/* this machine; or NULL */
	struct ledger ledger;	/* for ci_go(), which makes it */
	bool has_ledger;
	struct ci_hit *hits;
	size_t nhits;
	bool any;		/* there was a job to judge */
};

typedef void ci_find(struct ci_look *l, const struct ci_view *v);
typedef void ci_explain(struct check_run *run, struct finding *f,
			const struct ci_hit *h);

/* Every job that calls no other workflow; of ci-build-flags and ci-go-get the
 * scripts, too, where a go runs in this shell; of ci-build-flags the RUN of
 * Dockerfiles. */
void ci_look(struct arena *a, const struct snapshot *s, ci_find *find,
	     struct ci_look *out);
/* ci_look(), and a finding for each hit. */
enum check_status ci_judge(struct check_run *run, ci_find *find,
			   ci_explain *explain);
/* The ci_find of a check; NULL: it is no check of jobs. */
ci_find *ci_find_of(const char *check_id);
/* The hit that the finding tells of; NULL: it is there no more. */
const struct ci_hit *ci_hit_of(struct arena *a, const struct snapshot *s,
			       const struct finding *f);

struct ci_hit *ci_hit_add(struct ci_look *l, const struct ci_view *v,
			  enum severity severity, int kind,
			  const char *file, int line, const char *subject);
void ci_hit_evidence(struct ci_look *l, struct ci_hit *h, const char *text,
		     const char *file, int line);
struct ci_edit *ci_hit_edit(struct ci_look *l, struct ci_hit *h,
			    const char *file, int line);
/* [at, at+len) of the step's script becomes `text`; nothing is added where
 * the script does not stand in the file as it is. */
void ci_hit_script(struct ci_look *l, struct ci_hit *h,
		   const struct ci_step *st, size_t at, size_t len,
		   const char *text);

/* The commands of the step's script; none where no POSIX shell reads it. */
size_t ci_commands(struct ci_look *l, const struct ci_view *v,
		   const struct ci_step *st, struct shellcmd **list);
/* "build" or "mod tidy" of a go command; *at becomes the index behind it.
 * NULL: it is another. */
const char *ci_go_verb(struct arena *a, const struct shellcmd *c, size_t *at);
/* A command as it is written, on one line. */
const char *ci_text(struct arena *a, const struct ci_step *st,
		    const struct shellcmd *c);
/* "actions/cache@v4" of a step, also where a commit pins it. */
const char *ci_uses(struct arena *a, const struct ci_step *st);
static inline int ci_line(const struct ci_step *st, const struct shellcmd *c)
{
	return st->run_line + c->line;
}

/*
 * Which Go the job runs, as far as setup-go or its image tell: the newest
 * release that it may be; NULL where that is not known.  Of a script: the one
 * that this shell runs.
 */
const char *ci_go(struct ci_look *l, const struct ci_view *v);
/* Does it run on a machine of GitHub's own, and which: "linux", "darwin",
 * "windows"; NULL: it does not, or that is not known. */
const char *ci_hosted(const struct ci_job *j);
/* The newest major of setup-go that the jobs of the repository use; NULL. */
const struct ci_step *ci_newest_setup_go(const struct snapshot *s);
/* The module that the job is about; or NULL. */
const struct module *ci_module(const struct ci_look *l,
			       const struct ci_view *v);

#endif
