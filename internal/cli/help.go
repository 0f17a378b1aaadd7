package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/report"
)

var helpCommand = command{
	name: "help", arguments: "[COMMAND]", summary: "Say how rolelint, or one of its commands, is used",
	examples: []string{"rolelint help lint"},
}

func init() { // help names the commands, and so would refer to itself
	helpCommand.define = func(flags *pflag.FlagSet) func(*program, []string) error {
		man := flags.Bool("man", false, "print the page rolelint(1) for man")
		return func(p *program, args []string) error {
			if *man {
				return p.print(manPage())
			}
			return p.help(args)
		}
	}
}

// help prints the overview, or the help of one command.
func (p *program) help(args []string) error {
	if len(args) > 1 {
		return usagef("help takes one command, but got %d", len(args))
	}
	if len(args) == 1 {
		c, err := findCommand(args[0])
		if err != nil {
			return err
		}
		return p.commandHelp(c)
	}
	var b strings.Builder
	b.WriteString("rolelint finds what is wrong with Kibana and Elasticsearch role files.\n\nUsage: rolelint COMMAND [flags] [arguments]\n\nCommands:\n")
	width := 0
	for _, c := range commands() {
		width = max(width, len(c.name))
	}
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, c.name, c.summary)
	}
	b.WriteString(`
Examples:
  rolelint lint roles/
  rolelint lint --stack 8.17 --license basic roles/analyst.json
  rolelint explain unknown-feature

Exit codes: 0 no finding at or above --fail-on, 1 findings, 2 wrong usage or
configuration, 3 nothing to lint, 4 could not read or internal error.
rolelint COMMAND -h says more.
`)
	return p.print(b.String())
}

// commandHelp prints the help of a command.
func (p *program) commandHelp(c *command) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s.\n\nUsage: %s\n", c.summary, strings.TrimSpace("rolelint "+c.name+" [flags] "+c.arguments))
	if c.about != "" {
		b.WriteString("\n")
		for paragraph := range strings.SplitSeq(c.about, "\n") {
			b.WriteString(report.Wrap(paragraph, 80, "", "") + "\n")
		}
	}
	b.WriteString("\nExamples:\n")
	for _, example := range c.examples {
		fmt.Fprintf(&b, "  %s\n", example)
	}
	flags := newFlags(c.name)
	c.define(flags)
	if flags.HasFlags() {
		fmt.Fprintf(&b, "\nFlags:\n%s", flagUsages(flags))
	}
	return p.print(b.String())
}

func (p *program) print(s string) error {
	if _, err := fmt.Fprint(p.stdout, s); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}
