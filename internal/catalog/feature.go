package catalog

import (
	"sort"
	"strings"
)

// Kind tells features that roles cannot simply be given from the others.
type Kind uint8

// The kinds. The zero value is Assignable.
const (
	Assignable     Kind = iota
	ReservedOnly        // registered to carry a reserved privilege; no role can be given it
	ServerlessOnly      // exists on Serverless only
	InDevelopment       // seen only in development or in open pull requests
	NeverReleased       // an id of development that no release had
)

// Feature is a Kibana feature.
type Feature struct {
	ID       string
	Name     string // as Kibana displays it now; see NameAt
	Category string
	Kind     Kind
	// MinimumLicense is the license below which Kibana hides the feature in its
	// interface; zero where none is declared. It does not restrict access.
	MinimumLicense License
	Note           string // a plain sentence or two; may be empty
	Source         string // where it is registered

	life             lifetime
	successor        string
	deprecated       Version
	deprecatedSource string
	includedInBase   bool // false: not established
	allContainsRead  bool // false: not established
	notHosted        bool // on Hosted not established
	privileges       []Privilege
	replacements     []replacement
	restrictions     []restriction
}

// LookupFeature returns the feature with that id, case-sensitively.
func LookupFeature(id string) (*Feature, bool) {
	i, ok := sort.Find(len(features), func(i int) int { return strings.Compare(id, features[i].ID) })
	if !ok {
		return nil, false
	}
	return &features[i], true
}

// Features returns all features, by id: those of every version, and ids that
// are known without ever having been assignable (see Kind).
func Features() []*Feature {
	all := make([]*Feature, len(features))
	for i := range features {
		all[i] = &features[i]
	}
	return all
}

// FeatureIDs returns the ids of the features that exist at the target or may,
// by id: what a misspelt id was probably meant to be.
func FeatureIDs(t Target) []string {
	var ids []string
	for i := range features {
		if f := &features[i]; f.Kind == Assignable && f.At(t).Exists != No {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// At says whether the feature is registered at the target.
func (f *Feature) At(t Target) Presence {
	switch {
	case t.Deployment == Serverless:
		// Which features Serverless registers is established for one only.
		p := Presence{Source: f.life.sinceSource}
		if f.Kind == ServerlessOnly {
			p.Exists = Yes
		}
		return p
	case f.Kind == ServerlessOnly, f.Kind == NeverReleased:
		return Presence{Exists: No, Source: f.life.sinceSource, Successor: f.successors()}
	}
	p := f.life.at(t.Stack)
	if p.Exists == Yes && f.notHosted && t.Deployment == Hosted {
		p.Exists = NotEstablished
	}
	if p.Exists != Yes {
		p.Successor = f.successors()
	}
	return p
}

func (f *Feature) successors() []Grant {
	if f.successor == "" {
		return nil
	}
	return []Grant{{Feature: f.successor}}
}

// NameAt returns the name that Kibana displays at the target: a feature that
// is deprecated later does not yet say so.
func (f *Feature) NameAt(t Target) string {
	if answer, _ := f.DeprecatedAt(t); answer == No {
		return strings.TrimSuffix(f.Name, " (Deprecated)")
	}
	return f.Name
}

// DeprecatedAt says whether the feature is deprecated at the target, and since
// when; the version is zero where the feature is never deprecated.
func (f *Feature) DeprecatedAt(t Target) (Answer, Version) {
	if f.deprecated.IsZero() {
		return No, Version{}
	}
	if t.Deployment == Serverless {
		return NotEstablished, f.deprecated
	}
	return reached(t.Stack, f.deprecated), f.deprecated
}

// DeprecatedSource returns where the deprecation is from; empty where the
// feature is not deprecated in any version.
func (f *Feature) DeprecatedSource() string { return f.deprecatedSource }
