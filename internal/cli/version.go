package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
)

// version is set by the release build: -ldflags "-X …/internal/cli.version=1.2.3".
var version string

var versionCommand = command{
	name: "version", summary: "Print the version, and which Stack versions the catalogue knows",
	examples: []string{"rolelint version"},
	define: func(*pflag.FlagSet) func(*program, []string) error {
		return func(p *program, args []string) error {
			if err := noArguments("version", args); err != nil {
				return err
			}
			return p.print(fmt.Sprintf("rolelint %s (%s, %s/%s), Kibana and Elasticsearch %s to %s\n",
				programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, catalog.Oldest(), catalog.Latest()))
		}
	},
}

// programVersion returns the release's version, else the module's, else "devel".
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}
