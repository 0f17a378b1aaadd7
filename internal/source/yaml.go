package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// errDepth is what the YAML library is told where a text nests too deep.
var errDepth = errors.New("nested too deep")

// readYAML reads a YAML stream. src is valid UTF-8; base is its offset in the
// file. Documents without any content are left out.
//
// The structure comes from the library's nodes; it tells where a node starts
// (line and column) but not where it ends, so the ends are found in the text,
// see yamlspan.go.
//
// spent is how many values of the file were made before, and counts towards
// the limit; returned is how many they are now.
func readYAML(src []byte, base, spent int, lim Limits) ([]*Node, []Note, int, *Error) {
	r := &yamlReader{builder: builder{lim: lim, size: len(src), spent: spent}}
	for bytes.HasPrefix(src, []byte(bom)) { // the library takes a second one too, silently
		r.notes = append(r.notes, Note{Kind: NoteBOM, Span: Span{base, base + len(bom)}})
		src, base = src[len(bom):], base+len(bom)
	}
	r.src, r.base = src, base
	var docs []*Node
	if r.affordable() {
		docs = r.documents()
	}
	if r.err == nil && len(docs) == 0 {
		r.fail(ErrEmpty, r.span(len(src), len(src)), "the file holds no YAML value")
	}
	r.sortNotes()
	return docs, r.notes, spent + r.count, r.err
}

// affordable refuses a text that may hold far more values than the limit
// before the library spends memory on them. Every value is introduced by one
// of the characters counted here, which introduces two at most (a name and a
// value); the exact count is taken later.
func (r *yamlReader) affordable() bool {
	marks := 0
	for i, c := range r.src {
		switch c {
		case ',', '[', '{', ':', '?':
			marks++
		case '-':
			if i+1 == len(r.src) || isBlankOrBreak(r.src[i+1]) {
				marks++
			}
		}
		if r.spent+marks > r.lim.Nodes+1000 {
			r.fail(ErrLimit, r.span(i, i+1), fmt.Sprintf("the file may hold more than %d values; rolelint reads no further", r.lim.Nodes))
			return false
		}
	}
	return true
}

// documents reads every document of the stream.
func (r *yamlReader) documents() []*Node {
	loader, err := yaml.NewLoader(bytes.NewReader(r.src), yaml.WithPlugin(loaderlimits.New(
		loaderlimits.AliasNone(), // aliases are expanded here, and counted
		loaderlimits.DepthFunc(func(depth int, _ *yaml.DepthContext) error {
			if depth > r.lim.Depth+1 {
				return errDepth
			}
			return nil
		}))))
	if err != nil {
		r.fail(ErrSyntax, r.span(0, min(1, len(r.src))), err.Error())
		return nil
	}
	var docs []*Node
	for r.err == nil {
		var y yaml.Node
		if err := loader.Load(&y); err == io.EOF {
			break
		} else if err != nil {
			r.explain(err)
			break
		}
		if y.Kind != yaml.DocumentNode || len(y.Content) == 0 || r.contentless(y.Content[0]) {
			continue
		}
		r.anchors = map[*yaml.Node]*Node{}
		r.tabbed = false
		if n, _ := r.value(y.Content[0], r.at(y.Content[0]), 0, false); n != nil {
			docs = append(docs, n)
		}
	}
	return docs
}

// contentless reports whether a document is only markers and comments.
func (r *yamlReader) contentless(y *yaml.Node) bool {
	return isEmptyScalar(y) && y.Anchor == "" && y.Style&yaml.TaggedStyle == 0
}

// isEmptyScalar reports whether nothing is written for the value.
func isEmptyScalar(y *yaml.Node) bool {
	const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	return y.Kind == yaml.ScalarNode && y.Value == "" && y.Style&quoted == 0
}
