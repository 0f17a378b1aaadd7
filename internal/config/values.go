package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// stack is a version of the Stack: a string, or a number as it is written
// (9.10 is not 9.1).
func stack() value[catalog.Target] {
	return value[catalog.Target]{
		says: "version, such as `\"9.4\"`",
		read: func(d *decoder, n *source.Node, to *catalog.Target) {
			if n.Kind != source.String && n.Kind != source.Number {
				d.wrongKind(n, "a string")
				return
			}
			v, err := catalog.ParseStack(n.Text)
			if err != nil {
				d.Fail(n.Val, "%s", err)
				return
			}
			to.Stack = v
		},
		schema: func([]*diag.Rule) object { return stackSchema() },
		show:   func(_ *Config, from *catalog.Target) any { return shownText(from.Stack.String()) },
	}
}

func licenses() []string {
	var names []string
	for l := catalog.Basic; l <= catalog.Trial; l++ {
		names = append(names, l.String())
	}
	return names
}

func deployments() []string {
	var names []string
	for d := catalog.SelfManaged; d <= catalog.Serverless; d++ {
		names = append(names, d.String())
	}
	return names
}

// format says what files are.
func format() value[FilePattern] {
	names := role.FormatNames()
	return choice(names,
		func(name string) (string, error) {
			if slices.Contains(names, name) {
				return name, nil
			}
			return "", fmt.Errorf("unknown format %q: one of %s%s", name, strings.Join(names, ", "), didYouMean(name, names))
		},
		func(to *FilePattern, name string) {
			to.As = name
			to.Formats, _ = role.FormatsByName(name) // parse has seen to it
		},
		func(from *FilePattern) string { return from.As })
}

// failOnNames are the values of fail-on.
var failOnNames = []string{"error", "warning", "info", "never"}

// ParseFailOn returns the least severity that fails a run: error, warning or
// info; diag.Off for never.
func ParseFailOn(name string) (diag.Severity, error) {
	if name == "never" {
		return diag.Off, nil
	}
	if severity, err := diag.ParseSeverity(name); err == nil && severity != diag.Off {
		return severity, nil
	}
	return diag.Off, fmt.Errorf("unknown severity %q: one of %s%s", name, strings.Join(failOnNames, ", "), didYouMean(name, failOnNames))
}

// failOnName returns the name that ParseFailOn reads; "" for nil.
func failOnName(s *diag.Severity) string {
	switch {
	case s == nil:
		return ""
	case *s == diag.Off:
		return "never"
	}
	return s.String()
}
