package lint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// prints returns the fingerprints of a result, sorted, with their rules.
func prints(res *Result) []string {
	var out []string
	for _, f := range res.Findings {
		out = append(out, f.Rule.ID+" "+f.Fingerprint)
	}
	slices.Sort(out)
	return out
}

// badExamples calls do with every rule's bad examples.
func badExamples(do func(rule *diag.Rule, e Example)) {
	for _, rule := range Rules() {
		for _, e := range Examples(rule.ID) {
			if e.Bad {
				do(rule, e)
			}
		}
	}
}

// inUnnamedEntries are rules about lists of which the entries have nothing to be
// known by; their findings are counted.
var inUnnamedEntries = []string{"mapping-rules-invalid", "mapping-template-invalid"}

// TestFingerprintsDiffer: findings of one example that say different things
// have different fingerprints; a rule that says several things of one place
// gives its findings a Key.
func TestFingerprintsDiffer(t *testing.T) {
	badExamples(func(rule *diag.Rule, e Example) {
		seen := map[string]string{}
		for _, f := range lintExample(t, rule, e).Findings {
			if f.Path == nil || slices.Contains(inUnnamedEntries, rule.ID) {
				continue // no value: a comment, a piece of broken text
			}
			if said, twice := seen[f.Fingerprint]; twice && said != f.Message {
				t.Errorf("%s bad/%s: one fingerprint for\n  %s\n  %s", rule.ID, e.Name, said, f.Message)
			}
			seen[f.Fingerprint] = f.Message
		}
	})
}

// ofTheOrder are rules that report the later of two, or the first of several,
// so that another order is another place.
var ofTheOrder = []string{
	"deprecated-feature", "dls-query-invalid", "duplicate-key-overridden", "duplicated-resources", "kibana-space-twice",
	"field-exception-sub-fields", "mapping-rules-invalid", "mutually-exclusive-sub-features", "redundant-entry", "redundant-privilege", "sub-feature-without-feature",
}

// TestFingerprintsStay: lines before, another folder, and entries in another
// order change no fingerprint.
func TestFingerprintsStay(t *testing.T) {
	badExamples(func(rule *diag.Rule, e Example) {
		before := prints(lintExample(t, rule, e))
		changed := func(name, text string) []string {
			e := e
			e.Name, e.Text = name, text
			return prints(lintExample(t, rule, e))
		}
		if after := changed("moved/to/"+e.Name, "\n\n"+e.Text); !strings.HasPrefix(e.Text, "\ufeff") && !slices.Equal(before, after) {
			t.Errorf("%s bad/%s: %v, and moved %v", rule.ID, e.Name, before, after)
		}
		file := source.Parse(e.Name, []byte(e.Text), source.Limits{})
		if file.Err != nil || len(file.Docs) != 1 || slices.Contains(ofTheOrder, rule.ID) {
			return
		}
		same, other := changed(e.Name, rendered(file.Docs[0], false)), changed(e.Name, rendered(file.Docs[0], true))
		if !slices.Equal(same, other) {
			t.Errorf("%s bad/%s: %v, and in another order %v", rule.ID, e.Name, same, other)
		}
	})
}

// rendered writes a value as JSON, each entry of a list and object on a line of
// its own; reversed, in the opposite order.
func rendered(n *source.Node, reversed bool) string {
	var b bytes.Buffer
	render(&b, n, reversed)
	return b.String()
}

func render(b *bytes.Buffer, n *source.Node, reversed bool) {
	switch n.Kind {
	case source.Object, source.Array:
		brackets := map[source.Kind]string{source.Object: "{}", source.Array: "[]"}[n.Kind]
		children := slices.Clone(n.Children)
		if reversed {
			slices.Reverse(children)
		}
		b.WriteByte(brackets[0])
		for i, c := range children {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
			if n.Kind == source.Object {
				fmt.Fprintf(b, "%q: ", c.Name)
			}
			render(b, c, reversed)
		}
		b.WriteByte(brackets[1])
	case source.String:
		text, _ := json.Marshal(n.Text)
		b.Write(text)
	case source.Null:
		b.WriteString("null")
	default:
		b.WriteString(n.Text)
	}
}
