noinst_LIBRARIES += libfmt.a
libfmt_a_SOURCES = \
	src/fmt/buildinfo.c src/fmt/buildinfo.h \
	src/fmt/goenvfile.c src/fmt/goenvfile.h \
	src/fmt/gomendfile.c src/fmt/gomendfile.h \
	src/fmt/gochar.c src/fmt/gochar.h \
	src/fmt/gorelease.c src/fmt/gorelease.h \
	src/fmt/gover.c src/fmt/gover.h \
	src/fmt/modpath.c src/fmt/modpath.h \
	src/fmt/semver.c src/fmt/semver.h
