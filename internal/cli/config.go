package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/report"
)

var configCommand = command{
	name: "config", summary: "Print the configuration that holds, each value with where it comes from",
	about: `The files that it extends, flags and defaults are in it, and it is itself a configuration. With --for it is what holds for one file, its overrides applied.
What is wrong with a configuration is said with its place.`,
	examples: []string{
		"rolelint config",
		"rolelint config --for roles/analyst.json",
		"rolelint config --stack 8.17 -f json",
	},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &lintFlags{}
		format := formatFlag(flags, []string{"json", "text"})
		f.defineSettings(flags)
		file := flags.String("for", "", "`FILE` that it is to hold for")
		return func(p *program, args []string) error {
			if err := noArguments("config", args); err != nil {
				return err
			}
			return p.config(f, format.value, *file)
		}
	},
}

// config prints what holds in a format, for one file where one is named.
func (p *program) config(f *lintFlags, format, file string) error {
	settings, err := readConfig(f)
	if err != nil {
		return err
	}
	f.over(settings)
	if file != "" {
		absolute, err := filepath.Abs(file)
		if err != nil {
			return fmt.Errorf("working directory: %w", err)
		}
		settings = settings.For(absolute)
	}
	text := settings.Resolve().YAML()
	if format == "json" {
		if text, err = settings.Resolve().JSON(); err != nil {
			return fmt.Errorf("write the configuration: %w", err)
		}
	}
	return p.print(report.EscapeJSON(text))
}
