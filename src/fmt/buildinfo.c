#include "config.h"

#include "fmt/buildinfo.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/strbuf.h"

#define CHUNK ((size_t)64 * 1024)
#define MAX_HEADERS 1024
/* Magic is looked for in so much of the data segment; Go puts it in front. */
#define MAX_SEARCH ((uint64_t)64 * 1024 * 1024)
#define MAX_STRING ((uint64_t)4 * 1024 * 1024)
#define MAX_SETTINGS 256
#define HEADER_SIZE 32

static const char magic[] = "\xff Go buildinf:";

struct segment {
	uint64_t vaddr, offset, filesz;
};

struct elf {
	const struct buildinfo_reader *r;
	bool wide, big;
	struct segment *segments;
	size_t nsegments;
	uint64_t data, data_size;
};

static uint64_t number(const unsigned char *p, int size, bool big)
{
	uint64_t v = 0;
	int i;

	for (i = 0; i < size; i++)
		v = v << 8 | p[big ? i : size - 1 - i];
	return v;
}

/* The word at `wide_at` of a 64-bit header or `at` of a 32-bit one. */
static uint64_t word(const struct elf *e, const unsigned char *h, int wide_at,
		     int at)
{
	return e->wide ? number(h + wide_at, 8, e->big) :
			 number(h + at, 4, e->big);
}

static bool read_all(const struct elf *e, uint64_t offset, void *buf, size_t n)
{
	return e->r->read(e->r->payload, offset, buf, n) == n;
}

/* Up to n bytes at a virtual address: those of its segment. */
static size_t read_at(const struct elf *e, uint64_t addr, void *buf, size_t n)
{
	const struct segment *s;
	size_t i;

	for (i = 0; i < e->nsegments; i++) {
		s = &e->segments[i];
		if (addr < s->vaddr || addr - s->vaddr >= s->filesz)
			continue;
		if (n > s->filesz - (addr - s->vaddr))
			n = (size_t)(s->filesz - (addr - s->vaddr));
		return e->r->read(e->r->payload, s->offset + (addr - s->vaddr),
				  buf, n);
	}
	return 0;
}

static const char *goarch_of(const struct elf *e, unsigned machine)
{
	switch (machine) {
	case 3:
		return "386";
	case 8:
		return e->wide ? e->big ? "mips64" : "mips64le" :
				 e->big ? "mips" : "mipsle";
	case 21:
		return e->big ? "ppc64" : "ppc64le";
	case 22:
		return "s390x";
	case 40:
		return "arm";
	case 62:
		return "amd64";
	case 183:
		return "arm64";
	case 243:
		return "riscv64";
	case 258:
		return "loong64";
	default:
		return NULL;
	}
}

static void read_segments(struct arena *a, struct elf *e, uint64_t at,
			  size_t size, size_t n)
{
	unsigned char h[64];
	struct segment *s;
	bool have_data = false;
	uint64_t flags;
	size_t i;

	for (i = 0; i < n && i < MAX_HEADERS; i++) {
		if (!read_all(e, at + i * size, h, e->wide ? 56 : 32))
			return;
		s = ARENA_PUSH(a, e->segments, e->nsegments);
		s->offset = word(e, h, 8, 4);
		s->vaddr = word(e, h, 16, 8);
		s->filesz = word(e, h, 32, 16);
		flags = number(h + (e->wide ? 4 : 24), 4, e->big);
		/* PT_LOAD, writable and not executable. */
		if (!have_data && number(h, 4, e->big) == 1 &&
		    (flags & 3) == 2) {
			have_data = true;
			e->data = s->vaddr;
			e->data_size = s->filesz;
		}
	}
}

/* A section .go.buildinfo says better where to look. */
static bool read_sections(struct elf *e, uint64_t at, size_t size, size_t n,
			  size_t names)
{
	unsigned char h[64];
	char name[16];
	uint64_t strings;
	size_t i;

	if (names >= n || n > MAX_HEADERS * 8 ||
	    !read_all(e, at + names * size, h, e->wide ? 64 : 40))
		return false;
	strings = word(e, h, 24, 16);
	for (i = 0; i < n; i++) {
		if (!read_all(e, at + i * size, h, e->wide ? 64 : 40))
			return false;
		memset(name, 0, sizeof(name));
		(void)e->r->read(e->r->payload,
				 strings + number(h, 4, e->big), name,
				 sizeof(name) - 1);
		if (!strcmp(name, ".go.buildinfo")) {
			e->data = word(e, h, 16, 12);
			e->data_size = word(e, h, 32, 20);
			return true;
		}
	}
	return false;
}

bool buildinfo_has_section(const struct buildinfo_reader *r)
{
	struct elf e = { .r = r };
	unsigned char h[64];
	size_t n;

	if (r->read(r->payload, 0, h, sizeof(h)) < 52 ||
	    memcmp(h, "\177ELF", 4) != 0 || h[4] < 1 || h[4] > 2)
		return false;
	e.wide = h[4] == 2;
	e.big = h[5] == 2;
	n = (size_t)number(h + (e.wide ? 60 : 48), 2, e.big);
	/* Stripped of its table of sections it may be Go's all the same. */
	return !n || read_sections(&e, word(&e, h, 40, 32),
		(size_t)number(h + (e.wide ? 58 : 46), 2, e.big), n,
		(size_t)number(h + (e.wide ? 62 : 50), 2, e.big));
}

static int open_elf(struct arena *a, const struct buildinfo_reader *r,
		    struct elf *e, struct buildinfo *out, struct error *err)
{
	unsigned char h[64];

	memset(e, 0, sizeof(*e));
	e->r = r;
	if (r->read(r->payload, 0, h, sizeof(h)) < 52 ||
	    memcmp(h, "\177ELF", 4) != 0 || h[4] < 1 || h[4] > 2)
		return error_set(err, "not an ELF file");
	e->wide = h[4] == 2;
	e->big = h[5] == 2;
	out->goarch = goarch_of(e, (unsigned)number(h + 18, 2, e->big));
	read_segments(a, e, word(e, h, 32, 28),
		      (size_t)number(h + (e->wide ? 54 : 42), 2, e->big),
		      (size_t)number(h + (e->wide ? 56 : 44), 2, e->big));
	(void)read_sections(e, word(e, h, 40, 32),
		      (size_t)number(h + (e->wide ? 58 : 46), 2, e->big),
		      (size_t)number(h + (e->wide ? 60 : 48), 2, e->big),
		      (size_t)number(h + (e->wide ? 62 : 50), 2, e->big));
	return 0;
}

/* The address of the aligned magic; 0: none. */
static uint64_t search(const struct elf *e)
{
	uint64_t at = (e->data + 15) & ~(uint64_t)15;
	uint64_t end = e->data + e->data_size;
	size_t n, i;
	char *buf;

	if (end < e->data)
		return 0;
	if (end - e->data > MAX_SEARCH)
		end = e->data + MAX_SEARCH;
	buf = xmalloc(CHUNK);
	for (; at < end; at += CHUNK) {
		n = read_at(e, at, buf, CHUNK);
		for (i = 0; i + HEADER_SIZE <= n; i += 16)
			if (!memcmp(buf + i, magic, sizeof(magic) - 1)) {
				free(buf);
				return at + i;
			}
		if (n < CHUNK)
			break;
	}
	free(buf);
	return 0;
}

static char *string_at(struct arena *a, const struct elf *e, uint64_t addr,
		       uint64_t len)
{
	char *s;

	if (len > MAX_STRING)
		return NULL;
	s = arena_alloc(a, (size_t)len + 1);
	return read_at(e, addr, s, (size_t)len) == len ? s : NULL;
}

/* Since Go 1.18: a varint, then the bytes. */
static char *inline_string(struct arena *a, const struct elf *e,
			   uint64_t *addr, size_t *len)
{
	unsigned char b[10];
	size_t n = read_at(e, *addr, b, sizeof(b)), i;
	uint64_t v = 0;
	char *s;

	for (i = 0; i < n; i++) {
		v |= (uint64_t)(b[i] & 0x7f) << (7 * i);
		if (b[i] < 0x80)
			break;
	}
	if (i == n)
		return NULL;
	s = string_at(a, e, *addr + i + 1, v);
	*addr += i + 1 + v;
	*len = (size_t)v;
	return s;
}

/* Before: a pointer to a Go string. */
static char *pointed_string(struct arena *a, const struct elf *e,
			    uint64_t addr, int size, bool big, size_t *len)
{
	unsigned char h[16];

	if (read_at(e, addr, h, 2 * (size_t)size) != 2 * (size_t)size)
		return NULL;
	*len = (size_t)number(h + size, size, big);
	return string_at(a, e, number(h, size, big), *len);
}

/* A value may be quoted where it holds blanks or quotes (Go 1.18+). */
static const char *unquote(struct arena *a, struct str s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *copy;
	size_t i;

	if (s.len < 2 || (s.p[0] != '"' && s.p[0] != '`') ||
	    s.p[s.len - 1] != s.p[0])
		return arena_strndup(a, s.p, s.len);
	for (i = 1; i + 1 < s.len; i++) {
		if (s.p[0] == '"' && s.p[i] == '\\' && i + 2 < s.len)
			i++;
		strbuf_addch(&sb, s.p[i]);
	}
	copy = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return copy;
}

static void read_lines(struct arena *a, struct str text, struct buildinfo *out)
{
	struct buildinfo_setting *s;
	struct str line, kind, f;
	size_t eq;

	while (str_line(&text, &line)) {
		if (!str_cut(&line, '\t', &kind) || !line.p)
			continue;
		if (str_is(kind, "path")) {
			out->path = arena_strndup(a, line.p, line.len);
		} else if (str_is(kind, "mod")) {
			if (str_cut(&line, '\t', &f))
				out->mod_path = arena_strndup(a, f.p, f.len);
			if (line.p && str_cut(&line, '\t', &f))
				out->mod_version = arena_strndup(a, f.p,
								 f.len);
		} else if (str_is(kind, "dep")) {
			out->ndeps++;
		} else if (str_is(kind, "build") &&
			   out->nsettings < MAX_SETTINGS) {
			eq = str_find(line, '=');
			if (eq == line.len)
				continue;
			s = ARENA_PUSH(a, out->settings, out->nsettings);
			s->key = unquote(a, str_sub(line, 0, eq));
			s->value = unquote(a, str_sub(line, eq + 1,
						      line.len - eq - 1));
		}
	}
}

int buildinfo_read(struct arena *a, const struct buildinfo_reader *r,
		   struct buildinfo *out, struct error *err)
{
	unsigned char h[HEADER_SIZE];
	char *version, *mod = NULL;
	size_t len, mod_len = 0;
	struct elf e;
	uint64_t addr;
	int size;

	memset(out, 0, sizeof(*out));
	if (open_elf(a, r, &e, out, err) < 0)
		return -1;
	addr = search(&e);
	if (!addr || read_at(&e, addr, h, sizeof(h)) != sizeof(h))
		return error_set(err, "not a Go program");
	if (h[15] & 2) {
		addr += HEADER_SIZE;
		version = inline_string(a, &e, &addr, &len);
		if (version)
			mod = inline_string(a, &e, &addr, &mod_len);
		if (!mod)
			return error_set(err, "not a Go program");
	} else {
		size = h[14];
		if (size != 4 && size != 8)
			return error_set(err, "not a Go program");
		version = pointed_string(a, &e,
					 number(h + 16, size, h[15] & 1), size,
					 h[15] & 1, &len);
		mod = pointed_string(a, &e,
				     number(h + 16 + size, size, h[15] & 1),
				     size, h[15] & 1, &mod_len);
	}
	if (cstr_empty(version))
		return error_set(err, "not a Go program");
	out->go_version = version;
	/* Sixteen bytes of a sentinel stand before and after the lines. */
	if (mod && mod_len >= 33 && mod[mod_len - 17] == '\n') {
		struct str text = { mod + 16, mod_len - 32 };

		read_lines(a, text, out);
	}
	return 0;
}

const char *buildinfo_setting(const struct buildinfo *b, const char *key)
{
	size_t i;

	for (i = 0; i < b->nsettings; i++)
		if (cstr_eq(b->settings[i].key, key))
			return b->settings[i].value;
	return NULL;
}
