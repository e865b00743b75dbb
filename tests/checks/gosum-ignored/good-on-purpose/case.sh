# A new module that nobody added yet, and a scratch folder that is ignored.
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
file .gitignore "/scratch/"
git_commit
file new/go.mod "module example.com/new" "" "go 1.19"
file new/n.go "package n"
file scratch/go.mod "module example.com/scratch" "" "go 1.19"
file scratch/s.go "package s"
