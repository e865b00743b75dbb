/*
 * What a program did to files, one JSON object a line, for replay.py.
 *
 * Bytes stand as \u00HH, one a byte.  "id" is device and inode.  Members:
 *   open      path id mode uid gid created-by flags (creat tmp trunc)
 *   mkdir     path id mode uid gid
 *   symlink   path id target
 *   link      path id            another name
 *   rename    path to exchange
 *   unlink    path
 *   write     id off data
 *   size      id size            the file ends there now
 *   attr      id mode uid gid
 *   times     id mtime           seconds.nanoseconds
 *   xattr     id name value      value null: removed
 *   fsync     id data            data: fdatasync
 *   sync                         all of it
 *   untracked what               what cannot be replayed
 */
#ifndef TESTS_APPLY_KLOG_H
#define TESTS_APPLY_KLOG_H

#include <stdio.h>
#include <sys/types.h>

#include "tests/apply/kcalls.h"

/* The task stands at the exit of a call that returned `result`. */
void klog_exit(FILE *log, pid_t tid, const struct kcall *call, long result);

#endif
