# All of them set, and all of them sound.
export GO111MODULE=on GOFLAGS=-mod=readonly GOPROXY=goproxy.cn,direct \
	GOSUMDB=sum.golang.google.cn GOTOOLCHAIN=local GOWORK=off
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" build .
}
