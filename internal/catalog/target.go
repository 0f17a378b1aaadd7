package catalog

import (
	"fmt"
	"slices"
	"strings"
)

var (
	licenseNames    = [...]string{Basic: "basic", Gold: "gold", Platinum: "platinum", Enterprise: "enterprise", Trial: "trial"}
	deploymentNames = [...]string{SelfManaged: "self-managed", Hosted: "hosted", Serverless: "serverless"}
	answerNames     = [...]string{"not established", "yes", "no"}
)

// ParseLicense returns the license of that name: basic, gold, platinum,
// enterprise or trial.
func ParseLicense(s string) (License, error) {
	if i := slices.Index(licenseNames[1:], s); i >= 0 {
		return License(i + 1), nil
	}
	return 0, fmt.Errorf("unknown license %q: one of %s", s, strings.Join(licenseNames[1:], ", "))
}

// String returns the license's name, or "" where none is stated.
func (l License) String() string { return licenseNames[l] }

// MarshalText returns the license's name.
func (l License) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a license's name.
func (l *License) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLicense(string(text))
	return err
}

// ParseDeployment returns the deployment of that name: self-managed, hosted or
// serverless.
func ParseDeployment(s string) (Deployment, error) {
	if i := slices.Index(deploymentNames[1:], s); i >= 0 {
		return Deployment(i + 1), nil
	}
	return 0, fmt.Errorf("unknown deployment %q: one of %s", s, strings.Join(deploymentNames[1:], ", "))
}

// String returns the deployment's name, or "" where none is stated.
func (d Deployment) String() string { return deploymentNames[d] }

// MarshalText returns the deployment's name.
func (d Deployment) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a deployment's name.
func (d *Deployment) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDeployment(string(text))
	return err
}

// String returns "yes", "no" or "not established".
func (a Answer) String() string { return answerNames[a] }

// MarshalText returns the answer as String does.
func (a Answer) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// Default returns the target where nothing is stated: the newest released
// Stack, an Enterprise license, self-managed.
func Default() Target {
	return Target{Stack: Latest(), License: Enterprise, Deployment: SelfManaged}
}

// WithDefaults returns the target with every field that is not stated taken
// from Default.
func (t Target) WithDefaults() Target { return t.Or(Default()) }

// Or returns the target with every field that is not stated taken from another.
func (t Target) Or(other Target) Target {
	if t.Stack.IsZero() {
		t.Stack = other.Stack
	}
	if t.License == 0 {
		t.License = other.License
	}
	if t.Deployment == 0 {
		t.Deployment = other.Deployment
	}
	return t
}

// String returns the target for messages: "9.4 (platinum, self-managed)".
func (t Target) String() string {
	return fmt.Sprintf("%s (%s, %s)", t.Stack, t.License, t.Deployment)
}

// Allows says whether a license is enough for something that needs another. A
// trial allows everything.
func (l License) Allows(needed License) bool { return l >= needed }
