# Two hashes of a go.mod: nothing notes which one go saw.
CHECK=gosum-conflict
module_with_dep1 1.19 v1.0.0
cached example.com/dep1 v1.0.0
{
	sums example.com/dep1 v1.0.0
	echo "example.com/dep1 v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
} >go.sum
