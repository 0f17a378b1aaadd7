package analyzers

import (
	"go/ast"
	"go/constant"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// RuleMeta reports rules whose metadata is incomplete: every surface (pages,
// explain, machine outputs) is made from it.
var RuleMeta = &analysis.Analyzer{
	Name:     "rulemeta",
	Doc:      "report diag.Rule literals with missing or malformed metadata",
	Requires: []*analysis.Analyzer{inspect.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
		in.Preorder([]ast.Node{(*ast.CompositeLit)(nil)}, func(n ast.Node) {
			lit := n.(*ast.CompositeLit)
			t := pass.TypesInfo.TypeOf(lit)
			if t == nil || t.String() != module+"internal/diag.Rule" || len(lit.Elts) == 0 ||
				strings.HasSuffix(pass.Fset.File(lit.Pos()).Name(), "_test.go") {
				return
			}
			checkRule(pass, lit)
		})
		return nil, nil
	},
}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func checkRule(pass *analysis.Pass, lit *ast.CompositeLit) {
	fields := map[string]ast.Expr{}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			pass.Reportf(e.Pos(), "name the fields of a rule")
			return
		}
		fields[kv.Key.(*ast.Ident).Name] = kv.Value
	}
	if id, ok := fields["ID"]; ok {
		if _, known := constantString(pass, id); !known {
			return // made at run time, such as that of a user's rule
		}
	}
	for _, name := range []string{"ID", "Category", "Severity", "Title", "Why", "What", "Evidence"} {
		value, ok := fields[name]
		if !ok {
			pass.Reportf(lit.Pos(), "rule without %s", name)
			continue
		}
		if list, ok := value.(*ast.CompositeLit); ok && len(list.Elts) == 0 {
			pass.Reportf(value.Pos(), "rule with an empty %s", name)
		}
		text, known := constantString(pass, value)
		switch {
		case known && strings.TrimSpace(text) == "":
			pass.Reportf(value.Pos(), "rule with an empty %s", name)
		case known && name == "ID" && !kebab.MatchString(text):
			pass.Reportf(value.Pos(), "rule id %q is not in kebab-case", text)
		case known && name == "Title" && (strings.HasSuffix(text, ".") || strings.Contains(text, "\n")):
			pass.Reportf(value.Pos(), "a title is one line without a full stop")
		}
	}
}

func constantString(pass *analysis.Pass, e ast.Expr) (string, bool) {
	v := pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}
