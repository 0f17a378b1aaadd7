package role

import (
	"testing"

	"github.com/rolelint/rolelint/internal/source"
)

// A role that is read from its own normalised tree is the same role, whatever
// it was written in.
func TestFromTree(t *testing.T) {
	for _, text := range []string{
		`{"elasticsearch": {"cluster": ["monitor"], "indices": [{"names": ["logs-*"], "privileges": ["read"], "query": "{\"match_all\": {}}", "field_security": {"grant": ["a"], "except": ["b"]}}], "run_as": ["x"]},
		  "kibana": [{"spaces": ["soc"], "base": [], "feature": {"discover": ["all"]}}]}`,
		`{"cluster": ["all"], "indices": [{"names": "logs", "privileges": ["read"], "allow_restricted_indices": true}],
		  "applications": [{"application": "kibana-.kibana", "privileges": ["feature_discover.all", "space_read"], "resources": ["space:soc"]}, {"application": "mine", "privileges": ["a"], "resources": ["*"]}],
		  "remote_indices": [{"clusters": ["c"], "names": ["a"], "privileges": ["read"]}], "remote_cluster": [{"clusters": ["c"], "privileges": ["monitor_enrich"]}],
		  "global": {"application": {"manage": {"applications": ["a"]}}}}`,
	} {
		f := Decode(source.Parse("role.json", []byte(text), source.Limits{}), Options{})
		if len(f.Roles) != 1 {
			t.Fatalf("%d roles in %s", len(f.Roles), text)
		}
		want := f.Roles[0]
		got := FromTree(want.Tree)
		if a, b := show(want.Tree), show(got.Tree); a != b {
			t.Errorf("%s\n is %s\nnot %s", text, b, a)
		}
		if got.Name != "role" || len(got.Indices) != len(want.Indices) || len(got.KibanaEntries) != len(want.KibanaEntries) {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

// Bodies of both APIs are read as well.
func TestFromTreeOfBodies(t *testing.T) {
	for _, text := range []string{
		`{"elasticsearch": {"cluster": ["monitor"]}, "kibana": [{"spaces": ["soc"], "feature": {"discover": ["all"]}}]}`,
		`{"cluster": ["monitor"], "kibana": [{"spaces": ["soc"], "feature": {"discover": ["all"]}}]}`,
		`{"cluster": ["monitor"], "applications": [{"application": "kibana-.kibana", "privileges": ["feature_discover.all"], "resources": ["space:soc"]}]}`,
	} {
		r := FromTree(source.Parse("role.json", []byte(text), source.Limits{}).Docs[0])
		if len(r.Cluster) != 1 || len(r.KibanaEntries) != 1 || r.KibanaEntries[0].Spaces[0].Value != "soc" || r.KibanaEntries[0].Features[0].ID != "discover" {
			t.Errorf("%s: %+v", text, r)
		}
	}
}

// show writes a tree in a line.
func show(n *source.Node) string {
	switch n.Kind {
	case source.Object, source.Array:
		s := "["
		for _, c := range n.Children {
			s += c.Name + ":" + show(c) + " "
		}
		return s + "]"
	}
	return n.Text
}
