package docs

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/lint"
)

// The page of a user's own rule has all that the page of ours has, and nothing
// that it does not state.
func TestOwnPages(t *testing.T) {
	own := lint.Own{
		Modules: []lint.PolicyFile{{Name: "p/no_star.rego", Src: []byte(`# METADATA
# title: No role reaches all spaces
# custom:
#   category: excess
#   what: Name them.
#   options:
#     - {name: except, type: strings, default: [a|b], doc: roles that may}
package rolelint.rules["no-star"]

findings contains {"at": ["kibana", i, "spaces", j], "message": "all spaces"} if input.role.kibana[i].spaces[j] == "*"
`)}},
		Examples: []lint.PolicyFile{{Name: "p/no-star.txtar", Src: []byte("-- bad/a.yml --\nkibana:\n  - {base: [read], spaces: [«'*'»]}\n")}, {Name: "q/no-star.txtar"}},
	}
	pages, err := OwnPages(own)
	if err != nil || len(pages) != 2 {
		t.Fatalf("%v %v", pages, err)
	}
	if pages[0].Name != "README.md" || !strings.Contains(pages[0].Text, "1 rule, by") || !strings.Contains(pages[0].Text, "| [`no-star`](no-star.md) | warning | No role reaches all spaces |") {
		t.Errorf("%+v", pages[0])
	}
	want := Generated + "# no-star\n\nNo role reaches all spaces.\n\n" +
		"| category | default severity |\n|---|---|\n| [excess](README.md#excess): grants more than it reads, or grants dangerous access | warning |\n\n" +
		"## What to do\n\nName them.\n\n" +
		"## Options\n\n| option | takes | default | |\n|---|---|---|---|\n| `except` | a list of strings | `[\"a\\|b\"]` | roles that may |\n\n" +
		"In the configuration:\n\n```yaml\nrules:\n  no-star:\n    options:\n      except: [\"a|b\"]\n```\n\n" +
		"## Bad: `a.yml`\n\n```yaml\nkibana:\n  - {base: [read], spaces: ['*']}\n```\n\n> - 2:29: warning: all spaces\n\n"
	if pages[1].Name != "no-star.md" || pages[1].Text != want {
		t.Errorf("%s\ngot:\n%s\nwant:\n%s", pages[1].Name, pages[1].Text, want)
	}
	if pages, err := OwnPages(lint.Own{}); pages != nil || err != nil {
		t.Errorf("no policies: %v %v", pages, err)
	}
}
