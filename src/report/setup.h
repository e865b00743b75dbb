/*
 * gomend setup, as far as the prompts and the screen share it: what is here,
 * what is to be done, what was proven, in the same words.  Pure: it reads the
 * facts and changes nothing.
 */
#ifndef REPORT_SETUP_H
#define REPORT_SETUP_H

#include "base/strbuf.h"
#include "facts/finding.h"
#include "facts/snapshot.h"
#include "plan/offer.h"
#include "report/prose.h"

/* What --set gave, by whom it is for; and what is to be typed afterwards. */
struct setup_given {
	struct choice *install, *first;
	size_t ninstall, nfirst;
	const char *proxy;	/* for GOPROXY; NULL: as it is */
	bool no_first;
	/* The screen's answer: lines for the shell that gomend came from. */
	struct strbuf lines;
};

/* One more choice: name and value are borrowed. */
void setup_give(struct arena *a, struct choice **list, size_t *n,
		const char *name, const char *value);

/* Which Go is there, where from, and who finds it. */
void setup_text_found(struct prose *p, const struct snapshot *s);

/*
 * The URL of the first module proxy in effect; NULL where it is none, or is
 * nothing that the go env file could change.
 */
const char *setup_proxy_url(struct arena *a, const struct snapshot *s);
/* Others that can be reached where that one cannot; NULL-terminated. */
extern const char *const setup_proxies[];

/* One of what struct fixrun_spec wants. */
struct setup_want {
	const char *fix, *finding;	/* finding: fingerprint or NULL */
};
/*
 * What puts a Go there and on PATH, and sets `proxy` (NULL: leaves it); with
 * the choices for all of them.  0: there is nothing to do.
 */
size_t setup_wants(struct arena *a, const struct setup_given *g,
		   const char *proxy, const struct finding *findings,
		   size_t nfindings, struct setup_want **wants,
		   struct choice **given, size_t *ngiven);

/*
 * PATH as whoever started gomend will have it once the line is typed, where
 * another go answers in fresh shells by now; NULL: it is so already.
 */
const char *setup_path(struct arena *a, const struct snapshot *s);
/* Does any place find one? */
bool setup_has_go(const struct snapshot *s);
/* What each fresh shell finds. */
void setup_text_proof(struct prose *p, const struct snapshot *s);

/* Is a first program to be offered? */
bool setup_offers_first(const struct setup_given *g, const struct snapshot *s);
void setup_text_now(struct prose *p);

#endif
