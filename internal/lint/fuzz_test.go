package lint_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
	"github.com/rolelint/rolelint/internal/suppress"
)

// FuzzLint runs all rules over any bytes: nothing goes wrong inside, every
// place is in the file, and a second run finds the same.
func FuzzLint(f *testing.F) {
	for _, r := range lint.Rules() {
		for _, e := range lint.Examples(r.ID) {
			f.Add([]byte(e.Text), strings.HasSuffix(e.Name, ".json"), uint8(0))
		}
	}
	for _, comment := range []string{"# rolelint:ignore unknown-feature, x until 2026-01-01 -- y\n", "/* rolelint:ignore */", "# rolelint-disable", "// rolelint:ignore -- \ufeff\n"} {
		f.Add([]byte(comment+"{kibana: ["+comment+"{feature: {a: [all]}}, "+comment+"]}"+comment), true, uint8(0))
		f.Add([]byte("a:\n"+comment+"  cluster: [a] "+comment+"b: {metadata: {rolelint: {ignore: [{rule: x, path: 'a[0'}, 1]}}}\n"), false, uint8(6))
	}
	names := append([]string{""}, role.FormatNames()...)
	f.Fuzz(func(t *testing.T, src []byte, asJSON bool, as uint8) {
		if len(src) > 1<<16 {
			return
		}
		name := "role.yml"
		if asJSON {
			name = "role.json"
		}
		formats, _ := role.FormatsByName(names[int(as)%len(names)])
		lintIt := func(all bool) *lint.Result {
			result, err := lint.Run(context.Background(), lint.Options{Formats: formats, NoSuppress: all, Today: "2026-01-31"}, []lint.Input{{
				Name: name, Named: true, Read: func() ([]byte, error) { return slices.Clone(src), nil },
			}})
			if err != nil {
				t.Fatal(err)
			}
			return result
		}
		first := lintIt(false)
		for _, e := range first.Errors {
			if strings.HasPrefix(e.Message, "internal error") {
				t.Error(e.Message)
			}
			if e.File == name && e.Range != nil {
				inside(t, e.Message, src, *e.Range)
			}
		}
		for _, found := range first.Findings {
			inside(t, found.Rule.ID, src, found.Range)
			for _, related := range found.Related {
				inside(t, found.Rule.ID, src, related.Range)
			}
			if found.Message == "" || found.Severity < diag.Info {
				t.Errorf("%s: severity %v, message %q", found.Rule.ID, found.Severity, found.Message)
			}
		}
		if all := counted(lintIt(true)); !slices.Equal(counted(first), all) {
			t.Errorf("found %v, and with what is suppressed %v", counted(first), all)
		}
		if second := lintIt(false); !reflect.DeepEqual(first, second) {
			t.Errorf("a second run differs:\n%+v\n%+v", first, second)
		}
	})
}

// counted returns the findings but those about suppressions.
func counted(result *lint.Result) []string {
	var out []string
	for _, f := range result.Findings {
		if !suppress.Always(f.Rule.ID) {
			out = append(out, f.Rule.ID+" "+f.Fingerprint+" "+f.Message)
		}
	}
	return out
}

// inside reports a range that is not in the text, or whose lines and columns
// are not those of its offsets.
func inside(t *testing.T, what string, src []byte, r source.Range) {
	t.Helper()
	if r.Start.Offset < 0 || r.End.Offset < r.Start.Offset || r.End.Offset > len(src) {
		t.Errorf("%s: range %+v of %d bytes", what, r, len(src))
		return
	}
	f := source.File{Src: src}
	if r.Start != f.Position(r.Start.Offset) || r.End != f.Position(r.End.Offset) {
		t.Errorf("%s: range %+v, want %+v to %+v", what, r, f.Position(r.Start.Offset), f.Position(r.End.Offset))
	}
}
