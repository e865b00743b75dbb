# Each fuzzer with the driver that runs it over files; t-replay.sh does.
check_PROGRAMS += tests/fuzz/gomod_fuzzer
tests_fuzz_gomod_fuzzer_SOURCES = tests/fuzz/gomod_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_gomod_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/gosum_fuzzer
tests_fuzz_gosum_fuzzer_SOURCES = tests/fuzz/gosum_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_gosum_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/modulestxt_fuzzer
tests_fuzz_modulestxt_fuzzer_SOURCES = tests/fuzz/modulestxt_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_modulestxt_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/modpath_fuzzer
tests_fuzz_modpath_fuzzer_SOURCES = tests/fuzz/modpath_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_modpath_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/goenvfile_fuzzer
tests_fuzz_goenvfile_fuzzer_SOURCES = tests/fuzz/goenvfile_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_goenvfile_fuzzer_LDADD = libfacts.a libfmt.a libbase.a \
	$(CJSON_LIBS) $(LIBINTL) -lm
check_PROGRAMS += tests/fuzz/buildinfo_fuzzer
tests_fuzz_buildinfo_fuzzer_SOURCES = tests/fuzz/buildinfo_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_buildinfo_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/shellset_fuzzer
tests_fuzz_shellset_fuzzer_SOURCES = tests/fuzz/shellset_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_shellset_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/xtrace_fuzzer
tests_fuzz_xtrace_fuzzer_SOURCES = tests/fuzz/xtrace_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_xtrace_fuzzer_LDADD = libprobe.a libhostmain.a libfacts.a libfmt.a \
	libbase.a $(LIBUV_LIBS) $(CJSON_LIBS) $(LIBINTL) -lm
check_PROGRAMS += tests/fuzz/recording_fuzzer
tests_fuzz_recording_fuzzer_SOURCES = tests/fuzz/recording_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_recording_fuzzer_LDADD = libfacts.a libfmt.a libbase.a \
	$(CJSON_LIBS) $(LIBINTL) -lm
check_PROGRAMS += tests/fuzz/yaml_fuzzer
tests_fuzz_yaml_fuzzer_SOURCES = tests/fuzz/yaml_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_yaml_fuzzer_LDADD = libfmt.a libbase.a $(LIBYAML_LIBS) $(LIBINTL)
check_PROGRAMS += tests/fuzz/dockerfile_fuzzer
tests_fuzz_dockerfile_fuzzer_SOURCES = tests/fuzz/dockerfile_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_dockerfile_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/workflow_fuzzer
tests_fuzz_workflow_fuzzer_SOURCES = tests/fuzz/workflow_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_workflow_fuzzer_LDADD = libfmt.a libbase.a $(LIBYAML_LIBS) \
	$(LIBINTL)
check_PROGRAMS += tests/fuzz/gitlabci_fuzzer
tests_fuzz_gitlabci_fuzzer_SOURCES = tests/fuzz/gitlabci_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_gitlabci_fuzzer_LDADD = libfmt.a libbase.a $(LIBYAML_LIBS) \
	$(LIBINTL)
check_PROGRAMS += tests/fuzz/legacylock_fuzzer
tests_fuzz_legacylock_fuzzer_SOURCES = tests/fuzz/legacylock_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_legacylock_fuzzer_LDADD = libfmt.a libbase.a $(CJSON_LIBS) \
	$(LIBINTL) -lm
check_PROGRAMS += tests/fuzz/makefile_fuzzer
tests_fuzz_makefile_fuzzer_SOURCES = tests/fuzz/makefile_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_makefile_fuzzer_LDADD = libfmt.a libbase.a $(LIBINTL)
check_PROGRAMS += tests/fuzz/gopathline_fuzzer
tests_fuzz_gopathline_fuzzer_SOURCES = tests/fuzz/gopathline_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_gopathline_fuzzer_LDADD = libfmt.a libbase.a $(LIBYAML_LIBS) \
	$(LIBINTL)
check_PROGRAMS += tests/fuzz/log_fuzzer
tests_fuzz_log_fuzzer_SOURCES = tests/fuzz/log_fuzzer.c \
	tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_log_fuzzer_LDADD = libfacts.a libfmt.a libbase.a \
	$(CJSON_LIBS) $(LIBINTL) -lm
