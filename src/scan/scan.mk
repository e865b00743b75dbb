noinst_LIBRARIES += libscan.a
libscan_a_SOURCES = \
	src/scan/built.c \
	src/scan/cgouse.c src/scan/cgouse.h \
	src/scan/cijobs.c src/scan/cijobs.h \
	src/scan/confine.c src/scan/confine.h \
	src/scan/discover.c src/scan/discover.h \
	src/scan/dockersteps.c src/scan/dockersteps.h \
	src/scan/emit.c src/scan/emit.h \
	src/scan/export.c src/scan/export.h \
	src/scan/fixhost.c src/scan/fixhost.h \
	src/scan/fixing.c src/scan/fixing.h \
	src/scan/follow.c src/scan/follow.h \
	src/scan/gitstage.c src/scan/gitstage.h \
	src/scan/gofile.c src/scan/gofile.h \
	src/scan/gopath.c src/scan/gopath.h \
	src/scan/headmemo.c src/scan/headmemo.h \
	src/scan/imports.c \
	src/scan/job.c src/scan/job.h \
	src/scan/gitowner.c src/scan/gitowner.h \
	src/scan/jobplace.c src/scan/jobplace.h \
	src/scan/leftover.c src/scan/leftover.h \
	src/scan/logapi.c src/scan/logapi.h \
	src/scan/machine.c src/scan/machine.h \
	src/scan/modfiles.c src/scan/modfiles.h \
	src/scan/modversion.c src/scan/modversion.h \
	src/scan/pins.c src/scan/pins.h \
	src/scan/pristine.c src/scan/pristine.h \
	src/scan/places.c src/scan/places.h \
	src/scan/programs.c src/scan/programs.h \
	src/scan/provenance.c src/scan/provenance.h \
	src/scan/recorded.c src/scan/recorded.h \
	src/scan/rootfile.c src/scan/rootfile.h \
	src/scan/scan.c src/scan/scan.h \
	src/scan/scripts.c src/scan/scripts.h \
	src/scan/tree.c src/scan/tree.h \
	src/scan/walk.c src/scan/walk.h \
	src/scan/watch.c src/scan/watch.h
