package report

import (
	"io"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/diff"
)

type jsonRoleDiff struct {
	Role    string       `json:"role"`
	Was     string       `json:"was,omitempty"` // its name in BEFORE, where it is another
	Verdict diff.Verdict `json:"verdict"`
	Gained  []jsonChange `json:"gained"`
	Lost    []jsonChange `json:"lost"`
	Unknown []jsonDoubt  `json:"unknown"`
}

type jsonChange struct {
	Kind    access.Kind    `json:"kind"`
	Witness access.Witness `json:"witness"`
	At      *jsonAt        `json:"at"`
	Summary string         `json:"summary"`
}

type jsonDoubt struct {
	Kind   access.Kind `json:"kind,omitempty"`
	May    string      `json:"may"` // "gain" or "lose"
	At     *jsonAt     `json:"at"`
	Reason string      `json:"reason"`
}

type jsonDeclared struct {
	Match        bool          `json:"match"`
	Declarations int           `json:"declarations"`
	Failures     []jsonFailure `json:"failures"`
	Suggested    []string      `json:"suggested,omitempty"`
}

type jsonScope struct {
	Left    []string `json:"left,omitempty"`
	Entered []string `json:"entered,omitempty"`
}

type jsonFailure struct {
	Kind        diff.FailureKind `json:"kind"`
	Role        string           `json:"role"`
	Message     string           `json:"message"`
	Declaration string           `json:"declaration,omitempty"`
	Change      *jsonChange      `json:"change,omitempty"`
}

// writeDiffJSON writes one object, one role a line. Its members are a contract.
func writeDiffJSON(w io.Writer, d *Diff, _ Options) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(jsonVersion)
	out.text(`,"target":`)
	out.value(d.Target)
	if d.From != d.Target {
		out.text(`,"from":`)
		out.value(d.From)
	}
	out.text(`,"before":`)
	out.value(d.Before)
	out.text(`,"after":`)
	out.value(d.After)
	out.text(`,"verdict":`)
	out.value(d.Verdict)
	out.text(`,"roles":`)
	writeArray(out, len(d.Roles), func(i int) any { return newJSONRoleDiff(&d.Roles[i]) })
	if d.Declared != nil {
		out.text(`,"declared":`)
		out.value(newJSONDeclared(d.Declared))
	}
	if len(d.Left)+len(d.Entered) > 0 {
		out.text(`,"scope":`)
		out.value(jsonScope{d.Left, d.Entered})
	}
	out.text(`,"assumptions":`)
	out.value([]string{assumptions(d)})
	out.text(`,"errors":`)
	writeArray(out, len(d.Errors), func(i int) any {
		e := &d.Errors[i]
		return jsonError{FileName(e.File), e.Range, e.Message}
	})
	out.text("}\n")
	return out.flush()
}

func newJSONRoleDiff(r *diff.Role) jsonRoleDiff {
	j := jsonRoleDiff{Role: r.Name, Was: r.Was, Verdict: r.Verdict, Gained: []jsonChange{}, Lost: []jsonChange{}, Unknown: []jsonDoubt{}}
	for i := range r.Gained {
		j.Gained = append(j.Gained, newJSONChange(&r.Gained[i]))
	}
	for i := range r.Lost {
		j.Lost = append(j.Lost, newJSONChange(&r.Lost[i]))
	}
	for _, u := range r.Unknown {
		may := "lose"
		if u.Gain {
			may = "gain"
		}
		j.Unknown = append(j.Unknown, jsonDoubt{u.Kind, may, newJSONAt(u.Location), u.Reason})
	}
	return j
}

func newJSONChange(c *diff.Change) jsonChange {
	return jsonChange{c.Kind, c.Witness, newJSONAt(c.Location), c.Summary}
}

func newJSONDeclared(r *diff.DeclaredResult) jsonDeclared {
	j := jsonDeclared{Match: len(r.Failures) == 0, Declarations: r.Count, Failures: []jsonFailure{}, Suggested: r.Suggested}
	for i := range r.Failures {
		f := &r.Failures[i]
		one := jsonFailure{Kind: f.Kind, Role: f.Role, Message: f.Message}
		if f.Declaration != nil {
			one.Declaration = f.Declaration.Text
		}
		if f.Change != nil {
			change := newJSONChange(f.Change)
			one.Change = &change
		}
		j.Failures = append(j.Failures, one)
	}
	return j
}
