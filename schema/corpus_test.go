package schema

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// corpus holds real role files from public repositories; it is not part of the
// project.
const corpus = "../../shared/corpus/files"

// Findings on real files are few and the same on every run. They are logged to
// be read (go test -v -run Corpus).
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob(corpus + "/*")
	if len(files) == 0 {
		t.Skip("no corpus here")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := source.Parse(name, text, source.Limits{})
		decoded := role.Decode(f, role.Options{})
		run := func() (found []diag.Finding) {
			CheckFile(decoded, catalog.Default(), func(d diag.Finding) { found = append(found, d) })
			for _, r := range decoded.Roles {
				Check(decoded, r, catalog.Default(), func(d diag.Finding) { found = append(found, d) })
			}
			return found
		}
		first, second := run(), run()
		if len(first) != len(second) {
			t.Errorf("%s: %d findings, then %d", name, len(first), len(second))
		}
		for i, d := range first {
			p := f.Position(start(d.Place))
			t.Logf("%s:%d:%d: %s: %s [%s]", filepath.Base(name), p.Line, p.Column, d.Severity, d.Message, d.Rule.ID)
			if i < len(second) && second[i].Message != d.Message {
				t.Errorf("%s: then %s", name, second[i].Message)
			}
		}
	}
}
