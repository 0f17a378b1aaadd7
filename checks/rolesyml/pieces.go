package rolesyml

import (
	"sort"
	"strings"

	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// fault is why a piece of roles.yml is no role.
type fault uint8

const (
	none         fault = iota
	broken             // it does not parse, or is no name with a body
	continuation       // it goes on with the piece before it, from column 0
	cut                // a continuation follows, which took its end away
	marker             // a YAML document marker or directive: nothing is lost
	aliased            // it does not parse here because of an alias, which the loader reads as text
)

// faults returns the fault of every piece of the file.
func faults(f *role.File) []fault {
	out := make([]fault, len(f.Segments))
	aliases := aliasesIn(f)
	for i, s := range f.Segments {
		switch {
		case loaded(s):
		case isMarker(text(f, s.Span)):
			out[i] = marker
		case s.Err != nil && (len(aliases[i]) > 0 || unknownAlias(f, s) != ""):
			out[i] = aliased
		case i > 0 && continues(f, i) && out[i-1] != marker && !(out[i-1] == broken && isList(f.Segments[i-1])):
			out[i] = continuation
			if out[i-1] == broken {
				out[i-1] = cut
			}
		default:
			out[i] = broken
		}
	}
	return out
}

// continues reports whether piece i goes on with the one before it: it begins
// with a list item or a closing bracket, which no role's name does.
func continues(f *role.File, i int) bool {
	line := text(f, firstLine(f, f.Segments[i]))
	return line == "-" || strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "]") || strings.HasPrefix(line, "}")
}

// isList reports whether a piece is a list, as one item of it is where a file
// has a list of roles.
func isList(s role.Segment) bool {
	return s.Err == nil && s.Doc != nil && s.Doc.Kind == source.Array
}

// isMarker reports whether a piece is nothing but a document marker or a
// directive.
func isMarker(piece string) bool {
	line, _, _ := strings.Cut(piece, "#")
	line = strings.TrimSpace(line)
	return line == "---" || line == "..." || strings.HasPrefix(line, "%YAML") || strings.HasPrefix(line, "%TAG")
}

// pieceOf returns the index of the piece that holds the span; -1 where none does.
func pieceOf(f *role.File, span source.Span) int {
	i := sort.Search(len(f.Segments), func(i int) bool { return f.Segments[i].Span.End > span.Start })
	if i < len(f.Segments) && f.Segments[i].Span.Start <= span.Start {
		return i
	}
	return -1
}
