/*
 * What gomend and gomend-scan say to each other: JSON, one record a line.
 *
 * gomend -> gomend-scan (stdin), member "op":
 *   open     root: the folder the user named (absolute)
 *   place    value: a struct place as far as gomend knows it (facts/place.h);
 *            sent again when a shell has answered, was traced or is stale
 *   go       place: NAME, goroot: GOROOT of the go that was asked, answers:
 *            {NAME: VALUE} as the real go printed them (R3), secrets redacted;
 *            merged into it
 *   scan     begin a new generation (also sent after a change); figures: false
 *            leaves out what only git status knows
 *   skip     checks: [ID…] not to run any more (one that hung)
 *   jobs     all: true makes a place of each CI job that runs go
 *   trace    id, name, subject, place, module -> one "trace" record
 *   modfile  id, path, go -> one "modfile" record
 *   log      id, path or text -> one "log" record
 *   export   id, rev -> "export" records: the files of a revision
 *   fix      id, step: "offer" | "build", place, wants: [{fix, finding}] (finding:
 *            a fingerprint, or absent), given: [{name, value}]; to build also
 *            stage: DIR and ran: [struct fix_ran] (plan/offer.h) -> one "fix"
 *            record, at the end of the generation where one is under way
 *   diff     id, change: index into the changes of the plan built last, or
 *            script: true -> one "diff" record
 *   quit
 *
 * place, go, scan and skip also carry seq, a growing number; the "end" of a
 * generation tells the last one that it takes into account.  Each of them is
 * followed by a generation that does, even when it changes nothing.
 *
 * gomend-scan -> gomend (stdout), member "rec":
 *   hello       schema: 1, confined: ["seccomp", "landlock"]
 *   generation  n, state: "begin" | "end"; at the end counts: {error, warning,
 *               advice}, complete: false while places are still awaited, and seq
 *   fact        kind, value (facts/snapshot.h); gone: true takes it back
 *   progress    what, done, total (0: not known)
 *   running     check: the id that runs from here on
 *   checked     check, status (enum check_status)
 *   finding     value: a struct finding
 *   watch       dirs: [absolute…] whose changes matter, files: [absolute…],
 *               poll: true when there are too many to watch
 *   trace       id, value: a struct trace, or error
 *   modfile     id, accepted, json (text as go prints it) or message
 *   log         id, value: a struct log_report (facts/loglore.h), or error
 *   export      id, path, text (absent: empty, or not of interest); the last
 *               one has done: true, and error when it could not be
 *   fix         id, offers: [struct fix_offer], one for each want, or plan: a
 *               struct plan (plan/plan.h), or error, hint: why it cannot be;
 *               and why: the error as a struct msg, where it is one
 *   beat        a "fix", "diff" or "trace" is being worked on
 *   diff        id, text: a unified diff, or the plan as a script (untrusted:
 *               sanitize), or error
 *   error       message, origin, hint: the folder cannot be opened
 *
 * A generation's facts and findings replace those of the one before as a
 * whole; records between "begin" and "end" belong to it.  When a "place" or
 * "go" request changes what is known, the scan begins a new generation by
 * itself, without walking again.
 */
#ifndef FACTS_WIRE_H
#define FACTS_WIRE_H

#define WIRE_SCHEMA 1
/* A record longer than this is a protocol error. */
#define WIRE_LINE_MAX_BYTES ((size_t)64 * 1024 * 1024)

#endif
