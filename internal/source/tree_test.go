package source

import (
	"fmt"
	"strings"
	"testing"
)

// dump writes documents for comparison: members that duplicates override stand
// after "over".
func dump(docs ...*Node) string {
	var b strings.Builder
	for i, d := range docs {
		if i > 0 {
			b.WriteString(" | ")
		}
		dumpNode(&b, d)
	}
	return b.String()
}

func dumpNode(b *strings.Builder, n *Node) {
	switch n.Kind {
	case Object:
		b.WriteString("{")
		for i, c := range n.Children {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(b, "%q: ", c.Name)
			dumpNode(b, c)
			for _, d := range c.Dups {
				b.WriteString(" over ")
				dumpNode(b, d)
			}
		}
		b.WriteString("}")
	case Array:
		b.WriteString("[")
		for i, c := range n.Children {
			if i > 0 {
				b.WriteString(", ")
			}
			dumpNode(b, c)
		}
		b.WriteString("]")
	case String:
		fmt.Fprintf(b, "%q", n.Text)
	case Null:
		b.WriteString("null")
	default:
		b.WriteString(n.Text)
	}
}

// unmark removes the marks « and » and returns the text with the spans that
// they marked, in the order of their starts.
func unmark(t *testing.T, text string) (string, []Span) {
	t.Helper()
	var out strings.Builder
	var spans []Span
	var open []int
	for _, r := range text {
		switch r {
		case '«':
			open = append(open, len(spans))
			spans = append(spans, Span{Start: out.Len()})
		case '»':
			if len(open) == 0 {
				t.Fatalf("unbalanced marks in %q", text)
			}
			spans[open[len(open)-1]].End = out.Len()
			open = open[:len(open)-1]
		default:
			out.WriteRune(r)
		}
	}
	if len(open) > 0 {
		t.Fatalf("unbalanced marks in %q", text)
	}
	return out.String(), spans
}

// mark puts the marks back around spans that do not overlap.
func mark(text string, spans ...Span) string {
	var b strings.Builder
	done := 0
	for _, s := range spans {
		if s.Start < done || s.End < s.Start || s.End > len(text) {
			return fmt.Sprintf("%s with the spans %v", text, spans)
		}
		b.WriteString(text[done:s.Start] + "«" + text[s.Start:s.End] + "»")
		done = s.End
	}
	return b.String() + text[done:]
}

// kinds of notes as tests write them.
var noteNames = map[NoteKind]string{
	NoteBOM: "bom", NoteComment: "comment", NoteTrailingComma: "comma", NoteDuplicateKey: "duplicate",
	NoteMergeKey: "merge", NoteAlias: "alias", NoteTab: "tab",
}

func noteList(src string, notes []Note) string {
	var list []string
	for _, n := range notes {
		s := fmt.Sprintf("%s %q", noteNames[n.Kind], src[n.Span.Start:n.Span.End])
		for _, r := range n.Related {
			s += fmt.Sprintf(" of %q", src[r.Start:r.End])
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

// checkTree fails unless the invariants of a tree hold: paths resolve to their
// nodes, indices and parents agree, spans lie inside the parent's and in order.
func checkTree(t *testing.T, src []byte, doc *Node) {
	t.Helper()
	var walk func(n *Node, parent *Node)
	walk = func(n, parent *Node) {
		if n.Parent != parent {
			t.Fatalf("%v: wrong parent", n.Path())
		}
		if n.Val.Start < 0 || n.Val.End < n.Val.Start || n.Val.End > len(src) {
			t.Fatalf("%v: value span %v in a text of %d bytes", n.Path(), n.Val, len(src))
		}
		if got, rest := doc.Resolve(n.Path()); got != n || len(rest) > 0 {
			t.Fatalf("%v resolves to %v, rest %v", n.Path(), got, rest)
		}
		names := map[string]bool{}
		end := n.Val.Start
		for i, c := range n.Children {
			if c.Index != i {
				t.Fatalf("%v: index %d, want %d", c.Path(), c.Index, i)
			}
			if n.Kind == Object && names[c.Name] {
				t.Fatalf("%v: name %q twice", n.Path(), c.Name)
			}
			names[c.Name] = true
			if c.Alias.IsZero() {
				start := c.Val.Start
				if n.Kind == Object {
					start = c.Key.Start
					if c.Key.End > c.Val.Start {
						t.Fatalf("%v: key %v after value %v", c.Path(), c.Key, c.Val)
					}
				}
				if start < end || c.Val.End > n.Val.End {
					t.Fatalf("%v: %v of %q is not in place inside %v after %d", c.Path(), c.Val, src, n.Val, end)
				}
				end = c.Val.End
			}
			for _, d := range c.Dups {
				if d.Parent != n || d.Name != c.Name {
					t.Fatalf("%v: duplicate %q under %v", c.Path(), d.Name, d.Parent)
				}
			}
			walk(c, n)
		}
	}
	walk(doc, nil)
}

// An object with many members has an index of them, which keeps the rules of
// duplicate and merged keys.
func TestGetOfMany(t *testing.T) {
	var json, yml strings.Builder
	json.WriteString(`{"a": 0`)
	yml.WriteString("base: &base {a: 0, m: merged}\nmany:\n  <<: *base\n")
	for i := range 3 * manyMembers {
		fmt.Fprintf(&json, `, "k%d": %d`, i, i)
		fmt.Fprintf(&yml, "  k%d: %d\n", i, i)
	}
	json.WriteString(`, "a": 1, "m": "merged"}`)
	yml.WriteString("  a: 1\n")
	for name, text := range map[string]string{"a.json": json.String(), "a.yml": yml.String()} {
		f := Parse(name, []byte(text), Limits{})
		if f.Err != nil {
			t.Fatal(name, f.Err)
		}
		many := f.Docs[0]
		if name == "a.yml" {
			many = many.Get("many")
		}
		for _, c := range many.Children {
			if got := many.Get(c.Name); got != c {
				t.Errorf("%s: Get(%q) is %v, not the member", name, c.Name, got)
			}
		}
		if got := many.Get("a"); got == nil || got.Text != "1" {
			t.Errorf("%s: a is %v, want 1", name, got)
		}
		if got := many.Get("m"); got == nil || got.Text != "merged" {
			t.Errorf("%s: m is %v, want merged", name, got)
		}
		if got := many.Get("k999"); got != nil {
			t.Errorf("%s: k999 is %v", name, got)
		}
	}
}
