package source

import (
	"fmt"
	"strconv"
	"strings"
)

// Elem is one step of a Path: a member name, or the index of an element.
type Elem struct {
	Key   string
	Index int // -1 where the step is a Key
}

// Path leads from the top of a document to a node.
type Path []Elem

// Key returns the step to a member.
func Key(name string) Elem { return Elem{Key: name, Index: -1} }

// Idx returns the step to an element, counted from 0.
func Idx(i int) Elem { return Elem{Index: i} }

// IsKey reports whether the step names a member.
func (e Elem) IsKey() bool { return e.Index < 0 }

// Path returns the path from the top of the document to the node.
func (n *Node) Path() Path {
	depth := 0
	for p := n; p.Parent != nil; p = p.Parent {
		depth++
	}
	path := make(Path, depth)
	for p := n; p.Parent != nil; p = p.Parent {
		depth--
		if p.Parent.Kind == Object {
			path[depth] = Key(p.Name)
		} else {
			path[depth] = Idx(p.Index)
		}
	}
	return path
}

// Resolve follows path from n. It returns the deepest node there is and the
// rest of the path that leads nowhere; the rest is empty on an exact hit.
func (n *Node) Resolve(path Path) (*Node, Path) {
	for i, e := range path {
		var next *Node
		if e.IsKey() {
			next = n.Get(e.Key)
		} else {
			next = n.At(e.Index)
		}
		if next == nil {
			return n, path[i:]
		}
		n = next
	}
	return n, nil
}

// String returns the path as people write it: kibana[0].feature.discover, with
// names that are no plain words in brackets: indices[0]["a.b"].
func (p Path) String() string {
	var b strings.Builder
	for _, e := range p {
		switch {
		case !e.IsKey():
			b.WriteByte('[')
			b.WriteString(strconv.Itoa(e.Index))
			b.WriteByte(']')
		case plain(e.Key):
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(e.Key)
		default:
			b.WriteByte('[')
			b.WriteString(strconv.Quote(e.Key))
			b.WriteByte(']')
		}
	}
	return b.String()
}

func plain(s string) bool {
	for _, r := range s {
		if r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return s != ""
}

// AppendJSON appends the path as a JSON array of strings and numbers.
func (p Path) AppendJSON(b []byte) []byte {
	b = append(b, '[')
	for i, e := range p {
		if i > 0 {
			b = append(b, ',')
		}
		if e.IsKey() {
			b = appendJSONString(b, e.Key)
		} else {
			b = strconv.AppendInt(b, int64(e.Index), 10)
		}
	}
	return append(b, ']')
}

// MarshalJSON returns the path as a JSON array of strings and numbers.
func (p Path) MarshalJSON() ([]byte, error) { return p.AppendJSON(nil), nil }

// ParsePath reads a path as String writes it. A number between dots is a name.
func ParsePath(s string) (Path, error) {
	var path Path
	for rest := s; rest != ""; {
		var name string
		switch {
		case strings.HasPrefix(rest, `["`):
			quoted, err := strconv.QuotedPrefix(rest[1:])
			if err != nil {
				return nil, fmt.Errorf("a name in [\"…\"] does not end: %s", rest)
			}
			if name, err = strconv.Unquote(quoted); err != nil {
				return nil, fmt.Errorf("the name %s is malformed", quoted)
			}
			rest = rest[1+len(quoted):]
			if !strings.HasPrefix(rest, "]") {
				return nil, fmt.Errorf("a ] is missing behind %s", quoted)
			}
			rest = rest[1:]
			path = append(path, Key(name))
		case strings.HasPrefix(rest, "["):
			inside, after, ok := strings.Cut(rest[1:], "]")
			if !ok {
				return nil, fmt.Errorf("a ] is missing behind %s", rest)
			}
			rest = after
			if i, err := strconv.Atoi(inside); err == nil && i >= 0 {
				path = append(path, Idx(i))
			} else if inside == "*" {
				path = append(path, Key(inside))
			} else {
				return nil, fmt.Errorf(`[%s] is neither a place in a list, such as [0], nor a name in quotes, such as ["a.b"]`, inside)
			}
		default:
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			if end == 0 {
				return nil, fmt.Errorf("a name is missing before %s", rest)
			}
			path, rest = append(path, Key(rest[:end])), rest[end:]
		}
		if after, dot := strings.CutPrefix(rest, "."); dot {
			if rest = after; rest == "" || rest[0] == '.' {
				return nil, fmt.Errorf("a name is missing behind a dot in %s", s)
			}
		} else if rest != "" && rest[0] != '[' {
			return nil, fmt.Errorf("a dot is missing before %s", rest)
		}
	}
	return path, nil
}
