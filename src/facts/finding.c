#include "config.h"

#include "facts/finding.h"

const char *const answer_names[] = { "none", "yes", "no", "unknown",
					NULL };
const char *const check_status_names[] = {
	"not-applicable", "ok", "found", "cannot-look", "broke", NULL
};

static const struct codec_field evidence_fields[] = {
	CF_STR(evidence, text), CF_STR(evidence, path), CF_INT(evidence, line),
};
static CODEC_DEFINE(evidence);

static const struct codec_field step_fields[] = {
	CF_OBJ(step, question, &msg_codec), CF_ENUM(step, answer, answer_names),
	CF_BOOL(step, bad), CF_STR(step, value), CF_STR(step, origin),
	CF_OBJ(step, note, &msg_codec),
};
CODEC_DEFINE(step);

static const struct codec_field finding_place_fields[] = {
	CF_STR(finding_place, place),
	CF_ENUM(finding_place, severity, severity_names),
	CF_ENUM(finding_place, known, known_names),
};
static CODEC_DEFINE(finding_place);

static const struct codec_field command_fields[] = {
	CF_OBJ(command, what, &msg_codec), CF_STR(command, line),
	CF_STR(command, handover), CF_STR(command, path), CF_INT(command, at),
};
static CODEC_DEFINE(command);

static const struct codec_field finding_fields[] = {
	CF_STR(finding, id), CF_ENUM(finding, severity, severity_names),
	CF_OBJ(finding, title, &msg_codec), CF_STR(finding, module),
	CF_STR(finding, path), CF_INT(finding, line),
	CF_STR(finding, subject), CF_STR(finding, fingerprint),
	CF_LIST(finding, places, &finding_place_codec),
	CF_BOOL(finding, elsewhere),
	CF_LIST(finding, evidence, &evidence_codec),
	CF_OBJ(finding, why, &msg_codec), CF_LIST(finding, steps, &step_codec),
	CF_OBJ(finding, outcome, &msg_codec), CF_STR(finding, probe),
	CF_STRS(finding, fixes), CF_LIST(finding, commands, &command_codec),
};
CODEC_DEFINE(finding);

static const struct codec_field trace_fields[] = {
	CF_STR(trace, name), CF_STR(trace, place), CF_STR(trace, module),
	CF_STR(trace, subject), CF_LIST(trace, steps, &step_codec),
	CF_OBJ(trace, outcome, &msg_codec), CF_BOOL(trace, bad),
	CF_OBJ(trace, change, &msg_codec),
};
CODEC_DEFINE(trace);
