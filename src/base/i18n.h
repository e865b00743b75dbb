/*
 * gettext, for what a person reads.  Ids, keys, JSON and go's own words are
 * never translated.  N_() marks a string for translation in a table.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) s

/*
 * A short label whose meaning depends on where it stands: the context comes
 * first, as in C_("column", "Value").
 */
#define C_(ctx, s) i18n_context(ctx "\004" s, s)
/* The same marked in a table; look it up with i18n_context(). */
#define NC_(ctx, s) s

const char *i18n_context(const char *key, const char *plain);

#endif
