#include "config.h"

#include "scan/rootfile.h"

#include "base/path.h"
#include "host/fs.h"

bool rootfile_load(struct arena *a, const char *root, const char *path,
		   size_t max_bytes, struct str *bytes)
{
	struct strbuf sb = STRBUF_INIT;
	const char *full = path_join(a, root, path);
	bool ok = path_under(root, full) && !fs_read(full, max_bytes, &sb,
						     NULL);

	if (ok) {
		bytes->p = arena_strndup(a, sb.buf, sb.len);
		bytes->len = sb.len;
	}
	strbuf_release(&sb);
	return ok;
}
