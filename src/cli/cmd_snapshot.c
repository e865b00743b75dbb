/* gomend snapshot: this machine as JSON, and the script that makes the same. */
#include "config.h"

#include "base/json.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/show.h"
#include "facts/recording.h"
#include "probe/snapshot.h"

static struct cJSON *document(struct arena *a, const struct snapshot *s)
{
	struct cJSON *doc = output_document(), *list = json_array();
	size_t i;

	json_put_str(doc, "by", recorded_by_names[RECORDED_BY_GOMEND]);
	if (show_now(a))
		json_put_str(doc, "made", show_now(a));
	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].kind != PLACE_JOB)
			json_push(list, recording_json(&s->places[i], show_host(a)));
	json_put(doc, "places", list);
	return doc;
}

static int put_script(struct cli_args *args)
{
	struct strbuf sb = STRBUF_INIT;
	size_t i;
	int rc;

	for (i = 0; snapshot_script[i]; i++)
		strbuf_addstr(&sb, snapshot_script[i]);
	rc = put_output(args, strbuf_str(&sb));
	strbuf_release(&sb);
	return rc;
}

int cmd_snapshot(struct cli_args *args)
{
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *doc;
	struct look look;
	int rc;

	if (args->script)
		return put_script(args);
	rc = look_start(&look, args, 0, NULL);
	if (rc)
		return rc;
	doc = document(args->a, look.view->snap);
	look_close(&look);
	json_print(&sb, doc, true);
	strbuf_addch(&sb, '\n');
	json_free(doc);
	rc = put_output(args, strbuf_str(&sb));
	strbuf_release(&sb);
	return rc;
}
