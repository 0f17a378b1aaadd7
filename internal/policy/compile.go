package policy

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"

	"github.com/rolelint/rolelint/internal/diag"
)

// program is what was compiled, ready to be evaluated concurrently.
type program struct {
	compiler *ast.Compiler
	store    storage.Store
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

// compile parses and compiles the selected rules with the modules they share.
func (e *Engine) compile() (*program, error) {
	modules := map[string]*ast.Module{}
	p := &program{target: targetTerm(e.target)}
	for _, b := range e.builtin {
		if b.Rule != nil && !e.selected(b.Rule.ID) {
			continue
		}
		m, err := parse(b.Name, b.Src, false)
		if err != nil {
			return nil, fmt.Errorf("internal error: %w", err)
		}
		// A user's file may have the same name.
		modules["rolelint:"+b.Name] = m
		p.add(m, b.Rule)
	}
	compiler := ast.NewCompiler().WithCapabilities(capabilities())
	if e.user == nil || len(e.user.modules) == 0 {
		compiler = compiler.WithSkipStages(checkStages...)
	} else {
		for i, u := range e.user.modules {
			if u.test || u.rule != nil && !e.selected(u.rule.ID) {
				continue
			}
			modules[fmt.Sprintf("user:%d", i)] = u.ast
			p.add(u.ast, u.rule)
		}
	}
	if compiler.Compile(modules); compiler.Failed() {
		return nil, fromOPA(compiler.Errors)
	}
	p.compiler = compiler
	p.store = newStore(e.target)
	return p, nil
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
