# Three archives: what gomend-scan may use, what gomend may use, and what both
# and gomend-apply do about files.
noinst_LIBRARIES += libhostscan.a libhostmain.a libhostdisk.a
libhostscan_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBGIT2_CFLAGS)
libhostscan_a_SOURCES = \
	src/host/fs.c src/host/fs.h \
	src/host/git.c src/host/git.h \
	src/host/gitrev.c src/host/gitrev.h
libhostmain_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBUV_CFLAGS)
libhostmain_a_SOURCES = \
	src/host/loop.c src/host/loop.h src/host/loop_private.h \
	src/host/proc.c src/host/proc.h
libhostdisk_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCRYPTO_CFLAGS)
libhostdisk_a_SOURCES = \
	src/host/owner.c src/host/owner.h \
	src/host/sha256.c src/host/sha256.h \
	src/host/stage.c src/host/stage.h \
	src/host/tree.c src/host/tree.h
