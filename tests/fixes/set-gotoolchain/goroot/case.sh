# A package put local into GOROOT/go.env; the go env file is stronger.
# A long case: ./dev long.
new=$(release newest)
root=$(dirname "$(dirname "${new#* }")")
[ -f "$root/go.env" ] || skip_case "needs a Go from 1.21 on"
mkdir -p "$T/root/bin"
for part in "$root"/*; do
	case ${part##*/} in
	bin | go.env) ;;
	*) ln -s "$part" "$T/root/${part##*/}" ;;
	esac
done
cp "${new#* }" "$T/root/bin/go"
sed 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=local/' "$root/go.env" >"$T/root/go.env"
PATH=$T/root/bin:$BASE_PATH
unset GOTOOLCHAIN GOSUMDB
export GOPROXY=http://127.0.0.1:1
CHECK=go-too-old
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
ORACLE=newest
before() { fails "go.mod requires go >= 1.99" "$T/root/bin/go" list .; }
after() { fails "download go1.99.0" "$T/root/bin/go" list .; }
