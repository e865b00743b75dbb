#include "config.h"

#include "fetch/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/text.h"

/* A little more than the files themselves take: blocks, inodes. */
#define PER_ENTRY_BYTES 4096
#define SPARE_BYTES ((int64_t)8 * 1024 * 1024)

/* ---- reading, once through ---- */

struct pass {
	int fd;
	struct archive *ar;
	struct sha256 *sum;	/* NULL: not asked for */
	struct arena a;
	struct map names;	/* lower case → struct seen */
	struct archive_size size;
	bool version, go, runtime, tool;	/* what a release has */
	/* For unpacking. */
	int top;
	int64_t total;
	void (*progress)(int64_t bytes, int64_t total);
	char buf[65536];
};

struct seen {
	const char *name;
	bool folder, told;	/* told: it had an entry of its own */
};

static la_ssize_t read_more(struct archive *ar, void *payload,
			    const void **out)
{
	struct pass *p = payload;
	ssize_t n;

	do
		n = read(p->fd, p->buf, sizeof(p->buf));
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		archive_set_error(ar, errno, "%s", strerror(errno));
		return -1;
	}
	if (p->sum && n)
		sha256_add(p->sum, p->buf, (size_t)n);
	*out = p->buf;
	return n;
}

int archive_hash(int fd, char out[SHA256_HEX_BYTES], struct error *err)
{
	struct sha256 *sum = sha256_start();
	char *buf = xmalloc(65536);
	ssize_t n = lseek(fd, 0, SEEK_SET) < 0 ? -1 : 1;
	int code, rc;

	while (n > 0) {
		do
			n = read(fd, buf, 65536);
		while (n < 0 && errno == EINTR);
		if (n > 0)
			sha256_add(sum, buf, (size_t)n);
	}
	code = errno;
	free(buf);
	rc = sha256_end(sum, out, err);
	return n < 0 ? error_errno(err, code, "cannot read the archive") : rc;
}

static int broken(const struct pass *p, struct error *err)
{
	const char *why = archive_error_string(p->ar);

	error_hint(err, "download it again: it was cut off or changed on the "
		   "way");
	return error_set(err, "the archive cannot be read: %s",
			 why ? why : "?");
}

/* ---- names ---- */

static int bad_name(const char *name, const char *why, struct error *err)
{
	return error_set(err, "the archive holds %s, which %s; nothing of it "
			 "is unpacked", name, why);
}

static bool is_plain(struct str part)
{
	size_t i;

	if (!part.len || part.len > 255 || str_is(part, ".") ||
	    str_is(part, ".."))
		return false;
	for (i = 0; i < part.len; i++)
		if ((unsigned char)part.p[i] < 0x20 || part.p[i] == 0x7f ||
		    part.p[i] == '\\')
			return false;
	return true;
}

/* "go/src/fmt/" → "src/fmt"; "" for the folder go itself. */
static const char *name_below(struct pass *p, struct archive_entry *e,
			      struct error *err)
{
	const char *name = archive_entry_pathname(e), *shown;
	struct strbuf sb = STRBUF_INIT;
	struct str rest, part;
	bool first = true, ok = true;
	size_t len;

	if (!name)
		name = archive_entry_pathname_utf8(e);
	if (!name || !*name) {
		(void)error_set(err, "the archive holds an entry without a "
				"name that can be read; nothing of it is "
				"unpacked");
		return NULL;
	}
	text_sanitize(&sb, str_from(name), false);
	shown = arena_strdup(&p->a, sb.buf);
	strbuf_release(&sb);
	len = strlen(name);
	if (len > ARCHIVE_MAX_NAME_BYTES || !text_is_utf8(str_from(name))) {
		(void)bad_name(arena_strndup(&p->a, shown, strnlen(shown, 80)),
			       "is no name of a release", err);
		return NULL;
	}
	if (cstr_starts(name, "./"))
		name += 2;
	name = arena_strdup(&p->a, name);
	len = strlen(name);
	if (len > 1 && name[len - 1] == '/')
		name = arena_strndup(&p->a, name, len - 1);
	rest = str_from(name);
	while (ok && str_cut(&rest, '/', &part)) {
		ok = is_plain(part) && (!first || str_is(part, "go"));
		first = false;
	}
	if (!ok) {
		(void)bad_name(shown, "does not lie in its folder go", err);
		return NULL;
	}
	return name[2] ? name + 3 : "";
}

static int add_name(struct pass *p, const char *name, bool folder, bool told,
		    struct error *err)
{
	const char *low = arena_lower(&p->a, name);
	struct seen *s = map_get(&p->names, low);

	if (!s) {
		s = ARENA_NEW(&p->a, struct seen);
		s->name = name;
		s->folder = folder;
		s->told = told;
		map_put(&p->names, low, s);
		return 0;
	}
	if (!cstr_eq(s->name, name))
		return bad_name(name, "differs from another name in upper and "
				"lower case only", err);
	if (s->folder != folder || (told && s->told))
		return bad_name(name, "is in it twice", err);
	s->told = s->told || told;
	return 0;
}

/* The name and every folder that leads to it. */
static int take_name(struct pass *p, const char *name, bool folder,
		     struct error *err)
{
	size_t i;

	for (i = 0; name[i]; i++)
		if (name[i] == '/' &&
		    add_name(p, arena_strndup(&p->a, name, i), true, false,
			     err))
			return -1;
	return add_name(p, name, folder, true, err);
}

/* ---- entries ---- */

static bool is_program(struct archive_entry *e)
{
	return archive_entry_perm(e) & 0111;
}

static void note_parts(struct pass *p, const char *name, bool folder,
		       struct archive_entry *e)
{
	if (folder)
		return;
	if (cstr_eq(name, "VERSION"))
		p->version = true;
	else if (cstr_eq(name, "bin/go"))
		p->go = is_program(e);
	else if (cstr_starts(name, "src/runtime/"))
		p->runtime = true;
	else if (cstr_starts(name, "pkg/tool/"))
		p->tool = true;
}

static int check_kind(struct archive_entry *e, const char *name, bool *folder,
		      struct error *err)
{
	mode_t type = archive_entry_filetype(e);

	*folder = type == AE_IFDIR;
	if (archive_entry_hardlink(e) || archive_entry_symlink(e) ||
	    type == AE_IFLNK)
		return bad_name(name, "is a link, and a release has none",
				err);
	if (type != AE_IFREG && type != AE_IFDIR)
		return bad_name(name, "is neither a file nor a folder", err);
	if (type == AE_IFREG && (!archive_entry_size_is_set(e) ||
				 archive_entry_size(e) < 0))
		return bad_name(name, "does not say its size", err);
	return 0;
}

static int check_limits(struct pass *p, const char *name, int64_t size,
			struct error *err)
{
	if (p->size.entries > ARCHIVE_MAX_ENTRIES)
		return error_set(err, "the archive has more than %d entries; "
				 "no release has so many",
				 ARCHIVE_MAX_ENTRIES);
	if (size > ARCHIVE_MAX_FILE_BYTES)
		return bad_name(name, "is larger than any file of a release",
				err);
	if (p->size.bytes > ARCHIVE_MAX_BYTES)
		return error_set(err, "the archive unpacks to more than %lld "
				 "bytes; no release is so large",
				 (long long)ARCHIVE_MAX_BYTES);
	return 0;
}

/* A whole pass: fn for each entry that is as it should be. */
static int read_all(struct pass *p,
		    int (*fn)(struct pass *p, struct archive_entry *e,
			      const char *name, bool folder,
			      struct error *err),
		    struct error *err)
{
	struct archive_entry *e;
	const char *name;
	int64_t size;
	bool folder;
	int rc;

	if (lseek(p->fd, 0, SEEK_SET) < 0)
		return error_errno(err, errno, "cannot read the archive");
	p->ar = archive_read_new();
	if (!p->ar || archive_read_support_filter_gzip(p->ar) != ARCHIVE_OK ||
	    archive_read_support_format_tar(p->ar) != ARCHIVE_OK)
		return error_set(err, "libarchive cannot read .tar.gz here");
	if (archive_read_open(p->ar, p, NULL, read_more, NULL) != ARCHIVE_OK)
		return broken(p, err);
	for (;;) {
		rc = archive_read_next_header(p->ar, &e);
		if (rc == ARCHIVE_EOF)
			return 0;
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return broken(p, err);
		name = name_below(p, e, err);
		if (!name || check_kind(e, name, &folder, err))
			return -1;
		if (!*name && !folder)
			return bad_name("go", "is no folder there", err);
		size = folder ? 0 : archive_entry_size(e);
		p->size.entries++;
		/* No overflow: each is within its own limit before. */
		if (size <= ARCHIVE_MAX_FILE_BYTES)
			p->size.bytes += size;
		if (check_limits(p, name, size, err) ||
		    (*name && take_name(p, name, folder, err)))
			return -1;
		note_parts(p, name, folder, e);
		if (fn(p, e, name, folder, err))
			return -1;
	}
}

static void pass_end(struct pass *p)
{
	if (p->ar)
		(void)archive_read_free(p->ar);
	map_release(&p->names);
	arena_release(&p->a);
}

/* The bytes of one file; `out` -1: they are only counted. */
static int copy_data(struct pass *p, struct archive_entry *e, int out,
		     const char *name, struct error *err)
{
	int64_t size = archive_entry_size(e);
	const void *block;
	la_int64_t at;
	size_t len;
	int rc;

	for (;;) {
		const char *from;

		rc = archive_read_data_block(p->ar, &block, &len, &at);
		if (rc == ARCHIVE_EOF)
			return 0;
		if (rc != ARCHIVE_OK)
			return broken(p, err);
		if (at < 0 || at > size || (int64_t)len > size - at)
			return bad_name(name, "holds more than it says", err);
		for (from = block; out >= 0 && len; ) {
			ssize_t n = pwrite(out, from, len, (off_t)at);

			if (n < 0 && errno == EINTR)
				continue;
			if (n < 0)
				return error_errno(err, errno, "cannot write "
						   "%s", name);
			from += n;
			at += n;
			len -= (size_t)n;
		}
	}
}

static int look_at(struct pass *p, struct archive_entry *e, const char *name,
		   bool folder, struct error *err)
{
	return folder ? 0 : copy_data(p, e, -1, name, err);
}

static int is_release(const struct pass *p, struct error *err)
{
	const char *missing = !p->version ? "VERSION" : !p->go ? "bin/go"
		: !p->runtime ? "src/runtime" : !p->tool ? "pkg/tool" : NULL;

	if (!missing)
		return 0;
	error_hint(err, "take the archive for this machine from "
		   "https://go.dev/dl/, not the source alone");
	return error_set(err, "the archive is no release of Go: it lacks %s",
			 missing);
}

int archive_check(int fd, struct archive_size *size, struct error *err)
{
	struct pass p = { .fd = fd, .top = -1 };
	int rc = read_all(&p, look_at, err);

	if (!rc)
		rc = is_release(&p, err);
	*size = p.size;
	pass_end(&p);
	return rc;
}

/* ---- writing ---- */

static int make_folder(struct pass *p, const char *name, struct error *err)
{
	struct stat st;

	if (!mkdirat(p->top, name, 0755))
		return fchmodat(p->top, name, 0755, 0) < 0
			? error_errno(err, errno, "cannot make %s", name) : 0;
	/* The folders that lead somewhere may come behind what is in them. */
	if (errno == EEXIST &&
	    !fstatat(p->top, name, &st, AT_SYMLINK_NOFOLLOW) &&
	    S_ISDIR(st.st_mode))
		return 0;
	return error_errno(err, errno, "cannot make %s", name);
}

static int make_parents(struct pass *p, const char *name, struct error *err)
{
	struct stat st;
	size_t i, len = strlen(name);

	while (len && name[len - 1] != '/')
		len--;
	if (!len || !fstatat(p->top, arena_strndup(&p->a, name, len - 1), &st,
			     AT_SYMLINK_NOFOLLOW))
		return 0;
	for (i = 0; i < len; i++)
		if (name[i] == '/' &&
		    make_folder(p, arena_strndup(&p->a, name, i), err))
			return -1;
	return 0;
}

static int put_file(struct pass *p, struct archive_entry *e, const char *name,
		    struct error *err)
{
	struct timespec times[2] = { { 0, UTIME_OMIT }, { 0, 0 } };
	mode_t mode = is_program(e) ? 0755 : 0644;
	int fd, rc;

	/* No link can be in the way: none is ever made in there. */
	fd = openat(p->top, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
		    O_CLOEXEC, 0600);
	if (fd < 0)
		return error_errno(err, errno, "cannot make %s", name);
	times[1].tv_sec = archive_entry_mtime(e) > 0 ? archive_entry_mtime(e)
						     : 0;
	rc = copy_data(p, e, fd, name, err);
	/* One that ends in a hole has its full length too. */
	if (!rc && (ftruncate(fd, (off_t)archive_entry_size(e)) < 0 ||
		    fchmod(fd, mode) < 0 || futimens(fd, times) < 0))
		rc = error_errno(err, errno, "cannot write %s", name);
	if (close(fd) < 0 && !rc)
		rc = error_errno(err, errno, "cannot write %s", name);
	return rc;
}

static int put(struct pass *p, struct archive_entry *e, const char *name,
	       bool folder, struct error *err)
{
	int rc;

	if (!*name)
		return 0;
	if (make_parents(p, name, err))
		return -1;
	rc = folder ? make_folder(p, name, err) : put_file(p, e, name, err);
	if (!rc && p->progress)
		p->progress(p->size.bytes, p->total);
	return rc;
}

static int enough_room(int top, const char *to,
		       const struct archive_size *size, struct error *err)
{
	int64_t needed = size->bytes + size->entries * PER_ENTRY_BYTES +
			 SPARE_BYTES, left;
	struct statvfs fs;

	if (fstatvfs(top, &fs) < 0)
		return error_errno(err, errno, "cannot look at %s", to);
	if (fs.f_frsize && (int64_t)fs.f_bavail > INT64_MAX /
						   (int64_t)fs.f_frsize)
		return 0;
	left = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	if (left >= needed)
		return 0;
	error_hint(err, "free some space on that file system and try again");
	return error_set(err, "there is not enough room on the file system of "
			 "%s: %lld bytes are needed, %lld are free", to,
			 (long long)needed, (long long)left);
}

/* What the decoder left unread belongs to the bytes as well. */
static int same_bytes(struct pass *p, const char *sum, struct error *err)
{
	char now[SHA256_HEX_BYTES];
	struct sha256 *s = p->sum;
	ssize_t n;

	do {
		n = read(p->fd, p->buf, sizeof(p->buf));
		if (n > 0)
			sha256_add(s, p->buf, (size_t)n);
	} while (n > 0 || (n < 0 && errno == EINTR));
	p->sum = NULL;
	if (sha256_end(s, now, err))
		return -1;
	if (n < 0)
		return error_errno(err, errno, "cannot read the archive");
	return cstr_eq(now, sum) ? 0
		: error_set(err, "the archive was changed while it was "
			    "unpacked");
}

int archive_unpack(int fd, const char *to, const char *sum,
		   const struct archive_size *size,
		   void (*progress)(int64_t bytes, int64_t total),
		   struct error *err)
{
	struct pass p = {
		.fd = fd, .total = size->bytes, .progress = progress,
	};
	char unused[SHA256_HEX_BYTES];
	int rc;

	if (mkdir(to, 0700) < 0)
		return error_errno(err, errno, "cannot make %s", to);
	p.top = open(to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (p.top < 0)
		return error_errno(err, errno, "cannot make %s", to);
	rc = enough_room(p.top, to, size, err);
	if (!rc) {
		p.sum = sha256_start();
		rc = read_all(&p, put, err);
	}
	if (!rc)
		rc = is_release(&p, err);
	if (!rc)
		rc = same_bytes(&p, sum, err);
	if (!rc && fchmod(p.top, 0755) < 0)
		rc = error_errno(err, errno, "cannot make %s", to);
	/* What failed before is the reason; this only gives it back. */
	if (p.sum && sha256_end(p.sum, unused, NULL))
		rc = -1;
	pass_end(&p);
	(void)close(p.top);
	return rc;
}
