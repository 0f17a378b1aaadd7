package source

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// Parse reads a text. It never fails as a whole: what was read stands in
// File.Docs, what stopped the reading in File.Err.
//
// The notation follows the name's ending (.json, .jsonc, .ndjson: JSON; .yml,
// .yaml: YAML, read as JSON where the whole text is JSON); without a known
// ending a text that starts with { or [ is JSON where it parses as JSON, and
// YAML otherwise. Several JSON values one after another (NDJSON) and several
// YAML documents become several Docs.
//
// A text that is no UTF-8 or longer than Limits.Bytes is not read at all.
func Parse(name string, src []byte, lim Limits) *File {
	lim = lim.withDefaults()
	f := &File{Name: name, Src: src, Syntax: YAML}
	braces := startsLikeJSON(src)
	switch strings.ToLower(path.Ext(name)) {
	case ".json", ".jsonc", ".ndjson":
		f.Syntax = JSON
		if f.Err = unreadable(src, lim); f.Err == nil {
			f.Docs, f.Notes, f.Err = readJSON(src, lim)
		}
	case ".yml", ".yaml":
		if f.Err = unreadable(src, lim); f.Err != nil {
			return f
		}
		if braces && f.asJSON(lim) && plainJSON(f) {
			return f
		}
		f.asYAML(lim)
	default:
		if f.Err = unreadable(src, lim); f.Err != nil {
			if braces {
				f.Syntax = JSON
			}
			return f
		}
		if !braces {
			f.asYAML(lim)
		} else if !f.asJSON(lim) {
			asJSON := *f
			if f.asYAML(lim); f.Err != nil {
				*f = asJSON // JSON's explanations are closer to the text
			}
		}
	}
	return f
}

// ParseYAML reads the part s of the file's text as a YAML stream of its own.
// Spans are offsets into the whole text. The values of all parts that were read
// so count towards the limit together.
func (f *File) ParseYAML(s Span, lim Limits) ([]*Node, []Note, *Error) {
	lim = lim.withDefaults()
	part := f.Src[s.Start:s.End]
	if err := unreadable(part, lim); err != nil {
		err.Span.Start += s.Start
		err.Span.End += s.Start
		return nil, nil, err
	}
	docs, notes, spent, err := readYAML(part, s.Start, f.spent, lim)
	f.spent = spent
	return docs, notes, err
}

func (f *File) asJSON(lim Limits) bool {
	f.Syntax = JSON
	f.Docs, f.Notes, f.Err = readJSON(f.Src, lim)
	return f.Err == nil
}

func (f *File) asYAML(lim Limits) {
	f.Syntax = YAML
	f.Docs, f.Notes, _, f.Err = readYAML(f.Src, 0, 0, lim)
}

// plainJSON reports whether the text is one value of strict JSON.
func plainJSON(f *File) bool {
	for _, n := range f.Notes {
		if n.Kind == NoteComment || n.Kind == NoteTrailingComma {
			return false
		}
	}
	return len(f.Docs) == 1
}

// startsLikeJSON reports whether the first character after white space and
// comments is a bracket or a brace.
func startsLikeJSON(src []byte) bool {
	s := jsonScanner{src: bytes.TrimPrefix(src, []byte(bom))}
	return s.space() && s.pos < len(s.src) && (s.src[s.pos] == '{' || s.src[s.pos] == '[')
}

// unreadable explains why the text cannot be read at all; nil where it can.
func unreadable(src []byte, lim Limits) *Error {
	if len(src) > lim.Bytes {
		return &Error{Kind: ErrLimit, Span: Span{lim.Bytes, lim.Bytes + 1},
			Msg: fmt.Sprintf("the file has more than %d bytes; rolelint reads no further", lim.Bytes)}
	}
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		return &Error{Kind: ErrEncoding, Span: Span{0, 2}, Msg: "the file is UTF-16; save it as UTF-8"}
	}
	if utf8.Valid(src) {
		return nil
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return &Error{Kind: ErrEncoding, Span: Span{i, i + 1},
				Msg: fmt.Sprintf("byte 0x%02X is no UTF-8; save the file as UTF-8", src[i])}
		}
		i += n
	}
}
