package cli

import (
	"embed"
	"strings"

	"github.com/spf13/pflag"
)

//go:embed completions
var completions embed.FS

// shells are the shells with the scripts that complete in them.
var shells = []struct{ name, file string }{
	{"bash", "rolelint.bash"}, {"zsh", "rolelint.zsh"}, {"fish", "rolelint.fish"}, {"powershell", "rolelint.ps1"},
}

func shellNames() []string {
	var names []string
	for _, s := range shells {
		names = append(names, s.name)
	}
	return names
}

var completionCommand = command{
	name: "completion", arguments: "SHELL", summary: "Print the script that completes rolelint in a shell",
	about:    "SHELL is bash, zsh, fish or powershell. The script's first lines say where it belongs. What it offers comes from the program itself, so it need not be renewed.",
	examples: []string{"rolelint completion bash", "rolelint completion fish > rolelint.fish"},
	define: func(*pflag.FlagSet) func(*program, []string) error {
		return func(p *program, args []string) error {
			if len(args) != 1 {
				return usagef("completion takes one shell: %s", strings.Join(shellNames(), ", "))
			}
			for _, s := range shells {
				if s.name == args[0] {
					script, err := completions.ReadFile("completions/" + s.file)
					if err != nil {
						return err
					}
					return p.print(string(script))
				}
			}
			return usagef("unknown shell %q: one of %s%s", args[0], strings.Join(shellNames(), ", "), didYouMean(args[0], shellNames(), ""))
		}
	},
}
