export GONOSUMDB="Example.com" GOPRIVATE="EXAMPLE.com/*"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkmod example.com/dep1 v1.0.0
oracle() { private public "EXAMPLE.com/*"; }
