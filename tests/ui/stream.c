#include "config.h"

#include "tests/ui/stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"

static void record(struct stream *s, const struct cJSON *j)
{
	const char *rec = json_str(j, "rec");

	if (cstr_eq(rec, "fact")) {
		snapshot_add_json(&s->snap, json_str(j, "kind"),
				  json_get(j, "value"));
	} else if (cstr_eq(rec, "finding")) {
		struct finding *f = ARENA_PUSH(&s->arena, s->findings,
					       s->nfindings);

		codec_decode(&finding_codec, &s->arena, json_get(j, "value"),
			     f);
		s->view.nerrors += f->severity == SEVERITY_ERROR;
		s->view.nwarnings += f->severity == SEVERITY_WARNING;
		s->view.nadvice += f->severity == SEVERITY_ADVICE;
	} else if (cstr_eq(rec, "checked")) {
		struct checked *c = ARENA_PUSH(&s->arena, s->checked,
						       s->nchecked);

		c->check = arena_strdup(&s->arena, json_str(j, "check"));
		c->status = (enum check_status)codec_enum(check_status_names,
			json_str(j, "status"), CHECK_OK);
	} else if (cstr_eq(rec, "generation") &&
		   cstr_eq(json_str(j, "state"), "end")) {
		s->view.first_done = true;
		s->view.settled = json_bool(j, "complete", false);
		s->view.live = true;
	}
}

void stream_read(struct stream *s, const char *path)
{
	static const struct session_command ran[] = {
		{ .line = "/bin/bash -lic 'probe'", .exit_code = 0,
		  .took_ms = 212 },
		{ .line = "/usr/local/go/bin/go env -json", .exit_code = 1,
		  .took_ms = 9 },
	};
	struct strbuf text = STRBUF_INIT;
	struct str rest, line;
	FILE *f = fopen(path, "r");
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	memset(s, 0, sizeof(*s));
	snapshot_init(&s->snap);
	arena_init(&s->arena);
	while ((n = fread(strbuf_room(&text, 65536), 1, 65536, f)) > 0)
		strbuf_advance(&text, n);
	fclose(f);
	rest = strbuf_str(&text);
	while (str_line(&rest, &line)) {
		struct cJSON *j = json_parse(line, NULL);

		if (j)
			record(s, j);
		json_free(j);
	}
	strbuf_release(&text);
	snapshot_sort(&s->snap);
	s->view.snap = &s->snap;
	s->view.findings = s->findings;
	s->view.nfindings = s->nfindings;
	s->view.checked = s->checked;
	s->view.nchecked = s->nchecked;
	s->view.commands = ran;
	s->view.ncommands = ARRAY_SIZE(ran);
}

void stream_release(struct stream *s)
{
	snapshot_release(&s->snap);
	arena_release(&s->arena);
}
