package cli

import (
	"os"
	"strings"

	"github.com/spf13/pflag"
)

// namesOfHooks returns the arguments such that names of files are none of flags.
// Hooks append the names of files to a command line with --changed, and users
// put flags between; so what begins with - there and names a file is that file.
// What is a flag as well could be either, and is refused: a file must neither
// set an option nor take one away.
func namesOfHooks(flags *pflag.FlagSet, args []string) ([]string, error) {
	if flags.Lookup("changed") == nil {
		return args, nil
	}
	out := append([]string(nil), args...)
	hook := false
	for i, arg := range out {
		switch {
		case arg == "--":
			return out, nil
		case arg == "--changed":
			hook = true
		case hook && strings.HasPrefix(arg, "-") && arg != "-":
			if _, err := os.Lstat(arg); err != nil {
				continue
			}
			if isFlag(flags, arg) {
				return nil, usagef("%q is a flag and the name of a file: rename the file, since after --changed it could be either", arg)
			}
			out[i] = "./" + arg
		}
	}
	return out, nil
}

// isFlag reports whether an argument would be read as one of the flags.
func isFlag(flags *pflag.FlagSet, arg string) bool {
	if name, long := strings.CutPrefix(arg, "--"); long {
		name, _, _ = strings.Cut(name, "=")
		return name == "help" || flags.Lookup(name) != nil
	}
	return arg[1] == 'h' || arg[1] < 0x80 && flags.ShorthandLookup(arg[1:2]) != nil
}
