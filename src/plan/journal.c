#include "config.h"

#include "plan/journal.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/json.h"

const char *const txn_state_names[] = {
	"open", "applied", "verified", "rolled-back", "put-back", "undone",
	"undoing", "purged", "damaged", NULL
};

static const struct codec_field txn_fields[] = {
	CF_INT(txn, n),
	CF_ENUM(txn, state, txn_state_names),
	CF_STR(txn, fix),
	CF_STR(txn, root),
	CF_OBJ(txn, title, &msg_codec),
	CF_STR(txn, when),
	CF_I64(txn, seconds),
	CF_INT(txn, nchanges),
	CF_I64(txn, undo_bytes),
	CF_STR(txn, reason),
	CF_STR(txn, shell_line),
	CF_I64(txn, by),
	CF_BOOL(txn, told),
	CF_STR(txn, subject),
	CF_STRS(txn, legs),
	CF_STRS(txn, remain),
	CF_INT(txn, continues),
};
CODEC_DEFINE(txn);

bool txn_can_undo(const struct txn *t)
{
	return t->state == TXN_APPLIED || t->state == TXN_VERIFIED;
}

/* ---- what belongs together ---- */

static const struct txn *txn_of(const struct txn *list, size_t count, int n)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (list[i].n == n)
			return &list[i];
	return NULL;
}

/* The first of its row: numbers only ever grow. */
static int first_of(const struct txn *list, size_t count, int n)
{
	const struct txn *t;

	while ((t = txn_of(list, count, n)) && t->continues > 0 &&
	       t->continues < n)
		n = t->continues;
	return n;
}

static int add_whole(struct arena *a, const struct txn *t,
		     const struct txn ***out, size_t *nout, struct error *err)
{
	switch (t->state) {
	case TXN_APPLIED:
	case TXN_VERIFIED:
		*ARENA_PUSH(a, *out, *nout) = t;
		return 0;
	case TXN_ROLLED_BACK:
	case TXN_PUT_BACK:
	case TXN_UNDONE:
		return 0;
	case TXN_PURGED:
		return error_set(err, "%s", SAY(a, N_(
			"The undo copies of number {0} were dropped: the whole "
			"cannot be taken back."),
			arena_printf(a, "%d", t->n)));
	case TXN_OPEN:
	case TXN_UNDOING:
	case TXN_DAMAGED:
		break;
	}
	return error_set(err, "%s", SAY(a, N_(
		"Number {0} is under way, or was cut off: start gomend again, "
		"which finishes it."), arena_printf(a, "%d", t->n)));
}

int journal_whole(struct arena *a, const struct txn *list, size_t count, int n,
		  const struct txn ***out, size_t *nout, struct error *err)
{
	int first = first_of(list, count, n);
	size_t i;

	*out = NULL;
	*nout = 0;
	for (i = 0; i < count; i++)
		if (first_of(list, count, list[i].n) == first &&
		    add_whole(a, &list[i], out, nout, err))
			return -1;
	return *nout ? 0 : error_set(err, "%s", SAY(a, N_(
		"Nothing of number {0} is in place."),
		arena_printf(a, "%d", n)));
}

/* ---- lines ---- */

/* CRC-32 as in gzip, four bits at a time. */
static uint32_t crc32_of(struct str s)
{
	static const uint32_t steps[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190,
		0x6b6b51f4, 0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344,
		0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278,
		0xbdbdf21c
	};
	uint32_t crc = 0xffffffffU;
	size_t i;

	for (i = 0; i < s.len; i++) {
		crc ^= (unsigned char)s.p[i];
		crc = crc >> 4 ^ steps[crc & 15];
		crc = crc >> 4 ^ steps[crc & 15];
	}
	return ~crc;
}

void journal_line(struct strbuf *out, const struct cJSON *rec)
{
	size_t from = out->len;
	struct str json;

	json_print(out, rec, false);
	json = str_sub(strbuf_str(out), from, out->len - from);
	strbuf_addf(out, " %08x\n", (unsigned)crc32_of(json));
}

static bool whole(struct str line, struct str *json)
{
	size_t blank = str_find_last(line, ' ');
	char want[9];

	if (blank == line.len || line.len - blank != 9)
		return false;
	*json = str_sub(line, 0, blank);
	(void)snprintf(want, sizeof(want), "%08x", (unsigned)crc32_of(*json));
	return str_is(str_sub(line, blank + 1, 8), want);
}

struct cJSON *journal_next(struct str *rest)
{
	struct str line, json;
	struct cJSON *rec;
	bool ended;

	for (;;) {
		ended = str_find(*rest, '\n') < rest->len;
		if (!str_line(rest, &line))
			return NULL;
		if (!ended || !whole(line, &json))
			continue;
		rec = json_parse(json, NULL);
		if (rec)
			return rec;
	}
}

bool journal_damaged(struct str text, bool part)
{
	bool begun = part;
	struct str line, json;

	while (str_find(text, '\n') < text.len && str_line(&text, &line)) {
		if (!whole(line, &json)) {
			if (str_find(line, '\0') == line.len)
				return true;
			continue;
		}
		/* Only what never began may lack it. */
		if (!begun && str_search(json, "\"rec\":\"begin\"") == json.len)
			return true;
		begun = true;
	}
	/* The torn rest, or beginning, of a record, or something else? */
	return !begun && text.len && text.p[0] && text.p[0] != '{';
}

/* ---- what it says ---- */

struct fold {
	bool begun;
	enum txn_state before_undo;
	int64_t kept;
};

static void fold_record(struct arena *a, struct txn *t, struct fold *f,
			const struct cJSON *rec)
{
	const char *kind = json_str(rec, "rec");
	const char *reason = json_str(rec, "reason");

	if (cstr_eq(kind, "begin")) {
		codec_decode(&txn_codec, a, rec, t);
		t->state = TXN_OPEN;
		f->begun = true;
	} else if (cstr_eq(kind, "commit")) {
		t->state = TXN_APPLIED;
		f->kept = json_int(rec, "undo_bytes", 0);
	} else if (cstr_eq(kind, "rolled-back")) {
		t->state = TXN_ROLLED_BACK;
		f->kept = 0;
	} else if (cstr_eq(kind, "verified")) {
		t->state = TXN_VERIFIED;
	} else if (cstr_eq(kind, "told")) {
		t->told = true;
	} else if (cstr_eq(kind, "undo")) {
		f->before_undo = t->state;
		t->state = TXN_UNDOING;
	} else if (cstr_eq(kind, "undo-stopped")) {
		t->state = f->before_undo;
	} else if (cstr_eq(kind, "undone")) {
		t->state = cstr_eq(json_str(rec, "to"), "put-back") ?
			   TXN_PUT_BACK : TXN_UNDONE;
		f->kept = 0;
	} else if (cstr_eq(kind, "purged")) {
		if (txn_can_undo(t))
			t->state = TXN_PURGED;
		f->kept = 0;
	}
	if (reason)
		t->reason = arena_strdup(a, reason);
}

int journal_read(struct arena *a, struct str text, struct txn *out,
		 struct error *err)
{
	struct fold f = { false, TXN_APPLIED, 0 };
	bool damaged = journal_damaged(text, false);
	struct cJSON *rec;

	*out = (struct txn){ 0 };
	while ((rec = journal_next(&text))) {
		fold_record(a, out, &f, rec);
		json_free(rec);
	}
	out->undo_bytes = f.kept;
	if (damaged) {
		out->state = TXN_DAMAGED;
		return 0;
	}
	return f.begun ? 0 : error_set(err, "no transaction began here");
}
