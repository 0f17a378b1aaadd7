package report

import (
	"fmt"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diff"
	"github.com/rolelint/rolelint/internal/source"
)

// jsonAt is a place in a file; of an access, where it is granted.
type jsonAt struct {
	File  string       `json:"file"`
	Path  []any        `json:"path"`
	Range source.Range `json:"range"`
}

// newJSONAt returns a place; nil, which is null, where there is none.
func newJSONAt(l diff.Location) *jsonAt {
	if l.File == "" {
		return nil
	}
	return &jsonAt{FileName(l.File), jsonPath(l.Path), l.Range}
}

// where returns FILE:LINE:COLUMN of a place.
func where(l diff.Location) string { return position(l.File, &l.Range) }

// targetWords says what an answer is stated for.
func targetWords(t catalog.Target) string {
	return fmt.Sprintf("Kibana/Elasticsearch %s, %s, %s", t.Stack, t.License, t.Deployment)
}
