package policy

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/rules"
)

// User is the user's own policies, parsed.
type User struct {
	// Rules is the metadata of the user's rules, by id.
	Rules   []*diag.Rule
	modules []userModule
}

type userModule struct {
	ast  *ast.Module
	rule *diag.Rule // nil where the module is no rule
	test bool       // its name ends with _test.rego
}

// ParseUser parses the user's modules and reads the metadata of their rules.
// Several modules may share a package that is no rule's; a rule is one module,
// and its id may not be that of a rule that ships. The error names every module
// that is wrong, with its place.
func ParseUser(files []UserModule) (*User, error) {
	u := &User{}
	shipped := map[string]bool{}
	for _, r := range rules.Rules {
		shipped[r.ID] = true
	}
	owner := map[string]string{}
	var errs []error
	for _, f := range files {
		m, err := parse(f.Name, string(f.Src), true)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		mod := userModule{ast: m, test: strings.HasSuffix(path.Base(f.Name), "_test.rego")}
		if !mod.test {
			if mod.rule, err = userRule(m, shipped, owner); err != nil {
				errs = append(errs, err)
				continue
			}
		}
		if mod.rule != nil {
			owner[mod.rule.ID] = f.Name
			u.Rules = append(u.Rules, mod.rule)
		}
		u.modules = append(u.modules, mod)
	}
	slices.SortFunc(u.Rules, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return u, errors.Join(errs...)
}

// reserved are the packages that are ours alone.
var reserved = []string{"lib", "catalog"}

func userRule(m *ast.Module, shipped map[string]bool, owner map[string]string) (*diag.Rule, error) {
	for _, name := range reserved {
		if m.Package.Path.HasPrefix(ast.Ref{ast.DefaultRootDocument, ast.StringTerm("rolelint"), ast.StringTerm(name)}) {
			return nil, wrong(m.Package.Location, "package rolelint.%s belongs to rolelint; choose a name of your own", name)
		}
	}
	rule, err := metadata(m)
	if rule == nil || err != nil {
		return nil, err
	}
	rule.User, rule.File = true, m.Package.Location.File
	if shipped[rule.ID] {
		return nil, wrong(m.Package.Location, "rule %q ships with rolelint; choose an id of your own, and switch ours off if yours replaces it", rule.ID)
	}
	if first, ok := owner[rule.ID]; ok {
		return nil, wrong(m.Package.Location, "rule %q is defined in %s already", rule.ID, first)
	}
	return rule, nil
}

// parse parses a module; annotations cost time and are read on demand only.
func parse(name, src string, annotations bool) (*ast.Module, error) {
	m, err := ast.ParseModuleWithOpts(name, src, ast.ParserOptions{
		Capabilities:      capabilities(),
		RegoVersion:       ast.RegoV1,
		ProcessAnnotation: annotations,
	})
	if err != nil {
		return nil, fromOPA(err)
	}
	return m, nil
}
