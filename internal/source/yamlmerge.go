package source

import "go.yaml.in/yaml/v4"

// members are the members of a mapping in the order of the text, those that
// merge keys bring in at the place of the merge key.
type members struct {
	list   []*Node
	merged map[*Node]bool
	keys   []Span // of the merge keys
}

// resolved returns the members without the merged ones that another overrides:
// a written member overrides every merged one, and of merged ones the first
// stays (https://yaml.org/type/merge.html).
func (m *members) resolved() []*Node {
	if len(m.merged) == 0 {
		return m.list
	}
	taken := map[string]bool{}
	for _, n := range m.list {
		if !m.merged[n] {
			taken[n.Name] = true
		}
	}
	kept := m.list[:0]
	for _, n := range m.list {
		if m.merged[n] {
			if taken[n.Name] {
				continue
			}
			taken[n.Name] = true
		}
		kept = append(kept, n)
	}
	return kept
}

// merge adds what the merge key at key with the value v brings in, and returns
// the offset after v.
func (r *yamlReader) merge(m *members, key Span, v *yaml.Node, depth int, flow bool) (int, bool) {
	if len(m.keys) > 0 {
		r.notes = append(r.notes, Note{Kind: NoteDuplicateKey, Span: key, Related: m.keys[:len(m.keys):len(m.keys)]})
	}
	m.keys = append(m.keys, key)
	if m.merged == nil {
		m.merged = map[*Node]bool{}
	}
	note := Note{Kind: NoteMergeKey, Span: key}
	sources := []*yaml.Node{v}
	start, list := r.at(v), v.Kind == yaml.SequenceNode
	if list {
		start = r.content(v)
		sources = v.Content
	}
	end := start
	for _, s := range sources {
		if s.Kind == yaml.AliasNode {
			origin := r.anchors[s.Alias]
			if origin != nil && origin.Kind == Object {
				note.Related = append(note.Related, origin.Val)
			}
		}
		notes := len(r.notes)
		n, sEnd := r.value(s, r.at(s), depth-1, flow)
		if n == nil {
			return 0, false
		}
		if s.Kind == yaml.AliasNode {
			r.notes = r.notes[:notes] // the merge key's note says it
		}
		if n.Kind != Object {
			at := r.at(s)
			r.fail(ErrSyntax, r.span(at, max(sEnd, min(at+1, len(r.src)))), `the merge key "<<" needs a mapping, an alias of one, or a list of those`)
			return 0, false
		}
		for _, c := range n.Children {
			m.list = append(m.list, c)
			m.merged[c] = true
		}
		end = max(end, sEnd)
	}
	if list {
		end = r.sequenceEnd(v, start, end)
	}
	r.notes = append(r.notes, note)
	return end, true
}
