package suppress

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

var known = []string{"x", "y", "z"}

func read(name, text string) *Set {
	f := role.Decode(source.Parse(name, []byte(text), source.Limits{}), role.Options{})
	return Read(f, name, &Options{Rules: known})
}

// TestAttach marks with «…» what the comment of a text is attached to.
func TestAttach(t *testing.T) {
	for _, c := range []struct{ name, file, text string }{
		{"behind an entry", "a.yml", "kibana:\n- feature:\n    «discover: [all]» # rolelint:ignore x\n    maps: [all]\n"},
		{"behind a key: its subtree", "a.yml", "kibana:\n- spaces: [a]\n  «feature: # rolelint:ignore x\n    discover: [all]»\n"},
		{"behind the first key of a list entry: that key", "a.yml", "kibana:\n- «feature: # rolelint:ignore x\n    discover: [all]»\n  spaces: [a]\n"},
		{"behind a whole list entry", "a.yml", "kibana:\n- «{spaces: [a], base: [all]}» # rolelint:ignore x\n"},
		{"behind several", "a.json", `{"kibana": [{` + "\n" + `«"base": ["all"]», «"spaces": ["a"]» // rolelint:ignore x` + "\n}]}"},
		{"behind an element", "a.yml", "indices:\n- names:\n  - «\"a*\"» # rolelint:ignore x\n  - b\n"},
		{"behind a dash: what follows", "a.yml", "kibana:\n- # rolelint:ignore x\n  «spaces: [a]\n  base: [all]»\n"},
		{"behind a block scalar's indicator", "a.yml", "«description: | # rolelint:ignore x\n  text»\ncluster: []\nindices: []\n"},
		{"behind a closing bracket", "a.json", "{\"kibana\": [\n«{\n\"spaces\": [\"a\"]\n}», // rolelint:ignore x\n{\"spaces\": [\"b\"]}\n]}"},
		{"behind closing brackets: the outermost", "a.json", "{«\"kibana\": [{\n\"spaces\": [\"a\"\n]}]» // rolelint:ignore x\n}"},
		{"behind the closing bracket of the document", "a.json", "«{\"kibana\": [\n]} // rolelint:ignore x»"},
		{"behind a JSON value", "a.json", "{\"kibana\": [{\n«\"spaces\": [\"a\"]», /* rolelint:ignore x */ \"base\": [\"all\"]}]}"},
		{"in front of a JSON value", "a.json", "{\"kibana\": [{\"spaces\": [\"a\"],\n /* rolelint:ignore x */ «\"base\": [\"all\"]»}]}"},
		{"above an entry", "a.yml", "kibana:\n- feature:\n    # rolelint:ignore x\n    «discover: [all]»\n    maps: [all]\n"},
		{"above a list entry: the whole entry", "a.yml", "kibana:\n# rolelint:ignore x\n- «spaces: [a]\n  base: [all]»\n- spaces: [b]\n"},
		{"above, with other comments between", "a.yml", "kibana:\n- spaces: [a]\n  # rolelint:ignore x\n  # more\n\n  «base: [all]»\n"},
		{"two above", "a.yml", "kibana:\n- spaces: [a]\n  # rolelint:ignore x\n  # rolelint:ignore y\n  «base: [all]»\n"},
		{"after the last of a YAML list: what follows", "a.yml", "cluster:\n- a\n# rolelint:ignore x\n«indices: []»\n"},
		{"last in a JSON list: nothing", "a.json", "{\"kibana\": [\n{\"spaces\": [\"a\"]}\n// rolelint:ignore x\n], \"metadata\": {}}"},
		{"last in a flow list: nothing", "a.yml", "cluster: [a,\n # rolelint:ignore x\n]\nindices: []\n"},
		{"at the end: nothing", "a.yml", "cluster: [a]\nindices: []\n# rolelint:ignore x\n"},
		{"at the top: the document", "a.yml", "«# rolelint:ignore x\ncluster: [a]\nindices: []\n»"},
		{"at the top of JSON", "a.json", "«// rolelint:ignore x\n{\"cluster\": [], \"indices\": []}\n»"},
		{"behind the first bracket: the document", "a.json", "«{ // rolelint:ignore x\n\"cluster\": [], \"indices\": []}\n»"},
		{"above the first key of JSON: the document", "a.json", "«{\n// rolelint:ignore x\n\"cluster\": [], \"indices\": []}\n»"},
		{"above the first key within an object", "a.json", "{\"cluster\": [], \"indices\": [{\n// rolelint:ignore x\n«\"names\": [\"a\"]», \"privileges\": []}]}"},
		{"right above the first of several roles in JSON: that role", "a.json", "{\n// rolelint:ignore x\n«\"admin\": {\"cluster\": [], \"indices\": []}»,\n\"user\": {\"cluster\": [], \"indices\": []}}"},
		{"at the top of several roles in JSON", "a.json", "«{\n// rolelint:ignore x\n\n\"admin\": {\"cluster\": [], \"indices\": []},\n\"user\": {\"cluster\": [], \"indices\": []}}»"},
		{"above the first of a list of roles: that role", "a.json", "[\n// rolelint:ignore x\n«{\"name\": \"a\", \"elasticsearch\": {}, \"kibana\": []}»]"},
		{"at the top, byte order mark", "a.yml", "«\ufeff# rolelint:ignore x\ncluster: [a]\nindices: []\n»"},
		{"at the top of the second document", "a.yml", "name: a\ncluster: []\nindices: []«\n---\n# rolelint:ignore x\nname: b\ncluster: [b]\nindices: []\n»"},
		{"right above the first of several roles: that role", "roles.yml", "# rolelint:ignore x\n«admin:\n  cluster: [all]»\nuser:\n  cluster: []\n"},
		{"at the top of several roles", "roles.yml", "«# rolelint:ignore x\n\nadmin:\n  cluster: [all]\nuser:\n  cluster: []\n»"},
		{"behind the name of a role", "roles.yml", "«admin: # rolelint:ignore x\n  cluster: [all]»\nuser:\n  cluster: []\n"},
		{"above a later role", "roles.yml", "admin:\n  cluster: [all]\n\n# rolelint:ignore x\n«user:\n  cluster: []»\n"},
		{"behind an alias", "a.yml", "cluster: &c [all]\nrun_as: «*c» # rolelint:ignore x\nindices: []\n"},
		{"behind a merge key", "a.yml", "metadata: &m {a: 1}\nindices:\n- «names: [a]» # rolelint:ignore y\n  <<: *m\n"},
	} {
		text, want := marked(c.text)
		s := read(c.file, text)
		var got []string
		seen := map[source.Span]bool{}
		for _, it := range s.items {
			for _, span := range it.spans {
				if !seen[span] {
					got = append(got, text[span.Start:span.End])
				}
				seen[span] = true
			}
		}
		if strings.Join(got, "\n--\n") != strings.Join(want, "\n--\n") {
			t.Errorf("%s: attached to %q, want %q", c.name, got, want)
		}
		if nothing := len(want) == 0; nothing != (len(s.wrong) > 0 && s.wrong[0].Rule == malformedRule) {
			t.Errorf("%s: says %+v", c.name, s.wrong)
		}
	}
}

// marked takes the marks «…» out of a text and returns what they enclose.
func marked(text string) (string, []string) {
	plain := strings.NewReplacer("«", "", "»", "").Replace(text)
	var parts []string
	for _, part := range strings.Split(text, "«")[1:] {
		inside, _, _ := strings.Cut(part, "»")
		parts = append(parts, inside)
	}
	return plain, parts
}

// TestDirectives reads comments.
func TestDirectives(t *testing.T) {
	for text, want := range map[string]string{
		"# rolelint:ignore x":                              "x||",
		"#rolelint:ignore x,y , z":                         "x y z||",
		"# rolelint:ignore x, x":                           "x||",
		"# rolelint:ignore x -- a reason, with -- a dash ": "x||a reason, with -- a dash",
		"# rolelint:ignore x until 2027-01-31 -- why":      "x|2027-01-31|why",
		"// rolelint:ignore x --":                          "x||",
		"/* rolelint:ignore x\n   -- a long\n   reason */": "x||a long reason",
		"# see rolelint:ignore in the manual":              "none",
		"# rolelint is good":                               "none",
		"# rolelint:ignored x":                             "wrong",
		"# rolelint: ignore x":                             "wrong",
		"# Rolelint-Disable x":                             "wrong",
		"# rolelint:ignore":                                "wrong",
		"# rolelint:ignore -- why":                         "wrong",
		"# rolelint:ignore x, -- why":                      "wrong",
		"# rolelint:ignore x y":                            "wrong",
		"# rolelint:ignore x until":                        "wrong",
		"# rolelint:ignore x until 2027-02-30":             "wrong",
		"# rolelint:ignore x until 2027-01-31 y":           "wrong",
		"# rolelint:ignore until 2027-01-31":               "wrong",
	} {
		d, ok := parseDirective([]byte(text), source.Span{Start: 0, End: len(text)})
		got := "none"
		if ok && d.wrong != "" {
			got = "wrong"
		} else if ok {
			var rules []string
			for _, w := range d.rules {
				rules = append(rules, w.text)
				if text[w.at.Start:w.at.End] != w.text {
					t.Errorf("%s: %q is at %q", text, w.text, text[w.at.Start:w.at.End])
				}
			}
			got = strings.Join(rules, " ") + "|" + d.expires + "|" + d.reason
		}
		if got != want {
			t.Errorf("%s: got %s %s, want %s", text, got, d.wrong, want)
		}
	}
}
