package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func setOf(t *testing.T, text string) *access.Set {
	t.Helper()
	f := role.Decode(source.Parse("role.json", []byte(text), source.Limits{}), role.Options{})
	if len(f.Roles) == 0 {
		t.Fatalf("no role in %s", text)
	}
	s, err := access.Of(catalog.Default(), f.Roles...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// indicesBody makes a role of indices entries.
func indicesBody(entries ...string) string {
	return `{"cluster":[],"indices":[` + strings.Join(entries, ",") + `]}`
}

func entry(names, privileges string, more ...string) string {
	quoted := func(list string) string { return `"` + strings.Join(strings.Fields(list), `","`) + `"` }
	return fmt.Sprintf(`{"names":[%s],"privileges":[%s]%s}`, quoted(names), quoted(privileges), strings.Join(more, ""))
}

func show(changes []access.Change, unknown []access.Unknown) string {
	var b strings.Builder
	for _, c := range changes {
		w := c.Witness
		fmt.Fprintf(&b, "%s [%s %s %s %s %s", c.Summary, w.Index, w.Action, w.Space, w.Feature, w.Privilege)
		if w.Field != "" {
			b.WriteString(" field " + w.Field)
		}
		if w.Documents != "" {
			b.WriteString(" documents " + w.Documents)
		}
		b.WriteString("]\n")
	}
	for _, u := range unknown {
		b.WriteString("unknown: " + u.Reason + "\n")
	}
	return b.String()
}

func TestKnownDifferences(t *testing.T) {
	for _, c := range []struct {
		title         string
		before, after string
		gained, lost  string // parts; empty: proved none
	}{
		{"regex pair is a wildcard",
			indicesBody(entry("logs-*", "read")),
			indicesBody(entry("/logs-(a|b).*/", "read"), entry("/logs-~((a|b).*)/", "read")), "", ""},
		{"one of them alone is less",
			indicesBody(entry("logs-*", "read")),
			indicesBody(entry("/logs-(a|b).*/", "read")), "", "read on logs-* [logs- indices:"},
		{"complement against a prefix",
			indicesBody(entry("filebeat-*", "read")),
			indicesBody(entry(`/@&~(\\.kibana.*|filebeat-ess-.*)/`, "read")), "read on", "[filebeat-ess- "},
		{"an entry split in two",
			indicesBody(entry("a-* b-*", "read write")),
			indicesBody(entry("b-*", "write read"), entry("a-*", "read write")), "", ""},
		{"an entry moved into a block that writes",
			indicesBody(entry("a-* b-*", "read"), entry("c-*", "read write")),
			indicesBody(entry("a-*", "read"), entry("c-* b-*", "read write")), "write on b-* [b-", ""},
		{"only the names that are new are told",
			indicesBody(entry("a-* b-*", "read")),
			indicesBody(entry("a-* b-* c-* b-1", "read")), "read on c-* [c- indices:", ""},
		{"write stands for index, create, delete",
			indicesBody(entry("a", "index create delete create_doc")),
			indicesBody(entry("a", "write")), "write on a [a indices:admin/mapping/auto_put", ""},
		{"a name that cannot exist is no difference",
			indicesBody(entry("logs-*", "read")),
			indicesBody(entry("logs-* -foo* _bar* a,b", "read")), "", ""},
		{"restricted names only with the flag",
			indicesBody(entry("*", "read")),
			indicesBody(entry("*", "read", `,"allow_restricted_indices":true`)), "read on * (restricted indices) [.", ""},
		{"a restricted name without the flag is nothing",
			indicesBody(entry("a", "read")),
			indicesBody(entry("a .kibana_1", "read")), "", ""},
		{"a query that a sibling lifts",
			indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`)),
			indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`), entry("a", "view_index_metadata")),
			"all documents", ""},
		{"the same query in another layout",
			indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`)),
			indicesBody(entry("a", "read", `,"query":"{ \"term\" : {\"x\":1} }"`)), "", ""},
		{"another query",
			indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`)),
			indicesBody(entry("a", "read", `,"query":{"term":{"x":2}}`)), "unknown: the document queries", "unknown: the document queries"},
		{"a query is taken away",
			indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`)),
			indicesBody(entry("a", "read")), "all documents [a", ""},
		{"fewer fields",
			indicesBody(entry("a", "read")),
			indicesBody(entry("a", "read", `,"field_security":{"grant":["*"],"except":["secret.*"]}`)), "", "field secret."},
		{"fields by two entries",
			indicesBody(entry("a-*", "read", `,"field_security":{"grant":["x*","y*"]}`)),
			indicesBody(entry("a-*", "read", `,"field_security":{"grant":["x*"]}`), entry("a-* b", "read", `,"field_security":{"grant":["y*"]}`)), "read on b [b", ""},
		{"failure store",
			indicesBody(entry("a", "read")),
			indicesBody(entry("a", "read read_failure_store")), "read_failure_store on a", ""},
		{"none first voids the role's only entry",
			indicesBody(entry("a", "none read")),
			indicesBody(), "", ""},
		{"case of privileges",
			indicesBody(entry("a", "READ")), indicesBody(entry("a", "read")), "", ""},
		{"cluster",
			`{"cluster":["monitor"],"indices":[]}`, `{"cluster":["manage"],"indices":[]}`, "cluster privilege manage", ""},
		{"cluster, implied",
			`{"cluster":["monitor"],"indices":[]}`, `{"cluster":["monitor","monitor_ml"],"indices":[]}`, "", ""},
		{"all API keys for one's own",
			`{"cluster":["manage_own_api_key"],"indices":[]}`, `{"cluster":["manage_api_key"],"indices":[]}`, "cluster privilege manage_api_key", ""},
		{"one's own API keys are within all",
			`{"cluster":["manage_api_key"],"indices":[]}`, `{"cluster":["manage_api_key","manage_own_api_key"],"indices":[]}`, "", ""},
		{"run as", `{"cluster":[],"run_as":["a*"]}`, `{"cluster":[],"run_as":["a*","ab"]}`, "", ""},
		{"run as, wider", `{"cluster":[],"run_as":["a"]}`, `{"cluster":[],"run_as":["a*"]}`, "run as a*", ""},
		{"application",
			`{"cluster":[],"applications":[{"application":"app","privileges":["read"],"resources":["x"]}]}`,
			`{"cluster":[],"applications":[{"application":"app","privileges":["read"],"resources":["x","y"]}]}`, "read of application app", ""},
		{"both spellings",
			`{"kibana":[{"spaces":["a"],"feature":{"discover_v2":["all"]}}]}`,
			`{"cluster":[],"applications":[{"application":"kibana-.kibana","privileges":["feature_discover_v2.all"],"resources":["space:a"]}]}`, "", ""},
		{"a deprecated feature and its replacement",
			`{"kibana":[{"spaces":["a"],"feature":{"discover":["all"]}}]}`,
			`{"kibana":[{"spaces":["a"],"feature":{"discover_v2":["all"],"savedQueryManagement":["all"]}}]}`, "", ""},
		{"minimal_all of Cases loses from V1 to V3",
			`{"kibana":[{"spaces":["a"],"feature":{"generalCases":["minimal_all"]}}]}`,
			`{"kibana":[{"spaces":["a"],"feature":{"generalCasesV3":["minimal_all"]}}]}`, "", "generalCasesV3: case_reopen"},
		{"base all on every listed space is not base all",
			`{"kibana":[{"spaces":["*"],"base":["all"]}]}`,
			`{"kibana":[{"spaces":["a","b"],"base":["all"]}]}`, "", "base all in all spaces: managing spaces and global settings"},
		{"base read on every listed space is not base read",
			`{"kibana":[{"spaces":["*"],"base":["read"]}]}`,
			`{"kibana":[{"spaces":["a","b"],"base":["read"]}]}`, "", "base read in all spaces: seeing global settings and unencrypted telemetry"},
		{"a space that * covers already",
			`{"kibana":[{"spaces":["*"],"base":["read"]}]}`,
			`{"kibana":[{"spaces":["*"],"base":["read"]},{"spaces":["a"],"feature":{"discover_v2":["read"]}}]}`, "", ""},
		{"global",
			`{"cluster":[],"indices":[],"global":{"application":{"manage":{"applications":["a-*"]}}}}`,
			`{"cluster":[],"indices":[],"global":{"application":{"manage":{"applications":["*"]}}}}`, "global application.manage on *", ""},
		{"remote indices",
			`{"cluster":[],"remote_indices":[{"clusters":["eu"],"names":["a"],"privileges":["read"]}]}`,
			`{"cluster":[],"remote_indices":[{"clusters":["eu","us"],"names":["a"],"privileges":["read"]}]}`, "of remote clusters eu, us", ""},
	} {
		before, after := setOf(t, c.before), setOf(t, c.after)
		gained, lost := show(after.Uncovered(before)), show(before.Uncovered(after))
		if c.gained == "" && gained != "" || !strings.Contains(gained, c.gained) {
			t.Errorf("%s: gained %q, want %q", c.title, gained, c.gained)
		}
		if c.lost == "" && lost != "" || !strings.Contains(lost, c.lost) {
			t.Errorf("%s: lost %q, want %q", c.title, lost, c.lost)
		}
	}
}
