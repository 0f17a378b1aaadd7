package lint

import (
	"slices"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// ordered reports whether a file has a role that an intent file puts into an
// order with others, which may stand in other files.
func (sel *selection) ordered(f *role.File) bool {
	return slices.ContainsFunc(f.Roles, func(r *role.Role) bool { return sel.intents.Ordered(r.Name) })
}

// checkOrders compares ordered roles across all files, after every one of them
// was read, and resolves the findings of their files. It returns the findings
// whose place is in an intent file.
func checkOrders(sel *selection, outcomes []outcome) []Finding {
	var files []*role.File
	runs := map[*source.File]*fileRun{}
	for i := range outcomes {
		if run := outcomes[i].run; run != nil {
			files = append(files, run.file)
			runs[run.file.Source] = run
		}
	}
	if len(files) == 0 {
		return nil
	}
	var elsewhere []Finding
	sel.intents.CheckOrder(files, func(f *source.File, d diag.Finding) {
		if run := runs[f]; run != nil {
			run.report(d)
		} else if severity, on := sel.severity(d.Rule.ID, d.Severity); on {
			d.Severity = severity
			elsewhere = append(elsewhere, resolveElsewhere(f, &d))
		}
	})
	for i := range outcomes {
		if run := outcomes[i].run; run != nil {
			outcomes[i].findings, outcomes[i].run = run.resolve(), nil
		}
	}
	return elsewhere
}
