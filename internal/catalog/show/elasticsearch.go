package show

import (
	"slices"

	"github.com/rolelint/rolelint/internal/catalog"
)

// esPrivilege is a privilege of Elasticsearch at a target.
type esPrivilege struct {
	Name    string `json:"name"`
	Section string `json:"section"`
	presence
	Serverless catalog.Answer `json:"serverless"`
	Deprecated catalog.Answer `json:"deprecated"`
	Sensitive  string         `json:"sensitive,omitempty"`
	Details    *esDetails     `json:"details,omitempty"`
}

type esDetails struct {
	DeprecatedSince    string         `json:"deprecated_since,omitempty"`
	DeprecatedPart     string         `json:"deprecated_part,omitempty"`
	DeprecatedEvidence string         `json:"deprecated_evidence,omitempty"`
	Replacement        string         `json:"replacement,omitempty"`
	NoEffect           catalog.Answer `json:"no_effect"`
	Actions            []string       `json:"actions,omitempty"`
	ExcludedActions    []string       `json:"excluded_actions,omitempty"`
	Selectors          string         `json:"selectors,omitempty"`
	Implies            []string       `json:"implies,omitempty"`
	EquivalentTo       []string       `json:"equivalent_to,omitempty"`
	GrantDirectly      string         `json:"grant_directly,omitempty"`
	SensitiveBasis     string         `json:"sensitive_basis,omitempty"`
	SensitiveReason    string         `json:"sensitive_reason,omitempty"`
	Note               string         `json:"note,omitempty"`
	Source             string         `json:"source,omitempty"`
}

func (d *document) addPrivileges(name string, t catalog.Target) error {
	all := slices.Concat(catalog.ClusterPrivileges(), catalog.IndexPrivileges(), catalog.RemoteClusterPrivileges())
	if name == "" {
		for _, p := range all {
			if shown := esPrivilegeOf(p, t); shown.Exists != catalog.No {
				d.Privileges = append(d.Privileges, shown)
			}
		}
		return nil
	}
	for _, lookup := range []func(string) (*catalog.ESPrivilege, bool){catalog.LookupCluster, catalog.LookupIndex, catalog.LookupRemoteCluster} {
		if p, ok := lookup(name); ok {
			shown := esPrivilegeOf(p, t)
			shown.Details = esDetailsOf(p, t)
			d.Privileges = append(d.Privileges, shown)
		}
	}
	if d.Privileges == nil {
		var names []string
		for _, p := range all {
			names = append(names, p.Name)
		}
		return unknown("Elasticsearch privilege", name, names)
	}
	return nil
}

func esPrivilegeOf(p *catalog.ESPrivilege, t catalog.Target) esPrivilege {
	return esPrivilege{
		Name: p.Name, Section: p.Section.String(), presence: presenceOf(p.At(t)), Serverless: p.Serverless,
		Deprecated: p.DeprecatedAt(t), Sensitive: p.Sensitive.Level,
	}
}

func esDetailsOf(p *catalog.ESPrivilege, t catalog.Target) *esDetails {
	return &esDetails{
		DeprecatedSince: p.Deprecated.Since.String(), DeprecatedPart: p.Deprecated.Partial, Replacement: p.Deprecated.Replacement,
		DeprecatedEvidence: p.Deprecated.Source, NoEffect: p.NoEffect(t),
		Actions: p.Actions, ExcludedActions: p.ExcludedActions, Selectors: p.Selectors, Implies: p.Implies, EquivalentTo: p.EquivalentTo,
		GrantDirectly: p.GrantDirectly, SensitiveBasis: p.Sensitive.Basis, SensitiveReason: p.Sensitive.Reason,
		Note: p.Note, Source: p.Source,
	}
}
