/* gomend gopath: the projects of a GOPATH, in the order of their migration. */
#include "config.h"

#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "report/gopath.h"

static bool print(struct cli_args *args, const struct snapshot *s)
{
	struct gopath_report r;
	struct cJSON *doc;
	struct prose p;

	gopath_report_make(args->a, s, s->repo.opened, &r);
	if (args->json) {
		doc = output_document();
		gopath_json(doc, s, &r);
		return output_json(doc);
	}
	prose_init(&p, args->a, cli_cols(1));
	gopath_text(&p, s, &r);
	return output_prose(&p);
}

int cmd_gopath(struct cli_args *args)
{
	static const char *const shell[] = { "shell", NULL };
	struct look_options o = {
		.places = shell,
		.quiet = args->quiet,
		.no_go = true,
		.no_trace = true,
		.no_figures = true,
		.gopath = true,
	};
	struct error err = ERROR_INIT;
	struct look look = { 0 };
	bool ok;

	if (cli_dir(args, 0, &o.dir, &err) || look_open(&look, &o, &err))
		return look_fail(&look, &err);
	ok = print(args, look.view->snap);
	look_close(&look);
	return ok ? EXIT_OK : EXIT_TROUBLE;
}
