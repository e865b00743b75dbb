# A release from a time that has not come: the clock is behind it.
[ -n "$newest" ] || skip_case "no Go here"
needs 1.21
real=$(dirname "$(dirname "${newest#* }")")
mkdir -p "$T/go/bin"
cp "$real/bin/go" "$T/go/bin/go"
for d in "$real"/*; do
	[ "${d##*/}" = bin ] || [ "${d##*/}" = VERSION ] || ln -s "$d" "$T/go/"
done
printf '%s\ntime 2199-01-02T03:04:05Z\n' "$(head -n 1 "$real/VERSION")" >"$T/go/VERSION"
PATH=$T/go/bin:$BASE_PATH
file go.mod "module example.com/m" "" "go 1.18"
cat >main.go <<'END'
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"math/big"
	"time"
)

/* A certificate made when that release was. */
func main() {
	made := time.Date(2199, 1, 2, 3, 4, 5, 0, time.UTC)
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: made,
		NotAfter: made.AddDate(1, 0, 0), IsCA: true, BasicConstraintsValid: true}
	der, _ := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	c, _ = x509.ParseCertificate(der)
	roots := x509.NewCertPool()
	roots.AddCert(c)
	_, err := c.Verify(x509.VerifyOptions{Roots: roots})
	fmt.Println(err)
}
END
oracle() {
	prints "certificate has expired or is not yet valid" "$GO" run .
}
