# Folders deeper than the walk goes.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkdir -p "$(awk 'BEGIN { for (i = 0; i < 520; i++) printf "d/" }')"
oracle() {
	passes "$GO" list .
}
