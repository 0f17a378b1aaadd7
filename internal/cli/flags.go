package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
)

// newFlags returns an empty set of flags that prints nothing by itself. Flags
// may stand before, between and after the arguments.
func newFlags(name string) *pflag.FlagSet {
	flags := pflag.NewFlagSet(name, pflag.ContinueOnError)
	flags.SortFlags = false
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	return flags
}

// flagError words what pflag says of the flags of a command.
func flagError(c *command, flags *pflag.FlagSet, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return usagef("%s: --%s: %w", c.name, invalid.GetFlag().Name, invalid.Unwrap())
	}
	if !errors.As(err, &unknown) {
		return usagef("%s: %w", c.name, err)
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return usagef("%s: unknown flag -%s; rolelint %s -h names the flags", c.name, name, c.name)
	}
	var names []string
	flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	hint := fmt.Sprintf("; rolelint %s -h names the flags", c.name)
	if near := catalog.Suggest(name, names); near != "" {
		hint = fmt.Sprintf(". Did you mean --%s?", near)
	}
	return usagef("%s: unknown flag --%s%s", c.name, name, hint)
}

// parsed is a flag whose text is read by a function; it implements
// pflag.Value.
type parsed[T any] struct {
	value T
	set   bool
	text  string // as given, or the default as help shows it
	kind  string // placeholder in the help
	parse func(string) (T, error)
}

func (f *parsed[T]) String() string { return f.text }
func (f *parsed[T]) Type() string   { return f.kind }
func (f *parsed[T]) Set(s string) (err error) {
	f.value, err = f.parse(s)
	f.text, f.set = s, true
	return err
}

// choice returns a parser that takes one of some names; what says what they
// name.
func choice(what string, names []string) func(string) (string, error) {
	return func(s string) (string, error) {
		for _, name := range names {
			if s == name {
				return s, nil
			}
		}
		return "", fmt.Errorf("unknown %s %q: one of %s%s", what, s, strings.Join(names, ", "), didYouMean(s, names, ""))
	}
}

// formatFlag adds -f with the formats a command knows.
func formatFlag(flags *pflag.FlagSet, names []string) *parsed[string] {
	f := &parsed[string]{value: "text", text: "text", kind: "FORMAT", parse: choice("format", names)}
	flags.VarP(f, "format", "f", "output format: "+strings.Join(names, " or "))
	return f
}

// targetFlags are the flags that say what findings are stated for.
type targetFlags struct {
	stack      parsed[catalog.Version]
	license    parsed[catalog.License]
	deployment parsed[catalog.Deployment]
}

func newTargetFlags(flags *pflag.FlagSet) *targetFlags {
	t := &targetFlags{}
	t.stack.parse, t.stack.kind = catalog.ParseStack, "VERSION"
	t.license.parse, t.license.kind = catalog.ParseLicense, "LICENSE"
	t.deployment.parse, t.deployment.kind = catalog.ParseDeployment, "DEPLOYMENT"
	standard := catalog.Default()
	flags.Var(&t.stack, "stack", fmt.Sprintf("version of Kibana and Elasticsearch, %s and later (default %s)", catalog.Oldest(), standard.Stack))
	flags.Var(&t.license, "license", fmt.Sprintf("basic, gold, platinum, enterprise or trial (default %s)", standard.License))
	flags.Var(&t.deployment, "deployment", fmt.Sprintf("self-managed, hosted or serverless (default %s)", standard.Deployment))
	return t
}

// over returns a target with the fields that flags state replaced.
func (t *targetFlags) over(target catalog.Target) catalog.Target {
	if t.stack.set {
		target.Stack = t.stack.value
	}
	if t.license.set {
		target.License = t.license.value
	}
	if t.deployment.set {
		target.Deployment = t.deployment.value
	}
	return target
}

// noArguments refuses arguments of a command that takes none.
func noArguments(name string, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no arguments, but got %q", name, args[0])
	}
	return nil
}
