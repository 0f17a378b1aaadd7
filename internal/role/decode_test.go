package role_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

func decode(name, text string, pin ...role.Format) *role.File {
	return role.Decode(source.Parse(name, []byte(text), source.Limits{}), role.Options{Formats: pin})
}

func names(f *role.File) string {
	var out []string
	for _, r := range f.Roles {
		out = append(out, r.Name)
	}
	return strings.Join(out, " ")
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		title, file, text string
		format            role.Format
		roles             string
	}{
		{"Kibana body", "roles/soc.json", `{"elasticsearch":{"cluster":["monitor"]},"kibana":[]}`, role.KibanaBody, "soc"},
		{"Kibana body, empty parts", "x.json", `{"elasticsearch":{},"kibana":[]}`, role.KibanaBody, "x"},
		{"Kibana body, only kibana", "x.json", `{"kibana":[{"spaces":["a"],"base":["read"]}]}`, role.KibanaBody, "x"},
		{"Kibana body, named", "x.json", `{"name":"soc","kibana":[{"base":["read"]}]}`, role.KibanaBody, "soc"},
		{"Kibana body, entry as object", "x.json", `{"kibana":{"base":["all"]}}`, role.KibanaBody, "x"},
		{"Kibana list", "x.json", `[{"name":"a","kibana":[{"base":["all"]}]},{"name":"b","elasticsearch":{"indices":[]}}]`, role.KibanaList, "a b"},
		{"Kibana map", "x.json", `{"a":{"elasticsearch":{"cluster":["all"]}},"b":{"kibana":[{"base":["all"]}]}}`, role.KibanaMap, "a b"},
		{"Kibana bulk", "x.json", `{"roles":{"a":{"elasticsearch":{"cluster":["all"]},"kibana":[]}}}`, role.KibanaBulk, "a"},
		{"Elasticsearch body", "x.y.json", `{"cluster":["monitor"],"indices":[]}`, role.ElasticsearchBody, "x"},
		{"Elasticsearch body, two empty lists", "x.json", `{"cluster":[],"run_as":[]}`, role.ElasticsearchBody, "x"},
		{"Elasticsearch body with a Kibana key", "x.json", `{"cluster":[],"indices":[],"kibana":[{"base":["all"]}]}`, role.ElasticsearchBody, "x"},
		{"Elasticsearch map", "x.json", `{"a":{"cluster":["all"]},"b":{}}`, role.ElasticsearchMap, "a b"},
		{"Elasticsearch bulk", "x.json", `{"roles":{"a":{"cluster":["all"]}}}`, role.ElasticsearchBulk, "a"},
		{"role descriptors", "x.json", `{"name":"k","role_descriptors":{"a":{"indices":[{"names":["x"],"privileges":["read"]}]}}}`, role.RoleDescriptors, "a"},
		{"role descriptors, misspelt", "x.json", `{"role_descriptors":{"a":{"indexes":[]}}}`, role.RoleDescriptors, "a"},
		{"role descriptors that are granted", "x.json", `{"grant_type":"password","api_key":{"name":"k","role_descriptors":{"a":{"cluster":["all"]}}}}`, role.RoleDescriptors, "a"},
		{"role descriptors of keys that were asked for", "x.json", `{"api_keys":[{"id":"1","role_descriptors":{"a":{"cluster":["all"]}},"limited_by":[{"x":{"cluster":["all"]}}]},{"id":"2","role_descriptors":{}},{"id":"3","role_descriptors":{"b":{}}}]}`, role.RoleDescriptors, "a b"},
		{"API keys without role descriptors", "x.json", `{"api_keys":[{"id":"1","name":"a"}],"api_key":"secret"}`, role.Unknown, ""},
		{"Kibana roles that were queried", "x.json", `{"roles":[{"name":"a","elasticsearch":{"cluster":["monitr"]},"kibana":[]}],"count":1,"total":1}`, role.KibanaList, "a"},
		{"Elasticsearch roles that were queried", "x.json", `{"total":1,"count":1,"roles":[{"name":"a","cluster":["all"],"indices":[],"_sort":["a"]}]}`, role.ElasticsearchList, "a"},
		{"users that were queried", "x.json", `{"roles":[{"name":"a"}],"count":1,"total":1}`, role.Unknown, ""},
		{"Elasticsearch body, privilege in the wrong list", "x.json", `{"cluster":["auto_configure"]}`, role.ElasticsearchBody, "x"},
		{"Elasticsearch body, only global", "x.json", `{"global":{"role":{"manage":{"indices":[]}}}}`, role.ElasticsearchBody, "x"},
		{"Helm values with global", "values.yml", "global:\n  role: x\n  application:\n    name: y\n", role.Unknown, ""},
		{"roles.yml", "roles.yml", "a:\n  cluster: [all]\nb:\n  run_as: [x]\n", role.RolesYML, "a b"},
		{"roles.yml with a pattern that YAML takes for an alias", "roles.yml", "a:\n  indices:\n    - names: [*-logs, *-metrics]\n      privileges: [read]\n", role.RolesYML, ""},
		{"YAML Kibana body", "x.yml", "kibana:\n  - base: [all]\n    spaces: ['*']\n", role.KibanaBody, "x"},
		{"NDJSON", "x.ndjson", "{\"name\":\"a\",\"kibana\":[{\"base\":[\"all\"]}]}\n{\"name\":\"b\",\"kibana\":[{\"base\":[\"all\"]}]}\n", role.KibanaBody, "a b"},
		{"several YAML documents", "x.yml", "name: a\nkibana: [{base: [all]}]\n---\nname: b\nkibana: [{base: [all]}]\n", role.KibanaBody, "a b"},

		{"package.json", "package.json", `{"name":"x","version":"1","scripts":{"test":"jest"}}`, role.Unknown, ""},
		{"Helm values", "values.yml", "elasticsearch:\n  cluster:\n    name: x\nkibana:\n  enabled: true\n", role.Unknown, ""},
		{"Compose", "docker-compose.yml", "services:\n  kibana:\n    image: x\n  elasticsearch:\n    image: y\n", role.Unknown, ""},
		{"Kubernetes role", "r.yml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules:\n  - apiGroups: ['']\n", role.Unknown, ""},
		{"index settings", "i.json", `{"index":{"number_of_shards":1},"cluster":"x"}`, role.Unknown, ""},
		{"Ansible roles list", "play.yml", "- hosts: all\n  roles: [a, b]\n", role.Unknown, ""},
		{"scalar", "x.json", `3`, role.Unknown, ""},
	} {
		f := decode(c.file, c.text)
		if f.Format != c.format || names(f) != c.roles {
			t.Errorf("%s: %v with roles %q; want %v with %q", c.title, f.Format, names(f), c.format, c.roles)
		}
	}
}

func TestPinnedFormat(t *testing.T) {
	const text = "a:\n  cluster: [all]\n"
	if f := decode("x.yml", text, role.ElasticsearchMap); f.Format != role.ElasticsearchMap || names(f) != "a" || len(f.Segments) != 0 {
		t.Errorf("pinned to a map: %v %q", f.Format, names(f))
	}
	if f := decode("x.json", `{"cluster":["all"]}`, role.KibanaBody, role.KibanaBulk); f.Format != role.KibanaBody || f.Roles[0].API != role.Kibana {
		t.Errorf("pinned to a Kibana body: %v", f.Format)
	}
}

// TestSpellings reads one grant in both spellings.
func TestSpellings(t *testing.T) {
	kibana := decode("a.json", `{"elasticsearch":{},"kibana":[
		{"spaces":["x","y"],"feature":{"discover":["all","url_create"],"actions":["read"]}},
		{"base":["read"]}]}`)
	application := decode("a.json", `{"cluster":[],"applications":[
		{"application":"kibana-.kibana","privileges":["feature_discover.all","feature_actions.read","feature_discover.url_create"],"resources":["space:x","space:y"]},
		{"application":"kibana-.kibana","privileges":["read"],"resources":["*"]}]}`)
	show := func(f *role.File) string {
		var b strings.Builder
		for _, e := range f.Roles[0].KibanaEntries {
			for _, s := range e.Spaces {
				b.WriteString(s.Value + " ")
			}
			for _, p := range e.Base {
				b.WriteString("base " + p.Value + " ")
			}
			for _, ft := range e.Features {
				b.WriteString(ft.ID + ":")
				for _, p := range ft.Privileges {
					b.WriteString(p.Value + " ")
				}
			}
			b.WriteString("| ")
		}
		return b.String()
	}
	if a, b := show(kibana), show(application); a != b || a != "x y discover:all url_create actions:read | * base read | " {
		t.Errorf("Kibana spelling:      %s\napplication spelling: %s", a, b)
	}
	if a, b := plain(kibana.Roles[0].Tree.Get("kibana")), plain(application.Roles[0].Tree.Get("kibana")); a != b {
		t.Errorf("trees differ:\n%s\n%s", a, b)
	}
}

func plain(n *source.Node) string {
	var b strings.Builder
	b.WriteString(n.Name + "=" + n.Text)
	for _, c := range n.Children {
		b.WriteString("(" + plain(c) + ")")
	}
	return b.String()
}

// TestTreeOrigins: every node of a normalised tree stands for one of the text.
func TestTreeOrigins(t *testing.T) {
	f := decode("roles.yml", `
a:
  cluster: [monitor]
  indices:
    - names: logs-*
      privileges: [read]
      query: {match_all: {}}
      field_security: {grant: [a, b]}
  applications:
    - {application: kibana-.kibana, privileges: [feature_discover.read], resources: ['*']}
    - {application: myapp, privileges: [x], resources: ['*']}
  remote_cluster:
    - {clusters: [c], privileges: [monitor_enrich]}
  metadata: {k: [1, true, null]}
`)
	seen := 0
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		seen++
		if n.Origin == nil || n.Origin.Origin != nil {
			t.Errorf("%s has no origin in the text", n.Path())
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(f.Roles[0].Tree)
	if seen < 40 {
		t.Errorf("only %d nodes", seen)
	}
}

func TestSegments(t *testing.T) {
	const text = `# a comment
one:
  cluster: [ all ]

  # inside
  indices:
    - names: [ a ]
      privileges: [ read ]
broken: cluster: ALL
two:
  indices:
- names: [ x ]
three:
  run_as: [ y ]
`
	f := decode("roles.yml", text)
	if f.Format != role.RolesYML || names(f) != "one two three" {
		t.Fatalf("%v with roles %q", f.Format, names(f))
	}
	var pieces []string
	for _, s := range f.Segments {
		first, _, _ := strings.Cut(text[s.Span.Start:s.Span.End], "\n")
		state := "role"
		switch {
		case s.Err != nil:
			state = "broken"
		case s.Role == nil:
			state = "no role"
		}
		pieces = append(pieces, first+" "+state)
	}
	want := []string{"one: role", "broken: cluster: ALL broken", "two: role", "- names: [ x ] no role", "three: role"}
	if !slices.Equal(pieces, want) {
		t.Errorf("pieces\n got %q\nwant %q", pieces, want)
	}
	if n := f.Roles[2].Node; n.Path().String() != "three" || text[n.Key.Start:n.Key.End] != "three" {
		t.Errorf("path %s, key %q", n.Path(), text[n.Key.Start:n.Key.End])
	}
}

func TestTemplates(t *testing.T) {
	for _, c := range []struct{ file, text, at string }{
		{"a.json", `{"elasticsearch": {"cluster": {{ cluster | to_json }}}, "kibana": []}`, "{{ cluster | to_json }}"},
		{"a.yml", "kibana:\n  - spaces: [ {{ space }} ]\n    base: [all]\n{% if x %}\n", "{{ space }}"},
		{"a.json", `{"kibana":[{"spaces":["${SPACE}"],"base":["all"]}]}`, `"${SPACE}"`},
		{"roles.yml", "'{{ team }}-reader':\n  cluster: [monitor]\n", "'{{ team }}-reader'"},
		{"a.json", `{"indices":[{"names":["a"],"privileges":["read"],"query":"{\"term\":{\"t\":\"{{_user.metadata.t}}\"}}"}]}`, ""},
		{"a.json", `{"cluster":["monitor"],"indices":[{{"names":["a"],"privileges":["read"]}}]}`, ""},
		{"a.json", `{"cluster":["monitor"],"indices":[],"metadata":{"note":"{{ not a template }}"}}`, ""},
	} {
		f := decode(c.file, c.text)
		at := ""
		if f.Template != nil {
			at = c.text[f.Template.Span.Start:f.Template.Span.End]
		}
		if at != c.at {
			t.Errorf("%s: template at %q, want %q", c.text, at, c.at)
		}
	}
}
