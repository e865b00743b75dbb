# Two hashes and no proof: no hash is guessed.
CHECK=gosum-conflict
module_with_dep1 1.19 v1.0.0
{
	echo "<<<<<<< HEAD"
	echo "example.com/dep1 v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	echo "======="
	sums example.com/dep1 v1.0.0
	echo ">>>>>>> topic"
} >go.sum
