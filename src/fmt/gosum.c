/* Mirrors readGoSum of src/cmd/go/internal/modfetch/fetch.go. */
#include "config.h"

#include "fmt/gosum.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "fmt/gochar.h"

/* Go once wrote the hash of an empty go.mod for what is no module. */
#define EMPTY_GOMOD "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="
#define MAX_LINE ((size_t)1024 * 1024)
#define STEP ((size_t)1024 * 1024)
/* Hashes of one version that are kept; more than two is nonsense already. */
#define MAX_HASHES 16

/*
 * One entry; its text is "module version hash" with single blanks.  Entries
 * of one version hang together by `next`, in order.
 */
struct entry {
	uint64_t hash;
	const char *text;
	uint32_t module_len, version_len, hash_len;
	int line;
	uint32_t next;		/* index + 1 */
	/* Of the first of a chain: its end, and how many they are. */
	uint32_t last, count;
};

struct gosum_table {
	struct entry *entries;
	size_t n, alloc;
	uint32_t *slots;	/* index + 1 of a chain's first; 0: free */
	size_t nslots;
	uint64_t seed;
	char *text;		/* the block being filled */
	size_t text_left, bytes;
	struct strbuf carry;	/* a line that is not whole yet */
	bool long_line;		/* and had more than MAX_LINE */
};

struct gosum_reader *gosum_open(const struct gosum_limits *limits)
{
	struct gosum_reader *r = xcalloc(1, sizeof(*r));
	struct gosum_table *t = xcalloc(1, sizeof(*t));

	if (limits)
		r->limits = *limits;
	if (!r->limits.max_bytes)
		r->limits.max_bytes = (size_t)64 * 1024 * 1024;
	if (!r->limits.max_issues)
		r->limits.max_issues = 1000;
	arena_init(&r->arena);
	strbuf_init(&t->carry);
	/* Other in each run, so that no file can be made to collide. */
	t->seed = (uint64_t)(uintptr_t)r * 0x9e3779b97f4a7c15ULL ^
		(uint64_t)(uintptr_t)t;
	r->table = t;
	return r;
}

void gosum_close(struct gosum_reader *r)
{
	if (!r)
		return;
	free(r->table->entries);
	free(r->table->slots);
	strbuf_release(&r->table->carry);
	free(r->table);
	arena_release(&r->arena);
	free(r);
}

static uint64_t mix(uint64_t h)
{
	h ^= h >> 32;
	h *= 0xd6e8feb86659fd93ULL;
	h ^= h >> 29;
	return h;
}

static uint64_t hash_bytes(uint64_t h, struct str s)
{
	uint64_t w;

	while (s.len >= 8) {
		memcpy(&w, s.p, 8);
		h = mix(h ^ w);
		s = str_sub(s, 8, s.len - 8);
	}
	w = (uint64_t)s.len << 56;
	if (s.len)
		memcpy(&w, s.p, s.len);
	return mix(h ^ w);
}

static uint64_t hash_key(const struct gosum_table *t, struct str module,
			 struct str version)
{
	return hash_bytes(hash_bytes(t->seed, module), version);
}

static bool is_entry_of(const struct entry *e, struct str module,
			struct str version)
{
	return e->module_len == module.len && e->version_len == version.len &&
		!memcmp(e->text, module.p, module.len) &&
		!memcmp(e->text + module.len + 1, version.p, version.len);
}

static struct str hash_of(const struct entry *e)
{
	return (struct str){ e->text + e->module_len + e->version_len + 2,
			     e->hash_len };
}

/* The slot of the version, or the free one where it belongs. */
static uint32_t *find_slot(const struct gosum_table *t, uint64_t hash,
			   struct str module, struct str version)
{
	size_t i = (size_t)hash & (t->nslots - 1);

	for (;; i = (i + 1) & (t->nslots - 1)) {
		const struct entry *e;

		if (!t->slots[i])
			return &t->slots[i];
		e = &t->entries[t->slots[i] - 1];
		if (e->hash == hash && is_entry_of(e, module, version))
			return &t->slots[i];
	}
}

static void grow(struct gosum_table *t)
{
	uint32_t *old = t->slots;
	size_t n = t->nslots, i, k;

	t->nslots = n ? n * 2 : 1024;
	t->slots = xcalloc(t->nslots, sizeof(*t->slots));
	for (i = 0; i < n; i++) {
		if (!old[i])
			continue;
		k = (size_t)t->entries[old[i] - 1].hash & (t->nslots - 1);
		while (t->slots[k])
			k = (k + 1) & (t->nslots - 1);
		t->slots[k] = old[i];
	}
	free(old);
}

static const char *keep_text(struct gosum_reader *r, struct str f[3])
{
	struct gosum_table *t = r->table;
	size_t n = f[0].len + f[1].len + f[2].len + 3, i;
	char *p;

	if (n > t->text_left) {
		t->text_left = n > 65536 ? n : 65536;
		t->text = arena_alloc(&r->arena, t->text_left);
	}
	p = t->text;
	for (i = 0; i < 3; i++) {
		memcpy(p, f[i].p, f[i].len);
		p += f[i].len;
		*p++ = i < 2 ? ' ' : '\0';
	}
	p = t->text;
	t->text += n;
	t->text_left -= n;
	t->bytes += n + sizeof(struct entry);
	return p;
}

static struct gosum_issue *add_issue(struct gosum_reader *r,
				     enum gosum_issue_kind kind, int line)
{
	struct gosum_issue *is;

	if (r->issues_total++ >= r->limits.max_issues)
		return NULL;
	is = ARENA_PUSH(&r->arena, r->issues, r->nissues);
	is->kind = kind;
	is->line = line;
	return is;
}

static void conflict(struct gosum_reader *r, const struct entry *first,
		     struct str f[3])
{
	struct gosum_issue *is = add_issue(r, GOSUM_ISSUE_CONFLICT,
					   r->nlines);
	struct str other = hash_of(first);

	if (!is)
		return;
	is->other_line = first->line;
	is->module = arena_strndup(&r->arena, f[0].p, f[0].len);
	is->version = arena_strndup(&r->arena, f[1].p, f[1].len);
	is->hash = arena_strndup(&r->arena, f[2].p, f[2].len);
	is->other_hash = arena_strndup(&r->arena, other.p, other.len);
}

/* Does a hash differ from the first one of the chain that counts? */
static void compare(struct gosum_reader *r, uint32_t chain, struct str f[3])
{
	const struct gosum_table *t = r->table;

	if (!str_starts(f[2], "h1:"))
		return;
	while (chain) {
		const struct entry *e = &t->entries[chain - 1];

		if (str_starts(hash_of(e), "h1:")) {
			if (!str_eq(hash_of(e), f[2]))
				conflict(r, e, f);
			return;
		}
		chain = e->next;
	}
}

static void add_entry(struct gosum_reader *r, struct str f[3])
{
	struct gosum_table *t = r->table;
	struct entry *e;
	uint32_t *slot, index;
	uint64_t hash;

	r->nentries++;
	if (str_is(f[2], EMPTY_GOMOD))
		return;
	if (r->cut)
		return;
	if (t->bytes + f[0].len + f[1].len + f[2].len > r->limits.max_bytes ||
	    t->n >= UINT32_MAX - 1) {
		r->cut = "too many entries";
		return;
	}
	if ((t->n + 1) * 2 > t->nslots)
		grow(t);
	hash = hash_key(t, f[0], f[1]);
	slot = find_slot(t, hash, f[0], f[1]);
	if (*slot) {
		uint32_t k;

		compare(r, *slot, f);
		/* The very same line again changes nothing. */
		for (k = *slot; k; k = t->entries[k - 1].next)
			if (str_eq(hash_of(&t->entries[k - 1]), f[2]))
				return;
		if (t->entries[*slot - 1].count == MAX_HASHES)
			return;
	}
	ALLOC_GROW(t->entries, t->n + 1, t->alloc);
	index = (uint32_t)t->n++ + 1;
	e = &t->entries[index - 1];
	*e = (struct entry){
		.hash = hash, .module_len = (uint32_t)f[0].len,
		.version_len = (uint32_t)f[1].len,
		.hash_len = (uint32_t)f[2].len, .line = r->nlines,
		.last = index, .count = 1,
	};
	e->text = keep_text(r, f);
	if (*slot) {
		struct entry *first = &t->entries[*slot - 1];

		t->entries[first->last - 1].next = index;
		first->last = index;
		first->count++;
	} else {
		*slot = index;
	}
}

static bool is_marker(struct str line)
{
	size_t i;

	line = gochar_trim(line);
	if (line.len < 7 || !strchr("<|=>", line.p[0]) || !line.p[0])
		return false;
	for (i = 1; i < 7; i++)
		if (line.p[i] != line.p[0])
			return false;
	return line.len == 7 || line.p[7] == ' ';
}

static void odd_line(struct gosum_reader *r, struct str line, size_t nfields)
{
	bool marker = is_marker(line);
	struct gosum_issue *is = add_issue(r, marker ? GOSUM_ISSUE_MARKER :
					   GOSUM_ISSUE_MALFORMED, r->nlines);

	if (!is)
		return;
	is->text = arena_strndup(&r->arena, line.len ? line.p : "",
				 line.len < 1024 ? line.len : 1024);
	if (nfields != 3)
		is->message = arena_printf(&r->arena,
					   "wrong number of fields %zu",
					   nfields);
}

/* Any line, by the letter of strings.Fields. */
static void slow_line(struct gosum_reader *r, struct str line)
{
	struct str rest = line, f[3], field;
	size_t n = 0;

	while (gochar_field(&rest, &field)) {
		if (n < 3)
			f[n] = field;
		n++;
	}
	if (!n)
		return;
	if (n != 3 || is_marker(line)) {
		odd_line(r, line, n);
		if (n != 3)
			return;
	}
	add_entry(r, f);
}

#define EACH(b) ((b) * 0x0101010101010101ULL)

/* Nothing but visible ASCII and single blanks between? */
static bool is_plain(struct str s)
{
	uint64_t w, odd = 0;
	size_t i;

	for (i = 0; i + 8 <= s.len; i += 8) {
		memcpy(&w, s.p + i, 8);
		/* Bytes of 0x80 and more, and those below the blank. */
		odd |= w | (w - EACH(0x20ULL));
	}
	if (odd & EACH(0x80ULL))
		return false;
	for (; i < s.len; i++)
		if ((unsigned char)s.p[i] < 0x20 ||
		    (unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static void one_line(struct gosum_reader *r, struct str line)
{
	struct str f[3], rest = line;
	size_t i;

	r->nlines++;
	if (r->nlines == 1 && str_starts(line, "\xef\xbb\xbf")) {
		struct gosum_issue *is = add_issue(r, GOSUM_ISSUE_BOM, 1);

		if (is)
			is->text = arena_strndup(&r->arena, line.p,
				line.len < 1024 ? line.len : 1024);
	}
	if (rest.len && rest.p[rest.len - 1] == '\r')
		rest.len--;
	for (i = 0; i < 2; i++) {
		size_t n = str_find(rest, ' ');

		if (!n || n == rest.len) {
			slow_line(r, line);
			return;
		}
		f[i] = str_sub(rest, 0, n);
		rest = str_sub(rest, n + 1, rest.len - n - 1);
	}
	f[2] = rest;
	if (!rest.len || str_find(rest, ' ') < rest.len ||
	    !is_plain(f[0]) || !is_plain(f[1]) || !is_plain(f[2]) ||
	    strchr("<|=>", f[0].p[0])) {
		slow_line(r, line);
		return;
	}
	add_entry(r, f);
}

/* The end of a line whose start is in `carry`. */
static void join(struct gosum_reader *r, struct str piece, bool whole)
{
	struct gosum_table *t = r->table;
	size_t room = MAX_LINE - t->carry.len;

	if (piece.len > room) {
		piece.len = room;
		t->long_line = true;
	}
	strbuf_adds(&t->carry, piece);
	if (!whole)
		return;
	if (t->long_line) {
		r->nlines++;
		odd_line(r, strbuf_str(&t->carry), 1);
	} else {
		one_line(r, strbuf_str(&t->carry));
	}
	t->long_line = false;
	strbuf_reset(&t->carry);
}

static void feed_step(struct gosum_reader *r, struct str piece)
{
	struct gosum_table *t = r->table;

	while (piece.len) {
		size_t n = str_find(piece, '\n');
		struct str line = str_sub(piece, 0, n);
		bool whole = n < piece.len;

		if (whole && !t->carry.len && !t->long_line)
			one_line(r, line);
		else
			join(r, line, whole);
		if (!whole)
			return;
		piece = str_sub(piece, n + 1, piece.len - n - 1);
	}
}

bool gosum_feed(struct gosum_reader *r, struct str piece)
{
	while (piece.len) {
		size_t n = piece.len < STEP ? piece.len : STEP;

		if (r->limits.cancelled &&
		    r->limits.cancelled(r->limits.cancelled_arg))
			r->cancelled = true;
		if (r->cancelled)
			return false;
		feed_step(r, str_sub(piece, 0, n));
		piece = str_sub(piece, n, piece.len - n);
	}
	return true;
}

void gosum_finish(struct gosum_reader *r)
{
	if (r->table->carry.len && !r->cancelled)
		join(r, STR_NONE, true);
}

bool gosum_find(const struct gosum_reader *r, struct str module,
		struct str version, size_t *at, struct str *hash, int *line)
{
	const struct gosum_table *t = r->table;
	const struct entry *e;
	uint32_t index;

	if (!t->nslots)
		return false;
	if (*at == SIZE_MAX)
		return false;
	index = *at ? (uint32_t)*at :
		*find_slot(t, hash_key(t, module, version), module, version);
	if (!index)
		return false;
	e = &t->entries[index - 1];
	*hash = hash_of(e);
	if (line)
		*line = e->line;
	*at = e->next ? e->next : SIZE_MAX;
	return true;
}
