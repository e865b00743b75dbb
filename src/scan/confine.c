#include "config.h"

#include "scan/confine.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(HAVE_LINUX_SECCOMP_H) && defined(HAVE_LINUX_FILTER_H) && \
	defined(HAVE_SYS_PRCTL_H) && \
	(defined(__x86_64__) || defined(__aarch64__) || \
	 (defined(__riscv) && __riscv_xlen == 64))
#define HAVE_FILTER 1
#endif

#if defined(HAVE_SYS_PRCTL_H)
#include <sys/prctl.h>
#endif
#if defined(__linux__)
#include <fcntl.h>
#include <sys/syscall.h>
#endif

#ifdef HAVE_FILTER
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>

#if defined(__x86_64__)
#define FILTER_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define FILTER_ARCH AUDIT_ARCH_AARCH64
#else
#define FILTER_ARCH AUDIT_ARCH_RISCV64
#endif

/* Low half of an argument; all three machines are little endian. */
#define ARG(n) ((uint32_t)(offsetof(struct seccomp_data, args) + 8 * (n)))
#define LOAD(off) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (off))
#define RET(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define DENY RET(SECCOMP_RET_ERRNO | EPERM)
#define ABSENT RET(SECCOMP_RET_ERRNO | ENOSYS)
#define ALLOW RET(SECCOMP_RET_ALLOW)
/* The accumulator holds the number of the call throughout. */
#define NEVER(nr) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 1), DENY
#define UNKNOWN(nr) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 1), ABSENT
/* Denied when any of `bits` is set in argument n. */
#define NOT_WITH(nr, n, bits) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 4), \
	LOAD(ARG(n)), \
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, 1), DENY, ALLOW
/* Denied unless all of the one bit `bit` is set in argument n. */
#define ONLY_WITH(nr, n, bit) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 4), \
	LOAD(ARG(n)), \
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bit), 1, 0), DENY, ALLOW
#define ONLY_VALUE(nr, n, value) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 4), \
	LOAD(ARG(n)), \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 1, 0), DENY, ALLOW

#ifdef O_TMPFILE
#define TMPFILE_BIT (O_TMPFILE & ~O_DIRECTORY)
#else
#define TMPFILE_BIT 0
#endif
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | TMPFILE_BIT)

static bool filter_calls(void)
{
	uint32_t self = (uint32_t)getpid();
	struct sock_filter code[] = {
		LOAD((uint32_t)offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, FILTER_ARCH, 1, 0),
		DENY,
		LOAD((uint32_t)offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
		/* The x32 way into the same kernel. */
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x40000000U, 0, 1), DENY,
#endif
		/* Programs and processes. */
		NEVER(__NR_execve), NEVER(__NR_execveat),
		NEVER(__NR_ptrace), NEVER(__NR_process_vm_readv),
		NEVER(__NR_process_vm_writev), NEVER(__NR_kill),
		NEVER(__NR_tkill), ONLY_VALUE(__NR_tgkill, 0, self),
		NEVER(__NR_rt_sigqueueinfo), NEVER(__NR_rt_tgsigqueueinfo),
		NEVER(__NR_setns), NEVER(__NR_unshare),
#ifdef __NR_fork
		NEVER(__NR_fork), NEVER(__NR_vfork),
#endif
		ONLY_WITH(__NR_clone, 0, CLONE_THREAD),
#ifdef __NR_clone3
		/* Its flags lie in memory; the C library falls back. */
		UNKNOWN(__NR_clone3),
#endif
#ifdef __NR_pidfd_send_signal
		NEVER(__NR_pidfd_send_signal),
#endif
#ifdef __NR_pidfd_getfd
		NEVER(__NR_pidfd_getfd),
#endif
		/* Sockets. */
		NEVER(__NR_socket), NEVER(__NR_socketpair),
		NEVER(__NR_connect), NEVER(__NR_bind), NEVER(__NR_listen),
		NEVER(__NR_accept), NEVER(__NR_accept4), NEVER(__NR_sendto),
		NEVER(__NR_sendmsg), NEVER(__NR_sendmmsg),
		/* Opening for reading only. */
#ifdef __NR_open
		NOT_WITH(__NR_open, 1, WRITING), NEVER(__NR_creat),
#endif
		NOT_WITH(__NR_openat, 2, WRITING),
#ifdef __NR_openat2
		UNKNOWN(__NR_openat2),
#endif
		NEVER(__NR_open_by_handle_at),
		/* Changing what is there. */
#ifdef __NR_unlink
		NEVER(__NR_unlink), NEVER(__NR_rmdir), NEVER(__NR_rename),
		NEVER(__NR_mkdir), NEVER(__NR_link), NEVER(__NR_symlink),
		NEVER(__NR_mknod), NEVER(__NR_chmod), NEVER(__NR_chown),
		NEVER(__NR_lchown), NEVER(__NR_utime), NEVER(__NR_utimes),
		NEVER(__NR_futimesat),
#endif
#ifdef __NR_renameat
		NEVER(__NR_renameat),
#endif
		NEVER(__NR_unlinkat), NEVER(__NR_renameat2),
		NEVER(__NR_mkdirat), NEVER(__NR_linkat),
		NEVER(__NR_symlinkat), NEVER(__NR_mknodat),
		NEVER(__NR_fchmod), NEVER(__NR_fchmodat),
#ifdef __NR_fchmodat2
		NEVER(__NR_fchmodat2),
#endif
		NEVER(__NR_fchown), NEVER(__NR_fchownat),
		NEVER(__NR_utimensat), NEVER(__NR_truncate),
		NEVER(__NR_ftruncate), NEVER(__NR_fallocate),
		NEVER(__NR_setxattr), NEVER(__NR_lsetxattr),
		NEVER(__NR_fsetxattr), NEVER(__NR_removexattr),
		NEVER(__NR_lremovexattr), NEVER(__NR_fremovexattr),
		NEVER(__NR_mount), NEVER(__NR_umount2),
		NEVER(__NR_pivot_root), NEVER(__NR_chroot),
		/* Ways around this filter, and what nobody here needs. */
#ifdef __NR_io_uring_setup
		NEVER(__NR_io_uring_setup), NEVER(__NR_io_uring_enter),
		NEVER(__NR_io_uring_register),
#endif
#ifdef __NR_bpf
		NEVER(__NR_bpf),
#endif
		NEVER(__NR_perf_event_open), NEVER(__NR_keyctl),
		NEVER(__NR_add_key), NEVER(__NR_request_key),
		NEVER(__NR_init_module), NEVER(__NR_finit_module),
		NEVER(__NR_reboot), NEVER(__NR_swapon),
		ALLOW,
	};
	struct sock_fprog prog = {
		(unsigned short)(sizeof(code) / sizeof(code[0])), code
	};

	return !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog, 0, 0);
}
#else
static bool filter_calls(void)
{
	return false;
}
#endif

#if defined(HAVE_LINUX_LANDLOCK_H) && defined(__NR_landlock_create_ruleset)
#include <linux/landlock.h>

#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

/* Everything but reading is handled, and no rule allows any of it. */
static bool restrict_files(void)
{
	struct landlock_ruleset_attr attr = { 0 };
	long abi, fd;
	bool ok;

	abi = syscall(__NR_landlock_create_ruleset, NULL, 0,
		      LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return false;
	attr.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE |
		LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
		LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
		LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
		LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
		LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
	if (abi >= 2)
		attr.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		attr.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
	fd = syscall(__NR_landlock_create_ruleset, &attr,
		     sizeof(attr.handled_access_fs), 0);
	if (fd < 0)
		return false;
	ok = !syscall(__NR_landlock_restrict_self, (int)fd, 0);
	(void)close((int)fd);
	return ok;
}
#else
static bool restrict_files(void)
{
	return false;
}
#endif

size_t confine(const char *on[CONFINE_MAX])
{
	struct rlimit none = { 0, 0 };
	size_t n = 0;

	/* A core file would hold what was read, and is a write. */
	(void)setrlimit(RLIMIT_CORE, &none);
#if defined(HAVE_SYS_PRCTL_H) && defined(PR_SET_NO_NEW_PRIVS)
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return n;
	on[n++] = "no_new_privs";
#endif
	/* Landlock first: the filter stays open for it, but needs no hole. */
	if (restrict_files())
		on[n++] = "landlock";
	if (filter_calls())
		on[n++] = "seccomp";
	return n;
}
