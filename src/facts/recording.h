/*
 * Another machine's word on itself: what `gomend snapshot`, its script, or
 * the job log of a CI server wrote down, read as a place.
 *
 * Reading is pure: the bytes are given, nothing of this machine is looked at.
 */
#ifndef FACTS_RECORDING_H
#define FACTS_RECORDING_H

#include "base/arena.h"
#include "base/codec.h"
#include "base/msg.h"
#include "base/str.h"

struct cJSON;
struct place;

/* Of the document; a change that old readers misread raises it. */
#define RECORDING_SCHEMA 1

enum recorded_by {
	RECORDED_BY_GOMEND,	/* gomend itself: everything worked out */
	RECORDED_BY_SCRIPT,	/* its script: what go and the files say */
	RECORDED_BY_LOG		/* a job log: what go env printed */
};
extern const char *const recorded_by_names[];

struct recorded_value {
	const char *name, *value;
	int line;		/* of the log; 0: it is no log */
};

/* Strings as in struct place; what is not known is NULL or empty. */
struct recording {
	const char *file;	/* absolute; NULL: the text was handed over */
	const char *part;	/* which of its places; NULL: the first */
	const char *text;	/* the document itself, until it was read */
	enum recorded_by by;
	const char *made;	/* 2006-01-02T15:04:05Z */
	const char *gomend;	/* the version that wrote it */
	const char *host;	/* uname -s -r -m */
	const char *version;	/* what go version printed */
	const char *problem;	/* what go env said instead of settings */
	/* What go env printed; its own words on each value. */
	struct recorded_value *values;
	size_t nvalues;
	const char *goenv_text, *goroot_env_text;	/* those two files */
	struct recorded_value *programs;	/* name and path on its PATH */
	size_t nprograms;
	/* Releases at hand there: "go1.24.4.linux-amd64" of the module
	 * cache, or the absolute path of a go1.24.4 on PATH. */
	const char **toolchains;
	size_t ntoolchains;
	/* Of the files of src/runtime that only some releases have (see
	 * scan/leftover.h) those that its GOROOT has; no list, not known. */
	const char **runtime;
	size_t nruntime;
	/* NAME=VALUE that the image itself sets, secrets redacted; of a
	 * container that was asked. */
	const char **image_env;
	size_t nimage_env;
	/* Programs that were looked for on PATH, besides go: those that are
	 * there stand in the place's tools. */
	const char **looked;
	size_t nlooked;
};
extern const struct codec recording_codec;

/*
 * The place `part` (NULL: the first) of a snapshot or a log into *out, all in
 * the arena; `shown` is what the text is called in messages.  Secrets that
 * still stand in it are taken out.  False with *problem, which names line and
 * way out, when it is no such thing.  Of *out name and kind are left alone.
 */
bool recording_read(struct arena *a, struct str text, const char *shown,
		    const char *part, struct place *out, struct msg *problem);
/*
 * A place as it is written down: without what belongs to this repository and
 * without secrets.  `host` is uname -s -r -m.  The caller owns the JSON.
 */
struct cJSON *recording_json(const struct place *p, const char *host);
/* NULL: nothing of that name was recorded. */
const struct recorded_value *recording_value(const struct recording *r,
					     const char *name);
/* "recorded:FILE#PART" taken apart; false where it is none. */
bool recording_name(struct arena *a, const char *name, const char **file,
		    const char **part);

#endif
