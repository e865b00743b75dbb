/* tz-missing: no time zones where time.LoadLocation looks for them. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"

/* -tags timetzdata, with other tags before or behind it. */
static bool has_tag(struct arena *a, const struct place *p)
{
	struct str rest = str_from(gobuild_flag(a, place_value(p, "GOFLAGS"),
						"tags"));
	struct str tag;

	while (str_cut(&rest, ',', &tag))
		if (str_is(str_trim(tag), "timetzdata"))
			return true;
	return false;
}

static bool trims(struct arena *a, const struct place *p)
{
	const char *flag = gobuild_switch(a, place_value(p, "GOFLAGS"),
					  "trimpath");

	return flag && !cstr_eq(flag, "false");
}

/* A judged module that loads zones and does not bring its own. */
static const struct module *who_loads(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (s->modules[i].zones_file && !s->modules[i].embeds_zones &&
		    modules_judged(s, &s->modules[i]))
			return &s->modules[i];
	return NULL;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct module *m,
		    bool trimmed)
{
	const struct machine_zones *z = p->machine->zones;
	struct arena *a = run->arena;

	f->title = MSG(a, N_("{0} loads a time zone, and there are none to "
			     "load"), m->zones_file);
	finding_evidence(run, f, "time.LoadLocation", m->zones_file,
			 m->zones_line);
	(void)finding_step(run, f,
			   MSG(a, N_("Does the program bring zones of its "
				     "own? (time/tzdata, -tags timetzdata)")),
			   ANSWER_NO, false, NULL, NULL);
	(void)finding_step(run, f,
			   MSG(a, N_("Does ZONEINFO name a file or folder "
				     "with zones?")),
			   ANSWER_NO, false,
			   z->variable ? z->variable : "(unset)",
			   "environment");
	(void)finding_step(run, f,
			   MSG(a, N_("Are there zones in the system's "
				     "folders?")),
			   ANSWER_NO, false, "/usr/share/zoneinfo, "
			   "/usr/share/lib/zoneinfo, /usr/lib/locale/TZ, "
			   "/etc/zoneinfo", NULL);
	(void)finding_step(run, f,
			   trimmed && z->goroot_zip
				? MSG(a, N_("Does the program know GOROOT, "
					    "where there is a zip of them? "
					    "(-trimpath takes it out)"))
				: MSG(a, N_("Is there a zip of them in "
					    "GOROOT?")),
			   ANSWER_NO, true, "lib/time/zoneinfo.zip",
			   z->goroot_zip);
	f->outcome = MSG(a, N_("time.LoadLocation fails for each zone but UTC "
			       "and Local: \"{0}\""), "unknown time zone …");
	f->why = MSG(a, N_(
		"time.LoadLocation looks into what ZONEINFO names, then into "
		"the system's folders, then into lib/time/zoneinfo.zip of the "
		"GOROOT the program was built with. A program that imports "
		"time/tzdata, or is built with -tags timetzdata (about 450 "
		"kB), needs none of them. Images FROM scratch and slim ones "
		"have no zones; TLS does not care."));
	f->probe = "ls -d /usr/share/zoneinfo/Europe/London \"$(go env "
		   "GOROOT)/lib/time/zoneinfo.zip\"";
	machines_command_install(run, f, p, "tzdata");
	finding_command(run, f,
		MSG(a, N_("or put the zones into the program: in package "
			  "main")),
		"import _ \"time/tzdata\"");
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	const struct module *m = who_loads(s);
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *mc = machines_run(p);
		bool trimmed;
		struct finding *f;

		if (!mc || !mc->zones || mc->zones->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		trimmed = trims(run->arena, p);
		if (!m || has_tag(run->arena, p) ||
		    (mc->zones->path && !(mc->zones->goroot && trimmed)))
			continue;
		f = finding_add(run, SEVERITY_WARNING, m->dir, m->zones_file,
				m->zones_line, NULL, &is_new);
		finding_place_add(run, f, p, SEVERITY_WARNING,
				  mc->zones->known);
		if (is_new)
			explain(run, f, p, m, trimmed);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_tz_missing = {
	.id = "tz-missing",
	.worst = SEVERITY_WARNING,
	.title = N_("no time zones where a program loads one"),
	.about = N_("The code calls time.LoadLocation, it does not bring "
		    "zones of its own, and there are none on the machine. "
		    "Example: a slim image without tzdata: \"unknown time "
		    "zone Europe/Berlin\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
