package policy

import (
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/source"
)

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"9": "9", "1.50": "1.50", "0x1F": "31", "0o17": "15", "1_000": "1000", ".inf": `".inf"`, ".5": "0.5",
	} {
		if got := numberTerm(text).String(); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestNodeTerm(t *testing.T) {
	const text = `{"a": [1, "x", true, false, null, {}], "b": {"a.b": []}}`
	want := ast.MustParseTerm(text)
	if got := nodeTerm(valueNode(want.Value)); !got.Equal(want) {
		t.Errorf("got %s", got)
	}
	if got := nodeTerm(&source.Node{Kind: source.Null}); !got.Equal(ast.NullTerm()) {
		t.Errorf("null is %s", got)
	}
}

func TestEffectiveTerm(t *testing.T) {
	e := &access.Effective{Spaces: []access.Space{{ID: "a", Features: []access.FeatureAccess{{ID: "discover", Privileges: []string{"all", "minimal_all"}}}}}}
	want := ast.MustParseTerm(`{"a": {"discover": {"all", "minimal_all"}}}`)
	if got := effectiveTerm(e); !got.Equal(want) {
		t.Errorf("got %s", got)
	}
	if got := effectiveTerm(nil); !got.Equal(ast.ObjectTerm()) {
		t.Errorf("no access is %s", got)
	}
}
