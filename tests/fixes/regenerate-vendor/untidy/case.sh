# go.sum has no line for a package that is imported: tidy comes first.
# A long case: ./dev long.
CHECK=vendor-out-of-date
module_with_dep1 1.19 v1.1.0
vendor_dep1 v1.0.0
cached example.com/dep1 v1.1.0
