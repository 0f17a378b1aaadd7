package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// flagUsages returns what the help says of flags.
func flagUsages(flags *pflag.FlagSet) string {
	usages := flags.FlagUsagesWrapped(100)
	again := func(from, to string) {
		usages = strings.ReplaceAll(usages, from, to+strings.Repeat(" ", len(from)-len(to)))
	}
	again("[=true|false]", "") // how to switch a switch off, which none of ours needs
	flags.VisitAll(func(f *pflag.Flag) {
		if kind, _ := pflag.UnquoteUsage(f); takesPerhaps(f) {
			again(fmt.Sprintf("--%s %s[=%s]", f.Name, kind, f.NoOptDefVal), fmt.Sprintf("--%s[=%s]", f.Name, kind))
		}
	})
	return usages
}

// takesPerhaps reports whether a flag takes a value, but needs none; the value
// then follows an equals sign.
func takesPerhaps(f *pflag.Flag) bool { return f.NoOptDefVal != "" && f.Value.Type() != "bool" }

// spelled returns how a flag is written, with the placeholder of its value, and
// what it means, with its default.
func spelled(f *pflag.Flag) (name, usage string) {
	kind, usage := pflag.UnquoteUsage(f)
	name = "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	switch {
	case takesPerhaps(f):
		name += "[=" + kind + "]"
	case f.NoOptDefVal == "":
		name += " " + kind
	}
	switch f.DefValue {
	case "", "false", "0", "[]":
	default:
		usage += fmt.Sprintf(" (default %s)", f.DefValue)
	}
	return name, usage
}
