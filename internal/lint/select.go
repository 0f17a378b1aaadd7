package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/surroundings"
	"github.com/rolelint/rolelint/schema"
)

// selection is what runs: the rules that are on, with their severities.
type selection struct {
	opt        Options
	off        map[string]bool
	severities map[string]diag.Severity
	checks     []*checks.Check
	schema     bool       // at least one rule of the schemas is on
	policy     *policyRun // nil where no Rego rule is on
	intents    *intent.Intents
	around     *surroundings.Surroundings
	watch      *stopwatch // nil where the time is not taken
}

// fewFiles is up to how many files only the Rego rules that are needed are
// compiled.
const fewFiles = 8

// choose applies the options to the rules there are.
func choose(opt Options, files int, watch *stopwatch) (*selection, error) {
	sel := &selection{opt: opt, watch: watch, off: map[string]bool{}, severities: opt.Severities}
	user, err := parsePolicies(opt.Policies)
	if err != nil {
		return nil, err
	}
	all := Rules()
	if user != nil {
		all = slices.Concat(all, user.Rules)
	}
	known := make([]string, len(all))
	for i, r := range all {
		known[i] = r.ID
	}
	for _, id := range slices.Concat(opt.Only, opt.Except, keys(opt.Severities)) {
		if !slices.Contains(known, id) {
			return nil, unknownRule(id, known)
		}
	}
	for _, r := range all {
		if !opt.Runs(r) {
			sel.off[r.ID] = true
		}
	}
	for _, c := range goChecks() {
		if !sel.off[c.ID] {
			sel.checks = append(sel.checks, c)
		}
	}
	for _, r := range schema.Rules {
		sel.schema = sel.schema || !sel.off[r.ID]
	}
	if sel.intents, err = intent.Read(opt.Intents, opt.Target); err != nil {
		return nil, err
	}
	if sel.around, err = surroundings.Read(opt.Surroundings); err != nil {
		return nil, err
	}
	sel.policy, err = newPolicy(opt, files > fewFiles, user, func(id string) bool { return !sel.off[id] }, sel.intents, watch)
	return sel, err
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
	return r.In(opt.Preset)
}

// UnknownRuleError names a rule that does not exist.
type UnknownRuleError struct {
	ID         string
	Suggestion string // "" where none is near
}

func (e *UnknownRuleError) Error() string {
	msg := fmt.Sprintf("unknown rule %q", e.ID)
	if e.Suggestion != "" {
		msg += fmt.Sprintf("; did you mean %q?", e.Suggestion)
	}
	return msg
}

func unknownRule(id string, known []string) error {
	return &UnknownRuleError{id, catalog.Suggest(id, known)}
}

func keys(m map[string]diag.Severity) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.SortFunc(out, strings.Compare)
	return out
}

// severity returns what a finding weighs, and whether its rule is on.
func (sel *selection) severity(id string, given diag.Severity) (diag.Severity, bool) {
	if sel.off[id] {
		return diag.Off, false
	}
	if s, ok := sel.severities[id]; ok && s != diag.Off {
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
	for _, c := range sel.checks {
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
