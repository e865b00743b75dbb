# go.work asks for less than two of its modules: the newest counts.
use_go newest
CHECK=gowork-version
file go.work "go 1.21.1" "" "use (" "	./m" "	./n" ")"
file m/go.mod "module example.com/m" "" "go 1.21.2"
file m/m.go "package m"
file n/go.mod "module example.com/n" "" "go 1.21.3"
file n/n.go "package n"
ORACLE="1.21 newest"
before() {
	fails "but go.work lists go 1.21.1" "$GO" list ./m
}
after() {
	passes "$GO" list ./m ./n
	"$GO" work edit -json >"$T/ours"
	cp go.work "$T/go.work"
	passes "$GO" work use
	"$GO" work edit -json >"$T/theirs"
	cp "$T/go.work" go.work
	passes cmp "$T/ours" "$T/theirs"
}
