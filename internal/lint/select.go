package lint

import (
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/checks/files"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/policy"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/suppress"
	"github.com/rolelint/rolelint/internal/surroundings"
	"github.com/rolelint/rolelint/rules"
	"github.com/rolelint/rolelint/schema"
)

// selection is what runs over a file: the rules that are on, with their
// severities and options.
type selection struct {
	opt      Options               // with the overrides of the file
	known    map[string]*diag.Rule // every rule there is
	off      map[string]bool
	checks   []*checks.Check
	schema   bool           // at least one rule of the schemas is on
	policy   *policyRun     // nil where no Rego rule is on for any file
	rego     *policy.Engine // with the options of the file; nil where no Rego rule is on
	intents  *intent.Intents
	around   *surroundings.Surroundings
	suppress *suppress.Options // nil where nothing is suppressed
	watch    *stopwatch        // nil where the time is not taken
	// earlier are roles that earlier files of the folder of the file at hand
	// define, by name; nil while files are looked at one by one.
	earlier map[string]checks.Definition
}

// choose applies the options to the rules there are.
func choose(opt Options, inputs []Input, watch *stopwatch) (*selections, error) {
	user, err := parsePolicies(opt.Policies)
	if err != nil {
		return nil, err
	}
	all, rego := Rules(), rules.Rules
	if user != nil {
		all, rego = slices.Concat(all, user.Rules), slices.Concat(rego, user.Rules)
	}
	if err := checkSettings(&opt, all); err != nil {
		return nil, err
	}
	intents, err := intent.Read(opt.Intents, opt.Target)
	if err != nil {
		return nil, err
	}
	around, err := surroundings.Read(opt.Surroundings)
	if err != nil {
		return nil, err
	}
	out := &selections{by: map[string]*selection{}}
	suppressions := newSuppressions(&opt, all)
	for _, overrides := range distinct(inputs) {
		sel := newSelection(opt.with(overrides), all)
		sel.intents, sel.around, sel.suppress, sel.watch = intents, around, suppressions, watch
		out.by[overrideKey(overrides)] = sel
	}
	out.rules = out.running(all)
	out.base = out.by[overrideKey(nil)]
	out.each = make([]*selection, len(inputs))
	for i := range inputs {
		out.each[i] = out.by[overrideKey(inputs[i].Overrides)]
	}
	run, err := newPolicy(opt, user, rego, out, watch)
	if err != nil {
		return nil, err
	}
	for _, sel := range out.by {
		sel.policy = run
		if run != nil && sel.anyOn(rego) {
			sel.rego = run.engine.View(sel.on, sel.opt.Values)
		}
	}
	return out, nil
}

// newSelection returns which of the rules run, those in Rego but for their engine.
func newSelection(opt Options, all []*diag.Rule) *selection {
	sel := &selection{opt: opt, known: make(map[string]*diag.Rule, len(all)), off: map[string]bool{}}
	for _, r := range all {
		sel.known[r.ID] = r
		if !opt.Runs(r) {
			sel.off[r.ID] = true
		}
	}
	for _, c := range goChecks() {
		if sel.on(c.ID) {
			sel.checks = append(sel.checks, c)
		}
	}
	sel.schema = sel.anyOn(schema.Rules)
	return sel
}

// on reports whether a rule is on.
func (sel *selection) on(id string) bool { return !sel.off[id] }

// anyOn reports whether one of the rules is on.
func (sel *selection) anyOn(list []*diag.Rule) bool {
	return slices.ContainsFunc(list, func(r *diag.Rule) bool { return sel.on(r.ID) })
}

// Runs reports whether a rule is on.
func (opt *Options) Runs(r *diag.Rule) bool {
	if slices.Contains(opt.Except, r.ID) {
		return false
	}
	if len(opt.Only) > 0 {
		return slices.Contains(opt.Only, r.ID)
	}
	if severity, set := opt.Severities[r.ID]; set {
		return severity != diag.Off
	}
	return r.In(opt.Preset) || opt.RequireReason && r.ID == suppress.ReasonRule
}

// Holds returns the severity that the options state for a rule, or its default;
// diag.Off where it does not run.
func (opt *Options) Holds(r *diag.Rule) diag.Severity {
	if !opt.Runs(r) {
		return diag.Off
	}
	if severity := opt.Severities[r.ID]; severity != diag.Off {
		return severity
	}
	return r.Severity
}

// severity returns what a finding weighs, and whether its rule is on.
func (sel *selection) severity(id string, given diag.Severity) (diag.Severity, bool) {
	if sel.off[id] {
		return diag.Off, false
	}
	if s, ok := sel.opt.Severities[id]; ok && s != diag.Off {
		return s, true
	}
	return given, true
}

func (sel *selection) checkFile(f *role.File, report func(diag.Finding)) {
	start := sel.watch.start()
	if sel.schema {
		schema.CheckFile(f, sel.opt.Target, report)
	}
	sel.watch.phase(phaseSchema, start)
	start = sel.watch.start()
	pass := checks.NewPass(f, nil, sel.opt.Target, nil, report).Beside(sel.around)
	pass.Earlier = sel.earlier
	for _, c := range sel.checks {
		if f.Format == role.Unknown && !f.Unparsed() && c.ID != files.WithoutRole {
			continue // who reads the file is not known
		}
		if c.Folder != nil && sel.earlier != nil {
			own := sel.watch.start()
			c.Folder(pass.For(&c.Rule, sel.opt.Values[c.ID]))
			sel.watch.rule(c.ID, own)
		}
		if c.File != nil {
			own := sel.watch.start()
			c.File(pass.For(&c.Rule, sel.opt.Values[c.ID]))
			sel.watch.rule(c.ID, own)
		}
	}
	sel.watch.phase(phaseChecks, start)
}

func (sel *selection) checkRole(f *role.File, shared *checks.OfFile, r *role.Role, report func(diag.Finding)) {
	start := sel.watch.start()
	if sel.schema {
		schema.Check(f, r, sel.opt.Target, report)
	}
	sel.watch.phase(phaseSchema, start)
	start = sel.watch.start()
	pass := checks.NewPass(f, r, sel.opt.Target, nil, report).In(shared).Beside(sel.around)
	for _, c := range sel.checks {
		if c.Role != nil {
			own := sel.watch.start()
			c.Role(pass.For(&c.Rule, sel.opt.Values[c.ID]))
			sel.watch.rule(c.ID, own)
		}
	}
	sel.watch.phase(phaseChecks, start)
	start = sel.watch.start()
	sel.intents.Check(r, report)
	sel.watch.phase(phaseIntent, start)
}
