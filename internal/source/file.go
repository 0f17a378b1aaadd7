package source

import (
	"encoding/json"
	"sort"
	"strings"
	"unicode/utf8"
)

// Syntax is the notation of a file.
type Syntax uint8

// The notations.
const (
	JSON Syntax = iota + 1
	YAML
)

// String returns "JSON" or "YAML".
func (s Syntax) String() string {
	switch s {
	case JSON:
		return "JSON"
	case YAML:
		return "YAML"
	}
	return "unknown"
}

// File is a text and the documents read from it.
type File struct {
	// Name is the file's name as given; only for messages.
	Name   string
	Src    []byte
	Syntax Syntax
	// Docs are the documents read, in order. After an error they are those
	// before it.
	Docs []*Node
	// Notes are oddities that did not stop the reading, by position.
	Notes []Note
	// Err is what stopped the reading; nil where the file was read whole.
	Err *Error
	// Secret says that the file may hold passwords: its lines are not shown.
	Secret bool

	spent  int           // values made by ParseYAML
	lines  []int         // offsets of line starts, built on first use
	counts map[int][]int // start of a long line → code points up to each runeStep
	text   string        // Src, made on first use by Line
}

// NoteKind tells what is odd.
type NoteKind uint8

// The oddities that are read over.
const (
	NoteBOM           NoteKind = iota + 1 // a UTF-8 byte order mark at the start
	NoteComment                           // a comment in JSON: //, /* */ or #
	NoteTrailingComma                     // a comma before ] or } in JSON
	NoteDuplicateKey                      // a member name that occurs again; Span is the later key, Related the earlier ones
	NoteMergeKey                          // a YAML merge key (<<)
	NoteAlias                             // a YAML alias; Related is the anchored value
	NoteTab                               // a tab used for indentation in YAML flow context
)

// Note is an oddity with its place.
type Note struct {
	Kind    NoteKind
	Span    Span
	Related []Span
}

// ErrorKind tells why reading stopped.
type ErrorKind uint8

// The reasons.
const (
	ErrSyntax    ErrorKind = iota + 1 // not the notation
	ErrTruncated                      // the text ends inside a value
	ErrEncoding                       // a byte sequence that is no UTF-8
	ErrLimit                          // a limit of Limits is exceeded
	ErrEmpty                          // no value at all
)

// Error is what stopped the reading of a file, with its place.
type Error struct {
	Kind ErrorKind
	Span Span   // at least one byte unless at the end of the text
	Msg  string // without file name and position
}

func (e *Error) Error() string { return e.Msg }

// Limits bound what a file may cost. Zero fields mean the default.
type Limits struct {
	Bytes int // size of the text; default 32 MiB
	Depth int // nesting of values; default 200
	Nodes int // values after alias expansion; default 500,000
}

// Position is a place in a text.
type Position struct {
	Line   int `json:"line"`   // from 1
	Column int `json:"column"` // from 1, in Unicode code points; a BOM does not count
	Offset int `json:"offset"` // in bytes from 0
}

// Range is the place of a token: End is after its last character.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Range returns the positions of a span.
func (f *File) Range(s Span) Range {
	return Range{Start: f.Position(s.Start), End: f.Position(s.End)}
}

// Position returns the place of a byte offset. Offsets outside the text are
// moved to its nearest end. It is not safe for concurrent use.
func (f *File) Position(off int) Position {
	off = max(0, min(off, len(f.Src)))
	if f.lines == nil {
		f.lines = lineStarts(f.Src)
	}
	i := sort.SearchInts(f.lines, off+1) - 1
	return Position{Line: i + 1, Column: f.runes(f.lines[i], off) + 1, Offset: off}
}

// runes counts the code points from the start of a line to an offset in it. A
// BOM does not count. In long lines the counts are remembered every runeStep
// bytes, so that many positions on one line cost little.
func (f *File) runes(start, off int) int {
	if start == 0 && off >= len(bom) && string(f.Src[:len(bom)]) == bom {
		start = len(bom)
	}
	if off-start <= runeStep {
		return utf8.RuneCount(f.Src[start:off])
	}
	counts := f.counts[start]
	for at := start + len(counts)*runeStep; at+runeStep <= off; at += runeStep {
		n := leadingBytes(f.Src[at : at+runeStep])
		if len(counts) > 0 {
			n += counts[len(counts)-1]
		}
		counts = append(counts, n)
	}
	if f.counts == nil {
		f.counts = map[int][]int{}
	}
	f.counts[start] = counts
	whole := (off - start) / runeStep
	return counts[whole-1] + leadingBytes(f.Src[start+whole*runeStep:off])
}

const runeStep = 4096

// leadingBytes counts the bytes that begin a code point: a piece of UTF-8 may
// be cut anywhere.
func leadingBytes(b []byte) int {
	n := 0
	for _, c := range b {
		if c&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

const bom = "\uFEFF"

// lineStarts returns the offset of each line's first byte. A line ends with
// \n, \r\n or a lone \r, as YAML has it.
func lineStarts(src []byte) []int {
	starts := []int{0}
	for i, c := range src {
		if c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// Line returns line n (from 1) without its line end. All lines share one copy
// of the text.
func (f *File) Line(n int) string {
	if f.lines == nil {
		f.lines = lineStarts(f.Src)
	}
	if n < 1 || n > len(f.lines) {
		return ""
	}
	if f.text == "" {
		f.text = string(f.Src)
	}
	end := len(f.text)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	return strings.TrimRight(f.text[f.lines[n-1]:end], "\r\n")
}

func appendJSONString(b []byte, s string) []byte {
	q, _ := json.Marshal(s) // a string always marshals
	return append(b, q...)
}
