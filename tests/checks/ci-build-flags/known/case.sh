# What the table calls a flag, each release at hand that has it takes.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
ORACLE=all
oracle() {
	passes "$GO" build -n -p 2 -covermode=set -coverpkg=./... -cover -asmflags= -buildmode=default \
		-compiler=gc -gcflags= -installsuffix=x -ldflags= -mod=mod -tags=x -trimpath \
		-modcacherw -v -x -work -buildvcs=false -o /dev/null . || ! since 1.20
	passes "$GO" mod download -x
	passes "$GO" mod verify
	passes "$GO" mod tidy -e -v -compat=1.19
	passes "$GO" mod vendor -e -v
}
