package source

import "bytes"

// jsonScanner reads JSON values from src. Unlike the readers of the standard
// library it knows the place of every token, keeps duplicate members, reads
// over comments and trailing commas (and notes them), and explains itself in
// the words of somebody who writes JSON by hand. A tree costs about as much
// time as the bare tokens of go-json-experiment's jsontext.
type jsonScanner struct {
	builder
	src  []byte
	text string // src as a string, shared by all texts without escapes
	pos  int
	open []*Node // children read so far of every open object and array
}

// readJSON reads a sequence of JSON values (RFC 8259). src is valid UTF-8.
func readJSON(src []byte, lim Limits) ([]*Node, []Note, *Error) {
	s := jsonScanner{builder: builder{lim: lim, size: len(src)}, src: src, text: string(src)}
	if bytes.HasPrefix(src, []byte(bom)) {
		s.pos = len(bom)
		s.notes = append(s.notes, Note{Kind: NoteBOM, Span: Span{0, s.pos}})
	}
	var docs []*Node
	for s.space() && s.pos < len(src) {
		if len(docs) > 0 && s.strayAfterValue() {
			break
		}
		n := s.value(place{}, 0)
		if n == nil {
			break
		}
		docs = append(docs, n)
	}
	if s.err == nil && len(docs) == 0 {
		s.fail(ErrEmpty, s.end(), "the file holds no JSON value")
	}
	s.sortNotes()
	return docs, s.notes, s.err
}

// end is the place at the end of the text.
func (s *jsonScanner) end() Span { return Span{len(s.src), len(s.src)} }

// space skips white space and comments. It reports false where a comment is
// not closed.
func (s *jsonScanner) space() bool {
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case ' ', '\n', '\r', '\t':
			s.pos++
		case '/', '#':
			end := s.commentEnd()
			if end < 0 {
				return s.err == nil
			}
			s.notes = append(s.notes, Note{Kind: NoteComment, Span: Span{s.pos, end}})
			s.pos = end
		default:
			return true
		}
	}
	return true
}

// commentEnd returns where the comment at s.pos ends, without its line break;
// -1 where there is none, or with s.err set where it is not closed.
func (s *jsonScanner) commentEnd() int {
	rest := s.src[s.pos:]
	switch {
	case rest[0] == '#' || bytes.HasPrefix(rest, []byte("//")):
		if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
			return s.pos + i
		}
		return len(s.src)
	case bytes.HasPrefix(rest, []byte("/*")):
		if i := bytes.Index(rest[2:], []byte("*/")); i >= 0 {
			return s.pos + 2 + i + 2
		}
		s.fail(ErrTruncated, s.end(), `the text ends inside a comment: its "/*" is never closed by "*/"`)
	}
	return -1
}

// place is where a value hangs.
type place struct {
	parent *Node
	index  int
	key    Span
	name   string
}

// value reads the value at s.pos, which is no white space. It returns nil with
// s.err set where there is none.
func (s *jsonScanner) value(at place, depth int) *Node {
	start := s.pos
	var n *Node
	switch c := s.src[start]; c {
	case '{', '[':
		if !s.enter(depth+1, Span{start, start + 1}) {
			return nil
		}
		if n = s.node(Span{start, start + 1}); n == nil {
			return nil
		}
		n.Parent, n.Index, n.Key, n.Name = at.parent, at.index, at.key, at.name
		n.Val.Start = start
		if c == '{' {
			n.Kind = Object
			if !s.object(n, depth+1) {
				return nil
			}
		} else {
			n.Kind = Array
			if !s.array(n, depth+1) {
				return nil
			}
		}
		n.Val.End = s.pos
		return n
	case '"':
		text, ok := s.string()
		if !ok {
			return nil
		}
		if n = s.node(Span{start, s.pos}); n == nil {
			return nil
		}
		n.Kind, n.Text = String, text
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if !s.number() {
			return nil
		}
		if n = s.node(Span{start, s.pos}); n == nil {
			return nil
		}
		n.Kind, n.Text = Number, s.text[start:s.pos]
	default:
		word := s.word()
		if word != "true" && word != "false" && word != "null" {
			s.noValue()
			return nil
		}
		s.pos += len(word)
		if n = s.node(Span{start, s.pos}); n == nil {
			return nil
		}
		n.Kind, n.Text = Bool, word
		if word == "null" {
			n.Kind, n.Text = Null, ""
		}
	}
	n.Parent, n.Index, n.Key, n.Name = at.parent, at.index, at.key, at.name
	n.Val = Span{start, s.pos}
	return n
}

// word returns the letters, digits, "_" and "$" at s.pos.
func (s *jsonScanner) word() string {
	i := s.pos
	for i < len(s.src) && isWord(s.src[i]) {
		i++
	}
	return s.text[s.pos:i]
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// array reads the elements and the end of the array that "[" at s.pos opens.
func (s *jsonScanner) array(n *Node, depth int) bool {
	s.pos++
	base, comma := len(s.open), -1
	for {
		if !s.space() {
			return false
		}
		if s.pos >= len(s.src) {
			return s.unclosed(n)
		}
		if s.src[s.pos] == ']' {
			s.trailing(comma)
			break
		}
		v := s.value(place{parent: n, index: len(s.open) - base}, depth)
		if v == nil {
			return false
		}
		s.open = append(s.open, v)
		more, ok := s.separator(n)
		if !ok {
			return false
		}
		if !more {
			break
		}
		comma = s.pos
		s.pos++
	}
	s.pos++
	s.elements(n, s.open[base:])
	s.open = s.open[:base]
	return true
}

// object reads the members and the end of the object that "{" at s.pos opens.
func (s *jsonScanner) object(n *Node, depth int) bool {
	s.pos++
	base, comma := len(s.open), -1
	for {
		if !s.space() {
			return false
		}
		if s.pos >= len(s.src) {
			return s.unclosed(n)
		}
		switch s.src[s.pos] {
		case '}':
			s.trailing(comma)
			s.pos++
			s.members(n, s.open[base:])
			s.open = s.open[:base]
			return true
		case '"':
		default:
			return s.noName(n)
		}
		key := Span{Start: s.pos}
		name, ok := s.string()
		if !ok {
			return false
		}
		key.End = s.pos
		if !s.space() {
			return false
		}
		if s.pos >= len(s.src) {
			return s.unclosed(n)
		}
		if s.src[s.pos] != ':' {
			return s.noColon(name)
		}
		s.pos++
		if !s.space() {
			return false
		}
		if s.pos >= len(s.src) {
			return s.unclosed(n)
		}
		v := s.value(place{n, len(s.open) - base, key, name}, depth)
		if v == nil {
			return false
		}
		s.open = append(s.open, v)
		more, ok := s.separator(n)
		if !ok {
			return false
		}
		if more {
			comma = s.pos
			s.pos++
		} else {
			comma = -1
		}
	}
}

// separator stops before the "," or the closing bracket after a value of n;
// more is true at a comma.
func (s *jsonScanner) separator(n *Node) (more, ok bool) {
	if !s.space() {
		return false, false
	}
	if s.pos >= len(s.src) {
		return false, s.unclosed(n)
	}
	switch c := s.src[s.pos]; {
	case c == ',':
		return true, true
	case c == '}' && n.Kind == Object, c == ']' && n.Kind == Array:
		return false, true
	}
	return false, s.noComma(n)
}

// trailing notes the comma before a closing bracket.
func (s *jsonScanner) trailing(comma int) {
	if comma >= 0 {
		s.notes = append(s.notes, Note{Kind: NoteTrailingComma, Span: Span{comma, comma + 1}})
	}
}

// number reads the number at s.pos by the grammar of RFC 8259.
func (s *jsonScanner) number() bool {
	i := s.pos
	digits := func() bool {
		from := i
		for i < len(s.src) && '0' <= s.src[i] && s.src[i] <= '9' {
			i++
		}
		return i > from
	}
	at := func(c byte) bool { return i < len(s.src) && s.src[i] == c }
	if at('-') {
		i++
	}
	if at('0') {
		i++
	} else if !digits() {
		return s.badNumber()
	}
	if at('.') {
		i++
		if !digits() {
			return s.badNumber()
		}
	}
	if at('e') || at('E') {
		i++
		if at('+') || at('-') {
			i++
		}
		if !digits() {
			return s.badNumber()
		}
	}
	if i < len(s.src) && (isWord(s.src[i]) || s.src[i] == '.' || s.src[i] == '+' || s.src[i] == '-') {
		return s.badNumber()
	}
	s.pos = i
	return true
}
