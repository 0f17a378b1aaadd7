package lint

import (
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/suppress"
)

// newSuppressions returns what suppressions are read by; nil where there are
// none.
func newSuppressions(opt *Options, all []*diag.Rule) *suppress.Options {
	if opt.NoSuppress {
		return nil
	}
	out := &suppress.Options{Locked: opt.Locked, Today: opt.Today, Configured: suppress.NewConfigured(opt.Suppressions, opt.Today)}
	for _, r := range all {
		out.Rules = append(out.Rules, r.ID)
	}
	return out
}

// suppress returns the suppressions of the file's findings, by their index, and
// adds to the findings what is wrong with suppressions.
func (run *fileRun) suppress() map[int]*Suppression {
	if run.sel.suppress == nil {
		return nil
	}
	var suppressed map[int]*Suppression
	set := suppress.Read(run.file, run.path, run.sel.suppress)
	for i := range run.findings {
		if m := set.Cover(&run.findings[i]); m != nil {
			if suppressed == nil {
				suppressed = map[int]*Suppression{}
			}
			suppressed[i] = &Suppression{By: m.By, Reason: m.Reason, Expires: m.Expires}
		}
	}
	ran := run.sel.judges
	if !run.whole() {
		ran = nil
	}
	set.Report(ran, run.report)
	return suppressed
}

// whole reports whether every rule that is on looked at every role of the file.
func (run *fileRun) whole() bool {
	if run.left != nil || len(run.unread) > 0 || len(run.shared.Exceeded) > 0 ||
		run.file.Source.Err != nil || run.file.Template != nil {
		return false
	}
	for i := range run.file.Segments {
		if run.file.Segments[i].Err != nil {
			return false
		}
	}
	return true
}

// judges reports whether a rule that has no finding in a file has looked at all
// that it needs: it is on, and what it compares roles with is given.
func (sel *selection) judges(rule string) bool {
	return !sel.off[rule] && sel.compares(sel.known[rule])
}

// compares reports whether all that a rule compares roles with was given.
func (sel *selection) compares(r *diag.Rule) bool {
	switch {
	case r.Category == diag.Intent:
		return sel.opt.Whole && len(sel.opt.Intents) > 0
	case r.Needs == "spaces":
		return sel.around.Spaces != nil
	case r.Needs != "":
		return sel.opt.Whole && sel.looksAround()
	}
	return true
}

// unjudged returns the rules of which that is not so.
func (sel *selection) unjudged() map[string]bool {
	out := map[string]bool{}
	for id, r := range sel.known {
		if !sel.compares(r) {
			out[id] = true
		}
	}
	return out
}

// reportSuppressions returns what is wrong with the suppressions of the
// configuration, after all files were looked at.
func (sel *selection) reportSuppressions() []Finding {
	if sel.suppress == nil {
		return nil
	}
	var out []Finding
	sel.suppress.Configured.Report(sel.opt.Whole, sel.judges, func(f diag.Finding) {
		if severity, on := sel.severity(f.Rule.ID, f.Severity); on {
			f.Severity = severity
			out = append(out, resolveElsewhere(f.File, &f))
		}
	})
	return out
}
