/* ca-missing: no root certificates where https is spoken. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"

/* A judged module whose programs speak TLS. */
static const struct module *who_speaks(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (s->modules[i].tls_file &&
		    modules_judged(s, &s->modules[i]))
			return &s->modules[i];
	return NULL;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const char *fetched,
		    const struct module *m)
{
	const struct machine_roots *r = p->machine->roots;
	struct arena *a = run->arena;
	const char *words = "tls: failed to verify certificate: x509: "
			    "certificate signed by unknown authority";

	f->title = r->variable
		? MSG(a, N_("SSL_CERT_FILE says {0}, and there is no root "
			    "certificate in it or elsewhere"), r->variable)
		: MSG(a, N_("There are no root certificates where Go looks "
			    "for them"));
	if (r->variable)
		finding_evidence(run, f,
				 arena_printf(a, "SSL_CERT_FILE=%s",
					      r->variable), NULL, 0);
	if (r->dir_variable)
		finding_evidence(run, f,
				 arena_printf(a, "SSL_CERT_DIR=%s",
					      r->dir_variable), NULL, 0);
	if (fetched)
		finding_evidence(run, f, fetched, m ? m->gomod : NULL, 0);
	else
		finding_evidence(run, f, "import \"net/http\"", m->tls_file,
				 0);
	(void)finding_step(run, f,
			   MSG(a, N_("Is there a bundle? (SSL_CERT_FILE, else "
				     "the first of the system's files)")),
			   r->file ? ANSWER_YES : ANSWER_NO, !r->file,
			   r->file ? r->file : r->variable ? r->variable :
			   "/etc/ssl/certs/ca-certificates.crt, "
			   "/etc/pki/tls/certs/ca-bundle.crt, "
			   "/etc/ssl/ca-bundle.pem, /etc/pki/tls/cacert.pem, "
			   "/etc/pki/ca-trust/extracted/pem/"
			   "tls-ca-bundle.pem, /etc/ssl/cert.pem", NULL);
	(void)finding_step(run, f,
			   MSG(a, N_("Are there certificates in a folder? "
				     "(SSL_CERT_DIR, else the system's)")),
			   ANSWER_NO, true,
			   r->dir_variable ? r->dir_variable :
			   "/etc/ssl/certs, /etc/pki/tls/certs", NULL);
	f->outcome = fetched
		? MSG(a, N_("the build stops when it fetches {0}: \"{1}\""),
		      fetched, words)
		: MSG(a, N_("what the program asks over https fails: "
			    "\"{0}\""), words);
	f->why = MSG(a, N_(
		"Go reads the first bundle of a fixed list that is there, and "
		"all files of two folders; SSL_CERT_FILE and SSL_CERT_DIR "
		"take the place of these lists. Without a root certificate no "
		"server is believed: neither a module proxy nor the checksum "
		"database, nor what a program asks. Up to 1.19 the message "
		"lacks its first half. GOINSECURE and GONOSUMDB would only "
		"hide it."));
	f->probe = "ls -l /etc/ssl/certs/ca-certificates.crt "
		   "/etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; echo "
		   "\"$SSL_CERT_FILE\" \"$SSL_CERT_DIR\"";
	if (r->variable || r->dir_variable)
		env_command_at_once(run, f, p,
				    "unset SSL_CERT_FILE SSL_CERT_DIR");
	else
		machines_command_install(run, f, p, "ca-certificates");
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *mc = machines_run(p);
		const struct module *m = NULL;
		enum severity sev = SEVERITY_ERROR;
		const char *fetched;
		struct finding *f;

		if (!mc || !mc->roots || mc->roots->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		if (mc->roots->ncerts)
			continue;
		fetched = machines_fetch(run, p, WAY_HTTPS, &m);
		if (!fetched) {
			m = who_speaks(s);
			sev = SEVERITY_WARNING;
		}
		if (!m)
			continue;
		f = finding_add(run, sev, NULL, NULL, 0, "roots", &is_new);
		finding_place_add(run, f, p, sev, mc->roots->known);
		if (is_new)
			explain(run, f, p, fetched, m);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_ca_missing = {
	.id = "ca-missing",
	.worst = SEVERITY_ERROR,
	.title = N_("no root certificates where https is spoken"),
	.about = N_("There is no bundle of root certificates where Go looks "
		    "for one, and modules have to be fetched over https, or "
		    "the code speaks it. Example: an image FROM scratch: "
		    "\"x509: certificate signed by unknown authority\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
