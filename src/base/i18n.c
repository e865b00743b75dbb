#include "config.h"

#include "base/i18n.h"

const char *i18n_context(const char *key, const char *plain)
{
	const char *t = gettext(key);

	return t == key ? plain : t;
}
