#include "config.h"

#include "apply/say.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/json.h"
#include "base/str.h"
#include "base/strbuf.h"

/* A pipe that poll calls writable takes as much without blocking. */
#define CHUNK_BYTES ((size_t)4096)
#define PATIENCE_MS 1000

/* Once a record was cut in its middle, nothing more makes sense. */
static bool deaf;

static void write_out(struct str s, int patience_ms)
{
	struct pollfd p = { STDOUT_FILENO, POLLOUT, 0 };
	bool begun = false;
	ssize_t n;

	while (s.len && !deaf) {
		if (poll(&p, 1, begun ? PATIENCE_MS : patience_ms) <= 0 ||
		    p.revents & (POLLERR | POLLNVAL)) {
			deaf = begun || p.revents & (POLLERR | POLLNVAL);
			return;
		}
		n = write(STDOUT_FILENO, s.p,
			  s.len < CHUNK_BYTES ? s.len : CHUNK_BYTES);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0) {
			deaf = true;
			return;
		}
		begun = true;
		s = str_sub(s, (size_t)n, s.len - (size_t)n);
	}
}

static void say(struct cJSON *rec, int patience_ms)
{
	struct strbuf line = STRBUF_INIT;

	json_print(&line, rec, false);
	strbuf_addch(&line, '\n');
	write_out(strbuf_str(&line), patience_ms);
	strbuf_release(&line);
	json_free(rec);
}

static struct cJSON *record(const char *kind)
{
	struct cJSON *rec = json_object();

	json_put_str(rec, "rec", kind);
	return rec;
}

void say_txn(int n)
{
	struct cJSON *rec = record("txn");

	json_put_int(rec, "n", n);
	say(rec, PATIENCE_MS);
}

void say_progress(const char *step, int op, int64_t done, int64_t total,
		  int64_t bytes, int64_t total_bytes)
{
	struct cJSON *rec = record("progress");

	json_put_str(rec, "step", step);
	if (op >= 0)
		json_put_int(rec, "op", op);
	if (total)
		json_put_int(rec, "done", done);
	if (total)
		json_put_int(rec, "total", total);
	if (total_bytes) {
		json_put_int(rec, "bytes", bytes);
		json_put_int(rec, "total_bytes", total_bytes);
	}
	say(rec, 0);
}

void say_recovered(int n, const char *state, const char *message)
{
	struct cJSON *rec = record("recovered");

	json_put_int(rec, "n", n);
	json_put_str(rec, "state", state);
	if (message)
		json_put_str(rec, "message", message);
	say(rec, PATIENCE_MS);
}

void say_drift(const char *path, const char *what, const char *kept)
{
	struct cJSON *rec = record("drift");

	json_put_str(rec, "path", path);
	json_put_str(rec, "what", what);
	if (kept)
		json_put_str(rec, "kept", kept);
	say(rec, PATIENCE_MS);
}

void say_end(int n, const char *state, const struct error *err)
{
	say_back(n, state, 0, err);
}

void say_back(int n, const char *state, int64_t kept, const struct error *err)
{
	struct cJSON *rec = record("end");

	if (n)
		json_put_int(rec, "n", n);
	json_put_str(rec, "state", state);
	if (kept)
		json_put_int(rec, "kept", kept);
	if (err && err->message)
		json_put_str(rec, "message", err->message);
	if (err && err->message && err->origin)
		json_put_str(rec, "path", err->origin);
	if (err && err->code)
		json_put_int(rec, "errno", err->code);
	if (err && err->hint)
		json_put_str(rec, "hint", err->hint);
	say(rec, PATIENCE_MS);
}
