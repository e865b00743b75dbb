module example.com/crlf

go 1.20

require (
	example.com/a v1.0.0 // indirect
)
