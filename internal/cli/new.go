package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/scaffold"
)

var newCommand = command{
	name: "new", arguments: "rule ID", summary: "Begin a rule of your own: the rule, its test, its examples",
	about: `Writes the rule ID, which works as it stands, with its Rego test and its examples into the policy folder. Files that are there already are left alone, and are an error.
A rule of the kind role looks at the role as a whole, one of the kind index at access to indices, one of the kind feature at features of Kibana.`,
	examples: []string{"rolelint new rule no-audit-writes --kind index", "rolelint new rule team-names --dir policies/naming"},
	define: func(flags *pflag.FlagSet) func(*program, []string) error {
		f := &newRuleFlags{policyFlags: newPolicyFlags(flags, false)}
		flags.StringVar(&f.dir, "dir", "", "policy `FOLDER` to write to; otherwise the first of the configuration, or policies")
		f.kind.value, f.kind.text, f.kind.kind, f.kind.parse = "role", "role", "KIND", choice("kind of rule", scaffold.Kinds)
		flags.Var(&f.kind, "kind", "what the rule looks at: "+strings.Join(scaffold.Kinds, ", "))
		return func(p *program, args []string) error { return p.newRule(f, args) }
	},
}

// newRuleFlags are the flags of new.
type newRuleFlags struct {
	*policyFlags
	dir  string
	kind parsed[string]
}

// newRule writes the files of a rule.
func (p *program) newRule(f *newRuleFlags, args []string) error {
	if len(args) != 2 || args[0] != "rule" {
		return usagef("new takes the word rule and an id, such as rolelint new rule team-names")
	}
	id := args[1]
	if slices.Contains(ruleIDs(lint.Rules()), id) {
		return usagef("rule %q ships with rolelint; choose an id of your own", id)
	}
	files, err := scaffold.Rule(id, f.kind.value)
	if err != nil {
		return usageError{err}
	}
	settings, err := f.settings()
	if err != nil {
		return err
	}
	folder := f.dir
	if folder == "" && len(settings.Policies) > 0 {
		folder = fromHere(settings.Policies[0])
	}
	if folder == "" {
		folder = policyFolder
	}
	for _, file := range files {
		name := filepath.Join(folder, file.Name)
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return usagef("%s is there already; nothing was written", filepath.ToSlash(name))
		}
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return fmt.Errorf("make the policy folder: %w", err)
	}
	var out strings.Builder
	for _, file := range files {
		name := filepath.Join(folder, file.Name)
		if err := writeNew(name, file.Text); err != nil {
			return fmt.Errorf("write the rule: %w", err)
		}
		fmt.Fprintf(&out, "wrote %s\n", filepath.ToSlash(name))
	}
	shown := filepath.ToSlash(folder)
	fmt.Fprintf(&out, "\nnext\n  put your own for what says TODO: the words, and %s\n  rolelint test %s\n  rolelint lint --policy %s --rules %s\n", scaffold.Changes(f.kind.value), shown, shown, id)
	if line := naming(settings, folder); line != "" {
		fmt.Fprintf(&out, "  write \"%s\" into %s, so that lint, explain and docs read it without --policy\n", line, cmp.Or(settings.File, config.Name))
	}
	return p.print(out.String())
}

// writeNew writes a file that is not there yet.
func writeNew(name, text string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}
