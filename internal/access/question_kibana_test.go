package access_test

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/access"
)

func TestKibanaQuestions(t *testing.T) {
	const (
		twoSpaces  = `{"kibana":[{"spaces":["dev","default"],"feature":{"dev_tools":["all"]}}]}`
		connectors = `{"kibana":[{"spaces":["*"],"feature":{"actions":["read"]}}]}`
		deleting   = `{"kibana":[{"spaces":["dev"],"feature":{"generalCasesV3":["minimal_read","cases_delete"]}}]}`
		baseRead   = `{"kibana":[{"spaces":["dev"],"base":["read"]}]}`
		globalRead = `{"kibana":[{"spaces":["*"],"base":["read"]}]}`
		pattern    = `{"cluster":[],"applications":[{"application":"kibana-.kibana","privileges":["feature_dev_tools.all"],"resources":["space:d*"]}]}`
	)
	for _, c := range []struct {
		role, feature, privilege, spaces string
		want                             access.Verdict
		whole, missing, example          string
	}{
		{twoSpaces, "dev_tools", "all", "*", access.Partly, "default dev", "other spaces", "dev_tools: all in space default"},
		{twoSpaces, "dev_tools", "all", "dev default", access.Yes, "", "", "dev_tools: all in space dev"},
		{twoSpaces, "dev_tools", "all", "dev x", access.Partly, "dev", "space x", "dev_tools: all in space dev"},
		{twoSpaces, "dev_tools", "all", "x", access.No, "", "dev_tools: all", ""},
		{connectors, "generalCasesV3", "push", "*", access.No, "", "generalCasesV3: minimal_all", ""},
		{deleting, "generalCasesV3", "all", "*", access.Partly, "", "generalCasesV3: all; other spaces than dev", "generalCasesV3: cases_delete in space dev"},
		{baseRead, "base", "read", "*", access.Partly, "dev", "other spaces", "base read in space dev"},
		{baseRead, "base", "all", "dev", access.No, "", "base all", ""},
		{globalRead, "base", "read", "*", access.Yes, "", "", "base read in all spaces"},
		{globalRead, "base", "all", "*", access.No, "", "base all", ""},
		{twoSpaces, "base", "read", "*", access.No, "", "base read", ""},
		{pattern, "dev_tools", "all", "*", access.Undecided, "", "", ""},
	} {
		s := setOf(t, c.role)
		q := access.KibanaQuestion{Feature: c.feature, Privilege: c.privilege, Spaces: strings.Fields(c.spaces)}
		a, err := s.Kibana(q)
		if err != nil || a.Verdict != c.want || strings.Join(a.Spaces, " ") != c.whole || !strings.Contains(strings.Join(a.Missing, "; "), c.missing) {
			t.Errorf("%+v of %s: %+v, %v, want %+v", q, c.role, a, err, c)
		}
		if w, _, found := s.KibanaExample(q); c.example != "" && (!found || w.String() != c.example) {
			t.Errorf("%+v of %s: example %q, want %q", q, c.role, w, c.example)
		}
	}
}
