#!/bin/sh
# A long test: recovery from what was killed is killed itself, at its calls.
CRASH=recovery
. "$srcdir/tests/apply/t-crash.sh"
