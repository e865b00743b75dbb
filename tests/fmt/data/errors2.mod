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
require "example.com/\q" v1.0.0
exclude example.com/a/v2 v1.0.0
replace example.com/a => example.com/b
replace example.com/a => example.com/b@v1.0.0
replace example.com/a => ../b v1.0.0
replace example.com/a => ..\b
replace example.com/a => ..
replace example.com/a/v2 v1.0.0 => ../b
replace example.com/a -> ../b
retract
retract [v1.0.0
retract [v1.0.0,
retract [v1.0.0, v1.1.0
retract [v1.0.0, v1.1.0] and more
godebug x
godebug a="b"
tool a b
ignore a b
<<<<<<< HEAD
=======
>>>>>>> other
