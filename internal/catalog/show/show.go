// Package show renders the catalogue for people and programs: what there is at
// a target, or everything that is known of one id.
package show

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/rolelint/rolelint/internal/catalog"
)

// The parts of the catalogue that can be shown.
const (
	features   = "features"
	privileges = "privileges"
	roles      = "roles"
)

// document is what is shown, the same for text and JSON. One of the lists is
// set; with an id its entries have their details.
type document struct {
	Version    int            `json:"version"`
	Target     catalog.Target `json:"target"`
	Features   []feature      `json:"features,omitempty"`
	Privileges []esPrivilege  `json:"privileges,omitempty"`
	Roles      []builtinRole  `json:"roles,omitempty"`
}

// Print writes a part of the catalogue ("features": Kibana's features;
// "privileges": Elasticsearch's privileges; "roles": built-in roles) as plain
// text: all that exists at the target or may, or everything about one id. An
// unknown part or id is an error, with the nearest id where there is one.
func Print(w io.Writer, what, id string, t catalog.Target) error {
	d, err := build(what, id, t)
	if err != nil {
		return err
	}
	p := &printer{}
	switch {
	case id == "":
		p.list(what, d)
	default:
		p.details(d)
	}
	_, err = w.Write(p.Bytes())
	return err
}

// PrintJSON writes the same as Print as a JSON document:
// {"version": 1, "target": {…}, "features": [{"id": …, "exists": "yes", …}]}.
func PrintJSON(w io.Writer, what, id string, t catalog.Target) error {
	d, err := build(what, id, t)
	if err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

func build(what, id string, t catalog.Target) (*document, error) {
	d := &document{Version: 1, Target: t}
	switch what {
	case features:
		return d, d.addFeatures(id, t)
	case privileges:
		return d, d.addPrivileges(id, t)
	case roles:
		return d, d.addRoles(id, t)
	}
	return nil, fmt.Errorf("unknown part of the catalogue %q: one of %s, %s, %s", what, features, privileges, roles)
}

// unknown returns the error for an id that is not there.
func unknown(kind, id string, candidates []string) error {
	if near := catalog.Suggest(id, candidates); near != "" {
		return fmt.Errorf("unknown %s %q; did you mean %q?", kind, id, near)
	}
	return fmt.Errorf("unknown %s %q", kind, id)
}

// presence is a catalog.Presence for output.
type presence struct {
	Exists    catalog.Answer `json:"exists"`
	Since     string         `json:"since,omitempty"`
	Gone      string         `json:"gone,omitempty"`
	Successor []grant        `json:"successor,omitempty"`
	Evidence  string         `json:"evidence,omitempty"`
}

type grant struct {
	Feature    string   `json:"feature"`
	Privileges []string `json:"privileges,omitempty"`
}

func presenceOf(p catalog.Presence) presence {
	return presence{p.Exists, p.Since.String(), p.Gone.String(), grantsOf(p.Successor), p.Source}
}

func grantsOf(grants []catalog.Grant) []grant {
	var all []grant
	for _, g := range grants {
		all = append(all, grant(g))
	}
	return all
}

// words says whether and when in a few words. A thing that is not there and
// has both dates is past its end if it has begun by the target.
func (p presence) words(t catalog.Target) string {
	begun := true
	if since, err := catalog.ParseVersion(p.Since); err == nil {
		begun = t.Stack.Compare(since) >= 0
	}
	switch {
	case p.Exists == catalog.Yes && p.Since != "":
		return "yes, since " + p.Since
	case p.Exists == catalog.No && p.Since != "" && !begun:
		return "no, exists from " + p.Since
	case p.Exists == catalog.No && p.Gone != "":
		return "no, removed in " + p.Gone
	}
	return p.Exists.String()
}
