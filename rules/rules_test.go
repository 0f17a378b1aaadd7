package rules_test

import (
	"path"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/policy"
	"github.com/rolelint/rolelint/rules"
)

// Every rule has its module, its fixture, and metadata a reader can use.
func TestRulesAreComplete(t *testing.T) {
	withModule := map[string]bool{}
	for _, m := range rules.Modules() {
		if m.Rule != nil {
			withModule[m.Rule.ID] = true
			if folder := path.Dir(m.Name); folder == "lib" {
				t.Errorf("%s: a rule in lib/", m.Name)
			} else if _, err := rules.Examples.Open(folder + "/" + m.Rule.ID + ".txtar"); err != nil {
				t.Errorf("%s: no fixture: %v", m.Rule.ID, err)
			}
		} else if !strings.HasPrefix(m.Name, "lib/") {
			t.Errorf("%s is no rule", m.Name)
		}
	}
	for _, r := range rules.Rules {
		if !withModule[r.ID] {
			t.Errorf("%s: no module", r.ID)
		}
		if r.Why == "" || r.What == "" || r.Title == r.ID || len(r.Evidence) == 0 {
			t.Errorf("%s: title, description, what and evidence are needed", r.ID)
		}
	}
}

func TestRego(t *testing.T) {
	var files []policy.UserModule
	for _, m := range rules.Tests() {
		files = append(files, policy.UserModule{Name: m.Name, Src: []byte(m.Src)})
	}
	results, err := policy.Test(t.Context(), policy.TestOptions{Target: catalog.Default(), Builtin: rules.Modules(), Files: files})
	if err != nil {
		t.Fatal(err)
	}
	if len(results) < len(files) {
		t.Errorf("%d tests in %d files", len(results), len(files))
	}
	for _, r := range results {
		if r.Failure != nil {
			t.Errorf("%s:%d: %s: %s\n%s", r.File, r.Row, r.Name, r.Failure.Message, r.Failure.Condition)
		}
	}
}
