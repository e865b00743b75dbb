# unit tests of host

check_PROGRAMS += tests/host/test_proc
tests_host_test_proc_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_host_test_proc_SOURCES = tests/host/test_proc.c
tests_host_test_proc_LDADD = libhostmain.a libbase.a $(LIBUV_LIBS) $(UNIT_LIBS)
