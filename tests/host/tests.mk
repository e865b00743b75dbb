# unit tests of host

check_PROGRAMS += tests/host/test_proc
tests_host_test_proc_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_host_test_proc_SOURCES = tests/host/test_proc.c
tests_host_test_proc_LDADD = libhostmain.a libbase.a $(LIBUV_LIBS) $(UNIT_LIBS)

check_PROGRAMS += tests/host/test_tree
tests_host_test_tree_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_host_test_tree_SOURCES = tests/host/test_tree.c
tests_host_test_tree_LDADD = libhostdisk.a libbase.a $(LIBCRYPTO_LIBS) \
	$(UNIT_LIBS)
