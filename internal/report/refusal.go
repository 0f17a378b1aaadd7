package report

import (
	"strconv"

	"github.com/rolelint/rolelint/internal/diff"
)

// Refusal is why the server does not take a role as it is written.
type Refusal struct {
	Rule, Message string
	At            diff.Location
}

// words says it in a line; name is the role's, or empty where that is clear.
func (r *Refusal) words(name string) string {
	text := "refused: the server does not take "
	if name == "" {
		text += "the role"
	} else {
		text += Escape(strconv.Quote(name))
	}
	return text + " as it is written (" + r.Rule + ", " + where(r.At) + "): this holds once it does"
}

type jsonRefusal struct {
	Role    string  `json:"role,omitempty"`
	Rule    string  `json:"rule"`
	Message string  `json:"message"`
	At      *jsonAt `json:"at"`
}

// newJSONRefusal returns nil where there is no refusal.
func newJSONRefusal(name string, r *Refusal) *jsonRefusal {
	if r == nil {
		return nil
	}
	return &jsonRefusal{name, r.Rule, r.Message, newJSONAt(r.At)}
}
