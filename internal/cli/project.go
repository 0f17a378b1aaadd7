package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/report"
)

// projectFolder returns the absolute path of the folder that the names of files
// in configuration and baseline start from: the configuration's, or else the
// working directory.
func projectFolder(settings *config.Config) string {
	if settings.Folder != "" {
		return settings.Folder
	}
	folder, err := os.Getwd()
	if err != nil {
		return "."
	}
	return folder
}

// fromProject returns the function that gives an absolute path as it looks from
// the project's folder, with slashes and as a baseline can hold it.
func fromProject(settings *config.Config) func(string) string {
	project := projectFolder(settings)
	return func(absolute string) string {
		relative, err := filepath.Rel(project, absolute)
		if err != nil {
			relative = absolute
		}
		return report.FileName(filepath.ToSlash(relative))
	}
}

// wholeProject reports whether one of the paths is the project's folder or one
// around it.
func wholeProject(settings *config.Config, paths []string) bool {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	project := projectFolder(settings)
	for _, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil || path == "-" {
			continue
		}
		if relative, err := filepath.Rel(absolute, project); err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}
