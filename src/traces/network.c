/*
 * network: what stands between go and a module proxy, as far as files and
 * variables tell.  Nobody is asked.
 */
#include "config.h"

#include "traces/tracer.h"

#include "base/str.h"
#include "base/strbuf.h"
#include "traces/httpproxy.h"

static const char *at(struct arena *a, const char *file, int line)
{
	return line ? arena_printf(a, "%s:%d", file, line) : file;
}

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
			at(a, "/etc/nsswitch.conf", r->hosts_line));
	st->note = MSG(a, N_("\"files\" is /etc/hosts. Go's own resolver "
			     "does the rest; where nsswitch.conf asks for "
			     "something it does not know, and cgo is there, "
			     "the C library does."));
	for (i = 0; i < r->nservers; i++) {
		const struct machine_nameserver *ns = &r->servers[i];

		st = trace_step(a, t, MSG(a, N_("Which server is asked?")),
				ANSWER_NONE, ns->unheard, ns->address,
				at(a, r->file, ns->line));
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
			r->timeout_line ? at(a, r->file, r->timeout_line) :
			r->attempts_line ? at(a, r->file, r->attempts_line) :
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
	if (!mc || !mc->resolver || mc->resolver->known == KNOWN_UNKNOWN) {
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
	ask_names(mc->resolver, a, t);
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

const struct tracer tracer_network = {
	.name = "network",
	.title = N_("What stands between go and a module proxy?"),
	.run = run,
};
