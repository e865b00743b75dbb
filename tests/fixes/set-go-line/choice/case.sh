# A patch release is refused where the Go here cannot read it.
use_go 1.20
SET=version=1.20.3
file go.mod "module example.com/m"
file m.go "package m"
ORACLE=1.20
before() {
	passes "$GO" list .
	cp go.mod "$T/go.mod"
	echo "go 1.20.3" >>go.mod
	fails "invalid go version '1.20.3'" "$GO" list .
	cp "$T/go.mod" go.mod
}
