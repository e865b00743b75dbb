#include "config.h"

#include "apply/txnlog.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "apply/at.h"
#include "base/json.h"
#include "base/path.h"

/* Room for the records that must be written on a full disk as well. */
#define RESERVE_BYTES ((off_t)16 * 1024)

static const struct codec_field txn_place_fields[] = {
	CF_STR(txn_place, base),
	CF_STR(txn_place, path),
};
static CODEC_DEFINE(txn_place);

static const struct codec_field txn_folder_fields[] = {
	CF_STR(txn_folder, path),
	CF_I64(txn_folder, ino),
	CF_I64(txn_folder, mtime_ns),
};
static CODEC_DEFINE(txn_folder);

static const struct codec_field txn_after_fields[] = {
	CF_INT(txn_after, op),
	CF_STR(txn_after, path),
	CF_OBJ(txn_after, state, &plan_state_codec),
	CF_STR(txn_after, tree),
	CF_STR(txn_after, tree_print),
	CF_BOOL(txn_after, identity),
	CF_BOOL(txn_after, index),
	CF_BOOL(txn_after, made),
	CF_BOOL(txn_after, keep),
	CF_STR(txn_after, kept),
	CF_I64(txn_after, kept_ino),
};
static CODEC_DEFINE(txn_after);

/* The members of a log that stand in the record of each kind. */
static const struct codec_field begin_fields[] = {
	CF_STR(txnlog, git_dir),
	CF_STR(txnlog, stage),
	CF_STR(txnlog, token),
	CF_LIST(txnlog, places, &txn_place_codec),
	CF_LIST(txnlog, folders, &txn_folder_codec),
	CF_STRS(txnlog, locks),
};
static const struct codec begin_codec = {
	"begin", sizeof(struct txnlog), begin_fields, ARRAY_SIZE(begin_fields)
};
static const struct codec_field staged_fields[] = {
	CF_LIST(txnlog, steps, &step_codec),
	CF_LIST(txnlog, afters, &txn_after_codec),
	CF_I64(txnlog, undo_bytes),
};
static const struct codec staged_codec = {
	"staged", sizeof(struct txnlog), staged_fields,
	ARRAY_SIZE(staged_fields)
};
static const struct codec_field undo_fields[] = {
	CF_LIST(txnlog, steps, &step_codec),
	CF_LIST(txnlog, folders, &txn_folder_codec),
	CF_STR(txnlog, to),
};
static const struct codec undo_codec = {
	"undo", sizeof(struct txnlog), undo_fields, ARRAY_SIZE(undo_fields)
};
static const struct codec_field clean_fields[] = {
	CF_LIST(txnlog, left, &txn_folder_codec),
	CF_STR(txnlog, boot),
	CF_BOOL(txnlog, synced),
};
static const struct codec clean_codec = {
	"clean", sizeof(struct txnlog), clean_fields, ARRAY_SIZE(clean_fields)
};

/* ---- reading ---- */

/* What a record says about what is still to be tidied up. */
static void note_clean(struct txnlog *log, const char *kind)
{
	if (cstr_eq(kind, "clean"))
		log->clean = log->noted = true;
	else if (!cstr_eq(kind, "verified") && !cstr_eq(kind, "told"))
		log->clean = false;
	/* Then the folders were touched by us. */
	if (cstr_eq(kind, "undo-stopped"))
		log->noted = false;
	log->stuck = cstr_eq(kind, "stuck");
}

static void read_record(struct arena *a, struct txnlog *log,
			const struct cJSON *rec)
{
	const char *kind = json_str(rec, "rec");

	note_clean(log, kind);
	if (cstr_eq(kind, "clean")) {
		log->synced = false;
		codec_decode(&clean_codec, a, rec, log);
		return;
	}
	if (cstr_eq(kind, "begin")) {
		log->begun = true;
		codec_decode(&begin_codec, a, rec, log);
	} else if (cstr_eq(kind, "staged")) {
		log->staged = true;
		codec_decode(&staged_codec, a, rec, log);
	} else if (cstr_eq(kind, "undo")) {
		codec_decode(&undo_codec, a, rec, log);
	}
}

static const char *journal_path(struct arena *a, const char *dir)
{
	return path_join(a, dir, "journal");
}

int txnlog_load(struct arena *a, const char *state, int n,
		struct txnlog *out, struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	const char *path;
	struct cJSON *rec;
	struct str rest;
	int fd, rc;

	*out = (struct txnlog){ .n = n };
	out->dir = arena_printf(a, "%s/txn/%d", state, n);
	path = journal_path(a, out->dir);
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return 0;
	rc = fd < 0 ? -1 : at_read_all(fd, &sb);
	if (rc) {
		error_origin(err, "%s", path);
		(void)error_errno(err, errno, "cannot read %s", path);
	}
	if (fd >= 0)
		(void)close(fd);
	rest = strbuf_str(&sb);
	if (!rc && !journal_read(a, rest, &out->txn, NULL)) {
		while ((rec = journal_next(&rest))) {
			read_record(a, out, rec);
			json_free(rec);
		}
	}
	strbuf_release(&sb);
	return rc;
}

/* Enough for the last records of all but huge transactions. */
#define TAIL_BYTES 16384

bool txnlog_settled(struct arena *a, const char *state, int n,
		    const char *boot)
{
	const char *path = arena_printf(a, "%s/txn/%d/journal", state, n);
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	struct strbuf tail = STRBUF_INIT;
	struct cJSON *rec;
	bool settled = false;
	struct str rest, line;
	off_t size;
	ssize_t got;

	if (fd < 0)
		return false;
	size = lseek(fd, 0, SEEK_END);
	got = size < 0 ? -1 : pread(fd, strbuf_room(&tail, TAIL_BYTES),
				    TAIL_BYTES, size > TAIL_BYTES ?
				    size - TAIL_BYTES : 0);
	(void)close(fd);
	if (got > 0)
		strbuf_advance(&tail, (size_t)got);
	rest = strbuf_str(&tail);
	while (got > 0 && (rec = journal_next(&rest))) {
		const char *kind = json_str(rec, "rec");

		if (!cstr_eq(kind, "verified") && !cstr_eq(kind, "told"))
			settled = cstr_eq(kind, "clean") &&
				  (json_bool(rec, "synced", false) ||
				   cstr_eq(json_str(rec, "boot"), boot));
		json_free(rec);
	}
	/* A torn end is for a whole look, and so is a damaged one. */
	rest = strbuf_str(&tail);
	if (size > TAIL_BYTES)
		(void)str_line(&rest, &line);
	if (got > 0 && (tail.buf[tail.len - 1] != '\n' ||
			journal_damaged(rest, size > TAIL_BYTES)))
		settled = false;
	strbuf_release(&tail);
	return settled;
}

/* ---- writing ---- */

/* How much of the file is lines; -1 with errno. */
static off_t whole_lines(int fd, off_t end)
{
	char bytes[4096];

	while (end > 0) {
		off_t from = end > (off_t)sizeof(bytes) ?
			     end - (off_t)sizeof(bytes) : 0;
		ssize_t n = pread(fd, bytes, (size_t)(end - from), from);

		if (n != (ssize_t)(end - from)) {
			errno = n < 0 ? errno : EIO;
			return -1;
		}
		for (; n > 0; n--)
			if (bytes[n - 1] == '\n')
				return from + n;
		end = from;
	}
	return 0;
}

static int append(struct txnlog *log, struct cJSON *rec, bool sync,
		  struct error *err)
{
	struct arena a = ARENA_INIT;
	struct strbuf line = STRBUF_INIT;
	const char *path = journal_path(&a, log->dir);
	off_t end = -1;
	char last = '\n';
	bool written = false;
	int fd, rc = -1;

	fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC,
		  0600);
	if (fd < 0)
		goto out;
	end = lseek(fd, 0, SEEK_END);
	if (end < 0)
		goto out;
	/* What was torn off goes: it was never there. */
	if (end > 0 && pread(fd, &last, 1, end - 1) != 1)
		goto out;
	if (last != '\n') {
		end = whole_lines(fd, end);
		if (end < 0 || ftruncate(fd, end) < 0)
			goto out;
	}
	journal_line(&line, rec);
	if (at_write_all(fd, line.buf, line.len) < 0)
		goto out;
	written = true;
	rc = sync && fdatasync(fd) < 0 ? -1 : 0;
out:
	if (rc) {
		int code = errno;

		/* Half a record, or one that may not last, is none; one that
		 * cannot be taken back counts. */
		if (written && ftruncate(fd, end) < 0)
			rc = 1;
		else if (fd >= 0 && end >= 0 && !written &&
			 ftruncate(fd, end) < 0)
			errno = code;
		error_origin(err, "%s", path);
		(void)error_errno(err, code, "cannot write %s", path);
	}
	if (fd >= 0)
		(void)close(fd);
	if (rc >= 0)
		note_clean(log, json_str(rec, "rec"));
	json_free(rec);
	strbuf_release(&line);
	arena_release(&a);
	return rc;
}

static struct cJSON *record(const struct codec *c, const struct txnlog *log,
			    const char *kind)
{
	struct cJSON *rec = c ? codec_encode(c, log) : json_object();

	json_put_str(rec, "rec", kind);
	return rec;
}

/* The journal's first bytes reserve what its last ones may need. */
static void reserve(const struct txnlog *log)
{
#if defined(__linux__) && defined(FALLOC_FL_KEEP_SIZE)
	struct arena a = ARENA_INIT;
	int fd = open(journal_path(&a, log->dir), O_WRONLY | O_NOFOLLOW |
		      O_CLOEXEC);

	/* Not every file system can; then it is as it is. */
	if (fd >= 0) {
		(void)!fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, RESERVE_BYTES);
		(void)close(fd);
	}
	arena_release(&a);
#else
	(void)log;
#endif
}

/* Of a fix by stages: what it did of what, and what it goes on from. */
static void put_legs(struct cJSON *rec, const struct plan *p)
{
	struct cJSON *legs = json_array(), *remain = json_array();
	size_t i;

	for (i = 0; i < p->nlegs; i++)
		json_push_str(p->legs[i].later ? remain : legs, p->legs[i].id);
	json_put(rec, "legs", legs);
	json_put(rec, "remain", remain);
	if (p->subject)
		json_put_str(rec, "subject", p->subject);
	if (p->continues)
		json_put_int(rec, "continues", p->continues);
}

int txnlog_begin(struct txnlog *log, const struct plan *p, struct error *err)
{
	struct cJSON *rec = record(&begin_codec, log, "begin");
	time_t now = time(NULL);
	struct tm tm;
	char when[32] = "";

	if (gmtime_r(&now, &tm))
		(void)strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &tm);
	json_put_int(rec, "n", log->n);
	json_put_str(rec, "fix", p->fix);
	json_put_str(rec, "root", p->root);
	json_put(rec, "title", codec_encode(&msg_codec, &p->title));
	json_put_str(rec, "when", when);
	json_put_int(rec, "seconds", (int64_t)now);
	json_put_int(rec, "by", getppid());
	json_put_int(rec, "nchanges", (int64_t)p->nchanges);
	if (p->shell_line)
		json_put_str(rec, "shell_line", p->shell_line);
	if (p->nlegs)
		put_legs(rec, p);
	if (append(log, rec, false, err) < 0)
		return -1;
	reserve(log);
	/* With the plan, the folders and all: one sync for everything. */
	if (txnlog_sync(log->dir, err))
		return -1;
	log->begun = true;
	return 0;
}

int txnlog_staged(struct txnlog *log, struct error *err)
{
	int rc = append(log, record(&staged_codec, log, "staged"), true, err);

	if (rc >= 0)
		log->staged = true;
	return rc ? -1 : 0;
}

int txnlog_commit(struct txnlog *log, struct error *err)
{
	struct cJSON *rec = record(NULL, log, "commit");

	json_put_int(rec, "undo_bytes", log->undo_bytes);
	return append(log, rec, true, err);
}

int txnlog_mark(struct txnlog *log, const char *kind, const char *reason,
		const char *to, bool sync, struct error *err)
{
	struct cJSON *rec = record(NULL, log, kind);

	if (reason)
		json_put_str(rec, "reason", reason);
	if (to)
		json_put_str(rec, "to", to);
	return append(log, rec, sync, err);
}

int txnlog_undo(struct txnlog *log, const char *reason, const char *to,
		struct error *err)
{
	struct cJSON *rec;

	log->to = to;
	rec = record(&undo_codec, log, "undo");
	if (reason)
		json_put_str(rec, "reason", reason);
	return append(log, rec, true, err);
}

int txnlog_clean(struct txnlog *log, struct error *err)
{
	return append(log, record(&clean_codec, log, "clean"), false, err);
}

/* ---- paths ---- */

const char *txnlog_now(struct arena *a, const struct txnlog *log,
		       size_t first, const char *path, enum txn_way way)
{
	size_t i;

	for (i = first; i < log->nsteps; i++) {
		const struct step *s = &log->steps[i];
		const char *to = s->kept;

		if (!path_under(s->live, path))
			continue;
		if (s->act == STEP_TAKE && way == TXN_IN_PLACE && i &&
		    s[-1].act == STEP_PLACE && s[-1].op == s->op)
			to = s[-1].live;
		else if (s->act != STEP_SHIFT &&
			 (s->act != STEP_TAKE || way != TXN_KEPT))
			continue;
		path = arena_printf(a, "%s%s", to, path + strlen(s->live));
	}
	return path;
}

/* ---- the state folder ---- */

static int int_order(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return x < y ? -1 : x > y;
}

static int number(const char *text)
{
	char *end;
	long v;

	errno = 0;
	v = isdigit((unsigned char)*text) ? strtol(text, &end, 10) : 0;
	return v > 0 && v < INT_MAX && !errno && (!*end || *end == '\n') ?
	       (int)v : 0;
}

int txnlog_numbers(struct arena *a, const char *state, int **list, size_t *n,
		   struct error *err)
{
	const char *path = path_join(a, state, "txn");
	struct dirent *d;
	DIR *dir = opendir(path);
	int rc = 0;

	*list = NULL;
	*n = 0;
	if (!dir && errno == ENOENT)
		return 0;
	if (!dir) {
		error_origin(err, "%s", path);
		return error_errno(err, errno, "cannot open %s", path);
	}
	for (;;) {
		errno = 0;
		d = readdir(dir);
		if (!d)
			break;
		if (number(d->d_name))
			*ARENA_PUSH(a, *list, *n) = number(d->d_name);
	}
	if (errno) {
		error_origin(err, "%s", path);
		rc = error_errno(err, errno, "cannot read %s", path);
	}
	(void)closedir(dir);
	if (*n)
		qsort(*list, *n, sizeof(**list), int_order);
	return rc;
}

int txnlog_next(struct arena *a, const char *state, int *n,
		struct error *err)
{
	const char *path = path_join(a, state, "next");
	char text[32] = "";
	int *list, fd, rc = 0;
	struct str line;
	size_t nlist;

	if (txnlog_numbers(a, state, &list, &nlist, err))
		return -1;
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		error_origin(err, "%s", path);
		return error_errno(err, errno, "cannot open %s", path);
	}
	if (pread(fd, text, sizeof(text) - 1, 0) < 0)
		rc = error_errno(err, errno, "cannot read %s", path);
	*n = number(text);
	if (!*n)
		*n = 1;
	if (nlist && list[nlist - 1] >= *n)
		*n = list[nlist - 1] + 1;
	line = str_from(arena_printf(a, "%d\n", *n + 1));
	/* One write, in place: the number only grows. */
	if (!rc && pwrite(fd, line.p, line.len, 0) != (ssize_t)line.len)
		rc = error_errno(err, errno ? errno : ENOSPC,
				 "cannot write %s", path);
	if (rc)
		error_origin(err, "%s", path);
	(void)close(fd);
	return rc;
}

int txnlog_file(const char *path, struct str bytes, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
		      O_CLOEXEC, 0600);
	int code = 0;

	if (fd < 0) {
		error_origin(err, "%s", path);
		return error_errno(err, errno, "cannot make %s", path);
	}
	if (at_write_all(fd, bytes.p, bytes.len) < 0)
		code = errno;
	if (close(fd) < 0 && !code)
		code = errno;
	if (!code)
		return 0;
	error_origin(err, "%s", path);
	return error_errno(err, code, "cannot write %s", path);
}

int txnlog_sync(const char *path, struct error *err)
{
	int fd, rc, code;

	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		error_origin(err, "%s", path);
		return error_errno(err, errno, "cannot open %s", path);
	}
#ifdef HAVE_SYNCFS
	rc = syncfs(fd);
#else
	rc = fsync(fd);
	sync();
#endif
	code = errno;
	(void)close(fd);
	if (rc >= 0)
		return 0;
	error_origin(err, "%s", path);
	return error_errno(err, code, "cannot write what is in %s to the disk",
			   path);
}
