/*
 * The words for enums and ids, in the user's language.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include <stdint.h>

#include "facts/finding.h"
#include "report/prose.h"

/* "error", "warning", "advice" */
const char *words_severity(enum severity s);
/* 'E', 'W', 'i'; the letter never changes with the language. */
char words_severity_letter(enum severity s);
enum role words_severity_role(enum severity s);
/* "this shell", "login shell", …; an unknown name is itself. */
const char *words_place(const char *name);
/* "environment", "go env file", "GOROOT/go.env", "default" */
const char *words_layer(enum layer l);
const char *words_known(enum known k);
/* "PLACE: why it did not answer" */
const char *words_place_why(struct arena *a, const struct place *p);
const char *words_place_state(enum place_state s);
/* What the lines are that stand in the files of a place that is mute. */
const char *words_mute_head(void);
/* A value as a file has it; NULL: unset there. */
const char *words_written(const char *value);
/* What a progress record is about, as a sentence fragment. */
const char *words_progress(const char *what);
const char *words_answer(enum answer a);
/* The words that a step says by itself: "environment", "default", a place's
 * name; "(unset)", "(none)".  What was read stays as it is. */
const char *words_step_origin(const char *origin);
const char *words_step_value(const char *value);
/* What stands for the value of a setting that has none, or that is not known
 * in the place; NULL: it has one. */
const char *words_no_value(const struct place *p, const struct setting *s);
/* "812 bytes", "1.2 kB", "92 MB" */
const char *words_bytes(struct arena *a, int64_t n);
/*
 * "Everything is as it was before.", but for what a fix that is taken back
 * leaves: so many objects that git stored.
 */
const char *words_as_before(struct arena *a, int kept);
/* "9 ms", "2.3 s", "1 min 12 s" */
const char *words_took(struct arena *a, uint64_t ms);
/* Where a value comes from, short: "~/.bashrc:12", "environment". */
const char *words_origin(struct arena *a, const struct setting *s);
/* The same of a variable or of an element of PATH; "" where it is not known. */
const char *words_set_by(struct arena *a, enum origin how, const char *file,
			 int line);
/*
 * The same as a phrase that says how it is known as well: "as in a new
 * terminal: ~/.bashrc:12, read, not traced".
 */
const char *words_provenance(struct arena *a, enum origin how,
			     const char *file, int line, const char *as);
/* "traced", "read, not traced", "inherited", "set in this session" */
const char *words_how(enum origin how);
/* Why some of a place's origins are read and not traced; "": none is. */
const char *words_tracing(struct arena *a, const struct place *p);

/* "works in api, as root, with musl", as far as it is known of a CI job. */
const char *words_job_place(struct arena *a, const struct place_job *j);
/* Behind the elements of a job's PATH. */
const char *words_path_rest(void);

#endif
