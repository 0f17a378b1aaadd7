// Package diag has what a rule is and what a finding is.
package diag

import "fmt"

// Category says what follows from a finding for the user.
type Category string

// The categories; their meaning is part of the output contract.
const (
	Rejected    Category = "rejected"    // the server answers 4xx, or the loader refuses the role
	Ineffective Category = "ineffective" // accepted, but grants nothing, or less than it reads
	Excess      Category = "excess"      // grants more than it reads, or dangerous access
	Incomplete  Category = "incomplete"  // cannot do what it is for without something else
	Upgrade     Category = "upgrade"     // works now, deprecated or changed in a later version
	Intent      Category = "intent"      // differs from declared access
	Hygiene     Category = "hygiene"     // correct and effective, but hard to maintain
)

// Categories are all categories, in the order of the documentation.
var Categories = []Category{Rejected, Ineffective, Excess, Incomplete, Upgrade, Intent, Hygiene}

// Meaning returns the sentence that says what a finding of the category means.
func (c Category) Meaning() string {
	return map[Category]string{
		Rejected:    "The server answers 4xx, or the loader refuses the role.",
		Ineffective: "Accepted, but grants nothing, or less than it reads.",
		Excess:      "Grants more than it reads, or grants dangerous access.",
		Incomplete:  "Cannot do what it is for without something else as well.",
		Upgrade:     "Works now, deprecated or changed in a later version.",
		Intent:      "Differs from declared access.",
		Hygiene:     "Correct and effective, but hard to maintain.",
	}[c]
}

// Severity is how much a finding weighs. The zero value is Off.
type Severity uint8

// The severities, ascending.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

// String returns "off", "info", "warning" or "error".
func (s Severity) String() string { return [...]string{"off", "info", "warning", "error"}[s] }

// MarshalText returns the name of the severity.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity returns the severity of that name.
func ParseSeverity(s string) (Severity, error) {
	for i, name := range [...]string{"off", "info", "warning", "error"} {
		if s == name {
			return Severity(i), nil
		}
	}
	return Off, fmt.Errorf("unknown severity %q: one of off, info, warning, error", s)
}

// Rule is the metadata of a rule: the one source of its page, of `rolelint
// explain`, of the machine outputs' rule tables and of the configuration's
// schema.
type Rule struct {
	ID       string   `json:"id"` // kebab-case
	Category Category `json:"category"`
	Severity Severity `json:"severity"` // the default; a finding may carry a lower one
	Title    string   `json:"title"`    // one line without a full stop
	// Why says what happens and what it means; What says what to do about it.
	// Both are Markdown paragraphs.
	Why  string `json:"why"`
	What string `json:"what"`
	// Evidence names documentation pages, source files or public threads, one
	// each: a URL, or repository:path@commit.
	Evidence []string `json:"evidence"`
	// Versions says in words to which versions, licenses and deployments the
	// rule applies; empty means all.
	Versions string `json:"versions,omitempty"`
	// Options are what the configuration can set of the rule.
	Options []Option `json:"options,omitempty"`
	// Strict says that only the preset strict has the rule.
	Strict bool `json:"strict,omitempty"`
	// Needs is the flag of lint without which the rule says nothing
	// ("role-mappings", "kibana-yml", "spaces"): the file that it gives is looked
	// at, or looked at beside the roles. Empty for rules about roles alone.
	Needs string `json:"needs,omitempty"`
	// Kind is "go", "rego" or "schema"; it is set where the rule is registered.
	Kind string `json:"kind"`
	// User says that the rule is a user's own policy; File is then where it
	// stands, and UserURL the address of its page, empty where it has none.
	User    bool   `json:"-"`
	File    string `json:"-"`
	UserURL string `json:"-"`
	// When says for which roles a rule in Rego is worth evaluating.
	When When `json:"-"`
}

// URL returns the address of the rule's page; empty for a user's own rule that
// states none.
func (r Rule) URL() string {
	if r.User {
		return r.UserURL
	}
	return "https://github.com/rolelint/rolelint/blob/main/docs/rules/" + r.ID + ".md"
}
