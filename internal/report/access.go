package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
)

// AccessResult is what roles grant, each by itself.
type AccessResult struct {
	Target catalog.Target
	Roles  []RoleAccess
}

// RoleAccess is what one role grants.
type RoleAccess struct {
	Role    diff.Loaded
	Granted []access.Granted
	Refused *Refusal // nil where the server takes the role
}

type jsonRoleAccess struct {
	Role    string        `json:"role"`
	At      *jsonAt       `json:"at"`
	Grants  []jsonGranted `json:"grants"`
	Unknown string        `json:"unknown,omitempty"` // why nothing is certain
	Refused *jsonRefusal  `json:"refused,omitempty"`
}

type jsonGranted struct {
	access.Granted
	At *jsonAt `json:"at"`
}

// WriteAccess writes what roles grant, as "text" or "json". The error is w's.
func WriteAccess(w io.Writer, result *AccessResult, format string, color bool) error {
	if format == "json" {
		return writeAccessJSON(w, result)
	}
	out, paint := bufio.NewWriter(w), paint(color)
	for i := range result.Roles {
		r := &result.Roles[i]
		line(out, paint.with(bold, Escape(r.Role.Name)), "  ", where(diff.Locate(r.Role.File, r.Role.Node)))
		if r.Role.Template != nil {
			line(out, "  not certain: ", uncertain(&r.Role))
		}
		if r.Refused != nil {
			line(out, "  ", paint.with(yellow, r.Refused.words("")))
		}
		if len(r.Granted) == 0 {
			line(out, "  grants nothing")
		}
		for _, g := range r.Granted {
			line(out, "  ", Escape(grantedWords(g)))
		}
		line(out)
	}
	line(out, count(len(result.Roles), "role", "roles"), " (", targetWords(result.Target), ")")
	return out.Flush()
}

func line(out *bufio.Writer, parts ...string) {
	for _, part := range parts {
		_, _ = out.WriteString(part) // bufio keeps the error for Flush
	}
	_ = out.WriteByte('\n')
}

func uncertain(l *diff.Loaded) string {
	return fmt.Sprintf("the role holds a placeholder (%s) and must be rendered first", l.Template.Language)
}

func writeAccessJSON(w io.Writer, result *AccessResult) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(jsonVersion)
	out.text(`,"target":`)
	out.value(result.Target)
	out.text(`,"roles":`)
	writeArray(out, len(result.Roles), func(i int) any {
		r := &result.Roles[i]
		j := jsonRoleAccess{Role: r.Role.Name, At: newJSONAt(diff.Locate(r.Role.File, r.Role.Node)), Grants: []jsonGranted{}, Refused: newJSONRefusal("", r.Refused)}
		if r.Role.Template != nil {
			j.Unknown = uncertain(&r.Role)
		}
		for _, g := range r.Granted {
			j.Grants = append(j.Grants, jsonGranted{g, newJSONAt(diff.Locate(r.Role.File, g.At.Node))})
		}
		return j
	})
	out.text("}\n")
	return out.flush()
}

// grantedWords says a grant in words: "indices logs-*: read".
func grantedWords(g access.Granted) string {
	privileges := strings.Join(g.Privileges, ", ")
	switch g.Kind {
	case access.KibanaKind:
		switch {
		case g.Feature != "":
			return fmt.Sprintf("Kibana, %s: %s %s", spaceWords(g.Space), g.Feature, privileges)
		case privileges == "*":
			return fmt.Sprintf("Kibana, %s: every action", spaceWords(g.Space))
		}
		return fmt.Sprintf("Kibana, %s: base %s", spaceWords(g.Space), privileges)
	case access.IndexKind, access.RemoteIndexKind:
		text := "indices " + strings.Join(g.Names, ", ")
		if g.Kind == access.RemoteIndexKind {
			text = "remote clusters " + strings.Join(g.Clusters, ", ") + ", " + text
		}
		text += ": " + privileges
		if g.Restricted {
			text += "; restricted indices too"
		}
		if g.Documents == "filtered" {
			text += "; only documents that a query lets through"
		}
		if g.Fields == "some" {
			text += "; only some fields"
		}
		return text
	case access.ApplicationKind:
		return fmt.Sprintf("application %s on %s: %s", g.Application, strings.Join(g.Resources, ", "), privileges)
	case access.RunAsKind:
		return "run as: " + strings.Join(g.Names, ", ")
	case access.RemoteClusterKind:
		return fmt.Sprintf("remote clusters %s: %s", strings.Join(g.Clusters, ", "), privileges)
	case access.GlobalKind:
		return fmt.Sprintf("global %s: %s", g.Application, strings.Join(g.Names, ", "))
	}
	return "cluster: " + privileges
}

func spaceWords(space string) string {
	if space == "*" {
		return "all spaces"
	}
	return "space " + space
}
