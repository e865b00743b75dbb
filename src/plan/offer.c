#include "config.h"

#include "plan/offer.h"

const char *const choice_kind_names[] = {
	"text", "path", "yes-no", "one-of", NULL
};

static const struct codec_field choice_fields[] = {
	CF_STR(choice, name),
	CF_ENUM(choice, kind, choice_kind_names),
	CF_OBJ(choice, label, &msg_codec),
	CF_OBJ(choice, about, &msg_codec),
	CF_STR(choice, value),
	CF_STRS(choice, options),
	CF_OBJ(choice, bad, &msg_codec),
};
CODEC_DEFINE(choice);

static const struct codec_field fix_ran_fields[] = {
	CF_STR(fix_ran, id),
	CF_INT(fix_ran, exit_code),
	CF_STR(fix_ran, out),
	CF_STR(fix_ran, err),
	CF_BOOL(fix_ran, cut),
};
CODEC_DEFINE(fix_ran);

static const struct codec_field fix_offer_fields[] = {
	CF_STR(fix_offer, fix),
	CF_STR(fix_offer, finding),
	CF_OBJ(fix_offer, title, &msg_codec),
	CF_OBJ(fix_offer, about, &msg_codec),
	CF_LIST(fix_offer, choices, &choice_codec),
	CF_LIST(fix_offer, commands, &plan_command_codec),
	CF_STR(fix_offer, stage_near),
	CF_OBJ(fix_offer, refused, &msg_codec),
	CF_OBJ(fix_offer, myth, &msg_codec),
	CF_BOOL(fix_offer, leaves_repository),
};
CODEC_DEFINE(fix_offer);
