# No build reads an ignored log file.
module_with_dep1 1.19 v1.0.0
vendor_dep1 v1.0.0
file vendor/example.com/dep1/build.log "made"
file .gitignore "*.log"
git_commit
oracle() {
	cd "$(clone)" || return 1
	passes "$GO" list -deps .
}
