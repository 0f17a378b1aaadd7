package lint

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
)

const overridden = `{"kibana": [{"base": ["read"], "feature": {"discover": ["all"]}}]}`

// overridable has findings of these two rules in overridden, one in Go and one
// in Rego.
const goRule, regoRule = "kibana-base-and-feature", "own"

var ownRule = PolicyFile{Name: "own.rego", Src: []byte(`# METADATA
# custom:
#   options: [{name: text, type: string, default: plain, doc: what it says}]
package rolelint.rules["own"]

findings contains {"at": ["kibana"], "message": data.rolelint.config.own.text}
`)}

func found(t *testing.T, opt Options, overrides ...[]int) []string {
	t.Helper()
	var inputs []Input
	for i, o := range overrides {
		inputs = append(inputs, Input{
			Name: fmt.Sprintf("%d.json", i), Overrides: o,
			Read: func() ([]byte, error) { return []byte(overridden), nil },
		})
	}
	opt.Policies = []PolicyFile{ownRule}
	res, err := Run(context.Background(), opt, inputs)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range res.Findings {
		switch f.Rule.ID {
		case goRule:
			out = append(out, f.File+" "+f.Severity.String())
		case regoRule:
			out = append(out, f.File+" "+f.Severity.String()+" "+f.Message)
		}
	}
	return out
}

func TestOverrides(t *testing.T) {
	minimal, strict := diag.Minimal, diag.Strict
	opt := Options{
		Severities: map[string]diag.Severity{goRule: diag.Off},
		Overrides: []Override{
			{Severities: map[string]diag.Severity{goRule: diag.Info, regoRule: diag.Off}},
			{Severities: map[string]diag.Severity{regoRule: diag.Error}, Values: map[string]diag.Values{regoRule: {"text": "other"}}},
			{Severities: map[string]diag.Severity{goRule: diag.Error}},
			{Preset: &minimal},
			{Preset: &strict},
		},
	}
	got := found(t, opt, nil, []int{0}, []int{1}, []int{0, 1, 2}, []int{3}, nil)
	want := []string{
		"0.json warning plain",
		"1.json info",
		"2.json error other",
		"3.json error other", "3.json error",
		"4.json warning plain",
		"5.json warning plain",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// What an override switches off is off even where only that rule is asked for;
// what is off everywhere runs where it is asked for.
func TestOverridesOnly(t *testing.T) {
	opt := Options{
		Only:       []string{goRule},
		Severities: map[string]diag.Severity{goRule: diag.Off},
		Overrides:  []Override{{Severities: map[string]diag.Severity{goRule: diag.Off}}},
	}
	if got, want := found(t, opt, nil, []int{0}), []string{"0.json error"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A preset of an override holds where the rules are not named.
func TestOverridesPreset(t *testing.T) {
	var recommended string
	for _, r := range Rules() {
		if r.ID == "kibana-spaces-omitted" {
			recommended = r.Preset().String()
		}
	}
	if recommended != "recommended" {
		t.Fatalf("kibana-spaces-omitted is %q: the test needs a rule that minimal has not", recommended)
	}
	minimal := diag.Minimal
	inputs := []Input{
		{Name: "a.json", Read: func() ([]byte, error) { return []byte(overridden), nil }},
		{Name: "b.json", Read: func() ([]byte, error) { return []byte(overridden), nil }, Overrides: []int{0}},
	}
	res, err := Run(context.Background(), Options{Overrides: []Override{{Preset: &minimal}}}, inputs)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range res.Findings {
		if f.Rule.ID == "kibana-spaces-omitted" {
			files = append(files, f.File)
		}
	}
	if !slices.Equal(files, []string{"a.json"}) {
		t.Errorf("kibana-spaces-omitted is found in %q, want only a.json: b.json has the preset minimal", files)
	}
}
