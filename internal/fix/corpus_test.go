package fix_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/fix"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// corpus holds real role files from public repositories; it is not part of the
// project.
const corpus = "../../../shared/corpus/files/*"

// TestCorpus fixes real files: every fix does what it says, every file still
// parses, safe fixes leave access equal, and fixing again changes nothing.
func TestCorpus(t *testing.T) {
	names, _ := filepath.Glob(corpus)
	if len(names) == 0 {
		t.Skip("no corpus here")
	}
	for _, unsafe := range []bool{false, true} {
		fixed := corpusFixed(t, names, unsafe)
		t.Logf("unsafe %v: %d files fixed", unsafe, len(fixed))
		if len(fixed) == 0 {
			t.Error("nothing was fixed")
		}
		again := map[string][]byte{}
		var twice []string
		for _, f := range fixed {
			if f.Unsettled {
				t.Errorf("%s: not settled", f.Name)
			}
			for _, r := range f.Refused { // an error that another error hides is no fault of ours
				if t.Logf("%s: %s (%s): %s", f.Name, r.Rule.ID, r.Title, r.Why); r.Why != "another error would come of it" {
					t.Fail()
				}
			}
			again[f.Name] = f.After
			twice = append(twice, f.Name)
			before, after := decode(f.Name, f.Before), decode(f.Name, f.After)
			if before.Err == nil && after.Err != nil {
				t.Errorf("%s: %s", f.Name, after.Err.Msg)
			}
			if !unsafe {
				checkEqual(t, before, after)
			}
		}
		for _, f := range fixTexts(t, twice, unsafe, func(name string) []byte { return again[name] }) {
			if f.Changed() {
				t.Errorf("%s: fixing it again changes it again", f.Name)
			}
		}
	}
}

func corpusFixed(t *testing.T, names []string, unsafe bool) (changed []fix.File) {
	for _, f := range fixTexts(t, names, unsafe, func(name string) []byte {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}) {
		if f.Changed() || f.Unsettled || len(f.Refused) > 0 {
			changed = append(changed, f)
		}
	}
	return changed
}

func fixTexts(t *testing.T, names []string, unsafe bool, text func(string) []byte) []fix.File {
	t.Helper()
	var sources []fix.Source
	var inputs []lint.Input
	for _, name := range names {
		src := text(name)
		in := lint.Input{Name: name, Read: func() ([]byte, error) { return src, nil }}
		inputs, sources = append(inputs, in), append(sources, fix.Source{Input: in, Text: src})
	}
	result, err := lint.Run(context.Background(), lint.Options{}, inputs)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fix.Run(context.Background(), fix.Options{Unsafe: unsafe}, sources, result)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func decode(name string, text []byte) *source.File { return source.Parse(name, text, source.Limits{}) }

// checkEqual compares the roles of two texts by name.
func checkEqual(t *testing.T, before, after *source.File) {
	t.Helper()
	side := func(f *source.File) *diff.Side {
		s := &diff.Side{Target: lint.Options{}.Target.WithDefaults()}
		for _, r := range role.Decode(f, role.Options{}).Roles {
			s.Roles = append(s.Roles, diff.Loaded{Role: r, File: f})
		}
		return s
	}
	res := diff.Compare(side(before), side(after))
	for i := range res.Roles {
		if r := &res.Roles[i]; r.Rewritten && r.Verdict != diff.Equal {
			t.Errorf("%s: role %s is %s", before.Name, r.Name, r.Verdict)
		}
	}
}
