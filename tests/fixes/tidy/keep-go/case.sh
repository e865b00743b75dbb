# The same, and the go line was to stay.
CHECK=gosum-missing
SET=keep-go=yes
module_with_dep1 1.19 v1.0.0
mkmod example.com/dep1 v1.0.0 "go.mod=module example.com/dep1
go 1.22.0"
cached example.com/dep1 v1.0.0
