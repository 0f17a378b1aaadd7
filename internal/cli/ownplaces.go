package cli

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
)

// policyFolder is where new and test have the user's rules where nothing names
// another folder.
const policyFolder = "policies"

// ownPlaces says where the user's own rules were looked for.
type ownPlaces struct {
	sentence string
	unread   bool // policyFolder has rules that nothing names
}

func placesOf(own lint.Own) ownPlaces {
	if len(own.Modules) > 0 {
		return ownPlaces{sentence: "Your own rules were looked for in " + strings.Join(foldersOf(own), ", ")}
	}
	if modules, _ := filepath.Glob(filepath.Join(policyFolder, "*.rego")); len(modules) > 0 { // the pattern is well formed
		return ownPlaces{"The rules in " + policyFolder + "/ were not read: say --policy " + policyFolder + `, or write "policies: [` + policyFolder + `]" into ` + config.Name, true}
	}
	return ownPlaces{sentence: `Rules of your own are looked for where --policy, or "policies" of ` + config.Name + ", says, and neither names a folder"}
}

// foldersOf returns the folders of the modules, each once.
func foldersOf(own lint.Own) []string {
	var folders []string
	for _, m := range own.Modules {
		folders = append(folders, path.Dir(m.Name))
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}

// naming returns the value of the configuration's "policies" with one folder
// more; "" where a folder that it names holds that one already.
func naming(settings *config.Config, folder string) string {
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return ""
	}
	base := "" // folders are named from the configuration's own
	if settings.File != "" {
		base = filepath.Dir(settings.File)
	}
	var names []string
	for _, named := range append(settings.Policies[:len(settings.Policies):len(settings.Policies)], absolute) {
		if len(names) < len(settings.Policies) && isBelow(absolute, named) {
			return ""
		}
		from, err := filepath.Abs(base)
		if err == nil {
			if relative, err := filepath.Rel(from, named); err == nil {
				named = relative
			}
		}
		names = append(names, filepath.ToSlash(named))
	}
	return "policies: [" + strings.Join(names, ", ") + "]"
}

// isBelow reports whether a path is a folder or stands in it; both are absolute.
func isBelow(name, folder string) bool {
	relative, err := filepath.Rel(folder, name)
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
}
