package elasticsearch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var fieldExceptionsNotSubset = checks.Check{
	Rule: diag.Rule{
		ID:       "field-exceptions-not-subset",
		Category: diag.Rejected,
		Severity: diag.Error,
		Title:    "field_security takes away fields that it does not grant",
		Why: "Every field that `except` matches must be matched by `grant`: the comparison is of what the patterns match, not of their texts. Elasticsearch refuses the role otherwise, and the loader of `roles.yml` skips it. " +
			"Metadata fields (`_id` and so on) are granted without being named; whether they may be excepted differs between versions, and rolelint says nothing about them.",
		What:     "Remove the exception, which takes away nothing, or widen `grant`.",
		Evidence: []string{"elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authz/permission/FieldPermissions.java", "https://github.com/elastic/elasticsearch/pull/50212"},
	},
	Role: func(p *checks.Pass) {
		for e := range entries(p.Role) {
			if e.FieldSecurity == nil || e.FieldSecurity.GrantNode == nil || len(e.FieldSecurity.Except) == 0 ||
				slices.Contains(values(e.FieldSecurity.Grant), "*") {
				continue
			}
			granted, ok := effortOf(p).grantedFields(e.FieldSecurity)
			if !ok {
				continue
			}
			for _, except := range e.FieldSecurity.Except {
				field, found := granted.without(effortOf(p), except.Value)
				if !found {
					continue
				}
				then := rejects(p, "Exceptions for field permissions must be a subset of the granted fields")
				if fromFile(p.Role) {
					then = `the node skips the role ("Exceptions for field permissions must be a subset of the granted fields")`
				}
				lacks := fmt.Sprintf("it covers %q, which grant does not", field)
				if field == except.Value {
					lacks = "no pattern of grant covers it"
				}
				p.Report(checks.Value(except.Node), fmt.Sprintf("field %q is excepted but not granted: %s; %s", except.Value, lacks, then),
					checks.Related(checks.Value(e.FieldSecurity.GrantNode), "what is granted"))
			}
		}
	},
}

// grantedFields are the patterns of the granted fields, and one of everything
// that begins with "_", ordered by their beginnings.
//
// Source: FieldPermissions.initializePermittedFieldsAutomaton; older versions
// count all names with "_" as granted, newer ones a list of metadata fields.
type grantedFields []grantedField

type grantedField struct {
	prefix   string
	language *automata.Language
}

// grantedFields reads what field_security grants; ok is false where a pattern
// cannot be read.
func (w *effort) grantedFields(fs *role.FieldSecurity) (granted grantedFields, ok bool) {
	for _, pattern := range append([]string{"_*"}, values(fs.Grant)...) {
		l, err := w.pool.ParseEscaped(pattern)
		if err != nil {
			return nil, false
		}
		granted = append(granted, grantedField{literalPrefix(pattern), l})
	}
	slices.SortStableFunc(granted, func(a, b grantedField) int { return strings.Compare(a.prefix, b.prefix) })
	return granted, true
}

// near returns those that may have a field in common with what begins with a
// text: those that begin with it, and those with whose beginning it begins.
func (g grantedFields) near(prefix string) []*automata.Language {
	var out []*automata.Language
	from := func(text string) int {
		i, _ := slices.BinarySearchFunc(g, text, func(f grantedField, text string) int { return strings.Compare(f.prefix, text) })
		return i
	}
	for n := range len(prefix) {
		for i := from(prefix[:n]); i < len(g) && g[i].prefix == prefix[:n]; i++ {
			out = append(out, g[i].language)
		}
	}
	for i := from(prefix); i < len(g) && strings.HasPrefix(g[i].prefix, prefix); i++ {
		out = append(out, g[i].language)
	}
	return out
}

// without returns a field that an exception matches and no grant does; found
// is false where there is none, or it cannot be decided.
func (g grantedFields) without(w *effort, except string) (field string, found bool) {
	l, err := w.pool.ParseEscaped(except)
	if err != nil {
		return "", false
	}
	near := g.near(literalPrefix(except))
	if w.fields -= len(near); w.fields < 0 {
		w.pool.Drain()
	}
	field, found, err = w.budget().Witness(automata.Minus(l, automata.Union(near...)))
	return field, found && err == nil
}
