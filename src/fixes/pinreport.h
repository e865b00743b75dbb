/*
 * For migrate-to-module: what became of each pin of the old project, a line
 * each (struct plan, report), and which module asks for what came newer.
 */
#ifndef FIXES_PINREPORT_H
#define FIXES_PINREPORT_H

#include "base/map.h"
#include "fixes/gowords.h"
#include "fixes/holdback.h"

enum pinfate {
	PIN_KEPT,
	PIN_RAISED,	/* another module asks for it, or go took it */
	PIN_OUTDONE,	/* the lock pins a higher revision of it as well */
	PIN_HELD,	/* by a replace */
	PIN_COPIED,	/* a copy of it goes on in third_party */
	PIN_OPEN,	/* its version cannot be told */
	PIN_LOST,	/* go finds no such module or package */
	PIN_UNUSED	/* nothing imports a package of it */
};

struct pinreport {
	const struct holdback *hold;
	struct map askers;	/* "PATH VERSION" -> "PATH VERSION" */
	struct gowords_missed *missed;	/* by go mod tidy */
	size_t nmissed;
};

/* Reads the go.mod of every module in the graph, from the module cache. */
void pinreport_init(struct pinreport *r, struct fix_run *run,
		    const struct holdback *hold);
void pinreport_release(struct pinreport *r);
/* *now is the version in the build; NULL: it is not in it. */
enum pinfate pinreport_fate(const struct pinreport *r, struct fix_run *run,
			    const struct legacypin *pin, const char **now);
/* "PATH VERSION" of a module whose go.mod asks for that one; NULL: none. */
const char *pinreport_asker(const struct pinreport *r, const char *path,
			    const char *version);
/* A line for each pin. */
void pinreport_add(const struct pinreport *r, struct fix_run *run,
		   struct plan *p);

#endif
