package cli

import (
	"context"

	"github.com/rolelint/rolelint/internal/baseline"
	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/lint"
)

// search is what a run looks for, and where.
type search struct {
	options lint.Options
	inputs  []lint.Input
	scope   baseline.Scope
	known   *baseline.Baseline // nil where there is none

	settings *config.Config
	beside   []usedFile // what known was read from
}

// search returns what the flags, the configuration and the paths come to.
func (p *program) search(f *lintFlags, settings *config.Config, paths []string) (*search, error) {
	scope := baseline.Scope{
		Locked:  settings.Locked,
		Whole:   !f.changed && f.changedSince == "" && wholeProject(settings, paths),
		Project: fromProject(settings),
	}
	options, err := f.options(settings)
	if err != nil {
		return nil, err
	}
	options.Whole = scope.Whole
	if options.Today, err = p.today(); err != nil {
		return nil, err
	}
	inputs, err := p.inputs(f, settings, paths)
	if err != nil {
		return nil, err
	}
	return &search{options: options, inputs: inputs, scope: scope, settings: settings}, nil
}

// run looks.
func (s *search) run() (*lint.Result, error) {
	result, err := lint.Run(context.Background(), s.options, s.inputs)
	if err == nil {
		s.judge(result)
	}
	return result, err
}

// judge marks what is in the baseline.
func (s *search) judge(result *lint.Result) {
	if s.known != nil {
		s.known.Apply(result, s.scope)
	}
}
