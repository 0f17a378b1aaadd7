package policy

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/rules"
)

// program is what was compiled, ready to be evaluated concurrently.
type program struct {
	compiler *ast.Compiler
	target   *ast.Term
	rules    []compiledRule
}

// compiledRule is a rule to evaluate.
type compiledRule struct {
	rule  *diag.Rule
	query ast.Body      // data.rolelint.rules["ID"].findings = result
	at    *ast.Location // of its first `findings`, for problems
}

const result = ast.Var("result")

// checkStages do nothing for modules that are known to be right: those that
// ship, which a test compiles with every stage.
var checkStages = []ast.StageID{
	ast.StageCheckUnusedImports, ast.StageCheckKeywordOverrides, ast.StageCheckDuplicateImports,
	ast.StageCheckVoidCalls, ast.StageCheckRuleConflicts, ast.StageCheckUndefinedFuncs,
	ast.StageCheckRecursion, ast.StageCheckTypes, ast.StageCheckUnsafeBuiltins,
	ast.StageCheckDeprecatedBuiltins, ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet,
	ast.StageRewriteRegoMetadataCalls, ast.StageRewriteTestRulesForTracing,
	ast.StageRewritePrintCalls, ast.StageBuildRequiredCapabilities,
}

// compile parses and compiles rules with the modules they share.
func (c *compilation) compile(list []*diag.Rule) (*program, error) {
	modules, err := c.shipped(list)
	if err != nil {
		return nil, fmt.Errorf("internal error: %w", err)
	}
	p := &program{target: targetTerm(c.target)}
	for _, b := range c.builtin {
		if m := modules[shippedName(b)]; m != nil {
			p.add(m, b.Rule)
		}
	}
	compiler := ast.NewCompiler().WithCapabilities(capabilities())
	if c.user == nil || len(c.user.modules) == 0 {
		compiler = compiler.WithSkipStages(checkStages...)
	} else {
		for i, u := range c.user.modules {
			if u.test || u.rule != nil && !slices.Contains(list, u.rule) {
				continue
			}
			modules[userName(i)] = u.ast
			p.add(u.ast, u.rule)
		}
	}
	if compiler.Compile(modules); compiler.Failed() {
		return nil, fromOPA(compiler.Errors)
	}
	p.compiler = compiler
	return p, nil
}

// shipped parses the modules of ours that the rules need, by name: their own,
// and of lib/ what they import. The user's modules may import all of lib/.
func (c *compilation) shipped(list []*diag.Rule) (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	lib := map[string]rules.Module{} // by package, without data.
	var wanted []rules.Module
	for _, b := range c.builtin {
		if b.Rule == nil {
			lib[libPackage(b)] = b
		}
		if b.Rule == nil && c.user != nil || slices.Contains(list, b.Rule) {
			wanted = append(wanted, b)
		}
	}
	for len(wanted) > 0 {
		b := wanted[0]
		wanted = wanted[1:]
		if modules[shippedName(b)] != nil {
			continue
		}
		m, err := parse(b.Name, b.Src, false)
		if err != nil {
			return nil, err
		}
		modules[shippedName(b)] = m
		for _, imported := range m.Imports {
			if needed, ok := lib[imported.Path.String()]; ok {
				wanted = append(wanted, needed)
			}
		}
	}
	return modules, nil
}

// shippedName is the name of a module of ours among those compiled: a user's
// file may have the same name.
func shippedName(b rules.Module) string { return "rolelint:" + b.Name }

// userName is the name of the user's module i among those compiled.
func userName(i int) string { return fmt.Sprintf("user:%d", i) }

// libPackage is the package of a module of lib/: data.rolelint.lib.NAME in
// lib/NAME.rego. A test holds the modules to it.
func libPackage(b rules.Module) string {
	return "data.rolelint.lib." + strings.TrimSuffix(path.Base(b.Name), ".rego")
}

// add takes a rule into the program.
func (p *program) add(m *ast.Module, rule *diag.Rule) {
	if rule == nil {
		return
	}
	ref := m.Package.Path.Append(ast.StringTerm("findings"))
	at := m.Package.Location
	for _, r := range m.Rules {
		if ruleName(r) == "findings" {
			at = r.Location
			break
		}
	}
	query := ast.Equality.Expr(ast.NewTerm(ref), ast.NewTerm(result))
	p.rules = append(p.rules, compiledRule{rule: rule, query: ast.NewBody(query), at: at})
}

// ruleName returns the name of a rule of Rego, without its keys.
func ruleName(r *ast.Rule) string { return r.Head.Ref()[0].String() }
