package policy

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/catalog"
)

// catalogTerm returns data.rolelint.catalog for a target:
//
//	{"features": {ID: {
//	  "name": …, "category": …,
//	  "deprecated": bool,                 established to be
//	  "replaced_by": {PRIVILEGE: [{"feature": …, "privileges": […]}]},
//	  "privileges": {PRIVILEGE: {"name": …, "sub": bool, "sub_feature": …, "include_in": …, "includes": {…}}}
//	}}}
//
// It holds the features and privileges that are established to exist at the
// target; includes is the set of privileges that a privilege contains, itself
// among them.
func catalogTerm(t catalog.Target) *ast.Term {
	features := ast.NewObject()
	for _, f := range catalog.Features() {
		if f.At(t).Exists == catalog.Yes {
			features.Insert(ast.StringTerm(f.ID), featureTerm(f, t))
		}
	}
	return ast.ObjectTerm(item("features", ast.NewTerm(features)))
}

func featureTerm(f *catalog.Feature, t catalog.Target) *ast.Term {
	privileges, replaced := ast.NewObject(), ast.NewObject()
	for _, p := range f.Privileges() {
		if f.PrivilegeAt(p.ID, t).Exists != catalog.Yes {
			continue
		}
		includes := ast.NewSet()
		for _, id := range f.Includes(p.ID, t) {
			includes.Add(ast.StringTerm(id))
		}
		privileges.Insert(ast.StringTerm(p.ID), ast.ObjectTerm(
			item("name", ast.StringTerm(p.Name)),
			item("sub", ast.InternedTerm(p.Sub)),
			item("sub_feature", ast.StringTerm(p.SubFeature)),
			item("include_in", ast.StringTerm(p.IncludeIn)),
			item("includes", ast.NewTerm(includes)),
		))
		if grants, answer := f.Replacement(p.ID, t); answer == catalog.Yes {
			replaced.Insert(ast.StringTerm(p.ID), grantsTerm(grants))
		}
	}
	deprecated, _ := f.DeprecatedAt(t)
	return ast.ObjectTerm(
		item("name", ast.StringTerm(f.Name)),
		item("category", ast.StringTerm(f.Category)),
		item("deprecated", ast.InternedTerm(deprecated == catalog.Yes)),
		item("replaced_by", ast.NewTerm(replaced)),
		item("privileges", ast.NewTerm(privileges)),
	)
}

func grantsTerm(grants []catalog.Grant) *ast.Term {
	terms := make([]*ast.Term, len(grants))
	for i, g := range grants {
		privileges := make([]*ast.Term, len(g.Privileges))
		for j, p := range g.Privileges {
			privileges[j] = ast.StringTerm(p)
		}
		terms[i] = ast.ObjectTerm(
			item("feature", ast.StringTerm(g.Feature)),
			item("privileges", ast.ArrayTerm(privileges...)),
		)
	}
	return ast.ArrayTerm(terms...)
}
