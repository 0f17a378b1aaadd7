//go:build dev

// Command rolelintvet runs the project's own analyzers:
//
//	go run ./internal/analyzers/cmd/rolelintvet ./...
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/rolelint/rolelint/internal/analyzers"
)

func main() {
	multichecker.Main(analyzers.Directions, analyzers.MapOrder, analyzers.RuleMeta)
}
