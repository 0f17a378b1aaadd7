package surroundings

import (
	"slices"

	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/source"
)

// Spaces are the spaces of a Kibana.
type Spaces struct {
	Source *source.File
	list   []Space
	ids    []string
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
func readSpaces(f File) (*Spaces, decode.Errors) {
	const wanted = "a list of spaces is an array of ids, or of objects with an id as GET /api/spaces/space returns it"
	r := decode.NewReader(f.Name, f.Src)
	out := &Spaces{Source: r.File, byID: map[string]int{}}
	top := r.Document("a list of spaces")
	switch {
	case r.Failed() > 0:
		return out, r.Errors()
	case top == nil:
		r.Fail(source.Span{}, "the file is empty: %s", wanted)
		return out, r.Errors()
	case top.Kind != source.Array:
		r.Fail(firstByte(top), "%s; this is %s", wanted, decode.Article(top.Kind))
		return out, r.Errors()
	}
	for _, e := range top.Children {
		id := e
		if e.Kind == source.Object {
			id = e.Get("id")
		}
		if id == nil || id.Kind != source.String && id.Kind != source.Number || id.Text == "" {
			r.Fail(firstByte(e), "a space needs an id, a string: %s", wanted)
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
			out.ids = append(out.ids, space.ID)
		}
	}
	return out, r.Errors()
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
func (s *Spaces) IDs() []string { return s.ids }

// Disables reports whether a feature stands among the disabled features.
func (s *Space) Disables(feature string) bool { return slices.Contains(s.disabled, feature) }
