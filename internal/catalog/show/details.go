package show

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/internal/catalog"
)

func (p *printer) esPrivilege(e esPrivilege, t catalog.Target) {
	d := e.Details
	sensitive := e.Sensitive
	if sensitive != "" {
		sensitive += " (" + d.SensitiveBasis + "): " + d.SensitiveReason
	}
	deprecated := deprecatedDetail(e.Deprecated, d.DeprecatedSince, d.DeprecatedEvidence)
	if d.DeprecatedPart != "" {
		deprecated += "; " + d.DeprecatedPart
	}
	fmt.Fprintf(p, "%s privilege %s\n", e.Section, e.Name)
	p.fields(
		"at "+t.Stack.String(), e.words(t),
		"serverless", e.Serverless.String(),
		"deprecated", deprecated,
		"use instead", d.Replacement,
		"no effect", map[catalog.Answer]string{catalog.Yes: "it grants nothing", catalog.NotEstablished: "not established"}[d.NoEffect],
		"grant directly", map[string]string{"never": "no: only Elasticsearch itself uses it", "remote_indices": "in remote_indices only"}[d.GrantDirectly],
		"index components", d.Selectors,
		"actions", strings.Join(d.Actions, " "),
		"except", strings.Join(d.ExcludedActions, " "),
		"same as", strings.Join(d.EquivalentTo, ", "),
		"implies", strings.Join(d.Implies, ", "),
		"sensitive", sensitive,
		"evidence", e.Evidence,
		"read in", d.Source,
		"note", d.Note,
	)
}

func (p *printer) role(r builtinRole, t catalog.Target) {
	d := r.Details
	deprecated := r.Deprecated.String()
	if d.DeprecatedReason != "" {
		deprecated += ": " + d.DeprecatedReason
	}
	fmt.Fprintf(p, "%s\n", r.Name)
	p.fields(
		"description", r.Description,
		"at "+t.Stack.String(), r.words(t),
		"for users", map[bool]string{true: "yes", false: "no, for the Stack's own parts"}[r.Assignable],
		"deprecated", deprecated,
		"since", d.DeprecatedSince,
		"use instead", d.Replacement,
		"evidence", r.Evidence,
		"note", d.Note,
	)
	fmt.Fprintf(p, "\ngrants (as of %s%s)\n", d.AsOf, map[bool]string{true: "; there are further index privileges"}[d.Incomplete])
	var rows [][]string
	add := func(label string, cells ...string) { rows = append(rows, append([]string{"  " + label}, cells...)) }
	if len(d.Cluster) > 0 {
		add("cluster", strings.Join(d.Cluster, ", "))
	}
	addIndices := func(label string, entries []indices) {
		for _, e := range entries {
			cells := strings.Join(e.Privileges, ", ") + " on " + strings.Join(e.Names, ", ")
			if len(e.Clusters) > 0 {
				cells += " of clusters " + strings.Join(e.Clusters, ", ")
			}
			if e.AllowRestricted {
				cells += ", restricted ones too"
			}
			add(label, cells)
		}
	}
	addIndices("indices", d.Indices)
	for _, a := range d.Applications {
		add("application "+a.Application, strings.Join(a.Privileges, ", ")+" on "+strings.Join(a.Resources, ", "))
	}
	if len(d.RunAs) > 0 {
		add("run_as", strings.Join(d.RunAs, ", "))
	}
	addIndices("remote_indices", d.RemoteIndices)
	for _, c := range d.RemoteCluster {
		add("remote_cluster", strings.Join(c.Privileges, ", ")+" of clusters "+strings.Join(c.Clusters, ", "))
	}
	if rows == nil {
		add("nothing")
	}
	p.table(rows)
}
