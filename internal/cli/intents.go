package cli

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/intent"
)

// intentFlag adds --intent.
func intentFlag(flags *pflag.FlagSet, usage string) *[]string {
	return flags.StringArray("intent", nil, usage)
}

// readIntents reads the intent files that flags name, or else those of the
// configuration.
func readIntents(named []string, settings *config.Config) ([]intent.File, error) {
	if len(named) == 0 {
		named = settings.Intents
	}
	var files []intent.File
	for _, path := range named {
		text, err := readFile(path)
		if filepath.IsAbs(path) {
			path = fromHere(path)
		}
		name := filepath.ToSlash(path)
		var reason *fs.PathError
		if errors.As(err, &reason) {
			return nil, usagef("intent file %q: %w", name, reason.Err)
		}
		if err != nil {
			return nil, usagef("intent file %q: %w", name, err)
		}
		files = append(files, intent.File{Name: name, Src: text})
	}
	return files, nil
}
