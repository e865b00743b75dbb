# What go found by itself is not why it does not build.
CHECK=gopath-project
SET=network=yes
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep2 v1.0.0 "lib.go=package dep2

import _ \"example.com/dep1/gone\""
file m.go 'package m // import "example.com/me"' "" "import (" \
	'	_ "example.com/dep1"' '	_ "example.com/dep2"' ")"
git_commit
