package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/role"
)

// nameRules is the first minor version whose every release checks index names
// (elastic/elasticsearch#139023). Releases of 8.19, 9.1 and 9.2 after December
// 2025 do it too; which patch began is not established.
var nameRules = catalog.V(9, 3)

var indexNameComma = checks.Check{
	Rule: diag.Rule{
		ID:       "index-name-comma",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "Several index names are written as one, with commas",
		Why: "An element of `names` is one name or pattern; it is never split at commas, and no index can have a comma in its name. " +
			"Elasticsearch refuses such a role. The server's words are not established.",
		What:     "Make every name an element of its own. Inside a regular expression (`/…/`) a comma is allowed.",
		Evidence: []string{indexNameRules, "https://github.com/elastic/kibana/issues/95009", "https://github.com/elastic/docs-content/pull/7311"},
		Versions: "9.3 and later, and releases of 8.19, 9.1 and 9.2 after December 2025; see index-name-comma-stored for earlier ones",
	},
	Role: func(p *checks.Pass) {
		if !validated(p) || !from(p.Target, nameRules) {
			return
		}
		for name := range commaNames(p.Role) {
			p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q has a comma, and names are never split at commas; %s: write %s",
				name.Value, rejects(p, ""), quoted(splitNames(name.Value))), splitFix(name))
		}
	},
}

var indexNameCommaStored = checks.Check{
	Rule: diag.Rule{
		ID:       "index-name-comma-stored",
		Category: diag.Ineffective,
		Severity: diag.Error,
		Title:    "Several index names are written as one, with commas, and match nothing",
		Why: "An element of `names` is one name or pattern; it is never split at commas, and no index can have a comma in its name. " +
			"Versions before 9.3 store such a role, and so does `roles.yml` in every version; the name grants nothing. " +
			"Releases of 8.19, 9.1 and 9.2 after December 2025 refuse it; from which patch on is not established.",
		What:     "Make every name an element of its own.",
		Evidence: []string{"https://github.com/elastic/kibana/issues/95009", indexNameRules},
		Versions: "before 9.3; roles.yml always",
	},
	Role: func(p *checks.Pass) {
		if validated(p) && from(p.Target, nameRules) {
			return
		}
		for name := range commaNames(p.Role) {
			p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q has a comma, and names are never split at commas: it is one name that no index can have, and grants nothing; write %s",
				name.Value, quoted(splitNames(name.Value))), splitFix(name))
		}
	},
}

// commaNames yields the index names with a comma that are no regular
// expressions.
func commaNames(r *role.Role) func(func(role.Text) bool) {
	return func(yield func(role.Text) bool) {
		for _, name := range names(r) {
			if !strings.HasPrefix(name.Value, "/") && strings.Contains(name.Value, ",") && !yield(name) {
				return
			}
		}
	}
}

// splitNames returns what was probably meant.
func splitNames(name string) []string {
	var out []string
	for part := range strings.SplitSeq(name, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// splitFix offers to split the name. It widens what the role grants, so it is
// not safe.
func splitFix(name role.Text) checks.Detail {
	const title = "split the name at its commas"
	switch parts := splitNames(name.Value); {
	case len(parts) == 0:
		return checks.NoFix
	case isElement(name.Node):
		return checks.UnsafeFix(title, edit.Split(name.Node, parts)...)
	default:
		return checks.UnsafeFix(title, edit.Replace(name.Node, parts))
	}
}
