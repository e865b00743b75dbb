/*
 * A sentence that is made where it is shown.
 *
 * Findings and traces carry a message id (the English text, a gettext msgid)
 * and its arguments, so that JSON is English and the screen speaks the
 * user's language.  Arguments stand as {0} to {9} in the text; a translation
 * may order them as it needs.  A message may have a plural: the form is
 * chosen by `n`, which is {n} in the text.
 */
#ifndef BASE_MSG_H
#define BASE_MSG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/codec.h"

struct msg {
	const char *id;		/* NULL: no message */
	const char *plural;
	int n;
	const char **args;
	size_t nargs;
};

extern const struct codec msg_codec;

/*
 * A message with its arguments copied into the arena; the list of arguments
 * ends at the first NULL: write MSG(a, N_("…"), x, y) and pass "" for none.
 */
struct msg msg_make(struct arena *a, const char *id, ...)
	__attribute__((sentinel));
struct msg msg_plural(struct arena *a, const char *id, const char *plural,
		      int n, ...) __attribute__((sentinel));
#define MSG(a, ...) msg_make((a), __VA_ARGS__, (const char *)NULL)
/* MSG_N(a, N_("{n} line"), N_("{n} lines"), n, args...) */
#define MSG_N(a, ...) msg_plural((a), __VA_ARGS__, (const char *)NULL)

/* The text in the user's language, or in English; sanitized; "" if none. */
const char *msg_text(struct arena *a, const struct msg *m);
const char *msg_english(struct arena *a, const struct msg *m);
/* SAY(a, N_("…"), args…): made and put into words at once. */
static inline const char *msg_said(struct arena *a, struct msg m)
{
	return msg_text(a, &m);
}
#define SAY(a, ...) msg_said((a), MSG((a), __VA_ARGS__))

/*
 * gomend-scan knows no language: what it says outside of messages (errors,
 * why something was not read) arrives as an English sentence.  msg_told()
 * finds the sentence it was made from and puts it into the user's language,
 * arguments too; text that is no such sentence stays as it is.  Arguments of
 * msg_text() go through it.  The sentences: NULL-terminated, {0}… in order.
 */
void msg_set_sentences(const char *const *sentences);
const char *msg_told(struct arena *a, const char *english);

static inline bool msg_is_set(const struct msg *m)
{
	return m->id != NULL;
}

#endif
