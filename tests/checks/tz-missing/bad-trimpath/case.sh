# The zip in GOROOT is of no use to a program that was built with -trimpath.
export GOFLAGS=-trimpath
inside_no_zones
loads_zone
ORACLE=newest
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "unknown time zone Europe/Berlin" within "$T/m"
}
