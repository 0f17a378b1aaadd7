package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// files makes a side of files, given as name and text.
func files(t *testing.T, single bool, namesAndTexts ...string) *diff.Side {
	t.Helper()
	s := &diff.Side{Title: "side", Target: catalog.Default(), Single: single}
	for i := 0; i < len(namesAndTexts); i += 2 {
		file := role.Decode(source.Parse(namesAndTexts[i], []byte(namesAndTexts[i+1]), source.Limits{}), role.Options{})
		for _, r := range file.Roles {
			s.Roles = append(s.Roles, diff.Loaded{Role: r, File: file.Source})
		}
	}
	return s
}

func verdicts(res *diff.Result) string {
	var out []string
	for i := range res.Roles {
		r := &res.Roles[i]
		out = append(out, fmt.Sprintf("%s=%s", r.Name, r.Verdict))
	}
	return string(res.Verdict) + ": " + strings.Join(out, " ")
}

const (
	reads      = `{"cluster":[],"indices":[{"names":["a"],"privileges":["read"]}]}`
	writes     = `{"cluster":[],"indices":[{"names":["a"],"privileges":["write"]}]}`
	readsMore  = `{"cluster":[],"indices":[{"names":["a*"],"privileges":["read"]}]}`
	asKibana   = `{"elasticsearch":{"indices":[{"names":["a"],"privileges":["read"]}]},"kibana":[]}`
	described  = `{"description":"what it is for","cluster":[],"indices":[{"names":["a"],"privileges":["read"]}]}`
	inRolesYML = "r:\n  cluster: []\n  indices:\n  - names: [a]\n    privileges: [read]\n"
	unrendered = `{"cluster":[],"indices":[{"names":["{{ x }}"],"privileges":["read"]}]}`
)

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, after *diff.Side
		want          string
	}{
		{"by name", files(t, false, "r.json", reads), files(t, false, "r.json", readsMore), "widened: r=widened"},
		{"in another file", files(t, false, "x/r.json", reads), files(t, false, "y/r.yml", reads), "equal: r=equal"},
		{"for the other API", files(t, false, "r.json", reads), files(t, false, "r.json", asKibana), "equal: r=equal"},
		{"in roles.yml it is another role", files(t, false, "r.json", reads), files(t, false, "roles.yml", inRolesYML), "changed: r=removed r=added"},
		{"two names", files(t, false, "r.json", reads), files(t, false, "s.json", reads), "changed: r=removed s=added"},
		{"two files of one role each", files(t, true, "r.json", reads), files(t, true, "s.json", reads), "equal: s=equal"},
		{"two clusters in one repository", files(t, false, "x/r.json", reads, "y/r.json", writes), files(t, false, "x/r.json", reads, "y/r.json", reads), "changed: r=equal r=changed"},
		{"nothing on either side", files(t, false), files(t, false), "equal: "},
		{"a placeholder", files(t, false, "r.json", reads), files(t, false, "r.json", unrendered), "unknown: r=unknown"},
		{"a placeholder that stays", files(t, false, "r.json", unrendered), files(t, false, "r.json", unrendered), "equal: r=equal"},
		{"a description", files(t, false, "r.json", reads), files(t, false, "r.json", described), "equal: r=equal"},
	} {
		if got := verdicts(diff.Compare(test.before, test.after)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestTwiceInOneFile(t *testing.T) {
	twice := files(t, false, "a.ndjson", `{"name":"r","elasticsearch":{"cluster":["monitor"]},"kibana":[]}`+"\n"+`{"name":"r","elasticsearch":{"cluster":["all"]},"kibana":[]}`)
	res := diff.Compare(twice, files(t, false))
	if len(res.Problems) != 1 || !strings.Contains(res.Problems[0].Message, `role "r" stands twice in this file, first in line 1`) || res.Problems[0].Location.Range.Start.Line != 2 {
		t.Errorf("%+v", res.Problems)
	}
}

func TestRewritten(t *testing.T) {
	for _, test := range []struct {
		after     string
		rewritten bool
	}{{reads, false}, {" " + strings.ReplaceAll(reads, ",", ",\n"), false}, {described, true}} {
		res := diff.Compare(files(t, false, "r.json", reads), files(t, false, "r.json", test.after))
		if r := &res.Roles[0]; r.Verdict != diff.Equal || r.Rewritten != test.rewritten {
			t.Errorf("%s: %s, rewritten %t", test.after, r.Verdict, r.Rewritten)
		}
	}
}

// What an upgrade changes: replaced features are the same access, features that
// the newer version adds are gained, names that become restricted are lost.
func TestUpgrade(t *testing.T) {
	for _, test := range []struct {
		from, to     string
		text         string
		gained, lost string
	}{
		{"8.17", "9.5", `{"kibana":[{"spaces":["a"],"feature":{"generalCasesV2":["all"]}}]}`, "", ""},
		{"8.17", "9.5", `{"kibana":[{"spaces":["a"],"feature":{"generalCasesV3":["all"]}}]}`, "generalCasesV3: all in space a", ""},
		{"7.17", "9.5", `{"cluster":[],"indices":[{"names":["*"],"privileges":["read"]}]}`, "", "read on * (restricted indices)"},
		{"7.17", "9.5", `{"cluster":[],"indices":[{"names":["logs-*"],"privileges":["read"]}]}`, "", ""},
		{"8.17", "9.5", `{"cluster":[],"indices":[{"names":["*"],"privileges":["read"]}]}`, "", ""},
	} {
		before, after := files(t, true, "r.json", test.text), files(t, true, "r.json", test.text)
		var err error
		if before.Target.Stack, err = catalog.ParseStack(test.from); err != nil {
			t.Fatal(err)
		}
		if after.Target.Stack, err = catalog.ParseStack(test.to); err != nil {
			t.Fatal(err)
		}
		r := diff.Compare(before, after).Roles[0]
		if got := summaries(r.Gained); got != test.gained {
			t.Errorf("%s..%s %s: gained %q, want %q", test.from, test.to, test.text, got, test.gained)
		}
		if got := summaries(r.Lost); got != test.lost {
			t.Errorf("%s..%s %s: lost %q, want %q", test.from, test.to, test.text, got, test.lost)
		}
	}
}

func summaries(changes []diff.Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, c.Summary)
	}
	return strings.Join(out, "; ")
}

// A textual difference applied to the one text is the other.
func TestTextual(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var entries []string
		for range 1 + random.IntN(12) {
			entries = append(entries, fmt.Sprintf(`{"names":["n%d"],"privileges":["p%d","q%d"]}`, random.IntN(6), random.IntN(3), random.IntN(3)))
		}
		return `{"cluster":["monitor"],"indices":[` + strings.Join(entries, ",") + `]}`
	}
	for range 300 {
		res := diff.Compare(files(t, true, "r.json", text()), files(t, true, "r.json", text()))
		r := &res.Roles[0]
		before, after := diff.Normalised(r.Before), diff.Normalised(r.After)
		got, next := []string(nil), 0
		for _, line := range r.Textual() {
			switch line.Sign {
			case '@':
				var from, fromCount, to, toCount int
				if _, err := fmt.Sscanf(line.Text, "@@ -%d,%d +%d,%d @@", &from, &fromCount, &to, &toCount); err != nil {
					t.Fatal(err)
				}
				got = append(got, before[next:from-1]...)
				next = from - 1
				if len(got) != to-1 {
					t.Fatalf("part at line %d of AFTER, want %d", len(got)+1, to)
				}
			case '+':
				got = append(got, line.Text)
			default:
				if before[next] != line.Text {
					t.Fatalf("line %d is %q, not %q", next+1, before[next], line.Text)
				}
				if next++; line.Sign == ' ' {
					got = append(got, line.Text)
				}
			}
		}
		if got = append(got, before[next:]...); !slices.Equal(got, after) {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(after, "\n"))
		}
	}
}

func TestNormalised(t *testing.T) {
	s := files(t, true, "r.json", `{"elasticsearch":{"cluster":["b","a","b"],"indices":[{"names":["x","*: y"],"privileges":[],"query":"{\"a\":\n1}","allow_restricted_indices":false}],"run_as":[]},"kibana":[{"spaces":["*"],"base":["all"],"feature":{}}],"metadata":{"n":1,"l":[1,{"a":null}]}}`)
	want := "metadata:\n  n: 1\n  l:\n    - 1\n    - a: null\ncluster:\n  - a\n  - b\nindices:\n  - names:\n      - \"*: y\"\n      - x\n    query: \"{\\\"a\\\":\\n1}\"\nkibana:\n  - spaces:\n      - \"*\"\n    base:\n      - all"
	if got := strings.Join(diff.Normalised(&s.Roles[0]), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
