module example.com/e
module example.com/again
go 1.21.x
go 1.20
go 1.19
toolchain 1.22.0
toolchain go1.22.0
toolchain go1.22.1
unknown word
unknown (
	x
)
two words (
	x
)
require example.com/a
require example.com/a master
require example.com/a v2.0.0
require example.com/a/v1 v1.0.0
require example.com/a 'v1.0.0'
require "example.com/a v1.0.0
