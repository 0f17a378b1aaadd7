package lint

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/policy"
)

// Own is the files of a user's own policies.
type Own struct {
	Modules  []PolicyFile // the rules and what they share
	Tests    []PolicyFile // *_test.rego
	Examples []PolicyFile // RULE-ID.txtar, beside the rule
}

// Rules returns the metadata of the user's rules, by id; none where there are
// no modules. The error is about modules that are wrong.
func (o Own) Rules() ([]*diag.Rule, error) {
	user, err := parsePolicies(o.Modules)
	if user == nil || err != nil {
		return nil, err
	}
	return user.Rules, nil
}

// ExamplesOf returns the examples of one of the user's rules, bad ones first;
// nil where there are none.
func (o Own) ExamplesOf(rule *diag.Rule) []Example {
	i := slices.IndexFunc(o.Examples, func(f PolicyFile) bool { return f.Name == archiveOf(rule) })
	if i < 0 {
		return nil
	}
	return parseExamples(o.Examples[i].Name, o.Examples[i].Src)
}

// archiveOf is where the examples of a user's rule stand.
func archiveOf(rule *diag.Rule) string {
	return path.Join(path.Dir(rule.File), rule.ID+".txtar")
}

// modules returns files as the policy engine takes them.
func modules(files []PolicyFile) []policy.UserModule {
	out := make([]policy.UserModule, len(files))
	for i, f := range files {
		out[i] = policy.UserModule{Name: f.Name, Src: f.Src}
	}
	return out
}

// strangeSections names the sections of an archive that belong to no example.
func strangeSections(f PolicyFile) []string {
	known := map[string]bool{}
	for _, e := range parseExamples(f.Name, f.Src) {
		known[e.Title()] = true
	}
	var out []string
	eachSection(f.Src, func(section txtar.File, line int) {
		ending := path.Ext(section.Name)
		if !known[section.Name] && !(slices.Contains(besides, ending) && known[strings.TrimSuffix(section.Name, ending)]) {
			out = append(out, fmt.Sprintf("%s:%d: section %q belongs to no example: an example is bad/NAME or good/NAME, and what goes with it has its name and one of %s",
				f.Name, line, section.Name, strings.Join(besides, ", ")))
		}
	})
	return out
}
