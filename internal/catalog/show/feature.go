package show

import (
	"fmt"

	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
)

// feature is a Kibana feature at a target.
type feature struct {
	ID       string `json:"id"`
	Name     string `json:"name,omitempty"`
	Category string `json:"category,omitempty"`
	presence
	Deprecated      catalog.Answer  `json:"deprecated"`
	DeprecatedSince string          `json:"deprecated_since,omitempty"`
	Details         *featureDetails `json:"details,omitempty"`
}

type featureDetails struct {
	Kind               string         `json:"kind,omitempty"`
	MinimumLicense     string         `json:"minimum_license,omitempty"` // hides, does not restrict
	ExcludedFromBase   catalog.Answer `json:"excluded_from_base"`
	DeprecatedEvidence string         `json:"deprecated_evidence,omitempty"`
	Privileges         []privilege    `json:"privileges"`
	Note               string         `json:"note,omitempty"`
	Source             string         `json:"source,omitempty"`
}

// privilege is a privilege of a feature at a target.
type privilege struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	presence
	SubFeature        string         `json:"sub_feature,omitempty"`
	IncludeIn         string         `json:"include_in,omitempty"`
	Includes          []string       `json:"includes,omitempty"`
	License           string         `json:"license,omitempty"`
	Exclusive         bool           `json:"exclusive,omitempty"`
	RequiresAllSpaces catalog.Answer `json:"requires_all_spaces"`
	Disabled          catalog.Answer `json:"disabled"`
	Condition         string         `json:"condition,omitempty"`
	Replacement       *replacement   `json:"replacement,omitempty"`
	sub               bool
}

// replacement is what Kibana replaces a privilege of a deprecated feature by.
type replacement struct {
	Known    catalog.Answer `json:"known"`
	Grants   []grant        `json:"grants,omitempty"`
	Derived  bool           `json:"derived,omitempty"`
	Evidence string         `json:"evidence,omitempty"`
}

var kinds = [...]string{
	catalog.ReservedOnly:   "carries a reserved privilege; no role can be given it",
	catalog.ServerlessOnly: "exists on Serverless only",
	catalog.InDevelopment:  "seen only in development or in open pull requests",
	catalog.NeverReleased:  "never released",
}

func (d *document) addFeatures(id string, t catalog.Target) error {
	if id == "" {
		for _, f := range catalog.Features() {
			if shown := featureOf(f, t); shown.Exists != catalog.No && f.Kind == catalog.Assignable {
				d.Features = append(d.Features, shown)
			}
		}
		return nil
	}
	f, ok := catalog.LookupFeature(id)
	if !ok {
		if now := catalog.RenamedBefore(id); now != "" {
			return fmt.Errorf("unknown feature %q: it is from before the catalogue begins, and its place was taken by %q", id, now)
		}
		var ids []string
		for _, f := range catalog.Features() {
			ids = append(ids, f.ID)
		}
		return unknown("feature", id, ids)
	}
	shown := featureOf(f, t)
	shown.Details = detailsOf(f, t)
	d.Features = []feature{shown}
	return nil
}

func featureOf(f *catalog.Feature, t catalog.Target) feature {
	deprecated, since := f.DeprecatedAt(t)
	return feature{
		ID: f.ID, Name: f.NameAt(t), Category: f.Category, presence: presenceOf(f.At(t)),
		Deprecated: deprecated, DeprecatedSince: since.String(),
	}
}

func detailsOf(f *catalog.Feature, t catalog.Target) *featureDetails {
	details := &featureDetails{
		Kind: kinds[f.Kind], MinimumLicense: f.MinimumLicense.String(), ExcludedFromBase: f.ExcludedFromBase(t),
		DeprecatedEvidence: f.DeprecatedSource(), Note: f.Note, Source: f.Source, Privileges: []privilege{},
	}
	for _, p := range f.Privileges() {
		details.Privileges = append(details.Privileges, privilegeOf(f, p, t))
	}
	// What there is comes first; otherwise the order of registration stays.
	slices.SortStableFunc(details.Privileges, func(a, b privilege) int { return absence(a) - absence(b) })
	return details
}

func absence(p privilege) int {
	if p.Exists == catalog.No {
		return 1
	}
	return 0
}

func privilegeOf(f *catalog.Feature, p catalog.Privilege, t catalog.Target) privilege {
	license, answer := f.MinLicense(p.ID, t)
	shown := privilege{
		ID: p.ID, Name: p.Name, presence: presenceOf(f.PrivilegeAt(p.ID, t)),
		SubFeature: p.SubFeature, IncludeIn: p.IncludeIn, Exclusive: p.Exclusive == catalog.Yes, Condition: p.Condition,
		RequiresAllSpaces: f.RequiresAllSpaces(p.ID, t), Disabled: f.Disabled(p.ID, t), sub: p.Sub,
	}
	if answer == catalog.Yes {
		shown.License = license.String()
	}
	if included := f.Includes(p.ID, t); len(included) > 1 {
		shown.Includes = included[1:]
	}
	if deprecated, _ := f.DeprecatedAt(t); deprecated == catalog.Yes && shown.Exists != catalog.No {
		grants, known := f.Replacement(p.ID, t)
		source, derived := f.ReplacementSource(p.ID, t)
		shown.Replacement = &replacement{known, grantsOf(grants), derived, source}
	}
	return shown
}
