# alien_go DIR: there lies a go for another kind of machine.
alien_go() {
	case $("${newest#* }" env GOHOSTARCH) in
	s390x) other=ppc64le ;;
	*) other=s390x ;;
	esac
	mkdir -p "$1" "$T/x"
	(
		cd "$T/x" || exit 1
		file go.mod "module example.com/x" "" "go 1.18"
		file main.go "package main" "" "func main() {}"
		GOARCH=$other GOFLAGS=-modcacherw "${newest#* }" build -o "$1/go" .
	) || skip_case "this go does not build here"
	! "$1/go" 2>/dev/null || skip_case "this machine runs programs for $other"
}
