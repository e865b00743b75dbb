noinst_LIBRARIES += libtraces.a
libtraces_a_SOURCES = \
	src/traces/registry.c \
	src/traces/tracer.c src/traces/tracer.h \
	src/traces/build_cache.c \
	src/traces/cgo.c \
	src/traces/docker_stage.c \
	src/traces/folder.c src/traces/folder.h \
	src/traces/go_programs.c \
	src/traces/goroot.c \
	src/traces/httpproxy.c src/traces/httpproxy.h \
	src/traces/module_mode.c \
	src/traces/network.c \
	src/traces/path_lookup.c \
	src/traces/tmp_exec.c \
	src/traces/toolchain.c \
	src/traces/vendor.c
