# No tzdata, but the zip in GOROOT.
inside_no_zones
loads_zone
ORACLE=newest
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "zone Europe/Berlin <nil>" within "$T/m"
}
