#include "config.h"

#include "report/machine_text.h"

#include "base/i18n.h"
#include "base/text.h"
#include "checks/machines.h"
#include "report/words.h"

#define LABEL_COLS 14
/* Of other machines; a hundred runners are what compare is for. */
#define MANY 8

static void row(struct prose *p, const char *label, const char *value,
		enum known known)
{
	const struct prose_cell cells[] = {
		{ ROLE_STRONG, label, LABEL_COLS },
		{ known == KNOWN_UNKNOWN ? ROLE_DIM : ROLE_PLAIN,
		  known == KNOWN_UNKNOWN ? C_("value", "not known")
					 : text_clean(p->a, value), 0 },
	};

	prose_row(p, 2, cells, 2);
}

/* "a, b": one more word of a list; NULL adds nothing. */
static const char *and(struct arena *a, const char *list, const char *word)
{
	if (cstr_empty(word))
		return list;
	return *list ? arena_printf(a, "%s, %s", list, word) : word;
}

static void system_row(struct prose *p, const struct machine_system *s)
{
	struct arena *a = p->a;
	const char *v = s->distro_name ? s->distro_name
		      : s->distro ? s->distro : "";

	if (s->os && s->arch)
		v = and(a, v, arena_printf(a, "%s/%s", s->os, s->arch));
	v = and(a, v, s->kernel);
	if (s->libc)
		v = and(a, v, s->libc_version
			? arena_printf(a, "%s %s", s->libc, s->libc_version)
			: s->libc);
	if (s->container)
		v = and(a, v, SAY(a, N_("in a container ({0})"),
				  s->container));
	row(p, C_("machine", "System"), v, s->known);
}

static const char *folder_words(struct arena *a,
				const struct machine_folder *f)
{
	const char *v = f->path;

	if (f->off || f->relative)
		return v;
	v = and(a, v, f->fstype);
	v = and(a, v, f->mount_options);
	if (f->total_bytes)
		v = and(a, v, SAY(a, N_("{0} free"),
				  machines_bytes(a, f->free_bytes)));
	if (f->missing)
		v = and(a, v, _("missing"));
	if (f->not_folder)
		v = and(a, v, _("no folder"));
	if (f->not_writable)
		v = and(a, v, _("not writable"));
	if (f->noexec)
		v = and(a, v, _("no programs run in it"));
	return v;
}

static void folder_rows(struct prose *p, const struct machine *m)
{
	size_t i;

	for (i = 0; i < m->nfolders; i++) {
		const struct machine_folder *f = &m->folders[i];
		const char *label = "";

		switch (f->role) {
		case FOLDER_BUILD:
			label = C_("machine", "Build folder");
			break;
		case FOLDER_TEMP:
			label = C_("machine", "Temp folder");
			break;
		case FOLDER_GOCACHE:
			label = "GOCACHE";
			break;
		case FOLDER_GOMODCACHE:
			label = "GOMODCACHE";
			break;
		}
		row(p, label, folder_words(p->a, f), f->known);
	}
}

static void limit_rows(struct prose *p, const struct machine *m)
{
	const struct machine_limits *l = m->limits;
	const struct machine_cpus *c = m->cpus;
	struct arena *a = p->a;
	const char *v = "";

	if (l) {
		if (l->nofile_hard)
			v = and(a, v, SAY(a, N_("{0} open files (hard {1})"),
				machines_limit(a, l->nofile_soft),
				machines_limit(a, l->nofile_hard)));
		if (l->nproc_soft)
			v = and(a, v, SAY(a, N_("{0} processes (hard {1})"),
				machines_limit(a, l->nproc_soft),
				machines_limit(a, l->nproc_hard)));
		row(p, C_("machine", "Limits"), v, l->known);
	}
	if (!c)
		return;
	if (c->affinity && c->online)
		v = SAY(a, N_("{0} of {1}"),
			arena_printf(a, "%d", c->affinity),
			arena_printf(a, "%d", c->online));
	else
		v = arena_printf(a, "%d", c->affinity ? c->affinity
						      : c->online);
	if (c->quota_milli)
		v = and(a, v, SAY(a, N_("quota {0} ({1})"),
				  machines_milli(a, c->quota_milli),
				  c->quota_file ? c->quota_file : ""));
	row(p, C_("machine", "CPUs"), v, c->known);
}

static void resolver_row(struct prose *p, const struct machine_resolver *r)
{
	struct arena *a = p->a;
	const char *v = "";
	size_t i;

	for (i = 0; i < r->nservers; i++)
		v = and(a, v, r->servers[i].unheard
			? SAY(a, N_("{0} (nobody listens)"),
			      r->servers[i].address)
			: r->servers[i].address);
	v = and(a, v, SAY(a, N_("{0} s, {1} times"),
			  arena_printf(a, "%d", r->timeout_s),
			  arena_printf(a, "%d", r->attempts)));
	if (r->hosts)
		v = and(a, v, arena_printf(a, "hosts: %s", r->hosts));
	row(p, C_("machine", "Name servers"), v, r->known);
}

static void git_row(struct prose *p, const struct machine_git *g)
{
	struct arena *a = p->a;
	const char *v = g->path ? g->path : C_("machine", "none");

	if (g->path && g->version_known != KNOWN_UNKNOWN)
		v = and(a, v, g->version);
	if (g->owner_known != KNOWN_UNKNOWN && g->refuses)
		v = and(a, v, SAY(a, N_("refuses {0}"),
				  g->dir ? g->dir : "?"));
	row(p, "git", v, g->known);
}

static void machine_rows(struct prose *p, const struct machine *m)
{
	struct arena *a = p->a;

	if (m->system)
		system_row(p, m->system);
	if (m->user)
		row(p, C_("machine", "User"), arena_printf(a, "%s (uid %d), "
			"HOME=%s", m->user->name ? m->user->name : "?",
			m->user->uid, m->user->home ? m->user->home : ""),
		    m->user->known);
	folder_rows(p, m);
	limit_rows(p, m);
	if (m->resolver)
		resolver_row(p, m->resolver);
	if (m->zones)
		row(p, C_("machine", "Time zones"), m->zones->path
			? m->zones->path : C_("machine", "none"),
		    m->zones->known);
	if (m->roots)
		row(p, C_("machine", "Certificates"), SAY(a, N_("{0} in {1}"),
			arena_printf(a, "%d", m->roots->ncerts),
			m->roots->file ? m->roots->file :
			m->roots->dir ? m->roots->dir :
					C_("machine", "none")),
		    m->roots->known);
	if (m->clock)
		row(p, C_("machine", "Clock"), m->clock->release
			? SAY(a, N_("{0}; the Go release was made {1}"),
			      machines_time(a, m->clock->now),
			      machines_time(a, m->clock->release))
			: machines_time(a, m->clock->now), m->clock->known);
	if (m->git)
		git_row(p, m->git);
}

void machines_text(struct prose *p, const struct snapshot *s)
{
	size_t i, n = 0, more = 0;
	bool here = false;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *pl = &s->places[i];

		if (!pl->machine || (place_is_here(pl) && here))
			continue;
		if (!place_is_here(pl) && n >= MANY) {
			more++;
			continue;
		}
		n += !place_is_here(pl);
		here = here || place_is_here(pl);
		prose_blank(p);
		prose_line(p, 0);
		prose_add(p, ROLE_STRONG,
			  text_clean(p->a, words_place(pl->name)));
		machine_rows(p, pl->machine);
	}
	if (more)
		prose_para(p, 0, 2, ROLE_DIM, SAY(p->a, N_(
			   "{0} other machines are known as well: \"gomend "
			   "compare\" tells how they differ."),
			   arena_printf(p->a, "%zu", more)));
	if (!here && !n)
		prose_para(p, 0, 2, ROLE_DIM,
			   _("Nothing is known of the machines."));
}
