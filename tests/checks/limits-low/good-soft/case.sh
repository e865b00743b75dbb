# A low soft limit does no harm: Go raises it to the hard one.
inside "ulimit -Sn 64" "ulimit -Hn 4096"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" 'import (' '	"fmt"' '	"os"' ')' "" \
	"func main() {" "	var files []*os.File" \
	"	for i := 0; i < 500; i++ {" \
	'		f, err := os.Open("go.mod")' \
	"		if err != nil {" "			fmt.Println(err)" \
	"			os.Exit(1)" "		}" \
	"		files = append(files, f)" "	}" "	fmt.Println(len(files))" "}"
ORACLE=newest
oracle() { prints 500 within "$GO" run .; }
