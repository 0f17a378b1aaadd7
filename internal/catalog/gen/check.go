//go:build dev

package main

import (
	"fmt"
	"slices"
)

// check says what is wrong with the tables beyond a single line: order,
// doubles, and references to what does not exist.
func (t *tables) check() error {
	features := map[string]bool{}
	privileges := map[string]bool{} // "feature.privilege"
	for i, f := range t.Features {
		if i > 0 && t.Features[i-1].ID >= f.ID {
			return fmt.Errorf("features.jsonl: %q does not stand in its order", f.ID)
		}
		if f.SinceSource == "" {
			return fmt.Errorf("features.jsonl: %q has no since_source", f.ID)
		}
		features[f.ID] = true
	}
	for _, p := range t.Privileges {
		id := p.Feature + "." + p.ID
		if !features[p.Feature] || privileges[id] {
			return fmt.Errorf("privileges.jsonl: %q is double or of an unknown feature", id)
		}
		if p.Since != "" && p.SinceSource == "" {
			return fmt.Errorf("privileges.jsonl: %q has no since_source", id)
		}
		privileges[id] = true
	}
	known := func(table string, grants []grant) error {
		for _, g := range grants {
			for _, p := range g.Privileges {
				if !privileges[g.Feature+"."+p] {
					return fmt.Errorf("%s: unknown privilege %q", table, g.Feature+"."+p)
				}
			}
		}
		return nil
	}
	for _, r := range t.Replacements {
		if err := known("replacements.jsonl", append(r.Grants, grant{r.Feature, []string{r.Privilege}})); err != nil {
			return err
		}
	}
	for _, r := range t.Restrictions {
		if r.Privilege != "" && !privileges[r.Feature+"."+r.Privilege] || !features[r.Feature] {
			return fmt.Errorf("restrictions.jsonl: unknown privilege %q", r.Feature+"."+r.Privilege)
		}
	}
	return t.checkElasticsearch()
}

func (t *tables) checkElasticsearch() error {
	names := map[string]bool{}
	for i, p := range t.ES {
		if i > 0 && t.ES[i-1].Section == p.Section && t.ES[i-1].Name >= p.Name {
			return fmt.Errorf("es_privileges.jsonl: %q does not stand in its order", p.Name)
		}
		names[p.Section+"."+p.Name] = true
	}
	for _, p := range t.ES {
		for _, other := range slices.Concat(p.Implies, p.Equivalent) {
			if !names[p.Section+"."+other] {
				return fmt.Errorf("es_privileges.jsonl: %q implies the unknown %q", p.Name, other)
			}
		}
	}
	if !slices.IsSorted(t.Actions) {
		return fmt.Errorf("es_actions.txt is not sorted")
	}
	for i, r := range t.Roles {
		if i > 0 && t.Roles[i-1].Name >= r.Name {
			return fmt.Errorf("roles.jsonl: %q does not stand in its order", r.Name)
		}
	}
	return nil
}
