/*
 * Does a request go through the proxy that a variable names?  As
 * golang.org/x/net/http/httpproxy decides it, which net/http and so go use.
 */
#ifndef TRACES_HTTPPROXY_H
#define TRACES_HTTPPROXY_H

#include <stdbool.h>

#include "base/arena.h"

/* Host and port of "https://user@host:1/path"; the port that its scheme has,
 * if it names none.  A host without its brackets; all in the arena. */
void httpproxy_address(struct arena *a, const char *url, const char **host,
		       const char **port);
/* Not for localhost, loopback addresses and what NO_PROXY (or NULL) names. */
bool httpproxy_use(struct arena *a, const char *no_proxy, const char *host,
		   const char *port);
/* Does NO_PROXY (or NULL) leave out every host? */
bool httpproxy_never(const char *no_proxy);

#endif
