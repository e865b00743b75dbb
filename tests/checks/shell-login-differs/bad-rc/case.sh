# GOFLAGS stands in ~/.bashrc alone: a terminal has it, a login shell does not.
# A long case: ./dev long.
use_bash
PLACES="shell login interactive"
echo "export PATH=$(dirname "${newest#* }"):\$PATH GOFLAGS=-mod=mod" >"$HOME/.bashrc"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bash_profile"
export GOFLAGS=-mod=mod
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
cached example.com/dep1 v1.0.0
file vendor/modules.txt "# example.com/dep1 v1.1.0" "## explicit" example.com/dep1
ORACLE=newest
oracle() {
	passes "$GO" list .
	fails "inconsistent vendoring" in_login "cd '$T/repo' && go list ."
}
