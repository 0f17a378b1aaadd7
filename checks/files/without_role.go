package files

import (
	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// WithoutRole is the id of the one check that looks at files in which no role
// was recognised though they can be read.
const WithoutRole = "file-without-role"

var withoutRole = checks.Check{
	Rule: diag.Rule{
		ID:       WithoutRole,
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A file that is meant to hold a role holds none",
		Why: "A file is read as a role by its keys. Where all of them are misspelt it is none, and nothing in it is checked: that would pass for a role without faults. " +
			"Of the files that `files` of the configuration names, those that are empty are found, and those of which a key is nearly one that roles have, at the top or one level down in a map. " +
			"Of other files those are found of which what stands under such a key can only be a role's. A `roles.yml` of comments alone is what Elasticsearch is delivered with, and no finding.",
		What:     "Correct the key. Where the file is no role, let `files` of the configuration leave it out.",
		Evidence: []string{"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/RoleDescriptor.java"},
	},
	File: func(p *checks.Pass) {
		lack := p.File.Lack()
		switch {
		case lack == nil:
		case lack.Node == nil:
			p.Report(checks.At(source.Span{}), lack.String())
		default:
			p.Report(checks.Key(lack.Node), lack.String())
		}
	},
}
