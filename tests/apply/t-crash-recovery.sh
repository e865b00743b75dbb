#!/bin/sh
# A long test: recovery from what was killed is killed itself, at its calls; the
# calls fail; a file system that cannot exchange two names.
CRASH=recovery
. "$srcdir/tests/apply/t-crash.sh"
