package lint

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
)

// sameRole is one role in every notation and spelling. It has a misspelt
// feature, one that is deprecated, an unknown privilege of a feature, cases
// without connectors, an unknown index privilege, and a name with a comma.
var sameRole = []struct{ name, text string }{
	{"soc.json", `{
  "elasticsearch": {
    "cluster": ["monitor"],
    "indices": [{"names": ["logs-*,metrics-*"], "privileges": ["reed"]}]
  },
  "kibana": [{
    "spaces": ["soc"],
    "feature": {"generalCaseV3": ["all"], "generalCasesV3": ["all"], "dashboard": ["read"], "slo": ["write"]}
  }]
}`},
	{"soc.yml", `elasticsearch:
  cluster:
    - monitor
  indices:
    - names:
        - logs-*,metrics-*
      privileges:
        - reed
kibana:
  - spaces:
      - soc
    feature:
      generalCaseV3:
        - all
      generalCasesV3:
        - all
      dashboard:
        - read
      slo:
        - write
`},
	{"soc.yaml", `elasticsearch: {cluster: [monitor], indices: [{names: ["logs-*,metrics-*"], privileges: [reed]}]}
kibana: [{spaces: [soc], feature: {generalCaseV3: [all], generalCasesV3: [all], dashboard: [read], slo: [write]}}]
`},
	{"soc.yml", `x: &all [all]
elasticsearch:
  cluster: [monitor]
  indices:
    - &logs
      names: ["logs-*,metrics-*"]
      privileges: [reed]
kibana:
  - spaces: [soc]
    feature: &features
      generalCaseV3: *all
      generalCasesV3: *all
      dashboard: [read]
      slo: [write]
`},
	{"soc.json", `{
  "cluster": ["monitor"],
  "indices": [{"names": ["logs-*,metrics-*"], "privileges": ["reed"]}],
  "applications": [{
    "application": "kibana-.kibana",
    "privileges": ["feature_generalCaseV3.all", "feature_generalCasesV3.all", "feature_dashboard.read", "feature_slo.write"],
    "resources": ["space:soc"]
  }]
}`},
}

// TestSameRoleSameFindings: the notation and the spelling of a role change
// nothing about its findings, and each points at the corresponding token.
func TestSameRoleSameFindings(t *testing.T) {
	var want string
	for i, c := range sameRole {
		res, err := Run(context.Background(), Options{Except: []string{"unknown-field"}}, []Input{{
			Name: c.name, Named: true, Read: func() ([]byte, error) { return []byte(c.text), nil },
		}})
		if err != nil || len(res.Errors) > 0 {
			t.Fatal(err, res.Errors)
		}
		var got strings.Builder
		for _, f := range res.Findings {
			token := c.text[f.Range.Start.Offset:f.Range.End.Offset]
			fmt.Fprintf(&got, "%s %s %s at %s\n", f.Severity, f.Rule.ID, f.Rule.Category, plainToken(token))
		}
		if i == 0 {
			want = got.String()
			if n := strings.Count(want, "\n"); n < 6 {
				t.Fatalf("only %d findings:\n%s", n, want)
			}
			continue
		}
		if got.String() != want {
			t.Errorf("%s, notation %d:\n%swant\n%s", c.name, i, got.String(), want)
		}
	}
}

// plainToken takes the quotes and the spelling off a token: a feature is its
// key in one spelling and a stored privilege in the other.
func plainToken(s string) string {
	s = strings.Trim(s, `"'`)
	if feature, ok := strings.CutPrefix(s, "feature_"); ok {
		s, _, _ = strings.Cut(feature, ".")
		if privilege, ok := strings.CutPrefix(feature, "slo."); ok {
			s = privilege
		}
	}
	return s
}

// TestDeterministic: any number of workers and processors gives the same.
func TestDeterministic(t *testing.T) {
	inputs := benchInputs(60)
	for i, c := range sameRole {
		inputs = append(inputs, Input{Name: fmt.Sprintf("%d-%s", i, c.name), Read: func() ([]byte, error) { return []byte(c.text), nil }})
	}
	var want string
	for i, workers := range []int{1, 2, 3, 8, 1, 16} {
		runtime.GOMAXPROCS(1 + i%3)
		res, err := Run(context.Background(), Options{Workers: workers}, inputs)
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprintf("%+v", shown(res))
		if i == 0 {
			want = got
		} else if got != want {
			t.Errorf("%d workers give another result", workers)
		}
	}
	runtime.GOMAXPROCS(runtime.NumCPU())
}

func shown(res *Result) []string {
	var out []string
	for _, f := range res.Findings {
		out = append(out, fmt.Sprintf("%s:%v %s %s %v", f.File, f.Range, f.Rule.ID, f.Message, f.Related))
	}
	return append(out, fmt.Sprintf("%+v %+v", res.Errors, res.Summary))
}

// TestCorpus runs everything over the real roles at hand, at several targets:
// no internal error, and every range inside its file.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/files/*")
	if len(files) == 0 {
		t.Skip("no corpus")
	}
	for _, args := range [][]string{{}, {"--stack", "8.17", "--license", "basic"}, {"--stack", "7.17"}, {"--deployment", "serverless"}, {"--as", "roles-yml"}, {"--as", "kibana"}} {
		opt, err := Example{Args: args}.Options(&diag.Rule{})
		if err != nil {
			t.Fatal(err)
		}
		opt.Only = nil
		var inputs []Input
		for _, name := range files {
			inputs = append(inputs, Input{Name: name, Read: func() ([]byte, error) { return os.ReadFile(name) }})
		}
		res, err := Run(context.Background(), opt, inputs)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range res.Errors {
			t.Errorf("%v: %s: %s", args, e.File, e.Message)
		}
		for _, f := range res.Findings {
			text, err := os.ReadFile(f.File)
			if err != nil {
				t.Fatal(err)
			}
			if s, e := f.Range.Start.Offset, f.Range.End.Offset; s < 0 || e < s || e > len(text) || s == e && s < len(text) && f.Rule.ID != "syntax-error" {
				t.Errorf("%v: %s: %s at %d-%d", args, f.File, f.Rule.ID, s, e)
			}
		}
	}
}
