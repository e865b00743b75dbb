# As the machine that runs the tests has it.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
oracle() { passes "$GO" build .; }
