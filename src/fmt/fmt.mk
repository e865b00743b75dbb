noinst_LIBRARIES += libfmt.a
libfmt_a_SOURCES = \
	src/fmt/buildinfo.c src/fmt/buildinfo.h \
	src/fmt/goenvfile.c src/fmt/goenvfile.h \
	src/fmt/gomendfile.c src/fmt/gomendfile.h \
	src/fmt/gochar.c src/fmt/gochar.h \
	src/fmt/gomod.c src/fmt/gomod.h \
	src/fmt/gorelease.c src/fmt/gorelease.h \
	src/fmt/gosum.c src/fmt/gosum.h \
	src/fmt/gover.c src/fmt/gover.h \
	src/fmt/gowork.c src/fmt/gowork.h \
	src/fmt/lexline.c src/fmt/lexline.h \
	src/fmt/modfile.c src/fmt/modfile.h \
	src/fmt/modpath.c src/fmt/modpath.h \
	src/fmt/modrule.c src/fmt/modrule.h \
	src/fmt/modulestxt.c src/fmt/modulestxt.h \
	src/fmt/semver.c src/fmt/semver.h
