/*
 * What kstep knows of system calls: their names, which of them can fail on a
 * file, and which files a call is about.
 */
#ifndef TESTS_APPLY_KCALLS_H
#define TESTS_APPLY_KCALLS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* One call of a stopped task: its number and what it was called with. */
struct kcall {
	uint64_t nr;
	uint64_t args[6];
};

/* The name, or "syscall_N"; valid until the next call. */
const char *kcall_name(uint64_t nr);

/*
 * Does the list (comma separated; NULL is the default list) take this call?
 * The default list holds what can fail on a file: mmap only of a file, fcntl
 * only for locks and copies of a descriptor, ioctl only to clone.  ":change"
 * stands for those that can ask the disk for something.  A name takes every
 * call of that name.
 */
bool kcall_listed(const char *list, const struct kcall *call);
/* The first name of the list that no system call has, or NULL. */
const char *kcall_unknown(const char *list);

/*
 * The files that the call is about, absolute and without "." and "..", first
 * the one that it names first.  Returns how many (0 to 2).
 */
int kcall_paths(pid_t tid, const struct kcall *call, char path[2][PATH_MAX]);
/* Is it about a file in (or the same as) one of these folders? */
bool kcall_within(pid_t tid, const struct kcall *call, char **dirs, size_t n);
/* Away with ".", ".." and doubled slashes, by the letters alone. */
void kcall_clean_path(char *path);

/*
 * For a transfer whose length can be cut: the argument with the length.
 * Else -1.
 */
int kcall_length_arg(uint64_t nr);

/* ENOSPC for "ENOSPC"; 0 if the name is not known. */
int kcall_errno(const char *name);
const char *kcall_errno_name(int err);

#endif
