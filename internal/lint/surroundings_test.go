package lint_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/surroundings"
)

const besideRole = `{"elasticsearch": {"indices": [{"names": ["sales-*"], "privileges": ["read"], "query": {"term": {"a": 1}}}]},
  "kibana": [{"spaces": ["sales"], "feature": {"generalCasesV3": ["all"], "siemV5": ["all"], "canvas": ["all"]}}]}`

func inputOf(name, text string, named bool) lint.Input {
	return lint.Input{Name: name, Named: named, Read: func() ([]byte, error) { return []byte(text), nil }}
}

// FuzzSurroundings gives any bytes as role mappings, kibana.yml or spaces:
// nothing goes wrong inside, every place is in its file, and a second run finds
// the same.
func FuzzSurroundings(f *testing.F) {
	only := []string{"syntax-error", "duplicate-key", "json-comment"}
	for _, r := range lint.Rules() {
		if r.Needs != "" {
			only = append(only, r.ID)
		}
		for _, e := range lint.Examples(r.ID) {
			switch r.Needs {
			case "role-mappings", "kibana-yml":
				f.Add([]byte(e.Text), strings.HasSuffix(e.Name, ".json"))
			case "spaces":
				f.Add([]byte(e.Spaces), strings.HasPrefix(e.Spaces, "["))
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, asJSON bool) {
		if len(src) > 1<<16 {
			return
		}
		file := surroundings.File{Name: "beside.yml", Src: src}
		if asJSON {
			file.Name = "beside.json"
		}
		for _, files := range []surroundings.Files{{RoleMappings: []surroundings.File{file}}, {KibanaYML: &file}, {Spaces: &file}} {
			lintIt := func() *lint.Result {
				result, err := lint.Run(context.Background(), lint.Options{Only: only, Surroundings: files}, []lint.Input{inputOf("sales.json", besideRole, false)})
				if err != nil {
					return nil // no kibana.yml, or no spaces
				}
				return result
			}
			first := lintIt()
			if first == nil {
				continue
			}
			for _, e := range first.Errors {
				if strings.HasPrefix(e.Message, "internal error") {
					t.Error(e.Message)
				}
			}
			for _, found := range first.Findings {
				for _, at := range append([]lint.RelatedLocation{{Location: found.Location}}, found.Related...) {
					text := src
					if at.File == "sales.json" {
						text = []byte(besideRole)
					}
					inside(t, found.Rule.ID, text, at.Range)
				}
			}
			if second := lintIt(); !reflect.DeepEqual(first, second) {
				t.Error("a second run finds something else")
			}
		}
	})
}

// TestUnknownRoleNeedsAllRoles: a mapping's role is missed only where the run
// is meant to see all roles.
func TestUnknownRoleNeedsAllRoles(t *testing.T) {
	const role = `{"elasticsearch": {"cluster": ["monitor"]}, "kibana": []}`
	found := inputOf("roles/sales.json", role, false)
	picked := found
	picked.Picked = true
	mapping := surroundings.File{Name: "m.json", Src: []byte(`{"roles": ["marketing"], "enabled": true, "rules": {"field": {"username": "x"}}}`)}
	for _, c := range []struct {
		name   string
		inputs []lint.Input
		want   int
	}{
		{"a folder", []lint.Input{found}, 1},
		{"a file that is named", []lint.Input{inputOf("roles/sales.json", role, true)}, 0},
		{"files that changed", []lint.Input{picked}, 0},
		{"an answer of the server", []lint.Input{inputOf("all.json", `{"sales": {"cluster": ["monitor"], "indices": []}}`, true)}, 1},
		{"no role at all", []lint.Input{inputOf("package.json", `{}`, false)}, 0},
		{"a broken file", []lint.Input{found, inputOf("roles/marketing.json", `{"elasticsearch": {"cluster": [}, "kibana": []}`, false)}, 0},
		{"a role to be rendered", []lint.Input{found, inputOf("roles/all.yaml", "elasticsearch: {cluster: [\"{{ item }}\"]}\nkibana: []\n", false)}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := lint.Run(context.Background(), lint.Options{
				Only: []string{"mapping-unknown-role"}, Surroundings: surroundings.Files{RoleMappings: []surroundings.File{mapping}},
			}, c.inputs)
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Findings) != c.want {
				t.Errorf("%d findings, want %d", len(result.Findings), c.want)
			}
		})
	}
}

// TestManyMappings: more pairs of mappings than are looked at are said to be
// left out, with a place.
func TestManyMappings(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, `"m%d": {"roles": ["viewer", "sales"], "enabled": true, "rules": {"field": {"groups": "g%d"}}},`, i, i)
	}
	mapping := surroundings.File{Name: "m.json", Src: []byte("{" + strings.TrimSuffix(b.String(), ",") + "}")}
	result, err := lint.Run(context.Background(), lint.Options{
		Only: []string{"builtin-role-lifts-restriction"}, Surroundings: surroundings.Files{RoleMappings: []surroundings.File{mapping}},
	}, []lint.Input{inputOf("sales.json", besideRole, false)})
	if err != nil {
		t.Fatal(err)
	}
	last := result.Findings[len(result.Findings)-1]
	if last.Severity != diag.Info || !strings.Contains(last.Message, "was not looked at") {
		t.Errorf("last finding: %v: %s", last.Severity, last.Message)
	}
}
