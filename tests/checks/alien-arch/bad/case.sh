# A program for another machine stands before the right one.
[ -n "$newest" ] || skip_case "no Go here"
case $("${newest#* }" env GOHOSTARCH) in
s390x) other=ppc64le ;;
*) other=s390x ;;
esac
file "$T/x/go.mod" "module example.com/x" "" "go 1.18"
file "$T/x/main.go" "package main" "" "func main() {}"
mkdir "$T/bin"
(cd "$T/x" && GOARCH=$other "${newest#* }" build -o "$T/bin/go" .) || exit 1
! "$T/bin/go" 2>/dev/null || skip_case "this machine runs programs for $other"
PATH=$T/bin:$PATH
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	fails "Exec format error" env PATH="$T/bin:/usr/bin:/bin" sh -c 'exec go version'
}
