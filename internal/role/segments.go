package role

import (
	"bytes"

	"github.com/rolelint/rolelint/internal/source"
)

// readSegments reads a roles.yml as its loader does: line by line into pieces,
// each of them a YAML document of its own, of which the first key is a role.
//
// Source: elasticsearch FileRolesStore.roleSegments and parseRoleDescriptor:
// a line that matches `^#.*` or `^\s*` is dropped, one that matches `^\s+.+`
// continues a piece, every other line starts one.
func (f *File) readSegments() {
	f.Format = RolesYML
	root := &source.Node{Kind: source.Object}
	for _, span := range segments(f.Source.Src) {
		docs, _, err := f.Source.ParseYAML(span, source.Limits{})
		s := Segment{Span: span, Err: err}
		if len(docs) > 0 {
			s.Doc = docs[0]
		}
		if err == nil && s.Doc != nil && s.Doc.Kind == source.Object && len(s.Doc.Children) > 0 {
			n := s.Doc.Children[0]
			if len(n.Dups) > 0 {
				n = n.Dups[0]
			}
			n.Parent, n.Index = root, len(root.Children)
			root.Children = append(root.Children, n)
			if n.Kind == source.Object || n.Kind == source.Null {
				s.Role = f.add(n, RolesYML, n.Name)
			}
		}
		f.Segments = append(f.Segments, s)
	}
	if len(root.Children) > 0 {
		root.Val = source.Span{
			Start: root.Children[0].Key.Start,
			End:   root.Children[len(root.Children)-1].Val.End,
		}
	}
}

// segments cuts a text into the pieces of FileRolesStore. A piece ends where
// its last line ends; dropped lines inside it are comments and blanks to YAML
// as well, so they may stay.
func segments(src []byte) []source.Span {
	var out []source.Span
	open := false
	for start := 0; start < len(src); {
		end := start
		for end < len(src) && src[end] != '\n' && src[end] != '\r' {
			end++
		}
		line := src[start:end]
		switch {
		case blank(line) || line[0] == '#':
		case line[0] == ' ' || line[0] == '\t' || line[0] == '\v' || line[0] == '\f':
			if open {
				out[len(out)-1].End = end
			}
		default:
			open = true
			out = append(out, source.Span{Start: start, End: end})
		}
		if end < len(src) && src[end] == '\r' && end+1 < len(src) && src[end+1] == '\n' {
			end++
		}
		start = end + 1
	}
	return out
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' && c != '\v' && c != '\f' {
			return false
		}
	}
	return true
}

// brokenRolesYML reports whether a text that is no YAML as a whole is a
// roles.yml of which some roles can be read.
func brokenRolesYML(f *source.File, opt Options) bool {
	if len(opt.Formats) > 0 {
		for _, p := range opt.Formats {
			if p == RolesYML {
				return true
			}
		}
		return false
	}
	if f.Err == nil || f.Syntax != source.YAML || f.Err.Kind == source.ErrLimit || f.Err.Kind == source.ErrEncoding {
		return false
	}
	isRole := func(n *source.Node) bool {
		return elasticsearchEvidence(n) == solid || opt.meant() && meantAsRole(n)
	}
	if rolesYMLName(f) {
		// Not a piece of it needs to be YAML for the loader to say so of each.
		if f.Err.Kind == source.ErrSyntax && mentionsRole(f.Src) && roleKeyLine.Match(f.Src) {
			return true
		}
		isRole = likelyRole
	}
	work := source.File{Src: bytes.Clone(f.Src)}
	again := maxReadAgain
	for _, span := range segments(f.Src) {
		doc := parseAliasesAsText(&work, span, &again)
		if doc != nil && doc.Kind == source.Object && len(doc.Children) > 0 && isRole(doc.Children[0]) {
			return true
		}
	}
	return false
}

// maxReadAgain is how many bytes of a file are read again for the sake of
// aliases that refer to nothing; a role has some hundred bytes.
const maxReadAgain = 1 << 20

// parseAliasesAsText parses a piece and takes aliases that refer to nothing,
// such as a pattern that begins with * without quotes, for texts, as the
// loader does; it overwrites them in f. It returns nil where the piece does not
// parse, or has too many.
func parseAliasesAsText(f *source.File, span source.Span, again *int) *source.Node {
	for range 20 {
		docs, _, err := f.ParseYAML(span, source.Limits{})
		switch {
		case err == nil && len(docs) > 0:
			return docs[0]
		case err == nil || err.Kind != source.ErrSyntax || err.Span.Start >= span.End || f.Src[err.Span.Start] != '*':
			return nil
		}
		f.Src[err.Span.Start] = '_'
		if *again -= span.End - span.Start; *again < 0 {
			return nil
		}
	}
	return nil
}
