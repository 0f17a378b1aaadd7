package schema

import (
	"path"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// Each rule's examples give exactly the marked findings of that rule, and the
// bad ones no other finding that is not asked for by another rule's example.
func TestExamples(t *testing.T) {
	for _, r := range Rules {
		text, err := Examples.ReadFile("examples/" + r.ID + ".txtar")
		if err != nil {
			t.Error(err)
			continue
		}
		files := map[string]string{}
		archive := txtar.Parse(text)
		for _, f := range archive.Files {
			files[f.Name] = string(f.Data)
		}
		for _, f := range archive.Files {
			if ext := path.Ext(f.Name); ext == ".args" || ext == ".want" || ext == ".fixed" {
				continue
			}
			t.Run(r.ID+"/"+f.Name, func(t *testing.T) {
				checkExample(t, r, f.Name, string(f.Data), files[f.Name+".args"], files[f.Name+".want"])
			})
		}
	}
}

func checkExample(t *testing.T, r *diag.Rule, name, marked, args, want string) {
	target := catalog.Default()
	flags := strings.Fields(args)
	for i := 0; i+1 < len(flags); i += 2 {
		var err error
		switch flags[i] {
		case "--stack":
			target.Stack, err = catalog.ParseStack(flags[i+1])
		case "--deployment":
			target.Deployment, err = catalog.ParseDeployment(flags[i+1])
		default:
			t.Fatalf("unknown flag %s", flags[i])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	plain := strings.NewReplacer("«", "", "»", "").Replace(marked)
	var spans []source.Span
	var messages []string
	for _, d := range lint(t, path.Base(name), plain, target) {
		if d.Rule != r {
			if strings.HasPrefix(name, "good/") && name != "good/misspelt.json" {
				t.Errorf("also %s: %s", d.Rule.ID, d.Message)
			}
			continue
		}
		span := d.Node.Val
		if d.Part == diag.Key && !d.Node.Key.IsZero() {
			span = d.Node.Key
		}
		spans, messages = append(spans, span), append(messages, d.Message)
	}
	got := plain
	for i := len(spans) - 1; i >= 0; i-- {
		s := spans[i]
		got = got[:s.Start] + "«" + got[s.Start:s.End] + "»" + got[s.End:]
	}
	if got != marked {
		t.Errorf("findings at\n%s\nwant\n%s\n%s", got, marked, strings.Join(messages, "\n"))
	}
	if want = strings.TrimSpace(want); want == "" {
		return
	}
	parts := strings.Split(want, "\n")
	for i, message := range messages {
		if i >= len(parts) || !strings.Contains(message, parts[i]) {
			t.Errorf("message %d is\n%s\nwant %q", i, message, parts)
		}
	}
}
