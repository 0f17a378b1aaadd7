package elasticsearch

import (
	"fmt"
	"slices"

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
			granted, ok := grantedFields(e.FieldSecurity)
			if !ok {
				continue
			}
			for _, except := range e.FieldSecurity.Except {
				field, found := notGranted(except.Value, granted)
				if !found {
					continue
				}
				then := rejects(p, "Exceptions for field permissions must be a subset of the granted fields")
				if fromFile(p.Role) {
					then = `the node skips the role ("Exceptions for field permissions must be a subset of the granted fields")`
				}
				p.Report(checks.Value(except.Node), fmt.Sprintf("field %q is excepted but not granted: %s covers %q, which grant does not; %s", except.Value, except.Value, field, then),
					checks.Related(checks.Value(e.FieldSecurity.GrantNode), "what is granted"))
			}
		}
	},
}

// grantedFields is the language of the granted fields and of everything that
// begins with "_". ok is false where a pattern cannot be read.
//
// Source: FieldPermissions.initializePermittedFieldsAutomaton; older versions
// count all names with "_" as granted, newer ones a list of metadata fields.
func grantedFields(fs *role.FieldSecurity) (granted *automata.Language, ok bool) {
	patterns := append([]string{"_*"}, values(fs.Grant)...)
	var languages []*automata.Language
	for _, pattern := range patterns {
		l, err := automata.ParseEscaped(pattern)
		if err != nil {
			return nil, false
		}
		languages = append(languages, l)
	}
	return automata.Union(languages...), true
}

// notGranted returns a field that the exception matches and the grant does
// not; found is false where there is none, or it cannot be decided.
func notGranted(except string, granted *automata.Language) (field string, found bool) {
	l, err := automata.ParseEscaped(except)
	if err != nil {
		return "", false
	}
	field, found, err = nameBudget.Witness(automata.Minus(l, granted))
	return field, found && err == nil
}
