//go:build dev

// Command gen writes the JSON Schema of the configuration to the file it is
// given.
package main

import (
	"fmt"
	"os"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
)

func main() {
	text, err := config.Schema(lint.Rules())
	if err == nil {
		err = os.WriteFile(os.Args[1], text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
