package role

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/source"
)

// The pieces of a roles.yml count towards one limit: a thousand alias bombs
// cost no more than one.
func TestSegmentsShareTheLimit(t *testing.T) {
	bomb := "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 6; i++ {
		bomb += fmt.Sprintf("  a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	var text strings.Builder
	text.WriteString("first:\n  cluster: [all]\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "r%d:\n%s", i, bomb)
	}
	for _, formats := range [][]Format{nil, {RolesYML}} {
		f := Decode(source.Parse("roles.yml", []byte(text.String()), source.Limits{}), Options{Formats: formats})
		read := 0
		for _, s := range f.Segments {
			if s.Err == nil {
				read++
			} else if s.Err.Kind != source.ErrLimit {
				t.Fatalf("%v at %v", s.Err, s.Err.Span)
			}
		}
		if len(formats) > 0 && (read == 0 || read > 10) {
			t.Errorf("%d of %d bombs were expanded", read, len(f.Segments))
		}
	}
}

// Aliases that refer to nothing are texts to the loader; a large piece is not
// read again for each of them.
func TestManyAliasesAsText(t *testing.T) {
	role := "r:\n  cluster: [monitor]\n  indices: [{names: [*a, *b], privileges: [read]}]\n"
	for _, test := range []struct {
		name, text string
		want       Format
	}{
		{"few", role, RolesYML},
		{"in a large role", strings.ReplaceAll(role, "*b", strings.Repeat("x", 2<<20)+", *b"), Unknown},
	} {
		// Not called roles.yml: the name would be enough of a sign.
		f := Decode(source.Parse("es.yml", []byte(test.text), source.Limits{}), Options{})
		if f.Format != test.want {
			t.Errorf("%s: format %v, want %v", test.name, f.Format, test.want)
		}
	}
}
