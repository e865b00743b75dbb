// A file with every directive.

// Deprecated: use example.com/new instead.
module example.com/m/v2 // also here

go 1.21.3

toolchain go1.22.0

godebug default=go1.21

godebug (
	panicnil=1
	x509sha1=0 // why
)

require (
	example.com/a v1.2.3
	example.com/b/v3 v3.0.0-20200106030405-a06fbd7ee88f // indirect

	// Above.
	example.com/c v2.0.0+incompatible // indirect; for d
	"example.com/d" v1.2
	gopkg.in/yaml.v2 v2.2.1
	gopkg.in/check.v1 v0.0.0-20161208181325-20d25e280405
)

require example.com/e v0.1.0-rc.1 // indirect

exclude (
	example.com/a v1.2.4
	example.com/a v1.2.4
)

exclude example.com/b/v3 v3.0.1

replace (
	example.com/a => ./a
	example.com/a v1.2.3 => "../with blank"
	example.com/d v1.2.0 => example.com/fork v1.2.1
)

replace example.com/a => /abs/a // again

// Both of these are bad.
retract (
	v2.0.0
	[v2.1.0, v2.1.5] // a range
)

retract v2.9.9 // the last

tool (
	example.com/a/cmd/tool
	./internal/tool
)

tool example.com/a/cmd/tool

ignore ./node_modules

ignore (
	static
	./content/html
)
