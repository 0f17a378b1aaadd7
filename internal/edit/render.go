package edit

import (
	"strings"

	"github.com/rolelint/rolelint/internal/source"
)

// manner is how values are written at a place: as those around it.
type manner struct {
	*text
	value, key quotes
	colon      string       // between a key and a value
	comma      string       // between elements on one line
	sample     *source.Node // a collection to write lists like; nil: on one line
}

// mannerIn returns how the members or elements of a container are written;
// near is the one beside which something is to be written, or nil.
func (t *text) mannerIn(container, near *source.Node) manner {
	m := manner{text: t, value: t.likeIn(container), key: double, colon: ": ", comma: ", "}
	if t.yaml() {
		m.key = plain
	}
	flow, _ := t.flow(container)
	for i, c := range container.Children[:min(len(container.Children), samples)] {
		if !c.Alias.IsZero() {
			continue
		}
		if container.Kind == source.Object && c.Key.End > c.Key.Start {
			m.key = t.quotesOf(c.Key)
			if between := t.src[c.Key.End:max(c.Key.End, c.Val.Start)]; !t.yaml() && strings.Trim(string(between), " ") == ":" && len(between) <= 3 {
				m.colon = string(between)
			}
		}
		if flow && i > 0 && container.Children[i-1].Alias.IsZero() {
			if between := string(t.src[end(container.Children[i-1]):outer(c).Start]); strings.Trim(between, " ") == "," {
				m.comma = between
			}
		}
		if m.sample == nil && c.Kind == source.Array && len(c.Children) > 0 {
			m.sample = c
		}
	}
	if near != nil && near.Alias.IsZero() && near.Kind == source.Array && len(near.Children) > 0 {
		m.sample = near
	}
	if m.colon == ":" && len(container.Children) == 1 {
		m.comma = ","
	}
	return m
}

// member returns a member as text. column is where the key begins, where that
// is in a block.
func (m manner) member(key string, v any, flow bool, column int) (string, error) {
	k := m.written(key, m.key, flow)
	elements, isList := list(v)
	if isList && !flow && m.sample != nil && len(elements) > 0 {
		if dashes, ok := m.dashes(elements, column); ok {
			return k + ":" + dashes, nil
		}
	}
	if isList && flow && m.sample != nil && len(elements) > 0 {
		if lines, ok := m.lines(elements); ok {
			return k + m.colon + lines, nil
		}
	}
	s, err := m.oneLine(v, flow)
	return k + m.colon + s, err
}

// oneLine returns a value on one line.
func (m manner) oneLine(v any, flow bool) (string, error) {
	if members, ok := v.([]Member); ok {
		parts := make([]string, len(members))
		for i, member := range members {
			s, err := m.oneLine(member.Value, true)
			if err != nil {
				return "", err
			}
			parts[i] = m.written(member.Key, m.key, true) + m.colon + s
		}
		return "{" + strings.Join(parts, m.comma) + "}", nil
	}
	elements, ok := list(v)
	if !ok {
		return m.scalar(v, m.value, flow)
	}
	parts := make([]string, len(elements))
	for i, e := range elements {
		s, err := m.oneLine(e, true)
		if err != nil {
			return "", err
		}
		parts[i] = s
	}
	return "[" + strings.Join(parts, m.comma) + "]", nil
}

// dashes returns a list as a block below a key in that column, in the manner
// of the sample; false where the sample is no such block.
func (m manner) dashes(elements []any, column int) (string, bool) {
	flow, ok := m.flow(m.sample)
	if flow || !ok || m.sample.Key.IsZero() {
		return "", false
	}
	at := m.sample.Val.Start
	before, blank := m.indent(at)
	deeper := m.column(at) - m.column(m.sample.Key.Start)
	if !blank || deeper < 0 || strings.Contains(before, "\t") {
		return "", false
	}
	gap := m.dashGap(m.sample)
	var b strings.Builder
	for _, e := range elements {
		s, err := m.oneLine(e, false)
		if err != nil {
			return "", false
		}
		b.WriteString(m.lineBreak() + strings.Repeat(" ", column+deeper) + "-" + gap + s)
	}
	return b.String(), true
}

// dashGap returns the blanks behind the first dash of a block sequence.
func (m manner) dashGap(n *source.Node) string {
	from := n.Val.Start + 1
	if to := m.blanks(from); to > from && to == outer(n.Children[0]).Start {
		return string(m.src[from:to])
	}
	return " "
}

// lines returns a list in brackets on several lines, in the manner of the
// sample; false where the sample is on one line.
func (m manner) lines(elements []any) (string, bool) {
	first := outer(m.sample.Children[0]).Start
	inner, blank := m.indent(first)
	closing, alsoBlank := m.indent(m.sample.Val.End - 1)
	if !blank || !alsoBlank || !m.several(m.sample.Val.Start, first) {
		return "", false
	}
	var b strings.Builder
	b.WriteByte('[')
	for i, e := range elements {
		if i > 0 {
			b.WriteByte(',')
		}
		s, err := m.oneLine(e, true)
		if err != nil {
			return "", false
		}
		b.WriteString(m.lineBreak() + inner + s)
	}
	b.WriteString(m.lineBreak() + closing + "]")
	return b.String(), true
}
