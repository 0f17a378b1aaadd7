package elasticsearch

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

var inertPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "inert-privilege",
		Category: diag.Ineffective,
		Severity: diag.Warning,
		Title:    "A privilege that has no effect",
		Why:      "Elasticsearch still takes the name and grants nothing by it; its documentation says so.",
		What:     "Remove the privilege.",
		Evidence: []string{privilegeDocs, clusterResolver},
		Versions: "per privilege, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		for s, privilege := range privileges(p.Role) {
			if j := judge(s, privilege.Value, p.Target); inert(j, p.Target) {
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q has no effect in %s; remove it", s.kind(), privilege.Value, server(p.Target)), removeFix(privilege.Node))
			}
		}
	},
}

// inert reports whether a privilege is there and grants nothing. That none
// grants nothing is what it is for.
func inert(j judged, t catalog.Target) bool {
	return j.verdict == fine && j.privilege != nil && j.privilege.Name != "none" && j.privilege.NoEffect(t) == catalog.Yes
}

var deprecatedESPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "deprecated-privilege",
		Category: diag.Upgrade,
		Severity: diag.Info,
		Title:    "A privilege of Elasticsearch is deprecated",
		Why:      "The privilege works, and Elasticsearch advises against it: another one took its place, and a later version may refuse the name and with it the whole role.",
		What:     "Grant the privilege that took its place.",
		Evidence: []string{privilegeDocs, clusterResolver, "https://github.com/elastic/elasticsearch/pull/47819"},
		Versions: "per privilege, as the catalogue says",
	},
	Role: func(p *checks.Pass) {
		for s, privilege := range privileges(p.Role) {
			j := judge(s, privilege.Value, p.Target)
			if !deprecated(j, p.Target) {
				continue
			}
			d, since := j.privilege.Deprecated, ""
			if !d.Since.IsZero() {
				since = " since " + d.Since.String()
			}
			instead, fix := fmt.Sprintf("grant %q instead", d.Replacement), replaceFix(privilege.Node, d.Replacement)
			if by := containedBeside(s, privilege.Node, j.privilege); by != "" {
				instead, fix = fmt.Sprintf("remove it: %q beside it contains it", by), removeFix(privilege.Node)
			}
			p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q is deprecated%s; %s", s.kind(), privilege.Value, since, instead), fix)
		}
	},
}

// deprecated reports whether a privilege works and Elasticsearch advises
// against it. Of a partial deprecation the role does not tell whether it is
// concerned.
func deprecated(j judged, t catalog.Target) bool {
	if j.verdict != fine || j.privilege == nil || inert(j, t) {
		return false
	}
	d := j.privilege.Deprecated
	return d.Replacement != "" && d.Partial == "" && j.privilege.DeprecatedAt(t) != catalog.No
}

// containedBeside returns the first privilege of the same list that is not
// deprecated and has all actions of one; "" where there is none.
func containedBeside(s section, n *source.Node, inner *catalog.ESPrivilege) string {
	if !isElement(n) {
		return ""
	}
	for _, other := range n.Parent.Children {
		outer, ok := s.lookup(other.Text)
		if ok && outer.Deprecated.Replacement == "" && (slices.Contains(outer.Implies, inner.Name) || slices.Contains(outer.EquivalentTo, inner.Name)) {
			return other.Text
		}
	}
	return ""
}
