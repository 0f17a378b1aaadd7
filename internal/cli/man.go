package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// manPage returns the page rolelint(1) in the format of man(7), made of what
// the help of every command says.
func manPage() string {
	var b strings.Builder
	line := func(s string) { b.WriteString(s + "\n") }
	line(`.TH ROLELINT 1 "" "rolelint" "User Commands"`)
	line(".SH NAME\nrolelint \\- linter, policy checker and access differ for Kibana and Elasticsearch roles")
	line(".SH SYNOPSIS\n.B rolelint\n.I COMMAND\n[flags] [arguments]")
	line(".SH DESCRIPTION")
	line(roff("rolelint reads Kibana and Elasticsearch role files (JSON and YAML) and says whether the server would take them, whether they do what they say, whether that was intended, and what a change changes in access: offline, with file, line and column."))
	line(".SH COMMANDS")
	for _, c := range commands() {
		line(".SS " + strings.TrimSpace("rolelint "+roff(c.name)+" [flags] "+roff(c.arguments)))
		line(roff(c.summary) + ".")
		for paragraph := range strings.SplitSeq(c.about, "\n") {
			if paragraph != "" {
				line(".PP\n" + roff(paragraph))
			}
		}
		flags := newFlags(c.name)
		c.define(flags)
		flags.VisitAll(func(f *pflag.Flag) {
			name, usage := spelled(f)
			line(".TP\n.B " + roff(name) + "\n" + roff(usage))
		})
		if len(c.examples) > 0 {
			line(".PP\nExamples:\n.nf")
			for _, example := range c.examples {
				line("  " + roff(example))
			}
			line(".fi")
		}
	}
	line(".SH EXIT STATUS")
	for _, e := range []struct {
		code    int
		meaning string
	}{
		{exitClean, "No finding at or above --fail-on."},
		{exitFindings, "Findings, or the answer is no."},
		{exitUsage, "Wrong usage or configuration."},
		{exitNothing, "Nothing to look at."},
		{exitFailure, "Something could not be read or written, or an internal error."},
	} {
		line(fmt.Sprintf(".TP\n.B %d\n%s", e.code, roff(e.meaning)))
	}
	line(".SH FILES\n.TP\n.I .rolelint.yaml\n" + roff("The configuration: the nearest from the working directory up to the root of the repository."))
	line(".SH SEE ALSO\nhttps://github.com/rolelint/rolelint/tree/main/docs")
	return b.String()
}

// roff escapes a text for man(7).
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "\n", " ").Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}
