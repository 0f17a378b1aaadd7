package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/rolelint/rolelint/internal/source"
)

// block is the text of a METADATA block, which OPA reads without places.
type block struct {
	at   *ast.Location // of the line METADATA
	text *source.File  // its YAML, every column as in the module
}

// annotationKeys are what OPA knows at the top of a METADATA block.
var annotationKeys = []string{"authors", "compile", "custom", "description", "entrypoint", "labels",
	"organizations", "related_resources", "schemas", "scope", "title"}

// metadataBlock returns the text that annotations were read from.
func metadataBlock(m *ast.Module, a *ast.Annotations) block {
	var b strings.Builder
	row := a.Location.Row
	for _, c := range m.Comments {
		if c.Location.Row == row+1 && c.Location.Col == 1 {
			row++
			b.WriteString(" " + string(c.Text) + "\n") // the blank stands for the #
		}
	}
	return block{a.Location, source.Parse("metadata.yaml", []byte(b.String()), source.Limits{})}
}

// unknownKey returns the first key at the top that says nothing.
func (b block) unknownKey() (*ast.Location, error) {
	if len(b.text.Docs) != 1 {
		return nil, nil
	}
	for _, member := range b.text.Docs[0].Children {
		if slices.Contains(annotationKeys, member.Name) {
			continue
		}
		if _, ours := customKeys[member.Name]; ours {
			return b.place(source.Path{source.Key(member.Name)}), fmt.Errorf("%s belongs under custom", member.Name)
		}
		return b.place(source.Path{source.Key(member.Name)}), fmt.Errorf("unknown key %q%s", member.Name, didYouMean(member.Name, annotationKeys))
	}
	return nil, nil
}

// place returns where in the module a key of the block stands, or as much of
// its path as there is.
func (b block) place(path source.Path) *ast.Location {
	if len(b.text.Docs) != 1 {
		return b.at
	}
	n, _ := b.text.Docs[0].Resolve(path)
	if n.Key.IsZero() {
		return b.at
	}
	at := b.text.Position(n.Key.Start)
	return &ast.Location{File: b.at.File, Row: b.at.Row + at.Line, Col: at.Column}
}
