check_PROGRAMS += tests/scan/test_walk tests/scan/test_confine
tests_scan_test_walk_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_scan_test_walk_SOURCES = tests/scan/test_walk.c
tests_scan_test_walk_LDADD = libscan.a libbase.a $(UNIT_LIBS)
tests_scan_test_confine_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_scan_test_confine_SOURCES = tests/scan/test_confine.c
tests_scan_test_confine_LDADD = libscan.a libbase.a $(UNIT_LIBS)
# Compared with real go by tests/go/t-modversion.sh.
check_PROGRAMS += tests/scan/modversion_tool
tests_scan_modversion_tool_SOURCES = tests/scan/modversion_tool.c
tests_scan_modversion_tool_LDADD = libscan.a libhostscan.a libfmt.a libbase.a \
	$(LIBGIT2_LIBS) $(CJSON_LIBS) $(LIBINTL) -lm
