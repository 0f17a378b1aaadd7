package access_test

import (
	"slices"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
)

// What is no privilege, or none, grants nothing and is not listed; raw actions
// and privileges whose actions are not established are.
func TestGrantedListsWhatGrants(t *testing.T) {
	lines := setOf(t, `{"cluster": ["monitor", "monitr", "cluster:admin/ilm/start", "manage_own_api_key"], "indices": [
		{"names": ["a"], "privileges": ["reed"]},
		{"names": ["b"], "privileges": ["none", "read"]}]}`).Granted()
	var got [][]string
	for _, line := range lines {
		got = append(got, append([]string{string(line.Kind)}, line.Privileges...))
	}
	want := [][]string{
		{string(access.IndexKind), "read"},
		{string(access.ClusterKind), "monitor", "cluster:admin/ilm/start", "manage_own_api_key"},
	}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("%q, want %q", got, want)
	}
}
