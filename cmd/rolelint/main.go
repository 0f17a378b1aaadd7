// Command rolelint lints Kibana and Elasticsearch role files.
package main

import (
	"os"

	"github.com/rolelint/rolelint/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}
