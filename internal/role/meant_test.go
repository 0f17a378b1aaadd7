package role_test

import (
	"testing"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// TestMeant: what is too little in a file of a folder is enough in one that is
// named, unless it has keys of something else.
func TestMeant(t *testing.T) {
	for _, c := range []struct {
		file, text string
		found      role.Format // in a folder
		named      role.Format
	}{
		{"x.json", `{"cluster":["monitr"]}`, role.ElasticsearchBody, role.ElasticsearchBody},
		{"x.json", `{"cluster":["Monitor"]}`, role.ElasticsearchBody, role.ElasticsearchBody},
		{"x.json", `{"cluster":["monitor_everything"]}`, role.Unknown, role.ElasticsearchBody},
		{"x.json", `{"cluster":["monitr","cat_indices"]}`, role.Unknown, role.ElasticsearchBody},
		{"x.json", `{"cluster":"monitor"}`, role.Unknown, role.ElasticsearchBody},
		{"x.json", `{"run_as":["x"]}`, role.Unknown, role.ElasticsearchBody},
		{"x.json", `{"run_as":["x"],"metadata":{"a":1},"description":"d"}`, role.Unknown, role.ElasticsearchBody},
		{"x.json", `{"indices":[]}`, role.Unknown, role.ElasticsearchBody},
		{"x.json", `{"probe":{"cluster":["monitr"]}}`, role.ElasticsearchMap, role.ElasticsearchMap},
		{"x.json", `{"probe":{"run_as":["a"]},"empty":{}}`, role.Unknown, role.ElasticsearchMap},
		{"x.json", `{"roles":{"a":{"run_as":["a"]}}}`, role.Unknown, role.ElasticsearchBulk},
		{"x.json", `{"probe":{"cluster":["monitr"],"indices":[],"applications":[],"run_as":[],"metadata":{},"transient_metadata":{"enabled":true}}}`, role.ElasticsearchMap, role.ElasticsearchMap},
		{"elastic_roles.yaml", "security_management:\n  cluster: [ 'manage_secuirty' ]\n", role.RolesYML, role.RolesYML},
		{"roles.yml", "security_management:\n  cluster: [ 'manage_secuirty' ]\n", role.RolesYML, role.RolesYML},
		// roles.yml is Elasticsearch's own where it has the keys of its roles.
		{"config/roles.yml", "a:\n  run_as: [x]\n", role.RolesYML, role.RolesYML},
		{"other.yml", "a:\n  run_as: [x]\n", role.Unknown, role.RolesYML},
		{"roles.yml", "a:\n  cluster: monitor\n  indices:\n    '*': all\nb:\n  indices:\n    '*': read\n", role.RolesYML, role.RolesYML},
		{"roles.yml", "a:\n  cluster: monitor\n    indices:\n    '*': all\n", role.RolesYML, role.RolesYML},
		{"roles.yml", "a:\ncluster: all\n  x: y\nb:\n  cluster: monitor\n  indices:\n    '*': all\n", role.RolesYML, role.RolesYML},
		{"roles.yml", "- name: a\n  cluster: [monitor]\n- name: b\n  cluster: [monitor]\n", role.RolesYML, role.RolesYML},
		{"roles.yml", "kibana:\n  - base: [all]\n", role.KibanaBody, role.KibanaBody},
		// Other files.
		{"roles.yml", "- hosts: all\n  roles: [a, b]\n", role.Unknown, role.Unknown},
		{"roles.yml", "- src: geerlingguy.java\n  version: 1.9.6\n", role.Unknown, role.Unknown},
		{"roles.yml", "admin:\n  permissions: [a]\n  applications: [crm]\n", role.Unknown, role.Unknown},
		{"roles.yml", "admin:\n  cluster: [UNLIMITED]\n  indices:\n    '*':\n      '*': [READ]\n", role.Unknown, role.Unknown}, // of Search Guard
		{"roles.yml", "admin:\n  can: [read\n  privileges: x\n  applications: y\n", role.Unknown, role.Unknown},
		{"x.json", `{"cluster":["node","main"],"port":1}`, role.Unknown, role.Unknown},
		{"x.json", `{"cluster":["node"]}`, role.Unknown, role.ElasticsearchBody},
		{"x.json", `{"cluster":["monitr"],"port":1}`, role.Unknown, role.Unknown},
		{"x.json", `{"cluster":"production"}`, role.Unknown, role.Unknown},
		{"x.json", `{"cluster":{"name":"x"}}`, role.Unknown, role.Unknown},
		{"x.json", `{"index":3}`, role.Unknown, role.Unknown},
		{"x.json", `{"applications":[{"id":1}]}`, role.Unknown, role.Unknown},
		{"x.json", `{"name":"x","description":"y","metadata":{}}`, role.Unknown, role.Unknown},
		{"values.yml", "global:\n  image: x\n", role.Unknown, role.Unknown},
		{"x.json", `{}`, role.Unknown, role.Unknown},
	} {
		for _, opt := range []role.Options{{}, {Named: true}, {Expected: true}} {
			want := c.found
			if opt.Named || opt.Expected {
				want = c.named
			}
			f := role.Decode(source.Parse(c.file, []byte(c.text), source.Limits{}), opt)
			if f.Format != want {
				t.Errorf("%s, %+v: %v, want %v:\n%s", c.file, opt, f.Format, want, c.text)
			}
		}
	}
}
