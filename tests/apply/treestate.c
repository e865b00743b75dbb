/*
 * What folders hold, exactly: one line an entry, sorted bytewise.
 *
 *   treestate [OPTION…] DIR…              print it
 *   treestate -c A B                      tell in words how state B differs
 *   treestate -w A [-w B]… [OPTION…] DIR… the first of these states that it is
 *                                         now: prints the file's name without
 *                                         folder and suffix; or tells the
 *                                         differences and ends with 1
 *
 *   -x PATH   without PATH and what is below
 *   -m PATH   whatever mtime PATH has     -d  …any folder has    -M  …anything
 *   -r        name the DIRs @1, @2 …, so that copies elsewhere compare
 *   -i        with inode numbers
 *
 * PATHs are as printed, but for escapes.  A line:
 *
 *   DIR/go.mod file mode=0644 owner=0:0 links=1 mtime=1.000000000 size=9
 *       bytes=HASH user.x=x68 same=DIR/other
 *
 * same names the first entry that is the same file by another name.  Blanks
 * and bytes that do not show are \xHH.  An mtime "-" agrees with any: -m makes
 * them.  A DIR that is not there is one line, "DIR absent".  Ends with 0, 1
 * for a difference, 2 for trouble.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strbuf.h"

#ifndef __linux__

int main(void)
{
	puts("SKIP treestate needs Linux");
	return 77;
}

#else

#include <sys/sysmacros.h>
#include <sys/xattr.h>

struct words {
	const char **v;
	size_t n, alloc;
};

static struct words excluded, any_mtime, references, dirs;
static bool any_dir_mtime, any_mtime_at_all, relative, inodes;

/* An entry; st.st_mode is 0 for a DIR that is not there. */
struct entry {
	char *name;		/* as opened */
	char *shown;		/* as printed, not escaped */
	struct stat st;
};

static struct entry *entries;
static size_t nentries, entries_alloc;

static void ATTR_NORETURN ATTR_PRINTF(1, 2) die(const char *fmt, ...)
{
	va_list ap;

	(void)fputs("treestate: ", stderr);
	va_start(ap, fmt);
	(void)vfprintf(stderr, fmt, ap);
	va_end(ap);
	(void)fputc('\n', stderr);
	exit(2);
}

static void words_add(struct words *w, const char *word)
{
	ALLOC_GROW(w->v, w->n + 1, w->alloc);
	w->v[w->n++] = word;
}

static bool words_have(const struct words *w, const char *word)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (!strcmp(w->v[i], word))
			return true;
	return false;
}

/* --- a hash of 128 bits: MurmurHash3_x64_128 by Austin Appleby --- */

struct hash {
	uint64_t h1, h2;
};

#define C1 0x87c37b91114253d5ULL
#define C2 0x4cf5ad432745937fULL

static uint64_t rotl(uint64_t x, int r)
{
	return (x << r) | (x >> (64 - r));
}

static uint64_t mix(uint64_t k)
{
	k ^= k >> 33;
	k *= 0xff51afd7ed558ccdULL;
	k ^= k >> 33;
	k *= 0xc4ceb9fe1a85ec53ULL;
	return k ^ (k >> 33);
}

static uint64_t word_at(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	while (n--)
		v = v << 8 | p[n];
	return v;
}

/* n is 16 but for the last piece. */
static void hash_piece(struct hash *h, const unsigned char *p, size_t n)
{
	uint64_t k1 = word_at(p, n < 8 ? n : 8);
	uint64_t k2 = n > 8 ? word_at(p + 8, n - 8) : 0;

	h->h1 ^= rotl(k1 * C1, 31) * C2;
	h->h2 ^= rotl(k2 * C2, 33) * C1;
	if (n < 16)
		return;
	h->h1 = (rotl(h->h1, 27) + h->h2) * 5 + 0x52dce729;
	h->h2 = (rotl(h->h2, 31) + h->h1) * 5 + 0x38495ab5;
}

static void hash_end(struct hash *h, uint64_t len)
{
	h->h1 ^= len;
	h->h2 ^= len;
	h->h1 += h->h2;
	h->h2 += h->h1;
	h->h1 = mix(h->h1);
	h->h2 = mix(h->h2);
	h->h1 += h->h2;
	h->h2 += h->h1;
}

/* --- printing an entry --- */

static void add_escaped(struct strbuf *sb, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c <= ' ' || c >= 0x7f || c == '\\' || c == '=')
			strbuf_addf(sb, "\\x%02x", c);
		else
			strbuf_addch(sb, (char)c);
	}
}

static void add_bytes(struct strbuf *sb, const struct entry *e)
{
	static unsigned char buf[1 << 16];
	struct hash h = { 0, 0 };
	uint64_t len = 0;
	size_t have = 0, at;
	ssize_t n;
	int fd = open(e->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOATIME);

	if (fd < 0 && errno == EPERM)
		fd = open(e->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		strbuf_addf(sb, " bytes=unreadable-%d", errno);
		return;
	}
	while ((n = read(fd, buf + have, sizeof(buf) - have)) > 0) {
		have += (size_t)n;
		len += (uint64_t)n;
		for (at = 0; have - at >= 16; at += 16)
			hash_piece(&h, buf + at, 16);
		memmove(buf, buf + at, have - at);
		have -= at;
	}
	if (n < 0)
		strbuf_addf(sb, " bytes=unreadable-%d", errno);
	(void)close(fd);
	if (n < 0)
		return;
	if (have)
		hash_piece(&h, buf, have);
	hash_end(&h, len);
	strbuf_addf(sb, " bytes=%016llx%016llx", (unsigned long long)h.h1,
		    (unsigned long long)h.h2);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_xattrs(struct strbuf *sb, const struct entry *e)
{
	static char names[1 << 16], value[1 << 16];
	const char *list[256], *p;
	ssize_t n = llistxattr(e->name, names, sizeof(names)), got;
	size_t count = 0, i;

	if (n <= 0) {
		if (n < 0 && errno != ENOTSUP && errno != EPERM)
			strbuf_addf(sb, " xattrs=unreadable-%d", errno);
		return;
	}
	for (p = names; p < names + n && count < ARRAY_SIZE(list);
	     p += strlen(p) + 1)
		list[count++] = p;
	qsort(list, count, sizeof(*list), by_name);
	for (i = 0; i < count; i++) {
		got = lgetxattr(e->name, list[i], value, sizeof(value));
		strbuf_addch(sb, ' ');
		add_escaped(sb, list[i], strlen(list[i]));
		strbuf_addch(sb, '=');
		if (got < 0)
			strbuf_addf(sb, "unreadable-%d", errno);
		else
			strbuf_addch(sb, 'x');
		for (p = value; got > 0 && p < value + got; p++)
			strbuf_addf(sb, "%02x", (unsigned char)*p);
	}
}

static const char *type_of(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG: return "file";
	case S_IFDIR: return "folder";
	case S_IFLNK: return "symlink";
	case S_IFIFO: return "fifo";
	case S_IFSOCK: return "socket";
	case S_IFCHR: return "char-device";
	case S_IFBLK: return "block-device";
	default: return "unknown";
	}
}

/* The first entry that is this very file, if another name has it too. */
static const struct entry *first_of(const struct entry *e)
{
	size_t i;

	if (S_ISDIR(e->st.st_mode) || e->st.st_nlink < 2)
		return NULL;
	for (i = 0; &entries[i] != e; i++)
		if (entries[i].st.st_ino == e->st.st_ino &&
		    entries[i].st.st_dev == e->st.st_dev)
			return &entries[i];
	return NULL;
}

static void add_target(struct strbuf *sb, const struct entry *e)
{
	char target[4096];
	ssize_t n = readlink(e->name, target, sizeof(target));

	strbuf_addstr(sb, " target=");
	if (n < 0)
		strbuf_addf(sb, "unreadable-%d", errno);
	else
		add_escaped(sb, target, (size_t)n);
}

static void add_line(struct strbuf *sb, const struct entry *e)
{
	const struct stat *st = &e->st;
	const struct entry *first = first_of(e);
	bool dir = S_ISDIR(st->st_mode);

	add_escaped(sb, e->shown, strlen(e->shown));
	if (!st->st_mode) {
		strbuf_addstr(sb, " absent\n");
		return;
	}
	strbuf_addf(sb, " %s mode=%04o owner=%lu:%lu", type_of(st->st_mode),
		    (unsigned)st->st_mode & 07777, (unsigned long)st->st_uid,
		    (unsigned long)st->st_gid);
	if (!dir)
		strbuf_addf(sb, " links=%lu", (unsigned long)st->st_nlink);
	if (any_mtime_at_all || (dir && any_dir_mtime) ||
	    words_have(&any_mtime, e->shown))
		strbuf_addstr(sb, " mtime=-");
	else
		strbuf_addf(sb, " mtime=%lld.%09ld",
			    (long long)st->st_mtim.tv_sec,
			    (long)st->st_mtim.tv_nsec);
	if (inodes)
		strbuf_addf(sb, " inode=%llu", (unsigned long long)st->st_ino);
	if (S_ISREG(st->st_mode)) {
		strbuf_addf(sb, " size=%lld", (long long)st->st_size);
		add_bytes(sb, e);
	} else if (S_ISLNK(st->st_mode)) {
		add_target(sb, e);
	} else if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode)) {
		strbuf_addf(sb, " device=%u:%u", major(st->st_rdev),
			    minor(st->st_rdev));
	}
	add_xattrs(sb, e);
	if (first) {
		strbuf_addstr(sb, " same=");
		add_escaped(sb, first->shown, strlen(first->shown));
	}
	strbuf_addch(sb, '\n');
}

/* --- walking --- */

static char *joined(const char *dir, const char *name)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, "%s/%s", dir, name);
	return strbuf_detach(&sb);
}

/* Takes both names. */
static void walk(char *name, char *shown, bool top)
{
	struct entry *e;
	struct dirent *de;
	DIR *d;
	bool is_dir;

	if (words_have(&excluded, shown)) {
		free(name);
		free(shown);
		return;
	}
	ALLOC_GROW(entries, nentries + 1, entries_alloc);
	e = &entries[nentries];
	e->name = name;
	e->shown = shown;
	memset(&e->st, 0, sizeof(e->st));
	if ((top ? stat(name, &e->st) : lstat(name, &e->st)) &&
	    (!top || errno != ENOENT))
		die("%s: %s", name, strerror(errno));
	is_dir = S_ISDIR(e->st.st_mode);
	nentries++;
	if (!is_dir)
		return;
	d = opendir(name);
	if (!d)
		die("%s: %s", name, strerror(errno));
	for (errno = 0; (de = readdir(d)); errno = 0)
		if (strcmp(de->d_name, ".") && strcmp(de->d_name, ".."))
			walk(joined(name, de->d_name),
			     joined(shown, de->d_name), false);
	if (errno)
		die("%s: %s", name, strerror(errno));
	(void)closedir(d);
}

static int entry_order(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->shown,
		      ((const struct entry *)b)->shown);
}

static void state_now(struct strbuf *out)
{
	char label[24];
	size_t i;

	for (i = 0; i < dirs.n; i++) {
		(void)snprintf(label, sizeof(label), "@%lu",
			       (unsigned long)i + 1);
		walk(xstrdup(dirs.v[i]),
		     xstrdup(relative ? label : dirs.v[i]), true);
	}
	qsort(entries, nentries, sizeof(*entries), entry_order);
	for (i = 0; i < nentries; i++)
		add_line(out, &entries[i]);
	if (out->cut)
		die("too many entries");
}

/* --- comparing --- */

/* "mode=0644" of a line of members, as its value; NULL if it has none. */
static const char *member(const char *line, const char *name, size_t name_len,
			  size_t *len)
{
	const char *p = line;

	while ((p = strchr(p, ' '))) {
		p++;
		if (!strncmp(p, name, name_len) && p[name_len] == '=') {
			p += name_len + 1;
			*len = strcspn(p, " ");
			return p;
		}
	}
	return NULL;
}

/* Values of a member; they stand behind its name in both lines. */
static bool differ(const char *a, size_t alen, const char *b, size_t blen)
{
	if (!strncmp(a - 6, "mtime=", 6) &&
	    ((alen == 1 && *a == '-') || (blen == 1 && *b == '-')))
		return false;
	return alen != blen || memcmp(a, b, alen) != 0;
}

static void tell(struct strbuf *out, const char *line, const char *fmt, ...)
	ATTR_PRINTF(3, 4);
static void tell(struct strbuf *out, const char *line, const char *fmt, ...)
{
	va_list ap;

	strbuf_addf(out, "%.*s ", (int)strcspn(line, " "), line);
	va_start(ap, fmt);
	strbuf_vaddf(out, fmt, ap);
	va_end(ap);
	strbuf_addch(out, '\n');
}

/* The members of a that b has not, or has otherwise. */
static void compare_members(const char *a, const char *b, struct strbuf *out)
{
	const char *p = a, *other;
	size_t name, len, olen;

	while ((p = strchr(p, ' '))) {
		p++;
		name = strcspn(p, "= ");
		if (p[name] != '=')
			continue;
		len = strcspn(p + name + 1, " ");
		other = member(b, p, name, &olen);
		if (!other)
			tell(out, a, "has no %.*s any more (was %.*s)",
			     (int)name, p, (int)len, p + name + 1);
		else if (differ(p + name + 1, len, other, olen))
			tell(out, a, "%.*s: %.*s, then %.*s", (int)name, p,
			     (int)len, p + name + 1, (int)olen, other);
	}
	p = b;
	while ((p = strchr(p, ' '))) {
		p++;
		name = strcspn(p, "= ");
		if (p[name] == '=' && !member(a, p, name, &olen))
			tell(out, a, "has %.*s now", (int)strcspn(p, " "), p);
	}
}

static void compare_lines(const char *a, const char *b, struct strbuf *out)
{
	const char *ta, *tb;
	size_t la, lb;

	if (!strcmp(a, b))
		return;
	ta = a + strcspn(a, " ");
	tb = b + strcspn(b, " ");
	ta += *ta == ' ';
	tb += *tb == ' ';
	la = strcspn(ta, " ");
	lb = strcspn(tb, " ");
	if (la != lb || memcmp(ta, tb, la) != 0)
		tell(out, a, "was a %.*s, then is a %.*s", (int)la, ta,
		     (int)lb, tb);
	else
		compare_members(a, b, out);
}

/* By their paths, as they are escaped. */
static int path_order(const char *a, const char *b)
{
	size_t la = strcspn(a, " "), lb = strcspn(b, " ");
	int c = strncmp(a, b, la < lb ? la : lb);

	return c ? c : (la > lb) - (la < lb);
}

static int line_order(const void *a, const void *b)
{
	return path_order(*(const char *const *)a, *(const char *const *)b);
}

/* Cuts text into its lines, in the order of path_order(). */
static struct words lines_of(char *text)
{
	struct words w = { NULL, 0, 0 };
	char *end;

	for (; *text; text = end + 1) {
		end = strchr(text, '\n');
		if (!end)
			die("a state does not end in a whole line");
		*end = 0;
		words_add(&w, text);
	}
	qsort(w.v, w.n, sizeof(*w.v), line_order);
	return w;
}

/* In `out`, one line a difference from a to b; both texts are cut up. */
static void compare(char *a_text, char *b_text, struct strbuf *out)
{
	struct words a = lines_of(a_text), b = lines_of(b_text);
	size_t i = 0, j = 0;

	while (i < a.n || j < b.n) {
		int c = i == a.n ? 1 : j == b.n ? -1 :
			path_order(a.v[i], b.v[j]);

		if (c < 0)
			tell(out, a.v[i++], "is gone");
		else if (c > 0)
			tell(out, b.v[j++], "appeared");
		else
			compare_lines(a.v[i++], b.v[j++], out);
	}
	free(a.v);
	free(b.v);
}

static char *slurp(const char *file)
{
	struct strbuf sb = STRBUF_INIT;
	FILE *f = fopen(file, "rb");
	size_t n;

	if (!f)
		die("%s: %s", file, strerror(errno));
	do {
		char *room = strbuf_room(&sb, 1 << 16);

		n = fread(room, 1, 1 << 16, f);
		strbuf_advance(&sb, n);
	} while (n);
	(void)fclose(f);
	return strbuf_detach(&sb);
}

static int compare_files(const char *a, const char *b)
{
	struct strbuf out = STRBUF_INIT;
	char *ta = slurp(a), *tb = slurp(b);
	int status;

	compare(ta, tb, &out);
	(void)fputs(out.buf, stdout);
	status = out.len ? 1 : 0;
	free(ta);
	free(tb);
	strbuf_release(&out);
	return status;
}

/* "before" of "/x/before.txt" */
static void print_base(const char *file)
{
	const char *base = strrchr(file, '/');

	base = base ? base + 1 : file;
	printf("%.*s", (int)strcspn(base, "."), base);
}

static int which(const struct strbuf *now)
{
	struct strbuf *out = xcalloc(references.n, sizeof(*out));
	size_t i, found = references.n;

	for (i = 0; i < references.n && found == references.n; i++) {
		char *reference = slurp(references.v[i]);
		char *state = xstrdup(now->buf);

		strbuf_init(&out[i]);
		compare(reference, state, &out[i]);
		if (!out[i].len)
			found = i;
		free(reference);
		free(state);
	}
	if (found < references.n) {
		print_base(references.v[found]);
		printf("\n");
	}
	/* One line for who shows only one, then all of it. */
	for (i = 0; i < references.n && found == references.n; i++) {
		printf(i ? "; not " : "third state: not ");
		print_base(references.v[i]);
		printf(": %.*s", (int)strcspn(out[i].buf, "\n"), out[i].buf);
	}
	for (i = 0; i < references.n && found == references.n; i++)
		printf("\n%s", out[i].buf);
	for (i = 0; i < references.n && i <= found; i++)
		strbuf_release(&out[i]);
	free(out);
	return found < references.n ? 0 : 1;
}

/* --- the command line --- */

static int flag(char c)
{
	switch (c) {
	case 'd': any_dir_mtime = true; return 1;
	case 'M': any_mtime_at_all = true; return 1;
	case 'r': relative = true; return 1;
	case 'i': inodes = true; return 1;
	default: return 0;
	}
}

int main(int argc, char **argv)
{
	struct strbuf now = STRBUF_INIT;
	int status = 0, c;
	bool two = false;
	size_t i;

	while ((c = getopt(argc, argv, "cw:x:m:dMri")) != -1) {
		if (c == 'c')
			two = true;
		else if (c == 'w')
			words_add(&references, optarg);
		else if (c == 'x')
			words_add(&excluded, optarg);
		else if (c == 'm')
			words_add(&any_mtime, optarg);
		else if (!flag((char)c))
			die("the head of treestate.c tells how to ask");
	}
	if (two) {
		if (argc - optind != 2)
			die("-c compares two states");
		return compare_files(argv[optind], argv[optind + 1]);
	}
	for (; optind < argc; optind++)
		words_add(&dirs, argv[optind]);
	if (!dirs.n)
		die("of which folder?");
	state_now(&now);
	if (references.n)
		status = which(&now);
	else
		(void)fwrite(now.buf, 1, now.len, stdout);
	for (i = 0; i < nentries; i++) {
		free(entries[i].name);
		free(entries[i].shown);
	}
	free(entries);
	free(excluded.v);
	free(any_mtime.v);
	free(references.v);
	free(dirs.v);
	strbuf_release(&now);
	if (fflush(stdout) || ferror(stdout))
		die("stdout: %s", strerror(errno));
	return status;
}

#endif
