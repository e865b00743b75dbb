#include "config.h"

#include "scan/emit.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "facts/wire.h"

struct cJSON *emit_record(const char *name)
{
	struct cJSON *j = json_object();

	json_put_str(j, "rec", name);
	return j;
}

static void write_all(const char *p, size_t len)
{
	struct pollfd fd = { STDOUT_FILENO, POLLOUT, 0 };
	ssize_t n;

	while (len) {
		n = write(STDOUT_FILENO, p, len);
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			(void)poll(&fd, 1, -1);
		} else if (n < 0 && errno != EINTR) {
			/* Nobody listens any more. */
			_exit(0);
		}
	}
}

void emit(struct cJSON *record)
{
	struct strbuf sb = STRBUF_INIT;

	json_print(&sb, record, false);
	json_free(record);
	if (!sb.cut && sb.len < WIRE_LINE_MAX_BYTES) {
		strbuf_addch(&sb, '\n');
		write_all(sb.buf, sb.len);
	}
	strbuf_release(&sb);
}

void emit_hello(const char *const *confined, size_t n)
{
	struct cJSON *j = emit_record("hello"), *list = json_array();
	size_t i;

	json_put_int(j, "schema", WIRE_SCHEMA);
	for (i = 0; i < n; i++)
		json_push_str(list, confined[i]);
	json_put(j, "confined", list);
	emit(j);
}

void emit_fact(const char *kind, const struct codec *c, const void *value)
{
	struct cJSON *j = emit_record("fact");

	json_put_str(j, "kind", kind);
	json_put(j, "value", codec_encode(c, value));
	emit(j);
}

void emit_progress(const char *what, int done, int total)
{
	struct cJSON *j = emit_record("progress");

	json_put_str(j, "what", what);
	json_put_int(j, "done", done);
	json_put_int(j, "total", total);
	emit(j);
}

void emit_running(const char *check)
{
	struct cJSON *j = emit_record("running");

	json_put_str(j, "check", check);
	emit(j);
}

void emit_checked(const char *check, enum check_status status)
{
	struct cJSON *j = emit_record("checked");

	json_put_str(j, "check", check);
	json_put_str(j, "status", check_status_names[status]);
	emit(j);
}

void emit_finding(const struct finding *f)
{
	struct cJSON *j = emit_record("finding");

	json_put(j, "value", codec_encode(&finding_codec, f));
	emit(j);
}

void emit_error(const struct error *err)
{
	struct cJSON *j = emit_record("error");

	json_put_str(j, "message", err->message ? err->message : "");
	if (err->origin)
		json_put_str(j, "origin", err->origin);
	if (err->hint)
		json_put_str(j, "hint", err->hint);
	emit(j);
}
