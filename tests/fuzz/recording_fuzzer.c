/*
 * What another machine recorded: snapshots and job logs.  What is read has no
 * row without a name, and is the same when it is written and read again.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "facts/place.h"
#include "tests/fuzz/fuzz.h"

static bool read_it(struct arena *a, struct str text, struct place *p)
{
	struct msg m;
	bool ok;

	memset(p, 0, sizeof(*p));
	p->name = "recorded:x";
	p->kind = PLACE_RECORDED;
	ok = recording_read(a, text, "x", NULL, p, &m);
	if (ok == msg_is_set(&m))
		abort();
	return ok;
}

static void judge(const struct place *p)
{
	size_t i;

	if (!p->recording || p->state != PLACE_READY)
		abort();
	for (i = 0; i < p->recording->nvalues; i++)
		if (!p->recording->values[i].name ||
		    !p->recording->values[i].value)
			abort();
	for (i = 0; i < p->nsettings; i++)
		if (!p->settings[i].name || !p->settings[i].value)
			abort();
	for (i = 0; i < p->ngos; i++)
		if (!p->gos[i].path)
			abort();
	for (i = 0; i < p->npath; i++)
		if (!p->path[i].dir)
			abort();
	for (i = 0; i < p->nenv; i++)
		if (!p->env[i])
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct place p, again;
	struct cJSON *j;

	if (read_it(&a, s, &p)) {
		judge(&p);
		j = recording_json(&p, NULL);
		strbuf_addf(&sb, "{\"schema\":1,\"by\":\"%s\",\"places\":[",
			    recorded_by_names[p.recording->by]);
		json_print(&sb, j, false);
		strbuf_addstr(&sb, "]}");
		json_free(j);
		if (!sb.cut) {
			if (!read_it(&a, strbuf_str(&sb), &again))
				abort();
			judge(&again);
			if (again.recording->nvalues !=
			    p.recording->nvalues ||
			    again.nsettings != p.nsettings ||
			    again.nenv != p.nenv)
				abort();
		}
	}
	strbuf_release(&sb);
	arena_release(&a);
	return 0;
}
