// Package cli is the command line: commands, flags and exit codes.
package cli

import (
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
)

// Main runs the program and returns its exit code. args are the arguments
// without the program's name; env looks an environment variable up and returns
// "" where it is not set. Paths are relative to the working directory.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr, env: env}
	return p.exit(p.run(args))
}

// program is a run of the program.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
}

// command is a command. Everything in it is text, so that none of them costs
// anything before it runs.
type command struct {
	name      string
	arguments string // as the usage line has them
	summary   string // one line, without a full stop
	about     string // what -h says besides; may be empty
	examples  []string
	// define adds the command's flags and returns what runs it with the
	// remaining arguments.
	define func(*pflag.FlagSet) func(*program, []string) error
}

// commands returns all commands, in the order of the help.
func commands() []*command {
	return []*command{&lintCommand, &baselineCommand, &accessCommand, &canCommand, &whoCanCommand, &diffCommand, &migrateCommand, &rulesCommand, &explainCommand, &testCommand, &newCommand, &docsCommand, &catalogCommand, &schemaCommand, &configCommand, &initCommand, &doctorCommand, &completionCommand, &versionCommand, &helpCommand}
}

func findCommand(name string) (*command, error) {
	var names []string
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	if _, err := os.Stat(name); err == nil {
		return nil, usagef("unknown command %q: to lint a file or folder of that name say rolelint lint %s", name, name)
	}
	return nil, usagef("unknown command %q%s", name, didYouMean(name, names, "; the commands are "+strings.Join(names, ", ")))
}

// run runs the command that the arguments name.
func (p *program) run(args []string) error {
	if len(args) == 0 {
		return usagef("a command is missing, such as rolelint lint; rolelint help names them all")
	}
	name, rest := args[0], args[1:]
	switch name {
	case "-h", "--help":
		name = "help"
	case "--version":
		name = "version"
	}
	if strings.HasPrefix(name, "-") {
		return usagef("%s stands before the command: say rolelint COMMAND %s", name, name)
	}
	if name == completeCommand.name {
		return p.runCommand(&completeCommand, rest)
	}
	c, err := findCommand(name)
	if err != nil {
		return err
	}
	return p.runCommand(c, rest)
}

func (p *program) runCommand(c *command, args []string) error {
	flags := newFlags(c.name)
	run := c.define(flags)
	args, err := namesOfHooks(flags, args)
	if err != nil {
		return err
	}
	switch err := flags.Parse(args); {
	case err == pflag.ErrHelp:
		return p.commandHelp(c)
	case err != nil:
		return flagError(c, flags, err)
	}
	return run(p, flags.Args())
}
