package access_test

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
)

// What a role has only by the way is no part of what is asked for; the exact
// answer knows it all the same.
func TestPartsAsMeant(t *testing.T) {
	payroll := func(privileges string, more ...string) string {
		return indicesBody(entry("payroll-*", privileges, more...))
	}
	for _, c := range []struct {
		role     string
		question access.IndexQuestion
		want     access.Verdict
		example  string
	}{
		{payroll("monitor view_index_metadata"), access.IndexQuestion{Do: "read"}, access.No, ""},
		{payroll("monitor view_index_metadata"), access.IndexQuestion{Do: "read", Field: "salary"}, access.No, ""},
		{payroll("indices:data/read/search"), access.IndexQuestion{Do: "read"}, access.Partly, "indices:data/read/search"},
		{payroll("indices:data/read/search"), access.IndexQuestion{Do: "read", Field: "salary"}, access.Partly, "indices:data/read/search"},
		{payroll("indices:data/*"), access.IndexQuestion{Do: "read"}, access.Partly, "indices:data/read/search"},
		{payroll("read"), access.IndexQuestion{Do: "read"}, access.Yes, "indices:data/read/search"},
		{payroll("read", `,"field_security":{"grant":["name"]}`), access.IndexQuestion{Do: "read", Field: "salary"}, access.No, ""},
		{payroll("index"), access.IndexQuestion{Do: "write"}, access.Partly, "indices:data/write/index"},
		{payroll("manage"), access.IndexQuestion{Do: "write"}, access.No, ""}, // both update mappings
		{payroll("create_doc"), access.IndexQuestion{Do: "delete"}, access.No, ""},
		{payroll("monitor"), access.IndexQuestion{Do: "manage"}, access.No, ""},
		{payroll("delete_index"), access.IndexQuestion{Do: "manage"}, access.Partly, "indices:admin/delete"},
		{payroll("read"), access.IndexQuestion{Do: "all"}, access.Partly, "indices:data/read/search"},
		{payroll("view_index_metadata"), access.IndexQuestion{Do: "view_index_metadata"}, access.Yes, "indices:"},
	} {
		q := c.question
		q.On = "payroll-2023"
		s := setOf(t, c.role)
		a, err := s.IndexAsMeant(q)
		if err != nil || a.Verdict != c.want {
			t.Errorf("%+v of %s: %s, %v, want %s", q, c.role, a.Verdict, err, c.want)
		}
		if c.want == access.No && len(a.Missing) == 0 {
			t.Errorf("%+v of %s: does not say what is missing", q, c.role)
		}
		if w, _, found := s.IndexExample(q); c.want != access.No && (!found || !strings.HasPrefix(w.Action, c.example)) {
			t.Errorf("%+v of %s: example %v", q, c.role, w)
		}
	}
	exact, err := setOf(t, payroll("view_index_metadata")).Index(access.IndexQuestion{On: "payroll-2023", Do: "read"})
	if err != nil || exact.Verdict != access.Partly {
		t.Errorf("the exact answer is %s, %v, want partly", exact.Verdict, err)
	}
}

func TestClusterPartsAsMeant(t *testing.T) {
	for _, c := range []struct {
		held, asked string
		want        access.Verdict
		example     string
	}{
		{"manage_own_api_key", "manage_security", access.No, ""},
		{"manage_own_api_key", "manage_api_key", access.Partly, "cluster:admin/xpack/security/api_key/bulk_update on one's own"},
		{"manage_own_api_key", "manage_own_api_key", access.Yes, "cluster:admin/xpack/security/api_key/bulk_update on one's own"},
		{"manage_api_key", "manage_security", access.Partly, "cluster:admin/xpack/security/api_key/bulk_update"},
		{"read_security", "manage_security", access.No, ""},
		{"monitor", "manage", access.No, ""},
		{"manage_ilm", "manage", access.Partly, "cluster:admin/ilm/"},
	} {
		s := setOf(t, `{"cluster":["`+c.held+`"],"indices":[]}`)
		a, err := s.ClusterAsMeant(c.asked)
		if err != nil || a.Verdict != c.want {
			t.Errorf("%s of %s: %s, %v, want %s", c.asked, c.held, a.Verdict, err, c.want)
		}
		if w, _, found := s.ClusterExample(c.asked); c.want != access.No && (!found || !strings.HasPrefix(w.String(), c.example)) {
			t.Errorf("%s of %s: example %q, want %q", c.asked, c.held, w, c.example)
		}
	}
}
