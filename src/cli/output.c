#include "config.h"

#include "cli/output.h"

#include "base/json.h"
#include "cli/cli.h"

struct cJSON *output_document(void)
{
	struct cJSON *doc = json_object();

	json_put_int(doc, "schema", 1);
	json_put_str(doc, "gomend", PACKAGE_VERSION);
	return doc;
}

bool output_json(struct cJSON *doc)
{
	struct strbuf out = STRBUF_INIT;
	bool ok;

	json_print(&out, doc, true);
	if (!out.len || out.buf[out.len - 1] != '\n')
		strbuf_addch(&out, '\n');
	ok = cli_write_raw(strbuf_str(&out));
	strbuf_release(&out);
	json_free(doc);
	return ok;
}

bool output_prose(const struct prose *p)
{
	struct strbuf out = STRBUF_INIT;
	bool ok;

	prose_print(&out, p, cli_has_colour(1));
	ok = cli_write(strbuf_str(&out));
	strbuf_release(&out);
	return ok;
}
