package cli

import (
	"errors"
	"fmt"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
)

// over puts the flags over what the configuration says.
func (f *lintFlags) over(settings *config.Config) {
	settings.Target = f.target.over(settings.Target)
	for flag, set := range map[string]bool{"stack": f.target.stack.set, "license": f.target.license.set, "deployment": f.target.deployment.set} {
		if set {
			settings.StatedBy("--"+flag, "target", flag)
		}
	}
	if f.preset.set {
		settings.Preset = &f.preset.value
		settings.StatedBy("--preset", "preset")
	}
	if f.failOn.set || settings.FailOn == nil {
		settings.FailOn = &f.failOn.value
	}
	if f.failOn.set {
		settings.StatedBy("--fail-on", "fail-on")
	}
	if len(f.policies) > 0 {
		settings.Policies = f.policies
		settings.StatedBy("--policy", "policies")
	}
	if len(*f.intents) > 0 {
		settings.Intents = *f.intents
		settings.StatedBy("--intent", "intents")
	}
}

// options returns what the configuration says, with the flags over it, as the
// engine takes it.
func (f *lintFlags) options(settings *config.Config) (lint.Options, error) {
	formats, _ := role.FormatsByName(f.as.value) // none where --as is not given
	policies, err := readPolicies(settings.Policies)
	if err != nil {
		return lint.Options{}, err
	}
	intents, err := readIntents(nil, settings)
	if err != nil {
		return lint.Options{}, err
	}
	around, err := f.surroundings.read(settings)
	var preset diag.Preset
	if settings.Preset != nil {
		preset = *settings.Preset
	}
	overrides := make([]lint.Override, len(settings.Overrides))
	for i, o := range settings.Overrides {
		overrides[i] = lint.Override{Preset: o.Preset, Severities: o.Severities, Values: o.Values}
	}
	return lint.Options{
		Target:        settings.Target.WithDefaults(),
		Formats:       formats,
		Only:          f.rules,
		Except:        f.except,
		Preset:        preset,
		Severities:    settings.Severities,
		Values:        settings.Values,
		Locked:        settings.Locked,
		Overrides:     overrides,
		AssigneeRoles: settings.AssigneeRoles,
		Policies:      policies,
		Intents:       intents,
		Surroundings:  around,
		Stats:         f.stats,
	}, err
}

// optionsError words what the engine says of its options.
func optionsError(err error, settings *config.Config) error {
	var (
		setting *lint.SettingError
		unknown *lint.UnknownRuleError
		locked  *lint.LockedRuleError
	)
	if errors.As(err, &locked) {
		return usagef("lint: --except: rule %q is locked in %s and cannot be left out; --rules looks at some rules only", locked.ID, settings.Origin("rules", locked.ID))
	}
	suggested := !errors.As(err, &unknown) || unknown.Suggestion != ""
	if errors.As(err, &setting) {
		err = fmt.Errorf("%s: %w", settings.Origin(setting.At...).Place(), err)
	}
	if !suggested {
		err = fmt.Errorf("%w; rolelint rules lists them", err)
	}
	return usageError{err}
}
