//go:build dev

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// tables is what the folder holds, line by line.
type tables struct {
	Features     []featureLine
	Privileges   []privilegeLine
	Replacements []replacementLine
	Restrictions []restrictionLine
	ES           []esLine
	Actions      []string
	Roles        []roleLine
}

// life is the lifetime part of a line: since is exact; present_by and
// absent_in are bounds where the exact version is not known.
type life struct {
	Since         string   `json:"since"`
	PresentBy     string   `json:"present_by"`
	AbsentIn      string   `json:"absent_in"`
	Branches      []string `json:"branches"`
	SinceSource   string   `json:"since_source"`
	Removed       string   `json:"removed"`
	Last          string   `json:"last"`
	RemovedSource string   `json:"removed_source"`
}

type featureLine struct {
	ID, Name, Category string
	life
	Deprecated       string
	DeprecatedSource string `json:"deprecated_source"`
	MinimumLicense   string `json:"minimum_license"`
	Base             string // "included"
	AllContainsRead  string `json:"all_contains_read"`
	Hosted           string // "unknown"
	ReservedOnly     bool   `json:"reserved_only"`
	ServerlessOnly   bool   `json:"serverless_only"`
	Development      bool
	NeverReleased    bool `json:"never_released"`
	Successor        string
	Note, Source     string
}

type privilegeLine struct {
	Feature, ID, Name string
	Sub               bool
	SubFeature        string `json:"sub_feature"`
	Group             int
	GroupType         string `json:"group_type"`
	IncludeIn         string `json:"include_in"`
	License           string
	Condition         string
	Successor         []grant
	life
}

type grant struct {
	Feature    string
	Privileges []string
}

type replacementLine struct {
	Feature, Privilege string
	From, Until        string
	Grants             []grant
	Derived            bool
	Source             string
}

type restrictionLine struct {
	Feature, Privilege, Kind string
	From, Until              string
	Answer                   string // "yes" or "unknown"
	Source                   string
}

type esLine struct {
	Section, Name string
	life
	Deprecated   *deprecation
	NoEffect     bool   `json:"no_effect"`
	NoEffectFrom string `json:"no_effect_from"`
	Serverless   string
	Actions      []string
	Excluded     []string
	Selectors    string
	Implies      []string
	Equivalent   []string
	Grant        string
	Sensitive    *sensitivity
	Unverified   bool
	Note, Source string
}

type deprecation struct{ Since, Replacement, Partial, Source string }

type sensitivity struct{ Level, Basis, Reason string }

type roleLine struct {
	Name, Description string
	life
	Deprecated    *roleDeprecation
	Assignable    bool
	Cluster       []string
	RunAs         []string `json:"run_as"`
	Indices       []indices
	RemoteIndices []indices       `json:"remote_indices"`
	RemoteCluster []remoteCluster `json:"remote_cluster"`
	Applications  []application
	Incomplete    bool
	AsOf          string `json:"as_of"`
	Note          string
}

type roleDeprecation struct {
	Reason, Replacement, Since string
	OpenFrom                   string `json:"open_from"`
	OpenUntil                  string `json:"open_until"`
}

type indices struct {
	Clusters, Names, Privileges []string
	AllowRestricted             bool `json:"allow_restricted_indices"`
}

type remoteCluster struct{ Clusters, Privileges []string }

type application struct {
	Application           string
	Privileges, Resources []string
}

// read reads the tables of a folder.
func read(folder string) (*tables, error) {
	t := &tables{}
	for _, table := range []struct {
		name string
		add  func(*json.Decoder) error
	}{
		{"features.jsonl", addTo(&t.Features)},
		{"privileges.jsonl", addTo(&t.Privileges)},
		{"replacements.jsonl", addTo(&t.Replacements)},
		{"restrictions.jsonl", addTo(&t.Restrictions)},
		{"es_privileges.jsonl", addTo(&t.ES)},
		{"roles.jsonl", addTo(&t.Roles)},
	} {
		data, err := os.ReadFile(filepath.Join(folder, table.name))
		if err != nil {
			return nil, err
		}
		for i, line := range bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")) {
			d := json.NewDecoder(bytes.NewReader(line))
			d.DisallowUnknownFields()
			if err := table.add(d); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", table.name, i+1, err)
			}
		}
	}
	actions, err := os.ReadFile(filepath.Join(folder, "es_actions.txt"))
	if err != nil {
		return nil, err
	}
	t.Actions = strings.Fields(string(actions))
	return t, nil
}

// addTo returns a function that decodes a line and appends it.
func addTo[T any](lines *[]T) func(*json.Decoder) error {
	return func(d *json.Decoder) error {
		var line T
		if err := d.Decode(&line); err != nil {
			return err
		}
		*lines = append(*lines, line)
		return nil
	}
}
