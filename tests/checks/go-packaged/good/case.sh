# Too old, but unpacked from the archive: no package is to blame.
old=$(release 1.22)
[ -n "$old" ] || skip_case "no Go 1.22 here"
root=$(dirname "$(dirname "$(readlink -f "${old#* }")")")
mkdir -p "$T/go/bin"
cp "$root/bin/go" "$T/go/bin/go"
for d in "$root"/*; do
	[ -e "$T/go/${d##*/}" ] || ln -s "$d" "$T/go/"
done
PATH=$T/go/bin:$BASE_PATH
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
ORACLE=newest
oracle() { fails "requires go >= 1.24" "$T/go/bin/go" build .; }
