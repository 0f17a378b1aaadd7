package surroundings

import (
	"slices"

	"github.com/rolelint/rolelint/internal/source"
)

// Spaces are the spaces of a Kibana.
type Spaces struct {
	Source *source.File
	list   []Space
	byID   map[string]int
}

// Space is one space. Of a plain list of ids only the id is known.
type Space struct {
	ID       string
	Node     *source.Node
	Solution string       // "classic", "es", "oblt", "security"; "" where not stated
	disabled []string     // ids of disabled features
	Disabled *source.Node // nil where not stated
}

// DefaultSpace is the id of the space that every Kibana has.
const DefaultSpace = "default"

// readSpaces reads what GET /api/spaces/space returns, an array of objects
// with an id, or a list of ids.
func readSpaces(f File) (*Spaces, Errors) {
	s := source.Parse(f.Name, f.Src, source.Limits{})
	out := &Spaces{Source: s, byID: map[string]int{}}
	const wanted = "a list of spaces is an array of ids, or of objects with an id as GET /api/spaces/space returns it"
	switch {
	case s.Err != nil && s.Err.Kind == source.ErrEmpty:
		return nil, Errors{fail(s, source.Span{}, "the file is empty: %s", wanted)}
	case s.Err != nil:
		return nil, Errors{fail(s, s.Err.Span, "%s", s.Err.Msg)}
	case len(s.Docs) > 1:
		return nil, Errors{fail(s, s.Docs[1].Val, "a second document: a list of spaces is one")}
	case s.Docs[0].Kind != source.Array:
		return nil, Errors{fail(s, firstByte(s.Docs[0]), "%s; this is %s", wanted, article(s.Docs[0].Kind))}
	}
	var errors Errors
	for _, e := range s.Docs[0].Children {
		id := e
		if e.Kind == source.Object {
			id = e.Get("id")
		}
		if id == nil || id.Kind != source.String && id.Kind != source.Number || id.Text == "" {
			errors = append(errors, fail(s, firstByte(e), "a space needs an id, a string: %s", wanted))
			continue
		}
		space := Space{ID: id.Text, Node: e}
		if solution := e.Get("solution"); solution != nil && solution.Kind == source.String {
			space.Solution = solution.Text
		}
		if disabled := e.Get("disabledFeatures"); disabled != nil && disabled.Kind == source.Array {
			space.Disabled = disabled
			for _, feature := range disabled.Children {
				if feature.Kind == source.String {
					space.disabled = append(space.disabled, feature.Text)
				}
			}
		}
		if _, twice := out.byID[space.ID]; !twice {
			out.byID[space.ID] = len(out.list)
			out.list = append(out.list, space)
		}
	}
	return out, errors
}

// firstByte is enough to say where a value is.
func firstByte(n *source.Node) source.Span {
	return source.Span{Start: n.Val.Start, End: min(n.Val.Start+1, n.Val.End)}
}

// Lookup returns a space by its id; nil where the list has none.
func (s *Spaces) Lookup(id string) *Space {
	if i, ok := s.byID[id]; ok {
		return &s.list[i]
	}
	return nil
}

// IDs returns the ids of all spaces, in the order of the list.
func (s *Spaces) IDs() []string {
	ids := make([]string, len(s.list))
	for i := range s.list {
		ids[i] = s.list[i].ID
	}
	return ids
}

// Disables reports whether a feature stands among the disabled features.
func (s *Space) Disables(feature string) bool { return slices.Contains(s.disabled, feature) }
