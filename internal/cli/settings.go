package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/config"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/role"
)

// defineSettings adds the flags that name a configuration, and those that say
// what it may say as well.
func (f *lintFlags) defineSettings(flags *pflag.FlagSet) {
	f.target = newTargetFlags(flags)
	f.definePreset(flags)
	f.failOn.value, f.failOn.text, f.failOn.kind, f.failOn.parse = diag.Warning, "warning", "SEVERITY", config.ParseFailOn
	flags.Var(&f.failOn, "fail-on", "least severity that makes the exit code 1: error, warning, info or never")
	f.defineFiles(flags)
}

// defineFiles adds the flags that name files to read beside the role files.
func (f *lintFlags) defineFiles(flags *pflag.FlagSet) {
	f.definePolicies(flags)
	f.intents = intentFlag(flags, "`FILE` that declares what roles are for, instead of those of the configuration; may be repeated")
	f.surroundings = newSurroundingFlags(flags)
	f.defineConfig(flags)
}

func (f *lintFlags) definePreset(flags *pflag.FlagSet) {
	f.preset.kind, f.preset.parse = "PRESET", parsePreset
	flags.Var(&f.preset, "preset", "built-in rules to run: minimal, recommended or strict (default recommended)")
}

func (f *lintFlags) definePolicies(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.policies, "policy", nil, "`FOLDER` with Rego rules of your own, instead of those of the configuration; may be repeated")
}

func (f *lintFlags) defineConfig(flags *pflag.FlagSet) {
	flags.StringVar(&f.config, "config", "", "configuration `FILE` to use")
	flags.BoolVar(&f.noConfig, "no-config", false, "use no configuration file")
}

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
	if f.failOn.set {
		settings.FailOn = &f.failOn.value
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
	settings.RoleMappings, settings.KibanaYML, settings.Spaces = f.surroundings.over(settings)
	for key, set := range map[string]bool{"role-mappings": len(f.surroundings.roleMappings) > 0, "kibana-yml": f.surroundings.kibanaYML != "", "spaces": f.surroundings.spaces != ""} {
		if set {
			settings.StatedBy("--"+key, key)
		}
	}
}

// options returns what the configuration says, with the flags over it, as the
// engine takes it.
func (f *lintFlags) options(settings *config.Config) (lint.Options, error) {
	f.over(settings)
	formats, _ := role.FormatsByName(f.as.value) // none where --as is not given
	own, err := readOwn(settings, settings.Policies, false)
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
		Policies:      own.Modules,
		Intents:       intents,
		Surroundings:  around,
		Suppressions:  settings.Entries(),
		NoSuppress:    f.noSuppress,
		RequireReason: settings.RequireReason,
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

// parsePreset is diag.ParsePreset with a suggestion.
func parsePreset(s string) (diag.Preset, error) {
	if _, err := choice("preset", diag.PresetNames)(s); err != nil {
		return diag.Recommended, err
	}
	return diag.ParsePreset(s)
}
