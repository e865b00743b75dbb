noinst_LIBRARIES += libprobe.a
libprobe_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBUV_CFLAGS)
libprobe_a_SOURCES = \
	src/probe/applier.c src/probe/applier.h \
	src/probe/engine.c src/probe/engine.h \
	src/probe/envset.c src/probe/envset.h \
	src/probe/fixrun.c src/probe/fixrun.h \
	src/probe/goask.c src/probe/goask.h \
	src/probe/helper.c src/probe/helper.h \
	src/probe/history.c \
	src/probe/libexec.c src/probe/libexec.h \
	src/probe/newfile.c src/probe/newfile.h \
	src/probe/parent.c src/probe/parent.h \
	src/probe/permit.c src/probe/permit.h \
	src/probe/prepare.c src/probe/prepare.h \
	src/probe/procid.c src/probe/procid.h \
	src/probe/rcfiles.c src/probe/rcfiles.h \
	src/probe/redact.h \
	src/probe/reach.c src/probe/reach.h \
	src/probe/runlist.c src/probe/runlist.h \
	src/probe/scanner.c src/probe/scanner.h \
	src/probe/session.c src/probe/session.h \
	src/probe/shells.c src/probe/shells.h \
	src/probe/snapshot.h \
	src/probe/trial.c src/probe/trial.h \
	src/probe/trychild.c src/probe/trychild.h \
	src/probe/undo.c \
	src/probe/watch.c src/probe/watch.h \
	src/probe/xtrace.c src/probe/xtrace.h

# The script of gomend snapshot as rows of text in the program.
nodist_libprobe_a_SOURCES = src/probe/snapshot_script.c
CLEANFILES += src/probe/snapshot_script.c
EXTRA_DIST += src/probe/snapshot.sh
src/probe/snapshot_script.c: $(srcdir)/src/probe/snapshot.sh Makefile
	@$(MKDIR_P) src/probe
	$(AM_V_GEN){ echo '#include "config.h"'; \
	  echo '#include "probe/snapshot.h"'; \
	  echo 'const char *const snapshot_script[] = {'; \
	  sed -e 's/@[V]ERSION@/$(VERSION)/g' -e 's/[\\"]/\\&/g' \
	    -e 's/^.*$$/"&\\n",/' $(srcdir)/src/probe/snapshot.sh; \
	  echo '(const char *)0 };'; } >$@.tmp && mv $@.tmp $@
