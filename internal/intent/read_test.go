package intent

import (
	"errors"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/decode"
)

// TestReadErrors reads intent files with one mistake each, which is marked
// «so» where it must be reported.
func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ text, message string }{
		{"roles:\n  - {match: a, profile: «cases/asignee»}\n", `unknown profile "cases/asignee"; did you mean "cases/assignee"?`},
		{"roles:\n  - {match: a, profile: «cases/full:sercurity»}\n", `did you mean "cases/full:security"?`},
		{"roles:\n  - {match: a, profile: cases/none, «spces»: [a]}\n", `unknown key "spces" in an entry of roles; did you mean "spaces"?`},
		{"roles:\n  - «{profile: cases/none}»\n", `needs "match"`},
		{"roles:\n  - «{match: a}»\n", `needs "profile", "floor" or "ceiling"`},
		{"roles:\n  - {match: «[a]», profile: cases/none}\n", `"match" must be a string, but is an array`},
		{"roles: «{match: a, profile: cases/none}»\n", `"roles" must be an array, but is an object`},
		{"roles:\n  - {match: a, profile: cases/none, spaces: «[]»}\n", `"spaces" is empty`},
		{"roles:\n  - {match: a, «spaces»: [b], floor: {cluster: [monitor]}}\n", "name their spaces themselves"},
		{"roles:\n  - {match: a, floor: «read»}\n", "the floor must be written as a role, but is a string"},
		{"roles:\n  - {match: a, floor: «{}»}\n", "the floor must be written as a role"},
		{"roles:\n  - {match: a, ceiling: {«indeces»: []}}\n", `the ceiling is not written as a role: unknown field "indeces"`},
		{"roles:\n  - {match: a, ceiling: {indices: [{names: [a], privileges: [«reed»]}]}}\n", `unknown index privilege "reed"; did you mean "read"?`},
		{"roles:\n  - {match: a, ceiling: {cluster: [«montor»]}}\n", `unknown cluster privilege "montor"; did you mean "monitor"?`},
		{"roles:\n  - {match: a, floor: {kibana: [{feature: {«generalCaseV3»: [all]}}]}}\n", `unknown feature "generalCaseV3"; did you mean "generalCasesV3"?`},
		{"roles:\n  - {match: a, floor: {kibana: [{feature: {«generalCasesV3»: [cases_asign]}}]}}\n", `has no privilege "cases_asign"; did you mean "cases_assign"?`},
		{"profiles:\n  «cases/mine»: {floor: {cluster: [monitor]}}\n", "names that start with cases/ are those of the built-in profiles"},
		{"profiles:\n  «mine»: {}\n", "says nothing"},
		{"profiles:\n  mine: {floor: {kibana: [{spaces: [a], feature: {actions: [all]}}]}}\nroles:\n  - {match: a, profile: mine, «spaces»: [b]}\n", `"spaces" changes nothing`},
		{"order: [a, b, «a»]\n", `"a" stands in the order twice`},
		{"order: «[a]»\n", "needs at least two roles"},
		{"order: [a, «7»]\n", `must be a string, but is a number`},
		{"never:\n  - {index: a, privilege: «writ»}\n", `did you mean "write"?`},
		{"never:\n  - {index: «\"/a[/\"», privilege: write}\n", "/a[/"},
		{"never:\n  - «{index: a}»\n", `"index" needs "privilege" beside it`},
		{"never:\n  - {cluster: manage, «privilege»: all}\n", `"privilege" does not belong beside "cluster"`},
		{"never:\n  - {cluster: «manag»}\n", `did you mean "manage"?`},
		{"never:\n  - «{feature: actons, privilege: all}»\n", `unknown feature "actons"; did you mean "actions"?`},
		{"never:\n  - «{space: a}»\n", "an entry of never is {index, privilege}"},
		{"«neve»: []\n", `unknown key "neve" in an intent file; did you mean "never"?`},
		{"«[]»\n", "an intent file must be an object"},
		{"order: [a, b]\n«order»: [c, d]\n", "stated twice"},
		{"order: [a, b]\n---\n«order: [c, d]»\n", "a second document"},
		{"order: [a, «", ""},
	} {
		before, _, _ := strings.Cut(c.text, "«")
		text := strings.NewReplacer("«", "", "»", "").Replace(c.text)
		_, err := Read([]File{{Name: "intent.yaml", Src: []byte(text)}}, catalog.Default())
		var list decode.Errors
		if !errors.As(err, &list) {
			t.Errorf("%q is taken: %v", text, err)
			continue
		}
		if len(list) != 1 || !strings.Contains(list[0].Message, c.message) {
			t.Errorf("%q: got\n%v\nwant %q, once", text, err, c.message)
			continue
		}
		if c.message != "" && list[0].At.Offset != len(before) {
			t.Errorf("%q: reported at %q, want %q", text, text[list[0].At.Offset:], text[len(before):])
		}
	}
}

func TestReadEmpty(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "{}", "---\n"} {
		if _, err := Read([]File{{Name: "intent.yaml", Src: []byte(text)}}, catalog.Default()); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Profiles are shared by all files; each has one definition.
func TestReadSeveralFiles(t *testing.T) {
	profiles := File{Name: "profiles.yaml", Src: []byte("profiles: {ours: {floor: {cluster: [monitor]}}}\n")}
	uses := File{Name: "roles.yaml", Src: []byte("roles: [{match: a, profile: ours}]\n")}
	if _, err := Read([]File{uses, profiles}, catalog.Default()); err != nil {
		t.Errorf("a profile of another file: %v", err)
	}
	if _, err := Read([]File{uses}, catalog.Default()); err == nil {
		t.Error("a profile that no file defines is taken")
	}
	_, err := Read([]File{profiles, {Name: "more.yaml", Src: profiles.Src}}, catalog.Default())
	if err == nil || err.Error() != `more.yaml:1:12: profile "ours" is defined in profiles.yaml already` {
		t.Errorf("got %v", err)
	}
}
