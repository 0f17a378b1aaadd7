package elasticsearch

import (
	"testing"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// decided are the checks that ask automata or the access engine.
var decided = []*checks.Check{
	&redundantPrivilege, &redundantEntry, &documentRestrictionLifted, &fieldRestrictionLifted, &indexRegexEmpty,
	&indexPatternTooComplex, &indexNameImpossible, &restrictedIndicesAllowed, &uselessIndexGrant, &fieldExceptionsNotSubset,
}

const typicalRole = `{"cluster": ["monitor", "manage_ilm"], "indices": [
	{"names": ["logs-*", "metrics-*"], "privileges": ["read", "view_index_metadata"]},
	{"names": [".alerts-security*", ".siem-signals-*"], "privileges": ["read", "write", "maintenance"]},
	{"names": ["orders-*"], "privileges": ["read"], "query": "{\"term\": {\"a\": 1}}", "field_security": {"grant": ["*"], "except": ["card.*"]}},
	{"names": ["app-*"], "privileges": ["create_doc", "auto_configure"]}]}`

// BenchmarkDecided is what these checks cost together for a typical role.
func BenchmarkDecided(b *testing.B) {
	f := role.Decode(source.Parse("role.json", []byte(typicalRole), source.Limits{}), role.Options{})
	for b.Loop() {
		for _, c := range decided {
			c.Role(checks.NewPass(f, f.Roles[0], catalog.Default(), &c.Rule, func(diag.Finding) {}))
		}
	}
}
