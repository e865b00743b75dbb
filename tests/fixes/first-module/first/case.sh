# A new folder, built and run by the newest go here.
SET="dir=$HOME/hello module=example.com/hello"
ORACLE=newest
before() {
	fails "" ls "$HOME/hello"
	# What fmt needs is in the build cache then.
	passes go build fmt
}
after() { prints "Hello, Go!" sh -c 'cd "$HOME/hello" && go run .'; }
