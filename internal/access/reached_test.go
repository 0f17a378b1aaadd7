package access_test

import (
	"testing"

	"github.com/rolelint/rolelint/internal/access"
)

// TestReachesIndex asks for what no role may have.
func TestReachesIndex(t *testing.T) {
	for _, c := range []struct {
		entry, on, do string
		want          string // the first witness; "" for none
		unknown       bool
	}{
		{`{"names":["logs-*"],"privileges":["read","view_index_metadata"]}`, "logs-*", "manage", "", false},
		{`{"names":["logs-*"],"privileges":["create_doc"]}`, "*", "write", "logs-", false},
		{`{"names":["logs-*"],"privileges":["read"]}`, "*", "write", "", false},
		{`{"names":["logs-*"],"privileges":["write"]}`, "*", "manage", "", false},
		{`{"names":["logs-*"],"privileges":["manage"]}`, "*", "write", "", false},
		{`{"names":["logs-*"],"privileges":["index"]}`, "*", "delete", "", false},
		{`{"names":["logs-*"],"privileges":["delete_index"]}`, "*", "manage", "logs-", false},
		{`{"names":["logs-*"],"privileges":["all"]}`, "*", "manage", "logs-", false},
		{`{"names":["logs-*"],"privileges":["indices:admin/mapping/put"]}`, "*", "manage", "logs-", false},
		{`{"names":["logs-*"],"privileges":["all"]}`, "logs-app", "read", "logs-app", false},
		{`{"names":["*"],"privileges":["all"]}`, ".security-7", "read", "", false},
		{`{"names":["*"],"privileges":["all"],"allow_restricted_indices":true}`, ".security-7", "read", ".security-7", false},
		{`{"names":["*"],"privileges":["all"]}`, ".kibana-something", "write", "", true},
		{`{"names":["logs-*"],"privileges":["indices:data/write/index"]}`, "logs-a", "write", "logs-a", false},
	} {
		s := setOf(t, indicesBody(c.entry))
		found, unknown, err := s.ReachesIndex(c.on, c.do)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(found) > 0 {
			got = found[0].Witness.Index
		}
		if got != c.want || len(unknown) > 0 != c.unknown {
			t.Errorf("%s on %s by %s: found %v, unknown %v; want name %q, unknown %t", c.do, c.on, c.entry, found, unknown, c.want, c.unknown)
		}
		if len(found) == 0 {
			continue
		}
		// The witness is granted.
		a, err := s.Index(access.IndexQuestion{On: got, Do: found[0].Witness.Action})
		if err != nil || a.Verdict != access.Yes {
			t.Errorf("%s on %s by %s: the witness %v is not granted: %v, %v", c.do, c.on, c.entry, found[0].Witness, a, err)
		}
	}
}

func TestReachesOthers(t *testing.T) {
	s := setOf(t, `{"cluster":["monitor","manage_own_api_key"],"run_as":["svc-*"],"applications":[{"application":"kibana-.kibana","privileges":["feature_generalCasesV3.read","feature_discover_v2.all"],"resources":["space:a"]}]}`)
	slm := setOf(t, `{"cluster":["manage_slm","cluster:admin/ilm/start"]}`)
	count := func(found []access.Change, err error) int {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return len(found)
	}
	for what, c := range map[string]struct{ got, want int }{
		"monitor is no part of manage":         {count(s.ReachesCluster("manage")), 0},
		"manage_slm starts ILM by the way":     {count(slm.ReachesCluster("manage_ilm")), 1},
		"monitor is reached by itself":         {count(s.ReachesCluster("monitor")), 1},
		"a part of manage_security":            {count(s.ReachesCluster("manage_security")), 1},
		"run_as svc-a":                         {count(s.ReachesRunAs("svc-a")), 1},
		"run_as elastic":                       {count(s.ReachesRunAs("elastic")), 0},
		"read is no part of all":               {count(s.ReachesFeature("generalCasesV3", "all", "")), 0},
		"a deprecated name is its successor":   {count(s.ReachesFeature("generalCases", "read", "")), 1},
		"a deprecated all has no part in read": {count(s.ReachesFeature("generalCases", "all", "")), 0},
		"all reaches read":                     {count(s.ReachesFeature("discover_v2", "read", "a")), 1},
		"another space":                        {count(s.ReachesFeature("discover_v2", "read", "b")), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d found, want %d", what, c.got, c.want)
		}
	}
}
