package policy

import "testing"

func TestCatalogIsData(t *testing.T) {
	e := engineOf(t, Options{}, `package rolelint.rules.mine

features := data.rolelint.catalog.features

findings contains {"at": ["kibana"], "message": name} if {
	some id, f in features
	id == "generalCasesV3"
	f.privileges.create_comment.sub
	"create_comment" in f.privileges.all.includes
	name := f.name
}

findings contains {"at": ["kibana"], "message": successor} if {
	features.generalCases.deprecated
	successor := features.generalCases.replaced_by.all[0].feature
}
`)
	findings, problems := e.Eval(t.Context(), inputOf(t, supportRole))
	if len(findings) != 2 || findings[0].Message != "Cases" || findings[1].Message != "generalCasesV3" || len(problems) > 0 {
		t.Errorf("findings %v, problems %v", findings, problems)
	}
}
