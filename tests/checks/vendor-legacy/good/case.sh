# A module's vendor folder.
module_with_dep1 1.19 v1.0.0
vendor_dep1 v1.0.0
