# Unit tests are programs tests/<layer>/test_<file> (cmocka, TAP); everything
# else is a script tests/<area>/t-<name>.sh that prints TAP.  tests/run runs
# them all and ends on "N passed, N failed, N skipped".
UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
UNIT_LIBS = $(CMOCKA_LIBS) $(CJSON_LIBS) $(LIBINTL) -lm

if HAVE_CMOCKA
include tests/base/tests.mk
include tests/fmt/tests.mk
include tests/host/tests.mk
include tests/facts/tests.mk
include tests/checks/tests.mk
include tests/traces/tests.mk
include tests/plan/tests.mk
include tests/fixes/tests.mk
include tests/scan/tests.mk
include tests/probe/tests.mk
include tests/report/tests.mk
include tests/cli/tests.mk
include tests/ui/tests.mk
if HAVE_VTERM
include tests/tty/tests.mk
endif
endif
include tests/apply/tests.mk
include tests/log/tests.mk
include tests/fuzz/tests.mk
include tests/setup/tests.mk
include tests/bench/tests.mk

# The tests' own programs, side by side, once all is made; the tests themselves
# get no jobserver.
check-programs: $(check_PROGRAMS) $(check_DATA)
.PHONY: check-programs

check-local: $(check_PROGRAMS) $(check_DATA) all
	$(srcdir)/tests/run --srcdir $(abs_srcdir) --builddir $(abs_builddir) $(TESTS_ARGS)

# Fixtures and data are folders: taken whole, but for what git would not keep.
dist-hook:
	(cd $(srcdir) && find tests docs -type f ! -name '*.o' ! -name '*.dirstamp' | \
	  tar cf - -T -) | (cd $(distdir) && tar xf -)

clean-local:
	rm -rf tests/out tests/gocache
