/* dns-slow: resolv.conf makes a lookup wait for long, or for nobody. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"

/* What Go waits for one server that does not answer, unless told otherwise. */
#define DEFAULT_WAIT_S 10

static const char *figure(struct arena *a, int n)
{
	return arena_printf(a, "%d", n);
}

static void wait_too_long(struct check_run *run, const struct place *p,
			  const struct machine_resolver *r)
{
	struct arena *a = run->arena;
	int n = r->nservers ? (int)r->nservers : 1;
	int each = r->timeout_s * r->attempts;
	const char *all = figure(a, each * n);
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_WARNING, NULL, r->file,
			r->timeout_line ? r->timeout_line : r->attempts_line,
			"wait", &is_new);
	finding_place_add(run, f, p, SEVERITY_WARNING, r->known);
	if (!is_new)
		return;
	f->title = MSG(a, N_("A name server that does not answer is waited "
			     "for {0} seconds"), figure(a, each));
	if (r->timeout_line)
		finding_evidence(run, f,
				 arena_printf(a, "options timeout:%d",
					      r->timeout_s), r->file,
				 r->timeout_line);
	if (r->attempts_line)
		finding_evidence(run, f,
				 arena_printf(a, "options attempts:%d",
					      r->attempts), r->file,
				 r->attempts_line);
	(void)finding_step(run, f,
			   MSG(a, N_("How long is one answer waited for? "
				     "(unless said: 5 seconds)")),
			   ANSWER_NONE, false, figure(a, r->timeout_s),
			   r->timeout_line ?
				modules_at(a, r->file, r->timeout_line) :
				"default");
	(void)finding_step(run, f,
			   MSG(a, N_("How often is a server asked? (unless "
				     "said: 2 times)")),
			   ANSWER_NONE, false, figure(a, r->attempts),
			   r->attempts_line ?
				modules_at(a, r->file, r->attempts_line) :
				"default");
	(void)finding_step(run, f, MSG(a, N_("How many servers are there?")),
			   ANSWER_NONE, true, figure(a, n), r->file);
	f->outcome = MSG(a, N_("while no server answers, a lookup takes up to "
			       "{0} seconds before it fails"), all);
	f->why = MSG(a, N_(
		"Go's own resolver reads resolv.conf and tries the servers in "
		"turn, each for timeout seconds, attempts times over: 10 "
		"seconds for one that is dead by default, in every release. A "
		"context with a deadline ends it sooner. The C library's "
		"resolver, which cgo may bring in, waits much the same."));
	f->probe = arena_printf(a, "cat %s", r->file);
	finding_command(run, f,
		MSG(a, N_("whoever writes the file (DHCP, the container "
			  "engine: --dns-option) should give it less, such "
			  "as:")),
		"options timeout:2 attempts:2");
}

static void nobody_hears(struct check_run *run, const struct place *p,
			 const struct machine_resolver *r,
			 const struct machine_nameserver *ns,
			 const char *container)
{
	struct arena *a = run->arena;
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_WARNING, NULL, r->file, ns->line,
			ns->address, &is_new);
	finding_place_add(run, f, p, SEVERITY_WARNING, KNOWN_MEASURED);
	if (!is_new)
		return;
	f->title = MSG(a, N_("The name server {0} is this container itself, "
			     "and nobody in it listens"), ns->address);
	finding_evidence(run, f, arena_printf(a, "nameserver %s",
					      ns->address), r->file, ns->line);
	(void)finding_step(run, f, MSG(a, N_("Is this a container?")),
			   ANSWER_YES, false, container, NULL);
	(void)finding_step(run, f,
			   MSG(a, N_("Does a program in it listen on port 53 "
				     "of that address?")),
			   ANSWER_NO, true, ns->address, "/proc/net/udp");
	f->outcome = MSG(a, N_("each lookup that asks it fails (\"{0}\") or "
			       "waits for the next server"),
			 "connection refused");
	f->why = MSG(a, N_(
		"A loopback address in resolv.conf is the stub of the host "
		"(systemd-resolved: 127.0.0.53, dnsmasq: 127.0.0.1). Copied "
		"into a container it means the container's own loopback, "
		"where no such stub runs."));
	f->probe = "cat /etc/resolv.conf; ss -lun 'sport = 53'";
	finding_command(run, f,
		MSG(a, N_("start the container with a server that it can "
			  "reach:")),
		"docker run --dns=ADDRESS …");
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *m = machines_of(p);
		const struct machine_resolver *r = m ? m->resolver : NULL;
		const char *container;

		if (!r || r->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		/* Two servers with nothing set are how most networks are. */
		if (r->timeout_s * r->attempts > DEFAULT_WAIT_S)
			wait_too_long(run, p, r);
		container = m->system ? m->system->container : NULL;
		if (!container || cstr_eq(container, "wsl"))
			continue;
		for (k = 0; k < r->nservers; k++) {
			/* docker's own, which it redirects. */
			if (r->servers[k].unheard &&
			    !cstr_eq(r->servers[k].address, "127.0.0.11"))
				nobody_hears(run, p, r, &r->servers[k],
					     container);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_dns_slow = {
	.id = "dns-slow",
	.worst = SEVERITY_WARNING,
	.title = N_("a resolv.conf that makes lookups wait"),
	.about = N_("resolv.conf makes Go wait longer than by default for a "
		    "name server that does not answer, or names a stub that "
		    "does not run in this container. Example: options "
		    "timeout:5 attempts:3, and each lookup of a proxy that is "
		    "gone takes 15 seconds a server. Whether the servers "
		    "answer is not tried."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
