#include "config.h"

#include "facts/gosource.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

static const struct {
	const char *part;
	bool prefix;	/* it stands at the beginning */
	enum gosource source;
} marks[] = {
	{ "/golang.org/toolchain@", false, GOSOURCE_TOOLCHAIN },
	{ "/snap/", true, GOSOURCE_SNAP },
	{ "/var/lib/snapd/", true, GOSOURCE_SNAP },
	{ "/nix/store/", true, GOSOURCE_NIX },
	{ "/Cellar/", false, GOSOURCE_BREW },
	{ "/opt/homebrew/", true, GOSOURCE_BREW },
	{ "/home/linuxbrew/", true, GOSOURCE_BREW },
	{ "/usr/local/opt/", true, GOSOURCE_BREW },
	{ "/.asdf/", false, GOSOURCE_ASDF },
	{ "/.goenv/", false, GOSOURCE_GOENV },
	{ "/.gvm/", false, GOSOURCE_GVM },
	{ "/mise/installs/", false, GOSOURCE_MISE },
	/* Behind /usr/local, which is nobody's but the machine's owner. */
	{ "/usr/lib/", true, GOSOURCE_PACKAGE },
	{ "/usr/lib64/", true, GOSOURCE_PACKAGE },
	{ "/usr/share/", true, GOSOURCE_PACKAGE },
	{ "/usr/bin/", true, GOSOURCE_PACKAGE },
};

enum gosource gosource_of(const char *goroot)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(marks); i++)
		if (marks[i].prefix ? cstr_starts(goroot, marks[i].part)
				    : strstr(goroot, marks[i].part) != NULL)
			return marks[i].source;
	return GOSOURCE_ARCHIVE;
}

bool gosource_is_managed(enum gosource s)
{
	return s != GOSOURCE_ARCHIVE;
}

const char *gosource_words(enum gosource s)
{
	switch (s) {
	case GOSOURCE_ARCHIVE:
		return N_("an unpacked archive");
	case GOSOURCE_PACKAGE:
		return N_("a package of the system");
	case GOSOURCE_SNAP:
		return N_("a snap");
	case GOSOURCE_BREW:
		return N_("a package of Homebrew");
	case GOSOURCE_ASDF:
		return N_("a version of asdf");
	case GOSOURCE_GOENV:
		return N_("a version of goenv");
	case GOSOURCE_GVM:
		return N_("a version of gvm");
	case GOSOURCE_MISE:
		return N_("a version of mise");
	case GOSOURCE_NIX:
		return N_("a package of Nix");
	case GOSOURCE_TOOLCHAIN:
		return N_("a toolchain that go fetched by itself");
	}
	return "";
}
