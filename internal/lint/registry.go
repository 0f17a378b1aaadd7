package lint

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/checks/elasticsearch"
	"github.com/rolelint/rolelint/checks/files"
	"github.com/rolelint/rolelint/checks/kibana"
	"github.com/rolelint/rolelint/checks/kibanayml"
	"github.com/rolelint/rolelint/checks/mappings"
	"github.com/rolelint/rolelint/checks/rolesyml"
	"github.com/rolelint/rolelint/checks/spaces"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/suppress"
	"github.com/rolelint/rolelint/rules"
	"github.com/rolelint/rolelint/schema"
)

// groups are the folders of Go checks, by topic. A new folder is one line here.
var groups = []struct {
	topic    string
	checks   []checks.Check
	examples fs.FS
}{
	{"files", files.All, files.Examples},
	{"kibana", kibana.All, kibana.Examples},
	{"elasticsearch", elasticsearch.All, elasticsearch.Examples},
	{"roles-yml", rolesyml.All, rolesyml.Examples},
	{"role-mappings", mappings.All, mappings.Examples},
	{"spaces", spaces.All, spaces.Examples},
	{"kibana-yml", kibanayml.All, kibanayml.Examples},
}

// goChecks returns the Go checks, in the order of the groups.
var goChecks = sync.OnceValue(func() []*checks.Check {
	var out []*checks.Check
	for _, g := range groups {
		for i := range g.checks {
			c := &g.checks[i]
			c.Kind = "go"
			out = append(out, c)
		}
	}
	return out
})

var builtinRules = sync.OnceValue(func() []*diag.Rule {
	var out []*diag.Rule
	for _, c := range goChecks() {
		out = append(out, &c.Rule)
	}
	out = append(out, schema.Rules...)
	out = append(out, rules.Rules...)
	out = append(out, intent.Rules...)
	out = append(out, suppress.Rules...)
	slices.SortFunc(out, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return out
})

// Rules returns the metadata of every built-in rule, by id.
func Rules() []*diag.Rule { return builtinRules() }

// fixtures are where the rules' examples stand.
func fixtures() []fs.FS {
	var out []fs.FS
	for _, g := range groups {
		out = append(out, g.examples)
	}
	return append(out, schema.Examples, rules.Examples, intent.Examples, suppress.Examples)
}
