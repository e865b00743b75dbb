#include "config.h"

#include "fetch/net.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#define CONNECT_S 20L
/* Slower than that for so long is standing still. */
#define SLOW_BYTES 10L
#define SLOW_S 30L
#define TRIES 6
#define REDIRECTS 10L

static bool plain_allowed;

void net_allow_plain(void)
{
	plain_allowed = true;
}

struct transfer {
	CURL *curl;
	char why[CURL_ERROR_SIZE];
	const char *url;
	/* A text … */
	struct strbuf *text;
	/* … or a file. */
	int fd, code;		/* errno of the write that failed */
	const char *path;
	int64_t had, got, total;
	bool too_large;
	void (*progress)(int64_t bytes, int64_t total);
};

/* ---- what is asked ---- */

static bool is_loopback(const char *url)
{
	static const char *const hosts[] = {
		"http://127.0.0.1", "http://localhost", "http://[::1]",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hosts); i++)
		if (cstr_starts(url, hosts[i]) &&
		    strchr(":/?", url[strlen(hosts[i])]))
			return true;
	return false;
}

static int check_url(const char *url, struct error *err)
{
	if (cstr_starts(url, "https://") || is_loopback(url) ||
	    (plain_allowed && cstr_starts(url, "http://")))
		return 0;
	error_hint(err, "use https, or give the SHA-256 of the archive: "
		   "sha256=HEX");
	return error_set(err, "%s is not encrypted: what it says of an archive "
			 "proves nothing", url);
}

/* What is to come in all: known before, else as the server says; 0: nobody
 * knows.  Only to be shown. */
static int64_t total_of(const struct transfer *t)
{
	curl_off_t rest = 0;

	if (t->total)
		return t->total;
	if (curl_easy_getinfo(t->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
			      &rest) || rest <= 0)
		return 0;
	return t->had + (int64_t)rest;
}

static size_t on_data(char *p, size_t size, size_t n, void *payload)
{
	struct transfer *t = payload;
	size_t left = size * n;

	if (t->text) {
		if (left > NET_TEXT_MAX_BYTES - t->text->len) {
			t->too_large = true;
			return 0;
		}
		strbuf_add(t->text, p, left);
		return left;
	}
	if (t->had + t->got + (int64_t)left > (t->total ? t->total
						: NET_FILE_MAX_BYTES)) {
		t->too_large = true;
		return 0;
	}
	while (left) {
		ssize_t done = write(t->fd, p, left);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			t->code = errno;
			return 0;
		}
		p += done;
		left -= (size_t)done;
		t->got += done;
	}
	if (t->progress)
		t->progress(t->had + t->got, total_of(t));
	return size * n;
}

static bool set_protocols(struct transfer *t)
{
	bool plain = !cstr_starts(t->url, "https://");

#if LIBCURL_VERSION_NUM >= 0x075500
	return !curl_easy_setopt(t->curl, CURLOPT_PROTOCOLS_STR,
				 plain ? "http" : "https") &&
	       !curl_easy_setopt(t->curl, CURLOPT_REDIR_PROTOCOLS_STR,
				 plain ? "http,https" : "https");
#else
	return !curl_easy_setopt(t->curl, CURLOPT_PROTOCOLS,
				 plain ? CURLPROTO_HTTP : CURLPROTO_HTTPS) &&
	       !curl_easy_setopt(t->curl, CURLOPT_REDIR_PROTOCOLS,
				 plain ? CURLPROTO_HTTP | CURLPROTO_HTTPS
				       : CURLPROTO_HTTPS);
#endif
}

static bool set_up(struct transfer *t)
{
	CURL *c = t->curl;

	return set_protocols(t) &&
	       !curl_easy_setopt(c, CURLOPT_URL, t->url) &&
	       !curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->why) &&
	       !curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) &&
	       !curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L) &&
	       !curl_easy_setopt(c, CURLOPT_MAXREDIRS, REDIRECTS) &&
	       !curl_easy_setopt(c, CURLOPT_FAILONERROR, 1L) &&
	       !curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_S) &&
	       !curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES) &&
	       !curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, SLOW_S) &&
	       !curl_easy_setopt(c, CURLOPT_USERAGENT,
				 "gomend/" PACKAGE_VERSION) &&
	       !curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_data) &&
	       !curl_easy_setopt(c, CURLOPT_WRITEDATA, t) &&
	       !curl_easy_setopt(c, CURLOPT_RESUME_FROM_LARGE,
				 (curl_off_t)t->had);
}

static CURLcode perform(struct transfer *t)
{
	CURLcode rc = CURLE_FAILED_INIT;

	t->why[0] = '\0';
	t->got = 0;
	t->too_large = false;
	t->curl = curl_easy_init();
	if (t->curl && set_up(t))
		rc = curl_easy_perform(t->curl);
	return rc;
}

static long status_of(struct transfer *t)
{
	long status = 0;

	if (t->curl)
		(void)curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE,
					&status);
	return status;
}

static void forget(struct transfer *t)
{
	if (t->curl)
		curl_easy_cleanup(t->curl);
	t->curl = NULL;
}

/* ---- why it failed ---- */

static int failed(struct transfer *t, CURLcode rc, struct error *err)
{
	long status = status_of(t);

	if (t->code)
		return error_errno(err, t->code, "cannot write %s", t->path);
	if (t->too_large)
		return error_set(err, "%s sends more than it should", t->url);
	if (rc == CURLE_HTTP_RETURNED_ERROR) {
		(void)error_set(err, "%s answers %ld", t->url, status);
		error_hint(err, "look at it in a browser; another mirror: "
			   "mirror=URL");
		if (err && (status == 404 || status == 410))
			err->code = NET_NOT_THERE;
		return -1;
	}
	if (rc == CURLE_COULDNT_RESOLVE_HOST || rc == CURLE_COULDNT_CONNECT ||
	    rc == CURLE_COULDNT_RESOLVE_PROXY ||
	    rc == CURLE_OPERATION_TIMEDOUT)
		error_hint(err, "is the network there, and a proxy that is "
			   "needed set (HTTPS_PROXY)? another mirror: "
			   "mirror=URL; or an archive from another machine: "
			   "file=ARCHIVE");
	else if (rc == CURLE_PEER_FAILED_VERIFICATION ||
		 rc == CURLE_SSL_CACERT_BADFILE)
		error_hint(err, "no certificate that this system trusts: look "
			   "at the clock, at the package ca-certificates, and "
			   "at who sits in between");
	return error_set(err, "%s cannot be fetched: %s", t->url,
			 t->why[0] ? t->why : curl_easy_strerror(rc));
}

static int start(struct error *err)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT)
		? error_set(err, "libcurl cannot be used here") : 0;
}

int net_text(const char *url, struct strbuf *out, struct error *err)
{
	struct transfer t = { .url = url, .text = out, .fd = -1 };
	CURLcode rc;
	int ret;

	if (check_url(url, err) || start(err))
		return -1;
	rc = perform(&t);
	ret = rc == CURLE_OK ? 0 : failed(&t, rc, err);
	forget(&t);
	return ret;
}

int net_reach(const char *url, struct error *err)
{
	struct strbuf text = STRBUF_INIT;
	struct error why = ERROR_INIT;
	int rc = net_text(url, &text, &why);

	/* "No such page" is an answer, too. */
	if (rc && why.code != NET_NOT_THERE) {
		if (why.hint)
			error_hint(err, "%s", why.hint);
		(void)error_set(err, "%s", why.message);
	} else {
		rc = 0;
	}
	error_release(&why);
	strbuf_release(&text);
	return rc;
}

/* ---- one request, and how far it came ---- */

/* Longer than go waits for a connection to be made. */
#define TRY_S 25L
#define TRY_CONNECT_S 20L
/* The page is not what is asked for. */
#define TRY_BYTES ((size_t)64 * 1024)

static size_t on_tried(char *p, size_t size, size_t n, void *payload)
{
	size_t *got = payload;

	(void)p;
	*got += size * n;
	return *got > TRY_BYTES ? 0 : size * n;
}

/* OpenSSL's X509_V_ERR_…, which CURLINFO_SSL_VERIFYRESULT gives. */
static const char *reason_of(CURLcode rc, long verify, bool roots,
			     const char *why)
{
	/* A file without any, which go passes over in silence. */
	if (rc == CURLE_SSL_CACERT_BADFILE)
		return "no-roots";
	switch (verify) {
	case 9:
		return "not-yet";
	case 10:
		return "expired";
	case 2:
	case 18:
	case 19:
	case 20:
	case 21:
		return roots ? "unknown-ca" : "no-roots";
	case 62:
	case 64:
		return "other-name";
	default:
		break;
	}
	/* Nothing against the chain (1: never set): libcurl compares the
	 * name itself. */
	return rc == CURLE_PEER_FAILED_VERIFICATION && verify <= 1 &&
	       strstr(why, "name") ? "other-name" : "other";
}

static const char *step_of(CURL *c, CURLcode rc)
{
	curl_off_t us = 0;

	switch ((int)rc) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return "resolve";
	case CURLE_COULDNT_CONNECT:
		return "connect";
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
		return "tls";
	default:
		break;
	}
	if (curl_easy_getinfo(c, CURLINFO_NAMELOOKUP_TIME_T, &us) || !us)
		return "resolve";
	if (curl_easy_getinfo(c, CURLINFO_CONNECT_TIME_T, &us) || !us)
		return "connect";
	return "http";
}

static void note_tried(CURL *c, CURLcode rc, bool roots, const char *why,
		       struct net_tried *out)
{
	struct strbuf sb = STRBUF_INIT;
	long port = 0, verify = 0;
	const char *ip = NULL;
	curl_off_t us = 0;

	(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &out->status);
	(void)curl_easy_getinfo(c, CURLINFO_PRIMARY_IP, &ip);
	(void)curl_easy_getinfo(c, CURLINFO_PRIMARY_PORT, &port);
	(void)curl_easy_getinfo(c, CURLINFO_TOTAL_TIME_T, &us);
	(void)curl_easy_getinfo(c, CURLINFO_SSL_VERIFYRESULT, &verify);
	out->took_ms = (long)(us / 1000);
	if (ip && *ip && port) {
		strbuf_addf(&sb, strchr(ip, ':') ? "[%s]:%ld" : "%s:%ld", ip,
			    port);
		out->address = strbuf_detach(&sb);
	}
	/* An answer that is too long is one. */
	out->ok = rc == CURLE_OK || (rc == CURLE_WRITE_ERROR && out->status);
	out->step = out->ok ? "http" : step_of(c, rc);
	out->reason = cstr_eq(out->step, "tls")
		? reason_of(rc, verify, roots, why) : "other";
	if (!out->ok)
		out->said = xstrdup(*why ? why : curl_easy_strerror(rc));
}

int net_try(const char *url, const char *ca_file, const char *ca_dir,
	    struct net_tried *out, struct error *err)
{
	struct transfer t = { .url = url, .fd = -1 };
	bool roots = ca_file || ca_dir, set;
	size_t got = 0;
	CURL *c;

	memset(out, 0, sizeof(*out));
	if (!cstr_starts(url, "https://") && !cstr_starts(url, "http://"))
		return error_set(err, "%s is no address of a server", url);
	if (start(err))
		return -1;
	c = t.curl = curl_easy_init();
	set = c && set_up(&t) &&
	      !curl_easy_setopt(c, CURLOPT_FAILONERROR, 0L) &&
	      !curl_easy_setopt(c, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)0) &&
	      !curl_easy_setopt(c, CURLOPT_TIMEOUT, TRY_S) &&
	      !curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, TRY_CONNECT_S) &&
	      !curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_tried) &&
	      !curl_easy_setopt(c, CURLOPT_WRITEDATA, &got) &&
	      !curl_easy_setopt(c, CURLOPT_CAINFO, ca_file) &&
	      !curl_easy_setopt(c, CURLOPT_CAPATH, ca_dir);
	if (set)
		note_tried(c, curl_easy_perform(c), roots, t.why, out);
	forget(&t);
	return set ? 0 : error_set(err, "libcurl cannot be used here");
}

void net_tried_release(struct net_tried *t)
{
	free(t->said);
	free(t->address);
	memset(t, 0, sizeof(*t));
}

/* ---- a file, in spite of everything ---- */

static bool may_help(const struct transfer *t, CURLcode rc, long status)
{
	if (t->code || t->too_large)
		return false;
	/* The switch is over what may pass; the rest stays as it is. */
	return rc == CURLE_PARTIAL_FILE || rc == CURLE_RECV_ERROR ||
	       rc == CURLE_SEND_ERROR || rc == CURLE_GOT_NOTHING ||
	       rc == CURLE_OPERATION_TIMEDOUT || rc == CURLE_RANGE_ERROR ||
	       rc == CURLE_COULDNT_CONNECT || rc == CURLE_HTTP2_STREAM ||
	       (rc == CURLE_HTTP_RETURNED_ERROR &&
		(status == 416 || status == 429 || status >= 500));
}

static void wait_for(int try)
{
	struct timespec t = { try / 2, try % 2 ? 500000000L : 0 };

	(void)nanosleep(&t, NULL);
}

/* Is all of it there?  1, 0, or -1 with err. */
static int try_once(struct transfer *t, bool last, struct error *err)
{
	CURLcode rc = perform(t);
	long status = status_of(t);
	int ret = 1;

	if (rc == CURLE_OK && t->total && t->had + t->got < t->total)
		rc = CURLE_PARTIAL_FILE;
	if (rc != CURLE_OK && may_help(t, rc, status) && !last) {
		t->had += t->got;
		ret = 0;
		/* It does not go on where it ended: all of it again. */
		if (rc == CURLE_RANGE_ERROR || status == 416) {
			t->had = 0;
			if (ftruncate(t->fd, 0) < 0 ||
			    lseek(t->fd, 0, SEEK_SET) < 0)
				ret = error_errno(err, errno, "cannot write "
						  "%s", t->path);
		}
	} else if (rc != CURLE_OK) {
		ret = failed(t, rc, err);
	}
	forget(t);
	return ret;
}

/* A file that an earlier run began, or a new one. */
static int open_partial(struct transfer *t, struct error *err)
{
	int fd = open(t->path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK |
		      O_CLOEXEC | O_NOCTTY, 0600);
	struct stat st;

	if (fd < 0)
		return error_errno(err, errno, "cannot make %s", t->path);
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		(void)close(fd);
		return error_set(err, "%s is not a regular file", t->path);
	}
	t->had = st.st_size;
	if ((t->total ? t->had > t->total : t->had > NET_FILE_MAX_BYTES) ||
	    lseek(fd, 0, SEEK_END) < 0) {
		t->had = 0;
		if (ftruncate(fd, 0) < 0 || lseek(fd, 0, SEEK_SET) < 0) {
			(void)error_errno(err, errno, "cannot write %s",
					  t->path);
			(void)close(fd);
			return -1;
		}
	}
	return fd;
}

int net_file(const char *url, const char *path, int64_t bytes,
	     void (*progress)(int64_t bytes, int64_t total),
	     struct error *err)
{
	struct transfer t = {
		.url = url, .path = path, .total = bytes,
		.progress = progress,
	};
	int try, rc = 0;

	if (check_url(url, err) || start(err))
		return -1;
	if (bytes > NET_FILE_MAX_BYTES)
		return error_set(err, "%s sends more than it should", url);
	t.fd = open_partial(&t, err);
	if (t.fd < 0)
		return -1;
	/* All of it is there; whether it is right its sum will show. */
	if (bytes && t.had == bytes)
		rc = 1;
	for (try = 1; !rc; try++) {
		rc = try_once(&t, try == TRIES, err);
		if (!rc)
			wait_for(try);
	}
	if (close(t.fd) < 0 && rc > 0)
		rc = error_errno(err, errno, "cannot write %s", path);
	return rc > 0 ? 0 : -1;
}
