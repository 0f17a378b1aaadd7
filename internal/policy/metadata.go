package policy

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/diag"
)

// Metadata reads what the METADATA block above the package says of a rule:
//
//	# METADATA
//	# title: one line without a full stop
//	# description: why, as Markdown
//	# related_resources:
//	#   - https://…                       evidence
//	# custom:
//	#   severity: warning
//	#   category: incomplete
//	#   what: what to do about it, as Markdown
//	#   evidence: [repository:path@commit, …]
//	#   versions: since 8.12
//	#   strict: true                    only the preset strict has the rule
//	#   when: {features: [generalCases*], privileges: [minimal_all]}
//	#   options:
//	#     - {name: pattern, type: string, default: "*", doc: what it says}
//
// The values of options are data.rolelint.config["<id>"]: the configuration's,
// or the defaults (diag.Option).
//
// `when` says for which roles the rule can have findings at all (diag.When:
// features, privileges, lacks, base, spaces, indices, no_indices, licenses,
// assignee); the rule is
// not evaluated over others.
//
// It returns nil where the module is no rule. Nothing but the package's name is
// required: the severity is then warning, the category hygiene, the title the id.
// The error is an *Error, or several joined.
func Metadata(name, src string) (*diag.Rule, error) {
	m, err := parse(name, src, true)
	if err != nil {
		return nil, err
	}
	return metadata(m)
}

// metadata reads the annotations of a parsed module.
func metadata(m *ast.Module) (*diag.Rule, error) {
	id, ok := ruleID(m.Package.Path)
	if !ok {
		return nil, nil
	}
	if !isKebab(id) {
		return nil, wrong(m.Package.Location, "rule id %q is not in kebab-case", id)
	}
	r := &diag.Rule{ID: id, Kind: "rego", Title: id, Severity: diag.Warning, Category: diag.Hygiene}
	for _, a := range m.Annotations {
		if a.Scope != "package" {
			continue
		}
		if err := annotate(r, a); err != nil {
			return nil, wrong(a.Location, "metadata of rule %q: %v", id, err)
		}
	}
	return r, nil
}

// annotate fills a rule from its METADATA block.
func annotate(r *diag.Rule, a *ast.Annotations) error {
	if a.Title != "" {
		r.Title = strings.TrimSpace(a.Title)
	}
	r.Why = strings.TrimSpace(a.Description)
	for _, res := range a.RelatedResources {
		r.Evidence = append(r.Evidence, res.Ref.String())
	}
	for _, key := range sortedKeys(a.Custom) {
		value := a.Custom[key]
		if key == "when" {
			if err := readWhen(&r.When, value); err != nil {
				return err
			}
			continue
		}
		if key == "options" {
			if err := readOptions(r, value); err != nil {
				return err
			}
			continue
		}
		if key == "strict" {
			strict, ok := value.(bool)
			if !ok {
				return fmt.Errorf("custom.strict must be true or false")
			}
			r.Strict = strict
			continue
		}
		if key == "evidence" {
			list, ok := value.([]any)
			if !ok {
				return fmt.Errorf("custom.evidence must be a list of strings")
			}
			for _, e := range list {
				r.Evidence = append(r.Evidence, fmt.Sprint(e))
			}
			continue
		}
		text, ok := value.(string)
		if !ok {
			return fmt.Errorf("custom.%s must be a string", key)
		}
		text = strings.TrimSpace(text)
		switch key {
		case "severity":
			s, err := diag.ParseSeverity(text)
			if err != nil {
				return err
			}
			r.Severity = s
		case "category":
			if !slices.Contains(diag.Categories, diag.Category(text)) {
				return fmt.Errorf("unknown category %q: one of %s", text, categories())
			}
			r.Category = diag.Category(text)
		case "what":
			r.What = text
		case "versions":
			r.Versions = text
		}
	}
	return nil
}

func categories() string {
	var names []string
	for _, c := range diag.Categories {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// rulesPackage is data.rolelint.rules.
var rulesPackage = ast.Ref{ast.DefaultRootDocument, ast.StringTerm("rolelint"), ast.StringTerm("rules")}

// ruleID returns the id of the rule that a package is: the last element of
// data.rolelint.rules["ID"].
func ruleID(pkg ast.Ref) (string, bool) {
	if len(pkg) != len(rulesPackage)+1 || !pkg.HasPrefix(rulesPackage) {
		return "", false
	}
	id, ok := pkg[len(pkg)-1].Value.(ast.String)
	return string(id), ok
}

// isKebab reports whether s is lower-case words of letters and digits, joined
// by single hyphens.
func isKebab(s string) bool {
	for word := range strings.SplitSeq(s, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
