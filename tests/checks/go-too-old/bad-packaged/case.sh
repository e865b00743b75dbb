# A package's go.env says local, as distributions have it.
# A long case: ./dev long.
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
root=$(dirname "$(dirname "${new#* }")")
mkdir -p "$T/root/bin"
for part in "$root"/*; do
	case ${part##*/} in
	bin | go.env) ;;
	*) ln -s "$part" "$T/root/${part##*/}" ;;
	esac
done
[ -f "$root/go.env" ] || skip_case "needs a Go from 1.21 on"
cp "${new#* }" "$T/root/bin/go"
sed 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=local/' "$root/go.env" >"$T/root/go.env"
PATH=$T/root/bin:$BASE_PATH
export PATH
unset GOTOOLCHAIN
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
ORACLE=newest
oracle() {
	fails "go.mod requires go >= 1.99" "$T/root/bin/go" list .
	passes "$T/root/bin/go" env -w GOTOOLCHAIN=auto
	fails "go1.99" env GOPROXY=off "$T/root/bin/go" list .
	fails "toolchain not available" env GOPROXY=off "$T/root/bin/go" list .
	rm "$HOME/.config/go/env"
}
