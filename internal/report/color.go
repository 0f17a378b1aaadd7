package report

import "github.com/rolelint/rolelint/internal/diag"

// color is a terminal's select-graphic-rendition parameter.
type color string

const (
	bold   color = "1"
	dim    color = "2"
	red    color = "1;31"
	yellow color = "1;33"
	cyan   color = "1;36"
)

// paint says whether to use colours.
type paint bool

// with returns s in a colour.
func (p paint) with(c color, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + string(c) + "m" + s + "\x1b[0m"
}

func severityColor(s diag.Severity) color {
	switch s {
	case diag.Error:
		return red
	case diag.Warning:
		return yellow
	}
	return cyan
}
