package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/diag"
)

const noStar = `# METADATA
# title: A role reaches all spaces
# custom:
#   options:
#     - {name: spaces, type: strings, default: ["*"], doc: spaces that no role may reach}
package rolelint.rules["no-star"]

findings contains {"at": ["kibana", i, "spaces", j], "message": sprintf("this role reaches %s", [space])} if {
	some i, entry in input.role.kibana
	some j, space in entry.spaces
	space in data.rolelint.config["no-star"].spaces
}
`

// What an example and its rule do not agree on is said with its place in the archive.
func TestCheck(t *testing.T) {
	for _, test := range []struct{ name, archive, want string }{
		{"agrees", "-- bad/a.json --\n{\"kibana\": [{\"base\": [\"read\"], \"spaces\": [«\"*\"»]}]}\n-- bad/a.json.want --\nreaches *\n", ""},
		{"not found", "comment\n-- bad/a.json --\n{\"kibana\": [{\"base\": [\"read\"],\n  \"spaces\": [«\"b\"», «\"*\"»]}]}\n", `4:15: marked, but not found: "b"`},
		{"not marked", "-- bad/a.json --\n{\"kibana\": [{\"base\": [\"read\"], \"spaces\": [\"ä\", \"*\", «\"b\"»]}]}\n-- bad/a.json.config --\nspaces: [b, '*']\n", `2:48: found, but not marked: "*": this role reaches *`},
		{"another message", "-- bad/a.yml --\nkibana:\n  - {base: [read], spaces: [«'*'»]}\n-- bad/a.yml.want --\nreaches all\n", `3:30: the message does not say "reaches all": this role reaches *`},
		{"too many messages", "-- bad/a.yml --\nkibana:\n  - {base: [read], spaces: [«'*'»]}\n-- bad/a.yml.want --\nreaches\nreaches\n", `0:0: bad/a.yml.want has 2 messages for 1 findings`},
		{"good, but found", "-- good/a.yml --\nkibana:\n  - {base: [read], spaces: ['*']}\n", `3:29: a good example is found: '*': this role reaches *`},
		{"no marks", "-- bad/a.yml --\nkibana:\n  - {base: [read], spaces: [b]}\n", `0:0: a bad example without marks: put « and » around what is to be found`},
		{"mark is open", "-- bad/a.yml --\nkibana:\n  - {base: [read], spaces: [«'*']}\n", `3:30: the mark « is not closed by »`},
		{"no role", "-- good/a.yml --\na: b\n", `0:0: no role in this file`},
		{"no such option", "-- good/a.yml --\nkibana: []\n-- good/a.yml.config --\nspace: [b]\n", `good/a.yml.config: line 1: rule "no-star" has no option "space"; did you mean "spaces"?`},
		{"another type", "-- good/a.yml --\nkibana: []\n-- good/a.yml.config --\nspaces: b\n", `good/a.yml.config: line 1: option "spaces" of rule "no-star" must be a list of strings`},
	} {
		rule := &diag.Rule{ID: "no-star", Options: []diag.Option{{Name: "spaces", Type: diag.StringsOption, Default: []string{"*"}}}}
		e := parseExamples("no-star.txtar", []byte(test.archive))[0]
		var got []string
		opt, err := e.Options(rule)
		if err != nil {
			got = append(got, err.Error())
		} else {
			opt.Policies = []PolicyFile{{"no_star.rego", []byte(noStar)}}
			mismatches, err := e.Check(t.Context(), opt)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range mismatches {
				got = append(got, fmt.Sprintf("%d:%d: %s", m.Line, m.Column, m.Message))
			}
		}
		if all := strings.Join(got, "\n"); !strings.HasPrefix(all, test.want) || test.want == "" && all != "" || len(got) > 1 {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, all, test.want)
		}
	}
}
