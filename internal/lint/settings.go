package lint

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

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

// SettingError is what is wrong with Severities, Values, Overrides or
// Suppressions.
type SettingError struct {
	// At is where the setting stands in a configuration: "rules", the rule's id
	// and, for an option, "options" and its name; before them, for an override,
	// "overrides" and its index. Of a suppression "suppressions", its index and
	// "rule".
	At  []string
	Err error
}

func (e *SettingError) Error() string { return e.Err.Error() }
func (e *SettingError) Unwrap() error { return e.Err }

// checkSettings holds the options to the rules there are, and gives the options
// of rules their types: those of the user's own rules are as read until now.
func checkSettings(opt *Options, all []*diag.Rule) error {
	known := make(map[string]*diag.Rule, len(all))
	for _, r := range all {
		known[r.ID] = r
	}
	unknown := func(id string) error {
		return &UnknownRuleError{id, catalog.Suggest(id, slices.Sorted(maps.Keys(known)))}
	}
	for _, id := range slices.Concat(opt.Only, opt.Except) {
		if known[id] == nil {
			return unknown(id)
		}
	}
	for _, id := range opt.Except {
		if opt.Locked[id] {
			return &LockedRuleError{id}
		}
	}
	check := func(at []string, severities map[string]diag.Severity, values *map[string]diag.Values) error {
		ids := slices.AppendSeq(slices.Collect(maps.Keys(severities)), maps.Keys(*values))
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			at := append(slices.Clip(at), "rules", id)
			if known[id] == nil {
				return &SettingError{at, unknown(id)}
			}
		}
		typed, err := typedValues(at, *values, known)
		*values = typed
		return err
	}
	if err := check(nil, opt.Severities, &opt.Values); err != nil {
		return err
	}
	for i, s := range opt.Suppressions {
		for _, id := range s.Rules {
			if known[id] == nil {
				return &SettingError{[]string{"suppressions", strconv.Itoa(i), "rule"}, unknown(id)}
			}
		}
	}
	opt.Overrides = slices.Clone(opt.Overrides)
	for i := range opt.Overrides {
		o := &opt.Overrides[i]
		if err := check([]string{"overrides", strconv.Itoa(i)}, o.Severities, &o.Values); err != nil {
			return err
		}
	}
	return nil
}

// LockedRuleError names a rule that cannot be left out.
type LockedRuleError struct{ ID string }

func (e *LockedRuleError) Error() string {
	return fmt.Sprintf("rule %q is locked and cannot be left out", e.ID)
}

// typedValues gives options of rules their types.
func typedValues(at []string, values map[string]diag.Values, known map[string]*diag.Rule) (map[string]diag.Values, error) {
	out := maps.Clone(values)
	for _, id := range slices.Sorted(maps.Keys(values)) {
		typed := diag.Values{}
		for _, name := range slices.Sorted(maps.Keys(values[id])) {
			v, err := optionValue(known[id], name, values[id][name])
			if err != nil {
				return nil, &SettingError{append(slices.Clip(at), "rules", id, "options", name), err}
			}
			typed[name] = v
		}
		out[id] = typed
	}
	return out, nil
}
