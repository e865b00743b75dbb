#include "config.h"

#include "plan/journal.h"

const char *const txn_state_names[] = {
	"open", "applied", "verified", "rolled-back", "put-back", "undone",
	"undoing", "purged", NULL
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
};
CODEC_DEFINE(txn);
