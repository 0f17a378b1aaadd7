package analyzers

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// MapOrder reports output in the order of a map: a loop over a map that writes
// or reports, or that gathers a slice which the function does not sort.
var MapOrder = &analysis.Analyzer{
	Name:     "maporder",
	Doc:      "report output whose order is that of a map",
	Requires: []*analysis.Analyzer{inspect.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
		in.Preorder([]ast.Node{(*ast.FuncDecl)(nil)}, func(n ast.Node) {
			fn := n.(*ast.FuncDecl)
			if fn.Body == nil || strings.HasSuffix(pass.Fset.File(fn.Pos()).Name(), "_test.go") {
				return
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if loop, ok := n.(*ast.RangeStmt); ok && overMap(pass, loop) {
					checkLoop(pass, fn, loop)
				}
				return true
			})
		})
		return nil, nil
	},
}

func overMap(pass *analysis.Pass, loop *ast.RangeStmt) bool {
	t := pass.TypesInfo.TypeOf(loop.X)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// writers are names of calls whose order a reader sees.
var writers = map[string]bool{
	"Report": true, "report": true,
	"Print": true, "Println": true, "Printf": true,
	"Fprint": true, "Fprintln": true, "Fprintf": true,
	"Write": true, "WriteString": true, "WriteByte": true, "WriteRune": true,
}

func checkLoop(pass *analysis.Pass, fn *ast.FuncDecl, loop *ast.RangeStmt) {
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if name := called(n); writers[name] {
				pass.Reportf(n.Pos(), "%s in a loop over a map: the order of the output is random", name)
			}
		case *ast.AssignStmt:
			for i, right := range n.Rhs {
				call, ok := right.(*ast.CallExpr)
				if !ok || called(call) != "append" || i >= len(n.Lhs) {
					continue
				}
				target := pass.TypesInfo.ObjectOf(root(n.Lhs[i]))
				if target == nil || target.Pos() > loop.Pos() || sorted(pass, fn, target, loop) {
					continue
				}
				pass.Reportf(n.Pos(), "%s is gathered in the order of a map and not sorted", target.Name())
			}
		}
		return true
	})
}

// sorted reports whether fn sorts the variable after the loop.
func sorted(pass *analysis.Pass, fn *ast.FuncDecl, v types.Object, loop *ast.RangeStmt) bool {
	found := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Pos() < loop.End() || !strings.Contains(strings.ToLower(called(call)), "sort") && !isSortPackage(call) {
			return true
		}
		for _, arg := range call.Args {
			if id := root(arg); id != nil && pass.TypesInfo.ObjectOf(id) == v {
				found = true
			}
		}
		return true
	})
	return found
}

func isSortPackage(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := sel.X.(*ast.Ident)
	return ok && pkg.Name == "sort"
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// root returns the variable at the bottom of x.f[i].
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.UnaryExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}
