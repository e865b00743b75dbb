# Without its scheme it would be every module there is: nobody meant that.
SET=name=GONOSUMDB
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GONOSUMDB=https://*"
mkmod example.com/dep1 v1.0.0
before() {
	private public "https://*"
	private private "*"
}
