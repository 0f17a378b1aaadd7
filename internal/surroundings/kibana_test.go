package surroundings

import (
	"strings"
	"testing"
)

// TestKibanaYML: keys are dotted, nested or both, and mean the same.
func TestKibanaYML(t *testing.T) {
	for _, text := range []string{
		"server.publicBaseUrl: https://k\nxpack.actions.preconfigured:\n  a: {actionTypeId: .email}\n  b: {name: x}\n",
		"server:\n  publicBaseUrl: https://k\nxpack:\n  actions:\n    preconfigured.a.actionTypeId: .email\n    preconfigured.b.name: x\n",
		"server: {publicBaseUrl: https://k}\nxpack.actions:\n  preconfigured:\n    a.actionTypeId: .email\n    b: {}\n",
		"xpack.actions.preconfigured.a.actionTypeId: .email\nxpack: {actions.preconfigured.b: {}}\nserver.publicBaseUrl: old\nserver: {publicBaseUrl: https://k}\n",
	} {
		s, err := Read(Files{KibanaYML: &File{Name: "kibana.yml", Src: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		if n := s.Kibana.Get("server.publicBaseUrl"); n == nil || n.Text != "https://k" {
			t.Errorf("%q: server.publicBaseUrl is %v", text, n)
		}
		if n := s.Kibana.Get("xpack.actions.preconfigured.a.actionTypeId"); n == nil || n.Text != ".email" {
			t.Errorf("%q: actionTypeId is %v", text, n)
		}
		if ids := strings.Join(s.Kibana.Members("xpack.actions.preconfigured"), " "); ids != "a b" {
			t.Errorf("%q: connectors %q", text, ids)
		}
		if n := s.Kibana.Get("server.host"); n != nil {
			t.Errorf("%q: server.host is %v", text, n)
		}
	}
}

// TestUnreadable: a kibana.yml and a list of spaces that are none are errors
// with a place.
func TestUnreadable(t *testing.T) {
	file := func(text string) *File { return &File{Name: "f.yml", Src: []byte(text)} }
	for _, c := range []struct {
		files Files
		want  string
	}{
		{Files{KibanaYML: file("- a")}, "f.yml:1:1: kibana.yml must be an object"},
		{Files{KibanaYML: file("a: 1\n---\nb: 1")}, "f.yml:3:1: a second document"},
		{Files{KibanaYML: file("a: [")}, "f.yml:1:"},
		{Files{KibanaYML: file("# nothing\n")}, ""},
		{Files{Spaces: file("")}, "f.yml:1:1: the file is empty"},
		{Files{Spaces: file("a: 1")}, "f.yml:1:1: a list of spaces is an array"},
		{Files{Spaces: file("- {name: x}\n- ok")}, "f.yml:1:3: a space needs an id"},
		{Files{Spaces: file("- a\n- 12")}, ""},
		{Files{Spaces: file("[]")}, ""},
	} {
		_, err := Read(c.files)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}
