package cli

import (
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
)

// ruleGroup is a set of rules that has a name: a category or a topic.
type ruleGroup struct {
	name, about string
	rules       []*diag.Rule
}

// ruleGroups returns the categories, with the user's own rules, and the topics
// of the built-in rules. A topic that is called as a category (intent) is that
// category.
func ruleGroups(rules []*diag.Rule) []ruleGroup {
	var groups []ruleGroup
	for _, c := range diag.Categories {
		g := ruleGroup{name: string(c), about: c.Meaning()}
		for _, r := range rules {
			if r.Category == c {
				g.rules = append(g.rules, r)
			}
		}
		groups = append(groups, g)
	}
	for _, t := range lint.Topics() {
		if !slices.ContainsFunc(groups, func(g ruleGroup) bool { return g.name == t.ID }) {
			groups = append(groups, ruleGroup{name: t.ID, about: "Rules about " + strings.ReplaceAll(t.ID, "-", " ") + ".", rules: t.Rules})
		}
	}
	return groups
}

// explainOther explains a word that is no rule.
func (p *program) explainOther(word string, own lint.Own) error {
	rules, err := allRules(own)
	if err != nil {
		return err
	}
	groups := ruleGroups(rules)
	for _, g := range groups {
		if g.name == word {
			return p.explainGroup(g)
		}
	}
	return unexplained(word, placesOf(own), rules, groups)
}

// explainGroup prints what a category means, or a topic, and its rules.
func (p *program) explainGroup(g ruleGroup) error {
	return p.print(g.name + ": " + g.about + "\n\n" +
		ruleTable(g.rules, func(r *diag.Rule) diag.Severity { return r.Severity }) +
		"\nrolelint explain RULE explains one; https://github.com/rolelint/rolelint/blob/main/docs/rules/README.md has all.\n")
}

// unexplained is the error for a word that is no rule and no group, with what
// was probably meant, and where rules of the user's own were looked for.
func unexplained(word string, where ownPlaces, rules []*diag.Rule, groups []ruleGroup) error {
	for _, c := range []struct {
		part, what string
		known      bool
	}{
		{"features", "a feature of Kibana", known(catalog.LookupFeature(word))},
		{"privileges", "a privilege of Elasticsearch", known(catalog.LookupCluster(word)) || known(catalog.LookupIndex(word)) || known(catalog.LookupRemoteCluster(word))},
		{"roles", "a built-in role", known(catalog.LookupRole(word))},
	} {
		if c.known {
			return usagef("%q is no rule but %s: rolelint catalog %s %s", word, c.what, c.part, word)
		}
	}
	names := ruleIDs(rules)
	for _, g := range groups {
		names = append(names, g.name)
	}
	if near := didYouMean(word, names, ""); near != "" {
		if where.unread {
			near += " " + where.sentence
		}
		return usagef("unknown rule %q%s", word, near)
	}
	const most = 8
	var parts []string
	for _, r := range rules {
		if len(word) > 3 && strings.Contains(r.ID, strings.ToLower(word)) {
			parts = append(parts, r.ID)
		}
	}
	switch {
	case len(parts) == 0:
		return usagef("unknown rule %q; rolelint rules lists them. %s", word, where.sentence)
	case len(parts) > most:
		parts = append(parts[:most], "…")
	}
	return usagef("unknown rule %q; rules that have it in their name: %s. %s", word, strings.Join(parts, ", "), where.sentence)
}

func known[T any](_ *T, ok bool) bool { return ok }
