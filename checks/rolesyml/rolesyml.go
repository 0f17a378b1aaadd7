// Package rolesyml has the checks on how the loader of roles.yml cuts the file
// into roles. It does so line by line, before any YAML is read, so that a file
// can be good YAML and still lose roles.
package rolesyml

import (
	"embed"
	"fmt"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Examples are the bad and good examples of the checks, one txtar per rule.
//
//go:embed *.txtar
var Examples embed.FS

// All are the checks on roles.yml.
var All = []checks.Check{
	segmentBroken,
	columnZero,
	alias,
	aliasText,
	moreKeys,
	duplicateRole,
	documentMarker,
	fields2x,
}

// fileRolesStore is the loader.
const fileRolesStore = "elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/FileRolesStore.java"

// firstLine is the span of a piece's first line.
func firstLine(f *role.File, s role.Segment) source.Span {
	src := f.Source.Src
	end := s.Span.Start
	for end < s.Span.End && src[end] != '\n' && src[end] != '\r' {
		end++
	}
	return source.Span{Start: s.Span.Start, End: end}
}

// text is the source of a span.
func text(f *role.File, s source.Span) string { return string(f.Source.Src[s.Start:s.End]) }

// loaded reports whether the loader takes the piece for a role: an object
// whose first member is an object (FileRolesStore.parseRoleDescriptor).
func loaded(s role.Segment) bool {
	first := firstMember(s)
	return s.Err == nil && first != nil && first.Kind == source.Object
}

// firstMember is what the loader reads of a piece; nil where there is none.
func firstMember(s role.Segment) *source.Node {
	if s.Role != nil {
		return s.Role.Node
	}
	if s.Doc == nil || s.Doc.Kind != source.Object || len(s.Doc.Children) == 0 {
		return nil
	}
	first := s.Doc.Children[0]
	if len(first.Dups) > 0 {
		first = first.Dups[0]
	}
	return first
}

// ofRole names the role of a finding of a role that could not be read.
func ofRole(name string) checks.Detail { return func(f *diag.Finding) { f.Role = name } }

// skips says in the loader's words that it goes on without a role.
func skips(name string) string {
	if name == "" {
		name = "null"
	}
	return fmt.Sprintf("the node skips it (\"invalid role definition [%s] in roles file … skipping role...\")", name)
}
