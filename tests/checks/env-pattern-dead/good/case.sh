# Each of these can match; none, an empty entry and a slash at the end too.
export GOPRIVATE="*.corp.test,example.com/,,exam*/de?[0-9],[a-z]*.test" GONOSUMDB=none
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkmod example.com/dep1 v1.0.0
oracle() {
	private private "a.test,example.com/"
	private private "exam*/de?[0-9]"
}
