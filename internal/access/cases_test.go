package access_test

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func setAt(t *testing.T, target catalog.Target, text string) *access.Set {
	t.Helper()
	f := role.Decode(source.Parse("role.json", []byte(text), source.Limits{}), role.Options{})
	s, err := access.Of(target, f.Roles...)
	if err != nil || len(f.Roles) == 0 {
		t.Fatalf("%v in %s", err, text)
	}
	return s
}

func applications(resource string, privileges ...string) string {
	return `{"cluster":[],"applications":[{"application":"kibana-.kibana","privileges":["` + strings.Join(privileges, `","`) + `"],"resources":["` + resource + `"]}]}`
}

func kibanaBody(entry string) string { return `{"kibana":[` + entry + `]}` }

func remoteBody(entries ...string) string {
	return `{"cluster":[],"remote_indices":[` + strings.Join(entries, ",") + `]}`
}

// What mine has and theirs has not: a part of it, "" for a proof that there is
// nothing, "unknown: …" for what is not decided.
func TestKnownCases(t *testing.T) {
	var (
		now    = catalog.Default()
		at8    = catalog.Default()
		before = catalog.Default()
	)
	at8.Stack, before.Stack = catalog.V(8, 10), catalog.V(7, 17)
	for _, c := range []struct {
		title        string
		target       catalog.Target
		mine, theirs string
		want         string
	}{
		{"all can do what read can", now, kibanaBody(`{"spaces":["a"],"feature":{"discover_v2":["read"]}}`), kibanaBody(`{"spaces":["a"],"feature":{"discover_v2":["all"]}}`), ""},
		{"a gain is said once, by the strongest", now, kibanaBody(`{"spaces":["a"],"feature":{"discover_v2":["all"]}}`), kibanaBody(`{"spaces":["a"],"feature":{"maps_v2":["all"]}}`), "discover_v2: all in space a"},
		{"every action is more than base all", now, applications("*", "*"), applications("*", "all"), "every Kibana action in all spaces"},
		{"every action of a space covers its features", now, kibanaBody(`{"spaces":["a"],"feature":{"siemV5":["endpoint_list_all"]}}`), applications("space:a", "*"), ""},
		{"a superuser's application covers Kibana", now, kibanaBody(`{"spaces":["*"],"base":["all"]}`), `{"cluster":[],"applications":[{"application":"*","privileges":["*"],"resources":["*"]}]}`, ""},
		{"base all leaves out what features exclude", now, kibanaBody(`{"spaces":["*"],"feature":{"siemV5":["endpoint_list_all"]}}`), kibanaBody(`{"spaces":["*"],"base":["all"]}`), "siemV5: endpoint_list_all"},
		{"space_all is not all", now, applications("*", "all"), applications("*", "space_all"), "managing spaces"},
		{"a resource that is a pattern", now, applications("space:a*", "space_all"), applications("space:b", "space_all"), "unknown: the resource"},
		{"the same resource that is a pattern", now, applications("space:a*", "space_all"), applications("space:a*", "space_all"), ""},
		{"what a pattern covers", now, applications("space:ab", "space_all"), applications("space:a*", "space_all"), "unknown: the resource"},
		{"a raw action of Kibana", now, applications("*", "api:x"), applications("*", "read"), "api:x of application kibana-.kibana"},
		{"a raw action within every action", now, applications("*", "api:x"), applications("*", "*"), ""},
		{"a reserved privilege", now, applications("*", "reserved_ml_user"), applications("*", "read"), "reserved_ml_user"},
		{"a stored privilege that no Kibana has", now, applications("*", "nothing"), applications("*", "read"), ""},

		{"create_doc updates mappings of plain indices", now, indicesBody(entry("a", "create_doc")), indicesBody(entry("a", "indices:data/write/*")), "create_doc on a [a indices:admin/mapping/"},
		{"failure stores came later", at8, indicesBody(entry("a", "all")), indicesBody(entry("a", "indices:* internal:transport/proxy/indices:*")), ""},
		{"failure stores", now, indicesBody(entry("a", "all")), indicesBody(entry("a", "indices:* internal:transport/proxy/indices:*")), "all on a"},
		{"a name that may be restricted", now, indicesBody(entry(".my-*", "read", `,"allow_restricted_indices":true`)), indicesBody(entry(".my-*", "read")), "unknown: allow_restricted_indices on .my-*"},
		{"a name that cannot be restricted", now, indicesBody(entry("logs-*", "read", `,"allow_restricted_indices":true`)), indicesBody(entry("logs-*", "read")), ""},
		{"a name that is", now, indicesBody(entry(".kibana*", "read", `,"allow_restricted_indices":true`)), indicesBody(entry(".kibana*", "read")), "(restricted indices) [.kibana"},
		{"before 8.0 it was not", before, indicesBody(entry(".kibana*", "read", `,"allow_restricted_indices":true`)), indicesBody(entry(".kibana*", "read")), ""},
		{"before 8.0 the flag was not needed", before, indicesBody(entry(".kibana", "read")), indicesBody(entry("a", "read")), "read on .kibana"},
		{"since 8.0 it is", at8, indicesBody(entry(".kibana", "read")), indicesBody(entry("a", "read")), ""},

		{"every document is match_all to reads", now, indicesBody(entry("a", "read")), indicesBody(entry("a", "read", `,"query":{"match_all":{}}`)), ""},
		{"a query stops updates", now, indicesBody(entry("a", "write")), indicesBody(entry("a", "write", `,"query":{"match_all":{}}`)), "write on a: all documents [a indices:data/write/"},
		{"but another one does not", now, indicesBody(entry("a", "write", `,"query":{"term":{"x":1}}`)), indicesBody(entry("a", "write", `,"query":{"term":{"x":2}}`)), ""},
		{"a query does not matter to what has no documents", now, indicesBody(entry("a", "delete_index")), indicesBody(entry("a", "delete_index", `,"query":{"term":{"x":1}}`)), ""},
		{"fields are not of indices deleted", now, indicesBody(entry("a", "delete_index")), indicesBody(entry("a", "delete_index", `,"field_security":{"grant":["x"]}`)), ""},
		{"fields of mappings", now, indicesBody(entry("a", "view_index_metadata")), indicesBody(entry("a", "view_index_metadata", `,"field_security":{"grant":["x"]}`)), "view_index_metadata on a: fields such as a"},
		{"metadata fields by their own rules", now, indicesBody(entry("a", "read", `,"field_security":{"grant":["x","_y"]}`)), indicesBody(entry("a", "read", `,"field_security":{"grant":["x"]}`)), `unknown: fields that begin with "_"`},
		{"fields are read with escapes", now, indicesBody(entry("a", "read", `,"field_security":{"grant":["a.b"]}`)), indicesBody(entry("a", "read", `,"field_security":{"grant":["a\\.b"]}`)), ""},
		{"text after a query", now, indicesBody(entry("a", "read", `,"query":"{\"term\":{\"x\":1}} {}"`)), indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`)), "unknown: the document queries"},
		{"names longer than any index", now, indicesBody(entry(strings.Repeat("a", 256), "read")), indicesBody(entry("a", "read")), ""},

		{"queries of another cluster do not count", now,
			remoteBody(`{"clusters":["eu"],"names":["a"],"privileges":["read"]}`),
			remoteBody(`{"clusters":["eu"],"names":["a"],"privileges":["read"],"query":{"term":{"x":1}}}`, `{"clusters":["us"],"names":["a"],"privileges":["read"]}`), "all documents"},
		{"clusters together", now,
			remoteBody(`{"clusters":["*"],"names":["a"],"privileges":["read"]}`),
			remoteBody(`{"clusters":["e*"],"names":["a"],"privileges":["read"]}`, `{"clusters":["/~(e.*)/"],"names":["a","b"],"privileges":["read"]}`), ""},
		{"no cluster is called nothing", now,
			remoteBody(`{"clusters":["*"],"names":["a"],"privileges":["read"]}`),
			remoteBody(`{"clusters":["?*"],"names":["a"],"privileges":["read"]}`), ""},
	} {
		got := show(setAt(t, c.target, c.mine).Uncovered(setAt(t, c.target, c.theirs)))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.title, got, c.want)
		}
		if strings.Count(got, "\n") > 1 {
			t.Errorf("%s: more than one line: %q", c.title, got)
		}
	}
}

// The place of a change is what brings it about: here the entry that lifts the
// query.
func TestPlaceOfLiftedQuery(t *testing.T) {
	before := setOf(t, indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`)))
	after := setOf(t, indicesBody(entry("a", "read", `,"query":{"term":{"x":1}}`), entry("a", "view_index_metadata")))
	changes, _ := after.Uncovered(before)
	lifted := false
	for _, c := range changes {
		if c.Witness.Documents == "all" {
			lifted = true
			if c.At.Node.Index != 1 {
				t.Errorf("at entry %d, want 1", c.At.Node.Index)
			}
		}
	}
	if !lifted {
		t.Error("the lifted query is no change")
	}
}
