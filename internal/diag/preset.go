package diag

import "fmt"

// Preset is a set of built-in rules; each contains the one before it.
type Preset uint8

// The presets. The zero value is Recommended.
const (
	Recommended Preset = iota // what a maintainer would thank for; the default
	Minimal                   // only what is certain: refused, without effect, or not as declared
	Strict                    // every rule, also those that are a matter of style or policy
)

// PresetNames are the names of the presets, from the smallest on.
var PresetNames = []string{"minimal", "recommended", "strict"}

// String returns "minimal", "recommended" or "strict".
func (p Preset) String() string { return [...]string{"recommended", "minimal", "strict"}[p] }

// ParsePreset returns the preset of that name.
func ParsePreset(s string) (Preset, error) {
	for _, p := range []Preset{Minimal, Recommended, Strict} {
		if p.String() == s {
			return p, nil
		}
	}
	return Recommended, fmt.Errorf("unknown preset %q: one of minimal, recommended, strict", s)
}

// Preset returns the smallest preset that has the rule.
func (r *Rule) Preset() Preset {
	switch {
	case r.User, r.Category == Rejected, r.Category == Intent, r.Category == Ineffective && r.Severity == Error:
		return Minimal
	case r.Strict:
		return Strict
	}
	return Recommended
}

// In reports whether a preset has the rule. A user's own rules are in all.
func (r *Rule) In(p Preset) bool {
	if p == Strict {
		return true
	}
	own := r.Preset()
	return own == Minimal || own == Recommended && p == Recommended
}
