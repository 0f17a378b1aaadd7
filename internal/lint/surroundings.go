package lint

import (
	"fmt"
	"runtime/debug"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// looksAround reports whether rules look at what stands beside the roles, once
// every role was read.
func (sel *selection) looksAround() bool {
	return len(sel.around.Mappings) > 0 || sel.around.Kibana != nil
}

// checkSurroundings runs the rules about what stands beside the roles. Files
// of role mappings are also looked at as texts, as every other file is.
func checkSurroundings(sel *selection, inputs []Input, outcomes []outcome) (out outcome) {
	if !sel.looksAround() {
		return outcome{}
	}
	defer func() {
		if p := recover(); p != nil {
			out.errors = append(out.errors, FileError{Message: fmt.Sprintf("internal error: %v\n%s", p, debug.Stack())})
		}
	}()
	var runs []*fileRun
	for i, m := range sel.around.Mappings {
		run := &fileRun{sel: sel, file: &role.File{Source: m.Source}, path: sel.opt.Surroundings.RoleMappings[i].Path}
		if m.Source.Err != nil {
			run.file.Template = role.TemplateIn(m.Source)
		}
		run.checkFile()
		runs = append(runs, run)
	}
	if k := sel.around.Kibana; k != nil {
		runs = append(runs, &fileRun{sel: sel, file: &role.File{Source: k.Source}, path: sel.opt.Surroundings.KibanaYML.Path})
	}
	of := map[*source.File]*fileRun{}
	for _, run := range runs {
		of[run.file.Source] = run
	}
	sel.checkSurroundings(allRoles(inputs, outcomes), func(d diag.Finding) { of[d.File].report(d) })
	for _, run := range runs {
		out.findings = append(out.findings, run.resolve()...)
		out.looked = append(out.looked, Looked{run.file.Source.Name, run.path, !run.whole()})
		if run.left != nil {
			out.errors = append(out.errors, tooMany(run.file.Source, run.left))
		}
	}
	return out
}

func (sel *selection) checkSurroundings(all *checks.AllRoles, report func(diag.Finding)) {
	start := sel.watch.start()
	pass := checks.NewPass(nil, nil, sel.opt.Target, nil, report).Beside(sel.around)
	pass.All = all
	for _, c := range sel.checks {
		if c.Surroundings != nil {
			own := sel.watch.start()
			c.Surroundings(pass.For(&c.Rule, sel.opt.Values[c.ID]))
			sel.watch.rule(c.ID, own)
		}
	}
	sel.watch.phase(phaseChecks, start)
}

// answersAll reports whether a file is an answer of the server that has all
// roles; that to a query has those that were asked for.
func answersAll(f *role.File) bool {
	return f.Format == role.ElasticsearchMap || f.Format == role.KibanaList && f.Source.Docs[0].Kind == source.Array
}

// allRoles are the roles of a run. They are all that there are as far as can be
// told where folders were searched, or an answer of the server was read, and
// every file and every role could be.
func allRoles(inputs []Input, outcomes []outcome) *checks.AllRoles {
	all := &checks.AllRoles{}
	unread := false
	for i := range outcomes {
		o := &outcomes[i]
		unread = unread || len(o.errors) > 0
		if o.file == nil {
			continue
		}
		all.Files = append(all.Files, o.file)
		all.Complete = all.Complete || !inputs[i].Named && !inputs[i].Picked || answersAll(o.file)
		unread = unread || o.file.Template != nil || o.file.Source.Err != nil
	}
	all.Complete = all.Complete && !unread
	return all
}
