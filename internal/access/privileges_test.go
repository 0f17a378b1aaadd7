package access

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
)

func TestPrivilegesContain(t *testing.T) {
	for _, test := range []struct {
		cluster bool
		outer   string
		inner   string
		want    bool
	}{
		{false, "all", "read", true},
		{false, "read", "all", false},
		{false, "write", "create_doc", true},
		{false, "read,view_index_metadata", "read_cross_cluster", false},
		{false, "indices:data/read/,indices:admin/resolve", "read", true},
		{false, "read", "indices:data/read/search", true},
		{false, "read", "read_failure_store", false},
		{false, "all", "read_failure_store", true},
		{false, "manage", "view_index_metadata", true},
		{true, "manage_security", "manage_api_key", true},
		{true, "manage_own_api_key", "grant_api_key", false}, // of the user's own keys only
		{true, "manage_api_key", "manage_own_api_key", true},
		{true, "monitor", "manage", false},
		{true, "cluster:*", "monitor_ml", true},
		{true, "cluster:*", "monitor", false}, // it has actions on templates
	} {
		contain := IndexPrivilegesContain
		if test.cluster {
			contain = ClusterPrivilegesContain
		}
		if got, err := contain(catalog.Default(), strings.Split(test.outer, ","), test.inner); got != test.want || err != nil {
			t.Errorf("%s contain %s: %t %v", test.outer, test.inner, got, err)
		}
	}
}

func TestSharedRead(t *testing.T) {
	for _, test := range []struct {
		one, other []string
		want       string
	}{
		{[]string{"read"}, []string{"all"}, "indices:data/read/search"},
		{[]string{"read"}, nil, "indices:data/read/search"},
		{[]string{"read"}, []string{"view_index_metadata", "monitor", "write"}, ""},
		{[]string{"read"}, []string{"read_failure_store"}, ""},
		{[]string{"view_index_metadata"}, nil, ""},
		{[]string{"read"}, []string{"indices:data/read/get"}, "indices:data/read/get"},
	} {
		got, found, err := SharedRead(catalog.Default(), test.one, test.other)
		if err != nil || found != (test.want != "") || got != test.want {
			t.Errorf("%v and %v share %q, want %q %v", test.one, test.other, got, test.want, err)
		}
	}
}
