# In $t/repo a module whose program needs a dependency, roots and time zones.
cat >"$t/repo/go.mod" <<'EOF'
module example.com/m

go 1.18

require example.com/dep1 v1.0.0
EOF
cat >"$t/repo/main.go" <<'EOF'
package main

import (
	"fmt"
	_ "net/http"
	"time"

	_ "example.com/dep1"
)

func main() {
	fmt.Println(time.LoadLocation("Europe/Berlin"))
}
EOF
printf 'example.com/dep1 v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nexample.com/dep1 v1.0.0/go.mod h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n' >"$t/repo/go.sum"
