# Every header compiles alone.
bad=0
[ -f build/config.h ] || { echo "./dev build first"; exit 1; }
for h in src/*/*.h ui/*.h; do
	printf '#include "config.h"\n#include "%s"\n' "${h#src/}" |
		${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-unused-function \
			-Ibuild -Isrc -I. -fsyntax-only -x c - ||
		{ echo "$h does not compile alone"; bad=1; }
done
exit $bad
