/*
 * Places beside each other: only what differs and matters for a build, what
 * matters most first, with what the difference does; places that are alike in
 * all of it stand together, so that a hundred runners stay readable.
 */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include "facts/snapshot.h"
#include "report/prose.h"

struct cJSON;

/* What a difference changes; the first matters most. */
enum compare_weight {
	COMPARE_BUILD,		/* what is built, and whether */
	COMPARE_FETCH,		/* what is downloaded, from where, checked how */
	COMPARE_WHERE		/* only where things lie */
};
extern const char *const compare_weight_names[];

struct compare_fact {
	const char *name;
	enum compare_weight weight;
	const char *effect;	/* N_(): what a difference does, a sentence */
	/* Of the machine: the value, NULL where it is not known, and how it
	 * is known.  NULL: it is a setting or variable of that name. */
	const char *(*of)(struct arena *a, const struct machine *m,
			  enum known *known);
	bool is_go;		/* of neither: does PATH lead to a go? */
};

/* One value of a fact, and who has it. */
struct compare_value {
	const char *value;	/* "" is a value; NULL: not known there */
	enum known known;
	const struct setting *setting;	/* of the first place; or NULL */
	size_t *groups;		/* indexes into comparison.groups */
	size_t ngroups;
};

struct compare_row {
	const struct compare_fact *fact;
	struct compare_value *values;	/* as the places come; unknown last */
	size_t nvalues;
};

/* Places that are alike in every fact. */
struct compare_group {
	const struct place **places;
	size_t nplaces;
};

struct comparison {
	struct compare_group *groups;
	size_t ngroups;
	struct compare_row *rows;	/* that differ, what matters first */
	size_t nrows;
	/* Places that did not answer are no part of it. */
	const struct place **mute;
	size_t nmute;
	size_t nplaces;		/* that were compared */
	/*
	 * The parity figure counts the facts that change a build or a
	 * download (not where things lie) and are known in every place.
	 */
	int same, counted;
	/* Of those facts: not known everywhere. */
	const struct compare_fact **unknown;
	size_t nunknown;
};

/* `module` as for place_setting_in(); all in the arena. */
void compare_places(struct arena *a, const struct place *const *places,
		    size_t n, const char *module, struct comparison *out);
void compare_text(struct prose *p, const struct comparison *c);
/* Members of the document of `gomend compare --json`. */
void compare_json(struct arena *a, struct cJSON *doc,
		  const struct comparison *c);
/* "93 %: 41 of 44 facts …", how it is counted said with it. */
const char *compare_parity(struct arena *a, const struct comparison *c);

#endif
