package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/rolelint/rolelint/internal/access"
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/source"
)

// CanResult is the answer to a question about roles together.
type CanResult struct {
	Target   catalog.Target
	Question string // in words
	Roles    []diff.Loaded
	Answer   access.Answer
	Refused  []*Refusal // one for each role; nil where the server takes it
}

// WhoCanResult is the answer to a question about every role by itself.
type WhoCanResult struct {
	Target   catalog.Target
	Question string
	Roles    int // that were asked
	Holders  []Holder
}

// Holder is a role that can, wholly or in part, or of which that is not
// certain.
type Holder struct {
	Role    diff.Loaded
	Answer  access.Answer
	Example access.Witness // something that is granted, where Found
	At      *source.Node   // which entry grants the example
	Found   bool
	Refused *Refusal // nil where the server takes the role
}

type jsonCan struct {
	Version   int            `json:"version"`
	Target    catalog.Target `json:"target"`
	Question  string         `json:"question"`
	Answer    access.Verdict `json:"answer"`
	Documents string         `json:"documents,omitempty"`
	Fields    string         `json:"fields,omitempty"`
	Spaces    []string       `json:"spaces,omitempty"`
	Because   []jsonBecause  `json:"because"`
	Missing   []string       `json:"missing"`
	Witness   access.Witness `json:"witness"`
	Reason    string         `json:"reason,omitempty"` // of unknown
	Refused   []jsonRefusal  `json:"refused,omitempty"`
}

type jsonBecause struct {
	Role string  `json:"role"`
	At   *jsonAt `json:"at"`
}

type jsonHolder struct {
	Role      string          `json:"role"`
	Answer    access.Verdict  `json:"answer"`
	Documents string          `json:"documents,omitempty"`
	Fields    string          `json:"fields,omitempty"`
	Spaces    []string        `json:"spaces,omitempty"`
	Witness   *access.Witness `json:"witness"` // something that is granted
	At        *jsonAt         `json:"at"`
	Missing   []string        `json:"missing"`
	Reason    string          `json:"reason,omitempty"`
	Refused   *jsonRefusal    `json:"refused,omitempty"`
}

// WriteCan writes an answer, as "text" or "json". The error is w's.
func WriteCan(w io.Writer, result *CanResult, format string, color bool) error {
	a := &result.Answer
	because := places(result.Roles, a.Because)
	if format == "json" {
		out := newJSONWriter(w)
		j := jsonCan{Version: jsonVersion, Target: result.Target, Question: result.Question, Answer: a.Verdict,
			Documents: a.Documents, Fields: a.Fields, Spaces: a.Spaces, Because: because, Missing: orEmpty(a.Missing), Witness: a.Witness, Reason: a.Reason}
		for i, l := range result.Roles {
			if r := newJSONRefusal(l.Name, result.Refused[i]); r != nil {
				j.Refused = append(j.Refused, *r)
			}
		}
		out.value(j)
		out.text("\n")
		return out.flush()
	}
	out, paint := bufio.NewWriter(w), paint(color)
	var names []string
	for _, r := range result.Roles {
		names = append(names, strconv.Quote(r.Name))
	}
	line(out, paint.with(verdictColor(a.Verdict), string(a.Verdict)), ": ", Escape(strings.Join(names, " and ")), ", ",
		Escape(result.Question), Escape(restrictions(a)), " (", targetWords(result.Target), ")")
	for i, l := range result.Roles {
		if r := result.Refused[i]; r != nil {
			line(out, "  ", paint.with(yellow, r.words(l.Name)))
		}
	}
	label := "granted by"
	if a.Verdict == access.No {
		label = "nearest"
	}
	for _, b := range because {
		if b.At != nil {
			line(out, "  ", paint.with(dim, label+":"), " ", position(b.At.File, &b.At.Range), ", role ", Escape(strconv.Quote(b.Role)))
		}
	}
	for _, missing := range a.Missing {
		line(out, "  ", paint.with(dim, "missing:"), " ", Escape(missing))
	}
	if a.Reason != "" {
		line(out, "  ", paint.with(dim, "not decided:"), " ", Escape(a.Reason))
	}
	return out.Flush()
}

// WriteWhoCan writes the roles that can, as "text" or "json". The error is w's.
func WriteWhoCan(w io.Writer, result *WhoCanResult, format string, color bool) error {
	if format == "json" {
		return writeWhoCanJSON(w, result)
	}
	out, paint := bufio.NewWriter(w), paint(color)
	for i := range result.Holders {
		h := &result.Holders[i]
		line(out, paint.with(verdictColor(h.Answer.Verdict), string(h.Answer.Verdict)), ": ",
			paint.with(bold, Escape(strconv.Quote(h.Role.Name))), Escape(restrictions(&h.Answer)), "  ", where(h.location()))
		if h.Refused != nil {
			line(out, "  ", paint.with(yellow, h.Refused.words("")))
		}
		if h.Found {
			line(out, "  ", paint.with(dim, "for example:"), " ", Escape(h.Example.String()))
		}
		if h.Answer.Verdict == access.Partly && len(h.Answer.Missing) > 0 {
			line(out, "  ", paint.with(dim, "but not:"), " ", Escape(strings.Join(h.Answer.Missing, "; ")))
		}
		if h.Answer.Reason != "" {
			line(out, "  ", paint.with(dim, "not decided:"), " ", Escape(h.Answer.Reason))
		}
	}
	line(out, fmt.Sprintf("%d of %s: ", len(result.Holders), count(result.Roles, "role", "roles")), Escape(result.Question), " (", targetWords(result.Target), ")")
	return out.Flush()
}

func writeWhoCanJSON(w io.Writer, result *WhoCanResult) error {
	out := newJSONWriter(w)
	out.text(`{"version":`)
	out.value(jsonVersion)
	out.text(`,"target":`)
	out.value(result.Target)
	out.text(`,"question":`)
	out.value(result.Question)
	out.text(`,"asked":`)
	out.value(result.Roles)
	out.text(`,"roles":`)
	writeArray(out, len(result.Holders), func(i int) any {
		h := &result.Holders[i]
		j := jsonHolder{Role: h.Role.Name, Answer: h.Answer.Verdict, Documents: h.Answer.Documents, Fields: h.Answer.Fields, Spaces: h.Answer.Spaces,
			At: newJSONAt(h.location()), Missing: orEmpty(h.Answer.Missing), Reason: h.Answer.Reason, Refused: newJSONRefusal("", h.Refused)}
		if h.Found {
			j.Witness = &h.Example
		}
		return j
	})
	out.text("}\n")
	return out.flush()
}

// location is where the example is granted; the role where there is none.
func (h *Holder) location() diff.Location {
	if h.At != nil {
		return diff.Locate(h.Role.File, h.At)
	}
	return diff.Locate(h.Role.File, h.Role.Node)
}

// places returns the entries that an answer names, with their files.
func places(roles []diff.Loaded, because []access.Place) []jsonBecause {
	out := []jsonBecause{}
	for _, place := range because {
		for _, l := range roles {
			if l.Role == place.Role {
				out = append(out, jsonBecause{l.Name, newJSONAt(diff.Locate(l.File, place.Node))})
			}
		}
	}
	return out
}

// restrictions says what an answer does not cover, in words.
func restrictions(a *access.Answer) string {
	text := ""
	if a.Verdict == access.No || a.Verdict == access.Undecided {
		return text
	}
	if a.Documents == "filtered" {
		text += ", only documents that a query lets through"
	}
	if a.Fields == "some" {
		text += ", only some fields"
	}
	switch {
	case len(a.Spaces) == 1:
		text += ", only in space " + a.Spaces[0]
	case len(a.Spaces) > 1:
		text += ", only in spaces " + strings.Join(a.Spaces, ", ")
	}
	return text
}

func verdictColor(v access.Verdict) color {
	switch v {
	case access.Yes:
		return cyan
	case access.No:
		return bold
	}
	return yellow
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
