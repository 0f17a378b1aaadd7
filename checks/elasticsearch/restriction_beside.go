package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var fieldNamesVisible = checks.Check{
	Rule: diag.Rule{
		ID:       "field-names-visible",
		Category: diag.Excess,
		Severity: diag.Info,
		Title:    "Another entry of the role shows the names of hidden fields",
		Why: "Field level security holds for an action by the entries that grant that action. Where another entry without `field_security` grants `view_index_metadata` on the same names, " +
			"mappings and field capabilities list every field, those that are hidden too. Their values stay hidden: what shows those as well is reported by field-restriction-lifted.",
		What:     "Grant `view_index_metadata` in the entry with `field_security`, and take its names out of the other.",
		Evidence: []string{indicesPermission, "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/Security.java", documentLevelDocs},
	},
	Role: func(p *checks.Pass) {
		fields := restriction{limits: limitsFields, at: func(e *role.Indices) *source.Node { return e.FieldSecurity.Node }}
		besideRestriction(p, fields, access.FieldNames, func(privilege, name, names string) string {
			return fmt.Sprintf("the names of hidden fields are visible on names such as %q: the entry on %s has no field_security and grants %s there", name, names, privilege)
		})
	},
}

var failureStoreUnrestricted = checks.Check{
	Rule: diag.Rule{
		ID:       "failure-store-unrestricted",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "The failure store shows what a document query or field_security hides",
		Why: "What cannot be indexed into a data stream is kept whole in its failure store, before pipelines could drop or mask anything. " +
			"A `query` or `field_security` on the data does not hold for an entry that grants the failure store of the same names without them.",
		What:     "Leave the failure store to those who may see all of the data.",
		Evidence: []string{"https://github.com/elastic/elasticsearch/pull/124634", "https://github.com/elastic/elasticsearch/pull/123986", indicesPermission},
		Versions: "8.19, 9.1 and later",
	},
	Role: func(p *checks.Pass) {
		either := restriction{
			limits: func(e *role.Indices) bool { return limitsDocuments(e) || limitsFields(e) },
			at:     restrictionNode,
		}
		besideRestriction(p, either, access.FailedDocuments, func(privilege, name, names string) string {
			return fmt.Sprintf("failed documents of data streams such as %q are visible whole: the entry on %s grants %s without a restriction", name, names, privilege)
		})
	},
}

// restrictionNode is the query of an entry, or else its field_security.
func restrictionNode(e *role.Indices) *source.Node {
	if limitsDocuments(e) {
		return e.Query
	}
	return e.FieldSecurity.Node
}

// besideRestriction reports the restricted entries that show the content of
// documents, where another entry without the restriction grants actions of a
// kind on some of the same names. What lifts the restriction altogether is left
// to document-restriction-lifted and field-restriction-lifted; they also say
// where there are too many entries to look at.
func besideRestriction(p *checks.Pass, r restriction, kind access.Actions, message func(privilege, name, names string) string) {
	list := p.Role.Indices
	if len(list) < 2 || p.Role.BuiltInExport() || !slices.ContainsFunc(list, func(e role.Indices) bool { return r.limits(&e) }) {
		return
	}
	granting := make([]string, len(list)) // the privilege that grants actions of the kind
	for i := range list {
		granting[i] = grantOf(p, &list[i], kind)
	}
	s := liftSearch{target: p.Target, effort: effortOf(p), pairs: maxPairs, decided: maxDecided}
	for i := range list {
		e := &list[i]
		if !r.limits(e) {
			continue
		}
		if _, reads, err := access.SharedRead(p.Target, lowered(e.Privileges), nil); err != nil || !reads {
			continue
		}
		for j := range list {
			other := &list[j]
			if s.pairs -= 1 + (len(e.Names)+len(other.Names))/namesInPair; s.exhausted() {
				return
			}
			if j == i || granting[j] == "" || r.limits(other) || sameNames(e, other) || !mayOverlap(e.Names, other.Names) {
				continue
			}
			if _, lifted := s.lifts(e, other); lifted {
				continue
			}
			s.decided--
			name, _, err := s.effort.namesInCommon(p.Target, e, other)
			if err != nil || name == "" {
				continue
			}
			p.Report(checks.Key(r.at(e)), message(fmt.Sprintf("%q", granting[j]), name, shortList(other.Names)), checks.Related(checks.Value(other.Node), "grants it"))
			break
		}
	}
}

// grantOf returns the first privilege of an entry that grants actions of a
// kind; "" where none does.
func grantOf(p *checks.Pass, e *role.Indices, kind access.Actions) string {
	for _, privilege := range e.Privileges {
		if knownActions(index, privilege.Value, p.Target) != nil && access.Grants(p.Target, strings.ToLower(privilege.Value), kind) {
			return privilege.Value
		}
	}
	return ""
}
