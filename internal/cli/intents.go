package cli

import (
	"strconv"

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
	} else {
		settings.StatedBy("--intent", "intents")
	}
	var files []intent.File
	for i, path := range named {
		file, err := readBeside("intent file", path)
		if err != nil {
			return nil, statedAt(settings, err, "intents", strconv.Itoa(i))
		}
		files = append(files, intent.File{Name: file.Name, Src: file.Src})
	}
	return files, nil
}
