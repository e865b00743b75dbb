# The rule gets an exception as well.
# A long case: ./dev long.
CHECK=gosum-ignored
SET=rule=except
mkdir sub
cd sub
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
cd ..
printf '# sums\n*.sum' >.gitignore
git_commit
ORACLE=newest
after() {
	rm -rf "$T/copy"
	cp -R "$T/repo" "$T/copy"
	cd "$T/copy" || return 1
	git rm -q --cached sub/go.sum
	fails "" git check-ignore -q sub/go.sum
	passes git check-ignore -q other.sum
}
