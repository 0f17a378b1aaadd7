package elasticsearch

import (
	"fmt"
	"regexp"
	"sync"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

var dlsQueryNow = checks.Check{
	Rule: diag.Rule{
		ID:       "dls-query-now",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A document query depends on the current time",
		Why: "Document queries cannot use `now` in ranges of dates. The role is stored, and every search on the indices of its entry fails with \"permission filters are not allowed to use the current timestamp\", " +
			"wherever the field is a date.",
		What:     "Write fixed dates, or let what is too old leave the names that the role may read (an alias or data stream lifecycle).",
		Evidence: []string{restrictionLimits, "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/Security.java"},
	},
	Role: func(p *checks.Pass) {
		queries(p, func(q query) {
			if q.root == nil {
				return
			}
			eachNow(q.root, func(n *source.Node) {
				p.Report(q.at(p.File, n, diag.Value), fmt.Sprintf("%q depends on the current time, which document queries may not: searches fail with \"permission filters are not allowed to use the current timestamp\"", n.Text))
			})
		})
	},
}

// dateMath is what Elasticsearch reads as relative to the current time.
var dateMath = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^now([-+/]|$)`) })

// eachNow calls found for every bound of a range query that begins with now.
func eachNow(n *source.Node, found func(*source.Node)) {
	for _, c := range n.Children {
		if c.Name == "range" && n.Kind == source.Object && c.Kind == source.Object {
			for _, field := range c.Children {
				for _, bound := range field.Children {
					switch bound.Name {
					case "gt", "gte", "lt", "lte", "from", "to":
						if bound.Kind == source.String && dateMath().MatchString(bound.Text) {
							found(bound)
						}
					}
				}
			}
			continue
		}
		eachNow(c, found)
	}
}
