# A machine without tzdata, and a Go without its zip of them.
use_go 1.19.8
old=$(release 1.19.8)
old=$(dirname "$(dirname "${old#* }")")
[ ! -f "$old/lib/time/zoneinfo.zip" ] || skip_case "this Go 1.19.8 has its zip"
inside_no_zones
loads_zone
ORACLE=1.19.8
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "unknown time zone Europe/Berlin" within "$T/m"
}
