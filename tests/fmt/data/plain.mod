module example.com/plain

go 1.16

require (
	example.com/a v1.2.3
	example.com/b v1.0.0 // indirect
)

replace example.com/b => ../b
