/*
 * replay [-m COUNT] FILE...
 *	run the fuzzer over each file, and over COUNT broken copies of each
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "tests/fuzz/fuzz.h"

static unsigned long state = 1;

static size_t random_below(size_t n)
{
	state = (state * 1103515245UL + 12345UL) & 0x7fffffffUL;
	return n ? (state >> 8) % n : 0;
}

/* From a buffer of exactly that size, so that a read beyond it is seen. */
static void run(const char *p, size_t n)
{
	uint8_t *exact = xmalloc(n ? n : 1);

	if (n)
		memcpy(exact, p, n);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

static void break_one(struct strbuf *sb)
{
	size_t a = random_below(sb->len + 1), b, n;
	char *p = sb->buf;

	if (!sb->len)
		return;
	b = random_below(sb->len);
	n = random_below(16);
	switch (random_below(5)) {
	case 0:
		p[b] = (char)(unsigned char)random_below(256);
		break;
	case 1:
		p[b] = "\n\t \"`()[],/*#\r=>"[random_below(16)];
		break;
	case 2:
		strbuf_setlen(sb, a);
		break;
	case 3:
		n = b + n < sb->len ? n : sb->len - b;
		memmove(p + b, p + b + n, sb->len - b - n);
		strbuf_setlen(sb, sb->len - n);
		break;
	default:
		n = n < sb->len - b ? n : sb->len - b;
		if (a + n <= sb->len)
			memmove(p + a, p + b, n);
		break;
	}
}

int main(int argc, char **argv)
{
	long broken = 0, i, runs = 0;
	int k = 1;

	if (argc > 2 && !strcmp(argv[1], "-m")) {
		broken = strtol(argv[2], NULL, 10);
		k = 3;
	}
	for (; k < argc; k++) {
		struct strbuf whole = STRBUF_INIT, sb = STRBUF_INIT;
		FILE *in = fopen(argv[k], "rb");
		size_t n;

		if (!in) {
			perror(argv[k]);
			return 1;
		}
		do {
			n = fread(strbuf_room(&whole, 65536), 1, 65536, in);
			strbuf_advance(&whole, n);
		} while (n);
		fclose(in);
		run(whole.buf, whole.len);
		runs++;
		for (i = 0; i < broken; i++, runs++) {
			size_t times = random_below(6) + 1;

			strbuf_reset(&sb);
			strbuf_adds(&sb, strbuf_str(&whole));
			while (times--)
				break_one(&sb);
			run(sb.buf, sb.len);
		}
		strbuf_release(&whole);
		strbuf_release(&sb);
	}
	printf("%ld runs\n", runs);
	return 0;
}
