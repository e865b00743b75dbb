# Nothing is cached, and the network was not to be used.
CHECK=gosum-missing
module_with_dep1 1.19 v1.0.0
mkdir -p "$HOME/go"
