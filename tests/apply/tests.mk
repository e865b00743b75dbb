# What proves gomend-apply, and knows nothing of it: kill or fail it at every
# system call (kstep), see what a folder holds exactly (treestate).  The head
# of each .c tells how to ask it.
check_PROGRAMS += tests/apply/kstep
tests_apply_kstep_SOURCES = tests/apply/kstep.c tests/apply/ktrace.c \
	tests/apply/ktrace.h tests/apply/kcalls.c tests/apply/kcalls.h \
	tests/apply/klog.c tests/apply/klog.h \
	tests/apply/treecopy.c tests/apply/treecopy.h
tests_apply_kstep_LDADD = libbase.a $(LIBINTL)

# The system calls of this machine by number, as its headers name them.
tests/apply/kcalls.$(OBJEXT): tests/apply/kcalls_names.h
tests/apply/kcalls_names.h:
	$(AM_V_GEN)$(MKDIR_P) tests/apply && \
	  echo '#include <sys/syscall.h>' | $(CC) $(CPPFLAGS) -E -dM - | \
	  sed -n 's/^#define __NR_\([a-z][a-z0-9_]*\) .*/{ __NR_\1, "\1" },/p' | \
	  grep -v -e '"syscalls"' -e '"arch_specific_syscall"' | \
	  LC_ALL=C sort >$@.tmp && mv $@.tmp $@
CLEANFILES += tests/apply/kcalls_names.h

check_PROGRAMS += tests/apply/treestate
tests_apply_treestate_SOURCES = tests/apply/treestate.c
tests_apply_treestate_LDADD = libbase.a $(LIBINTL)

# Something small to prove the tools with; t-tools.sh does.
check_PROGRAMS += tests/apply/toyreplace
tests_apply_toyreplace_SOURCES = tests/apply/toyreplace.c

# A plan out of words.
check_PROGRAMS += tests/apply/plan_tool
tests_apply_plan_tool_SOURCES = tests/apply/plan_tool.c
tests_apply_plan_tool_LDADD = libapply.a libplan.a libhostscan.a \
	libhostdisk.a libbase.a $(LIBCRYPTO_LIBS) $(CJSON_LIBS) $(LIBINTL) -lm

# A file system without RENAME_EXCHANGE, preloaded.
check_DATA += tests/apply/noexchange.so
tests/apply/noexchange.so: tests/apply/noexchange.c
	$(AM_V_GEN)$(MKDIR_P) tests/apply && \
	  $(CC) $(CPPFLAGS) -O1 -shared -fPIC -o $@ $(srcdir)/tests/apply/noexchange.c
CLEANFILES += tests/apply/noexchange.so

check_PROGRAMS += tests/apply/test_journal
tests_apply_test_journal_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_apply_test_journal_SOURCES = tests/apply/test_journal.c
tests_apply_test_journal_LDADD = libapply.a libplan.a libhostdisk.a libbase.a \
	$(LIBCRYPTO_LIBS) $(UNIT_LIBS)

# Somebody who changes things meanwhile.
check_PROGRAMS += tests/apply/flip
tests_apply_flip_SOURCES = tests/apply/flip.c
