/*
 * vendor/modules.txt, read exactly as go reads it: line by line, what it does
 * not know is passed over in silence.
 *
 *	## workspace			only of a workspace's vendor
 *	# example.com/a v1.0.0 => ../a	a module, maybe replaced
 *	## explicit; go 1.17		go.mod requires it; its go line
 *	example.com/a/b			a package of the module above
 *	# example.com/c => ../c		a replacement of any version
 *
 * A module that comes several times (at the end all replacements that no
 * package needs are repeated) is one entry here, as for go.  Everything is in
 * the arena or a view of the bytes, which must outlive it.
 */
#ifndef FMT_MODULESTXT_H
#define FMT_MODULESTXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct modulestxt_module {
	const char *path;
	const char *version;	/* NULL: any version, of a replacement */
	int line;		/* the first that names it */
	bool is_explicit;
	int explicit_line;
	const char *go_version;	/* NULL: none said */
	/* The last replacement said; path NULL: none. */
	const char *replace_path;
	const char *replace_version;	/* NULL: a folder */
	int replace_line;
	int npackages;
};

struct modulestxt_package {
	struct str path;
	const struct modulestxt_module *module;
	int line;
};

struct modulestxt {
	bool is_workspace;
	struct modulestxt_module **modules;
	size_t nmodules;
	struct modulestxt_package *packages;	/* the last of equal ones counts */
	size_t npackages;
	/*
	 * The modules that give a package, as go lists them: for one path
	 * only those with a newer version than the ones before.
	 */
	struct modulestxt_module **listed;
	size_t nlisted;
	/* Those that a replacement was read for, once for each line. */
	struct modulestxt_module **replaced;
	size_t nreplaced;
	struct modulestxt_module **sorted;	/* by path and version */
};

struct modulestxt *modulestxt_parse(struct arena *a, struct str bytes);
/* version NULL: the replacement of any version.  NULL: not there. */
const struct modulestxt_module *modulestxt_find(const struct modulestxt *m,
						const char *path,
						const char *version);
/* The version go takes a path's packages from; NULL: none listed. */
const char *modulestxt_version(const struct modulestxt *m, const char *path);

#endif
