package diag

import "testing"

// Each preset has the rules of the one before it.
func TestPresets(t *testing.T) {
	for _, c := range []struct {
		rule Rule
		want Preset
	}{
		{Rule{Category: Rejected, Severity: Error}, Minimal},
		{Rule{Category: Rejected, Severity: Warning, Strict: true}, Minimal},
		{Rule{Category: Intent, Severity: Warning}, Minimal},
		{Rule{Category: Ineffective, Severity: Error}, Minimal},
		{Rule{Category: Ineffective, Severity: Warning}, Recommended},
		{Rule{Category: Excess, Severity: Error}, Recommended},
		{Rule{Category: Hygiene, Severity: Info}, Recommended},
		{Rule{Category: Hygiene, Severity: Info, Strict: true}, Strict},
	} {
		if got := c.rule.Preset(); got != c.want {
			t.Errorf("%+v is in %s, want %s", c.rule, got, c.want)
		}
		for i, name := range PresetNames {
			p, err := ParsePreset(name)
			if err != nil || p.String() != name {
				t.Fatalf("%s: %s, %v", name, p, err)
			}
			smallest := map[Preset]int{Minimal: 0, Recommended: 1, Strict: 2}[c.want]
			if got := c.rule.In(p); got != (i >= smallest) {
				t.Errorf("%+v in %s: %t", c.rule, p, got)
			}
		}
	}
	for _, name := range PresetNames {
		own := Rule{Category: Hygiene, Severity: Info, User: true, Strict: true}
		if p, _ := ParsePreset(name); !own.In(p) {
			t.Errorf("a user's own rule is not in %s", name)
		}
	}
	if _, err := ParsePreset("all"); err == nil {
		t.Error("all is no preset")
	}
	var zero Preset
	if zero != Recommended {
		t.Error("recommended is what holds where nothing is said")
	}
}
