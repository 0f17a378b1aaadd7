package fix_test

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/rolelint/rolelint/internal/fix"
	"github.com/rolelint/rolelint/internal/lint"
)

var update = flag.Bool("update", false, "rewrite the sections .fixed of the rules' examples")

// TestExamples fixes every bad example whose rule has a fix for it, by that
// rule alone: the result is the section .fixed to the byte, and it is due. It
// has none of the findings with fixes any more.
func TestExamples(t *testing.T) {
	fixes := 0
	for _, rule := range lint.Rules() {
		for _, e := range lint.Examples(rule.ID) {
			if !e.Bad {
				continue
			}
			opt, err := e.Options(rule)
			if err != nil {
				t.Fatal(err)
			}
			files := fixText(t, opt, true, e.Name, e.Text)
			got := ""
			if len(files) > 0 && offers(t, opt, rule.ID, e) {
				fixes++
				got = string(files[0].After)
				if files[0].Unsettled || !files[0].Changed() {
					t.Errorf("%s bad/%s: its fixes cannot be made", rule.ID, e.Name)
				}
				if again := fixText(t, opt, true, e.Name, got); len(again) > 0 && again[0].Changed() {
					t.Errorf("%s bad/%s: fixing it again changes it again:\n%s", rule.ID, e.Name, again[0].After)
				}
			}
			if got == e.Fixed {
				continue
			}
			if *update {
				writeFixed(t, rule.ID, e.Name, got)
				continue
			}
			t.Errorf("%s bad/%s fixed:\n%s\nwant:\n%s", rule.ID, e.Name, got, e.Fixed)
		}
	}
	if fixes < 40 {
		t.Errorf("only %d examples have fixes", fixes)
	}
}

// TestSeveralRoles: every role of a file is fixed, in each format that holds
// several, and what is beside them stays.
func TestSeveralRoles(t *testing.T) {
	for name, text := range map[string]string{
		"roles.yml":   "a:\n  cluster: [monitor, none]\n\n# between\nb:\n  cluster:\n    - monitor\n    - none\nc: null\n",
		"map.json":    "{\"a\": {\"cluster\": [\"monitor\", \"none\"], \"indices\": []},\n \"b\": {\"cluster\": [\"monitor\", \"none\"], \"indices\": []}}",
		"list.ndjson": "{\"name\": \"a\", \"cluster\": [\"monitor\", \"none\"], \"indices\": []}\n{\"name\": \"b\", \"cluster\": [\"monitor\", \"none\"], \"indices\": []}\n",
		"docs.yaml":   "cluster: [monitor, none]\nindices: []\n---\ncluster: [monitor, none]\nindices: []\n",
	} {
		want := strings.NewReplacer(", none", "", "    - none\n", "", ", \"none\"", "").Replace(text)
		files := fixText(t, lint.Options{}, false, name, text)
		if len(files) != 1 || string(files[0].After) != want || len(files[0].Refused) > 0 {
			t.Errorf("%s: %+v\nwant\n%s", name, files, want)
		}
	}
}

// offers reports whether the rule itself has a fix for an example; those about
// the findings of others have these in their examples too.
func offers(t *testing.T, opt lint.Options, rule string, e lint.Example) bool {
	t.Helper()
	result, err := lint.Run(context.Background(), opt, []lint.Input{e.Input()})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(result.Findings, func(f lint.Finding) bool { return f.Rule.ID == rule && f.Fix != nil })
}

// fixText fixes one text; the result is empty where it has no fixes.
func fixText(t *testing.T, opt lint.Options, unsafe bool, name, text string) []fix.File {
	t.Helper()
	in := lint.Input{Name: name, Named: true, Read: func() ([]byte, error) { return []byte(text), nil }}
	result, err := lint.Run(context.Background(), opt, []lint.Input{in})
	if err != nil {
		t.Fatal(err)
	}
	files, err := fix.Run(context.Background(), fix.Options{Lint: opt, Unsafe: unsafe}, []fix.Source{{Input: in, Text: []byte(text)}}, result)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// writeFixed rewrites the section of an example in its archive.
func writeFixed(t *testing.T, rule, name, text string) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != rule+".txtar" || strings.Contains(path, "testdata") {
			return err
		}
		archive, err := txtar.ParseFile(path)
		if err != nil {
			return err
		}
		section := "bad/" + name + ".fixed"
		archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == section })
		at := 0
		for i, f := range archive.Files {
			if strings.HasPrefix(f.Name, "bad/"+name) {
				at = i + 1
			}
		}
		if text != "" {
			archive.Files = slices.Insert(archive.Files, at, txtar.File{Name: section, Data: []byte(text)})
		}
		return os.WriteFile(path, txtar.Format(archive), 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
}
