package catalog

import (
	"strings"
	"testing"
)

func TestParseVersion(t *testing.T) {
	for _, s := range []string{"9.4", "9.4.1", "8.17.0", "8.19.22", "10.0"} {
		v, err := ParseVersion(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
		}
		if v.String() != s {
			t.Errorf("%s reads as %s", s, v)
		}
	}
	for _, s := range []string{"", "9", "9.", "v9.4", "9.4.1.2", "9.x", "9.4-SNAPSHOT", " 9.4", "9.-1", "09.4", "9.9999"} {
		if v, err := ParseVersion(s); err == nil {
			t.Errorf("%q reads as %s", s, v)
		}
	}
}

func TestCompare(t *testing.T) {
	ascending := []string{"7.17", "7.17.9", "8.0", "8.9.2", "8.10", "8.19.22", "9.0", "9.4", "9.4.1", "9.5"}
	for i, a := range ascending {
		for j, b := range ascending {
			v, _ := ParseVersion(a)
			w, _ := ParseVersion(b)
			if got := v.Compare(w); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s against %s: %d", a, b, got)
			}
		}
	}
	if (Version{9, 4, 0}).Compare(V(9, 4)) != 0 {
		t.Error("9.4 begins with 9.4.0")
	}
}

func TestParseStack(t *testing.T) {
	for _, s := range []string{"7.17", "7.17.28", "8.0", "8.19", "9.0", "9.5", "9.6", "9.6.0"} {
		if _, err := ParseStack(s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	for s, message := range map[string]string{
		"7.16": "too old", "6.8": "too old", "9.7": "newer than the catalogue, which ends with 9.5",
		"10.0": "newer than the catalogue", "8.20": "8.19 is the last 8.x", "7.18": "7.17 is the last 7.x", "latest": "no version",
	} {
		if _, err := ParseStack(s); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%s: %v does not say %q", s, err, message)
		}
	}
	if all := Stacks(); all[0] != Oldest() || all[len(all)-1] != Development() || len(all) != 1+20+7 {
		t.Errorf("stacks: %v", all)
	}
}

func TestTarget(t *testing.T) {
	if got := Default().String(); got != "9.5 (enterprise, self-managed)" {
		t.Error(got)
	}
	if got := (Target{License: Gold}).WithDefaults(); got != (Target{V(9, 5), Gold, SelfManaged}) {
		t.Error(got)
	}
	for _, name := range licenseNames[1:] {
		if l, err := ParseLicense(name); err != nil || l.String() != name {
			t.Errorf("%s: %s, %v", name, l, err)
		}
	}
	for _, name := range deploymentNames[1:] {
		if d, err := ParseDeployment(name); err != nil || d.String() != name {
			t.Errorf("%s: %s, %v", name, d, err)
		}
	}
	if _, err := ParseLicense("Gold"); err == nil {
		t.Error("license names are lower case")
	}
	if _, err := ParseDeployment(""); err == nil {
		t.Error("an empty deployment is none")
	}
	if !Trial.Allows(Enterprise) || Basic.Allows(Gold) || !Gold.Allows(Gold) {
		t.Error("licenses ascend")
	}
}
