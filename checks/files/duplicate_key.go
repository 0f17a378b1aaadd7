package files

import (
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var duplicateKey = checks.Check{
	Rule: diag.Rule{
		ID:       "duplicate-key",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "A key stands twice in one object, and Elasticsearch refuses it",
		Why: "Elasticsearch refuses JSON and YAML in which a key stands twice in one object, and the loader of `roles.yml` skips such a role. " +
			"Which of the two was meant is anybody's guess.",
		What:     "Merge the two, or remove one.",
		Evidence: []string{jsonXContent, yamlXContent},
	},
	File: func(p *checks.Pass) {
		if kibanas(p.File) {
			return
		}
		eachDuplicate(p.File, func(last *source.Node) {
			who := "Elasticsearch rejects the request"
			if p.File.Format == role.RolesYML {
				who = "the node skips the role"
			}
			report(p, last, fmt.Sprintf("key %q stands twice in this object; %s: merge the two or remove one", last.Name, who))
		})
	},
}

var duplicateKeyOverridden = checks.Check{
	Rule: diag.Rule{
		ID:       "duplicate-key-overridden",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A key stands twice in one object, and the last holds",
		Why: "Kibana reads JSON as JavaScript does: of several keys of one name in an object the last holds, and the others are dropped without a word. " +
			"What they grant is lost. Other tools on the way may choose the first. " +
			"Elasticsearch refuses such objects, but `index` is another name of `indices`, and `application` of `applications`: of these too the last holds.",
		What:     "Merge the two, or remove one.",
		Evidence: []string{"https://tc39.es/ecma262/#sec-json.parse", rfc8259 + "#section-4"},
	},
	File: func(p *checks.Pass) {
		if !kibanas(p.File) {
			reportOtherNames(p)
			return
		}
		eachDuplicate(p.File, func(last *source.Node) {
			report(p, last, fmt.Sprintf("key %q stands twice in this object; Kibana takes the last and drops the other without a word: merge the two or remove one", last.Name))
		})
	},
}

// otherNames are fields of a role with the other name that they have.
//
// Source: elasticsearch RoleDescriptor.Parser, Fields.INDEX and APPLICATION.
var otherNames = [...][2]string{{"indices", "index"}, {"applications", "application"}}

// reportOtherNames reports fields that stand in a role under both names.
func reportOtherNames(p *checks.Pass) {
	for _, r := range p.File.Roles {
		for _, names := range otherNames {
			first, last := r.Node.Get(names[0]), r.Node.Get(names[1])
			if first == nil || last == nil {
				continue
			}
			if first.Index > last.Index {
				first, last = last, first
			}
			p.Report(checks.Key(last), fmt.Sprintf("%q is another name of %q, and both stand in this role; Elasticsearch takes the last and drops the other without a word: merge the two", last.Name, first.Name),
				checks.OfRole(r), checks.Related(checks.Key(first), "here before"))
		}
	}
}

// report reports the last of several members of one name.
func report(p *checks.Pass, last *source.Node, message string) {
	var related []checks.Detail
	for _, earlier := range last.Dups {
		related = append(related, checks.Related(checks.Key(earlier), "here before"))
	}
	p.Report(checks.Key(last), message, related...)
}

// eachDuplicate calls found for every member of the file that overrides others
// of its name, in the order of the text.
func eachDuplicate(f *role.File, found func(last *source.Node)) {
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		for _, c := range n.Children {
			if len(c.Dups) > 0 && c.Alias.IsZero() {
				found(c)
			}
			walk(c)
		}
	}
	if f.Format != role.RolesYML {
		for _, doc := range f.Source.Docs {
			walk(doc)
		}
		return
	}
	// The same role twice is two pieces to the loader, and no duplicate key.
	for _, s := range f.Segments {
		if s.Role != nil {
			walk(s.Role.Node)
		}
	}
}
