#include "config.h"

#include "fetch/confine.h"

#include <sys/resource.h>

#if defined(HAVE_LINUX_SECCOMP_H) && defined(HAVE_LINUX_FILTER_H) && \
	defined(HAVE_SYS_PRCTL_H) && \
	(defined(__x86_64__) || defined(__aarch64__) || \
	 (defined(__riscv) && __riscv_xlen == 64))
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define FILTER_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define FILTER_ARCH AUDIT_ARCH_AARCH64
#else
#define FILTER_ARCH AUDIT_ARCH_RISCV64
#endif

#define LOAD(off) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (off))
#define RET(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define DENY RET(SECCOMP_RET_ERRNO | EPERM)
#define NEVER(nr) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 1), DENY

static const struct sock_filter head[] = {
	LOAD((uint32_t)offsetof(struct seccomp_data, arch)),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, FILTER_ARCH, 1, 0), DENY,
	LOAD((uint32_t)offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
	/* The x32 way into the same kernel. */
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x40000000U, 0, 1), DENY,
#endif
	NEVER(__NR_execve), NEVER(__NR_execveat), NEVER(__NR_ptrace),
	NEVER(__NR_process_vm_readv), NEVER(__NR_process_vm_writev),
#ifdef __NR_io_uring_setup
	NEVER(__NR_io_uring_setup),
#endif
#ifdef __NR_bpf
	NEVER(__NR_bpf),
#endif
};

static const struct sock_filter no_sockets[] = {
	NEVER(__NR_socket), NEVER(__NR_socketpair), NEVER(__NR_connect),
	NEVER(__NR_bind), NEVER(__NR_listen),
};

#ifdef __SANITIZE_ADDRESS__
/* The leak checker stops its threads by ptrace, which is denied here. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}
#endif

bool confine_fetch(bool network)
{
	struct sock_filter code[64];
	struct rlimit none = { 0, 0 };
	struct sock_fprog prog = { 0, code };
	size_t n = sizeof(head) / sizeof(head[0]);

	(void)setrlimit(RLIMIT_CORE, &none);
	memcpy(code, head, sizeof(head));
	if (!network) {
		memcpy(&code[n], no_sockets, sizeof(no_sockets));
		n += sizeof(no_sockets) / sizeof(no_sockets[0]);
	}
	code[n++] = (struct sock_filter)RET(SECCOMP_RET_ALLOW);
	prog.len = (unsigned short)n;
	return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) &&
	       !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog, 0, 0);
}
#else
bool confine_fetch(bool network)
{
	struct rlimit none = { 0, 0 };

	(void)network;
	(void)setrlimit(RLIMIT_CORE, &none);
	return false;
}
#endif
