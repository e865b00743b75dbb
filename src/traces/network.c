/*
 * network: what stands between go and a module proxy, as far as files and
 * variables tell.  Nobody is asked.
 */
#include "config.h"

#include "traces/tracer.h"

#include <string.h>

#include "base/str.h"
#include "base/strbuf.h"
#include "traces/folder.h"
#include "traces/httpproxy.h"

/* The first entry of GOPROXY, as go takes them; NULL: it has none. */
static const char *first_entry(const struct place *p, struct arena *a)
{
	const char *list = place_value(p, "GOPROXY");
	struct str one;

	for (; *list; list += *list != '\0') {
		size_t n = strcspn(list, ",|");

		one = str_trim((struct str){ list, n });
		if (one.len)
			return arena_strndup(a, one.p, one.len);
		list += n;
	}
	return NULL;
}

/* As httpproxy.FromEnvironment: capitals first. */
static const char *proxy_variable(const struct place *p, bool secure,
				  const char **name)
{
	static const char *const names[2][2] = {
		{ "HTTP_PROXY", "http_proxy" },
		{ "HTTPS_PROXY", "https_proxy" },
	};
	size_t i;

	for (i = 0; i < 2; i++) {
		const char *v = place_getenv(p, names[secure][i]);

		*name = names[secure][i];
		if (!cstr_empty(v))
			return v;
	}
	*name = names[secure][0];
	return NULL;
}

/* Of the server `proxy`; of a repository, whose host is not known, where no
 * host at all is gone to through a proxy. */
static bool is_left_out(struct arena *a, const char *proxy, const char *no,
			const char **host)
{
	const char *port;

	*host = "*";
	if (!proxy)
		return httpproxy_never(no);
	httpproxy_address(a, proxy, host, &port);
	return !httpproxy_use(a, no, *host, port);
}

static void ask_names(const struct machine_resolver *r, struct arena *a,
		      struct trace *t)
{
	int n = r->nservers ? (int)r->nservers : 1;
	struct step *st;
	size_t i;

	st = trace_step(a, t, MSG(a, N_("Where are names looked up?")),
			ANSWER_NONE, false,
			r->hosts ? r->hosts : "files dns",
			r->no_nsswitch ? "default" :
			trace_at(a, "/etc/nsswitch.conf", r->hosts_line));
	st->note = MSG(a, N_("\"files\" is /etc/hosts. Go's own resolver "
			     "does the rest; where nsswitch.conf asks for "
			     "something it does not know, and cgo is there, "
			     "the C library does."));
	for (i = 0; i < r->nservers; i++) {
		const struct machine_nameserver *ns = &r->servers[i];

		st = trace_step(a, t, MSG(a, N_("Which server is asked?")),
				ANSWER_NONE, ns->unheard, ns->address,
				trace_at(a, r->file, ns->line));
		if (ns->unheard)
			st->note = MSG(a, N_("Nobody on this machine listens "
					     "there."));
	}
	if (!r->nservers) {
		st = trace_step(a, t, MSG(a, N_("Which server is asked?")),
				ANSWER_NONE, false, "127.0.0.1, ::1",
				r->file);
		st->note = MSG(a, N_("No server is named: Go takes this "
				     "machine itself."));
	}
	st = trace_step(a, t, MSG(a, N_("How long is one that does not answer "
					"waited for?")),
			ANSWER_NONE, false,
			arena_printf(a, "%d s x %d", r->timeout_s,
				     r->attempts),
			r->timeout_line ? trace_at(a, r->file, r->timeout_line) :
			r->attempts_line ? trace_at(a, r->file, r->attempts_line) :
					   "default");
	st->note = MSG(a, N_("Up to {0} seconds when none does."),
		       arena_printf(a, "%d", r->timeout_s * r->attempts * n));
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	const struct machine *mc = p->machine;
	const char *proxy = first_entry(p, a), *name, *through, *no, *host;
	bool off = cstr_eq(proxy, "off"), secure;
	struct step *st;

	(void)s;
	(void)m;
	if (off || cstr_eq(proxy, "direct"))
		proxy = NULL;
	secure = !cstr_starts(proxy, "http:");
	if (!mc || !mc->resolver || (mc->resolver->known == KNOWN_UNKNOWN &&
				     p->kind != PLACE_IMAGE)) {
		t->outcome = MSG(a, N_("what the machine under this place is "
				       "like is not known"));
		return;
	}
	(void)trace_step(a, t, MSG(a, N_("Who is asked for modules first?")),
			 ANSWER_NONE, false, place_value(p, "GOPROXY"),
			 trace_origin(a, place_setting(p, "GOPROXY")));
	if (cstr_starts(proxy, "file:")) {
		t->outcome = MSG(a, N_("modules come from a folder; no "
				       "network is needed for them"));
		return;
	}
	if (off) {
		t->outcome = MSG(a, N_("go fetches nothing: GOPROXY is off"));
		return;
	}
	through = proxy_variable(p, secure, &name);
	st = trace_step(a, t, MSG(a, N_("Does {0} name a proxy to go "
					"through?"), name),
			through ? ANSWER_YES : ANSWER_NO, false, through,
			"environment");
	no = place_getenv(p, "NO_PROXY");
	if (cstr_empty(no))
		no = place_getenv(p, "no_proxy");
	if (through && !cstr_empty(no))
		st->note = MSG(a, N_("Not for hosts that NO_PROXY names: "
				     "{0}"), no);
	if (through && is_left_out(a, proxy, no, &host)) {
		(void)trace_step(a, t, MSG(a, N_("Is {0} left out of that "
						 "(NO_PROXY, loopback)?"),
					   host),
				 ANSWER_YES, false, no, "environment");
		through = NULL;
	}
	if (mc->resolver->known == KNOWN_UNKNOWN) {
		st = trace_step(a, t, MSG(a, N_("Which server is asked?")),
				ANSWER_NONE, false, NULL,
				mc->resolver->file);
		st->note = MSG(a, N_("The container was asked without a "
				     "network: which name servers it has in "
				     "use shows only where it has one."));
	} else {
		ask_names(mc->resolver, a, t);
	}
	if (mc->roots && mc->roots->known != KNOWN_UNKNOWN && secure) {
		bool none = !mc->roots->ncerts;

		(void)trace_step(a, t,
			MSG(a, N_("Are there root certificates to check a "
				  "server by?")),
			none ? ANSWER_NO : ANSWER_YES, none,
			arena_printf(a, "%d", mc->roots->ncerts),
			mc->roots->file ? mc->roots->file : mc->roots->dir);
		if (none) {
			t->bad = true;
			t->outcome = MSG(a, N_("no server is believed: "
					       "\"{0}\""),
				"x509: certificate signed by unknown "
				"authority");
			t->change = MSG(a, N_("The package ca-certificates, "
					      "or SSL_CERT_FILE."));
			return;
		}
	}
	t->outcome = through
		? MSG(a, N_("requests go through {0}; whether it answers was "
			    "not tried"), through)
		: proxy
		? MSG(a, N_("requests go straight to {0}; whether it answers "
			    "was not tried"), proxy)
		: MSG(a, N_("each module is asked of its own repository; "
			    "whether those answer was not tried"));
}

/* ---- asked to try ---- */

/* As go completes it, and without a name and a password. */
static const char *base_of(struct arena *a, struct str entry)
{
	const char *url = arena_strndup(a, entry.p, entry.len), *rest, *at;
	const char *end;
	size_t n;

	if (!strstr(url, "://"))
		url = arena_printf(a, "https://%s", url);
	rest = strstr(url, "://") + 3;
	end = rest + strcspn(rest, "/?#");
	for (at = end; at > rest && at[-1] != '@'; at--)
		;
	url = arena_printf(a, "%.*s%s", (int)(rest - url), url,
			   at > rest ? at : rest);
	n = strlen(url);
	while (n && url[n - 1] == '/')
		n--;
	return arena_strndup(a, url, n);
}

/* NAME and, where GOSUMDB has one, its own address; false: it is off. */
static bool sum_database(const struct place *p, struct arena *a,
			 const char **name, const char **url)
{
	struct str rest = str_from(place_value(p, "GOSUMDB")), word;

	*name = "sum.golang.org";
	*url = NULL;
	if (str_word(&rest, &word)) {
		if (str_is(word, "off"))
			return false;
		*name = arena_strndup(a, word.p, str_find(word, '+'));
		if (str_word(&rest, &word))
			*url = base_of(a, word);
	}
	/* Go knows this one by heart: its mirror in China. */
	if (cstr_eq(*name, "sum.golang.google.cn")) {
		*name = "sum.golang.org";
		*url = "https://sum.golang.google.cn";
	}
	return true;
}

static void add_server(const struct place *p, struct arena *a,
		       struct trial **list, size_t *n, const char *url,
		       const char *role)
{
	const struct machine_roots *roots = p->machine->roots;
	bool secure = !cstr_starts(url, "http:");
	struct trial *r = ARENA_PUSH(a, *list, *n);
	const char *name, *no, *host;

	no = place_getenv(p, "NO_PROXY");
	if (cstr_empty(no))
		no = place_getenv(p, "no_proxy");
	r->kind = TRIAL_REACH;
	r->target = url;
	r->role = role;
	if (proxy_variable(p, secure, &name) &&
	    !is_left_out(a, url, no, &host))
		r->through = name;
	if (roots && roots->known != KNOWN_UNKNOWN && secure) {
		r->ca_file = roots->file;
		r->ca_dir = roots->dir;
	}
}

static const struct trial *what_to_try(const struct place *p, struct arena *a,
				       size_t *n, struct msg *what)
{
	const char *proxies = place_value(p, "GOPROXY"), *name, *url;
	const char *hosts = NULL;
	bool sums = sum_database(p, a, &name, &url), off = false;
	struct trial *list = NULL;
	size_t i;

	*n = 0;
	if (p->kind == PLACE_IMAGE) {
		*what = MSG(a, N_("A container is asked without network, so "
				  "there is none to be tried."));
		return NULL;
	}
	if (!folder_may_try(p, a, what))
		return NULL;
	while (*proxies && !off) {
		size_t len = strcspn(proxies, ",|");
		struct str one = str_trim((struct str){ proxies, len });
		const char *base;

		proxies += len;
		if (str_is(one, "off") || str_is(one, "direct")) {
			/* Nothing behind it is asked. */
			off = str_is(one, "off") && !*n;
			break;
		}
		if (one.len && !str_starts(one, "file:")) {
			base = base_of(a, one);
			if (sums && !url)
				base = arena_printf(a, "%s/sumdb/%s/supported",
						    base, name);
			add_server(p, a, &list, n, base, "GOPROXY");
			list[*n - 1].then = *proxies;
		}
		proxies += *proxies != '\0';
	}
	if (sums && !off) {
		add_server(p, a, &list, n, arena_printf(a, "%s/latest",
				url ? url : arena_printf(a, "https://%s",
							 name)), "GOSUMDB");
		/* Where the proxy has it, go asks the proxy for it. */
		list[*n - 1].spare = !url;
	}
	for (i = 0; i < *n; i++)
		hosts = hosts ? arena_printf(a, "%s, %s", hosts,
					     list[i].target) : list[i].target;
	*what = *n ? MSG(a, N_("Sends one request each, without a password, "
			       "to {0}"), hosts)
		   : MSG(a, N_("There is no server that go would ask before "
			       "the modules' own repositories."));
	return list;
}

static struct msg why_not_believed(const struct trial *r, struct arena *a)
{
	const struct msg none = { 0 };

	switch (r->reason) {
	case TRIAL_NO_ROOTS:
		return MSG(a, N_("There is no root certificate here to check "
				 "it by."));
	case TRIAL_UNKNOWN_CA:
		return MSG(a, N_("None of the root certificates here stands "
				 "behind its certificate: somebody sits in "
				 "between, or its own root is missing "
				 "here."));
	case TRIAL_EXPIRED:
		return MSG(a, N_("By this machine's clock its certificate is "
				 "no longer valid."));
	case TRIAL_NOT_YET:
		return MSG(a, N_("By this machine's clock its certificate is "
				 "not valid yet."));
	case TRIAL_OTHER_NAME:
		return MSG(a, N_("Its certificate is that of another "
				 "server."));
	case TRIAL_OTHER:
		break;
	}
	return none;
}

static struct msg what_helps(const struct trial *r, struct arena *a)
{
	if (r->state == TRIAL_TIMEOUT || cstr_eq(r->step, "connect"))
		return MSG(a, N_("A proxy to go through (HTTPS_PROXY) where "
				 "this network needs one, or another "
				 "GOPROXY."));
	if (cstr_eq(r->step, "resolve"))
		return MSG(a, N_("A name server that knows it (resolv.conf), "
				 "or another GOPROXY."));
	switch (r->reason) {
	case TRIAL_NO_ROOTS:
		return MSG(a, N_("The package ca-certificates, or "
				 "SSL_CERT_FILE."));
	case TRIAL_UNKNOWN_CA:
		return MSG(a, N_("The certificate of whoever signed it, in "
				 "the system's bundle or in SSL_CERT_FILE."));
	case TRIAL_EXPIRED:
	case TRIAL_NOT_YET:
		return MSG(a, N_("The right time on this machine; if it is "
				 "right, the server has to renew its "
				 "certificate."));
	case TRIAL_OTHER_NAME:
	case TRIAL_OTHER:
		break;
	}
	return MSG(a, N_("Whoever runs that server, or another GOPROXY."));
}

/* It answered, but with nothing that go can use or pass over. */
static bool is_refused(const struct trial *r)
{
	return r->state == TRIAL_OK && r->status >= 400 && r->status != 404 &&
	       r->status != 410;
}

static bool server_failed(const struct trial *r)
{
	return r->state == TRIAL_FAILED || r->state == TRIAL_TIMEOUT ||
	       is_refused(r);
}

static void server_step(const struct trial *r, struct arena *a,
			struct trace *t)
{
	bool bad = server_failed(r);
	const char *value = cstr_empty(r->said) ? NULL : r->said;
	struct step *st;

	if (r->status)
		value = arena_printf(a, "HTTP %d, %d ms", r->status,
				     r->took_ms);
	st = trace_step(a, t, MSG(a, N_("Does {0} answer? (tried)"),
				  r->target),
			r->state == TRIAL_UNTRIED ? ANSWER_NONE :
			r->state == TRIAL_OK ? ANSWER_YES : ANSWER_NO, bad,
			value, r->through && r->at
			? arena_printf(a, "%s %s", r->through, r->at) : r->at);
	if (r->state == TRIAL_UNTRIED && r->spare && !r->said)
		st->note = MSG(a, N_("It was not asked: the proxy has the "
				     "checksum database, and go asks it "
				     "there."));
	else if (r->state == TRIAL_UNTRIED)
		st->note = MSG(a, N_("It could not be tried: {0}"),
			       cstr_empty(r->said) ? "?" : r->said);
	else if (r->state == TRIAL_TIMEOUT)
		st->note = MSG(a, N_("No answer within {0} seconds."),
			       arena_printf(a, "%d", r->took_ms / 1000));
	else if (r->status == 401 || r->status == 403 || r->status == 407)
		st->note = MSG(a, N_("It wants a name and a password; gomend "
				     "sent none, go may have one."));
	else if (is_refused(r))
		st->note = MSG(a, N_("With that answer go stops."));
	else if (r->state == TRIAL_FAILED)
		st->note = why_not_believed(r, a);
}

/* Does go come past the servers, one after another, as GOPROXY says? */
static void tried(const struct trial *list, size_t n, struct arena *a,
		  struct trace *t)
{
	const struct trial *stops = NULL, *answers = NULL, *last = NULL;
	bool over = false;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct trial *r = &list[i];
		bool proxy = cstr_eq(r->role, "GOPROXY");

		server_step(r, a, t);
		if (r->state == TRIAL_UNTRIED || over)
			continue;
		if (!proxy) {
			/* Asked only once a module has come. */
			if (server_failed(r) && !stops)
				stops = r;
			continue;
		}
		last = r;
		if (!server_failed(r)) {
			answers = answers ? answers : r;
			/* 404 and 410 pass it on, whatever stands between. */
		} else if (!answers && r->then != '|') {
			stops = r;
			over = true;
		}
	}
	if (stops) {
		t->bad = true;
		t->outcome = cstr_eq(stops->role, "GOSUMDB")
			? MSG(a, N_("tried: the checksum database does not "
				    "answer ({0}): what go.sum does not hold "
				    "yet cannot be verified"), stops->target)
			: stops->then == ','
			? MSG(a, N_("tried: go stops at {0}; behind a comma "
				    "the next one is asked only after 404 or "
				    "410"), stops->target)
			: MSG(a, N_("tried: go stops at {0}"), stops->target);
		t->change = what_helps(stops, a);
	} else if (answers) {
		t->bad = false;
		t->outcome = MSG(a, N_("tried: {0} answers"), answers->target);
	} else if (last) {
		t->outcome = MSG(a, N_("tried: no proxy answers; go goes on "
				       "with what stands behind the last "
				       "\"|\""));
	}
}

const struct tracer tracer_network = {
	.name = "network",
	.title = N_("What stands between go and a module proxy?"),
	.run = run,
	.try = what_to_try,
	.tried = tried,
};
