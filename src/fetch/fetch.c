#include "config.h"

#include "fetch/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/path.h"
#include "base/redact.h"
#include "base/str.h"
#include "fetch/archive.h"
#include "fetch/confine.h"
#include "fetch/net.h"
#include "fetch/sums.h"
#include "host/fs.h"

#define STOPPED 1
#define USAGE 2
/* "HEX  NAME" lines, not an archive taken for them. */
#define SUMS_MAX_BYTES ((size_t)1024 * 1024)
/* Progress more often than that is nobody's to see. */
#define SAY_MS 100

struct words {
	const char *archive, *to, *sha256, *sums, *mirror, *name, *os, *arch,
		   *version, *cache, *ca, *ca_dir;
};

/* ---- what is said ---- */

static int64_t now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void say_progress(int64_t bytes, int64_t total)
{
	static int64_t said;
	int64_t now = now_ms();

	if (said && now - said < SAY_MS && bytes != total)
		return;
	said = now;
	(void)printf("{\"rec\":\"progress\",\"bytes\":%lld,"
		     "\"total_bytes\":%lld}\n", (long long)bytes,
		     (long long)total);
	(void)fflush(stdout);
}

/* A mirror's address may hold a password. */
static void say_line(const char *label, const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	redact_text(&sb, str_from(text));
	(void)fprintf(stderr, "%s: %s\n", label, sb.buf);
	strbuf_release(&sb);
}

static int stopped(const struct error *err)
{
	say_line("gomend-fetch", err->message ? err->message : "?");
	if (err->hint)
		say_line("hint", err->hint);
	return STOPPED;
}

/* ---- unpack ---- */

static int wanted_sum(const struct words *w, char out[65], struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	int rc;

	if (w->sha256) {
		if (sums_is_hex(str_trim(str_from(w->sha256)), out))
			return 0;
		return error_set(err, "a SHA-256 has 64 hexadecimal digits, "
				 "unlike %s", w->sha256);
	}
	rc = fs_read(w->sums, SUMS_MAX_BYTES, &sb, err);
	/* What was fetched stands under the name that it has in the stage. */
	if (!rc)
		rc = sums_find(strbuf_str(&sb), w->archive, out, err);
	strbuf_release(&sb);
	return rc;
}

static int open_archive(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;

	if (fd < 0)
		return error_errno(err, errno, "cannot open %s", path);
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) &&
	    st.st_size <= ARCHIVE_MAX_PACKED_BYTES)
		return fd;
	(void)close(fd);
	return S_ISREG(st.st_mode)
		? error_set(err, "%s is larger than any release", path)
		: error_set(err, "%s is not a regular file", path);
}

static int other_sum(const char *path, const char *is, const char *wanted,
		     struct error *err)
{
	error_hint(err, "it is another file, or was cut off or changed on the "
		   "way: download it again, and compare with "
		   "https://go.dev/dl/");
	return error_set(err, "%s does not have the SHA-256 that it should: "
			 "it is %s, and %s was expected", path, is, wanted);
}

static int unpack(const struct words *w, struct error *err)
{
	char wanted[65], is[SHA256_HEX_BYTES];
	struct archive_size size;
	int fd, rc;

	if (wanted_sum(w, wanted, err))
		return -1;
	fd = open_archive(w->archive, err);
	if (fd < 0)
		return -1;
	rc = archive_hash(fd, is, err);
	if (!rc && strcmp(is, wanted) != 0)
		rc = other_sum(w->archive, is, wanted, err);
	if (!rc)
		rc = archive_check(fd, &size, err);
	if (!rc)
		rc = archive_unpack(fd, w->to, is, &size, say_progress, err);
	(void)close(fd);
	return rc;
}

/* ---- the network ---- */

static int write_sums(const char *path, const char *hex, const char *name,
		      struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
		      O_CLOEXEC, 0600);
	int rc = 0;

	if (fd < 0)
		return error_errno(err, errno, "cannot make %s", path);
	if (dprintf(fd, "%s  %s\n", hex, name) < 0)
		rc = error_errno(err, errno, "cannot write %s", path);
	if (close(fd) < 0 && !rc)
		rc = error_errno(err, errno, "cannot write %s", path);
	return rc;
}

/* "https://go.dev/dl" and "https://go.dev/dl/" are the same folder. */
static const char *below(struct arena *a, const char *mirror,
			 const char *name)
{
	size_t len = strlen(mirror);

	return arena_printf(a, "%s%s%s", mirror,
			    len && mirror[len - 1] == '/' ? "" : "/", name);
}

/* NAME.sha256 of a mirror that has no list. */
static int beside(struct arena *a, const struct words *w, const char *name,
		  char hex[65], struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	int rc = net_text(below(a, w->mirror,
				arena_printf(a, "%s.sha256", name)),
			  &sb, err);

	if (!rc)
		rc = sums_find(strbuf_str(&sb), name, hex, err);
	strbuf_release(&sb);
	return rc;
}

/* 0: the list; 1: this mirror has none; -1 with err. */
static int get_list(struct arena *a, const struct words *w, bool all,
		    struct strbuf *out, struct error *err)
{
	struct error why = ERROR_INIT;
	int rc = net_text(below(a, w->mirror, all ? "?mode=json&include=all"
						  : "?mode=json"), out, &why);

	if (!rc && !str_starts(str_trim(strbuf_str(out)), "["))
		rc = 1;
	if (rc < 0 && why.code == NET_NOT_THERE)
		rc = 1;
	if (rc < 0) {
		if (why.hint)
			error_hint(err, "%s", why.hint);
		(void)error_set(err, "%s", why.message);
	}
	error_release(&why);
	return rc;
}

static int sums(struct arena *a, const struct words *w, struct error *err)
{
	struct strbuf list = STRBUF_INIT;
	struct sums_file f;
	char hex[65];
	int rc = get_list(a, w, true, &list, err);

	if (!rc) {
		rc = sums_named(a, strbuf_str(&list), w->name, &f, err);
		if (!rc)
			memcpy(hex, f.sha256, sizeof(hex));
	} else if (rc > 0) {
		rc = beside(a, w, w->name, hex, err);
	}
	strbuf_release(&list);
	return rc ? -1 : write_sums(w->to, hex, w->name, err);
}

/* Which archive, and its sum. */
static int choose(struct arena *a, const struct words *w,
		  struct sums_file *out, struct error *err)
{
	struct strbuf list = STRBUF_INIT;
	char hex[65];
	int rc = get_list(a, w, !sums_is_newest(w->version), &list, err);

	if (!rc) {
		rc = sums_pick(a, strbuf_str(&list), w->os, w->arch,
			       w->version, out, err);
	} else if (rc > 0 && !sums_is_exact(w->version)) {
		error_hint(err, "name a release in full, as version=1.24.4");
		rc = error_set(err, "%s has no list of releases", w->mirror);
	} else if (rc > 0) {
		memset(out, 0, sizeof(*out));
		out->name = arena_printf(a, "go%s.%s-%s.tar.gz",
			cstr_starts(w->version, "go") ? w->version + 2
						      : w->version,
			w->os, cstr_eq(w->arch, "arm") ? "armv6l" : w->arch);
		rc = 0;
		if (!w->sha256)
			rc = beside(a, w, out->name, hex, err);
		out->sha256 = arena_strdup(a, w->sha256 ? w->sha256 : hex);
	}
	strbuf_release(&list);
	return rc ? -1 : 0;
}

static int copy(const char *from, const char *to, struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	int in = open_archive(from, err), out;
	ssize_t n = -1;

	if (in < 0)
		return -1;
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		   0600);
	while (out >= 0) {
		n = read(in, strbuf_room(&sb, 65536), 65536);
		if (n <= 0)
			break;
		if (write(out, sb.buf, (size_t)n) != n) {
			n = -1;
			break;
		}
	}
	if (n < 0)
		(void)error_errno(err, errno, "cannot write %s", to);
	if (out >= 0 && close(out) < 0 && !n)
		n = error_errno(err, errno, "cannot write %s", to);
	(void)close(in);
	strbuf_release(&sb);
	return n ? -1 : 0;
}

/* What is whole goes into the stage; what is wrong goes, or it would be taken
 * for the beginning for ever. */
static int bring(const char *part, const char *to, const char *sum,
		 struct error *err)
{
	char is[SHA256_HEX_BYTES];
	int fd = open_archive(part, err), rc;

	if (fd < 0)
		return -1;
	rc = archive_hash(fd, is, err);
	(void)close(fd);
	if (rc)
		return -1;
	if (strcmp(is, sum) != 0) {
		(void)unlink(part);
		return other_sum(to, is, sum, err);
	}
	if (!rename(part, to))
		return 0;
	/* It lies on another file system. */
	if (copy(part, to, err))
		return -1;
	(void)unlink(part);
	return 0;
}

static int download(struct arena *a, const struct words *w,
		    struct error *err)
{
	const char *to, *part;
	struct sums_file f;
	char hex[65];

	if (w->sha256)
		net_allow_plain();
	if (choose(a, w, &f, err))
		return -1;
	/* What the user gave stands above what the list says. */
	if (!sums_is_hex(str_trim(str_from(w->sha256 ? w->sha256 : f.sha256)),
			 hex))
		return error_set(err, "a SHA-256 has 64 hexadecimal digits, "
				 "unlike %s", w->sha256);
	to = path_join(a, w->to, "archive.tar.gz");
	/* Another archive of that name is not taken for its beginning. */
	part = w->cache ? arena_printf(a, "%s/%s.%.16s.part", w->cache, f.name,
				       hex) : to;
	if (write_sums(path_join(a, w->to, "sums"), hex, "archive.tar.gz",
		       err) ||
	    net_file(below(a, w->mirror, f.name), part, f.bytes, say_progress,
		     err))
		return -1;
	return w->cache ? bring(part, to, hex, err) : 0;
}

static int reach(const struct words *w, struct error *err)
{
	return net_reach(w->archive, err);
}

static void put_redacted(struct cJSON *j, const char *key, const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	if (text) {
		redact_text(&sb, str_from(text));
		json_put_str(j, key, sb.buf);
	}
	strbuf_release(&sb);
}

static int try(const struct words *w, struct error *err)
{
	struct net_tried t;
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *j;

	if (net_try(w->archive, w->ca, w->ca_dir, &t, err))
		return -1;
	j = json_object();
	json_put_str(j, "rec", "tried");
	json_put_bool(j, "ok", t.ok);
	json_put_str(j, "step", t.step);
	json_put_str(j, "reason", t.reason);
	json_put_int(j, "status", t.status);
	json_put_int(j, "took_ms", t.took_ms);
	put_redacted(j, "address", t.address);
	put_redacted(j, "said", t.said);
	json_print(&sb, j, false);
	(void)printf("%s\n", sb.buf);
	strbuf_release(&sb);
	json_free(j);
	net_tried_release(&t);
	return fflush(stdout) ? error_set(err, "cannot be written") : 0;
}

/* ---- the command line ---- */

static const char **place_of(struct words *w, const char *option)
{
	const struct {
		const char *name;
		const char **value;
	} options[] = {
		{ "--to", &w->to }, { "--sha256", &w->sha256 },
		{ "--sums", &w->sums }, { "--mirror", &w->mirror },
		{ "--name", &w->name }, { "--os", &w->os },
		{ "--arch", &w->arch }, { "--version", &w->version },
		{ "--cache", &w->cache },
		{ "--ca", &w->ca }, { "--ca-dir", &w->ca_dir },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(options); i++)
		if (!strcmp(option, options[i].name))
			return options[i].value;
	return NULL;
}

static bool parse(int argc, char **argv, struct words *w)
{
	int i;

	memset(w, 0, sizeof(*w));
	for (i = 2; i < argc; i++) {
		const char **value = place_of(w, argv[i]);

		if (value && i + 1 < argc)
			*value = argv[++i];
		else if (!value && argv[i][0] != '-' && !w->archive)
			w->archive = argv[i];
		else
			return false;
	}
	return w->to || !strcmp(argv[1], "reach") || !strcmp(argv[1], "try");
}

static int usage(void)
{
	(void)fputs("usage: gomend-fetch unpack ARCHIVE --to DIR "
		    "(--sha256 HEX | --sums FILE)\n"
		    "       gomend-fetch sums --mirror URL --name NAME "
		    "--to FILE\n"
		    "       gomend-fetch download --mirror URL --os OS --arch "
		    "ARCH [--version V]\n"
		    "                    [--sha256 HEX] [--cache DIR] --to DIR\n"
		    "       gomend-fetch reach URL\n"
		    "       gomend-fetch try URL [--ca FILE] [--ca-dir DIR]\n",
		    stderr);
	return USAGE;
}

int fetch_main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct words w;
	int rc;

	(void)signal(SIGPIPE, SIG_IGN);
	/* Names in archives are UTF-8, whatever the user's language. */
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		(void)setlocale(LC_CTYPE, "");
	if (argc < 2 || !parse(argc, argv, &w))
		return usage();
	if (!strcmp(argv[1], "unpack") && w.archive &&
	    !w.sha256 != !w.sums) {
		(void)confine_fetch(false);
		rc = unpack(&w, &err);
	} else if (!strcmp(argv[1], "sums") && w.mirror && w.name &&
		   !w.archive) {
		(void)confine_fetch(true);
		rc = sums(&a, &w, &err);
	} else if (!strcmp(argv[1], "download") && w.mirror && w.os &&
		   w.arch && !w.archive) {
		(void)confine_fetch(true);
		rc = download(&a, &w, &err);
	} else if (!strcmp(argv[1], "reach") && w.archive) {
		(void)confine_fetch(true);
		rc = reach(&w, &err);
	} else if (!strcmp(argv[1], "try") && w.archive) {
		(void)confine_fetch(true);
		rc = try(&w, &err);
	} else {
		return usage();
	}
	rc = rc ? stopped(&err) : 0;
	error_release(&err);
	arena_release(&a);
	return rc;
}
