/*
 * The scan process as gomend sees it: started, spoken to in the records of
 * facts/wire.h, watched over, started again when it dies or hangs.
 */
#ifndef PROBE_SCANNER_H
#define PROBE_SCANNER_H

#include "base/error.h"
#include "host/loop.h"

struct cJSON;
struct scanner;

/* Called by the loop, never by scanner_new(); none may free the scanner. */
struct scanner_ops {
	void (*on_record)(void *payload, const char *rec,
			  const struct cJSON *j);
	/*
	 * A fresh scan process has just been started after another: it knows
	 * nothing.  What was asked of the other one is not answered any more.
	 * `notice` says what happened.
	 */
	void (*on_restart)(void *payload, const char *notice);
	/* It was given up. */
	void (*on_fatal)(void *payload, const char *message,
			 const char *hint);
	/* A child was started, or (running false) has ended. */
	void (*on_child)(void *payload, const char *program, bool running,
			 int exit_code);
	void *payload;
};

/* `path` NULL: gomend-scan beside this program, or where it is installed. */
struct scanner *scanner_new(struct loop *l, const char *path,
			    const struct scanner_ops *ops, struct error *err);
void scanner_free(struct scanner *s);
/*
 * After it was given up: try once more from the beginning.  False when it
 * does not start; true and nothing done when it runs.
 */
bool scanner_revive(struct scanner *s);
/*
 * Send one request; it is consumed.  `counted` ones (place, go, scan) are
 * numbered and keep the scanner busy until a generation tells that it takes
 * them into account; those that want one record back are bracketed by
 * scanner_expect() and scanner_answered().
 */
void scanner_send(struct scanner *s, struct cJSON *op, bool counted);
void scanner_expect(struct scanner *s);
void scanner_answered(struct scanner *s);
/* Is anything that was sent not worked off yet? */
bool scanner_busy(const struct scanner *s);

#endif
