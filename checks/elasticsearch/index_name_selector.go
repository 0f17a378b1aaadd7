package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

// selectorRules is the first version that refuses selectors in index names
// (elastic/elasticsearch#125843).
var selectorRules = catalog.V(9, 1)

var indexNameSelector = checks.Check{
	Rule: diag.Rule{
		ID:       "index-name-selector",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "An index name has a :: selector",
		Why: "`::data` and `::failures` select a part of a data stream in requests, not in roles. Elasticsearch refuses a role with `::` in an index name, even inside a regular expression. " +
			"Access to the failure store is granted by the privileges `read_failure_store` and `manage_failure_store`.",
		What:     "Remove the selector; for the failure store grant `read_failure_store` on the plain name.",
		Evidence: []string{requestValidator, "https://github.com/elastic/elasticsearch/pull/125843"},
		Versions: "9.1 and later; before, such a name matches nothing (index-name-impossible)",
	},
	Role: func(p *checks.Pass) {
		if !refusesSelectors(p) {
			return
		}
		for _, name := range names(p.Role) {
			if !strings.Contains(name.Value, "::") {
				continue
			}
			p.Report(checks.Value(name.Node), fmt.Sprintf("index name %q has a selector; %s: write the plain name, and grant read_failure_store for its failure store",
				name.Value, rejects(p, "selectors [::] are not allowed in the index name expression ["+name.Value+"]")))
		}
	},
}

// refusesSelectors reports whether the role's reader refuses "::" in names.
func refusesSelectors(p *checks.Pass) bool {
	return validated(p) && from(p.Target, selectorRules)
}
