package surroundings

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/source"
)

func readText(name, text string) *MappingFile {
	return readMappings(File{Name: name, Src: []byte(text)})
}

// TestFormats: what a file is follows from its content.
func TestFormats(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		format           MappingFormat
		mappings         string // names of mappings with their roles
	}{
		{"body", "admins.json", `{"roles":["a","b"],"enabled":true,"rules":{"field":{"username":"x"}}}`, MappingBody, "admins:a,b"},
		{"body with a name", "x.json", `{"name":"ops","roles":["a"],"enabled":true,"rules":{"field":{"username":"x"}}}`, MappingBody, "ops:a"},
		{"body of one name", "x.json", `{"roles":"a","enabled":true,"rules":{"field":{"username":"x"}}}`, MappingBody, "x:a"},
		{"map", "all.json", `{"m1":{"roles":["a"],"enabled":true,"rules":{"field":{"username":"x"}}},"m2":{"roles":["b"],"enabled":true,"rules":{"field":{"username":"x"}}}}`, MappingMap, "m1:a m2:b"},
		{"map with mappings called as fields are", "all.json", `{"rules":{"roles":["a"],"enabled":true,"rules":{"field":{"username":"x"}}}}`, MappingMap, "rules:a"},
		{"answer without mappings", "all.json", `{}`, MappingMap, ""},
		{"role_mapping.yml", "role_mapping.yml", "a:\n  - cn=x,dc=y\nb: [\"cn=z\"]\n", RoleMappingYML, ":a :b"},
		{"role_mapping.yml of comments", "role_mapping.yml", "# nothing\n", 0, ""},
		{"body in YAML", "admins.yaml", "roles: [a]\nenabled: true\nrules: {field: {username: x}}\n", MappingBody, "admins:a"},
		{"nothing of a mapping", "x.json", `[1]`, MappingBody, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := readText(c.file, c.text)
			var got []string
			for _, m := range f.Mappings {
				var roles []string
				for _, r := range m.Roles {
					roles = append(roles, r.Value)
				}
				got = append(got, m.Name+":"+strings.Join(roles, ","))
			}
			if f.Format != c.format || strings.Join(got, " ") != c.mappings {
				t.Errorf("format %d, mappings %q; want %d, %q", f.Format, strings.Join(got, " "), c.format, c.mappings)
			}
		})
	}
}

const body = `{"roles":["a"],"enabled":true,"rules":%s}`

// TestRefused: what Elasticsearch says to malformed mappings, and where.
func TestRefused(t *testing.T) {
	with := func(rules string) string { return fmt.Sprintf(body, rules) }
	for _, c := range []struct{ text, at, says string }{
		{with(`{}`), `{}`, "object [rules] does not contain any fields"},
		{with(`[]`), `[]`, "[role-mapping] rules doesn't support values of type: START_ARRAY"},
		{with(`{"any":{}}`), `{}`, "field [any] requires an array"},
		{with(`{"any":["x"]}`), `"x"`, "expected [any] to be an object but found [VALUE_STRING] instead"},
		{with(`{"or":[]}`), `"or"`, "field [or] is not recognised in object [rules]"},
		{with(`{"username":"x"}`), `"username"`, `a field stands in "field"`},
		{with(`{"except":{"field":{"dn":"x"}}}`), `"except"`, "field [except] is not allowed within [rules]"},
		{with(`{"any":[{"except":{"field":{"dn":"x"}}}]}`), `"except"`, "field [except] is not allowed within [any]"},
		{with(`{"all":[{"except":[]}]}`), `[]`, "expected an object but found [START_ARRAY] instead"},
		{with(`{"all":[],"any":[]}`), `"any"`, "object [rules] contains multiple fields"},
		{with(`{"field":"x"}`), `"x"`, "expected an object but found [VALUE_STRING] instead"},
		{with(`{"field":{}}`), `{}`, "object [field] does not contain any fields"},
		{with(`{"field":{"dn":"x","groups":"y"}}`), `"groups"`, "object [field] contains multiple fields"},
		{with(`{"field":{"dn":[]}}`), `[]`, "null or empty values"},
		{with(`{"field":{"dn":[{}]}}`), `{}`, "expected a field value but found [START_OBJECT] instead"},
		{with(`{"field":{"":"x"}}`), `""`, "null or empty field name"},
		{with(`{"field":{"groups":"/admins/*"}}`), `"/admins/*"`, "and therefore must also end with '/'"},
		{with(`{"field":{"groups":"/a(/"}}`), `"/a(/"`, "refuses"},
		{`{"roles":["a"],"rules":{"all":[]}}`, `{"roles":["a"],"rules":{"all":[]}}`, "missing field [enabled]"},
		{`{"roles":["a"],"enabled":true,"rules":{"all":[]},"role_templates":[{"template":{"source":"x"}}]}`, `"role_templates"`, "cannot have both"},
		{`{"roles":[],"enabled":true,"rules":{"all":[]}}`, `"roles"`, "roles or role-templates are missing"},
		{`{"roles":[null],"enabled":true,"rules":{"all":[]}}`, `null`, "must be a string"},
		{`{"roles":["a"],"enabled":"yes","rules":{"all":[]}}`, `"yes"`, "true or false"},
		{`{"roles":["a"],"enabled":true,"rules":{"all":[]},"metadata":{"_x":1}}`, `"_x"`, "may not start with [_]"},
		{`{"roles":["a"],"enabled":true,"rules":{"all":[]},"rule":{}}`, `"rule"`, `Did you mean "rules"?`},
		{templates(`"plain"`), `"plain"`, "must be an object"},
		{templates(`{}`), `{}`, "Required [template]"},
		{templates(`{"template":"plain"}`), `"plain"`, "must be JSON"},
		{templates(`{"template":{}}`), `{}`, "must specify either [source]"},
		{templates(`{"template":{"source":"x","id":"y"}}`), `"id"`, "only use one"},
		{templates(`{"template":{"id":"y","lang":"mustache"}}`), `"lang"`, "stored script"},
		{templates(`{"template":{"source":"x"},"format":"yaml"}`), `"yaml"`, "Invalid format [yaml]"},
		{templates(`{"template":{"sourc":"x"}}`), `"sourc"`, `did you mean "source"`},
		{templates(`{"template":{"source":"{{#tojson}}groups"}}`), `"{{#tojson}}groups"`, "does not close"},
		{templates(`{"template":"{\"source\":\"{{#a}}{{/b}}\"}"}`), `"{\"source\":\"{{#a}}{{/b}}\"}"`, "closes {{/b}}"},
	} {
		f := readText("m.json", c.text)
		if len(f.Problems) != 1 {
			t.Errorf("%s: %d problems: %v", c.text, len(f.Problems), f.Problems)
			continue
		}
		p := f.Problems[0]
		span := p.Node.Val
		if p.Key {
			span = p.Node.Key
		}
		if got := c.text[span.Start:span.End]; got != c.at || !strings.Contains(p.Message, c.says) {
			t.Errorf("%s: at %s: %s\nwant at %s: %s", c.text, got, p.Message, c.at, c.says)
		}
	}
}

func templates(list string) string {
	return fmt.Sprintf(`{"enabled":true,"rules":{"field":{"dn":"x"}},"role_templates":[%s]}`, list)
}

// TestTaken: what Elasticsearch takes is no problem.
func TestTaken(t *testing.T) {
	for _, text := range []string{
		fmt.Sprintf(body, `{"all":[{"any":[]},{"except":{"all":[{"except":{"field":{"metadata.x":[1,true,null,"a"]}}}]}}]}`),
		fmt.Sprintf(body, `{"field":{"groups":"/admins"}}`), // no pattern: it is that very text
		fmt.Sprintf(body, `{"field":{"groups":"/"}}`),
		`{"roles":["a",1],"enabled":"true","rules":{"all":[]},"metadata":{"x":1},"doc_type":"role-mapping"}`,
		`{"m":{"roles":["a"],"enabled":true,"rules":{"all":[]},"metadata":{"_read_only":true}}}`,
		templates(`{"template":"{\"source\":\"{{#tojson}}groups{{/tojson}}\"}","format":"JSON"}`),
		templates(`{"template":"\"_user_{{username}}\""}`),
		templates(`{"template":{"id":"stored"}}`),
		templates(`{"template":{"source":"{{{username}}} {{! {{#x}} comment }}"}}`),
	} {
		for _, p := range readText("m.json", text).Problems {
			t.Errorf("%s: %s", text, p.Message)
		}
	}
}

// TestRoleMappingYML: the file is read as settings.
func TestRoleMappingYML(t *testing.T) {
	f := readText("role_mapping.yml", `
ok: ["cn=a,dc=b", "cn=c"]
my.role: ["cn=a"]
text: cn=a,dc=b
one: cn=a
nothing:
nested: {users: ["cn=a"]}
holes: ["cn=a", null]
bare: [admins]
`)
	var got []string
	for _, p := range f.Problems {
		got = append(got, fmt.Sprintf("%d %s", p.Kind, p.Node.Name))
	}
	want := fmt.Sprintf("%d my.role, %d text, %d nothing, %d nested, %d , %d ", LostProblem, LostProblem, FileProblem, LostProblem, FileProblem, DNProblem)
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("problems: %s\nwant: %s", s, want)
	}
	var mapped []string
	for _, m := range f.Mappings {
		mapped = append(mapped, m.Roles[0].Value)
	}
	if s := strings.Join(mapped, " "); s != "ok one bare" {
		t.Errorf("mapped: %s", s)
	}
}

func rulesOf(t *testing.T, rules string) *Expression {
	t.Helper()
	f := readText("m.json", fmt.Sprintf(body, rules))
	if len(f.Mappings) != 1 || f.Mappings[0].Rules == nil {
		t.Fatalf("%s: %v", rules, f.Problems)
	}
	return f.Mappings[0].Rules
}

func TestExtent(t *testing.T) {
	for rules, want := range map[string][2]Extent{
		`{"any":[]}`:                                                      {Nobody, Nobody},
		`{"all":[]}`:                                                      {Everyone, Everyone},
		`{"field":{"username":"*"}}`:                                      {Everyone, Everyone},
		`{"field":{"username":"/.*/"}}`:                                   {Everyone, Everyone},
		`{"field":{"username":["a","*"]}}`:                                {Everyone, Everyone},
		`{"field":{"username":"a*"}}`:                                     {Some, Some},
		`{"field":{"username":null}}`:                                     {Nobody, Nobody},
		`{"field":{"groups":"*"}}`:                                        {Some, Some},
		`{"field":{"dn":null}}`:                                           {Some, Some},
		`{"field":{"realm.name":"saml1"}}`:                                {Some, Everyone},
		`{"field":{"userid":"a"}}`:                                        {Nobody, Nobody},
		`{"field":{"userid":null}}`:                                       {Everyone, Everyone},
		`{"field":{"metadata.x":null}}`:                                   {Some, Some},
		`{"all":[{"except":{"any":[]}}]}`:                                 {Everyone, Everyone},
		`{"all":[{"except":{"all":[]}}]}`:                                 {Nobody, Nobody},
		`{"any":[{"all":[]},{"field":{"dn":"a"}}]}`:                       {Everyone, Everyone},
		`{"all":[{"field":{"realm.name":"s"}},{"field":{"groups":"g"}}]}`: {Some, Some},
	} {
		e := rulesOf(t, rules)
		if got := [2]Extent{e.Extent(), e.ExtentInRealm()}; got != want {
			t.Errorf("%s: %v, want %v", rules, got, want)
		}
	}
}

func TestImplies(t *testing.T) {
	const realm, group = `{"field":{"realm.name":"s"}}`, `{"field":{"groups":"g"}}`
	for _, c := range []struct {
		one, other string
		want       bool
	}{
		{realm, realm, true},
		{realm, group, false},
		{`{"all":[` + realm + `,` + group + `]}`, realm, true},
		{realm, `{"all":[` + realm + `,` + group + `]}`, false},
		{realm, `{"any":[` + group + `,` + realm + `]}`, true},
		{`{"any":[` + group + `,` + realm + `]}`, realm, false},
		{`{"any":[` + group + `,` + realm + `]}`, `{"any":[` + realm + `,` + group + `]}`, true},
		{`{"all":[` + group + `,` + realm + `]}`, `{"all":[` + realm + `,` + group + `]}`, true},
		{`{"field":{"groups":["a","b"]}}`, `{"field":{"groups":["b","c","a"]}}`, true},
		{`{"field":{"groups":["a","b"]}}`, `{"field":{"groups":["a"]}}`, false},
		{`{"field":{"groups":"a"}}`, `{"field":{"groups":"*"}}`, true},
		{`{"field":{"metadata.x":1}}`, `{"field":{"metadata.x":"*"}}`, false},
		{`{"field":{"dn":null}}`, `{"field":{"dn":"*"}}`, false},
		{group, `{"all":[]}`, true},
		{`{"any":[]}`, group, true},
		{`{"all":[{"except":` + group + `}]}`, `{"all":[{"except":{"all":[` + group + `,` + realm + `]}}]}`, true},
		{`{"all":[{"except":{"all":[` + group + `,` + realm + `]}}]}`, `{"all":[{"except":` + group + `}]}`, false},
	} {
		if got := rulesOf(t, c.one).Implies(rulesOf(t, c.other)); got != c.want {
			t.Errorf("%s implies %s: %v", c.one, c.other, got)
		}
	}
}

// TestImpliesIsBounded: hostile rules cost no more than is allowed; the answer
// is then that nothing is known.
func TestImpliesIsBounded(t *testing.T) {
	wide := func(field string) string {
		return `{"any":[` + strings.TrimSuffix(strings.Repeat(`{"all":[{"field":{"`+field+`":"a"}},{"field":{"username":"b"}}]},`, 2000), ",") + `]}`
	}
	if rulesOf(t, wide("dn")).Implies(rulesOf(t, wide("groups"))) {
		t.Error("implied what is not so")
	}
}

func TestIsRoleMapping(t *testing.T) {
	for text, want := range map[string]bool{
		`{"roles":["a"],"enabled":true,"rules":{}}`:             true,
		`{"m":{"roles":["a"],"enabled":true,"rules":{}}}`:       true,
		`{"cluster":["all"]}`:                                   false,
		`{"roles":{"a":{"cluster":["all"]}}}`:                   false,
		`{"rules":{"severity":"high"},"name":"alerting rules"}`: false,
		`{}`: false,
	} {
		if got := IsRoleMapping(source.Parse("x.json", []byte(text), source.Limits{})); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
