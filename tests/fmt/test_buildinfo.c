/* Build info out of hand-made ELF files: both layouts, both byte orders. */
#include "config.h"

#include "tests/cm.h"

#include <string.h>

#include "base/strbuf.h"
#include "fmt/buildinfo.h"

#define BASE 0x400000u
/* The data segment: after the headers. */
#define DATA 0x200u

static const char lines[] =
	"path\texample.com/tool\n"
	"mod\texample.com/tool\tv1.2.3\th1:abc=\n"
	"dep\texample.com/dep\tv0.1.0\th1:def=\n"
	"dep\texample.com/other\tv0.1.0\n"
	"build\t-compiler=gc\n"
	"build\t-ldflags=\"-s -w\"\n"
	"build\tGOARCH=amd64\n";

struct image {
	struct strbuf sb;
	bool wide, big;
};

static void put(struct image *im, size_t at, uint64_t v, int size)
{
	int i;

	for (i = 0; i < size; i++)
		im->sb.buf[at + (size_t)i] =
			(char)(v >> 8 * (im->big ? size - 1 - i : i));
}

/* Headers with one writable segment that spans the whole of `data`. */
static void begin(struct image *im, bool wide, bool big, int machine,
		  struct str data)
{
	size_t ph = wide ? 64 : 52;
	char *p;

	strbuf_init(&im->sb);
	im->wide = wide;
	im->big = big;
	p = strbuf_room(&im->sb, DATA);
	memset(p, 0, DATA);
	strbuf_advance(&im->sb, DATA);
	memcpy(im->sb.buf, "\177ELF", 4);
	im->sb.buf[4] = wide ? 2 : 1;
	im->sb.buf[5] = big ? 2 : 1;
	put(im, 18, (uint64_t)machine, 2);
	put(im, wide ? 32 : 28, ph, wide ? 8 : 4);
	put(im, wide ? 54 : 42, wide ? 56 : 32, 2);
	put(im, wide ? 56 : 44, 1, 2);
	put(im, ph, 1, 4);
	put(im, ph + (wide ? 4 : 24), 6, 4);
	put(im, ph + (wide ? 8 : 4), DATA, wide ? 8 : 4);
	put(im, ph + (wide ? 16 : 8), BASE, wide ? 8 : 4);
	put(im, ph + (wide ? 32 : 16), data.len, wide ? 8 : 4);
	strbuf_adds(&im->sb, data);
}

static size_t read_image(void *payload, uint64_t offset, void *buf, size_t n)
{
	const struct str *s = payload;

	if (offset >= s->len)
		return 0;
	if (n > s->len - offset)
		n = (size_t)(s->len - offset);
	memcpy(buf, s->p + offset, n);
	return n;
}

static int read_str(struct arena *a, struct str s, struct buildinfo *out)
{
	struct buildinfo_reader r = { read_image, &s };

	return buildinfo_read(a, &r, out, NULL);
}

static void add_varint(struct strbuf *sb, size_t v)
{
	for (; v >= 0x80; v >>= 7)
		strbuf_addch(sb, (char)(v | 0x80));
	strbuf_addch(sb, (char)v);
}

static void add_framed(struct strbuf *sb)
{
	strbuf_add(sb, "0123456789abcdef", 16);
	strbuf_addstr(sb, lines);
	strbuf_add(sb, "fedcba9876543210", 16);
}

/* Go 1.18 and later. */
static void make_inline(struct strbuf *data)
{
	strbuf_init(data);
	strbuf_add(data, "misaligned junk.\xff Go build", 26);
	while (data->len % 16)
		strbuf_addch(data, 0);
	strbuf_add(data, "\xff Go buildinf:\x08\x02", 16);
	while (data->len % 16)
		strbuf_addch(data, 0);
	strbuf_add(data, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	add_varint(data, strlen("go1.24.4"));
	strbuf_addstr(data, "go1.24.4");
	add_varint(data, 32 + strlen(lines));
	add_framed(data);
}

static void check_info(const struct buildinfo *b, const char *version)
{
	assert_string_equal(b->go_version, version);
	assert_string_equal(b->path, "example.com/tool");
	assert_string_equal(b->mod_path, "example.com/tool");
	assert_string_equal(b->mod_version, "v1.2.3");
	assert_int_equal(b->ndeps, 2);
	assert_string_equal(buildinfo_setting(b, "-ldflags"), "-s -w");
	assert_string_equal(buildinfo_setting(b, "GOARCH"), "amd64");
	assert_null(buildinfo_setting(b, "GOOS"));
}

static void inline_form(void **state)
{
	struct arena a = ARENA_INIT;
	struct strbuf data;
	struct buildinfo b;
	struct image im;

	(void)state;
	make_inline(&data);
	begin(&im, true, false, 62, strbuf_str(&data));
	assert_int_equal(read_str(&a, strbuf_str(&im.sb), &b), 0);
	check_info(&b, "go1.24.4");
	assert_string_equal(b.goarch, "amd64");
	strbuf_release(&im.sb);
	strbuf_release(&data);
	arena_release(&a);
}

/* Before 1.18: pointers to Go strings; here 32 bits, big-endian. */
static void pointer_form(void **state)
{
	struct arena a = ARENA_INIT;
	struct strbuf data = STRBUF_INIT;
	struct buildinfo b;
	struct image im;
	size_t mod = 48 + strlen("go1.16.5");

	(void)state;
	strbuf_add(&data, "\xff Go buildinf:\x04\x01", 16);
	strbuf_add(&data, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	strbuf_add(&data, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	strbuf_addstr(&data, "go1.16.5");
	add_framed(&data);
	begin(&im, false, true, 8, strbuf_str(&data));
	put(&im, DATA + 16, BASE + 32, 4);
	put(&im, DATA + 20, BASE + 40, 4);
	put(&im, DATA + 32, BASE + 48, 4);
	put(&im, DATA + 36, strlen("go1.16.5"), 4);
	put(&im, DATA + 40, BASE + mod, 4);
	put(&im, DATA + 44, 32 + strlen(lines), 4);
	assert_int_equal(read_str(&a, strbuf_str(&im.sb), &b), 0);
	check_info(&b, "go1.16.5");
	assert_string_equal(b.goarch, "mips");
	strbuf_release(&im.sb);
	strbuf_release(&data);
	arena_release(&a);
}

/* Whatever is cut off or turned over, it is an answer and no crash. */
static void broken_files(void **state)
{
	struct arena a = ARENA_INIT;
	struct strbuf data;
	struct buildinfo b;
	struct image im;
	struct str whole;
	size_t i;
	int k;

	(void)state;
	make_inline(&data);
	begin(&im, true, false, 62, strbuf_str(&data));
	whole = strbuf_str(&im.sb);
	for (i = 0; i < whole.len; i++)
		assert_int_equal(read_str(&a, str_sub(whole, 0, i), &b), -1);
	for (i = 0; i < whole.len; i++)
		for (k = 0; k < 8; k++) {
			im.sb.buf[i] ^= (char)(1 << k);
			(void)read_str(&a, whole, &b);
			im.sb.buf[i] ^= (char)(1 << k);
		}
	assert_int_equal(read_str(&a, STR_LIT("#!/bin/sh\n"), &b), -1);
	strbuf_release(&im.sb);
	strbuf_release(&data);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inline_form),
		cmocka_unit_test(pointer_form),
		cmocka_unit_test(broken_files),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
