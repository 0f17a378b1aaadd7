// Package scaffold makes the files that a rule of the user's own begins with:
// the rule, its test and its examples.
package scaffold

import (
	"embed"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// File is a file to write.
type File struct {
	Name string // below the policy folder
	Text string
}

// The templates are a rule with the id example-rule, of each kind, that works
// as it stands.
//
//go:embed templates
var templates embed.FS

const example = "example-rule"

// Kinds are the kinds of rules there are templates for: what a rule looks at.
var Kinds = []string{"role", "index", "feature"}

// Changes says of a kind what, besides the words, is there to be replaced.
func Changes(kind string) string {
	return map[string]string{"role": `the prefixes, which are "team-"`, "index": `the indices, which are "audit-*"`, "feature": `the features, which are "dev_tools"`}[kind]
}

// Rule returns the files of a rule with an id in kebab-case, by name.
func Rule(id, kind string) ([]File, error) {
	if !slices.Contains(Kinds, kind) {
		return nil, fmt.Errorf("unknown kind %q: one of %s", kind, strings.Join(Kinds, ", "))
	}
	if !regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`).MatchString(id) {
		return nil, fmt.Errorf("%q is no id of a rule: ids are lower-case words of letters and digits, joined by single hyphens, such as %s", id, example)
	}
	folder := path.Join("templates", kind)
	entries, err := templates.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	replace := strings.NewReplacer(example, id, underscores(example), underscores(id))
	var files []File
	for _, e := range entries {
		text, err := templates.ReadFile(path.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, File{replace.Replace(e.Name()), replace.Replace(string(text))})
	}
	return files, nil
}

// underscores returns a name in kebab-case as Rego can have it.
func underscores(id string) string { return strings.ReplaceAll(id, "-", "_") }
