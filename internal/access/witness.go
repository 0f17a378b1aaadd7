package access

import "strings"

// String returns the witness in words, the fields in the order in which people
// ask: what, on what, as far as what. It is empty for the zero value.
func (w Witness) String() string {
	var parts []string
	add := func(before, value string) {
		if value != "" {
			parts = append(parts, before+value)
		}
	}
	switch {
	case w.Feature == everywhere:
		add("", w.Privilege)
	case w.Feature != "":
		add("", w.Feature+": "+w.Privilege)
	case w.Action != "":
		add("", w.Action)
	default:
		add("", w.Privilege)
	}
	switch w.Space {
	case "":
	case "*":
		parts = append(parts, "in all spaces")
	default:
		add("in space ", w.Space)
	}
	add("of application ", w.Application)
	if w.Own {
		parts = append(parts, "on one's own")
	}
	add("on ", w.Index)
	add("on ", w.Resource)
	add("of remote cluster ", w.Cluster)
	add("as user ", w.User)
	text := strings.Join(parts, " ")
	if w.Restricted {
		text += " (restricted)"
	}
	if w.Failures {
		text += " (failure store)"
	}
	if w.Field != "" {
		text += ", field " + w.Field
	}
	if w.Documents != "" {
		text += ", " + w.Documents + " documents"
	}
	return text
}
