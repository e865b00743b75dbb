# No quota.
use_go 1.24
says_procs
ORACLE=1.24
oracle() { prints "procs $(nproc)" "$GO" run .; }
