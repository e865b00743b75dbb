/*
 * Which part of an import path is the repository, where the path alone tells:
 * the hosts that go knows by itself (vcsPaths of cmd/go/internal/vcs), paths
 * with ".git" and the like in them, and gopkg.in and golang.org/x, whose form
 * is fixed.  Of any other host only its server can say.
 */
#ifndef FMT_REPOROOT_H
#define FMT_REPOROOT_H

#include "base/str.h"

/* A leading part of `path`, in views; length 0: the path does not tell. */
struct str reporoot_of(struct str path);

#endif
