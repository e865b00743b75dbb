/*
 * HTTP through libcurl, the only file that knows it.
 *
 * Only https; plain http on this very machine (a loopback name), and of
 * another one only where net_allow_plain() was called, since the sum was
 * given.  A redirect goes from https to https alone.  Certificates and proxies
 * are the system's and the environment's (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE).
 */
#ifndef FETCH_NET_H
#define FETCH_NET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

/* err->code when the server says that there is no such thing (404, 410). */
#define NET_NOT_THERE 404

/* A list of releases has 3 MB. */
#define NET_TEXT_MAX_BYTES ((size_t)16 * 1024 * 1024)
#define NET_FILE_MAX_BYTES ((int64_t)1024 * 1024 * 1024)

void net_allow_plain(void);
/* A text of at most NET_TEXT_MAX_BYTES. */
int net_text(const char *url, struct strbuf *out, struct error *err)
	ATTR_CHECKED;
/* Does a server answer, whatever it says? */
int net_reach(const char *url, struct error *err) ATTR_CHECKED;

/* One request, and how far it came.  Strings are the caller's to release. */
struct net_tried {
	bool ok;		/* something answered, whatever it says */
	const char *step;	/* "resolve", "connect", "tls", "http" */
	const char *reason;	/* of "tls": "no-roots", "unknown-ca",
				 * "expired", "not-yet", "other-name"; else
				 * "other" */
	char *said;		/* libcurl's words; NULL: none */
	char *address;		/* "127.0.0.1:443"; NULL: none */
	long status;		/* of HTTP; 0: none */
	long took_ms;
};

/*
 * What does a server say?  Plain http as well: it is asked what go would ask
 * it, and nothing is kept.  `ca_file` and `ca_dir` are all the roots there
 * are.  -1 with err when it cannot be tried at all.
 */
int net_try(const char *url, const char *ca_file, const char *ca_dir,
	    struct net_tried *out, struct error *err) ATTR_CHECKED;
void net_tried_release(struct net_tried *t);
/*
 * Into the file `path`, which may hold the beginning already.  What is cut off
 * on the way is taken up where it ended, some times; a server that cannot do
 * that begins anew.  `bytes` is how many there should be; 0: not known.
 */
int net_file(const char *url, const char *path, int64_t bytes,
	     void (*progress)(int64_t bytes, int64_t total),
	     struct error *err) ATTR_CHECKED;

#endif
