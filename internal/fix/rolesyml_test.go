package fix_test

import (
	"testing"

	"github.com/rolelint/rolelint/internal/lint"
)

// The loader of roles.yml reads each role by itself; a fix in any of them is made.
func TestRolesYMLWithSeveralRoles(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a:\n  cluster: [manage, monitor] # kept\nb:\n  cluster: [monitor]\n", "a:\n  cluster: [manage] # kept\nb:\n  cluster: [monitor]\n"},
		{"# first\na:\n  cluster: [monitor]\n\nb:\n  cluster:\n    - monitor\n    - manage\n", "# first\na:\n  cluster: [monitor]\n\nb:\n  cluster:\n    - manage\n"},
		{"a: {cluster: [monitor, all]}\nb: {cluster: [all, monitor]}\nc: {cluster: [all]}\n", "a: {cluster: [all]}\nb: {cluster: [all]}\nc: {cluster: [all]}\n"},
	} {
		files := fixText(t, lint.Options{Only: []string{"redundant-privilege"}}, false, "roles.yml", c.text)
		if len(files) != 1 || string(files[0].After) != c.want || len(files[0].Refused) > 0 {
			t.Errorf("%q\nbecomes %+v\nwant    %q", c.text, files, c.want)
		}
	}
}
