/* clock-skewed: the clock says a time that cannot be. */
#include "config.h"

#include "checks/machines.h"

#include <inttypes.h>

#include "base/str.h"

#define DAY_S ((int64_t)86400)
/* The hardware clock may run in local time: up to 14 hours off. */
#define HARDWARE_S ((int64_t)26 * 3600)

static void explain(struct check_run *run, struct finding *f,
		    const struct machine_clock *c, bool before)
{
	struct arena *a = run->arena;
	const char *now = machines_time(a, c->now);
	const char *other = machines_time(a, before ? c->release : c->hardware);

	f->title = before
		? MSG(a, N_("The clock says {0}, before this Go was made "
			    "({1})"), now, other)
		: MSG(a, N_("The clock says {0}, and the machine's own clock "
			    "{1}"), now, other);
	if (before)
		finding_evidence(run, f, arena_printf(a, "time %s", other),
				 c->release_file, c->release_line);
	else
		finding_evidence(run, f,
				 arena_printf(a, "%" PRId64, c->hardware),
				 "/sys/class/rtc/rtc0/since_epoch", 1);
	(void)finding_step(run, f, MSG(a, N_("What does the clock say?")),
			   ANSWER_NONE, false, now, NULL);
	if (before)
		(void)finding_step(run, f,
			MSG(a, N_("Is that after the Go release was made?")),
			ANSWER_NO, true, other,
			modules_at(a, c->release_file, c->release_line));
	else
		(void)finding_step(run, f,
			MSG(a, N_("Does the hardware clock say about the "
				  "same?")),
			ANSWER_NO, true, other,
			"/sys/class/rtc/rtc0/since_epoch");
	f->outcome = MSG(a, N_("certificates of proxies and servers are "
			       "refused: \"{0}\""),
			 "x509: certificate has expired or is not yet valid");
	f->why = MSG(a, N_(
		"A certificate holds from one instant to another, and Go "
		"compares both with the clock, in UTC: the time zone does not "
		"matter, a wrong clock does. Go never waits for it to be set "
		"right. The release date in GOROOT/VERSION (1.21 and newer) "
		"is a time that has certainly passed."));
	f->probe = before ? "date -u; tail -n 1 \"$(go env GOROOT)/VERSION\""
			  : "date -u; cat /sys/class/rtc/rtc0/time";
	finding_command(run, f,
			MSG(a, N_("set it by a time server (in a virtual "
				  "machine: see that it follows its "
				  "host):")),
			"sudo timedatectl set-ntp true; timedatectl");
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *m = machines_of(p);
		const struct machine_clock *c = m ? m->clock : NULL;
		struct finding *f;
		bool before, differs;
		int64_t gap;

		if (!c || c->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		before = c->release && c->now < c->release - DAY_S;
		/* One that was never set begins in 1970 or 2000. */
		gap = c->now - c->hardware;
		differs = c->hardware > c->release && c->release &&
			  (gap > HARDWARE_S || gap < -HARDWARE_S);
		if (!before && !differs)
			continue;
		f = finding_add(run, SEVERITY_ERROR, NULL, NULL, 0, "clock",
				&is_new);
		finding_place_add(run, f, p, SEVERITY_ERROR, c->known);
		if (is_new)
			explain(run, f, c, before);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_clock_skewed = {
	.id = "clock-skewed",
	.worst = SEVERITY_ERROR,
	.title = N_("a clock that is wrong"),
	.about = N_("The clock says a time before the Go release was made, or "
		    "far from the hardware clock. Example: a board without a "
		    "battery starts in 1970, and each download says \"x509: "
		    "certificate has expired or is not yet valid\"."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
