/*
 * One look at one folder, kept alive: the scan process, the fresh shells, the
 * questions to go, and the watchers, behind one object that the command line
 * and the screen share.
 *
 * Nothing here blocks.  What is known stands in struct session_view and is
 * replaced as the records come; on_change tells that it was.  Pointers in a
 * view are good until the next on_change.
 */
#ifndef PROBE_SESSION_H
#define PROBE_SESSION_H

#include "base/civars.h"
#include "facts/finding.h"
#include "facts/loglore.h"
#include "facts/snapshot.h"
#include "facts/trial.h"
#include "host/loop.h"
#include "plan/offer.h"

struct session;

struct session_options {
	const char *dir;		/* absolute */
	/*
	 * Names of the places to ask, NULL-terminated; NULL: all of this
	 * machine.  "recorded:FILE", "image:REF" and "job:FILE#JOB" are none
	 * of those: they are asked for.
	 */
	const char *const *places;
	bool jobs;		/* and each CI job that runs go */
	const struct civars *civars;	/* supplied; NULL: none */
	/* The projects of GOPATH, wherever the folder lies. */
	bool gopath;
	/* The user agreed to the containers that images are asked in. */
	bool containers;
	/* Where a relative FILE is looked for; NULL: the current folder. */
	const char *from;
	bool watch;			/* follow changes until closed */
	bool no_go;			/* do not ask the real go (R3) */
	bool no_trace;			/* do not trace the shells */
	bool no_figures;		/* nor count what git status counts */
	/* For tests: in place of gomend-scan, gomend, the shell and
	 * gomend-apply. */
	const char *scan_path, *self_path, *shell_path, *apply_path;
};

struct session_command {	/* a child that was started, for "@" */
	const char *line;	/* argv, quoted */
	int exit_code;
	bool running;
	uint64_t took_ms;
};

struct session_view {
	const struct snapshot *snap;	/* never NULL; may be incomplete */
	const struct finding *findings;	/* worst first, then id and path */
	size_t nfindings;
	const struct checked *checked;
	size_t nchecked;
	int nerrors, nwarnings, nadvice;
	bool first_done;	/* one generation has come to its end */
	bool settled;		/* nothing is awaited any more */
	bool live;		/* watchers are on */
	bool polling;		/* … by looking once a second */
	const char *progress;	/* an id: "walk", "git", …; NULL: none */
	int progress_done, progress_total;
	/* Set when the folder cannot be looked at, or the scan is no more. */
	const char *fatal, *fatal_hint;
	/* Told once: a check that hung or broke, what was restarted. */
	const char *notice;
	const struct session_command *commands;
	size_t ncommands;
};

struct session *session_open(struct loop *l, const struct session_options *o,
			     void (*on_change)(void *payload), void *payload,
			     struct error *err);
void session_close(struct session *s);
const struct session_view *session_view(const struct session *s);
/* Look again at everything, the shells too. */
void session_rescan(struct session *s);
/*
 * At the repository alone: the shells are not asked again, and the figures of
 * git status, which no check needs, are left out.  (git's index fits no file
 * of a tree that has just been exchanged; to count means to read them all.)
 */
void session_recheck(struct session *s);

struct loop *session_loop(const struct session *s);
/* The path of gomend-apply. */
const char *session_apply_path(const struct session *s);
/* Another look of the same kind at another folder; without watchers. */
struct session *session_like(const struct session *s, const char *dir,
			     void (*on_change)(void *payload), void *payload,
			     struct error *err);
/* One more who is told of changes, behind on_change. */
void session_listen(struct session *s, void (*fn)(void *payload),
		    void *payload);
void session_unlisten(struct session *s, const void *payload);

/*
 * Replay a decision; fn is called once, with NULL and an error text when it
 * cannot be.  `module` is a folder or NULL.
 */
void session_trace(struct session *s, const char *name, const char *subject,
		   const char *place, const char *module,
		   void (*fn)(void *payload, const struct trace *t,
			      const char *error),
		   void *payload);
/*
 * Try what the user asked to be tried in that place (probe/trial.h); one such
 * list at a time, a new one ends the one before.  fn is called once, unless
 * session_stop_trying() or the session's end comes first; n is 0 with error
 * where nothing can be tried.
 */
void session_try(struct session *s, const char *place,
		 const struct trial *list, size_t n,
		 void (*fn)(void *payload, const struct trial *list, size_t n,
			    const char *error),
		 void *payload);
void session_stop_trying(struct session *s);
/* go.mod or go.work as JSON; message when that release refuses it. */
void session_modfile(struct session *s, const char *path, const char *release,
		     void (*fn)(void *payload, bool accepted,
				const char *json_or_message),
		     void *payload);
/*
 * What the messages of a log mean: of a file (absolute), or of the text where
 * path is NULL.  fn is called once, with NULL and an error text when it cannot
 * be read; what it is given is good for the call.
 */
void session_log(struct session *s, const char *path, struct str text,
		 void (*fn)(void *payload, const struct log_report *r,
			    const char *error),
		 void *payload);

/* ---- fixes ---- */

struct session_want {
	const char *fix;	/* id */
	const char *finding;	/* fingerprint; NULL: without one */
};

/* What is asked for; all of it is copied. */
struct session_fix {
	const char *place;	/* NULL: "shell" */
	const struct session_want *wants;
	size_t nwants;
	const struct choice *given;	/* name and value of each */
	size_t ngiven;
};

/*
 * What each want offers, in order; or n is 0 and why it cannot be, in the
 * user's language (hint may be NULL).  While a generation is under way the
 * answer comes at its end.  fn is called once, unless the session is closed
 * before; what it is given is good for the call.
 */
void session_fix_offer(struct session *s, const struct session_fix *f,
		       void (*fn)(void *payload,
				  const struct fix_offer *offers, size_t n,
				  const char *error, const char *hint),
		       void *payload);
/*
 * The same while the commands of the offer run: with the stage, and how those
 * ended that ran so far.  For the input of a command that is `late`.
 */
void session_fix_again(struct session *s, const struct session_fix *f,
		       const char *stage, const struct fix_ran *ran,
		       size_t nran,
		       void (*fn)(void *payload,
				  const struct fix_offer *offers, size_t n,
				  const char *error, const char *hint),
		       void *payload);
/*
 * The plan: with the stage in which the commands of the offer ran (NULL where
 * there were none) and how they ended.  Likewise; plan is NULL with error.
 */
void session_fix_build(struct session *s, const struct session_fix *f,
		       const char *stage, const struct fix_ran *ran,
		       size_t nran,
		       void (*fn)(void *payload, const struct plan *plan,
				  const char *error, const char *hint),
		       void *payload);
/*
 * The plan that was built last as a script (fixes/script.h); NULL with error.
 */
void session_script(struct session *s,
		    void (*fn)(void *payload, const char *text,
			       const char *error),
		    void *payload);
/*
 * One change of the plan that was built last, as a unified diff (untrusted
 * bytes: text_sanitize() it); NULL with error.
 */
void session_diff(struct session *s, size_t change,
		  void (*fn)(void *payload, const char *text,
			     const char *error),
		  void *payload);
/* Their answer is of no more use: none of these functions is called later
 * with this payload. */
void session_forget(struct session *s, const void *payload);

#endif
