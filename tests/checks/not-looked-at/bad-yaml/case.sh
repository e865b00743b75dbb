# A workflow that is no YAML; go does not care.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  a: [" "  b: {}"
file testdata/.gitlab-ci.yml "a: ["
oracle() {
	passes "$GO" list .
}
