#include "config.h"

#include "checks/myths.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

const struct myth myths[] = {
	{ 2, "module-mode",
	  N_("\"never run go mod init in GOPATH/src\": it works there, and even "
	     "infers the module path.") },
};
const size_t nmyths = ARRAY_SIZE(myths);

const struct myth *myth_next(const char *subject, size_t *i)
{
	while (*i < nmyths) {
		const struct myth *m = &myths[(*i)++];

		if (cstr_eq(m->subject, subject))
			return m;
	}
	return NULL;
}
