/* gomend modfile: a go.mod or go.work as JSON, or why go refuses it. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/path.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/look.h"

struct answer_to {
	struct look *look;
	bool answered, accepted;
	struct strbuf text;
};

static void on_answer(void *payload, bool accepted, const char *text)
{
	struct answer_to *k = payload;

	k->answered = true;
	k->accepted = accepted;
	strbuf_addstr(&k->text, text ? text : "");
	look_done(k->look);
}

static int find_file(struct cli_args *args, const char **file,
		     struct error *err)
{
	const char *named = args->operands[0], *dir;
	struct cli_args where = { .a = args->a, .directory = args->directory };
	struct stat st;

	if (cli_dir(&where, 0, &dir, err))
		return -1;
	*file = path_join(args->a, dir, named);
	if (stat(*file, &st)) {
		error_origin(err, "%s", named);
		return error_set(err, "%s",
				 msg_told(args->a, strerror(errno)));
	}
	if (!S_ISREG(st.st_mode)) {
		error_origin(err, "%s", named);
		return error_set(err, "%s", _("This is not a plain file."));
	}
	return 0;
}

/* "1.21", "1.24.4" or "go1.24": what a release is called. */
static int release(struct cli_args *args, const char **name,
		   struct error *err)
{
	const char *go = args->go, *p;

	*name = NULL;
	if (!go)
		return 0;
	if (cstr_starts(go, "go"))
		go += 2;
	for (p = go; *p == '.' || (*p >= '0' && *p <= '9'); p++)
		;
	if (!cstr_starts(go, "1.") || *p || p[-1] == '.') {
		error_hint(err, "%s", _("Write it as in \"--go 1.24\"."));
		return error_set(err, "%s", SAY(args->a,
				 N_("\"{0}\" is no release of Go."),
				 args->go));
	}
	*name = go;
	return 0;
}

int cmd_modfile(struct cli_args *args)
{
	static const char *const no_places[] = { NULL };
	struct look_options o = { .places = no_places, .no_go = true,
				  .dont_wait = true, .no_trace = true, .quiet = args->quiet };
	struct error err = ERROR_INIT;
	struct look look = { 0 };
	struct answer_to k = { .look = &look, .text = STRBUF_INIT };
	const char *file, *go;
	int rc;

	if (find_file(args, &file, &err) || release(args, &go, &err))
		return look_fail(&look, &err);
	o.dir = path_dir(args->a, file);
	if (look_open(&look, &o, &err))
		return look_fail(&look, &err);
	session_modfile(look.session, file, go, on_answer, &k);
	if (!k.answered && look_wait(&look, &err))
		return look_fail(&look, &err);
	look_close(&look);
	if (!k.answered) {
		error_set(&err, "%s", _("The file could not be read."));
		return look_fail(&look, &err);
	}
	if (k.accepted) {
		if (!k.text.len || k.text.buf[k.text.len - 1] != '\n')
			strbuf_addch(&k.text, '\n');
		rc = cli_write_raw(strbuf_str(&k.text)) ? EXIT_OK
							: EXIT_TROUBLE;
	} else {
		struct strbuf clean = STRBUF_INIT;

		text_sanitize(&clean, strbuf_str(&k.text), true);
		fprintf(stderr, "%s\n", clean.buf);
		strbuf_release(&clean);
		rc = EXIT_FOUND;
	}
	strbuf_release(&k.text);
	return rc;
}
