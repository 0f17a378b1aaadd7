package policy

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
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
//	#   url: https://…                  the page of a user's own rule
//	#   strict: true                    only the preset strict has the rule
//	#   when: {features: [generalCases*], privileges: [minimal_all]}
//	#   options:
//	#     - {name: pattern, type: string, default: "*", doc: what it says}
//
// The values of options are data.rolelint.config["<id>"]: the configuration's,
// or the defaults (diag.Option).
//
// `when` says for which roles the rule can have findings at all (diag.When, its
// fields in snake case); the rule is not evaluated over others.
//
// Other keys are errors, so that a misspelt one is not silently without effect;
// those under custom that begin with x- are for other tools.
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
		block := metadataBlock(m, a)
		if a.Scope != "package" {
			for _, key := range sortedKeys(a.Custom) {
				if _, ours := customKeys[key]; ours {
					return nil, wrong(block.place(source.Path{source.Key("custom"), source.Key(key)}), "custom.%s is metadata of the rule %q and belongs above the package", key, id)
				}
			}
			continue
		}
		if at, err := block.unknownKey(); err != nil {
			return nil, wrong(at, "metadata of rule %q: %v", id, err)
		}
		if path, err := annotate(r, a); err != nil {
			return nil, wrong(block.place(path), "metadata of rule %q: %v", id, err)
		}
	}
	return r, nil
}

// annotate fills a rule from its METADATA block. An error names the key it is
// about.
func annotate(r *diag.Rule, a *ast.Annotations) (source.Path, error) {
	if a.Title != "" {
		r.Title = strings.TrimSpace(a.Title)
	}
	r.Why = strings.TrimSpace(a.Description)
	for _, res := range a.RelatedResources {
		r.Evidence = append(r.Evidence, res.Ref.String())
	}
	for _, key := range sortedKeys(a.Custom) {
		read, known := customKeys[key]
		if !known && strings.HasPrefix(key, "x-") {
			continue
		}
		at := source.Path{source.Key("custom"), source.Key(key)}
		if !known {
			names := sortedKeys(customKeys)
			hint := didYouMean(key, names)
			if hint == "" {
				hint = ": one of " + strings.Join(names, ", ") + ", or x-… for other tools"
			}
			return at, fmt.Errorf("unknown key custom.%s%s", key, hint)
		}
		if err := read(r, a.Custom[key]); err != nil {
			return at, err
		}
	}
	return nil, nil
}

// customKeys read the members of custom.
var customKeys = map[string]func(*diag.Rule, any) error{
	"when":    func(r *diag.Rule, value any) error { return readWhen(&r.When, value) },
	"options": readOptions,
	"strict": func(r *diag.Rule, value any) (err error) {
		var ok bool
		if r.Strict, ok = value.(bool); !ok {
			err = fmt.Errorf("custom.strict must be true or false")
		}
		return err
	},
	"evidence": func(r *diag.Rule, value any) error {
		list, ok := value.([]any)
		if !ok {
			return fmt.Errorf("custom.evidence must be a list of strings")
		}
		for _, e := range list {
			r.Evidence = append(r.Evidence, fmt.Sprint(e))
		}
		return nil
	},
	"severity": stringKey("severity", func(r *diag.Rule, text string) (err error) {
		if r.Severity, err = diag.ParseSeverity(text); err == nil && r.Severity == diag.Off {
			err = fmt.Errorf("custom.severity must be info, warning or error; the configuration switches rules off")
		}
		return err
	}),
	"category": stringKey("category", func(r *diag.Rule, text string) error {
		if !slices.Contains(diag.Categories, diag.Category(text)) {
			return fmt.Errorf("unknown category %q: one of %s", text, categories())
		}
		r.Category = diag.Category(text)
		return nil
	}),
	"what":     stringKey("what", func(r *diag.Rule, text string) error { r.What = text; return nil }),
	"versions": stringKey("versions", func(r *diag.Rule, text string) error { r.Versions = text; return nil }),
	"url": stringKey("url", func(r *diag.Rule, text string) error {
		if !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") || strings.ContainsFunc(text, unicode.IsSpace) {
			return fmt.Errorf("custom.url must be an address that begins with https:// or http://")
		}
		r.UserURL = text
		return nil
	}),
}

// stringKey reads a member of custom that is a string.
func stringKey(key string, read func(*diag.Rule, string) error) func(*diag.Rule, any) error {
	return func(r *diag.Rule, value any) error {
		text, ok := value.(string)
		if !ok {
			return fmt.Errorf("custom.%s must be a string", key)
		}
		return read(r, strings.TrimSpace(text))
	}
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
