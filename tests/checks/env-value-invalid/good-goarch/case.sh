# The same pair for a release that has it, and broken ports.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
use_go 1.25
GOOS=windows GOARCH=arm
export GOOS GOARCH
ORACLE=all
# The ports that came and went: +since, -until.
oracle() {
	passes "$GO" list -m
	for port in freebsd/riscv64+20 linux/loong64+19 openbsd/ppc64+21 \
		openbsd/riscv64+22 wasip1/wasm+21 windows/arm-25 \
		openbsd/mips64+18; do
		pair=${port%[+-]*}
		case $port in
		*+*) has=$(since "1.${port#*+}" && echo yes) ;;
		*) has=$(since "1.$((${port##*-} + 1))" || echo yes) ;;
		esac
		if [ -n "$has" ]; then
			passes env GOOS="${pair%/*}" GOARCH="${pair#*/}" \
				"$GO" build -n .
		else
			fails "unsupported GOOS/GOARCH pair $pair" \
				env GOOS="${pair%/*}" GOARCH="${pair#*/}" \
				"$GO" build -n .
		fi
	done
}
