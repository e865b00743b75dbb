# The program brings its own.
export GOFLAGS=-trimpath
inside_no_zones
loads_zone
file zones.go "package main" "" 'import _ "time/tzdata"'
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "zone Europe/Berlin <nil>" within "$T/m"
}
