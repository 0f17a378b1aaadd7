package cli

import (
	"io"
	"os"

	"golang.org/x/term"
)

// useColor decides on colours: the flag's word, else NO_COLOR, else
// FORCE_COLOR, else whether out is a terminal that knows them.
func useColor(flag string, env func(string) string, out io.Writer) bool {
	switch {
	case flag != "auto":
		return flag == "always"
	case env("NO_COLOR") != "":
		return false
	case env("FORCE_COLOR") != "":
		return env("FORCE_COLOR") != "0"
	}
	_, ok := terminal(out)
	return ok && env("TERM") != "dumb"
}

// terminalWidth returns the columns of the terminal; 0 where out is none.
func terminalWidth(out io.Writer) int {
	fd, ok := terminal(out)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(fd)
	if err != nil {
		return 0
	}
	return width
}

// terminal returns the descriptor of a stream; false where it is no terminal.
func terminal(stream any) (int, bool) {
	file, ok := stream.(*os.File)
	if !ok {
		return 0, false
	}
	fd := int(file.Fd())
	return fd, term.IsTerminal(fd)
}
