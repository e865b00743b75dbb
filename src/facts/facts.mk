noinst_LIBRARIES += libfacts.a
libfacts_a_SOURCES = \
	src/facts/buildscript.c src/facts/buildscript.h \
	src/facts/cgoneeds.c src/facts/cgoneeds.h \
	src/facts/cijob.c src/facts/cijob.h \
	src/facts/dockerstage.c src/facts/dockerstage.h \
	src/facts/finding.c src/facts/finding.h \
	src/facts/gobuild.c src/facts/gobuild.h \
	src/facts/goenv.c src/facts/goenv.h \
	src/facts/goenvwrite.c src/facts/goenvwrite.h \
	src/facts/gopath.c src/facts/gopath.h \
	src/facts/gopathage.c src/facts/gopathage.h \
	src/facts/gorefusal.c \
	src/facts/gosource.c src/facts/gosource.h \
	src/facts/gotable.c src/facts/gotable.h \
	src/facts/ledger.c src/facts/ledger.h \
	src/facts/logcause.c src/facts/logcause.h \
	src/facts/loglore.c src/facts/loglore.h src/facts/logread.c \
	src/facts/machine.c src/facts/machine.h \
	src/facts/origin.c src/facts/origin.h \
	src/facts/place.c src/facts/place.h \
	src/facts/recording.c src/facts/recording.h \
	src/facts/repo.c src/facts/repo.h \
	src/facts/severity.h \
	src/facts/snapshot.c src/facts/snapshot.h \
	src/facts/toolchain.c src/facts/toolchain.h \
	src/facts/trial.c src/facts/trial.h \
	src/facts/wire.h
