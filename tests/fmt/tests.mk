check_PROGRAMS += tests/fmt/test_gover tests/fmt/test_semver \
	tests/fmt/test_modpath tests/fmt/test_gochar
tests_fmt_test_gover_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_fmt_test_gover_SOURCES = tests/fmt/test_gover.c
tests_fmt_test_gover_LDADD = libfmt.a libbase.a $(UNIT_LIBS)
tests_fmt_test_semver_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_fmt_test_semver_SOURCES = tests/fmt/test_semver.c
tests_fmt_test_semver_LDADD = libfmt.a libbase.a $(UNIT_LIBS)
tests_fmt_test_modpath_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_fmt_test_modpath_SOURCES = tests/fmt/test_modpath.c
tests_fmt_test_modpath_LDADD = libfmt.a libbase.a $(UNIT_LIBS)
tests_fmt_test_gochar_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_fmt_test_gochar_SOURCES = tests/fmt/test_gochar.c
tests_fmt_test_gochar_LDADD = libfmt.a libbase.a $(UNIT_LIBS)
check_PROGRAMS += tests/fmt/test_gomendfile
tests_fmt_test_gomendfile_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_fmt_test_gomendfile_SOURCES = tests/fmt/test_gomendfile.c
tests_fmt_test_gomendfile_LDADD = libfmt.a libbase.a $(UNIT_LIBS)
# Compared with real go by tests/go/t-modfile.sh.
check_PROGRAMS += tests/fmt/modfile_tool
tests_fmt_modfile_tool_SOURCES = tests/fmt/modfile_tool.c
tests_fmt_modfile_tool_LDADD = libfmt.a libbase.a $(LIBINTL)
